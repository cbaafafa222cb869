//! The audit log for scripts: every event of the federation in its order, so that a log archive can follow the chain.

mod custom_fields;

use crate::pages::READ_AUDIT;
use kernel::{Date, FieldKind, Id, Instant, ReferenceKind, Result, record_fields};
use serde_json::Value as Json;
use storage::{AuditEvent, EVENTS, Read, Value};
use web::{FilterKind, Item, ListAnswer, ListAsk, ListFilter, Resource};

pub(crate) const EVENT_FILTERS: &[ListFilter] = &[
    ListFilter { name: "subject_kind", kind: FilterKind::Field(FieldKind::Text { max_chars: 100 }) },
    ListFilter { name: "subject", kind: FilterKind::Field(FieldKind::Reference(ReferenceKind("record"))) },
    ListFilter { name: "actor", kind: FilterKind::Field(FieldKind::Text { max_chars: 200 }) },
    ListFilter { name: "action", kind: FilterKind::Field(FieldKind::Text { max_chars: 100 }) },
    ListFilter { name: "from", kind: FilterKind::Made(|text| Some(Value::from(from(text)?))) },
    ListFilter { name: "until", kind: FilterKind::Made(|text| Some(Value::from(until(text)?))) },
];

/// One event, as scripts read it. Swedish: händelse.
#[derive(Clone, Debug, Default)]
struct Event {
    sequence: Option<i64>,
    at: String,
    actor_kind: String,
    actor: String,
    on_behalf_of: String,
    action: String,
    subject_kind: String,
    subject: Option<Id>,
    reason: String,
    decision: String,
    is_erased: Option<bool>,
    hash: String,
}

const LINE: FieldKind = FieldKind::Text { max_chars: 2_000 };

record_fields! { Event {
    sequence: FieldKind::Number { min: 1, max: i64::MAX };
    at: LINE;
    actor_kind: LINE;
    actor: LINE;
    on_behalf_of: LINE;
    action: LINE;
    subject_kind: LINE;
    subject: FieldKind::Reference(ReferenceKind("record"));
    reason: LINE;
    decision: LINE;
    is_erased: FieldKind::Flag;
    hash: LINE;
} }

/// What the program itself offers to scripts.
#[must_use]
pub fn resources() -> Vec<Resource> {
    let events = Resource::of::<Event>("events", "event").tells_freely("changes");
    vec![events.lists(&EVENTS, EVENT_FILTERS, list), custom_fields::custom_fields()]
}

/// A view as of a day holds what had been written then.
fn list(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    if !access::may_everywhere(read, READ_AUDIT)? {
        return Err(access::refused(READ_AUDIT));
    }
    let mut query = ask.query(&EVENTS, read.today())?;
    if let Some(day) = read.as_of() {
        query = query.filter("until", [Value::from(Instant::end_of(day))]);
    }
    Ok(ListAnswer::of(EVENTS.page(read, &query)?, item))
}

fn item(event: AuditEvent) -> Item {
    let word = |name: &str| {
        let content = event.content.as_ref();
        content.and_then(|content| content[name].as_str()).unwrap_or_default().to_owned()
    };
    let changes = event.content.as_ref().map_or(Json::Null, |content| content["changes"].clone());
    let told = Event {
        sequence: Some(event.sequence),
        at: event.at.to_string(),
        reason: word("reason"),
        decision: word("decision"),
        is_erased: Some(event.content.is_none()),
        actor_kind: event.actor_kind,
        actor: event.actor,
        on_behalf_of: event.on_behalf_of.unwrap_or_default(),
        action: event.action,
        subject_kind: event.subject_kind,
        subject: event.subject_id,
        hash: event.hash,
    };
    Item::of(id_of(&told.hash), 1, &told).with_json("changes", changes)
}

/// An event has no id of its own: the beginning of its hash is as good as one, and stays the same for ever.
fn id_of(hash: &str) -> Id {
    hash.get(..32).and_then(|digits| digits.parse().ok()).unwrap_or(Id::from_bytes([0; 16]))
}

/// The first microsecond of a day, or an instant.
fn from(text: &str) -> Option<Instant> {
    let day = |day: Date| {
        Instant::end_of(day.yesterday().ok()?).as_micros().checked_add(1).map(Instant::from_micros)
    };
    text.parse().ok().or_else(|| day_of(text).and_then(day))
}

/// The last microsecond of a day, or an instant.
fn until(text: &str) -> Option<Instant> {
    text.parse().ok().or_else(|| day_of(text).map(Instant::end_of))
}

/// A day alone: the parser would take one with a time of day and drop the time.
fn day_of(text: &str) -> Option<Date> {
    (text.len() == "2026-11-22".len()).then(|| text.parse().ok())?
}
