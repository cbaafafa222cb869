//! Where an entry of a federation's own asks for less than its guideline: it may, by a recorded decision, and never in
//! silence.

use crate::condition::{Condition, Test};
use crate::pack::{Cycle, DocumentType, FollowUp, Forum, Pack, PlanKind, Requirement, Role};
use kernel::Strength;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

/// How much a demand asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Weight {
    is_must: bool,
    min: usize,
    max: Option<usize>,
    /// Months between two reviews.
    months: Option<u32>,
    /// When it must hold. Of two conditions nobody knows which is the narrower, but that always is the widest.
    when: Vec<Condition>,
    /// Whom and what it is about.
    asks: BTreeSet<String>,
    /// What will do, each kind of thing by itself; where nothing is named, anything will.
    allows: Vec<BTreeSet<String>>,
}

impl Weight {
    fn of(strength: Strength, when: &Condition) -> Self {
        let is_must = strength == Strength::Must;
        Self { is_must, when: is_must.then(|| when.clone()).into_iter().collect(), ..Self::default() }
    }

    /// What is required on such grounds: only those that are no recommendations count.
    fn on<'g>(grounds: impl IntoIterator<Item = &'g Requirement>) -> Self {
        let must = grounds.into_iter().filter(|ground| ground.strength == Strength::Must);
        let when: Vec<Condition> = must.map(|ground| ground.when.clone()).collect();
        Self { is_must: !when.is_empty(), when, ..Self::default() }
    }

    fn asking<'a>(mut self, about: impl IntoIterator<Item = &'a String>) -> Self {
        self.asks.extend(about.into_iter().cloned());
        self
    }

    fn allowing<T: Debug>(mut self, allowed: &[T]) -> Self {
        self.allows.push(allowed.iter().map(|one| format!("{one:?}")).collect());
        self
    }

    fn is_weaker_than(&self, before: &Self) -> bool {
        let is_narrower = before.when.iter().any(|one| !self.when.contains(one))
            && !self.when.iter().any(Condition::is_always_true);
        let widens = |(before, after): (&BTreeSet<String>, &BTreeSet<String>)| {
            !before.is_empty() && (after.is_empty() || !after.is_subset(before))
        };
        (before.is_must && !self.is_must)
            || self.min < before.min
            || before.max.is_some_and(|before| self.max.is_none_or(|after| after > before))
            || before.months.is_some_and(|before| self.months.is_none_or(|after| after > before))
            || is_narrower
            || !before.asks.is_subset(&self.asks)
            || before.allows.iter().zip(&self.allows).any(widens)
    }
}

