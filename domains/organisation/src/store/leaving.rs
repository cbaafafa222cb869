//! Absences, and the steps of the checklist of those who leave.

use crate::offboarding_step::Ticked;
use crate::{Absence, Employment, OffboardingStep};
use kernel::{Date, Id, Result};
use storage::{FromRow, Read, Row, Tx, statements, values};

/// Employments whose last day lies within some days.
macro_rules! ending_employments {
    () => {
        "SELECT e.id, e.person_id, e.organisation_id, e.unit_id, e.manager_id, e.valid_from, e.valid_to, e.revision \
         FROM @employment AS e WHERE e.valid_to >= ?2 AND e.valid_to <= ?3"
    };
}

/// Somebody leads them who has not left.
macro_rules! is_led {
    () => {
        "EXISTS (SELECT 1 FROM @person AS m WHERE m.id = e.manager_id \
         AND (NOT EXISTS (SELECT 1 FROM @employment AS o WHERE o.person_id = m.id) \
         OR EXISTS (SELECT 1 FROM @employment AS o WHERE o.person_id = m.id \
         AND (o.valid_to IS NULL OR o.valid_to >= ?4))))"
    };
}

/// Employments that end, each with an employment elsewhere that goes on afterwards, where roles go on too. Who is moved by a
/// reorganisation is not asked: it was decided there.
macro_rules! moves {
    () => {
        "SELECT e.id, e.person_id, e.organisation_id, e.unit_id, e.manager_id, e.valid_from, e.valid_to, e.revision, \
         n.id, n.person_id, n.organisation_id, n.unit_id, n.manager_id, n.valid_from, n.valid_to, n.revision \
         FROM @employment AS e JOIN @employment AS n ON n.person_id = e.person_id \
         WHERE e.valid_to >= ?2 AND e.valid_to <= ?3 AND n.organisation_id <> e.organisation_id \
         AND n.valid_from > e.valid_from AND (n.valid_to IS NULL OR n.valid_to > e.valid_to) \
         AND NOT EXISTS (SELECT 1 FROM @employment AS o WHERE o.person_id = e.person_id \
         AND o.organisation_id = e.organisation_id AND (o.valid_to IS NULL OR o.valid_to > e.valid_to)) \
         AND EXISTS (SELECT 1 FROM @role_assignment AS r WHERE r.person_id = e.person_id \
         AND r.counts_from <= e.valid_to AND (r.counts_to IS NULL OR r.counts_to > e.valid_to)) \
         AND NOT EXISTS (SELECT 1 FROM @reorganisation_place AS p JOIN @reorganisation AS g ON g.id = p.reorganisation_id \
         WHERE p.place_id = e.organisation_id AND g.effective_on = n.valid_from AND g.state IN ('decided', 'carried_out'))"
    };
}

statements! {
    ABSENCE = "SELECT a.id, a.person_id, a.deputy_id, a.valid_from, a.valid_to, a.revision FROM @absence AS a \
        WHERE a.id = ?2";
    ABSENCES_OF_PERSON = "SELECT a.id, a.person_id, a.deputy_id, a.valid_from, a.valid_to, a.revision \
        FROM @absence AS a WHERE a.person_id = ?2 AND a.valid_to >= ?3 ORDER BY a.valid_from, a.id";
    ADD_ABSENCE = "INSERT INTO absence (tenant_id, id, person_id, deputy_id, valid_from, valid_to, revision) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    CHANGE_ABSENCE = "UPDATE absence SET person_id = ?3, deputy_id = ?4, valid_from = ?5, valid_to = ?6, \
        revision = ?7 WHERE tenant_id = ?1 AND id = ?2";
    STEPS_OF_PERSON = "SELECT t.id, t.person_id, t.item, t.note, t.done_by_id, t.done_by, t.done_on, \
        t.is_taken_back, t.revision FROM @offboarding_step AS t WHERE t.person_id = ?2 ORDER BY t.id";
    ADD_STEP = "INSERT INTO offboarding_step (tenant_id, id, person_id, item, note, done_by_id, done_by, done_on, \
        is_taken_back, revision) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    TAKE_STEP_BACK = "UPDATE offboarding_step SET is_taken_back = 1, revision = ?3 WHERE tenant_id = ?1 AND id = ?2";
    TICKED_OF = "SELECT t.person_id, t.item, t.done_on FROM @offboarding_step AS t WHERE t.person_id IN ({ids}) \
        AND t.is_taken_back = 0 ORDER BY t.person_id, t.id";
    LEAVERS = concat!(ending_employments!(), " AND ", is_led!(), " ORDER BY e.person_id, e.id");
    LEAVERS_LED_BY = concat!(ending_employments!(), " AND e.manager_id IN ({ids}) AND ", is_led!(),
        " ORDER BY e.person_id, e.id");
    // Nobody is named who leads them, or whoever is has left.
    LEAVERS_WITHOUT_MANAGER =
        concat!(ending_employments!(), " AND NOT ", is_led!(), " ORDER BY e.person_id, e.id");
    MOVES = concat!(moves!(), " ORDER BY e.person_id, e.valid_to, n.valid_from, n.id");
    MOVES_OF = concat!(moves!(), " AND e.person_id IN ({ids}) ORDER BY e.person_id, e.valid_to, n.valid_from, n.id");
    LED_BY = "SELECT e.id, e.person_id, e.organisation_id, e.unit_id, e.manager_id, e.valid_from, e.valid_to, \
        e.revision FROM @employment AS e WHERE e.manager_id = ?2 AND (e.valid_to IS NULL OR e.valid_to > ?3) \
        ORDER BY e.person_id, e.id";
    MANAGERS_OF = "SELECT e.person_id, e.manager_id FROM @employment AS e WHERE e.person_id IN ({ids}) \
        AND e.manager_id IS NOT NULL AND (e.valid_to IS NULL OR e.valid_to >= ?2) ORDER BY e.person_id, e.id";
}

