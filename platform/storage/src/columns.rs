//! Between the fields of a record and the columns of its table: one column per field, of the field's name, in their order.

use crate::{Row, Value};
use kernel::{Error, FieldKind, FieldValue, Record, Result};

/// Words of a field are kept in one column, each between line ends, so that a filter finds a whole word.
const BETWEEN_WORDS: &str = "\n";

/// The values of all fields, to be written.
#[must_use]
pub fn values_of<N: Record>(record: &N) -> Vec<Value> {
    N::FIELDS.iter().map(|field| value_of((field.read)(record))).collect()
}

fn value_of(value: FieldValue) -> Value {
    match value {
        FieldValue::Absent => Value::Null,
        FieldValue::Flag(flag) => Value::from(flag),
        FieldValue::Number(number) => Value::Int(number),
        FieldValue::Date(date) => Value::from(date),
        FieldValue::Reference(id) => Value::Id(id),
        FieldValue::Text(text) => Value::Text(text),
        FieldValue::List(words) if words.is_empty() => Value::Null,
        FieldValue::List(words) => Value::Text(joined(&words)),
    }
}

fn joined(words: &[FieldValue]) -> String {
    let mut text = String::from(BETWEEN_WORDS);
    for word in words {
        if let FieldValue::Text(word) = word {
            text.push_str(word);
            text.push_str(BETWEEN_WORDS);
        }
    }
    text
}

/// What a filter asks for to find a word among those of a record.
#[must_use]
pub fn word_in_column(word: &str) -> String {
    format!("%{BETWEEN_WORDS}{}{BETWEEN_WORDS}%", escaped(word))
}

/// A text that `LIKE … ESCAPE '\'` takes as it stands.
fn escaped(text: &str) -> String {
    text.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_")
}

/// Fills a record from the columns that begin at `from`.
///
/// # Errors
/// When a column holds what its field may not.
pub fn fill<N: Record>(record: &mut N, row: &Row, from: usize) -> Result<()> {
    for (place, field) in N::FIELDS.iter().enumerate() {
        let value = field_value(field.kind, row.get(from + place)?)?;
        if !value.is_absent() {
            let wrong = |_| Error::failed(format!("column {} holds what its field may not", field.name));
            (field.write)(record, value).map_err(wrong)?;
        }
    }
    Ok(())
}

fn field_value(kind: FieldKind, value: Value) -> Result<FieldValue> {
    Ok(match (kind, value) {
        (_, Value::Null) => FieldValue::Absent,
        (FieldKind::Flag, Value::Int(flag)) => FieldValue::Flag(flag != 0),
        (FieldKind::Date, Value::Text(text)) => FieldValue::Date(text.parse().map_err(Error::failed)?),
        (FieldKind::Words { .. }, Value::Text(text)) => FieldValue::List(
            text.split(BETWEEN_WORDS)
                .filter(|word| !word.is_empty())
                .map(|word| FieldValue::Text(word.to_owned()))
                .collect(),
        ),
        (_, Value::Int(number)) => FieldValue::Number(number),
        (_, Value::Text(text)) => FieldValue::Text(text),
        (_, Value::Id(id)) => FieldValue::Reference(id),
        (_, Value::Bytes(_)) => return Err(Error::failed("a field of a record holds bytes")),
    })
}

/// Each field of the record, joined as a list of columns, for the test that holds statements against fields.
#[must_use]
pub fn names_of<N: Record>() -> String {
    N::FIELDS.iter().map(|field| field.name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_whole_and_never_as_a_pattern() {
        assert_eq!(word_in_column("50%_a\\b"), "%\n50\\%\\_a\\\\b\n%");
        assert_eq!(joined(&[FieldValue::Text("care".into()), FieldValue::Text("it".into())]), "\ncare\nit\n");
    }

    #[test]
    fn a_field_value_becomes_a_column_and_comes_back() {
        let words = FieldValue::List(vec![FieldValue::Text("care".into()), FieldValue::Text("it".into())]);
        let cases = [
            (FieldKind::Words { max_words: 3 }, words),
            (FieldKind::Flag, FieldValue::Flag(false)),
            (FieldKind::Number { min: 0, max: 9 }, FieldValue::Number(7)),
            (FieldKind::Text { max_chars: 9 }, FieldValue::Text("å".into())),
            (FieldKind::Date, FieldValue::Date(jiff::civil::date(2026, 11, 22))),
            (FieldKind::Flag, FieldValue::Absent),
        ];
        for (kind, value) in cases {
            assert_eq!(field_value(kind, value_of(value.clone())).unwrap(), value);
        }
    }
}
