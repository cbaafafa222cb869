//! Pages that belong to no domain: the guideline itself, the audit log and waivers. They show; the rules are elsewhere.

mod audit_actors;
mod audit_event;
mod audit_log;
mod audit_words;
mod compare_packs;
mod custom_fields;
mod end_waiver;
mod guideline;
mod guideline_coverage;
mod guideline_issues;
mod guideline_parameters;
mod guideline_roles;
mod pack_changes;
mod pack_trial;
mod pack_words;
mod policy_pack;
mod policy_packs;
mod start;
mod start_deadlines;
mod start_waiting;
mod waiver;

pub(crate) use audit_words::ACTIONS;
pub use start::welcome;

use kernel::Permission;
use web::components::Icon;
use web::{Access, Room, RoomPage, Route};

/// To read the whole audit log.
pub const READ_AUDIT: Permission = Permission("audit.read");
/// To erase what events of the audit log say, where the law demands it.
pub const ERASE_AUDIT: Permission = Permission("audit.erase");

/// The room that everybody begins in.
pub const ROOMS: &[Room] = &[Room {
    label: "room-start",
    icon: Icon::Start,
    key: 's',
    path: "/",
    permission: None,
    pages: &[
        RoomPage { label: "room-start", path: "/", permission: None },
        RoomPage { label: "views", path: web::VIEWS_PATH, permission: None },
        RoomPage { label: "mine-title", path: "/mina-utskick", permission: None },
    ],
}];

/// The routes of these pages.
#[must_use]
pub fn routes() -> Vec<Route> {
    let packs = Access::Needs(findings::READ_PACKS);
    let adopting = Access::Needs(findings::ADOPT_PACK);
    let fields = Access::Needs(::custom_fields::MANAGE);
    vec![
        Route::get("/", Access::SignedIn, start::start),
        Route::get("/riktlinje", packs, guideline::clauses),
        Route::get(guideline_roles::ROLES_PATH, packs, guideline_roles::roles),
        Route::get("/riktlinje/begrepp", packs, guideline::terms),
        Route::get(guideline_parameters::PARAMETERS_PATH, packs, guideline_parameters::parameters),
        Route::get(guideline_coverage::COVERAGE_PATH, packs, guideline_coverage::coverage),
        Route::get(guideline_issues::ISSUES_PATH, packs, guideline_issues::issues),
        Route::get("/riktlinje/oklart/{issue}", packs, guideline_issues::issue),
        Route::post("/riktlinje/oklart/{issue}", adopting, guideline_issues::answer),
        Route::get("/riktlinje/{clause}", packs, guideline::clause),
        Route::get("/administration/regelpaket", packs, policy_packs::packs),
        Route::get(compare_packs::PATH, packs, compare_packs::side_by_side),
        Route::get("/administration/regelpaket/{pack}", adopting, policy_pack::policy_pack),
        Route::post("/administration/regelpaket/{pack}", adopting, policy_pack::adopt),
        Route::get(policy_pack::EARLIER_PATH, adopting, policy_pack::policy_pack).of("policy_pack"),
        Route::post(policy_pack::EARLIER_PATH, adopting, policy_pack::adopt).of("policy_pack"),
        Route::get(audit_log::PATH, Access::Needs(READ_AUDIT), audit_log::audit_log).listing("audit-log"),
        Route::get(
            "/administration/handelser/{sequence}",
            Access::Needs(READ_AUDIT),
            audit_event::audit_event,
        ),
        Route::get(custom_fields::PATH, fields, custom_fields::list),
        Route::get("/administration/falt/nytt", fields, custom_fields::new_form),
        Route::post("/administration/falt/nytt", fields, custom_fields::save_new),
        Route::get("/administration/falt/{id}", fields, custom_fields::show).of("custom_field"),
        Route::get("/administration/falt/{id}/andra", fields, custom_fields::edit_form).of("custom_field"),
        Route::post("/administration/falt/{id}/andra", fields, custom_fields::change).of("custom_field"),
        Route::get("/administration/falt/{id}/avveckla", fields, custom_fields::retire_form)
            .of("custom_field"),
        Route::post("/administration/falt/{id}/avveckla", fields, custom_fields::retire).of("custom_field"),
        Route::post("/administration/falt/{id}/aterta", fields, custom_fields::restore).of("custom_field"),
        Route::get("/undantag/nytt", Access::SignedIn, waiver::waiver_form),
        Route::post("/undantag/nytt", Access::SignedIn, waiver::waive),
        Route::get("/undantag/avsluta", Access::SignedIn, end_waiver::end_waiver_form),
        Route::post("/undantag/{id}/avsluta", Access::SignedIn, end_waiver::end_waiver).of("waiver"),
    ]
}
