//! The checklist for whoever sees to it that somebody leaves in good order. Other rooms add items to it; an item is done
//! when nothing is left of it, or when somebody says that it is.

use crate::endings::without_successor;
use crate::leaving::{Departure, departure_of, move_of};
use crate::line_manager::authorise_seeing_to;
use crate::offboarding_step::is_about;
use crate::record_of_change::{Because, Done, audit_twice, check_revision};
use crate::store::assignments::{assignments_of_person, deputised_by};
use crate::store::forums::forums_of_person;
use crate::store::leaving as store;
use crate::store::people::employments_of;
use crate::told::plain_title;
use crate::{OFFBOARDING_STEP, OffboardingStep, PERSON, RoleAssignment, subject_names};
use kernel::{Date, Error, Id, LocalText, Result, Subject};
use storage::{Read, Tx};

/// Something that a leaver leaves behind, and the page where it is seen to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    pub name: LocalText,
    pub address: String,
}

/// What of it a person leaves behind after their last day.
pub type LeftBy = fn(&Read, person: Id, last_day: Date) -> Result<Vec<Left>>;

/// One item of the checklist. Its texts are `leaving-item-<key>` and, where there is more to say, `…-hint`.
#[derive(Clone, Copy)]
pub struct LeavingItem {
    pub key: &'static str,
    /// None: nobody but people know, and it is ticked by hand.
    pub left: Option<LeftBy>,
}

/// All items, in their order. Attached to the database by the program, so that rooms to come add theirs.
pub struct LeavingItems(pub Vec<LeavingItem>);

/// The items of this room: the roles, the deputies, the seats in groups, and those whom the person leads.
#[must_use]
pub fn leaving_items() -> Vec<LeavingItem> {
    vec![
        LeavingItem { key: "assignments", left: Some(assignments_left) },
        LeavingItem { key: "deputyships", left: Some(deputyships_left) },
        LeavingItem { key: "seats", left: Some(seats_left) },
        LeavingItem { key: "employees", left: Some(employees_left) },
    ]
}

fn assignments_left(read: &Read, person: Id, last_day: Date) -> Result<Vec<Left>> {
    let mut held = assignments_of_person(read, person)?;
    held.retain(|one| one.counts_on(last_day));
    named(read, without_successor(read, held)?)
}

fn deputyships_left(read: &Read, person: Id, last_day: Date) -> Result<Vec<Left>> {
    let mut held = deputised_by(read, person)?;
    held.retain(|one| one.deputy_period().is_some_and(|days| days.to.is_none_or(|to| to > last_day)));
    named(read, held)
}

fn seats_left(read: &Read, person: Id, last_day: Date) -> Result<Vec<Left>> {
    let forums = forums_of_person(read, person, last_day)?.into_iter();
    let left = |forum: crate::Forum| Left {
        address: format!("/grupper/{}", forum.id),
        name: LocalText::new(forum.name.clone(), forum.name),
    };
    Ok(forums.map(left).collect())
}

fn employees_left(read: &Read, person: Id, last_day: Date) -> Result<Vec<Left>> {
    let led = store::led_by(read, person, last_day)?;
    let ids: Vec<Id> = led.iter().map(|one| one.person).collect();
    let people = crate::people(read, &ids)?;
    let left = led.iter().filter_map(|one| {
        let name = people.iter().find(|person| person.id == one.person)?.name.clone();
        let address = format!("/administration/anstallningar/{}/andra", one.id);
        Some(Left { name: LocalText::new(name.clone(), name), address })
    });
    Ok(left.collect())
}

fn named(read: &Read, assignments: Vec<RoleAssignment>) -> Result<Vec<Left>> {
    if assignments.is_empty() {
        return Ok(Vec::new());
    }
    let pack = findings::pack_in_force(read)?;
    let subjects: Vec<Subject> = assignments.iter().map(RoleAssignment::subject).collect();
    let names = subject_names(read, &subjects)?;
    let left = assignments.iter().map(|one| {
        let title = plain_title(&pack, &one.role);
        let subject = names.get(&one.subject()).map(|(name, _)| name.as_str()).unwrap_or_default();
        let name = LocalText::new(format!("{}, {subject}", title.sv), format!("{}, {subject}", title.en));
        Left { name, address: format!("/uppdrag/{}", one.id) }
    });
    Ok(left.collect())
}

