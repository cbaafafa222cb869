//! The pages of the register. They read, show and call the verbs; the rules are elsewhere.

mod bulk;
mod confirm_list;
mod confirm_page;
mod document_confirm_list;
mod document_files;
mod document_forms;
mod document_list;
mod document_page;
mod document_readers;
mod document_standing;
mod from_above;
mod gaps;
mod matrix;
mod matrix_rows;
mod mends;
mod my_systems;
mod notice_forms;
mod notice_list;
mod notice_page;
mod object_forms;
mod object_list;
mod object_page;
mod object_systems;
mod papers;
mod seen_by;
mod step_form;
mod system_forms;
mod system_list;
mod system_page;
mod system_standing;
mod system_tabs;
mod system_uses;
mod uses_form;
mod words;

pub(crate) use system_list::systems_of_view;

pub(crate) use bulk::seen_bulk_changes;
pub use confirm_list::to_confirm;
pub use document_confirm_list::documents_to_confirm;
pub use mends::Mends;
pub use my_systems::my_systems;
pub use notice_list::notices_waiting;
pub(crate) use notice_list::seen as seen_notices;
pub use object_systems::SYSTEMS_BY_NAME;

use crate::{CREATE, EDIT, EDIT_DOCUMENTS, EDIT_OBJECTS, PROPOSE};
use kernel::Objection;
use web::components::{Icon, Link};
use web::{Access, Room, RoomPage, Route, Visit};

pub(crate) use document_files::{brought, content_of_api, routes as file_routes};
pub use papers::system_paper;
pub(crate) use papers::{paper_of_object, paper_of_system};

const SEEN: Access = Access::SignedIn;

/// The room in the navigation.
pub const ROOMS: &[Room] = &[Room {
    label: "room-register",
    icon: Icon::Register,
    key: 'r',
    path: "/system",
    permission: None,
    pages: &[
        RoomPage { label: "register-systems", path: "/system", permission: None },
        RoomPage { label: "register-objects", path: "/objekt", permission: None },
        RoomPage { label: "register-documents", path: "/dokument", permission: Some(crate::READ_DOCUMENTS) },
        RoomPage {
            label: "agreements",
            path: "/avtal",
            permission: Some(kernel::Permission("agreements.read")),
        },
        RoomPage {
            label: "licences",
            path: "/licenser",
            permission: Some(kernel::Permission("agreements.read")),
        },
        RoomPage { label: "register-matrix", path: "/krav", permission: Some(findings::READ) },
        RoomPage { label: "register-gaps", path: "/brister", permission: Some(findings::READ) },
        RoomPage { label: "notices", path: "/system/andringsmeddelanden", permission: Some(PROPOSE) },
        RoomPage { label: "confirm-list", path: "/system/att-bekrafta", permission: Some(crate::CONFIRM) },
        RoomPage {
            label: "document-confirm-list",
            path: "/dokument/att-bekrafta",
            permission: Some(crate::READ_DOCUMENTS),
        },
        RoomPage { label: "bulk-changes", path: bulk::PATH, permission: Some(EDIT) },
        RoomPage { label: "transfer-import", path: "/system/importera", permission: Some(crate::IMPORT) },
    ],
}];

