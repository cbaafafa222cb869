//! The pages of the room: lists, records and forms of organisations, units, sites, people and employments, and the forms
//! by which roles are given and ended.

mod absences;
mod answering;
mod appointing;
mod assignment;
mod by_name;
mod carried;
mod custom;
mod editing;
mod employments;
mod endings;
mod forums;
mod handing_over;
mod leaving;
mod organisations;
mod people;
mod record;
mod reorganisations;
mod sharing;
mod units;

pub use by_name::{
    ORGANISATIONS_BY_NAME, OWNERS_BY_NAME, PEOPLE_BY_NAME, SUPPLIERS_BY_NAME, UNITS_BY_NAME,
    organisations_like_where,
};
pub use custom::{custom_cells, custom_filters, custom_words, naming_custom};
pub use endings::falling_vacant;
pub use forums::{forums_section, seats_section};

use crate::{EDIT, EDIT_PEOPLE, Employment, Organisation, Person, READ, READ_PEOPLE, Site, Unit};
use kernel::Permission;
use web::components::Icon;
use web::{Access, Room, RoomPage, Route};

/// The room, and its pages in the order of the navigation.
pub const ROOMS: &[Room] = &[Room {
    label: "room-administration",
    icon: Icon::Administration,
    key: 'a',
    path: "/administration/organisationer",
    permission: Some(READ),
    pages: &[
        RoomPage {
            label: "organisation-list",
            path: "/administration/organisationer",
            permission: Some(READ),
        },
        RoomPage { label: "unit-list", path: "/administration/enheter", permission: Some(READ) },
        RoomPage { label: "reorganisation-list", path: reorganisations::PATH, permission: Some(READ) },
        RoomPage { label: "site-list", path: "/administration/verksamhetsstallen", permission: Some(READ) },
        RoomPage { label: "person-list", path: "/administration/personer", permission: Some(READ_PEOPLE) },
        RoomPage { label: "role-assignment-list", path: "/uppdrag", permission: Some(READ) },
        RoomPage { label: "forum-list", path: forums::PATH, permission: Some(READ) },
        RoomPage { label: "ending-list", path: endings::PATH, permission: Some(READ) },
        RoomPage { label: "sharing-list", path: sharing::PATH, permission: Some(READ) },
        // The pages of the fields, the guideline and the log are the program's own, in the same room.
        RoomPage { label: "guideline", path: "/riktlinje", permission: Some(Permission("policy.read")) },
        RoomPage {
            label: "policy-packs",
            path: "/administration/regelpaket",
            permission: Some(Permission("policy.read")),
        },
        RoomPage {
            label: "custom-fields",
            path: "/administration/falt",
            permission: Some(custom_fields::MANAGE),
        },
        RoomPage {
            label: "mail-list",
            path: "/administration/utskick",
            permission: Some(Permission("mail.read")),
        },
        RoomPage {
            label: "hook-list",
            path: "/administration/webhookar",
            permission: Some(Permission("hooks.manage")),
        },
        RoomPage {
            label: "audit-log",
            path: "/administration/handelser",
            permission: Some(Permission("audit.read")),
        },
    ],
}];

macro_rules! paths {
    ($list:literal) => {
        [$list, concat!($list, "/ny"), concat!($list, "/{id}"), concat!($list, "/{id}/andra")]
    };
}

/// The routes of the pages.
#[must_use]
pub fn routes() -> Vec<Route> {
    [
        routes_of::<Organisation>(
            paths!("/administration/organisationer"),
            "organisation-list",
            (READ, EDIT),
        ),
        routes_of::<Organisation>(paths!("/leverantorer"), "supplier-list", (READ, EDIT)),
        routes_of::<Unit>(paths!("/administration/enheter"), "unit-list", (READ, EDIT)),
        routes_of::<Site>(paths!("/administration/verksamhetsstallen"), "site-list", (READ, EDIT)),
        routes_of::<Person>(paths!("/administration/personer"), "person-list", (READ_PEOPLE, EDIT_PEOPLE)),
        routes_of_employments(),
        routes_of_assignments(),
        routes_of_leaving(),
        forums::routes(),
        reorganisations::routes(),
        sharing::routes(),
        by_name::routes(),
    ]
    .concat()
}

