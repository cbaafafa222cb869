//! Reads and writes who uses a system.

use super::systems::ids_in;
use crate::system_use::SystemUse;
use kernel::{Id, Result};
use std::collections::BTreeMap;
use storage::{FromRow, Read, Row, Tx, statements, values};

statements! {
    USES_OF_SYSTEM = "SELECT id, system_id, organisation, unit, number_of_users FROM @system_use AS u \
        WHERE system_id = ?2 ORDER BY id";
    USES_OF_SYSTEMS = "SELECT id, system_id, organisation, unit, number_of_users FROM @system_use AS u \
        WHERE system_id IN ({ids}) ORDER BY id";
    SYSTEMS_USED_BY = "SELECT system_id FROM @system_use AS u WHERE organisation IN ({ids}) ORDER BY system_id";
    UNIT_IN_USE = "SELECT CASE WHEN EXISTS (SELECT 1 FROM @system_use AS u JOIN @unit AS p ON p.id = u.unit \
        WHERE u.unit = ?2 AND u.organisation <> p.organisation_id) THEN 1 ELSE 0 END";
    UNIT_NAMES = "SELECT id, name FROM @unit AS u WHERE id IN ({ids})";
    ADD_USE = "INSERT INTO system_use (tenant_id, id, system_id, organisation, unit, number_of_users) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    COUNT_USERS = "UPDATE system_use SET number_of_users = ?3 WHERE tenant_id = ?1 AND id = ?2";
    REMOVE_USE = "DELETE FROM system_use WHERE tenant_id = ?1 AND id = ?2";
}

/// A use with its own id and that of its system.
pub(crate) struct KeptUse {
    pub id: Id,
    pub system: Id,
    pub system_use: SystemUse,
}

impl FromRow for KeptUse {
    fn from_row(row: &Row) -> Result<Self> {
        let system_use =
            SystemUse { organisation: row.get(2)?, unit: row.get(3)?, number_of_users: row.get(4)? };
        Ok(Self { id: row.get(0)?, system: row.get(1)?, system_use })
    }
}

pub(crate) fn uses_of(read: &Read, system: Id) -> Result<Vec<KeptUse>> {
    read.rows(&USES_OF_SYSTEM, &values![system])
}

/// The uses of many systems, each under its system.
pub(crate) fn uses_of_systems(read: &Read, systems: &[Id]) -> Result<BTreeMap<Id, Vec<SystemUse>>> {
    let mut uses: BTreeMap<Id, Vec<SystemUse>> = BTreeMap::new();
    for kept in read.rows_in::<KeptUse>(&USES_OF_SYSTEMS, &[], systems)? {
        uses.entry(kept.system).or_default().push(kept.system_use);
    }
    Ok(uses)
}

/// The systems that some organisations use; one of them as often as it is used.
pub(crate) fn systems_used_by(read: &Read, organisations: &[Id]) -> Result<Vec<Id>> {
    ids_in(read, &SYSTEMS_USED_BY, organisations)
}

/// Whether a system is used at a unit in another organisation than the unit now lies in.
pub(crate) fn is_unit_in_use(read: &Read, unit: Id) -> Result<bool> {
    Ok(read.count(&UNIT_IN_USE, &values![unit])? > 0)
}

/// The names of the units that use a system.
pub(crate) fn unit_names(read: &Read, units: &[Id]) -> Result<BTreeMap<Id, String>> {
    Ok(read.rows_in::<(Id, String)>(&UNIT_NAMES, &[], units)?.into_iter().collect())
}

/// Replaces the uses of a system; what stays the same is left alone.
pub(crate) fn replace_uses(tx: &mut Tx, system: Id, wanted: &[SystemUse]) -> Result<()> {
    let is_at_same_place = |kept: &KeptUse, wanted: &SystemUse| {
        (kept.system_use.organisation, kept.system_use.unit) == (wanted.organisation, wanted.unit)
    };
    let kept = uses_of(tx, system)?;
    for old in kept.iter().filter(|old| !wanted.iter().any(|new| is_at_same_place(old, new))) {
        tx.execute(&REMOVE_USE, &values![old.id])?;
    }
    for new in wanted {
        match kept.iter().find(|old| is_at_same_place(old, new)) {
            None => add_use(tx, system, new)?,
            Some(old) if old.system_use.number_of_users != new.number_of_users => {
                tx.execute(&COUNT_USERS, &values![old.id, new.number_of_users])?;
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// A use at a place where there was none.
pub(crate) fn add_use(tx: &mut Tx, system: Id, new: &SystemUse) -> Result<()> {
    add_uses(tx, &[(system, new)])
}

/// Uses of systems at places where there were none.
pub(crate) fn add_uses(tx: &mut Tx, uses: &[(Id, &SystemUse)]) -> Result<()> {
    let row = |(system, new): &(Id, &SystemUse)| {
        values![Id::new(), *system, new.organisation, new.unit, new.number_of_users].to_vec()
    };
    tx.execute_rows(&ADD_USE, uses.iter().map(row).collect()).map(|_| ())
}
