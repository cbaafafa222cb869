//! Reads and writes the fields and their values.

use crate::definition::{Definition, FieldType};
use kernel::{Choice, CustomField, CustomGroup, FieldKind, FieldValue, Id, Result};
use std::collections::BTreeMap;
use storage::{FromRow, Read, Row, Tx, Value, statements, values};

/// More fields than all kinds of record may have together.
const MOST_FIELDS: i64 = 5_000;
/// Of a text, so much orders it; an index takes no more.
const MOST_OF_A_SORT_KEY: usize = 120;
/// Between the words of a field that holds several.
const BETWEEN: &str = "\n";

statements! {
    EVERY_FIELD = "SELECT id, revision, record_kind, field_key, field_type, label_sv, label_en, help_sv, help_en, \
        section_sv, section_en, is_required, place, choices, retired_choices, retired_on, field_group \
        FROM @custom_field AS f ORDER BY record_kind, sort_key, id LIMIT ?2";
    EVERY_FIELD_NOW = "SELECT id, revision, record_kind, field_key, field_type, label_sv, label_en, help_sv, help_en, \
        section_sv, section_en, is_required, place, choices, retired_choices, retired_on, field_group \
        FROM @@custom_field AS f ORDER BY record_kind, sort_key, id LIMIT ?2";
    SAVE_FIELD = "INSERT INTO custom_field (tenant_id, id, revision, updated_at, record_kind, field_key, field_type, \
        label_sv, label_en, help_sv, help_en, section_sv, section_en, is_required, place, choices, retired_choices, \
        retired_on, sort_key, field_group) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, \
        ?17, ?18, ?19, ?20) ON CONFLICT (tenant_id, id) DO UPDATE SET revision = excluded.revision, updated_at = excluded.updated_at, \
        label_sv = excluded.label_sv, label_en = excluded.label_en, help_sv = excluded.help_sv, \
        help_en = excluded.help_en, section_sv = excluded.section_sv, section_en = excluded.section_en, \
        is_required = excluded.is_required, place = excluded.place, choices = excluded.choices, \
        retired_choices = excluded.retired_choices, retired_on = excluded.retired_on, sort_key = excluded.sort_key, \
        field_group = excluded.field_group";
    VALUES_OF = "SELECT record_id, field_id, text_value, number_value, reference_id FROM @custom_value AS v \
        WHERE record_id IN ({ids})";
    RECORDS_WITH = "SELECT v.record_id FROM @@custom_value AS v WHERE v.field_id = ?2";
    SAVE_VALUE = "INSERT INTO custom_value (tenant_id, record_id, field_id, text_value, number_value, reference_id, \
        sort_key, folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (tenant_id, record_id, field_id) \
        DO UPDATE SET text_value = excluded.text_value, number_value = excluded.number_value, \
        reference_id = excluded.reference_id, sort_key = excluded.sort_key, folded = excluded.folded";
    FORGET_VALUE = "DELETE FROM custom_value WHERE tenant_id = ?1 AND record_id = ?2 AND field_id = ?3";
    RENAMED = "UPDATE custom_value SET sort_key = ?3, folded = ?4 WHERE tenant_id = ?1 AND reference_id = ?2";
}

impl FromRow for Definition {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            revision: row.get(1)?,
            record_kind: row.get(2)?,
            key: row.get(3)?,
            field_type: Some(row.choice(4)?),
            label_sv: row.get(5)?,
            label_en: row.get(6)?,
            help_sv: row.get(7)?,
            help_en: row.get(8)?,
            section_sv: row.get(9)?,
            section_en: row.get(10)?,
            is_required: Some(row.get(11)?),
            place: Some(row.get(12)?),
            choices: row.get(13)?,
            retired_choices: row.get(14)?,
            retired_on: row.get(15)?,
            field_group: Some(row.choice(16)?),
        })
    }
}

/// Every field, by kind of record and place.
pub(crate) fn every_field(read: &Read) -> Result<Vec<Definition>> {
    read.rows(&EVERY_FIELD, &values![MOST_FIELDS])
}

