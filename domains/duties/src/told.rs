//! What receivers of a test protocol are told: that it is theirs to read, and that it says something else by now.

use crate::receiver::Receiver;
use crate::store;
use crate::test_protocol::{TEST_PROTOCOL, TestProtocol};
use kernel::{Id, Instant, Message, Result, Subject};
use notify::Notice;
use storage::Tx;

/// The page of a protocol.
#[must_use]
pub(crate) fn address_of(protocol: Id) -> String {
    format!("/test/{protocol}")
}

/// One question for each time that it was sent: what has been answered is not asked again.
fn question(protocol: Id, sent_at: Instant) -> String {
    format!("test_protocol:{protocol}:{}", sent_at.as_micros())
}

/// Tells those whom a protocol is sent to now.
pub(crate) fn tell_sent(tx: &mut Tx, protocol: &TestProtocol, system: &str, people: &[Id]) -> Result<()> {
    let message = about(Message::new("test-told-sent"), protocol, system);
    tell(tx, protocol, people, &message)
}

/// Nobody has read what a changed protocol says: all receivers are asked anew.
pub(crate) fn tell_changed(tx: &mut Tx, protocol: &TestProtocol, system: &str) -> Result<()> {
    let receivers = store::receivers_of(tx, protocol.id)?;
    if receivers.is_empty() {
        return Ok(());
    }
    settle_all(tx, protocol.id, &receivers)?;
    store::await_receipts_anew(tx, protocol.id)?;
    let people: Vec<Id> = receivers.iter().map(|one| one.person).collect();
    let message = about(Message::new("test-told-changed"), protocol, system);
    tell(tx, protocol, &people, &message)
}

/// Nobody waits for these receipts any more.
pub(crate) fn settle_all(tx: &mut Tx, protocol: Id, receivers: &[Receiver]) -> Result<()> {
    receivers.iter().try_for_each(|one| settle(tx, protocol, one))
}

/// A receiver has seen to it.
pub(crate) fn settle(tx: &mut Tx, protocol: Id, receiver: &Receiver) -> Result<()> {
    notify::settle(tx, receiver.person, &question(protocol, receiver.sent_at))
}

fn about(message: Message, protocol: &TestProtocol, system: &str) -> Message {
    message.with("name", system).with("about", protocol.about.as_str())
}

fn tell(tx: &mut Tx, protocol: &TestProtocol, people: &[Id], message: &Message) -> Result<()> {
    for person in people {
        let notice = Notice {
            person: *person,
            about: Subject::new(TEST_PROTOCOL, protocol.id),
            address: address_of(protocol.id),
            message: message.clone(),
            key: question(protocol.id, tx.instant()),
            is_at_once: true,
        };
        notify::tell(tx, &notice)?;
    }
    Ok(())
}
