//! The rows of a plan as adjusting looks at them: what was agreed, without what has come of it since.

use super::scope::{Activity as Piece, Goal as Meant, Work};
use crate::plan::Plan;
use crate::rows::{
    Activity, ActivityState, BudgetLine, Goal, GoalState, Placed, PlannedRelease, ResourceNeed,
};
use crate::store;
use kernel::{Record, Result};
use std::collections::BTreeMap;
use storage::Read;

/// What is agreed in a plan now.
pub(super) fn work_of(read: &Read, plan: &Plan) -> Result<Work> {
    let goals = store::rows_of_plan::<Goal>(read, plan.id)?;
    let activities = store::rows_of_plan::<Activity>(read, plan.id)?;
    let resources = store::rows_of_plan::<ResourceNeed>(read, plan.id)?;
    let releases = store::rows_of_plan::<PlannedRelease>(read, plan.id)?;
    Ok(Work {
        year: plan.year.and_then(|year| i16::try_from(year).ok()),
        goals: goals.into_iter().map(meant).collect(),
        activities: activities.into_iter().map(piece).collect(),
        budget: frames(store::rows_of_plan::<BudgetLine>(read, plan.id)?),
        resources: resources.iter().map(|row| said(&row.says)).collect(),
        releases: releases.iter().map(|row| said(&row.says)).collect(),
    })
}

fn said<R: Record>(row: &R) -> String {
    serde_json::Value::from(kernel::json_of(row)).to_string()
}

/// Whether it was reached is no part of what it is.
fn meant(row: Placed<Goal>) -> Meant {
    let says = Goal { state: GoalState::Open, outcome: String::new(), ..row.says };
    Meant { id: row.id, says: said(&says) }
}

/// What it came to is no part of what was agreed.
fn piece(row: Placed<Activity>) -> Piece {
    let Activity { goal, starts_on, ends_on, cost, .. } = row.says;
    let account_group = Some(row.says.account_group.clone()).filter(|group| !group.is_empty());
    let rest = Activity {
        goal: None,
        starts_on: None,
        ends_on: None,
        cost: None,
        account_group: String::new(),
        outcome_cost: None,
        outcome: String::new(),
        ..row.says
    };
    let is_dropped = rest.state == ActivityState::Dropped;
    Piece {
        id: row.id,
        goal,
        starts_on,
        ends_on,
        cost_ore: cost,
        account_group,
        is_dropped,
        rest: said(&rest),
    }
}

/// The frame of each account group and year.
fn frames(lines: Vec<Placed<BudgetLine>>) -> BTreeMap<(String, Option<i64>), i64> {
    let frame = |line: Placed<BudgetLine>| {
        ((line.says.account_group, line.says.year), line.says.amount.unwrap_or_default())
    };
    lines.into_iter().map(frame).collect()
}
