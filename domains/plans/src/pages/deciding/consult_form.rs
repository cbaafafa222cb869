//! The form in which it is noted that a body was heard of a plan.

use super::super::plan_words::plan_href;
use super::under;
use crate::decide::{Consulted, MOST_SAID, bodies_to_hear, record_consultation};
use crate::plan::Plan;
use crate::visible_plan::{kind_of, visible_draft};
use kernel::{Error, Objection, Result};
use policy::Who;
use storage::Read;
use web::components::{self, FieldGroup, Form, FormField, Input, Link, SelectOption};
use web::{Answer, Page, Tried, Visit, form_errors, form_page, tried};

struct Shown {
    plan: Plan,
    bodies: Vec<SelectOption>,
}

fn load(visit: &Visit, read: &Read) -> Result<Shown> {
    let plan = visible_draft(read, visit.id("id")?)?;
    let pack = findings::pack_in_force(read)?;
    let kind = kind_of(read, &plan)?.ok_or_else(|| Error::rejected("", "plan-kind-gone"))?;
    let facts = findings::facts_of(read, &plan.subject)?;
    let option = |body: &str| {
        let title = pack.title_of(&Who::Body(body.to_owned()));
        SelectOption::new(body, title.in_language(visit.language()))
    };
    Ok(Shown { bodies: bodies_to_hear(&kind, &facts).into_iter().map(option).collect(), plan })
}

pub(super) fn form(visit: &Visit) -> Result<Answer> {
    let shown = visit.read(|read| load(visit, read))?;
    if shown.bodies.is_empty() {
        return Ok(Answer::SeeOther { to: plan_href(shown.plan.id), done: None });
    }
    let today = visit.today().to_string();
    Ok(show(visit, &shown, ("", &today, ""), &[]))
}

pub(super) fn record(visit: &Visit) -> Result<Answer> {
    let shown = visit.read(|read| load(visit, read))?;
    let form = visit.form()?;
    let text = |name: &str| form.get(name).unwrap_or_default().to_owned();
    let (body, day, said) = (text("body"), text("held_on"), text("text"));
    let Ok(held_on) = day.parse() else {
        let wrong = [Objection::new("held_on", "objection-not-a-date")];
        return Ok(show(visit, &shown, (&body, &day, &said), &wrong));
    };
    let ask =
        Consulted { plan: shown.plan.id, body: body.clone(), held_on: Some(held_on), text: said.clone() };
    match tried(visit.write(move |tx| record_consultation(tx, &ask)))? {
        Tried::Done(_) => Ok(Answer::see_other(plan_href(shown.plan.id), "plan-consulted-now")),
        Tried::Again(objections) => Ok(show(visit, &shown, (&body, &day, &said), &objections)),
        Tried::Stale => Ok(show(visit, &shown, (&body, &day, &said), &[])),
    }
}

fn show(
    visit: &Visit,
    shown: &Shown,
    (body, day, said): (&str, &str, &str),
    objections: &[Objection],
) -> Answer {
    let value = if shown.bodies.len() == 1 { shown.bodies[0].value.clone() } else { body.to_owned() };
    let body = Input::Choice { value, options: shown.bodies.clone() };
    let fields = vec![
        FormField::new("body", visit.text("plan-consulted-body"), body).required(),
        FormField::new("held_on", visit.text("plan-consulted-on"), Input::Date { value: day.to_owned() })
            .required(),
        FormField::new(
            "text",
            visit.text("plan-consulted-text"),
            Input::LongText { value: said.to_owned(), max_chars: MOST_SAID },
        )
        .required(),
    ];
    let form = Form {
        action: format!("{}/samrad", plan_href(shown.plan.id)),
        csrf: visit.csrf().to_owned(),
        revision: None,
        hidden: Vec::new(),
        groups: vec![FieldGroup { legend: None, hint: None, fields }],
        errors: form_errors(visit.language(), objections),
        save: visit.text("save"),
        cancel: Some(Link::new(plan_href(shown.plan.id), visit.text("cancel"))),
    };
    let page = Page::new(visit.text("plan-consult"), components::form(visit.language(), &form));
    form_page(page.under(under(visit, &shown.plan)), objections)
}
