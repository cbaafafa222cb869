//! Enters licences, changes them, and notes how many are in use.

use super::check_licence::check_licence;
use super::licence::{LICENCE, Licence};
use super::store;
use super::visible_licence::{may_edit_licence, seen_licences, visible_licence};
use crate::EDIT_LICENCES;
use crate::reach::{Lying, keep_reach};
use crate::references::wrong_parties;
use crate::visible::{seen_systems, visible_agreement};
use kernel::{Error, Id, Objection, Result, Subject, json_of};
use serde_json::Value as Json;
use storage::{AuditEntry, Read, Tx};

const UNKNOWN: &str = "objection-not-a-reference";

/// Saves a licence: a new one has revision 0, a changed one the revision that it was read at. Answers the new revision. A
/// system, an agreement and a cost that the actor does not see stay where nothing else is written there; those in use were
/// counted today where no day is told, and where another number has come to the day that stood.
///
/// # Errors
/// Not found for one that the actor may not see; stale; refused without permission where it is or where it comes; rejected
/// where a field says no.
pub fn save_licence(tx: &mut Tx, licence: Licence) -> Result<i64> {
    let before = if licence.revision == 0 { None } else { Some(visible_licence(tx, licence.id)?) };
    if let Some(before) = &before {
        authorise(tx, before)?;
        if before.revision != licence.revision {
            return Err(Error::stale());
        }
    }
    let (mut after, unseen_cost) = keeping_unseen(tx, before.as_ref(), licence)?;
    let counted = before.as_ref().map(|before| (before.in_use, before.counted_on));
    let is_same_day = counted.is_some_and(|(in_use, on)| in_use != after.in_use && on == after.counted_on);
    if after.in_use.is_some() && (after.counted_on.is_none() || is_same_day) {
        after.counted_on = Some(tx.today());
    }
    if before.as_ref() == Some(&after) && unseen_cost.is_none() {
        return Ok(after.revision);
    }
    let mut objections = check_licence(&after, tx.today());
    objections.extend(unseen_cost);
    objections.extend(wrong_references(tx, before.as_ref(), &after)?);
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    authorise(tx, &after)?;
    let after = Licence { revision: after.revision + 1, ..after };
    write(tx, before.as_ref(), &after)?;
    Ok(after.revision)
}

fn authorise(read: &Read, licence: &Licence) -> Result<()> {
    if may_edit_licence(read, licence)? { Ok(()) } else { Err(access::refused(EDIT_LICENCES)) }
}

fn write(tx: &mut Tx, before: Option<&Licence>, after: &Licence) -> Result<()> {
    store::write_licence(tx, after)?;
    keep_reach(tx, &[Lying::of_licence(after.id, after.organisation, after.system)])?;
    let json = |licence: &Licence| Json::from(json_of(licence));
    let entry = AuditEntry {
        action: if before.is_some() { "licence.changed" } else { "licence.registered" },
        subject: Some(Subject::new(LICENCE, after.id)),
        changes: storage::changes(&before.map_or(Json::Null, json), &json(after)),
        on_behalf_of: organisation::on_behalf_of(tx, after.id)?,
        ..AuditEntry::default()
    };
    tx.audit(&entry)
}

/// The licence as it shall stand, and what is wrong with a cost that was written over one that is not seen.
fn keeping_unseen(
    read: &Read,
    before: Option<&Licence>,
    mut after: Licence,
) -> Result<(Licence, Option<Objection>)> {
    let Some(before) = before else { return Ok((after, None)) };
    let Some(seen) = seen_licences(read, vec![before.clone()])?.pop() else { return Ok((after, None)) };
    if seen.licence.system.is_none() && after.system.is_none() {
        after.system = before.system;
    }
    if seen.licence.agreement.is_none() && after.agreement.is_none() {
        after.agreement = before.agreement;
    }
    if seen.sees_cost || after.cost_ore == before.cost_ore {
        return Ok((after, None));
    }
    let is_typed = after.cost_ore.is_some();
    after.cost_ore = before.cost_ore;
    Ok((after, is_typed.then(|| Objection::new("cost_ore", "agreement-objection-value-not-seen"))))
}

/// Objections to what is newly pointed at and is not there, or may not stand there.
fn wrong_references(read: &Read, before: Option<&Licence>, after: &Licence) -> Result<Vec<Objection>> {
    let new =
        |value: fn(&Licence) -> Option<Id>| value(after).filter(|_| value(after) != before.and_then(value));
    let mut objections = wrong_parties(read, new(|one| one.supplier), new(|one| one.organisation))?;
    let mut unknown = |field: &str, is_there: bool| {
        if !is_there {
            objections.push(Objection::new(field, UNKNOWN));
        }
    };
    if let Some(system) = new(|one| one.system) {
        let is_there = !crate::store::systems_named(read, &[system])?.is_empty();
        unknown("system", is_there && seen_systems(read, [system].into())?.contains(&system));
    }
    if let Some(agreement) = new(|one| one.agreement) {
        unknown("agreement", is_seen(visible_agreement(read, agreement))?);
    }
    let responsible = new(|one| one.responsible);
    unknown(
        "responsible",
        organisation::people(read, responsible.as_slice())?.len() == responsible.iter().len(),
    );
    let group = &after.user_group;
    if !group.is_empty() && before.is_none_or(|before| before.user_group != *group) {
        let pack = findings::pack_in_force(read)?;
        unknown("user_group", pack.user_groups.iter().any(|known| known.id == *group));
    }
    Ok(objections)
}

fn is_seen<T>(found: Result<T>) -> Result<bool> {
    match found {
        Ok(_) => Ok(true),
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}
