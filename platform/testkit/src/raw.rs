//! Working on a database behind the program's back: as an intruder would, or to see what really stands there.
//! No tenant is bound and, on PostgreSQL, no wall holds.

use crate::TestDb;
use postgres::{Client, NoTls, SimpleQueryMessage};
use rusqlite::types::ValueRef;
use std::path::Path;
use storage::DatabaseUrl;

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
