//! Working on a database behind the program's back: as an intruder would, or to see what really stands there.
//! No tenant is bound and, on PostgreSQL, no wall holds.

use crate::TestDb;
use kernel::Instant;
use postgres::{Client, NoTls, SimpleQueryMessage};
use rusqlite::functions::FunctionFlags;
use rusqlite::types::ValueRef;
use std::path::Path;
use storage::{DatabaseUrl, Statement};

impl TestDb {
    /// Runs statements.
    ///
    /// # Panics
    /// When one fails.
    pub fn raw_execute(&self, sql: &str) {
        match self.url() {
            DatabaseUrl::Sqlite(path) => rusqlite::Connection::open(path)
                .and_then(|connection| connection.execute_batch(sql))
                .unwrap_or_else(|error| panic!("{sql}: {error}")),
            DatabaseUrl::Postgres(address) => Client::connect(address, NoTls)
                .and_then(|mut client| client.batch_execute(sql))
                .unwrap_or_else(|error| panic!("{sql}: {error:?}")),
        }
    }

    /// The rows of a query, each value as text; nothing is the empty text.
    ///
    /// # Panics
    /// When it fails.
    #[must_use]
    pub fn raw_rows(&self, sql: &str) -> Vec<Vec<String>> {
        match self.url() {
            DatabaseUrl::Sqlite(path) => {
                sqlite_rows(path, sql).unwrap_or_else(|error| panic!("{sql}: {error}"))
            }
            DatabaseUrl::Postgres(address) => {
                postgres_rows(address, sql).unwrap_or_else(|error| panic!("{sql}: {error:?}"))
            }
        }
    }
}

impl TestDb {
    /// Prepares a statement as it reads now, and as of an instant if it reads versions.
    ///
    /// # Panics
    /// When the engine does not understand it; tells its name.
    pub fn prepare(&self, statement: &Statement) {
        let as_of = statement.sql.starts_with("SELECT").then_some(Instant::from_micros(0));
        for view in [None, as_of] {
            let text = statement.text_on(self.engine(), view);
            let prepared = match self.url() {
                DatabaseUrl::Sqlite(path) => {
                    prepare_on_sqlite(path, &text).map_err(|error| error.to_string())
                }
                DatabaseUrl::Postgres(address) => Client::connect(address, NoTls)
                    .and_then(|mut client| client.prepare(&text).map(|_| ()))
                    .map_err(|error| format!("{error:?}")),
            };
            prepared.unwrap_or_else(|error| panic!("{}: {error}\n{text}", statement.name));
        }
    }
}

/// The triggers of a noun ask for the instant of the transaction.
fn prepare_on_sqlite(path: &Path, text: &str) -> rusqlite::Result<()> {
    let connection = rusqlite::Connection::open(path)?;
    connection.create_scalar_function("vidmakt_instant", 0, FunctionFlags::default(), |_| Ok(0))?;
    connection.prepare(text).map(|_| ())
}

fn sqlite_rows(path: &Path, sql: &str) -> rusqlite::Result<Vec<Vec<String>>> {
    let connection = rusqlite::Connection::open(path)?;
    let mut statement = connection.prepare(sql)?;
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| {
        (0..columns).map(|column| row.get_ref(column).map(text_of)).collect::<rusqlite::Result<_>>()
    })?;
    rows.collect()
}

fn text_of(value: ValueRef) -> String {
    match value {
        ValueRef::Null => String::new(),
        ValueRef::Integer(int) => int.to_string(),
        ValueRef::Real(real) => real.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Blob(bytes) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}

fn postgres_rows(address: &str, sql: &str) -> Result<Vec<Vec<String>>, postgres::Error> {
    let messages = Client::connect(address, NoTls)?.simple_query(sql)?;
    let rows = messages.into_iter().filter_map(|message| match message {
        SimpleQueryMessage::Row(row) => {
            Some((0..row.len()).map(|column| row.get(column).unwrap_or_default().to_owned()).collect())
        }
        _ => None,
    });
    Ok(rows.collect())
}
