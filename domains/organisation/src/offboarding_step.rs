//! What somebody has seen to before a person leaves, and said so by hand: a step of the checklist.

use crate::Employment;
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

/// Whether what was ticked on a day is about the last day of an employment, and not about the one before: it is about the
/// nearer of them.
pub(crate) fn is_about(ticked_on: Date, last_day: Date, employments: &[Employment]) -> bool {
    let earlier = employments.iter().filter_map(|one| one.to).filter(|to| *to < last_day).max();
    let apart = |day: Date| ticked_on.until(day).map_or(i32::MAX, |span| span.get_days().abs());
    earlier.is_none_or(|earlier| apart(last_day) < apart(earlier))
}

record_fields! { OffboardingStep {
    person: FieldKind::Reference(ReferenceKind("person")), required;
    item: FieldKind::Text { max_chars: 50 }, required;
    note: FieldKind::LongText { max_chars: 1_000 };
    done_by: FieldKind::Text { max_chars: 200 };
    done_on: FieldKind::Date;
    is_taken_back: FieldKind::Flag;
} }
