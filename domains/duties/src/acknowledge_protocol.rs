//! A receiver says that they have read a test protocol. Nobody says it for another.

use crate::store;
use crate::told::settle;
use crate::trail::{audit, of_protocol};
use crate::visible::visible_protocol;
use kernel::{Error, Id, Message, Result};
use storage::{AuditEntry, Tx};

/// Notes the actor's receipt; a second one changes nothing.
///
/// # Errors
/// Not found for a protocol that the actor may not see; refused for who did not get it; stale where it says something else
/// by now than what they read; rejected where it is withdrawn.
pub fn acknowledge_protocol(tx: &mut Tx, id: Id, revision: Option<i64>) -> Result<()> {
    let protocol = visible_protocol(tx, id)?;
    let receivers = store::receivers_of(tx, id)?;
    let own = receivers.into_iter().find(|one| Some(one.person) == tx.actor().person);
    let Some(own) = own else { return Err(Error::Refused(Message::new("refused-protocol-of-another"))) };
    if protocol.withdrawn.is_some() {
        return Err(Error::rejected("", "test-objection-withdrawn"));
    }
    if revision.is_some_and(|revision| revision != protocol.revision) {
        return Err(Error::stale());
    }
    if own.received_at.is_some() {
        return Ok(());
    }
    store::acknowledge(tx, id, own.person, tx.instant())?;
    settle(tx, id, &own)?;
    let action = "test_protocol.acknowledged";
    audit(tx, protocol.system, AuditEntry { action, subject: of_protocol(id), ..AuditEntry::default() })
}
