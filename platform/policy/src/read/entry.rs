//! One table of a pack's file under reading: every question to it is remembered, so that what nobody asked for is unknown.
//!
//! A wrong or missing value is reported where it stands and replaced by an empty one: all errors are
//! found in one reading, and a pack with errors is never used.

use super::names::{Names, known_help};
use super::values::{date_of, type_help, whole_number};
use crate::problem::{Problems, Spot};
use crate::vocabulary::Vocabulary;
use kernel::{Choice, Date, LocalText, Message};
use std::cell::RefCell;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What all files of one pack share while they are read.
pub(crate) struct Book<'v> {
    pub vocabulary: &'v Vocabulary,
    pub problems: RefCell<Problems>,
    pub names: RefCell<Names>,
}

impl Book<'_> {
    pub fn error(&self, at: &Spot, message: Message, help: Option<Message>) {
        self.problems.borrow_mut().error(at, message, help);
    }

    pub fn warn(&self, at: &Spot, message: Message, help: Option<Message>) {
        self.problems.borrow_mut().warn(at, message, help);
    }
}

/// One file of the pack.
#[derive(Clone, Copy)]
pub(crate) struct File<'a> {
    pub name: &'a str,
    pub text: &'a str,
    /// Where each line begins: places are asked for thousands of times.
    pub line_starts: &'a [usize],
}

impl File<'_> {
    fn spot(&self, offset: usize) -> Spot {
        let line = self.line_starts.partition_point(|start| *start <= offset).max(1);
        let start = self.line_starts.get(line - 1).copied().unwrap_or_default();
        let before = self.text.get(start..offset).unwrap_or_default();
        Spot { file: self.name.to_owned(), line, column: before.chars().count() + 1 }
    }
}

/// One value with its place.
pub(crate) type Value<'a> = Spanned<DeValue<'a>>;

/// One table of a file.
pub(crate) struct Entry<'a> {
    pub book: &'a Book<'a>,
    pub file: File<'a>,
    table: &'a DeTable<'a>,
    offset: usize,
    asked: RefCell<Vec<&'static str>>,
}

impl<'a> Entry<'a> {
    pub fn new(book: &'a Book<'a>, file: File<'a>, table: &'a DeTable<'a>, offset: usize) -> Self {
        Self { book, file, table, offset, asked: RefCell::default() }
    }

    /// Where the table begins.
    pub fn spot(&self) -> Spot {
        self.file.spot(self.offset)
    }

    pub fn spot_of(&self, value: &Value<'_>) -> Spot {
        self.file.spot(value.span().start)
    }

    /// The place of a key's value, or of the table if the key is missing.
    pub fn spot_at(&self, key: &str) -> Spot {
        self.table.get(key).map_or_else(|| self.spot(), |value| self.spot_of(value))
    }

    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    pub fn entries(&self) -> impl Iterator<Item = (&'a str, Spot, &'a Value<'a>)> {
        self.table
            .iter()
            .map(|(key, value)| (key.get_ref().as_ref(), self.file.spot(key.span().start), value))
    }

    pub fn optional(&self, key: &'static str) -> Option<&'a Value<'a>> {
        let mut asked = self.asked.borrow_mut();
        if !asked.contains(&key) {
            asked.push(key);
        }
        self.table.get(key)
    }

    pub fn required(&self, key: &'static str) -> Option<&'a Value<'a>> {
        let value = self.optional(key);
        if value.is_none() {
            self.book.error(&self.spot(), Message::new("policy-problem-missing-key").with("key", key), None);
        }
        value
    }

    pub fn wrong_type(&self, value: &Value<'_>, wanted: &'static str) {
        self.wrong_type_but(value, wanted, type_help(wanted, value.get_ref().type_str()));
    }

    /// A wrong type where more can be said of what would be right.
    pub fn wrong_type_but(&self, value: &Value<'_>, wanted: &'static str, help: Option<&'static str>) {
        let message = Message::new("policy-problem-wrong-type")
            .with("wanted", wanted)
            .with("found", value.get_ref().type_str());
        self.book.error(&self.spot_of(value), message, help.map(Message::new));
    }

    /// Reports every key that was not asked for.
    pub fn finish(self) {
        let asked = self.asked.borrow();
        for (key, at, _) in self.entries() {
            if !asked.contains(&key) {
                let message = Message::new("policy-problem-unknown-key").with("key", key);
                self.book.error(&at, message, Some(known_help(key, asked.iter().copied())));
            }
        }
    }

