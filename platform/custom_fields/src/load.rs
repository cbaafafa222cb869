//! Which fields a federation has added, and what its records have in them: as sets, never record by record.

use crate::definition::Definition;
use crate::store;
use kernel::{Custom, CustomField, CustomGroup, Error, FieldKind, FieldValue, Id, Result};
use std::collections::BTreeMap;
use std::sync::Arc;
use storage::Read;

/// The fields of all kinds of record, asked for once in a transaction.
#[derive(Clone)]
struct Known {
    definitions: Arc<Vec<Definition>>,
    by_kind: Arc<BTreeMap<String, Arc<[CustomField]>>>,
}

fn known(read: &Read) -> Result<Known> {
    read.once(|| {
        let definitions = store::every_field(read)?;
        let mut by_kind: BTreeMap<String, Vec<CustomField>> = BTreeMap::new();
        let groups = groups_of_today(read)?;
        for definition in &definitions {
            let mut field = definition.field();
            field.group = groups.get(&definition.id).copied().unwrap_or(field.group);
            by_kind.entry(definition.record_kind.clone()).or_default().push(field);
        }
        let by_kind = by_kind.into_iter().map(|(kind, fields)| (kind, fields.into()));
        Ok(Known { by_kind: Arc::new(by_kind.collect()), definitions: Arc::new(definitions) })
    })
}

/// Of a read of a past day: the groups that the fields are in today. Who may see what is judged by today, whichever day is
/// looked at.
fn groups_of_today(read: &Read) -> Result<BTreeMap<Id, CustomGroup>> {
    if read.as_of().is_none() {
        return Ok(BTreeMap::new());
    }
    Ok(of_today(read)?.0.iter().filter_map(|field| Some((field.id, field.field_group?))).collect())
}

/// Every field as those see it who look after them, by kind of record and place, the retired ones too.
///
/// # Errors
/// When the database fails.
pub fn definitions(read: &Read) -> Result<Arc<Vec<Definition>>> {
    known(read).map(|known| known.definitions)
}

/// One of them.
///
/// # Errors
/// [`Error::NotFound`] for others.
pub fn definition(read: &Read, id: Id) -> Result<Definition> {
    definitions(read)?.iter().find(|one| one.id == id).cloned().ok_or(Error::NotFound)
}

/// The fields of a kind of record in order, the retired ones too. Of a past day, those that there were, in the groups of
/// today.
///
/// # Errors
/// When the database fails.
pub fn fields_of(read: &Read, kind: &str) -> Result<Arc<[CustomField]>> {
    Ok(known(read)?.by_kind.get(kind).cloned().unwrap_or_default())
}

/// The fields of a kind of record as they are today, also for a read of a past day: what is kept beyond days, such as a
/// pack that was read, knows them all.
///
/// # Errors
/// When the database fails.
pub fn fields_ever(read: &Read, kind: &str) -> Result<Vec<CustomField>> {
    let all = of_today(read)?;
    Ok(all.0.iter().filter(|one| one.record_kind == kind).map(Definition::field).collect())
}

#[derive(Clone)]
struct FieldsOfToday(Arc<Vec<Definition>>);

fn of_today(read: &Read) -> Result<FieldsOfToday> {
    read.once(|| Ok(FieldsOfToday(Arc::new(store::every_field_now(read)?))))
}

/// The fields of a record that is not there yet.
///
/// # Errors
/// When the database fails.
pub fn blank(read: &Read, kind: &str) -> Result<Custom> {
    fields_of(read, kind).map(Custom::of)
}

/// What one record has in the fields of its kind.
///
/// # Errors
/// When the database fails.
pub fn custom_of(read: &Read, kind: &str, record: Id) -> Result<Custom> {
    let mut each = custom_of_each(read, kind, &[record])?;
    each.remove(&record).map_or_else(|| blank(read, kind), Ok)
}

/// What each of some records has in the fields of its kind. Nothing is asked where there are no fields.
///
/// # Errors
/// When the database fails.
pub fn custom_of_each(read: &Read, kind: &str, records: &[Id]) -> Result<BTreeMap<Id, Custom>> {
    let fields = fields_of(read, kind)?;
    let mut each: BTreeMap<Id, Custom> =
        records.iter().map(|record| (*record, Custom::of(fields.clone()))).collect();
    if fields.is_empty() {
        return Ok(each);
    }
    for (record, name, value) in store::values_of(read, &fields, records)? {
        if let Some(custom) = each.get_mut(&record) {
            custom.put(&name, value);
        }
    }
    Ok(each)
}

/// The words of the added fields of some records, for a search, by the group that they are read with: texts, links, and the
/// labels of what is chosen. Retired fields are left out.
///
/// # Errors
/// When the database fails.
pub fn search_text(read: &Read, kind: &str, records: &[Id]) -> Result<BTreeMap<Id, WordsByGroup>> {
    let each = custom_of_each(read, kind, records)?.into_iter();
    let texts = each.map(|(id, custom)| {
        let mut words: WordsByGroup = BTreeMap::new();
        for field in custom.asked() {
            let found = words_of(field, custom.value(&field.name));
            if !found.is_empty() {
                words.entry(field.group).or_default().extend(found);
            }
        }
        (id, words)
    });
    Ok(texts.filter(|(_, words)| !words.is_empty()).collect())
}

/// The words of one record by the group of the fields that they stand in.
pub type WordsByGroup = BTreeMap<CustomGroup, Vec<String>>;

fn words_of(field: &CustomField, value: &FieldValue) -> Vec<String> {
    match value {
        FieldValue::Text(word) if matches!(field.kind, FieldKind::Word | FieldKind::Words { .. }) => {
            let choice = field.choices.iter().find(|choice| choice.name == *word);
            choice.map_or_else(Vec::new, |choice| vec![choice.label.sv.clone(), choice.label.en.clone()])
        }
        FieldValue::Text(text) => vec![text.clone()],
        FieldValue::List(values) => values.iter().flat_map(|one| words_of(field, one)).collect(),
        _ => Vec::new(),
    }
}
