//! Makes a need of a plan an activity of it: what the business needs becomes work that IT does, and the need shows it.

use super::{Activity, Need, Party, SaveRow, save_row, visible_row};
use crate::adjust::Changing;
use crate::store;
use crate::visible_plan::kind_of;
use kernel::{Error, Id, Result};
use policy::{Holds, PlanKind};
use storage::Tx;

/// Makes a need an activity of its plan, and answers the activity. Source: S4-152.
///
/// # Errors
/// Not found for a need that the actor does not see; refused for who may not add activities there; rejected while an activity
/// for it is not over, and where the guideline's plan has no activities.
pub fn plan_need(tx: &mut Tx, need: Id) -> Result<Id> {
    let (plan, need) = visible_row::<Need>(tx, need)?;
    Changing::begin::<Activity>(tx, plan.id)?;
    let has_activities = |kind: PlanKind| kind.sections.iter().any(|one| one.holds == Holds::Activities);
    if !kind_of(tx, &plan)?.is_some_and(has_activities) {
        return Err(Error::rejected("", "plan-row-objection-no-activities"));
    }
    let activities = store::rows_of_plan::<Activity>(tx, plan.id)?;
    if activities.iter().any(|row| row.says.need == Some(need.id) && !row.says.state.is_over()) {
        return Err(Error::rejected("", "plan-row-objection-need-planned"));
    }
    let says = Activity {
        title: need.says.title,
        description: need.says.description,
        party: Some(Party::It),
        need: Some(need.id),
        ..Activity::default()
    };
    save_row(tx, &SaveRow { plan: plan.id, row: None, says })
}
