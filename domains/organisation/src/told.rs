//! What people are told about their roles: that they were appointed, that somebody declined, and what will fall vacant.

use crate::around_assignments::distinct;
use crate::endings::{RoleEnding, appointers_of, endings_until, keepers_of, notice_until};
use crate::facts::in_both_languages;
use crate::packs_to_come::packs_to_come;
use crate::store::leaving::managers_of;
use crate::store::people::people;
use crate::{Answered, Confirmation, ROLE_ASSIGNMENT, RoleAssignment, subject_names, title_of};
use kernel::{Date, Id, LocalText, Message, Result, Subject};
use notify::{Deadline, DeadlineSource, Notice};
use policy::{Pack, SubjectFacts};
use std::collections::{BTreeMap, BTreeSet};
use storage::{Read, Tx};

fn question(assignment: Id) -> String {
    format!("appointed:{assignment}")
}

pub(crate) fn address_of(assignment: Id) -> String {
    format!("/uppdrag/{assignment}")
}

/// Tells those who were appointed and are asked for an answer.
pub(crate) fn tell_appointed(tx: &mut Tx, pack: &Pack, given: &[RoleAssignment]) -> Result<()> {
    let asked = || given.iter().filter(|one| one.confirmation == Confirmation::Pending);
    let subjects: Vec<Subject> = asked().map(RoleAssignment::subject).collect();
    if subjects.is_empty() {
        return Ok(());
    }
    let names = subject_names(tx, &subjects)?;
    for one in asked() {
        let Some(person) = one.person else { continue };
        let notice = Notice {
            person,
            about: Subject::new(ROLE_ASSIGNMENT, one.id),
            address: address_of(one.id),
            message: about("notice-appointed", pack, one, &names).with("from", one.from.to_string()),
            key: question(one.id),
            is_at_once: true,
        };
        notify::tell(tx, &notice)?;
    }
    Ok(())
}

/// A message that names the role and what it is held on.
fn about(
    key: &'static str,
    pack: &Pack,
    one: &RoleAssignment,
    names: &BTreeMap<Subject, (String, String)>,
) -> Message {
    let subject = names.get(&one.subject()).map(|(name, _)| name.clone()).unwrap_or_default();
    Message::new(key).with("role", plain_title(pack, &one.role)).with("subject", subject)
}

/// The title of a role wherever it is held.
pub(crate) fn plain_title(pack: &Pack, role: &str) -> LocalText {
    title_of(pack, role, &SubjectFacts::default())
}

/// The question has been answered, or nobody waits for the answer any more.
pub(crate) fn settle_question(tx: &mut Tx, assignment: &RoleAssignment) -> Result<()> {
    let Some(person) = assignment.person else { return Ok(()) };
    if assignment.confirmation == Confirmation::NotAsked {
        return Ok(());
    }
    notify::settle(tx, person, &question(assignment.id))
}

/// An assignment that is over by today waits for no answer.
pub(crate) fn settle_question_if_over(tx: &mut Tx, saved: &RoleAssignment) -> Result<()> {
    let is_over = saved.counts.is_none_or(|counts| counts.to.is_some_and(|to| to < tx.today()));
    if is_over { settle_question(tx, saved) } else { Ok(()) }
}

/// Tells somebody that their answer has been noted by whoever may appoint.
pub(crate) fn tell_of_noted(tx: &mut Tx, noted: &RoleAssignment, answer: Answered) -> Result<()> {
    let Some(person) = noted.person else { return Ok(()) };
    let pack = findings::pack_in_force(tx)?;
    let subject = noted.subject();
    let names = subject_names(tx, std::slice::from_ref(&subject))?;
    let key = match answer {
        Answered::Yes => "notice-noted-confirmed",
        Answered::No => "notice-noted-declined",
    };
    let notice = Notice {
        person,
        about: Subject::new(ROLE_ASSIGNMENT, noted.id),
        address: address_of(noted.id),
        message: about(key, &pack, noted, &names),
        key: format!("noted:{}", noted.id),
        is_at_once: true,
    };
    notify::tell(tx, &notice)
}

