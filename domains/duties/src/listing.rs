//! The lists of this room: test protocols and approvals, seen as the documents of their system are.

use crate::test_protocol::{TestKind, TestOutcome};
use access::Visible;
use kernel::{Date, Id, Result};
use storage::{Beside, Filter, FromRow, Listing, Row, Sort, SortKey};

const fn filter(name: &'static str, sql: &'static str) -> Filter {
    Filter { name, sql }
}

const fn sort(name: &'static str, sql: &'static str, key: SortKey) -> Sort {
    Sort { name, sql, key }
}

const SYSTEM_NAME: Beside = Beside { name: "y", join: "@system AS y ON y.id = s.id" };
const WITHIN: Filter =
    filter("within", "EXISTS (SELECT 1 FROM @@reach AS w WHERE w.subject_id = s.id AND w.within_id = ?)");

/// Test protocols. A row's `s.id` is the system.
pub const PROTOCOLS: Listing = Listing {
    name: "duties::protocols",
    columns: "s.protocol_id, s.about, s.kind, s.id, coalesce(y.name, ''), s.version, s.performed_on, s.outcome, s.next_on, \
        s.withdrawn_on, (SELECT count(*) FROM @test_receiver AS r WHERE r.protocol_id = s.protocol_id), \
        (SELECT count(*) FROM @test_receiver AS r WHERE r.protocol_id = s.protocol_id AND r.received_at IS NOT NULL)",
    tables: "(SELECT t.id AS protocol_id, t.system_id AS id, t.about, t.kind, t.version, t.integration, t.performed_on, \
        t.outcome, t.next_on, t.withdrawn_on, t.sort_key FROM @test_protocol AS t) AS s",
    beside: &[SYSTEM_NAME],
    id: "s.protocol_id",
    id_is_number: false,
    filters: &[
        Visible::FILTER,
        Visible::NOTHING,
        filter("q", r"s.sort_key LIKE ? ESCAPE '\' OR lower(s.version) LIKE ? ESCAPE '\'"),
        filter("kind", "s.kind = ?"),
        filter("outcome", "s.outcome = ?"),
        filter("system", "s.id = ?"),
        WITHIN,
        filter("current", "s.withdrawn_on IS NULL"),
        filter("withdrawn", "s.withdrawn_on IS NOT NULL"),
        filter(
            "next_before",
            "s.next_on < ? AND s.withdrawn_on IS NULL AND NOT EXISTS (SELECT 1 FROM @test_protocol AS n \
            WHERE n.system_id = s.id AND n.kind = s.kind AND n.integration = s.integration AND n.withdrawn_on IS NULL \
            AND (n.performed_on > s.performed_on OR (n.performed_on = s.performed_on AND n.id > s.protocol_id)))",
        ),
        filter(
            "receiver",
            "s.protocol_id IN (SELECT r.protocol_id FROM @test_receiver AS r WHERE r.person_id = ?)",
        ),
        filter(
            "without_receipt",
            "EXISTS (SELECT 1 FROM @test_receiver AS r WHERE r.protocol_id = s.protocol_id AND r.received_at IS NULL)",
        ),
    ],
    sorts: &[
        sort("performed_on", "s.performed_on", SortKey::Text),
        sort("about", "s.sort_key", SortKey::Text),
        sort("system", "coalesce(y.sort_key, '')", SortKey::Text),
        sort("next_on", "coalesce(s.next_on, '9999-12-31')", SortKey::Text),
    ],
};

/// A test protocol in a list.
#[derive(Clone, Debug)]
pub struct ProtocolRow {
    pub id: Id,
    pub about: String,
    pub kind: TestKind,
    pub system: Id,
    pub system_name: String,
    pub version: String,
    pub performed_on: Date,
    pub outcome: TestOutcome,
    pub next_on: Option<Date>,
    pub withdrawn_on: Option<Date>,
    /// How many it was sent to, and how many of them have said that they have read it.
    pub sent_to: i64,
    pub received_by: i64,
}

impl FromRow for ProtocolRow {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            about: row.get(1)?,
            kind: row.choice(2)?,
            system: row.get(3)?,
            system_name: row.get(4)?,
            version: row.get(5)?,
            performed_on: row.get(6)?,
            outcome: row.choice(7)?,
            next_on: row.get(8)?,
            withdrawn_on: row.get(9)?,
            sent_to: row.get(10)?,
            received_by: row.get(11)?,
        })
    }
}

/// Approvals for operation. A row's `s.id` is the system.
pub const APPROVALS: Listing = Listing {
    name: "duties::approvals",
    columns: "s.approval_id, s.id, coalesce(y.name, ''), s.version, s.approved_on, s.approved_by_name, s.revoked_on",
    tables: "(SELECT a.id AS approval_id, a.system_id AS id, a.version, a.approved_on, a.approved_by_name, a.revoked_on, \
        a.sort_key FROM @operation_approval AS a) AS s",
    beside: &[SYSTEM_NAME],
    id: "s.approval_id",
    id_is_number: false,
    filters: &[
        Visible::FILTER,
        Visible::NOTHING,
        filter("q", r"s.sort_key LIKE ? ESCAPE '\'"),
        filter("system", "s.id = ?"),
        WITHIN,
        filter("current", "s.revoked_on IS NULL"),
    ],
    sorts: &[
        sort("approved_on", "s.approved_on", SortKey::Text),
        sort("version", "s.sort_key", SortKey::Text),
    ],
};

/// An approval in a list.
#[derive(Clone, Debug)]
pub struct ApprovalRow {
    pub id: Id,
    pub system: Id,
    pub system_name: String,
    pub version: String,
    pub approved_on: Date,
    pub approved_by_name: String,
    pub revoked_on: Option<Date>,
}

impl FromRow for ApprovalRow {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            system: row.get(1)?,
            system_name: row.get(2)?,
            version: row.get(3)?,
            approved_on: row.get(4)?,
            approved_by_name: row.get(5)?,
            revoked_on: row.get(6)?,
        })
    }
}
