//! Somebody who looks after a web-hook lets a delivery that has ended go out once more: the same message with the same id,
//! so that a receiver who has it already knows it.

use crate::{DELIVERY, store};
use kernel::{Error, Id, Result, Subject};
use storage::{AuditEntry, Tx, values};

/// Lets a delivery wait to be sent again.
///
/// # Errors
/// Refused for who may not, not found without such a delivery, rejected when it still waits or its hook is not told.
pub fn redeliver(tx: &mut Tx, id: Id) -> Result<()> {
    let delivery = store::visible_delivery(tx, id)?;
    let hook = store::hook(tx, delivery.hook)?;
    if !hook.is_told() {
        return Err(Error::rejected("", "hook-is-not-told"));
    }
    let now = tx.actor().now;
    if tx.execute(&store::AGAIN, &values![id, now])? == 0 {
        return Err(Error::rejected("", "hook-delivery-waits"));
    }
    tx.execute_unaudited(&store::REST_NO_MORE, &values![hook.id])?;
    tx.audit(&AuditEntry {
        action: "web_hook_delivery.sent_again",
        subject: Some(Subject::new(DELIVERY, id)),
        ..AuditEntry::default()
    })
}
