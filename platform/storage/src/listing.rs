//! Lists with filters, sorts and pages, composed from constant fragments: what users send is only ever a value.

use crate::read::Read;
use crate::value::{FromRow, Row, Value};
use kernel::{Error, Result};
use std::borrow::Cow;

/// A condition on a list. Each `?` in it takes one value, in order.
#[derive(Clone, Copy, Debug)]
pub struct Filter {
    pub name: &'static str,
    pub sql: &'static str,
}

/// What stands beside the rows of a list: at most one row of another table for each of them. It is joined only where a
/// statement names it, so that counting a list does not look it up.
#[derive(Clone, Copy, Debug)]
pub struct Beside {
    /// What it is called in the columns, filters and sorts.
    pub name: &'static str,
    /// `@organisation AS o ON o.id = s.organisation`, without `LEFT JOIN`.
    pub join: &'static str,
}

impl Beside {
    fn is_named_in(&self, sql: &str) -> bool {
        sql.contains(&format!("{}.", self.name))
    }
}

/// An order of a list. The expression is never null.
#[derive(Clone, Copy, Debug)]
pub struct Sort {
    pub name: &'static str,
    pub sql: &'static str,
    pub key: SortKey,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortKey {
    Text,
    Number,
}

/// A list that users see: what it selects, what may be asked of it, and how it may be ordered.
#[derive(Clone, Copy, Debug)]
pub struct Listing {
    pub name: &'static str,
    /// The columns, without `SELECT`.
    pub columns: &'static str,
    /// `@system AS s`, without `FROM`: the rows that are listed and counted.
    pub tables: &'static str,
    /// What stands beside each row.
    pub beside: &'static [Beside],
    /// What names a row and breaks ties: an id, or a whole number.
    pub id: &'static str,
    /// Rows are named by whole numbers; else by ids.
    pub id_is_number: bool,
    pub filters: &'static [Filter],
    pub sorts: &'static [Sort],
}

/// What is asked of a list.
#[derive(Clone, Debug, Default)]
pub struct Query {
    filters: Vec<(&'static str, Vec<Value>)>,
    /// Filters that any list takes.
    further: Vec<(&'static Filter, Vec<Value>)>,
    /// An order that any list takes, instead of one of its own.
    order: Option<(&'static Sort, Vec<Value>)>,
    pub sort: Option<&'static str>,
    pub is_descending: bool,
    pub cursor: Option<String>,
    pub limit: i64,
}

impl Query {
    /// The first rows of a list in its own order.
    #[must_use]
    pub fn first(limit: i64) -> Self {
        Self { limit, ..Self::default() }
    }

    /// Asks for another order than the list's own, by its name.
    #[must_use]
    pub fn sorted_by(mut self, sort: &'static str, is_descending: bool) -> Self {
        self.sort = Some(sort);
        self.is_descending = is_descending;
        self
    }

    /// Asks for the rows after those of another page.
    #[must_use]
    pub fn after(mut self, cursor: impl Into<String>) -> Self {
        self.cursor = Some(cursor.into());
        self
    }

    /// Whether a filter is asked.
    #[must_use]
    pub fn asks(&self, filter: &str) -> bool {
        self.filters.iter().any(|(asked, _)| *asked == filter)
    }

    /// Whether every filter that is asked is one of a listing.
    #[must_use]
    pub fn fits(&self, listing: &Listing) -> bool {
        self.filters.iter().all(|(asked, _)| listing.filters.iter().any(|known| known.name == *asked))
    }

    /// Asks for rows that fulfil a filter of the listing, by its name.
    #[must_use]
    pub fn filter(mut self, name: &'static str, values: impl Into<Vec<Value>>) -> Self {
        self.filters.push((name, values.into()));
        self
    }

    /// Asks for rows that fulfil a filter which is none of a listing's own: one about what stands beside the rows. Its
    /// `{id}` becomes what names a row.
    #[must_use]
    pub fn further(mut self, filter: &'static Filter, values: impl Into<Vec<Value>>) -> Self {
        self.further.push((filter, values.into()));
        self
    }

    /// Asks for an order by what stands beside the rows, in the same way; each `?` of it takes one value.
    #[must_use]
    pub fn ordered(mut self, sort: &'static Sort, values: impl Into<Vec<Value>>) -> Self {
        self.order = Some((sort, values.into()));
        self
    }
}

/// Some rows of a list, and where the next begin.
#[derive(Clone, Debug)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub next_cursor: Option<String>,
}

/// An order as it stands in a text, with the first values of that text.
struct Order {
    sql: String,
    key: SortKey,
    values: Vec<Value>,
}

struct Keyed<T> {
    item: T,
    key: Value,
    id: Value,
}

impl<T: FromRow> FromRow for Keyed<T> {
    fn from_row(row: &Row) -> Result<Self> {
        let last = row.0.len();
        let value = |at: usize| row.0.get(at).cloned().unwrap_or(Value::Null);
        Ok(Self {
            item: T::from_row(row)?,
            key: value(last.wrapping_sub(2)),
            id: value(last.wrapping_sub(1)),
        })
    }
}

impl Listing {
    /// One page of rows, each with the columns of the listing.
    ///
    /// # Errors
    /// When the cursor is not one of ours, or the database fails.
    pub fn page<T: FromRow>(&self, read: &Read, query: &Query) -> Result<Page<T>> {
        let limit = query.limit.clamp(1, 10_000);
        let (sql, values) = self.page_text(query, limit + 1)?;
        let mut rows: Vec<Keyed<T>> = read.rows_of_text(self.name, &sql, &values)?;
        let has_more = rows.len() as i64 > limit;
        rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let next_cursor = rows.last().filter(|_| has_more).map(|last| write_cursor(&last.key, &last.id));
        Ok(Page { items: rows.into_iter().map(|row| row.item).collect(), next_cursor })
    }

    /// An order of the list's own has an index that leads to the rows. For one by what stands beside them all rows are put in
    /// order, so that it is settled with what is needed for it alone which rows they are.
    fn page_text(&self, query: &Query, limit: i64) -> Result<(String, Vec<Value>)> {
        let order = self.order(query)?;
        if query.order.is_none() {
            return self.first_rows(self.columns, &order, query, limit);
        }
        let (sql, values) = self.first_rows("", &order, query, limit)?;
        Ok((self.told_of(&sql, query.is_descending), values))
    }

    /// Some rows in order, each with columns, with its value in the order and with its name.
    fn first_rows(
        &self,
        columns: &str,
        order: &Order,
        query: &Query,
        limit: i64,
    ) -> Result<(String, Vec<Value>)> {
        let comma = if columns.is_empty() { "" } else { ", " };
        let columns = format!("{columns}{comma}{} AS sort_value, {} AS row_id", order.sql, self.id);
        let (mut sql, mut values) = self.text(&columns, query, order.values.clone())?;
        let (direction, comparison) = if query.is_descending { ("DESC", "<") } else { ("ASC", ">") };
        if let Some(cursor) = &query.cursor {
            let (key, id) = read_cursor(cursor, order.key, self.id_is_number)
                .ok_or_else(|| Error::rejected("cursor", "objection-cursor"))?;
            let (key_at, id_at) = (values.len() + 2, values.len() + 3);
            sql.push_str(&format!(" AND ({}, {}) {comparison} (?{key_at}, ?{id_at})", order.sql, self.id));
            values.extend([key, id]);
        }
        let limit_at = values.len() + 2;
        sql.push_str(&format!(" ORDER BY sort_value {direction}, row_id {direction} LIMIT ?{limit_at}"));
        values.push(Value::Int(limit));
        Ok((sql, values))
    }

    /// The columns of rows that are settled. CROSS JOIN lets SQLite begin with these.
    fn told_of(&self, rows: &str, is_descending: bool) -> String {
        let direction = if is_descending { "DESC" } else { "ASC" };
        let joins = self.joins_for(self.columns);
        format!(
            "SELECT {}, k.sort_value, k.row_id FROM ({rows}) AS k CROSS JOIN {}{joins} WHERE {} = k.row_id \
             ORDER BY k.sort_value {direction}, k.row_id {direction}",
            self.columns, self.tables, self.id
        )
    }

    /// What a statement names of what stands beside the rows.
    fn joins_for(&self, sql: &str) -> String {
        let named = self.beside.iter().filter(|beside| beside.is_named_in(sql));
        named.map(|beside| format!(" LEFT JOIN {}", beside.join)).collect()
    }

    /// How many rows fulfil the filters.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count(&self, read: &Read, query: &Query) -> Result<i64> {
        let (sql, values) = self.text("count(*)", query, Vec::new())?;
        let rows: Vec<(i64,)> = read.rows_of_text(self.name, &sql, &values)?;
        Ok(rows.first().map_or(0, |(count,)| *count))
    }

    /// The sum of a column of whole numbers over the rows that fulfil the filters.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sum(&self, read: &Read, column: &'static str, query: &Query) -> Result<i64> {
        let columns = format!("CAST(coalesce(sum({column}), 0) AS BIGINT)");
        let (sql, values) = self.text(&columns, query, Vec::new())?;
        let rows: Vec<(i64,)> = read.rows_of_text(self.name, &sql, &values)?;
        Ok(rows.first().map_or(0, |(sum,)| *sum))
    }

