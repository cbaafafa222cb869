//! The pages of agreements. They read, show and call the verbs; the rules are elsewhere.

mod agreement_forms;
mod agreement_list;
mod agreement_page;
mod approve_form;
mod by_name;
mod in_time;
mod licences;
mod renew_form;
mod sign_form;
mod signed_section;
mod terminate_form;
mod words;

pub(crate) use licences::use_status;
pub(crate) use words::{speak_by, state_status};

use crate::EDIT;
use crate::agreement::Agreement;
use crate::visible::{authorise_edit, visible_agreement};
use kernel::{Objection, Record, Result};
use storage::Read;
use web::components::{self, Link};
use web::{Access, Answer, Page, RecordForm, RecordWords, Route, Visit, form_page, suggest};

/// Where agreements stand.
const PATH: &str = "/avtal";

/// The pages of this room.
#[must_use]
pub fn routes() -> Vec<Route> {
    const SEEN: Access = Access::SignedIn;
    let edits = Access::Needs(EDIT);
    let frameworks = by_name::FRAMEWORKS_BY_NAME.suggestions;
    let objects = by_name::OBJECTS_BY_NAME.suggestions;
    let named = by_name::AGREEMENTS_BY_NAME.suggestions;
    let agreements = vec![
        Route::get("/avtal", SEEN, agreement_list::agreement_list).listing("agreements"),
        Route::get("/avtal/nytt", edits, agreement_forms::new_agreement),
        Route::post("/avtal/nytt", edits, agreement_forms::register),
        Route::get("/avtal/{id}", SEEN, agreement_page::agreement_page).of("agreement"),
        Route::get("/avtal/{id}/andra", edits, agreement_forms::edit_agreement).of("agreement"),
        Route::post("/avtal/{id}/andra", edits, agreement_forms::change).of("agreement"),
        Route::get("/avtal/{id}/godkann", SEEN, approve_form::approve_form).of("agreement"),
        Route::post("/avtal/{id}/godkann", SEEN, approve_form::approve).of("agreement"),
        Route::get("/avtal/{id}/teckna", SEEN, sign_form::sign_form).of("agreement"),
        Route::post("/avtal/{id}/teckna", SEEN, sign_form::sign).of("agreement"),
        Route::get("/avtal/{id}/sag-upp", edits, terminate_form::terminate_form).of("agreement"),
        Route::post("/avtal/{id}/sag-upp", edits, terminate_form::terminate).of("agreement"),
        Route::get("/avtal/{id}/fornya", edits, renew_form::renew_form).of("agreement"),
        Route::post("/avtal/{id}/fornya", edits, renew_form::renew).of("agreement"),
        Route::get(frameworks, SEEN, |visit| suggest(visit, &by_name::FRAMEWORKS_BY_NAME)),
        Route::get(objects, SEEN, |visit| suggest(visit, &by_name::OBJECTS_BY_NAME)),
        Route::get(named, SEEN, |visit| suggest(visit, &by_name::AGREEMENTS_BY_NAME)),
    ];
    [agreements, licences::routes()].concat()
}

/// An agreement that the visitor may change, whole.
fn editable(visit: &Visit, read: &Read) -> Result<Agreement> {
    let agreement = visible_agreement(read, visit.id("id")?)?;
    authorise_edit(read, &agreement)?;
    Ok(agreement)
}

/// The form of a step of an agreement, which it changes or not: its words, what they are filled with, and what they mean.
fn step_form<W: Record>(
    visit: &Visit,
    agreement: &Agreement,
    (name, words): (&'static str, &W),
    (hint, objections): (Option<String>, &[Objection]),
) -> Answer {
    let labels = RecordWords::of(name);
    let record = Link::new(format!("{PATH}/{}", agreement.id), &agreement.name);
    let cancel = Link::new(record.href.clone(), visit.text("cancel"));
    let fields: Vec<&str> = W::FIELDS.iter().map(|field| field.name).collect();
    let mut form = RecordForm::new(visit, &labels, words, cancel)
        .group("", &fields)
        .revision(agreement.revision)
        .save(visit.text(name))
        .objections(objections)
        .component();
    if let Some(group) = form.groups.first_mut() {
        group.hint = hint;
    }
    let mut way = under_list(visit);
    way.push(record);
    let content = components::form(visit.language(), &form);
    form_page(Page::new(visit.text(name), content).under(way), objections)
}

/// The way to what lies below the list.
fn under_list(visit: &Visit) -> Vec<Link> {
    vec![Link::new(PATH, visit.text("agreements"))]
}