/// One item as it stands for one person.
#[derive(Clone, Debug)]
pub struct Checked {
    pub key: &'static str,
    /// None where only people know.
    pub left: Option<Vec<Left>>,
    /// Ticked by hand, and not taken back.
    pub ticked: Option<OffboardingStep>,
}

impl Checked {
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.ticked.is_some() || self.left.as_ref().is_some_and(Vec::is_empty)
    }
}

/// The checklist of a person who leaves.
///
/// # Errors
/// Not found for a person whom the actor may not see, refused for who does not see to it that they leave.
pub fn offboarding_of(read: &Read, person: Id) -> Result<(Option<Departure>, Vec<Checked>)> {
    authorise_seeing_to(read, person)?;
    let departure = departure_of(read, person)?;
    let last_day = departure.as_ref().map_or(read.today(), |departure| departure.last_day);
    // What was ticked for an earlier ending says nothing of the next one.
    let ending = match &departure {
        Some(departure) => Some(departure.last_day),
        None => move_of(read, person)?.map(|one| one.last_day),
    };
    let employments = employments_of(read, person)?;
    let is_current =
        |step: &OffboardingStep| ending.is_none_or(|last_day| is_about(step.done_on, last_day, &employments));
    let mut steps = store::steps_of(read, person)?;
    steps.retain(is_current);
    let items = read.attached::<LeavingItems>()?;
    let check = |item: &LeavingItem| {
        let left = item.left.map(|left| left(read, person, last_day)).transpose()?;
        let is_tick = |step: &&OffboardingStep| step.item == item.key && !step.is_taken_back;
        Ok(Checked { key: item.key, left, ticked: steps.iter().rev().find(is_tick).cloned() })
    };
    let checked = items.0.iter().map(check).collect::<Result<_>>()?;
    Ok((departure, checked))
}

/// Which item is done for whom.
#[derive(Clone, Debug)]
pub struct TickItem {
    pub person: Id,
    pub item: String,
    pub note: String,
}

/// Says by hand that an item is seen to.
///
/// # Errors
/// As [`offboarding_of`]; rejected for an item that is not on the list or has been ticked.
pub fn tick_item(tx: &mut Tx, ask: &TickItem) -> Result<OffboardingStep> {
    let (_, checked) = offboarding_of(tx, ask.person)?;
    let Some(item) = checked.iter().find(|one| one.key == ask.item) else {
        return Err(Error::rejected("item", "objection-no-such-item"));
    };
    if item.ticked.is_some() {
        return Err(Error::rejected("item", "objection-ticked-already"));
    }
    let actor = tx.actor().clone();
    let known = actor.person.map(|id| crate::person(tx, id)).transpose()?;
    let step = OffboardingStep {
        id: Id::new(),
        person: ask.person,
        item: ask.item.clone(),
        note: ask.note.clone(),
        done_by_id: actor.person,
        done_by: known.map_or(actor.name, |person| person.name),
        done_on: tx.today(),
        is_taken_back: false,
        revision: 1,
    };
    let objections = crate::check_no_personal_identity_numbers(&step);
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    store::add_step(tx, &step)?;
    tell(tx, "offboarding_step.done", None, &step)?;
    Ok(step)
}

/// Takes back what was ticked by mistake. It stays in the history.
///
/// # Errors
/// As [`offboarding_of`]; not found for a step of somebody else, stale for one that was taken back.
pub fn take_back_tick(tx: &mut Tx, person: Id, step: Id, revision: i64) -> Result<OffboardingStep> {
    authorise_seeing_to(tx, person)?;
    let before = store::steps_of(tx, person)?.into_iter().find(|one| one.id == step);
    let before = before.ok_or(Error::NotFound)?;
    check_revision(before.revision, revision)?;
    if before.is_taken_back {
        return Err(Error::stale());
    }
    let after = OffboardingStep { is_taken_back: true, revision: before.revision + 1, ..before.clone() };
    store::take_step_back(tx, &after)?;
    tell(tx, "offboarding_step.taken_back", Some(&before), &after)?;
    Ok(after)
}

fn tell(
    tx: &mut Tx,
    action: &'static str,
    before: Option<&OffboardingStep>,
    after: &OffboardingStep,
) -> Result<()> {
    let because = Because { reason: after.note.clone(), decision: String::new() };
    let done = Done { action, subject: Subject::new(PERSON, after.person), before, after, because: &because };
    audit_twice(tx, done, Subject::new(OFFBOARDING_STEP, after.id))
}
