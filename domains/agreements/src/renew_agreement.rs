//! Renews an agreement that does not renew itself: it gets a later end, and both ends stand in its history.

use crate::agreement::Agreement;
use crate::term::Renewal;
use crate::terminate_agreement::{MOST_OF_REASON, check_running};
use crate::visible::{authorise_edit, visible_agreement};
use crate::write_agreement::write_agreement;
use kernel::{Date, Error, FieldKind, Id, Objection, Result, check_words, record_fields};
use storage::{AuditEntry, Tx};

/// Which agreement goes on, and until when.
#[derive(Clone, Debug)]
pub struct RenewAgreement {
    pub agreement: Id,
    /// The revision that the asker saw; none where nobody looked.
    pub revision: Option<i64>,
    pub ends_on: Date,
    /// Why, where somebody says so.
    pub because: String,
}

/// What somebody says who renews an agreement.
#[derive(Clone, Debug, Default)]
pub(crate) struct Renewing {
    pub ends_on: Option<Date>,
    pub because: String,
}

record_fields! { Renewing {
    ends_on: FieldKind::Date, required;
    because: FieldKind::LongText { max_chars: MOST_OF_REASON };
} }

/// Gives an agreement its new end and answers its new revision.
///
/// # Errors
/// Stale, refused without permission, rejected where it is not renewed by hand, has ended, or would not end later.
pub fn renew_agreement(tx: &mut Tx, ask: &RenewAgreement) -> Result<i64> {
    let before = visible_agreement(tx, ask.agreement)?;
    authorise_edit(tx, &before)?;
    if ask.revision.is_some_and(|revision| revision != before.revision) {
        return Err(Error::stale());
    }
    let because = ask.because.trim().to_owned();
    let objections = check_renewal(&before, (ask.ends_on, &because), tx.today());
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    let after = Agreement { revision: before.revision + 1, ends_on: Some(ask.ends_on), ..before.clone() };
    let reason = (!because.is_empty()).then_some(because);
    let entry = AuditEntry { action: "agreement.renewed", reason, ..AuditEntry::default() };
    write_agreement(tx, Some(&before), &after, entry)?;
    Ok(after.revision)
}

/// Only what ends unless somebody renews it is renewed, while it still runs, and to a later day.
#[must_use]
pub fn check_renewal(agreement: &Agreement, (to, because): (Date, &str), today: Date) -> Vec<Objection> {
    let mut objections = Vec::from_iter(check_running(agreement, today));
    if agreement.renewal != Renewal::Explicit {
        objections.push(Objection::new("", "agreement-objection-renewed-otherwise"));
    }
    if agreement.ends_on.is_some_and(|end| to <= end) {
        objections.push(Objection::new("ends_on", "agreement-objection-renewal-not-later"));
    }
    objections.extend(check_words("because", because, MOST_OF_REASON));
    objections
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::Termination;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn wrong(change: impl FnOnce(&mut Agreement), to: &str) -> Vec<String> {
        let mut agreement = Agreement {
            starts_on: Some(day("2024-01-01")),
            ends_on: Some(day("2026-12-31")),
            renewal: Renewal::Explicit,
            ..Agreement::default()
        };
        change(&mut agreement);
        let found = check_renewal(&agreement, (day(to), ""), day("2026-11-23"));
        found.into_iter().map(|one| format!("{} {}", one.field, one.message.key)).collect()
    }

    #[test]
    fn only_what_runs_and_is_renewed_by_hand_gets_a_later_end() {
        assert_eq!(wrong(|_| (), "2027-12-31"), [""; 0]);
        assert_eq!(wrong(|_| (), "2026-12-31"), ["ends_on agreement-objection-renewal-not-later"]);
        assert_eq!(
            wrong(|a| a.ends_on = Some(day("2026-11-22")), "2027-12-31"),
            [" agreement-objection-ended"]
        );
        assert_eq!(
            wrong(|a| a.renewal = Renewal::Never, "2027-12-31"),
            [" agreement-objection-renewed-otherwise"]
        );
        let given = Termination { on: day("2026-06-30"), because: "Byter".to_owned() };
        assert_eq!(wrong(|a| a.terminated = Some(given), "2027-12-31"), [" agreement-objection-terminated"]);
    }
}
