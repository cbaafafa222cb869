//! One line of the demo's files: something that was entered on a day. What its fields mean, the records themselves say.

use super::names::Names;
use kernel::{Date, Error, FieldKind, FieldValue, Id, Message, Objection, Record, Result};
use toml::{Table, Value};

/// A line, and where it stands.
#[derive(Clone, Debug)]
pub struct Line {
    pub day: Date,
    /// User name, without the federation's key, of the one who enters it.
    pub by: String,
    file: String,
    name: String,
    table: Table,
}

impl Line {
    /// A line as it is read from a file. Dates have been moved already.
    pub fn new(file: &str, day: Date, by: String, table: Table) -> Self {
        let named = ["name", "person", "on"].iter().find_map(|key| table.get(*key)?.as_str());
        Self { day, by, file: file.to_owned(), name: named.unwrap_or("?").to_owned(), table }
    }

    /// The name of what is entered, as the file has it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// An error at a field of this line.
    pub fn wrong(&self, field: &str, message: impl Into<Message>) -> Error {
        Error::rejected(self.place(field), message)
    }

    /// An error of a verb, with the line that it was asked for.
    pub fn blame(&self, error: Error) -> Error {
        match error {
            Error::Rejected(objections) => {
                let placed = |found: Objection| Objection { field: self.place(&found.field), ..found };
                Error::Rejected(objections.into_iter().map(placed).collect())
            }
            Error::Refused(message) => self.wrong("", message),
            Error::NotFound => self.wrong("", "demo-not-found"),
            Error::Failed(_) => error,
        }
    }

    fn place(&self, field: &str) -> String {
        let place = format!("demo/{}: {}", self.file, self.name);
        if field.is_empty() { place } else { format!("{place}: {field}") }
    }

    /// Takes a text out of the line.
    pub fn text(&mut self, key: &str) -> Result<Option<String>> {
        match self.table.remove(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(self.wrong(key, "demo-not-a-text")),
        }
    }

    /// Takes a text that must be there.
    pub fn needed(&mut self, key: &str) -> Result<String> {
        self.text(key)?.ok_or_else(|| self.wrong(key, "objection-required"))
    }

    /// Takes one text or several.
    pub fn texts(&mut self, key: &str) -> Result<Vec<String>> {
        let value = self.table.remove(key);
        value.map_or(Ok(Vec::new()), |value| self.as_texts(key, value))
    }

    /// Takes a table of one text or several for each key.
    pub fn texts_by_key(&mut self, key: &str) -> Result<Vec<(String, Vec<String>)>> {
        let table = self.table(key)?;
        table.into_iter().map(|(inner, value)| Ok((inner.clone(), self.as_texts(&inner, value)?))).collect()
    }

    /// Takes a table of numbers.
    pub fn numbers_by_key(&mut self, key: &str) -> Result<Vec<(String, i64)>> {
        let table = self.table(key)?;
        let number =
            |value: Value| value.as_integer().ok_or_else(|| self.wrong(key, "objection-not-a-number"));
        table.into_iter().map(|(inner, value)| Ok((inner, number(value)?))).collect()
    }

    /// Takes a day.
    pub fn date(&mut self, key: &str) -> Result<Option<Date>> {
        match self.table.remove(key) {
            None => Ok(None),
            Some(value) => date_of(&value).map(Some).ok_or_else(|| self.wrong(key, "objection-not-a-date")),
        }
    }

    /// Writes every field of the line that the record has.
    pub fn fill<N: Record>(&mut self, record: &mut N, names: &Names) -> Result<()> {
        for field in N::FIELDS {
            let Some(value) = self.table.remove(field.name) else { continue };
            let value = self.field_value(field.name, field.kind, &value, names)?;
            field.set(record, value).map_err(|wrong| self.wrong(field.name, wrong.message()))?;
        }
        Ok(())
    }

