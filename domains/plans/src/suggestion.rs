//! What somebody who uses a system wants it to become: a shortcoming to mend, or something new. It stands in a list that
//! everyone who uses the system reads, until it is answered.

use kernel::{FieldKind, Id, Instant, ReferenceKind, SubjectKind, choice, record_fields};

pub const SUGGESTION: SubjectKind = SubjectKind("suggestion");

choice! {
    /// Swedish: förslagets läge.
    pub enum SuggestionState {
        Open = "open",
        /// It goes on as a part of another.
        Joined = "joined",
        /// It is an activity of a plan. Swedish: planerat.
        Planned = "planned",
        /// What it asked for is there.
        Done = "done",
        Declined = "declined",
        Withdrawn = "withdrawn",
    }
}

/// What a suggestion says, in the words of who made it. Swedish: vad förslaget säger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    pub system: Option<Id>,
    pub title: String,
    pub content: String,
}

record_fields! { Said {
    system: FieldKind::Reference(ReferenceKind("system")), required;
    title: FieldKind::Text { max_chars: 200 }, required;
    content: FieldKind::LongText { max_chars: 5_000 };
} }

/// What it would give and what it would take, from 1 to 5, as those judge who manage the system. Swedish: avvägning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    pub benefit: Option<i64>,
    pub effort: Option<i64>,
}

record_fields! { Weight {
    benefit: FieldKind::Number { min: 1, max: 5 };
    effort: FieldKind::Number { min: 1, max: 5 };
} }

/// Swedish: förslag. Source: S0-124, S0-052.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    pub id: Id,
    /// Counts from 1.
    pub revision: i64,
    /// The system that it is about; permissions are judged there.
    pub system: Id,
    pub said: Said,
    pub weight: Weight,
    pub state: SuggestionState,
    pub made_by: Option<Id>,
    pub made_by_name: String,
    pub made_at: Instant,
    /// The suggestion that it became a part of.
    pub joined_into: Option<Id>,
    /// Why it is declined, or how it was carried out.
    pub answer: String,
    pub answered_by_name: String,
    pub answered_at: Option<Instant>,
}

/// A suggestion as somebody has it before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    pub id: Id,
    /// The revision that they saw; none where nobody looked.
    pub revision: Option<i64>,
}
