//! Finds what somebody is to have done by a day.

use kernel::{Date, Id, Result};
use storage::{FromRow, Read, Row, statements, values};

/// Activities of plans that are decided, also while their next version is written, that are not over; of whoever follows the plan.
macro_rules! due {
    () => {
        concat!(
            "SELECT a.id, a.title, a.plan_id, a.ends_on, a.responsible FROM @activity AS a \
             JOIN @plan AS p ON p.id = a.plan_id JOIN @document AS d ON d.id = p.id \
             WHERE p.in_force IS NOT NULL AND p.state <> 'closed' AND d.withdrawn_on IS NULL \
             AND a.state IN ('planned', 'ongoing') AND a.ends_on <= ?2 AND a.responsible IS NOT NULL AND ",
            access::may_row!("p.subject_id", "'plans.read_drafts'", "a.responsible", "?3")
        )
    };
}

statements! {
    ACTIVITIES_DUE = concat!(due!(), " ORDER BY a.id LIMIT 100000");
    ACTIVITIES_DUE_OF = concat!(due!(), " AND a.responsible IN ({ids}) ORDER BY a.id");
}

/// An activity that is to be done by a day.
pub(crate) struct DueActivity {
    pub id: Id,
    pub title: String,
    pub plan: Id,
    pub ends_on: Date,
    pub responsible: Id,
}

impl FromRow for DueActivity {
    fn from_row(row: &Row) -> Result<Self> {
        let (id, title, plan) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(Self { id, title, plan, ends_on: row.get(3)?, responsible: row.get(4)? })
    }
}

/// Those of some people, or of everybody, until a day.
pub(crate) fn activities_due(read: &Read, people: Option<&[Id]>, until: Date) -> Result<Vec<DueActivity>> {
    let days = values![until, read.today()];
    match people {
        Some(people) => read.rows_in(&ACTIVITIES_DUE_OF, &days, people),
        None => read.rows(&ACTIVITIES_DUE, &days),
    }
}
