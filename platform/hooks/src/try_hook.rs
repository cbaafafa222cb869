//! Tries a web-hook: an event about the hook itself is written, which is told to it alone, whatever else it hears.

use crate::{WEB_HOOK, store};
use kernel::{Error, Id, Result, Subject};
use storage::{AuditEntry, Tx, values};

/// The event that a hook always hears about itself.
pub(crate) const TRIED: &str = "web_hook.tried";

/// Lets a hook be told something.
///
/// # Errors
/// Refused for who may not, rejected when it is switched off or has no secret.
pub fn try_hook(tx: &mut Tx, id: Id) -> Result<()> {
    let hook = store::hook(tx, id)?;
    if !hook.is_told() {
        return Err(Error::rejected("", "hook-is-not-told"));
    }
    tx.execute_unaudited(&store::REST_NO_MORE, &values![id])?;
    tx.audit(&AuditEntry {
        action: TRIED,
        subject: Some(Subject::new(WEB_HOOK, id)),
        ..AuditEntry::default()
    })
}
