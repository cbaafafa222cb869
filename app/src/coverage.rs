//! How far the demands of a guideline are carried out: each beside what carries it out, what proves it, and what is open.

use kernel::{Message, Result};
use policy::{Covered, Pack};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What proves each demand that is carried out, as the tests of the program hold it.
const PROOFS: &str = include_str!("../../docs/coverage.toml");

/// How one demand is proved.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Proof {
    pub tests: Vec<String>,
    pub page: Option<String>,
    /// What is missing.
    pub open: Option<String>,
}

/// Whether a demand is carried out and proved, and if not, why not.
pub enum State {
    Closed,
    /// Comes with a part of the work that is not done.
    Later,
    /// The pack has no clause for it, or one with a lesser effect.
    Lacking,
    Open(String),
}

impl State {
    fn of(covered: &Covered<'_>, proof: Option<&Proof>) -> Self {
        match proof {
            Some(Proof { open: Some(why), .. }) => Self::Open(why.clone()),
            Some(_) if covered.is_carried_out() => Self::Closed,
            Some(_) => Self::Lacking,
            None => Self::Later,
        }
    }

    #[must_use]
    pub const fn is_closed(&self) -> bool {
        matches!(self, Self::Closed)
    }

    /// Why it is open, in the language of `render`.
    pub fn why(&self, render: impl Fn(&Message) -> String) -> Option<String> {
        match self {
            Self::Closed => None,
            Self::Later => Some(render(&Message::new("cli-coverage-later"))),
            Self::Lacking => Some(render(&Message::new("cli-coverage-lacking"))),
            Self::Open(why) => Some(why.clone()),
        }
    }
}

/// A demand of the guideline with how far it is carried out.
pub struct Demand<'p> {
    pub covered: Covered<'p>,
    pub proof: Option<Proof>,
    pub state: State,
}

/// Every demand of a guideline, by id.
///
/// # Errors
/// When the list of proofs cannot be read: a mistake in the program.
pub fn coverage_of(pack: &Pack) -> Result<Vec<Demand<'_>>> {
    let mut proofs: BTreeMap<String, Proof> = toml::from_str(PROOFS).map_err(kernel::Error::failed)?;
    let mut demands = Vec::new();
    for covered in pack.coverage() {
        let proof = proofs.remove(covered.id);
        demands.push(Demand { state: State::of(&covered, proof.as_ref()), covered, proof });
    }
    Ok(demands)
}

#[cfg(test)]
mod tests {
    use super::*;
    use policy::{CatalogueRow, Clause, Effect};

    fn clause(effect: Effect) -> Clause {
        Clause { id: "S0-001".into(), section: "1".into(), text: kernel::LocalText::default(), effect }
    }

    #[test]
    fn a_demand_is_closed_only_when_it_is_proved_and_the_effect_is_not_less_than_demanded() {
        let row = CatalogueRow { id: "S0-001".into(), part: "road".into(), demanded: Effect::Computed };
        let (enough, less) = (clause(Effect::Enforced), clause(Effect::Recorded));
        let covered = |clause| Covered { id: "S0-001", row: Some(&row), clause, rules: Vec::new() };
        let proved = Proof { tests: vec!["policy::x".into()], ..Proof::default() };
        let open = Proof { open: Some("Later".into()), ..Proof::default() };
        assert!(State::of(&covered(Some(&enough)), Some(&proved)).is_closed());
        for (clause, proof) in [
            (Some(&less), Some(&proved)),
            (None, Some(&proved)),
            (Some(&enough), None),
            (Some(&enough), Some(&open)),
        ] {
            assert!(!State::of(&covered(clause), proof).is_closed());
        }
    }
}
