//! What systems and objects lie within, which decides whom a permission lets reach them.

use crate::managed_object::ManagedObject;
use crate::store;
use crate::system::System;
use kernel::{Id, Result};
use std::collections::BTreeSet;
use storage::Tx;

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
