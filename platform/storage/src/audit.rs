//! The audit chain: who did what to which record, when, and on which decision.
//! Each event carries the hash of the one before it, so that a changed, removed or reordered event is found.

use crate::connection::Connection;
use crate::many_rows::written;
use crate::read::Read;
use crate::value::{FromRow, Row, Value};
use crate::{statements, values};
use kernel::{Actor, Id, Instant, Result, Subject, TenantId};
use rand::RngExt as _;
use serde::Serialize;
use serde_json::{Map, Value as Json, json};
use sha2::{Digest, Sha256};

/// What a verb says about what it did.
#[derive(Clone, Debug, Default)]
pub struct AuditEntry {
    /// `noun.verb_in_past_tense`, such as `system.created`.
    pub action: &'static str,
    pub subject: Option<Subject>,
    /// Field by field: what stood there before and after (see [`changes`]).
    pub changes: Map<String, Json>,
    pub reason: Option<String>,
    /// The decision that it rests on, such as a paragraph of minutes.
    pub decision: Option<String>,
    /// The holder whose deputy acted.
    pub on_behalf_of: Option<String>,
}

/// The fields that differ between two versions of a record, each with its value before and after.
#[must_use]
pub fn changes(before: &Json, after: &Json) -> Map<String, Json> {
    let empty = Map::new();
    let (old, new) = (before.as_object().unwrap_or(&empty), after.as_object().unwrap_or(&empty));
    let mut names: Vec<&String> =
        new.keys().chain(old.keys().filter(|name| !new.contains_key(*name))).collect();
    names.retain(|name| old.get(*name).unwrap_or(&Json::Null) != new.get(*name).unwrap_or(&Json::Null));
    names
        .into_iter()
        .map(|name| {
            (
                name.clone(),
                json!([old.get(name).unwrap_or(&Json::Null), new.get(name).unwrap_or(&Json::Null)]),
            )
        })
        .collect()
}

/// The newest event of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub sequence: i64,
    pub hash: String,
    pub at: Instant,
}

impl Link {
    pub(crate) fn of(event: &AuditEvent) -> Self {
        Self { sequence: event.sequence, hash: event.hash.clone(), at: event.at }
    }

    pub(crate) fn beginning() -> Self {
        Self { sequence: 0, hash: String::new(), at: Instant::from_micros(i64::MIN / 2) }
    }

    /// Time rises within a tenant, whatever the clock does.
    pub(crate) fn instant_after(&self, now: Instant) -> Instant {
        now.max(Instant::from_micros(self.at.as_micros() + 1))
    }
}

/// One event of the chain, as it is read back.
#[derive(Clone, Debug, Serialize)]
pub struct AuditEvent {
    pub sequence: i64,
    pub at: Instant,
    pub actor_kind: String,
    pub actor: String,
    pub on_behalf_of: Option<String>,
    pub action: String,
    pub subject_kind: String,
    pub subject_id: Option<Id>,
    /// None where the content has been erased lawfully.
    pub content: Option<Json>,
    #[serde(skip)]
    pub(crate) salt: String,
    #[serde(skip)]
    pub(crate) raw_content: Option<String>,
    #[serde(skip)]
    pub(crate) content_hash: String,
    #[serde(skip)]
    pub(crate) previous_hash: String,
    pub hash: String,
}

impl FromRow for AuditEvent {
    fn from_row(row: &Row) -> Result<Self> {
        let raw_content: Option<String> = row.get(9)?;
        Ok(Self {
            sequence: row.get(0)?,
            at: row.get(1)?,
            actor_kind: row.get(2)?,
            actor: row.get(3)?,
            on_behalf_of: row.get(4)?,
            action: row.get(5)?,
            subject_kind: row.get(6)?,
            subject_id: row.get(7)?,
            salt: row.get(8)?,
            content: raw_content.as_deref().and_then(|text| serde_json::from_str(text).ok()),
            raw_content,
            content_hash: row.get(10)?,
            previous_hash: row.get(11)?,
            hash: row.get(12)?,
        })
    }
}

