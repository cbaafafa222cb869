//! One message to one hook, and how it stands with it. Swedish: leverans.

use kernel::{FieldKind, Id, Instant, ReferenceKind, choice, record_fields};

choice! {
    /// How it stands with a delivery.
    pub enum DeliveryState {
        /// Swedish: väntar.
        Waiting = "waiting",
        /// Swedish: skickas. One copy of the program has it.
        Sending = "sending",
        /// Swedish: levererad. The receiver answered 200 to 299.
        Delivered = "delivered",
        /// Swedish: misslyckad. Given up.
        Failed = "failed",
        /// Swedish: hålls. It waited when a backup was taken that has been restored: nobody knows whether it arrived.
        Held = "held",
    }
}

choice! {
    /// Why a delivery did not arrive, at the last attempt.
    pub enum TroubleReason {
        /// Nothing is wrong.
        Nothing = "nothing",
        /// The receiver answered that it did not take it.
        Answer = "answer",
        /// The receiver sent it on somewhere else, which is never followed.
        Redirect = "redirect",
        /// No whole answer came in time.
        Slow = "slow",
        /// There is no such name, nobody listens there, or the line broke.
        Unreachable = "unreachable",
        /// The receiver has no certificate that holds.
        Certificate = "certificate",
        /// The name leads to an address inside a network, and is not allowed by name.
        PrivateAddress = "private_address",
        /// The answer was none that HTTP knows, or too long.
        Nonsense = "nonsense",
        /// The program has another key than when the secret was made.
        OtherKey = "other_key",
        /// A backup was restored in which it waited.
        Restored = "restored",
    }
}

impl DeliveryState {
    /// Whether it goes out no more by itself.
    #[must_use]
    pub const fn has_ended(self) -> bool {
        matches!(self, Self::Delivered | Self::Failed | Self::Held)
    }
}

/// Swedish: leverans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    pub id: Id,
    pub hook: Id,
    /// The number of the event in the audit log.
    pub sequence: i64,
    pub action: String,
    pub state: DeliveryState,
    pub reason: TroubleReason,
    /// What the machine said of it.
    pub detail: String,
    /// The status of the last answer.
    pub answer_code: Option<i64>,
    pub attempts: i64,
    /// When it is tried next.
    pub send_at: Instant,
    pub made_at: Instant,
    pub ended_at: Option<Instant>,
    /// What is sent.
    pub body: String,
}

const ANY: FieldKind = FieldKind::Number { min: 0, max: i64::MAX };

record_fields! { Delivery {
    hook: FieldKind::Reference(ReferenceKind("web_hook"));
    sequence: ANY;
    action: FieldKind::Text { max_chars: 100 };
    state: FieldKind::Choice(<DeliveryState as kernel::Choice>::NAMES);
    reason: FieldKind::Choice(<TroubleReason as kernel::Choice>::NAMES);
    detail: FieldKind::Text { max_chars: 500 };
    answer_code: ANY;
    attempts: ANY;
} }
