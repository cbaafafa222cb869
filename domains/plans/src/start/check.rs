//! Whether a plan may be begun: of which kind, for which year, and only once.

use crate::plan::{Beginning, Plan};
use kernel::{Date, Message, Objection, Subject};
use policy::{Cycle, PlanKind};

/// So many years ahead one plans.
const MOST_AHEAD: i64 = 5;

/// What is known when a plan is begun.
pub(super) struct Ground<'p> {
    /// None where the guideline has no such kind.
    pub kind: Option<&'p PlanKind>,
    pub today: Date,
    /// A plan of the same kind, subject and year.
    pub same: Option<Plan>,
    pub follows: Option<Plan>,
}

/// Decides of which kind it is.
///
/// # Errors
/// Everything that stands against it.
pub(super) fn check_beginning<'p>(
    asked: &Beginning,
    subject: &Subject,
    ground: &Ground<'p>,
) -> Result<&'p PlanKind, Vec<Objection>> {
    let Some(kind) = ground.kind else {
        return Err(vec![Objection::new("kind", "plan-objection-no-such-kind")]);
    };
    let mut objections = Vec::new();
    if !kind.subjects.contains(&subject.kind) {
        objections.push(Objection::new("kind", "plan-objection-kind-not-here"));
    }
    objections.extend(check_year(kind.cycle, asked.year, ground.today));
    if let Some(same) = &ground.same {
        let message = Message::new("plan-objection-there-already").with("name", same.name.as_str());
        objections.push(Objection::new("year", message));
    }
    let follows_wrong = ground
        .follows
        .as_ref()
        .is_some_and(|one| one.subject != *subject || one.year.is_none_or(|year| Some(year) >= asked.year));
    if follows_wrong {
        objections.push(Objection::new("follows", "plan-objection-follows-another"));
    }
    if objections.is_empty() { Ok(kind) } else { Err(objections) }
}

/// Last year is the oldest that is still written; what has no cycle has no year.
fn check_year(cycle: Cycle, year: Option<i64>, today: Date) -> Option<Objection> {
    let this_year = i64::from(today.year());
    let wrong = |key: &'static str| Some(Objection::new("year", key));
    match (cycle, year) {
        (Cycle::Yearly, None) => wrong("objection-required"),
        (Cycle::None, Some(_)) => wrong("plan-objection-without-year"),
        (Cycle::Yearly, Some(year)) if year < this_year - 1 => wrong("plan-objection-year-past"),
        (Cycle::Yearly, Some(year)) if year > this_year + MOST_AHEAD => wrong("plan-objection-year-ahead"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_plan_for_a_year_long_past_or_far_ahead_is_refused() {
        let today = date(2026, 11, 23);
        let key = |cycle, year| check_year(cycle, year, today).map(|wrong| wrong.message.key.to_string());
        let cases = [
            (Cycle::Yearly, Some(2027), None),
            (Cycle::Yearly, Some(2026), None),
            (Cycle::Yearly, Some(2025), None),
            (Cycle::Yearly, Some(2024), Some("plan-objection-year-past")),
            (Cycle::Yearly, Some(2031), None),
            (Cycle::Yearly, Some(2032), Some("plan-objection-year-ahead")),
            (Cycle::Yearly, None, Some("objection-required")),
            (Cycle::None, None, None),
            (Cycle::None, Some(2026), Some("plan-objection-without-year")),
        ];
        for (cycle, year, expected) in cases {
            assert_eq!(key(cycle, year).as_deref(), expected, "{cycle:?} {year:?}");
        }
    }
}