/// Tells whoever appointed somebody that they declined.
pub(crate) fn tell_of_declined(tx: &mut Tx, declined: &RoleAssignment) -> Result<()> {
    let appointer = declined.asked_by.filter(|appointer| tx.actor().person != Some(*appointer));
    let (Some(appointer), Some(holder)) = (appointer, declined.person) else { return Ok(()) };
    let pack = findings::pack_in_force(tx)?;
    let subject = declined.subject();
    let names = subject_names(tx, std::slice::from_ref(&subject))?;
    let name = people(tx, &[holder])?.into_iter().next().map(|person| person.name).unwrap_or_default();
    let notice = Notice {
        person: appointer,
        about: Subject::new(ROLE_ASSIGNMENT, declined.id),
        address: address_of(declined.id),
        message: about("notice-declined", &pack, declined, &names).with("person", name),
        key: format!("declined:{}", declined.id),
        is_at_once: true,
    };
    notify::tell(tx, &notice)
}

/// How many days ahead the guideline has people told of what falls vacant.
pub(crate) fn notice_days(read: &Read) -> Result<i64> {
    Ok(findings::pack_in_force(read)?.vacancy_notice_days())
}

/// The deadlines that this room knows of: what falls vacant, packs that begin, what is shown to others no longer, who has
/// not answered, who leaves or goes to another place of work, and reorganisations that are decided.
#[must_use]
pub fn deadlines() -> Vec<DeadlineSource> {
    vec![
        DeadlineSource { of: coming_vacancies, days_ahead: Some(notice_days) },
        DeadlineSource::usual(packs_to_come),
        DeadlineSource::usual(crate::sharing::endings_of_sharing),
        DeadlineSource::usual(crate::unanswered::unanswered_appointments),
        DeadlineSource { of: crate::leaving_ahead::leavers_and_movers, days_ahead: Some(notice_days) },
        DeadlineSource::usual(crate::reorganisation::reorganisations_to_come),
    ]
}

/// What ends until a day and has nobody to take over: told to whoever holds it or stands in, to their line managers, to those
/// who appoint the next one, and to those who keep the register there.
fn coming_vacancies(read: &Read, asked: Option<&[Id]>, until: Date) -> Result<Vec<Deadline>> {
    let pack = findings::pack_in_force(read)?;
    let until = until.min(notice_until(read)?);
    let one = asked.and_then(|asked| if let [person] = asked { Some(*person) } else { None });
    let mut endings = endings_until(read, until, one)?;
    endings.retain(|ending| !ending.is_taken_over);
    let holders = distinct(endings.iter().flat_map(concerned));
    let mut told: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    for (person, manager) in managers_of(read, &holders)? {
        told.entry(person).or_default().insert(manager);
    }
    let (appointers, keepers) = (appointers_of(read, &pack, &endings)?, keepers_of(read, &endings)?);
    let subjects: Vec<Subject> = endings.iter().map(|one| one.assignment.subject()).collect();
    let names = subject_names(read, &subjects)?;
    let mut deadlines = Vec::new();
    for ending in &endings {
        let own = concerned(ending);
        let managers = own.iter().filter_map(|person| told.get(person)).flatten().copied();
        let appointing = appointers.get(&ending.assignment.id).into_iter().flatten().copied();
        let keeping = keepers.get(&ending.assignment.subject_id).into_iter().flatten().copied();
        let people: BTreeSet<Id> =
            own.iter().copied().chain(managers).chain(appointing).chain(keeping).collect();
        let is_asked = |person: &Id| asked.is_none_or(|asked| asked.contains(person));
        for person in people.into_iter().filter(is_asked) {
            deadlines.push(deadline(&pack, ending, person, &names));
        }
    }
    Ok(deadlines)
}

/// Whose days they are: the holder's, and the deputy's where it is their days that end.
fn concerned(ending: &RoleEnding) -> Vec<Id> {
    let deputy = ending.assignment.deputy.filter(|_| ending.is_deputy);
    ending.assignment.person.into_iter().chain(deputy).collect()
}

fn deadline(
    pack: &Pack,
    ending: &RoleEnding,
    person: Id,
    names: &BTreeMap<Subject, (String, String)>,
) -> Deadline {
    let one = &ending.assignment;
    let is_deputy = ending.is_deputy;
    let key = if is_deputy { "deadline-deputy-ends" } else { "deadline-role-falls-vacant" };
    let name = names.get(&one.subject()).map(|(name, _)| Deadline::named(name.as_str()));
    Deadline {
        person,
        due: ending.last_day,
        about: Subject::new(ROLE_ASSIGNMENT, one.id),
        name: name.unwrap_or_else(|| in_both_languages("role-assignment")),
        message: Message::new(key).with("role", plain_title(pack, &one.role)),
        address: address_of(one.id),
    }
}
