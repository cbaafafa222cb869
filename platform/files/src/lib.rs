//! Files that belong to records: received, examined, kept in the database in pieces, in all their editions. What a file
//! belongs to, and who may read it, the domains decide.

mod examine;
mod file;
mod keep;
mod kind;
mod name;
mod office;
mod received;
mod settings;
mod store;
mod text;
mod virus;

pub use examine::{Examined, Refusal, examine, too_large};
pub use file::{Edition, KeptFile, Withdrawal};
pub use keep::{add, add_edition, dispose, withdraw};
pub use kind::{FileKind, all_endings};
pub use name::safe_name;
pub use received::{Arrived, Incoming};
pub use settings::{Place, Settings, VirusCheck, WhenDown};
pub use store::{
    beginnings_of, content_piece, contents_of, edition, editions_of, editions_of_files, file, files_of_ids,
    files_of_subjects, text_of, used_bytes,
};
pub use text::print_text_of_pdf;

use storage::{Migration, Noun, Schema, Statement};

/// The tables of files.
#[must_use]
pub fn schema() -> Schema {
    Schema {
        migrations: vec![Migration {
            domain: "files",
            number: 1,
            sql: include_str!("../migrations/001_files.sql"),
        }],
        nouns: vec![
            Noun { table: "file", key: &["id"], indices: &[&["subject_id"], &["sort_key", "id"]] },
            Noun { table: "file_edition", key: &["file_id", "number"], indices: &[&["content_id"]] },
        ],
        tenant_tables: vec!["file_content", "file_chunk", "file_text"],
        ..Schema::default()
    }
}

/// Every statement of files, for the tests.
#[must_use]
pub fn statements() -> Vec<Statement> {
    store::STATEMENTS.to_vec()
}