/// A list, the form of a new record, a record and the form that changes it.
fn routes_of<N: record::ListedRecord>(
    [list, new, one, edit]: [&'static str; 4],
    title: &'static str,
    (read, write): (kernel::Permission, kernel::Permission),
) -> Vec<Route> {
    let subject = N::KIND.name();
    vec![
        Route::get(list, Access::Needs(read), record::list::<N>).listing(title),
        Route::get(new, Access::Needs(write), editing::new_form::<N>),
        Route::post(new, Access::Needs(write), editing::create::<N>),
        Route::get(one, Access::Needs(read), record::show::<N>).of(subject),
        Route::get(edit, Access::Needs(write), editing::edit_form::<N>).of(subject),
        Route::post(edit, Access::Needs(write), editing::change::<N>).of(subject),
    ]
}

fn routes_of_employments() -> Vec<Route> {
    let write = Access::Needs(EDIT_PEOPLE);
    vec![
        Route::get("/administration/anstallningar/ny", write, editing::new_form::<Employment>),
        Route::post("/administration/anstallningar/ny", write, editing::create::<Employment>),
        Route::get("/administration/anstallningar/{id}/andra", write, editing::edit_form::<Employment>)
            .of("employment"),
        Route::post("/administration/anstallningar/{id}/andra", write, editing::change::<Employment>)
            .of("employment"),
    ]
}

/// Whoever sees to it that somebody leaves in good order may be their manager only: the verbs ask.
fn routes_of_leaving() -> Vec<Route> {
    let all = Access::SignedIn;
    let of_person = |route: Route| route.of("person");
    vec![
        of_person(Route::get("/administration/personer/{id}/avslut", all, leaving::show)),
        of_person(Route::post("/administration/personer/{id}/avslut/klart", all, leaving::tick)),
        of_person(Route::post("/administration/personer/{id}/avslut/anda", all, leaving::take_back)),
        of_person(Route::get("/administration/personer/{id}/overlamna", all, handing_over::form_page)),
        of_person(Route::post("/administration/personer/{id}/overlamna", all, handing_over::save)),
        of_person(Route::get("/administration/personer/{id}/franvaro", all, absences::new_page)),
        of_person(Route::post("/administration/personer/{id}/franvaro", all, absences::create)),
        Route::get("/administration/franvaro/{id}/avsluta", all, absences::end_page).of("absence"),
        Route::post("/administration/franvaro/{id}/avsluta", all, absences::end).of("absence"),
    ]
}

fn routes_of_assignments() -> Vec<Route> {
    use assignment::{change, deputy, end, note_confirmed, note_declined, withdraw};
    let all = Access::SignedIn;
    let one = |route: Route| route.of("role_assignment");
    vec![
        Route::get("/uppdrag", all, assignment::list).listing("role-assignment-list"),
        Route::get(endings::PATH, all, endings::list).listing("ending-list"),
        Route::get("/uppdrag/nytt", all, appointing::form_page),
        Route::post("/uppdrag/nytt", all, appointing::appoint),
        one(Route::get("/uppdrag/{id}", all, assignment::show)),
        one(Route::post("/uppdrag/{id}/bekrafta", all, answering::confirm)),
        one(Route::get("/uppdrag/{id}/avboj", all, answering::decline_page)),
        one(Route::post("/uppdrag/{id}/avboj", all, answering::decline)),
        one(Route::get("/uppdrag/{id}/anteckna-bekraftat", all, note_confirmed::form_page)),
        one(Route::post("/uppdrag/{id}/anteckna-bekraftat", all, note_confirmed::save)),
        one(Route::get("/uppdrag/{id}/anteckna-avbojt", all, note_declined::form_page)),
        one(Route::post("/uppdrag/{id}/anteckna-avbojt", all, note_declined::save)),
        one(Route::get("/uppdrag/{id}/andra", all, change::form_page)),
        one(Route::post("/uppdrag/{id}/andra", all, change::save)),
        one(Route::get("/uppdrag/{id}/stallforetradare", all, deputy::form_page)),
        one(Route::post("/uppdrag/{id}/stallforetradare", all, deputy::save)),
        one(Route::get("/uppdrag/{id}/avsluta", all, end::form_page)),
        one(Route::post("/uppdrag/{id}/avsluta", all, end::save)),
        one(Route::get("/uppdrag/{id}/aterkalla", all, withdraw::form_page)),
        one(Route::post("/uppdrag/{id}/aterkalla", all, withdraw::save)),
    ]
}
