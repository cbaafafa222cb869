//! The rows of a plan as they are shown and kept, with names in place of ids. Only the tables that its sections hold are read.

use super::named::{Named, Names, named_in};
use super::{
    Activity, BudgetLine, Goal, Need, Placed, PlannedRelease, ResourceNeed, Responsibility, SupportPath,
    Tabled,
};
use crate::content::{
    ActivityRow, BudgetRow, GoalRow, NeedRow, PriorityRow, ReleaseRow, ResourceRow, ResponsibilityRow, Rows,
    SupportRow,
};
use crate::plan::Plan;
use crate::rows::Party;
use crate::store;
use kernel::{Choice as _, Id, LocalText, Result};
use policy::{ListedValue, Pack, PlanKind};
use std::collections::BTreeMap;
use std::sync::Arc;
use storage::Read;

/// The rows of a plan of a kind: all of its tables.
///
/// # Errors
/// When the database fails.
pub fn rows_of(read: &Read, plan: &Plan, kind: Option<&PlanKind>) -> Result<Rows> {
    let mut drawing = Drawing { read, plan, kind, named: Named::new() };
    let (needs, goals) = (drawing.rows::<Need>()?, drawing.rows::<Goal>()?);
    let (activities, releases) = (drawing.rows::<Activity>()?, drawing.rows::<PlannedRelease>()?);
    let (resources, budget) = (drawing.rows::<ResourceNeed>()?, drawing.rows::<BudgetLine>()?);
    let (tasks, support) = (drawing.rows::<Responsibility>()?, drawing.rows::<SupportPath>()?);
    let names = Names::of(read, &drawing.named)?.with_rows(&goals).with_rows(&needs);
    let priorities = if activities.is_empty() { BTreeMap::new() } else { priorities(read, plan)? };
    let with = With { names, met_by: met_by(&activities), priorities, pack: findings::pack_in_force(read)? };
    Ok(Rows {
        needs: needs.into_iter().map(|row| with.need(row)).collect(),
        goals: goals.into_iter().map(|row| with.goal(row)).collect(),
        activities: activities.into_iter().map(|row| with.activity(row)).collect(),
        releases: releases.into_iter().map(|row| with.release(row)).collect(),
        resources: resources.into_iter().map(|row| with.resource(row)).collect(),
        budget: budget.into_iter().map(|row| with.line(row)).collect(),
        responsibilities: tasks.into_iter().map(responsibility).collect(),
        support: support.into_iter().map(path).collect(),
    })
}

struct Drawing<'d> {
    read: &'d Read<'d>,
    plan: &'d Plan,
    kind: Option<&'d PlanKind>,
    named: Named,
}

impl Drawing<'_> {
    /// The rows of one table, if a section holds it; what they name is noted.
    fn rows<R: Tabled>(&mut self) -> Result<Vec<Placed<R>>> {
        let is_held = self.kind.is_some_and(|kind| kind.sections.iter().any(|one| one.holds == R::HOLDS));
        if !is_held {
            return Ok(Vec::new());
        }
        let rows = store::rows_of_plan::<R>(self.read, self.plan.id)?;
        for (kind, id) in rows.iter().flat_map(|row| named_in(&row.says)) {
            self.named.entry(kind).or_default().insert(id);
        }
        Ok(rows)
    }
}

struct With {
    names: Names,
    /// The activities that meet each need.
    met_by: BTreeMap<Id, Vec<String>>,
    /// What comes first for whom, of each activity.
    priorities: BTreeMap<Id, Vec<PriorityRow>>,
    pack: Arc<Pack>,
}

fn met_by(activities: &[Placed<Activity>]) -> BTreeMap<Id, Vec<String>> {
    let mut met_by: BTreeMap<Id, Vec<String>> = BTreeMap::new();
    for (need, row) in activities.iter().filter_map(|row| Some((row.says.need?, row))) {
        met_by.entry(need).or_default().push(row.says.title.clone());
    }
    met_by
}