/// The routes of the pages.
pub(crate) fn routes() -> Vec<Route> {
    let creates = Access::Needs(CREATE);
    let proposes = Access::Needs(PROPOSE);
    let edits_objects = Access::Needs(EDIT_OBJECTS);
    let edits_documents = Access::Needs(EDIT_DOCUMENTS);
    let reads_findings = Access::Needs(findings::READ);
    let own = vec![
        Route::get("/system", SEEN, seen_by::system_list).listing("register-systems"),
        Route::get("/system/nytt", creates, system_forms::new_system),
        Route::post("/system/nytt", creates, system_forms::register),
        Route::get("/system/andringsmeddelanden", SEEN, notice_list::notice_list).listing("notices"),
        Route::get("/system/andringsmeddelanden/{id}", SEEN, notice_page::notice_page).of("change_notice"),
        Route::get("/system/andringsmeddelanden/{id}/andra", SEEN, notice_forms::tell_again_form)
            .of("change_notice"),
        Route::post("/system/andringsmeddelanden/{id}/andra", SEEN, notice_forms::tell_again)
            .of("change_notice"),
        Route::post("/system/andringsmeddelanden/{id}/ta-over", SEEN, notice_page::take_over)
            .of("change_notice"),
        Route::post("/system/andringsmeddelanden/{id}/skicka-tillbaka", SEEN, notice_page::send_back)
            .of("change_notice"),
        Route::post("/system/andringsmeddelanden/{id}/dra-tillbaka", SEEN, notice_page::withdraw)
            .of("change_notice"),
        Route::get("/system/meddela-nytt", proposes, notice_forms::tell_new_form),
        Route::post("/system/meddela-nytt", proposes, notice_forms::tell_new),
        Route::get("/system/{id}/meddela", SEEN, notice_forms::tell_form).of("system"),
        Route::post("/system/{id}/meddela", SEEN, notice_forms::tell).of("system"),
        Route::get("/system/att-bekrafta", SEEN, confirm_list::confirm_list).listing("confirm-list"),
        Route::post("/system/att-bekrafta", SEEN, confirm_list::confirm_chosen),
        Route::get("/system/{id}/bekrafta", SEEN, confirm_page::confirm_page).of("system"),
        Route::post("/system/{id}/bekrafta", SEEN, confirm_page::confirm).of("system"),
        Route::get("/system/{id}", SEEN, seen_by::system_page).of("system"),
        Route::get("/system/{id}/andra", SEEN, system_forms::edit_system).of("system"),
        Route::post("/system/{id}/andra", SEEN, system_forms::change).of("system"),
        Route::get("/system/{id}/skede", SEEN, step_form::step_form).of("system"),
        Route::post("/system/{id}/skede", SEEN, step_form::take_step).of("system"),
        Route::get("/system/{id}/anvandning", SEEN, uses_form::uses_form).of("system"),
        Route::post("/system/{id}/anvandning", SEEN, uses_form::set_uses).of("system"),
        Route::get("/objekt", SEEN, seen_by::object_list).listing("register-objects"),
        Route::get("/objekt/nytt", edits_objects, object_forms::new_object),
        Route::post("/objekt/nytt", edits_objects, object_forms::register),
        Route::get("/objekt/{id}", SEEN, seen_by::object_page).of("object"),
        Route::get("/objekt/{id}/andra", SEEN, object_forms::edit_object).of("object"),
        Route::post("/objekt/{id}/andra", SEEN, object_forms::change).of("object"),
        Route::get("/objekt/{id}/system", SEEN, object_systems::edit_systems).of("object"),
        Route::post("/objekt/{id}/system", SEEN, object_systems::set_systems).of("object"),
        Route::get("/dokument", SEEN, document_list::document_list).listing("register-documents"),
        Route::get("/dokument/nytt", edits_documents, document_forms::new_document),
        Route::post("/dokument/nytt", edits_documents, document_forms::register),
        Route::get("/dokument/att-bekrafta", SEEN, document_confirm_list::confirm_list)
            .listing("document-confirm-list"),
        Route::post("/dokument/att-bekrafta", SEEN, document_confirm_list::confirm_chosen),
        Route::get("/dokument/{id}", SEEN, document_page::document_page).of("document"),
        Route::post("/dokument/{id}/bekrafta", SEEN, document_standing::confirm).of("document"),
        Route::get("/dokument/{id}/lasare", SEEN, document_readers::readers_page).of("document"),
        Route::get("/dokument/{id}/andra", SEEN, document_forms::edit_document).of("document"),
        Route::post("/dokument/{id}/andra", SEEN, document_forms::change).of("document"),
        Route::get("/dokument/{id}/dra-tillbaka", SEEN, document_forms::withdrawal).of("document"),
        Route::post("/dokument/{id}/dra-tillbaka", SEEN, document_forms::withdraw).of("document"),
        object_systems::suggesting(),
        Route::get("/krav", reads_findings, matrix::matrix_of_systems).listing("register-matrix"),
        Route::get("/krav/objekt", reads_findings, matrix::matrix_of_objects)
            .listing("register-matrix-of-objects"),
        Route::get("/brister", reads_findings, gaps::gaps_page).listing("register-gaps"),
    ];
    [own, bulk::routes(), papers::routes(), words::suggesting().into()].concat()
}

/// Both what the form itself and what the verb objected to; nothing twice at one field.
fn joined(mut typed: Vec<Objection>, by_verb: Vec<Objection>) -> Vec<Objection> {
    for objection in by_verb {
        if !typed.iter().any(|one| one.field == objection.field) {
            typed.push(objection);
        }
    }
    typed
}

/// Where a form leads back to: an address of this program that the link to the form named, or the record.
fn way_back(asked: Option<&str>, record: String) -> String {
    web::own_address(asked).map_or(record, str::to_owned)
}

/// The beginning of the way to a record.
fn under(visit: &Visit, key: &str, path: &str) -> Vec<Link> {
    vec![Link::new(path, visit.text(key))]
}
