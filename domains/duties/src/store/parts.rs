//! Reads and writes what belongs to a test protocol: what was tried, who made it, and whom it was sent to.

use crate::receiver::Receiver;
use crate::test_case::TestCase;
use crate::test_protocol::TestProtocol;
use kernel::{Choice, Error, Id, Instant, Result};
use std::collections::BTreeMap;
use storage::{FromRow, Read, Row, Tx, statements, values};

statements! {
    CASES = "SELECT protocol_id, what, expected, result, note FROM @test_case AS c WHERE protocol_id IN ({ids}) \
        ORDER BY protocol_id, place";
    PARTICIPANTS = "SELECT protocol_id, person_id FROM @test_participant AS p WHERE protocol_id IN ({ids}) \
        ORDER BY protocol_id, person_id";
    RECEIVERS = "SELECT protocol_id, person_id, sent_at, received_at FROM @test_receiver AS r \
        WHERE protocol_id IN ({ids}) ORDER BY protocol_id, sent_at, person_id";
    SAVE_CASE = "INSERT INTO test_case (tenant_id, protocol_id, place, what, expected, result, note) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (tenant_id, protocol_id, place) DO UPDATE SET \
        what = excluded.what, expected = excluded.expected, result = excluded.result, note = excluded.note";
    REMOVE_CASES_FROM = "DELETE FROM test_case WHERE tenant_id = ?1 AND protocol_id = ?2 AND place >= ?3";
    ADD_PARTICIPANT = "INSERT INTO test_participant (tenant_id, protocol_id, person_id) VALUES (?1, ?2, ?3)";
    REMOVE_PARTICIPANT = "DELETE FROM test_participant WHERE tenant_id = ?1 AND protocol_id = ?2 AND person_id = ?3";
    ADD_RECEIVER = "INSERT INTO test_receiver (tenant_id, protocol_id, person_id, sent_at) VALUES (?1, ?2, ?3, ?4)";
    ACKNOWLEDGE = "UPDATE test_receiver SET received_at = ?4 WHERE tenant_id = ?1 AND protocol_id = ?2 \
        AND person_id = ?3";
    AWAIT_ANEW = "UPDATE test_receiver SET received_at = NULL, sent_at = ?3 WHERE tenant_id = ?1 \
        AND protocol_id = ?2";
}

/// A part with the protocol that it belongs to.
struct Of<T>(Id, T);

impl FromRow for Of<TestCase> {
    fn from_row(row: &Row) -> Result<Self> {
        let case = TestCase {
            what: row.get(1)?,
            expected: row.get(2)?,
            result: Some(row.choice(3)?),
            note: row.get(4)?,
        };
        Ok(Self(row.get(0)?, case))
    }
}

impl FromRow for Of<Id> {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self(row.get(0)?, row.get(1)?))
    }
}

impl FromRow for Of<Receiver> {
    fn from_row(row: &Row) -> Result<Self> {
        let receiver = Receiver { person: row.get(1)?, sent_at: row.get(2)?, received_at: row.get(3)? };
        Ok(Self(row.get(0)?, receiver))
    }
}

fn by_protocol<T>(found: Vec<Of<T>>) -> BTreeMap<Id, Vec<T>> {
    let mut parts: BTreeMap<Id, Vec<T>> = BTreeMap::new();
    for Of(protocol, part) in found {
        parts.entry(protocol).or_default().push(part);
    }
    parts
}

pub(super) fn cases_of(read: &Read, protocols: &[Id]) -> Result<BTreeMap<Id, Vec<TestCase>>> {
    read.rows_in(&CASES, &[], protocols).map(by_protocol)
}

pub(super) fn participants_of(read: &Read, protocols: &[Id]) -> Result<BTreeMap<Id, Vec<Id>>> {
    read.rows_in(&PARTICIPANTS, &[], protocols).map(by_protocol)
}

/// Whom many protocols were sent to, each under its protocol.
pub(crate) fn receivers_of_all(read: &Read, protocols: &[Id]) -> Result<BTreeMap<Id, Vec<Receiver>>> {
    read.rows_in(&RECEIVERS, &[], protocols).map(by_protocol)
}

/// Whom a protocol was sent to, in the order in which it was.
///
/// # Errors
/// When the database fails.
pub fn receivers_of(read: &Read, protocol: Id) -> Result<Vec<Receiver>> {
    Ok(receivers_of_all(read, &[protocol])?.remove(&protocol).unwrap_or_default())
}

/// What stays at its place is written over, so that its past is one row's.
pub(super) fn replace_cases(tx: &mut Tx, protocol: &TestProtocol) -> Result<()> {
    let kept = cases_of(tx, &[protocol.id])?.remove(&protocol.id).unwrap_or_default();
    if kept == protocol.cases {
        return Ok(());
    }
    let mut rows = Vec::new();
    for (place, case) in (0_i64..).zip(&protocol.cases) {
        let result = case.result.ok_or_else(|| Error::failed("a test case without its result"))?;
        let row = values![protocol.id, place, &case.what, &case.expected, result.name(), &case.note];
        rows.push(row.to_vec());
    }
    let count = i64::try_from(protocol.cases.len()).unwrap_or(i64::MAX);
    tx.execute_rows(&SAVE_CASE, rows)?;
    tx.execute(&REMOVE_CASES_FROM, &values![protocol.id, count]).map(|_| ())
}

pub(super) fn replace_participants(tx: &mut Tx, protocol: &TestProtocol) -> Result<()> {
    let kept = participants_of(tx, &[protocol.id])?.remove(&protocol.id).unwrap_or_default();
    for person in kept.iter().filter(|person| !protocol.participants.contains(person)) {
        tx.execute(&REMOVE_PARTICIPANT, &values![protocol.id, *person])?;
    }
    let new = protocol.participants.iter().filter(|person| !kept.contains(person));
    let rows = new.map(|person| values![protocol.id, *person].to_vec()).collect();
    tx.execute_rows(&ADD_PARTICIPANT, rows).map(|_| ())
}

/// Notes whom a protocol is sent to now; none of them has it yet.
pub(crate) fn add_receivers(tx: &mut Tx, protocol: Id, people: &[Id]) -> Result<()> {
    let at = tx.instant();
    let rows = people.iter().map(|person| values![protocol, *person, at].to_vec()).collect();
    tx.execute_rows(&ADD_RECEIVER, rows).map(|_| ())
}

pub(crate) fn acknowledge(tx: &mut Tx, protocol: Id, person: Id, at: Instant) -> Result<()> {
    tx.execute(&ACKNOWLEDGE, &values![protocol, person, at]).map(|_| ())
}

/// The protocol says something else now: nobody has read that yet.
pub(crate) fn await_receipts_anew(tx: &mut Tx, protocol: Id) -> Result<()> {
    let at = tx.instant();
    tx.execute(&AWAIT_ANEW, &values![protocol, at]).map(|_| ())
}
