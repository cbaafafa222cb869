//! The records of the room in the API: each with its list, its verbs and its steps.

mod assignments;
mod forums;
mod moving;
mod organisations;
mod people;
mod reorganisations;
mod sharings;

pub(crate) use assignments::ASSIGNMENT_FILTERS;
pub(crate) use forums::FORUM_FILTERS;
pub(crate) use moving::ENDING_FILTERS;
pub(crate) use organisations::{ORGANISATION_FILTERS, UNIT_FILTERS};
pub(crate) use people::PERSON_FILTERS;
pub(crate) use reorganisations::REORGANISATION_FILTERS;

use crate::{Listed, with_custom_of_each};
use kernel::{FieldKind, Id, Record, Result, SubjectKind};
use storage::{Listing, Page, Query, Read};
use web::{FilterKind, Item, ListAnswer, ListAsk, ListFilter, Resource};

/// Every kind of record of the room.
#[must_use]
pub fn resources() -> Vec<Resource> {
    vec![
        organisations::organisations(),
        organisations::suppliers(),
        organisations::units(),
        organisations::sites(),
        people::people(),
        people::employments(),
        assignments::role_assignments(),
        reorganisations::reorganisations(),
        moving::role_endings(),
        moving::absences(),
        sharings::sharings(),
        forums::forums(),
    ]
}

pub(crate) const fn field_filter(name: &'static str, kind: FieldKind) -> ListFilter {
    ListFilter { name, kind: FilterKind::Field(kind) }
}

pub(crate) const SEARCH: ListFilter = ListFilter { name: "q", kind: FilterKind::Search };

pub(crate) const fn reference(name: &'static str, kind: &'static str) -> ListFilter {
    field_filter(name, FieldKind::Reference(kernel::ReferenceKind(kind)))
}

pub(crate) const OPEN: ListFilter = field_filter("open", FieldKind::Date);

/// A page of records, each with what it has in the added fields.
fn told_each<N: Record>(
    read: &Read,
    page: Page<Listed<N>>,
    (kind, id): (SubjectKind, fn(&N) -> Id),
    told: fn(&N) -> Item,
) -> Result<ListAnswer> {
    let records = page.items.into_iter().map(|one| one.record).collect();
    let records = with_custom_of_each(read, kind, records, id)?;
    Ok(ListAnswer { items: records.iter().map(told).collect(), next_cursor: page.next_cursor })
}

fn query(read: &Read, ask: &ListAsk, listing: &Listing) -> Result<Query> {
    ask.query(listing, read.today())
}
