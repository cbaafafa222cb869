//! That an agreement is approved for a system, by whom the guideline names there.

use kernel::{Date, Id};

/// Swedish: godkännande av ett avtal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    pub system: Id,
    pub on: Date,
    /// Nobody where the program noted it.
    pub by: Option<Id>,
    /// Where it was decided; demanded where a body does.
    pub decision: String,
}
