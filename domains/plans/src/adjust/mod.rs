//! Changes rows of a plan: freely while it is written; in a decided one as far as the guideline lets the actor go, by what the
//! change is about. A decided plan is adjusted without a new version, and what was decided stays as it was kept.

mod scope;
mod work;

use crate::DECIDE;
use crate::plan::{Plan, PlanState};
use crate::rows::Tabled;
use crate::trail::keep_plan;
use crate::visible_plan::{as_draft, visible_draft, visible_plan};
use kernel::{Id, Result};
use scope::{Scope, Work, compute_scope};
use serde_json::{Map, Value as Json};
use std::collections::BTreeSet;
use storage::{AuditEntry, Read, Tx};
use work::work_of;

/// A plan whose rows somebody is about to change.
pub(crate) struct Changing {
    pub plan: Plan,
    /// What is agreed, where the plan is decided.
    agreed: Option<Work>,
}

impl Changing {
    /// # Errors
    /// Not found for a plan that the actor does not see; refused for who may not write there; rejected for a plan that is
    /// neither written nor decided, and for rows that take a new version.
    pub fn begin<R: Tabled>(read: &Read, id: Id) -> Result<Self> {
        let plan = visible_plan(read, id)?;
        if plan.state != PlanState::Decided || !R::IS_ADJUSTABLE {
            return Ok(Self { plan: as_draft(read, id)?, agreed: None });
        }
        // What has become of it since is for who follows it; others read what was decided.
        let plan = visible_draft(read, id)?;
        Ok(Self { agreed: Some(work_of(read, &plan)?), plan })
    }

    /// Once the rows are written: whether the actor may do so, and the event that tells of it.
    ///
    /// # Errors
    /// Refused for whom the guideline does not let go so far.
    pub fn keep(self, tx: &mut Tx, action: &'static str, changes: Map<String, Json>) -> Result<()> {
        let Some(agreed) = self.agreed else {
            return keep_plan(tx, &self.plan, AuditEntry { action, changes, ..AuditEntry::default() });
        };
        let scopes = compute_scope(&agreed, &work_of(tx, &self.plan)?);
        authorise(tx, &self.plan, &scopes)?;
        let entry = AuditEntry { action: "plan_row.adjusted", changes, ..AuditEntry::default() };
        keep_plan(tx, &self.plan, entry)
    }
}

/// Every level that a change touches is asked. What has come of something belongs to following up. Where nobody is named for
/// the goals or the resources of such a record, they are for who decides its plan: what a group has decided of an object
/// is not for the owners of systems to change.
fn authorise(read: &Read, plan: &Plan, scopes: &BTreeSet<Scope>) -> Result<()> {
    let pack = findings::pack_in_force(read)?;
    let facts = findings::facts_of(read, &plan.subject)?;
    let decide = pack.plan_kind(&plan.kind).map_or(&[][..], |kind| kind.decide.as_slice());
    let or_decide = |action| std::iter::once(action).chain(decide.iter().map(String::as_str)).collect();
    let of_scope = |scope: &Scope| -> Vec<&str> {
        match scope {
            Scope::Frame => vec!["plan.prioritise"],
            Scope::Goals => or_decide("plan.reprioritise"),
            Scope::Resources => or_decide("resources.change"),
        }
    };
    let mut levels: Vec<Vec<&str>> = scopes.iter().map(of_scope).collect();
    if levels.is_empty() {
        levels.push(vec!["plan.follow_up"]);
    }
    for actions in levels {
        let may = findings::entitled(read, &pack, (plan.subject.id, &facts), &actions, DECIDE)?;
        may.demanded(read, "refused-plan-adjust", DECIDE)?;
    }
    Ok(())
}
