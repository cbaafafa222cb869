//! Asks for everything that facts are computed from: one statement for each kind of thing, however many subjects.

use super::documents::Documents;
use super::holdings::{Around, holdings_around};
use super::of_object::{ObjectParts, compute_facts_of_object};
use super::of_system::{SystemParts, compute_facts_of_system};
use crate::confirmation::{ConfirmationState, Confirmed};
use crate::confirmed::confirmed_of;
use crate::managed_object::{ManagedObject, OBJECT};
use crate::store::{self, Membership};
use crate::system::{SYSTEM, System};
use crate::system_use::SystemUse;
use kernel::{Id, Result};
use policy::{DocumentFact, Origin, Pack, SubjectFacts};
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// What lies around a set of subjects.
struct Surroundings {
    /// Kind and name.
    organisations: BTreeMap<Id, (String, String)>,
    documents: Documents,
}

pub(super) fn load_systems(read: &Read, pack: &Pack, ids: &[Id]) -> Result<Vec<(Id, SubjectFacts)>> {
    let systems = store::systems_by_id(read, ids)?;
    let owners = distinct(systems.iter().filter_map(|system| system.organisation));
    let common = common_systems(read, &owners)?;
    facts_of(read, pack, &systems, &common)
}

/// What would be known of some systems if they stood like this. Nothing of it is saved.
pub(crate) fn facts_as_if(
    read: &Read,
    pack: &Pack,
    systems: Vec<System>,
) -> Result<BTreeMap<Id, SubjectFacts>> {
    let owners = distinct(systems.iter().filter_map(|system| system.organisation));
    let common = common_systems(read, &owners)?.with(&systems);
    let ids: Vec<Id> = systems.iter().map(|system| system.id).collect();
    // What is waived comes with the facts of today.
    let mut all = findings::facts_of_all(read, SYSTEM.name(), &ids)?;
    for (id, facts) in facts_of(read, pack, &systems, &common)? {
        let waivers = all.remove(&id).map(|today| today.waivers).unwrap_or_default();
        all.insert(id, SubjectFacts { waivers, ..facts });
    }
    Ok(all)
}

fn facts_of(
    read: &Read,
    pack: &Pack,
    systems: &[System],
    common: &CommonSystems,
) -> Result<Vec<(Id, SubjectFacts)>> {
    let ids: Vec<Id> = systems.iter().map(|system| system.id).collect();
    let uses = store::uses_of_systems(read, &ids)?;
    let memberships = by_system(store::objects_of_systems(read, &ids)?);
    let owners = distinct(systems.iter().filter_map(|system| system.organisation));
    let suppliers = systems.iter().filter_map(|system| system.supplier);
    let objects = distinct(memberships.values().flatten().map(|membership| membership.object));
    let around = surroundings(
        read,
        pack,
        &distinct(owners.iter().copied().chain(suppliers)),
        &[&ids, &objects, &owners],
    )?;
    let places: Vec<Around> = systems.iter().map(|system| place_of_system(system, &memberships)).collect();
    let mut holdings = holdings_around(read, &places)?;
    let confirmed = confirmed_of(read, pack, &systems.iter().collect::<Vec<_>>())?;
    let facts = systems.iter().map(|system| {
        let parts = SystemParts {
            system,
            uses: uses.get(&system.id).map_or(&[], Vec::as_slice),
            objects: memberships.get(&system.id).map_or(&[], Vec::as_slice),
            owner: system.organisation.and_then(|id| around.organisations.get(&id)),
            supplier: system
                .supplier
                .and_then(|id| around.organisations.get(&id))
                .map(|(_, name)| name.as_str()),
            same_common_system: common_count(common, system),
            confirmation: confirmed.get(&system.id).map_or(ConfirmationState::Never, |one| one.state),
        };
        let mut facts = SubjectFacts::new(SYSTEM.name());
        facts.facts = compute_facts_of_system(pack, &parts);
        facts.facts.extend(findings::own_facts(&system.custom));
        facts.holdings = holdings.remove(&system.id).unwrap_or_default();
        facts.documents = documents_of_system(&around, &parts);
        facts.changes_on = confirmed.get(&system.id).and_then(Confirmed::ends_on);
        (system.id, facts)
    });
    Ok(facts.collect())
}

