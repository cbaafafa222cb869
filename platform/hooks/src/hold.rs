//! After a backup has been restored: messages that waited when it was taken, and what had happened and was not yet queued,
//! may have been told since, so that none of it goes out by itself.

use crate::{queue, store};
use kernel::{Actor, Result};
use storage::{AuditEntry, Db, Tx, values};

/// Holds everything that waits to be told in a federation, and answers how many messages that is. Who looks after hooks
/// lets each go by itself.
///
/// # Errors
/// When the database fails.
pub fn hold_waiting(db: &Db, actor: &Actor) -> Result<u64> {
    while db.write(actor, queue)? {}
    db.write(actor, hold)
}

fn hold(tx: &mut Tx) -> Result<u64> {
    let now = tx.actor().now;
    let held = tx.execute_unaudited(&store::HOLD, &values![now])?;
    if held > 0 {
        tx.audit(&AuditEntry { action: "web_hook_delivery.held", ..AuditEntry::default() })?;
    }
    Ok(held)
}
