//! What is missing and waits for the visitor, as rows of Start: what somebody has not said of their duties is one row of each
//! record, so that what else is missing there is seen.

use findings::{Finding, Rulebook};
use kernel::{Outcome, Result};
use policy::{About, Pack};
use register::Mends;
use storage::Read;
use web::Visit;
use web::components::{self, Link};

/// Findings that Start shows at the most: more than anybody has but who has everything. The list of gaps has them all.
pub(super) const MOST_WAITING: usize = 100;

/// The rows of the first findings.
pub(super) fn waiting_shown(
    visit: &Visit,
    read: &Read,
    pack: &Pack,
    waiting: &[Finding],
) -> Result<Vec<(Link, components::Finding)>> {
    let waiting = &waiting[..waiting.len().min(MOST_WAITING)];
    let rulebook = read.attached::<Rulebook>()?;
    let mends = Mends::with_waivers(read, pack, waiting)?;
    let row = |together: &[&Finding]| {
        let first = together.first()?;
        let address = rulebook.address(&first.subject);
        let shown: Vec<_> = together.iter().map(|finding| mends.offered(visit, pack, finding)).collect();
        let record = Link::new(visit.keeping_day(&address), &first.subject_name);
        Some((record, joined(visit, first, shown, &address)?))
    };
    Ok(gathered(waiting).iter().filter_map(|together| row(together)).collect())
}

/// Findings one by one, but those together that miss what the same people say of their duties on one record.
fn gathered(findings: &[Finding]) -> Vec<Vec<&Finding>> {
    let mut rows: Vec<Vec<&Finding>> = Vec::new();
    let is_statement = |finding: &Finding| matches!(finding.about, About::Statement(_));
    for finding in findings {
        let belongs = |row: &&mut Vec<&Finding>| {
            row.first().is_some_and(|first| {
                is_statement(first)
                    && (&first.subject, &first.responsible) == (&finding.subject, &finding.responsible)
            })
        };
        match rows.iter_mut().find(belongs).filter(|_| is_statement(finding)) {
            Some(row) => row.push(finding),
            None => rows.push(vec![finding]),
        }
    }
    rows
}

/// Several findings as one, with the page on which all of them are mended.
fn joined(
    visit: &Visit,
    first: &Finding,
    shown: Vec<components::Finding>,
    address: &str,
) -> Option<components::Finding> {
    let count = i64::try_from(shown.len()).unwrap_or(i64::MAX);
    let is_mended = shown.iter().any(|one| one.mend.is_some());
    let is_breached = shown.iter().any(|one| one.outcome == Outcome::Breached);
    let mut all = shown.into_iter();
    let one = all.next()?;
    if count == 1 {
        return Some(one);
    }
    let titles = first.responsible.iter().map(|who| who.title.in_language(visit.language()));
    let who = titles.collect::<Vec<_>>().join(", ");
    let text = texts::format(
        visit.language(),
        "missing-statements",
        &[("count", count.into()), ("who", who.into())],
    );
    let mut clauses = one.clauses;
    clauses.extend(all.flat_map(|other| other.clauses));
    Some(components::Finding {
        outcome: if is_breached { Outcome::Breached } else { one.outcome },
        reason: Some(text),
        mend: is_mended.then(|| Link::new(format!("{address}/ansvar"), visit.text("mend-state-duties"))),
        mended_by: None,
        waive: None,
        clauses,
        ..one
    })
}
