//! Many rows in one INSERT: each statement that is sent costs a round trip, however little it writes.

use crate::statement::{Statement, largest_parameter};
use crate::value::Value;
use kernel::{Error, Result};

/// Rows that one statement writes at the most.
const MOST_ROWS: usize = 64;
const LIST: &str = "VALUES (";

/// One text with all its values after the tenant.
pub(crate) struct Written {
    pub sql: String,
    pub values: Vec<Value>,
}

/// The statements that write rows by an `INSERT … VALUES (?1, ?2 …)`, in order. Rows are taken by powers of two, so that
/// few texts are prepared.
///
/// # Errors
/// When the statement is no such INSERT or a row has another number of values: a mistake in the program.
pub(crate) fn written(statement: &Statement, rows: Vec<Vec<Value>>) -> Result<Vec<Written>> {
    let wrong = || Error::failed(format!("{} does not write rows like these", statement.name));
    let width = largest_parameter(statement.sql).saturating_sub(1);
    if rows.iter().any(|row| row.len() != width) {
        return Err(wrong());
    }
    let mut statements = Vec::new();
    let mut left = rows.len();
    let mut rows = rows.into_iter();
    while left > 0 {
        let count = MOST_ROWS.min(1 << left.ilog2());
        left -= count;
        let sql = repeated(statement.sql, count, width).ok_or_else(wrong)?;
        statements.push(Written { sql, values: rows.by_ref().take(count).flatten().collect() });
    }
    Ok(statements)
}

/// The text with its list of values so many times; the tenant is the same in all of them.
fn repeated(sql: &str, count: usize, width: usize) -> Option<String> {
    let begin = sql.find(LIST)? + LIST.len();
    let end = begin + sql[begin..].find(')')?;
    let (before, list, after) = (&sql[..begin - 1], &sql[begin..end], &sql[end + 1..]);
    if after.contains('?') {
        return None;
    }
    let lists: Vec<String> = (0..count).map(|row| format!("({})", shifted(list, row * width))).collect();
    Some(format!("{before}{}{after}", lists.join(", ")))
}

/// The list with every place but the tenant's moved on.
fn shifted(list: &str, by: usize) -> String {
    let place = |item: &str| {
        let place: Option<usize> = item.strip_prefix('?').and_then(|place| place.parse().ok());
        place.filter(|place| *place > 1).map_or_else(|| item.to_owned(), |place| format!("?{}", place + by))
    };
    list.split(',').map(str::trim).map(place).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADD: Statement = Statement {
        name: "ADD",
        sql: "INSERT INTO unit (tenant_id, id, kind, name) VALUES (?1, ?2, 0, ?3) ON CONFLICT DO NOTHING",
    };

    fn rows(count: i64) -> Vec<Vec<Value>> {
        (0..count).map(|row| vec![Value::Int(row), Value::Null]).collect()
    }

    #[test]
    fn the_list_of_values_is_repeated_and_the_tenant_stays_the_first() {
        let two = written(&ADD, rows(2)).unwrap();
        assert_eq!(two.len(), 1);
        assert_eq!(
            two[0].sql,
            "INSERT INTO unit (tenant_id, id, kind, name) VALUES (?1, ?2, 0, ?3), (?1, ?4, 0, ?5) ON CONFLICT DO NOTHING"
        );
        assert_eq!(two[0].values, [Value::Int(0), Value::Null, Value::Int(1), Value::Null]);
    }

    #[test]
    fn every_row_is_written_once_in_few_sizes() {
        for count in [0, 1, 63, 64, 65, 1_000] {
            let all = written(&ADD, rows(count)).unwrap();
            let values: usize = all.iter().map(|one| one.values.len()).sum();
            assert_eq!(values, usize::try_from(count).unwrap() * 2);
            assert!(all.iter().all(|one| (one.values.len() / 2).is_power_of_two()));
        }
    }

    #[test]
    fn what_is_no_plain_insert_and_rows_of_another_width_are_mistakes() {
        let update = Statement { name: "UPDATE", sql: "UPDATE unit SET name = ?2 WHERE tenant_id = ?1" };
        assert!(written(&update, vec![vec![Value::Null]]).is_err());
        assert!(written(&ADD, vec![vec![Value::Null]]).is_err());
        let after = Statement {
            name: "AFTER",
            sql: "INSERT INTO u VALUES (?1, ?2) ON CONFLICT DO UPDATE SET a = ?3",
        };
        assert!(written(&after, rows(1)).is_err());
    }
}
