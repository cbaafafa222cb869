//! Walking the audit chain: is every event still there, unchanged and in order?

use crate::audit::{self, AuditEvent, Link};
use crate::audit_erasure::erased_by;
use crate::connection::Connection;
use crate::read::Read;
use kernel::{Result, TenantId};
use serde::Serialize;
use std::collections::BTreeMap;

/// An event that somebody noted earlier: its place and its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    pub sequence: i64,
    pub hash: String,
}

impl std::str::FromStr for Anchor {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const HELP: &str = "an anchor is SEQUENCE:HASH, as audit verify prints it";
        let (sequence, hash) = text.split_once(':').ok_or(HELP)?;
        let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        let sequence = sequence.parse().map_err(|_| HELP)?;
        if is_hash { Ok(Self { sequence, hash: hash.to_ascii_lowercase() }) } else { Err(HELP) }
    }
}

/// What the walk found.
#[derive(Clone, Debug, Serialize)]
pub struct ChainReport {
    pub federation: String,
    pub events: i64,
    pub first: Option<i64>,
    pub last: Option<i64>,
    pub head: Option<String>,
    pub ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub broken: Option<Broken>,
}

impl ChainReport {
    /// The report of a chain that has begun, for its federation was founded by an event: empty, it has lost them all.
    #[must_use]
    pub fn of_begun_chain(mut self) -> Self {
        if self.events == 0 && self.ok {
            self.broken = Some(Broken { sequence: 1, id: None, reason: "missing" });
            self.ok = false;
        }
        self
    }
}

/// The first place where the chain does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Broken {
    pub sequence: i64,
    pub id: Option<kernel::Id>,
    /// `missing`, `changed`, `moved`, `content_changed`, `content_erased`, `content_restored`, `tail_cut` or `anchor`.
    pub reason: &'static str,
}

/// Walks one chain from its beginning. `federation` names it in the report.
pub(crate) fn walk(
    connection: &dyn Connection,
    tenant: TenantId,
    federation: String,
    anchor: Option<&Anchor>,
) -> Result<ChainReport> {
    let mut walk = Walk {
        first: None,
        previous: Link::beginning(),
        events: 0,
        has_anchor: anchor.is_none(),
        erased: BTreeMap::new(),
        broken: None,
    };
    loop {
        let events = audit::events_after(connection, tenant, walk.previous.sequence)?;
        if events.is_empty() || walk.broken.is_some() {
            break;
        }
        for event in &events {
            walk.step(event, tenant, anchor);
        }
    }
    let head = audit::head_of(connection, tenant)?;
    walk.end(&head, anchor);
    let is_empty = walk.events == 0;
    Ok(ChainReport {
        federation,
        events: walk.events,
        first: walk.first,
        last: if is_empty { None } else { Some(walk.previous.sequence) },
        head: if is_empty { None } else { Some(walk.previous.hash) },
        ok: walk.broken.is_none(),
        broken: walk.broken,
    })
}

struct Walk {
    first: Option<i64>,
    previous: Link,
    events: i64,
    has_anchor: bool,
    /// Events without content that no later event has named yet, with the records that they are about.
    erased: BTreeMap<i64, Option<kernel::Id>>,
    broken: Option<Broken>,
}

impl Walk {
    fn step(&mut self, event: &AuditEvent, tenant: TenantId, anchor: Option<&Anchor>) {
        if self.broken.is_none() {
            self.broken = self.fault(event, tenant, anchor).or_else(|| self.erasure_fault(event));
        }
        if anchor.is_some_and(|anchor| anchor.sequence == event.sequence && anchor.hash == event.hash) {
            self.has_anchor = true;
        }
        self.first = self.first.or(Some(event.sequence));
        self.previous = Link { sequence: event.sequence, hash: event.hash.clone(), at: event.at };
        self.events += 1;
    }

    fn fault(&self, event: &AuditEvent, tenant: TenantId, anchor: Option<&Anchor>) -> Option<Broken> {
        let broken = |sequence, reason| Some(Broken { sequence, id: event.subject_id, reason });
        if event.sequence != self.previous.sequence + 1 {
            return broken(self.previous.sequence + 1, "missing");
        }
        if event.compute_hash(tenant) != event.hash {
            return broken(event.sequence, "changed");
        }
        if event.previous_hash != self.previous.hash {
            return broken(event.sequence, "moved");
        }
        let is_changed =
            |content: &String| audit::hash_of_content(&event.salt, content) != event.content_hash;
        if event.raw_content.as_ref().is_some_and(is_changed) {
            return broken(event.sequence, "content_changed");
        }
        let contradicts = anchor.is_some_and(|a| a.sequence == event.sequence && a.hash != event.hash);
        if contradicts { broken(event.sequence, "anchor") } else { None }
    }

    /// Content is erased by a later event that names it, and then stays erased.
    fn erasure_fault(&mut self, event: &AuditEvent) -> Option<Broken> {
        if event.raw_content.is_none() {
            self.erased.insert(event.sequence, event.subject_id);
        }
        let is_standing = |sequence: &i64| self.erased.remove(sequence).is_none();
        let restored = erased_by(event).into_iter().find(is_standing)?;
        Some(Broken { sequence: restored, id: None, reason: "content_restored" })
    }

    fn end(&mut self, head: &Link, anchor: Option<&Anchor>) {
        if self.broken.is_some() {
            return;
        }
        if let Some((sequence, id)) = self.erased.pop_first() {
            self.broken = Some(Broken { sequence, id, reason: "content_erased" });
            return;
        }
        if head.sequence != self.previous.sequence || head.hash != self.previous.hash {
            self.broken = Some(Broken { sequence: self.previous.sequence + 1, id: None, reason: "tail_cut" });
        } else if let (false, Some(anchor)) = (self.has_anchor, anchor) {
            self.broken = Some(Broken { sequence: anchor.sequence, id: None, reason: "tail_cut" });
        }
    }
}

/// Walks the chain of the tenant that the read is opened for.
///
/// # Errors
/// When the database fails; a broken chain is no error but a report.
pub fn verify_chain(read: &Read, federation: String, anchor: Option<&Anchor>) -> Result<ChainReport> {
    walk(read.connection, read.actor.tenant, federation, anchor)
}
