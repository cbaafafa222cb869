//! What follows from a plan, before anybody decides it: who works elsewhere, which records follow, and what stands in the
//! way.

use super::follow::following;
use super::outcome::{Outcome, compute_outcome};
use super::{Kept, KeptBy, Reorganisation, Structure, structure_of};
use crate::around_assignments::distinct;
use crate::store::organisations::ancestors_of_all;
use crate::store::people::people;
use crate::store::reorganisations as store;
use crate::{READ_HOLDERS, READ_PEOPLE};
use kernel::{Date, Id, LocalText, Message, Objection, Result};
use std::collections::BTreeMap;
use storage::Read;

/// A plan as it comes out today.
pub(crate) struct Found {
    pub before: Structure,
    pub after: Structure,
    pub outcome: Outcome,
    pub objections: Vec<Objection>,
    /// The units and organisations that are there today and become others.
    pub places: Vec<Id>,
    /// Those who work elsewhere by it.
    pub people: Vec<Id>,
    /// What rooms above keep where something is succeeded.
    pub kept: Vec<Kept>,
}

/// What a plan comes to, and what stands in the way of deciding it.
pub(super) fn obstacles(read: &Read, plan: &Reorganisation) -> Result<Found> {
    let mut found = obstacles_on_the_day(read, plan)?;
    if plan.effective_on < read.today() {
        found.objections.push(Objection::new("effective_on", "objection-reorganisation-past"));
    }
    let mut scope: Vec<Id> = found.before.organisations.keys().copied().collect();
    scope.extend(ancestors_of_all(read, &plan.organisations)?.into_iter().map(|(_, above)| above));
    if let Some((name, day)) = store::later_plan(read, plan, &distinct(scope.into_iter()))? {
        let message = Message::new("objection-reorganisation-before-last").with("name", name);
        found.objections.push(Objection::new("effective_on", message.with("day", texts::date(day))));
    }
    Ok(found)
}

/// What a plan comes to, and what stands in the way of carrying it out.
pub(super) fn obstacles_on_the_day(read: &Read, plan: &Reorganisation) -> Result<Found> {
    let before = structure_of(read, plan)?;
    let (after, wrong) = before.clone().after(&plan.steps);
    let outcome = compute_outcome(&before, &after);
    let mut objections: Vec<Objection> =
        wrong.into_iter().map(|one| of_step(one.step, &one.objection)).collect();
    if plan.steps.is_empty() {
        objections.push(Objection::new("", "objection-reorganisation-no-steps"));
    }
    objections.extend(named_by_others(read, plan, &before)?);
    let kept = kept_at(read, &outcome)?;
    objections.extend(left_without_owner(&kept, &outcome));
    let people = distinct(outcome.employments.iter().map(|one| one.after.person));
    let places =
        distinct(plan.steps.iter().flat_map(super::Step::changes).filter(|id| is_there(&before, *id)));
    Ok(Found { before, after, outcome, objections, places, people, kept })
}

fn kept_at(read: &Read, outcome: &Outcome) -> Result<Vec<Kept>> {
    let places: Vec<Id> = outcome.successions.iter().map(|one| one.from).collect();
    let mut kept = Vec::new();
    for room in following(read)?.iter() {
        kept.extend((room.kept)(read, &places)?);
    }
    Ok(kept)
}

/// What has an owner has one afterwards too.
fn left_without_owner(kept: &[Kept], outcome: &Outcome) -> Vec<Objection> {
    let is_left = |one: &&Kept| {
        let ends = outcome.successions.iter().any(|over| over.from == one.at && over.to.is_empty());
        one.by == KeptBy::Owner && ends
    };
    let told =
        |one: &Kept| Message::new("objection-reorganisation-owner-left").with("name", one.name.clone());
    kept.iter().filter(is_left).map(|one| Objection::new("", told(one))).collect()
}

fn is_there(structure: &Structure, id: Id) -> bool {
    structure.units.contains_key(&id) || structure.organisations.contains_key(&id)
}

/// What is wrong with a step, told outside its form.
fn of_step(step: usize, objection: &Objection) -> Objection {
    let [sv, en] = kernel::Language::ALL.map(|language| texts::render(language, &objection.message));
    let number = super::take_step::counted(step + 1);
    let message = Message::new("objection-reorganisation-step").with("step", number);
    Objection::new("", message.with("what", LocalText::new(sv, en)))
}

