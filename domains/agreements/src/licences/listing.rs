//! The list of licences: which columns it has, what may be asked of it, and how it is ordered.

use super::licence::LicenceKind;
use access::Visible;
use kernel::{Date, Id, Result};
use storage::{Beside, Filter, FromRow, Listing, Row, Sort, SortKey};

const fn filter(name: &'static str, sql: &'static str) -> Filter {
    Filter { name, sql }
}

const fn sort(name: &'static str, sql: &'static str, key: SortKey) -> Sort {
    Sort { name, sql, key }
}

/// Licences.
pub const LICENCES: Listing = Listing {
    name: "agreements::licences",
    columns: "s.id, s.name, s.kind, coalesce(o.name, ''), coalesce(p.name, ''), s.system, s.user_group, s.bought, \
        s.in_use, s.counted_on, s.cost_ore, s.valid_to",
    tables: "@licence AS s",
    beside: &[
        Beside { name: "o", join: "@organisation AS o ON o.id = s.organisation" },
        Beside { name: "p", join: "@organisation AS p ON p.id = s.supplier" },
    ],
    id: "s.id",
    id_is_number: false,
    filters: &[
        Visible::FILTER,
        Visible::NOTHING,
        filter("q", r"s.sort_key LIKE ? ESCAPE '\'"),
        filter("kind", "s.kind = ?"),
        filter("user_group", "s.user_group = ?"),
        filter("supplier", "s.supplier = ?"),
        filter("system", "s.system = ?"),
        filter("agreement", "s.agreement = ?"),
        filter(
            "organisation",
            "s.organisation IN (SELECT a.organisation_id FROM @organisation_ancestor AS a WHERE a.ancestor_id = ?)",
        ),
        filter("over", "s.kind <> 'unlimited' AND s.in_use > s.bought"),
        filter("free", "s.kind <> 'unlimited' AND s.in_use < s.bought"),
        // Takes a day.
        filter("current", "(s.valid_to IS NULL OR s.valid_to >= ?)"),
    ],
    sorts: &[
        sort("name", "s.sort_key", SortKey::Text),
        sort("organisation", "coalesce(o.sort_key, '')", SortKey::Text),
        sort("supplier", "coalesce(p.sort_key, '')", SortKey::Text),
        sort("valid_to", "coalesce(s.valid_to, '9999-12-31')", SortKey::Text),
        sort("updated_at", "s.updated_at", SortKey::Number),
    ],
};

/// A licence in a list.
#[derive(Clone, Debug)]
pub struct LicenceRow {
    pub id: Id,
    pub name: String,
    pub kind: LicenceKind,
    pub organisation_name: String,
    pub supplier_name: String,
    pub system: Option<Id>,
    pub user_group: String,
    pub bought: Option<i64>,
    pub in_use: Option<i64>,
    pub counted_on: Option<Date>,
    pub cost_ore: Option<i64>,
    pub valid_to: Option<Date>,
}

impl FromRow for LicenceRow {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            kind: row.choice(2)?,
            organisation_name: row.get(3)?,
            supplier_name: row.get(4)?,
            system: row.get(5)?,
            user_group: row.get::<Option<String>>(6)?.unwrap_or_default(),
            bought: row.get(7)?,
            in_use: row.get(8)?,
            counted_on: row.get(9)?,
            cost_ore: row.get(10)?,
            valid_to: row.get(11)?,
        })
    }
}
