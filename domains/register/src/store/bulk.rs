//! Reads and writes changes of many records, and what came of each record.

use crate::bulk::{BulkChange, BulkOutcome, ChangedRecord};
use kernel::{Choice, Error, Id, Instant, Result};
use storage::{FromRow, Read, Row, Tx, statements, values};

const BETWEEN_FIELDS: &str = "\n";

macro_rules! bulk_columns {
    () => {
        "id, revision, kind, fields, reason, undoes, undone_by, state, planned_by, planned_by_name, planned_at, \
         carried_out_at, total, waiting, done, left_out"
    };
}
macro_rules! record_columns {
    () => {
        "place, record_id, asked_at, name, seen_revision, outcome, changes, why"
    };
}

statements! {
    BULK_CHANGE_BY_ID = concat!("SELECT ", bulk_columns!(), ", updated_at FROM @bulk_change AS b WHERE id = ?2");
    SAVE_BULK_CHANGE = concat!("INSERT INTO bulk_change (tenant_id, updated_at, ", bulk_columns!(), ") \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18) \
        ON CONFLICT (tenant_id, id) DO UPDATE SET revision = excluded.revision, updated_at = excluded.updated_at, \
        undone_by = excluded.undone_by, state = excluded.state, carried_out_at = excluded.carried_out_at, \
        waiting = excluded.waiting, done = excluded.done, left_out = excluded.left_out");
    WAITING_RECORDS = concat!("SELECT ", record_columns!(), " FROM @@bulk_change_record AS r \
        WHERE bulk_id = ?2 AND outcome = 'fits' ORDER BY place LIMIT ?3");
    RECORDS_OF_BULK = concat!("SELECT ", record_columns!(), " FROM @@bulk_change_record AS r \
        WHERE bulk_id = ?2 AND outcome = ?3 ORDER BY place");
    SAVE_RECORDS = concat!("INSERT INTO bulk_change_record (tenant_id, bulk_id, ", record_columns!(), ") \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (tenant_id, bulk_id, place) DO UPDATE SET \
        outcome = excluded.outcome, changes = excluded.changes, why = excluded.why");
    FORGET_RECORDS_OF_OLD_PLANS = "DELETE FROM bulk_change_record WHERE tenant_id = ?1 AND bulk_id IN (SELECT id \
        FROM bulk_change WHERE tenant_id = ?1 AND state = 'planned' AND planned_at < ?2)";
    FORGET_OLD_PLANS = "DELETE FROM bulk_change WHERE tenant_id = ?1 AND state = 'planned' AND planned_at < ?2";
}

impl FromRow for BulkChange {
    fn from_row(row: &Row) -> Result<Self> {
        let (fields, reason): (String, Option<String>) = (row.get(3)?, row.get(4)?);
        Ok(Self {
            id: row.get(0)?,
            revision: row.get(1)?,
            kind: row.choice(2)?,
            fields: fields.split(BETWEEN_FIELDS).map(str::to_owned).collect(),
            reason: reason.unwrap_or_default(),
            undoes: row.get(5)?,
            undone_by: row.get(6)?,
            state: row.choice(7)?,
            planned_by: row.get(8)?,
            planned_by_name: row.get(9)?,
            planned_at: row.get(10)?,
            carried_out_at: row.get(11)?,
            counts: crate::bulk::Counts {
                total: row.get(12)?,
                waiting: row.get(13)?,
                done: row.get(14)?,
                left_out: row.get(15)?,
            },
            saved_at: row.get(16)?,
        })
    }
}

impl FromRow for ChangedRecord {
    fn from_row(row: &Row) -> Result<Self> {
        let (changes, why): (String, String) = (row.get(6)?, row.get(7)?);
        Ok(Self {
            place: row.get(0)?,
            record: row.get(1)?,
            asked_at: row.get(2)?,
            name: row.get(3)?,
            seen_revision: row.get(4)?,
            outcome: row.choice(5)?,
            changes: serde_json::from_str(&changes).map_err(Error::failed)?,
            why: serde_json::from_str(&why).map_err(Error::failed)?,
        })
    }
}

pub(crate) fn find_bulk_change(read: &Read, id: Id) -> Result<Option<BulkChange>> {
    read.one(&BULK_CHANGE_BY_ID, &values![id])
}

pub(crate) fn save_bulk_change(tx: &mut Tx, bulk: &BulkChange) -> Result<()> {
    let values = values![
        tx.instant(),
        bulk.id,
        bulk.revision,
        bulk.kind.name(),
        bulk.fields.join(BETWEEN_FIELDS),
        &bulk.reason,
        bulk.undoes,
        bulk.undone_by,
        bulk.state.name(),
        bulk.planned_by,
        &bulk.planned_by_name,
        bulk.planned_at,
        bulk.carried_out_at,
        bulk.counts.total,
        bulk.counts.waiting,
        bulk.counts.done,
        bulk.counts.left_out,
    ];
    tx.execute(&SAVE_BULK_CHANGE, &values).map(|_| ())
}

/// The next records that are to be changed.
pub(crate) fn waiting_records(read: &Read, bulk: Id, most: i64) -> Result<Vec<ChangedRecord>> {
    read.rows(&WAITING_RECORDS, &values![bulk, most])
}

/// Every record of which the same came: a change has no more than a few thousand.
pub(crate) fn records_of(read: &Read, bulk: Id, outcome: BulkOutcome) -> Result<Vec<ChangedRecord>> {
    read.rows(&RECORDS_OF_BULK, &values![bulk, outcome.name()])
}

/// Notes records of a change, or what came of them.
pub(crate) fn save_changed_records(tx: &mut Tx, bulk: Id, records: &[ChangedRecord]) -> Result<()> {
    let json = |error: serde_json::Error| Error::failed(error);
    let mut rows = Vec::new();
    for one in records {
        let row = values![
            bulk,
            one.place,
            one.record,
            one.asked_at,
            &one.name,
            one.seen_revision,
            one.outcome.name(),
            serde_json::to_string(&one.changes).map_err(json)?,
            serde_json::to_string(&one.why).map_err(json)?,
        ];
        rows.push(row.to_vec());
    }
    tx.execute_rows(&SAVE_RECORDS, rows).map(|_| ())
}

/// Forgets plans from before an instant that nobody has carried out: nothing came of them.
pub(crate) fn forget_old_plans(tx: &mut Tx, before: Instant) -> Result<()> {
    tx.execute_unaudited(&FORGET_RECORDS_OF_OLD_PLANS, &values![before])?;
    tx.execute_unaudited(&FORGET_OLD_PLANS, &values![before]).map(|_| ())
}
