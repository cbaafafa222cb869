//! Somebody who answers for the program lets a mail that failed, or that nobody knows of, go out once more.

use crate::deadline::Sources;
use crate::mail::MailRow;
use crate::store::mails;
use crate::{MAIL, RESEND_MAIL};
use kernel::{Error, Id, Result, Subject};
use storage::{AuditEntry, Read, Tx, values};

/// A mail that the actor may see.
///
/// # Errors
/// Refused without the permission, not found without such a mail.
pub fn visible_mail(read: &Read, id: Id) -> Result<MailRow> {
    access::authorise_everywhere(read, crate::READ_MAILS)?;
    read.found(&mails::BY_ID, &values![id])
}

/// The address that a mail goes to if it goes out once more: the one that its reader has now. None unless it failed or is
/// unclear, what it says is still there, and the reader has an address. A view is not sent again: its reader may see other
/// rows now than when its file was made, and the next occasion makes a new one.
///
/// # Errors
/// When the database fails.
pub(crate) fn address_again(read: &Read, mail: &MailRow) -> Result<Option<String>> {
    if read.one::<(Id,)>(&mails::MAY_BE_SENT_AGAIN, &values![mail.id])?.is_none() {
        return Ok(None);
    }
    let readers = (read.attached::<Sources>()?.people.of)(read, &[mail.person])?;
    let address = readers.into_iter().next().map(|reader| reader.mail_address.trim().to_owned());
    Ok(address.filter(|address| !address.is_empty()))
}

/// Lets a mail wait to be sent again. What it says stays out of the log, as out of the list.
///
/// # Errors
/// Refused without the permission, not found without such a mail, rejected when there is nothing to send.
pub fn send_again(tx: &mut Tx, id: Id) -> Result<()> {
    let mail = visible_mail(tx, id)?;
    access::authorise_everywhere(tx, RESEND_MAIL)?;
    let now = tx.actor().now;
    let not_again = || Error::rejected("", "objection-mail-not-again");
    let address = address_again(tx, &mail)?.ok_or_else(not_again)?;
    if tx.execute(&mails::AGAIN, &values![id, now, &address])? == 0 {
        return Err(not_again());
    }
    tx.audit(&AuditEntry {
        action: "mail.sent_again",
        subject: Some(Subject::new(MAIL, id)),
        ..AuditEntry::default()
    })
}
