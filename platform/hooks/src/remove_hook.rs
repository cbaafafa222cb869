//! Removes a web-hook, with what waits for it and what it was told. Its history stays, as that of every record.

use crate::hook::WebHook;
use crate::save_hook::told;
use crate::{WEB_HOOK, store, switch_off};
use kernel::{Error, Id, Result, Subject};
use serde_json::Value as Json;
use storage::{AuditEntry, Tx};

/// Removes a hook.
///
/// # Errors
/// Refused for who may not, not found without such a hook, stale when somebody else was faster.
pub fn remove_hook(tx: &mut Tx, id: Id, revision: Option<i64>) -> Result<WebHook> {
    let hook = store::hook(tx, id)?;
    if revision.is_some_and(|revision| revision != hook.revision) {
        return Err(Error::stale());
    }
    switch_off::settle(tx, id)?;
    store::remove(tx, id)?;
    tx.audit(&AuditEntry {
        action: "web_hook.removed",
        subject: Some(Subject::new(WEB_HOOK, id)),
        changes: storage::changes(&told(&hook), &Json::Null),
        ..AuditEntry::default()
    })?;
    Ok(hook)
}
