//! Who leaves, and who goes to another place of work: told ahead to those who see to it that nothing is left behind.

use crate::ASSIGN;
use crate::endings::notice_until;
use crate::leaving::departure_in;
use crate::moving::{Move, open_moves};
use crate::offboarding::LeavingItems;
use crate::offboarding_step::is_about;
use crate::staff::Staff;
use crate::store::leaving::{leavers, ticked_of};
use crate::store::organisations::ancestors_of_all;
use crate::store::people::people;
use crate::{PERSON, Person};
use kernel::{Date, Id, Message, Result, Subject};
use notify::Deadline;
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// So long after the last day the checklist is still asked for.
const ASKED_DAYS: i64 = 30;

/// The checklists of leavers for their line managers, and the roles that movers take along for them, for who keeps the
/// register at the old place, and for the movers themselves.
pub(crate) fn leavers_and_movers(read: &Read, asked: Option<&[Id]>, until: Date) -> Result<Vec<Deadline>> {
    let until = until.min(notice_until(read)?);
    let mut told = checklists(read, asked, until)?;
    told.extend(roles_taken_along(read, asked, until)?);
    Ok(told)
}

/// A checklist is asked for until everything on it that people tick by hand is ticked.
fn checklists(read: &Read, asked: Option<&[Id]>, until: Date) -> Result<Vec<Deadline>> {
    let since = read.today().saturating_sub(jiff::Span::new().days(ASKED_DAYS));
    let mut ending = leavers(read, asked, (since, until))?;
    if ending.is_empty() {
        return Ok(Vec::new());
    }
    let staff = Staff::of(read, ending.iter().map(|one| one.person))?;
    let leaves = |person: Id, last_day: Option<Date>| {
        departure_in(&staff, person, read.today()).is_some_and(|one| Some(one.last_day) == last_day)
    };
    ending.retain(|one| leaves(one.person, one.to));
    let leaving: BTreeSet<Id> = ending.iter().map(|one| one.person).collect();
    let ticked = ticked_of(read, &Vec::from_iter(leaving))?;
    let items = read.attached::<LeavingItems>()?;
    let by_hand: Vec<&str> = items.0.iter().filter(|item| item.left.is_none()).map(|item| item.key).collect();
    let is_ticked = |person: Id, last_day: Date, item: &str| {
        let own = staff.employments_of(person);
        let mut of_item = ticked.iter().filter(|one| one.person == person && one.item == item);
        of_item.any(|one| is_about(one.on, last_day, own))
    };
    let is_seen_to = |one: &crate::Employment| {
        let is_done = |last_day| by_hand.iter().all(|item| is_ticked(one.person, last_day, item));
        !by_hand.is_empty() && one.to.is_some_and(is_done)
    };
    ending.retain(|one| !is_seen_to(one));
    let deadline = |one: crate::Employment| {
        let message = Message::new("deadline-leaver-checklist");
        Some(deadline(one.manager?, staff.person(one.person)?, one.to?, message))
    };
    Ok(ending.into_iter().filter_map(deadline).collect())
}

fn roles_taken_along(read: &Read, asked: Option<&[Id]>, until: Date) -> Result<Vec<Deadline>> {
    let moves = open_moves(read, None, until)?;
    if moves.is_empty() {
        return Ok(Vec::new());
    }
    let movers: Vec<Id> = moves.iter().map(|one| one.person).collect();
    let movers: BTreeMap<Id, Person> =
        people(read, &movers)?.into_iter().map(|person| (person.id, person)).collect();
    let keepers = keepers_at(read, &moves)?;
    let is_asked = |person: &Id| asked.is_none_or(|asked| asked.contains(person));
    let mut told = Vec::new();
    for one in &moves {
        let Some(mover) = movers.get(&one.person) else { continue };
        let keeping = keepers.get(&one.from).into_iter().flatten().copied();
        let managers = one.manager.into_iter().chain(one.new_manager);
        let people: BTreeSet<Id> = managers.chain(keeping).chain([one.person]).collect();
        let count = i64::try_from(one.kept).unwrap_or(i64::MAX);
        for person in people.into_iter().filter(is_asked) {
            let message = Message::new("deadline-mover-keeps-roles").with("count", count);
            told.push(deadline(person, mover, one.last_day, message));
        }
    }
    Ok(told)
}

/// Who may appoint, by a role on an organisation that the old place is or lies within.
fn keepers_at(read: &Read, moves: &[Move]) -> Result<BTreeMap<Id, BTreeSet<Id>>> {
    let mut keeping: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for (place, person) in access::holders(read, ASSIGN)? {
        keeping.entry(place).or_default().push(person);
    }
    let places: BTreeSet<Id> = moves.iter().map(|one| one.from).collect();
    let mut keepers: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    for (place, above) in ancestors_of_all(read, &Vec::from_iter(places))? {
        keepers.entry(place).or_default().extend(keeping.get(&above).into_iter().flatten());
    }
    Ok(keepers)
}

fn deadline(person: Id, about: &Person, due: Date, message: Message) -> Deadline {
    Deadline {
        person,
        due,
        about: Subject::new(PERSON, about.id),
        name: Deadline::named(about.name.as_str()),
        message,
        address: format!("/administration/personer/{}/avslut", about.id),
    }
}
