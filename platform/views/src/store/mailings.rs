//! Reads and writes the mailings of views. What the program's own job writes of them is no event of the log: the mail is.

use crate::mailing::{Mailing, Outcome, Rhythm};
use kernel::{Choice as _, Date, Id, Result};
use storage::{FromRow, Read, Row, Tx, statements, values};

statements! {
    ADD = "INSERT INTO view_mailing (tenant_id, id, view_id, person_id, person_name, ordered_by_id, rhythm, month_day, \
        next_on, last_outcome) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'not_yet')";
    END = "UPDATE view_mailing SET ended_on = ?3, last_outcome = ?4 WHERE tenant_id = ?1 AND id = ?2 AND ended_on IS NULL";
    REMOVE_OF_VIEW = "DELETE FROM view_mailing WHERE tenant_id = ?1 AND view_id = ?2";
    BY_ID = "SELECT m.id, m.view_id, m.person_id, m.person_name, m.ordered_by_id, m.rhythm, m.month_day, m.next_on, \
        m.last_on, m.last_outcome, m.ended_on, s.name FROM @@view_mailing AS m \
        JOIN @@saved_view AS s ON s.id = m.view_id WHERE m.id = ?2";
    OF_VIEW = "SELECT m.id, m.view_id, m.person_id, m.person_name, m.ordered_by_id, m.rhythm, m.month_day, m.next_on, \
        m.last_on, m.last_outcome, m.ended_on, s.name FROM @@view_mailing AS m \
        JOIN @@saved_view AS s ON s.id = m.view_id WHERE m.view_id = ?2 \
        ORDER BY CASE WHEN m.ended_on IS NULL THEN 0 ELSE 1 END, m.id LIMIT ?3";
    TO_PERSON = "SELECT m.id, m.view_id, m.person_id, m.person_name, m.ordered_by_id, m.rhythm, m.month_day, m.next_on, \
        m.last_on, m.last_outcome, m.ended_on, s.name FROM @@view_mailing AS m \
        JOIN @@saved_view AS s ON s.id = m.view_id WHERE m.person_id = ?2 AND m.ended_on IS NULL \
        ORDER BY m.id LIMIT ?3";
    DUE = "SELECT m.id, m.view_id, m.person_id, m.person_name, m.ordered_by_id, m.rhythm, m.month_day, m.next_on, \
        m.last_on, m.last_outcome, m.ended_on, s.name FROM @@view_mailing AS m \
        JOIN @@saved_view AS s ON s.id = m.view_id WHERE m.next_on <= ?2 AND m.ended_on IS NULL \
        ORDER BY m.next_on, m.id LIMIT ?3";
    TAKE = "UPDATE view_mailing SET next_on = ?4, last_on = ?5, last_outcome = ?6 WHERE tenant_id = ?1 AND id = ?2 \
        AND next_on = ?3 AND ended_on IS NULL";
}

impl FromRow for Mailing {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            view: row.get(1)?,
            person: Some(row.get(2)?),
            person_name: row.get(3)?,
            ordered_by: row.get(4)?,
            rhythm: Some(row.choice(5)?),
            month_day: row.get(6)?,
            next_on: Some(row.get(7)?),
            last_on: row.get(8)?,
            last_outcome: Some(row.choice(9)?),
            ended_on: row.get(10)?,
            view_name: row.get(11)?,
        })
    }
}

pub(crate) fn add(tx: &mut Tx, mailing: &Mailing) -> Result<()> {
    let values = values![
        mailing.id,
        mailing.view,
        mailing.person,
        &mailing.person_name,
        mailing.ordered_by,
        mailing.rhythm.unwrap_or(Rhythm::Monday).name(),
        mailing.month_day,
        mailing.next_on,
    ];
    tx.execute(&ADD, &values).map(|_| ())
}

/// False if it has ended already.
pub(crate) fn end(tx: &mut Tx, mailing: Id, outcome: Outcome) -> Result<bool> {
    let today = tx.today();
    Ok(tx.execute(&END, &values![mailing, today, outcome.name()])? == 1)
}

/// Takes the occasion of a mailing. False if another copy of the program, or an earlier round, was faster.
pub(crate) fn take(tx: &mut Tx, mailing: &Mailing, next: Date, outcome: Outcome) -> Result<bool> {
    let today = tx.today();
    let values = values![mailing.id, mailing.next_on, next, today, outcome.name()];
    Ok(tx.execute_unaudited(&TAKE, &values)? == 1)
}

pub(crate) fn mailing(read: &Read, id: Id) -> Result<Mailing> {
    read.found(&BY_ID, &values![id])
}

pub(crate) fn of_view(read: &Read, view: Id, most: i64) -> Result<Vec<Mailing>> {
    read.rows(&OF_VIEW, &values![view, most])
}

/// What is sent to a person.
pub(crate) fn to_person(read: &Read, person: Id, most: i64) -> Result<Vec<Mailing>> {
    read.rows(&TO_PERSON, &values![person, most])
}

/// What is to be sent today, the longest overdue first.
pub(crate) fn due(read: &Read, most: i64) -> Result<Vec<Mailing>> {
    read.rows(&DUE, &values![read.today(), most])
}
