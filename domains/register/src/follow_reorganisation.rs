//! Systems and objects follow their owners and users when units and organisations are reorganised.

use crate::managed_object::{ManagedObject, OBJECT};
use crate::reach::settle_reach_within;
use crate::system::{SYSTEM, System};
use crate::system_use::SystemUse;
use crate::visible::{visible_object, visible_system};
use crate::{change_system, save_object, set_system_uses, store};
use kernel::{Id, Result, Subject};
use organisation::{Because, Following, Kept, KeptBy, Succession, organisations, unit};
use std::collections::{BTreeMap, BTreeSet};
use storage::{AuditEntry, Read, Tx};

/// How the register follows reorganisations.
#[must_use]
pub const fn following() -> Following {
    Following { kept, take_along, settle_reach: settle_reach_within }
}

fn kept(read: &Read, places: &[Id]) -> Result<Vec<Kept>> {
    let used = [store::used_at_units(read, places)?, store::used_at_organisations(read, places)?].concat();
    let kept_as = |kind, path: &'static str, by| {
        move |(at, id, name): store::At| {
            let address = format!("{path}/{id}");
            Kept { subject: Subject::new(kind, id), name, address, at, by }
        }
    };
    let systems = store::systems_owned_at(read, places)?.into_iter();
    let objects = store::objects_owned_at(read, places)?.into_iter();
    let mut kept: Vec<Kept> = used.into_iter().map(kept_as(SYSTEM, "/system", KeptBy::User)).collect();
    kept.extend(systems.map(kept_as(SYSTEM, "/system", KeptBy::Owner)));
    kept.extend(objects.map(kept_as(OBJECT, "/objekt", KeptBy::Owner)));
    Ok(kept)
}

/// What takes over from each unit and organisation.
type Successors<'s> = BTreeMap<Id, &'s [Id]>;

/// Runs the verbs of the register for each record that is kept where another takes over.
fn take_along(tx: &mut Tx, successions: &[Succession], because: &Because) -> Result<()> {
    let successors: Successors = successions.iter().map(|one| (one.from, one.to.as_slice())).collect();
    let places: Vec<Id> = successors.keys().copied().collect();
    let records = kept(tx, &places)?;
    for one in records.iter().filter(|one| one.by == KeptBy::Owner) {
        if let Some([owner]) = successors.get(&one.at).copied() {
            hand_to(tx, &one.subject, *owner)?;
        }
    }
    let used: BTreeSet<Id> =
        records.iter().filter(|one| one.by == KeptBy::User).map(|one| one.subject.id).collect();
    for system in used {
        let uses = store::uses_of(tx, system)?.into_iter().map(|kept| kept.system_use).collect();
        let uses = follow(tx, uses, &successors)?;
        set_system_uses(tx, system, visible_system(tx, system)?.revision, &uses)?;
    }
    let subjects: BTreeSet<&Subject> = records.iter().map(|one| &one.subject).collect();
    subjects.into_iter().try_for_each(|subject| tell(tx, subject, because))
}

fn hand_to(tx: &mut Tx, subject: &Subject, owner: Id) -> Result<()> {
    if subject.is(SYSTEM) {
        let system = visible_system(tx, subject.id)?;
        change_system(tx, System { organisation: Some(owner), ..system })?;
    } else {
        let object = visible_object(tx, subject.id)?;
        save_object(tx, ManagedObject { organisation: Some(owner), ..object })?;
    }
    Ok(())
}

/// Why it has other owners or users, in its own history.
fn tell(tx: &mut Tx, subject: &Subject, because: &Because) -> Result<()> {
    let action = if subject.is(SYSTEM) { "system.reorganised" } else { "object.reorganised" };
    tx.audit(&AuditEntry {
        action,
        subject: Some(subject.clone()),
        reason: Some(because.reason.clone()),
        decision: Some(because.decision.clone()),
        ..AuditEntry::default()
    })
}

/// The uses of a system in the new order.
fn follow(read: &Read, uses: Vec<SystemUse>, successors: &Successors) -> Result<Vec<SystemUse>> {
    let mut found = Vec::new();
    for one in uses {
        let place = one.unit.or(one.organisation);
        let Some(to) = place.and_then(|place| successors.get(&place)) else {
            found.push(one);
            continue;
        };
        // Nobody knows how the users of a unit that is split are divided.
        let number_of_users = one.number_of_users.filter(|_| to.len() == 1);
        for id in *to {
            let (organisation, unit) = place_of(read, *id, one.unit.is_some())?;
            found.push(SystemUse { organisation, unit, number_of_users });
        }
    }
    Ok(compute_joined(found))
}

fn place_of(read: &Read, id: Id, is_unit: bool) -> Result<(Option<Id>, Option<Id>)> {
    if is_unit {
        return Ok((Some(unit(read, id)?.organisation), Some(id)));
    }
    Ok((organisations(read, &[id])?.first().map(|one| one.id), None))
}

/// Uses that have come to the same place are one, with the users of all of them.
fn compute_joined(uses: Vec<SystemUse>) -> Vec<SystemUse> {
    let mut joined: Vec<SystemUse> = Vec::new();
    for one in uses {
        let is_there =
            |other: &&mut SystemUse| (other.organisation, other.unit) == (one.organisation, one.unit);
        match joined.iter_mut().find(is_there) {
            Some(there) => {
                let sum = there.number_of_users.into_iter().chain(one.number_of_users).reduce(|a, b| a + b);
                there.number_of_users = sum;
            }
            None => joined.push(one),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn users_who_come_to_one_place_are_counted_together() {
        let (organisation, unit) = (Some(Id::new()), Some(Id::new()));
        let at = |number_of_users| SystemUse { organisation, unit, number_of_users };
        let elsewhere = SystemUse { organisation, unit: None, number_of_users: Some(7) };
        let uses = vec![at(Some(30)), elsewhere.clone(), at(None), at(Some(12))];
        assert_eq!(compute_joined(uses), [at(Some(42)), elsewhere]);
        assert_eq!(compute_joined(vec![at(None), at(None)]), [at(None)]);
    }
}
