//! Reads and writes the confirmations of systems.

use crate::confirmation::Confirmation;
use kernel::{Date, Id, Result, Subject};
use std::collections::BTreeMap;
use storage::{FromRow, Read, Row, Tx, statements, values};

/// What people hold today, and what they see to for holders who are away.
macro_rules! held_or_stood_in_for {
    () => {
        "(SELECT r.id, r.person_id, r.role, r.subject_kind, r.subject_id, r.counts_from AS since \
         FROM @role_assignment AS r WHERE r.counts_from <= ?2 AND (r.counts_to IS NULL OR r.counts_to >= ?3) UNION ALL \
         SELECT r.id, r.deputy_id AS person_id, r.role, r.subject_kind, r.subject_id, \
         CASE WHEN r.deputy_from > r.counts_from THEN r.deputy_from ELSE r.counts_from END AS since \
         FROM @role_assignment AS r WHERE r.counts_from <= ?2 AND (r.counts_to IS NULL OR r.counts_to >= ?3) \
         AND (r.deputy_from IS NULL OR r.deputy_from <= ?2) AND (r.deputy_to IS NULL OR r.deputy_to >= ?3) \
         AND (r.deputy_from IS NOT NULL OR r.deputy_to IS NOT NULL OR EXISTS (SELECT 1 FROM @absence AS a \
         WHERE a.person_id = r.person_id AND a.valid_from <= ?2 AND a.valid_to >= ?3))) AS h"
    };
}

statements! {
    CONFIRMATIONS = "SELECT system_id, confirmed_by, confirmed_by_name, confirmed_at, confirmed_on, fingerprint, \
        broken_on FROM @system_confirmation AS k WHERE system_id IN ({ids})";
    ROLES_HELD_BY = concat!(
        "SELECT h.person_id, h.role, h.subject_kind, h.subject_id, h.since FROM ",
        held_or_stood_in_for!(),
        " WHERE h.person_id IN ({ids}) ORDER BY h.since, h.id"
    );
    ROLES_HELD = concat!(
        "SELECT h.person_id, h.role, h.subject_kind, h.subject_id, h.since FROM ",
        held_or_stood_in_for!(),
        " WHERE h.person_id IS NOT NULL ORDER BY h.since, h.id"
    );
    SAVE_CONFIRMATION = "INSERT INTO system_confirmation (tenant_id, system_id, confirmed_by, confirmed_by_name, \
        confirmed_at, confirmed_on, fingerprint, broken_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) \
        ON CONFLICT (tenant_id, system_id) DO UPDATE SET confirmed_by = excluded.confirmed_by, \
        confirmed_by_name = excluded.confirmed_by_name, confirmed_at = excluded.confirmed_at, \
        confirmed_on = excluded.confirmed_on, fingerprint = excluded.fingerprint, \
        broken_on = excluded.broken_on";
}

impl FromRow for Confirmation {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            record: row.get(0)?,
            by: row.get(1)?,
            by_name: row.get(2)?,
            at: row.get(3)?,
            on: row.get(4)?,
            fingerprint: row.get(5)?,
            broken_on: row.get(6)?,
        })
    }
}

/// A role that somebody holds today, or in which they stand in for its holder.
pub(crate) struct RoleHeld {
    pub person: Id,
    pub role: String,
    pub subject: Subject,
    /// The day from which it counts.
    pub since: Date,
}

impl FromRow for RoleHeld {
    fn from_row(row: &Row) -> Result<Self> {
        let subject = Subject { kind: row.get(2)?, id: row.get(3)? };
        Ok(Self { person: row.get(0)?, role: row.get(1)?, subject, since: row.get(4)? })
    }
}

/// What these people hold or stand in for today, or all people.
pub(crate) fn roles_held(read: &Read, people: Option<&[Id]>) -> Result<Vec<RoleHeld>> {
    let today = values![read.today(), read.today()];
    match people {
        Some(people) => read.rows_in(&ROLES_HELD_BY, &today, people),
        None => read.rows(&ROLES_HELD, &today),
    }
}

/// The latest confirmation of each system that has one.
pub(crate) fn confirmations_of(read: &Read, systems: &[Id]) -> Result<BTreeMap<Id, Confirmation>> {
    let found: Vec<Confirmation> = read.rows_in(&CONFIRMATIONS, &[], systems)?;
    Ok(found.into_iter().map(|one| (one.record, one)).collect())
}

/// Writes confirmations, each of its own system.
pub(crate) fn save_confirmations(tx: &mut Tx, confirmations: &[Confirmation]) -> Result<()> {
    let row = |one: &Confirmation| {
        values![one.record, one.by, &one.by_name, one.at, one.on, &one.fingerprint, one.broken_on].into()
    };
    tx.execute_rows(&SAVE_CONFIRMATION, confirmations.iter().map(row).collect()).map(|_| ())
}
