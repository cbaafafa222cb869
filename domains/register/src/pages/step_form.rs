//! The form by which a system takes a step in its lifecycle.

use super::system_list::state_status;
use super::under;
use super::words::{capital, system_words};
use crate::lifecycle::{Step, compute_takers};
use crate::system::{LifecycleState, SYSTEM, System};
use crate::take_lifecycle_step::{TakeLifecycleStep, may_take_step, take_lifecycle_step};
use crate::visible::visible_system;
use kernel::{Choice, Error, Message, Objection, Result, Subject};
use maud::{Markup, html};
use policy::Pack;
use std::sync::Arc;
use storage::Read;
use web::components::{self, FieldGroup, Form, FormField, Input, Link, SelectOption, status};
use web::{Answer, Page, Tried, Visit, form_errors, form_page, revision_of, tried};

/// What the form shows.
struct Shown {
    system: System,
    pack: Arc<Pack>,
    /// States that the visitor may take the system into.
    steps: Vec<LifecycleState>,
    /// Steps of others, and whose they are.
    of_others: Vec<(LifecycleState, String)>,
}

pub(super) fn step_form(visit: &Visit) -> Result<Answer> {
    let shown = visit.read(|read| load(visit, read))?;
    show(visit, &shown, &[])
}

pub(super) fn take_step(visit: &Visit) -> Result<Answer> {
    let shown = visit.read(|read| load(visit, read))?;
    let form = visit.form()?;
    let text = |name: &str| form.get(name).unwrap_or_default().trim().to_owned();
    let mut objections = Vec::new();
    let to = LifecycleState::from_name(&text("to"));
    if to.is_none() {
        objections.push(Objection::new("to", "objection-required"));
    }
    let on = texts::parse_date(&text("on"), visit.today());
    if on.is_none() && !text("on").is_empty() {
        objections.push(Objection::new("on", "objection-not-a-date"));
    }
    let Some(to) = to.filter(|_| objections.is_empty()) else { return show(visit, &shown, &objections) };
    let ask = TakeLifecycleStep {
        system: shown.system.id,
        revision: Some(revision_of(form)?),
        step: Step { to, on, reason: text("reason") },
        decision: text("decision"),
    };
    let stale = || vec![Objection::new("", Message::new("register-objection-stale-step"))];
    match tried(visit.write(move |tx| take_lifecycle_step(tx, &ask)))? {
        Tried::Done(_) => {
            Ok(Answer::see_other(format!("/system/{}", shown.system.id), "register-step-taken"))
        }
        Tried::Again(objections) => show(visit, &shown, &objections),
        Tried::Stale => show(visit, &shown, &stale()),
    }
}

fn load(visit: &Visit, read: &Read) -> Result<Shown> {
    let system = visible_system(read, visit.id("id")?)?;
    let pack = findings::pack_in_force(read)?;
    let facts = findings::facts_of(read, &Subject::new(SYSTEM, system.id))?;
    let (mut steps, mut of_others) = (Vec::new(), Vec::new());
    for state in LifecycleState::ALL {
        if state == system.lifecycle_state || pack.lifecycle_state(state.name()).is_none() {
            continue;
        }
        if may_take_step(read, &system, state)? {
            steps.push(state);
        } else {
            let titles = compute_takers(&pack, state, &facts);
            let titles =
                titles.iter().map(|taker| pack.title_of(&taker.who).in_language(visit.language()).to_owned());
            of_others.push((state, titles.collect::<Vec<_>>().join(", ")));
        }
    }
    if steps.is_empty() {
        return Err(Error::Refused(Message::new("refused-no-step")));
    }
    Ok(Shown { system, pack, steps, of_others })
}

fn show(visit: &Visit, shown: &Shown, objections: &[Objection]) -> Result<Answer> {
    let language = visit.language();
    let system = &shown.system;
    let name = |state: LifecycleState| {
        shown
            .pack
            .lifecycle_state(state.name())
            .map_or_else(String::new, |one| capital(one.title.in_language(language)))
    };
    let now = system_words(&shown.pack, language).shown(language, system, "lifecycle_state");
    let content = html! {
        p { (visit.text("register-step-now")) ": " (status(&state_status(system.lifecycle_state, now))) }
        (components::form(language, &form(visit, shown, objections, &name)))
        @for (state, holders) in shown.of_others.iter().filter(|(_, holders)| !holders.is_empty()) {
            p class="quiet" { (texts::format(language, "register-step-of-others", &[("state", name(*state).into()), ("holders", holders.as_str().into())])) }
        }
    };
    Ok(form_page(page(visit, system, content), objections))
}

fn page(visit: &Visit, system: &System, content: Markup) -> Page {
    let mut way = under(visit, "register-systems", "/system");
    way.push(Link::new(format!("/system/{}", system.id), &system.name));
    Page::new(visit.text("register-take-step"), content).under(way)
}

fn form(
    visit: &Visit,
    shown: &Shown,
    objections: &[Objection],
    name: &dyn Fn(LifecycleState) -> String,
) -> Form {
    let typed = |name: &str| visit.form().ok().and_then(|form| form.get(name)).unwrap_or_default().to_owned();
    let options = shown.steps.iter().map(|state| SelectOption::new(state.name(), name(*state)));
    let field = |name: &str, input| FormField::new(name, visit.text(&format!("register-step-{name}")), input);
    let fields = vec![
        field("to", Input::Choice { value: typed("to"), options: options.collect() }).required(),
        field("on", Input::Date { value: typed("on") }).with_hint(visit.text("register-step-on-hint")),
        field("decision", Input::Text { value: typed("decision"), max_chars: 200 })
            .with_hint(visit.text("document-decision-hint")),
        field("reason", Input::LongText { value: typed("reason"), max_chars: 2_000 })
            .with_hint(visit.text("register-step-reason-hint")),
    ];
    Form {
        action: visit.path.clone(),
        csrf: visit.csrf().to_owned(),
        revision: Some(shown.system.revision.to_string()),
        hidden: Vec::new(),
        groups: vec![FieldGroup { legend: None, hint: None, fields }],
        errors: form_errors(visit.language(), objections),
        save: visit.text("register-take-step"),
        cancel: Some(Link::new(format!("/system/{}", shown.system.id), visit.text("cancel"))),
    }
}
