//! The pages of this room. They read, show and call the verbs; the rules are elsewhere.

mod about_form;
mod comment_page;
mod comment_steps;
mod compare_page;
mod compare_tables;
mod content_view;
mod deciding;
mod papers;
mod plan_list;
mod plan_page;
mod plan_panel;
mod plan_words;
mod rows;
mod section_page;
mod start_form;
mod suggestion_forms;
mod suggestion_list;
mod suggestion_page;
mod suggestion_steps;
mod system_panel;

pub(crate) use papers::{PLAN_FORMS, plan_file};
pub(crate) use plan_list::{FILTERS as PLAN_FILTERS, seen as seen_plans};
pub(crate) use suggestion_list::FILTERS;
pub use system_panel::panels;

use crate::suggestion::SuggestionState;
use crate::{COMMENT, READ_DRAFTS, READ_SUGGESTIONS, SUGGEST, WRITE};
use kernel::{Choice as _, Id};
use register::READ_DOCUMENTS;
use web::components::{Icon, Link, Status, Tone};
use web::{Access, Room, RoomPage, Route, Visit};

const SEEN: Access = Access::SignedIn;
const PATH: &str = "/forslag";
const COMMENTS: &str = "/planer/{id}/avsnitt/{section}/kommentarer";
const SECTION_FORM: &str = "/planer/{id}/avsnitt/{section}/andra";

/// The room in the navigation. Pages of the rooms below stand here too: the topmost of them declares it.
pub const ROOMS: &[Room] = &[Room {
    label: "room-plans",
    icon: Icon::Plans,
    key: 'p',
    path: "/planer",
    permission: Some(READ_DOCUMENTS),
    pages: &[
        RoomPage { label: "plans", path: "/planer", permission: Some(READ_DOCUMENTS) },
        RoomPage { label: "activities", path: "/planer/aktiviteter", permission: Some(READ_DRAFTS) },
        RoomPage { label: "suggestions", path: PATH, permission: Some(READ_SUGGESTIONS) },
        RoomPage { label: "statements-mine", path: "/ansvar", permission: Some(READ_DOCUMENTS) },
        RoomPage { label: "tests", path: "/test", permission: Some(READ_DOCUMENTS) },
    ],
}];

/// The routes of the pages.
#[must_use]
pub fn routes() -> Vec<Route> {
    let suggests = Access::Needs(SUGGEST);
    let writes = Access::Needs(WRITE);
    let comments = Access::Needs(COMMENT);
    let of_plans = vec![
        Route::get("/planer", Access::Needs(READ_DOCUMENTS), plan_list::plan_list).listing("plans"),
        Route::get("/planer/ny", writes, start_form::new_plan),
        Route::post("/planer/ny", writes, start_form::start),
        Route::post("/planer/ny/om", writes, about_form::choose),
        Route::get("/planer/aktiviteter", Access::Needs(READ_DRAFTS), rows::activity_list)
            .listing("activities"),
        Route::get("/planer/{id}", SEEN, plan_page::plan_page).of("plan"),
        Route::get("/planer/{id}/papper.pdf", SEEN, plan_file).of("plan"),
        Route::get("/planer/{id}/papper.odt", SEEN, plan_file).of("plan"),
        Route::get("/planer/{id}/papper.xlsx", SEEN, plan_file).of("plan"),
        Route::get(papers::READ_PATH, SEEN, papers::read_page).of("plan"),
        Route::get("/planer/{id}/lasa/papper.pdf", SEEN, papers::published_file).of("plan"),
        Route::get(SECTION_FORM, writes, section_page::edit).of("plan"),
        Route::post(SECTION_FORM, writes, section_page::save).of("plan"),
        Route::post("/planer/{id}/avsnitt/{section}/spara-utkast", writes, section_page::keep_draft)
            .of("plan"),
        Route::post("/planer/{id}/avsnitt/{section}/forhandsgranska", writes, section_page::preview)
            .of("plan"),
        Route::get("/planer/{id}/jamfor", SEEN, compare_page::compare_page).of("plan"),
        Route::get(COMMENTS, SEEN, comment_page::comment_page).of("plan"),
        Route::post(COMMENTS, comments, comment_steps::make).of("plan"),
        Route::post("/planer/{id}/kommentarer/{comment}/svara", comments, comment_steps::reply).of("plan"),
        Route::post("/planer/{id}/kommentarer/{comment}/klar", comments, comment_steps::settle).of("plan"),
        Route::get(PATH, SEEN, suggestion_list::suggestion_list).listing("suggestions"),
        Route::get("/forslag/nytt", suggests, suggestion_forms::new_suggestion),
        Route::post("/forslag/nytt", suggests, suggestion_forms::make),
        Route::get("/forslag/{id}", SEEN, suggestion_page::suggestion_page).of("suggestion"),
        Route::get("/forslag/{id}/andra", SEEN, suggestion_forms::edit_suggestion).of("suggestion"),
        Route::post("/forslag/{id}/andra", SEEN, suggestion_forms::change).of("suggestion"),
        Route::post("/forslag/{id}/vag", SEEN, suggestion_page::weigh).of("suggestion"),
        Route::post("/forslag/{id}/lagg-ihop", SEEN, suggestion_page::join).of("suggestion"),
        Route::post("/forslag/{id}/planera", SEEN, suggestion_page::plan).of("suggestion"),
        Route::post("/forslag/{id}/svara", SEEN, suggestion_page::answer).of("suggestion"),
        Route::post("/forslag/{id}/dra-tillbaka", SEEN, suggestion_page::withdraw).of("suggestion"),
        Route::post("/forslag/{id}/ta-upp", SEEN, suggestion_page::reopen).of("suggestion"),
    ];
    [of_plans, deciding::routes(), rows::routes_of_rows()].concat()
}

fn suggestion_href(id: Id) -> String {
    format!("{PATH}/{id}")
}

/// The beginning of the way to a suggestion.
fn under(visit: &Visit) -> Vec<Link> {
    vec![Link::new(PATH, visit.text("suggestions"))]
}

/// How a suggestion stands, by word and shape.
fn state_status(visit: &Visit, state: SuggestionState) -> Status {
    let tone = match state {
        SuggestionState::Open => Tone::Ahead,
        SuggestionState::Joined | SuggestionState::Planned => Tone::Ongoing,
        SuggestionState::Done => Tone::Good,
        SuggestionState::Declined | SuggestionState::Withdrawn => Tone::Closed,
    };
    Status::new(tone, visit.text(&format!("suggestion-state-{}", state.name())))
}
