//! The lists of the room: what they show, and what may be asked of them.

mod forums;
mod reorganisations;
mod sharings;

pub use forums::{FORUMS, visible_forums};
pub(crate) use reorganisations::{REORGANISATIONS, visible_query, visible_reorganisations};
pub use sharings::{SHARINGS, visible_sharings};

use crate::{Organisation, Person, READ, READ_HOLDERS, READ_PEOPLE, RoleAssignment, Site, Unit};
use access::{Visible, visible_to};
use kernel::Result;
use storage::{Beside, Filter, FromRow, Listing, Page, Query, Read, Row, Sort, SortKey};

const BY_NAME: Sort = Sort { name: "name", sql: "s.sort_key", key: SortKey::Text };

const fn filter(name: &'static str, sql: &'static str) -> Filter {
    Filter { name, sql }
}

const NAMED: Filter = filter("q", "s.sort_key LIKE ? ESCAPE '\\'");
/// Takes a day: what was closed before it is left out.
const OPEN: Filter = filter("open", "(s.valid_to IS NULL OR s.valid_to >= ?)");
const OF_ORGANISATION: Filter = filter("organisation", "s.organisation_id = ?");
const WITHIN: Filter = filter(
    "within",
    "EXISTS (SELECT 1 FROM @organisation_ancestor AS w WHERE w.organisation_id = s.organisation_id \
     AND w.ancestor_id = ?)",
);

/// Organisations with the name of what they are part of.
pub const ORGANISATIONS: Listing = Listing {
    name: "organisations",
    columns: "s.id, s.name, s.kind, s.parent_id, s.local_number, s.organisation_number, s.runs_it, s.is_own, \
        s.website, s.notes, s.valid_from, s.valid_to, s.revision, s.accent, COALESCE(u.name, '')",
    tables: "@organisation AS s",
    beside: &[Beside { name: "u", join: "@organisation AS u ON u.id = s.parent_id" }],
    id: "s.id",
    id_is_number: false,
    filters: &[
        NAMED,
        OPEN,
        filter("kind", "s.kind = ?"),
        filter("not_kind", "s.kind <> ?"),
        filter("parent", "s.parent_id = ?"),
        filter(
            "within",
            "EXISTS (SELECT 1 FROM @organisation_ancestor AS w WHERE w.organisation_id = s.id AND w.ancestor_id = ?)",
        ),
        filter("runs_it", "s.runs_it = ?"),
        filter("local_number", "s.local_number = ?"),
        filter("organisation_number", "s.organisation_number = ?"),
        filter("id", "s.id = ?"),
        Visible::FILTER,
        Visible::FILTER_OR_SHARING,
        Visible::NOTHING,
    ],
    sorts: &[
        BY_NAME,
        Sort { name: "kind", sql: "s.kind", key: SortKey::Text },
        Sort { name: "local_number", sql: "s.local_number", key: SortKey::Text },
    ],
};

/// Units with the name of their organisation.
pub const UNITS: Listing = Listing {
    name: "units",
    columns: "s.id, s.name, s.organisation_id, s.parent_id, s.valid_from, s.valid_to, s.revision, COALESCE(o.name, '')",
    tables: "@unit AS s",
    beside: &[Beside { name: "o", join: "@organisation AS o ON o.id = s.organisation_id" }],
    id: "s.id",
    id_is_number: false,
    filters: &[NAMED, OPEN, OF_ORGANISATION, WITHIN, Visible::FILTER, Visible::NOTHING],
    sorts: &[BY_NAME],
};

/// Sites with the name of their organisation.
pub const SITES: Listing = Listing {
    name: "sites",
    columns: "s.id, s.name, s.organisation_id, s.address, s.valid_to, s.revision, COALESCE(o.name, '')",
    tables: "@site AS s",
    beside: &[Beside { name: "o", join: "@organisation AS o ON o.id = s.organisation_id" }],
    id: "s.id",
    id_is_number: false,
    filters: &[NAMED, OPEN, OF_ORGANISATION, WITHIN, Visible::FILTER, Visible::NOTHING],
    sorts: &[BY_NAME],
};

