//! The lists of the register: which columns they have, what may be asked of them, and how they are ordered.

mod bulk;
mod files;
mod notices;

pub use bulk::{BULK_CHANGES, BULK_RECORDS};
pub use files::{FILES, FileRow};
pub use notices::{NOTICES, NoticeRow};

use crate::system::{LifecycleState, SystemKind};
use access::Visible;
use kernel::{Date, Id, Result, Subject};
use storage::{Beside, Filter, FromRow, Listing, Row, Sort, SortKey};

const fn filter(name: &'static str, sql: &'static str) -> Filter {
    Filter { name, sql }
}

const fn sort(name: &'static str, sql: &'static str, key: SortKey) -> Sort {
    Sort { name, sql, key }
}

/// What a legal entity owns itself; its members' records are theirs.
const OF_ENTITY: Filter = filter(
    "entity",
    "EXISTS (SELECT 1 FROM @@reach AS k WHERE k.subject_id = s.id AND k.within_id = s.id AND k.entity_id = ?)",
);

const BREACHES: Sort = sort("breaches", "coalesce(c.breached, 0)", SortKey::Number);
const OWNER: Sort = sort("organisation", "coalesce(o.sort_key, '')", SortKey::Text);
const SORT_KEY: Sort = sort("name", "s.sort_key", SortKey::Text);
const UPDATED: Sort = sort("updated_at", "s.updated_at", SortKey::Number);
const STATE: Sort = sort(
    "lifecycle_state",
    "CASE s.lifecycle_state WHEN 'idea' THEN 0 WHEN 'procurement' THEN 1 \
    WHEN 'introduction' THEN 2 WHEN 'in_operation' THEN 3 WHEN 'phase_out' THEN 4 ELSE 5 END",
    SortKey::Number,
);

/// Systems for whom or when no findings are told: those of today are not of a past day.
pub const SYSTEMS_WITHOUT_FINDINGS: Listing =
    Listing { sorts: &[SORT_KEY, OWNER, STATE, UPDATED], ..SYSTEMS };

/// Objects, in the same way.
pub const OBJECTS_WITHOUT_FINDINGS: Listing = Listing { sorts: &[SORT_KEY, OWNER], ..OBJECTS };

/// Systems.
pub const SYSTEMS: Listing = Listing {
    name: "register::systems",
    columns: "s.id, s.name, s.kind, s.lifecycle_state, s.organisation, coalesce(o.name, ''), s.category, s.size, \
        s.importance, s.operation_form, s.local_number, s.updated_at, coalesce(c.breached, 0), coalesce(c.unknown, 0), \
        coalesce(p.name, '')",
    tables: "@system AS s",
    beside: &[
        Beside { name: "o", join: "@organisation AS o ON o.id = s.organisation" },
        Beside { name: "p", join: "@organisation AS p ON p.id = s.supplier" },
        Beside { name: "c", join: "@@finding_count AS c ON c.subject_id = s.id" },
    ],
    id: "s.id",
    id_is_number: false,
    filters: &[
        Visible::FILTER,
        Visible::NOTHING,
        OF_ENTITY,
        filter("q", r"s.sort_key LIKE ? ESCAPE '\' OR lower(s.local_number) LIKE ? ESCAPE '\'"),
        filter(
            "organisation",
            "s.organisation IN (SELECT a.organisation_id FROM @organisation_ancestor AS a \
            WHERE a.ancestor_id = ?)",
        ),
        filter(
            "used_by",
            "s.id IN (SELECT u.system_id FROM @system_use AS u JOIN @organisation_ancestor AS a \
            ON a.organisation_id = u.organisation WHERE a.ancestor_id = ?)",
        ),
        filter("unit", "s.id IN (SELECT u.system_id FROM @system_use AS u WHERE u.unit = ?)"),
        filter("object", "s.id IN (SELECT m.system_id FROM @object_system AS m WHERE m.object_id = ?)"),
        filter("supplier", "s.supplier = ?"),
        filter(
            "person",
            "s.id IN (SELECT r.subject_id FROM @role_assignment AS r WHERE r.person_id = ? \
            AND r.counts_from <= ? AND (r.counts_to IS NULL OR r.counts_to >= ?) \
            UNION ALL SELECT m.system_id FROM @role_assignment AS r JOIN @object_system AS m \
            ON m.object_id = r.subject_id WHERE r.person_id = ? AND r.counts_from <= ? \
            AND (r.counts_to IS NULL OR r.counts_to >= ?))",
        ),
        filter("kind", "s.kind = ?"),
        filter("category", "s.category = ?"),
        filter("lifecycle_state", "s.lifecycle_state = ?"),
        filter("operation_form", "s.operation_form = ?"),
        filter("importance", "s.importance = ?"),
        filter("size", "s.size = ?"),
        filter("personal_data", "s.personal_data = ?"),
        filter("business_area", r"s.business_areas LIKE ? ESCAPE '\'"),
        filter("local_number", "s.local_number = ?"),
        filter("has_breaches", "coalesce(c.breached, 0) > 0"),
        filter("no_breaches", "coalesce(c.breached, 0) = 0"),
        filter(
            "vacant",
            "s.id IN (SELECT f.subject_id FROM @@finding AS f WHERE f.about = ? \
            AND f.outcome = 'breached')",
        ),
    ],
    sorts: &[SORT_KEY, OWNER, STATE, UPDATED, BREACHES],
};

