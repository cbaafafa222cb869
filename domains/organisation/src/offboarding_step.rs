//! What somebody has seen to before a person leaves, and said so by hand: a step of the checklist.

use kernel::{Date, FieldKind, Id, ReferenceKind, record_fields};

/// Swedish: steg i avslut av anställning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffboardingStep {
    pub id: Id,
    pub person: Id,
    /// Key of the item on the checklist.
    pub item: String,
    pub note: String,
    /// Who saw to it; the name stands beside, since the person may leave too.
    pub done_by_id: Option<Id>,
    pub done_by: String,
    pub done_on: Date,
    /// It was not done after all.
    pub is_taken_back: bool,
    pub revision: i64,
}

/// That an item was ticked for somebody, and not taken back.
pub(crate) struct Ticked {
    pub person: Id,
    pub item: String,
    pub on: Date,
}

record_fields! { OffboardingStep {
    person: FieldKind::Reference(ReferenceKind("person")), required;
    item: FieldKind::Text { max_chars: 50 }, required;
    note: FieldKind::LongText { max_chars: 1_000 };
    done_by: FieldKind::Text { max_chars: 200 };
    done_on: FieldKind::Date;
    is_taken_back: FieldKind::Flag;
} }
