//! What a verb about statements leaves behind: the event, and the records to judge anew.

use super::{DUTY_STATEMENT, DutyStatement};
use kernel::{Id, Result, Subject, json_of};
use register::SYSTEM;
use serde_json::Value as Json;
use storage::{AuditEntry, Tx};

/// The page of a statement.
#[must_use]
pub(crate) fn address_of(statement: Id) -> String {
    format!("/ansvar/{statement}")
}

/// Writes what was done with a statement. What a deputy does is noted as done for the holder.
pub(crate) fn audit(
    tx: &mut Tx,
    action: &'static str,
    (before, after): (Option<&DutyStatement>, &DutyStatement),
    reason: Option<String>,
) -> Result<()> {
    let on_behalf_of = organisation::on_behalf_of(tx, after.subject.id)?;
    audit_for(tx, action, (before, after), (reason, on_behalf_of))
}

/// The same where it is known for whom the actor stands in.
pub(crate) fn audit_for(
    tx: &mut Tx,
    action: &'static str,
    (before, after): (Option<&DutyStatement>, &DutyStatement),
    (reason, on_behalf_of): (Option<String>, Option<String>),
) -> Result<()> {
    let changes = storage::changes(&before.map_or(Json::Null, json), &json(after));
    tx.audit(&AuditEntry {
        action,
        subject: Some(Subject::new(DUTY_STATEMENT, after.id)),
        changes,
        reason,
        on_behalf_of,
        ..AuditEntry::default()
    })
}

fn json(statement: &DutyStatement) -> Json {
    let mut json = json_of(&statement.said);
    json.retain(|_, value| !value.is_null() && value.as_str() != Some(""));
    json.insert("made_by_name".to_owned(), statement.made_by_name.as_str().into());
    json.insert("made_on".to_owned(), statement.made_on.to_string().into());
    json.into()
}

/// What is said of an object or an organisation counts for all that lies within.
pub(crate) fn touch_where_it_counts(tx: &mut Tx, subject: &Subject) -> Result<()> {
    tx.touch(subject.clone());
    if subject.is(SYSTEM) { Ok(()) } else { findings::touch_all_within(tx, &[subject.id]) }
}
