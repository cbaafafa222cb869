//! The word of somebody who answers for a record that what it says still holds. It is asked for once a year, and breaks
//! when somebody else changes what was confirmed.

use crate::system::{LifecycleState, System};
use jiff::Span;
use kernel::{Date, Id, Instant, choice};
use policy::{CoreFunction, Pack, ParameterValue, Role};
use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};

/// How many months a confirmation holds, where the pack says nothing: our own value, no guideline's.
const MONTHS: i64 = 12;
/// How many days whoever is asked has to look at what somebody else has changed, where the pack says nothing: our own value
/// too.
const CHANGE_DAYS: i64 = 30;
/// The parameters of a pack.
const MONTHS_PARAMETER: &str = "confirmation_months";
const CHANGE_DAYS_PARAMETER: &str = "confirmation_change_days";
const ROLE_PARAMETER: &str = "confirmation_role";
/// Days ahead that somebody is asked to confirm anew.
pub(crate) const ASKED_DAYS_AHEAD: i64 = 30;

/// Swedish: bekräftelse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// The system or document.
    pub record: Id,
    pub by: Option<Id>,
    pub by_name: String,
    pub at: Instant,
    pub on: Date,
    /// Of the content that was confirmed, with what the confirmer has changed since.
    pub fingerprint: String,
    /// The day on which somebody else first changed what was confirmed; None while it holds.
    pub broken_on: Option<Date>,
}

/// How long confirmations hold, as the pack says. Swedish: villkor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    pub months: i64,
    /// Days from the change of somebody else to the day by which it is to be confirmed anew.
    pub change_days: i64,
}

impl Terms {
    #[must_use]
    pub fn of(pack: &Pack) -> Self {
        let number = |parameter, own| pack.number(parameter).unwrap_or(own);
        Self {
            months: number(MONTHS_PARAMETER, MONTHS),
            change_days: number(CHANGE_DAYS_PARAMETER, CHANGE_DAYS),
        }
    }
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

/// How a record stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confirmed {
    pub state: ConfirmationState,
    /// The day of the confirmation.
    pub on: Option<Date>,
    /// The last day on which the confirmation holds.
    pub until: Option<Date>,
    /// The day by which what somebody else has changed is to be confirmed anew, where it is known when they did.
    pub look_by: Option<Date>,
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
    terms: Terms,
    today: Date,
) -> Confirmed {
    let given = confirmation.map(|one| Given {
        on: one.on,
        is_changed: one.fingerprint != fingerprint,
        changed_on: one.broken_on,
    });
    compute_standing(given, terms, today)
}

/// When somebody gave their word, and whether what they spoke of has been changed since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Given {
    pub on: Date,
    pub is_changed: bool,
    /// The day of the change, where it is known.
    pub changed_on: Option<Date>,
}

/// How a word stands on a day.
pub(crate) fn compute_standing(given: Option<Given>, terms: Terms, today: Date) -> Confirmed {
    let Some(given) = given else {
        return Confirmed { state: ConfirmationState::Never, on: None, until: None, look_by: None };
    };
    let until = given.on.saturating_add(Span::new().months(terms.months.clamp(1, 1_200)));
    let state = if given.is_changed {
        ConfirmationState::Changed
    } else if until < today {
        ConfirmationState::Expired
    } else {
        ConfirmationState::Current
    };
    let days = Span::new().days(terms.change_days.clamp(0, 3_650));
    let changed = given.changed_on.filter(|_| state == ConfirmationState::Changed);
    let look_by = changed.map(|day| day.saturating_add(days));
    Confirmed { state, on: Some(given.on), until: Some(until), look_by }
}

/// What a confirmation covers: every field of the system that says something. A field that the program gets later, and
/// that nobody has filled in, breaks nothing.
#[must_use]
pub fn compute_fingerprint(system: &System) -> String {
    fingerprint_of(kernel::json_of(system))
}