/// People with the name of where they work, which is their latest employment.
pub const PEOPLE: Listing = Listing {
    name: "people",
    columns: "s.id, s.name, s.title, s.email, s.phone, s.kind, s.organisation_id, s.revision, \
        COALESCE(o.name, (SELECT w.name FROM @employment AS e JOIN @organisation AS w ON w.id = e.organisation_id \
        WHERE e.person_id = s.id ORDER BY e.valid_from DESC, e.id LIMIT 1), '')",
    tables: "@person AS s",
    beside: &[Beside { name: "o", join: "@organisation AS o ON o.id = s.organisation_id" }],
    id: "s.id",
    id_is_number: false,
    filters: &[
        NAMED,
        filter("kind", "s.kind = ?"),
        filter("email", "s.email = ?"),
        filter(
            "organisation",
            "(s.organisation_id = ? OR EXISTS (SELECT 1 FROM @employment AS e JOIN @organisation_ancestor AS w \
             ON w.organisation_id = e.organisation_id WHERE e.person_id = s.id AND w.ancestor_id = ?))",
        ),
        filter("unit", "EXISTS (SELECT 1 FROM @employment AS e WHERE e.person_id = s.id AND e.unit_id = ?)"),
        // Who can hold a role on a day: from outside, or employed then.
        filter(
            "available",
            "(s.kind = 'external' OR EXISTS (SELECT 1 FROM @employment AS e WHERE e.person_id = s.id \
             AND e.valid_from <= ? AND (e.valid_to IS NULL OR e.valid_to >= ?)))",
        ),
        Visible::FILTER,
        Visible::NOTHING,
    ],
    sorts: &[BY_NAME, Sort { name: "title", sql: "s.title", key: SortKey::Text }],
};

/// The columns of an assignment, as the lists in which it stands under another name take them.
macro_rules! within {
    () => {
        "r.id AS assignment_id, r.role, r.subject_kind, r.subject_id AS id, r.person_id, r.organisation_id, r.body, \
         r.valid_from, r.valid_to, r.counts_from, r.counts_to, r.appointed_by, r.decision, r.deputy_id, \
         r.deputy_from, r.deputy_to, r.is_withdrawn, r.revision, r.confirmation, r.answered_on, r.asked_by_id, \
         r.follows_id, r.asked_on"
    };
}

/// Assignments; `s` is what the role is held on, so that who sees it sees its holders.
pub const ASSIGNMENTS: Listing = Listing {
    name: "role_assignments",
    columns: "s.assignment_id, s.role, s.subject_kind, s.id, s.person_id, s.organisation_id, s.body, s.valid_from, \
        s.valid_to, s.counts_from, s.counts_to, s.appointed_by, s.decision, s.deputy_id, s.deputy_from, s.deputy_to, \
        s.is_withdrawn, s.revision, s.confirmation, s.answered_on, s.asked_by_id, s.follows_id, s.asked_on",
    tables: concat!("(SELECT ", within!(), " FROM @role_assignment AS r) AS s"),
    beside: &[],
    id: "s.assignment_id",
    id_is_number: false,
    filters: &[
        filter("role", "s.role = ?"),
        filter("subject_kind", "s.subject_kind = ?"),
        filter("subject_id", "s.id = ?"),
        filter("person", "s.person_id = ?"),
        filter("deputy", "s.deputy_id = ?"),
        filter("counts", "(s.counts_from <= ? AND (s.counts_to IS NULL OR s.counts_to >= ?))"),
        filter("confirmation", "s.confirmation = ?"),
        Visible::FILTER,
        Visible::NOTHING,
    ],
    sorts: &[
        Sort { name: "from", sql: "s.valid_from", key: SortKey::Text },
        Sort { name: "role", sql: "s.role", key: SortKey::Text },
        Sort { name: "to", sql: "COALESCE(s.counts_to, '9999-12-31')", key: SortKey::Text },
    ],
};

/// Whether an assignment that ends has been handed over.
macro_rules! is_taken_over {
    () => {
        "CASE WHEN EXISTS (SELECT 1 FROM @role_assignment AS n WHERE n.follows_id = s.assignment_id \
         AND n.is_withdrawn = 0 AND n.confirmation <> 'declined') THEN 1 ELSE 0 END"
    };
}