/// A system in a list.
#[derive(Clone, Debug)]
pub struct SystemRow {
    pub id: Id,
    pub name: String,
    pub kind: SystemKind,
    pub lifecycle_state: LifecycleState,
    pub organisation: Id,
    pub organisation_name: String,
    pub category: Option<String>,
    pub size: Option<String>,
    pub importance: Option<String>,
    pub operation_form: Option<String>,
    pub local_number: Option<String>,
    pub updated_at: kernel::Instant,
    pub breached: i64,
    pub unknown: i64,
    pub supplier_name: String,
}

impl FromRow for SystemRow {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            kind: row.choice(2)?,
            lifecycle_state: row.choice(3)?,
            organisation: row.get(4)?,
            organisation_name: row.get(5)?,
            category: row.get(6)?,
            size: row.get(7)?,
            importance: row.get(8)?,
            operation_form: row.get(9)?,
            local_number: row.get(10)?,
            updated_at: row.get(11)?,
            breached: row.get(12)?,
            unknown: row.get(13)?,
            supplier_name: row.get(14)?,
        })
    }
}

/// Management objects.
pub const OBJECTS: Listing = Listing {
    name: "register::objects",
    columns: "s.id, s.name, s.kind, coalesce(o.name, ''), coalesce(c.breached, 0), coalesce(c.unknown, 0), \
        (SELECT count(*) FROM @object_system AS m WHERE m.object_id = s.id)",
    tables: "@managed_object AS s",
    beside: &[
        Beside { name: "o", join: "@organisation AS o ON o.id = s.organisation" },
        Beside { name: "c", join: "@@finding_count AS c ON c.subject_id = s.id" },
    ],
    id: "s.id",
    id_is_number: false,
    filters: &[
        Visible::FILTER,
        Visible::NOTHING,
        OF_ENTITY,
        filter("q", r"s.sort_key LIKE ? ESCAPE '\'"),
        filter(
            "organisation",
            "s.organisation IN (SELECT a.organisation_id FROM @organisation_ancestor AS a \
            WHERE a.ancestor_id = ?)",
        ),
        filter("kind", "s.kind = ?"),
        filter("business_area", r"s.business_areas LIKE ? ESCAPE '\'"),
        filter(
            "person",
            "s.id IN (SELECT r.subject_id FROM @role_assignment AS r WHERE r.person_id = ? \
            AND r.counts_from <= ? AND (r.counts_to IS NULL OR r.counts_to >= ?))",
        ),
        filter("system", "s.id IN (SELECT m.object_id FROM @object_system AS m WHERE m.system_id = ?)"),
        filter("has_breaches", "coalesce(c.breached, 0) > 0"),
        filter("no_breaches", "coalesce(c.breached, 0) = 0"),
    ],
    sorts: &[SORT_KEY, OWNER, BREACHES],
};

