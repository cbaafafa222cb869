//! Which documents of the register are written here, for the register to lead to their texts.

use crate::plan::{Plan, PlanState};
use crate::{READ_DRAFTS, store};
use kernel::{Id, Result};
use register::{Writers, Written};
use std::collections::BTreeMap;
use storage::Read;

/// The rooms that write documents: this one.
#[must_use]
pub fn writers() -> Writers {
    Writers(vec![written_here])
}

fn written_here(read: &Read, documents: &[Id]) -> Result<BTreeMap<Id, Written>> {
    let plans = store::plans_by_id(read, documents)?;
    let subjects: Vec<Id> = plans.iter().map(|plan| plan.subject.id).collect();
    let allowed = access::allowed_each(read, [READ_DRAFTS], &subjects)?;
    let is_seen = |plan: &Plan| allowed.get(&plan.subject.id).is_some_and(|one| one.may(READ_DRAFTS));
    let written = |plan: Plan| {
        let says = match plan.state {
            PlanState::Draft | PlanState::Review => "plan-read-draft",
            PlanState::Proposed => "plan-read-proposal",
            PlanState::Decided | PlanState::Closed => "plan-read",
        };
        (plan.id, Written { address: format!("/planer/{}", plan.id), says })
    };
    Ok(plans.into_iter().filter(is_seen).map(written).collect())
}
