//! What is noted of an agreement in the log, and which records its demands are judged anew by.

use crate::agreement::{AGREEMENT, Agreement};
use kernel::{Id, Result, Subject};
use register::SYSTEM;
use storage::{AuditEntry, Tx};

/// Notes an event of an agreement. What a deputy does is noted as done for the holder.
pub(crate) fn note(tx: &mut Tx, agreement: &Agreement, entry: AuditEntry) -> Result<()> {
    touch_systems(tx, &agreement.systems);
    let on_behalf_of = organisation::on_behalf_of(tx, agreement.id)?;
    let subject = Some(Subject::new(AGREEMENT, agreement.id));
    tx.audit(&AuditEntry { subject, on_behalf_of, ..entry })
}

/// What an agreement comes to, the systems that it covers are judged by.
pub(crate) fn touch_systems(tx: &mut Tx, systems: &[Id]) {
    for system in systems {
        tx.touch(Subject::new(SYSTEM, *system));
    }
}
