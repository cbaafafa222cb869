//! Which documents of the register are written here, for the register to lead to their texts.

use crate::plan::{Plan, PlanState};
use crate::{READ_DRAFTS, store};
use kernel::{Id, Result};
use register::{READ_DOCUMENTS, Writers, Written};
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
    let allowed = access::allowed_each(read, [READ_DRAFTS, READ_DOCUMENTS], &subjects)?;
    let may = |plan: &Plan, permission| allowed.get(&plan.subject.id).is_some_and(|one| one.may(permission));
    let is_seen =
        |plan: &Plan| may(plan, READ_DRAFTS) || plan.in_force.is_some() && may(plan, READ_DOCUMENTS);
    let written = |plan: Plan| {
        let says = match plan.state {
            _ if !may(&plan, READ_DRAFTS) => "plan-read",
            PlanState::Draft | PlanState::Review => "plan-read-draft",
            PlanState::Proposed => "plan-read-proposal",
            PlanState::Decided | PlanState::Closed => "plan-read",
        };
        (plan.id, Written { address: format!("/planer/{}", plan.id), says })
    };
    Ok(plans.into_iter().filter(is_seen).map(written).collect())
}
