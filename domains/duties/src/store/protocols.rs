//! Reads and writes test protocols, each with what was tried and who made it.

use super::parts::{cases_of, participants_of, replace_cases, replace_participants};
use crate::test_protocol::TestProtocol;
use kernel::{Choice, Error, Id, Result};
use register::Withdrawal;
use storage::{FromRow, Read, Row, Tx, statements, values};

/// Protocols of one system that an approval looks through, the newest first; older ones decide nothing any more.
const MOST_OF_SYSTEM: i64 = 200;

macro_rules! protocol_columns {
    () => {
        "id, revision, system_id, kind, about, version, integration, performed_on, performed_by, outcome, remarks, \
         next_on, responsible, withdrawn_on, withdrawn_because"
    };
}

statements! {
    PROTOCOLS_BY_ID = concat!("SELECT ", protocol_columns!(), " FROM @test_protocol AS t WHERE id IN ({ids})");
    PROTOCOLS_OF_SYSTEM = concat!("SELECT ", protocol_columns!(), " FROM @test_protocol AS t WHERE system_id = ?2 \
        AND withdrawn_on IS NULL ORDER BY performed_on DESC, id DESC LIMIT ?3");
    PROTOCOLS_AFTER = "SELECT t.id FROM @test_protocol AS t WHERE t.id > ?2 ORDER BY t.id LIMIT ?3";
    SAVE_PROTOCOL = "INSERT INTO test_protocol (tenant_id, id, revision, updated_at, sort_key, system_id, kind, about, \
        version, integration, performed_on, performed_by, outcome, remarks, next_on, responsible, withdrawn_on, \
        withdrawn_because) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18) \
        ON CONFLICT (tenant_id, id) DO UPDATE SET revision = excluded.revision, updated_at = excluded.updated_at, \
        sort_key = excluded.sort_key, kind = excluded.kind, about = excluded.about, version = excluded.version, \
        integration = excluded.integration, performed_on = excluded.performed_on, \
        performed_by = excluded.performed_by, outcome = excluded.outcome, remarks = excluded.remarks, \
        next_on = excluded.next_on, responsible = excluded.responsible, withdrawn_on = excluded.withdrawn_on, \
        withdrawn_because = excluded.withdrawn_because";
}

impl FromRow for TestProtocol {
    fn from_row(row: &Row) -> Result<Self> {
        let withdrawn_on: Option<_> = row.get(13)?;
        let because: Option<String> = row.get(14)?;
        Ok(Self {
            id: row.get(0)?,
            revision: row.get(1)?,
            system: row.get(2)?,
            kind: Some(row.choice(3)?),
            about: row.get(4)?,
            version: row.get(5)?,
            integration: row.get(6)?,
            performed_on: row.get(7)?,
            performed_by: row.get(8)?,
            outcome: Some(row.choice(9)?),
            remarks: row.get(10)?,
            next_on: row.get(11)?,
            responsible: row.get(12)?,
            withdrawn: withdrawn_on.map(|on| Withdrawal { on, because: because.unwrap_or_default() }),
            participants: Vec::new(),
            cases: Vec::new(),
        })
    }
}

pub(crate) fn find_protocol(read: &Read, id: Id) -> Result<Option<TestProtocol>> {
    Ok(protocols_by_id(read, &[id])?.into_iter().next())
}

/// Protocols with their parts, in no order.
pub(crate) fn protocols_by_id(read: &Read, ids: &[Id]) -> Result<Vec<TestProtocol>> {
    whole(read, read.rows_in(&PROTOCOLS_BY_ID, &[], ids)?)
}

/// Those of a system that are not withdrawn, the newest first.
pub(crate) fn protocols_of_system(read: &Read, system: Id) -> Result<Vec<TestProtocol>> {
    whole(read, read.rows(&PROTOCOLS_OF_SYSTEM, &values![system, MOST_OF_SYSTEM])?)
}

fn whole(read: &Read, mut protocols: Vec<TestProtocol>) -> Result<Vec<TestProtocol>> {
    if protocols.is_empty() {
        return Ok(protocols);
    }
    let ids: Vec<Id> = protocols.iter().map(|one| one.id).collect();
    let (mut cases, mut participants) = (cases_of(read, &ids)?, participants_of(read, &ids)?);
    for one in &mut protocols {
        one.cases = cases.remove(&one.id).unwrap_or_default();
        one.participants = participants.remove(&one.id).unwrap_or_default();
    }
    Ok(protocols)
}

/// Ids of protocols after one, in order.
pub(crate) fn protocols_after(read: &Read, after: Option<Id>, most: i64) -> Result<Vec<Id>> {
    let after = after.unwrap_or(Id::from_bytes([0; 16]));
    Ok(read.rows::<(Id,)>(&PROTOCOLS_AFTER, &values![after, most])?.into_iter().map(|(id,)| id).collect())
}

/// Writes a protocol that nothing stands against, with its parts.
pub(crate) fn save_protocol(tx: &mut Tx, protocol: &TestProtocol) -> Result<()> {
    let given =
        |name: Option<&'static str>| name.ok_or_else(|| Error::failed("a protocol lacks what it must say"));
    let withdrawn = protocol.withdrawn.as_ref();
    let values = values![
        protocol.id,
        protocol.revision,
        tx.instant(),
        texts::sort_key(&protocol.about),
        protocol.system,
        given(protocol.kind.map(Choice::name))?,
        &protocol.about,
        &protocol.version,
        &protocol.integration,
        protocol.performed_on,
        &protocol.performed_by,
        given(protocol.outcome.map(Choice::name))?,
        &protocol.remarks,
        protocol.next_on,
        protocol.responsible,
        withdrawn.map(|one| one.on),
        withdrawn.map(|one| one.because.as_str()),
    ];
    tx.execute(&SAVE_PROTOCOL, &values)?;
    replace_cases(tx, protocol)?;
    replace_participants(tx, protocol)
}
