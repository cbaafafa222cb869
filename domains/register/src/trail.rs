//! How the verbs of this room write what they did.

use crate::change_notice::ChangeNotice;
use kernel::{Id, Result};
use serde_json::{Value as Json, json};
use storage::{AuditEntry, Tx};

/// Writes an event. What a deputy does at a record is noted as done for the holder.
pub(crate) fn audit(tx: &mut Tx, at: Id, entry: AuditEntry) -> Result<()> {
    let on_behalf_of = organisation::on_behalf_of(tx, at)?;
    audit_for(tx, entry, on_behalf_of)
}

/// The same for what a notice told of: the event names who sent it, and why.
pub(crate) fn audit_as_told(
    tx: &mut Tx,
    (at, told): (Id, Option<&ChangeNotice>),
    entry: AuditEntry,
) -> Result<()> {
    let Some(notice) = told else { return audit(tx, at, entry) };
    let mut entry = AuditEntry { reason: Some(notice.reason.clone()), ..entry };
    entry.changes.insert("change_notice".to_owned(), json!([Json::Null, notice.sent_by_name]));
    audit(tx, at, entry)
}

/// The same where it is known already for whom the actor stands in.
pub(crate) fn audit_for(tx: &mut Tx, entry: AuditEntry, on_behalf_of: Option<String>) -> Result<()> {
    let mut entry = entry;
    // An empty list of a new record says nothing.
    entry.changes.retain(|_, sides| !(sides[0].is_null() && sides[1] == Json::Array(Vec::new())));
    tx.audit(&AuditEntry { on_behalf_of, ..entry })
}
