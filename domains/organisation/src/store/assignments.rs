//! Assignments of roles.

use crate::RoleAssignment;
use kernel::{Choice, Id, Period, Result, Subject};
use std::collections::{BTreeMap, BTreeSet};
use storage::{FromRow, Read, Row, Tx, Value, statements, values};

macro_rules! assignment_columns {
    () => {
        "SELECT r.id, r.role, r.subject_kind, r.subject_id, r.person_id, r.organisation_id, r.body, r.valid_from, \
         r.valid_to, r.counts_from, r.counts_to, r.appointed_by, r.decision, r.deputy_id, r.deputy_from, r.deputy_to, \
         r.is_withdrawn, r.revision, r.confirmation, r.answered_on, r.asked_by_id, r.follows_id, r.asked_on \
         FROM @role_assignment AS r "
    };
}

/// The deputy of an assignment acts for its holder on a day: on the days that are given, and else while the holder is away;
/// but only while they may do what the role lets them do, which ends with their employment.
macro_rules! stands_in {
    ($day:literal) => {
        concat!(
            "(r.deputy_from IS NULL OR r.deputy_from <= ",
            $day,
            ") AND (r.deputy_to IS NULL OR r.deputy_to >= ",
            $day,
            ") AND (r.deputy_from IS NOT NULL OR r.deputy_to IS NOT NULL OR EXISTS (SELECT 1 FROM @absence AS a \
             WHERE a.person_id = r.person_id AND a.valid_from <= ",
            $day,
            " AND a.valid_to >= ",
            $day,
            ")) AND EXISTS (SELECT 1 FROM @@permission_grant AS g WHERE g.source_id = r.id AND g.person_id = r.deputy_id \
             AND g.valid_from <= ",
            $day,
            " AND g.valid_to >= ",
            $day,
            ")"
        )
    };
}
pub(crate) use stands_in;

/// Somebody was asked, has not answered, and still can.
macro_rules! is_unanswered {
    () => {
        "r.confirmation = 'pending' AND r.counts_from IS NOT NULL AND (r.counts_to IS NULL OR r.counts_to >= ?2) \
         ORDER BY r.id"
    };
}

