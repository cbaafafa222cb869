//! The list of change notices.

use super::{filter, sort};
use crate::change_notice::{NoticeState, in_order};
use access::Visible;
use kernel::{Id, Instant, Result};
use storage::{FromRow, Listing, Row, SortKey};

/// Change notices; where one may see them is asked of the system, or of the owner of a new one.
pub const NOTICES: Listing = Listing {
    name: "register::notices",
    columns: "s.notice_id, s.name, s.is_new, s.state, s.sent_by_name, s.sent_at, s.changes",
    tables: "(SELECT n.id AS notice_id, n.place AS id, n.system_id, n.name, n.is_new, n.state, n.sent_by, \
        n.sent_by_name, n.sent_at, n.changes, n.sort_key FROM @change_notice AS n) AS s",
    beside: &[],
    id: "s.notice_id",
    id_is_number: false,
    filters: &[
        Visible::FILTER,
        Visible::NOTHING,
        filter("q", r"s.sort_key LIKE ? ESCAPE '\'"),
        filter("state", "s.state = ?"),
        filter("system", "s.system_id = ?"),
        filter("sent_by", "s.sent_by = ?"),
    ],
    sorts: &[sort("sent_at", "s.sent_at", SortKey::Number), sort("name", "s.sort_key", SortKey::Text)],
};

/// A change notice in a list.
#[derive(Clone, Debug)]
pub struct NoticeRow {
    pub id: Id,
    pub name: String,
    pub is_new: bool,
    pub state: NoticeState,
    pub sent_by_name: String,
    pub sent_at: Instant,
    /// The fields that it is about, by name.
    pub fields: Vec<String>,
}

impl FromRow for NoticeRow {
    fn from_row(row: &Row) -> Result<Self> {
        let changes: String = row.get(6)?;
        let changes: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&changes).map_err(kernel::Error::failed)?;
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            is_new: row.get(2)?,
            state: row.choice(3)?,
            sent_by_name: row.get(4)?,
            sent_at: row.get(5)?,
            fields: in_order(&changes).into_iter().map(str::to_owned).collect(),
        })
    }
}
