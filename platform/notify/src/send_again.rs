//! Somebody who answers for the program lets a mail that failed, or that nobody knows of, go out once more.

use crate::mail::MailRow;
use crate::store::mails;
use crate::{MAIL, RESEND_MAIL};
use kernel::{Error, Id, Result, Subject};
use serde_json::json;
use storage::{AuditEntry, Read, Tx, values};

/// A mail that the actor may see.
///
/// # Errors
/// Refused without the permission, not found without such a mail.
pub fn visible_mail(read: &Read, id: Id) -> Result<MailRow> {
    access::authorise_everywhere(read, crate::READ_MAILS)?;
    read.found(&mails::BY_ID, &values![id])
}

/// Whether a mail can go out once more: it failed or is unclear, and what it says is still there.
///
/// # Errors
/// When the database fails.
pub fn may_be_sent_again(read: &Read, id: Id) -> Result<bool> {
    Ok(read.one::<(Id,)>(&mails::MAY_BE_SENT_AGAIN, &values![id])?.is_some())
}

/// Lets a mail wait to be sent again.
///
/// # Errors
/// Refused without the permission, not found without such a mail, rejected when there is nothing to send.
pub fn send_again(tx: &mut Tx, id: Id) -> Result<()> {
    let mail = visible_mail(tx, id)?;
    access::authorise_everywhere(tx, RESEND_MAIL)?;
    let now = tx.actor().now;
    if tx.execute(&mails::AGAIN, &values![id, now])? == 0 {
        return Err(Error::rejected("", "objection-mail-not-again"));
    }
    tx.audit(&AuditEntry {
        action: "mail.sent_again",
        subject: Some(Subject::new(MAIL, id)),
        changes: storage::changes(&json!({}), &json!({ "title": mail.title })),
        ..AuditEntry::default()
    })
}