/// The same of today, whatever day the read looks at.
pub(crate) fn every_field_now(read: &Read) -> Result<Vec<Definition>> {
    read.rows(&EVERY_FIELD_NOW, &values![MOST_FIELDS])
}

pub(crate) fn save_field(tx: &mut Tx, field: &Definition) -> Result<()> {
    let place = field.place.unwrap_or_default();
    let instant = tx.instant();
    let values = values![
        field.id,
        field.revision,
        instant,
        &field.record_kind,
        &field.key,
        field.field_type.unwrap_or(FieldType::Text).name(),
        &field.label_sv,
        &field.label_en,
        &field.help_sv,
        &field.help_en,
        &field.section_sv,
        &field.section_en,
        field.is_required == Some(true),
        place,
        &field.choices,
        &field.retired_choices,
        field.retired_on,
        format!("{place:05} {}", texts::sort_key(&field.label_sv)),
        field.field_group.unwrap_or(CustomGroup::Base).name(),
    ];
    tx.execute(&SAVE_FIELD, &values).map(|_| ())
}

/// A row of a value: the record, the field, and the value in one of three columns.
struct Stored {
    record: Id,
    field: Id,
    text: Option<String>,
    number: Option<i64>,
    reference: Option<Id>,
}

impl FromRow for Stored {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            record: row.get(0)?,
            field: row.get(1)?,
            text: row.get(2)?,
            number: row.get(3)?,
            reference: row.get(4)?,
        })
    }
}

/// The values of some records: record, field and value.
pub(crate) fn values_of(
    read: &Read,
    fields: &[CustomField],
    records: &[Id],
) -> Result<Vec<(Id, String, FieldValue)>> {
    let by_id: BTreeMap<Id, &CustomField> = fields.iter().map(|field| (field.id, field)).collect();
    let rows: Vec<Stored> = read.rows_in(&VALUES_OF, &[], records)?;
    let value = |row: Stored| {
        let field = by_id.get(&row.field)?;
        let record = row.record;
        Some((record, field.name.clone(), value_of(field.kind, row)?))
    };
    Ok(rows.into_iter().filter_map(value).collect())
}

fn value_of(kind: FieldKind, row: Stored) -> Option<FieldValue> {
    match kind {
        FieldKind::Number { .. } | FieldKind::Money => row.number.map(FieldValue::Number),
        FieldKind::Reference(_) => row.reference.map(FieldValue::Reference),
        FieldKind::Date => row.text?.parse().ok().map(FieldValue::Date),
        FieldKind::Words { .. } => {
            let words = row.text?;
            let words = words.split(BETWEEN).filter(|word| !word.is_empty());
            Some(FieldValue::List(words.map(|word| FieldValue::Text(word.to_owned())).collect()))
        }
        _ => row.text.map(FieldValue::Text),
    }
}

/// Writes or forgets one value; a reference sorts by the name of what it points at.
pub(crate) fn save_value(
    tx: &mut Tx,
    (record, field): (Id, Id),
    value: &FieldValue,
    name: &str,
) -> Result<()> {
    match row_of(value) {
        None => tx.execute(&FORGET_VALUE, &values![record, field])?,
        Some((text, number, reference)) => {
            let (key, folded) = keys_of(value, name);
            tx.execute(&SAVE_VALUE, &values![record, field, text, number, reference, key, folded])?
        }
    };
    Ok(())
}

/// Writes many values of records that have none yet.
pub(crate) fn add_values(tx: &mut Tx, new: Vec<(Id, Id, FieldValue, String)>) -> Result<()> {
    let rows = new.into_iter().filter_map(|(record, field, value, name)| {
        let (text, number, reference) = row_of(&value)?;
        let (key, folded) = keys_of(&value, &name);
        Some(Vec::from(values![record, field, text, number, reference, key, folded]))
    });
    tx.execute_rows(&SAVE_VALUE, rows.collect()).map(|_| ())
}

