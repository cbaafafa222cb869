//! The pages of what people say of their duties: one's own, the list, the duties of a record, and the forms.

mod copy_form;
mod duties_of_record;
mod mine;
mod panel;
mod statement_form;
mod statement_list;
mod statement_page;
mod withdraw_form;
mod words;

pub use panel::panel_of_statements;

use web::{Access, Route};

const SEEN: Access = Access::SignedIn;
pub(super) const LIST: &str = "/ansvar/lista";

/// The routes of the pages.
pub(super) fn routes() -> Vec<Route> {
    let one = |route: Route| route.of("duty_statement");
    vec![
        Route::get("/ansvar", SEEN, mine::mine),
        Route::get(LIST, SEEN, statement_list::statement_list).listing("statements"),
        Route::get("/ansvar/ny", SEEN, statement_form::new_statement),
        Route::post("/ansvar/ny", SEEN, statement_form::state),
        one(Route::get("/ansvar/{id}", SEEN, statement_page::statement_page)),
        one(Route::post("/ansvar/{id}/stammer", SEEN, statement_page::review)),
        one(Route::get("/ansvar/{id}/dra-tillbaka", SEEN, withdraw_form::withdrawal)),
        one(Route::post("/ansvar/{id}/dra-tillbaka", SEEN, withdraw_form::withdraw)),
        Route::get("/system/{id}/ansvar", SEEN, duties_of_record::of_system).of("system"),
        Route::get("/objekt/{id}/ansvar", SEEN, duties_of_record::of_object).of("object"),
        Route::get("/administration/organisationer/{id}/ansvar", SEEN, duties_of_record::of_organisation)
            .of("organisation"),
        Route::get("/system/{id}/ansvar/kopiera", SEEN, copy_form::copying).of("system"),
        Route::post("/system/{id}/ansvar/kopiera", SEEN, copy_form::copy).of("system"),
    ]
}
