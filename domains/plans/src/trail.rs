//! How the verbs of this room keep a record and write what they did.

use crate::plan::{PLAN, Plan};
use crate::store;
use crate::suggestion::{SUGGESTION, Suggestion};
use kernel::{Result, Subject};
use serde_json::{Map, Value as Json};
use storage::{AuditEntry, Tx};

/// Keeps a suggestion as it has become, with the event that tells what was done. What a deputy does at a system is noted as
/// done for the holder.
pub(crate) fn keep(tx: &mut Tx, suggestion: &Suggestion, done: AuditEntry) -> Result<()> {
    store::save_suggestion(tx, suggestion)?;
    let on_behalf_of = organisation::on_behalf_of(tx, suggestion.system)?;
    tx.audit(&AuditEntry { subject: Some(Subject::new(SUGGESTION, suggestion.id)), on_behalf_of, ..done })
}

/// Keeps a plan as it has become, in the same way.
pub(crate) fn keep_plan(tx: &mut Tx, plan: &Plan, done: AuditEntry) -> Result<()> {
    store::save_plan(tx, plan)?;
    let on_behalf_of = organisation::on_behalf_of(tx, plan.subject.id)?;
    tx.audit(&AuditEntry { subject: Some(Subject::new(PLAN, plan.id)), on_behalf_of, ..done })
}

/// One thing that became another.
pub(crate) fn change(name: &str, before: impl Into<Json>, after: impl Into<Json>) -> Map<String, Json> {
    Map::from_iter([(name.to_owned(), Json::Array(vec![before.into(), after.into()]))])
}