/// What ends: assignments and, where they end earlier, the days of their deputies; `s` is what the role is held on.
pub const ENDINGS: Listing = Listing {
    name: "role_endings",
    columns: concat!(
        "s.assignment_id, s.role, s.subject_kind, s.id, s.person_id, s.organisation_id, s.body, s.valid_from, \
         s.valid_to, s.counts_from, s.counts_to, s.appointed_by, s.decision, s.deputy_id, s.deputy_from, s.deputy_to, \
         s.is_withdrawn, s.revision, s.confirmation, s.answered_on, s.asked_by_id, s.follows_id, s.asked_on, s.part, \
         s.last_day, ",
        is_taken_over!()
    ),
    tables: concat!(
        "(SELECT ",
        within!(),
        ", 'assignment' AS part, r.counts_to AS last_day FROM @role_assignment AS r WHERE r.counts_to IS NOT NULL \
         UNION ALL SELECT ",
        within!(),
        ", 'deputy' AS part, r.deputy_to AS last_day FROM @role_assignment AS r WHERE r.deputy_to IS NOT NULL \
         AND r.deputy_id IS NOT NULL AND r.counts_from <= r.deputy_to \
         AND (r.counts_to IS NULL OR r.counts_to > r.deputy_to) AND NOT EXISTS (SELECT 1 FROM @@permission_grant AS g \
         WHERE g.source_id = r.id AND g.person_id = r.deputy_id AND g.valid_to < r.deputy_to) UNION ALL SELECT ",
        within!(),
        // What somebody who stands in may do ends with their employment, also where no other day was set.
        ", 'deputy' AS part, g.valid_to AS last_day FROM @role_assignment AS r JOIN @@permission_grant AS g \
         ON g.source_id = r.id AND g.person_id = r.deputy_id WHERE r.counts_from IS NOT NULL \
         AND g.valid_to < COALESCE(r.deputy_to, '9999-12-31') AND g.valid_to < COALESCE(r.counts_to, '9999-12-31')) AS s"
    ),
    beside: &[],
    id: "s.assignment_id",
    id_is_number: false,
    filters: &[
        filter("since", "s.last_day >= ?"),
        filter("until", "s.last_day <= ?"),
        filter("role", "s.role = ?"),
        filter("person", "s.person_id = ?"),
        filter("subject_id", "s.id = ?"),
        filter(
            "unit",
            "EXISTS (SELECT 1 FROM @employment AS e WHERE e.person_id = s.person_id AND e.unit_id = ? \
             AND (e.valid_to IS NULL OR e.valid_to >= s.last_day))",
        ),
        filter("is_taken_over", concat!(is_taken_over!(), " = CAST(? AS BIGINT)")),
        // What somebody holds or stands in for, and what those hold whom they lead.
        filter(
            "concerns",
            "(s.person_id = ? OR s.deputy_id = ? OR EXISTS (SELECT 1 FROM @employment AS e \
             WHERE e.person_id = s.person_id AND e.manager_id = ? AND (e.valid_to IS NULL OR e.valid_to >= s.last_day)))",
        ),
        // Whatever somebody may have to be told of: as holder, as deputy, as line manager of either, as one who has a role
        // there or stands in for them, or as one who may appoint there without a role.
        filter(
            "told",
            "(s.person_id = ? OR EXISTS (SELECT 1 FROM @employment AS e WHERE e.person_id = s.person_id \
             AND e.manager_id = ?) OR (s.part = 'deputy' AND (s.deputy_id = ? OR EXISTS (SELECT 1 FROM @employment AS e \
             WHERE e.person_id = s.deputy_id AND e.manager_id = ?))) \
             OR EXISTS (SELECT 1 FROM @@reach AS q CROSS JOIN @@role_assignment AS h \
             WHERE q.subject_id = s.id AND q.by_use = 0 AND h.subject_id = q.within_id \
             AND (h.person_id = ? OR h.deputy_id = ?)) OR EXISTS (SELECT 1 FROM @@reach AS q CROSS JOIN @@permission_grant AS g \
             CROSS JOIN @@function_permission AS f WHERE q.subject_id = s.id AND q.by_use = 0 \
             AND g.subject_id = q.within_id AND g.person_id = ? AND f.core_function = g.core_function \
             AND f.permission = 'roles.assign'))",
        ),
        Visible::FILTER,
        Visible::NOTHING,
    ],
    sorts: &[
        Sort { name: "last_day", sql: "s.last_day", key: SortKey::Text },
        // An assignment stands twice where its deputy ends before it: a page may end between the two.
        Sort { name: "role", sql: "s.role || ' ' || s.part", key: SortKey::Text },
    ],
};

/// Absences; `s` is who is away, so that who sees them sees when they are not there.
pub const ABSENCES: Listing = Listing {
    name: "absences",
    columns: "s.absence_id, s.id, s.deputy_id, s.valid_from, s.valid_to, s.revision",
    tables: "(SELECT a.id AS absence_id, a.person_id AS id, a.deputy_id, a.valid_from, a.valid_to, a.revision \
        FROM @absence AS a) AS s",
    beside: &[],
    id: "s.absence_id",
    id_is_number: false,
    filters: &[filter("person", "s.id = ?"), OPEN, Visible::FILTER, Visible::NOTHING],
    sorts: &[Sort { name: "from", sql: "s.valid_from", key: SortKey::Text }],
};

