//! The list of changes of many records, and that of the records of one.

use super::{filter, sort};
use access::Visible;
use storage::{Listing, SortKey};

/// Changes of many records. Who sees them all and who only their own, the caller asks.
pub const BULK_CHANGES: Listing = Listing {
    name: "register::bulk_changes",
    columns: "s.id, s.revision, s.kind, s.fields, s.reason, s.undoes, s.undone_by, s.state, s.planned_by, \
        s.planned_by_name, s.planned_at, s.carried_out_at, s.total, s.waiting, s.done, s.left_out, s.updated_at",
    tables: "@bulk_change AS s",
    beside: &[],
    id: "s.id",
    id_is_number: false,
    filters: &[
        Visible::NOTHING,
        filter("own_or_begun", "s.planned_by = ? OR (s.state <> 'planned' AND s.kind IN (?, ?, ?))"),
        filter(
            "own_name_or_begun",
            "(s.planned_by IS NULL AND s.planned_by_name = ?) OR (s.state <> 'planned' AND s.kind IN (?, ?, ?))",
        ),
        filter("kind", "s.kind = ?"),
        filter("state", "s.state = ?"),
    ],
    sorts: &[sort("planned_at", "s.planned_at", SortKey::Number)],
};

/// The records of changes; where one may see them is asked of the record, or of what a document is about.
pub const BULK_RECORDS: Listing = Listing {
    name: "register::bulk_records",
    columns: "s.place, s.record_id, s.id, s.name, s.seen_revision, s.outcome, s.changes, s.why",
    tables: "(SELECT r.bulk_id, r.place, r.record_id, r.asked_at AS id, r.name, r.seen_revision, r.outcome, \
        r.changes, r.why FROM @@bulk_change_record AS r) AS s",
    beside: &[],
    id: "s.place",
    id_is_number: true,
    filters: &[
        Visible::FILTER,
        Visible::NOTHING,
        filter("bulk", "s.bulk_id = ?"),
        filter("outcome", "s.outcome = ?"),
    ],
    sorts: &[sort("place", "s.place", SortKey::Number)],
};
