//! Who has the seats of groups: the holders of their roles, and the people who are named.

use crate::forum::{Place, RoleHeld};
use crate::store::assignments::stands_in;
use kernel::{Date, Id, Period, Result, Subject};
use std::collections::BTreeMap;
use storage::{FromRow, Read, Row, statements, values};

/// That an assignment counts on a day.
macro_rules! counts {
    () => {
        "r.person_id IS NOT NULL AND r.counts_from <= ?2 AND (r.counts_to IS NULL OR r.counts_to >= ?2)"
    };
}

statements! {
    SEATS_OF_PEOPLE = "SELECT m.id, m.person_id, f.body, f.subject_kind, f.subject_id, f.valid_from, f.valid_to \
        FROM @forum_member AS m CROSS JOIN @forum AS f WHERE m.person_id IN ({ids}) AND f.id = m.forum_id ORDER BY m.id";
    EVERYONE_SEATED = "SELECT DISTINCT m.person_id FROM @forum_member AS m WHERE m.person_id IS NOT NULL";
    AVAILABLE = "SELECT p.id, MAX(CASE WHEN e.id IS NULL THEN NULL ELSE COALESCE(e.valid_to, '9999-12-31') END) \
        FROM @person AS p LEFT JOIN @employment AS e ON e.person_id = p.id AND e.valid_from <= ?2 \
        AND (e.valid_to IS NULL OR e.valid_to >= ?2) WHERE p.id IN ({ids}) AND (p.kind = 'external' OR e.id IS NOT NULL) \
        GROUP BY p.id";
    HELD_AROUND = concat!("SELECT f.id, r.role, r.person_id, CASE WHEN ", stands_in!("?2"), " THEN r.deputy_id END, \
        CASE WHEN r.subject_id = f.subject_id THEN 1 ELSE 0 END, (SELECT COUNT(*) FROM @@organisation_ancestor AS d \
        WHERE d.organisation_id = r.subject_id), r.counts_to FROM @forum AS f CROSS JOIN @forum_member AS m CROSS JOIN @@reach AS q \
        CROSS JOIN @role_assignment AS r WHERE f.id IN ({ids}) AND m.forum_id = f.id AND m.role <> '' \
        AND q.subject_id = f.subject_id AND q.by_use = 0 AND r.subject_id = q.within_id AND r.role = m.role AND ",
        counts!(), " ORDER BY f.id, r.role, r.id");
    HELD_WITHIN = concat!("SELECT f.id, r.role, r.person_id, CASE WHEN ", stands_in!("?2"), " THEN r.deputy_id END, 1, 0, r.counts_to \
        FROM @forum AS f CROSS JOIN @forum_member AS m CROSS JOIN @role_assignment AS r CROSS JOIN @@reach AS q \
        WHERE f.id IN ({ids}) AND m.forum_id = f.id AND m.role <> '' AND r.role = m.role AND r.subject_id <> f.subject_id \
        AND q.subject_id = r.subject_id AND q.within_id = f.subject_id AND q.by_use = 0 AND ", counts!(),
        " ORDER BY f.id, r.role, r.id");
}

/// A seat that somebody has by name.
pub(crate) struct NamedSeat {
    pub id: Id,
    pub person: Id,
    /// The body of its group.
    pub body: String,
    /// The record that the group is formed at.
    pub record: Subject,
    /// The days of the group.
    pub days: Period,
}

impl FromRow for NamedSeat {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            person: row.get(1)?,
            body: row.get(2)?,
            record: Subject { kind: row.get(3)?, id: row.get(4)? },
            days: Period::new(row.get(5)?, row.get(6)?),
        })
    }
}

/// The seats that some people have by name, also in groups that have been closed.
pub(crate) fn seats_of_people(read: &Read, people: &[Id]) -> Result<Vec<NamedSeat>> {
    read.rows_in(&SEATS_OF_PEOPLE, &[], people)
}

/// Everyone who has a seat by name.
pub(crate) fn everyone_seated(read: &Read) -> Result<Vec<Id>> {
    Ok(read.rows::<(Id,)>(&EVERYONE_SEATED, &[])?.into_iter().map(|(id,)| id).collect())
}

/// Those of some people who are employed on a day, each with the last of their days so far, or come from outside.
pub(crate) fn available_people(read: &Read, people: &[Id], day: Date) -> Result<BTreeMap<Id, Option<Date>>> {
    let rows: Vec<(Id, Option<Date>)> = read.rows_in(&AVAILABLE, &values![day], people)?;
    let endless = |last: &Date| *last < Date::MAX;
    Ok(rows.into_iter().map(|(id, last)| (id, last.filter(endless))).collect())
}

/// A role with a seat in a group, as it is held today.
pub(crate) struct HeldAround {
    pub forum: Id,
    pub held: RoleHeld,
}

impl FromRow for HeldAround {
    fn from_row(row: &Row) -> Result<Self> {
        let (is_here, above): (bool, i64) = (row.get(4)?, row.get(5)?);
        let place = match above {
            _ if is_here => Place::Here,
            0 => Place::Object,
            // The more an organisation lies within, the nearer it is.
            above => Place::Organisation(-above),
        };
        let (role, holder, deputy) = (row.get(1)?, row.get(2)?, row.get(3)?);
        let held = RoleHeld { role, holder, deputy, place, until: row.get(6)? };
        Ok(Self { forum: row.get(0)?, held })
    }
}

/// The roles of groups as they are held on their records, or on what those lie within.
pub(crate) fn held_around(read: &Read, forums: &[Id]) -> Result<Vec<HeldAround>> {
    read.rows_in(&HELD_AROUND, &values![read.today()], forums)
}

/// The same on what belongs to their organisations.
pub(crate) fn held_within(read: &Read, forums: &[Id]) -> Result<Vec<HeldAround>> {
    read.rows_in(&HELD_WITHIN, &values![read.today()], forums)
}
