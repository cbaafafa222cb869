//! The page of a suggestion: what it says, what it weighs, which are alike, and what came of it.

use super::plan_words::plan_href;
use super::suggestion_steps::{Steps, steps};
use super::{state_status, suggestion_href, under};
use crate::alike::{Other, others_of};
use crate::answer_suggestion::{
    AnswerSuggestion, Answered, answer_suggestion, reopen_suggestion, withdraw_suggestion,
};
use crate::join_suggestions::join_suggestions;
use crate::plan::Plan;
use crate::plan_suggestion::{plan_suggestion, plans_for};
use crate::suggestion::{SUGGESTION, Said, Seen, Suggestion, SuggestionState, Weight};
use crate::visible_suggestion::{is_own, visible_suggestion};
use crate::weigh_suggestion::weigh_suggestion;
use crate::{HANDLE_SUGGESTIONS, READ_DRAFTS, READ_SUGGESTIONS, store};
use kernel::{Choice as _, Id, Message, Objection, Permission, Result, Subject};
use maud::{Markup, html};
use organisation::subject_names;
use register::SYSTEM;
use storage::Read;
use web::components::{
    Fact, FactValue, Link, Notice, NoticeKind, Places, RecordHead, facts, notice, record_head, written,
};
use web::{Answer, Page, RecordWords, Tried, Visit, form_errors, read_form, revision_of, tried};

/// Held by whoever may read the past of a record.
const READ_HISTORY: Permission = Permission("history.read");

/// Everything that the page shows.
pub(super) struct Shown {
    pub suggestion: Suggestion,
    /// The system by name and page.
    system: Option<Link>,
    /// The suggestion that it became a part of.
    into: Option<Link>,
    /// Those that became a part of it.
    joined: Vec<Suggestion>,
    /// Other open ones about the system, while it is open.
    pub others: Vec<Other>,
    /// The plans in which it may become an activity.
    pub plans: Vec<Plan>,
    /// The plan in which it is one.
    planned_in: Option<PlannedIn>,
    pub may_handle: bool,
    pub is_own: bool,
    /// None for who may not read it.
    history: Option<Markup>,
}

pub(super) fn suggestion_page(visit: &Visit) -> Result<Answer> {
    show(visit, &[])
}

fn load(visit: &Visit, read: &Read) -> Result<Shown> {
    let suggestion = visible_suggestion(read, visit.id("id")?)?;
    let subject = Subject::new(SYSTEM, suggestion.system);
    let system = subject_names(read, std::slice::from_ref(&subject))?.remove(&subject);
    let allowed = access::allowed(read, suggestion.system)?;
    // Who made it sees it wherever they work by now, but not what others suggest for the system.
    let sees_others = allowed.may(READ_SUGGESTIONS);
    let is_today = read.as_of().is_none();
    let is_own = is_own(read, &suggestion);
    let is_open = suggestion.state == SuggestionState::Open;
    let into = suggestion.joined_into.filter(|_| sees_others);
    let into = into.map(|id| store::find_suggestion(read, id)).transpose()?.flatten();
    let history = match is_own || allowed.may(READ_HISTORY) {
        true => {
            let words = RecordWords::of("suggestion").naming("system", names_of_systems);
            Some(words.history_section::<Said>(visit, read, &Subject::new(SUGGESTION, suggestion.id))?)
        }
        false => None,
    };
    let may_handle = is_today && allowed.may(HANDLE_SUGGESTIONS);
    Ok(Shown {
        plans: if is_open && may_handle { plans_for(read, suggestion.system)? } else { Vec::new() },
        planned_in: planned_in(read, &suggestion)?,
        system: system.map(|(name, address)| Link::new(visit.keeping_day(address), name)),
        into: into.map(|one| Link::new(visit.keeping_day(suggestion_href(one.id)), one.said.title)),
        joined: if sees_others { store::joined_into(read, suggestion.id)? } else { Vec::new() },
        others: if is_open && sees_others { others_of(read, &suggestion)? } else { Vec::new() },
        may_handle,
        is_own: is_today && is_own,
        history,
        suggestion,
    })
}

