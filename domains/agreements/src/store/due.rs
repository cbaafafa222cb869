//! The agreements that still run, with what says until when: for the days by which somebody has to act.

use crate::term::Terms;
use kernel::{Date, Id, Result};
use std::collections::{BTreeMap, BTreeSet};
use storage::{FromRow, Read, Row, statements, values};

/// What is asked of those that run; who sees to one is told only while they may read it.
macro_rules! running {
    () => {
        concat!(
            "SELECT a.id, a.name, a.starts_on, a.ends_on, a.notice_months, a.renewal, a.renewal_months, CASE WHEN ",
            access::may_row!("a.id", "'agreements.read'", "a.responsible", "?2"),
            " THEN a.responsible END FROM @agreement AS a WHERE a.terminated_on IS NULL AND a.ends_on IS NOT NULL \
             AND (a.last_day IS NULL OR a.last_day >= ?2)"
        )
    };
}

statements! {
    RUNNING = concat!(running!(), " ORDER BY a.id LIMIT 100000");
    RUNNING_SEEN_TO_BY = concat!(running!(), " AND a.responsible IN ({ids}) ORDER BY a.id");
    RUNNING_COVERING = concat!(running!(), " AND a.id IN (SELECT m.agreement_id FROM @agreement_system AS m \
        WHERE m.system_id IN ({ids})) ORDER BY a.id");
    ANSWERED_FOR = "SELECT r.subject_id FROM @role_assignment AS r WHERE r.person_id IN ({ids}) \
        AND r.subject_kind = 'system' AND r.counts_from <= ?2 AND (r.counts_to IS NULL OR r.counts_to >= ?2) UNION \
        SELECT m.system_id FROM @role_assignment AS r JOIN @object_system AS m ON m.object_id = r.subject_id \
        WHERE r.person_id IN ({ids}) AND r.counts_from <= ?2 AND (r.counts_to IS NULL OR r.counts_to >= ?2)";
    SYSTEMS_OF = "SELECT m.agreement_id, m.system_id FROM @agreement_system AS m WHERE m.agreement_id IN ({ids}) \
        ORDER BY m.system_id";
}

/// An agreement that runs and has an end.
#[derive(Clone, Debug)]
pub(crate) struct Running {
    pub id: Id,
    pub name: String,
    pub terms: Terms,
    /// Who sees to it, where they may read it.
    pub responsible: Option<Id>,
}

impl FromRow for Running {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            terms: Terms {
                starts_on: row.get(2)?,
                ends_on: row.get::<Option<Date>>(3)?,
                notice_months: row.get(4)?,
                renewal: row.choice(5)?,
                renewal_months: row.get(6)?,
                terminated_on: None,
            },
            responsible: row.get(7)?,
        })
    }
}

/// Those that these people see to, or all.
pub(crate) fn running_seen_to_by(read: &Read, people: Option<&[Id]>) -> Result<Vec<Running>> {
    match people {
        Some(people) => read.rows_in(&RUNNING_SEEN_TO_BY, &values![read.today()], people),
        None => read.rows(&RUNNING, &values![read.today()]),
    }
}

/// The systems on which these people hold a role today, or on an object of theirs.
pub(crate) fn systems_answered_for(read: &Read, people: &[Id]) -> Result<BTreeSet<Id>> {
    let found: Vec<(Id,)> = read.rows_in(&ANSWERED_FOR, &values![read.today()], people)?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// Those that cover any of some systems.
pub(crate) fn running_covering(read: &Read, systems: &[Id]) -> Result<Vec<Running>> {
    read.rows_in(&RUNNING_COVERING, &values![read.today()], systems)
}

/// The systems that each of some agreements covers, by their ids.
pub(crate) fn systems_of_agreements(read: &Read, ids: &[Id]) -> Result<BTreeMap<Id, Vec<Id>>> {
    let mut found: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for (agreement, system) in read.rows_in::<(Id, Id)>(&SYSTEMS_OF, &[], ids)? {
        found.entry(agreement).or_default().push(system);
    }
    for systems in found.values_mut() {
        systems.sort_unstable();
    }
    Ok(found)
}
