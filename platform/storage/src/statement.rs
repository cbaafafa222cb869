//! Named statements. They are constants, so that a test can prepare every one of them on both engines.

use crate::value::Value;
use kernel::Id;

use crate::dialect::Engine;
use kernel::Instant;

/// One SQL text for both engines: the tenant is `?1`, the caller's values follow, tables are named `@table`.
#[derive(Clone, Copy, Debug)]
pub struct Statement {
    pub name: &'static str,
    pub sql: &'static str,
}

impl Statement {
    /// The text with places for these ids, and all its values. The number of places is rounded up to a power of two,
    /// by repeating the last id, so that few texts are prepared.
    pub(crate) fn with_ids(&self, values: &[Value], ids: &[Id]) -> (String, Vec<Value>) {
        let places = ids.len().next_power_of_two();
        let mut bound = values.to_vec();
        bound.extend(ids.iter().chain(std::iter::repeat(&ids[ids.len() - 1])).take(places).map(Value::from));
        let first = values.len() + 2;
        let list: Vec<String> = (first..first + places).map(|place| format!("?{place}")).collect();
        (self.sql.replace("{ids}", &list.join(", ")), bound)
    }
}

impl Statement {
    /// The text that an engine gets, now or as of an instant, for the tests that prepare it. Of many ids it gets one.
    #[must_use]
    pub fn text_on(&self, engine: Engine, as_of: Option<Instant>) -> String {
        let place = largest_parameter(self.sql).max(1) + 1;
        let sql = self.sql.replace("{ids}", &format!("?{place}"));
        engine.statement(&sql, as_of, &mut Vec::new())
    }
}

/// Declares the statements of a module, and `STATEMENTS` with all of them for the tests.
///
/// `statements! { SITE_BY_ID = "SELECT name FROM @site WHERE id = ?2"; }`
#[macro_export]
macro_rules! statements {
    ($($(#[$meta:meta])* $name:ident = $sql:expr;)+) => {
        $($(#[$meta])* pub(crate) const $name: $crate::Statement =
            $crate::Statement { name: concat!(module_path!(), "::", stringify!($name)), sql: $sql };)+
        /// Every statement of this module.
        pub const STATEMENTS: &[$crate::Statement] = &[$($name),+];
    };
}

/// Replaces each token by its table. `@@table` is the table of now whatever the view (permissions are always today's);
/// the second argument tells.
pub(crate) fn replace_tokens(sql: &str, mut table: impl FnMut(&str, bool) -> String) -> String {
    let mut text = String::with_capacity(sql.len() * 2);
    let mut rest = sql;
    while let Some(at) = rest.find('@') {
        text.push_str(&rest[..at]);
        let is_always_now = rest[at + 1..].starts_with('@');
        let name = &rest[at + 1 + usize::from(is_always_now)..];
        let end = name.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).unwrap_or(name.len());
        text.push_str(&table(&name[..end], is_always_now));
        rest = &name[end..];
    }
    text.push_str(rest);
    text
}

/// The largest number of a `?1`-style parameter.
pub(crate) fn largest_parameter(sql: &str) -> usize {
    sql.split('?')
        .skip(1)
        .filter_map(|part| {
            let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
            part[..end].parse().ok()
        })
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_become_tables() {
        let sql = replace_tokens("SELECT s.id FROM @system AS s JOIN @unit u ON 1", |t, _| format!("<{t}>"));
        assert_eq!(sql, "SELECT s.id FROM <system> AS s JOIN <unit> u ON 1");
    }

    #[test]
    fn a_statement_for_many_ids_is_prepared_in_few_sizes() {
        let statement = Statement { name: "", sql: "SELECT 1 FROM @unit WHERE kind = ?2 AND id IN ({ids})" };
        let ids = [Id::new(), Id::new(), Id::new()];
        let (sql, values) = statement.with_ids(&[Value::Int(1)], &ids);
        assert!(sql.ends_with("IN (?3, ?4, ?5, ?6)"));
        assert_eq!(values[4], values[3]);
    }

    #[test]
    fn the_largest_parameter_counts_and_order_does_not() {
        assert_eq!(largest_parameter("a = ?3 AND b = ?12 AND c = ?1"), 12);
        assert_eq!(largest_parameter("SELECT 1"), 0);
    }
}
