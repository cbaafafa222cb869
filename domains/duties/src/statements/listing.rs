//! The list of statements, seen as the documents of their record are.

use access::Visible;
use kernel::{Date, Id, Result, Subject};
use storage::{Beside, Filter, FromRow, Listing, Row, Sort, SortKey};

const fn filter(name: &'static str, sql: &'static str) -> Filter {
    Filter { name, sql }
}

const fn sort(name: &'static str, sql: &'static str, key: SortKey) -> Sort {
    Sort { name, sql, key }
}

/// Statements. A row's `s.id` is the record that it is said of.
pub const STATEMENTS: Listing = Listing {
    name: "duties::statements",
    columns: "s.statement_id, s.duty, s.role, s.subject_kind, s.id, coalesce(y.name, m.name, o.name, ''), s.made_by_name, \
        s.is_on_behalf, s.made_on, s.review_date, s.withdrawn_on",
    tables: "(SELECT d.id AS statement_id, d.subject_id AS id, d.subject_kind, d.duty, d.role, d.made_by, \
        d.made_by_name, d.is_on_behalf, d.made_on, d.review_date, d.withdrawn_on, d.sort_key FROM @duty_statement AS d) AS s",
    beside: &[
        Beside { name: "y", join: "@system AS y ON y.id = s.id" },
        Beside { name: "m", join: "@managed_object AS m ON m.id = s.id" },
        Beside { name: "o", join: "@organisation AS o ON o.id = s.id" },
    ],
    id: "s.statement_id",
    id_is_number: false,
    filters: &[
        Visible::FILTER,
        Visible::NOTHING,
        filter("q", r"s.sort_key LIKE ? ESCAPE '\'"),
        filter("duty", "s.duty = ?"),
        filter("role", "s.role = ?"),
        filter("subject_kind", "s.subject_kind = ?"),
        filter("subject", "s.id = ?"),
        filter("made_by", "s.made_by = ?"),
        filter("within", "EXISTS (SELECT 1 FROM @@reach AS w WHERE w.subject_id = s.id AND w.within_id = ?)"),
        filter("current", "s.withdrawn_on IS NULL"),
        filter("withdrawn", "s.withdrawn_on IS NOT NULL"),
        filter("review_before", "s.withdrawn_on IS NULL AND s.review_date < ?"),
    ],
    sorts: &[
        sort("duty", "s.sort_key", SortKey::Text),
        sort("subject", "coalesce(y.sort_key, m.sort_key, o.sort_key, '')", SortKey::Text),
        sort("made_on", "s.made_on", SortKey::Text),
        sort("review_date", "s.review_date", SortKey::Text),
    ],
};

/// A statement in a list.
#[derive(Clone, Debug)]
pub struct StatementRow {
    pub id: Id,
    pub duty: String,
    pub role: String,
    pub subject: Subject,
    pub subject_name: String,
    pub made_by_name: String,
    pub is_on_behalf: bool,
    pub made_on: Date,
    pub review_date: Date,
    pub withdrawn_on: Option<Date>,
}

impl FromRow for StatementRow {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            duty: row.get(1)?,
            role: row.get(2)?,
            subject: Subject { kind: row.get(3)?, id: row.get(4)? },
            subject_name: row.get(5)?,
            made_by_name: row.get(6)?,
            is_on_behalf: row.get(7)?,
            made_on: row.get(8)?,
            review_date: row.get(9)?,
            withdrawn_on: row.get(10)?,
        })
    }
}
