//! Carries out a change of many records, some at a time: each time is a transaction of its own, and what is done is
//! noted in it, so that whoever goes on knows where.

use super::bulk_change::{BULK_CHANGE, BulkChange, BulkOutcome, BulkState, ChangedRecord, Told};
use super::in_bulk::InBulk;
use super::judge::{Asked, Judged, judge, judge_by_field};
use super::kinds::of_kind;
use super::note_undone::{note_undone, refuse_undone};
use super::plan_bulk_change::seen;
use super::visible_bulk_change::own_bulk_change;
use crate::store;
use crate::trail::Occasion;
use kernel::{Error, Id, Objection, Result, Subject};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;
use storage::{AuditEntry, Tx};

/// Records that one transaction changes.
const AT_A_TIME: i64 = 500;
/// What each event of a changed record says of the change that it belongs to.
pub(crate) const MARK: &str = "bulk_change";

/// Changes the next records of a plan of the actor's own, and answers how far it has come.
///
/// # Errors
/// Refused for somebody else's plan; rejected when it has been carried out or nothing of it waits, and where what it
/// undoes is undone already.
pub fn carry_out_bulk_change(tx: &mut Tx, id: Id) -> Result<BulkChange> {
    let bulk = own_bulk_change(tx, id)?;
    if bulk.state == BulkState::CarriedOut {
        return Err(Error::rejected("", "bulk-objection-carried-out"));
    }
    if bulk.counts.waiting == 0 {
        return Err(Error::rejected("", "bulk-objection-nothing-waiting"));
    }
    refuse_undone(tx, &bulk)?;
    let waiting = store::waiting_records(tx, id, AT_A_TIME)?;
    let settled = of_kind!(bulk.kind, settle(tx, &bulk, waiting))?;
    store::save_changed_records(tx, id, &settled)?;
    let bulk = save_progress(tx, &bulk, &settled, "bulk_change.carried_out")?;
    note_undone(tx, &bulk)?;
    Ok(bulk)
}

/// Changes those that still are as they were seen and that nothing stands against.
fn settle<N: InBulk>(
    tx: &mut Tx,
    bulk: &BulkChange,
    waiting: Vec<ChangedRecord>,
) -> Result<Vec<ChangedRecord>> {
    let ids: Vec<Id> = waiting.iter().map(|one| one.record).collect();
    let mut stored: BTreeMap<Id, N> =
        seen::<N>(tx, &ids)?.into_iter().map(|record| (record.known().id, record)).collect();
    let (mut settled, mut rows, mut asked) = (Vec::new(), Vec::new(), Vec::new());
    for row in waiting {
        match stored.remove(&row.record) {
            Some(before) if before.known().revision == row.seen_revision => {
                asked.push(Asked { before, values: row.wanted(), why: row.why.clone() });
                rows.push(row);
            }
            Some(_) => settled.push(left_out(row, "bulk-objection-changed-meanwhile")),
            None => settled.push(left_out(row, "bulk-objection-gone")),
        }
    }
    let pack = findings::pack_in_force(tx)?;
    let judged =
        if bulk.undoes.is_some() { judge_by_field(tx, &pack, asked)? } else { judge(tx, &pack, asked)? };
    settled.extend(rows.into_iter().zip(&judged).map(|(row, judged)| settled_as(row, judged)));
    let fitting = judged.into_iter().filter(|judged| judged.outcome == BulkOutcome::Fits);
    let changed: Vec<(N, N)> = fitting.map(|judged| (judged.before, judged.after)).collect();
    let reason = (!bulk.reason.is_empty()).then(|| bulk.reason.clone());
    N::save(tx, changed, &Occasion { reason, mark: Some((MARK, json!(bulk.id))) })?;
    Ok(settled)
}

pub(super) fn left_out(row: ChangedRecord, why: &'static str) -> ChangedRecord {
    let why = vec![Told::of(&Objection::new("", why))];
    ChangedRecord { outcome: BulkOutcome::LeftOut, changes: Map::new(), why, ..row }
}

fn settled_as<N>(row: ChangedRecord, judged: &Judged<N>) -> ChangedRecord {
    let why = judged.why.clone();
    match judged.outcome {
        BulkOutcome::Fits | BulkOutcome::Done => {
            ChangedRecord { outcome: BulkOutcome::Done, changes: judged.changes.clone(), why, ..row }
        }
        outcome => ChangedRecord { outcome, changes: Map::new(), why, ..row },
    }
}

/// Counts what came of some records, and notes whether others wait still.
pub(super) fn save_progress(
    tx: &mut Tx,
    bulk: &BulkChange,
    settled: &[ChangedRecord],
    action: &'static str,
) -> Result<BulkChange> {
    let of = |outcome: BulkOutcome| {
        i64::try_from(settled.iter().filter(|row| row.outcome == outcome).count()).unwrap_or(i64::MAX)
    };
    let mut after = BulkChange { revision: bulk.revision + 1, ..bulk.clone() };
    after.counts.waiting -= i64::try_from(settled.len()).unwrap_or(i64::MAX);
    after.counts.done += of(BulkOutcome::Done);
    after.counts.left_out += of(BulkOutcome::LeftOut);
    after.state = if after.counts.waiting > 0 { BulkState::UnderWay } else { BulkState::CarriedOut };
    after.carried_out_at = (after.state == BulkState::CarriedOut).then(|| tx.instant());
    store::save_bulk_change(tx, &after)?;
    let counted = |bulk: &BulkChange| -> Json {
        json!({"done": bulk.counts.done, "left_out": bulk.counts.left_out, "waiting": bulk.counts.waiting})
    };
    let changes = storage::changes(&counted(bulk), &counted(&after));
    tell(tx, bulk.id, (action, changes), &bulk.reason)?;
    Ok(after)
}

pub(super) fn tell(
    tx: &mut Tx,
    id: Id,
    (action, changes): (&'static str, Map<String, Json>),
    reason: &str,
) -> Result<()> {
    tx.audit(&AuditEntry {
        action,
        subject: Some(Subject::new(BULK_CHANGE, id)),
        changes,
        reason: (!reason.is_empty()).then(|| reason.to_owned()),
        ..AuditEntry::default()
    })
}
