//! A SQLite database as one file: copied out while the program serves, looked through, and put back.

use super::container::{at, beside, new_file, put_in_place, told};
use crate::connection::{Connection, rows_of};
use crate::migrate::state_of;
use crate::schema::Schema;
use crate::sqlite_engine::connect;
use kernel::{Error, Message, Result};
use rusqlite::OpenFlags;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// How every SQLite file begins.
const BEGINNING: &[u8] = b"SQLite format 3\0";

/// Sessions and wrong attempts do not come back: whoever had signed out would be signed in again.
const ENDS: &str = "DELETE FROM session; DELETE FROM wrong_attempt";

/// One consistent file, whatever is written meanwhile.
pub(super) fn copy_out(database: &Path, file: &Path) -> Result<()> {
    if file.exists() {
        return Err(Error::rejected(told(file), "archive-taken"));
    }
    copy(&connect(database, false)?, file, |_| Ok(()))
}

/// Copies beside the place, does the rest there, and gives the copy its name.
fn copy(from: &rusqlite::Connection, to: &Path, rest: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let copy = beside(to);
    // Made by us, so that only its owner may read it.
    new_file(&copy)?;
    let made = from
        .execute("VACUUM INTO ?1", [copy.display().to_string()])
        .map_err(|error| Error::unavailable(format!("{}: {error}", to.display())))
        .and_then(|_| rest(&copy))
        .and_then(|()| File::open(&copy).and_then(|file| file.sync_all()).map_err(|error| at(&copy, &error)))
        .and_then(|()| put_in_place(&copy, to));
    if made.is_err() {
        let _ = fs::remove_file(&copy);
    }
    made
}

pub(super) fn is_sqlite(file: &Path) -> Result<bool> {
    let mut beginning = Vec::new();
    let opened = File::open(file).map_err(|error| at(file, &error))?;
    opened.take(BEGINNING.len() as u64).read_to_end(&mut beginning).map_err(|error| at(file, &error))?;
    Ok(beginning == BEGINNING)
}

/// Whether the file is whole, and of this program or an older one.
pub(super) fn check(schema: &Schema, file: &Path) -> Result<()> {
    let cut = |_| Error::rejected(told(file), "archive-cut");
    let connection = open(file).map_err(cut)?;
    let damage: String =
        connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(cut)?;
    if damage != "ok" {
        return Err(Error::rejected(told(file), "archive-cut"));
    }
    let connection: &dyn Connection = &connection;
    let tables = rows_of(connection, "SELECT 1 FROM sqlite_schema WHERE name = 'migration'", &[])?;
    if tables.is_empty() {
        return Err(Error::rejected(told(file), "archive-foreign"));
    }
    let state = state_of(connection, schema)?;
    if !state.unknown.is_empty() {
        let message =
            Message::new("archive-newer").with("program", "?").with("steps", state.unknown.join(", "));
        return Err(Error::rejected(told(file), message));
    }
    Ok(())
}

fn open(file: &Path) -> rusqlite::Result<rusqlite::Connection> {
    rusqlite::Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

/// Puts a copy of the file where a database shall be.
pub(super) fn copy_in(schema: &Schema, file: &Path, database: &Path) -> Result<()> {
    let log = |ending: &str| {
        let mut path = database.as_os_str().to_owned();
        path.push(ending);
        PathBuf::from(path)
    };
    // A log of another database would be played back into this one.
    for there in [database.to_owned(), log("-wal"), log("-journal")] {
        if there.exists() {
            return Err(Error::rejected(told(&there), "archive-not-empty"));
        }
    }
    check(schema, file)?;
    let from = open(file).map_err(|_| Error::rejected(told(file), "archive-cut"))?;
    copy(&from, database, |copy| connect(copy, false)?.execute_batch(ENDS).map_err(Error::unavailable))
}
