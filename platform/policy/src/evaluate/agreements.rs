//! Is an agreement of the kinds that are required in force: approved, signed, begun and not ended?

use super::grounds::ground_of;
use super::{Case, Found, days_after, earliest};
use crate::condition::Truth;
use crate::facts::AgreementFact;
use crate::pack::{AgreementKind, Requirement};
use crate::reason::Reason;
use crate::verdict::{About, Mend, Verdict};
use kernel::{Date, Outcome};

/// Agreements cover systems: nothing else is asked for one.
pub(super) fn evaluate(case: &Case<'_>) -> Vec<Verdict> {
    if case.facts.subject_kind != "system" {
        return Vec::new();
    }
    let mut by_rule: Vec<(&String, Vec<&AgreementKind>)> = Vec::new();
    for kind in &case.pack.agreement_kinds {
        let Some(rule) = &kind.rule else { continue };
        match by_rule.iter_mut().find(|(known, _)| *known == rule) {
            Some((_, kinds)) => kinds.push(kind),
            None => by_rule.push((rule, vec![kind])),
        }
    }
    by_rule.into_iter().map(|(rule, kinds)| verdict(case, rule, &kinds)).collect()
}

/// Any agreement of kinds that share a rule answers for it.
fn verdict(case: &Case<'_>, rule: &str, kinds: &[&AgreementKind]) -> Verdict {
    let required: Vec<&Requirement> = kinds.iter().flat_map(|kind| &kind.required).collect();
    let ground = ground_of(case, &required);
    let found = match ground.truth {
        Truth::True => standing(case, kinds),
        Truth::False => Found::new(Outcome::NotApplicable, Reason::ConditionFalse, Mend::Nothing),
        Truth::Unknown => case.undecided(ground.missing),
    };
    let mut responsible = Vec::new();
    for who in kinds.iter().flat_map(|kind| case.responsible(&kind.responsible)) {
        if !responsible.contains(&who) {
            responsible.push(who);
        }
    }
    Verdict {
        rule: rule.to_owned(),
        about: About::Agreement(kinds.iter().map(|kind| kind.id.clone()).collect()),
        outcome: found.outcome,
        strength: ground.strength,
        reason: found.reason,
        clauses: ground.clauses,
        responsible,
        mend: found.mend,
        changes_on: found.changes_on,
    }
}

/// The best of the agreements: what stands in its way is the reason.
fn standing(case: &Case<'_>, kinds: &[&AgreementKind]) -> Found {
    let covering = kinds.iter().flat_map(|kind| {
        let of_kind = case.facts.agreements.iter().filter(|fact| fact.kind == kind.id);
        of_kind.map(|fact| (*kind, fact))
    });
    let covering: Vec<(&AgreementKind, &AgreementFact)> = covering.collect();
    let standings = covering.iter().filter_map(|(kind, fact)| standing_of(case, kind, fact, &covering));
    // Of two that stand alike the answer must not depend on their order.
    let best = standings.min_by_key(|(rank, found)| (*rank, format!("{:?}", found.reason)));
    let mut found = best.map_or_else(|| missing(kinds), |(_, found)| found);
    found.changes_on = covering.iter().fold(None, |day, (_, fact)| earliest(day, changes_on(case, fact)));
    found
}

fn missing(kinds: &[&AgreementKind]) -> Found {
    let ids: Vec<String> = kinds.iter().map(|kind| kind.id.clone()).collect();
    let mend = ids.first().map_or(Mend::Nothing, |kind| Mend::RegisterAgreement { kind: kind.clone() });
    Found::new(Outcome::Breached, Reason::AgreementMissing { kinds: ids }, mend)
}

/// How good one agreement is (0 is best), and what it comes to; none for one that has not begun, or was never signed.
fn standing_of(
    case: &Case<'_>,
    kind: &AgreementKind,
    fact: &AgreementFact,
    all: &[(&AgreementKind, &AgreementFact)],
) -> Option<(usize, Found)> {
    let id = || kind.id.clone();
    let ended = fact.to.filter(|last| *last < case.today);
    if fact.from.is_some_and(|first| first > case.today) || (ended.is_some() && !fact.is_signed) {
        return None;
    }
    let (rank, reason, mend) = if let Some(on) = ended {
        (4, Reason::AgreementEnded { kind: id(), on }, Mend::RenewAgreement { kind: id() })
    } else if kind.needs_approval && !fact.is_approved {
        (3, Reason::AgreementNotApproved { kind: id() }, Mend::ApproveAgreement { kind: id() })
    } else if !fact.is_signed {
        (2, Reason::AgreementNotSigned { kind: id() }, Mend::SignAgreement { kind: id() })
    } else if let Some(on) = ends_soon(case, fact).filter(|last| !is_followed(*last, all)) {
        (1, Reason::AgreementEnds { kind: id(), on }, Mend::RenewAgreement { kind: id() })
    } else {
        (0, Reason::AgreementInForce { kind: id() }, Mend::Nothing)
    };
    let outcome = if rank < 2 { Outcome::Met } else { Outcome::Breached };
    Some((rank, Found::new(outcome, reason, mend)))
}

/// The last day, once it is near enough to be told.
fn ends_soon(case: &Case<'_>, fact: &AgreementFact) -> Option<Date> {
    let told_until = days_after(case.today, case.pack.agreement_notice_days());
    fact.to.filter(|last| *last <= told_until)
}

/// Whether another agreement goes on from the day after, so that nothing ends.
fn is_followed(last: Date, all: &[(&AgreementKind, &AgreementFact)]) -> bool {
    all.iter().any(|(kind, next)| {
        let is_good = next.is_signed && (next.is_approved || !kind.needs_approval);
        let begins_in_time = next.from.is_none_or(|first| first <= days_after(last, 1));
        is_good && begins_in_time && next.to.is_none_or(|end| end > last)
    })
}

/// The next day on which the agreement begins, has ended, or comes near its end.
fn changes_on(case: &Case<'_>, fact: &AgreementFact) -> Option<Date> {
    let told_on = fact.to.map(|last| days_after(last, -case.pack.agreement_notice_days()));
    let days = [fact.from, told_on, fact.to.and_then(|last| last.tomorrow().ok())];
    days.into_iter().flatten().filter(|day| *day > case.today).min()
}
