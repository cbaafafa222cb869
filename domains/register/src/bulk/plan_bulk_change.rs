//! Looks at what would come of changing many records alike, and keeps it to be carried out. The records stay as they are.

use super::bulk_change::{BULK_CHANGE, BulkChange, BulkKind, BulkOutcome, BulkState, ChangedRecord, Counts};
use super::in_bulk::{InBulk, Known};
use super::judge::{Asked, Judged, judge};
use super::kinds::of_kind;
use crate::reason::check_reason;
use crate::store;
use kernel::{Error, Id, Message, Objection, Result, Subject, custom_key};
use organisation::acting_name;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeSet;
use storage::{AuditEntry, Read, Tx};

/// Records that one change takes at the most.
pub const MOST_RECORDS: usize = 5_000;
/// A plan that nobody has carried out is forgotten after a day.
const PLAN_KEPT_SECONDS: i64 = 24 * 60 * 60;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct PlanBulkChange {
    pub kind: BulkKind,
    pub records: Vec<Id>,
    /// By field: its new value, `null` to empty it.
    pub values: Map<String, Json>,
    pub reason: String,
}

/// Keeps what would come of it, and answers where. Records that the actor does not see are not among them.
///
/// # Errors
/// Rejected without records or fields, with too many records, and for a field that is not changed in groups.
pub fn plan_bulk_change(tx: &mut Tx, ask: &PlanBulkChange) -> Result<Id> {
    let looked_over = look_over(tx, ask)?;
    keep_plan(tx, looked_over)
}

/// What would come of it, to be kept by [`keep_plan`]: many records take a while, in which nobody else waits.
///
/// # Errors
/// As [`plan_bulk_change`].
pub(crate) fn look_over(read: &Read, ask: &PlanBulkChange) -> Result<LookedOver> {
    of_kind!(ask.kind, look_over_kind(read, ask))
}

fn look_over_kind<N: InBulk>(read: &Read, ask: &PlanBulkChange) -> Result<LookedOver> {
    let objections = check_ask::<N>(ask);
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    let records = seen::<N>(read, &ask.records)?;
    let unknown = unknown_fields(&records, ask);
    if !unknown.is_empty() {
        return Err(Error::Rejected(unknown));
    }
    let asked = |before| Asked { before, values: ask.values.clone(), why: Vec::new() };
    let asked: Vec<Asked<N>> = records.into_iter().map(asked).collect();
    if asked.is_empty() {
        return Err(Error::rejected("records", "bulk-objection-no-records"));
    }
    let judged = judge(read, &*findings::pack_in_force(read)?, asked)?;
    let fields = ask.values.keys().cloned().collect();
    Ok(LookedOver {
        kind: N::KIND,
        fields,
        reason: ask.reason.trim().to_owned(),
        undoes: None,
        records: as_records(&judged),
    })
}

fn check_ask<N: InBulk>(ask: &PlanBulkChange) -> Vec<Objection> {
    let mut objections: Vec<Objection> = check_reason("reason", &ask.reason).into_iter().collect();
    if ask.records.is_empty() {
        objections.push(Objection::new("records", "bulk-objection-no-records"));
    }
    if ask.records.len() > MOST_RECORDS {
        objections.push(Objection::new("records", too_many()));
    }
    if ask.values.is_empty() {
        objections.push(Objection::new("", "bulk-objection-no-fields"));
    }
    let is_left_out = |name: &&String| {
        custom_key(name).is_none() && (N::field(name).is_none() || N::LEFT_OUT.contains(&name.as_str()))
    };
    let left_out = ask.values.keys().filter(is_left_out);
    objections.extend(left_out.map(|name| Objection::new(name.clone(), "bulk-objection-field")));
    objections
}

/// That there are more records than one change takes.
pub(crate) fn too_many() -> Message {
    Message::new("bulk-objection-too-many").with("most", i64::try_from(MOST_RECORDS).unwrap_or(i64::MAX))
}

