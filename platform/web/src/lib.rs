//! The web application's shell: routes as data, the visit that handlers see, sign-in, pages and their components,
//! and the machinery of the API.

pub mod accounts;
pub mod assets;
pub mod components;
pub mod layout;
pub mod papers;

mod account_page;
mod answer;
mod error_answer;
mod form_input;
mod headers;
mod health;
mod list_view;
mod list_views;
mod metrics;
mod openapi;
mod problem;
mod rate_limit;
mod record_form;
mod resource;
mod route;
mod router;
mod seen_by;
mod session;
mod settings_page;
mod sign_in;
mod store;
mod token_pages;
mod tried;
mod visit;
mod watch;
mod web;

pub use answer::{Answer, File, JsonAnswer, Page, Piece, StoredFile};
pub use files::Settings as FileSettings;
pub use form_input::{read_form, set_from_texts, value_of_texts};
pub use list_view::{
    CHOSEN_COLUMNS, COLUMNS_OF_FILE_PARAMETER, FILTER_GONE, ListInWords, ListParts, ListRows, ListView,
    Names, Offered, every_row, field_column, file_links, filter_field, is_file_asked, list_file, suggest,
};
pub use list_views::{
    LIST_PARAMETER, ListPlace, ListViews, OfferedView, OfferedViews, QUERY_PARAMETER, VIEWS_PATH,
    address_of_view, list_places, normal_query,
};
pub use openapi::openapi;
pub use record_form::{
    Naming, RecordForm, RecordWords, choice_options, form_errors, is_stale, label, revision_of,
};
pub use resource::{
    Action, Change, Create, CreateOfFile, FieldInfo, FilterKind, Input, Item, ItemRead, Keep, ListAnswer,
    ListAsk, ListFilter, ListRead, LookToAct, LookToCreate, Once, Resource, Run, SentFile, fields_of,
    like_anywhere,
};
pub use route::{Access, Handler, ListOfRoute, Method, Route};
pub use router::{list_file_for, list_in_words, router, routes};
pub use seen_by::{SEEN_BY_PARAMETER, SeenBy};
pub use sign_in::own_address;
pub use tried::{Tried, form_page, tried};
pub use visit::{Body, Form, ReceivedFile, Session, Upload, Visit};
pub use watch::{Measure, Stopping, Watch};
pub use web::{Clock, DemoAccount, Room, RoomPage, Site, Waiting, Web, Welcome};

/// Every statement on the tables of the installation, for the tests.
#[must_use]
pub fn installation_statements() -> Vec<storage::Statement> {
    store::STATEMENTS.to_vec()
}

/// Every statement of this crate on the tables of a tenant, for the tests.
#[must_use]
pub fn statements() -> Vec<storage::Statement> {
    store::remembered::STATEMENTS.to_vec()
}