fn priorities(read: &Read, plan: &Plan) -> Result<BTreeMap<Id, Vec<PriorityRow>>> {
    let mut priorities: BTreeMap<Id, Vec<PriorityRow>> = BTreeMap::new();
    for one in store::priorities_of_plan(read, plan.id)? {
        let row = PriorityRow { organisation: one.organisation_name, priority: one.priority };
        priorities.entry(one.activity).or_default().push(row);
    }
    Ok(priorities)
}

fn party(party: Option<Party>) -> String {
    party.map(|party| party.name().to_owned()).unwrap_or_default()
}

fn title(listed: &[ListedValue], word: &str) -> LocalText {
    let found = listed.iter().find(|one| one.id == word);
    found.map_or_else(|| LocalText::new(word, word), |one| one.title.clone())
}

fn responsibility(row: Placed<Responsibility>) -> ResponsibilityRow {
    let Responsibility { task, party: does, pays, note } = row.says;
    ResponsibilityRow { id: Some(row.id), task, party: party(does), pays: party(pays), note }
}

fn path(row: Placed<SupportPath>) -> SupportRow {
    let SupportPath { party: who, contact, questions, reached_by } = row.says;
    SupportRow { id: Some(row.id), party: party(who), contact, questions, reached_by }
}

impl With {
    fn need(&self, row: Placed<Need>) -> NeedRow {
        let Need { title, description, party: whose, organisation } = row.says;
        let organisation = self.names.name(organisation);
        let met_by = self.met_by.get(&row.id).cloned().unwrap_or_default();
        NeedRow { id: Some(row.id), title, description, party: party(whose), organisation, met_by }
    }

    fn goal(&self, row: Placed<Goal>) -> GoalRow {
        let Goal { title: says, kind, party: whose, measure, target, state, outcome } = row.says;
        GoalRow {
            id: Some(row.id),
            kind_title: title(&self.pack.goal_kinds, &kind),
            kind,
            party: party(whose),
            title: says,
            measure,
            target,
            outcome,
            state: state.name().to_owned(),
        }
    }

    fn activity(&self, row: Placed<Activity>) -> ActivityRow {
        let says = row.says;
        ActivityRow {
            id: Some(row.id),
            kind_title: title(&self.pack.activity_kinds, &says.kind),
            system: self.names.name(says.system),
            goal: self.names.name(says.goal),
            need: self.names.name(says.need),
            party: party(says.party),
            responsible: self.names.name(says.responsible),
            starts_on: says.starts_on,
            ends_on: says.ends_on,
            cost: says.cost,
            account_group_title: title(&self.pack.account_groups, &says.account_group),
            account_group: says.account_group,
            priority: says.priority,
            priorities: self.priorities.get(&row.id).cloned().unwrap_or_default(),
            state: says.state.name().to_owned(),
            outcome_cost: says.outcome_cost,
            title: says.title,
            description: says.description,
            kind: says.kind,
            outcome: says.outcome,
        }
    }

    fn release(&self, row: Placed<PlannedRelease>) -> ReleaseRow {
        let PlannedRelease { name, system, planned_on, test_on, state } = row.says;
        let (system, state) = (self.names.name(system), state.name().to_owned());
        ReleaseRow { id: Some(row.id), system, name, planned_on, test_on, state }
    }

    fn resource(&self, row: Placed<ResourceNeed>) -> ResourceRow {
        let ResourceNeed { role, person, hours, note } = row.says;
        let titled = self.pack.role(&role).map(|found| found.title.text());
        ResourceRow {
            id: Some(row.id),
            role: titled.unwrap_or_else(|| LocalText::new(&role, &role)),
            person: self.names.name(person),
            hours,
            note,
        }
    }

    fn line(&self, row: Placed<BudgetLine>) -> BudgetRow {
        let BudgetLine { account_group, year, amount, outcome_cost, note } = row.says;
        BudgetRow {
            id: Some(row.id),
            account_group_title: title(&self.pack.account_groups, &account_group),
            account_group,
            year: year.unwrap_or_default(),
            amount: amount.unwrap_or_default(),
            outcome: outcome_cost,
            note,
        }
    }
}
