//! What is asked of a list, by a script or by a page: filters, order, place and size, turned into storage's own question.

use super::Item;
use custom_fields::Comparison;
use kernel::{
    CustomField, Date, Error, FieldKind, FieldValue, Message, Objection, Result, WrongValue, custom_key,
};
use std::sync::Arc;
use storage::{Listing, Query, Value};

const USUAL_LIMIT: i64 = 50;
const MOST_ROWS: i64 = 200;

/// A filter that users may set; a [`storage::Filter`] of the listing has the same name.
#[derive(Clone, Copy, Debug)]
pub struct ListFilter {
    pub name: &'static str,
    pub kind: FilterKind,
}

/// How the text that a user gives becomes the value of the filter.
#[derive(Clone, Copy, Debug)]
pub enum FilterKind {
    /// Found anywhere in a sort key, by `LIKE ? ESCAPE '\'`.
    Search,
    /// A value of this kind of field.
    Field(FieldKind),
    /// Made by the domain; what it makes nothing of is objected to.
    Made(fn(&str) -> Option<Value>),
}

/// What a list is asked.
#[derive(Clone, Debug, Default)]
pub struct ListAsk {
    pub(crate) filters: Vec<(ListFilter, String)>,
    /// The fields that the federation has added to the records of the list.
    pub(crate) custom_fields: Arc<[CustomField]>,
    pub(crate) custom: Vec<CustomFilter>,
    pub(crate) sort: Option<String>,
    pub(crate) is_descending: bool,
    pub(crate) cursor: Option<String>,
    pub(crate) limit: i64,
    /// Scripts write amounts as they are told them, in whole öre; people write kronor.
    pub(crate) is_in_ore: bool,
}

/// A page of a list.
#[derive(Clone, Debug)]
pub struct ListAnswer {
    pub items: Vec<Item>,
    pub next_cursor: Option<String>,
}

impl ListAnswer {
    /// A page of storage, each row told by the domain.
    #[must_use]
    pub fn of<T>(page: storage::Page<T>, tell: impl FnMut(T) -> Item) -> Self {
        Self { items: page.items.into_iter().map(tell).collect(), next_cursor: page.next_cursor }
    }
}

