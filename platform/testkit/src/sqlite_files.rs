//! SQLite databases of tests: files in temporary directories, copied from one that was migrated once per process.

use crate::postgres_server::hash_of;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use storage::{DatabaseUrl, Db, Schema};
use tempfile::TempDir;

/// The migrated file of each schema, by its hash. The files go with the process.
static TEMPLATES: Mutex<Option<HashMap<u64, Vec<u8>>>> = Mutex::new(None);

pub(crate) fn empty() -> (DatabaseUrl, TempDir) {
    let place = tempfile::Builder::new().prefix("vidmakt-test-").tempdir().expect("a temporary directory");
    (DatabaseUrl::Sqlite(file_in(&place)), place)
}

pub(crate) fn copy_of_template(schema: &Schema) -> (DatabaseUrl, TempDir) {
    let (url, place) = empty();
    let mut templates = TEMPLATES.lock().unwrap_or_else(PoisonError::into_inner);
    let template =
        templates.get_or_insert_default().entry(hash_of(schema)).or_insert_with(|| migrated(schema));
    std::fs::write(file_in(&place), template).expect("a copy of the template");
    (url, place)
}

fn file_in(place: &TempDir) -> PathBuf {
    place.path().join("vidmakt.db")
}

fn migrated(schema: &Schema) -> Vec<u8> {
    let (url, place) = empty();
    Db::open(&url).and_then(|db| db.migrate(schema)).expect("the schema migrates on SQLite");
    // Into one file without a write-ahead log beside it.
    let whole = place.path().join("whole.db");
    rusqlite::Connection::open(file_in(&place))
        .and_then(|connection| connection.execute("VACUUM INTO ?1", [whole.to_string_lossy()]))
        .expect("the migrated file is copied");
    std::fs::read(whole).expect("the copied file is read")
}