/// Demands by what kind of entry they are and what the entry is called.
type Weights = BTreeMap<(&'static str, String), Weight>;

/// The demands that a changed pack has no longer, or makes weaker.
pub(super) fn weakened(before: &Pack, after: &Pack) -> Vec<String> {
    let after = weights(after);
    let is_weaker = |name: &(&'static str, String), before: &Weight| {
        after.get(name).is_none_or(|one| one.is_weaker_than(before))
    };
    let weaker = weights(before).into_iter().filter(|(name, weight)| is_weaker(name, weight));
    weaker.map(|((_, rule), _)| rule).collect()
}

fn weights(pack: &Pack) -> Weights {
    let mut found = Weights::new();
    pack.roles.iter().for_each(|role| add_role(role, &mut found));
    pack.documents.iter().for_each(|document| add_document(document, &mut found));
    pack.forums.iter().for_each(|forum| add_forum(forum, &mut found));
    pack.plan_kinds.iter().for_each(|kind| add_plan(kind, &mut found));
    add_agreements(pack, &mut found);
    add_statements(pack, &mut found);
    add_register(pack, &mut found);
    let mut add = |kind, rule: &String, weight| found.insert((kind, rule.clone()), weight);
    for separation in &pack.separations {
        let weight = Weight::of(separation.strength, &Condition::default());
        add("separation", &separation.id, weight.asking(&separation.roles));
    }
    for demand in &pack.deputy_demands {
        let weight = Weight::of(demand.strength, &demand.when);
        add("deputy", &demand.rule, weight.asking([&demand.role, &demand.subject]));
    }
    if let Some(demand) = &pack.owner_demand {
        add("owner", &demand.rule, Weight::of(demand.strength, &Condition::default()));
    }
    if let Some(review) = &pack.review {
        add("review", &review.rule, Weight { months: Some(review.interval_months), ..Weight::default() });
    }
    found
}

fn add_role(role: &Role, found: &mut Weights) {
    let mut add = |kind, rule: &String, weight| found.insert((kind, rule.clone()), weight);
    add("role", &role.id, Weight::default().allowing(&role.holders));
    for demand in &role.demands {
        let weight = Weight::of(demand.strength, &demand.when);
        let weight = weight.asking([&demand.subject]).allowing(&demand.counts_from);
        add("count", &demand.rule, Weight { min: demand.min, max: demand.max, ..weight });
    }
    for demand in &role.holder_demands {
        let weight = Weight::of(demand.strength, &demand.when).asking(&demand.also_holds);
        add("holder", &demand.rule, weight.allowing(&demand.holder_kinds).allowing(&demand.bodies));
    }
}

fn add_register(pack: &Pack, found: &mut Weights) {
    let mut add = |kind, rule: &String, weight| found.insert((kind, rule.clone()), weight);
    for demand in &pack.uniqueness {
        let weight = Weight::of(demand.strength, &demand.when);
        add("uniqueness", &demand.rule, weight.asking([&demand.subject, &demand.count_fact]));
    }
    for demand in &pack.field_demands {
        let weight = Weight::of(demand.strength, &demand.when).asking([&demand.subject, &demand.fact]);
        let weight = match &demand.value {
            Test::OneOf(values) => weight.allowing(values),
            Test::Present(true) => weight.allowing::<Test>(&[]),
            other => weight.allowing(std::slice::from_ref(other)),
        };
        add("field", &demand.rule, weight);
    }
}

fn add_document(document: &DocumentType, found: &mut Weights) {
    let words = said([
        ("required", !document.required.is_empty()),
        ("plan", document.is_plan),
        ("available_to_it", document.available_to_it),
    ]);
    let weight = Weight { months: document.revision_interval_months, ..Weight::on(&document.required) };
    let weight = weight.asking(&document.subjects).asking(&words).allowing(&document.counts_from);
    found.insert(("document", document.rule.clone()), weight);
}

/// The words that are so.
fn said<const N: usize>(words: [(&str, bool); N]) -> Vec<String> {
    words.iter().filter(|(_, is_so)| *is_so).map(|(word, _)| (*word).to_owned()).collect()
}

/// What must stand in a plan, how often it is made and followed up, who is heard before it is decided, and who decides it.
fn add_plan(kind: &PlanKind, found: &mut Weights) {
    let words = said([("yearly", kind.cycle == Cycle::Yearly)]);
    let heard: Vec<String> = kind.consulted.iter().map(|one| one.who.id().to_owned()).collect();
    let weight =
        Weight { months: follow_up_months(kind.follow_up), ..Weight::of(Strength::Must, &kind.when) };
    let weight = weight.asking(&words).asking(&heard).allowing(&kind.decide);
    found.insert(("plan", kind.id.clone()), weight);
    for section in &kind.sections {
        let name = format!("{}/{}", kind.id, section.id);
        found.insert(("section", name), Weight::on(&section.required).asking(&section.kinds));
    }
}

const fn follow_up_months(follow_up: FollowUp) -> Option<u32> {
    match follow_up {
        FollowUp::None => None,
        FollowUp::Quarterly => Some(3),
        FollowUp::HalfYearly => Some(6),
        FollowUp::Yearly => Some(12),
    }
}

/// Who sits in a group is no demand; that there is one, and how large it may be, is.
fn add_forum(forum: &Forum, found: &mut Weights) {
    let Some(rule) = &forum.rule else { return };
    let weight = Weight::on(forum.required.iter().map(|one| &one.ground));
    let subjects = forum.required.iter().map(|one| &one.subject);
    found.insert(("forum", rule.clone()), Weight { max: forum.most, ..weight.asking(subjects) });
}

/// Kinds with one rule answer for each other: one more of them asks for less.
fn add_agreements(pack: &Pack, found: &mut Weights) {
    for kind in &pack.agreement_kinds {
        let Some(rule) = &kind.rule else { continue };
        let kinds = pack.agreement_kinds.iter().filter(|other| other.rule.as_ref() == Some(rule));
        let ids: Vec<&str> = kinds.clone().map(|one| one.id.as_str()).collect();
        let approved: Vec<String> =
            kinds.clone().filter(|one| one.needs_approval).map(|one| one.id.clone()).collect();
        let weight = Weight::on(kinds.flat_map(|one| &one.required));
        found.insert(("agreement", rule.clone()), weight.asking(&approved).allowing(&ids));
    }
}

fn add_statements(pack: &Pack, found: &mut Weights) {
    for (_, duty) in pack.duties() {
        let Some(stated) = &duty.statement else { continue };
        let weight = Weight::of(duty.strength, &duty.when).asking(&stated.subjects);
        let months = Some(pack.statement_review_months(duty));
        found.insert(("statement", duty.id.clone()), Weight { months, ..weight });
    }
}
