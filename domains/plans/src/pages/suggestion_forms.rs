//! The forms in which a suggestion is written, and changed while nobody has answered it.

use super::{suggestion_href, under};
use crate::HANDLE_SUGGESTIONS;
use crate::change_suggestion::change_suggestion;
use crate::make_suggestion::{authorise_making, make_suggestion};
use crate::suggestion::{SUGGESTION, Said, Seen, Suggestion};
use crate::visible_suggestion::{demand_open, is_own, visible_suggestion};
use kernel::{Error, Objection, Result, Subject};
use maud::{Markup, html};
use register::{SYSTEMS_BY_NAME, visible_system};
use storage::Read;
use web::components::Link;
use web::{Answer, Page, RecordForm, RecordWords, Tried, Visit, form_page, revision_of, tried};

/// What the form of a new suggestion needs to be drawn.
struct Making {
    words: RecordWords,
    said: Said,
    /// The system, where the form came from its page.
    about: Option<Link>,
}

pub(super) fn new_suggestion(visit: &Visit) -> Result<Answer> {
    let making = visit.read(|read| making(visit, read))?;
    show_new(visit, &making, &making.said, &[])
}

fn making(visit: &Visit, read: &Read) -> Result<Making> {
    let asked = match visit.query("system") {
        Some(text) => Some(text.parse().map_err(|_| Error::NotFound)?),
        None => None,
    };
    let system = asked.map(|id| visible_system(read, id)).transpose()?;
    if let Some(system) = &system {
        authorise_making(read, system.id)?;
    }
    let words = RecordWords::of("suggestion").pick(visit, read, ("system", asked), &SYSTEMS_BY_NAME)?;
    let about = system.map(|system| Link::new(format!("/system/{}", system.id), system.name));
    Ok(Making { words, said: Said { system: asked, ..Said::default() }, about })
}

pub(super) fn make(visit: &Visit) -> Result<Answer> {
    let making = visit.read(|read| making(visit, read))?;
    let mut said = making.said.clone();
    let typed = making.words.read_form(visit.form()?, &mut said, visit.today());
    if !typed.is_empty() {
        return show_new(visit, &making, &said, &typed);
    }
    let asked = said.clone();
    match tried(visit.write(move |tx| make_suggestion(tx, &asked)))? {
        Tried::Done(id) => Ok(Answer::see_other(suggestion_href(id), "suggestion-made")),
        Tried::Again(objections) => show_new(visit, &making, &said, &objections),
        Tried::Stale => show_new(visit, &making, &said, &[]),
    }
}

fn show_new(visit: &Visit, making: &Making, said: &Said, objections: &[Objection]) -> Result<Answer> {
    let (back, way) = match &making.about {
        Some(system) => (system.href.clone(), vec![system.clone()]),
        None => (super::PATH.to_owned(), under(visit)),
    };
    let form = RecordForm::new(visit, &making.words, said, Link::new(back, visit.text("cancel")))
        .objections(objections)
        .action(visit.address().href())
        .save(visit.text("suggestion-do-make"));
    let content = html! { p { (visit.text("suggestion-make-text")) } (form.draw()) };
    Ok(form_page(Page::new(visit.text("suggestion-make"), content).under(way), objections))
}

pub(super) fn edit_suggestion(visit: &Visit) -> Result<Answer> {
    let suggestion = visit.read(|read| editable(visit, read))?;
    show(visit, &suggestion, &suggestion.said, &[])
}

/// A suggestion that the visitor may change.
fn editable(visit: &Visit, read: &Read) -> Result<Suggestion> {
    let suggestion = visible_suggestion(read, visit.id("id")?)?;
    if !is_own(read, &suggestion) {
        access::authorise(read, HANDLE_SUGGESTIONS, suggestion.system)?;
    }
    demand_open(&suggestion)?;
    Ok(suggestion)
}

pub(super) fn change(visit: &Visit) -> Result<Answer> {
    let stored = visit.read(|read| visible_suggestion(read, visit.id("id")?))?;
    let (form, mut said) = (visit.form()?, stored.said.clone());
    let typed = RecordWords::of("suggestion").read_form(form, &mut said, visit.today());
    if !typed.is_empty() {
        return show(visit, &stored, &said, &typed);
    }
    let (seen, asked) = (Seen { id: stored.id, revision: Some(revision_of(form)?) }, said.clone());
    match tried(visit.write(move |tx| change_suggestion(tx, seen, &asked)))? {
        Tried::Done(()) => Ok(Answer::see_other(suggestion_href(stored.id), "suggestion-saved")),
        Tried::Again(objections) => show(visit, &stored, &said, &objections),
        Tried::Stale => {
            let words = RecordWords::of("suggestion");
            let subject = Subject::new(SUGGESTION, stored.id);
            let content = record_form(visit, &words, &stored, &said).conflict(
                &subject,
                &stored.said,
                stored.revision,
            )?;
            Ok(page(visit, &stored, content).rejected().answer())
        }
    }
}

fn record_form<'v>(
    visit: &'v Visit,
    words: &'v RecordWords,
    stored: &Suggestion,
    said: &Said,
) -> RecordForm<'v, Said> {
    let cancel = Link::new(suggestion_href(stored.id), visit.text("cancel"));
    RecordForm::new(visit, words, said, cancel).group("", &["title", "content"]).revision(stored.revision)
}

fn show(visit: &Visit, stored: &Suggestion, said: &Said, objections: &[Objection]) -> Result<Answer> {
    let words = RecordWords::of("suggestion");
    let content = record_form(visit, &words, stored, said).objections(objections).draw();
    Ok(form_page(page(visit, stored, content), objections))
}

fn page(visit: &Visit, stored: &Suggestion, content: Markup) -> Page {
    let mut way = under(visit);
    way.push(Link::new(suggestion_href(stored.id), &stored.said.title));
    Page::new(visit.text("suggestion-change"), content).under(way)
}
