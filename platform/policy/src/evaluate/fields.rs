//! What the register must say about a subject, and that there is no other of the same kind.

use super::{Case, Found};
use crate::condition::{Test, Truth};
use crate::facts::FactValue;
use crate::pack::{FieldDemand, Uniqueness};
use crate::reason::Reason;
use crate::verdict::{About, Mend, Verdict};
use kernel::Outcome;

pub(super) fn evaluate(case: &Case<'_>) -> Vec<Verdict> {
    let subject = &case.facts.subject_kind;
    let only = case.pack.uniqueness.iter().filter(|demand| demand.subject == *subject);
    let fields = case.pack.field_demands.iter().filter(|demand| demand.subject == *subject);
    only.map(|demand| uniqueness_verdict(case, demand))
        .chain(fields.map(|demand| field_verdict(case, demand)))
        .collect()
}

fn uniqueness_verdict(case: &Case<'_>, demand: &Uniqueness) -> Verdict {
    let found = case.decided_by(&demand.when).unwrap_or_else(|| uniqueness_found(case, demand));
    Verdict {
        rule: demand.rule.clone(),
        about: About::Uniqueness(demand.count_fact.clone()),
        outcome: found.outcome,
        strength: demand.strength,
        reason: found.reason,
        clauses: demand.clauses.clone(),
        responsible: case.responsible(&demand.responsible),
        mend: found.mend,
        changes_on: None,
    }
}

fn uniqueness_found(case: &Case<'_>, demand: &Uniqueness) -> Found {
    let field = || demand.count_fact.clone();
    match case.facts.facts.get(&demand.count_fact) {
        Some(FactValue::Number(0)) => Found::new(Outcome::Met, Reason::OnlyOne, Mend::Nothing),
        Some(FactValue::Number(count)) => {
            let reason = Reason::OthersExist { rule: demand.rule.clone(), count: *count };
            Found::new(Outcome::Breached, reason, Mend::CompareRecords { field: field() })
        }
        _ => super::facts_missing(vec![field()]),
    }
}

fn field_verdict(case: &Case<'_>, demand: &FieldDemand) -> Verdict {
    let found = case.decided_by(&demand.when).unwrap_or_else(|| field_found(case, demand));
    Verdict {
        rule: demand.rule.clone(),
        about: About::Field(demand.fact.clone()),
        outcome: found.outcome,
        strength: demand.strength,
        reason: found.reason,
        clauses: demand.clauses.clone(),
        responsible: case.responsible(&demand.responsible),
        mend: found.mend,
        changes_on: None,
    }
}

/// An empty field is a breach, not an unknown: that it is filled in is what the demand asks.
fn field_found(case: &Case<'_>, demand: &FieldDemand) -> Found {
    let field = || demand.fact.clone();
    let value = case.facts.facts.get(&demand.fact);
    let is_filled = Test::Present(true).holds_for(value) == Truth::True;
    let mend = || Mend::FillField { field: field() };
    if demand.value.holds_for(value) == Truth::True {
        Found::new(Outcome::Met, Reason::FieldFilled { field: field() }, Mend::Nothing)
    } else if is_filled {
        let reason = Reason::FieldDiffers { rule: demand.rule.clone(), field: field() };
        Found::new(Outcome::Breached, reason, mend())
    } else {
        Found::new(Outcome::Breached, Reason::FieldEmpty { field: field() }, mend())
    }
}
