//! What agreements lie within, which decides whom a permission lets reach them.

use crate::agreement::Agreement;
use crate::store;
use kernel::{Id, Result};
use std::collections::{BTreeMap, BTreeSet};
use storage::{Read, Tx};

/// What each of some agreements lies within.
type Within = Vec<(Id, BTreeSet<Id>)>;

/// An agreement lies within the organisation that has made it and all above; and, by use, within the systems that it covers
/// and their objects, so that whoever answers for a system reads its agreements wherever they were made.
pub(crate) fn keep_reach_of_agreements(tx: &mut Tx, agreements: &[&Agreement]) -> Result<()> {
    let (owned, used) = owned_and_used(tx, agreements)?;
    access::set_reach_of_each(tx, owned)?;
    access::set_reach_by_use_of_each(tx, used)
}

/// The same of all that some organisations have made: these have come to lie elsewhere.
pub(crate) fn settle_reach_within(tx: &mut Tx, organisations: &[Id]) -> Result<()> {
    let made = store::agreements_made_at(tx, organisations)?;
    keep_reach_of(tx, &made.into_iter().map(|(_, id, _)| id).collect::<Vec<_>>())
}

/// The same of all that cover some systems: these may have come to other objects.
pub(crate) fn settle_reach_by_systems(tx: &mut Tx, systems: &[Id]) -> Result<()> {
    let covering = store::agreements_covering(tx, systems)?;
    keep_reach_of(tx, &covering.into_iter().collect::<Vec<_>>())
}

/// Makes what every agreement lies within anew, from what is recorded: whatever was kept before.
///
/// # Errors
/// When the database fails.
pub fn rebuild_reach(tx: &mut Tx) -> Result<()> {
    const AT_A_TIME: i64 = 500;
    let mut ids = store::agreements_after(tx, None, AT_A_TIME)?;
    while let Some(last) = ids.last().copied() {
        keep_reach_of(tx, &ids)?;
        ids = store::agreements_after(tx, Some(last), AT_A_TIME)?;
    }
    Ok(())
}

fn keep_reach_of(tx: &mut Tx, ids: &[Id]) -> Result<()> {
    let agreements = store::agreements_by_id(tx, ids)?;
    keep_reach_of_agreements(tx, &agreements.iter().collect::<Vec<_>>())
}

fn owned_and_used(read: &Read, agreements: &[&Agreement]) -> Result<(Within, Within)> {
    let makers: BTreeSet<Id> = agreements.iter().filter_map(|agreement| agreement.organisation).collect();
    let mut above: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    for (place, whole) in organisation::ancestors_of_all(read, &Vec::from_iter(makers))? {
        above.entry(place).or_default().insert(whole);
    }
    let systems: BTreeSet<Id> =
        agreements.iter().flat_map(|agreement| agreement.systems.iter().copied()).collect();
    let mut objects: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    for (system, object) in store::objects_of_systems(read, &Vec::from_iter(systems))? {
        objects.entry(system).or_default().insert(object);
    }
    let within = |agreement: &&Agreement| {
        let owned = agreement.organisation.and_then(|place| above.get(&place)).cloned().unwrap_or_default();
        let their_objects = agreement.systems.iter().filter_map(|system| objects.get(system)).flatten();
        let used = agreement.systems.iter().chain(their_objects).copied().collect();
        ((agreement.id, owned), (agreement.id, used))
    };
    Ok(agreements.iter().map(within).unzip())
}
