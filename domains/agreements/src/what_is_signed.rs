//! Which changes leave an agreement what was approved and signed, and which make it another.

use crate::agreement::Agreement;

/// Whether an agreement says what it said: its kind, its supplier, its time, what it is worth and what it is called off from.
/// What it is called here, who sees to it and which organisation has come to keep it are no part of that.
#[must_use]
pub fn says_the_same(before: &Agreement, after: &Agreement) -> bool {
    let said = |one: &Agreement| (one.kind, one.supplier, one.value_ore, one.framework);
    let time =
        |one: &Agreement| (one.starts_on, one.ends_on, one.notice_months, one.renewal, one.renewal_months);
    said(before) == said(after) && time(before) == time(after)
}

/// Whether a signature still holds: the agreement says the same and covers no further system. Each system has its own signers.
#[must_use]
pub fn keeps_signature(before: &Agreement, after: &Agreement) -> bool {
    let covers_no_more = after.systems.iter().all(|system| before.systems.contains(system));
    says_the_same(before, after) && covers_no_more
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::AgreementKind;
    use kernel::{Id, json_of};

    type Change = fn(&mut Agreement);

    /// Each field that may change, and whether approvals and the signature are still for what stands there.
    const CHANGES: &[(&str, Change, bool, bool)] = &[
        ("name", |one| one.name = "Annat".into(), true, true),
        ("number", |one| one.number = "17".into(), true, true),
        ("organisation", |one| one.organisation = Some(Id::new()), true, true),
        ("responsible", |one| one.responsible = Some(Id::new()), true, true),
        ("notes", |one| one.notes = "Ring först".into(), true, true),
        ("documents", |one| one.documents = vec![Id::new()], true, true),
        ("systems", |one| one.systems.clear(), true, true),
        ("systems", |one| one.systems.push(Id::new()), true, false),
        ("kind", |one| one.kind = Some(AgreementKind::Support), false, false),
        ("supplier", |one| one.supplier = Some(Id::new()), false, false),
        ("starts_on", |one| one.starts_on = "2026-01-02".parse().ok(), false, false),
        ("ends_on", |one| one.ends_on = "2027-12-31".parse().ok(), false, false),
        ("notice_months", |one| one.notice_months = Some(6), false, false),
        ("renewal", |one| one.renewal = crate::term::Renewal::Tacit, false, false),
        ("renewal_months", |one| one.renewal_months = Some(12), false, false),
        ("value_ore", |one| one.value_ore = Some(1), false, false),
        ("framework", |one| one.framework = Some(Id::new()), false, false),
    ];

    #[test]
    fn what_is_signed_is_its_kind_its_supplier_its_time_its_worth_and_the_systems() {
        let before = Agreement { systems: vec![Id::new()], ..Agreement::default() };
        for (field, change, is_approved, is_signed) in CHANGES {
            let mut after = before.clone();
            change(&mut after);
            let found = (says_the_same(&before, &after), keeps_signature(&before, &after));
            assert_eq!(found, (*is_approved, *is_signed), "{field}");
        }
    }

    #[test]
    fn every_field_of_an_agreement_is_thought_of() {
        let told: Vec<&str> = CHANGES.iter().map(|(field, ..)| *field).collect();
        for field in json_of(&Agreement::default()).keys() {
            assert!(told.contains(&field.as_str()), "{field}");
        }
    }
}