/// Fields that the federation has never added.
fn unknown_fields<N: InBulk>(records: &[N], ask: &PlanBulkChange) -> Vec<Objection> {
    let Some(custom) = records.first().and_then(kernel::Record::custom) else { return Vec::new() };
    let unknown = |name: &&String| custom_key(name).is_some() && custom.field(name).is_none();
    let unknown = ask.values.keys().filter(unknown);
    unknown.map(|name| Objection::new(name.clone(), "objection-unknown-field")).collect()
}

/// Those of some records that the actor sees, by name.
pub(crate) fn seen<N: InBulk>(read: &Read, ids: &[Id]) -> Result<Vec<N>> {
    let ids: BTreeSet<Id> = ids.iter().copied().collect();
    let mut records = N::load(read, &Vec::from_iter(ids))?;
    let places: BTreeSet<Id> = records.iter().map(|record| record.known().asked_at).collect();
    let seen: BTreeSet<Id> = access::permitted(read, N::READ, &Vec::from_iter(places))?.into_iter().collect();
    records.retain(|record| seen.contains(&record.known().asked_at));
    records.sort_by_cached_key(|record| (texts::sort_key(record.known().name), record.known().id));
    Ok(records)
}

/// A change whose records are judged, and what it is for.
pub(crate) struct LookedOver {
    pub kind: BulkKind,
    pub fields: Vec<String>,
    pub reason: String,
    pub undoes: Option<Id>,
    pub records: Vec<ChangedRecord>,
}

/// Keeps what came of looking. Who carries it out is asked again, of each record.
///
/// # Errors
/// When the database fails.
pub(crate) fn keep_plan(tx: &mut Tx, looked_over: LookedOver) -> Result<Id> {
    let LookedOver { kind, fields, reason, undoes, records } = looked_over;
    store::forget_old_plans(tx, tx.actor().now.plus_seconds(-PLAN_KEPT_SECONDS))?;
    let bulk = BulkChange {
        id: Id::new(),
        revision: 1,
        kind,
        fields,
        reason,
        undoes,
        undone_by: None,
        state: BulkState::Planned,
        planned_by: tx.actor().person,
        planned_by_name: acting_name(tx)?,
        planned_at: tx.instant(),
        carried_out_at: None,
        counts: counts_of(&records),
        saved_at: tx.instant(),
    };
    store::save_bulk_change(tx, &bulk)?;
    store::save_changed_records(tx, bulk.id, &records)?;
    let mut changes = Map::new();
    changes.insert("fields".into(), json!([Json::Null, bulk.fields]));
    changes.insert("total".into(), json!([Json::Null, bulk.counts.total]));
    tx.audit(&AuditEntry {
        action: "bulk_change.planned",
        subject: Some(Subject::new(BULK_CHANGE, bulk.id)),
        changes,
        reason: Some(bulk.reason.clone()),
        ..AuditEntry::default()
    })?;
    Ok(bulk.id)
}

/// The judged records as the rows of a change, in their order.
pub(crate) fn as_records<N: InBulk>(judged: &[Judged<N>]) -> Vec<ChangedRecord> {
    judged.iter().zip(0..).map(|(judged, place)| record_of(judged, place)).collect()
}

fn record_of<N: InBulk>(judged: &Judged<N>, place: i64) -> ChangedRecord {
    let is_kept = judged.outcome == BulkOutcome::Fits;
    let Known { id, revision, name, asked_at } = judged.before.known();
    ChangedRecord {
        place,
        record: id,
        asked_at,
        name: name.to_owned(),
        seen_revision: revision,
        outcome: judged.outcome,
        changes: if is_kept { judged.changes.clone() } else { Map::new() },
        why: judged.why.clone(),
    }
}

pub(crate) fn counts_of(records: &[ChangedRecord]) -> Counts {
    let of = |outcome: BulkOutcome| {
        i64::try_from(records.iter().filter(|record| record.outcome == outcome).count()).unwrap_or(i64::MAX)
    };
    Counts {
        total: i64::try_from(records.len()).unwrap_or(i64::MAX),
        waiting: of(BulkOutcome::Fits),
        done: of(BulkOutcome::Done),
        left_out: of(BulkOutcome::LeftOut),
    }
}
