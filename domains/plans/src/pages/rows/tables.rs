//! How the rows of a plan are shown: a table for each section that holds some, in which a row leads to where it is changed.

use super::paths::{is_adjusted, path_of};
use super::priority_page::priorities_href;
use crate::content::{
    ActivityRow, BudgetRow, GoalRow, NeedRow, ReleaseRow, ResourceRow, ResponsibilityRow, Rows, SupportRow,
};
use kernel::{Date, Id, Language, LocalText, Money};
use maud::{Markup, html};
use web::Visit;
use web::components::{Cell, Column, ColumnKind, Link, Row, simple_table};

/// What somebody sees of the rows of a plan, and whether they change them.
pub(in crate::pages) struct Showing {
    /// The plan, for who changes its rows.
    pub edits: Option<Edits>,
    /// The plan, where several organisations say what comes first for them.
    pub shared: Option<Id>,
    pub sees_costs: bool,
}

/// A plan whose rows somebody changes.
#[derive(Clone, Copy)]
pub(in crate::pages) struct Edits {
    pub plan: Id,
    /// Then only some tables are changed without a new version.
    pub is_decided: bool,
}

impl Showing {
    /// The plan, where the table that a section holds may be changed.
    fn edits(&self, holds: &str) -> Option<Id> {
        self.edits.filter(|edits| !edits.is_decided || is_adjusted(holds)).map(|edits| edits.plan)
    }
}

/// A column: the field whose label it has, and of which kind it is.
type Head = (&'static str, ColumnKind);

const TEXT: ColumnKind = ColumnKind::Text;
const DATE: ColumnKind = ColumnKind::Date;
const MONEY: ColumnKind = ColumnKind::Money;
const NUMBER: ColumnKind = ColumnKind::Number;
const STATUS: ColumnKind = ColumnKind::Status;

/// The table of what a section holds, and the way to one more row.
pub(in crate::pages) fn rows_table(visit: &Visit, rows: &Rows, holds: &str, showing: &Showing) -> Markup {
    let Some((heads, drawn)) = drawn(visit, rows, holds, showing) else { return html! {} };
    // Only some guidelines let a plan tell of needs, and only what is shared has several organisations.
    let is_told = |field: &str| match field {
        "need" => rows.activities.iter().any(|one| !one.need.is_empty()),
        "priorities" => {
            showing.shared.is_some() || rows.activities.iter().any(|one| !one.priorities.is_empty())
        }
        _ => true,
    };
    let column = |(field, kind): &Head| {
        let label = visit.text(&format!("plan-row-{}", field.replace('_', "-")));
        let mut column = Column::new(*field, label, *kind);
        column.is_shown = (showing.sees_costs || *kind != MONEY) && is_told(field);
        column
    };
    let columns: Vec<Column> = heads.iter().map(column).collect();
    let title = visit.text(&format!("plan-row-table-{holds}"));
    let new = showing.edits(holds).and_then(|plan| Some(format!("/planer/{plan}/{}/ny", path_of(holds)?)));
    html! {
        @if !drawn.is_empty() { (simple_table(visit.language(), &title, &columns, &drawn)) }
        @if let Some(href) = new {
            p class="row-of" {
                a class="ds-button" data-variant="secondary" href=(href) {
                    (visit.text("plan-row-add")) span class="visually-hidden" { " " (title) }
                }
            }
        }
    }
}

fn drawn(visit: &Visit, rows: &Rows, holds: &str, showing: &Showing) -> Option<(Vec<Head>, Vec<Row>)> {
    let pen = Pen {
        visit,
        language: visit.language(),
        edits: showing.edits(holds),
        shared: showing.shared,
        path: path_of(holds)?,
    };
    Some(match holds {
        "needs" => (NEED.to_vec(), each(&rows.needs, |one| pen.need(one))),
        "goals" => (GOAL.to_vec(), each(&rows.goals, |one| pen.goal(one))),
        "activities" => (ACTIVITY.to_vec(), each(&rows.activities, |one| pen.activity(one))),
        "releases" => (RELEASE.to_vec(), each(&rows.releases, |one| pen.release(one))),
        "resources" => (RESOURCE.to_vec(), each(&rows.resources, |one| pen.resource(one))),
        "budget" if showing.sees_costs => (BUDGET.to_vec(), each(&rows.budget, |one| pen.line(one))),
        "responsibilities" => (TASK.to_vec(), each(&rows.responsibilities, |one| pen.task(one))),
        "support" => (SUPPORT.to_vec(), each(&rows.support, |one| pen.support(one))),
        _ => return None,
    })
}

const NEED: [Head; 5] =
    [("title", TEXT), ("description", TEXT), ("party", TEXT), ("organisation", TEXT), ("met_by", TEXT)];

const GOAL: [Head; 5] =
    [("title", TEXT), ("kind", TEXT), ("measure", TEXT), ("target", TEXT), ("state", STATUS)];

const RELEASE: [Head; 5] =
    [("name", TEXT), ("system", TEXT), ("test_on", DATE), ("planned_on", DATE), ("state", STATUS)];

const RESOURCE: [Head; 4] = [("role", TEXT), ("person", TEXT), ("hours", NUMBER), ("note", TEXT)];

const TASK: [Head; 4] = [("task", TEXT), ("party", TEXT), ("pays", TEXT), ("note", TEXT)];

const SUPPORT: [Head; 4] = [("party", TEXT), ("contact", TEXT), ("questions", TEXT), ("reached_by", TEXT)];

const ACTIVITY: [Head; 10] = [
    ("title", TEXT),
    ("kind", TEXT),
    ("need", TEXT),
    ("responsible", TEXT),
    ("starts_on", DATE),
    ("ends_on", DATE),
    ("account_group", TEXT),
    ("cost", MONEY),
    ("priorities", TEXT),
    ("state", STATUS),
];

const BUDGET: [Head; 5] =
    [("account_group", TEXT), ("year", TEXT), ("amount", MONEY), ("outcome_cost", MONEY), ("note", TEXT)];

fn each<R>(rows: &[R], cells: impl Fn(&R) -> Vec<Cell>) -> Vec<Row> {
    rows.iter().map(|row| Row { cells: cells(row) }).collect()
}

fn day(day: Option<Date>) -> Cell {
    Cell::text(day.map(texts::date).unwrap_or_default())
}

struct Pen<'p> {
    visit: &'p Visit,
    language: Language,
    edits: Option<Id>,
    shared: Option<Id>,
    path: &'static str,
}

