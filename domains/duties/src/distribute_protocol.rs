//! Sends a test protocol to named people, who say that they have read it.

use crate::people_at_work::who_is_gone;
use crate::test_protocol::TestProtocol;
use crate::told::tell_sent;
use crate::trail::{audit, names_of, of_protocol};
use crate::visible::visible_protocol;
use crate::{WRITE_TESTS, store};
use kernel::{Error, Id, Message, Objection, Result, WrongValue};
use register::visible_system;
use serde_json::{Map, Value as Json};
use std::collections::BTreeSet;
use storage::{AuditEntry, Read, Tx};

/// More do not read a protocol.
const MOST_RECEIVERS: usize = 100;

/// Which protocol is sent to whom.
#[derive(Clone, Debug)]
pub struct DistributeProtocol {
    pub protocol: Id,
    /// The revision that the sender saw; none where nobody looked.
    pub revision: Option<i64>,
    /// Those who have it already are left alone.
    pub receivers: Vec<Id>,
}

/// Sends a protocol; each receiver is told at once.
///
/// # Errors
/// Not found where the actor may not see it; refused without permission; stale; rejected without anybody new to send it to,
/// for who has left, and where it is withdrawn.
pub fn distribute_protocol(tx: &mut Tx, ask: &DistributeProtocol) -> Result<()> {
    let protocol = visible_protocol(tx, ask.protocol)?;
    access::authorise(tx, WRITE_TESTS, protocol.system)?;
    if ask.revision.is_some_and(|revision| revision != protocol.revision) {
        return Err(Error::stale());
    }
    let has_it: BTreeSet<Id> =
        store::receivers_of(tx, protocol.id)?.into_iter().map(|one| one.person).collect();
    let wanted: BTreeSet<Id> = ask.receivers.iter().copied().collect();
    let new: Vec<Id> = wanted.difference(&has_it).copied().collect();
    let mut objections = Vec::new();
    if protocol.withdrawn.is_some() {
        objections.push(Objection::new("", "test-objection-withdrawn"));
    }
    objections.extend(wrong_receivers(tx, &wanted, &new)?);
    if has_it.len() + new.len() > MOST_RECEIVERS {
        objections.push(Objection::new("receivers", WrongValue::TooMany { max: MOST_RECEIVERS }.message()));
    }
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    let after = TestProtocol { revision: protocol.revision + 1, ..protocol };
    store::save_protocol(tx, &after)?;
    store::add_receivers(tx, after.id, &new)?;
    let sides = Json::from(vec![Json::Null, names_of(tx, &new)?.into()]);
    let entry = AuditEntry {
        action: "test_protocol.distributed",
        subject: of_protocol(after.id),
        changes: Map::from_iter([("receivers".to_owned(), sides)]),
        ..AuditEntry::default()
    };
    audit(tx, after.system, entry)?;
    let system = visible_system(tx, after.system)?;
    tell_sent(tx, &after, &system.name, &new)
}

fn wrong_receivers(read: &Read, wanted: &BTreeSet<Id>, new: &[Id]) -> Result<Option<Objection>> {
    let object = |message: Message| Ok(Some(Objection::new("receivers", message)));
    if wanted.is_empty() {
        return object(Message::new("test-objection-nobody-chosen"));
    }
    if new.is_empty() {
        return object(Message::new("test-objection-all-have-it"));
    }
    let gone = who_is_gone(read, new)?;
    if gone.is_empty() {
        return Ok(None);
    }
    let names = names_of(read, &Vec::from_iter(gone))?;
    object(Message::new("test-objection-receivers-gone").with("people", names))
}
