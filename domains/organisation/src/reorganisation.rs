//! Planned changes of the organisation: units and organisations that open, close, merge, split or move on a day.
//!
//! Swedish: omorganisation. A plan is made of steps, looked at (what follows of it), decided, and carried out by the
//! program on its day. What a step does is computed in memory (`structure`); nothing is written before the day.

mod carry_out;
mod decide;
mod follow;
mod in_words;
mod outcome;
mod plan;
mod preview;
mod rehearse;
mod save_plan;
mod step;
mod step_checks;
mod structure;
#[cfg(test)]
mod structure_cases;
mod surroundings;
mod take_organisation_step;
mod take_step;
mod to_come;

pub use carry_out::carry_out_due;
pub use decide::{
    DecideReorganisation, WithdrawReorganisation, take_reorganisation_decision, withdraw_reorganisation,
};
pub(crate) use follow::following;
pub use follow::{Following, Kept, KeptBy, Succession};
pub(crate) use in_words::{Names, names_in};
pub use plan::{Reorganisation, ReorganisationState};
pub(crate) use preview::{Preview, RecordFollows, preview};
pub(crate) use rehearse::{Rehearsed, rehearse};
pub use save_plan::{
    AddStep, RemoveStep, SaveReorganisation, add_step, distribute, remove_step, save_reorganisation,
    visible_reorganisation,
};
pub use step::{
    CloseOrganisation, CloseUnit, Distribute, MergeUnits, MoveOrganisation, MoveUnit, OpenOrganisation,
    OpenUnit, Part, SplitUnit, Step,
};
pub(crate) use structure::Structure;
pub(crate) use surroundings::structure_of;
pub(crate) use to_come::reorganisations_to_come;
