//! What agreements and licences lie within, which decides whom a permission lets reach them.

use crate::agreement::Agreement;
use crate::{licences, store};
use kernel::{Id, Result};
use std::collections::{BTreeMap, BTreeSet};
use storage::{Read, Tx};

/// What each of some records lies within.
type Within = Vec<(Id, BTreeSet<Id>)>;

/// A record by whom it belongs to and which systems it is about.
#[derive(Clone, Debug)]
pub(crate) struct Lying {
    id: Id,
    organisation: Option<Id>,
    systems: Vec<Id>,
}

impl Lying {
    pub(crate) fn of_agreement(agreement: &Agreement) -> Self {
        let Agreement { id, organisation, systems, .. } = agreement;
        Self { id: *id, organisation: *organisation, systems: systems.clone() }
    }

    pub(crate) fn of_licence(id: Id, organisation: Option<Id>, system: Option<Id>) -> Self {
        Self { id, organisation, systems: Vec::from_iter(system) }
    }
}

/// An agreement lies within the organisation that has made it and all above, a licence likewise; and, by use, within the
/// systems that it is about and their objects, so that whoever answers for a system reads these wherever they were made.
pub(crate) fn keep_reach(tx: &mut Tx, lying: &[Lying]) -> Result<()> {
    let (owned, used) = owned_and_used(tx, lying)?;
    access::set_reach_of_each(tx, owned)?;
    access::set_reach_by_use_of_each(tx, used)
}

/// The same of all that some organisations have made: these have come to lie elsewhere.
pub(crate) fn settle_reach_within(tx: &mut Tx, organisations: &[Id]) -> Result<()> {
    let made = store::agreements_made_at(tx, organisations)?;
    keep_reach_of(tx, &made.into_iter().map(|(_, id, _)| id).collect::<Vec<_>>())?;
    let bought = licences::licences_at(tx, organisations)?;
    keep_reach_of_licences(tx, &bought.into_iter().map(|(_, id, _)| id).collect::<Vec<_>>())
}

/// The same of all that are about some systems: these may have come to other objects.
pub(crate) fn settle_reach_by_systems(tx: &mut Tx, systems: &[Id]) -> Result<()> {
    let covering = store::agreements_covering(tx, systems)?;
    keep_reach_of(tx, &covering.into_iter().collect::<Vec<_>>())?;
    let bought = licences::licences_of_systems(tx, systems)?;
    keep_reach_of_licences(tx, &bought)
}

/// Makes what every agreement and licence lies within anew, from what is recorded: whatever was kept before.
///
/// # Errors
/// When the database fails.
pub fn rebuild_reach(tx: &mut Tx) -> Result<()> {
    rebuild(tx, store::agreements_after, keep_reach_of)?;
    rebuild(tx, licences::licences_after, keep_reach_of_licences)
}

fn rebuild(
    tx: &mut Tx,
    after: fn(&Read, Option<Id>, i64) -> Result<Vec<Id>>,
    keep: fn(&mut Tx, &[Id]) -> Result<()>,
) -> Result<()> {
    const AT_A_TIME: i64 = 500;
    let mut ids = after(tx, None, AT_A_TIME)?;
    while let Some(last) = ids.last().copied() {
        keep(tx, &ids)?;
        ids = after(tx, Some(last), AT_A_TIME)?;
    }
    Ok(())
}

fn keep_reach_of(tx: &mut Tx, ids: &[Id]) -> Result<()> {
    let agreements = store::agreements_by_id(tx, ids)?;
    keep_reach(tx, &agreements.iter().map(Lying::of_agreement).collect::<Vec<_>>())
}

fn keep_reach_of_licences(tx: &mut Tx, ids: &[Id]) -> Result<()> {
    let places = licences::places_of_licences(tx, ids)?.into_iter();
    let lying = |(id, organisation, system)| Lying::of_licence(id, Some(organisation), system);
    keep_reach(tx, &places.map(lying).collect::<Vec<_>>())
}

fn owned_and_used(read: &Read, lying: &[Lying]) -> Result<(Within, Within)> {
    let makers: BTreeSet<Id> = lying.iter().filter_map(|one| one.organisation).collect();
    let mut above: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    for (place, whole) in organisation::ancestors_of_all(read, &Vec::from_iter(makers))? {
        above.entry(place).or_default().insert(whole);
    }
    let systems: BTreeSet<Id> = lying.iter().flat_map(|one| one.systems.iter().copied()).collect();
    let mut objects: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    for (system, object) in store::objects_of_systems(read, &Vec::from_iter(systems))? {
        objects.entry(system).or_default().insert(object);
    }
    let within = |one: &Lying| {
        let owned = one.organisation.and_then(|place| above.get(&place)).cloned().unwrap_or_default();
        let their_objects = one.systems.iter().filter_map(|system| objects.get(system)).flatten();
        let used = one.systems.iter().chain(their_objects).copied().collect();
        ((one.id, owned), (one.id, used))
    };
    Ok(lying.iter().map(within).unzip())
}
