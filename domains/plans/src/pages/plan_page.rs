//! The page of a plan while it is written: its sections in the order of the guideline, what the register knows beside them,
//! and what is next. Who may not read drafts reads the version in force on its own page.

use super::comment_page::comments_href;
use super::content_view::{Ways, contents_list, section_body, ways_of};
use super::deciding::{NextStep, next_step, snapshot_href};
use super::papers::read_href;
use super::plan_words::{kind_options, plan_href, plan_status};
use super::rows::{Edits, Showing, outcome_of, rows_table};
use crate::content::{Content, Written, content_of};
use crate::plan::{Beginning, PLAN, Plan, PlanState};
use crate::sections::{Section, sections_of};
use crate::visible_plan::{kind_of, visible_plan};
use crate::{READ_DRAFTS, WRITE, store};
use findings::Rulebook;
use kernel::{Error, Id, Permission, Result, Subject};
use maud::{Markup, html};
use register::READ_COSTS;
use std::collections::BTreeMap;
use storage::Read;
use web::components::{Fact, FactValue, Link, Notice, NoticeKind, RecordHead, facts, notice, record_head};
use web::papers::{FileForm, ODT, PDF, XLSX, paper_links};
use web::{Answer, Page, RecordWords, Visit};

/// The forms of a plan as a file, by their words.
const WAYS_OUT: &[(FileForm, &str)] =
    &[(PDF, "plan-paper-pdf"), (ODT, "plan-paper-odt"), (XLSX, "plan-paper-xlsx")];

/// Held by whoever may read the past of a record.
const READ_HISTORY: Permission = Permission("history.read");

/// Everything that the page shows.
struct Shown {
    plan: Plan,
    content: Content,
    sections: Vec<Section>,
    ways: Ways,
    subject: Link,
    /// The guideline has its kind.
    is_known: bool,
    from: Option<Source>,
    /// How many comments of each section wait for somebody.
    comments: BTreeMap<String, i64>,
    may_write: bool,
    rows: Showing,
    /// What has come of the rows of a section.
    outcomes: BTreeMap<String, Markup>,
    /// None of a past day, as somebody else sees it, and of a kind that the guideline no longer has.
    next: Option<NextStep>,
    history: Option<Markup>,
}

/// The plan whose words it began with: who may not see that is told that there was one.
struct Source {
    title: String,
    href: Option<String>,
}

fn source(visit: &Visit, read: &Read, plan: Id) -> Result<Source> {
    match visible_plan(read, plan) {
        Ok(plan) => Ok(Source { title: plan.title(), href: Some(visit.keeping_day(plan_href(plan.id))) }),
        Err(Error::NotFound) => Ok(Source { title: visit.text("plan-unseen"), href: None }),
        Err(error) => Err(error),
    }
}

pub(super) fn plan_page(visit: &Visit) -> Result<Answer> {
    let plan = visit.read(|read| visible_plan(read, visit.id("id")?))?;
    if !visit.read(|read| access::may(read, READ_DRAFTS, plan.subject.id))? {
        let number = plan.in_force.ok_or(Error::NotFound)?;
        return Ok(Answer::SeeOther { to: visit.keeping_day(snapshot_href(plan.id, number)), done: None });
    }
    let shown = visit.read(|read| load(visit, read, plan))?;
    let (language, plan) = (visit.language(), &shown.plan);
    let head = RecordHead {
        kind: shown.content.kind.in_language(language).to_owned(),
        status: Some(plan_status(visit, plan.state)),
        people: Vec::new(),
    };
    let content = html! { div class="stack" {
        (record_head(language, &head))
        @if !shown.is_known { (notice(&Notice::new(NoticeKind::Info, visit.text("plan-kind-gone")))) }
        @if let Some(next) = &shown.next { (next_step(visit, plan, next)) }
        (facts(language, &told(visit, &shown)))
        p class="row-of" {
            a href=(visit.keeping_day(format!("{}/jamfor", plan_href(plan.id)))) { (visit.text("plan-compare-with-another")) }
            @if plan.in_force.is_some() && plan.is_published {
                a href=(visit.keeping_day(read_href(plan.id))) { (visit.text("plan-as-everybody-reads-it")) }
            }
        }
        (contents_list(visit, &shown.content))
        (paper_links(visit, WAYS_OUT))
        @for section in &shown.content.sections { (section_part(visit, &shown, section)) }
        @if let Some(history) = &shown.history {
            section class="stack" { h2 { (visit.text("plan-history")) } (history) }
        }
    } };
    let way = vec![Link::new("/planer", visit.text("plans"))];
    Ok(Page::new(plan.title(), content).under(way).answer())
}

