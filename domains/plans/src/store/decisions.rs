//! Reads and writes what decisions of plans leave: what was decided, the papers that lay before it, and who was heard.

use crate::decide::{Consultation, Snapshot};
use kernel::{Error, Id, Result};
use storage::{FromRow, Read, Row, Tx, statements, values};

/// Versions of one plan; hardly any has five.
const MOST_SNAPSHOTS: i64 = 100;

macro_rules! snapshot_columns {
    () => {
        "plan_id, number, taken_at, decided_on, decision, decided_as, decided_by, decided_by_name, stands_in_for, \
         took_part, pack_id, pack_version, content, fingerprint, stands_for"
    };
}

statements! {
    SNAPSHOT = concat!("SELECT ", snapshot_columns!(), " FROM @plan_snapshot AS n WHERE plan_id = ?2 AND number = ?3");
    SNAPSHOTS_OF = "SELECT number, decided_on FROM @plan_snapshot AS n WHERE plan_id = ?2 ORDER BY number DESC LIMIT ?3";
    SAVE_SNAPSHOT = concat!("INSERT INTO plan_snapshot (tenant_id, ", snapshot_columns!(), ") \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)");
    // Only where the document of the plan still holds.
    STANDING_AT = "SELECT p.subject_id, p.year, n.decided_on, n.stands_for, CASE WHEN d.owner IS NULL THEN 0 ELSE 1 END, 0 \
        FROM @plan AS p JOIN @plan_snapshot AS n ON n.plan_id = p.id AND n.number = p.in_force \
        JOIN @document AS d ON d.id = p.id WHERE p.subject_id IN ({ids}) AND p.state <> 'closed' \
        AND n.stands_for <> '[]' AND d.withdrawn_on IS NULL";
    // Of systems also the plans of the objects in which they lie.
    STANDING_AT_SYSTEMS = "SELECT w.at_id, p.year, n.decided_on, n.stands_for, \
        CASE WHEN d.owner IS NULL THEN 0 ELSE 1 END, CASE WHEN w.at_id = w.of_id THEN 0 ELSE 1 END \
        FROM (SELECT y.id AS at_id, y.id AS of_id FROM @system AS y UNION ALL \
        SELECT m.system_id, m.object_id FROM @object_system AS m) AS w \
        JOIN @plan AS p ON p.subject_id = w.of_id \
        JOIN @plan_snapshot AS n ON n.plan_id = p.id AND n.number = p.in_force \
        JOIN @document AS d ON d.id = p.id WHERE w.at_id IN ({ids}) AND p.state <> 'closed' \
        AND n.stands_for <> '[]' AND d.withdrawn_on IS NULL";
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
            stands_for: row.get::<Option<String>>(14)?.unwrap_or_default(),
        })
    }
}

/// What a decided plan stands for at a record.
pub(crate) struct Standing {
    pub subject: Id,
    pub year: Option<i64>,
    pub decided_on: kernel::Date,
    json: String,
    pub has_owner: bool,
    /// The plan is of an object in which the record lies.
    pub is_of_object: bool,
}

impl Standing {
    /// The types of document.
    pub(crate) fn stands_for(&self) -> Result<Vec<String>> {
        serde_json::from_str(&self.json).map_err(Error::failed)
    }
}

impl FromRow for Standing {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            subject: row.get(0)?,
            year: row.get(1)?,
            decided_on: row.get(2)?,
            json: row.get::<Option<String>>(3)?.unwrap_or_else(|| "[]".to_owned()),
            has_owner: row.get(4)?,
            is_of_object: row.get(5)?,
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
        &snapshot.stands_for,
    ];
    tx.execute(&SAVE_SNAPSHOT, &values).map(|_| ())
}

/// What decided plans of some records stand for.
pub(crate) fn standing_at(read: &Read, subjects: &[Id]) -> Result<Vec<Standing>> {
    read.rows_in(&STANDING_AT, &[], subjects)
}

/// What decided plans of some systems, and of the objects in which they lie, stand for.
pub(crate) fn standing_at_systems(read: &Read, systems: &[Id]) -> Result<Vec<Standing>> {
    read.rows_in(&STANDING_AT_SYSTEMS, &[], systems)
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
