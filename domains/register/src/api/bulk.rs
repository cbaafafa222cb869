//! Changes of many records in the API: planned, carried out some at a time, and taken back.

use super::of_field;
use crate::bulk::{
    BulkChange, BulkKind, BulkState, ChangedRecord, InBulk, LookedOver, MOST_RECORDS, PlanBulkChange,
    carry_out_bulk_change, keep_plan, look_over, look_over_undo, of_kind, seen_records, visible_bulk_change,
};
use crate::document::Document;
use crate::listing::{BULK_CHANGES, BULK_RECORDS};
use crate::managed_object::ManagedObject;
use crate::pages::seen_bulk_changes;
use crate::system::System;
use kernel::{Choice as _, Error, FieldKind, Id, Record as _, ReferenceKind, Result, json_of, record_fields};
use organisation::with_blank_custom;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeSet;
use storage::{Query, Read};
use web::{FieldInfo, Input, Item, Keep, ListAnswer, ListAsk, ListFilter, Resource, fields_of};

const FILTERS: &[ListFilter] = &[
    of_field("kind", FieldKind::Choice(BulkKind::NAMES)),
    of_field("state", FieldKind::Choice(BulkState::NAMES)),
];

/// Why many records are changed.
#[derive(Clone, Debug, Default)]
struct Why {
    reason: String,
}

record_fields! { Why {
    reason: FieldKind::LongText { max_chars: 2_000 };
} }

/// Which records, of one kind, and why.
#[derive(Clone, Debug, Default)]
struct Wanted {
    systems: Vec<Id>,
    objects: Vec<Id>,
    documents: Vec<Id>,
    reason: String,
}

/// The lists of records that may be sent, and of what kind each is.
const LISTS: [(&str, BulkKind); 3] =
    [("systems", BulkKind::System), ("objects", BulkKind::Object), ("documents", BulkKind::Document)];

record_fields! { Wanted {
    systems: FieldKind::References(ReferenceKind("system"));
    objects: FieldKind::References(ReferenceKind("object"));
    documents: FieldKind::References(ReferenceKind("document"));
    reason: FieldKind::LongText { max_chars: 2_000 };
} }

const COUNT: FieldKind = FieldKind::Number { min: 0, max: i64::MAX };

pub(super) fn bulk_changes() -> Resource {
    let chosen =
        fields_of::<Wanted>().into_iter().filter(|field| LISTS.iter().any(|(name, _)| *name == field.name));
    let resource = Resource::of::<Why>("bulk-changes", "bulk_change")
        .tells("record_kind", FieldKind::Choice(BulkKind::NAMES))
        .tells("fields", FieldKind::Words { max_words: 100 })
        .tells("state", FieldKind::Choice(BulkState::NAMES))
        .tells("planned_by_name", FieldKind::Text { max_chars: 200 })
        .tells("undoes", FieldKind::Reference(ReferenceKind("bulk_change")))
        .tells("undone_by", FieldKind::Reference(ReferenceKind("bulk_change")))
        .tells("total", COUNT)
        .tells("waiting", COUNT)
        .tells("done", COUNT)
        .tells("left_out", COUNT)
        .tells_list("outcomes")
        .lists(&BULK_CHANGES, FILTERS, list)
        .gets(get)
        .creates_after_look(plan)
        .acts_plainly("carry-out", |tx, id, _| carry_out_bulk_change(tx, id).and_then(|_| get(tx, id)))
        .acts_after_look("undo", |read, id, _| look_over_undo(read, id).map(kept));
    Resource { with: chosen.chain(changed()).collect(), ..resource }
}

/// What is sent becomes the value of every record; what is not sent stays. Of two fields with one name the first is told:
/// the kind of an object is any word, of which the kinds of systems are some.
fn changed() -> Vec<FieldInfo> {
    let all = [fields_of::<ManagedObject>(), fields_of::<System>(), fields_of::<Document>()].concat();
    let mut told = BTreeSet::new();
    let first = all.into_iter().filter(|field| told.insert(field.name));
    first.map(|field| FieldInfo { is_required: false, ..field }).collect()
}

fn list(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    let query = seen_bulk_changes(read, ask.query(&BULK_CHANGES, read.today())?)?;
    Ok(ListAnswer::of(BULK_CHANGES.page::<BulkChange>(read, &query)?, |bulk| told(&bulk, Vec::new())))
}

/// With what came of each record that the actor is told of; what stood there and stands there the records tell.
fn get(read: &Read, id: Id) -> Result<Item> {
    let bulk = visible_bulk_change(read, id)?;
    let query = Query::first(i64::try_from(MOST_RECORDS).unwrap_or(i64::MAX));
    let query = seen_records(read.actor(), &bulk, query);
    let language = read.actor().language;
    let outcome = |row: &ChangedRecord| {
        let why: Vec<Json> = row
            .why
            .iter()
            .map(|told| json!({"field": told.field, "message": told.in_language(language)}))
            .collect();
        json!({"record": row.record, "name": row.name, "outcome": row.outcome.name(), "why": why})
    };
    let rows = BULK_RECORDS.page::<ChangedRecord>(read, &query)?.items;
    Ok(told(&bulk, rows.iter().map(outcome).collect()))
}

fn told(bulk: &BulkChange, outcomes: Vec<Json>) -> Item {
    Item::of(bulk.id, bulk.revision, &Why { reason: bulk.reason.clone() })
        .with("record_kind", &bulk.kind)
        .with("fields", &bulk.fields)
        .with("state", &bulk.state)
        .with("planned_by_name", &bulk.planned_by_name)
        .with("undoes", &bulk.undoes)
        .with("undone_by", &bulk.undone_by)
        .with("total", &bulk.counts.total)
        .with("waiting", &bulk.counts.waiting)
        .with("done", &bulk.counts.done)
        .with("left_out", &bulk.counts.left_out)
        .with_json("outcomes", Json::Array(outcomes))
}

/// Plans it: nothing is changed before `carry-out`, which takes some at a time and is called until none waits.
fn plan(read: &Read, input: &Input) -> Result<Keep> {
    let sent = input.names();
    let mut kinds = LISTS.iter().filter(|(name, _)| sent.iter().any(|sent| sent == name));
    match (kinds.next(), kinds.next()) {
        (Some((_, kind)), None) => of_kind!(*kind, plan_of_kind(read, input)),
        (None, _) => Err(Error::rejected("records", "bulk-objection-no-records")),
        (_, Some((other, _))) => Err(Error::rejected(*other, "bulk-objection-one-kind")),
    }
}

fn plan_of_kind<N: InBulk>(read: &Read, input: &Input) -> Result<Keep> {
    let (mut record, mut wanted) = (with_blank_custom(read, N::SUBJECT, N::blank())?, Wanted::default());
    input.read_sent(&mut record, &mut wanted)?;
    let given = json_of(&record);
    let asked = input.names().into_iter().filter(|name| Wanted::field(name).is_none());
    let values: Map<String, Json> =
        asked.map(|name| (name.clone(), given.get(&name).cloned().unwrap_or(Json::Null))).collect();
    let records = [wanted.systems, wanted.objects, wanted.documents].concat();
    look_over(read, &PlanBulkChange { kind: N::KIND, records, values, reason: wanted.reason }).map(kept)
}

/// Keeps a plan and tells of it.
fn kept(looked_over: LookedOver) -> Keep {
    Box::new(move |tx| {
        let id = keep_plan(tx, looked_over)?;
        get(tx, id)
    })
}
