//! Registers documents about systems, objects and organisations, and gives them their numbers.

use crate::check_document::{check_document, number_form};
use crate::document::{DOCUMENT, Document};
use crate::numbering::{counting_year, next_number};
use crate::references::{UNKNOWN, unknown_people};
use crate::touched::touch_subjects;
use crate::trail::{Occasion, audit_each};
use crate::visible::demand_visible_subjects;
use crate::{EDIT_DOCUMENTS, store};
use kernel::{Error, Id, Objection, Result, Subject};
use organisation::{save_custom_of_each, wrong_custom_of_each};
use policy::Pack;
use std::collections::BTreeSet;
use storage::{AuditEntry, Tx};

/// Registers a document and answers its id. A number that it brings along is kept; else a type that the pack numbers
/// gets the next one of the year.
///
/// # Errors
/// Not found for a subject that the actor may not see; refused without permission there; rejected where a field or the
/// guideline says no.
pub fn register_document(tx: &mut Tx, document: Document) -> Result<Id> {
    let id = document.id;
    register_documents(tx, vec![document])?;
    Ok(id)
}

/// Registers many documents, all or none, asking and writing as a set; only numbers are given one by one.
///
/// # Errors
/// As [`register_document`], of the first document that has one.
pub fn register_documents(tx: &mut Tx, documents: Vec<Document>) -> Result<()> {
    let new = |document| Document { revision: 1, withdrawn: None, written: None, ..document };
    let documents: Vec<Document> = documents.into_iter().map(new).collect();
    let subjects: BTreeSet<&Subject> = documents.iter().map(|document| &document.subject).collect();
    demand_visible_subjects(tx, &subjects)?;
    let ids: Vec<Id> = subjects.iter().map(|subject| subject.id).collect();
    if access::permitted(tx, EDIT_DOCUMENTS, &ids)?.len() < ids.len() {
        return Err(access::refused(EDIT_DOCUMENTS));
    }
    save_new(tx, documents)
}

/// Saves new documents that the actor may register.
pub(crate) fn save_new(tx: &mut Tx, mut documents: Vec<Document>) -> Result<()> {
    let pack = findings::pack_in_force(tx)?;
    refuse_wrong(tx, &pack, &documents)?;
    for document in &mut documents {
        give_number(tx, &pack, document)?;
    }
    store::save_documents(tx, &documents)?;
    let all: Vec<(Id, Option<&Document>, &Document)> =
        documents.iter().map(|document| (document.id, None, document)).collect();
    save_custom_of_each(tx, &all)?;
    tell_registered(tx, &documents)?;
    touch_subjects(tx, &documents.into_iter().map(|document| document.subject).collect())
}

fn refuse_wrong(tx: &Tx, pack: &Pack, documents: &[Document]) -> Result<()> {
    let owners: BTreeSet<Id> = documents.iter().filter_map(|document| document.owner).collect();
    let unknown = unknown_people(tx, &Vec::from_iter(owners))?;
    let new: Vec<(Option<&Document>, &Document)> =
        documents.iter().map(|document| (None, document)).collect();
    for (document, wrong_custom) in documents.iter().zip(wrong_custom_of_each(tx, &new)?) {
        let mut objections = check_document(pack, None, document, tx.today());
        if document.owner.is_some_and(|owner| unknown.contains(&owner)) {
            objections.push(Objection::new("owner", UNKNOWN));
        }
        objections.extend(wrong_custom);
        if !objections.is_empty() {
            return Err(Error::Rejected(objections));
        }
    }
    Ok(())
}

fn tell_registered(tx: &mut Tx, documents: &[Document]) -> Result<()> {
    let entry = |document: &Document| AuditEntry {
        action: "document.registered",
        subject: Some(Subject::new(DOCUMENT, document.id)),
        changes: storage::changes(&serde_json::Value::Null, &json_of(document)),
        ..AuditEntry::default()
    };
    let entries = documents.iter().map(|document| (document.subject.id, entry(document))).collect();
    audit_each(tx, entries, &Occasion::default())
}

/// A document as the audit log has it: its fields, and what it is about.
pub(crate) fn json_of(document: &Document) -> serde_json::Value {
    let mut json = kernel::json_of(document);
    json.insert("subject_kind".into(), document.subject.kind.clone().into());
    json.insert("subject".into(), document.subject.id.to_string().into());
    if let Some(withdrawn) = &document.withdrawn {
        json.insert("withdrawn_on".into(), withdrawn.on.to_string().into());
    }
    json.into()
}

/// The writer's lock makes the row gap-free: nobody else reads the counter until this is committed or rolled back.
fn give_number(tx: &mut Tx, pack: &Pack, document: &mut Document) -> Result<()> {
    let Some(form) = number_form(pack, document) else { return Ok(()) };
    if !document.number.is_empty() {
        let is_taken = store::is_number_taken(tx, document, &document.number)?;
        let taken = || Objection::new("number", "register-objection-number-taken");
        return if is_taken { Err(Error::Rejected(vec![taken()])) } else { Ok(()) };
    }
    let year = counting_year(form, tx.today().year());
    let last = store::last_number(tx, &document.document_type, year)?;
    let next = next_number(form, year, last, |text| store::is_number_taken(tx, document, text))?;
    store::save_last_number(tx, &document.document_type, year, next.place)?;
    document.number = next.text;
    Ok(())
}
