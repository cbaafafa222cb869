//! Reads and writes what decisions of plans leave: what was decided, the papers that lay before it, and who was heard.

use crate::decide::{Consultation, Snapshot};
use kernel::{Id, Result};
use storage::{FromRow, Read, Row, Tx, statements, values};

/// Versions of one plan; hardly any has five.
const MOST_SNAPSHOTS: i64 = 100;

macro_rules! snapshot_columns {
    () => {
        "plan_id, number, taken_at, decided_on, decision, decided_as, decided_by, decided_by_name, stands_in_for, \
         took_part, pack_id, pack_version, content, fingerprint"
    };
}

statements! {
    SNAPSHOT = concat!("SELECT ", snapshot_columns!(), " FROM @plan_snapshot AS n WHERE plan_id = ?2 AND number = ?3");
    SNAPSHOTS_OF = "SELECT number, decided_on FROM @plan_snapshot AS n WHERE plan_id = ?2 ORDER BY number DESC LIMIT ?3";
    SAVE_SNAPSHOT = concat!("INSERT INTO plan_snapshot (tenant_id, ", snapshot_columns!(), ") \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)");
    PAPERS_OF = "SELECT document_id FROM @plan_paper AS b WHERE plan_id = ?2 ORDER BY document_id";
    CLEAR_PAPERS = "DELETE FROM plan_paper WHERE tenant_id = ?1 AND plan_id = ?2";
    SAVE_PAPER = "INSERT INTO plan_paper (tenant_id, plan_id, document_id) VALUES (?1, ?2, ?3)";
    CONSULTATIONS_OF = "SELECT id, plan_id, version, body, noted_by, noted_by_name, held_on, content FROM @consultation AS c \
        WHERE plan_id = ?2 AND version = ?3 ORDER BY held_on, id";
    SAVE_CONSULTATION = "INSERT INTO consultation (tenant_id, id, plan_id, version, body, noted_by, noted_by_name, held_on, \
        content) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
}

impl FromRow for Snapshot {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            plan: row.get(0)?,
            number: row.get(1)?,
            taken_at: row.get(2)?,
            decided_on: row.get(3)?,
            decision: row.get(4)?,
            decided_as: row.get(5)?,
            decided_by: row.get(6)?,
            decided_by_name: row.get(7)?,
            stands_in_for: row.get(8)?,
            took_part: row.get(9)?,
            pack_id: row.get(10)?,
            pack_version: row.get(11)?,
            json: row.get(12)?,
            fingerprint: row.get(13)?,
        })
    }
}

impl FromRow for Consultation {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            plan: row.get(1)?,
            version: row.get(2)?,
            body: row.get(3)?,
            noted_by: row.get(4)?,
            noted_by_name: row.get(5)?,
            held_on: row.get(6)?,
            text: row.get(7)?,
        })
    }
}

pub(crate) fn snapshot(read: &Read, plan: Id, number: i64) -> Result<Option<Snapshot>> {
    read.one(&SNAPSHOT, &values![plan, number])
}

/// Number and day of what was decided of a plan, the newest first.
pub(crate) fn snapshots_of(read: &Read, plan: Id) -> Result<Vec<(i64, kernel::Date)>> {
    read.rows(&SNAPSHOTS_OF, &values![plan, MOST_SNAPSHOTS])
}

pub(crate) fn save_snapshot(tx: &mut Tx, snapshot: &Snapshot) -> Result<()> {
    let values = values![
        snapshot.plan,
        snapshot.number,
        snapshot.taken_at,
        snapshot.decided_on,
        &snapshot.decision,
        &snapshot.decided_as,
        snapshot.decided_by,
        &snapshot.decided_by_name,
        snapshot.stands_in_for,
        &snapshot.took_part,
        &snapshot.pack_id,
        &snapshot.pack_version,
        &snapshot.json,
        &snapshot.fingerprint,
    ];
    tx.execute(&SAVE_SNAPSHOT, &values).map(|_| ())
}

pub(crate) fn papers_of(read: &Read, plan: Id) -> Result<Vec<Id>> {
    Ok(read.rows::<(Id,)>(&PAPERS_OF, &values![plan])?.into_iter().map(|(id,)| id).collect())
}

/// All papers that lie before the decision, in place of those that did.
pub(crate) fn set_papers(tx: &mut Tx, plan: Id, documents: &[Id]) -> Result<()> {
    tx.execute(&CLEAR_PAPERS, &values![plan])?;
    for document in documents {
        tx.execute(&SAVE_PAPER, &values![plan, *document])?;
    }
    Ok(())
}

/// Who was heard of a version.
pub(crate) fn consultations_of(read: &Read, plan: Id, version: i64) -> Result<Vec<Consultation>> {
    read.rows(&CONSULTATIONS_OF, &values![plan, version])
}

pub(crate) fn save_consultation(tx: &mut Tx, one: &Consultation) -> Result<()> {
    let values = values![
        one.id,
        one.plan,
        one.version,
        &one.body,
        one.noted_by,
        &one.noted_by_name,
        one.held_on,
        &one.text,
    ];
    tx.execute(&SAVE_CONSULTATION, &values).map(|_| ())
}
