//! Erasing what events say, where the law demands it: only whole, by an event that names them. That something was done, by
//! whom, when and to what stays, and the chain still holds. Swedish: gallring.

use crate::audit::{AuditEntry, AuditEvent, changes};
use crate::tx::Tx;
use crate::{statements, values};
use kernel::{Error, Message, Objection, Result};
use serde_json::json;
use std::collections::BTreeSet;

/// The action of an event that names those whose content it erased.
const ERASED: &str = "audit.content_erased";
/// The field of its changes in which they are named.
const NAMED: &str = "erased";
/// Events that are erased at once.
const MOST: usize = 1_000;

statements! {
    STANDING = "SELECT action, CASE WHEN content IS NULL THEN 1 ELSE 0 END FROM audit_event \
        WHERE tenant_id = ?1 AND sequence = ?2";
    ERASE = "UPDATE audit_event SET content = NULL, salt = '' WHERE tenant_id = ?1 AND sequence = ?2";
}

/// Which events lose their content, and why.
#[derive(Clone, Debug)]
pub struct EraseContent {
    pub sequences: BTreeSet<i64>,
    pub reason: String,
    /// The decision to erase, such as a paragraph of minutes.
    pub decision: String,
}

/// Erases the content of events with its salt, without which nobody can find it out by trying. Whether the actor may, the
/// caller asks.
///
/// # Errors
/// Rejected without a reason, a decision or an event; for an event that is not there, that is erased already, or that
/// tells of an erasure itself.
pub fn erase_content(tx: &mut Tx, ask: &EraseContent) -> Result<()> {
    let objections = check(tx, ask)?;
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    for sequence in &ask.sequences {
        tx.execute(&ERASE, &values![*sequence])?;
    }
    tx.audit(&AuditEntry {
        action: ERASED,
        changes: changes(&json!({}), &json!({ NAMED: ask.sequences })),
        reason: Some(ask.reason.trim().to_owned()),
        decision: Some(ask.decision.trim().to_owned()),
        ..AuditEntry::default()
    })
}

fn check(tx: &Tx, ask: &EraseContent) -> Result<Vec<Objection>> {
    let mut objections = Vec::new();
    for (field, text) in [("reason", &ask.reason), ("decision", &ask.decision)] {
        if text.trim().is_empty() {
            objections.push(Objection::new(field, "objection-required"));
        }
    }
    if ask.sequences.is_empty() || ask.sequences.len() > MOST {
        let most = i64::try_from(MOST).unwrap_or(i64::MAX);
        objections
            .push(Objection::new("sequence", Message::new("objection-erase-how-many").with("most", most)));
        return Ok(objections);
    }
    for sequence in &ask.sequences {
        let key = match tx.one::<(String, bool)>(&STANDING, &values![*sequence])? {
            None => "objection-erase-no-event",
            Some((_, true)) => "objection-erase-twice",
            Some((action, false)) if action == ERASED => "objection-erase-erasure",
            Some((_, false)) => continue,
        };
        objections.push(Objection::new("sequence", Message::new(key).with("sequence", sequence.to_string())));
    }
    Ok(objections)
}

/// The events whose content an event says that it erased.
pub(crate) fn erased_by(event: &AuditEvent) -> Vec<i64> {
    if event.action != ERASED {
        return Vec::new();
    }
    let content = event.content.as_ref();
    let named = content.and_then(|content| content.get("changes")?.get(NAMED)?.get(1)?.as_array());
    named.into_iter().flatten().filter_map(serde_json::Value::as_i64).collect()
}
