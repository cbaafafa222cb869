//! Registers a document about a system, an object or an organisation, and gives it its number.

use crate::check_document::{check_document, number_form};
use crate::document::{DOCUMENT, Document};
use crate::numbering::{counting_year, next_number};
use crate::references::wrong_person;
use crate::touched::touch_subject;
use crate::trail::audit;
use crate::visible::visible_subject_name;
use crate::{EDIT_DOCUMENTS, store};
use kernel::{Error, Id, Objection, Result, Subject};
use organisation::{save_custom, wrong_custom};
use policy::Pack;
use storage::{AuditEntry, Tx};

/// Registers a document and answers its id. A number that it brings along is kept; else a type that the pack numbers
/// gets the next one of the year.
///
/// # Errors
/// Not found for a subject that the actor may not see; refused without permission there; rejected where a field or the
/// guideline says no.
pub fn register_document(tx: &mut Tx, document: Document) -> Result<Id> {
    visible_subject_name(tx, &document.subject)?;
    access::authorise(tx, EDIT_DOCUMENTS, document.subject.id)?;
    let pack = findings::pack_in_force(tx)?;
    let mut document = Document { revision: 1, withdrawn: None, ..document };
    let mut objections = check_document(&pack, None, &document, tx.today());
    objections.extend(wrong_person(tx, "owner", document.owner)?);
    objections.extend(wrong_custom(tx, None, &document)?);
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    give_number(tx, &pack, &mut document)?;
    store::save_document(tx, &document)?;
    save_custom(tx, document.id, None, &document)?;
    audit(
        tx,
        document.subject.id,
        AuditEntry {
            action: "document.registered",
            subject: Some(Subject::new(DOCUMENT, document.id)),
            changes: storage::changes(&serde_json::Value::Null, &json_of(&document)),
            ..AuditEntry::default()
        },
    )?;
    touch_subject(tx, &document.subject)?;
    Ok(document.id)
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
