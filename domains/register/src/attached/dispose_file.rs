//! Erases the content of a file where the law or a decision demands it. What it was called, who brought it, when, and its hash
//! stay. Swedish: gallring.

use super::{note, told};
use crate::document::Document;
use crate::reason::check_given_reason;
use crate::store;
use files::Edition;
use kernel::{Error, Id, Permission, Result};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use storage::{AuditEntry, Read, Tx};

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

/// Erases the content of an edition for good, by a decision, wherever in the federation it stands. Swedish: gallring.
///
/// # Errors
/// Refused without the permission to erase; rejected without a reason and a decision, or when it is erased already.
pub fn dispose_file(tx: &mut Tx, ask: &DisposeFile) -> Result<()> {
    access::authorise_everywhere(tx, ERASE)?;
    let edition = files::edition(tx, ask.file, ask.edition)?;
    let (reason, decision) = (ask.reason.trim(), ask.decision.trim());
    let objections = [("reason", reason), ("decision", decision)]
        .into_iter()
        .filter_map(|(field, text)| check_given_reason(field, text))
        .collect::<Vec<_>>();
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    let lost = files::dispose(tx, &edition)?;
    for (document, edition) in with_documents(tx, lost)? {
        let entry = AuditEntry {
            action: "file.disposed",
            changes: storage::changes(&told(&edition), &Json::Null),
            reason: Some(reason.to_owned()),
            decision: Some(decision.to_owned()),
            ..AuditEntry::default()
        };
        note(tx, &document, entry)?;
    }
    Ok(())
}

/// The same content may stand at several documents: each tells of it in its history, and is found by its words no longer.
fn with_documents(read: &Read, editions: Vec<Edition>) -> Result<Vec<(Document, Edition)>> {
    let ids: Vec<Id> = editions.iter().map(|edition| edition.file).collect();
    let kept = files::files_of_ids(read, &ids)?;
    let subjects: BTreeMap<Id, Id> = kept.iter().map(|file| (file.id, file.subject.id)).collect();
    let ids: Vec<Id> = subjects.values().copied().collect();
    let documents = store::documents_by_id(read, &ids)?.into_iter();
    let documents: BTreeMap<Id, Document> = documents.map(|document| (document.id, document)).collect();
    let document_of = |edition: &Edition| documents.get(subjects.get(&edition.file)?).cloned();
    let found = |edition: Edition| Ok((document_of(&edition).ok_or(Error::NotFound)?, edition));
    editions.into_iter().map(found).collect()
}
