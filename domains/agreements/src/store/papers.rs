//! Reads and writes which documents belong to an agreement.

use kernel::{Id, Result};
use std::collections::{BTreeMap, BTreeSet};
use storage::{FromRow, Read, Row, Tx, statements, values};

macro_rules! named {
    () => {
        "SELECT d.id, d.name, d.subject_id FROM @document AS d WHERE "
    };
}

statements! {
    DOCUMENTS_OF = "SELECT m.agreement_id, m.document_id FROM @agreement_document AS m \
        WHERE m.agreement_id IN ({ids}) ORDER BY m.document_id";
    ADD_DOCUMENT = "INSERT INTO agreement_document (tenant_id, agreement_id, document_id) VALUES (?1, ?2, ?3) \
        ON CONFLICT DO NOTHING";
    REMOVE_DOCUMENT = "DELETE FROM agreement_document WHERE tenant_id = ?1 AND agreement_id = ?2 AND document_id = ?3";
    DOCUMENTS_NAMED = concat!(named!(), "d.id IN ({ids}) ORDER BY d.name, d.id");
    DOCUMENTS_AT = concat!(named!(), "d.withdrawn_on IS NULL AND d.subject_id IN ({ids}) ORDER BY d.name, d.id LIMIT 100");
}

/// A document that may belong to an agreement.
#[derive(Clone, Debug)]
pub(crate) struct DocumentNamed {
    pub id: Id,
    pub name: String,
    /// The system, object or organisation that it is about, which decides who sees it.
    pub subject: Id,
}

impl FromRow for DocumentNamed {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self { id: row.get(0)?, name: row.get(1)?, subject: row.get(2)? })
    }
}

/// The documents of each of some agreements, by their ids.
pub(super) fn documents_of_agreements(read: &Read, ids: &[Id]) -> Result<BTreeMap<Id, Vec<Id>>> {
    let mut found: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for (agreement, document) in read.rows_in::<(Id, Id)>(&DOCUMENTS_OF, &[], ids)? {
        found.entry(agreement).or_default().push(document);
    }
    for documents in found.values_mut() {
        documents.sort_unstable();
    }
    Ok(found)
}

pub(super) fn keep_documents(
    tx: &mut Tx,
    agreement: Id,
    before: &BTreeSet<Id>,
    after: &BTreeSet<Id>,
) -> Result<()> {
    for document in before.difference(after) {
        tx.execute(&REMOVE_DOCUMENT, &values![agreement, *document])?;
    }
    let pair = |document: &Id| values![agreement, *document].to_vec();
    tx.execute_rows(&ADD_DOCUMENT, after.difference(before).map(pair).collect()).map(|_| ())
}

/// Documents by their ids, in the order of their names; those that are not there are left out.
pub(crate) fn documents_named(read: &Read, ids: &[Id]) -> Result<Vec<DocumentNamed>> {
    read.rows_in(&DOCUMENTS_NAMED, &[], ids)
}

/// The documents that hold of some systems and organisations, as far as a form offers them.
pub(crate) fn documents_at(read: &Read, subjects: &[Id]) -> Result<Vec<DocumentNamed>> {
    read.rows_in(&DOCUMENTS_AT, &[], subjects)
}
