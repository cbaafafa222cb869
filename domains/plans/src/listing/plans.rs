//! The list of plans: drafts for those who draft, and what is decided for those who read documents.

use super::{filter, sort};
use crate::plan::PlanState;
use access::Visible;
use kernel::{Id, Instant, Result, Subject};
use storage::{Beside, FromRow, Listing, Row, SortKey};

/// Plans; where one may see them is asked of the subject, so a row's `s.id` is the subject.
pub const PLANS: Listing = Listing {
    name: "plans::plans",
    columns: "s.plan_id, s.name, s.kind, s.subject_kind, s.id, coalesce(y.name, m.name, o.name, ''), s.year, s.state, \
        s.version, s.in_force, s.updated_at",
    tables: "(SELECT p.id AS plan_id, p.subject_id AS id, p.subject_kind, p.name, p.kind, p.year, p.state, p.version, \
        p.in_force, p.sort_key, p.updated_at FROM @plan AS p) AS s",
    beside: &[
        Beside { name: "y", join: "@system AS y ON y.id = s.id" },
        Beside { name: "m", join: "@managed_object AS m ON m.id = s.id" },
        Beside { name: "o", join: "@organisation AS o ON o.id = s.id" },
    ],
    id: "s.plan_id",
    id_is_number: false,
    filters: &[
        Visible::FILTER,
        Visible::NOTHING,
        filter("q", r"s.sort_key LIKE ? ESCAPE '\'"),
        filter("kind", "s.kind = ?"),
        filter("state", "s.state = ?"),
        filter("year", "s.year = ?"),
        filter("subject", "s.id = ?"),
        filter("subject_kind", "s.subject_kind = ?"),
        filter("in_force", "s.in_force IS NOT NULL"),
        filter("within", "EXISTS (SELECT 1 FROM @@reach AS w WHERE w.subject_id = s.id AND w.within_id = ?)"),
    ],
    sorts: &[
        sort("name", "s.sort_key", SortKey::Text),
        sort("year", "coalesce(s.year, 0)", SortKey::Number),
        sort("updated_at", "s.updated_at", SortKey::Number),
    ],
};

/// A plan in a list.
#[derive(Clone, Debug)]
pub struct PlanRow {
    pub id: Id,
    pub name: String,
    pub kind: String,
    pub subject: Subject,
    pub subject_name: String,
    pub year: Option<i64>,
    pub state: PlanState,
    pub version: i64,
    pub in_force: Option<i64>,
    pub updated_at: Instant,
}

impl FromRow for PlanRow {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            kind: row.get(2)?,
            subject: Subject { kind: row.get(3)?, id: row.get(4)? },
            subject_name: row.get(5)?,
            year: row.get(6)?,
            state: row.choice(7)?,
            version: row.get(8)?,
            in_force: row.get(9)?,
            updated_at: row.get(10)?,
        })
    }
}
