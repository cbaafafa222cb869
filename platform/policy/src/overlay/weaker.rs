//! Where an entry of a federation's own asks for less than its guideline: it may, by a recorded decision, and never in
//! silence.

use crate::condition::Condition;
use crate::pack::Pack;
use kernel::Strength;
use std::collections::BTreeMap;

/// How much a demand asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Weight {
    is_must: bool,
    min: usize,
    max: Option<usize>,
    /// Months between two reviews.
    months: Option<u32>,
    /// When it holds. Of two conditions nobody knows which is the narrower, but that always is the widest.
    when: Vec<Condition>,
}

impl Weight {
    fn of(strength: Strength, when: &Condition) -> Self {
        Self { is_must: strength == Strength::Must, when: vec![when.clone()], ..Self::default() }
    }

    fn is_weaker_than(&self, before: &Self) -> bool {
        let is_narrower = self.when != before.when && !self.when.iter().any(Condition::is_always_true);
        (before.is_must && !self.is_must)
            || self.min < before.min
            || before.max.is_some_and(|before| self.max.is_none_or(|after| after > before))
            || before.months.is_some_and(|before| self.months.is_none_or(|after| after > before))
            || (before.is_must && is_narrower)
    }
}

/// The rule of the first demand that a changed pack has no longer, or makes weaker.
pub(super) fn weakened(before: &Pack, after: &Pack) -> Option<String> {
    let after = weights(after);
    let is_weaker =
        |rule: &String, before: &Weight| after.get(rule).is_none_or(|one| one.is_weaker_than(before));
    weights(before).into_iter().find(|(rule, weight)| is_weaker(rule, weight)).map(|(rule, _)| rule)
}

fn weights(pack: &Pack) -> BTreeMap<String, Weight> {
    let mut found = BTreeMap::new();
    let mut add = |rule: &String, weight: Weight| found.insert(rule.clone(), weight);
    for role in &pack.roles {
        for demand in &role.demands {
            let weight = Weight::of(demand.strength, &demand.when);
            add(&demand.rule, Weight { min: demand.min, max: demand.max, ..weight });
        }
        for demand in &role.holder_demands {
            add(&demand.rule, Weight::of(demand.strength, &demand.when));
        }
    }
    for separation in &pack.separations {
        add(&separation.id, Weight::of(separation.strength, &Condition::default()));
    }
    for demand in &pack.deputy_demands {
        add(&demand.rule, Weight::of(demand.strength, &demand.when));
    }
    for demand in &pack.uniqueness {
        add(&demand.rule, Weight::of(demand.strength, &demand.when));
    }
    for demand in &pack.field_demands {
        add(&demand.rule, Weight::of(demand.strength, &demand.when));
    }
    for document in pack.documents.iter().filter(|document| !document.required.is_empty()) {
        let weight = Weight {
            is_must: document.required.iter().any(|ground| ground.strength == Strength::Must),
            months: document.revision_interval_months,
            when: document.required.iter().map(|ground| ground.when.clone()).collect(),
            ..Weight::default()
        };
        add(&document.rule, weight);
    }
    if let Some(demand) = &pack.owner_demand {
        add(&demand.rule, Weight::of(demand.strength, &Condition::default()));
    }
    found
}
