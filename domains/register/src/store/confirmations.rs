//! Reads and writes the confirmations of systems.

use crate::confirmation::Confirmation;
use kernel::{Id, Result};
use std::collections::BTreeMap;
use storage::{FromRow, Read, Row, Tx, statements, values};

statements! {
    CONFIRMATIONS = "SELECT system_id, confirmed_by, confirmed_by_name, confirmed_at, confirmed_on, fingerprint \
        FROM @system_confirmation AS k WHERE system_id IN ({ids})";
    SAVE_CONFIRMATION = "INSERT INTO system_confirmation (tenant_id, system_id, confirmed_by, confirmed_by_name, \
        confirmed_at, confirmed_on, fingerprint) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
        ON CONFLICT (tenant_id, system_id) DO UPDATE SET confirmed_by = excluded.confirmed_by, \
        confirmed_by_name = excluded.confirmed_by_name, confirmed_at = excluded.confirmed_at, \
        confirmed_on = excluded.confirmed_on, fingerprint = excluded.fingerprint";
}

impl FromRow for Confirmation {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            system: row.get(0)?,
            by: row.get(1)?,
            by_name: row.get(2)?,
            at: row.get(3)?,
            on: row.get(4)?,
            fingerprint: row.get(5)?,
        })
    }
}

/// The latest confirmation of each system that has one.
pub(crate) fn confirmations_of(read: &Read, systems: &[Id]) -> Result<BTreeMap<Id, Confirmation>> {
    let found: Vec<Confirmation> = read.rows_in(&CONFIRMATIONS, &[], systems)?;
    Ok(found.into_iter().map(|one| (one.system, one)).collect())
}

/// Writes confirmations, each of its own system.
pub(crate) fn save_confirmations(tx: &mut Tx, confirmations: &[Confirmation]) -> Result<()> {
    let row = |one: &Confirmation| {
        values![one.system, one.by, &one.by_name, one.at, one.on, &one.fingerprint].into()
    };
    tx.execute_rows(&SAVE_CONFIRMATION, confirmations.iter().map(row).collect()).map(|_| ())
}
