//! What one organisation of a federation shows the others: records of a kind, group of fields by group of fields.
//!
//! Swedish: delning. Each decision is a record of its own; what it opens is kept by `access` and follows from the decisions
//! (`follow`), in the same transaction.

mod change;
mod check;
mod decide;
mod ending;
mod follow;
mod mine;
mod offered;
mod rehearse;
mod surroundings;

pub use change::{ChangeSharing, EndSharing, add_sharing, change_sharing, end_sharing};
pub(crate) use decide::state_between;
pub use decide::{DecideSharing, take_sharing_decision};
pub(crate) use ending::endings_of_sharing;
pub use follow::settle_sharing;
pub(crate) use mine::owners_of_mine;
pub use mine::{may_decide, stands_for, visible_sharing};
pub use offered::{SharedGroups, Shown};
pub(crate) use offered::{group_named, what_is_named};
pub use rehearse::{FieldsOf, SeenOf, SeenRecords, SharedKind, SharedKinds};
pub(crate) use rehearse::{KindSeen, Rehearsed, rehearse_sharing, seen_on, seen_today};
pub(crate) use surroundings::entities;

use kernel::{Date, FieldKind, Id, Period, ReferenceKind, record_fields};

/// Swedish: delning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sharing {
    pub id: Id,
    /// The legal entity whose records they are.
    pub owner: Id,
    /// The legal entity whose employees see them; absent for all others of the federation.
    pub receiver: Option<Id>,
    /// The kind of record, such as `system`.
    pub record_kind: String,
    /// The fields that are shown together, such as `base`.
    pub field_group: String,
    pub from: Date,
    pub to: Option<Date>,
    /// The decision that it rests on, such as a paragraph of minutes.
    pub decision: String,
    pub revision: i64,
}

record_fields! { Sharing {
    owner: FieldKind::Reference(ReferenceKind("organisation")), required;
    record_kind: FieldKind::Word, required;
    field_group: FieldKind::Word, required;
    receiver: FieldKind::Reference(ReferenceKind("organisation"));
    from: FieldKind::Date, required;
    to: FieldKind::Date;
    decision: FieldKind::Text { max_chars: 200 }, required;
} }

impl Sharing {
    #[must_use]
    pub fn new(owner: Id, from: Date) -> Self {
        Self {
            id: Id::new(),
            owner,
            receiver: None,
            record_kind: String::new(),
            field_group: String::new(),
            from,
            to: None,
            decision: String::new(),
            revision: 0,
        }
    }

    #[must_use]
    pub fn period(&self) -> Period {
        Period::new(Some(self.from), self.to)
    }

    /// Whether anything of it is left on a day or later.
    #[must_use]
    pub fn lasts_on(&self, day: Date) -> bool {
        !self.period().is_empty() && self.to.is_none_or(|to| to >= day)
    }

    /// Whether it shows the same fields of the same records to the same.
    fn is_about_the_same(&self, other: &Self) -> bool {
        (&self.record_kind, &self.field_group, self.receiver, self.owner)
            == (&other.record_kind, &other.field_group, other.receiver, other.owner)
    }
}
