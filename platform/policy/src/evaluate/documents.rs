//! Which documents are required, and are they present, owned, decided and not past review?

use super::grounds::{add_clauses, ground_of};
use super::{Case, Found, days_after, earliest, months_after};
use crate::condition::Truth;
use crate::facts::DocumentFact;
use crate::pack::{DocumentType, OwnerDemand, Requirement};
use crate::reason::Reason;
use crate::verdict::{About, Mend, Verdict};
use kernel::{Date, Outcome, Strength};
use std::collections::BTreeSet;

pub(super) fn evaluate(case: &Case<'_>) -> Vec<Verdict> {
    let here =
        case.pack.documents.iter().filter(|document| document.subjects.contains(&case.facts.subject_kind));
    let mut verdicts: Vec<Verdict> = here
        .filter(|document| !document.required.is_empty())
        .map(|document| verdict(case, document))
        .collect();
    if let Some(demand) = &case.pack.owner_demand {
        let judged = judged_types(&verdicts);
        verdicts.push(owner_verdict(case, demand, &judged));
    }
    verdicts
}

/// The types whose own demand already says whether an owner is missing. A recommendation does not: what is only
/// recommended must still have an owner once it is there.
fn judged_types(verdicts: &[Verdict]) -> BTreeSet<String> {
    let is_judged =
        |v: &&Verdict| v.strength == Strength::Must && matches!(v.outcome, Outcome::Met | Outcome::Breached);
    verdicts
        .iter()
        .filter(is_judged)
        .filter_map(|verdict| match &verdict.about {
            About::Document(document) => Some(document.clone()),
            _ => None,
        })
        .collect()
}

fn verdict(case: &Case<'_>, document: &DocumentType) -> Verdict {
    let grounds: Vec<&Requirement> = document.required.iter().collect();
    let ground = ground_of(case, &grounds);
    let found = match ground.truth {
        Truth::True => standing(case, document),
        Truth::False => Found::new(Outcome::NotApplicable, Reason::ConditionFalse, Mend::Nothing),
        Truth::Unknown => case.undecided(ground.missing),
    };
    let mut clauses = ground.clauses;
    if let (Reason::DocumentWithoutOwner { .. }, Some(demand)) = (&found.reason, &case.pack.owner_demand) {
        add_clauses(&mut clauses, &demand.clauses);
    }
    Verdict {
        rule: document.rule.clone(),
        about: About::Document(document.id.clone()),
        outcome: found.outcome,
        strength: ground.strength,
        reason: found.reason,
        clauses,
        responsible: case.responsible(&document.owner_role).into_iter().take(1).collect(),
        mend: found.mend,
        changes_on: found.changes_on,
    }
}

/// The best of the registered documents of the type: what stands in its way is the reason.
fn standing(case: &Case<'_>, document: &DocumentType) -> Found {
    let registered = case.facts.documents.iter().filter(|fact| {
        fact.document_type == document.id
            && !fact.withdrawn
            && document.counts_from.contains(&fact.inherited_from)
    });
    let mut best: Option<(usize, Found)> = None;
    let mut changes_on = None;
    for fact in registered {
        if let Some(date) = fact.date.filter(|date| *date > case.today) {
            changes_on = earliest(changes_on, Some(date));
            continue;
        }
        let (rank, found) = standing_of(case, document, fact);
        changes_on = earliest(changes_on, found.changes_on);
        // Of two that stand alike the answer must not depend on their order.
        let is_better = best.as_ref().is_none_or(|(other_rank, other)| {
            (rank, format!("{:?}", found.reason)) < (*other_rank, format!("{:?}", other.reason))
        });
        if is_better {
            best = Some((rank, found));
        }
    }
    let mut found = best.map_or_else(
        || {
            let id = || document.id.clone();
            let mend = Mend::RegisterDocument { document_type: id() };
            Found::new(Outcome::Breached, Reason::DocumentMissing { document: id() }, mend)
        },
        |(_, found)| found,
    );
    found.changes_on = changes_on;
    found
}