impl AuditEvent {
    /// What the hash of this event must be.
    pub(crate) fn compute_hash(&self, tenant: TenantId) -> String {
        let covered = json!([
            self.previous_hash,
            tenant.0,
            self.sequence,
            self.at.as_micros(),
            self.actor_kind,
            self.actor,
            self.on_behalf_of,
            self.action,
            self.subject_kind,
            self.subject_id.map(|id| id.to_string()),
            self.content_hash,
        ]);
        hex_of_sha256(covered.to_string().as_bytes())
    }
}

/// The salted hash by which the chain covers a content that may be erased.
pub(crate) fn hash_of_content(salt: &str, content: &str) -> String {
    hex_of_sha256(format!("{salt}\n{content}").as_bytes())
}

fn hex_of_sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

macro_rules! event_columns {
    () => {
        "SELECT sequence, at, actor_kind, actor, on_behalf_of, action, subject_kind, subject_id, salt, content, \
         content_hash, previous_hash, hash FROM audit_event WHERE tenant_id = ?1 "
    };
}

statements! {
    HEAD = "SELECT sequence, hash, at FROM audit_head WHERE tenant_id = ?1";
    SAVE_HEAD = "INSERT INTO audit_head (tenant_id, sequence, hash, at) VALUES (?1, ?2, ?3, ?4) \
        ON CONFLICT (tenant_id) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash, at = excluded.at";
    APPEND = "INSERT INTO audit_event (tenant_id, sequence, at, actor_kind, actor, on_behalf_of, action, subject_kind, \
        subject_id, salt, content, content_hash, previous_hash, hash) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
    EVENTS_FROM = concat!(event_columns!(), "AND sequence > ?2 ORDER BY sequence LIMIT 1000");
    EVENTS_OF_SUBJECT = concat!(event_columns!(),
        "AND subject_kind = ?2 AND subject_id = ?3 AND sequence < ?4 AND at <= ?5 ORDER BY sequence DESC LIMIT ?6");
    LATEST_EVENTS = concat!(event_columns!(), "AND sequence < ?2 ORDER BY sequence DESC LIMIT ?3");
}

impl FromRow for Link {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self { sequence: row.get(0)?, hash: row.get(1)?, at: row.get(2)? })
    }
}

/// The event that follows the head of a chain.
pub(crate) fn next(actor: &Actor, at: Instant, head: &Link, entry: &AuditEntry) -> AuditEvent {
    let content = content_of(entry).to_string();
    let salt = format!("{:032x}", rand::rng().random::<u128>());
    let mut event = AuditEvent {
        sequence: head.sequence + 1,
        at,
        actor_kind: actor.kind.name().to_owned(),
        actor: actor.name.clone(),
        on_behalf_of: entry.on_behalf_of.clone(),
        action: entry.action.to_owned(),
        subject_kind: entry.subject.as_ref().map_or(String::new(), |subject| subject.kind.clone()),
        subject_id: entry.subject.as_ref().map(|subject| subject.id),
        content: None,
        content_hash: hash_of_content(&salt, &content),
        salt,
        raw_content: Some(content),
        previous_hash: head.hash.clone(),
        hash: String::new(),
    };
    event.hash = event.compute_hash(actor.tenant);
    event
}

fn content_of(entry: &AuditEntry) -> Json {
    let mut content = Map::new();
    if !entry.changes.is_empty() {
        content.insert("changes".into(), Json::Object(entry.changes.clone()));
    }
    for (name, text) in [("reason", &entry.reason), ("decision", &entry.decision)] {
        if let Some(text) = text.as_ref().filter(|text| !text.is_empty()) {
            content.insert(name.into(), Json::String(text.clone()));
        }
    }
    Json::Object(content)
}

/// Writes events, in their order.
pub(crate) fn write(connection: &dyn Connection, tenant: TenantId, events: Vec<AuditEvent>) -> Result<()> {
    for one in written(&APPEND, events.into_iter().map(row_of).collect())? {
        let mut values = vec![Value::from(tenant.0)];
        values.extend(one.values);
        connection.execute(&connection.engine().parameters(one.sql), &values)?;
    }
    Ok(())
}

