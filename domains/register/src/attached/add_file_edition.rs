//! Brings a file anew: the edition before it is kept.

use super::{Brought, editable_document, note, told, visible_file};
use kernel::{Id, Result};
use storage::{AuditEntry, Tx};

/// Adds an edition to a file and answers its number. Those before it are kept.
///
/// # Errors
/// As for a new file; rejected for one that was withdrawn.
pub fn add_file_edition(tx: &mut Tx, file: Id, brought: &Brought) -> Result<i64> {
    let before = visible_file(tx, file)?;
    let document = editable_document(tx, before.subject.id)?;
    let kept = files::add_edition(tx, &brought.settings, &before, &brought.file)?;
    let changes = storage::changes(&told(&before.edition), &told(&kept.edition));
    note(tx, &document, AuditEntry { action: "file.edition_added", changes, ..AuditEntry::default() })?;
    Ok(kept.edition.number)
}
