//! The form in which a proposed plan is decided, or given back to those who write.

use super::super::plan_words::plan_href;
use super::step_posts::seen;
use super::under;
use crate::decide::{
    Decide, MOST_OF_A_DECISION, MOST_OF_A_RETURN, adopt_plan, decider_of, return_plan, sitting,
};
use crate::plan::{Plan, PlanState};
use crate::visible_plan::{kind_of, visible_draft};
use findings::Entitlement;
use kernel::{Id, Message, Objection, Result};
use maud::html;
use storage::Read;
use web::components::{self, FieldGroup, Form, FormField, Input, Link, SelectOption};
use web::{Answer, Page, Tried, Visit, form_errors, form_page, tried};

struct Shown {
    plan: Plan,
    /// The visitor may decide it, if they did not propose it.
    may_decide: bool,
    /// Members of the group that decides, where one does.
    members: Vec<SelectOption>,
    is_by_body: bool,
}

fn load(visit: &Visit, read: &Read) -> Result<Shown> {
    let plan = visible_draft(read, visit.id("id")?)?;
    let pack = findings::pack_in_force(read)?;
    let Some(kind) = kind_of(read, &plan)? else {
        return Ok(Shown { plan, may_decide: false, members: Vec::new(), is_by_body: false });
    };
    let decider = decider_of(read, &pack, &kind, &plan)?;
    let members = sitting(read, &pack, &decider, &plan)?.unwrap_or_default();
    let people = organisation::people(read, &Vec::from_iter(members))?.into_iter();
    let proposer = plan.proposal.as_ref().and_then(|one| one.by);
    let option = |person: organisation::Person| {
        let is_proposer = Some(person.id) == proposer;
        let mark = if is_proposer { format!(" ({})", visit.text("plan-proposer")) } else { String::new() };
        SelectOption::new(person.id.to_string(), format!("{}{mark}", person.name))
    };
    Ok(Shown {
        may_decide: decider.is_given() && (proposer.is_none() || proposer != read.actor().person),
        members: people.map(option).collect(),
        is_by_body: matches!(decider, Entitlement::Body { .. }),
        plan,
    })
}

pub(super) fn form(visit: &Visit) -> Result<Answer> {
    let shown = visit.read(|read| load(visit, read))?;
    if shown.plan.state != PlanState::Proposed {
        return Ok(Answer::SeeOther { to: plan_href(shown.plan.id), done: None });
    }
    Ok(show(visit, &shown, (&[], &[])))
}

pub(super) fn decide(visit: &Visit) -> Result<Answer> {
    let shown = visit.read(|read| load(visit, read))?;
    let form = visit.form()?;
    let took_part: Vec<Id> = form.all("took_part").filter_map(|text| text.parse().ok()).collect();
    let decision = form.get("decision").unwrap_or_default().to_owned();
    let ask = Decide { seen: seen(visit)?, decision, took_part };
    match tried(visit.write(move |tx| adopt_plan(tx, &ask)))? {
        Tried::Done(()) => Ok(Answer::see_other(plan_href(shown.plan.id), "plan-decided-now")),
        Tried::Again(objections) => Ok(show(visit, &shown, (&objections, &[]))),
        Tried::Stale => Ok(show(visit, &shown, (&[stale()], &[]))),
    }
}

pub(super) fn give_back(visit: &Visit) -> Result<Answer> {
    let shown = visit.read(|read| load(visit, read))?;
    let (seen, reason) = (seen(visit)?, visit.form()?.get("reason").unwrap_or_default().to_owned());
    match tried(visit.write(move |tx| return_plan(tx, seen, &reason)))? {
        Tried::Done(()) => Ok(Answer::see_other(plan_href(shown.plan.id), "plan-returned-now")),
        Tried::Again(objections) => Ok(show(visit, &shown, (&[], &objections))),
        Tried::Stale => Ok(show(visit, &shown, (&[], &[stale()]))),
    }
}

fn stale() -> Objection {
    Objection::new("", Message::new("plan-objection-stale"))
}

/// The objections to the decision and to giving back stand at their own forms.
fn show(visit: &Visit, shown: &Shown, (deciding, returning): (&[Objection], &[Objection])) -> Answer {
    let language = visit.language();
    let plan = &shown.plan;
    let drawn = |path: &str, save: &str, fields: Vec<FormField>, objections: &[Objection]| {
        let form = Form {
            action: format!("{}/{path}", plan_href(plan.id)),
            csrf: visit.csrf().to_owned(),
            revision: Some(plan.revision.to_string()),
            hidden: Vec::new(),
            groups: vec![FieldGroup { legend: None, hint: None, fields }],
            errors: form_errors(language, objections),
            save: visit.text(save),
            cancel: Some(Link::new(plan_href(plan.id), visit.text("cancel"))),
        };
        components::form(language, &form)
    };
    let reason = Input::LongText { value: String::new(), max_chars: MOST_OF_A_RETURN };
    let reason = vec![FormField::new("reason", visit.text("plan-return-reason"), reason).required()];
    let content = html! { div class="stack" {
        p { (visit.text("plan-decide-text")) " " a href=(plan_href(plan.id)) { (visit.text("plan-read-proposal")) } }
        @if shown.may_decide { (drawn("besluta", "plan-decide", deciding_fields(visit, shown), deciding)) }
        @else { p { (visit.text("plan-own-proposal")) } }
        section class="stack" {
            h2 { (visit.text("plan-return-title")) }
            (drawn("lamna-tillbaka", "plan-return", reason, returning))
        }
    } };
    let title = texts::format(language, "plan-decide-of", &[("name", plan.title().into())]);
    let objections = [deciding, returning].concat();
    form_page(Page::new(title, content).under(under(visit, plan)), &objections)
}

fn deciding_fields(visit: &Visit, shown: &Shown) -> Vec<FormField> {
    let mut fields = Vec::new();
    if !shown.members.is_empty() {
        let members = Input::References { values: Vec::new(), options: shown.members.clone() };
        fields.push(FormField::new("took_part", visit.text("plan-took-part"), members).required());
    }
    let decision = Input::Text { value: String::new(), max_chars: MOST_OF_A_DECISION };
    let decision = FormField::new("decision", visit.text("plan-decision"), decision)
        .with_hint(visit.text("plan-decision-hint"));
    fields.push(if shown.is_by_body { decision.required() } else { decision });
    fields
}
