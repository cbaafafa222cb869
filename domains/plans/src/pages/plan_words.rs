//! What the guideline calls kinds of plan, how their states are shown, and where plans stand.

use crate::plan::PlanState;
use kernel::{Choice as _, Id, Language};
use policy::Pack;
use web::Visit;
use web::components::{SelectOption, Status, Tone};

pub(super) fn plan_href(plan: Id) -> String {
    format!("/planer/{plan}")
}

pub(super) fn kind_options(pack: &Pack, language: Language) -> Vec<SelectOption> {
    let option =
        |kind: &policy::PlanKind| SelectOption::new(&kind.id, kind.title.text().in_language(language));
    pack.plan_kinds.iter().map(option).collect()
}

/// How a plan stands, by word and shape.
pub(super) fn plan_status(visit: &Visit, state: PlanState) -> Status {
    let tone = match state {
        PlanState::Draft => Tone::Unsure,
        PlanState::Review => Tone::Ongoing,
        PlanState::Proposed => Tone::Ahead,
        PlanState::Decided => Tone::Good,
        PlanState::Closed => Tone::Closed,
    };
    Status::new(tone, visit.text(&format!("plan-state-{}", state.name())))
}
