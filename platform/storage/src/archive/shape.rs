//! The tables that an archive holds, as the database itself describes them: what a room brings is never forgotten.

use crate::connection::{Connection, rows_of};
use crate::dialect::Engine;
use crate::schema::Schema;
use crate::values;
use kernel::{Error, Result};
use serde::{Deserialize, Serialize};

/// Kept in the manifest instead: when steps were applied differs from place to place.
const STEPS: &str = "migration";

/// One table of the database.
pub(super) struct Shape {
    pub(super) name: String,
    pub(super) columns: Vec<Column>,
    /// Columns that name one row, in the order in which rows are written.
    pub(super) key: Vec<String>,
    /// On PostgreSQL: each federation's rows are seen by themselves only.
    pub(super) is_walled: bool,
}

impl Shape {
    pub(super) fn names(&self) -> String {
        quoted(self.columns.iter().map(|column| column.name.as_str()))
    }
}

/// Names as both engines take them, whatever words they are.
pub(super) fn quoted<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: ColumnKind,
}

/// What a column holds, in words that are the same on both engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    Id,
    Int,
    Text,
    Bytes,
}

impl ColumnKind {
    fn of(declared: &str) -> Option<Self> {
        match declared.to_ascii_lowercase().as_str() {
            "blob" | "uuid" => Some(Self::Id),
            "integer" | "bigint" => Some(Self::Int),
            "text" => Some(Self::Text),
            "any" | "bytea" => Some(Self::Bytes),
            _ => None,
        }
    }
}

/// Every table of the database by name, without those that are made anew.
pub(super) fn tables_of(connection: &dyn Connection, schema: &Schema) -> Result<Vec<Shape>> {
    let mut shapes = Vec::new();
    for row in rows_of(connection, connection.engine().tables(), &[])? {
        let (name, is_walled): (String, bool) = (row.get(0)?, row.get(1)?);
        if name != STEPS && !schema.derived_tables.contains(&name.as_str()) {
            shapes.push(shape_of(connection, schema, name, is_walled)?);
        }
    }
    shapes.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(shapes)
}

fn shape_of(connection: &dyn Connection, schema: &Schema, name: String, is_walled: bool) -> Result<Shape> {
    let mut columns = Vec::new();
    for row in rows_of(connection, connection.engine().columns_of(), &values![&name])? {
        let (column, declared): (String, String) = (row.get(0)?, row.get(1)?);
        let kind = ColumnKind::of(&declared)
            .ok_or_else(|| Error::failed(format!("{name}.{column} is of the unknown type {declared}")))?;
        columns.push(Column { name: column, kind });
    }
    columns.sort_by(|one, other| one.name.cmp(&other.name));
    let key = match key_of_twin(schema, &name) {
        Some(key) => key,
        None => rows_of(connection, connection.engine().key_of(), &values![&name])?
            .iter()
            .map(|row| row.get(0))
            .collect::<Result<Vec<String>>>()?,
    };
    if key.is_empty() {
        return Err(Error::failed(format!("{name} has no primary key, by which its rows could be ordered")));
    }
    Ok(Shape { name, columns, key, is_walled })
}

/// Versions have no primary key, but an index of their own.
fn key_of_twin(schema: &Schema, table: &str) -> Option<Vec<String>> {
    let noun = schema.nouns.iter().find(|noun| table.strip_suffix("_version") == Some(noun.table))?;
    let columns = ["tenant_id"].iter().chain(noun.key).chain(&["recorded_from"]);
    Some(columns.map(ToString::to_string).collect())
}

/// Whether there is any table at all.
pub(super) fn is_empty(connection: &dyn Connection) -> Result<bool> {
    Ok(rows_of(connection, connection.engine().tables(), &[])?.is_empty())
}

impl Engine {
    /// Ordinary tables: one row each with its name and whether federations are walled off in it.
    fn tables(self) -> &'static str {
        match self {
            Self::Sqlite => {
                "SELECT name, 0 FROM pragma_table_list WHERE schema = 'main' AND type = 'table' \
                 AND name NOT LIKE 'sqlite_%'"
            }
            Self::Postgres => {
                "SELECT relname::text, relrowsecurity FROM pg_class \
                 WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
            }
        }
    }

    /// Columns of a table's primary key, in order.
    fn key_of(self) -> &'static str {
        match self {
            Self::Sqlite => "SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk",
            Self::Postgres => {
                "SELECT a.attname::text FROM pg_index AS i \
                 JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (number, place) ON true \
                 JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.number \
                 WHERE i.indrelid = to_regclass($1) AND i.indisprimary ORDER BY k.place"
            }
        }
    }
}