/// How good one document is (0 is best), and what it comes to.
fn standing_of(case: &Case<'_>, document: &DocumentType, fact: &DocumentFact) -> (usize, Found) {
    let id = || document.id.clone();
    let year = case.today.year();
    let due = review_due(document, fact);
    let new_year = Date::new(year + 1, 1, 1).ok();
    let (rank, reason, mend) = if document.is_plan && !is_decided_for(fact, year) {
        let mend = Mend::DecidePlan { document_type: id() };
        (4, Reason::PlanNotDecided { document: id(), year }, mend)
    } else if let Some(due) = due.filter(|due| *due < case.today) {
        let mend = Mend::ReviewDocument { document_type: id() };
        (3, Reason::DocumentPastReview { document: id(), since: due }, mend)
    } else if document.available_to_it && fact.available_to_it != Some(true) {
        let mend = Mend::MakeAvailable { document_type: id() };
        (2, Reason::DocumentNotAvailable { document: id() }, mend)
    } else if !fact.is_owned_on(case.today) {
        let mend = Mend::NameDocumentOwner { document_type: id() };
        (1, Reason::DocumentWithoutOwner { document: id() }, mend)
    } else if let Some(on) = owner_leaves_on(case, fact) {
        (0, Reason::OwnerLeaves { document: id(), on }, Mend::NameDocumentOwner { document_type: id() })
    } else {
        (0, Reason::DocumentPresent { document: id() }, Mend::Nothing)
    };
    let outcome = if rank == 0 { Outcome::Met } else { Outcome::Breached };
    let mut found = Found::new(outcome, reason, mend);
    found.changes_on = due.and_then(|due| due.tomorrow().ok()).filter(|day| *day > case.today);
    if document.is_plan {
        found.changes_on = earliest(found.changes_on, new_year);
    }
    found.changes_on = earliest(found.changes_on, owner_changes_on(case, fact));
    (rank, found)
}

/// The first day without its owner, once that is near enough to be told, as a coming vacancy is.
fn owner_leaves_on(case: &Case<'_>, fact: &DocumentFact) -> Option<Date> {
    let told_until = days_after(case.today, case.pack.vacancy_notice_days());
    fact.ownerless_from(case.today).filter(|day| *day <= told_until)
}

/// The next day on which the owner has left, or that becomes near enough to be told.
fn owner_changes_on(case: &Case<'_>, fact: &DocumentFact) -> Option<Date> {
    let left_on = fact.ownerless_from(case.today)?;
    let told_on = days_after(left_on, -case.pack.vacancy_notice_days());
    Some(if told_on > case.today { told_on } else { left_on })
}

fn is_decided_for(fact: &DocumentFact, year: i16) -> bool {
    fact.decided && fact.year.or(fact.date.map(Date::year)) == Some(year)
}

/// The day by which it must be reviewed: its own, else its date and the interval of its type.
fn review_due(document: &DocumentType, fact: &DocumentFact) -> Option<Date> {
    let by_interval = || Some(months_after(fact.date?, document.revision_interval_months?));
    fact.review_date.or_else(by_interval)
}

/// Documents that nothing requires must have an owner too.
fn owner_verdict(case: &Case<'_>, demand: &OwnerDemand, judged: &BTreeSet<String>) -> Verdict {
    let current = case.facts.documents.iter().filter(|fact| !fact.withdrawn);
    let others: Vec<&DocumentFact> = current.filter(|fact| !judged.contains(&fact.document_type)).collect();
    let ownerless: BTreeSet<&String> =
        others.iter().filter(|fact| !fact.is_owned_on(case.today)).map(|fact| &fact.document_type).collect();
    let (outcome, reason, mend) = if let Some(first) = ownerless.first() {
        let mend = Mend::NameDocumentOwner { document_type: (*first).clone() };
        let documents = ownerless.iter().map(|id| (*id).clone()).collect();
        (Outcome::Breached, Reason::DocumentsWithoutOwner { documents }, mend)
    } else if others.is_empty() {
        (Outcome::NotApplicable, Reason::NoDocuments, Mend::Nothing)
    } else if let Some((document, on)) = first_to_lose_owner(case, &others) {
        let mend = Mend::NameDocumentOwner { document_type: document.clone() };
        (Outcome::Met, Reason::OwnerLeaves { document, on }, mend)
    } else {
        (Outcome::Met, Reason::EveryDocumentOwned, Mend::Nothing)
    };
    let mut responsible = Vec::new();
    for document in case.pack.documents.iter().filter(|document| ownerless.contains(&document.id)) {
        for who in case.responsible(&document.owner_role).into_iter().take(1) {
            if !responsible.contains(&who) {
                responsible.push(who);
            }
        }
    }
    Verdict {
        rule: demand.rule.clone(),
        about: About::DocumentOwners,
        outcome,
        strength: demand.strength,
        reason,
        clauses: demand.clauses.clone(),
        responsible,
        mend,
        changes_on: others.iter().filter_map(|fact| owner_changes_on(case, fact)).min(),
    }
}

/// The document whose owner is the next to leave, once that is near enough to be told.
fn first_to_lose_owner(case: &Case<'_>, documents: &[&DocumentFact]) -> Option<(String, Date)> {
    let leaving =
        documents.iter().filter_map(|fact| Some((owner_leaves_on(case, fact)?, fact.document_type.clone())));
    leaving.min().map(|(on, document)| (document, on))
}