/// Two plans that change the same, or one that changes what another relies on, would be decided blindly.
fn named_by_others(read: &Read, plan: &Reorganisation, before: &Structure) -> Result<Vec<Objection>> {
    let places = plan.places();
    let ids: Vec<Id> = places.keys().copied().collect();
    let mut objections = Vec::new();
    for other in store::named_elsewhere(read, plan.id, &ids)? {
        let is_changed = places.get(&other.place).copied().unwrap_or_default();
        if other.is_changed || is_changed {
            let name = before.name_of(other.place);
            let message = Message::new("objection-reorganisation-planned-elsewhere").with("place", name);
            objections.push(Objection::new("", message.with("plan", other.plan)));
        }
    }
    Ok(objections)
}

impl Structure {
    /// The name of a unit or organisation.
    pub fn name_of(&self, id: Id) -> String {
        let unit = self.units.get(&id).map(|unit| unit.name.clone());
        unit.or_else(|| self.organisations.get(&id).map(|one| one.name.clone())).unwrap_or_default()
    }

    /// Where somebody works, in words: the unit and its organisation, or the organisation.
    pub fn workplace(&self, organisation: Id, unit: Option<Id>) -> String {
        let organisation = self.name_of(organisation);
        unit.map_or_else(|| organisation.clone(), |unit| format!("{} ({organisation})", self.name_of(unit)))
    }
}

/// Somebody who works elsewhere from the day on.
pub(crate) struct PersonMoves {
    pub person: Id,
    pub name: String,
    pub from: String,
    pub to: String,
    pub on: Date,
}

/// A record of a room above that follows.
pub(crate) struct RecordFollows {
    pub kept: Kept,
    pub from: String,
    /// Nothing where it is left without.
    pub to: Vec<String>,
}

/// A plan with what follows from it, in words.
pub(crate) struct Preview {
    pub found: Found,
    pub people: Vec<PersonMoves>,
    pub records: Vec<RecordFollows>,
    /// How many more of each there are that the actor may not see.
    pub hidden_people: usize,
    pub hidden_records: usize,
}

/// What follows from a plan as it stands.
pub(crate) fn preview(read: &Read, plan: &Reorganisation) -> Result<Preview> {
    let found = if plan.state.is_open() { obstacles(read, plan)? } else { obstacles_on_the_day(read, plan)? };
    let names: BTreeMap<Id, String> =
        people(read, &found.people)?.into_iter().map(|person| (person.id, person.name)).collect();
    let seen = access::permitted(read, READ_PEOPLE, &found.people)?;
    let mut moves: Vec<PersonMoves> = found.moves(&names);
    let all_moves = moves.len();
    moves.retain(|one| seen.contains(&one.person));
    moves.sort_by_cached_key(|one| texts::sort_key(&one.name));
    let kept = distinct(found.kept.iter().map(|one| one.subject.id));
    let seen = access::permitted(read, READ_HOLDERS, &kept)?;
    let is_seen = |kept: &&Kept| seen.contains(&kept.subject.id);
    let mut records: Vec<RecordFollows> =
        found.kept.iter().filter(is_seen).map(|kept| found.follows(kept)).collect();
    records.sort_by_cached_key(|one| (one.kept.by, texts::sort_key(&one.kept.name)));
    let (hidden_people, hidden_records) = (all_moves - moves.len(), found.kept.len() - records.len());
    Ok(Preview { found, people: moves, records, hidden_people, hidden_records })
}

impl Found {
    fn moves(&self, names: &BTreeMap<Id, String>) -> Vec<PersonMoves> {
        let moved = self.before.employments.values().filter_map(|old| {
            let new = self.after.employments.get(&old.id).filter(|new| *new != old)?;
            Some(PersonMoves {
                person: old.person,
                name: names.get(&old.person).cloned().unwrap_or_default(),
                from: self.before.workplace(old.organisation, old.unit),
                to: self.after.workplace(new.organisation, new.unit),
                on: old.from.max(self.after.on),
            })
        });
        moved.collect()
    }

    fn follows(&self, kept: &Kept) -> RecordFollows {
        let succession = self.outcome.successions.iter().find(|one| one.from == kept.at);
        let to = succession.map(|one| one.to.as_slice()).unwrap_or_default();
        RecordFollows {
            from: self.place_name(&self.before, kept.at),
            to: to.iter().map(|id| self.place_name(&self.after, *id)).collect(),
            kept: kept.clone(),
        }
    }

    fn place_name(&self, structure: &Structure, id: Id) -> String {
        match structure.units.get(&id) {
            Some(unit) => structure.workplace(unit.organisation, Some(id)),
            None => structure.name_of(id),
        }
    }
}
