//! The days by which somebody has to give notice of an agreement, renew it, or see to what comes after it.

use crate::agreement::AGREEMENT;
use crate::licences::licences_due;
use crate::store::{self, Running};
use crate::term::{Renewal, compute_term};
use kernel::{Date, Id, Message, Result, Subject};
use notify::{Deadline, DeadlineSource};
use organisation::RoleAssignment;
use policy::{CoreFunction, Pack};
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// Who is told of an agreement that nobody sees to: those who answer for the systems that it covers.
const ANSWERING: [CoreFunction; 4] = [
    CoreFunction::Owner,
    CoreFunction::BusinessManager,
    CoreFunction::ObjectOwner,
    CoreFunction::ObjectLeader,
];

/// The deadlines of this room, told as far ahead as the guideline says.
#[must_use]
pub fn deadlines() -> Vec<DeadlineSource> {
    let days_ahead = |read: &Read| Ok(findings::pack_in_force(read)?.agreement_notice_days());
    [agreements_due, licences_due].map(|of| DeadlineSource { of, days_ahead: Some(days_ahead) }).to_vec()
}

/// The agreements of which these people have to give notice or that they have to renew by a day, or all people.
fn agreements_due(read: &Read, people: Option<&[Id]>, until: Date) -> Result<Vec<Deadline>> {
    let today = read.today();
    let mut due: Vec<(Running, Date)> = Vec::new();
    for running in running_of(read, people)?.into_values() {
        let act_by = compute_term(&running.terms, today).act_by;
        due.extend(act_by.filter(|day| *day <= until).map(|day| (running, day)));
    }
    let told = told_of(read, &due)?;
    let mut deadlines = Vec::new();
    for (running, day) in &due {
        let whom = told.get(&running.id).into_iter().flatten().copied();
        let asked = whom.filter(|person| people.is_none_or(|people| people.contains(person)));
        deadlines.extend(asked.map(|person| deadline(running, *day, person)));
    }
    Ok(deadlines)
}

/// The agreements that run and may concern these people, or all.
fn running_of(read: &Read, people: Option<&[Id]>) -> Result<BTreeMap<Id, Running>> {
    let mut found = store::running_seen_to_by(read, people)?;
    if let Some(people) = people {
        let systems = store::systems_answered_for(read, people)?;
        found.extend(store::running_covering(read, &Vec::from_iter(systems))?);
    }
    Ok(found.into_iter().map(|running| (running.id, running)).collect())
}

/// Who is told of each: who sees to it, as long as they have not left; else those who answer for its systems, or for the
/// objects of these where nobody does.
fn told_of(read: &Read, due: &[(Running, Date)]) -> Result<BTreeMap<Id, BTreeSet<Id>>> {
    let named: BTreeSet<Id> = due.iter().filter_map(|(running, _)| running.responsible).collect();
    let last_days = organisation::last_days_of(read, &Vec::from_iter(named))?;
    let is_there = |person: &Id| last_days.get(person).is_none_or(|last| *last >= read.today());
    let mut told = BTreeMap::new();
    let mut unseen = Vec::new();
    for (running, _) in due {
        match running.responsible.filter(is_there) {
            Some(person) => {
                told.insert(running.id, BTreeSet::from([person]));
            }
            None => unseen.push(running.id),
        }
    }
    told.extend(answering_at(read, store::systems_of_agreements(read, &unseen)?)?);
    Ok(told)
}

/// Who answers for the systems that each of some records is about.
pub(crate) fn answering_at(
    read: &Read,
    systems: BTreeMap<Id, Vec<Id>>,
) -> Result<BTreeMap<Id, BTreeSet<Id>>> {
    let covered: BTreeSet<Id> = systems.values().flatten().copied().collect();
    let pairs = store::objects_of_systems(read, &Vec::from_iter(covered.clone()))?;
    let objects = pairs.iter().map(|(_, object)| *object);
    let places: BTreeSet<Id> = covered.iter().copied().chain(objects).collect();
    let pack = findings::pack_in_force(read)?;
    let mut holders: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    for one in organisation::assignments_of_all(read, &Vec::from_iter(places))? {
        if is_answering(&pack, &one) && one.counts_on(read.today()) {
            holders.entry(one.subject_id).or_default().extend(one.person);
        }
    }
    let at = |places: &mut dyn Iterator<Item = Id>| -> BTreeSet<Id> {
        places.filter_map(|place| holders.get(&place)).flatten().copied().collect()
    };
    let of_record = |(record, systems): (Id, Vec<Id>)| {
        let own = at(&mut systems.iter().copied());
        let is_of = |system: &Id| systems.contains(system);
        let mut objects = pairs.iter().filter(|(system, _)| is_of(system)).map(|(_, object)| *object);
        (record, if own.is_empty() { at(&mut objects) } else { own })
    };
    Ok(systems.into_iter().map(of_record).collect())
}

fn is_answering(pack: &Pack, assignment: &RoleAssignment) -> bool {
    pack.role(&assignment.role).is_some_and(|role| ANSWERING.contains(&role.core_function))
}

fn deadline(running: &Running, due: Date, person: Id) -> Deadline {
    let message = match running.terms.renewal {
        Renewal::Tacit => "deadline-agreement-notice",
        Renewal::Explicit => "deadline-agreement-renew",
        Renewal::Never => "deadline-agreement-ends",
    };
    Deadline {
        person,
        due,
        about: Subject::new(AGREEMENT, running.id),
        name: Deadline::named(running.name.clone()),
        message: Message::new(message),
        address: format!("/avtal/{}", running.id),
    }
}
