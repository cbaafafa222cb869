//! Withdraws a document: it no longer holds, but what it said and when stays on record.

use crate::document::{DOCUMENT, Document, Withdrawal};
use crate::reason::check_given_reason;
use crate::register_document::json_of;
use crate::touched::touch_subject;
use crate::trail::audit;
use crate::visible::visible_document;
use crate::{EDIT_DOCUMENTS, store};
use kernel::{Error, Id, Objection, Result, Subject};
use storage::{AuditEntry, Tx};

/// Which document is withdrawn, and why.
#[derive(Clone, Debug)]
pub struct WithdrawDocument {
    pub document: Id,
    /// The revision that the asker saw; none where nobody looked.
    pub revision: Option<i64>,
    pub reason: String,
}

/// Withdraws a document from today and answers its new revision.
///
/// # Errors
/// Stale, refused without permission, rejected without a reason or when it is withdrawn already.
pub fn withdraw_document(tx: &mut Tx, ask: &WithdrawDocument) -> Result<i64> {
    let before = visible_document(tx, ask.document)?;
    access::authorise(tx, EDIT_DOCUMENTS, before.subject.id)?;
    if ask.revision.is_some_and(|revision| revision != before.revision) {
        return Err(Error::stale());
    }
    let objections = check_withdrawal(&before, &ask.reason);
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    let because = ask.reason.trim().to_owned();
    let after = Document {
        revision: before.revision + 1,
        withdrawn: Some(Withdrawal { on: tx.today(), because: because.clone() }),
        ..before.clone()
    };
    store::save_document(tx, &after)?;
    audit(
        tx,
        after.subject.id,
        AuditEntry {
            action: "document.withdrawn",
            subject: Some(Subject::new(DOCUMENT, after.id)),
            changes: storage::changes(&json_of(&before), &json_of(&after)),
            reason: Some(because),
            ..AuditEntry::default()
        },
    )?;
    touch_subject(tx, &after.subject)?;
    Ok(after.revision)
}

/// Withdrawing needs a reason, and is done once.
#[must_use]
pub fn check_withdrawal(document: &Document, reason: &str) -> Vec<Objection> {
    let mut objections = Vec::new();
    if document.withdrawn.is_some() {
        objections.push(Objection::new("", "register-objection-withdrawn"));
    }
    objections.extend(check_given_reason("reason", reason));
    objections
}
