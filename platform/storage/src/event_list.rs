//! The audit chain as a list that can be asked: of one record, by one actor, of one kind, in a time.

use crate::audit::AuditEvent;
use crate::listing::{Filter, Listing, Query, Sort, SortKey};
use crate::read::Read;
use kernel::{Instant, Result};

/// Actors that one question is about at the most: so many places the filter `actors` has.
pub const MOST_ACTORS: usize = 16;

/// The events of a federation, the oldest first, so that whoever follows the chain goes on where they were.
pub const EVENTS: Listing = Listing {
    name: "storage::events",
    columns: "s.sequence, s.at, s.actor_kind, s.actor, s.on_behalf_of, s.action, s.subject_kind, s.subject_id, s.salt, \
        s.content, s.content_hash, s.previous_hash, s.hash",
    tables: "@@audit_event AS s",
    beside: &[],
    id: "s.sequence",
    id_is_number: true,
    filters: &[
        Filter { name: "sequence", sql: "s.sequence = ?" },
        Filter { name: "subject_kind", sql: "s.subject_kind = ?" },
        Filter { name: "subject", sql: "s.subject_id = ?" },
        Filter { name: "actor", sql: "s.actor = ?" },
        Filter { name: "action", sql: "s.action = ?" },
        Filter { name: "actors", sql: "s.actor IN (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)" },
        // Time rises with the sequence: a day is found by its own index, and the rest is a range of the chain.
        Filter {
            name: "from",
            sql: "s.sequence >= (SELECT e.sequence FROM @@audit_event AS e WHERE e.at >= ? ORDER BY e.at, e.sequence LIMIT 1)",
        },
        Filter {
            name: "until",
            sql: "s.sequence <= (SELECT e.sequence FROM @@audit_event AS e WHERE e.at <= ? ORDER BY e.at DESC, e.sequence DESC LIMIT 1)",
        },
    ],
    sorts: &[Sort { name: "sequence", sql: "s.sequence", key: SortKey::Number }],
};

/// One event of the chain; none that was written after the day of the view.
///
/// # Errors
/// When the database fails.
pub fn event_of(read: &Read, sequence: i64) -> Result<Option<AuditEvent>> {
    let mut query = Query::first(1).filter("sequence", [sequence.into()]);
    if let Some(day) = read.as_of() {
        query = query.filter("until", [Instant::end_of(day).into()]);
    }
    Ok(EVENTS.page(read, &query)?.items.pop())
}
