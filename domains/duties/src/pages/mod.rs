//! The pages of this room. They read, show and call the verbs; the rules are elsewhere.

mod approval_form;
mod approval_page;
mod case_rows;
mod distribute_form;
mod panel;
mod protocol_form;
mod protocol_list;
mod protocol_page;
mod statements;
mod system_tests;
mod withdraw_form;
mod words;

pub use panel::panel_of_tests;
pub use statements::panel_of_statements;

use kernel::{Objection, Result};
use web::components::{FieldGroup, Form, FormField, Input, Link};
use web::{Access, Route, Tried, Visit, form_errors, suggest, tried};

const SEEN: Access = Access::SignedIn;

/// The routes of the pages.
pub(crate) fn routes() -> Vec<Route> {
    let writes = Access::Needs(crate::WRITE_TESTS);
    let tests = vec![
        Route::get("/test", SEEN, protocol_list::protocol_list).listing("tests"),
        Route::get("/test/nytt", writes, protocol_form::new_protocol),
        Route::post("/test/nytt", writes, protocol_form::write),
        Route::get(words::TESTED_BY_NAME.suggestions, writes, |visit| suggest(visit, &words::TESTED_BY_NAME)),
        Route::get("/test/{id}", SEEN, protocol_page::protocol_page).of("test_protocol"),
        Route::post("/test/{id}/ta-del", SEEN, protocol_page::acknowledge).of("test_protocol"),
        Route::get("/test/{id}/andra", SEEN, protocol_form::edit_protocol).of("test_protocol"),
        Route::post("/test/{id}/andra", SEEN, protocol_form::change).of("test_protocol"),
        Route::get("/test/{id}/dela-ut", SEEN, distribute_form::distribute_form).of("test_protocol"),
        Route::post("/test/{id}/dela-ut", SEEN, distribute_form::distribute).of("test_protocol"),
        Route::get("/test/{id}/dra-tillbaka", SEEN, withdraw_form::withdrawal).of("test_protocol"),
        Route::post("/test/{id}/dra-tillbaka", SEEN, withdraw_form::withdraw).of("test_protocol"),
        Route::get("/system/{id}/test", SEEN, system_tests::system_tests).of("system"),
        Route::get("/system/{id}/driftgodkann", SEEN, approval_form::approval_form).of("system"),
        Route::post("/system/{id}/driftgodkann", SEEN, approval_form::approve).of("system"),
        Route::get("/driftgodkannanden/{id}", SEEN, approval_page::approval_page).of("operation_approval"),
        Route::post("/driftgodkannanden/{id}/aterkalla", SEEN, approval_page::revoke)
            .of("operation_approval"),
    ];
    [tests, statements::routes()].concat()
}

/// What stands against what a form asked for; told at the whole form where somebody else was faster.
fn told_again<T>(result: Result<T>) -> Result<Result<T, Vec<Objection>>> {
    Ok(match tried(result)? {
        Tried::Done(done) => Ok(done),
        Tried::Stale => Err(vec![Objection::new("", "test-objection-stale")]),
        Tried::Again(objections) => Err(objections),
    })
}

/// A form that is sent to the page's own address.
fn own_form(visit: &Visit, revision: Option<i64>, groups: Vec<FieldGroup>, objections: &[Objection]) -> Form {
    Form {
        action: visit.path.clone(),
        csrf: visit.csrf().to_owned(),
        revision: revision.map(|revision| revision.to_string()),
        hidden: Vec::new(),
        groups,
        errors: form_errors(visit.language(), objections),
        save: visit.text("save"),
        cancel: None,
    }
}

/// The field that asks why something is taken back.
fn reason_field(visit: &Visit, label: &str) -> FormField {
    let value = typed(visit, "reason").unwrap_or_default();
    FormField::new("reason", visit.text(label), Input::LongText { value, max_chars: 2_000 }).required()
}

/// What was typed at a field of the form that comes back.
fn typed(visit: &Visit, name: &str) -> Option<String> {
    visit.form().ok().and_then(|form| form.get(name)).map(str::to_owned)
}

/// What was chosen at a field of the form that comes back.
fn typed_all(visit: &Visit, name: &str) -> Vec<String> {
    visit.form().map(|form| form.all(name).map(str::to_owned).collect()).unwrap_or_default()
}

/// The way to the tests of a system.
fn under_system(visit: &Visit, system: kernel::Id, name: &str) -> Vec<Link> {
    vec![
        Link::new(visit.keeping_day(format!("/system/{system}")), name),
        Link::new(visit.keeping_day(format!("/system/{system}/test")), visit.text("tests")),
    ]
}
