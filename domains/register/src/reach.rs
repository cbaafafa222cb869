//! What systems and objects lie within, which decides whom a permission lets reach them.

use crate::managed_object::ManagedObject;
use crate::store;
use crate::system::System;
use kernel::{Id, Result};
use std::collections::BTreeSet;
use storage::{Read, Tx};

/// A system lies within its objects, its owner and all above it; and, by use, within those who use it and all above.
pub(crate) fn keep_reach_of_system(tx: &mut Tx, system: &System) -> Result<()> {
    let objects = store::objects_of_systems(tx, &[system.id])?.into_iter().map(|one| one.object);
    let mut within: BTreeSet<Id> = objects.collect();
    let users = store::uses_of(tx, system.id)?.into_iter().filter_map(|kept| kept.system_use.organisation);
    let users: BTreeSet<Id> = users.collect();
    within.extend(all_above(tx, system.organisation.into_iter().collect())?);
    access::set_reach(tx, system.id, within)?;
    let by_use = all_above(tx, users)?;
    access::set_reach_by_use(tx, system.id, by_use)
}

/// An object lies within its owner and all above it.
pub(crate) fn keep_reach_of_object(tx: &mut Tx, object: &ManagedObject) -> Result<()> {
    let within = all_above(tx, object.organisation.into_iter().collect())?;
    access::set_reach(tx, object.id, within)
}

fn all_above(tx: &Tx, organisations: BTreeSet<Id>) -> Result<Vec<Id>> {
    let ids: Vec<Id> = organisations.into_iter().collect();
    Ok(organisation::ancestors_of_all(tx, &ids)?.into_iter().map(|(_, above)| above).collect())
}

/// Which of some systems and objects lay within an organisation or object on the day of the read, with the organisations
/// that lay there.
pub(crate) fn lying_within(read: &Read, systems: &[Id], objects: &[Id], within: Id) -> Result<BTreeSet<Id>> {
    let mut lying: BTreeSet<Id> = organisation::descendants_or_self(read, within)?.into_iter().collect();
    let is_there = |place: Option<Id>| place.is_some_and(|place| lying.contains(&place));
    let uses = store::uses_of_systems(read, systems)?;
    let used = |id: &Id| uses.get(id).into_iter().flatten().any(|one| is_there(one.organisation));
    let mut found: Vec<Id> = store::objects_of_systems(read, systems)?
        .into_iter()
        .filter(|one| one.object == within)
        .map(|one| one.system)
        .collect();
    let owned = store::systems_by_id(read, systems)?.into_iter();
    found.extend(owned.filter(|one| is_there(one.organisation) || used(&one.id)).map(|one| one.id));
    let own = store::objects_by_id(read, objects)?.into_iter();
    found.extend(own.filter(|one| one.id == within || is_there(one.organisation)).map(|one| one.id));
    lying.extend(found);
    Ok(lying)
}
