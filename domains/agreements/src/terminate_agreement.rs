//! Gives notice: the agreement runs to the end that the notice is in time for.

use crate::agreement::{Agreement, Termination};
use crate::term::{TermState, Terms, compute_term};
use crate::visible::{authorise_edit, visible_agreement};
use crate::write_agreement::write_agreement;
use kernel::{Date, Error, FieldKind, Id, Objection, Result, WrongValue, check_words, record_fields};
use storage::{AuditEntry, Tx};

/// Letters of a reason.
pub(crate) const MOST_OF_REASON: usize = 2_000;

/// Which agreement ends, and why.
#[derive(Clone, Debug)]
pub struct TerminateAgreement {
    pub agreement: Id,
    /// The revision that the asker saw; none where nobody looked.
    pub revision: Option<i64>,
    /// The day on which notice was given.
    pub on: Date,
    pub because: String,
}

/// What somebody says who gives notice; on the day itself they need not name it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Terminating {
    pub on: Option<Date>,
    pub because: String,
}

record_fields! { Terminating {
    on: FieldKind::Date;
    because: FieldKind::LongText { max_chars: MOST_OF_REASON }, required;
} }

/// Notes that notice has been given, and answers the agreement as it stands then.
///
/// # Errors
/// Stale, refused without permission, rejected without a reason, ahead of the day, or when the agreement has ended.
pub fn terminate_agreement(tx: &mut Tx, ask: &TerminateAgreement) -> Result<Agreement> {
    let before = visible_agreement(tx, ask.agreement)?;
    authorise_edit(tx, &before)?;
    if ask.revision.is_some_and(|revision| revision != before.revision) {
        return Err(Error::stale());
    }
    let because = ask.because.trim().to_owned();
    let objections = check_termination(&before, (ask.on, &because), tx.today());
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    let after = Agreement {
        revision: before.revision + 1,
        terminated: Some(Termination { on: ask.on, because: because.clone() }),
        ..before.clone()
    };
    let entry = AuditEntry { action: "agreement.terminated", reason: Some(because), ..AuditEntry::default() };
    write_agreement(tx, Some(&before), &after, entry)?;
    Ok(after)
}

/// Notice is given once, for a reason, of what still runs; when it was given is noted afterwards, never before.
#[must_use]
pub fn check_termination(agreement: &Agreement, (on, because): (Date, &str), today: Date) -> Vec<Objection> {
    let mut objections = Vec::from_iter(check_running(agreement, today));
    if on > today {
        objections.push(Objection::new("on", "agreement-objection-notice-ahead"));
    }
    objections.extend(check_words("because", because, MOST_OF_REASON));
    if because.trim().is_empty() {
        objections.push(Objection::new("because", WrongValue::Required.message()));
    }
    objections
}

/// Nothing more is done to an agreement of which notice has been given, or that has ended.
pub(crate) fn check_running(agreement: &Agreement, today: Date) -> Option<Objection> {
    if agreement.terminated.is_some() {
        return Some(Objection::new("", "agreement-objection-terminated"));
    }
    let has_ended = |terms: Terms| compute_term(&terms, today).state == TermState::Ended;
    agreement.terms().is_some_and(has_ended).then(|| Objection::new("", "agreement-objection-ended"))
}

/// The day by which notice should have been given, where it came too late for the term that ran.
#[must_use]
pub fn compute_missed_day(terms: &Terms, given: Date) -> Option<Date> {
    let term = compute_term(&Terms { terminated_on: None, ..*terms }, given);
    term.notice_by.filter(|_| term.has_missed_notice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::term::Renewal;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn agreement() -> Agreement {
        Agreement {
            starts_on: Some(day("2024-01-01")),
            ends_on: Some(day("2024-12-31")),
            notice_months: Some(3),
            renewal: Renewal::Tacit,
            renewal_months: Some(12),
            ..Agreement::default()
        }
    }

    fn wrong(agreement: &Agreement, on: &str, because: &str) -> Vec<String> {
        let found = check_termination(agreement, (day(on), because), day("2026-11-23"));
        found.into_iter().map(|one| format!("{} {}", one.field, one.message.key)).collect()
    }

    #[test]
    fn notice_is_given_once_of_what_runs_for_a_reason_and_not_ahead() {
        let running = agreement();
        assert_eq!(wrong(&running, "2026-11-23", "Byter leverantör"), [""; 0]);
        assert_eq!(wrong(&running, "2026-11-24", "Byter"), ["on agreement-objection-notice-ahead"]);
        assert_eq!(wrong(&running, "2026-11-23", "  "), ["because objection-required"]);
        assert_eq!(
            wrong(&running, "2026-11-23", "Ring 811218-9876"),
            ["because objection-personal-identity-number"]
        );
        let terminated = Some(Termination { on: day("2026-06-30"), because: "Byter leverantör".to_owned() });
        let given = Agreement { terminated, ..agreement() };
        assert_eq!(wrong(&given, "2026-11-23", "Igen"), [" agreement-objection-terminated"]);
        let ended = Agreement { renewal: Renewal::Never, renewal_months: None, ..agreement() };
        assert_eq!(wrong(&ended, "2026-11-23", "Sent"), [" agreement-objection-ended"]);
    }

    #[test]
    fn late_notice_tells_which_day_was_missed() {
        let terms = agreement().terms().unwrap();
        assert_eq!(compute_missed_day(&terms, day("2026-09-30")), None);
        assert_eq!(compute_missed_day(&terms, day("2026-10-01")), Some(day("2026-09-30")));
    }
}