/// A management object in a list.
#[derive(Clone, Debug)]
pub struct ObjectRow {
    pub id: Id,
    pub name: String,
    pub kind: String,
    pub organisation_name: String,
    pub breached: i64,
    pub unknown: i64,
    pub systems: i64,
}

impl FromRow for ObjectRow {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            kind: row.get(2)?,
            organisation_name: row.get(3)?,
            breached: row.get(4)?,
            unknown: row.get(5)?,
            systems: row.get(6)?,
        })
    }
}

/// Documents. Who sees the whole of its subject sees a document, so a row's `s.id` is the subject.
pub const DOCUMENTS: Listing = Listing {
    name: "register::documents",
    columns: "s.document_id, s.name, s.document_type, s.subject_kind, s.id, coalesce(y.name, m.name, o.name, ''), \
        coalesce(p.name, ''), s.date, s.version, s.review_date, s.number, s.withdrawn_on, s.available_to_it",
    tables: "(SELECT d.id AS document_id, d.subject_id AS id, d.subject_kind, d.name, d.document_type, d.owner, d.date, \
        d.version, d.review_date, d.number, d.withdrawn_on, d.available_to_it, d.sort_key, d.updated_at FROM @document AS d) AS s",
    beside: &[
        Beside { name: "p", join: "@person AS p ON p.id = s.owner" },
        Beside { name: "y", join: "@system AS y ON y.id = s.id" },
        Beside { name: "m", join: "@managed_object AS m ON m.id = s.id" },
        Beside { name: "o", join: "@organisation AS o ON o.id = s.id" },
    ],
    id: "s.document_id",
    id_is_number: false,
    filters: &[
        Visible::FILTER,
        Visible::NOTHING,
        filter("q", r"s.sort_key LIKE ? ESCAPE '\' OR lower(s.number) LIKE ? ESCAPE '\'"),
        filter("document_type", "s.document_type = ?"),
        filter("subject_kind", "s.subject_kind = ?"),
        filter("subject", "s.id = ?"),
        filter("owner", "s.owner = ?"),
        filter("without_owner", "s.owner IS NULL"),
        filter("number", "s.number = ?"),
        filter("current", "s.withdrawn_on IS NULL"),
        filter("withdrawn", "s.withdrawn_on IS NOT NULL"),
        filter("available_to_it", "s.available_to_it = ?"),
        filter("review_before", "s.review_date < ?"),
        filter("within", "EXISTS (SELECT 1 FROM @@reach AS w WHERE w.subject_id = s.id AND w.within_id = ?)"),
    ],
    sorts: &[
        sort("name", "s.sort_key", SortKey::Text),
        sort("document_type", "s.document_type", SortKey::Text),
        sort("date", "coalesce(s.date, '')", SortKey::Text),
        sort("review_date", "coalesce(s.review_date, '9999-12-31')", SortKey::Text),
        sort("updated_at", "s.updated_at", SortKey::Number),
    ],
};

/// A document in a list.
#[derive(Clone, Debug)]
pub struct DocumentRow {
    pub id: Id,
    pub name: String,
    pub document_type: String,
    pub subject: Subject,
    pub subject_name: String,
    pub owner_name: String,
    pub date: Option<Date>,
    pub version: Option<String>,
    pub review_date: Option<Date>,
    pub number: Option<String>,
    pub withdrawn_on: Option<Date>,
    pub available_to_it: Option<bool>,
}

impl FromRow for DocumentRow {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            document_type: row.get(2)?,
            subject: Subject { kind: row.get(3)?, id: row.get(4)? },
            subject_name: row.get(5)?,
            owner_name: row.get(6)?,
            date: row.get(7)?,
            version: row.get(8)?,
            review_date: row.get(9)?,
            number: row.get(10)?,
            withdrawn_on: row.get(11)?,
            available_to_it: row.get(12)?,
        })
    }
}
