//! Who sees a change of many records: who planned it, and once it is begun who may change one of its records.

use super::bulk_change::{BulkChange, BulkState};
use super::kinds::{edit_permission, read_permission};
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
    let query = seen_records(read.actor(), &bulk, Query::first(1));
    let may_see = bulk.state != BulkState::Planned && BULK_RECORDS.count(read, &query)? > 0;
    if may_see { Ok(bulk) } else { Err(Error::NotFound) }
}

/// The records of a change that the actor is told of: of one's own plan those that one sees, of the changes of others
/// those that one may change oneself.
pub(crate) fn seen_records(actor: &Actor, bulk: &BulkChange, query: Query) -> Query {
    let permission = if is_own(actor, bulk) { read_permission } else { edit_permission };
    access::visible_to(actor, permission(bulk.kind), query.filter("bulk", values![bulk.id]))
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
