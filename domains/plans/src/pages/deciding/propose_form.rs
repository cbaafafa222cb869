//! The form in which a plan is proposed: what is missing first, then the papers that lie before the decision.

use super::super::plan_words::plan_href;
use super::step_posts::seen;
use super::under;
use crate::content::content_of;
use crate::decide::{Missing, Propose, draft_right, missing_in, propose_plan};
use crate::plan::Plan;
use crate::store;
use crate::visible_plan::{kind_of, visible_draft};
use kernel::{Error, Id, Message, Objection, Result};
use maud::{Markup, html};
use register::{DOCUMENTS, DocumentRow, READ_DOCUMENTS};
use storage::{Query, Read, values};
use web::components::{self, FieldGroup, Form, FormField, Input, Link, SelectOption};
use web::{Answer, Page, Tried, Visit, form_errors, form_page, tried};

/// Documents that are offered as papers.
const MOST_OFFERED: i64 = 200;

struct Shown {
    plan: Plan,
    may_draft: bool,
    missing: Vec<Missing>,
    papers: Vec<SelectOption>,
    chosen: Vec<Id>,
}

fn load(visit: &Visit, read: &Read) -> Result<Shown> {
    let plan = visible_draft(read, visit.id("id")?)?;
    let pack = findings::pack_in_force(read)?;
    let kind = kind_of(read, &plan)?.ok_or_else(|| Error::rejected("", "plan-kind-gone"))?;
    let may_draft = draft_right(read, &pack, &kind, &plan.subject)?.is_given();
    let facts = findings::facts_of(read, &plan.subject)?;
    let content = content_of(read, &plan, Some(&kind))?;
    let query = Query::first(MOST_OFFERED).filter("subject", values![plan.subject.id]).filter("current", []);
    let query = access::visible_to(read.actor(), READ_DOCUMENTS, query);
    let documents = DOCUMENTS.page::<DocumentRow>(read, &query)?.items.into_iter();
    let option = |row: DocumentRow| SelectOption::new(row.id.to_string(), row.name);
    Ok(Shown {
        missing: missing_in(&kind, &facts, &content),
        papers: documents.filter(|row| row.id != plan.id).map(option).collect(),
        chosen: store::papers_of(read, plan.id)?,
        may_draft,
        plan,
    })
}

pub(super) fn form(visit: &Visit) -> Result<Answer> {
    let shown = visit.read(|read| load(visit, read))?;
    // The page of the plan says whom it waits for.
    if !shown.plan.is_written() || !shown.may_draft {
        return Ok(Answer::SeeOther { to: plan_href(shown.plan.id), done: None });
    }
    let published = shown.plan.is_published;
    Ok(show(visit, &shown, (&shown.chosen, published), &[]))
}

pub(super) fn propose(visit: &Visit) -> Result<Answer> {
    let shown = visit.read(|read| load(visit, read))?;
    let form = visit.form()?;
    let papers: Vec<Id> = form.all("papers").filter_map(|text| text.parse().ok()).collect();
    let is_published = form.get("is_published") != Some("false");
    let ask = Propose { seen: seen(visit)?, papers: papers.clone(), is_published };
    match tried(visit.write(move |tx| propose_plan(tx, &ask)))? {
        Tried::Done(()) => Ok(Answer::see_other(plan_href(shown.plan.id), "plan-proposed-now")),
        Tried::Again(objections) => Ok(show(visit, &shown, (&papers, is_published), &objections)),
        Tried::Stale => {
            let stale = [Objection::new("", Message::new("plan-objection-stale"))];
            Ok(show(visit, &shown, (&papers, is_published), &stale))
        }
    }
}

fn show(
    visit: &Visit,
    shown: &Shown,
    (papers, published): (&[Id], bool),
    objections: &[Objection],
) -> Answer {
    let values = papers.iter().map(ToString::to_string).collect();
    let mut fields = Vec::new();
    if !shown.papers.is_empty() {
        let input = Input::References { values, options: shown.papers.clone() };
        let papers = FormField::new("papers", visit.text("plan-papers"), input);
        fields.push(papers.with_hint(visit.text("plan-papers-hint")));
    }
    let is_published = Input::YesNo { value: published };
    fields.push(FormField::new("is_published", visit.text("plan-is-published"), is_published));
    let form = Form {
        action: format!("{}/foresla", plan_href(shown.plan.id)),
        csrf: visit.csrf().to_owned(),
        revision: Some(shown.plan.revision.to_string()),
        hidden: Vec::new(),
        groups: vec![FieldGroup { legend: None, hint: None, fields }],
        errors: form_errors(visit.language(), objections),
        save: visit.text("plan-propose"),
        cancel: Some(Link::new(plan_href(shown.plan.id), visit.text("cancel"))),
    };
    let content = html! { div class="stack" {
        @if !shown.missing.is_empty() { (missing_list(visit, shown)) }
        p { (visit.text("plan-propose-text")) }
        (components::form(visit.language(), &form))
    } };
    form_page(Page::new(visit.text("plan-propose"), content).under(under(visit, &shown.plan)), objections)
}

/// What must be written before, each with the way to write it.
fn missing_list(visit: &Visit, shown: &Shown) -> Markup {
    let href = |one: &Missing| format!("{}/avsnitt/{}/andra", plan_href(shown.plan.id), one.id);
    html! {
        h2 { (visit.text("plan-missing")) }
        ul {
            @for one in &shown.missing {
                li {
                    a href=(href(one)) { (one.title.in_language(visit.language())) }
                    @if !one.clauses.is_empty() { " " span class="quiet" { (one.clauses.join(", ")) } }
                }
            }
        }
    }
}