impl FromRow for Absence {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            person: row.get(1)?,
            deputy: row.get(2)?,
            from: row.get(3)?,
            to: row.get(4)?,
            revision: row.get(5)?,
        })
    }
}

/// An employment that ends, and one elsewhere that goes on afterwards.
pub(crate) struct MoveRow {
    pub old: Employment,
    pub new: Employment,
}

impl FromRow for MoveRow {
    fn from_row(row: &Row) -> Result<Self> {
        let employment = |first: usize| {
            Ok(Employment {
                id: row.get(first)?,
                person: row.get(first + 1)?,
                organisation: row.get(first + 2)?,
                unit: row.get(first + 3)?,
                manager: row.get(first + 4)?,
                from: row.get(first + 5)?,
                to: row.get(first + 6)?,
                revision: row.get(first + 7)?,
            })
        };
        Ok(Self { old: employment(0)?, new: employment(8)? })
    }
}

impl FromRow for Ticked {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self { person: row.get(0)?, item: row.get(1)?, on: row.get(2)? })
    }
}

impl FromRow for OffboardingStep {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            person: row.get(1)?,
            item: row.get(2)?,
            note: row.get(3)?,
            done_by_id: row.get(4)?,
            done_by: row.get(5)?,
            done_on: row.get(6)?,
            is_taken_back: row.get(7)?,
            revision: row.get(8)?,
        })
    }
}

pub(crate) fn absence(read: &Read, id: Id) -> Result<Absence> {
    read.found(&ABSENCE, &values![id])
}

/// The absences of a person that are not over on a day, the first of them first.
///
/// # Errors
/// When the database fails.
pub fn absences_of(read: &Read, person: Id, since: Date) -> Result<Vec<Absence>> {
    read.rows(&ABSENCES_OF_PERSON, &values![person, since])
}

pub(crate) fn save_absence(tx: &mut Tx, absence: &Absence) -> Result<()> {
    let values =
        values![absence.id, absence.person, absence.deputy, absence.from, absence.to, absence.revision,];
    let statement = if absence.revision == 1 { &ADD_ABSENCE } else { &CHANGE_ABSENCE };
    tx.execute(statement, &values).map(|_| ())
}

/// What has been ticked by hand before a person leaves, also what was taken back, in the order of time.
pub(crate) fn steps_of(read: &Read, person: Id) -> Result<Vec<OffboardingStep>> {
    read.rows(&STEPS_OF_PERSON, &values![person])
}

pub(crate) fn add_step(tx: &mut Tx, step: &OffboardingStep) -> Result<()> {
    let values = values![
        step.id,
        step.person,
        &step.item,
        &step.note,
        step.done_by_id,
        &step.done_by,
        step.done_on,
        step.is_taken_back,
        step.revision,
    ];
    tx.execute(&ADD_STEP, &values).map(|_| ())
}

pub(crate) fn take_step_back(tx: &mut Tx, step: &OffboardingStep) -> Result<()> {
    tx.execute(&TAKE_STEP_BACK, &values![step.id, step.revision]).map(|_| ())
}

/// What has been ticked by hand for some people, and not taken back.
pub(crate) fn ticked_of(read: &Read, people: &[Id]) -> Result<Vec<Ticked>> {
    read.rows_in(&TICKED_OF, &[], people)
}

/// Employments that end within some days, of those whom some people lead today or of all who are led.
pub(crate) fn leavers(
    read: &Read,
    managers: Option<&[Id]>,
    (since, until): (Date, Date),
) -> Result<Vec<Employment>> {
    let days = values![since, until, read.today()];
    match managers {
        Some(managers) => read.rows_in(&LEAVERS_LED_BY, &days, managers),
        None => read.rows(&LEAVERS, &days),
    }
}

/// Employments that end within some days of those whom nobody leads today.
pub(crate) fn leavers_without_manager(read: &Read, (since, until): (Date, Date)) -> Result<Vec<Employment>> {
    read.rows(&LEAVERS_WITHOUT_MANAGER, &values![since, until, read.today()])
}

/// Employments that end within some days while the person and their roles go on elsewhere: of some people or of all.
pub(crate) fn moves(
    read: &Read,
    people: Option<&[Id]>,
    (since, until): (Date, Date),
) -> Result<Vec<MoveRow>> {
    let days = values![since, until];
    match people {
        Some(people) => read.rows_in(&MOVES_OF, &days, people),
        None => read.rows(&MOVES, &days),
    }
}

/// Employments that somebody leads after a day.
pub(crate) fn led_by(read: &Read, manager: Id, after: Date) -> Result<Vec<crate::Employment>> {
    read.rows(&LED_BY, &values![manager, after])
}

/// The line managers of people today: pairs of person and manager.
pub(crate) fn managers_of(read: &Read, people: &[Id]) -> Result<Vec<(Id, Id)>> {
    read.rows_in(&MANAGERS_OF, &values![read.today()], people)
}
