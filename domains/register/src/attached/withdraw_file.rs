//! Withdraws a file: it no longer holds, but what it said and when stays on record.

use super::{note, visible_file};
use crate::EDIT_DOCUMENTS;
use crate::reason::check_given_reason;
use crate::visible::visible_document;
use kernel::{Error, Id, Result};
use serde_json::{Value as Json, json};
use storage::{AuditEntry, Tx};

/// Which file is withdrawn, and why.
#[derive(Clone, Debug)]
pub struct WithdrawFile {
    pub file: Id,
    /// The revision that the asker saw; none where nobody looked.
    pub revision: Option<i64>,
    pub reason: String,
}

/// Withdraws a file from today, for a reason.
///
/// # Errors
/// Not found or refused as for the document; stale; rejected without a reason or when it is withdrawn already.
pub fn withdraw_file(tx: &mut Tx, ask: &WithdrawFile) -> Result<()> {
    let before = visible_file(tx, ask.file)?;
    let document = visible_document(tx, before.subject.id)?;
    access::authorise(tx, EDIT_DOCUMENTS, document.subject.id)?;
    if ask.revision.is_some_and(|revision| revision != before.revision) {
        return Err(Error::stale());
    }
    let reason = ask.reason.trim();
    let objections = Vec::from_iter(check_given_reason("reason", reason));
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    files::withdraw(tx, &before, reason)?;
    let changes = storage::changes(&json!({ "name": before.edition.name }), &Json::Null);
    let reason = Some(reason.to_owned());
    note(tx, &document, AuditEntry { action: "file.withdrawn", changes, reason, ..AuditEntry::default() })
}
