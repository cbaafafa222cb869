//! Reads and writes management objects and which systems belong to them.

use super::systems::ids_in;
use crate::managed_object::{ManagedObject, OBJECT};
use kernel::{Id, Result};
use organisation::{with_custom, with_custom_of_each};
use std::collections::BTreeMap;
use storage::{FromRow, Read, Row, Tx, Value, columns, statements, values};

macro_rules! object_fields {
    () => {
        "name, description, kind, organisation, grouping_basis, business_areas"
    };
}

statements! {
    OBJECT_BY_ID = concat!("SELECT id, revision, ", object_fields!(), " FROM @managed_object AS o WHERE id = ?2");
    OBJECTS_BY_ID = concat!("SELECT id, revision, ", object_fields!(), " FROM @managed_object AS o WHERE id IN ({ids})");
    INSERT_OBJECT = concat!("INSERT INTO managed_object (tenant_id, id, revision, updated_at, sort_key, ",
        object_fields!(), ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) \
        ON CONFLICT (tenant_id, id) DO UPDATE SET revision = excluded.revision, updated_at = excluded.updated_at, \
        sort_key = excluded.sort_key, name = excluded.name, description = excluded.description, \
        kind = excluded.kind, organisation = excluded.organisation, grouping_basis = excluded.grouping_basis, \
        business_areas = excluded.business_areas");
    OBJECTS_AFTER = "SELECT id FROM @managed_object AS o WHERE id > ?2 ORDER BY id LIMIT ?3";
    OBJECTS_OWNED_BY = "SELECT id FROM @managed_object AS o WHERE organisation IN ({ids}) ORDER BY id";
    OBJECT_NAMES = "SELECT id, name FROM @managed_object AS o WHERE id IN ({ids})";
    SYSTEMS_OF_OBJECT = "SELECT os.system_id FROM @object_system AS os JOIN @system AS s ON s.id = os.system_id \
        WHERE os.object_id = ?2 ORDER BY s.sort_key, s.id";
    SYSTEMS_OF_OBJECTS = "SELECT object_id, system_id FROM @object_system AS m WHERE object_id IN ({ids})";
    OBJECTS_OF_SYSTEMS = "SELECT os.system_id, o.id, o.name, o.kind FROM @object_system AS os \
        JOIN @managed_object AS o ON o.id = os.object_id WHERE os.system_id IN ({ids}) ORDER BY o.sort_key, o.id";
    ADD_SYSTEM = "INSERT INTO object_system (tenant_id, object_id, system_id) VALUES (?1, ?2, ?3) \
        ON CONFLICT DO NOTHING";
    REMOVE_SYSTEM = "DELETE FROM object_system WHERE tenant_id = ?1 AND object_id = ?2 AND system_id = ?3";
}

impl FromRow for ManagedObject {
    fn from_row(row: &Row) -> Result<Self> {
        let mut object = Self { id: row.get(0)?, revision: row.get(1)?, ..Self::default() };
        columns::fill(&mut object, row, 2)?;
        Ok(object)
    }
}

/// An object that a system belongs to, seen from the system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    pub system: Id,
    pub object: Id,
    pub name: String,
    /// The pack's kind of object.
    pub kind: String,
}

impl FromRow for Membership {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self { system: row.get(0)?, object: row.get(1)?, name: row.get(2)?, kind: row.get(3)? })
    }
}

pub(crate) fn find_object(read: &Read, id: Id) -> Result<Option<ManagedObject>> {
    let found = read.one(&OBJECT_BY_ID, &values![id])?;
    found.map(|found| with_custom(read, OBJECT, id, found)).transpose()
}

pub(crate) fn objects_by_id(read: &Read, ids: &[Id]) -> Result<Vec<ManagedObject>> {
    let found = read.rows_in(&OBJECTS_BY_ID, &[], ids)?;
    with_custom_of_each(read, OBJECT, found, |one: &ManagedObject| one.id)
}

/// Writes new and changed objects, each of them once.
pub(crate) fn put_objects(tx: &mut Tx, objects: &[ManagedObject]) -> Result<()> {
    let instant = tx.instant();
    let row = |object: &ManagedObject| {
        let mut values: Vec<Value> =
            values![object.id, object.revision, instant, texts::sort_key(&object.name)].into();
        values.extend(columns::values_of(object));
        values
    };
    tx.execute_rows(&INSERT_OBJECT, objects.iter().map(row).collect()).map(|_| ())
}

/// The objects of some organisations.
pub(crate) fn objects_owned_by(read: &Read, organisations: &[Id]) -> Result<Vec<Id>> {
    ids_in(read, &OBJECTS_OWNED_BY, organisations)
}

/// Ids of objects after one, in order.
pub(crate) fn objects_after(read: &Read, after: Option<Id>, limit: i64) -> Result<Vec<Id>> {
    let after = after.unwrap_or(Id::from_bytes([0; 16]));
    Ok(read.rows::<(Id,)>(&OBJECTS_AFTER, &values![after, limit])?.into_iter().map(|(id,)| id).collect())
}

pub(crate) fn object_names(read: &Read, ids: &[Id]) -> Result<BTreeMap<Id, String>> {
    Ok(read.rows_in::<(Id, String)>(&OBJECT_NAMES, &[], ids)?.into_iter().collect())
}

/// The systems of an object, by name.
pub(crate) fn systems_of_object(read: &Read, object: Id) -> Result<Vec<Id>> {
    Ok(read.rows::<(Id,)>(&SYSTEMS_OF_OBJECT, &values![object])?.into_iter().map(|(id,)| id).collect())
}

/// Pairs of object and system.
pub(crate) fn systems_of_objects(read: &Read, objects: &[Id]) -> Result<Vec<(Id, Id)>> {
    read.rows_in(&SYSTEMS_OF_OBJECTS, &[], objects)
}

/// The objects that systems belong to, by name.
pub(crate) fn objects_of_systems(read: &Read, systems: &[Id]) -> Result<Vec<Membership>> {
    read.rows_in(&OBJECTS_OF_SYSTEMS, &[], systems)
}

pub(crate) fn add_systems_to_object(tx: &mut Tx, object: Id, systems: &[Id]) -> Result<()> {
    let row = |system: &Id| values![object, *system].to_vec();
    tx.execute_rows(&ADD_SYSTEM, systems.iter().map(row).collect()).map(|_| ())
}

pub(crate) fn remove_system_from_object(tx: &mut Tx, object: Id, system: Id) -> Result<()> {
    tx.execute(&REMOVE_SYSTEM, &values![object, system]).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_an_object_has_its_column_in_order() {
        assert_eq!(columns::names_of::<ManagedObject>(), object_fields!());
    }
}