fn row_of(event: AuditEvent) -> Vec<Value> {
    values![
        event.sequence,
        event.at,
        event.actor_kind,
        event.actor,
        event.on_behalf_of,
        event.action,
        event.subject_kind,
        event.subject_id,
        event.salt,
        event.raw_content,
        event.content_hash,
        event.previous_hash,
        event.hash,
    ]
    .into()
}

pub(crate) fn head_of(connection: &dyn Connection, tenant: TenantId) -> Result<Link> {
    let sql = connection.engine().parameters(HEAD.sql.to_owned());
    let rows = crate::connection::rows_of(connection, &sql, &values![tenant.0])?;
    rows.first().map_or_else(|| Ok(Link::beginning()), Link::from_row)
}

pub(crate) fn save_head(connection: &dyn Connection, head: &Link, tenant: TenantId) -> Result<()> {
    let sql = connection.engine().parameters(SAVE_HEAD.sql.to_owned());
    connection.execute(&sql, &values![tenant.0, head.sequence, head.hash.clone(), head.at]).map(|_| ())
}

/// Where a page of events begins and how many it holds; newest first.
#[derive(Clone, Copy, Debug)]
pub struct EventPage {
    /// Only events before this sequence.
    pub before: i64,
    pub limit: i64,
}

impl EventPage {
    #[must_use]
    pub const fn newest(limit: i64) -> Self {
        Self { before: i64::MAX, limit }
    }
}

/// The history of one record, newest first, up to the instant of the view.
///
/// # Errors
/// When the database fails.
pub fn history_of(read: &Read, subject: &Subject, page: EventPage) -> Result<Vec<AuditEvent>> {
    let until = read.as_of().map_or(Instant::from_micros(i64::MAX), Instant::end_of);
    read.rows(&EVENTS_OF_SUBJECT, &values![&subject.kind, subject.id, page.before, until, page.limit])
}

/// The newest events of the tenant.
///
/// # Errors
/// When the database fails.
pub fn latest_events(read: &Read, page: EventPage) -> Result<Vec<AuditEvent>> {
    read.rows(&LATEST_EVENTS, &values![page.before, page.limit])
}

/// The head of the tenant's chain as an anchor, `sequence:hash`: noted elsewhere, it finds a cut tail.
///
/// # Errors
/// When the database fails.
pub fn chain_head(read: &Read) -> Result<String> {
    head_of(read.connection, read.actor.tenant).map(|head| format!("{}:{}", head.sequence, head.hash))
}

/// A thousand events after a sequence, oldest first.
pub(crate) fn events_after(
    connection: &dyn Connection,
    tenant: TenantId,
    after: i64,
) -> Result<Vec<AuditEvent>> {
    let sql = connection.engine().parameters(EVENTS_FROM.sql.to_owned());
    let values: [Value; 2] = values![tenant.0, after];
    let mut events = Vec::new();
    connection.query(&sql, &values, &mut |row| {
        events.push(AuditEvent::from_row(&row)?);
        Ok(())
    })?;
    Ok(events)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_fields_that_differ_are_written_to_the_history() {
        let before = json!({"name": "Äldre", "size": "small", "notes": null});
        let after = json!({"name": "Yngre", "size": "small", "link": "https://a.test"});
        let changed = changes(&before, &after);
        assert_eq!(changed["name"], json!(["Äldre", "Yngre"]));
        assert_eq!(changed["link"], json!([null, "https://a.test"]));
        assert!(!changed.contains_key("size") && !changed.contains_key("notes"));
    }

    #[test]
    fn time_rises_within_a_tenant_even_when_the_clock_goes_back() {
        let head = Link { sequence: 3, hash: "x".into(), at: Instant::from_micros(100) };
        assert_eq!(head.instant_after(Instant::from_micros(50)), Instant::from_micros(101));
        assert_eq!(head.instant_after(Instant::from_micros(500)), Instant::from_micros(500));
    }
}
