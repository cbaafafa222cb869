//! Enters agreements or changes them.

use crate::agreement::Agreement;
use crate::check_agreement::check_agreement;
use crate::references::wrong_references;
use crate::store;
use crate::visible::{authorise_edit, seen_documents, seen_systems, visible_agreement};
use crate::what_is_signed::{keeps_signature, says_the_same};
use crate::write_agreement::write_agreement;
use kernel::{Error, Id, Objection, Result};
use organisation::{keeping_custom, wrong_custom};
use register::READ_COSTS;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeSet;
use storage::{AuditEntry, Read, Tx};

/// Saves an agreement: a new one has revision 0, a changed one the revision that it was read at. Answers the new revision.
///
/// Systems and documents that the actor may not see stay: they were not in the list that the actor changed. So does an amount
/// that they do not see. What is approved and signed is so no longer once it says something else.
///
/// # Errors
/// Not found for one that the actor may not see; stale; refused without permission where it is or where it comes;
/// rejected where a field says no.
pub fn save_agreement(tx: &mut Tx, agreement: Agreement) -> Result<i64> {
    let before = if agreement.revision == 0 { None } else { Some(visible_agreement(tx, agreement.id)?) };
    if let Some(before) = &before {
        authorise_edit(tx, before)?;
        if before.revision != agreement.revision {
            return Err(Error::stale());
        }
    }
    let (after, unseen_value) = keeping_unseen(tx, before.as_ref(), agreement)?;
    if before.as_ref() == Some(&after) && unseen_value.is_none() {
        return Ok(after.revision);
    }
    let mut objections = check_agreement(&after);
    objections.extend(unseen_value);
    objections.extend(wrong_references(tx, before.as_ref(), &after)?);
    objections.extend(wrong_custom(tx, before.as_ref(), &after)?);
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    authorise_edit(tx, &after)?;
    let action = if before.is_some() { "agreement.changed" } else { "agreement.registered" };
    let after = Agreement { revision: after.revision + 1, ..after };
    let (after, changes) = keeping_what_is_signed(tx, before.as_ref(), after)?;
    write_agreement(tx, before.as_ref(), &after, AuditEntry { action, changes, ..AuditEntry::default() })?;
    Ok(after.revision)
}

/// The agreement as it shall stand, and what is wrong with an amount that was written over one that is not seen.
fn keeping_unseen(
    read: &Read,
    before: Option<&Agreement>,
    asked: Agreement,
) -> Result<(Agreement, Option<Objection>)> {
    let mut after = keeping_custom(before, asked);
    let mut systems: BTreeSet<Id> = after.systems.iter().copied().collect();
    let mut wrong = None;
    after.terminated = before.and_then(|before| before.terminated.clone());
    after.signed = before.and_then(|before| before.signed);
    after.written_by = before.and_then(|before| before.written_by);
    let mut documents: BTreeSet<Id> = after.documents.iter().copied().collect();
    if let Some(before) = before {
        let seen = seen_documents(read, &before.documents)?;
        documents.extend(before.documents.iter().copied().filter(|id| !seen.contains(id)));
        let covered: BTreeSet<Id> = before.systems.iter().copied().collect();
        let seen = seen_systems(read, covered.clone())?;
        systems.extend(covered.difference(&seen));
        if before.value_ore != after.value_ore && !access::may(read, READ_COSTS, before.id)? {
            let is_typed = after.value_ore.is_some();
            wrong = is_typed.then(|| Objection::new("value_ore", "agreement-objection-value-not-seen"));
            after.value_ore = before.value_ore;
        }
    }
    after.systems = Vec::from_iter(systems);
    after.documents = Vec::from_iter(documents);
    Ok((after, wrong))
}

/// What says something else than what was approved and signed, or is about more, waits anew and is from whoever writes it now.
/// Answers the approvals that were taken back too, as changes.
fn keeping_what_is_signed(
    tx: &mut Tx,
    before: Option<&Agreement>,
    after: Agreement,
) -> Result<(Agreement, Map<String, Json>)> {
    let changes = match before {
        Some(before) => taking_back_approvals(tx, before, &after)?,
        None => Map::new(),
    };
    if before.is_some_and(|before| keeps_signature(before, &after)) {
        return Ok((after, changes));
    }
    Ok((Agreement { signed: None, written_by: tx.actor().person, ..after }, changes))
}

/// What says something else is approved for none of its systems, and a system that is covered no longer is not approved.
fn taking_back_approvals(tx: &mut Tx, before: &Agreement, after: &Agreement) -> Result<Map<String, Json>> {
    let approved: Vec<Id> = store::approvals_of(tx, after.id)?.into_iter().map(|one| one.system).collect();
    let says_the_same = says_the_same(before, after);
    let stays = |system: &Id| says_the_same && after.systems.contains(system);
    let (kept, lost): (Vec<Id>, Vec<Id>) = approved.iter().copied().partition(stays);
    for system in &lost {
        store::take_back_approval(tx, after.id, *system)?;
    }
    let left = if kept.is_empty() { Json::Null } else { json!(kept) };
    let change = (!lost.is_empty()).then(|| ("approved".to_owned(), json!([approved, left])));
    Ok(change.into_iter().collect())
}
