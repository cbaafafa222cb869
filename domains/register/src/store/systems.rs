//! Reads and writes systems.

use super::entities::{CommonSystem, common_systems_of, entities_of};
use crate::system::{SYSTEM, System};
use kernel::{Id, Result};
use organisation::{with_custom, with_custom_of_each};
use std::collections::{BTreeMap, BTreeSet};
use storage::{FromRow, Read, Row, Statement, Tx, Value, columns, statements, values};

/// The columns of a system's fields, in their order.
macro_rules! system_fields {
    () => {
        "name, short_description, kind, local_number, organisation, category, common_system, business_areas, size, \
         importance, personal_data, sensitive_data, operation_form, technical_management, business_management, \
         supplier, has_integrations, service_address, lifecycle_state, idea_from, procurement_from, \
         introduction_from, in_operation_from, phase_out_from, retired_from, notes"
    };
}

statements! {
    SYSTEM_BY_ID = concat!("SELECT id, revision, ", system_fields!(), " FROM @system AS s WHERE id = ?2");
    SYSTEMS_BY_ID = concat!("SELECT id, revision, ", system_fields!(), " FROM @system AS s WHERE id IN ({ids})");
    INSERT_SYSTEM = concat!("INSERT INTO system (tenant_id, id, revision, updated_at, sort_key, ", system_fields!(),
        ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, \
        ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31) ON CONFLICT (tenant_id, id) DO UPDATE SET \
        revision = excluded.revision, updated_at = excluded.updated_at, sort_key = excluded.sort_key, \
        name = excluded.name, short_description = excluded.short_description, kind = excluded.kind, \
        local_number = excluded.local_number, organisation = excluded.organisation, category = excluded.category, \
        common_system = excluded.common_system, business_areas = excluded.business_areas, size = excluded.size, \
        importance = excluded.importance, personal_data = excluded.personal_data, \
        sensitive_data = excluded.sensitive_data, operation_form = excluded.operation_form, \
        technical_management = excluded.technical_management, business_management = excluded.business_management, \
        supplier = excluded.supplier, has_integrations = excluded.has_integrations, \
        service_address = excluded.service_address, lifecycle_state = excluded.lifecycle_state, \
        idea_from = excluded.idea_from, procurement_from = excluded.procurement_from, \
        introduction_from = excluded.introduction_from, in_operation_from = excluded.in_operation_from, \
        phase_out_from = excluded.phase_out_from, retired_from = excluded.retired_from, notes = excluded.notes");
    SYSTEM_NAMES = "SELECT id, name FROM @system AS s WHERE id IN ({ids})";
    SYSTEMS_AFTER = "SELECT id FROM @system AS s WHERE id > ?2 ORDER BY id LIMIT ?3";
    SYSTEMS_OWNED_BY = "SELECT id FROM @system AS s WHERE organisation IN ({ids}) ORDER BY id";
    EVERY_COMMON_SYSTEM = "SELECT id, common_system FROM @system AS s WHERE common_system IS NOT NULL ORDER BY id";
    LOCAL_NUMBERS_AT = "SELECT id, organisation, local_number FROM @system AS s WHERE organisation IN ({ids}) \
        AND local_number <> ''";
}

impl FromRow for System {
    fn from_row(row: &Row) -> Result<Self> {
        let mut system = Self { id: row.get(0)?, revision: row.get(1)?, ..Self::default() };
        columns::fill(&mut system, row, 2)?;
        Ok(system)
    }
}

pub(crate) fn find_system(read: &Read, id: Id) -> Result<Option<System>> {
    let found = read.one(&SYSTEM_BY_ID, &values![id])?;
    found.map(|found| with_custom(read, SYSTEM, id, found)).transpose()
}

pub(crate) fn systems_by_id(read: &Read, ids: &[Id]) -> Result<Vec<System>> {
    let found = read.rows_in(&SYSTEMS_BY_ID, &[], ids)?;
    with_custom_of_each(read, SYSTEM, found, |one: &System| one.id)
}

/// Writes a new or changed system, with the revision that it carries.
pub(crate) fn save_system(tx: &mut Tx, system: &System) -> Result<()> {
    save_systems(tx, std::slice::from_ref(system))
}

/// Writes many systems, each of them once.
pub(crate) fn save_systems(tx: &mut Tx, systems: &[System]) -> Result<()> {
    let instant = tx.instant();
    let row = |system: &System| {
        let mut values: Vec<Value> =
            values![system.id, system.revision, instant, texts::sort_key(&system.name)].into();
        values.extend(columns::values_of(system));
        values
    };
    tx.execute_rows(&INSERT_SYSTEM, systems.iter().map(row).collect()).map(|_| ())
}

/// The names of systems, for what points at them.
pub(crate) fn system_names(read: &Read, ids: &[Id]) -> Result<BTreeMap<Id, String>> {
    Ok(read.rows_in::<(Id, String)>(&SYSTEM_NAMES, &[], ids)?.into_iter().collect())
}

/// The systems that are the same common systems as some systems, each in its owner's legal entity: each tells of the
/// others.
pub(crate) fn same_common_systems(read: &Read, systems: &[&System]) -> Result<Vec<Id>> {
    let common = || systems.iter().filter(|system| !system.common_system.is_empty());
    let owners: Vec<Id> = common().filter_map(|system| system.organisation).collect();
    let entities = entities_of(read, &owners)?;
    let kind = |system: &&&System| {
        let entity = entities.get(&system.organisation?)?;
        Some((*entity, system.common_system.clone()))
    };
    let kinds: BTreeSet<(Id, String)> = common().filter_map(|system| kind(&system)).collect();
    let wanted: BTreeSet<Id> = kinds.iter().map(|(entity, _)| *entity).collect();
    let all = common_systems_of(read, &Vec::from_iter(wanted))?.into_iter();
    let is_same = |one: &CommonSystem| kinds.contains(&(one.entity, one.common_system.clone()));
    Ok(all.filter(is_same).map(|one| one.id).collect())
}

/// Ids of systems after one, in order.
pub(crate) fn systems_after(read: &Read, after: Option<Id>, limit: i64) -> Result<Vec<Id>> {
    let after = after.unwrap_or(Id::from_bytes([0; 16]));
    Ok(read.rows::<(Id,)>(&SYSTEMS_AFTER, &values![after, limit])?.into_iter().map(|(id,)| id).collect())
}

/// The systems of some organisations.
pub(crate) fn systems_owned_by(read: &Read, organisations: &[Id]) -> Result<Vec<Id>> {
    ids_in(read, &SYSTEMS_OWNED_BY, organisations)
}

/// Every system that is a common one, with which.
pub(crate) fn every_common_system(read: &Read) -> Result<Vec<(Id, String)>> {
    read.rows(&EVERY_COMMON_SYSTEM, &[])
}

/// The ids that a statement finds for some others.
pub(super) fn ids_in(read: &Read, statement: &Statement, ids: &[Id]) -> Result<Vec<Id>> {
    Ok(read.rows_in::<(Id,)>(statement, &[], ids)?.into_iter().map(|(id,)| id).collect())
}

/// Id, owner and local number of the systems of some organisations that have one.
pub(crate) fn local_numbers_at(read: &Read, organisations: &[Id]) -> Result<Vec<(Id, Id, String)>> {
    read.rows_in(&LOCAL_NUMBERS_AT, &[], organisations)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_a_system_has_its_column_in_order() {
        assert_eq!(columns::names_of::<System>(), system_fields!());
    }
}
