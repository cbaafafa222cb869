//! Changes what the register says about a document. One that is withdrawn stays as it was.

use crate::check_document::check_document;
use crate::document::{DOCUMENT, Document};
use crate::references::wrong_person;
use crate::register_document::json_of;
use crate::touched::touch_subject;
use crate::trail::audit;
use crate::visible::visible_document;
use crate::{EDIT_DOCUMENTS, store};
use kernel::{Error, Objection, Result, Subject};
use organisation::{keeping_custom, save_custom, wrong_custom};
use storage::{AuditEntry, Tx};

/// Saves a changed document and answers its new revision. Its subject stays.
///
/// # Errors
/// Stale, refused without permission, rejected where it is withdrawn or a field says no.
pub fn change_document(tx: &mut Tx, document: Document) -> Result<i64> {
    let before = visible_document(tx, document.id)?;
    access::authorise(tx, EDIT_DOCUMENTS, before.subject.id)?;
    if document.revision != before.revision {
        return Err(Error::stale());
    }
    let subject = before.subject.clone();
    let is_moved = document.subject != subject;
    let after = Document { subject, withdrawn: before.withdrawn.clone(), ..document };
    let after = keeping_custom(Some(&before), after);
    if after == before && !is_moved {
        return Ok(before.revision);
    }
    let pack = findings::pack_in_force(tx)?;
    let mut objections = check_document(&pack, Some(&before), &after, tx.today());
    if before.withdrawn.is_some() {
        objections.push(Objection::new("", "register-objection-withdrawn"));
    }
    if is_moved {
        objections.push(Objection::new("subject", "register-objection-subject-stays"));
    }
    objections.extend(wrong_custom(tx, Some(&before), &after)?);
    if before.owner != after.owner {
        objections.extend(wrong_person(tx, "owner", after.owner)?);
    }
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    let after = Document { revision: before.revision + 1, ..after };
    store::save_document(tx, &after)?;
    save_custom(tx, after.id, Some(&before), &after)?;
    audit(
        tx,
        after.subject.id,
        AuditEntry {
            action: "document.changed",
            subject: Some(Subject::new(DOCUMENT, after.id)),
            changes: storage::changes(&json_of(&before), &json_of(&after)),
            ..AuditEntry::default()
        },
    )?;
    touch_subject(tx, &after.subject)?;
    Ok(after.revision)
}
