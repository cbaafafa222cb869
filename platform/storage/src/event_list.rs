//! The audit chain as a list that can be asked: of one record, by one actor, of one kind, in a time.

use crate::listing::{Filter, Listing, Sort, SortKey};

/// The events of a federation, the oldest first, so that whoever follows the chain goes on where they were.
pub const EVENTS: Listing = Listing {
    name: "storage::events",
    columns: "s.sequence, s.at, s.actor_kind, s.actor, s.on_behalf_of, s.action, s.subject_kind, s.subject_id, s.salt, \
        s.content, s.content_hash, s.previous_hash, s.hash",
    tables: "@@audit_event AS s",
    id: "s.sequence",
    filters: &[
        Filter { name: "subject_kind", sql: "s.subject_kind = ?" },
        Filter { name: "subject", sql: "s.subject_id = ?" },
        Filter { name: "actor", sql: "s.actor = ?" },
        Filter { name: "action", sql: "s.action = ?" },
        Filter { name: "from", sql: "s.at >= ?" },
        Filter { name: "until", sql: "s.at <= ?" },
    ],
    sorts: &[Sort { name: "sequence", sql: "s.sequence", key: SortKey::Number }],
};
