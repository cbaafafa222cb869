//! Views of lists that people save: filters, order and columns under a name, for oneself or shared, to begin with after
//! signing in, and to be sent as a file on certain days.
//!
//! Swedish: sparade vyer. A view holds no rows: whoever opens it or gets its file sees what they themselves may see then.

mod api;
mod compute_next_day;
mod end_mailing;
mod listing;
mod mailing;
mod offered;
mod order_mailing;
mod pages;
mod remove_view;
mod save_view;
mod saved_view;
mod send_mailings;
mod skip_due;
mod start_view;
mod store;
mod surroundings;
mod visible;

pub use api::resources;
pub use end_mailing::end_mailing;
pub use listing::VIEWS;
pub use mailing::{Mailing, Outcome, Rhythm};
pub use offered::LIST_VIEWS;
pub use order_mailing::order_mailing;
pub use pages::routes;
pub use remove_view::remove_view;
pub use save_view::{SaveView, save_view};
pub use saved_view::{SavedView, SharedWith};
pub use send_mailings::{Sender, send_mailings};
pub use skip_due::skip_due;
pub use start_view::{begin_with, begin_with_none};
pub use surroundings::Surroundings;
pub use visible::{mailings_of, visible_view};

use kernel::{Permission, SubjectKind};
use storage::{Migration, Noun, Schema, Statement};

/// Swedish: sparad vy.
pub const SAVED_VIEW: SubjectKind = SubjectKind("saved_view");

/// To share views with an organisation, and to look after those that others share with it.
pub const SHARE: Permission = Permission("views.share");

/// What this crate lets people do.
pub const PERMISSIONS: &[Permission] = &[SHARE];

/// The tables of this crate.
#[must_use]
pub fn schema() -> Schema {
    Schema {
        migrations: vec![Migration {
            domain: "views",
            number: 1,
            sql: include_str!("../migrations/001_views.sql"),
        }],
        nouns: vec![Noun {
            table: "saved_view",
            key: &["id"],
            indices: &[
                &["list", "sort_key", "id"],
                &["owner_id", "list"],
                &["sort_key", "id"],
                &["updated_at", "id"],
            ],
        }],
        tenant_tables: vec!["start_view", "view_mailing"],
        ..Schema::default()
    }
}

/// Every statement of this crate, for the tests.
#[must_use]
pub fn statements() -> Vec<Statement> {
    [store::STATEMENTS, store::mailings::STATEMENTS].concat()
}
