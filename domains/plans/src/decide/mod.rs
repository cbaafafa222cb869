//! From a draft to a decision: a plan is looked over, laid before whoever the guideline names, and decided by somebody else than
//! its proposer; what was decided is kept as it was.

mod adopt_plan;
mod awaited;
mod check;
mod consultation;
mod missing;
mod propose;
mod rights;
mod snapshot;
mod step;
mod steps;
mod told;

pub(crate) use adopt_plan::MOST_OF_A_DECISION;
pub use adopt_plan::{Decide, adopt_plan};
pub use awaited::plans_awaiting;
pub(crate) use consultation::MOST_SAID;
pub use consultation::{Consultation, Consulted, record_consultation};
pub(crate) use missing::{Missing, bodies_to_hear, bodies_unheard, missing_in};
pub use propose::{Propose, propose_plan};
pub(crate) use rights::{decider_of, draft_right, sitting};
pub use snapshot::{Snapshot, decided_content, visible_snapshot};
pub(crate) use step::{PlanStep, decide_step_of_plan};
pub(crate) use steps::MOST_OF_A_RETURN;
pub use steps::{SeenPlan, open_new_version, return_plan, send_for_review, take_back_from_review};
