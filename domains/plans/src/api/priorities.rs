//! What comes first for each organisation in the API: told with a plan to who reads its drafts, and said by a step of the plan.

use super::plans::get;
use crate::rows::{Activity, OwnPriority, Prioritise, prioritise_activity, visible_row};
use crate::store;
use kernel::{Error, Id, Result};
use serde_json::{Value as Json, json};
use storage::{Read, Tx};
use web::{Input, Item};

/// What has been said of the activities of a plan.
pub(super) fn told_priorities(read: &Read, plan: Id) -> Result<Vec<Json>> {
    let told = |one: &OwnPriority| {
        json!({
            "activity": one.activity, "organisation": one.organisation, "organisation_name": one.organisation_name,
            "priority": one.priority, "said_by_name": one.said_by_name, "said_on": one.said_on,
        })
    };
    Ok(store::priorities_of_plan(read, plan)?.iter().map(told).collect())
}

pub(super) fn prioritise(tx: &mut Tx, plan: Id, input: &Input) -> Result<Item> {
    let mut ask = Prioritise::default();
    input.read_into(&mut ask)?;
    let activity = ask.activity.ok_or_else(|| Error::rejected("activity", "objection-required"))?;
    if visible_row::<Activity>(tx, activity)?.0.id != plan {
        return Err(Error::rejected("activity", "objection-not-a-reference"));
    }
    prioritise_activity(tx, &ask)?;
    get(tx, plan)
}
