//! The lists of what is done, meant and needed over all plans that one drafts or follows.

use super::{filter, sort};
use crate::rows::{ActivityState, GoalState};
use access::Visible;
use kernel::{Date, Id, Result, Subject};
use storage::{Beside, FromRow, Listing, Row, SortKey};

const NAMES: &[Beside] = &[
    Beside { name: "y", join: "@system AS y ON y.id = s.id" },
    Beside { name: "m", join: "@managed_object AS m ON m.id = s.id" },
    Beside { name: "o", join: "@organisation AS o ON o.id = s.id" },
    Beside { name: "w", join: "@person AS w ON w.id = s.responsible" },
];
const WITHIN: &str = "EXISTS (SELECT 1 FROM @@reach AS q WHERE q.subject_id = s.id AND q.within_id = ?)";

/// Activities; where one may see them is asked of the subject of the plan, so a row's `s.id` is that.
pub const ACTIVITIES: Listing = Listing {
    name: "plans::activities",
    columns: "s.row_id, s.title, s.plan_id, s.plan_name, s.year, s.subject_kind, s.id, coalesce(y.name, m.name, o.name, ''), \
        s.kind, coalesce(w.name, ''), s.starts_on, s.ends_on, s.priority, s.state",
    tables: "(SELECT a.id AS row_id, a.title, a.sort_key, a.kind, a.responsible, a.starts_on, a.ends_on, a.priority, a.state, \
        p.id AS plan_id, p.name AS plan_name, p.year, p.subject_kind, p.subject_id AS id FROM @activity AS a \
        JOIN @plan AS p ON p.id = a.plan_id) AS s",
    beside: NAMES,
    id: "s.row_id",
    id_is_number: false,
    filters: &[
        Visible::FILTER,
        Visible::NOTHING,
        filter("q", r"s.sort_key LIKE ? ESCAPE '\'"),
        filter("state", "s.state = ?"),
        filter("kind", "s.kind = ?"),
        filter("year", "s.year = ?"),
        filter("responsible", "s.responsible = ?"),
        filter("plan", "s.plan_id = ?"),
        filter("subject", "s.id = ?"),
        filter("within", WITHIN),
    ],
    sorts: &[
        sort("ends_on", "coalesce(s.ends_on, '9999-12-31')", SortKey::Text),
        sort("title", "s.sort_key", SortKey::Text),
        sort("priority", "coalesce(s.priority, 99)", SortKey::Number),
    ],
};

/// An activity in a list.
#[derive(Clone, Debug)]
pub struct ListedActivity {
    pub id: Id,
    pub title: String,
    pub plan: Id,
    pub plan_name: String,
    pub year: Option<i64>,
    pub subject: Subject,
    pub subject_name: String,
    pub kind: String,
    pub responsible: String,
    pub starts_on: Option<Date>,
    pub ends_on: Option<Date>,
    pub priority: Option<i64>,
    pub state: ActivityState,
}

impl FromRow for ListedActivity {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            title: row.get(1)?,
            plan: row.get(2)?,
            plan_name: row.get(3)?,
            year: row.get(4)?,
            subject: Subject { kind: row.get(5)?, id: row.get(6)? },
            subject_name: row.get(7)?,
            kind: row.get::<Option<String>>(8)?.unwrap_or_default(),
            responsible: row.get(9)?,
            starts_on: row.get(10)?,
            ends_on: row.get(11)?,
            priority: row.get(12)?,
            state: row.choice(13)?,
        })
    }
}

/// Goals, in the same way.
pub const GOALS: Listing = Listing {
    name: "plans::goals",
    columns: "s.row_id, s.title, s.plan_id, s.state",
    tables: "(SELECT g.id AS row_id, g.title, g.sort_key, g.state, p.id AS plan_id, p.year, p.subject_id AS id \
        FROM @goal AS g JOIN @plan AS p ON p.id = g.plan_id) AS s",
    beside: &[],
    id: "s.row_id",
    id_is_number: false,
    filters: &[
        Visible::FILTER,
        Visible::NOTHING,
        filter("q", r"s.sort_key LIKE ? ESCAPE '\'"),
        filter("state", "s.state = ?"),
        filter("year", "s.year = ?"),
        filter("plan", "s.plan_id = ?"),
        filter("subject", "s.id = ?"),
        filter("within", WITHIN),
    ],
    sorts: &[sort("title", "s.sort_key", SortKey::Text)],
};

/// A goal in a list.
#[derive(Clone, Debug)]
pub struct ListedGoal {
    pub id: Id,
    pub title: String,
    pub plan: Id,
    pub state: GoalState,
}

impl FromRow for ListedGoal {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self { id: row.get(0)?, title: row.get(1)?, plan: row.get(2)?, state: row.choice(3)? })
    }
}

/// Needs, in the same way.
pub const NEEDS: Listing = Listing {
    name: "plans::needs",
    columns: "s.row_id, s.title, s.plan_id",
    tables: "(SELECT n.id AS row_id, n.title, n.sort_key, p.id AS plan_id, p.year, p.subject_id AS id \
        FROM @need AS n JOIN @plan AS p ON p.id = n.plan_id) AS s",
    beside: &[],
    id: "s.row_id",
    id_is_number: false,
    filters: &[
        Visible::FILTER,
        Visible::NOTHING,
        filter("q", r"s.sort_key LIKE ? ESCAPE '\'"),
        filter("year", "s.year = ?"),
        filter("plan", "s.plan_id = ?"),
        filter("subject", "s.id = ?"),
        filter("within", WITHIN),
    ],
    sorts: &[sort("title", "s.sort_key", SortKey::Text)],
};

/// A need in a list.
#[derive(Clone, Debug)]
pub struct ListedNeed {
    pub id: Id,
    pub title: String,
    pub plan: Id,
}

impl FromRow for ListedNeed {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self { id: row.get(0)?, title: row.get(1)?, plan: row.get(2)? })
    }
}
