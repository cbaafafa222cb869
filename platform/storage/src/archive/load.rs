//! Reading an archive into a database without tables. The tables are made bare, as the archive's steps left them, filled,
//! and only then get their indices, the triggers that write versions, and the walls between federations.

use super::container::Archive;
use super::shape::{ColumnKind, Shape, is_empty, tables_of};
use super::{Manifest, Step, TableInArchive, file_of};
use crate::connection::{Connection, rows_of};
use crate::dialect::Engine;
use crate::migrate;
use crate::schema::Schema;
use crate::value::Value;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use kernel::{Error, Message, Result};
use serde_json::Value as Json;
use std::io::BufRead;

/// Values that one statement carries at the most.
const MOST_VALUES: usize = 2_000;
const MOST_BYTES: usize = 4_000_000;

pub(super) fn read_tables(
    connection: &dyn Connection,
    schema: &Schema,
    manifest: &Manifest,
    archive: &mut Archive,
) -> Result<()> {
    if !is_empty(connection)? {
        return Err(Error::rejected("database", "archive-not-empty"));
    }
    let is_applied =
        |domain: &str, number| manifest.migrations.contains(&Step { domain: domain.to_owned(), number });
    migrate::make_bare(connection, schema, is_applied)?;
    let shapes = tables_of(connection, schema)?;
    check_tables(&shapes, &manifest.tables)?;
    let links = take_links(connection)?;
    for shape in &shapes {
        // A step may have put rows of its own into a table.
        connection.batch(&format!("DELETE FROM \"{}\"", shape.name))?;
        let name = file_of(&shape.name);
        archive.file(&name, |file| load(connection, shape, &name, file))?;
    }
    for link in links {
        connection.batch(&link)?;
    }
    migrate::finish(connection, schema)?;
    match connection.engine() {
        Engine::Sqlite => Ok(()),
        // Without figures about the new rows the first questions would be planned blindly.
        Engine::Postgres => connection.batch("ANALYZE"),
    }
}

fn check_tables(shapes: &[Shape], tables: &[TableInArchive]) -> Result<()> {
    let fits = shapes.len() == tables.len()
        && shapes
            .iter()
            .zip(tables)
            .all(|(shape, table)| shape.name == table.name && shape.columns == table.columns);
    if fits {
        return Ok(());
    }
    let differs = shapes
        .iter()
        .map(|shape| (&shape.name, &shape.columns))
        .find(|(name, columns)| !tables.iter().any(|t| t.name == **name && t.columns == **columns))
        .map(|(name, _)| name);
    let extra = || tables.iter().map(|t| &t.name).find(|name| !shapes.iter().any(|s| s.name == **name));
    let name = differs.or_else(extra).cloned().unwrap_or_default();
    Err(Error::rejected("manifest.json", Message::new("archive-other-tables").with("table", name)))
}

/// Takes away the links between tables, and gives the statements that make them again. SQLite does not look at them
/// meanwhile.
fn take_links(connection: &dyn Connection) -> Result<Vec<String>> {
    if connection.engine() == Engine::Sqlite {
        return Ok(Vec::new());
    }
    let sql = "SELECT conrelid::regclass::text, conname::text, pg_get_constraintdef(oid) FROM pg_constraint \
               WHERE contype = 'f' AND connamespace = 'public'::regnamespace";
    let mut again = Vec::new();
    for row in rows_of(connection, sql, &[])? {
        let (table, name, link): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        connection.batch(&format!("ALTER TABLE {table} DROP CONSTRAINT \"{name}\""))?;
        again.push(format!("ALTER TABLE {table} ADD CONSTRAINT \"{name}\" {link}"));
    }
    Ok(again)
}

fn load(connection: &dyn Connection, shape: &Shape, name: &str, file: &mut dyn BufRead) -> Result<()> {
    let rows_a_time = (MOST_VALUES / shape.columns.len().max(1)).max(1);
    let (many, one) = (insert(connection, shape, rows_a_time), insert(connection, shape, 1));
    let (mut line, mut number, mut bytes) = (String::new(), 0_u64, 0);
    let mut waiting: Vec<Value> = Vec::new();
    let wrong = |number: u64| Error::rejected(format!("{name}:{number}"), "archive-wrong-row");
    loop {
        line.clear();
        number += 1;
        let is_end = file.read_line(&mut line).map_err(|_| wrong(number))? == 0;
        if !is_end {
            let values: Vec<Json> = serde_json::from_str(&line).map_err(|_| wrong(number))?;
            waiting.extend(row_of(shape, values).ok_or_else(|| wrong(number))?);
            bytes += line.len();
        }
        if waiting.len() == rows_a_time * shape.columns.len() {
            connection.execute(&many, &waiting)?;
            (waiting, bytes) = (Vec::new(), 0);
        } else if is_end || bytes > MOST_BYTES {
            for row in waiting.chunks(shape.columns.len()) {
                connection.execute(&one, row)?;
            }
            (waiting, bytes) = (Vec::new(), 0);
        }
        if is_end {
            return Ok(());
        }
    }
}

fn insert(connection: &dyn Connection, shape: &Shape, rows: usize) -> String {
    let columns = shape.columns.len();
    let row = |row: usize| {
        let places: Vec<String> = (1..=columns).map(|at| format!("?{}", row * columns + at)).collect();
        format!("({})", places.join(", "))
    };
    let rows: Vec<String> = (0..rows).map(row).collect();
    let sql = format!("INSERT INTO \"{}\" ({}) VALUES {}", shape.name, shape.names(), rows.join(", "));
    connection.engine().parameters(sql)
}

/// The values of a line, if they are such as the columns hold.
fn row_of(shape: &Shape, values: Vec<Json>) -> Option<Vec<Value>> {
    if values.len() != shape.columns.len() {
        return None;
    }
    shape.columns.iter().zip(values).map(|(column, value)| value_of(column.kind, value)).collect()
}

fn value_of(kind: ColumnKind, value: Json) -> Option<Value> {
    match (kind, value) {
        (_, Json::Null) => Some(Value::Null),
        (ColumnKind::Int, Json::Number(number)) => number.as_i64().map(Value::Int),
        (ColumnKind::Text, Json::String(text)) => Some(Value::Text(text)),
        (ColumnKind::Bytes, Json::String(text)) => BASE64.decode(text).ok().map(Value::Bytes),
        (ColumnKind::Id, Json::String(text)) => text.parse().ok().map(Value::Id),
        _ => None,
    }
}
