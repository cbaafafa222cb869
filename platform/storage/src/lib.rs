//! How Vidmakt keeps its records: SQLite or PostgreSQL behind one synchronous layer.
//! The closure given to [`Db::read`] or [`Db::write`] is the transaction.
//!
//! Every statement of a tenant has the tenant as `?1`, bound here and nowhere else; a table is named by a token
//! (`@system`), which becomes the tenant's rows of that table, now or as they were recorded at an instant.

mod archive;
mod audit;
mod audit_erasure;
mod audit_verify;
pub mod columns;
mod connection;
mod db;
mod dialect;
mod event_list;
mod installation;
mod jobs;
mod listing;
mod many_rows;
mod migrate;
mod planner;
mod postgres_address;
mod postgres_engine;
mod postgres_session;
mod pulse;
mod read;
mod schema;
mod settings;
mod sqlite_engine;
mod statement;
mod twins;
mod tx;
mod value;
mod versions;
mod word_index;

pub use archive::{Archive, Backup, Manifest, Step, TableInArchive, back_up, check_backup, restore_sqlite};
pub use audit::{AuditEntry, AuditEvent, EventPage, Link, chain_head, changes, history_of, latest_events};
pub use audit_erasure::{EraseContent, erase_content};
pub use audit_verify::{Anchor, ChainReport, verify_chain};
pub use db::{AfterCommit, BeforeCommit, Db, View};
pub use dialect::Engine;
pub use event_list::{EVENTS, MOST_ACTORS, event_of};
pub use installation::Installation;
pub use jobs::{
    Job, add_jobs, done_job, due_jobs, failed_job, jobs_by_state, keep_job, take_job, tenants_with_job,
};
pub use listing::{Beside, Filter, Listing, Page, Query, Sort, SortKey};
pub use pulse::Pulse;
pub use read::Read;
pub use schema::{Migration, Noun, Schema};
pub use settings::DatabaseUrl;
pub use statement::Statement;
pub use tx::Tx;
pub use value::{FromRow, FromValue, Row, Value};
pub use word_index::{AskedWords, IndexedWords};

/// Every statement of this crate, for the tests.
#[must_use]
pub fn statements() -> Vec<Statement> {
    [audit::STATEMENTS, audit_erasure::STATEMENTS].concat()
}

/// Every statement of this crate on the tables of the installation, for the tests.
#[must_use]
pub fn installation_statements() -> Vec<Statement> {
    jobs::STATEMENTS.to_vec()
}