/// The plan of a suggestion that is planned.
struct PlannedIn {
    plan: Plan,
    /// The page leads there for whoever follows the plan.
    is_followed: bool,
}

fn planned_in(read: &Read, suggestion: &Suggestion) -> Result<Option<PlannedIn>> {
    if suggestion.state != SuggestionState::Planned {
        return Ok(None);
    }
    let Some(plan) = store::plan_of_suggestion(read, suggestion.id)? else { return Ok(None) };
    let is_followed = access::may(read, READ_DRAFTS, plan.subject.id)?;
    Ok(Some(PlannedIn { plan, is_followed }))
}

fn names_of_systems(read: &Read, ids: &[Id]) -> Result<Vec<(Id, String)>> {
    let systems: Vec<Subject> = ids.iter().map(|id| Subject::new(SYSTEM, *id)).collect();
    Ok(subject_names(read, &systems)?.into_iter().map(|(system, (name, _))| (system.id, name)).collect())
}

fn show(visit: &Visit, objections: &[Objection]) -> Result<Answer> {
    let shown = visit.read(|read| load(visit, read))?;
    let (language, suggestion) = (visit.language(), &shown.suggestion);
    let head = RecordHead {
        kind: visit.text("suggestion-kind"),
        status: Some(state_status(visit, suggestion.state)),
        people: Vec::new(),
    };
    let Steps { forms, left_over } = steps(visit, &shown, objections);
    let content = html! { div class="stack" {
        @for error in form_errors(language, &left_over) { (notice(&Notice::new(NoticeKind::Wrong, error.text))) }
        (record_head(language, &head))
        (facts(language, &told(visit, &shown)))
        (alike(visit, &shown))
        (forms)
        @if let Some(history) = &shown.history {
            section class="stack" { h2 { (visit.text("suggestion-history")) } (history) }
        }
    } };
    let may_change = suggestion.state == SuggestionState::Open && (shown.is_own || shown.may_handle);
    let edit = may_change.then(|| {
        Link::new(format!("{}/andra", suggestion_href(suggestion.id)), visit.text("suggestion-change"))
    });
    let page = Page::new(&suggestion.said.title, content).under(under(visit)).edit(edit);
    Ok(if objections.is_empty() { page.answer() } else { page.rejected().answer() })
}

fn told(visit: &Visit, shown: &Shown) -> Vec<Fact> {
    let suggestion = &shown.suggestion;
    let text = |label: &str, value: &str| Fact::text(visit.text(label), value);
    let number = |value: Option<i64>| value.map(texts::number).unwrap_or_default();
    let link = |one: &Suggestion| Link::new(visit.keeping_day(suggestion_href(one.id)), &one.said.title);
    let mut rows = Vec::new();
    if let Some(system) = &shown.system {
        rows.push(Fact::new(visit.text("suggestion-system"), FactValue::Link(system.clone())));
    }
    rows.push(long(visit, "suggestion-content", &suggestion.said.content));
    rows.push(text("suggestion-made-by", &suggestion.made_by_name));
    rows.push(text("suggestion-made-at", &texts::instant(suggestion.made_at)));
    rows.push(text("suggestion-benefit", &number(suggestion.weight.benefit)));
    rows.push(text("suggestion-effort", &number(suggestion.weight.effort)));
    if let Some(into) = &shown.into {
        rows.push(Fact::new(visit.text("suggestion-joined-into"), FactValue::Link(into.clone())));
    }
    if !shown.joined.is_empty() {
        let joined = shown.joined.iter().map(link).collect();
        rows.push(Fact::new(visit.text("suggestion-joined"), FactValue::Links(joined)));
    }
    if let Some(PlannedIn { plan, is_followed }) = &shown.planned_in {
        let link = || FactValue::Link(Link::new(visit.keeping_day(plan_href(plan.id)), plan.title()));
        let value = if *is_followed { link() } else { FactValue::Text(plan.title()) };
        rows.push(Fact::new(visit.text("suggestion-planned-in"), value));
    }
    if let Some(at) = suggestion.answered_at {
        rows.push(text("suggestion-answered-by", &suggestion.answered_by_name));
        rows.push(text("suggestion-answered-at", &texts::instant(at)));
        rows.push(long(visit, "suggestion-answer", &suggestion.answer));
    }
    rows
}