impl ListAsk {
    /// Reads the question of a query string. The address of a script holds nothing else.
    ///
    /// # Errors
    /// Names that the list does not know, and limits out of range.
    pub(crate) fn read(
        pairs: &[(String, String)],
        filters: &[ListFilter],
        custom: &Arc<[CustomField]>,
    ) -> Result<Self> {
        let mut ask = Self { limit: USUAL_LIMIT, custom_fields: custom.clone(), ..Self::default() };
        let mut objections = Vec::new();
        for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
            match name.as_str() {
                crate::layout::AS_OF_PARAMETER => {}
                "cursor" => ask.cursor = Some(value.clone()),
                "sort" => ask.set_sort(value),
                "limit" => match value.parse() {
                    Ok(limit) if (1..=MOST_ROWS).contains(&limit) => ask.limit = limit,
                    _ => objections.push(Objection::new(name.clone(), limit_message())),
                },
                _ => match filters.iter().find(|filter| filter.name == name) {
                    Some(filter) => ask.filters.push((*filter, value.clone())),
                    None if custom_key(name).is_some() => match CustomFilter::named(custom, name, value) {
                        Some(filter) => ask.custom.push(filter),
                        None => objections.push(Objection::new(name.clone(), "objection-unknown-filter")),
                    },
                    None => objections.push(Objection::new(name.clone(), "objection-unknown-filter")),
                },
            }
        }
        if objections.is_empty() { Ok(ask) } else { Err(Error::Rejected(objections)) }
    }

    /// The place and the number of rows that are asked of a list in an order of its own.
    ///
    /// # Errors
    /// When another order is asked for.
    pub fn own_order(&self) -> Result<(Option<&str>, i64)> {
        match self.sort {
            None => Ok((self.cursor.as_deref(), self.limit)),
            Some(_) => Err(Error::rejected("sort", "objection-sort")),
        }
    }

    /// `-name` is by name, descending.
    pub(crate) fn set_sort(&mut self, value: &str) {
        self.is_descending = value.starts_with('-');
        self.sort = Some(value.trim_start_matches('-').to_owned());
    }

    /// Takes out the filters whose values cannot be understood, and says what is wrong with each.
    pub(crate) fn take_wrong_filters(&mut self, today: Date) -> Vec<Objection> {
        let (mut objections, is_in_ore) = (Vec::new(), self.is_in_ore);
        self.filters.retain(|(filter, text)| match value_of(filter.kind, text, today, is_in_ore) {
            Ok(_) => true,
            Err(message) => {
                objections.push(Objection::new(filter.name, message));
                false
            }
        });
        self.custom.retain(|filter| match filter.value(today, is_in_ore) {
            Ok(_) => true,
            Err(message) => {
                objections.push(Objection::new(filter.name.clone(), message));
                false
            }
        });
        objections
    }

    /// The field that the federation has added by whose name an order is asked for.
    pub(crate) fn custom_field(&self, name: &str) -> Option<&CustomField> {
        self.custom_fields.iter().find(|field| field.name == name)
    }

    /// The fields that the federation has added and that the list is narrowed or ordered by: whoever may not see one sees no
    /// row by it.
    pub fn added_fields(&self) -> impl Iterator<Item = &CustomField> {
        let sorted = self.sort.as_deref().and_then(|name| self.custom_field(name));
        self.custom.iter().map(|filter| &filter.field).chain(sorted)
    }

    /// The value that was given for a filter.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.filters.iter().find(|(filter, _)| filter.name == name).map(|(_, value)| value.as_str())
    }

    /// The question in storage's words. The caller narrows it to what the actor may see.
    ///
    /// # Errors
    /// An order that the listing lacks, and values that do not fit their filters.
    pub fn query(&self, listing: &Listing, today: Date) -> Result<Query> {
        let mut query = Query::first(self.limit.max(1));
        query.is_descending = self.is_descending;
        query.cursor.clone_from(&self.cursor);
        match self.sort.as_deref().map(|wanted| (wanted, self.custom_field(wanted))) {
            None => {}
            Some((_, Some(field))) => query = custom_fields::ordered(query, field),
            Some((wanted, None)) => {
                let sort = listing.sorts.iter().find(|sort| sort.name == wanted);
                query.sort = Some(sort.ok_or_else(|| Error::rejected("sort", "objection-sort"))?.name);
            }
        }
        let mut objections = Vec::new();
        for filter in &self.custom {
            match filter.value(today, self.is_in_ore) {
                Ok(value) => query = custom_fields::narrowed(query, &filter.field, filter.comparison, &value),
                Err(message) => objections.push(Objection::new(filter.name.clone(), message)),
            }
        }
        for (filter, text) in &self.filters {
            let places = listing.filters.iter().find(|known| known.name == filter.name);
            let places = places.map_or(0, |known| known.sql.matches('?').count());
            match value_of(filter.kind, text, today, self.is_in_ore) {
                Ok(value) => query = query.filter(filter.name, vec![value; places]),
                Err(message) => objections.push(Objection::new(filter.name, message)),
            }
        }
        if objections.is_empty() { Ok(query) } else { Err(Error::Rejected(objections)) }
    }
}

/// A filter on a field that the federation has added.
#[derive(Clone, Debug)]
pub(crate) struct CustomFilter {
    /// Its parameter in the address.
    pub name: String,
    pub field: CustomField,
    pub comparison: Comparison,
    text: String,
}

/// What follows the name of a field in the parameters of a range.
const ENDS: [(&str, Comparison); 2] = [(".from", Comparison::From), (".until", Comparison::Until)];

/// The parameters by which a list may be asked for a field: one, or the two ends of a range.
pub(crate) fn custom_filters(field: &CustomField) -> Vec<(String, Comparison)> {
    if matches!(field.kind, FieldKind::Date | FieldKind::Number { .. } | FieldKind::Money) {
        let ends = ENDS.map(|(end, comparison)| (format!("{}{end}", field.name), comparison));
        std::iter::once((field.name.clone(), Comparison::Is)).chain(ends).collect()
    } else {
        vec![(field.name.clone(), Comparison::Is)]
    }
}

impl CustomFilter {
    /// The filter that a parameter names, if it names one.
    pub(crate) fn named(fields: &[CustomField], name: &str, text: &str) -> Option<Self> {
        fields.iter().find_map(|field| {
            let (_, comparison) = custom_filters(field).into_iter().find(|(known, _)| known == name)?;
            Some(Self { name: name.to_owned(), field: field.clone(), comparison, text: text.to_owned() })
        })
    }

