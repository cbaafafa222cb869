//! How a system goes through its lifecycle: which step may be taken when, and whom the guideline gives it to.

use crate::system::{LifecycleState, System, date_field_of};
use kernel::{Choice, Date, Message, Objection};
use policy::{MandateAnswer, Pack, SubjectFacts, Who};

/// The step that somebody wants to take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub to: LifecycleState,
    /// The first day of the new state; none means today.
    pub on: Option<Date>,
    /// Why; demanded for a step back.
    pub reason: String,
}

/// The system after a step, or what is wrong with it.
///
/// A step forward may pass over states that the system never was in. A step back corrects or calls off: it needs a
/// reason, and the days of the states that are undone are taken away.
///
/// # Errors
/// Everything that is wrong.
pub fn decide_step(system: &System, step: &Step, pack: &Pack, today: Date) -> Result<System, Vec<Objection>> {
    let on = step.on.unwrap_or(today);
    let is_back = step.to < system.lifecycle_state;
    let mut objections = Vec::new();
    if step.to == system.lifecycle_state {
        objections.push(Objection::new("to", "register-objection-same-state"));
    } else if pack.lifecycle_state(step.to.name()).is_none() {
        objections.push(Objection::new("to", "objection-not-a-choice"));
    }
    if on > today {
        objections.push(Objection::new("on", "register-objection-step-ahead"));
    }
    if is_back && step.reason.trim().is_empty() {
        objections.push(Objection::new("reason", "register-objection-step-back-reason"));
    }
    let mut after = system.clone();
    after.lifecycle_state = step.to;
    if is_back {
        for undone in LifecycleState::ALL.into_iter().filter(|state| *state > step.to) {
            after.set_state_from(undone, None);
        }
    }
    if !is_back || after.state_from(step.to).is_none() {
        after.set_state_from(step.to, Some(on));
    }
    objections.extend(check_dates(&after).into_iter().map(|found| Objection { field: "on".into(), ..found }));
    if objections.is_empty() { Ok(after) } else { Err(objections) }
}

/// The days of the states follow each other; those that are not known are passed over. A later state may have a day
/// ahead: it is planned.
#[must_use]
pub fn check_dates(system: &System) -> Vec<Objection> {
    let known: Vec<(LifecycleState, Date)> = LifecycleState::ALL
        .into_iter()
        .filter_map(|state| Some((state, system.state_from(state)?)))
        .collect();
    known
        .windows(2)
        .filter(|pair| pair[1].1 < pair[0].1)
        .map(|pair| {
            let message = Message::new("register-objection-dates-order").with("day", pair[0].1.to_string());
            Objection::new(date_field_of(pair[1].0), message)
        })
        .collect()
}

/// Someone to whom the guideline gives a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taker {
    pub who: Who,
    /// May somebody from outside the organisation take it?
    pub external_allowed: bool,
}

impl Taker {
    /// The same as somebody whom the guideline names for an action.
    #[must_use]
    pub fn named(&self) -> MandateAnswer {
        MandateAnswer {
            who: self.who.clone(),
            mandate: String::new(),
            clauses: Vec::new(),
            external_allowed: self.external_allowed,
            is_certain: true,
        }
    }
}

/// To whom the pack gives the step into a state: by the state itself, or by a mandate for the action. Empty where the
/// guideline gives it to nobody in particular.
#[must_use]
pub fn compute_takers(pack: &Pack, to: LifecycleState, facts: &SubjectFacts) -> Vec<Taker> {
    let mandates = action_of(to).map(|action| pack.mandate_holders(action, facts)).unwrap_or_default();
    let mut takers: Vec<Taker> = Vec::new();
    let by_state = pack.may_step_into(to.name(), facts).into_iter().map(|entitled| entitled.who);
    for who in by_state.chain(mandates.iter().map(|mandate| mandate.who.clone())) {
        if !takers.iter().any(|taker| taker.who == who) {
            let mut of_this = mandates.iter().filter(|mandate| mandate.who == who);
            takers.push(Taker { external_allowed: of_this.all(|mandate| mandate.external_allowed), who });
        }
    }
    takers
}

/// What a mandate calls the step into a state.
const fn action_of(to: LifecycleState) -> Option<&'static str> {
    match to {
        LifecycleState::Idea | LifecycleState::Procurement => None,
        LifecycleState::Introduction => Some("system.introduce"),
        LifecycleState::InOperation => Some("system.put_in_operation"),
        LifecycleState::PhaseOut => Some("system.phase_out"),
        LifecycleState::Retired => Some("system.retire"),
    }
}

#[cfg(test)]
mod tests;
