//! Plans to take a change of many records back: a change of its own, which gives each field back what stood there, where
//! nobody has written anything else since.

use super::bulk_change::{BulkChange, BulkOutcome, ChangedRecord, Told};
use super::in_bulk::InBulk;
use super::judge::{Asked, judge_by_field};
use super::kinds::of_kind;
use super::plan_bulk_change::{LookedOver, as_records, keep_plan, seen};
use super::visible_bulk_change::visible_bulk_change;
use crate::store;
use kernel::{Error, Id, Objection, Result, json_of};
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;
use storage::{Read, Tx};

/// Keeps what would come of taking a change back, and answers where. What is not the actor's to change is left to others,
/// who can take it back as well.
///
/// # Errors
/// Not found for who may not see the change; rejected where nothing of it is done, or all of it undone already.
pub fn plan_undo(tx: &mut Tx, id: Id) -> Result<Id> {
    let looked_over = look_over_undo(tx, id)?;
    keep_plan(tx, looked_over)
}

/// What would come of it, to be kept by [`keep_plan`].
///
/// # Errors
/// As [`plan_undo`].
pub(crate) fn look_over_undo(read: &Read, id: Id) -> Result<LookedOver> {
    let bulk = visible_bulk_change(read, id)?;
    if bulk.undone_by.is_some() {
        return Err(Error::rejected("", "bulk-objection-undone"));
    }
    of_kind!(bulk.kind, look_over_kind(read, &bulk))
}

fn look_over_kind<N: InBulk>(read: &Read, bulk: &BulkChange) -> Result<LookedOver> {
    let done: Vec<ChangedRecord> = store::records_of(read, bulk.id, BulkOutcome::Done)?;
    let ids: Vec<Id> = done.iter().map(|row| row.record).collect();
    let rows: BTreeMap<Id, &ChangedRecord> = done.iter().map(|row| (row.record, row)).collect();
    let asked = seen::<N>(read, &ids)?.into_iter().filter_map(|now| {
        let row = rows.get(&now.known().id)?;
        let (values, why) = compute_undo(row, &json_of(&now));
        // What another has given back already is no matter any more.
        let is_left = !values.is_empty() || !why.is_empty();
        is_left.then_some(Asked { before: now, values, why })
    });
    let asked: Vec<Asked<N>> = asked.collect();
    if asked.is_empty() {
        return Err(Error::rejected("", "bulk-objection-nothing-to-undo"));
    }
    let judged = judge_by_field(read, &*findings::pack_in_force(read)?, asked)?;
    Ok(LookedOver {
        kind: bulk.kind,
        fields: bulk.fields.clone(),
        reason: bulk.reason.clone(),
        undoes: Some(bulk.id),
        records: as_records(&judged),
    })
}

/// What the fields of a record get back, and which have become something else since. Those that say again what they said
/// before are neither.
pub(crate) fn compute_undo(row: &ChangedRecord, now: &Map<String, Json>) -> (Map<String, Json>, Vec<Told>) {
    let (stood, written) = (row.stood(), row.wanted());
    let is = |name: &str, value: &Json| now.get(name).unwrap_or(&Json::Null) == value;
    let (back, others): (Map<String, Json>, Map<String, Json>) =
        stood.into_iter().partition(|(name, _)| is(name, &written[name]));
    let others = others.iter().filter(|(name, stood)| !is(name, stood));
    let why = others.map(|(name, _)| Told::of(&Objection::new(name.clone(), "bulk-objection-changed-since")));
    (back, why.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_field_gets_back_what_stood_there_unless_somebody_has_written_something_else_since() {
        let Json::Object(changes) = json!({
            "size": [null, "large"], "importance": ["normal", "important"], "notes": ["", "Byts ut"]
        }) else {
            unreachable!()
        };
        let row = ChangedRecord {
            place: 0,
            record: Id::new(),
            asked_at: Id::new(),
            name: "Lön".into(),
            seen_revision: 1,
            outcome: BulkOutcome::Done,
            changes,
            why: Vec::new(),
        };
        let Json::Object(now) = json!({"size": "large", "importance": "prioritised", "notes": ""}) else {
            unreachable!()
        };
        let (back, why) = compute_undo(&row, &now);
        assert_eq!(Json::Object(back), json!({"size": null}));
        assert_eq!(why.iter().map(|told| told.field.as_str()).collect::<Vec<_>>(), ["importance"]);
    }
}
