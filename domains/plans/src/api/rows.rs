//! Activities, goals and needs of plans in the API.

use crate::listing::{ACTIVITIES, GOALS, ListedActivity, ListedGoal, ListedNeed, NEEDS};
use crate::rows::{
    Activity, ActivityState, Goal, GoalState, Need, Placed, SaveRow, Tabled, plan_need, remove_row, save_row,
    visible_row,
};
use crate::{READ_DRAFTS, store};
use kernel::{Choice as _, Error, FieldKind, Id, ReferenceKind, Result, record_fields};
use register::READ_COSTS;
use std::collections::BTreeMap;
use storage::{Read, Tx};
use web::{FilterKind, Input, Item, ListAnswer, ListAsk, ListFilter, Resource};

const PLAN: FieldKind = FieldKind::Reference(ReferenceKind("plan"));
const YEAR: FieldKind = FieldKind::Number { min: 1990, max: 2200 };

const ACTIVITY_FILTERS: &[ListFilter] = &[
    ListFilter { name: "q", kind: FilterKind::Search },
    ListFilter { name: "state", kind: FilterKind::Field(FieldKind::Choice(ActivityState::NAMES)) },
    ListFilter { name: "year", kind: FilterKind::Field(YEAR) },
    ListFilter { name: "plan", kind: FilterKind::Field(PLAN) },
    ListFilter {
        name: "responsible",
        kind: FilterKind::Field(FieldKind::Reference(ReferenceKind("person"))),
    },
];
const GOAL_FILTERS: &[ListFilter] = &[
    ListFilter { name: "q", kind: FilterKind::Search },
    ListFilter { name: "state", kind: FilterKind::Field(FieldKind::Choice(GoalState::NAMES)) },
    ListFilter { name: "year", kind: FilterKind::Field(YEAR) },
    ListFilter { name: "plan", kind: FilterKind::Field(PLAN) },
];
const NEED_FILTERS: &[ListFilter] = &[
    ListFilter { name: "q", kind: FilterKind::Search },
    ListFilter { name: "year", kind: FilterKind::Field(YEAR) },
    ListFilter { name: "plan", kind: FilterKind::Field(PLAN) },
];

/// The plan that a new row stands in; one that is there stays where it is.
#[derive(Clone, Debug, Default)]
struct InPlan {
    plan: Option<Id>,
}

record_fields! { InPlan { plan: PLAN; } }

pub(super) fn activities() -> Resource {
    Resource::of::<Activity>("activities", "activity")
        .tells("in_plan", PLAN)
        .tells("place", FieldKind::Number { min: 1, max: 1_000_000 })
        .lists(&ACTIVITIES, ACTIVITY_FILTERS, list_activities)
        .gets(get::<Activity>)
        .taking::<InPlan>()
        .creates(create::<Activity>)
        .changes(change::<Activity>)
        .acts_plainly("remove", remove::<Activity>)
}

pub(super) fn goals() -> Resource {
    Resource::of::<Goal>("goals", "goal")
        .tells("in_plan", PLAN)
        .tells("place", FieldKind::Number { min: 1, max: 1_000_000 })
        .lists(&GOALS, GOAL_FILTERS, list_goals)
        .gets(get::<Goal>)
        .taking::<InPlan>()
        .creates(create::<Goal>)
        .changes(change::<Goal>)
        .acts_plainly("remove", remove::<Goal>)
}

pub(super) fn needs() -> Resource {
    Resource::of::<Need>("needs", "need")
        .tells("in_plan", PLAN)
        .tells("place", FieldKind::Number { min: 1, max: 1_000_000 })
        .lists(&NEEDS, NEED_FILTERS, list_needs)
        .gets(get::<Need>)
        .taking::<InPlan>()
        .creates(create::<Need>)
        .changes(change::<Need>)
        .acts_plainly("remove", remove::<Need>)
        .acts_plainly("plan", plan)
}

