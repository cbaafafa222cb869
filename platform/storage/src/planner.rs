//! What SQLite's planner is told of the tables. Without figures it takes one federation for some ten rows of a table and
//! then reads a whole federation rather than the index that leads to the few rows asked for. Real figures would come too
//! late for a federation that grows by an import, and let plans change from day to day: so it is told the same of all.

use crate::connection::{Connection, rows_of};
use crate::values;
use kernel::Result;

/// Every index that begins with the federation, with how many columns it has and whether they are unique. SQLite calls
/// the key of a table without row ids by the name of the table.
const INDICES: &str = "SELECT t.name, \
       CASE WHEN i.origin = 'pk' AND l.wr = 1 THEN t.name ELSE i.name END, i.\"unique\", \
       (SELECT COUNT(*) FROM pragma_index_info(i.name)) \
    FROM sqlite_schema AS t JOIN pragma_table_list(t.name) AS l ON l.schema = 'main' \
    JOIN pragma_index_list(t.name) AS i ON i.partial = 0 \
    WHERE t.type = 'table' AND EXISTS (SELECT 1 FROM pragma_index_info(i.name) AS c \
      WHERE c.seqno = 0 AND c.name = 'tenant_id')";

/// Rows of a table, and of them in one federation.
const ROWS: &str = "100000 20000";
/// Of a federation's rows, how many are alike in the second column of an index, in the second and third, and so on.
const ALIKE: [&str; 4] = ["10", "4", "2", "1"];

/// Tells the planner of all tables there are; what it was told before is forgotten.
pub(crate) fn tell(connection: &dyn Connection) -> Result<()> {
    // Makes the table of figures.
    connection.batch("ANALYZE sqlite_schema; DELETE FROM sqlite_stat1")?;
    for row in rows_of(connection, INDICES, &[])? {
        let (table, index): (String, String) = (row.get(0)?, row.get(1)?);
        let figures = figures_of(row.get(2)?, row.get(3)?);
        let insert = "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?1, ?2, ?3)";
        connection.execute(insert, &values![table, index, figures])?;
    }
    // Lets this connection read them; others do when they see that the tables have changed.
    connection.batch("ANALYZE sqlite_schema")
}

fn figures_of(is_unique: bool, columns: i64) -> String {
    let mut figures = vec![ROWS];
    for column in 2..=columns {
        let is_last = column == columns;
        let alike = usize::try_from(column - 2).ok().and_then(|place| ALIKE.get(place)).copied();
        figures.push(if is_last && is_unique { "1" } else { alike.unwrap_or("1") });
    }
    figures.join(" ")
}