statements! {
    ASSIGNMENT = concat!(assignment_columns!(), "WHERE r.id = ?2");
    ASSIGNMENTS_OF_SUBJECT = concat!(assignment_columns!(),
        "WHERE r.subject_id = ?2 ORDER BY r.role, r.valid_from, r.id");
    ASSIGNMENTS_OF_SUBJECTS = concat!(assignment_columns!(),
        "WHERE r.subject_id IN ({ids}) AND r.counts_from IS NOT NULL ORDER BY r.subject_id, r.role, r.valid_from, r.id");
    ALL_ASSIGNMENTS_OF_SUBJECTS = concat!(assignment_columns!(),
        "WHERE r.subject_id IN ({ids}) ORDER BY r.subject_id, r.role, r.valid_from, r.id");
    ASSIGNMENTS_OF_PERSON = concat!(assignment_columns!(),
        "WHERE r.person_id = ?2 ORDER BY r.valid_from DESC, r.id");
    DEPUTISED_BY = concat!(assignment_columns!(), "WHERE r.deputy_id = ?2 ORDER BY r.valid_from DESC, r.id");
    ASSIGNMENTS_OF_PEOPLE = concat!(assignment_columns!(),
        "WHERE r.person_id IN ({ids}) ORDER BY r.person_id, r.valid_from DESC, r.id");
    DEPUTISED_BY_ANY = concat!(assignment_columns!(),
        "WHERE r.deputy_id IN ({ids}) ORDER BY r.deputy_id, r.valid_from DESC, r.id");
    ROLES_ON_ORGANISATIONS = "SELECT r.person_id, r.role FROM @role_assignment AS r WHERE r.person_id IN ({ids}) \
        AND r.subject_kind = 'organisation' AND r.counts_from <= ?2 AND (r.counts_to IS NULL OR r.counts_to >= ?2) \
        ORDER BY r.person_id, r.role";
    HELD_ROLES = "SELECT q.subject_id, r.role, r.person_id, h.name FROM @@reach AS q \
        CROSS JOIN @@role_assignment AS r LEFT JOIN @@person AS h ON h.id = r.person_id \
        WHERE q.subject_id IN ({ids}) AND q.by_use = 0 AND r.subject_id = q.within_id \
        AND (r.person_id = ?2 OR (r.deputy_id = ?2 AND (r.deputy_from IS NULL OR r.deputy_from <= ?3) \
        AND (r.deputy_to IS NULL OR r.deputy_to >= ?3))) \
        AND r.counts_from <= ?3 AND (r.counts_to IS NULL OR r.counts_to >= ?3) AND (q.within_id = q.subject_id OR NOT EXISTS \
        (SELECT 1 FROM @@role_assignment AS o WHERE o.subject_id = q.subject_id AND o.role = r.role \
        AND o.counts_from <= ?3 AND (o.counts_to IS NULL OR o.counts_to >= ?3))) ORDER BY q.subject_id, r.role, r.id";
    FOLLOWED = "SELECT r.follows_id FROM @role_assignment AS r WHERE r.follows_id IN ({ids}) AND r.is_withdrawn = 0 \
        AND r.confirmation <> 'declined' ORDER BY r.follows_id";
    HOLDERS_OF_ROLES = concat!("SELECT q.subject_id, r.role, r.person_id, CASE WHEN ", stands_in!("?2"), " THEN r.deputy_id END \
        FROM @@reach AS q CROSS JOIN @@role_assignment AS r WHERE q.subject_id IN ({ids}) AND q.by_use = 0 \
        AND r.subject_id = q.within_id AND r.person_id IS NOT NULL AND r.counts_from <= ?2 \
        AND (r.counts_to IS NULL OR r.counts_to >= ?2) ORDER BY q.subject_id, r.role, r.id");
    OF_THE_APPOINTED = concat!(assignment_columns!(), "WHERE r.person_id IN ({ids}) AND ", is_unanswered!());
    OF_APPOINTERS = concat!(assignment_columns!(), "WHERE r.asked_by_id IN ({ids}) AND ", is_unanswered!());
    UNANSWERED = concat!(assignment_columns!(), "WHERE ", is_unanswered!());
    ORGANISATIONS_AROUND = "SELECT q.subject_id, q.within_id FROM @@reach AS q CROSS JOIN @@organisation AS o \
        WHERE q.subject_id IN ({ids}) AND q.by_use = 0 AND o.id = q.within_id ORDER BY q.subject_id, q.within_id";
    EVERY_HOLDER = "SELECT DISTINCT r.person_id FROM @role_assignment AS r WHERE r.person_id IS NOT NULL";
    EVERY_DEPUTY = "SELECT DISTINCT r.deputy_id FROM @role_assignment AS r WHERE r.deputy_id IS NOT NULL";
    ADD_ASSIGNMENT = "INSERT INTO role_assignment (tenant_id, id, role, subject_kind, subject_id, person_id, \
        organisation_id, body, valid_from, valid_to, counts_from, counts_to, appointed_by, decision, deputy_id, \
        deputy_from, deputy_to, is_withdrawn, revision, confirmation, answered_on, asked_by_id, follows_id, asked_on) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, \
        ?23, ?24)";
    CHANGE_ASSIGNMENT = "UPDATE role_assignment SET role = ?3, subject_kind = ?4, subject_id = ?5, person_id = ?6, \
        organisation_id = ?7, body = ?8, valid_from = ?9, valid_to = ?10, counts_from = ?11, counts_to = ?12, \
        appointed_by = ?13, decision = ?14, deputy_id = ?15, deputy_from = ?16, deputy_to = ?17, is_withdrawn = ?18, \
        revision = ?19, confirmation = ?20, answered_on = ?21, asked_by_id = ?22, follows_id = ?23, \
        asked_on = ?24 WHERE tenant_id = ?1 AND id = ?2";
}

impl FromRow for RoleAssignment {
    fn from_row(row: &Row) -> Result<Self> {
        let counts_from = row.get(9)?;
        let counts_to = row.get(10)?;
        Ok(Self {
            id: row.get(0)?,
            role: row.get(1)?,
            subject_kind: row.get(2)?,
            subject_id: row.get(3)?,
            person: row.get(4)?,
            organisation: row.get(5)?,
            body: row.get(6)?,
            from: row.get(7)?,
            to: row.get(8)?,
            counts: Option::map(counts_from, |from| Period::new(Some(from), counts_to)),
            appointed_by: row.get(11)?,
            decision: row.get(12)?,
            deputy: row.get(13)?,
            deputy_from: row.get(14)?,
            deputy_to: row.get(15)?,
            is_withdrawn: row.get(16)?,
            revision: row.get(17)?,
            confirmation: row.choice(18)?,
            answered_on: row.get(19)?,
            asked_by: row.get(20)?,
            follows: row.get(21)?,
            asked_on: row.get(22)?,
        })
    }
}