/// The fingerprint of everything that says something, whatever the order of the names.
pub(crate) fn fingerprint_of(mut content: Map<String, Json>) -> String {
    content.retain(|_, value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty()));
    let mut named: Vec<_> = content.into_iter().collect();
    named.sort_by(|one, other| one.0.cmp(&other.0));
    let text = Json::from_iter(named.into_iter().map(|(name, value)| serde_json::json!([name, value])));
    Sha256::digest(text.to_string().as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// How a confirmation stands once a system is changed; None where nothing of it becomes another. What the confirmer changes
/// is confirmed by them too, if it was before; what anybody else changes breaks it from that day on.
#[must_use]
pub fn compute_carried(
    confirmation: &Confirmation,
    changed_by: Option<Id>,
    (before, after): (&System, &System),
    today: Date,
) -> Option<Confirmation> {
    let held = confirmation.fingerprint == compute_fingerprint(before);
    compute_carried_to(confirmation, changed_by, (held, compute_fingerprint(after)), today)
}

/// The same of any record, by whether the confirmation held before and the fingerprint of what the record says now.
pub(crate) fn compute_carried_to(
    confirmation: &Confirmation,
    changed_by: Option<Id>,
    (held, says): (bool, String),
    today: Date,
) -> Option<Confirmation> {
    let is_own = changed_by.is_some() && confirmation.by == changed_by;
    let fingerprint = if is_own && held { says.clone() } else { confirmation.fingerprint.clone() };
    let broken_on = if fingerprint == says { None } else { Some(confirmation.broken_on.unwrap_or(today)) };
    let carried = Confirmation { fingerprint, broken_on, ..confirmation.clone() };
    (carried != *confirmation).then_some(carried)
}

/// Whether anybody is asked about a system in this state: not before it is bought, nor when it is gone.
#[must_use]
pub fn is_confirmed_in(state: LifecycleState) -> bool {
    !matches!(state, LifecycleState::Idea | LifecycleState::Retired)
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
            record: system.id,
            by: Some(by),
            by_name: "Systemägare".into(),
            at: Instant::from_micros(0),
            on: on.parse().unwrap(),
            fingerprint: compute_fingerprint(system),
            broken_on: None,
        }
    }

    const YEARLY: Terms = Terms { months: 12, change_days: 30 };

    #[test]
    fn a_confirmation_holds_to_its_last_day_and_not_a_day_longer() {
        let system = system("Lön");
        let kept = confirmed(&system, Id::new(), "2025-11-22");
        let on = |today: &str| {
            compute_confirmed(Some(&kept), &compute_fingerprint(&system), YEARLY, today.parse().unwrap())
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
        let found = compute_confirmed(Some(&kept), &compute_fingerprint(&system), YEARLY, day);
        assert_eq!((found.state, found.until), (ConfirmationState::Current, Some(day)));
    }

    #[test]
    fn a_change_breaks_it_and_a_change_back_makes_it_hold_again() {
        let kept = confirmed(&system("Lön"), Id::new(), "2026-01-01");
        let today = "2026-02-01".parse().unwrap();
        let of = |name: &str| {
            compute_confirmed(Some(&kept), &compute_fingerprint(&system(name)), YEARLY, today).state
        };
        assert_eq!(of("Löner"), ConfirmationState::Changed);
        assert_eq!(of("Lön"), ConfirmationState::Current);
        assert_eq!(compute_confirmed(None, "", YEARLY, today).state, ConfirmationState::Never);
    }

    #[test]
    fn what_the_confirmer_changes_stays_confirmed_and_what_others_change_does_not() {
        let (me, other) = (Id::new(), Id::new());
        let (before, after) = (system("Lön"), system("Löner"));
        let kept = confirmed(&before, me, "2026-01-01");
        let on = |day: &str| day.parse::<Date>().unwrap();
        let carried = |kept: &Confirmation, by, systems, day| {
            let carried = compute_carried(kept, by, systems, on(day))?;
            Some((carried.fingerprint, carried.broken_on))
        };
        let fingerprint = compute_fingerprint;
        assert_eq!(
            carried(&kept, Some(me), (&before, &after), "2026-02-01"),
            Some((fingerprint(&after), None))
        );
        for somebody in [Some(other), None] {
            let broken = Some((fingerprint(&before), Some(on("2026-02-01"))));
            assert_eq!(carried(&kept, somebody, (&before, &after), "2026-02-01"), broken);
        }
        let (broken, again) = (Confirmation { broken_on: Some(on("2026-02-01")), ..kept }, system("Lönen"));
        assert_eq!(
            carried(&broken, Some(other), (&after, &again), "2026-03-01"),
            None,
            "since the first change"
        );
        assert_eq!(
            carried(&broken, Some(me), (&after, &again), "2026-03-01"),
            None,
            "what somebody else has broken, one's own change does not mend"
        );
        assert_eq!(
            carried(&broken, Some(other), (&after, &before), "2026-03-01"),
            Some((fingerprint(&before), None))
        );
    }

    #[test]
    fn what_somebody_else_changed_is_looked_at_some_days_after_they_did() {
        let kept = confirmed(&system("Lön"), Id::new(), "2026-01-01");
        let broken = Confirmation { broken_on: "2026-05-04".parse().ok(), ..kept };
        let changed = compute_fingerprint(&system("Löner"));
        let today = "2026-08-01".parse().unwrap();
        let found = compute_confirmed(Some(&broken), &changed, Terms { months: 12, change_days: 14 }, today);
        assert_eq!(found.look_by, "2026-05-18".parse().ok());
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
        assert_eq!(Terms::of(&pack), YEARLY);
        assert_eq!(
            asked_roles(&pack).iter().map(|role| role.id.as_str()).collect::<Vec<_>>(),
            ["system_owner"]
        );
        let mut named = pack;
        let parameter =
            |id: &str, value| policy::Parameter { id: id.into(), value, ..named.parameters[0].clone() };
        let given = [
            parameter("confirmation_months", ParameterValue::Number(6)),
            parameter("confirmation_change_days", ParameterValue::Number(7)),
            parameter("confirmation_role", ParameterValue::Text("system_manager".into())),
        ];
        named.parameters.extend(given);
        assert_eq!(Terms::of(&named), Terms { months: 6, change_days: 7 });
        assert_eq!(
            asked_roles(&named).iter().map(|role| role.id.as_str()).collect::<Vec<_>>(),
            ["system_manager"]
        );
    }
}
