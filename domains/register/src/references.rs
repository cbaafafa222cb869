//! Whether what a record points at is there: owners, suppliers, users, people.

use crate::store;
use crate::system::System;
use crate::system_use::SystemUse;
use kernel::{Error, Id, Objection, Result};
use organisation::OrganisationKind;
use storage::Read;

const UNKNOWN: &str = "objection-not-a-reference";

/// Objections to an owner or a supplier that is not there, and to a local number that another system has. Only what
/// is new is judged.
pub(crate) fn wrong_references(
    read: &Read,
    before: Option<&System>,
    after: &System,
) -> Result<Vec<Objection>> {
    let was = |value: fn(&System) -> Option<Id>| before.and_then(value);
    let mut objections = Vec::new();
    if after.organisation != was(|system| system.organisation) {
        objections.extend(wrong_owner(read, after.organisation)?);
    }
    let new_supplier = after.supplier.filter(|_| after.supplier != was(|system| system.supplier));
    let known = organisation::organisations(read, &new_supplier.into_iter().collect::<Vec<_>>())?;
    if new_supplier.is_some() && known.is_empty() {
        objections.push(Objection::new("supplier", UNKNOWN));
    }
    let number = |system: &System| (system.organisation, system.local_number.clone());
    if before.is_none_or(|before| number(before) != number(after)) && is_number_taken(read, after)? {
        objections.push(Objection::new("local_number", "register-objection-local-number-taken"));
    }
    Ok(objections)
}

/// A supplier owns nothing in the register.
pub(crate) fn wrong_owner(read: &Read, owner: Option<Id>) -> Result<Option<Objection>> {
    let Some(owner) = owner else { return Ok(Some(Objection::new("organisation", "objection-required"))) };
    let found = organisation::organisations(read, &[owner])?;
    Ok(match found.first() {
        None => Some(Objection::new("organisation", UNKNOWN)),
        Some(found) if found.kind == OrganisationKind::Supplier => {
            Some(Objection::new("organisation", "register-objection-supplier-as-owner"))
        }
        Some(_) => None,
    })
}

fn is_number_taken(read: &Read, system: &System) -> Result<bool> {
    match system.organisation {
        Some(owner) if !system.local_number.is_empty() => {
            let others = store::systems_with_local_number(read, owner, &system.local_number)?;
            Ok(others.iter().any(|other| *other != system.id))
        }
        _ => Ok(false),
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

/// An objection to an owner of a document who is not among the people.
pub(crate) fn wrong_person(
    read: &Read,
    field: &'static str,
    person: Option<Id>,
) -> Result<Option<Objection>> {
    let Some(person) = person else { return Ok(None) };
    let is_known = !organisation::people(read, &[person])?.is_empty();
    Ok((!is_known).then(|| Objection::new(field, UNKNOWN)))
}
