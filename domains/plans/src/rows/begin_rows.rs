//! The rows that a new plan begins with: those that the guideline asks for, and what is still open in the plan of the year before.

use super::{
    Activity, ActivityState, Goal, GoalState, Need, Party, Placed, Responsibility, SupportPath, Tabled,
};
use crate::plan::Plan;
use crate::{READ_DRAFTS, store};
use kernel::{Choice as _, Id, Result};
use policy::{Holds, PlanKind};
use std::collections::BTreeMap;
use storage::{Read, Tx};

/// Gives a plan that was just begun its first rows, within the event of its beginning. What was decided for the year before is
/// planned anew: amounts and days do not come along, and nothing that the actor may not read. Work goes on from the year before
/// alone; who does what may be another record's, as the words are.
pub(crate) fn begin_rows(
    tx: &mut Tx,
    plan: &Plan,
    kind: &PlanKind,
    (follows, words_of): (Option<&Plan>, Option<&Plan>),
) -> Result<()> {
    let holds = |what: Holds| kind.sections.iter().any(|section| section.holds == what);
    if let Some(earlier) = if_read(tx, follows)? {
        begin_work(tx, plan, earlier, &holds)?;
    }
    let from = if_read(tx, words_of)?;
    if let Some(from) = from.filter(|_| holds(Holds::Responsibilities)) {
        let rows = says_of::<Responsibility>(tx, from)?;
        store::save_rows(tx, &placed(plan, rows))?;
    }
    if holds(Holds::Support) {
        let support = begin_support(tx, plan, kind, from)?;
        store::save_rows(tx, &support)?;
    }
    Ok(())
}

/// A plan, if the actor reads its draft.
fn if_read<'p>(read: &Read, plan: Option<&'p Plan>) -> Result<Option<&'p Plan>> {
    match plan {
        Some(plan) => Ok(access::may(read, READ_DRAFTS, plan.subject.id)?.then_some(plan)),
        None => Ok(None),
    }
}

/// Needs that are not met, goals that are not reached, and activities that are not over.
fn begin_work(tx: &mut Tx, plan: &Plan, earlier: &Plan, holds: &dyn Fn(Holds) -> bool) -> Result<()> {
    let mut same: BTreeMap<Id, Id> = BTreeMap::new();
    let activities = says_of::<Activity>(tx, earlier)?;
    if holds(Holds::Needs) {
        let mut open = store::rows_of_plan::<Need>(tx, earlier.id)?;
        open.retain(|row| is_needed_still(row.id, &activities));
        same.extend(begin_anew(tx, plan, &open)?);
    }
    if holds(Holds::Goals) {
        let mut open = store::rows_of_plan::<Goal>(tx, earlier.id)?;
        open.retain(|row| row.says.state == GoalState::Open);
        same.extend(begin_anew(tx, plan, &open)?);
    }
    if holds(Holds::Activities) {
        let here = |row: Option<Id>| row.and_then(|row| same.get(&row).copied());
        let anew = |one: Activity| Activity {
            goal: here(one.goal),
            need: here(one.need),
            starts_on: None,
            ends_on: None,
            cost: None,
            outcome_cost: None,
            outcome: String::new(),
            state: ActivityState::Planned,
            ..one
        };
        let open = activities.into_iter().filter(|one| !one.state.is_over());
        store::save_rows(tx, &placed(plan, open.map(anew).collect()))?;
    }
    Ok(())
}

/// The same rows in the new plan, each by what it was in the earlier one.
fn begin_anew<R: Tabled>(tx: &mut Tx, plan: &Plan, open: &[Placed<R>]) -> Result<Vec<(Id, Id)>> {
    let rows = placed(plan, open.iter().map(|row| row.says.clone()).collect());
    store::save_rows(tx, &rows)?;
    Ok(open.iter().zip(&rows).map(|(before, after)| (before.id, after.id)).collect())
}

/// A need that nothing done has met, or for which something is still to be done.
fn is_needed_still(need: Id, activities: &[Activity]) -> bool {
    let meeting = || activities.iter().filter(|one| one.need == Some(need));
    let is_met = meeting().any(|one| one.state == ActivityState::Done);
    !is_met || meeting().any(|one| !one.state.is_over())
}

/// Those of another plan, or one for each party that the guideline names.
fn begin_support(
    read: &Read,
    plan: &Plan,
    kind: &PlanKind,
    earlier: Option<&Plan>,
) -> Result<Vec<Placed<SupportPath>>> {
    let before = match earlier {
        Some(earlier) => says_of::<SupportPath>(read, earlier)?,
        None => Vec::new(),
    };
    if !before.is_empty() {
        return Ok(placed(plan, before));
    }
    let asked = kind.sections.iter().filter(|section| section.holds == Holds::Support);
    let parties = asked.flat_map(|section| &section.starts_with).filter_map(|name| Party::from_name(name));
    Ok(placed(
        plan,
        parties.map(|party| SupportPath { party: Some(party), ..SupportPath::default() }).collect(),
    ))
}

fn says_of<R: Tabled>(read: &Read, plan: &Plan) -> Result<Vec<R>> {
    Ok(store::rows_of_plan::<R>(read, plan.id)?.into_iter().map(|row| row.says).collect())
}

fn placed<R>(plan: &Plan, rows: Vec<R>) -> Vec<Placed<R>> {
    let row = |(place, says)| Placed { id: Id::new(), plan: plan.id, revision: 1, place, says };
    (1..).zip(rows).map(row).collect()
}
