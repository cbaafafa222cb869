//! Erases the content of a file where the law or a decision demands it. What it was called, who brought it, when, and its hash
//! stay. Swedish: gallring.

use super::{check_reason, note, told};
use crate::store;
use kernel::{Error, Id, Permission, Result};
use serde_json::Value as Json;
use storage::{AuditEntry, Tx};

/// The same permission as to erase what the audit log says.
const ERASE: Permission = Permission("audit.erase");

/// Which edition of which file is erased, why, and by which decision.
#[derive(Clone, Debug)]
pub struct DisposeFile {
    pub file: Id,
    pub edition: i64,
    pub reason: String,
    /// Such as a paragraph of minutes or of the records plan.
    pub decision: String,
}

/// Erases the content of an edition for good, by a decision. Swedish: gallring.
///
/// # Errors
/// Refused without the permission to erase; rejected without a reason and a decision, or when it is erased already.
pub fn dispose_file(tx: &mut Tx, ask: &DisposeFile) -> Result<()> {
    access::authorise_everywhere(tx, ERASE)?;
    let kept = files::file(tx, ask.file)?;
    let edition = files::edition(tx, ask.file, ask.edition)?;
    let document = store::find_document(tx, kept.subject.id)?.ok_or(Error::NotFound)?;
    let (reason, decision) = (ask.reason.trim(), ask.decision.trim());
    let objections = [check_reason("reason", reason), check_reason("decision", decision)].concat();
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    files::dispose(tx, &edition)?;
    let entry = AuditEntry {
        action: "file.disposed",
        changes: storage::changes(&told(&edition), &Json::Null),
        reason: Some(reason.to_owned()),
        decision: Some(decision.to_owned()),
        ..AuditEntry::default()
    };
    note(tx, &document, entry)
}
