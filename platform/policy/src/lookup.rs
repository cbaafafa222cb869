//! Questions that pages and verbs ask a pack: titles, duties, who may appoint, who may do what.

mod groups;
mod mandates;
mod plans;

pub(crate) use groups::{AGREEMENT_NOTICE_DAYS, MONTHS, STATEMENT_REVIEW_MONTHS};

use crate::condition::Truth;
use crate::facts::SubjectFacts;
use crate::pack::{
    Clause, DocumentType, Duty, LifecycleState, Pack, Parameter, ParameterValue, Role, Title, Who, WhoWhen,
};
use kernel::LocalText;
use serde::Serialize;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// The parameter that says how many days ahead a vacancy is told.
pub(crate) const VACANCY_NOTICE_DAYS: &str = "vacancy_notice_days";
/// The parameter that says how many days somebody who was appointed has to answer.
pub(crate) const ANSWER_DAYS: &str = "answer_days";
/// What these may be: up to ten years.
pub(crate) const NOTICE_DAYS: RangeInclusive<i64> = 0..=3660;

/// Someone who may do something; not certain where facts are missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entitled {
    pub who: Who,
    /// False: it depends on facts that are missing.
    pub is_certain: bool,
}

/// Someone who may do an action, and by which mandate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MandateAnswer {
    pub who: Who,
    pub mandate: String,
    pub clauses: Vec<String>,
    pub external_allowed: bool,
    pub is_certain: bool,
}

/// A duty that a role has on a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyAnswer<'p> {
    pub duty: &'p Duty,
    pub is_certain: bool,
}

impl Pack {
    #[must_use]
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == id)
    }

    #[must_use]
    pub fn document(&self, id: &str) -> Option<&DocumentType> {
        self.documents.iter().find(|document| document.id == id)
    }

    #[must_use]
    pub fn clause(&self, id: &str) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.id == id)
    }

    #[must_use]
    pub fn parameter(&self, id: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.id == id)
    }

    /// A number that the pack may set.
    #[must_use]
    pub fn number(&self, parameter: &str) -> Option<i64> {
        match self.parameter(parameter)?.value {
            ParameterValue::Number(number) => Some(number),
            _ => None,
        }
    }

    #[must_use]
    pub fn lifecycle_state(&self, id: &str) -> Option<&LifecycleState> {
        self.lifecycle_states.iter().find(|state| state.id == id)
    }

    /// What the role is called on subjects with these effective kinds.
    #[must_use]
    pub fn title(&self, role: &str, effective_kinds: &BTreeSet<String>) -> Option<&Title> {
        let role = self.role(role)?;
        let special = role
            .title_for
            .iter()
            .find(|other| other.effective_kind.iter().any(|kind| effective_kinds.contains(kind)));
        Some(special.map_or(&role.title, |other| &other.title))
    }

    /// The title of a role or a body, for a list of those responsible.
    #[must_use]
    pub fn title_of(&self, who: &Who) -> LocalText {
        let title = match who {
            Who::Role(id) => self.role(id).map(|role| &role.title),
            Who::Body(id) => self.body(id).map(|body| &body.title),
        };
        title.map_or_else(|| LocalText::new(who.id(), who.id()), Title::text)
    }

    /// What a role answers for on this subject: duties that move by condition stand only where they are.
    #[must_use]
    pub fn duties_of(&self, role: &str, facts: &SubjectFacts) -> Vec<DutyAnswer<'_>> {
        let duties = self.role(role).map_or(&[][..], |role| &role.duties);
        duties
            .iter()
            .filter_map(|duty| Some(DutyAnswer { duty, is_certain: certainty(duty.when.holds_for(facts))? }))
            .collect()
    }

    /// Who may give the role to someone on this subject.
    #[must_use]
    pub fn may_appoint(&self, role: &str, facts: &SubjectFacts) -> Vec<Entitled> {
        self.role(role).map(|role| entitled(&role.appointed_by, facts)).unwrap_or_default()
    }

    /// Who may take a system into a state; empty: whoever may change the system.
    #[must_use]
    pub fn may_step_into(&self, state: &str, facts: &SubjectFacts) -> Vec<Entitled> {
        self.lifecycle_state(state).map(|state| entitled(&state.step_by, facts)).unwrap_or_default()
    }

    /// How many days ahead a vacancy is told.
    #[must_use]
    pub fn vacancy_notice_days(&self) -> i64 {
        const DEFAULT: i64 = 90;
        let days = self.number(VACANCY_NOTICE_DAYS).unwrap_or(DEFAULT);
        days.clamp(*NOTICE_DAYS.start(), *NOTICE_DAYS.end())
    }

    /// How many days somebody has who was appointed to say whether they take it on.
    #[must_use]
    pub fn answer_days(&self) -> i64 {
        const DEFAULT: i64 = 14;
        let days = self.number(ANSWER_DAYS).unwrap_or(DEFAULT);
        days.clamp(*NOTICE_DAYS.start(), *NOTICE_DAYS.end())
    }
}

/// Those whose condition is not false, in the order of the pack.
pub(crate) fn entitled(list: &[WhoWhen], facts: &SubjectFacts) -> Vec<Entitled> {
    list.iter()
        .filter_map(|entry| {
            let is_certain = certainty(entry.when.holds_for(facts))?;
            Some(Entitled { who: entry.who.clone(), is_certain })
        })
        .collect()
}

/// None if false; else whether it is certain.
fn certainty(truth: Truth) -> Option<bool> {
    (truth != Truth::False).then_some(truth == Truth::True)
}
