//! The pages on which a plan goes from a draft to a decision, and those of what was decided.

mod consult_form;
mod decide_form;
mod next_step;
mod propose_form;
mod snapshot_page;
mod step_posts;

pub(super) use next_step::{NextStep, next_step};
pub(super) use snapshot_page::snapshot_href;

use super::SEEN;
use crate::plan::Plan;
use web::components::Link;
use web::{Route, Visit};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/planer/{id}/foresla", SEEN, propose_form::form).of("plan"),
        Route::post("/planer/{id}/foresla", SEEN, propose_form::propose).of("plan"),
        Route::get("/planer/{id}/besluta", SEEN, decide_form::form).of("plan"),
        Route::post("/planer/{id}/besluta", SEEN, decide_form::decide).of("plan"),
        Route::post("/planer/{id}/lamna-tillbaka", SEEN, decide_form::give_back).of("plan"),
        Route::get("/planer/{id}/samrad", SEEN, consult_form::form).of("plan"),
        Route::post("/planer/{id}/samrad", SEEN, consult_form::record).of("plan"),
        Route::post("/planer/{id}/granskning", SEEN, step_posts::send_for_review).of("plan"),
        Route::post("/planer/{id}/fortsatt-skriva", SEEN, step_posts::take_back).of("plan"),
        Route::post("/planer/{id}/ny-version", SEEN, step_posts::open_new_version).of("plan"),
        Route::get("/planer/{id}/lydelser/{number}", SEEN, snapshot_page::snapshot_page).of("plan"),
    ]
}

/// The way to a page of a plan.
fn under(visit: &Visit, plan: &Plan) -> Vec<Link> {
    let href = visit.keeping_day(super::plan_words::plan_href(plan.id));
    vec![Link::new("/planer", visit.text("plans")), Link::new(href, plan.title())]
}
