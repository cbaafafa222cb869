//! The page of somebody who leaves: when, what falls vacant, and the checklist of whoever sees to it.

use super::people::address_of;
use crate::store::organisations::organisations;
use crate::{
    ASSIGN, Checked, Departure, Left, Move, Person, TickItem, departure_of, may_see_to, move_of,
    offboarding_of, take_back_tick, tick_item,
};
use kernel::{Error, Id, Message, Objection, Result};
use maud::{Markup, html};
use storage::Read;
use web::components::{
    FieldGroup, Form, FormField, Input, Link, Notice, NoticeKind, Status, Tone, form, notice, status,
};
use web::{Answer, Page, Visit, form_errors, revision_of};

/// The checklist of a person, as its page shows it.
struct Leaving {
    person: Person,
    departure: Option<Departure>,
    moves_to: Option<String>,
    moved: Option<Move>,
    checked: Vec<Checked>,
    endings: Markup,
}

pub(super) fn show(visit: &Visit) -> Result<Answer> {
    let leaving = visit.read(|read| load(visit, read))?;
    page(visit, &leaving, &[])
}

pub(super) fn tick(visit: &Visit) -> Result<Answer> {
    let (person, sent) = (visit.id("id")?, visit.form()?);
    let field = |name: &str, most: usize| sent.get(name).unwrap_or_default().chars().take(most).collect();
    let ask = TickItem { person, item: field("item", 50), note: field("note", 1_000) };
    match visit.write(move |tx| tick_item(tx, &ask)) {
        Ok(_) => Ok(Answer::see_other(path_of(person), "record-saved")),
        Err(error) => again(visit, error),
    }
}

pub(super) fn take_back(visit: &Visit) -> Result<Answer> {
    let (person, sent) = (visit.id("id")?, visit.form()?);
    let step: Id = sent.get("step").and_then(|text| text.parse().ok()).ok_or(Error::NotFound)?;
    let revision = revision_of(sent)?;
    match visit.write(move |tx| take_back_tick(tx, person, step, revision)) {
        Ok(_) => Ok(Answer::see_other(path_of(person), "record-saved")),
        Err(error) => again(visit, error),
    }
}

fn again(visit: &Visit, error: Error) -> Result<Answer> {
    let Error::Rejected(objections) = error else { return Err(error) };
    let leaving = visit.read(|read| load(visit, read))?;
    page(visit, &leaving, &objections)
}

fn path_of(person: Id) -> String {
    format!("{}/avslut", address_of(person))
}

fn load(visit: &Visit, read: &Read) -> Result<Leaving> {
    let id = visit.id("id")?;
    let (departure, checked) = offboarding_of(read, id)?;
    let endings = super::endings::section(visit, read, ("person", id))?;
    let person = crate::person(read, id)?;
    let moved = if departure.is_none() { move_of(read, id)? } else { None };
    let moves_to = goes_to(read, departure.as_ref(), moved.as_ref())?;
    Ok(Leaving { person, departure, moves_to, moved, checked, endings })
}

/// The name of where somebody works afterwards.
fn goes_to(read: &Read, departure: Option<&Departure>, moved: Option<&Move>) -> Result<Option<String>> {
    let to = departure.and_then(|one| one.moves_to).or(moved.map(|one| one.to));
    Ok(organisations(read, &Vec::from_iter(to))?.into_iter().next().map(|one| one.name))
}

fn page(visit: &Visit, leaving: &Leaving, objections: &[Objection]) -> Result<Answer> {
    let done = leaving.checked.iter().filter(|one| one.is_done()).count();
    let counted = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let so_far = Message::new("leaving-so-far")
        .with("done", counted(done))
        .with("all", counted(leaving.checked.len()));
    let content = html! {
        (notice(&Notice::new(NoticeKind::Info, said_of(visit, leaving))))
        @for error in form_errors(visit.language(), objections) {
            (notice(&Notice::new(NoticeKind::Wrong, error.text)))
        }
        (leaving.endings)
        section class="stack" {
            h2 { (visit.text("leaving-checklist")) }
            p { (visit.render(&so_far)) }
            @for one in &leaving.checked { (item(visit, leaving.person.id, one)) }
        }
    };
    let title = visit.render(&Message::new("leaving-title").with("name", leaving.person.name.clone()));
    let list = Link::new("/administration/personer", visit.text("person-list"));
    let person = Link::new(address_of(leaving.person.id), &leaving.person.name);
    let hand_over =
        Link::new(format!("{}/overlamna", address_of(leaving.person.id)), visit.text("handover-title"));
    let is_now = visit.as_of()?.is_none();
    let page = Page::new(title, content).under(vec![list, person]).primary(is_now.then_some(hand_over));
    Ok(if objections.is_empty() { page.answer() } else { page.rejected().answer() })
}

/// When they leave, and where they go.
fn said_of(visit: &Visit, leaving: &Leaving) -> String {
    let Some(departure) = &leaving.departure else { return said_of_move(visit, leaving) };
    let day = texts::date(departure.last_day);
    visit.render(&match &leaving.moves_to {
        Some(name) => Message::new("leaving-moves").with("day", day).with("organisation", name.clone()),
        None if departure.last_day < visit.today() => Message::new("leaving-left").with("day", day),
        None => Message::new("leaving-on").with("day", day),
    })
}

