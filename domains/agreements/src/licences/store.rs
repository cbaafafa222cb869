//! Reads and writes licences. The list stands in `listing`.

use super::licence::Licence;
use crate::store::systems_answered_for;
use kernel::{Date, Id, Result};
use std::collections::BTreeMap;
use storage::{FromRow, Read, Row, Tx, Value, columns, statements, values};

/// The columns of a licence's fields, in their order.
macro_rules! licence_fields {
    () => {
        "name, kind, organisation, system, supplier, agreement, user_group, bought, in_use, counted_on, cost_ore, \
         valid_from, valid_to, responsible, notes"
    };
}

/// Those of which somebody has to be told; who sees to one, only while they may read it.
macro_rules! due {
    () => {
        concat!(
            "SELECT s.id, s.name, s.valid_to, s.system, CASE WHEN ",
            access::may_row!("s.id", "'agreements.read'", "s.responsible", "?2"),
            " THEN s.responsible END FROM @licence AS s WHERE s.valid_to >= ?2 AND s.valid_to <= ?3"
        )
    };
}

statements! {
    LICENCES_BY_ID = concat!("SELECT id, revision, ", licence_fields!(), " FROM @licence AS s WHERE id IN ({ids})");
    SAVE_LICENCE = concat!("INSERT INTO licence (tenant_id, id, revision, updated_at, sort_key, ", licence_fields!(),
        ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20) \
        ON CONFLICT (tenant_id, id) DO UPDATE SET revision = excluded.revision, updated_at = excluded.updated_at, \
        sort_key = excluded.sort_key, name = excluded.name, kind = excluded.kind, \
        organisation = excluded.organisation, system = excluded.system, supplier = excluded.supplier, \
        agreement = excluded.agreement, user_group = excluded.user_group, bought = excluded.bought, \
        in_use = excluded.in_use, counted_on = excluded.counted_on, cost_ore = excluded.cost_ore, \
        valid_from = excluded.valid_from, valid_to = excluded.valid_to, responsible = excluded.responsible, \
        notes = excluded.notes");
    LICENCES_AFTER = "SELECT s.id FROM @licence AS s WHERE s.id > ?2 ORDER BY s.id LIMIT ?3";
    LICENCES_AT = "SELECT s.organisation, s.id, s.name FROM @licence AS s WHERE s.organisation IN ({ids}) \
        ORDER BY s.name, s.id";
    LICENCES_OF_SYSTEMS = "SELECT s.id FROM @licence AS s WHERE s.system IN ({ids}) ORDER BY s.id";
    PLACES_OF_LICENCES = "SELECT s.id, s.organisation, s.system FROM @licence AS s WHERE s.id IN ({ids})";
    SEEN_TO_BY = "SELECT s.id, s.name FROM @licence AS s WHERE s.responsible = ?2 \
        AND (s.valid_to IS NULL OR s.valid_to >= ?3) ORDER BY s.sort_key, s.id";
    LICENCES_DUE = concat!(due!(), " ORDER BY s.id LIMIT 100000");
    LICENCES_DUE_SEEN_TO_BY = concat!(due!(), " AND s.responsible IN ({ids}) ORDER BY s.id");
    LICENCES_DUE_OF_SYSTEMS = concat!(due!(), " AND s.system IN ({ids}) ORDER BY s.id");
}

impl FromRow for Licence {
    fn from_row(row: &Row) -> Result<Self> {
        let mut licence = Self { id: row.get(0)?, revision: row.get(1)?, ..Self::default() };
        columns::fill(&mut licence, row, 2)?;
        Ok(licence)
    }
}

pub(crate) fn licences_by_id(read: &Read, ids: &[Id]) -> Result<Vec<Licence>> {
    read.rows_in(&LICENCES_BY_ID, &[], ids)
}

pub(super) fn write_licence(tx: &mut Tx, licence: &Licence) -> Result<()> {
    let sort_key = texts::sort_key(&licence.name);
    let mut row: Vec<Value> = values![licence.id, licence.revision, tx.instant(), sort_key].into();
    row.extend(columns::values_of(licence));
    tx.execute(&SAVE_LICENCE, &row).map(|_| ())
}

/// Ids of licences after one, in order.
pub(crate) fn licences_after(read: &Read, after: Option<Id>, most: i64) -> Result<Vec<Id>> {
    let after = after.unwrap_or(Id::from_bytes([0; 16]));
    Ok(read.rows::<(Id,)>(&LICENCES_AFTER, &values![after, most])?.into_iter().map(|(id,)| id).collect())
}

/// A licence with the organisation that has it, by its name.
pub(crate) type LicenceAt = (Id, Id, String);

/// The licences that some organisations have.
pub(crate) fn licences_at(read: &Read, organisations: &[Id]) -> Result<Vec<LicenceAt>> {
    read.rows_in(&LICENCES_AT, &[], organisations)
}

/// The licences of some systems.
pub(crate) fn licences_of_systems(read: &Read, systems: &[Id]) -> Result<Vec<Id>> {
    Ok(read.rows_in::<(Id,)>(&LICENCES_OF_SYSTEMS, &[], systems)?.into_iter().map(|(id,)| id).collect())
}

/// The organisation and the system of each of some licences.
pub(crate) fn places_of_licences(read: &Read, ids: &[Id]) -> Result<Vec<(Id, Id, Option<Id>)>> {
    read.rows_in(&PLACES_OF_LICENCES, &[], ids)
}

/// Id and name of the licences that hold and that somebody sees to.
pub(crate) fn licence_names_seen_to_by(read: &Read, person: Id) -> Result<Vec<(Id, String)>> {
    read.rows(&SEEN_TO_BY, &values![person, read.today()])
}

/// A licence that ends.
#[derive(Clone, Debug)]
pub(super) struct Ending {
    pub id: Id,
    pub name: String,
    pub on: Date,
    pub system: Option<Id>,
    /// Who sees to it, where they may read it.
    pub responsible: Option<Id>,
}

impl FromRow for Ending {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            on: row.get(2)?,
            system: row.get(3)?,
            responsible: row.get(4)?,
        })
    }
}

/// Those that end from today until a day: that may concern these people, or all.
pub(super) fn licences_ending(read: &Read, people: Option<&[Id]>, until: Date) -> Result<Vec<Ending>> {
    let values = values![read.today(), until];
    let Some(people) = people else { return read.rows(&LICENCES_DUE, &values) };
    let systems = Vec::from_iter(systems_answered_for(read, people)?);
    let mut found: Vec<Ending> = read.rows_in(&LICENCES_DUE_SEEN_TO_BY, &values, people)?;
    found.extend(read.rows_in::<Ending>(&LICENCES_DUE_OF_SYSTEMS, &values, &systems)?);
    let found: BTreeMap<Id, Ending> = found.into_iter().map(|one| (one.id, one)).collect();
    Ok(found.into_values().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_of_a_licence_has_its_column() {
        assert_eq!(columns::names_of::<Licence>(), licence_fields!());
    }
}
