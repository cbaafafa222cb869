//! People and their employments.

use crate::store::keys_of_name;
use crate::{Employment, Person};
use kernel::{Choice, Custom, Id, Result};
use storage::{FromRow, Read, Row, Tx, statements, values};

macro_rules! person_columns {
    () => {
        "SELECT p.id, p.name, p.title, p.email, p.phone, p.kind, p.organisation_id, p.revision FROM @person AS p "
    };
}

macro_rules! employment_columns {
    () => {
        "SELECT e.id, e.person_id, e.organisation_id, e.unit_id, e.manager_id, e.valid_from, e.valid_to, e.revision \
         FROM @employment AS e "
    };
}

statements! {
    PERSON = concat!(person_columns!(), "WHERE p.id = ?2");
    PEOPLE_IN = concat!(person_columns!(), "WHERE p.id IN ({ids})");
    PEOPLE_NAMED = concat!(person_columns!(), "WHERE p.sort_key >= ?2 AND p.sort_key < ?3 ORDER BY p.id LIMIT 10");
    ADD_PERSON = "INSERT INTO person (tenant_id, id, name, sort_key, title, email, phone, kind, organisation_id, \
        revision) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    CHANGE_PERSON = "UPDATE person SET name = ?3, sort_key = ?4, title = ?5, email = ?6, phone = ?7, kind = ?8, \
        organisation_id = ?9, revision = ?10 WHERE tenant_id = ?1 AND id = ?2";
    EMPLOYMENT = concat!(employment_columns!(), "WHERE e.id = ?2");
    EMPLOYMENTS_OF_PERSON = concat!(employment_columns!(), "WHERE e.person_id = ?2 ORDER BY e.valid_from DESC, e.id");
    EMPLOYMENTS_OF_PEOPLE = concat!(employment_columns!(),
        "WHERE e.person_id IN ({ids}) ORDER BY e.person_id, e.valid_from DESC, e.id");
    EXTERNALS = "SELECT p.id FROM @person AS p WHERE p.kind = 'external' ORDER BY p.id";
    EXTERNALS_OF = "SELECT p.id FROM @organisation_ancestor AS a JOIN @person AS p \
        ON p.organisation_id = a.organisation_id WHERE a.ancestor_id = ?2 ORDER BY p.id";
    EMPLOYED_WITHIN = "SELECT DISTINCT e.person_id FROM @organisation_ancestor AS a \
        JOIN @employment AS e ON e.organisation_id = a.organisation_id WHERE a.ancestor_id = ?2 ORDER BY e.person_id";
    SAVE_EMPLOYMENT = "INSERT INTO employment (tenant_id, id, person_id, organisation_id, unit_id, manager_id, \
        valid_from, valid_to, revision) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) \
        ON CONFLICT (tenant_id, id) DO UPDATE SET person_id = excluded.person_id, \
        organisation_id = excluded.organisation_id, unit_id = excluded.unit_id, manager_id = excluded.manager_id, \
        valid_from = excluded.valid_from, valid_to = excluded.valid_to, revision = excluded.revision";
}

impl FromRow for Person {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            title: row.get(2)?,
            email: row.get(3)?,
            phone: row.get(4)?,
            kind: row.choice(5)?,
            organisation: row.get(6)?,
            custom: Custom::default(),
            revision: row.get(7)?,
        })
    }
}

impl FromRow for Employment {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            person: row.get(1)?,
            organisation: row.get(2)?,
            unit: row.get(3)?,
            manager: row.get(4)?,
            from: row.get(5)?,
            to: row.get(6)?,
            revision: row.get(7)?,
        })
    }
}

/// A person, whoever asks.
///
/// # Errors
/// [`kernel::Error::NotFound`] without one.
pub fn person(read: &Read, id: Id) -> Result<Person> {
    read.found(&PERSON, &values![id])
}

/// People by their ids, in no order; unknown ids are left out.
///
/// # Errors
/// When the database fails.
pub fn people(read: &Read, ids: &[Id]) -> Result<Vec<Person>> {
    read.rows_in(&PEOPLE_IN, &[], ids)
}

/// People of a name, whatever its capitals.
///
/// # Errors
/// When the database fails.
pub fn people_named(read: &Read, name: &str) -> Result<Vec<Person>> {
    let (from, to) = keys_of_name(name);
    read.rows(&PEOPLE_NAMED, &values![from, to])
}

pub(crate) fn save_person(tx: &mut Tx, person: &Person, is_new: bool) -> Result<()> {
    let values = values![
        person.id,
        &person.name,
        texts::sort_key(&person.name),
        &person.title,
        &person.email,
        &person.phone,
        person.kind.name(),
        person.organisation,
        person.revision,
    ];
    tx.execute(if is_new { &ADD_PERSON } else { &CHANGE_PERSON }, &values).map(|_| ())
}

/// An employment, whoever asks.
///
/// # Errors
/// [`kernel::Error::NotFound`] without one.
pub fn employment(read: &Read, id: Id) -> Result<Employment> {
    read.found(&EMPLOYMENT, &values![id])
}

/// The employments of a person, the newest first.
///
/// # Errors
/// When the database fails.
pub fn employments_of(read: &Read, person: Id) -> Result<Vec<Employment>> {
    read.rows(&EMPLOYMENTS_OF_PERSON, &values![person])
}

/// The employments of many people, the newest of each first.
///
/// # Errors
/// When the database fails.
pub fn employments_of_all(read: &Read, people: &[Id]) -> Result<Vec<Employment>> {
    read.rows_in(&EMPLOYMENTS_OF_PEOPLE, &[], people)
}

/// Everyone who works for somebody outside the federation.
pub(crate) fn externals(read: &Read) -> Result<Vec<Id>> {
    Ok(read.rows::<(Id,)>(&EXTERNALS, &[])?.into_iter().map(|(id,)| id).collect())
}

/// External people who work within an organisation.
pub(crate) fn externals_of(read: &Read, organisation: Id) -> Result<Vec<Id>> {
    Ok(read.rows::<(Id,)>(&EXTERNALS_OF, &values![organisation])?.into_iter().map(|(id,)| id).collect())
}

/// Everyone who is, was or will be employed within an organisation.
pub(crate) fn employed_within(read: &Read, organisation: Id) -> Result<Vec<Id>> {
    Ok(read.rows::<(Id,)>(&EMPLOYED_WITHIN, &values![organisation])?.into_iter().map(|(id,)| id).collect())
}

/// Saves employments, new ones and changed ones, as a set.
pub(crate) fn save_employments<'a>(
    tx: &mut Tx,
    employments: impl IntoIterator<Item = &'a Employment>,
) -> Result<()> {
    let row = |one: &Employment| {
        values![one.id, one.person, one.organisation, one.unit, one.manager, one.from, one.to, one.revision]
            .to_vec()
    };
    tx.execute_rows(&SAVE_EMPLOYMENT, employments.into_iter().map(row).collect()).map(|_| ())
}
