//! What an undoing does to the change that it undoes: it stops what waits there still, and says that the change is undone
//! once nothing that it wrote stands any more.

use super::bulk_change::{BulkChange, BulkOutcome, BulkState, ChangedRecord};
use super::carry_out_bulk_change::{left_out, save_progress, tell};
use super::in_bulk::InBulk;
use super::kinds::{edit_permission, of_kind};
use super::plan_undo::compute_undo;
use crate::store;
use kernel::{Error, Id, Result, json_of};
use serde_json::Map;
use std::collections::{BTreeMap, BTreeSet};
use storage::{Read, Tx};

/// Of two that undo the same, one is too late where the other has given everything back.
pub(super) fn refuse_undone(read: &Read, bulk: &BulkChange) -> Result<()> {
    let Some(undone) = bulk.undoes else { return Ok(()) };
    let undone = store::find_bulk_change(read, undone)?.ok_or(Error::NotFound)?;
    if undone.undone_by.is_some() { Err(Error::rejected("", "bulk-objection-undone")) } else { Ok(()) }
}

/// After the last step of an undoing. Who undoes the records that are theirs leaves the others to others.
pub(super) fn note_undone(tx: &mut Tx, bulk: &BulkChange) -> Result<()> {
    let has_given_back = bulk.state == BulkState::CarriedOut && bulk.counts.done > 0;
    let Some(undone) = bulk.undoes.filter(|_| has_given_back) else { return Ok(()) };
    let undone = store::find_bulk_change(tx, undone)?.ok_or(Error::NotFound)?;
    let undone = stop(tx, undone)?;
    if undone.state != BulkState::CarriedOut || of_kind!(undone.kind, has_more(tx, &undone))? {
        return Ok(());
    }
    let noted = BulkChange { revision: undone.revision + 1, undone_by: Some(bulk.id), ..undone };
    store::save_bulk_change(tx, &noted)?;
    tell(tx, noted.id, ("bulk_change.undone", Map::new()), &bulk.reason)
}

/// Whoever began the undone change may be gone: what waits in it is left as it is, where the actor may say so.
fn stop(tx: &mut Tx, undone: BulkChange) -> Result<BulkChange> {
    if undone.state != BulkState::UnderWay {
        return Ok(undone);
    }
    let waiting = store::records_of(tx, undone.id, BulkOutcome::Fits)?;
    let places: BTreeSet<Id> = waiting.iter().map(|row| row.asked_at).collect();
    let places = access::permitted(tx, edit_permission(undone.kind), &Vec::from_iter(places))?;
    let places: BTreeSet<Id> = places.into_iter().collect();
    let stopped = waiting.into_iter().filter(|row| places.contains(&row.asked_at));
    let stopped: Vec<ChangedRecord> =
        stopped.map(|row| left_out(row, "bulk-objection-undone-meanwhile")).collect();
    if stopped.is_empty() {
        return Ok(undone);
    }
    store::save_changed_records(tx, undone.id, &stopped)?;
    save_progress(tx, &undone, &stopped, "bulk_change.stopped")
}

/// Whether a record, seen by the actor or not, has a value still that the change gave it.
fn has_more<N: InBulk>(read: &Read, undone: &BulkChange) -> Result<bool> {
    let done = store::records_of(read, undone.id, BulkOutcome::Done)?;
    let ids: Vec<Id> = done.iter().map(|row| row.record).collect();
    let rows: BTreeMap<Id, &ChangedRecord> = done.iter().map(|row| (row.record, row)).collect();
    let is_left = |now: &N| {
        let row = rows.get(&now.known().id);
        row.is_some_and(|row| !compute_undo(row, &json_of(now)).0.is_empty())
    };
    Ok(N::load(read, &ids)?.iter().any(is_left))
}
