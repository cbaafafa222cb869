//! The word of somebody who answers for a system that what the register says of it still holds. It is asked for once a
//! year, and breaks when somebody else changes what was confirmed.

use crate::system::{LifecycleState, System};
use jiff::Span;
use kernel::{Date, Id, Instant, choice};
use policy::{CoreFunction, Pack, ParameterValue, Role};
use sha2::{Digest, Sha256};

/// How many months a confirmation holds, where the pack says nothing: our own value, no guideline's.
const MONTHS: i64 = 12;
/// The parameters of a pack.
const MONTHS_PARAMETER: &str = "confirmation_months";
const ROLE_PARAMETER: &str = "confirmation_role";
/// Days ahead that somebody is asked to confirm anew.
pub(crate) const ASKED_DAYS_AHEAD: i64 = 30;

/// Swedish: bekräftelse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    pub system: Id,
    pub by: Option<Id>,
    pub by_name: String,
    pub at: Instant,
    pub on: Date,
    /// Of the content that was confirmed, with what the confirmer has changed since.
    pub fingerprint: String,
}

choice! {
    /// Swedish: om uppgifterna är bekräftade.
    pub enum ConfirmationState {
        /// Nobody has confirmed it.
        Never = "never",
        Current = "current",
        /// Somebody else has changed what was confirmed.
        Changed = "changed",
        /// Confirmed too long ago.
        Expired = "expired",
    }
}

/// How a system stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confirmed {
    pub state: ConfirmationState,
    /// The day of the confirmation.
    pub on: Option<Date>,
    /// The last day on which the confirmation holds.
    pub until: Option<Date>,
}

impl Confirmed {
    /// Whether somebody is asked now: it does not hold, or will not for long.
    #[must_use]
    pub fn is_due_by(&self, day: Date) -> bool {
        self.state != ConfirmationState::Current || self.until.is_none_or(|until| until <= day)
    }

    /// The day on which it will no longer hold, if nothing happens.
    #[must_use]
    pub fn ends_on(&self) -> Option<Date> {
        self.until.filter(|_| self.state == ConfirmationState::Current)?.tomorrow().ok()
    }
}

/// How a confirmation stands to the content of today.
#[must_use]
pub fn compute_confirmed(
    confirmation: Option<&Confirmation>,
    fingerprint: &str,
    months: i64,
    today: Date,
) -> Confirmed {
    let Some(confirmation) = confirmation else {
        return Confirmed { state: ConfirmationState::Never, on: None, until: None };
    };
    let until = confirmation.on.saturating_add(Span::new().months(months.clamp(1, 1_200)));
    let state = if confirmation.fingerprint != fingerprint {
        ConfirmationState::Changed
    } else if until < today {
        ConfirmationState::Expired
    } else {
        ConfirmationState::Current
    };
    Confirmed { state, on: Some(confirmation.on), until: Some(until) }
}

