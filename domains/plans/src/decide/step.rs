//! Which step leads a plan from one state into another. What is decided becomes a draft again only as a new version.

use crate::plan::PlanState;

/// What is done to a plan as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PlanStep {
    /// Swedish: lämna för granskning.
    SendForReview,
    /// Swedish: ta tillbaka från granskning.
    TakeBack,
    /// Swedish: föreslå.
    Propose,
    /// Swedish: lämna tillbaka.
    Return,
    /// Swedish: besluta.
    Decide,
    /// Swedish: ny version.
    OpenNewVersion,
}

/// The state that a step leads to; none where it cannot be taken.
#[must_use]
pub(crate) const fn decide_step_of_plan(from: PlanState, step: PlanStep) -> Option<PlanState> {
    use PlanState::{Decided, Draft, Proposed, Review};
    match (from, step) {
        (Draft, PlanStep::SendForReview) => Some(Review),
        (Review, PlanStep::TakeBack) | (Proposed, PlanStep::Return) | (Decided, PlanStep::OpenNewVersion) => {
            Some(Draft)
        }
        (Draft | Review, PlanStep::Propose) => Some(Proposed),
        (Proposed, PlanStep::Decide) => Some(Decided),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Choice as _;
    use proptest::prelude::*;

    const STEPS: [PlanStep; 6] = [
        PlanStep::SendForReview,
        PlanStep::TakeBack,
        PlanStep::Propose,
        PlanStep::Return,
        PlanStep::Decide,
        PlanStep::OpenNewVersion,
    ];

    #[test]
    fn each_step_leads_to_one_state_and_the_others_nowhere() {
        let told = |from: PlanState| -> Vec<String> {
            let to = STEPS.iter().filter_map(|step| {
                decide_step_of_plan(from, *step).map(|to| format!("{step:?} {}", to.name()))
            });
            to.collect()
        };
        assert_eq!(told(PlanState::Draft), ["SendForReview review", "Propose proposed"]);
        assert_eq!(told(PlanState::Review), ["TakeBack draft", "Propose proposed"]);
        assert_eq!(told(PlanState::Proposed), ["Return draft", "Decide decided"]);
        assert_eq!(told(PlanState::Decided), ["OpenNewVersion draft"]);
        assert_eq!(told(PlanState::Closed), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn nothing_is_decided_but_by_deciding_what_was_proposed(steps in prop::collection::vec(0..STEPS.len(), 0..30)) {
            let mut state = PlanState::Draft;
            for step in steps.into_iter().map(|place| STEPS[place]) {
                let Some(next) = decide_step_of_plan(state, step) else { continue };
                if next == PlanState::Decided {
                    prop_assert!(step == PlanStep::Decide && state == PlanState::Proposed);
                }
                state = next;
            }
        }
    }
}
