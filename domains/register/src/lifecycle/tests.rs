//! The steps of the lifecycle, case by case, and that no forbidden state can be reached.

use super::*;
use jiff::civil::date;
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 22);

fn system(state: LifecycleState) -> System {
    let mut system = System { lifecycle_state: state, ..System::default() };
    system.set_state_from(LifecycleState::Introduction, Some(date(2020, 1, 1)));
    if state >= LifecycleState::InOperation {
        system.set_state_from(LifecycleState::InOperation, Some(date(2021, 1, 1)));
    }
    system
}

fn step(to: LifecycleState) -> Step {
    Step { to, on: None, reason: String::new() }
}

fn keys(result: Result<System, Vec<Objection>>) -> Vec<String> {
    let found = result.err().unwrap_or_default();
    found.into_iter().map(|one| format!("{} {}", one.field, one.message.key)).collect()
}

#[test]
fn decide_step_forward_notes_the_day_and_may_pass_over_states() {
    let pack = crate::testing::pack();
    let after =
        decide_step(&system(LifecycleState::Introduction), &step(LifecycleState::Retired), &pack, TODAY);
    let after = after.unwrap();
    assert_eq!(after.lifecycle_state, LifecycleState::Retired);
    assert_eq!((after.retired_from, after.in_operation_from), (Some(TODAY), None));
}

#[test]
fn decide_step_refuses_what_is_no_step() {
    let pack = crate::testing::pack();
    let of = |state, step: Step| keys(decide_step(&system(state), &step, &pack, TODAY));
    use LifecycleState::{InOperation, PhaseOut, Procurement};
    assert_eq!(of(InOperation, step(InOperation)), ["to register-objection-same-state"]);
    let ahead = Step { on: Some(date(2026, 11, 23)), ..step(PhaseOut) };
    assert_eq!(of(InOperation, ahead), ["on register-objection-step-ahead"]);
    let before = Step { on: Some(date(2020, 12, 31)), ..step(PhaseOut) };
    assert_eq!(of(InOperation, before), ["on register-objection-dates-order"]);
    let unknown_to_pack = Step { reason: "Fel".into(), ..step(Procurement) };
    let found = of(InOperation, unknown_to_pack);
    assert!(found.contains(&"to objection-not-a-choice".to_owned()), "{found:?}");
}

#[test]
fn decide_step_back_needs_a_reason_and_takes_the_undone_days_away() {
    let pack = crate::testing::pack();
    let mut retired = system(LifecycleState::Retired);
    retired.phase_out_from = Some(date(2024, 1, 1));
    retired.retired_from = Some(date(2025, 1, 1));
    let back = step(LifecycleState::InOperation);
    assert_eq!(
        keys(decide_step(&retired, &back, &pack, TODAY)),
        ["reason register-objection-step-back-reason"]
    );
    let back = Step { reason: "Avvecklingen stoppades".into(), ..back };
    let after = decide_step(&retired, &back, &pack, TODAY).unwrap();
    assert_eq!((after.phase_out_from, after.retired_from), (None, None));
    assert_eq!(after.in_operation_from, Some(date(2021, 1, 1)));
}

#[test]
fn decide_takers_follows_the_pack() {
    let pack = crate::testing::pack();
    let facts = SubjectFacts::new("system");
    assert_eq!(compute_takers(&pack, LifecycleState::InOperation, &facts), []);
    let takers = compute_takers(&pack, LifecycleState::PhaseOut, &facts);
    assert_eq!(takers.iter().map(|taker| taker.who.id()).collect::<Vec<_>>(), ["system_owner"]);
}

fn any_state() -> impl Strategy<Value = LifecycleState> {
    (0_usize..6).prop_map(|place| LifecycleState::ALL[place])
}

proptest! {
    #[test]
    fn no_row_of_steps_leads_to_days_out_of_order_or_to_a_state_without_its_day(
        steps in proptest::collection::vec((any_state(), 0_i32..400, any::<bool>()), 0..12),
    ) {
        let pack = crate::testing::pack();
        let mut system = system(LifecycleState::Introduction);
        for (to, days_ago, has_reason) in steps {
            let on = TODAY.saturating_sub(jiff::Span::new().days(days_ago));
            let reason = if has_reason { "Skäl".to_owned() } else { String::new() };
            let was = system.lifecycle_state;
            if let Ok(after) = decide_step(&system, &Step { to, on: Some(on), reason }, &pack, TODAY) {
                prop_assert!(to > was || has_reason);
                system = after;
            }
            prop_assert!(check_dates(&system).is_empty());
            prop_assert!(system.state_from(system.lifecycle_state).is_some());
            prop_assert!(LifecycleState::ALL.into_iter().filter(|state| *state > system.lifecycle_state).all(|state| system.state_from(state).is_none()));
        }
    }
}
