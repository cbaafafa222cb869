//! What those who have duties say of them in the demo, and the tests that they make, send and read.

use super::book::Book;
use super::line::Line;
use duties::{
    DistributeProtocol, PROTOCOLS, ProtocolRow, Said, SaveProtocol, StateDuty, TestProtocol,
    acknowledge_protocol, distribute_protocol, save_protocol, state_duty,
};
use kernel::{Error, Id, Result};
use storage::{Query, Tx, values};

/// Says how a duty is met.
pub fn state(tx: &mut Tx, book: &Book, line: &mut Line) -> Result<()> {
    let on = line.needed("on")?;
    let subject = book.subject(line, "on", &on)?;
    let duty = line.needed("duty")?;
    let mut said = Said::default();
    line.fill(&mut said, &book.names)?;
    state_duty(tx, &StateDuty { duty, subject, revision: None, said }).map(|_| ())
}

/// Writes a protocol of a test, and sends it to those whom the line names.
pub fn test(tx: &mut Tx, book: &Book, line: &mut Line) -> Result<()> {
    let on = line.needed("on")?;
    let mut protocol = TestProtocol::new(book.id(line, "system", &on)?);
    protocol.performed_on = Some(line.day);
    protocol.participants = people(book, line, "participants")?;
    let receivers = people(book, line, "receivers")?;
    line.fill(&mut protocol, &book.names)?;
    let protocol = save_protocol(tx, SaveProtocol { protocol, revision: None })?.id;
    if receivers.is_empty() {
        return Ok(());
    }
    distribute_protocol(tx, &DistributeProtocol { protocol, revision: None, receivers })
}

/// Answers that whoever enters the line has read the protocols of a system that they got.
pub fn receive(tx: &mut Tx, book: &Book, line: &mut Line) -> Result<()> {
    let on = line.needed("on")?;
    let person = tx.actor().person.ok_or(Error::NotFound)?;
    let sent = Query::first(10)
        .filter("system", values![book.id(line, "system", &on)?])
        .filter("receiver", values![person]);
    for row in PROTOCOLS.page::<ProtocolRow>(tx, &sent)?.items {
        acknowledge_protocol(tx, row.id, None)?;
    }
    Ok(())
}

fn people(book: &Book, line: &mut Line, field: &str) -> Result<Vec<Id>> {
    let names = line.texts(field)?;
    names.iter().map(|name| book.id(line, "person", name)).collect()
}
