//! What must hold of every licence that is saved.

use super::licence::{Licence, LicenceKind};
use kernel::{Date, Objection};
use register::check_fields;

/// Everything that is wrong with a licence by itself.
#[must_use]
pub fn check_licence(licence: &Licence, today: Date) -> Vec<Objection> {
    let mut objections = check_fields(licence);
    let mut wrong = |field: &str, key: &'static str| objections.push(Objection::new(field, key));
    if licence.cost_ore.is_some_and(|cost| cost < 0) {
        wrong("cost_ore", "agreement-objection-negative");
    }
    if licence.valid_from.zip(licence.valid_to).is_some_and(|(from, to)| to < from) {
        wrong("valid_to", "licence-objection-ends-before-start");
    }
    if licence.counted_on.is_some_and(|day| day > today) {
        wrong("counted_on", "licence-objection-counted-ahead");
    }
    if licence.counted_on.is_some() && licence.in_use.is_none() {
        wrong("in_use", "licence-objection-nothing-counted");
    }
    if licence.kind.is_some_and(|kind| kind != LicenceKind::Unlimited) && licence.bought.is_none() {
        wrong("bought", "licence-objection-how-many");
    }
    objections
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Id;

    fn day(text: &str) -> Option<Date> {
        text.parse().ok()
    }

    fn wrong(change: impl FnOnce(&mut Licence)) -> Vec<String> {
        let mut licence = Licence {
            name: "Kontorsprogram".into(),
            kind: Some(LicenceKind::PerUser),
            organisation: Some(Id::new()),
            bought: Some(200),
            in_use: Some(214),
            counted_on: day("2026-11-01"),
            cost_ore: Some(1_000_000),
            ..Licence::default()
        };
        change(&mut licence);
        let found = check_licence(&licence, day("2026-11-23").unwrap());
        found.into_iter().map(|one| format!("{} {}", one.field, one.message.key)).collect()
    }

    #[test]
    fn check_licence_names_what_is_wrong_at_its_field() {
        assert_eq!(wrong(|_| ()), [""; 0], "more in use than bought is told, and saved");
        assert_eq!(wrong(|one| one.organisation = None), ["organisation objection-required"]);
        assert_eq!(wrong(|one| one.in_use = Some(-1)), ["in_use objection-out-of-range"]);
        assert_eq!(wrong(|one| one.cost_ore = Some(-1)), ["cost_ore agreement-objection-negative"]);
        assert_eq!(wrong(|one| one.bought = None), ["bought licence-objection-how-many"]);
        assert_eq!(wrong(|one| (one.kind, one.bought) = (Some(LicenceKind::Unlimited), None)), [""; 0]);
        assert_eq!(
            wrong(|one| (one.valid_from, one.valid_to) = (day("2026-01-01"), day("2025-12-31"))),
            ["valid_to licence-objection-ends-before-start"]
        );
        assert_eq!(
            wrong(|one| one.counted_on = day("2026-11-24")),
            ["counted_on licence-objection-counted-ahead"]
        );
        assert_eq!(wrong(|one| one.in_use = None), ["in_use licence-objection-nothing-counted"]);
    }
}
