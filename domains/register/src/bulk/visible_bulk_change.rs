//! Who sees a change of many records: who planned it, and once it is begun who may change one of its records.

use super::bulk_change::{BulkChange, BulkState};
use super::kinds::edit_permission;
use crate::listing::BULK_RECORDS;
use crate::store;
use kernel::{Actor, Error, Id, Message, Result};
use storage::{Query, Read, values};

/// A change that the actor may know of.
///
/// # Errors
/// [`Error::NotFound`] for others.
pub fn visible_bulk_change(read: &Read, id: Id) -> Result<BulkChange> {
    let bulk = store::find_bulk_change(read, id)?.ok_or(Error::NotFound)?;
    if is_own(read.actor(), &bulk) {
        return Ok(bulk);
    }
    let query = Query::first(1).filter("bulk", values![id]);
    let query = access::visible_to(read.actor(), edit_permission(bulk.kind), query);
    let may_see = bulk.state != BulkState::Planned && BULK_RECORDS.count(read, &query)? > 0;
    if may_see { Ok(bulk) } else { Err(Error::NotFound) }
}

/// A change that the actor has planned.
pub(crate) fn own_bulk_change(read: &Read, id: Id) -> Result<BulkChange> {
    let bulk = visible_bulk_change(read, id)?;
    if is_own(read.actor(), &bulk) {
        Ok(bulk)
    } else {
        Err(Error::Refused(Message::new("refused-bulk-change-of-another")))
    }
}

/// Whether the actor has planned it. What acts without being a person is known by its name.
pub(crate) fn is_own(actor: &Actor, bulk: &BulkChange) -> bool {
    match actor.person {
        Some(person) => bulk.planned_by == Some(person),
        None => bulk.planned_by.is_none() && bulk.planned_by_name == actor.name,
    }
}
