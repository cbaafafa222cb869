//! Whether what a record points at is there: owners, suppliers, users, people.

use crate::store;
use crate::system::System;
use crate::system_use::SystemUse;
use kernel::{Error, Id, Objection, Result};
use organisation::OrganisationKind;
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

pub(crate) const UNKNOWN: &str = "objection-not-a-reference";

/// Objections to an owner or a supplier that is not there, and to a local number that another system has. Only what
/// is new is judged.
pub(crate) fn wrong_references(
    read: &Read,
    before: Option<&System>,
    after: &System,
) -> Result<Vec<Objection>> {
    Ok(wrong_references_of_each(read, &[(before, after)])?.pop().unwrap_or_default())
}

/// The same for many systems that are saved together, each as it was and as it shall be.
pub(crate) fn wrong_references_of_each(
    read: &Read,
    systems: &[(Option<&System>, &System)],
) -> Result<Vec<Vec<Objection>>> {
    let new = |value: fn(&System) -> Option<Id>| {
        let values = systems.iter().filter_map(move |(before, after)| {
            value(after).filter(|_| value(after) != before.and_then(value))
        });
        values.collect::<BTreeSet<Id>>()
    };
    let pointed_at = &new(|system| system.organisation) | &new(|system| system.supplier);
    let found = organisation::organisations(read, &Vec::from_iter(pointed_at))?;
    let known: BTreeMap<Id, OrganisationKind> = found.into_iter().map(|one| (one.id, one.kind)).collect();
    let numbers = Numbers::around(read, systems)?;
    let objections = |(before, after): &(Option<&System>, &System)| {
        let was = |value: fn(&System) -> Option<Id>| before.and_then(value);
        let mut objections = Vec::new();
        if after.organisation != was(|system| system.organisation) {
            objections.extend(check_owner(after.organisation, &known));
        }
        let new_supplier = after.supplier.filter(|_| after.supplier != was(|system| system.supplier));
        if new_supplier.is_some_and(|supplier| !known.contains_key(&supplier)) {
            objections.push(Objection::new("supplier", UNKNOWN));
        }
        if is_renumbered(*before, after) && numbers.is_taken(after) {
            objections.push(Objection::new("local_number", "register-objection-local-number-taken"));
        }
        objections
    };
    Ok(systems.iter().map(objections).collect())
}

/// Whether a system comes to a local number that it did not have.
fn is_renumbered(before: Option<&System>, after: &System) -> bool {
    let number = |system: &System| (system.organisation, system.local_number.clone());
    !after.local_number.is_empty() && before.is_none_or(|before| number(before) != number(after))
}

/// Who has which local number at which owner, once some systems are saved.
struct Numbers(BTreeMap<(Id, String), BTreeSet<Id>>);

impl Numbers {
    fn around(read: &Read, systems: &[(Option<&System>, &System)]) -> Result<Self> {
        let renumbered = systems.iter().filter(|(before, after)| is_renumbered(*before, after));
        let owners: BTreeSet<Id> = renumbered.filter_map(|(_, after)| after.organisation).collect();
        let saved: BTreeSet<Id> = systems.iter().map(|(_, after)| after.id).collect();
        let mut numbers: BTreeMap<(Id, String), BTreeSet<Id>> = BTreeMap::new();
        for (id, owner, number) in store::local_numbers_at(read, &Vec::from_iter(owners))? {
            if !saved.contains(&id) {
                numbers.entry((owner, number)).or_default().insert(id);
            }
        }
        for (_, after) in systems {
            if let Some(owner) = after.organisation {
                numbers.entry((owner, after.local_number.clone())).or_default().insert(after.id);
            }
        }
        Ok(Self(numbers))
    }

    fn is_taken(&self, system: &System) -> bool {
        let Some(owner) = system.organisation else { return false };
        let having = self.0.get(&(owner, system.local_number.clone()));
        having.is_some_and(|having| having.iter().any(|id| *id != system.id))
    }
}

/// An objection to an owner that is not there or may not be one.
pub(crate) fn wrong_owner(read: &Read, owner: Option<Id>) -> Result<Option<Objection>> {
    let found = organisation::organisations(read, &Vec::from_iter(owner))?;
    let known = found.into_iter().map(|one| (one.id, one.kind)).collect();
    Ok(check_owner(owner, &known))
}

/// A supplier owns nothing in the register.
fn check_owner(owner: Option<Id>, known: &BTreeMap<Id, OrganisationKind>) -> Option<Objection> {
    let Some(owner) = owner else { return Some(Objection::new("organisation", "objection-required")) };
    match known.get(&owner) {
        None => Some(Objection::new("organisation", UNKNOWN)),
        Some(OrganisationKind::Supplier) => {
            Some(Objection::new("organisation", "register-objection-supplier-as-owner"))
        }
        Some(_) => None,
    }
}

/// Objections to uses by organisations or units that are not there.
pub(crate) fn wrong_uses(read: &Read, uses: &[SystemUse]) -> Result<Vec<Objection>> {
    let mut objections = Vec::new();
    for (place, one) in uses.iter().enumerate() {
        let known = organisation::organisations(read, &one.organisation.into_iter().collect::<Vec<_>>())?;
        if known.is_empty() {
            objections.push(Objection::new(format!("organisation.{place}"), UNKNOWN));
        }
        if let Some(unit) = one.unit {
            match organisation::unit(read, unit) {
                Ok(unit) if Some(unit.organisation) == one.organisation => {}
                Ok(_) | Err(Error::NotFound) => {
                    objections
                        .push(Objection::new(format!("unit.{place}"), "register-objection-unit-elsewhere"));
                }
                Err(error) => return Err(error),
            }
        }
    }
    Ok(objections)
}

/// Those who are not among the people.
pub(crate) fn unknown_people(read: &Read, people: &[Id]) -> Result<BTreeSet<Id>> {
    let mut unknown: BTreeSet<Id> = people.iter().copied().collect();
    for known in organisation::people(read, &Vec::from_iter(unknown.clone()))? {
        unknown.remove(&known.id);
    }
    Ok(unknown)
}
