//! The fields that federations add, on the pages of every room: names to pick at them, their words, and their place in
//! lists.

use super::PEOPLE_BY_NAME;
use super::by_name::EVERY_ORGANISATION_BY_NAME;
use crate::PERSON;
use crate::custom::names_in_custom;
use crate::store::{organisations::organisations, people::people};
use kernel::{Custom, CustomField, FieldValue, Id, Language, Result};
use std::collections::BTreeMap;
use storage::Read;
use web::components::{Cell, Filter, SelectOption};
use web::{ListView, Names, Naming, Offered, RecordWords, Visit};

/// How the records are named that a field points at.
fn names_of(field: &CustomField) -> Option<&'static Names> {
    field
        .refers_to()
        .map(|kind| if kind == PERSON.name() { &PEOPLE_BY_NAME } else { &EVERY_ORGANISATION_BY_NAME })
}

/// The words of a form: what is chosen and who is picked at the added fields of a record.
///
/// # Errors
/// When the database fails.
pub fn custom_words(
    visit: &Visit,
    read: &Read,
    words: RecordWords,
    custom: Option<&Custom>,
) -> Result<RecordWords> {
    let Some(custom) = custom else { return Ok(words) };
    let mut words = words.custom(visit.language(), custom.fields());
    for field in custom.asked() {
        let Some(names) = names_of(field) else { continue };
        let stored = match custom.value(&field.name) {
            FieldValue::Reference(id) => Some(*id),
            _ => None,
        };
        words = words.pick(visit, read, (&field.name, stored), names)?;
    }
    Ok(words)
}

/// The words of pages and lists: what the added fields of some records hold, by name.
///
/// # Errors
/// When the database fails.
pub fn naming_custom(
    language: Language,
    read: &Read,
    words: RecordWords,
    customs: &[&Custom],
) -> Result<RecordWords> {
    let Some(first) = customs.first() else { return Ok(words) };
    let mut words = words.custom(language, first.fields());
    let names = names_in_custom(read, customs)?;
    for field in first.fields().iter() {
        let Some(kind) = field.refers_to() else { continue };
        let of_kind = names.iter().filter(|((known, _), _)| *known == kind);
        let options = of_kind.map(|((_, id), name)| SelectOption::new(id.to_string(), name));
        let naming: Naming = if kind == PERSON.name() { named_people } else { named_organisations };
        words = words.options(field.name.clone(), options.collect()).naming(field.name.clone(), naming);
    }
    Ok(words)
}

fn named_people(read: &Read, ids: &[Id]) -> Result<Vec<(Id, String)>> {
    Ok(people(read, ids)?.into_iter().map(|one| (one.id, one.name)).collect())
}

fn named_organisations(read: &Read, ids: &[Id]) -> Result<Vec<(Id, String)>> {
    Ok(organisations(read, ids)?.into_iter().map(|one| (one.id, one.name)).collect())
}

/// The filters of a list by the added fields of its records, and what the address picks by them.
///
/// # Errors
/// When the database fails.
pub fn custom_filters(visit: &Visit, read: &Read, view: &mut ListView) -> Result<Vec<Filter>> {
    let mut picked = Vec::new();
    for field in view.custom_references() {
        // Looking as somebody else does not open their names.
        if let Some(names) = names_of(&field).filter(|_| visit.seen_by.is_none()) {
            let input = view.pick_custom(read, &field, names, &Offered::NONE)?;
            picked.push((field.name, input));
        }
    }
    Ok(view.custom_filters(visit, picked))
}

/// The cells of some records in the columns of their added fields, of what the visitor sees in these.
///
/// # Errors
/// When the database fails.
pub fn custom_cells(
    visit: &Visit,
    read: &Read,
    view: &ListView,
    each: &BTreeMap<Id, Custom>,
) -> Result<BTreeMap<Id, Vec<Cell>>> {
    let customs: Vec<&Custom> = each.values().collect();
    let words = naming_custom(visit.language(), read, RecordWords::default(), &customs)?;
    let cells = |custom: &Custom| view.custom_cells(&words, visit.language(), custom);
    Ok(each.iter().map(|(id, custom)| (*id, cells(custom))).collect())
}
