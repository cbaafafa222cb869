//! How the verbs of this room write what they did.

use crate::change_notice::ChangeNotice;
use kernel::{Id, Result};
use serde_json::{Value as Json, json};
use storage::{AuditEntry, Tx};

/// What brought a change about: each of its events tells it beside what was done.
#[derive(Clone, Debug, Default)]
pub(crate) struct Occasion {
    pub reason: Option<String>,
    /// The name and the value by which the event leads back to what it belongs to.
    pub mark: Option<(&'static str, Json)>,
}

impl Occasion {
    /// What a notice told of: the event names who sent it, and why.
    pub fn told(notice: Option<&ChangeNotice>) -> Self {
        notice.map_or_else(Self::default, |notice| Self {
            reason: Some(notice.reason.clone()),
            mark: Some(("change_notice", json!(notice.sent_by_name))),
        })
    }

    fn told_in(&self, mut entry: AuditEntry) -> AuditEntry {
        if let Some((name, value)) = &self.mark {
            entry.changes.insert((*name).to_owned(), json!([Json::Null, value]));
        }
        AuditEntry { reason: self.reason.clone().or(entry.reason), ..entry }
    }
}

/// Writes an event. What a deputy does at a record is noted as done for the holder.
pub(crate) fn audit(tx: &mut Tx, at: Id, entry: AuditEntry) -> Result<()> {
    audit_each(tx, vec![(at, entry)], &Occasion::default())
}

/// The same for many records, each with where it is asked for whom the actor stands in.
pub(crate) fn audit_each(tx: &mut Tx, entries: Vec<(Id, AuditEntry)>, occasion: &Occasion) -> Result<()> {
    let places: Vec<Id> = entries.iter().map(|(at, _)| *at).collect();
    let on_behalf_of = organisation::on_behalf_of_each(tx, &places)?;
    for (at, entry) in entries {
        audit_for(tx, occasion.told_in(entry), on_behalf_of.get(&at).cloned())?;
    }
    Ok(())
}

/// The same where it is known already for whom the actor stands in.
pub(crate) fn audit_for(tx: &mut Tx, entry: AuditEntry, on_behalf_of: Option<String>) -> Result<()> {
    let mut entry = entry;
    // An empty list of a new record says nothing.
    entry.changes.retain(|_, sides| !(sides[0].is_null() && sides[1] == Json::Array(Vec::new())));
    tx.audit(&AuditEntry { on_behalf_of, ..entry })
}
