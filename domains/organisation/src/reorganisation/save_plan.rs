//! Enters a plan, changes it, and adds and removes its steps. A plan that was decided becomes a draft again by it.

use super::{Distribute, Reorganisation, ReorganisationState, SplitUnit, Step};
use crate::record_of_change::{Because, check_revision};
use crate::save_unit::found_or_none;
use crate::store::organisations::{ancestors_of_all, organisations};
use crate::store::reorganisations as store;
use crate::{EDIT, READ, REORGANISATION, check_no_personal_identity_numbers};
use kernel::{Date, Error, Id, Objection, Result, Subject, json_of};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use storage::{AuditEntry, Read, Tx};

/// The plan as it shall stand; its steps are added by themselves.
#[derive(Clone, Debug)]
pub struct SaveReorganisation {
    pub plan: Reorganisation,
    /// The revision that was changed; None enters a new plan.
    pub revision: Option<i64>,
}

/// A step that comes last.
#[derive(Clone, Debug)]
pub struct AddStep {
    pub plan: Id,
    pub revision: i64,
    pub step: Step,
}

/// A step to take away, by its number from 1.
#[derive(Clone, Copy, Debug)]
pub struct RemoveStep {
    pub plan: Id,
    pub revision: i64,
    pub number: i64,
}

/// More steps than a plan has that somebody can look over.
const MOST_STEPS: usize = 200;
/// A plan is about so many organisations at the most; what lies within them is not counted.
const MOST_ORGANISATIONS: usize = 20;

/// Saves a plan.
///
/// # Errors
/// Not found for who may not see it, refused for who may not change an organisation of it, rejected for what is wrong.
pub fn save_reorganisation(tx: &mut Tx, ask: &SaveReorganisation) -> Result<Reorganisation> {
    let before = match ask.revision {
        None => None,
        Some(revision) => Some(open_plan(tx, ask.plan.id, revision)?),
    };
    authorise_plan(tx, &ask.plan)?;
    let known = organisations(tx, &ask.plan.organisations)?.into_iter().map(|one| one.id).collect();
    let saved = decide_plan(before.as_ref(), &ask.plan, &known, tx.today()).map_err(Error::Rejected)?;
    let action = if before.is_none() { "reorganisation.created" } else { "reorganisation.changed" };
    keep(tx, before.as_ref(), &saved, (action, &Because::default()))?;
    Ok(saved)
}

/// Adds a step at the end.
///
/// # Errors
/// As [`save_reorganisation`].
pub fn add_step(tx: &mut Tx, ask: &AddStep) -> Result<Reorganisation> {
    let before = open_plan(tx, ask.plan, ask.revision)?;
    if before.steps.len() >= MOST_STEPS {
        return Err(Error::rejected("", "objection-reorganisation-too-many-steps"));
    }
    let step = match ask.step.clone() {
        Step::SplitUnit(step) => Step::SplitUnit(step.with_parts()),
        step => step,
    };
    let mut steps = before.steps.clone();
    steps.push(step);
    let planned = Reorganisation { steps, ..before.clone() };
    refuse_wrong_step(tx, &planned)?;
    keep_steps(tx, &before, planned)
}

/// What is wrong with the step that came last. A split waits for its employments to be distributed.
fn refuse_wrong_step(tx: &Tx, planned: &Reorganisation) -> Result<()> {
    let last = planned.steps.len().saturating_sub(1);
    let (_, wrong) = super::structure_of(tx, planned)?.after(&planned.steps);
    let is_later = |field: &str| field == "employments" || field == "rest";
    let wrong = wrong.into_iter().filter(|one| one.step == last && !is_later(&one.objection.field));
    let mut objections: Vec<Objection> = wrong.map(|one| one.objection).collect();
    if let Some(Step::OpenUnit(_) | Step::MergeUnits(_) | Step::OpenOrganisation(_)) = planned.steps.last() {
        objections.extend(check_no_personal_identity_number(planned.steps.last()));
    }
    if objections.is_empty() { Ok(()) } else { Err(Error::Rejected(objections)) }
}

/// Names of people do not become names of units.
fn check_no_personal_identity_number(step: Option<&Step>) -> Vec<Objection> {
    match step {
        Some(Step::OpenUnit(step)) => check_no_personal_identity_numbers(step),
        Some(Step::MergeUnits(step)) => check_no_personal_identity_numbers(step),
        Some(Step::SplitUnit(step)) => check_no_personal_identity_numbers(step),
        Some(Step::OpenOrganisation(step)) => check_no_personal_identity_numbers(step),
        _ => Vec::new(),
    }
}

/// Takes a step away; those after it move up.
///
/// # Errors
/// As [`save_reorganisation`]; not found without such a step.
pub fn remove_step(tx: &mut Tx, ask: RemoveStep) -> Result<Reorganisation> {
    let before = open_plan(tx, ask.plan, ask.revision)?;
    let place = step_at(&before, ask.number)?;
    let mut planned = before.clone();
    planned.steps.remove(place);
    keep_steps(tx, &before, planned)
}

/// Says which employments go to a part of a unit that is split; those named go nowhere else.
///
/// # Errors
/// As [`save_reorganisation`]; not found without such a step, rejected for a part that it does not have.
pub fn distribute(tx: &mut Tx, plan: Id, revision: i64, asked: &[Distribute]) -> Result<Reorganisation> {
    let before = open_plan(tx, plan, revision)?;
    let mut planned = before.clone();
    for ask in asked {
        let place = step_at(&before, ask.step.unwrap_or_default())?;
        let Some(Step::SplitUnit(step)) = planned.steps.get_mut(place) else { return Err(Error::NotFound) };
        send_to_part(step, ask)?;
    }
    keep_steps(tx, &before, planned)
}