    pub(super) fn string_of(&self, value: &'a Value<'a>) -> Option<&'a str> {
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(value, "text");
            return None;
        };
        if text.trim().is_empty() {
            self.book.error(&self.spot_of(value), Message::new("policy-problem-empty-text"), None);
        }
        Some(text)
    }

    pub fn string(&self, key: &'static str) -> String {
        self.required(key).and_then(|value| self.string_of(value)).unwrap_or_default().to_owned()
    }

    pub fn optional_string(&self, key: &'static str) -> Option<String> {
        self.optional(key).and_then(|value| self.string_of(value)).map(str::to_owned)
    }

    /// The texts of a list with their places; a text that stands twice is a warning.
    pub fn spotted_strings(&self, key: &'static str) -> Vec<(String, Spot)> {
        let Some(value) = self.optional(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_type(value, "list");
            return Vec::new();
        };
        let mut texts: Vec<(String, Spot)> = Vec::new();
        for item in items {
            let Some(text) = self.string_of(item) else { continue };
            let at = self.spot_of(item);
            if texts.iter().any(|(earlier, _)| earlier == text) {
                self.book.warn(&at, Message::new("policy-warning-twice-in-list").with("value", text), None);
            } else {
                texts.push((text.to_owned(), at));
            }
        }
        texts
    }

    pub fn strings(&self, key: &'static str) -> Vec<String> {
        self.spotted_strings(key).into_iter().map(|(text, _)| text).collect()
    }

    pub fn flag(&self, key: &'static str, default: bool) -> bool {
        let Some(value) = self.optional(key) else { return default };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong_type(value, "flag");
            default
        })
    }

    pub fn optional_number(&self, key: &'static str) -> Option<i64> {
        let value = self.optional(key)?;
        let number = whole_number(value);
        if number.is_none() {
            self.wrong_type(value, "number");
        }
        number
    }

    /// A count of at least zero.
    pub fn optional_count(&self, key: &'static str) -> Option<usize> {
        let number = self.optional_number(key)?;
        let count = usize::try_from(number).ok();
        if count.is_none() {
            let message = Message::new("policy-problem-negative").with("value", number);
            self.book.error(&self.spot_at(key), message, None);
        }
        count
    }

    /// A number of months of at least one.
    pub fn optional_months(&self, key: &'static str) -> Option<u32> {
        let number = self.optional_number(key)?;
        let months = u32::try_from(number).ok().filter(|months| (1..=1200).contains(months));
        if months.is_none() {
            let message = Message::new("policy-problem-months").with("value", number);
            self.book.error(&self.spot_at(key), message, None);
        }
        months
    }

    pub fn optional_date(&self, key: &'static str) -> Option<Date> {
        let value = self.optional(key)?;
        let date = date_of(value);
        if date.is_none() {
            let found = value.get_ref().type_str();
            let message = Message::new("policy-problem-bad-date").with("found", found);
            self.book.error(&self.spot_of(value), message, Some(Message::new("policy-help-date")));
        }
        date
    }

    pub fn date(&self, key: &'static str) -> Date {
        self.required(key);
        self.optional_date(key).unwrap_or_default()
    }

    /// One of a closed list of names; reported if it is none of them.
    pub fn optional_choice<T: Choice>(&self, key: &'static str) -> Option<T> {
        let value = self.optional(key)?;
        let text = self.string_of(value)?;
        let choice = T::from_name(text);
        if choice.is_none() {
            self.unknown_value(value, text, T::NAMES.iter().copied());
        }
        choice
    }

    pub fn choice<T: Choice>(&self, key: &'static str, default: T) -> T {
        self.required(key);
        self.optional_choice(key).unwrap_or(default)
    }

    pub fn unknown_value<'k>(&self, value: &Value<'_>, text: &str, known: impl IntoIterator<Item = &'k str>) {
        let message = Message::new("policy-problem-unknown-value").with("value", text);
        self.book.error(&self.spot_of(value), message, Some(known_help(text, known)));
    }

    /// The table under a key.
    pub fn table(&self, key: &'static str) -> Option<Entry<'a>> {
        self.optional(key).and_then(|value| self.table_of(value))
    }

    pub fn table_of(&self, value: &'a Value<'a>) -> Option<Entry<'a>> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(value, "table");
            return None;
        };
        Some(Entry::new(self.book, self.file, table, value.span().start))
    }

    /// The tables of a list; none if the key is missing.
    pub fn tables(&self, key: &'static str) -> Vec<Entry<'a>> {
        let Some(value) = self.optional(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_type(value, "list_of_tables");
            return Vec::new();
        };
        items.iter().filter_map(|item| self.table_of(item)).collect()
    }

    pub fn text(&self, key: &'static str) -> LocalText {
        self.required(key);
        self.optional_text(key).unwrap_or_default()
    }

    pub fn optional_text(&self, key: &'static str) -> Option<LocalText> {
        let value = self.optional(key)?;
        if value.get_ref().as_table().is_none() {
            self.wrong_type_but(value, "table", Some("policy-help-both-languages"));
            return None;
        }
        let entry = self.table_of(value)?;
        let text = entry.both_languages();
        entry.finish();
        Some(text)
    }

    /// `sv` and `en` of this very table.
    pub fn both_languages(&self) -> LocalText {
        LocalText::new(self.language("sv"), self.language("en"))
    }

    pub fn language(&self, key: &'static str) -> String {
        if self.optional(key).is_none() {
            let message = Message::new("policy-problem-missing-language").with("language", key);
            self.book.error(&self.spot(), message, Some(Message::new("policy-help-both-languages")));
            return String::new();
        }
        self.string(key)
    }
}
