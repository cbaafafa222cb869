//! Every demand of a pack on one subject: facts in, verdicts out, in the order of the pack.

mod agreements;
mod documents;
mod fields;
mod forums;
mod grounds;
mod holders;
mod statements;

use crate::condition::{Condition, Truth};
use crate::facts::{SubjectFacts, is_open};
use crate::lookup::entitled;
use crate::pack::{Pack, Who, WhoWhen};
use crate::reason::Reason;
use crate::verdict::{About, Mend, Verdict};
use jiff::Span;
use kernel::{Date, Outcome, Strength};

/// How every demand of the pack stands on the subject today.
///
/// A recommendation that is not followed is *not applicable* with the reason that it is only recommended;
/// a waiver in force turns a breach or an unknown into *waived*.
#[must_use]
pub fn evaluate(pack: &Pack, facts: &SubjectFacts, today: Date) -> Vec<Verdict> {
    if facts.last_day.is_some_and(|last_day| last_day < today) {
        return Vec::new();
    }
    let case = Case { pack, facts, today };
    let mut verdicts = holders::evaluate(&case);
    verdicts.extend(forums::evaluate(&case));
    verdicts.extend(documents::evaluate(&case));
    verdicts.extend(agreements::evaluate(&case));
    verdicts.extend(fields::evaluate(&case));
    verdicts.extend(statements::evaluate(&case));
    // The review of the guideline is a demand on the organisation whose guideline it is.
    if facts.is_own() {
        verdicts.extend(evaluate_review(pack, today));
    }
    verdicts.into_iter().map(|verdict| case.finish(verdict)).collect()
}

/// Is the guideline itself reviewed in time?
#[must_use]
pub fn evaluate_review(pack: &Pack, today: Date) -> Option<Verdict> {
    let review = pack.review.as_ref()?;
    let due = review.last_on.or(pack.adopted_on).map(|last| months_after(last, review.interval_months));
    let (outcome, reason) = match due {
        None => (Outcome::Unknown, Reason::GuidelineUndated),
        Some(due) if due < today => (Outcome::Breached, Reason::PastReview { since: due }),
        Some(due) => (Outcome::Met, Reason::Reviewed { next_on: due }),
    };
    Some(Verdict {
        rule: review.rule.clone(),
        about: About::Guideline,
        outcome,
        strength: Strength::Must,
        reason,
        clauses: review.clauses.clone(),
        responsible: review.responsible.iter().map(|entry| entry.who.clone()).collect(),
        mend: if outcome == Outcome::Met { Mend::Nothing } else { Mend::ReviewGuideline },
        changes_on: due.and_then(|due| due.tomorrow().ok()).filter(|day| *day > today),
    })
}

/// One subject on one day.
pub(crate) struct Case<'a> {
    pub pack: &'a Pack,
    pub facts: &'a SubjectFacts,
    pub today: Date,
}

/// What a demand came to, before strength and waivers.
pub(crate) struct Found {
    pub outcome: Outcome,
    pub reason: Reason,
    pub mend: Mend,
    pub changes_on: Option<Date>,
}

impl Found {
    pub const fn new(outcome: Outcome, reason: Reason, mend: Mend) -> Self {
        Self { outcome, reason, mend, changes_on: None }
    }
}

impl Case<'_> {
    /// The answer where the condition already decides it: it does not hold, or facts are missing.
    pub fn decided_by(&self, when: &Condition) -> Option<Found> {
        match when.holds_for(self.facts) {
            Truth::True => None,
            Truth::False => Some(Found::new(Outcome::NotApplicable, Reason::ConditionFalse, Mend::Nothing)),
            Truth::Unknown => Some(self.undecided(when.missing_facts(self.facts))),
        }
    }

    /// Facts that are missing can be filled in; what this kind of subject has no place for never holds for it.
    pub fn undecided(&self, mut missing: Vec<String>) -> Found {
        let known = self.pack.fact_titles.get(&self.facts.subject_kind);
        missing.retain(|fact| known.is_none_or(|known| known.contains_key(fact)));
        if missing.is_empty() {
            return Found::new(Outcome::NotApplicable, Reason::ConditionFalse, Mend::Nothing);
        }
        facts_missing(missing)
    }

    /// Who answers: those whose condition holds; those of whom it is not known only if there are no others.
    pub fn responsible(&self, list: &[WhoWhen]) -> Vec<Who> {
        let possible = entitled(list, self.facts);
        let has_certain = possible.iter().any(|entry| entry.is_certain);
        possible.into_iter().filter(|entry| entry.is_certain || !has_certain).map(|entry| entry.who).collect()
    }

    /// Strength and waivers, the same for every kind of demand.
    fn finish(&self, mut verdict: Verdict) -> Verdict {
        if verdict.strength == Strength::Should && verdict.outcome == Outcome::Breached {
            verdict.outcome = Outcome::NotApplicable;
            verdict.reason = Reason::RecommendedNotDone { why: Box::new(verdict.reason) };
        }
        let mut waivers: Vec<_> =
            self.facts.waivers.iter().filter(|waiver| waiver.rule == verdict.rule).collect();
        waivers.sort();
        for waiver in &waivers {
            if waiver.from > self.today {
                verdict.changes_on = earliest(verdict.changes_on, Some(waiver.from));
            }
        }
        let in_force =
            waivers.iter().filter(|w| w.from <= self.today && self.today <= w.until).map(|w| w.until).max();
        if let Some(until) = in_force {
            verdict.changes_on = earliest(verdict.changes_on, until.tomorrow().ok());
            if is_open(verdict.outcome) {
                verdict.outcome = Outcome::Waived;
                verdict.reason = Reason::WaivedByDecision { until, why: Box::new(verdict.reason) };
            }
        }
        verdict
    }
}

/// Unknown, because these facts are missing; the first of them is what to fill in.
pub(crate) fn facts_missing(facts: Vec<String>) -> Found {
    let mend = facts.first().map_or(Mend::Nothing, |field| Mend::FillField { field: field.clone() });
    Found::new(Outcome::Unknown, Reason::FactsMissing { facts }, mend)
}

pub(crate) fn earliest(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// The same day so many months later, or the last day of a month that is too short.
pub(crate) fn months_after(date: Date, months: u32) -> Date {
    date.saturating_add(Span::new().months(i64::from(months.min(12_000))))
}

pub(crate) fn days_after(date: Date, days: i64) -> Date {
    date.saturating_add(Span::new().days(days))
}