fn send_to_part(step: &mut SplitUnit, ask: &Distribute) -> Result<()> {
    let part = step.parts.iter().find(|part| super::step_checks::is_same_name(&part.name, &ask.part));
    let Some(part) = part.map(|part| part.opened) else {
        return Err(Error::rejected("part", "objection-reorganisation-no-part"));
    };
    step.goes.retain(|employment, goes| *goes != part || ask.employments.contains(employment));
    step.goes.extend(ask.employments.iter().map(|employment| (*employment, part)));
    match ask.takes_rest {
        Some(true) => step.rest = Some(part),
        Some(false) if step.rest == Some(part) => step.rest = None,
        _ => {}
    }
    Ok(())
}

fn step_at(plan: &Reorganisation, number: i64) -> Result<usize> {
    let place = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    place.filter(|place| *place < plan.steps.len()).ok_or(Error::NotFound)
}

fn keep_steps(tx: &mut Tx, before: &Reorganisation, planned: Reorganisation) -> Result<Reorganisation> {
    let saved = Reorganisation { revision: before.revision + 1, ..planned.reopened() };
    keep(tx, Some(before), &saved, ("reorganisation.steps_changed", &Because::default()))?;
    Ok(saved)
}

/// A plan that the actor may change, as it stands.
pub(super) fn open_plan(tx: &Tx, id: Id, revision: i64) -> Result<Reorganisation> {
    let plan = visible_reorganisation(tx, id)?;
    authorise_plan(tx, &plan)?;
    check_revision(plan.revision, revision)?;
    if plan.state.is_open() { Ok(plan) } else { Err(Error::rejected("", "objection-reorganisation-over")) }
}

/// Stops an actor who may not change every organisation that the plan is about.
pub(super) fn authorise_plan(tx: &Tx, plan: &Reorganisation) -> Result<()> {
    for organisation in &plan.organisations {
        access::authorise(tx, EDIT, *organisation)?;
    }
    Ok(())
}

/// A plan that the actor may see: a draft is seen by who may change it.
///
/// # Errors
/// [`Error::NotFound`] also when they may not see it.
pub fn visible_reorganisation(read: &Read, id: Id) -> Result<Reorganisation> {
    let plan = found_or_none(store::reorganisation(read, id))?.ok_or(Error::NotFound)?;
    let needed = if plan.state.is_announced() { READ } else { EDIT };
    if access::may(read, needed, id)? { Ok(plan) } else { Err(Error::NotFound) }
}

fn decide_plan(
    before: Option<&Reorganisation>,
    ask: &Reorganisation,
    known: &BTreeSet<Id>,
    today: Date,
) -> Result<Reorganisation, Vec<Objection>> {
    let mut objections = check_no_personal_identity_numbers(ask);
    let mut object = |field: &str, key: &'static str| objections.push(Objection::new(field, key));
    if ask.name.trim().is_empty() {
        object("name", "objection-required");
    }
    if ask.organisations.is_empty() {
        object("organisations", "objection-required");
    }
    if ask.organisations.len() > MOST_ORGANISATIONS {
        object("organisations", "objection-reorganisation-too-many-organisations");
    }
    if ask.organisations.iter().any(|id| !known.contains(id)) {
        object("organisations", "objection-no-such-organisation");
    }
    if ask.effective_on < today {
        object("effective_on", "objection-reorganisation-past");
    }
    if !objections.is_empty() {
        return Err(objections);
    }
    let (steps, revision) = before.map_or((Vec::new(), 1), |old| (old.steps.clone(), old.revision + 1));
    Ok(Reorganisation { steps, revision, ..ask.clone().reopened() })
}

/// Saves a plan with who may see it, and tells what was done.
pub(super) fn keep(
    tx: &mut Tx,
    before: Option<&Reorganisation>,
    after: &Reorganisation,
    (action, because): (&'static str, &Because),
) -> Result<()> {
    store::save(tx, after, before.is_none())?;
    let above = ancestors_of_all(tx, &after.organisations)?;
    access::set_reach(tx, after.id, above.into_iter().map(|(_, above)| above))?;
    settle_readers(tx, after)?;
    let told = before.map_or_else(|| Json::Object(serde_json::Map::new()), told);
    tx.audit(&AuditEntry {
        action,
        subject: Some(Subject::new(REORGANISATION, after.id)),
        changes: storage::changes(&told, &self::told(after)),
        reason: Some(because.reason.clone()),
        decision: Some(because.decision.clone()),
        ..AuditEntry::default()
    })
}

/// An announced plan is read in every organisation that it touches. What has been carried out is still read where it was
/// announced, wherever its units lie since.
fn settle_readers(tx: &mut Tx, plan: &Reorganisation) -> Result<()> {
    let touched = match plan.state {
        ReorganisationState::CarriedOut => return Ok(()),
        ReorganisationState::Decided => store::touched(tx, plan.id)?,
        ReorganisationState::Draft | ReorganisationState::Stopped | ReorganisationState::Withdrawn => {
            Vec::new()
        }
    };
    access::set_reach_by_use(tx, plan.id, touched)
}

/// The plan as its history tells it.
fn told(plan: &Reorganisation) -> Json {
    let mut told = json_of(plan);
    told.insert("state".into(), json!(kernel::Choice::name(plan.state)));
    told.insert("steps".into(), json!(plan.steps.len()));
    told.insert("decision".into(), json!(plan.decision));
    told.insert("revision".into(), json!(plan.revision));
    told.into()
}

impl ReorganisationState {
    /// Whether a decision may be taken: for the first time, or anew after it was stopped.
    #[must_use]
    pub const fn can_be_decided(self) -> bool {
        matches!(self, Self::Draft | Self::Stopped)
    }
}