impl Pen<'_> {
    /// What a row is called; it leads to where it is changed.
    fn name(&self, row: Option<Id>, title: &str) -> Cell {
        match (self.edits, row) {
            (Some(plan), Some(row)) => {
                Cell::Link(Link::new(format!("/planer/{plan}/{}/{row}", self.path), title))
            }
            _ => Cell::text(title),
        }
    }

    /// A word of a closed list.
    fn word(&self, field: &str, name: &str) -> Cell {
        if name.is_empty() {
            Cell::Absent
        } else {
            Cell::text(self.visit.text(&format!("plan-row-{field}-{name}")))
        }
    }

    fn local(&self, text: &LocalText) -> Cell {
        Cell::text(text.in_language(self.language))
    }

    fn money(&self, ore: Option<i64>) -> Cell {
        Cell::text(ore.map(|ore| texts::money(self.language, Money { ore })).unwrap_or_default())
    }

    fn need(&self, one: &NeedRow) -> Vec<Cell> {
        let name = self.name(one.id, &one.title);
        vec![
            name,
            Cell::text(&one.description),
            self.word("party", &one.party),
            Cell::text(&one.organisation),
            Cell::text(one.met_by.join(", ")),
        ]
    }

    fn goal(&self, one: &GoalRow) -> Vec<Cell> {
        let name = self.name(one.id, &one.title);
        let (kind, state) = (self.local(&one.kind_title), self.word("state", &one.state));
        vec![name, kind, Cell::text(&one.measure), Cell::text(&one.target), state]
    }

    fn release(&self, one: &ReleaseRow) -> Vec<Cell> {
        let (name, state) = (self.name(one.id, &one.name), self.word("state", &one.state));
        vec![name, Cell::text(&one.system), day(one.test_on), day(one.planned_on), state]
    }

    fn resource(&self, one: &ResourceRow) -> Vec<Cell> {
        let role = one.role.in_language(self.language);
        let called = [role, &one.person, &one.note].into_iter().find(|text| !text.is_empty());
        let hours = one.hours.map(texts::number).unwrap_or_default();
        let name = self.name(one.id, called.unwrap_or_default());
        vec![name, Cell::text(&one.person), Cell::text(hours), Cell::text(&one.note)]
    }

    fn task(&self, one: &ResponsibilityRow) -> Vec<Cell> {
        let name = self.name(one.id, &one.task);
        vec![name, self.word("party", &one.party), self.word("party", &one.pays), Cell::text(&one.note)]
    }

    fn support(&self, one: &SupportRow) -> Vec<Cell> {
        let party = self.visit.text(&format!("plan-row-party-{}", one.party));
        let name = self.name(one.id, &party);
        vec![name, Cell::text(&one.contact), Cell::text(&one.questions), Cell::text(&one.reached_by)]
    }

    fn activity(&self, one: &ActivityRow) -> Vec<Cell> {
        vec![
            self.name(one.id, &one.title),
            self.local(&one.kind_title),
            Cell::text(&one.need),
            Cell::text(&one.responsible),
            day(one.starts_on),
            day(one.ends_on),
            self.local(&one.account_group_title),
            self.money(one.cost),
            self.priorities(one),
            self.word("state", &one.state),
        ]
    }

    /// What comes first for whom; it leads to where each says it.
    fn priorities(&self, one: &ActivityRow) -> Cell {
        let told = one.own_priorities();
        let (Some(plan), Some(activity)) = (self.shared, one.id) else { return Cell::text(told) };
        let label = if told.is_empty() { self.visit.text("plan-priorities-none") } else { told };
        Cell::Link(Link::new(self.visit.keeping_day(priorities_href(plan, activity)), label))
    }

    fn line(&self, one: &BudgetRow) -> Vec<Cell> {
        let group = one.account_group_title.in_language(self.language);
        let called = if group.is_empty() { one.year.to_string() } else { group.to_owned() };
        vec![
            self.name(one.id, &called),
            Cell::text(one.year.to_string()),
            self.money(Some(one.amount)),
            self.money(one.outcome),
            Cell::text(&one.note),
        ]
    }
}