/// The records that have a value in a field, to be indexed anew.
pub(crate) fn records_with(read: &Read, field: Id) -> Result<Vec<Id>> {
    let rows: Vec<(Id,)> = read.rows(&RECORDS_WITH, &values![field])?;
    Ok(rows.into_iter().map(|(record,)| record).collect())
}

/// What points at a record sorts by its new name.
pub(crate) fn renamed(tx: &mut Tx, reference: Id, name: &str) -> Result<()> {
    let (key, folded) = keys_of(&FieldValue::Reference(reference), name);
    tx.execute_unaudited(&RENAMED, &values![reference, key, folded]).map(|_| ())
}

fn row_of(value: &FieldValue) -> Option<(Option<String>, Option<i64>, Option<Id>)> {
    match value {
        _ if value.is_absent() => None,
        FieldValue::Number(number) => Some((None, Some(*number), None)),
        FieldValue::Reference(id) => Some((None, None, Some(*id))),
        FieldValue::Date(day) => Some((Some(day.to_string()), None, None)),
        FieldValue::Text(text) => Some((Some(text.clone()), None, None)),
        FieldValue::List(words) => Some((Some(joined(words)), None, None)),
        FieldValue::Flag(_) | FieldValue::Absent => None,
    }
}

fn joined(words: &[FieldValue]) -> String {
    let mut text = String::from(BETWEEN);
    for word in words {
        if let FieldValue::Text(word) = word {
            text.push_str(word);
            text.push_str(BETWEEN);
        }
    }
    text
}

/// What finds a word among those of a field that holds several.
pub(crate) fn word_in_column(word: &str) -> String {
    let escaped = word.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_");
    format!("%{BETWEEN}{escaped}{BETWEEN}%")
}

/// What orders a value among those of its field, and what a search in it reads.
pub(crate) fn keys_of(value: &FieldValue, name: &str) -> (String, String) {
    match value {
        FieldValue::Number(number) => (ordered_number(*number), String::new()),
        FieldValue::Date(day) => (day.to_string(), String::new()),
        FieldValue::Reference(_) => keys_of_text(name),
        FieldValue::Text(text) => keys_of_text(text),
        FieldValue::List(words) => (cut(&joined(words)), String::new()),
        FieldValue::Flag(_) | FieldValue::Absent => (String::new(), String::new()),
    }
}

fn keys_of_text(text: &str) -> (String, String) {
    let key = texts::sort_key(text);
    let folded = key.split('\u{1}').next().unwrap_or_default().to_owned();
    (cut(&key), folded)
}

fn cut(key: &str) -> String {
    key.chars().take(MOST_OF_A_SORT_KEY).collect()
}

/// Digits that sort as the numbers do, the negative ones first.
fn ordered_number(number: i64) -> String {
    let lifted = i128::from(number) - i128::from(i64::MIN);
    format!("{lifted:020}")
}

/// The same of a stored value, for what a list is asked.
pub(crate) fn key_asked(value: &FieldValue) -> Value {
    Value::Text(keys_of(value, "").0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_sort_as_numbers_and_days_as_days() {
        let key = |value: FieldValue| keys_of(&value, "").0;
        let numbers = [i64::MIN, -1_000, -1, 0, 7, 10, i64::MAX];
        let keys: Vec<String> = numbers.iter().map(|one| key(FieldValue::Number(*one))).collect();
        assert!(keys.is_sorted(), "{keys:?}");
        let day = |text: &str| key(FieldValue::Date(text.parse().unwrap()));
        assert!(day("1999-12-31") < day("2026-01-01"));
    }

    #[test]
    fn a_long_text_is_cut_where_it_orders_and_whole_where_it_is_searched() {
        let (key, folded) = keys_of(&FieldValue::Text("Å".repeat(9_000)), "");
        assert_eq!((key.chars().count(), folded.chars().count()), (MOST_OF_A_SORT_KEY, 9_000));
    }
}