/// What somebody wrote at length, with its paragraphs and lists.
fn long(visit: &Visit, label: &str, text: &str) -> Fact {
    if text.is_empty() {
        return Fact::new(visit.text(label), FactValue::Absent);
    }
    let drawn = written(visit.language(), &writing::blocks(text), Places::below(1));
    Fact { is_wide: true, ..Fact::new(visit.text(label), FactValue::Drawn(drawn)) }
}

/// Others that may ask for the same, for everyone: who made one of them may find that it is said already.
fn alike(visit: &Visit, shown: &Shown) -> Markup {
    let alike: Vec<&Other> = shown.others.iter().filter(|other| other.is_alike).collect();
    html! {
        @if !alike.is_empty() {
            section class="stack" {
                h2 { (visit.text("suggestions-alike")) }
                ul { @for other in alike {
                    li { a href=(visit.keeping_day(suggestion_href(other.id))) { (other.title) } }
                } }
            }
        }
    }
}

/// The suggestion of the page, as the form was drawn with it.
fn seen(visit: &Visit) -> Result<Seen> {
    Ok(Seen { id: visit.id("id")?, revision: Some(revision_of(visit.form()?)?) })
}

/// Goes back to the page, or shows it again with what is wrong.
fn went(visit: &Visit, result: Result<()>, done: &'static str) -> Result<Answer> {
    match tried(result)? {
        Tried::Done(()) => Ok(Answer::see_other(suggestion_href(visit.id("id")?), done)),
        Tried::Again(objections) => show(visit, &objections),
        Tried::Stale => show(visit, &[Objection::new("", Message::new("plans-objection-suggestion-stale"))]),
    }
}

pub(super) fn weigh(visit: &Visit) -> Result<Answer> {
    let (seen, mut weight) = (seen(visit)?, Weight::default());
    let typed = read_form(visit.form()?, &mut weight, visit.today());
    if !typed.is_empty() {
        return show(visit, &typed);
    }
    went(visit, visit.write(move |tx| weigh_suggestion(tx, seen, weight)), "suggestion-weighed")
}

pub(super) fn join(visit: &Visit) -> Result<Answer> {
    let seen = seen(visit)?;
    let Some(into) = visit.form()?.get("into").and_then(|text| text.parse().ok()) else {
        return show(visit, &[Objection::new("into", "objection-required")]);
    };
    went(visit, visit.write(move |tx| join_suggestions(tx, seen, into)), "suggestion-was-joined")
}

pub(super) fn plan(visit: &Visit) -> Result<Answer> {
    let seen = seen(visit)?;
    let Some(plan) = visit.form()?.get("plan").and_then(|text| text.parse().ok()) else {
        return show(visit, &[Objection::new("plan", "objection-required")]);
    };
    let planned = visit.write(move |tx| plan_suggestion(tx, seen, plan).map(|_| ()));
    went(visit, planned, "suggestion-was-planned")
}

pub(super) fn answer(visit: &Visit) -> Result<Answer> {
    let (seen, form) = (seen(visit)?, visit.form()?);
    let Some(answered) = form.get("answered").and_then(Answered::from_name) else {
        return show(visit, &[Objection::new("answered", "objection-required")]);
    };
    let answer = form.get("answer").unwrap_or_default().to_owned();
    let ask = AnswerSuggestion { seen, answered, answer };
    went(visit, visit.write(move |tx| answer_suggestion(tx, &ask)), "suggestion-was-answered")
}

pub(super) fn withdraw(visit: &Visit) -> Result<Answer> {
    let seen = seen(visit)?;
    went(visit, visit.write(move |tx| withdraw_suggestion(tx, seen)), "suggestion-was-withdrawn")
}

pub(super) fn reopen(visit: &Visit) -> Result<Answer> {
    let seen = seen(visit)?;
    went(visit, visit.write(move |tx| reopen_suggestion(tx, seen)), "suggestion-was-reopened")
}
