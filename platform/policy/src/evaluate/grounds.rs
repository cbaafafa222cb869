//! On which of its grounds something is required, how strongly, and by which clauses.

use super::Case;
use crate::condition::Truth;
use crate::pack::Requirement;
use kernel::Strength;
use std::collections::BTreeSet;

/// Whether something is required, how strongly, and by which clauses.
pub(super) struct Ground {
    pub truth: Truth,
    pub strength: Strength,
    pub clauses: Vec<String>,
    pub missing: Vec<String>,
}

/// A *must* that holds or may hold comes before any *should*; of one strength, true comes before unknown.
pub(super) fn ground_of(case: &Case<'_>, required: &[&Requirement]) -> Ground {
    for strength in [Strength::Must, Strength::Should] {
        for truth in [Truth::True, Truth::Unknown] {
            let grounds: Vec<&Requirement> = required
                .iter()
                .copied()
                .filter(|ground| ground.strength == strength && ground.when.holds_for(case.facts) == truth)
                .collect();
            if !grounds.is_empty() {
                let missing: BTreeSet<String> =
                    grounds.iter().flat_map(|ground| ground.when.missing_facts(case.facts)).collect();
                let clauses = clauses_of(&grounds);
                return Ground { truth, strength, clauses, missing: missing.into_iter().collect() };
            }
        }
    }
    let is_must = required.iter().any(|ground| ground.strength == Strength::Must);
    let strength = if is_must { Strength::Must } else { Strength::Should };
    Ground { truth: Truth::False, strength, clauses: clauses_of(required), missing: Vec::new() }
}

/// The clauses of all grounds, each once, in the order of the pack.
fn clauses_of(grounds: &[&Requirement]) -> Vec<String> {
    let mut clauses: Vec<String> = Vec::new();
    add_clauses(&mut clauses, grounds.iter().flat_map(|ground| &ground.clauses));
    clauses
}

/// Adds those that are not there yet.
pub(super) fn add_clauses<'c>(clauses: &mut Vec<String>, more: impl IntoIterator<Item = &'c String>) {
    for clause in more {
        if !clauses.contains(clause) {
            clauses.push(clause.clone());
        }
    }
}
