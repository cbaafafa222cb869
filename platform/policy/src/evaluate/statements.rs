//! Have those who have a duty said how it is met, and is that not past its review?

use super::holders::{EVERYWHERE, days_of_change, holders_on};
use super::{Case, Found, earliest, months_after};
use crate::facts::{Origin, StatementFact};
use crate::pack::{Duty, Who};
use crate::reason::Reason;
use crate::verdict::{About, Mend, Verdict};
use kernel::{Date, Outcome};

pub(super) fn evaluate(case: &Case<'_>) -> Vec<Verdict> {
    let duties = case.pack.stated_duties(case.facts);
    duties.into_iter().map(|(who, duty)| verdict(case, who, duty)).collect()
}

fn verdict(case: &Case<'_>, who: Who, duty: &Duty) -> Verdict {
    let found = case.decided_by(&duty.when).or_else(|| vacant(case, &who));
    let found = found.unwrap_or_else(|| standing(case, duty));
    let changes_on = earliest(found.changes_on, holders_change_on(case, &who));
    Verdict {
        rule: duty.id.clone(),
        about: About::Statement(duty.id.clone()),
        outcome: found.outcome,
        strength: duty.strength,
        reason: found.reason,
        clauses: duty.clauses.clone(),
        responsible: speakers(case, who),
        mend: found.mend,
        changes_on,
    }
}

/// Where nobody has the role, that is what is missing. A role at an organisation is one of its own: those above say for
/// themselves.
fn vacant(case: &Case<'_>, who: &Who) -> Option<Found> {
    let Who::Role(role) = who else { return None };
    let is_organisation = case.facts.subject_kind == "organisation";
    let from = if is_organisation { &[Origin::Own][..] } else { &EVERYWHERE };
    let reason = Reason::NobodyHolds { role: role.clone() };
    let is_vacant = holders_on(case, role, from, case.today).is_empty();
    is_vacant.then(|| Found::new(Outcome::NotApplicable, reason, Mend::Nothing))
}

/// Of several statements the one that holds the longest counts; of those the newest.
fn standing(case: &Case<'_>, duty: &Duty) -> Found {
    let id = || duty.id.clone();
    let of_duty = case.facts.statements.iter().filter(|fact| fact.duty == duty.id);
    let Some((due, on)) = of_duty.map(|fact| (review_due(case, duty, fact), fact.made_on)).max() else {
        let mend = Mend::StateDuty { duty: id() };
        return Found::new(Outcome::Breached, Reason::StatementMissing { duty: id() }, mend);
    };
    if due < case.today {
        let reason = Reason::StatementPastReview { duty: id(), since: due };
        return Found::new(Outcome::Breached, reason, Mend::ReviewStatement { duty: id() });
    }
    let mut found = Found::new(Outcome::Met, Reason::StatementMade { duty: id(), on }, Mend::Nothing);
    found.changes_on = due.tomorrow().ok();
    found
}

fn review_due(case: &Case<'_>, duty: &Duty, fact: &StatementFact) -> Date {
    let by_interval = || months_after(fact.made_on, case.pack.statement_review_months(duty));
    fact.review_date.unwrap_or_else(by_interval)
}

fn holders_change_on(case: &Case<'_>, who: &Who) -> Option<Date> {
    let Who::Role(id) = who else { return None };
    let role = case.pack.role(id)?;
    days_of_change(case, role).first().copied()
}

/// Those who have the duty; for a body, who speaks for it.
fn speakers(case: &Case<'_>, who: Who) -> Vec<Who> {
    let Who::Body(body) = &who else { return vec![who] };
    let speakers = case.responsible(case.pack.spoken_for_by(body));
    if speakers.is_empty() { vec![who] } else { speakers }
}
