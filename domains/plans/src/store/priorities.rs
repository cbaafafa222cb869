//! Reads and writes what comes first for each of the organisations that share what a plan is about.

use crate::rows::OwnPriority;
use kernel::{Id, Result};
use storage::{FromRow, Read, Row, Tx, statements, values};

statements! {
    PRIORITIES_OF_PLAN = "SELECT r.activity_id, r.organisation_id, coalesce(o.name, ''), r.priority, r.said_by_name, r.said_on \
        FROM @activity AS a JOIN @activity_priority AS r ON r.activity_id = a.id \
        LEFT JOIN @organisation AS o ON o.id = r.organisation_id WHERE a.plan_id = ?2 \
        ORDER BY a.place, r.activity_id, o.sort_key, r.organisation_id LIMIT ?3";
    // Whoever has or uses the system, or the systems of the object.
    SHARERS = "SELECT o.id, o.name FROM (SELECT y.organisation FROM @system AS y WHERE y.id = ?2 \
        UNION SELECT u.organisation FROM @system_use AS u WHERE u.system_id = ?2 \
        UNION SELECT m.organisation FROM @managed_object AS m WHERE m.id = ?2 \
        UNION SELECT y.organisation FROM @object_system AS s JOIN @system AS y ON y.id = s.system_id WHERE s.object_id = ?2 \
        UNION SELECT u.organisation FROM @object_system AS s JOIN @system_use AS u ON u.system_id = s.system_id \
        WHERE s.object_id = ?2) AS w JOIN @organisation AS o ON o.id = w.organisation ORDER BY o.sort_key, o.id LIMIT ?3";
    SAVE_PRIORITY = "INSERT INTO activity_priority (tenant_id, activity_id, organisation_id, priority, said_by_name, said_on) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (tenant_id, activity_id, organisation_id) DO UPDATE SET \
        priority = excluded.priority, said_by_name = excluded.said_by_name, said_on = excluded.said_on";
    REMOVE_PRIORITY = "DELETE FROM activity_priority WHERE tenant_id = ?1 AND activity_id = ?2 AND organisation_id = ?3";
}

/// Priorities of a plan that are read: those of a few organisations on many activities.
const MOST_PRIORITIES: i64 = 20_000;
/// Organisations that share one system or object.
const MOST_SHARERS: i64 = 200;

impl FromRow for OwnPriority {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            activity: row.get(0)?,
            organisation: row.get(1)?,
            organisation_name: row.get(2)?,
            priority: row.get(3)?,
            said_by_name: row.get(4)?,
            said_on: row.get(5)?,
        })
    }
}

/// Activity by activity, in their order.
pub(crate) fn priorities_of_plan(read: &Read, plan: Id) -> Result<Vec<OwnPriority>> {
    read.rows(&PRIORITIES_OF_PLAN, &values![plan, MOST_PRIORITIES])
}

/// The organisations that share a system or an object, by name.
pub(crate) fn sharers(read: &Read, subject: Id) -> Result<Vec<(Id, String)>> {
    read.rows(&SHARERS, &values![subject, MOST_SHARERS])
}

pub(crate) fn save_priority(tx: &mut Tx, one: &OwnPriority) -> Result<()> {
    let values = values![one.activity, one.organisation, one.priority, &one.said_by_name, one.said_on];
    tx.execute(&SAVE_PRIORITY, &values).map(|_| ())
}

pub(crate) fn remove_priority(tx: &mut Tx, activity: Id, organisation: Id) -> Result<()> {
    tx.execute(&REMOVE_PRIORITY, &values![activity, organisation]).map(|_| ())
}
