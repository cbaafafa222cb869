//! The pages of agreements. They read, show and call the verbs; the rules are elsewhere.

mod agreement_forms;
mod agreement_list;
mod agreement_page;
mod by_name;
mod in_time;
mod renew_form;
mod terminate_form;
mod words;

pub(crate) use words::{speak_by, state_status};

use crate::EDIT;
use crate::agreement::Agreement;
use crate::visible::{authorise_edit, visible_agreement};
use kernel::Result;
use storage::Read;
use web::components::Link;
use web::{Access, Route, Visit, suggest};

/// Where agreements stand.
const PATH: &str = "/avtal";

/// The pages of this room.
#[must_use]
pub fn routes() -> Vec<Route> {
    const SEEN: Access = Access::SignedIn;
    let edits = Access::Needs(EDIT);
    let frameworks = by_name::FRAMEWORKS_BY_NAME.suggestions;
    vec![
        Route::get("/avtal", SEEN, agreement_list::agreement_list).listing("agreements"),
        Route::get("/avtal/nytt", edits, agreement_forms::new_agreement),
        Route::post("/avtal/nytt", edits, agreement_forms::register),
        Route::get("/avtal/{id}", SEEN, agreement_page::agreement_page).of("agreement"),
        Route::get("/avtal/{id}/andra", edits, agreement_forms::edit_agreement).of("agreement"),
        Route::post("/avtal/{id}/andra", edits, agreement_forms::change).of("agreement"),
        Route::get("/avtal/{id}/sag-upp", edits, terminate_form::terminate_form).of("agreement"),
        Route::post("/avtal/{id}/sag-upp", edits, terminate_form::terminate).of("agreement"),
        Route::get("/avtal/{id}/fornya", edits, renew_form::renew_form).of("agreement"),
        Route::post("/avtal/{id}/fornya", edits, renew_form::renew).of("agreement"),
        Route::get(frameworks, SEEN, |visit| suggest(visit, &by_name::FRAMEWORKS_BY_NAME)),
    ]
}

/// An agreement that the visitor may change, whole.
fn editable(visit: &Visit, read: &Read) -> Result<Agreement> {
    let agreement = visible_agreement(read, visit.id("id")?)?;
    authorise_edit(read, &agreement)?;
    Ok(agreement)
}

/// The way to what lies below the list.
fn under_list(visit: &Visit) -> Vec<Link> {
    vec![Link::new(PATH, visit.text("agreements"))]
}