    /// The value that is asked for.
    pub(crate) fn value(&self, today: Date, is_in_ore: bool) -> Result<FieldValue, Message> {
        let kind = self.field.kind;
        // A few letters of a link are no link, but enough to find one.
        if matches!(kind, FieldKind::Text { .. } | FieldKind::LongText { .. } | FieldKind::Link) {
            return Ok(FieldValue::Text(like_anywhere(&self.text)));
        }
        value_of_field(kind, &self.text, today, is_in_ore)
    }
}

fn limit_message() -> Message {
    Message::new("objection-limit").with("min", 1).with("max", MOST_ROWS)
}

fn value_of(kind: FilterKind, text: &str, today: Date, is_in_ore: bool) -> Result<Value, Message> {
    match kind {
        FilterKind::Search => Ok(Value::from(like_anywhere(text))),
        FilterKind::Made(make) => make(text).ok_or(Message::new("objection-wrong-input")),
        FilterKind::Field(kind) => value_of_field(kind, text, today, is_in_ore).map(stored),
    }
}

fn value_of_field(kind: FieldKind, text: &str, today: Date, is_in_ore: bool) -> Result<FieldValue, Message> {
    let value = if is_in_ore && kind == FieldKind::Money {
        text.trim().parse().map(FieldValue::Number).map_err(|_| WrongValue::NotANumber)
    } else {
        crate::form_input::value_of_texts(kind, &[text], today)
    };
    value.and_then(|value| kind.check(&value).map(|()| value)).map_err(WrongValue::message)
}

fn stored(value: FieldValue) -> Value {
    match value {
        FieldValue::Absent => Value::Null,
        FieldValue::Flag(flag) => Value::from(flag),
        FieldValue::Number(number) => Value::from(number),
        FieldValue::Date(date) => Value::from(date),
        FieldValue::Reference(id) => Value::from(id),
        FieldValue::Text(text) => Value::from(text),
        FieldValue::List(values) => values.into_iter().next().map_or(Value::Null, stored),
    }
}

/// What finds a text anywhere in a sort key, by `LIKE ? ESCAPE '\'`, whatever its capitals and accents.
#[must_use]
pub fn like_anywhere(text: &str) -> String {
    let key = texts::sort_key(text);
    let folded = key.split('\u{1}').next().unwrap_or_default();
    format!("%{}%", folded.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use storage::{Filter, Sort, SortKey};

    const LISTING: Listing = Listing {
        name: "things",
        columns: "s.name",
        tables: "@thing AS s",
        beside: &[],
        id: "s.id",
        id_is_number: false,
        filters: &[
            Filter { name: "q", sql: r"s.sort_key LIKE ? ESCAPE '\' OR s.note LIKE ? ESCAPE '\'" },
            Filter { name: "users", sql: "s.users = ?" },
        ],
        sorts: &[Sort { name: "name", sql: "s.sort_key", key: SortKey::Text }],
    };
    const FILTERS: [ListFilter; 2] = [
        ListFilter { name: "q", kind: FilterKind::Search },
        ListFilter { name: "users", kind: FilterKind::Field(FieldKind::Number { min: 0, max: 9 }) },
    ];

    fn ask(pairs: &[(&str, &str)]) -> Result<Query> {
        let pairs: Vec<_> = pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        ListAsk::read(&pairs, &FILTERS, &Arc::default())?.query(&LISTING, "2026-11-22".parse().unwrap())
    }

    fn faults(pairs: &[(&str, &str)]) -> Vec<String> {
        match ask(pairs) {
            Err(Error::Rejected(objections)) => objections.into_iter().map(|one| one.field).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn a_list_is_asked_by_name_order_place_and_size() {
        let query = ask(&[("sort", "-name"), ("limit", "200"), ("cursor", "x"), ("users", "7")]).unwrap();
        assert_eq!((query.sort, query.is_descending, query.limit), (Some("name"), true, 200));
        assert_eq!(query.cursor.as_deref(), Some("x"));
    }

    #[test]
    fn what_the_list_does_not_know_is_told_by_name() {
        assert_eq!(
            faults(&[("colour", "red"), ("limit", "0"), ("limit", "201")]),
            ["colour", "limit", "limit"]
        );
        assert_eq!(faults(&[("users", "många")]), ["users"]);
        assert_eq!(faults(&[("users", "10")]), ["users"]);
        assert_eq!(faults(&[("sort", "colour")]), ["sort"]);
    }

    #[test]
    fn a_search_finds_its_words_whatever_their_capitals_and_takes_no_wildcards() {
        assert_eq!(like_anywhere("ÅSA"), "%{sa%");
        assert_eq!(like_anywhere("50 %_"), r"%50 \%\_%");
    }
}