fn load(visit: &Visit, read: &Read, plan: Plan) -> Result<Shown> {
    let allowed = access::allowed(read, plan.subject.id)?;
    let kind = kind_of(read, &plan)?;
    let content = content_of(read, &plan, kind.as_ref())?;
    let address = read.attached::<Rulebook>()?.address(&plan.subject);
    let from = plan.copied_from.or(plan.follows);
    let pack = findings::pack_in_force(read)?;
    let history = allowed.may(READ_HISTORY).then(|| {
        let subject = Subject::new(PLAN, plan.id);
        let words = RecordWords::of("plan").options("kind", kind_options(&pack, visit.language()));
        words.history_section::<Beginning>(visit, read, &subject)
    });
    let is_here_and_now = read.as_of().is_none() && visit.seen_by.is_none();
    let may_write = is_here_and_now && allowed.may(WRITE) && plan.is_written();
    let is_decided = plan.state == PlanState::Decided;
    let edits = (may_write || is_here_and_now && allowed.may(WRITE) && is_decided)
        .then_some(Edits { plan: plan.id, is_decided });
    let next = kind.as_ref().filter(|_| is_here_and_now);
    Ok(Shown {
        next: next.map(|kind| NextStep::of(read, &plan, kind, &allowed)).transpose()?,
        subject: Link::new(visit.keeping_day(address), &content.subject),
        sections: sections_of(read, &plan)?,
        ways: ways_of(visit, read, &content)?,
        is_known: kind.is_some(),
        comments: store::open_comments(read, plan.id)?.into_iter().collect(),
        from: from.map(|id| source(visit, read, id)).transpose()?,
        outcomes: outcomes(visit, &content, allowed.may(READ_COSTS))?,
        rows: Showing { edits, shared: shared(read, &plan, &content)?, sees_costs: allowed.may(READ_COSTS) },
        may_write,
        history: history.transpose()?,
        content,
        plan,
    })
}

/// The plan, where several organisations share what it is about.
fn shared(read: &Read, plan: &Plan, content: &Content) -> Result<Option<Id>> {
    let is_shared = !content.rows.activities.is_empty() && store::sharers(read, plan.subject.id)?.len() > 1;
    Ok(is_shared.then_some(plan.id))
}

fn told(visit: &Visit, shown: &Shown) -> Vec<Fact> {
    let plan = &shown.plan;
    let mut rows = vec![Fact::new(visit.text("plan-subject"), FactValue::Link(shown.subject.clone()))];
    if let Some(year) = plan.year {
        rows.push(Fact::text(visit.text("plan-year"), year.to_string()));
    }
    rows.push(Fact::text(visit.text("plan-version"), texts::number(plan.version)));
    if let Some(from) = &shown.from {
        let label = if plan.copied_from.is_some() { "plan-copied-from" } else { "plan-follows" };
        let title = from.title.as_str();
        rows.push(match &from.href {
            Some(href) => Fact::new(visit.text(label), FactValue::Link(Link::new(href, title))),
            None => Fact::text(visit.text(label), title),
        });
    }
    let document =
        Link::new(visit.keeping_day(format!("/dokument/{}", plan.id)), visit.text("plan-document"));
    rows.push(Fact::new(visit.text("plan-in-register"), FactValue::Link(document)));
    rows
}

fn outcomes(visit: &Visit, content: &Content, sees_costs: bool) -> Result<BTreeMap<String, Markup>> {
    let of_section = |section: &Written| {
        let outcome = outcome_of(visit, &content.rows, (&section.holds, content.year), sees_costs)?;
        Ok((section.id.clone(), outcome))
    };
    content.sections.iter().map(of_section).collect()
}

fn section_part(visit: &Visit, shown: &Shown, section: &Written) -> Markup {
    let language = visit.language();
    let stored = shown.sections.iter().find(|one| one.section == section.id);
    let from = shown.from.as_ref().filter(|_| stored.is_some_and(|one| !one.is_looked_at));
    let verb = if stored.is_none() { "plan-section-write" } else { "plan-section-change" };
    html! {
        section class="stack" id={ "avsnitt-" (section.id) } {
            h2 { (section.title.in_language(language)) }
            @if let Some(from) = from {
                p class="quiet" { (texts::format(language, "plan-section-from", &[("plan", from.title.as_str().into())])) }
            }
            (section_body(visit, &shown.content, section, &shown.ways))
            (rows_table(visit, &shown.content.rows, &section.holds, &shown.rows))
            @if let Some(outcome) = shown.outcomes.get(&section.id) { (outcome) }
            p class="row-of" {
                @if shown.may_write {
                    a class="ds-button" data-variant="secondary" href={ (plan_href(shown.plan.id)) "/avsnitt/" (section.id) "/andra" } {
                        (visit.text(verb))
                        span class="visually-hidden" { " " (section.title.in_language(language)) }
                    }
                }
                (comments_link(visit, shown, section))
            }
        }
    }
}

fn comments_link(visit: &Visit, shown: &Shown, section: &Written) -> Markup {
    let href = visit.keeping_day(comments_href(shown.plan.id, &section.id));
    let words = match shown.comments.get(&section.id) {
        Some(count) => texts::format(visit.language(), "plan-comments-open", &[("count", (*count).into())]),
        None => visit.text("plan-comments"),
    };
    html! {
        a href=(href) { (words) span class="visually-hidden" { " " (section.title.in_language(visit.language())) } }
    }
}
