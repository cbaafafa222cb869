//! What the register keeps by records of the rooms below, settled when those become others: an organisation that is moved
//! takes its systems with it, and who leaves leaves documents without owner.

use crate::managed_object::OBJECT;
use crate::reach::{keep_reach_of_objects, keep_reach_of_systems};
use crate::store;
use crate::system::{SYSTEM, System};
use crate::touched::touch_subject;
use kernel::{Error, Id, Result, Subject};
use organisation::{ORGANISATION, PERSON, UNIT};
use std::collections::BTreeSet;
use storage::Tx;

/// Settles what the register keeps by organisations and people that have become others.
///
/// # Errors
/// Rejected for a unit that goes to another organisation while systems are used there.
pub fn settle_after_change(tx: &mut Tx, changed: &[Subject]) -> Result<()> {
    for subject in changed {
        if subject.is(ORGANISATION) {
            settle_organisation(tx, subject.id)?;
        } else if subject.is(PERSON) {
            settle_person(tx, subject.id)?;
        } else if subject.is(UNIT) && store::is_unit_in_use(tx, subject.id)? {
            return Err(Error::rejected("organisation", "objection-unit-has-parts"));
        }
    }
    Ok(())
}

/// Who reaches the systems and objects of an organisation and of all within it, and what the guideline says of them.
fn settle_organisation(tx: &mut Tx, id: Id) -> Result<()> {
    let moved = organisation::descendants_or_self(tx, id)?;
    let owned: Vec<Id> = store::systems_owned_by(tx, &moved)?;
    let systems: BTreeSet<Id> = owned.iter().copied().chain(store::systems_used_by(tx, &moved)?).collect();
    let systems = store::systems_by_id(tx, &Vec::from_iter(systems))?;
    keep_reach_of_systems(tx, &Vec::from_iter(&systems))?;
    for id in &owned {
        tx.touch(Subject::new(SYSTEM, *id));
    }
    touch_same_common_systems(tx, &systems, &owned)?;
    let objects = store::objects_owned_by(tx, &moved)?;
    let objects = store::objects_by_id(tx, &objects)?;
    keep_reach_of_objects(tx, &objects.iter().collect::<Vec<_>>())?;
    for object in &objects {
        tx.touch(Subject::new(OBJECT, object.id));
    }
    Ok(())
}

/// Where a system has come to another legal entity, it is no longer one of its kind beside those of the old one, and may
/// be one too many beside those of the new one.
fn touch_same_common_systems(tx: &mut Tx, systems: &[System], moved: &[Id]) -> Result<()> {
    let common: BTreeSet<&str> = systems
        .iter()
        .filter(|system| moved.contains(&system.id) && !system.common_system.is_empty())
        .map(|system| system.common_system.as_str())
        .collect();
    if common.is_empty() {
        return Ok(());
    }
    for (id, common_system) in store::every_common_system(tx)? {
        if common.contains(common_system.as_str()) {
            tx.touch(Subject::new(SYSTEM, id));
        }
    }
    Ok(())
}

/// The records whose documents somebody owns.
fn settle_person(tx: &mut Tx, person: Id) -> Result<()> {
    for (kind, id) in store::subjects_of_documents_owned_by(tx, person)? {
        touch_subject(tx, &Subject { kind, id })?;
    }
    Ok(())
}