    /// Every text that this list can become, for the tests: each filter with each sort.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        let mut texts = Vec::new();
        for sort in self.sorts {
            for filter in self.filters {
                let places = filter.sql.matches('?').count();
                let query = Query { sort: Some(sort.name), limit: 1, ..Query::default() }
                    .filter(filter.name, vec![Value::Null; places]);
                texts.extend(self.page_text(&query, 50).map(|(sql, _)| sql));
            }
        }
        texts
    }

    /// The same with what stands beside the rows: each of these filters with each of these sorts.
    #[must_use]
    pub fn texts_with(&self, filters: &[&'static Filter], sorts: &[&'static Sort]) -> Vec<String> {
        let mut texts = Vec::new();
        for sort in sorts {
            for filter in filters {
                let nothing = |sql: &str| vec![Value::Null; sql.matches('?').count()];
                let query = Query::first(1).further(filter, nothing(filter.sql));
                let query = query.ordered(sort, nothing(sort.sql));
                texts.extend(self.page_text(&query, 50).map(|(sql, _)| sql));
            }
        }
        texts
    }

    fn order(&self, query: &Query) -> Result<Order> {
        let is_asked = |sort: &&Sort| query.sort.is_none_or(|name| name == sort.name);
        let own = || self.sorts.iter().find(is_asked).map(|sort| (sort, &[][..]));
        let further = query.order.as_ref().map(|(sort, given)| (*sort, given.as_slice()));
        let (sort, given) = further.or_else(own).ok_or_else(|| Error::rejected("sort", "objection-sort"))?;
        let (mut sql, mut values) = (String::new(), Vec::new());
        number_places(&self.about_rows(sort.sql), given, &mut sql, &mut values)?;
        Ok(Order { sql, key: sort.key, values })
    }

