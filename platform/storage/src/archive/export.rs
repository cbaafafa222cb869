//! Writing every row of every table, page by page in the order of its key, inside one snapshot.

use super::container::Written;
use super::shape::{ColumnKind, Shape, quoted, tables_of};
use super::{FORMAT, FORMAT_VERSION, Manifest, Step, TableInArchive, file_of};
use crate::connection::{Connection, rows_of};
use crate::dialect::Engine;
use crate::schema::Schema;
use crate::value::{Row, Value};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use kernel::{Error, Result};
use serde_json::Value as Json;
use std::io::Write;

/// Rows of the first page; how many the next ones hold depends on how large these were.
const FIRST_PAGE: usize = 16;
const MOST_ROWS: usize = 2_000;
const PAGE_BYTES: usize = 4_000_000;

/// Writes all tables and says what was written.
pub(super) fn write_tables(
    connection: &dyn Connection,
    schema: &Schema,
    written: &mut Written,
) -> Result<Manifest> {
    let tenants = tenants_of(connection)?;
    let mut tables = Vec::new();
    for shape in tables_of(connection, schema)? {
        let (rows, sha256) = written.file(&file_of(&shape.name), |file| {
            let mut rows = 0;
            for wall in walls(connection, &shape, &tenants) {
                enter(connection, wall)?;
                rows += write_rows(connection, &shape, wall, file)?;
            }
            leave(connection)?;
            Ok(rows)
        })?;
        tables.push(TableInArchive { name: shape.name, columns: shape.columns, rows, sha256 });
    }
    Ok(Manifest {
        format: FORMAT.to_owned(),
        format_version: FORMAT_VERSION,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        migrations: steps(connection)?,
        tables,
    })
}

/// Those whose rows stand behind walls: the installation itself, whose chain has the number 0, and each federation.
fn tenants_of(connection: &dyn Connection) -> Result<Vec<i64>> {
    let rows = rows_of(connection, "SELECT id FROM tenant ORDER BY id", &[])?;
    let federations = rows.iter().map(|row| row.get(0));
    std::iter::once(Ok(kernel::TenantId::INSTALLATION.0)).chain(federations).collect()
}

fn steps(connection: &dyn Connection) -> Result<Vec<Step>> {
    let rows = rows_of(connection, "SELECT domain, number FROM migration ORDER BY domain, number", &[])?;
    rows.iter().map(|row| Ok(Step { domain: row.get(0)?, number: row.get(1)? })).collect()
}

/// Not even the owner of the tables sees through the walls, so that each federation is read from within.
fn walls(connection: &dyn Connection, shape: &Shape, tenants: &[i64]) -> Vec<Option<i64>> {
    if shape.is_walled && connection.engine() == Engine::Postgres {
        tenants.iter().copied().map(Some).collect()
    } else {
        vec![None]
    }
}

fn enter(connection: &dyn Connection, wall: Option<i64>) -> Result<()> {
    wall.map_or(Ok(()), |tenant| {
        connection.batch(&format!("SET LOCAL ROLE vidmakt_app; SET LOCAL vidmakt.tenant = '{tenant}'"))
    })
}

fn leave(connection: &dyn Connection) -> Result<()> {
    match connection.engine() {
        Engine::Sqlite => Ok(()),
        Engine::Postgres => connection.batch("SET LOCAL ROLE NONE"),
    }
}

fn write_rows(
    connection: &dyn Connection,
    shape: &Shape,
    wall: Option<i64>,
    file: &mut dyn Write,
) -> Result<u64> {
    let keys: Vec<usize> =
        shape.key.iter().filter_map(|key| shape.columns.iter().position(|c| c.name == *key)).collect();
    let (mut after, mut limit, mut count) = (None::<Vec<Value>>, FIRST_PAGE, 0);
    loop {
        let (sql, values) = page(connection.engine(), shape, wall, after.as_deref(), limit);
        let (mut rows, mut bytes, mut last) = (0, 0, None);
        connection.query(&sql, &values, &mut |row| {
            let line = line_of(shape, &row);
            file.write_all(line.as_bytes()).map_err(Error::unavailable)?;
            bytes += line.len();
            rows += 1;
            last = Some(keys.iter().filter_map(|at| row.0.get(*at).cloned()).collect());
            Ok(())
        })?;
        count += rows as u64;
        if rows < limit {
            return Ok(count);
        }
        after = last;
        limit = (PAGE_BYTES / (bytes / rows).max(1)).clamp(1, MOST_ROWS);
    }
}

/// The next rows after a key.
fn page(
    engine: Engine,
    shape: &Shape,
    wall: Option<i64>,
    after: Option<&[Value]>,
    limit: usize,
) -> (String, Vec<Value>) {
    let mut values: Vec<Value> = after.unwrap_or_default().to_vec();
    let key = quoted(shape.key.iter().map(String::as_str));
    let mut conditions = Vec::new();
    if after.is_some() {
        let places: Vec<String> = (1..=values.len()).map(|number| format!("?{number}")).collect();
        conditions.push(format!("({key}) > ({})", places.join(", ")));
    }
    if let Some(tenant) = wall {
        values.push(Value::Int(tenant));
        conditions.push(format!("tenant_id = ?{}", values.len()));
    }
    let filter =
        if conditions.is_empty() { String::new() } else { format!(" WHERE {}", conditions.join(" AND ")) };
    values.push(Value::Int(i64::try_from(limit).unwrap_or(i64::MAX)));
    let sql = format!(
        "SELECT {} FROM \"{}\"{filter} ORDER BY {key} LIMIT ?{}",
        shape.names(),
        shape.name,
        values.len()
    );
    (engine.parameters(sql), values)
}

/// A row as a JSON array, its values in the order of the manifest's columns.
fn line_of(shape: &Shape, row: &Row) -> String {
    let values = shape.columns.iter().zip(&row.0).map(|(column, value)| match value {
        Value::Null => Json::Null,
        Value::Int(int) => Json::from(*int),
        Value::Text(text) => Json::from(text.as_str()),
        // Sixteen bytes look like an id to SQLite.
        Value::Id(id) if column.kind == ColumnKind::Bytes => Json::from(BASE64.encode(id.as_bytes())),
        Value::Id(id) => Json::from(id.to_string()),
        Value::Bytes(bytes) => Json::from(BASE64.encode(bytes)),
    });
    format!("{}\n", Json::Array(values.collect()))
}
