//! What storage asks of a connection to either engine.

use crate::dialect::Engine;
use crate::value::{Row, Value};
use kernel::Result;

/// An open connection inside a transaction.
pub(crate) trait Connection {
    fn engine(&self) -> Engine;

    /// Runs a statement in the engine's own words and gives each row of the answer.
    fn query(&self, sql: &str, values: &[Value], each: &mut dyn FnMut(Row) -> Result<()>) -> Result<()>;

    /// Runs a statement that changes rows and tells how many.
    fn execute(&self, sql: &str, values: &[Value]) -> Result<u64>;

    /// Runs several statements without values.
    fn batch(&self, sql: &str) -> Result<()>;
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
