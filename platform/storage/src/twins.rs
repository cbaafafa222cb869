//! The tables of versions, one beside each noun: the same columns, and from when to when each version was recorded.

use crate::connection::{Connection, rows_of};
use crate::dialect::{Engine, FOR_EVER};
use crate::schema::Noun;
use crate::value::{FromRow, Row};
use crate::values;
use crate::versions::matching;
use kernel::{Instant, Result};

/// One column of a table, as the database describes it.
pub(crate) struct Column {
    pub(crate) name: String,
    declared: String,
    default: Option<String>,
}

impl FromRow for Column {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self { name: row.get(0)?, declared: row.get(1)?, default: row.get(2)? })
    }
}

/// The columns of a table in order; none when there is no such table.
pub(crate) fn columns_of(connection: &dyn Connection, table: &str) -> Result<Vec<Column>> {
    let rows = rows_of(connection, connection.engine().columns_of(), &values![table])?;
    rows.iter().map(Column::from_row).collect()
}

/// Brings the twin of a noun to the noun's columns and rows after migrations have changed the noun.
pub(crate) fn make_like(connection: &dyn Connection, noun: &Noun, columns: &[Column]) -> Result<()> {
    let present = columns_of(connection, &twin_of(noun))?;
    if present.is_empty() {
        create(connection, noun, columns)?;
    } else {
        add_columns(connection, noun, columns, &present)?;
        drop_columns(connection, noun, columns, &present)?;
    }
    make_indices(connection, noun)?;
    match_open_versions(connection, noun, columns)
}

fn twin_of(noun: &Noun) -> String {
    format!("{}_version", noun.table)
}

fn type_of(engine: Engine, column: &Column) -> &str {
    if column.declared.eq_ignore_ascii_case("text") { engine.text_type() } else { &column.declared }
}

/// The table of versions, with the columns of its noun and no row.
pub(crate) fn create(connection: &dyn Connection, noun: &Noun, columns: &[Column]) -> Result<()> {
    let engine = connection.engine();
    let list: Vec<String> =
        columns.iter().map(|column| format!("{} {}", column.name, type_of(engine, column))).collect();
    connection.batch(&engine.migration(&format!(
        "CREATE TABLE {} ({}, recorded_from {{int}} NOT NULL, recorded_to {{int}} NOT NULL) {{table}}",
        twin_of(noun),
        list.join(", ")
    )))
}

/// Older versions get the default of a new column, as the rows of the noun did.
fn add_columns(
    connection: &dyn Connection,
    noun: &Noun,
    columns: &[Column],
    present: &[Column],
) -> Result<()> {
    for column in columns.iter().filter(|column| !present.iter().any(|other| other.name == column.name)) {
        let kind = type_of(connection.engine(), column);
        let default = column.default.as_ref().map_or(String::new(), |value| format!(" DEFAULT {value}"));
        connection.batch(&format!(
            "ALTER TABLE {} ADD COLUMN {} {kind}{default}",
            twin_of(noun),
            column.name
        ))?;
    }
    Ok(())
}

fn drop_columns(
    connection: &dyn Connection,
    noun: &Noun,
    columns: &[Column],
    present: &[Column],
) -> Result<()> {
    let twin = twin_of(noun);
    let is_gone = |column: &&Column| {
        !["recorded_from", "recorded_to"].contains(&column.name.as_str())
            && !columns.iter().any(|other| other.name == column.name)
    };
    for (i, column) in present.iter().filter(is_gone).enumerate() {
        // SQLite drops no column that an index names; the indices are made again afterwards.
        if i == 0 && connection.engine() == Engine::Sqlite {
            let sql = "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?1";
            for row in rows_of(connection, sql, &values![&twin])? {
                connection.batch(&format!("DROP INDEX {}", row.get::<String>(0)?))?;
            }
        }
        connection.batch(&format!("ALTER TABLE {twin} DROP COLUMN {}", column.name))?;
    }
    Ok(())
}

fn make_indices(connection: &dyn Connection, noun: &Noun) -> Result<()> {
    let table = noun.table;
    let key = noun.key.join(", ");
    connection.batch(&format!(
        "CREATE UNIQUE INDEX IF NOT EXISTS {table}_version_by_key \
         ON {table}_version (tenant_id, {key}, recorded_from); \
         CREATE INDEX IF NOT EXISTS {table}_version_by_time ON {table}_version (tenant_id, recorded_to, recorded_from)"
    ))?;
    for index in noun.indices {
        let (name, list) = (index.join("_"), index.join(", "));
        connection.batch(&format!(
            "CREATE INDEX IF NOT EXISTS {table}_by_{name} ON {table} (tenant_id, {list}); \
             CREATE INDEX IF NOT EXISTS {table}_version_by_{name} \
             ON {table}_version (tenant_id, {list}, recorded_from, recorded_to)"
        ))?;
    }
    Ok(())
}

