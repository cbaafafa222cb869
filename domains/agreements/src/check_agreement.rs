//! What must hold of every agreement that is saved.

use crate::agreement::{Agreement, AgreementKind};
use crate::term::check_terms;
use kernel::Objection;
use register::check_fields;

/// Everything that is wrong with an agreement by itself.
#[must_use]
pub fn check_agreement(agreement: &Agreement) -> Vec<Objection> {
    let mut objections = check_fields(agreement);
    let between = agreement.terms().map(|terms| check_terms(&terms)).unwrap_or_default();
    for one in between {
        if !objections.iter().any(|known| known.field == one.field) {
            objections.push(one);
        }
    }
    if agreement.value_ore.is_some_and(|value| value < 0) {
        objections.push(Objection::new("value_ore", "agreement-objection-negative"));
    }
    if agreement.kind == Some(AgreementKind::Framework) && agreement.framework.is_some() {
        objections.push(Objection::new("framework", "agreement-objection-framework-of-framework"));
    }
    objections
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::term::Renewal;
    use kernel::{Date, Id};

    fn day(text: &str) -> Option<Date> {
        text.parse().ok()
    }

    fn sound() -> Agreement {
        Agreement {
            name: "Drift av lönesystemet".into(),
            kind: Some(AgreementKind::Operation),
            supplier: Some(Id::new()),
            organisation: Some(Id::new()),
            starts_on: day("2026-01-01"),
            ends_on: day("2026-12-31"),
            notice_months: Some(3),
            renewal: Renewal::Tacit,
            renewal_months: Some(12),
            value_ore: Some(12_500_000),
            ..Agreement::default()
        }
    }

    fn wrong(change: impl FnOnce(&mut Agreement)) -> Vec<String> {
        let mut agreement = sound();
        change(&mut agreement);
        let found = check_agreement(&agreement);
        found.into_iter().map(|one| format!("{} {}", one.field, one.message.key)).collect()
    }

    #[test]
    fn check_agreement_names_what_is_wrong_at_its_field() {
        assert_eq!(wrong(|_| ()), [""; 0]);
        assert_eq!(wrong(|a| a.supplier = None), ["supplier objection-required"]);
        assert_eq!(
            wrong(|a| a.ends_on = day("2025-12-31")),
            ["ends_on agreement-objection-ends-before-start"]
        );
        assert_eq!(
            wrong(|a| (a.notice_months, a.renewal_months) = (Some(13), Some(24))),
            ["notice_months agreement-objection-notice-longer-than-term"]
        );
        assert_eq!(wrong(|a| a.value_ore = Some(-1)), ["value_ore agreement-objection-negative"]);
        assert_eq!(
            wrong(|a| a.notes = "Ring 811218-9876".into()),
            ["notes objection-personal-identity-number"]
        );
        assert_eq!(
            wrong(|a| (a.kind, a.framework) = (Some(AgreementKind::Framework), Some(Id::new()))),
            ["framework agreement-objection-framework-of-framework"]
        );
    }

    #[test]
    fn what_is_out_of_its_limits_is_told_once() {
        assert_eq!(wrong(|a| a.notice_months = Some(601)), ["notice_months objection-out-of-range"]);
        assert_eq!(wrong(|a| a.notice_months = Some(-1)), ["notice_months objection-out-of-range"]);
        assert_eq!(
            wrong(|a| a.renewal_months = Some(0)),
            [
                "renewal_months objection-out-of-range",
                "notice_months agreement-objection-notice-longer-than-renewal"
            ]
        );
    }
}
