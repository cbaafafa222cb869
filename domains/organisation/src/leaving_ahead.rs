//! Who leaves, and who goes to another place of work: told ahead to those who see to it that nothing is left behind.

use crate::endings::notice_until;
use crate::leaving::departure_in;
use crate::moving::{Move, open_moves};
use crate::offboarding::LeavingItems;
use crate::offboarding_step::is_about;
use crate::staff::Staff;
use crate::store::changing::{Changer, changers};
use crate::store::leaving::{leavers, leavers_without_manager, ticked_of};
use crate::store::organisations::{ancestors_of_all, legal_entities_of};
use crate::store::people::people;
use crate::{ASSIGN, EDIT_PEOPLE, Employment, PERSON, Person};
use kernel::{Date, Id, Message, Result, Subject};
use notify::Deadline;
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// So long after the last day the checklist is still asked for.
const ASKED_DAYS: i64 = 30;

/// The checklists of leavers for their line managers, or for who may change people there; and the roles that movers take
/// along for the same managers, for who keeps the register at the old place, and for the movers themselves.
pub(crate) fn leavers_and_movers(read: &Read, asked: Option<&[Id]>, until: Date) -> Result<Vec<Deadline>> {
    let until = until.min(notice_until(read)?);
    let mut told = checklists(read, asked, until)?;
    told.extend(roles_taken_along(read, asked, until)?);
    Ok(told)
}

/// An employment that ends, and who sees to what is left behind.
type Leaver = (Employment, BTreeSet<Id>);

/// A checklist is asked for until everything on it that people tick by hand is ticked.
fn checklists(read: &Read, asked: Option<&[Id]>, until: Date) -> Result<Vec<Deadline>> {
    let days = (read.today().saturating_sub(jiff::Span::new().days(ASKED_DAYS)), until);
    let led = |one: Employment| {
        let manager = one.manager.into_iter().collect();
        (one, manager)
    };
    let mut ending: Vec<Leaver> = leavers(read, asked, days)?.into_iter().map(led).collect();
    ending.extend(without_manager(read, asked, days)?);
    if ending.is_empty() {
        return Ok(Vec::new());
    }
    let staff = Staff::of(read, ending.iter().map(|(one, _)| one.person))?;
    let leaves = |person: Id, last_day: Option<Date>| {
        departure_in(&staff, person, read.today()).is_some_and(|one| Some(one.last_day) == last_day)
    };
    ending.retain(|(one, _)| leaves(one.person, one.to));
    let leaving: BTreeSet<Id> = ending.iter().map(|(one, _)| one.person).collect();
    let ticked = ticked_of(read, &Vec::from_iter(leaving))?;
    let items = read.attached::<LeavingItems>()?;
    let by_hand: Vec<&str> = items.0.iter().filter(|item| item.left.is_none()).map(|item| item.key).collect();
    let is_ticked = |person: Id, last_day: Date, item: &str| {
        let own = staff.employments_of(person);
        let mut of_item = ticked.iter().filter(|one| one.person == person && one.item == item);
        of_item.any(|one| is_about(one.on, last_day, own))
    };
    let is_seen_to = |one: &Employment| {
        let is_done = |last_day| by_hand.iter().all(|item| is_ticked(one.person, last_day, item));
        !by_hand.is_empty() && one.to.is_some_and(is_done)
    };
    ending.retain(|(one, _)| !is_seen_to(one));
    let mut told = Vec::new();
    for (one, people) in &ending {
        let (Some(leaver), Some(last_day)) = (staff.person(one.person), one.to) else { continue };
        let message = || Message::new("deadline-leaver-checklist");
        told.extend(people.iter().map(|person| deadline(*person, leaver, last_day, message())));
    }
    Ok(told)
}

/// Those who leave and whom nobody leads: seen to by who may change people by a role within their employer, else by who may
/// do it from above.
fn without_manager(read: &Read, asked: Option<&[Id]>, days: (Date, Date)) -> Result<Vec<Leaver>> {
    let may_see_to = changers(read, EDIT_PEOPLE, asked)?;
    if may_see_to.is_empty() {
        return Ok(Vec::new());
    }
    let ending = leavers_without_manager(read, days)?;
    let is_part = asked.is_some() && !ending.is_empty();
    let everybody = if is_part { changers(read, EDIT_PEOPLE, None)? } else { Vec::new() };
    let all = if everybody.is_empty() { &may_see_to } else { &everybody };
    let places = Places::of(read, ending.iter().map(|one| one.organisation))?;
    let seen_to = |one: Employment| {
        let (near, within) = places.around(one.organisation);
        let is_near = all.iter().any(|changer| changer.is_at(&near) && changer.person != one.person);
        let sees = |changer: &&Changer| if is_near { changer.is_at(&near) } else { changer.reaches(&within) };
        let people = may_see_to.iter().filter(sees).map(|changer| changer.person);
        let people: BTreeSet<Id> = people.filter(|person| *person != one.person).collect();
        (one, people)
    };
    Ok(ending.into_iter().map(seen_to).filter(|(_, people)| !people.is_empty()).collect())
}

/// What employers lie within.
struct Places {
    above: BTreeMap<Id, BTreeSet<Id>>,
    entities: BTreeMap<Id, Id>,
}

impl Places {
    fn of(read: &Read, employers: impl Iterator<Item = Id>) -> Result<Self> {
        let employers: BTreeSet<Id> = employers.collect();
        let entities = legal_entities_of(read, &Vec::from_iter(employers.iter().copied()))?;
        let asked: BTreeSet<Id> = employers.into_iter().chain(entities.values().copied()).collect();
        let mut above: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
        for (place, whole) in ancestors_of_all(read, &Vec::from_iter(asked))? {
            above.entry(place).or_default().insert(whole);
        }
        Ok(Self { above, entities })
    }

    /// The employer and what it lies within: up to its legal entity, and all of it.
    fn around(&self, employer: Id) -> (BTreeSet<Id>, BTreeSet<Id>) {
        let above = |place: &Id| self.above.get(place).cloned().unwrap_or_default();
        let within = above(&employer);
        let entity = self.entities.get(&employer);
        let beyond = entity.map(above).unwrap_or_default();
        let near = within.iter().copied().filter(|place| Some(place) == entity || !beyond.contains(place));
        (near.collect(), within)
    }
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