/// What a confirmation covers: every field of the system that says something. A field that the program gets later, and
/// that nobody has filled in, breaks nothing.
#[must_use]
pub fn compute_fingerprint(system: &System) -> String {
    let mut content = kernel::json_of(system);
    content.retain(|_, value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty()));
    let mut named: Vec<_> = content.into_iter().collect();
    named.sort_by(|one, other| one.0.cmp(&other.0));
    let text =
        serde_json::Value::from_iter(named.into_iter().map(|(name, value)| serde_json::json!([name, value])));
    Sha256::digest(text.to_string().as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What the confirmer changes is confirmed by them too, if it was before.
#[must_use]
pub fn compute_carried(
    confirmation: &Confirmation,
    changed_by: Option<Id>,
    (before, after): (&System, &System),
) -> Option<String> {
    let is_own = changed_by.is_some() && confirmation.by == changed_by;
    let held = confirmation.fingerprint == compute_fingerprint(before);
    let carried = compute_fingerprint(after);
    (is_own && held && carried != confirmation.fingerprint).then_some(carried)
}

/// Whether anybody is asked about a system in this state: not before it is bought, nor when it is gone.
#[must_use]
pub fn is_confirmed_in(state: LifecycleState) -> bool {
    !matches!(state, LifecycleState::Idea | LifecycleState::Retired)
}

/// How many months a confirmation holds.
#[must_use]
pub fn months_of(pack: &Pack) -> i64 {
    pack.number(MONTHS_PARAMETER).unwrap_or(MONTHS)
}

/// The roles whose holders are asked: the one that the pack names, else every owner.
#[must_use]
pub fn asked_roles(pack: &Pack) -> Vec<&Role> {
    let named = match pack.parameter(ROLE_PARAMETER).map(|parameter| &parameter.value) {
        Some(ParameterValue::Text(role)) => pack.role(role),
        _ => None,
    };
    match named {
        Some(role) => vec![role],
        None => pack.roles.iter().filter(|role| role.core_function == CoreFunction::Owner).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn system(name: &str) -> System {
        System { name: name.into(), ..System::default() }
    }

    fn confirmed(system: &System, by: Id, on: &str) -> Confirmation {
        Confirmation {
            system: system.id,
            by: Some(by),
            by_name: "Systemägare".into(),
            at: Instant::from_micros(0),
            on: on.parse().unwrap(),
            fingerprint: compute_fingerprint(system),
        }
    }

    #[test]
    fn a_confirmation_holds_to_its_last_day_and_not_a_day_longer() {
        let system = system("Lön");
        let kept = confirmed(&system, Id::new(), "2025-11-22");
        let on = |today: &str| {
            compute_confirmed(Some(&kept), &compute_fingerprint(&system), 12, today.parse().unwrap())
        };
        assert_eq!(on("2026-11-22").state, ConfirmationState::Current);
        assert_eq!(on("2026-11-23").state, ConfirmationState::Expired);
        assert_eq!(on("2026-11-22").ends_on(), "2026-11-23".parse().ok());
        assert_eq!(on("2026-11-23").ends_on(), None);
        assert!(on("2026-11-01").is_due_by("2026-11-22".parse().unwrap()));
        assert!(!on("2026-11-01").is_due_by("2026-11-21".parse().unwrap()));
    }

    #[test]
    fn a_year_from_the_leap_day_ends_on_the_last_of_february() {
        let system = system("Lön");
        let kept = confirmed(&system, Id::new(), "2024-02-29");
        let day = "2025-02-28".parse().unwrap();
        let found = compute_confirmed(Some(&kept), &compute_fingerprint(&system), 12, day);
        assert_eq!((found.state, found.until), (ConfirmationState::Current, Some(day)));
    }

    #[test]
    fn a_change_breaks_it_and_a_change_back_makes_it_hold_again() {
        let kept = confirmed(&system("Lön"), Id::new(), "2026-01-01");
        let today = "2026-02-01".parse().unwrap();
        let of =
            |name: &str| compute_confirmed(Some(&kept), &compute_fingerprint(&system(name)), 12, today).state;
        assert_eq!(of("Löner"), ConfirmationState::Changed);
        assert_eq!(of("Lön"), ConfirmationState::Current);
        assert_eq!(compute_confirmed(None, "", 12, today).state, ConfirmationState::Never);
    }

    #[test]
    fn what_the_confirmer_changes_stays_confirmed_and_what_others_change_does_not() {
        let (me, other) = (Id::new(), Id::new());
        let (before, after) = (system("Lön"), system("Löner"));
        let kept = confirmed(&before, me, "2026-01-01");
        assert_eq!(compute_carried(&kept, Some(me), (&before, &after)), Some(compute_fingerprint(&after)));
        assert_eq!(compute_carried(&kept, Some(other), (&before, &after)), None);
        assert_eq!(compute_carried(&kept, None, (&before, &after)), None);
        // What somebody else has broken, one's own change does not mend.
        let broken = system("Lönen");
        assert_eq!(compute_carried(&kept, Some(me), (&broken, &after)), None);
    }

    #[test]
    fn the_fingerprint_is_of_what_the_fields_say_and_of_nothing_else() {
        let one = system("Lön");
        let same = System { revision: 9, id: Id::new(), ..one.clone() };
        assert_eq!(compute_fingerprint(&one), compute_fingerprint(&same));
        let noted = System { notes: "Byts 2027".into(), ..one.clone() };
        assert_ne!(compute_fingerprint(&one), compute_fingerprint(&noted));
        // The same words in another field say something else.
        let elsewhere = System { short_description: "Byts 2027".into(), ..one };
        assert_ne!(compute_fingerprint(&noted), compute_fingerprint(&elsewhere));
    }

    #[test]
    fn the_pack_says_whom_to_ask_and_how_often_else_the_owner_once_a_year() {
        let pack = crate::testing::pack();
        assert_eq!(months_of(&pack), 12);
        assert_eq!(
            asked_roles(&pack).iter().map(|role| role.id.as_str()).collect::<Vec<_>>(),
            ["system_owner"]
        );
        let mut named = pack;
        let parameter =
            |id: &str, value| policy::Parameter { id: id.into(), value, ..named.parameters[0].clone() };
        let given = [
            parameter("confirmation_months", ParameterValue::Number(6)),
            parameter("confirmation_role", ParameterValue::Text("system_manager".into())),
        ];
        named.parameters.extend(given);
        assert_eq!(months_of(&named), 6);
        assert_eq!(
            asked_roles(&named).iter().map(|role| role.id.as_str()).collect::<Vec<_>>(),
            ["system_manager"]
        );
    }
}