    /// A fragment about what stands beside the rows, about those of this list.
    fn about_rows<'s>(&self, fragment: &'s str) -> Cow<'s, str> {
        if fragment.contains("{id}") { fragment.replace("{id}", self.id).into() } else { fragment.into() }
    }

    /// The text with its values after those that it has already.
    fn text(&self, columns: &str, query: &Query, mut values: Vec<Value>) -> Result<(String, Vec<Value>)> {
        let mut sql = String::new();
        for (name, given) in &query.filters {
            let filter = self
                .filters
                .iter()
                .find(|filter| filter.name == *name)
                .ok_or_else(|| Error::failed(format!("{} has no filter {name}", self.name)))?;
            sql.push_str(" AND (");
            number_places(filter.sql, given, &mut sql, &mut values)?;
            sql.push(')');
        }
        for (filter, given) in &query.further {
            sql.push_str(" AND (");
            number_places(&self.about_rows(filter.sql), given, &mut sql, &mut values)?;
            sql.push(')');
        }
        let joins = self.joins_for(&format!("{columns} {sql}"));
        Ok((format!("SELECT {columns} FROM {}{joins} WHERE 1 = 1{sql}", self.tables), values))
    }
}

/// Numbers the `?` of a fragment after the values that are there already. A place without a value would quietly find
/// nothing, so that it fails.
fn number_places(fragment: &str, given: &[Value], sql: &mut String, values: &mut Vec<Value>) -> Result<()> {
    let mut given = given.iter();
    for (i, part) in fragment.split('?').enumerate() {
        if i > 0 {
            let value =
                given.next().ok_or_else(|| Error::failed(format!("too few values for {fragment}")))?;
            values.push(value.clone());
            sql.push_str(&format!("?{}", values.len() + 1));
        }
        sql.push_str(part);
    }
    Ok(())
}

