//! Statements as the engines see them: understood or not, and whether one walks a whole table.

use crate::TestDb;
use kernel::Instant;
use postgres::{Client, NoTls};
use rusqlite::functions::FunctionFlags;
use std::path::Path;
use storage::{DatabaseUrl, Engine, Statement};

impl TestDb {
    /// Prepares a statement as it reads now, and as of an instant if it reads versions.
    ///
    /// # Panics
    /// When the engine does not understand it; tells its name.
    pub fn prepare(&self, statement: &Statement) {
        for text in texts_of(statement, self.engine()) {
            let prepared = match self.url() {
                DatabaseUrl::Sqlite(path) => open_sqlite(path)
                    .and_then(|connection| connection.prepare(&text).map(|_| ()))
                    .map_err(|error| error.to_string()),
                DatabaseUrl::Postgres(address) => Client::connect(address, NoTls)
                    .and_then(|mut client| client.prepare(&text).map(|_| ()))
                    .map_err(|error| format!("{error:?}")),
            };
            prepared.unwrap_or_else(|error| panic!("{}: {error}\n{text}", statement.name));
        }
    }

    /// The steps in which a statement walks a whole table, now or as of an instant. SQLite alone tells it of tables
    /// that hold nothing.
    ///
    /// # Panics
    /// On PostgreSQL, or when the statement is not understood.
    #[must_use]
    pub fn scans_of(&self, statement: &Statement) -> Vec<String> {
        let DatabaseUrl::Sqlite(path) = self.url() else { panic!("SQLite is asked for scans") };
        let steps = texts_of(statement, self.engine()).into_iter().flat_map(|text| {
            steps_on_sqlite(path, &text).unwrap_or_else(|error| panic!("{}: {error}", statement.name))
        });
        steps.filter(|step| step.starts_with("SCAN") && !step.contains("CONSTANT ROW")).collect()
    }
}

/// How a statement reads now, and as of an instant if it reads at all.
fn texts_of(statement: &Statement, engine: Engine) -> Vec<String> {
    let reads = statement.sql.trim_start().starts_with("SELECT") || statement.sql.starts_with("WITH");
    let views = [Some(None), reads.then_some(Some(Instant::from_micros(0)))];
    views.into_iter().flatten().map(|view| statement.text_on(engine, view)).collect()
}

/// The triggers of a noun ask for the instant of the transaction.
fn open_sqlite(path: &Path) -> rusqlite::Result<rusqlite::Connection> {
    let connection = rusqlite::Connection::open(path)?;
    connection.create_scalar_function("vidmakt_instant", 0, FunctionFlags::default(), |_| Ok(0))?;
    Ok(connection)
}

fn steps_on_sqlite(path: &Path, text: &str) -> rusqlite::Result<Vec<String>> {
    let connection = open_sqlite(path)?;
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {text}"))?;
    // Unbound: a plan needs no values.
    statement.raw_query().mapped(|row| row.get("detail")).collect()
}
