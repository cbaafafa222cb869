//! The tables of two plans beside each other: goals and activities thing by thing, costs account group by account group.

use crate::compare::{BudgetCompared, Pair};
use crate::content::{ActivityRow, GoalRow};
use kernel::{Date, Language, Money};
use maud::{Markup, html};
use web::Visit;
use web::components::{Cell, Column, ColumnKind, Row, simple_table};

/// A field of a row by its label.
type Field = (String, String);

/// A line for each thing that differs, and one for each row that came or went.
pub(super) fn rows_compared<T>(
    visit: &Visit,
    title: &str,
    [before, after]: [&str; 2],
    pairs: &[Pair<T>],
    fields: impl Fn(&T) -> (String, Vec<Field>),
) -> Markup {
    let mut rows: Vec<Row> = Vec::new();
    let mut add = |cells: [&str; 4]| rows.push(Row { cells: Vec::from(cells.map(Cell::text)) });
    for pair in pairs {
        match (pair.before.as_ref().map(&fields), pair.after.as_ref().map(&fields)) {
            (Some((name, old)), Some((_, new))) => {
                for ((label, old), (_, new)) in old.iter().zip(&new).filter(|(old, new)| old != new) {
                    add([&name, label, old, new]);
                }
            }
            (Some((name, _)), None) => add([&name, &visit.text("plan-compare-gone"), "", ""]),
            (None, Some((name, _))) => add([&name, &visit.text("plan-compare-new"), "", ""]),
            (None, None) => {}
        }
    }
    let title = visit.text(title);
    let label = |key: &str| visit.text(key);
    let columns = [
        ("name", label("plan-compare-row")),
        ("field", label("plan-compare-what")),
        ("before", before.to_owned()),
        ("after", after.to_owned()),
    ];
    let columns = columns.map(|(key, label)| Column::new(key, label, ColumnKind::Text));
    html! {
        @if !pairs.is_empty() {
            section class="stack" {
                h2 { (title) }
                @if rows.is_empty() { p class="quiet" { (visit.text("plan-compare-rows-same")) } }
                @else { (simple_table(visit.language(), &title, &columns, &rows)) }
            }
        }
    }
}

pub(super) fn goal_fields(visit: &Visit, row: &GoalRow) -> (String, Vec<Field>) {
    let label = |name: &str| web::label(visit.language(), "plan-row", name);
    let fields = vec![
        (label("title"), row.title.clone()),
        (label("measure"), row.measure.clone()),
        (label("target"), row.target.clone()),
        (label("state"), visit.text(&format!("plan-row-state-{}", row.state))),
        (label("outcome"), row.outcome.clone()),
    ];
    (row.title.clone(), fields)
}

pub(super) fn activity_fields(visit: &Visit, row: &ActivityRow, has_costs: bool) -> (String, Vec<Field>) {
    let language = visit.language();
    let label = |name: &str| web::label(language, "plan-row", name);
    let day = |day: Option<Date>| day.map(texts::date).unwrap_or_default();
    let mut fields = vec![
        (label("title"), row.title.clone()),
        (label("description"), row.description.clone()),
        (label("state"), visit.text(&format!("plan-row-state-{}", row.state))),
        (label("starts_on"), day(row.starts_on)),
        (label("ends_on"), day(row.ends_on)),
        (label("responsible"), row.responsible.clone()),
        (label("goal"), row.goal.clone()),
        (label("need"), row.need.clone()),
        (label("priority"), row.priority.map(texts::number).unwrap_or_default()),
        (label("account_group"), row.account_group_title.in_language(language).to_owned()),
        (label("outcome"), row.outcome.clone()),
    ];
    if has_costs {
        fields.push((label("cost"), amount(language, row.cost)));
        fields.push((label("outcome_cost"), amount(language, row.outcome_cost)));
    }
    (row.title.clone(), fields)
}

fn amount(language: Language, ore: Option<i64>) -> String {
    ore.map(|ore| texts::money(language, Money { ore })).unwrap_or_default()
}

/// Account group by account group, and year by year where a plan tells of several.
pub(super) fn sums(visit: &Visit, [before, after]: [&str; 2], budget: &[BudgetCompared]) -> Markup {
    let language = visit.language();
    let row = |one: &BudgetCompared| {
        let years_on = if one.years_on == 0 { String::new() } else { format!("{:+}", one.years_on) };
        let cells = [one.before, one.after, one.difference()].map(|ore| Cell::text(amount(language, ore)));
        let name = Cell::text(one.title.in_language(language));
        Row { cells: [name, Cell::text(years_on)].into_iter().chain(cells).collect() }
    };
    let rows: Vec<Row> = budget.iter().map(row).collect();
    let columns = [
        Column::new("group", visit.text("plan-compare-group"), ColumnKind::Text),
        Column::new("year", visit.text("plan-compare-years-on"), ColumnKind::Number),
        Column::new("before", before, ColumnKind::Money),
        Column::new("after", after, ColumnKind::Money),
        Column::new("difference", visit.text("plan-compare-difference"), ColumnKind::Money),
    ];
    let title = visit.text("plan-compare-budget");
    html! {
        section class="stack" {
            h2 { (title) }
            (simple_table(language, &title, &columns, &rows))
        }
    }
}
