//! After a backup has been restored: mails that waited when it was taken may have gone out since, so that none of them goes
//! out by itself.

use crate::store::{mails, notices};
use kernel::Result;
use storage::{AuditEntry, Tx};

/// Holds every mail that waits, as one of which nobody knows whether it arrived, and makes no mail of what was noted before.
/// Answers how many are held; who looks after mails lets each go by itself, but
/// for files of views: the next occasion makes a new one.
///
/// # Errors
/// When the database fails.
pub fn hold_waiting(tx: &mut Tx) -> Result<u64> {
    let held = tx.execute_unaudited(&mails::HOLD, &[])?;
    tx.execute_unaudited(&mails::FORGET_FILES_OF_ENDED, &[])?;
    let noted = tx.execute_unaudited(&notices::HOLD, &[])?;
    if held + noted > 0 {
        tx.audit(&AuditEntry { action: "mail.held", ..AuditEntry::default() })?;
    }
    Ok(held)
}
