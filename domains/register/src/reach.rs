//! What systems and objects lie within, which decides whom a permission lets reach them.

use crate::managed_object::{ManagedObject, OBJECT};
use crate::store;
use crate::system::{SYSTEM, System};
use kernel::{Id, Result, Subject};
use std::collections::{BTreeMap, BTreeSet};
use storage::{Read, Tx};

/// A system lies within its objects, its owner and all above it; and, by use, within those who use it and all above.
pub(crate) fn keep_reach_of_system(tx: &mut Tx, system: &System) -> Result<()> {
    keep_reach_of_systems(tx, &[system])
}

/// The same for many systems.
pub(crate) fn keep_reach_of_systems(tx: &mut Tx, systems: &[&System]) -> Result<()> {
    let (owned, used) = owned_and_used(tx, systems)?;
    access::set_reach_of_each(tx, owned)?;
    access::set_reach_by_use_of_each(tx, used)?;
    say_owners(tx, systems)?;
    let changed: Vec<Subject> = systems.iter().map(|system| Subject::new(SYSTEM, system.id)).collect();
    findings::settle_above(tx, &changed)
}

/// The same for systems that are new.
pub(crate) fn begin_reach_of_systems(tx: &mut Tx, systems: &[&System]) -> Result<()> {
    let (owned, used) = owned_and_used(tx, systems)?;
    access::begin_reach(tx, owned)?;
    access::begin_reach_by_use(tx, used)?;
    say_owners(tx, systems)
}

/// What a legal entity shares of its systems reaches those that it owns itself.
fn say_owners(tx: &mut Tx, systems: &[&System]) -> Result<()> {
    let owners: BTreeSet<Id> = systems.iter().filter_map(|system| system.organisation).collect();
    let entities = store::entities_of(tx, &Vec::from_iter(owners))?;
    let owned = systems.iter().filter_map(|system| Some((system.id, *entities.get(&system.organisation?)?)));
    access::say_owner(tx, SYSTEM, owned)
}

/// What each of some systems lies within.
type Within = Vec<(Id, BTreeSet<Id>)>;

/// By being owned, and by being used.
fn owned_and_used(read: &Read, systems: &[&System]) -> Result<(Within, Within)> {
    let ids: Vec<Id> = systems.iter().map(|system| system.id).collect();
    let mut objects: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    for membership in store::objects_of_systems(read, &ids)? {
        objects.entry(membership.system).or_default().insert(membership.object);
    }
    let uses = store::uses_of_systems(read, &ids)?;
    let users = uses.values().flatten().filter_map(|one| one.organisation);
    let places: BTreeSet<Id> = systems.iter().filter_map(|system| system.organisation).chain(users).collect();
    let mut above: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for (place, whole) in organisation::ancestors_of_all(read, &Vec::from_iter(places))? {
        above.entry(place).or_default().push(whole);
    }
    let all_above = |place: Id| above.get(&place).into_iter().flatten().copied();
    let within_of = |system: &&System| {
        let mut owned = objects.remove(&system.id).unwrap_or_default();
        owned.extend(system.organisation.into_iter().flat_map(all_above));
        let users = uses.get(&system.id).into_iter().flatten().filter_map(|one| one.organisation);
        ((system.id, owned), (system.id, users.flat_map(all_above).collect()))
    };
    Ok(systems.iter().map(within_of).unzip())
}

/// An object lies within its owner and all above it.
pub(crate) fn keep_reach_of_objects(tx: &mut Tx, objects: &[&ManagedObject]) -> Result<()> {
    let owners: BTreeSet<Id> = objects.iter().filter_map(|object| object.organisation).collect();
    let owners = Vec::from_iter(owners);
    let mut above: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    for (owner, whole) in organisation::ancestors_of_all(tx, &owners)? {
        above.entry(owner).or_default().insert(whole);
    }
    let within = |object: &&ManagedObject| {
        let owner = object.organisation.and_then(|owner| above.get(&owner));
        (object.id, owner.cloned().unwrap_or_default())
    };
    access::set_reach_of_each(tx, objects.iter().map(within).collect())?;
    let entities = store::entities_of(tx, &owners)?;
    let owned = objects.iter().filter_map(|object| Some((object.id, *entities.get(&object.organisation?)?)));
    access::say_owner(tx, OBJECT, owned)
}

/// The same of everything that some organisations own or use: these have come to lie elsewhere.
pub(crate) fn settle_reach_within(tx: &mut Tx, organisations: &[Id]) -> Result<()> {
    let owned = store::systems_owned_at(tx, organisations)?.into_iter().map(|(_, id, _)| id);
    let systems: BTreeSet<Id> = owned.chain(store::systems_used_by(tx, organisations)?).collect();
    let systems = store::systems_by_id(tx, &Vec::from_iter(systems))?;
    keep_reach_of_systems(tx, &systems.iter().collect::<Vec<_>>())?;
    let objects: Vec<Id> =
        store::objects_owned_at(tx, organisations)?.into_iter().map(|(_, id, _)| id).collect();
    let objects = store::objects_by_id(tx, &objects)?;
    keep_reach_of_objects(tx, &objects.iter().collect::<Vec<_>>())
}

/// Makes what every system and object lies within anew, from what is recorded: whatever was kept before.
///
/// # Errors
/// When the database fails.
pub fn rebuild_reach(tx: &mut Tx) -> Result<()> {
    const AT_A_TIME: i64 = 500;
    let mut ids = store::systems_after(tx, None, AT_A_TIME)?;
    while let Some(last) = ids.last().copied() {
        let systems = store::systems_by_id(tx, &ids)?;
        keep_reach_of_systems(tx, &systems.iter().collect::<Vec<_>>())?;
        ids = store::systems_after(tx, Some(last), AT_A_TIME)?;
    }
    let mut ids = store::objects_after(tx, None, AT_A_TIME)?;
    while let Some(last) = ids.last().copied() {
        let objects = store::objects_by_id(tx, &ids)?;
        keep_reach_of_objects(tx, &objects.iter().collect::<Vec<_>>())?;
        ids = store::objects_after(tx, Some(last), AT_A_TIME)?;
    }
    Ok(())
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
