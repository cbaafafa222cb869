//! Decides a plan, or takes it back. What stands in its way is told as objections, by the number of the step.

use super::preview::obstacles;
use super::rehearse::carry_out_in_rehearsal;
use super::save_plan::{keep, open_plan};
use super::{Reorganisation, ReorganisationState};
use crate::record_of_change::Because;
use crate::{EDIT, EDIT_PEOPLE};
use kernel::{Error, FieldKind, Id, Objection, Result, record_fields};
use storage::Tx;

/// The decision that a plan rests on. Swedish: beslut om omorganisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecideReorganisation {
    pub decision: String,
}

record_fields! { DecideReorganisation {
    decision: FieldKind::Text { max_chars: 200 }, required;
} }

/// Why a plan is taken back. Swedish: återtagande.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WithdrawReorganisation {
    pub reason: String,
}

record_fields! { WithdrawReorganisation {
    reason: FieldKind::LongText { max_chars: 1_000 }, required;
} }

/// Decides a plan; the program carries it out on its day.
///
/// # Errors
/// Stale, refused for who may not change all that it changes, rejected for whatever stands in its way.
pub fn take_reorganisation_decision(
    tx: &mut Tx,
    id: Id,
    revision: i64,
    ask: &DecideReorganisation,
) -> Result<Reorganisation> {
    let before = open_plan(tx, id, revision)?;
    if !before.state.can_be_decided() {
        return Err(Error::rejected("", "objection-reorganisation-decided"));
    }
    let found = obstacles(tx, &before)?;
    let mut objections = found.objections;
    if ask.decision.trim().is_empty() {
        objections.push(Objection::new("decision", "objection-required"));
    }
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    authorise_all(tx, &found.places, &found.people)?;
    carry_out_in_rehearsal(tx, &before)?.map_err(of_no_field)?;
    let decided = Reorganisation {
        state: ReorganisationState::Decided,
        decision: ask.decision.trim().to_owned(),
        decided_on: Some(tx.today()),
        decided_by: tx.actor().person,
        stopped_by: Vec::new(),
        revision: before.revision + 1,
        ..before.clone()
    };
    let because = Because { reason: String::new(), decision: decided.decision.clone() };
    keep(tx, Some(&before), &decided, ("reorganisation.decided", &because))?;
    Ok(decided)
}

/// What the rooms above refuse on the day is told today, and has no field in the decision.
fn of_no_field(objections: Vec<Objection>) -> Error {
    let outside = |one: Objection| Objection::new("", one.message).by_clauses(&one.clauses);
    Error::Rejected(objections.into_iter().map(outside).collect())
}

/// Takes a plan back before it is carried out.
///
/// # Errors
/// Stale, refused, rejected without a reason or where it is over.
pub fn withdraw_reorganisation(
    tx: &mut Tx,
    id: Id,
    revision: i64,
    ask: &WithdrawReorganisation,
) -> Result<Reorganisation> {
    let before = open_plan(tx, id, revision)?;
    if ask.reason.trim().is_empty() {
        return Err(Error::rejected("reason", "objection-required"));
    }
    let withdrawn = Reorganisation {
        state: ReorganisationState::Withdrawn,
        revision: before.revision + 1,
        ..before.clone()
    };
    let because = Because { reason: ask.reason.clone(), decision: String::new() };
    keep(tx, Some(&before), &withdrawn, ("reorganisation.withdrawn", &because))?;
    Ok(withdrawn)
}

/// The program carries the plan out in its own name, so that whoever decides it must be allowed all of it.
fn authorise_all(tx: &Tx, places: &[Id], people: &[Id]) -> Result<()> {
    for (permission, subjects) in [(EDIT, places), (EDIT_PEOPLE, people)] {
        if access::permitted(tx, permission, subjects)?.len() < subjects.len() {
            return Err(access::refused(permission));
        }
    }
    Ok(())
}