/// Employments; `s` is the employee, so that who sees them sees where they work.
pub const EMPLOYMENTS: Listing = Listing {
    name: "employments",
    columns: "s.employment_id, s.id, s.organisation_id, s.unit_id, s.manager_id, s.valid_from, s.valid_to, s.revision",
    tables: "(SELECT e.id AS employment_id, e.person_id AS id, e.organisation_id, e.unit_id, e.manager_id, \
        e.valid_from, e.valid_to, e.revision FROM @employment AS e) AS s",
    beside: &[],
    id: "s.employment_id",
    id_is_number: false,
    filters: &[
        filter("person", "s.id = ?"),
        OF_ORGANISATION,
        WITHIN,
        filter("unit", "s.unit_id = ?"),
        filter("manager", "s.manager_id = ?"),
        OPEN,
        Visible::FILTER,
        Visible::NOTHING,
    ],
    sorts: &[Sort { name: "from", sql: "s.valid_from", key: SortKey::Text }],
};

/// Every list, for the tests.
#[must_use]
pub fn listings() -> Vec<&'static Listing> {
    vec![
        &ORGANISATIONS,
        &UNITS,
        &SITES,
        &PEOPLE,
        &ASSIGNMENTS,
        &ENDINGS,
        &ABSENCES,
        &EMPLOYMENTS,
        &REORGANISATIONS,
        &SHARINGS,
        &FORUMS,
    ]
}

/// A record in a list, with the name of what it belongs to; empty if it belongs to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<N> {
    pub record: N,
    pub belongs_to: String,
}

macro_rules! listed {
    ($record:ty, $name_at:literal) => {
        impl FromRow for Listed<$record> {
            fn from_row(row: &Row) -> Result<Self> {
                Ok(Self { record: <$record>::from_row(row)?, belongs_to: row.get($name_at)? })
            }
        }
    };
}
listed!(Organisation, 14);
listed!(Unit, 7);
listed!(Site, 6);
listed!(Person, 8);

/// Organisations that the actor may see.
///
/// # Errors
/// When the query is wrong or the database fails.
pub fn visible_organisations(read: &Read, query: Query) -> Result<Page<Listed<Organisation>>> {
    ORGANISATIONS.page(read, &visible_to(read.actor(), READ, query))
}

/// Organisations that the actor may see, and those that show them records.
///
/// # Errors
/// When the query is wrong or the database fails.
pub(crate) fn possible_owners(read: &Read, query: Query) -> Result<Page<Listed<Organisation>>> {
    ORGANISATIONS.page(read, &access::visible_or_sharing_with(read.actor(), READ, query))
}

/// Units that the actor may see.
///
/// # Errors
/// When the query is wrong or the database fails.
pub fn visible_units(read: &Read, query: Query) -> Result<Page<Listed<Unit>>> {
    UNITS.page(read, &visible_to(read.actor(), READ, query))
}

/// Sites that the actor may see.
///
/// # Errors
/// When the query is wrong or the database fails.
pub fn visible_sites(read: &Read, query: Query) -> Result<Page<Listed<Site>>> {
    SITES.page(read, &visible_to(read.actor(), READ, query))
}

/// People whom the actor may see.
///
/// # Errors
/// When the query is wrong or the database fails.
pub fn visible_people(read: &Read, query: Query) -> Result<Page<Listed<Person>>> {
    PEOPLE.page(read, &visible_to(read.actor(), READ_PEOPLE, query))
}

/// Assignments on subjects on which the actor may see who holds the roles.
///
/// # Errors
/// When the query is wrong or the database fails.
pub fn visible_assignments(read: &Read, query: Query) -> Result<Page<RoleAssignment>> {
    ASSIGNMENTS.page(read, &visible_to(read.actor(), READ_HOLDERS, query))
}

/// Absences of people whom the actor may see.
///
/// # Errors
/// When the query is wrong or the database fails.
pub fn visible_absences(read: &Read, query: Query) -> Result<Page<crate::Absence>> {
    ABSENCES.page(read, &visible_to(read.actor(), READ_PEOPLE, query))
}

/// Employments of people whom the actor may see.
///
/// # Errors
/// When the query is wrong or the database fails.
pub fn visible_employments(read: &Read, query: Query) -> Result<Page<crate::Employment>> {
    EMPLOYMENTS.page(read, &visible_to(read.actor(), READ_PEOPLE, query))
}
