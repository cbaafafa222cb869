//! Plans to take a change of many records back: a change of its own, which gives each field back what stood there, where
//! nobody has written anything else since.

use super::bulk_change::{BulkChange, BulkOutcome, BulkState, ChangedRecord, Told};
use super::in_bulk::InBulk;
use super::judge::Asked;
use super::kinds::of_kind;
use super::plan_bulk_change::{Purpose, keep_plan, seen};
use super::visible_bulk_change::visible_bulk_change;
use crate::store;
use kernel::{Error, Id, Objection, Result, json_of};
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;
use storage::Tx;

/// Keeps what would come of taking a change back, and answers where.
///
/// # Errors
/// Not found for who may not see the change; rejected where it is not carried out to its end, or undone already.
pub fn plan_undo(tx: &mut Tx, id: Id) -> Result<Id> {
    let bulk = visible_bulk_change(tx, id)?;
    if bulk.state != BulkState::CarriedOut || bulk.counts.done == 0 {
        return Err(Error::rejected("", "bulk-objection-nothing-to-undo"));
    }
    if bulk.undone_by.is_some() {
        return Err(Error::rejected("", "bulk-objection-undone"));
    }
    of_kind!(bulk.kind, plan(tx, &bulk))
}

fn plan<N: InBulk>(tx: &mut Tx, bulk: &BulkChange) -> Result<Id> {
    let done: Vec<ChangedRecord> = store::records_of(tx, bulk.id, BulkOutcome::Done)?;
    let ids: Vec<Id> = done.iter().map(|row| row.record).collect();
    let rows: BTreeMap<Id, &ChangedRecord> = done.iter().map(|row| (row.record, row)).collect();
    let asked = seen::<N>(tx, &ids)?.into_iter().filter_map(|now| {
        let row = rows.get(&now.id())?;
        let (values, why) = compute_undo(row, &json_of(&now));
        Some(Asked { before: now, values, why })
    });
    let asked = asked.collect();
    let purpose = Purpose { fields: bulk.fields.clone(), reason: bulk.reason.clone(), undoes: Some(bulk.id) };
    keep_plan::<N>(tx, asked, purpose)
}

/// What the fields of a record get back, and which have become something else since.
pub(crate) fn compute_undo(row: &ChangedRecord, now: &Map<String, Json>) -> (Map<String, Json>, Vec<Told>) {
    let (stood, written) = (row.stood(), row.wanted());
    let is_as_written = |name: &str| now.get(name).unwrap_or(&Json::Null) == &written[name];
    let (back, others): (Map<String, Json>, Map<String, Json>) =
        stood.into_iter().partition(|(name, _)| is_as_written(name));
    let why =
        others.keys().map(|name| Told::of(&Objection::new(name.clone(), "bulk-objection-changed-since")));
    (back, why.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_field_gets_back_what_stood_there_unless_somebody_has_written_something_else_since() {
        let Json::Object(changes) = json!({"size": [null, "large"], "importance": ["normal", "important"]})
        else {
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
        let Json::Object(now) = json!({"size": "large", "importance": "prioritised"}) else { unreachable!() };
        let (back, why) = compute_undo(&row, &now);
        assert_eq!(Json::Object(back), json!({"size": null}));
        assert_eq!(why.iter().map(|told| told.field.as_str()).collect::<Vec<_>>(), ["importance"]);
    }
}
