//! Writes what records have in the added fields. The verb that saves the record has authorised and judged it, and tells
//! of it in the record's own event.

use crate::store;
use kernel::{Custom, CustomField, FieldValue, Id, Result};
use std::collections::BTreeMap;
use storage::Tx;

/// Writes what is different in the fields of one record. What references point at is sorted by these names.
///
/// # Errors
/// When the database fails.
pub fn save_values(
    tx: &mut Tx,
    record: Id,
    before: &Custom,
    after: &Custom,
    names: &BTreeMap<Id, String>,
) -> Result<()> {
    for field in written(after) {
        let value = after.value(&field.name);
        if value != before.value(&field.name) {
            store::save_value(tx, (record, field.id), value, name_of(value, names))?;
        }
    }
    Ok(())
}

/// The same for many records, each with what it had before: those that had nothing are written as a set.
///
/// # Errors
/// When the database fails.
pub fn save_values_of_each(
    tx: &mut Tx,
    records: &[(Id, &Custom, &Custom)],
    names: &BTreeMap<Id, String>,
) -> Result<()> {
    let mut new = Vec::new();
    for (record, before, after) in records {
        for field in written(after) {
            let (old, value) = (before.value(&field.name), after.value(&field.name));
            if old.is_absent() && !value.is_absent() {
                new.push((*record, field.id, value.clone(), name_of(value, names).to_owned()));
            } else if old != value {
                store::save_value(tx, (*record, field.id), value, name_of(value, names))?;
            }
        }
    }
    store::add_values(tx, new)
}

/// What the writer did not see stays.
fn written(after: &Custom) -> impl Iterator<Item = &CustomField> {
    after.fields().iter().filter(|field| !after.is_hidden(&field.name))
}

fn name_of<'n>(value: &FieldValue, names: &'n BTreeMap<Id, String>) -> &'n str {
    match value {
        FieldValue::Reference(id) => names.get(id).map_or("", String::as_str),
        _ => "",
    }
}

/// Tells that a person or an organisation has another name: lists that are ordered by them follow.
///
/// # Errors
/// When the database fails.
pub fn renamed(tx: &mut Tx, reference: Id, name: &str) -> Result<()> {
    store::renamed(tx, reference, name)
}
