//! Ends an assignment on a day, or withdraws one that was made by mistake. It stays in the register.

use crate::RoleAssignment;
use crate::change_assignment::appointed;
use crate::compute_counts;
use crate::record_of_change::Because;
use crate::told::settle_question_if_over;
use kernel::{Date, Error, Id, Objection, Period, Result};
use storage::Tx;

/// How an assignment comes to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// This is its last day.
    On(Date),
    /// It was a mistake and has never counted.
    Withdrawn,
}

/// Which assignment ends, and why.
#[derive(Clone, Debug)]
pub struct EndAssignment {
    pub id: Id,
    pub revision: i64,
    pub ending: Ending,
    pub because: Because,
}

/// Ends or withdraws an assignment.
///
/// # Errors
/// As [`crate::assign_role`].
pub fn end_assignment(tx: &mut Tx, ask: &EndAssignment) -> Result<RoleAssignment> {
    let held = appointed(tx, ask.id, ask.revision)?;
    let decided = decide_ending(&held.before, ask).map_err(Error::Rejected)?;
    let action = match ask.ending {
        Ending::On(_) => "role_assignment.ended",
        Ending::Withdrawn => "role_assignment.withdrawn",
    };
    let saved = held.keep(tx, decided, action, &ask.because)?;
    settle_question_if_over(tx, &saved)?;
    Ok(saved)
}

/// An ending only takes days away, so that nothing in the guideline can forbid it.
fn decide_ending(before: &RoleAssignment, ask: &EndAssignment) -> Result<RoleAssignment, Vec<Objection>> {
    match ask.ending {
        Ending::On(day) if day < before.from => Err(vec![Objection::new("to", "objection-period-backwards")]),
        Ending::On(day) if before.to.is_some_and(|to| to < day) => {
            Err(vec![Objection::new("to", "objection-ends-earlier")])
        }
        Ending::On(day) => {
            let cut = |counts: Period| counts.cut_to(&Period::new(None, Some(day)));
            let counts = before.counts.map(cut).filter(|counts| !counts.is_empty());
            Ok(RoleAssignment { to: Some(day), counts, ..before.clone() })
        }
        Ending::Withdrawn if ask.because.reason.trim().is_empty() => {
            Err(vec![Objection::new("reason", "objection-required")])
        }
        Ending::Withdrawn => {
            let withdrawn = RoleAssignment { is_withdrawn: true, ..before.clone() };
            Ok(RoleAssignment { counts: compute_counts(&withdrawn, None), ..withdrawn })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{Subject, SubjectKind};

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn held(from: &str, counted_until: Option<&str>) -> RoleAssignment {
        let subject = Subject::new(SubjectKind("system"), Id::new());
        let mut assignment = RoleAssignment::new("system_owner", &subject, day(from));
        assignment.counts = Some(Period::new(Some(day(from)), counted_until.map(day)));
        assignment
    }

    fn ask(ending: Ending, reason: &str) -> EndAssignment {
        let because = Because { reason: reason.into(), decision: String::new() };
        EndAssignment { id: Id::new(), revision: 1, ending, because }
    }

    #[test]
    fn an_assignment_ends_on_a_day_of_its_own_and_never_later_than_it_counted() {
        let cases = [
            (held("2026-01-01", None), "2026-03-31", Some(Some("2026-03-31"))),
            (held("2026-01-01", Some("2026-02-28")), "2026-03-31", Some(Some("2026-02-28"))),
            (held("2026-01-01", None), "2025-12-31", None),
        ];
        for (before, last, expected) in cases {
            let decided = decide_ending(&before, &ask(Ending::On(day(last)), ""));
            let counted = decided.ok().map(|after| after.counts.and_then(|counts| counts.to));
            assert_eq!(counted, expected.map(|to| to.map(day)), "{last}");
        }
    }

    #[test]
    fn an_assignment_that_has_an_end_is_only_ended_earlier() {
        let before = RoleAssignment { to: Some(day("2026-03-31")), ..held("2026-01-01", Some("2026-03-31")) };
        assert!(decide_ending(&before, &ask(Ending::On(day("2026-04-01")), "")).is_err());
        assert!(decide_ending(&before, &ask(Ending::On(day("2026-02-01")), "")).is_ok());
    }

    #[test]
    fn a_mistake_is_withdrawn_with_a_reason_and_has_never_counted() {
        let before = held("2026-01-01", None);
        assert!(decide_ending(&before, &ask(Ending::Withdrawn, " ")).is_err());
        let after = decide_ending(&before, &ask(Ending::Withdrawn, "Fel person")).unwrap();
        assert!(after.is_withdrawn && after.counts.is_none());
    }
}
