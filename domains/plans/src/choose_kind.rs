//! Which kind of plan is written of a record: the first whose condition holds, as the guideline orders them. The others of
//! the same kind of record are offered too, each with whether its condition holds.

use policy::{Pack, PlanKind, SubjectFacts, Truth};

/// A kind of plan that may be begun.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Offered<'p> {
    pub kind: &'p PlanKind,
    /// It is the one that the guideline asks for here.
    pub is_asked: bool,
    /// Whether its condition holds; unknown where a fact is missing.
    pub holds: Truth,
}

/// The kinds for a record, the one that is asked for first.
pub(crate) fn choose_kind<'p>(pack: &'p Pack, facts: &SubjectFacts) -> Vec<Offered<'p>> {
    let asked = pack.plan_kind_for(facts).map(|kind| kind.id.as_str());
    let here = pack.plan_kinds.iter().filter(|kind| kind.subjects.contains(&facts.subject_kind));
    let mut offered: Vec<Offered<'p>> = here
        .map(|kind| Offered {
            kind,
            is_asked: asked == Some(kind.id.as_str()),
            holds: kind.when.holds_for(facts),
        })
        .collect();
    offered.sort_by_key(|one| !one.is_asked);
    offered
}
