//! Search over every kind of record: the rooms tell the words of their records, this crate cuts and stems them, keeps the
//! index in the transaction that changed them, and shows to everybody what they may see.

mod api;
mod compound;
mod cut;
mod find;
mod index;
mod marked;
mod pages;
mod question;
mod source;
mod stem;
mod store;
mod words;

pub use api::resources;
pub use find::{Excerpt, Hit, HitPage, OfKind, counted, lines, overview, page};
pub use index::{Rebuilt, before_commit, index_more, is_whole, rebuild};
pub use marked::Piece;
pub use pages::routes;
pub use question::Question;
pub use source::{Depth, Entry, Passage, Source, Sources};

use storage::{Migration, Schema, Statement};

/// The tables of this crate. All of them follow from the records.
#[must_use]
pub fn schema() -> Schema {
    Schema {
        migrations: vec![Migration {
            domain: "search",
            number: 1,
            sql: include_str!("../migrations/001_search.sql"),
        }],
        tenant_tables: vec!["search_entry", "search_progress"],
        derived_tables: vec!["search_entry", "search_progress", "word_index"],
        ..Schema::default()
    }
}

/// Every statement of this crate, for the tests.
#[must_use]
pub fn statements() -> Vec<Statement> {
    store::statements()
}