/// When they go to another place of work, and what stays with them.
fn said_of_move(visit: &Visit, leaving: &Leaving) -> String {
    let Some(moved) = &leaving.moved else { return visit.text("leaving-no-day") };
    let count = i64::try_from(moved.kept).unwrap_or(i64::MAX);
    let key = if moved.last_day < visit.today() { "leaving-moved-within" } else { "leaving-moves-within" };
    let message = Message::new(key)
        .with("day", texts::date(moved.last_day))
        .with("organisation", leaving.moves_to.clone().unwrap_or_default())
        .with("count", count);
    visit.render(&message)
}

fn item(visit: &Visit, person: Id, one: &Checked) -> Markup {
    let label = format!("leaving-item-{}", one.key);
    let hint = format!("{label}-hint");
    let is_now = visit.as_of().is_ok_and(|day| day.is_none());
    let (tone, key) = if one.is_done() { (Tone::Good, "leaving-done") } else { (Tone::Bad, "leaving-open") };
    html! {
        details class="fold" open[!one.is_done()] {
            summary { (visit.text(&label)) " " (status(&Status::new(tone, visit.text(key)))) }
            @if texts::has(visit.language(), &hint) { p class="hint" { (visit.text(&hint)) } }
            @if let Some(left) = one.left.as_ref().filter(|left| !left.is_empty()) { (left_shown(visit, left)) }
            @if let Some(step) = &one.ticked {
                p { (visit.render(&Message::new("leaving-ticked").with("name", step.done_by.clone())
                    .with("day", texts::date(step.done_on)))) }
                @if !step.note.is_empty() { p { (step.note) } }
                @if is_now { (form(visit.language(), &take_back_form(visit, person, one))) }
            } @else if is_now && !one.is_done() { (form(visit.language(), &tick_form(visit, person, one))) }
        }
    }
}

fn left_shown(visit: &Visit, left: &[Left]) -> Markup {
    html! {
        ul class="prose" {
            @for one in left { li { a href=(visit.keeping_day(&one.address)) { (one.name.in_language(visit.language())) } } }
        }
    }
}

fn small_form(visit: &Visit, path: String, hidden: Vec<(&'static str, String)>, save: &str) -> Form {
    Form {
        action: path,
        csrf: visit.csrf().to_owned(),
        revision: None,
        hidden,
        groups: Vec::new(),
        errors: Vec::new(),
        save: visit.text(save),
        cancel: None,
    }
}

fn tick_form(visit: &Visit, person: Id, one: &Checked) -> Form {
    let hidden = vec![("item", one.key.to_owned())];
    let note = Input::Text { value: String::new(), max_chars: 1_000 };
    let fields = vec![FormField::new("note", visit.text("leaving-note"), note)];
    let groups = vec![FieldGroup { legend: None, hint: None, fields }];
    Form { groups, ..small_form(visit, format!("{}/klart", path_of(person)), hidden, "leaving-tick") }
}

fn take_back_form(visit: &Visit, person: Id, one: &Checked) -> Form {
    let step = one.ticked.as_ref();
    let hidden = vec![("step", step.map_or(String::new(), |step| step.id.to_string()))];
    let revision = step.map(|step| step.revision.to_string());
    let path = format!("{}/anda", path_of(person));
    Form { revision, ..small_form(visit, path, hidden, "leaving-take-back") }
}

/// What the page of a person says of their leaving, of what ends, and of what can be done about it.
pub(super) fn section(visit: &Visit, read: &Read, person: &Person) -> Result<Markup> {
    let departure = departure_of(read, person.id)?.filter(|one| one.last_day >= read.today());
    let is_now = read.as_of().is_none();
    let sees_to = is_now && may_see_to(read, person.id)?;
    // What stays with a mover is asked of those who see to it.
    let moved = if sees_to && departure.is_none() { move_of(read, person.id)? } else { None };
    let moves_to = goes_to(read, departure.as_ref(), moved.as_ref())?;
    let endings = super::endings::section(visit, read, ("person", person.id))?;
    let absences = super::absences::section(visit, read, person.id)?;
    let checked = Vec::new();
    let known = Leaving { person: person.clone(), departure, moves_to, moved, checked, endings: html! {} };
    let address = address_of(person.id);
    // Whoever appoints hands over too, also what is held by those whom they do not lead.
    let steps = [
        ("overlamna", "handover-title", is_now && (sees_to || visit.may(ASSIGN))),
        ("franvaro", "absence-new", sees_to),
        ("avslut", "leaving-checklist", sees_to),
    ];
    Ok(html! {
        @if known.departure.is_some() || known.moved.is_some() {
            (notice(&Notice::new(NoticeKind::Warning, said_of(visit, &known))))
        }
        ul class="plain" {
            @for (step, label, _) in steps.into_iter().filter(|(.., is_offered)| *is_offered) {
                li { a href={ (address) "/" (step) } { (visit.text(label)) } }
            }
        }
        (endings) (absences)
    })
}
