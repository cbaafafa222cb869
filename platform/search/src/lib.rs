//! Search over every kind of record: the rooms tell the words of their records, this crate cuts and stems them, keeps the
//! index in the transaction that changed them, and shows to everybody what they may see.

mod api;
mod compound;
mod cut;
mod find;
mod in_steps;
mod index;
mod marked;
mod pages;
mod pick;
mod question;
mod shelf;
mod source;
mod stem;
mod store;
mod words;

pub use api::resources;
pub use find::{Excerpt, Hit, HitPage, OfKind, counted, lines, overview, page};
pub use in_steps::{Rebuilt, index_more, index_waiting, is_whole, look_again, rebuild};
pub use index::{after_commit, before_commit};
pub use marked::Piece;
pub use pages::routes;
pub use question::Question;
pub use source::{Depth, Entry, Passage, Source, Sources};
pub use words::stems_of_text;

use storage::{Migration, Schema, Statement};

const TABLES: &[&str] = &["search_entry", "search_stretch", "search_waiting", "search_progress"];

/// The tables of this crate. All of them follow from the records.
#[must_use]
pub fn schema() -> Schema {
    Schema {
        migrations: vec![
            Migration { domain: "search", number: 1, sql: include_str!("../migrations/001_search.sql") },
            Migration { domain: "search", number: 2, sql: include_str!("../migrations/002_stretches.sql") },
            Migration { domain: "search", number: 3, sql: include_str!("../migrations/003_by_name.sql") },
            Migration { domain: "search", number: 4, sql: include_str!("../migrations/004_first_rows.sql") },
        ],
        tenant_tables: TABLES.to_vec(),
        derived_tables: [TABLES, &["word_index"]].concat(),
        ..Schema::default()
    }
}

/// Every statement of this crate, for the tests.
#[must_use]
pub fn statements() -> Vec<Statement> {
    store::statements()
}
