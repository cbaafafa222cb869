//! What waits for somebody: what the guideline asks on the records where they hold the role that answers for it.

use crate::store::recipients::{self, RoleHeld};
use findings::{Finding, Rulebook, kept_of, pack_in_force, title_of_about};
use kernel::{Date, Id, Message, Outcome, Result};
use notify::{Deadline, Gap};
use std::collections::{BTreeMap, BTreeSet};
use storage::{Read, values};

/// The kept findings of the records where these people hold a role that answers for them, by person: also what was
/// waived, and recommendations.
fn answered_for(read: &Read, people: &[Id]) -> Result<Vec<(Id, Finding)>> {
    let held: Vec<RoleHeld> = read.rows_in(&recipients::ROLES_OF, &values![read.today()], people)?;
    let mut holders: BTreeMap<(Id, String), BTreeSet<Id>> = BTreeMap::new();
    for RoleHeld { person, subject, role } in held {
        holders.entry((subject, role)).or_default().insert(person);
    }
    let subjects: BTreeSet<Id> = holders.keys().map(|(subject, _)| *subject).collect();
    let mut found = Vec::new();
    for finding in kept_of(read, &subjects.into_iter().collect::<Vec<_>>())? {
        let answering =
            finding.responsible.iter().filter_map(|who| holders.get(&(finding.subject.id, who.id.clone())));
        let people: BTreeSet<Id> = answering.flatten().copied().collect();
        found.extend(people.into_iter().map(|person| (person, finding.clone())));
    }
    found.sort_by_cached_key(|(_, one)| {
        (texts::sort_key(&one.subject_name), one.subject.id, one.rule.clone())
    });
    Ok(found)
}

/// What these people have to see to: demands that are not met or not known to be, and what will be vacant soon.
///
/// # Errors
/// When the database fails.
pub fn waiting_for(read: &Read, people: &[Id]) -> Result<Vec<(Id, Finding)>> {
    let mut waiting = answered_for(read, people)?;
    waiting.retain(|(_, finding)| finding.is_open() || finding.is_coming_vacancy());
    Ok(waiting)
}

/// The gaps of these people, for the digest: what will be vacant has a day, and is told as a deadline.
///
/// # Errors
/// When the database fails.
pub fn gaps_of_people(read: &Read, people: &[Id]) -> Result<Vec<Gap>> {
    let (pack, rulebook) = (pack_in_force(read)?, read.attached::<Rulebook>()?);
    let mut waiting = answered_for(read, people)?;
    waiting.retain(|(_, finding)| finding.is_open());
    let gap = |(person, finding): (Id, Finding)| Gap {
        person,
        demand: title_of_about(&pack, &finding.subject.kind, &finding.about),
        address: rulebook.address(&finding.subject),
        name: finding.subject_name,
        rule: finding.rule,
        about: finding.subject,
    };
    Ok(waiting.into_iter().map(gap).collect())
}

/// The days on which waivers end, for those who answer for what counts again from then on.
///
/// # Errors
/// When the database fails.
pub fn ending_waivers(read: &Read, people: Option<&[Id]>, until: Date) -> Result<Vec<Deadline>> {
    let everybody;
    let people = match people {
        Some(people) => people,
        None => {
            let rows: Vec<(Id,)> = read.rows(&recipients::PEOPLE_WITH_ROLES, &[])?;
            everybody = rows.into_iter().map(|(person,)| person).collect::<Vec<_>>();
            &everybody
        }
    };
    let mut waived = answered_for(read, people)?;
    waived.retain(|(_, finding)| finding.outcome == Outcome::Waived);
    let subjects: BTreeSet<Id> = waived.iter().map(|(_, finding)| finding.subject.id).collect();
    let ends = findings::waivers_ending(read, &subjects.into_iter().collect::<Vec<_>>(), until)?;
    let rulebook = read.attached::<Rulebook>()?;
    let deadline = |(person, finding): (Id, Finding)| {
        let due = *ends.get(&(finding.subject.id, finding.rule))?;
        let address = rulebook.address(&finding.subject);
        let message = Message::new("deadline-waiver-ends");
        let name = Deadline::named(finding.subject_name);
        Some(Deadline { person, due, about: finding.subject, name, message, address })
    };
    Ok(waived.into_iter().filter_map(deadline).collect())
}
