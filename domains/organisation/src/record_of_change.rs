//! What every verb of the room says about what it did: field by field, before and after, and why.

use crate::store::assignments::{HeldRole, held_roles};
use kernel::{Error, FieldKind, Id, Record, Result, Subject, json_of, record_fields};
use serde_json::Map;
use std::collections::BTreeMap;
use storage::{AuditEntry, Read, Tx};

/// Why something is done. Swedish: skäl och beslut.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Because {
    pub reason: String,
    /// The decision that it rests on, such as a paragraph of minutes.
    pub decision: String,
}

record_fields! { Because {
    reason: FieldKind::LongText { max_chars: 1_000 };
    decision: FieldKind::Text { max_chars: 200 };
} }

/// One thing that a verb did to one record.
pub(crate) struct Done<'a, N> {
    pub action: &'static str,
    pub subject: Subject,
    /// None for a new record.
    pub before: Option<&'a N>,
    pub after: &'a N,
    pub because: &'a Because,
}

/// Writes the audit event of what was done.
pub(crate) fn audit<N: Record>(tx: &mut Tx, done: &Done<'_, N>) -> Result<()> {
    let on_behalf_of = on_behalf_of(tx, done.subject.id)?;
    audit_for(tx, done, on_behalf_of)
}

/// Tells the same in the histories of two records: that of its subject, and that of a record that lies nowhere itself,
/// so that for whom the actor stands in is asked at the subject.
pub(crate) fn audit_twice<N: Record>(tx: &mut Tx, done: Done<'_, N>, also: Subject) -> Result<()> {
    let on_behalf_of = on_behalf_of(tx, done.subject.id)?;
    audit_twice_for(tx, done, also, on_behalf_of)
}

/// The same where it is known already for whom the actor stands in.
pub(crate) fn audit_twice_for<N: Record>(
    tx: &mut Tx,
    done: Done<'_, N>,
    also: Subject,
    on_behalf_of: Option<String>,
) -> Result<()> {
    audit_for(tx, &done, on_behalf_of.clone())?;
    audit_for(tx, &Done { subject: also, ..done }, on_behalf_of)
}

fn audit_for<N: Record>(tx: &mut Tx, done: &Done<'_, N>, on_behalf_of: Option<String>) -> Result<()> {
    let before = done.before.map_or_else(Map::new, json_of);
    tx.audit(&AuditEntry {
        action: done.action,
        subject: Some(done.subject.clone()),
        changes: storage::changes(&before.into(), &json_of(done.after).into()),
        reason: Some(done.because.reason.clone()),
        decision: Some(done.because.decision.clone()),
        on_behalf_of,
    })
}

/// The holder for whom the actor stands in on a subject today; none for who holds a role there themselves.
///
/// # Errors
/// When the database fails.
pub fn on_behalf_of(read: &Read, subject: Id) -> Result<Option<String>> {
    let Some(person) = read.actor().person else { return Ok(None) };
    let held = held_roles(read, person, &[subject])?;
    Ok(holder_stood_in_for(person, held.get(&subject).map_or(&[], Vec::as_slice)))
}

/// The same for many subjects; those on which the actor stands in for nobody are left out.
///
/// # Errors
/// When the database fails.
pub fn on_behalf_of_each(read: &Read, subjects: &[Id]) -> Result<BTreeMap<Id, String>> {
    let Some(person) = read.actor().person else { return Ok(BTreeMap::new()) };
    let held = held_roles(read, person, subjects)?.into_iter();
    Ok(held.filter_map(|(id, roles)| Some((id, holder_stood_in_for(person, &roles)?))).collect())
}

/// The holder for whom somebody who has these roles on a subject stands in.
pub(crate) fn holder_stood_in_for(person: Id, roles: &[HeldRole]) -> Option<String> {
    if roles.iter().any(|role| role.holder == Some(person)) {
        return None;
    }
    roles.iter().find_map(|role| role.holder_name.clone())
}

/// Stops an edit of a record that somebody else has changed since it was read.
pub(crate) fn check_revision(stored: i64, read: i64) -> Result<()> {
    if stored == read { Ok(()) } else { Err(Error::stale()) }
}
