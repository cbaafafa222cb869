//! All SQL in which the two engines differ.

use crate::statement::{largest_parameter, replace_tokens};
use crate::value::Value;
use crate::word_index;
use kernel::Instant;

/// The open version of a record has this as the end of its time.
pub(crate) const FOR_EVER: i64 = i64::MAX;

/// The two databases that Vidmakt runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    /// Replaces the type and table words of a migration.
    pub(crate) fn migration(self, sql: &str) -> String {
        let words: [(&str, &str); 6] = match self {
            // Of an id and of bytes SQLite keeps the same; that a column holds bytes, its declared type tells.
            Self::Sqlite => [
                ("{id}", "BLOB"),
                ("{int}", "INTEGER"),
                ("{text}", "TEXT"),
                ("{bytes}", "ANY"),
                ("{noun}", "STRICT, WITHOUT ROWID"),
                ("{table}", "STRICT"),
            ],
            Self::Postgres => [
                ("{id}", "UUID"),
                ("{int}", "BIGINT"),
                ("{text}", "TEXT COLLATE \"C\""),
                ("{bytes}", "BYTEA"),
                ("{noun}", ""),
                ("{table}", ""),
            ],
        };
        let sql = sql.replace("{word_index}", word_index::table(self));
        let sql = sql.replace("{word_index_begun}", word_index::begun(self));
        words.iter().fold(sql, |text, (word, meaning)| text.replace(word, meaning))
    }

    /// The text of a tenant's statement for a view: tokens become the tenant's rows, now or at an instant.
    pub(crate) fn statement(self, sql: &str, as_of: Option<Instant>, values: &mut Vec<Value>) -> String {
        let expanded = match as_of {
            None => replace_tokens(sql, |table, _| rows_of_now(table)),
            Some(instant) => {
                let at = largest_parameter(sql).max(values.len()) + 1;
                let mut is_used = false;
                let text = replace_tokens(sql, |table, is_always_now| {
                    if is_always_now {
                        return rows_of_now(table);
                    }
                    is_used = true;
                    format!(
                        "(SELECT * FROM {table}_version WHERE tenant_id = ?1 \
                         AND recorded_from <= ?{at} AND recorded_to > ?{at})"
                    )
                });
                if is_used {
                    values.push(Value::from(instant));
                }
                text
            }
        };
        self.parameters(word_index::named(self, expanded))
    }

    /// `?1` for SQLite, `$1` for PostgreSQL.
    pub(crate) fn parameters(self, sql: String) -> String {
        match self {
            Self::Sqlite => sql,
            Self::Postgres => sql.replace('?', "$"),
        }
    }

    /// Columns of a table, in order: one row each with its name, its declared type and its default.
    pub(crate) fn columns_of(self) -> &'static str {
        match self {
            Self::Sqlite => "SELECT name, type, dflt_value FROM pragma_table_info(?1) ORDER BY cid",
            Self::Postgres => {
                "SELECT attname::text, format_type(atttypid, atttypmod), pg_get_expr(adbin, adrelid) FROM pg_attribute \
                 LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped ORDER BY attnum"
            }
        }
    }

    pub(crate) fn text_type(self) -> &'static str {
        match self {
            Self::Sqlite => "TEXT",
            Self::Postgres => "TEXT COLLATE \"C\"",
        }
    }
}

fn rows_of_now(table: &str) -> String {
    format!("(SELECT * FROM {table} WHERE tenant_id = ?1)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_holds_only_the_rows_of_the_tenant() {
        let mut values = vec![Value::Int(7)];
        let sql = Engine::Sqlite.statement("SELECT 1 FROM @unit WHERE id = ?2", None, &mut values);
        assert_eq!(sql, "SELECT 1 FROM (SELECT * FROM unit WHERE tenant_id = ?1) WHERE id = ?2");
    }

    #[test]
    fn as_of_an_instant_reads_the_versions_of_that_instant() {
        let mut values = vec![Value::Int(7), Value::Int(1)];
        let at = Instant::from_micros(99);
        let sql = Engine::Postgres.statement("SELECT 1 FROM @unit WHERE id = ?2", Some(at), &mut values);
        assert!(
            sql.contains("unit_version WHERE tenant_id = $1 AND recorded_from <= $3 AND recorded_to > $3")
        );
        assert_eq!(values[2], Value::Int(99));
    }

    #[test]
    fn permissions_are_those_of_today_in_every_view() {
        let mut values = vec![Value::Int(7)];
        let at = Some(Instant::from_micros(99));
        let sql = Engine::Sqlite.statement("SELECT 1 FROM @@permission_grant", at, &mut values);
        assert_eq!(sql, "SELECT 1 FROM (SELECT * FROM permission_grant WHERE tenant_id = ?1)");
        assert_eq!(values.len(), 1);
    }
}
