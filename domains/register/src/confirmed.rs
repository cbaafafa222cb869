//! How the confirmations of systems stand on the day of the read, and who is asked about which system.

use crate::OBJECT;
use crate::confirmation::{
    ASKED_DAYS_AHEAD, Confirmed, Terms, asked_roles, compute_confirmed, compute_fingerprint, is_confirmed_in,
};
use crate::store::{self, RoleHeld};
use crate::system::{SYSTEM, System};
use jiff::Span;
use kernel::{Date, Id, Message, Result, Subject};
use notify::Deadline;
use policy::Pack;
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// How each of some systems stands.
pub(crate) fn confirmed_of(read: &Read, pack: &Pack, systems: &[&System]) -> Result<BTreeMap<Id, Confirmed>> {
    let ids: Vec<Id> = systems.iter().map(|system| system.id).collect();
    let kept = store::confirmations_of(read, &ids)?;
    let (terms, today) = (Terms::of(pack), read.today());
    let stands = |system: &&System| {
        let fingerprint = compute_fingerprint(system);
        (system.id, compute_confirmed(kept.get(&system.id), &fingerprint, terms, today))
    };
    Ok(systems.iter().map(stands).collect())
}

/// A system about which somebody is asked.
pub(crate) struct Asked {
    pub system: System,
    pub confirmed: Confirmed,
    pub person: Id,
    /// The day from which they answer for it.
    pub since: Date,
}

impl Asked {
    /// The day by which they are to have confirmed it: some days after somebody else changed it, else the last day that a
    /// confirmation holds or has held, or some time after they came to answer for a system that nobody has confirmed.
    pub fn due(&self) -> Date {
        let after_they_came = self.since.saturating_add(Span::new().days(ASKED_DAYS_AHEAD));
        self.confirmed.look_by.or(self.confirmed.until).unwrap_or(after_they_came)
    }
}

/// The systems in use about which these people are asked, or all people, by name: by what they hold or stand in for on the
/// system, or on its object where nobody holds it on the system itself.
pub(crate) fn asked_of(read: &Read, pack: &Pack, people: Option<&[Id]>) -> Result<Vec<Asked>> {
    let roles: BTreeSet<&str> = asked_roles(pack).iter().map(|role| role.id.as_str()).collect();
    let mut held = store::roles_held(read, people)?;
    held.retain(|one| roles.contains(one.role.as_str()));
    let by_system = by_system(read, &held, &roles)?;
    let mut systems = store::systems_by_id(read, &by_system.keys().copied().collect::<Vec<_>>())?;
    systems.retain(|system| is_confirmed_in(system.lifecycle_state));
    systems.sort_by_cached_key(|system| (texts::sort_key(&system.name), system.id));
    let confirmed = confirmed_of(read, pack, &systems.iter().collect::<Vec<_>>())?;
    let mut asked = Vec::new();
    for system in systems {
        let Some(confirmed) = confirmed.get(&system.id).copied() else { continue };
        let holders = by_system.get(&system.id).into_iter().flatten();
        asked.extend(holders.map(|(person, since)| Asked {
            system: system.clone(),
            confirmed,
            person: *person,
            since: *since,
        }));
    }
    Ok(asked)
}

/// Who is asked about each system, and since when.
fn by_system(
    read: &Read,
    held: &[RoleHeld],
    roles: &BTreeSet<&str>,
) -> Result<BTreeMap<Id, BTreeMap<Id, Date>>> {
    let mut found: BTreeMap<Id, BTreeMap<Id, Date>> = BTreeMap::new();
    let mut note = |system: Id, one: &RoleHeld| {
        found.entry(system).or_default().entry(one.person).or_insert(one.since);
    };
    for one in held.iter().filter(|one| one.subject.is(SYSTEM)) {
        note(one.subject.id, one);
    }
    let on_objects: Vec<&RoleHeld> = held.iter().filter(|one| one.subject.is(OBJECT)).collect();
    let objects: BTreeSet<Id> = on_objects.iter().map(|one| one.subject.id).collect();
    let pairs = store::systems_of_objects(read, &Vec::from_iter(objects))?;
    let systems: BTreeSet<Id> = pairs.iter().map(|(_, system)| *system).collect();
    let own: BTreeSet<Id> = organisation::assignments_of_all(read, &Vec::from_iter(systems))?
        .iter()
        .filter(|one| roles.contains(one.role.as_str()) && one.counts_on(read.today()))
        .map(|one| one.subject().id)
        .collect();
    for (object, system) in pairs.iter().filter(|(_, system)| !own.contains(system)) {
        for one in on_objects.iter().filter(|one| one.subject.id == *object) {
            note(*system, one);
        }
    }
    Ok(found)
}

/// By when people are to have confirmed their systems, as far as that is on or before a day.
///
/// # Errors
/// When the database fails.
pub fn confirmations_due(read: &Read, people: Option<&[Id]>, until: Date) -> Result<Vec<Deadline>> {
    let pack = findings::pack_in_force(read)?;
    let soon = read.today().saturating_add(Span::new().days(ASKED_DAYS_AHEAD)).min(until);
    let mut asked = asked_of(read, &pack, people)?;
    asked.retain(|one| one.confirmed.is_due_by(soon) && one.due() <= until);
    let deadline = |one: Asked| Deadline {
        person: one.person,
        due: one.due(),
        about: Subject::new(SYSTEM, one.system.id),
        address: format!("/system/{}/bekrafta", one.system.id),
        name: Deadline::named(one.system.name),
        message: Message::new("deadline-confirm-system"),
    };
    Ok(asked.into_iter().map(deadline).collect())
}
