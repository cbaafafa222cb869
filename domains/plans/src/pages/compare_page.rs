//! The page that lays a plan beside another version of it, or beside another plan for the same: what is written, goals,
//! activities and what they cost.

use super::compare_tables::{activity_fields, goal_fields, rows_compared, sums};
use super::plan_words::plan_href;
use crate::compare::{Compared, SectionCompared, compute_compared};
use crate::content::{Content, content_of};
use crate::decide::{decided_content, visible_snapshot};
use crate::listing::{PLANS, PlanRow};
use crate::plan::Plan;
use crate::visible_plan::{kind_of, visible_plan};
use crate::{READ_DRAFTS, store};
use kernel::{Error, Id, Result};
use maud::{Markup, html};
use register::{READ_COSTS, READ_DOCUMENTS};
use storage::{Query, Read, values};
use web::components::{Empty, Link, Places, SideBySide, empty_state, side_by_side};
use web::{Answer, Page, Visit};

/// Plans for the same subject that are offered; hardly any has more.
const MOST_OTHERS: i64 = 50;

/// What is laid beside something.
struct Said {
    name: String,
    content: Content,
    /// Costs are compared where both may be seen.
    shows_costs: bool,
}

/// Which of the things that a plan says or has said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    /// What it says now, to who reads drafts; what was decided last, to others.
    Now,
    Decided(i64),
    /// What another plan for the same says now.
    Other(Id),
}

/// What the page shows.
struct Shown {
    plan: Plan,
    /// Earlier and later, where there is something to compare with.
    sides: Option<(Said, Said)>,
    others: Vec<Link>,
}

pub(super) fn compare_page(visit: &Visit) -> Result<Answer> {
    let shown = visit.read(|read| load(visit, read))?;
    let content = html! {
        div class="stack" {
            @match &shown.sides {
                Some((before, after)) => (compared(visit, (before, after))),
                None => (empty_state(&Empty {
                    title: visit.text("plan-compare-none"),
                    text: visit.text("plan-compare-none-text"),
                    action: None,
                })),
            }
            @if !shown.others.is_empty() { (other_choices(visit, &shown.others)) }
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
    let reads_draft = access::may(read, READ_DRAFTS, plan.subject.id)?;
    let decided = store::snapshots_of(read, plan.id)?;
    let others = others_of(read, &plan)?;
    let of = asked(visit, "av")?.unwrap_or(Which::Now);
    // What is being written is compared with what was decided, and that with the year before.
    let standing = plan.in_force.filter(|_| reads_draft && of == Which::Now && plan.is_written());
    let other = plan.follows.or_else(|| others.first().map(|row| row.id));
    let usual = standing.map(Which::Decided).or(other.map(Which::Other));
    let with = asked(visit, "med")?.or(usual);
    let name_of = |number: i64| {
        texts::format(visit.language(), "plan-compare-version", &[("number", texts::number(number).into())])
    };
    let versions = decided.iter().map(|(number, _)| (Which::Decided(*number), name_of(*number)));
    let plans = others.iter().map(|row| (Which::Other(row.id), title(&row.name, row.year)));
    let offered = versions.chain(plans).filter(|(which, _)| Some(*which) != with && *which != of);
    let link =
        |(which, label): (Which, String)| Link::new(visit.keeping_day(address(&plan, of, which)), label);
    Ok(Shown {
        others: offered.map(link).collect(),
        sides: with.map(|with| in_order(visit, read, &plan, (of, with))).transpose()?,
        plan,
    })
}

/// What a parameter names; nothing where it is absent.
fn asked(visit: &Visit, name: &str) -> Result<Option<Which>> {
    let Some(text) = visit.query(name) else { return Ok(None) };
    let number = text.parse().ok().map(Which::Decided);
    let which = number.or_else(|| text.parse().ok().map(Which::Other));
    which.map(Some).ok_or(Error::NotFound)
}

fn address(plan: &Plan, of: Which, with: Which) -> String {
    let word = |which: Which| match which {
        Which::Now => None,
        Which::Decided(number) => Some(number.to_string()),
        Which::Other(id) => Some(id.to_string()),
    };
    let pairs = [("av", word(of)), ("med", word(with))];
    let pairs: Vec<String> =
        pairs.into_iter().filter_map(|(name, word)| Some(format!("{name}={}", word?))).collect();
    format!("{}/jamfor?{}", plan_href(plan.id), pairs.join("&"))
}

/// The other plans for the same that the actor reads, the newest first.
fn others_of(read: &Read, plan: &Plan) -> Result<Vec<PlanRow>> {
    let query = Query::first(MOST_OTHERS).filter("subject", values![plan.subject.id]).sorted_by("year", true);
    let query = access::visible_to(read.actor(), READ_DOCUMENTS, query);
    let rows = PLANS.page::<PlanRow>(read, &query)?.items;
    let reads_drafts = access::may(read, READ_DRAFTS, plan.subject.id)?;
    let is_other = |row: &PlanRow| row.id != plan.id && row.kind == plan.kind;
    Ok(rows.into_iter().filter(|row| is_other(row) && (reads_drafts || row.in_force.is_some())).collect())
}

/// What was said first stands first.
fn in_order(visit: &Visit, read: &Read, plan: &Plan, (of, with): (Which, Which)) -> Result<(Said, Said)> {
    let is_earlier = match (of, with) {
        (Which::Decided(of), Which::Decided(with)) => with < of,
        (_, Which::Other(id)) => visible_plan(read, id)?.year <= plan.year,
        _ => true,
    };
    let (of, with) = (said(visit, read, plan, of)?, said(visit, read, plan, with)?);
    Ok(if is_earlier { (with, of) } else { (of, with) })
}

fn said(visit: &Visit, read: &Read, plan: &Plan, which: Which) -> Result<Said> {
    let other = if let Which::Other(id) = which { Some(visible_plan(read, id)?) } else { None };
    let plan = other.as_ref().unwrap_or(plan);
    let allowed = access::allowed(read, plan.subject.id)?;
    let number = match which {
        Which::Decided(number) => Some(number),
        Which::Now | Which::Other(_) if allowed.may(READ_DRAFTS) => None,
        Which::Now | Which::Other(_) => Some(plan.in_force.ok_or(Error::NotFound)?),
    };
    let shows_costs = allowed.may(READ_COSTS);
    let Some(number) = number else {
        let content = content_of(read, plan, kind_of(read, plan)?.as_ref())?;
        return Ok(Said { name: plan.title(), content, shows_costs });
    };
    let (plan, snapshot) = visible_snapshot(read, plan.id, number)?;
    let mut content = decided_content(read, &plan, &snapshot)?;
    if !allowed.may(READ_DRAFTS) {
        content.hide_internal();
    }
    let words = [("name", plan.title().into()), ("number", texts::number(number).into())];
    Ok(Said { name: texts::format(visit.language(), "plan-compare-decided", &words), content, shows_costs })
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

fn compared(visit: &Visit, (before, after): (&Said, &Said)) -> Markup {
    let Compared { sections, goals, activities, budget } = compute_compared(&before.content, &after.content);
    let heads = [before.name.as_str(), after.name.as_str()];
    let has_costs = before.shows_costs && after.shows_costs;
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
