//! The list of agreements: which columns it has, what may be asked of it, and how it is ordered.

use crate::agreement::AgreementKind;
use crate::term::Terms;
use access::Visible;
use kernel::{Date, Id, Result};
use storage::{Beside, Filter, FromRow, Listing, Row, Sort, SortKey};

const fn filter(name: &'static str, sql: &'static str) -> Filter {
    Filter { name, sql }
}

const fn sort(name: &'static str, sql: &'static str, key: SortKey) -> Sort {
    Sort { name, sql, key }
}

/// Agreements.
pub const AGREEMENTS: Listing = Listing {
    name: "agreements::agreements",
    columns: "s.id, s.name, s.kind, s.number, coalesce(p.name, ''), coalesce(o.name, ''), coalesce(r.name, ''), \
        s.starts_on, s.ends_on, s.notice_months, s.renewal, s.renewal_months, s.terminated_on, s.value_ore, s.signed_on",
    tables: "@agreement AS s",
    beside: &[
        Beside { name: "p", join: "@organisation AS p ON p.id = s.supplier" },
        Beside { name: "o", join: "@organisation AS o ON o.id = s.organisation" },
        Beside { name: "r", join: "@person AS r ON r.id = s.responsible" },
    ],
    id: "s.id",
    id_is_number: false,
    filters: &[
        Visible::FILTER,
        Visible::NOTHING,
        filter("q", r"s.sort_key LIKE ? ESCAPE '\' OR lower(s.number) LIKE ? ESCAPE '\'"),
        filter("kind", "s.kind = ?"),
        filter("number", "s.number = ?"),
        filter("supplier", "s.supplier = ?"),
        filter(
            "organisation",
            "s.organisation IN (SELECT a.organisation_id FROM @organisation_ancestor AS a WHERE a.ancestor_id = ?)",
        ),
        filter("responsible", "s.responsible = ?"),
        filter("framework", "s.framework = ?"),
        filter("system", "s.id IN (SELECT m.agreement_id FROM @agreement_system AS m WHERE m.system_id = ?)"),
        filter(
            "object",
            "s.id IN (SELECT m.agreement_id FROM @agreement_system AS m JOIN @object_system AS o \
                ON o.system_id = m.system_id WHERE o.object_id = ?)",
        ),
        // Takes a day: those that have not surely ended before it.
        filter("current", "(s.last_day IS NULL OR s.last_day >= ?)"),
        filter("ended", "s.last_day < ?"),
        // Takes a day: those that have begun.
        filter("begun", "s.starts_on <= ?"),
        filter("terminated", "s.terminated_on IS NOT NULL"),
        filter("unsigned", "s.signed_on IS NULL"),
    ],
    sorts: &[
        sort("name", "s.sort_key", SortKey::Text),
        sort("supplier", "coalesce(p.sort_key, '')", SortKey::Text),
        sort("organisation", "coalesce(o.sort_key, '')", SortKey::Text),
        sort("starts_on", "s.starts_on", SortKey::Text),
        sort("updated_at", "s.updated_at", SortKey::Number),
    ],
};

/// An agreement in a list.
#[derive(Clone, Debug)]
pub struct AgreementRow {
    pub id: Id,
    pub name: String,
    pub kind: AgreementKind,
    pub number: Option<String>,
    pub supplier_name: String,
    pub organisation_name: String,
    pub responsible_name: String,
    pub terms: Terms,
    pub value_ore: Option<i64>,
    pub signed_on: Option<Date>,
}

impl FromRow for AgreementRow {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            kind: row.choice(2)?,
            number: row.get(3)?,
            supplier_name: row.get(4)?,
            organisation_name: row.get(5)?,
            responsible_name: row.get(6)?,
            terms: Terms {
                starts_on: row.get(7)?,
                ends_on: row.get(8)?,
                notice_months: row.get(9)?,
                renewal: row.choice(10)?,
                renewal_months: row.get(11)?,
                terminated_on: row.get(12)?,
            },
            value_ore: row.get(13)?,
            signed_on: row.get(14)?,
        })
    }
}
