//! How the confirmations of systems stand on the day of the read, and who is asked about which system.

use crate::OBJECT;
use crate::confirmation::{
    Confirmed, asked_roles, compute_confirmed, compute_fingerprint, is_confirmed_in, months_of,
};
use crate::store;
use crate::system::{SYSTEM, System};
use kernel::{Id, Result};
use organisation::RoleAssignment;
use policy::Pack;
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// How each of some systems stands.
pub(crate) fn confirmed_of(read: &Read, pack: &Pack, systems: &[&System]) -> Result<BTreeMap<Id, Confirmed>> {
    let ids: Vec<Id> = systems.iter().map(|system| system.id).collect();
    let kept = store::confirmations_of(read, &ids)?;
    let (months, today) = (months_of(pack), read.today());
    let stands = |system: &&System| {
        let fingerprint = compute_fingerprint(system);
        (system.id, compute_confirmed(kept.get(&system.id), &fingerprint, months, today))
    };
    Ok(systems.iter().map(stands).collect())
}

/// A system about which somebody is asked.
pub(crate) struct Asked {
    pub system: System,
    pub confirmed: Confirmed,
}

/// The systems in use about which a person is asked, by their own assignments or those on an object, by name.
pub(crate) fn asked_of(read: &Read, pack: &Pack, person: Id) -> Result<Vec<Asked>> {
    let today = read.today();
    let roles: BTreeSet<&str> = asked_roles(pack).iter().map(|role| role.id.as_str()).collect();
    let is_asking = |one: &RoleAssignment| roles.contains(one.role.as_str()) && one.counts_on(today);
    let held: Vec<RoleAssignment> =
        organisation::assignments_of_person(read, person)?.into_iter().filter(|one| is_asking(one)).collect();
    let on = |kind: kernel::SubjectKind| -> Vec<Id> {
        held.iter()
            .map(RoleAssignment::subject)
            .filter(|subject| subject.is(kind))
            .map(|subject| subject.id)
            .collect()
    };
    let mut ids: BTreeSet<Id> = on(SYSTEM).into_iter().collect();
    ids.extend(of_objects(read, &on(OBJECT), is_asking)?);
    let mut systems = store::systems_by_id(read, &ids.into_iter().collect::<Vec<_>>())?;
    systems.retain(|system| is_confirmed_in(system.lifecycle_state));
    systems.sort_by_cached_key(|system| (texts::sort_key(&system.name), system.id));
    let confirmed = confirmed_of(read, pack, &systems.iter().collect::<Vec<_>>())?;
    let asked = systems.into_iter().filter_map(|system| {
        let confirmed = confirmed.get(&system.id).copied()?;
        Some(Asked { system, confirmed })
    });
    Ok(asked.collect())
}

/// The systems of some objects that have no holder of their own.
fn of_objects(read: &Read, objects: &[Id], is_asking: impl Fn(&RoleAssignment) -> bool) -> Result<Vec<Id>> {
    let systems: BTreeSet<Id> =
        store::systems_of_objects(read, objects)?.into_iter().map(|(_, system)| system).collect();
    let systems: Vec<Id> = systems.into_iter().collect();
    let own: BTreeSet<Id> = organisation::assignments_of_all(read, &systems)?
        .iter()
        .filter(|one| is_asking(one))
        .map(|one| one.subject().id)
        .collect();
    Ok(systems.into_iter().filter(|system| !own.contains(system)).collect())
}