    /// Stops at what nobody has asked for: a misspelt field would else be lost.
    pub fn finish(self) -> Result<()> {
        match self.table.keys().next() {
            None => Ok(()),
            Some(key) => Err(self.wrong(key, "demo-unknown-field")),
        }
    }

    fn table(&mut self, key: &str) -> Result<Table> {
        match self.table.remove(key) {
            None => Ok(Table::new()),
            Some(Value::Table(table)) => Ok(table),
            Some(_) => Err(self.wrong(key, "demo-not-a-table")),
        }
    }

    fn as_texts(&self, key: &str, value: Value) -> Result<Vec<String>> {
        let values = match value {
            Value::Array(values) => values,
            one => vec![one],
        };
        let text = |value: Value| match value {
            Value::String(text) => Ok(text),
            _ => Err(self.wrong(key, "demo-not-a-text")),
        };
        values.into_iter().map(text).collect()
    }

    fn field_value(&self, key: &str, kind: FieldKind, value: &Value, names: &Names) -> Result<FieldValue> {
        let found: Option<FieldValue> = match (kind, value) {
            (FieldKind::Reference(kind), Value::String(name)) => {
                let id: Option<Id> = names.find(kind.0, name);
                let unknown =
                    || self.wrong(key, Message::new("demo-unknown-name").with("name", name.as_str()));
                Some(FieldValue::Reference(id.ok_or_else(unknown)?))
            }
            (FieldKind::Date, value) => date_of(value).map(FieldValue::Date),
            (_, Value::String(text)) => Some(FieldValue::Text(text.clone())),
            (_, Value::Boolean(flag)) => Some(FieldValue::Flag(*flag)),
            (_, Value::Integer(number)) => Some(FieldValue::Number(*number)),
            (FieldKind::Words { .. }, list @ Value::Array(_)) => {
                let words = self.as_texts(key, list.clone())?;
                Some(FieldValue::List(words.into_iter().map(FieldValue::Text).collect()))
            }
            _ => None,
        };
        found.ok_or_else(|| self.wrong(key, "objection-wrong-input"))
    }
}

/// The day that a TOML date says.
pub fn date_of(value: &Value) -> Option<Date> {
    value.as_datetime()?.to_string().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use register::System;

    fn line(text: &str) -> Line {
        Line::new("x.toml", "2026-05-04".parse().unwrap(), "it-chef".into(), text.parse().unwrap())
    }

    #[test]
    fn a_line_fills_a_record_and_says_where_it_is_wrong() {
        let cases = [
            ("name = 'Diariesystem', size = 'huge'", "demo/x.toml: Diariesystem: size"),
            ("name = 'Diariesystem', supplier = 'Nobody'", "demo/x.toml: Diariesystem: supplier"),
            ("name = 'Diariesystem', colour = 'red'", "demo/x.toml: Diariesystem: colour"),
            ("name = 7", "demo/x.toml: ?: name"),
        ];
        for (text, expected) in cases {
            let mut line = line(&text.replace(", ", "\n"));
            let mut system = System::default();
            let done = line.fill(&mut system, &Names::default()).and_then(|()| line.finish());
            match done {
                Err(Error::Rejected(found)) => assert_eq!(found[0].field, expected),
                other => panic!("{text}: {other:?}"),
            }
        }
    }

    #[test]
    fn words_days_and_flags_reach_their_fields() {
        let mut line = line(
            "name = 'Lönesystem'\npersonal_data = true\nin_operation_from = 2020-01-07\nbusiness_areas = ['care']",
        );
        let mut system = System::default();
        line.fill(&mut system, &Names::default()).unwrap();
        line.finish().unwrap();
        assert_eq!((system.name.as_str(), system.personal_data), ("Lönesystem", Some(true)));
        assert_eq!(system.in_operation_from.unwrap().to_string(), "2020-01-07");
        assert_eq!(system.business_areas, ["care"]);
    }
}
