//! A view that is sent to somebody as a file, on certain days.

use kernel::{Choice, Date, FieldKind, Id, ReferenceKind, choice, record_fields};

choice! {
    /// On which days a view is sent.
    pub enum Rhythm {
        /// Swedish: varje måndag.
        Monday = "monday",
        Tuesday = "tuesday",
        Wednesday = "wednesday",
        Thursday = "thursday",
        Friday = "friday",
        Saturday = "saturday",
        Sunday = "sunday",
        /// Swedish: varje månad, en viss dag.
        Monthly = "monthly",
    }
}

choice! {
    /// How it went with a view that was to be sent.
    pub enum Outcome {
        /// Its day has not come yet.
        NotYet = "not_yet",
        /// A mail with the file was made.
        Made = "made",
        /// A mail without the file: it is too large for one.
        TooLarge = "too_large",
        /// The receiver may not read the list, or not take it along as a file. It is tried again next time.
        MayNotRead = "may_not_read",
        /// The receiver has no account that is open. It is tried again next time.
        NoAccount = "no_account",
        /// The list could not be written as a file, such as one of too many rows. It is tried again next time.
        NoFile = "no_file",
        /// The list lacks a filter of the view, and without it the file would hold other rows. It is tried again next time.
        FilterGone = "filter_gone",
        /// A backup was restored, so that its file may have gone out already. The next one comes on its day.
        Restored = "restored",
        /// The receiver has left: nothing is sent any more.
        Left = "left",
        /// The view is not shared with the receiver any more: nothing is sent any more.
        NotShared = "not_shared",
        /// Somebody ended it.
        Stopped = "stopped",
    }
}

/// Swedish: vyutskick.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mailing {
    pub id: Id,
    pub view: Id,
    pub view_name: String,
    pub person: Option<Id>,
    pub person_name: String,
    pub ordered_by: Id,
    pub rhythm: Option<Rhythm>,
    /// The day of the month, where it is sent monthly.
    pub month_day: Option<i64>,
    pub next_on: Option<Date>,
    pub last_on: Option<Date>,
    pub last_outcome: Option<Outcome>,
    pub ended_on: Option<Date>,
}

record_fields! { Mailing {
    person: FieldKind::Reference(ReferenceKind("person")), required;
    rhythm: FieldKind::Choice(<Rhythm as Choice>::NAMES), required;
    month_day: FieldKind::Number { min: 1, max: 28 };
} }
