//! What SQLite's planner is told of the tables. Without figures it takes one federation for some ten rows of a table and
//! then reads a whole federation rather than the index that leads to the few rows asked for. Real figures would come too
//! late for a federation that grows by an import, and let plans change from day to day: so it is told the same of all.

use crate::connection::{Connection, rows_of};
use crate::values;
use kernel::Result;

/// Every index that begins with the federation, with whether its columns are unique, and their names. SQLite calls the key
/// of a table without row ids by the name of the table.
const INDICES: &str = "SELECT t.name, \
       CASE WHEN i.origin = 'pk' AND l.wr = 1 THEN t.name ELSE i.name END, i.\"unique\", \
       (SELECT group_concat(c.name, ' ') FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno) AS c) \
    FROM sqlite_schema AS t JOIN pragma_table_list(t.name) AS l ON l.schema = 'main' \
    JOIN pragma_index_list(t.name) AS i ON i.partial = 0 \
    WHERE t.type = 'table' AND EXISTS (SELECT 1 FROM pragma_index_info(i.name) AS c \
      WHERE c.seqno = 0 AND c.name = 'tenant_id')";

/// Rows of a table, and of them in one federation: more than any has, so that none is read whole to save a sorting.
const ROWS: [u64; 2] = [10_000_000, 1_000_000];
/// Of a federation's rows, how many are alike in the second column of an index, in the second and third, and so on.
const ALIKE: [u64; 4] = [10, 4, 2, 1];
/// Columns with a handful of values: each leads to a good part of the federation. Nearly every version is open.
const OF_FEW_VALUES: [&str; 6] =
    ["recorded_to", "outcome", "state", "lifecycle_state", "subject_kind", "document_type"];

/// Tells the planner of all tables there are; what it was told before is forgotten.
pub(crate) fn tell(connection: &dyn Connection) -> Result<()> {
    // Makes the table of figures.
    connection.batch("ANALYZE sqlite_schema; DELETE FROM sqlite_stat1")?;
    for row in rows_of(connection, INDICES, &[])? {
        let (table, index, columns): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(3)?);
        let columns: Vec<&str> = columns.split(' ').collect();
        let figures = figures_of(row.get(2)?, &columns);
        let insert = "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?1, ?2, ?3)";
        connection.execute(insert, &values![table, index, figures])?;
    }
    // Lets this connection read them; others do when they see that the tables have changed.
    connection.batch("ANALYZE sqlite_schema")
}

/// How many rows are alike in the first column of an index, which is the federation, in the first two, and so on.
fn figures_of(is_unique: bool, columns: &[&str]) -> String {
    let mut figures = ROWS.to_vec();
    let mut alike = ALIKE.into_iter();
    for column in &columns[1..] {
        let before = figures[figures.len() - 1];
        let now = if OF_FEW_VALUES.contains(column) { before / 3 } else { alike.next().unwrap_or(1) };
        figures.push(now.clamp(1, before));
    }
    if is_unique {
        figures.pop();
        figures.push(1);
    }
    figures.iter().map(u64::to_string).collect::<Vec<_>>().join(" ")
}