/// A migration may have changed, added or removed rows while no trigger looked. What is open is made what stands now;
/// a migration that also wants closed versions in the new form changes the twin itself.
fn match_open_versions(connection: &dyn Connection, noun: &Noun, columns: &[Column]) -> Result<()> {
    let (table, twin, now) = (noun.table, twin_of(noun), Instant::now().as_micros());
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let list = names.join(", ");
    // With the sign no index by the end of versions is taken, which would lead to all open ones for each row. SQLite forgets
    // what it was told of a table (planner.rs) that has just got a column.
    let row_of_version = format!("SELECT 1 FROM {table} AS noun WHERE {}", matching(noun, &twin));
    connection.batch(&format!(
        "UPDATE {twin} SET recorded_to = {now} WHERE recorded_to = {FOR_EVER} AND NOT EXISTS ({row_of_version}); \
         INSERT INTO {twin} ({list}, recorded_from, recorded_to) SELECT {list}, {now}, {FOR_EVER} FROM {table} \
         WHERE NOT EXISTS (SELECT 1 FROM {twin} AS v WHERE {} AND +recorded_to = {FOR_EVER})",
        matching(noun, table)
    ))?;
    let is_key = |name: &&str| *name == "tenant_id" || noun.key.contains(name);
    let values: Vec<&str> = names.into_iter().filter(|name| !is_key(name)).collect();
    if values.is_empty() {
        return Ok(());
    }
    let differs: Vec<String> =
        values.iter().map(|name| format!("noun.{name} IS DISTINCT FROM {twin}.{name}")).collect();
    connection.batch(&format!(
        "UPDATE {twin} SET ({0}) = (SELECT {0} FROM {table} AS noun WHERE {1}) \
         WHERE recorded_to = {FOR_EVER} AND EXISTS ({row_of_version} AND ({2}))",
        values.join(", "),
        matching(noun, &twin),
        differs.join(" OR ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sqlite_engine::connect;
    use crate::value::Value;
    use crate::{Migration, Schema, migrate};
    use kernel::Error;
    use rusqlite::fallible_iterator::FallibleIterator as _;
    use rusqlite::{Batch, StatementStatus};
    use std::cell::Cell;
    use std::path::Path;

    const THINGS: &str = "CREATE TABLE thing (tenant_id {int} NOT NULL, id {id} NOT NULL, name {text} NOT NULL, \
        PRIMARY KEY (tenant_id, id)) {noun}";
    const COLOUR: &str = "ALTER TABLE thing ADD COLUMN colour {text} NOT NULL DEFAULT 'grey'";

    fn schema(steps: &[&'static str]) -> Schema {
        let numbers = 1..;
        let migration = |(number, &sql): (i64, &&'static str)| Migration { domain: "things", number, sql };
        Schema::of_storage().with(Schema {
            migrations: numbers.zip(steps).map(migration).collect(),
            nouns: vec![Noun { table: "thing", key: &["id"], indices: &[&["name"]] }],
            ..Schema::default()
        })
    }

    /// Counts the steps of SQLite's own machine, which are as many on a slow computer as on a fast one.
    struct Stepped {
        connection: rusqlite::Connection,
        steps: Cell<i64>,
    }

    impl Stepped {
        fn begun(path: &Path) -> Self {
            let connection = connect(path, false).expect("a connection");
            connection.batch("PRAGMA foreign_keys = OFF; BEGIN EXCLUSIVE").expect("begun");
            Self { connection, steps: Cell::new(0) }
        }

        fn run(&self, sql: &str) -> rusqlite::Result<()> {
            let mut statements = Batch::new(&self.connection, sql);
            while let Some(mut statement) = statements.next()? {
                {
                    let mut rows = statement.raw_query();
                    while rows.next()?.is_some() {}
                }
                let taken = statement.get_status(StatementStatus::VmStep);
                self.steps.set(self.steps.get() + i64::from(taken));
            }
            Ok(())
        }

        fn steps_of(&self, work: impl FnOnce(&Self) -> Result<()>) -> i64 {
            let before = self.steps.get();
            work(self).expect("it works");
            self.steps.get() - before
        }
    }

    impl Connection for Stepped {
        fn engine(&self) -> Engine {
            Engine::Sqlite
        }

        fn query(&self, sql: &str, values: &[Value], each: &mut dyn FnMut(Row) -> Result<()>) -> Result<()> {
            Connection::query(&self.connection, sql, values, each)
        }

        fn execute(&self, sql: &str, values: &[Value]) -> Result<u64> {
            Connection::execute(&self.connection, sql, values)
        }

        fn batch(&self, sql: &str) -> Result<()> {
            self.run(sql).map_err(Error::failed)
        }

        fn before_next(&self, sql: &str) -> Result<()> {
            self.batch(sql)
        }
    }

    /// The steps of an upgrade that adds a column, and of a search that takes the index by the end of versions for each row.
    fn steps_with(rows: usize) -> [i64; 2] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("things.db");
        let filled = Stepped::begun(&path);
        migrate::migrate(&filled, &schema(&[THINGS])).expect("migrated");
        let fill = format!(
            "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) \
             INSERT INTO thing (tenant_id, id, name) SELECT 1, CAST(i AS BLOB), 'Thing ' || i FROM n; COMMIT"
        );
        filled.batch(&fill).expect("filled");
        drop(filled);
        let upgraded = Stepped::begun(&path);
        let upgrade = upgraded.steps_of(|it| migrate::migrate(it, &schema(&[THINGS, COLOUR])));
        let walk = format!(
            "SELECT count(*) FROM thing WHERE NOT EXISTS (SELECT 1 FROM thing_version AS v \
             INDEXED BY thing_version_by_time WHERE {} AND recorded_to = {FOR_EVER})",
            matching(&schema(&[]).nouns[0], "thing")
        );
        [upgrade, upgraded.steps_of(|it| it.batch(&walk))]
    }

    #[test]
    fn an_upgrade_of_four_times_the_rows_takes_four_times_the_steps() {
        let (few, many) = (steps_with(200), steps_with(800));
        assert!(few[0] > 200, "the rows are counted: {few:?}");
        assert!(many[0] < 5 * few[0], "{few:?}, then {many:?}");
        assert!(many[1] > 10 * few[1], "a walk through all for each would be seen: {few:?}, then {many:?}");
    }
}
