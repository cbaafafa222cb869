//! What agreements ask of the records around them: systems with their owners and objects, and the names of agreements.

use kernel::{Id, Result};
use storage::{FromRow, Read, Row, statements};

statements! {
    SYSTEMS_NAMED = "SELECT s.id, s.name, s.organisation FROM @system AS s WHERE s.id IN ({ids}) \
        ORDER BY s.sort_key, s.id";
    OBJECTS_OF_SYSTEMS = "SELECT m.system_id, m.object_id FROM @object_system AS m WHERE m.system_id IN ({ids})";
    NAMES_OF_AGREEMENTS = "SELECT a.id, a.name FROM @agreement AS a WHERE a.id IN ({ids})";
}

/// A system that an agreement may cover.
#[derive(Clone, Debug)]
pub(crate) struct SystemNamed {
    pub id: Id,
    pub name: String,
    pub organisation: Id,
}

impl FromRow for SystemNamed {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self { id: row.get(0)?, name: row.get(1)?, organisation: row.get(2)? })
    }
}

/// Systems by their ids, in the order of their names; those that are not there are left out.
pub(crate) fn systems_named(read: &Read, ids: &[Id]) -> Result<Vec<SystemNamed>> {
    read.rows_in(&SYSTEMS_NAMED, &[], ids)
}

/// Pairs of a system and an object that it belongs to.
pub(crate) fn objects_of_systems(read: &Read, systems: &[Id]) -> Result<Vec<(Id, Id)>> {
    read.rows_in(&OBJECTS_OF_SYSTEMS, &[], systems)
}

pub(crate) fn names_of_agreements(read: &Read, ids: &[Id]) -> Result<Vec<(Id, String)>> {
    read.rows_in(&NAMES_OF_AGREEMENTS, &[], ids)
}