/// An assignment, whoever asks.
///
/// # Errors
/// [`kernel::Error::NotFound`] without one.
pub fn assignment(read: &Read, id: Id) -> Result<RoleAssignment> {
    read.found(&ASSIGNMENT, &values![id])
}

/// All assignments on a subject, past, present, coming and withdrawn ones.
///
/// # Errors
/// When the database fails.
pub fn assignments_of(read: &Read, subject: &Subject) -> Result<Vec<RoleAssignment>> {
    read.rows(&ASSIGNMENTS_OF_SUBJECT, &values![subject.id])
}

/// The assignments on many subjects that count on any day at all.
///
/// # Errors
/// When the database fails.
pub fn assignments_of_all(read: &Read, subjects: &[Id]) -> Result<Vec<RoleAssignment>> {
    read.rows_in(&ASSIGNMENTS_OF_SUBJECTS, &[], subjects)
}

/// All assignments on many subjects, withdrawn ones too.
pub(crate) fn all_assignments_of(read: &Read, subjects: &[Id]) -> Result<Vec<RoleAssignment>> {
    read.rows_in(&ALL_ASSIGNMENTS_OF_SUBJECTS, &[], subjects)
}

/// The assignments that a person holds or has held, the newest first.
///
/// # Errors
/// When the database fails.
pub fn assignments_of_person(read: &Read, person: Id) -> Result<Vec<RoleAssignment>> {
    read.rows(&ASSIGNMENTS_OF_PERSON, &values![person])
}

/// The assignments in which a person is or was deputy, the newest first.
///
/// # Errors
/// When the database fails.
pub fn deputised_by(read: &Read, person: Id) -> Result<Vec<RoleAssignment>> {
    read.rows(&DEPUTISED_BY, &values![person])
}

/// The assignments of many people, the newest of each first.
pub(crate) fn assignments_of_people(read: &Read, people: &[Id]) -> Result<Vec<RoleAssignment>> {
    read.rows_in(&ASSIGNMENTS_OF_PEOPLE, &[], people)
}

/// The assignments in which any of many people is or was deputy.
pub(crate) fn deputised_by_any(read: &Read, people: &[Id]) -> Result<Vec<RoleAssignment>> {
    read.rows_in(&DEPUTISED_BY_ANY, &[], people)
}

/// Which roles people hold on organisations today: pairs of person and role.
pub(crate) fn roles_on_organisations(read: &Read, people: &[Id]) -> Result<Vec<(Id, String)>> {
    read.rows_in(&ROLES_ON_ORGANISATIONS, &values![read.today()], people)
}

/// Those of some assignments that have been handed over already.
pub(crate) fn followed(read: &Read, ids: &[Id]) -> Result<BTreeSet<Id>> {
    Ok(read.rows_in::<(Id,)>(&FOLLOWED, &[], ids)?.into_iter().map(|(id,)| id).collect())
}

/// Who has which roles today on subjects or on what they lie within, as holder or standing in for one: subject, role and
/// person.
pub(crate) fn holders_of_roles(read: &Read, subjects: &[Id]) -> Result<Vec<(Id, String, Id)>> {
    let rows = holders_and_deputies(read, subjects)?;
    let each = |(subject, role, holder, deputy): HeldToday| {
        let people = [Some(holder), deputy].into_iter().flatten();
        people.map(move |person| (subject, role.clone(), person)).collect::<Vec<_>>()
    };
    Ok(rows.into_iter().flat_map(each).collect())
}

/// In whose place the actor has a role today on subjects or on what they lie within; nobody's where they hold it themselves.
///
/// # Errors
/// When the database fails.
pub fn stands_in_for(read: &Read, role: &str, subjects: &[Id]) -> Result<Option<Id>> {
    let Some(person) = read.actor().person else { return Ok(None) };
    let mut here = holders_and_deputies(read, subjects)?;
    here.retain(|(_, held, _, _)| held == role);
    if here.iter().any(|(_, _, holder, _)| *holder == person) {
        return Ok(None);
    }
    Ok(here.into_iter().find(|(_, _, _, deputy)| *deputy == Some(person)).map(|(_, _, holder, _)| holder))
}

