//! Who sees a plan: its draft those who draft, look over and decide; what is decided whoever reads the documents of its
//! subject.

use crate::plan::Plan;
use crate::{READ_DRAFTS, WRITE, store};
use kernel::{Error, Id, Result};
use policy::PlanKind;
use register::READ_DOCUMENTS;
use storage::Read;

/// A plan that the actor may see, if only as it was decided.
///
/// # Errors
/// [`Error::NotFound`] for others.
pub fn visible_plan(read: &Read, id: Id) -> Result<Plan> {
    let plan = store::find_plan(read, id)?.ok_or(Error::NotFound)?;
    let may = |permission| access::may(read, permission, plan.subject.id);
    let is_seen = may(READ_DRAFTS)? || plan.in_force.is_some() && may(READ_DOCUMENTS)?;
    if is_seen { Ok(plan) } else { Err(Error::NotFound) }
}

/// A plan whose draft the actor may read.
///
/// # Errors
/// [`Error::NotFound`] for others.
pub(crate) fn visible_draft(read: &Read, id: Id) -> Result<Plan> {
    let plan = store::find_plan(read, id)?.ok_or(Error::NotFound)?;
    if access::may(read, READ_DRAFTS, plan.subject.id)? { Ok(plan) } else { Err(Error::NotFound) }
}

/// A plan that the actor may write in, now: neither proposed nor decided.
///
/// # Errors
/// Not found for a plan that the actor does not see; refused for who may not write there; rejected for what lies before
/// somebody or is decided.
pub(crate) fn as_draft(read: &Read, id: Id) -> Result<Plan> {
    let plan = visible_plan(read, id)?;
    access::authorise(read, WRITE, plan.subject.id)?;
    if plan.is_written() { Ok(plan) } else { Err(Error::rejected("", "plan-objection-not-written")) }
}

/// The kind of a plan in the guideline in force; none where it has it no longer.
pub(crate) fn kind_of(read: &Read, plan: &Plan) -> Result<Option<PlanKind>> {
    Ok(findings::pack_in_force(read)?.plan_kind(&plan.kind).cloned())
}
