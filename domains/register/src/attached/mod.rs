//! Files on documents. Who may read the document reads its files; who edits documents there brings them, and withdraws them.

mod add_file_edition;
mod attach_file;
mod dispose_file;
mod note_infected_file;
mod withdraw_file;

pub use add_file_edition::add_file_edition;
pub use attach_file::attach_file;
pub use dispose_file::{DisposeFile, dispose_file};
pub use note_infected_file::note_infected_file;
pub use withdraw_file::{WithdrawFile, withdraw_file};

use crate::EDIT_DOCUMENTS;
use crate::confirm_documents::carry_document_confirmations;
use crate::document::{DOCUMENT, Document};
use crate::trail::audit;
use crate::visible::visible_document;
use files::{Edition, Examined, KeptFile, Settings};
use kernel::{Error, Id, Result, Subject};
use serde_json::{Value as Json, json};
use storage::{AuditEntry, Read, Tx};

/// A file and the limits that it must keep.
#[derive(Clone, Debug)]
pub struct Brought {
    pub file: Examined,
    pub settings: Settings,
}

/// A file of a document that the actor may read.
///
/// # Errors
/// [`Error::NotFound`] for others.
pub fn visible_file(read: &Read, id: Id) -> Result<KeptFile> {
    let file = files::file(read, id)?;
    if !file.subject.is(DOCUMENT) {
        return Err(Error::NotFound);
    }
    visible_document(read, file.subject.id)?;
    Ok(file)
}

/// The files of a document, those that hold first.
///
/// # Errors
/// When the database fails.
pub(crate) fn files_of(read: &Read, document: Id) -> Result<Vec<KeptFile>> {
    let mut kept = files::files_of_subjects(read, &[document])?;
    kept.sort_by_key(|file| file.withdrawn.is_some());
    Ok(kept)
}

/// Files follow their document: one that is withdrawn gets no more.
fn editable_document(tx: &Tx, id: Id) -> Result<Document> {
    let document = visible_document(tx, id)?;
    access::authorise(tx, EDIT_DOCUMENTS, document.subject.id)?;
    if document.withdrawn.is_some() {
        return Err(Error::rejected("", "register-objection-withdrawn"));
    }
    Ok(document)
}

fn told(edition: &Edition) -> Json {
    json!({ "name": edition.name, "number": edition.number, "sha256": edition.sha256 })
}

/// The event stands in the history of the document, whose files it has: what it says may be another, too.
fn note(tx: &mut Tx, document: &Document, entry: AuditEntry) -> Result<()> {
    let subject = Subject::new(DOCUMENT, document.id);
    audit(tx, document.subject.id, AuditEntry { subject: Some(subject.clone()), ..entry })?;
    tx.touch(subject);
    carry_document_confirmations(tx, &[document.id])
}
