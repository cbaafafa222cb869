//! How the verbs of this room write what they did.

use kernel::{Id, Result};
use serde_json::Value as Json;
use storage::{AuditEntry, Tx};

/// Writes an event. What a deputy does at a record is noted as done for the holder.
pub(crate) fn audit(tx: &mut Tx, at: Id, entry: AuditEntry) -> Result<()> {
    let on_behalf_of = organisation::on_behalf_of(tx, at)?;
    audit_for(tx, entry, on_behalf_of)
}

/// The same where it is known already for whom the actor stands in.
pub(crate) fn audit_for(tx: &mut Tx, entry: AuditEntry, on_behalf_of: Option<String>) -> Result<()> {
    let mut entry = entry;
    // An empty list of a new record says nothing.
    entry.changes.retain(|_, sides| !(sides[0].is_null() && sides[1] == Json::Array(Vec::new())));
    tx.audit(&AuditEntry { on_behalf_of, ..entry })
}
