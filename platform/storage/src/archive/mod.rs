//! Swedish: arkiv. An installation as files that anybody can read: one of JSON lines for each table, and a manifest that
//! says what they hold. It moves an installation between SQLite and PostgreSQL, history and audit chains included, and is
//! what a backup of PostgreSQL consists of. The format: `docs/reference/archive.md`.

mod container;
mod export;
mod load;
mod shape;
mod sqlite_copy;
mod sum;

pub use container::Archive;

use crate::db::Db;
use crate::migrate::{label, state_of};
use crate::schema::Schema;
use crate::settings::DatabaseUrl;
use container::{Form, Written};
use kernel::{Error, Message, Result};
use serde::{Deserialize, Serialize};
use shape::Column;
use std::path::Path;
use sum::{check_hash, write_hash};

/// Told at the beginning of every manifest.
const FORMAT: &str = "vidmakt-archive";
const FORMAT_VERSION: i64 = 1;

/// What an archive holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    format: String,
    format_version: i64,
    /// Version of the program that wrote it.
    pub program: String,
    /// The steps that its tables have been through.
    pub migrations: Vec<Step>,
    pub tables: Vec<TableInArchive>,
}

impl Manifest {
    /// Rows of all tables.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }

    /// The steps that this program does not know: the archive is of a newer one.
    fn unknown_to(&self, schema: &Schema) -> Vec<String> {
        let is_unknown = |step: &&Step| {
            !schema.migrations.iter().any(|m| m.domain == step.domain && m.number == step.number)
        };
        self.migrations.iter().filter(is_unknown).map(|step| label(&step.domain, step.number)).collect()
    }
}

/// One applied migration.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Step {
    pub domain: String,
    pub number: i64,
}

/// A table, and what its file must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableInArchive {
    pub name: String,
    pub columns: Vec<Column>,
    pub rows: u64,
    pub sha256: String,
}

/// The name of a table's file.
fn file_of(table: &str) -> String {
    format!("tables/{table}.jsonl")
}

impl Db {
    /// Writes everything into a new folder, as it stands at one instant, while others go on reading and writing.
    ///
    /// # Errors
    /// When the folder holds something, or cannot be written.
    pub fn export_all(&self, schema: &Schema, folder: &Path) -> Result<Manifest> {
        self.write_archive(schema, folder, Form::Folder)
    }

    fn write_archive(&self, schema: &Schema, place: &Path, form: Form) -> Result<Manifest> {
        let mut written = Written::begin(place, form)?;
        let manifest = self.snapshot(|connection| {
            let state = state_of(connection, schema)?;
            if !state.pending.is_empty() || !state.unknown.is_empty() {
                return Err(Error::failed("the tables are not those of this program"));
            }
            export::write_tables(connection, schema, &mut written)
        })?;
        written.finish(&manifest)?;
        Ok(manifest)
    }

    /// Reads a whole archive into a database that has no tables: all of it, or nothing. An archive of an older program is
    /// read as it was and then migrated.
    ///
    /// # Errors
    /// Rejected when the archive is damaged or of a newer program, or the database has tables already.
    pub fn import_all(&self, schema: &Schema, archive: &mut Archive) -> Result<()> {
        let manifest = archive.manifest().clone();
        let unknown = manifest.unknown_to(schema);
        if !unknown.is_empty() {
            let message = Message::new("archive-newer").with("program", manifest.program.clone());
            return Err(Error::rejected(archive.told(), message.with("steps", unknown.join(", "))));
        }
        self.owning(|connection| load::read_tables(connection, schema, &manifest, archive))
    }
}

/// Copies a database into one file, as it stands at one instant, while the program serves: a database file for SQLite, a
/// packed archive for PostgreSQL. Its hash stands in a file beside it.
///
/// # Errors
/// When there is such a file already, or it cannot be written.
pub fn back_up(url: &DatabaseUrl, db: &Db, schema: &Schema, file: &Path) -> Result<()> {
    match url {
        DatabaseUrl::Sqlite(path) => sqlite_copy::copy_out(path, file)?,
        DatabaseUrl::Postgres(_) => drop(db.write_archive(schema, file, Form::File)?),
    }
    write_hash(file)
}

/// What a file turned out to be when it was looked through.
pub enum Backup {
    /// A SQLite database, whole and of this program.
    SqliteFile,
    /// A packed archive, whole.
    Archive(Box<Archive>),
}

/// Looks a backup through from beginning to end, before anything is written anywhere.
///
/// # Errors
/// Rejected when it is no backup, cut, changed, or of a newer program.
pub fn check_backup(schema: &Schema, file: &Path) -> Result<Backup> {
    check_hash(file)?;
    if sqlite_copy::is_sqlite(file)? {
        sqlite_copy::check(schema, file)?;
        return Ok(Backup::SqliteFile);
    }
    let mut archive = Archive::open_file(file)?;
    archive.check()?;
    Ok(Backup::Archive(Box::new(archive)))
}

/// Puts a looked through SQLite file where a database shall be.
///
/// # Errors
/// Rejected when there is a database already.
pub fn restore_sqlite(schema: &Schema, file: &Path, url: &DatabaseUrl) -> Result<()> {
    match url {
        DatabaseUrl::Sqlite(path) => sqlite_copy::copy_in(schema, file, path),
        DatabaseUrl::Postgres(_) => Err(Error::rejected(file.display().to_string(), "archive-other-engine")),
    }
}
