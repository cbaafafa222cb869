//! The list of decisions on sharing.

use super::filter;
use crate::{READ, Sharing};
use access::{Visible, visible_to};
use kernel::Result;
use storage::{Listing, Page, Query, Read, Sort, SortKey};

/// Decisions on sharing.
pub const SHARINGS: Listing = Listing {
    name: "sharings",
    columns: "s.id, s.owner_id, s.receiver_id, s.record_kind, s.field_group, s.valid_from, s.valid_to, s.decision, \
        s.revision",
    tables: "@sharing AS s",
    beside: &[],
    id: "s.id",
    id_is_number: false,
    filters: &[
        filter("owner", "s.owner_id = ?"),
        filter("receiver", "(s.receiver_id = ? OR s.receiver_id IS NULL)"),
        filter("record_kind", "s.record_kind = ?"),
        super::OPEN,
        Visible::FILTER,
        Visible::NOTHING,
    ],
    sorts: &[Sort { name: "from", sql: "s.valid_from", key: SortKey::Text }],
};

/// Decisions that the actor may see.
///
/// # Errors
/// When the query is wrong or the database fails.
pub fn visible_sharings(read: &Read, query: Query) -> Result<Page<Sharing>> {
    SHARINGS.page(read, &visible_to(read.actor(), READ, query))
}
