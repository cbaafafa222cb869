//! What storage asks of a connection to either engine.

use crate::dialect::Engine;
use crate::value::{Row, Value};
use kernel::Result;
use std::sync::atomic::{AtomicU64, Ordering};

/// An open connection inside a transaction.
pub(crate) trait Connection {
    fn engine(&self) -> Engine;

    /// Runs a statement in the engine's own words and gives each row of the answer.
    fn query(&self, sql: &str, values: &[Value], each: &mut dyn FnMut(Row) -> Result<()>) -> Result<()>;

    /// Runs a statement that changes rows and tells how many.
    fn execute(&self, sql: &str, values: &[Value]) -> Result<u64>;

    /// Runs several statements without values.
    fn batch(&self, sql: &str) -> Result<()>;

    /// Runs a statement together with the next one, which tells what was wrong with it.
    fn before_next(&self, sql: &str) -> Result<()>;
}

/// All rows of an answer.
pub(crate) fn rows_of(connection: &dyn Connection, sql: &str, values: &[Value]) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    connection.query(sql, values, &mut |row| {
        rows.push(row);
        Ok(())
    })?;
    Ok(rows)
}

/// A connection that counts what is sent over it: statements are what a page or an import pays for.
pub(crate) struct Counted<'c> {
    pub connection: &'c dyn Connection,
    pub count: &'c AtomicU64,
}

impl Counted<'_> {
    fn one_more(&self) -> &dyn Connection {
        self.count.fetch_add(1, Ordering::Relaxed);
        self.connection
    }
}

impl Connection for Counted<'_> {
    fn engine(&self) -> Engine {
        self.connection.engine()
    }

    fn query(&self, sql: &str, values: &[Value], each: &mut dyn FnMut(Row) -> Result<()>) -> Result<()> {
        self.one_more().query(sql, values, each)
    }

    fn execute(&self, sql: &str, values: &[Value]) -> Result<u64> {
        self.one_more().execute(sql, values)
    }

    fn batch(&self, sql: &str) -> Result<()> {
        self.one_more().batch(sql)
    }

    fn before_next(&self, sql: &str) -> Result<()> {
        self.connection.before_next(sql)
    }
}
