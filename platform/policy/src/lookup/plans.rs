//! Questions about kinds of plan: which one is written of a subject, and which of its sections must be filled.

use crate::condition::Truth;
use crate::facts::SubjectFacts;
use crate::pack::{Cycle, Pack, PlanKind, Section};
use kernel::Strength;

impl Pack {
    #[must_use]
    pub fn plan_kind(&self, id: &str) -> Option<&PlanKind> {
        self.plan_kinds.iter().find(|kind| kind.id == id)
    }

    /// The kind of plan that is made of the subject every year: the first whose condition holds.
    #[must_use]
    pub fn plan_kind_for(&self, facts: &SubjectFacts) -> Option<&PlanKind> {
        let yearly = self.plan_kinds.iter().filter(|kind| kind.cycle == Cycle::Yearly);
        let mut here = yearly.filter(|kind| kind.subjects.contains(&facts.subject_kind));
        here.find(|kind| kind.when.holds_for(facts) == Truth::True)
    }
}

impl PlanKind {
    /// The sections that must be filled for the subject.
    #[must_use]
    pub fn sections_needed(&self, facts: &SubjectFacts) -> Vec<&Section> {
        let is_needed = |section: &&Section| {
            let mut must = section.required.iter().filter(|ground| ground.strength == Strength::Must);
            must.any(|ground| ground.when.holds_for(facts) == Truth::True)
        };
        self.sections.iter().filter(is_needed).collect()
    }
}
