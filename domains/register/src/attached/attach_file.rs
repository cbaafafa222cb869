//! Adds a file to a document.

use super::{Brought, editable_document, note, told};
use crate::document::DOCUMENT;
use kernel::{Id, Result, Subject};
use serde_json::Value as Json;
use storage::{AuditEntry, Tx};

/// Adds a file to a document and answers its id.
///
/// # Errors
/// Not found or refused as for the document itself; rejected where the document is withdrawn, has the file already, or the
/// quota is full.
pub fn attach_file(tx: &mut Tx, document: Id, brought: &Brought) -> Result<Id> {
    let document = editable_document(tx, document)?;
    let subject = Subject::new(DOCUMENT, document.id);
    let kept = files::add(tx, &brought.settings, subject, &brought.file)?;
    let changes = storage::changes(&Json::Null, &told(&kept.edition));
    note(tx, &document, AuditEntry { action: "file.added", changes, ..AuditEntry::default() })?;
    Ok(kept.id)
}
