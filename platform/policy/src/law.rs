//! The law layer: numbers that stand in an act, above every guideline. A guideline or a federation may ask for more, and
//! nobody for less.

use crate::layers::{LayerParameters, combine};
use crate::pack::{Clause, Layer, Parameter};
use kernel::Date;
use std::collections::BTreeSet;

/// What law says in numbers, with the sections that say it. Swedish: lagnivån.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Law {
    pub clauses: Vec<Clause>,
    pub parameters: Vec<LawParameter>,
}

/// A number that stands in an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawParameter {
    /// The first day on which the act applies.
    pub valid_from: Date,
    pub parameter: Parameter,
}

impl Law {
    #[must_use]
    pub fn parameter(&self, id: &str) -> Option<&LawParameter> {
        self.parameters.iter().find(|one| one.parameter.id == id)
    }

    #[must_use]
    pub fn clause(&self, id: &str) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.id == id)
    }

    /// Whether a parameter of a pack asks for more than the law does.
    #[must_use]
    pub fn is_tightened_by(&self, parameter: &Parameter) -> bool {
        let differs = |law: &&LawParameter| law.parameter.value != parameter.value;
        self.parameter(&parameter.id).filter(differs).is_some() && !self.forbids(parameter)
    }

    /// Whether a parameter of a pack asks for less than the law does, or for something that does not go with it.
    pub(crate) fn forbids(&self, parameter: &Parameter) -> bool {
        let Some(law) = self.parameter(&parameter.id) else { return false };
        let layer = |layer, parameter: &Parameter| LayerParameters {
            layer,
            parameters: vec![parameter.clone()],
            overrides: BTreeSet::new(),
        };
        let layers = [layer(Layer::Law, &law.parameter), layer(Layer::Local, parameter)];
        !combine(&layers).collisions.is_empty()
    }
}