fn write_cursor(key: &Value, id: &Value) -> String {
    let id = match id {
        Value::Id(id) => id.to_string(),
        Value::Int(number) => number.to_string(),
        _ => String::new(),
    };
    match key {
        Value::Int(int) => format!("{id}.{int}"),
        Value::Text(text) => format!("{id}.{text}"),
        _ => id,
    }
}

fn read_cursor(cursor: &str, key: SortKey, id_is_number: bool) -> Option<(Value, Value)> {
    let (id, text) = cursor.split_once('.')?;
    // PostgreSQL knows no text with a NUL in it.
    if text.contains('\0') {
        return None;
    }
    let key = match key {
        SortKey::Number => Value::Int(text.parse().ok()?),
        SortKey::Text => Value::from(text),
    };
    let id = if id_is_number { id.parse().ok().map(Value::Int) } else { id.parse().ok().map(Value::Id) };
    Some((key, id?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Id;

    #[test]
    fn a_cursor_holds_any_sort_key_and_comes_back_the_same() {
        for id in [Value::Id(Id::new()), Value::Int(42)] {
            for key in [Value::Text("ö. å 1.2".into()), Value::Int(-7)] {
                let kind = if matches!(key, Value::Int(_)) { SortKey::Number } else { SortKey::Text };
                let cursor = write_cursor(&key, &id);
                let is_number = matches!(id, Value::Int(_));
                assert_eq!(read_cursor(&cursor, kind, !is_number), None, "a cursor of another kind of list");
                assert_eq!(read_cursor(&cursor, kind, is_number), Some((key, id.clone())));
            }
        }
    }

    #[test]
    fn a_cursor_that_is_not_ours_is_refused() {
        assert_eq!(read_cursor("nonsense", SortKey::Text, false), None);
        assert_eq!(read_cursor(&format!("{}.a\0b", Id::new()), SortKey::Text, false), None);
        assert_eq!(read_cursor("not-an-id.x", SortKey::Text, false), None);
    }

    #[test]
    fn places_of_fragments_are_numbered_after_the_tenant() {
        let (mut sql, mut values) = (String::new(), vec![Value::Int(1)]);
        number_places("a = ? OR b = ?", &[Value::Int(2), Value::Int(3)], &mut sql, &mut values).unwrap();
        assert_eq!(sql, "a = ?3 OR b = ?4");
        assert_eq!(values.len(), 3);
    }

    #[test]
    fn a_filter_with_a_place_for_which_there_is_no_value_fails() {
        let (mut sql, mut values) = (String::new(), Vec::new());
        assert!(number_places("a = ? OR b = ?", &[Value::Int(2)], &mut sql, &mut values).is_err());
    }

    #[test]
    fn a_count_looks_up_what_stands_beside_the_rows_only_where_it_is_asked_about() {
        const LISTING: Listing = Listing {
            name: "things",
            columns: "s.id, o.name",
            tables: "@thing AS s",
            beside: &[Beside { name: "o", join: "@owner AS o ON o.id = s.owner" }],
            id: "s.id",
            id_is_number: false,
            filters: &[
                Filter { name: "owner", sql: "o.name = ?" },
                Filter { name: "name", sql: "s.name = ?" },
            ],
            sorts: &[Sort { name: "name", sql: "s.name", key: SortKey::Text }],
        };
        let counted = |filter| {
            let query = Query::first(1).filter(filter, [Value::from("a")]);
            LISTING.text("count(*)", &query, Vec::new()).map(|(sql, _)| sql).unwrap()
        };
        assert_eq!(counted("name"), "SELECT count(*) FROM @thing AS s WHERE 1 = 1 AND (s.name = ?2)");
        assert!(counted("owner").contains("LEFT JOIN @owner AS o"));
        assert!(
            LISTING.texts().iter().all(|sql| sql.contains("LEFT JOIN @owner AS o")),
            "the columns name it"
        );
    }
}