/// Subject, role, its holder, and who stands in for them today.
type HeldToday = (Id, String, Id, Option<Id>);

fn holders_and_deputies(read: &Read, subjects: &[Id]) -> Result<Vec<HeldToday>> {
    read.rows_in(&HOLDERS_OF_ROLES, &values![read.actor().today()], subjects)
}

/// The assignments that nobody has answered, of those who were appointed or by whom they were: all, or those of some people.
pub(crate) fn unanswered(read: &Read, people: Option<&[Id]>) -> Result<Vec<RoleAssignment>> {
    let today = values![read.today()];
    let Some(people) = people else { return read.rows(&UNANSWERED, &today) };
    let mut found: Vec<RoleAssignment> = read.rows_in(&OF_THE_APPOINTED, &today, people)?;
    found.extend(read.rows_in::<RoleAssignment>(&OF_APPOINTERS, &today, people)?);
    found.sort_by_key(|one| one.id);
    found.dedup_by_key(|one| one.id);
    Ok(found)
}

/// The organisations that records lie within: pairs of record and organisation.
pub(crate) fn organisations_around(read: &Read, subjects: &[Id]) -> Result<Vec<(Id, Id)>> {
    read.rows_in(&ORGANISATIONS_AROUND, &[], subjects)
}

/// A role that somebody has today on what a subject lies within, as its holder or as the holder's deputy. What is held
/// further up does not count for a subject that has a holder of its own.
pub(crate) struct HeldRole {
    pub role: String,
    pub holder: Option<Id>,
    pub holder_name: Option<String>,
}

/// The roles of a person that reach each of some subjects today.
pub(crate) fn held_roles(read: &Read, person: Id, subjects: &[Id]) -> Result<BTreeMap<Id, Vec<HeldRole>>> {
    let mut held: BTreeMap<Id, Vec<HeldRole>> = BTreeMap::new();
    let values = values![person, read.actor().today()];
    let rows: Vec<(Id, String, Option<Id>, Option<String>)> = read.rows_in(&HELD_ROLES, &values, subjects)?;
    for (subject, role, holder, holder_name) in rows {
        held.entry(subject).or_default().push(HeldRole { role, holder, holder_name });
    }
    Ok(held)
}

/// Everyone who holds or has held a role, or stood in for somebody who did.
pub(crate) fn everyone_with_roles(read: &Read) -> Result<Vec<Id>> {
    let holders: Vec<(Id,)> = read.rows(&EVERY_HOLDER, &[])?;
    let deputies: Vec<(Id,)> = read.rows(&EVERY_DEPUTY, &[])?;
    let mut people: Vec<Id> = holders.into_iter().chain(deputies).map(|(id,)| id).collect();
    people.sort_unstable();
    people.dedup();
    Ok(people)
}

pub(crate) fn add_assignments(tx: &mut Tx, assignments: &[RoleAssignment]) -> Result<()> {
    tx.execute_rows(&ADD_ASSIGNMENT, assignments.iter().map(row_of).collect()).map(|_| ())
}

pub(crate) fn change_assignment(tx: &mut Tx, assignment: &RoleAssignment) -> Result<()> {
    tx.execute(&CHANGE_ASSIGNMENT, &row_of(assignment)).map(|_| ())
}

fn row_of(assignment: &RoleAssignment) -> Vec<Value> {
    values![
        assignment.id,
        &assignment.role,
        &assignment.subject_kind,
        assignment.subject_id,
        assignment.person,
        assignment.organisation,
        &assignment.body,
        assignment.from,
        assignment.to,
        assignment.counts.and_then(|counts| counts.from),
        assignment.counts.and_then(|counts| counts.to),
        &assignment.appointed_by,
        &assignment.decision,
        assignment.deputy,
        assignment.deputy_from,
        assignment.deputy_to,
        assignment.is_withdrawn,
        assignment.revision,
        assignment.confirmation.name(),
        assignment.answered_on,
        assignment.asked_by,
        assignment.follows,
        assignment.asked_on,
    ]
    .into()
}