pub(super) fn load_objects(read: &Read, pack: &Pack, ids: &[Id]) -> Result<Vec<(Id, SubjectFacts)>> {
    let objects = store::objects_by_id(read, ids)?;
    let pairs = store::systems_of_objects(read, ids)?;
    let system_ids = distinct(pairs.iter().map(|(_, system)| *system));
    let systems: BTreeMap<Id, System> =
        store::systems_by_id(read, &system_ids)?.into_iter().map(|system| (system.id, system)).collect();
    let uses = store::uses_of_systems(read, &system_ids)?;
    let owners = distinct(objects.iter().filter_map(|object| object.organisation));
    let around = surroundings(read, pack, &owners, &[ids, &owners])?;
    let places: Vec<Around> = objects.iter().map(place_of_object).collect();
    let mut holdings = holdings_around(read, &places)?;
    Ok(objects
        .iter()
        .map(|object| {
            let own: Vec<Id> =
                pairs.iter().filter(|(id, _)| *id == object.id).map(|(_, system)| *system).collect();
            let own_uses: Vec<SystemUse> =
                own.iter().filter_map(|system| uses.get(system)).flatten().cloned().collect();
            let parts = ObjectParts {
                object,
                systems: &own.iter().filter_map(|id| systems.get(id)).collect::<Vec<_>>(),
                uses: &own_uses,
                owner: object.organisation.and_then(|id| around.organisations.get(&id)),
            };
            let mut facts = SubjectFacts::new(OBJECT.name());
            facts.facts = compute_facts_of_object(pack, &parts);
            facts.facts.extend(findings::own_facts(&object.custom));
            facts.holdings = holdings.remove(&object.id).unwrap_or_default();
            facts.documents = around.documents.facts_of(object.id, Origin::Own);
            facts.documents.extend(of_owner(&around, object.organisation));
            (object.id, facts)
        })
        .collect())
}

fn place_of_system(system: &System, memberships: &BTreeMap<Id, Vec<Membership>>) -> Around {
    Around {
        subject: system.id,
        objects: memberships.get(&system.id).into_iter().flatten().map(|one| one.object).collect(),
        organisation: system.organisation,
    }
}

fn place_of_object(object: &ManagedObject) -> Around {
    Around { subject: object.id, objects: Vec::new(), organisation: object.organisation }
}

fn surroundings(read: &Read, pack: &Pack, organisations: &[Id], subjects: &[&[Id]]) -> Result<Surroundings> {
    let described = organisation::organisations(read, organisations)?.into_iter();
    Ok(Surroundings {
        organisations: described
            .map(|one| (one.id, (kernel::Choice::name(one.kind).to_owned(), one.name)))
            .collect(),
        documents: Documents::of(read, pack, &distinct(subjects.concat().into_iter()))?,
    })
}

fn documents_of_system(around: &Surroundings, parts: &SystemParts) -> Vec<DocumentFact> {
    let mut facts = around.documents.facts_of(parts.system.id, Origin::Own);
    for object in parts.objects {
        facts.extend(around.documents.facts_of(object.object, Origin::Object));
    }
    facts.extend(of_owner(around, parts.system.organisation));
    facts
}

fn of_owner(around: &Surroundings, owner: Option<Id>) -> Vec<DocumentFact> {
    owner.map(|owner| around.documents.facts_of(owner, Origin::Organisation)).unwrap_or_default()
}

fn by_system(memberships: Vec<Membership>) -> BTreeMap<Id, Vec<Membership>> {
    let mut grouped: BTreeMap<Id, Vec<Membership>> = BTreeMap::new();
    for membership in memberships {
        grouped.entry(membership.system).or_default().push(membership);
    }
    grouped
}

/// Counted over whole legal entities, so that each system can be told of the others.
struct CommonSystems {
    /// By owner.
    entities: BTreeMap<Id, Id>,
    /// By legal entity and common system: those that are not retired.
    systems: BTreeMap<(Id, String), BTreeSet<Id>>,
}

fn common_systems(read: &Read, owners: &[Id]) -> Result<CommonSystems> {
    let entities = store::entities_of(read, owners)?;
    let mut systems: BTreeMap<(Id, String), BTreeSet<Id>> = BTreeMap::new();
    let all = store::common_systems_of(read, &distinct(entities.values().copied()))?;
    for one in all.into_iter().filter(|one| !one.is_retired) {
        systems.entry((one.entity, one.common_system)).or_default().insert(one.id);
    }
    Ok(CommonSystems { entities, systems })
}

impl CommonSystems {
    /// The same if some systems stood like this.
    fn with(mut self, standing: &[System]) -> Self {
        let ids: BTreeSet<Id> = standing.iter().map(|system| system.id).collect();
        for same in self.systems.values_mut() {
            same.retain(|id| !ids.contains(id));
        }
        for system in standing.iter().filter(|system| is_counted(system) && !system.common_system.is_empty())
        {
            let entity = system.organisation.and_then(|owner| self.entities.get(&owner));
            if let Some(entity) = entity {
                let key = (*entity, system.common_system.clone());
                self.systems.entry(key).or_default().insert(system.id);
            }
        }
        self
    }
}

fn common_count(common: &CommonSystems, system: &System) -> i64 {
    let entity = system.organisation.and_then(|owner| common.entities.get(&owner));
    let key = entity.map(|entity| (*entity, system.common_system.clone()));
    let same = key.and_then(|key| common.systems.get(&key)).filter(|same| !same.is_empty());
    same.map_or(i64::from(is_counted(system)), |same| i64::try_from(same.len()).unwrap_or(i64::MAX))
}

/// A system that is no common system has no others: it counts itself alone.
fn is_counted(system: &System) -> bool {
    system.lifecycle_state != crate::system::LifecycleState::Retired
}

fn distinct(ids: impl Iterator<Item = Id>) -> Vec<Id> {
    ids.collect::<BTreeSet<Id>>().into_iter().collect()
}