fn list_activities(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    let query = access::visible_to(read.actor(), READ_DRAFTS, ask.query(&ACTIVITIES, read.today())?);
    let page = ACTIVITIES.page::<ListedActivity>(read, &query)?;
    let ids: Vec<Id> = page.items.iter().map(|row| row.id).collect();
    Ok(ListAnswer { items: told_each::<Activity>(read, &ids)?, next_cursor: page.next_cursor })
}

fn list_goals(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    let query = access::visible_to(read.actor(), READ_DRAFTS, ask.query(&GOALS, read.today())?);
    let page = GOALS.page::<ListedGoal>(read, &query)?;
    let ids: Vec<Id> = page.items.iter().map(|row| row.id).collect();
    Ok(ListAnswer { items: told_each::<Goal>(read, &ids)?, next_cursor: page.next_cursor })
}

fn list_needs(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    let query = access::visible_to(read.actor(), READ_DRAFTS, ask.query(&NEEDS, read.today())?);
    let page = NEEDS.page::<ListedNeed>(read, &query)?;
    let ids: Vec<Id> = page.items.iter().map(|row| row.id).collect();
    Ok(ListAnswer { items: told_each::<Need>(read, &ids)?, next_cursor: page.next_cursor })
}

/// Amounts are told to those who read what the subject costs.
fn told<R: Tabled>(row: &Placed<R>, sees_costs: bool) -> Item {
    let mut says = row.says.clone();
    if !sees_costs {
        for field in R::FIELDS.iter().filter(|field| field.kind == FieldKind::Money && !field.is_required) {
            // Whatever may be absent takes no value.
            (field.write)(&mut says, kernel::FieldValue::Absent).unwrap_or_default();
        }
    }
    Item::of(row.id, row.revision, &says).with("in_plan", &Some(row.plan)).with("place", &row.place)
}

fn told_each<R: Tabled>(read: &Read, ids: &[Id]) -> Result<Vec<Item>> {
    let rows = store::rows_by_id::<R>(read, ids)?;
    let plans: BTreeMap<Id, Id> =
        store::plans_by_id(read, &rows.iter().map(|row| row.plan).collect::<Vec<_>>())?
            .into_iter()
            .map(|plan| (plan.id, plan.subject.id))
            .collect();
    let subjects: Vec<Id> = plans.values().copied().collect();
    let costs = access::permitted(read, READ_COSTS, &subjects)?;
    let sees = |row: &Placed<R>| plans.get(&row.plan).is_some_and(|subject| costs.contains(subject));
    let mut told_by_id: BTreeMap<Id, Item> = rows.iter().map(|row| (row.id, told(row, sees(row)))).collect();
    Ok(ids.iter().filter_map(|id| told_by_id.remove(id)).collect())
}

fn get<R: Tabled>(read: &Read, id: Id) -> Result<Item> {
    let (plan, row) = visible_row::<R>(read, id)?;
    Ok(told(&row, access::may(read, READ_COSTS, plan.subject.id)?))
}

fn create<R: Tabled>(tx: &mut Tx, input: &Input) -> Result<Item> {
    let (mut says, mut place) = (R::default(), InPlan::default());
    input.read_with(&mut says, &mut place)?;
    let plan = place.plan.ok_or_else(|| Error::rejected("plan", "objection-required"))?;
    let id = save_row(tx, &SaveRow { plan, row: None, says })?;
    get::<R>(tx, id)
}

fn change<R: Tabled>(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let (plan, row) = visible_row::<R>(tx, id)?;
    let mut says = row.says;
    input.read_into(&mut says)?;
    save_row(tx, &SaveRow { plan: plan.id, row: Some((id, Some(input.revision()?))), says })?;
    get::<R>(tx, id)
}

/// The row as it was is told once more.
fn remove<R: Tabled>(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let (plan, _) = visible_row::<R>(tx, id)?;
    let last = get::<R>(tx, id)?;
    remove_row::<R>(tx, (plan.id, id), input.revision_if_told())?;
    Ok(last)
}

/// The need becomes an activity, which names it.
fn plan(tx: &mut Tx, id: Id, _: &Input) -> Result<Item> {
    plan_need(tx, id)?;
    get::<Need>(tx, id)
}
