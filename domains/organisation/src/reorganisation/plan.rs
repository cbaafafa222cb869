//! A planned change of the organisation, from its first draft to the day on which it is carried out.

use super::Step;
use kernel::{Date, FieldKind, Id, LocalText, ReferenceKind, choice, record_fields};
use std::collections::BTreeMap;

choice! {
    /// Swedish: omorganisationens läge.
    pub enum ReorganisationState {
        /// Swedish: utkast.
        Draft = "draft",
        /// Swedish: beslutad. It is carried out on its day.
        Decided = "decided",
        /// Swedish: stoppad. On its day it no longer fitted.
        Stopped = "stopped",
        /// Swedish: genomförd.
        CarriedOut = "carried_out",
        /// Swedish: återtagen.
        Withdrawn = "withdrawn",
    }
}

impl ReorganisationState {
    /// Whether the plan can still be changed.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Decided | Self::Stopped)
    }

    /// Whether everybody who sees the organisation may see it: a draft is its makers' own.
    #[must_use]
    pub const fn is_announced(self) -> bool {
        matches!(self, Self::Decided | Self::CarriedOut)
    }
}

/// Swedish: omorganisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reorganisation {
    pub id: Id,
    pub name: String,
    /// The organisations that it is about; its steps stay within them.
    pub organisations: Vec<Id>,
    /// The first day of the new order.
    pub effective_on: Date,
    pub description: String,
    pub steps: Vec<Step>,
    pub state: ReorganisationState,
    /// The decision that it rests on, once it is decided.
    pub decision: String,
    pub decided_on: Option<Date>,
    /// Who decided it, and is told if it is stopped.
    pub decided_by: Option<Id>,
    /// The day on which it was carried out; later than `effective_on` where the program did not run then.
    pub carried_out_on: Option<Date>,
    /// What no longer fitted on its day.
    pub stopped_by: Vec<LocalText>,
    pub revision: i64,
}

record_fields! { Reorganisation {
    name: FieldKind::Text { max_chars: 200 }, required;
    organisations: FieldKind::References(ReferenceKind("organisation")), required;
    effective_on: FieldKind::Date, required;
    description: FieldKind::LongText { max_chars: 4_000 };
} }

impl Reorganisation {
    #[must_use]
    pub fn new(name: impl Into<String>, organisations: Vec<Id>, effective_on: Date) -> Self {
        Self {
            id: Id::new(),
            name: name.into(),
            organisations,
            effective_on,
            description: String::new(),
            steps: Vec::new(),
            state: ReorganisationState::Draft,
            decision: String::new(),
            decided_on: None,
            decided_by: None,
            carried_out_on: None,
            stopped_by: Vec::new(),
            revision: 0,
        }
    }

    /// The organisations, and the units and organisations that the steps name, each with whether a step makes it another.
    #[must_use]
    pub(crate) fn places(&self) -> BTreeMap<Id, bool> {
        let mut places: BTreeMap<Id, bool> = self.organisations.iter().map(|id| (*id, false)).collect();
        for step in &self.steps {
            places.extend(step.changes().into_iter().chain(step.opens()).map(|id| (id, true)));
            for id in step.relies_on() {
                places.entry(id).or_insert(false);
            }
        }
        places
    }

    /// The same plan as a draft again: what is changed must be decided anew.
    #[must_use]
    pub(crate) fn reopened(self) -> Self {
        Self {
            state: ReorganisationState::Draft,
            decision: String::new(),
            decided_on: None,
            decided_by: None,
            stopped_by: Vec::new(),
            ..self
        }
    }
}
