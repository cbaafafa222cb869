//! The page that lays a plan beside another version of it, or beside another plan for the same: what is written, goals,
//! activities and what they cost.

use super::plan_words::plan_href;
use crate::READ_DRAFTS;
use crate::compare::{BudgetCompared, Compared, Pair, SectionCompared, compute_compared};
use crate::content::{ActivityRow, Content, GoalRow, content_of};
use crate::listing::{PLANS, PlanRow};
use crate::plan::Plan;
use crate::visible_plan::{kind_of, visible_plan};
use kernel::{Date, Error, Id, Language, Money, Result};
use maud::{Markup, html};
use register::READ_COSTS;
use storage::{Query, Read, values};
use web::components::{
    Cell, Column, ColumnKind, Empty, Link, Places, Row, SideBySide, empty_state, side_by_side, simple_table,
};
use web::{Answer, Page, Visit};

/// Plans for the same subject that are offered; hardly any has more.
const MOST_OTHERS: i64 = 50;

/// What is laid beside something.
struct Said {
    name: String,
    content: Content,
}

/// What the page shows.
struct Shown {
    plan: Plan,
    /// Earlier and later, where there is something to compare with.
    sides: Option<(Said, Said)>,
    others: Vec<Link>,
    may_read_costs: bool,
}

pub(super) fn compare_page(visit: &Visit) -> Result<Answer> {
    let shown = visit.read(|read| load(visit, read))?;
    let content = html! {
        div class="stack" {
            @if !shown.others.is_empty() { (other_choices(visit, &shown.others)) }
            @match &shown.sides {
                Some((before, after)) => (compared(visit, &shown, (before, after))),
                None => (empty_state(&Empty {
                    title: visit.text("plan-compare-none"),
                    text: visit.text("plan-compare-none-text"),
                    action: None,
                })),
            }
        }
    };
    let way = vec![
        Link::new("/planer", visit.text("plans")),
        Link::new(plan_href(shown.plan.id), shown.plan.title()),
    ];
    Ok(Page::new(visit.text("plan-compare"), content).under(way).answer())
}

fn load(visit: &Visit, read: &Read) -> Result<Shown> {
    let plan = visible_plan(read, visit.id("id")?)?;
    if !access::may(read, READ_DRAFTS, plan.subject.id)? {
        return Err(Error::NotFound);
    }
    let others = others_of(read, &plan)?;
    let with = match visit.query("med") {
        Some(text) => Some(text.parse::<Id>().map_err(|_| Error::NotFound)?),
        None => plan.follows.or_else(|| others.first().map(|row| row.id)),
    };
    let other = with.map(|id| visible_plan(read, id)).transpose()?;
    let link = |row: &PlanRow| {
        let href = format!("{}/jamfor?med={}", plan_href(plan.id), row.id);
        Link::new(visit.keeping_day(href), title(&row.name, row.year))
    };
    let may_read_costs = |plan: &Plan| access::may(read, READ_COSTS, plan.subject.id);
    Ok(Shown {
        others: others.iter().filter(|row| Some(row.id) != with).map(link).collect(),
        may_read_costs: may_read_costs(&plan)? && other.as_ref().map_or(Ok(true), may_read_costs)?,
        sides: other.map(|other| in_order(read, other, &plan)).transpose()?,
        plan,
    })
}

/// The other plans for the same that the actor reads, the newest first.
fn others_of(read: &Read, plan: &Plan) -> Result<Vec<PlanRow>> {
    let query = Query::first(MOST_OTHERS).filter("subject", values![plan.subject.id]).sorted_by("year", true);
    let query = access::visible_to(read.actor(), READ_DRAFTS, query);
    let rows = PLANS.page::<PlanRow>(read, &query)?.items;
    Ok(rows.into_iter().filter(|row| row.id != plan.id && row.kind == plan.kind).collect())
}

/// What was said first stands first.
fn in_order(read: &Read, other: Plan, plan: &Plan) -> Result<(Said, Said)> {
    if !access::may(read, READ_DRAFTS, other.subject.id)? {
        return Err(Error::NotFound);
    }
    let is_earlier = other.year <= plan.year;
    let (other, plan) = (said_now(read, &other)?, said_now(read, plan)?);
    Ok(if is_earlier { (other, plan) } else { (plan, other) })
}

fn said_now(read: &Read, plan: &Plan) -> Result<Said> {
    let content = content_of(read, plan, kind_of(read, plan)?.as_ref())?;
    Ok(Said { name: plan.title(), content })
}

fn title(name: &str, year: Option<i64>) -> String {
    year.map_or_else(|| name.to_owned(), |year| format!("{name} {year}"))
}

fn other_choices(visit: &Visit, others: &[Link]) -> Markup {
    html! {
        nav aria-label=(visit.text("plan-compare-with")) {
            p { (visit.text("plan-compare-with")) }
            ul class="prose" { @for link in others { li { a href=(link.href) { (link.label) } } } }
        }
    }
}

fn compared(visit: &Visit, shown: &Shown, (before, after): (&Said, &Said)) -> Markup {
    let Compared { sections, goals, activities, budget } = compute_compared(&before.content, &after.content);
    let heads = [before.name.as_str(), after.name.as_str()];
    let has_costs = shown.may_read_costs;
    html! {
        p { (before.name) " → " (after.name) }
        @for section in sections.iter().filter(|one| !one.is_same()) { (one_section(visit, section, heads)) }
        (same_sections(visit, &sections))
        (rows_compared(visit, "plan-compare-goals", heads, &goals, |row| goal_fields(visit, row)))
        (rows_compared(visit, "plan-compare-activities", heads, &activities, |row| activity_fields(visit, row, has_costs)))
        @if has_costs && !budget.is_empty() { (sums(visit, heads, &budget)) }
    }
}

fn one_section(visit: &Visit, section: &SectionCompared, [before, after]: [&str; 2]) -> Markup {
    let title = section.title.in_language(visit.language());
    let rows = section.rows.clone();
    let shown = SideBySide { caption: title.to_owned(), before: before.into(), after: after.into(), rows };
    html! {
        section class="stack" {
            h2 { (title) }
            (side_by_side(visit.language(), &shown, Places::below(2)))
        }
    }
}

/// What nobody has written on is named in one line.
fn same_sections(visit: &Visit, sections: &[SectionCompared]) -> Markup {
    let same: Vec<&str> = sections
        .iter()
        .filter(|one| one.is_same())
        .map(|one| one.title.in_language(visit.language()))
        .collect();
    html! {
        @if !same.is_empty() {
            p class="quiet" {
                (texts::format(visit.language(), "plan-compare-same", &[("sections", same.join(", ").into())]))
            }
        }
    }
}

/// A field of a row by its label.
type Field = (String, String);

/// A line for each thing that differs, and one for each row that came or went.
fn rows_compared<T>(
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

fn goal_fields(visit: &Visit, row: &GoalRow) -> (String, Vec<Field>) {
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

fn activity_fields(visit: &Visit, row: &ActivityRow, has_costs: bool) -> (String, Vec<Field>) {
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
fn sums(visit: &Visit, [before, after]: [&str; 2], budget: &[BudgetCompared]) -> Markup {
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
