//! Writes down that a file with a virus was turned away, at the document that it was meant for.

use super::{editable_document, note};
use kernel::{Id, Result};
use serde_json::{Value as Json, json};
use storage::{AuditEntry, Tx};

/// Writes down that a file with a virus was turned away.
///
/// # Errors
/// Not found or refused as for the document.
pub fn note_infected_file(tx: &mut Tx, document: Id, name: &str, virus: &str) -> Result<()> {
    let document = editable_document(tx, document)?;
    let told = json!({ "name": files::safe_name(name), "virus": virus });
    let changes = storage::changes(&Json::Null, &told);
    note(tx, &document, AuditEntry { action: "file.infected", changes, ..AuditEntry::default() })
}
