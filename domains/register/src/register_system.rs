//! Enters systems in the register.

use crate::change_notice::ChangeNotice;
use crate::check_system::{check_new_system, refuse_second_common_systems};
use crate::reach::begin_reach_of_systems;
use crate::references::wrong_references_of_each;
use crate::system::{SYSTEM, System};
use crate::touched::touch_systems;
use crate::trail::{Occasion, audit_each};
use crate::{CREATE, store};
use kernel::{Error, Id, Result, Subject};
use organisation::{save_custom_of_each, wrong_custom_of_each};
use std::collections::BTreeSet;
use storage::{AuditEntry, Tx};

/// Registers a system; its own id is kept, its revision becomes 1.
///
/// # Errors
/// Refused without permission at its owner; rejected where a field or the guideline says no.
pub fn register_system(tx: &mut Tx, system: System) -> Result<Id> {
    register_system_as_told(tx, system, None)
}

/// The same, where somebody has told of the system.
pub(crate) fn register_system_as_told(
    tx: &mut Tx,
    system: System,
    told: Option<&ChangeNotice>,
) -> Result<Id> {
    let id = system.id;
    register_as_told(tx, vec![system], told)?;
    Ok(id)
}

/// Registers many systems, all or none, asking and writing as a set.
///
/// # Errors
/// As [`register_system`], of the first system that has one.
pub fn register_systems(tx: &mut Tx, systems: Vec<System>) -> Result<()> {
    register_as_told(tx, systems, None)
}

fn register_as_told(tx: &mut Tx, systems: Vec<System>, told: Option<&ChangeNotice>) -> Result<()> {
    let pack = findings::pack_in_force(tx)?;
    let new: Vec<(Option<&System>, &System)> = systems.iter().map(|system| (None, system)).collect();
    let mut authorised = BTreeSet::new();
    let further = wrong_references_of_each(tx, &new)?.into_iter().zip(wrong_custom_of_each(tx, &new)?);
    for (system, (wrong_references, wrong_custom)) in systems.iter().zip(further) {
        let mut objections = check_new_system(&pack, system);
        objections.extend(wrong_references);
        objections.extend(wrong_custom);
        let has_owner = !objections.iter().any(|one| one.field == "organisation");
        if let Some(owner) = system.organisation.filter(|id| has_owner && authorised.insert(*id)) {
            access::authorise(tx, CREATE, owner)?;
        }
        if !objections.is_empty() {
            return Err(Error::Rejected(objections));
        }
    }
    let systems: Vec<System> = systems.into_iter().map(|system| System { revision: 1, ..system }).collect();
    save_new(tx, &systems)?;
    let all: Vec<&System> = systems.iter().collect();
    refuse_second_common_systems(tx, &pack, &all)?;
    tell_registered(tx, &systems, told)?;
    touch_systems(tx, &all)
}

fn save_new(tx: &mut Tx, systems: &[System]) -> Result<()> {
    store::save_systems(tx, systems)?;
    let new: Vec<(Id, Option<&System>, &System)> =
        systems.iter().map(|system| (system.id, None, system)).collect();
    save_custom_of_each(tx, &new)?;
    begin_reach_of_systems(tx, &systems.iter().collect::<Vec<_>>())
}

/// Asked after the reach is set: for whom the actor stands in follows from where a system lies.
fn tell_registered(tx: &mut Tx, systems: &[System], told: Option<&ChangeNotice>) -> Result<()> {
    let entry = |system: &System| AuditEntry {
        action: "system.registered",
        subject: Some(Subject::new(SYSTEM, system.id)),
        changes: storage::changes(&serde_json::Value::Null, &kernel::json_of(system).into()),
        ..AuditEntry::default()
    };
    let entries = systems.iter().map(|system| (system.id, entry(system))).collect();
    audit_each(tx, entries, &Occasion::told(told))
}
