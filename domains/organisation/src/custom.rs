//! What records have in the fields that the federation has added: loaded with the record, judged and saved with it. People
//! and organisations that such fields point at belong to this room, so every room does it by these.

use crate::store::{organisations::organisations, people::people};
use kernel::{Custom, Error, Id, Objection, Record, Result, SubjectKind, WrongValue};
use std::collections::{BTreeMap, BTreeSet};
use storage::{Read, Tx};

/// The record with what it has in the added fields of its kind.
///
/// # Errors
/// When the database fails.
pub fn with_custom<N: Record>(read: &Read, kind: SubjectKind, id: Id, mut record: N) -> Result<N> {
    if let Some(custom) = record.custom_mut() {
        *custom = custom_fields::custom_of(read, kind.name(), id)?;
    }
    Ok(record)
}

/// A record that is not there yet, with the added fields of its kind.
///
/// # Errors
/// When the database fails.
pub fn with_blank_custom<N: Record>(read: &Read, kind: SubjectKind, mut record: N) -> Result<N> {
    if let Some(custom) = record.custom_mut() {
        *custom = custom_fields::blank(read, kind.name())?;
    }
    Ok(record)
}

/// The same for many records at once.
///
/// # Errors
/// When the database fails.
pub fn with_custom_of_each<N: Record>(
    read: &Read,
    kind: SubjectKind,
    mut records: Vec<N>,
    id: impl Fn(&N) -> Id,
) -> Result<Vec<N>> {
    if !N::HAS_CUSTOM {
        return Ok(records);
    }
    let ids: Vec<Id> = records.iter().map(&id).collect();
    let mut each = custom_fields::custom_of_each(read, kind.name(), &ids)?;
    for record in &mut records {
        let found = each.remove(&id(record));
        if let (Some(custom), Some(found)) = (record.custom_mut(), found) {
            *custom = found;
        }
    }
    Ok(records)
}

/// The record as it shall be saved: who did not ask for the added fields leaves them as they were.
#[must_use]
pub fn keeping_custom<N: Record>(before: Option<&N>, mut after: N) -> N {
    let before = before.and_then(Record::custom);
    if let (Some(before), Some(custom)) = (before, after.custom_mut()) {
        *custom = std::mem::take(custom).over(before);
    }
    after
}

/// What is wrong in the added fields where they differ from those before: limits, choices, and who is not there.
///
/// # Errors
/// When the database fails.
pub fn wrong_custom<N: Record>(read: &Read, before: Option<&N>, after: &N) -> Result<Vec<Objection>> {
    Ok(wrong_custom_of_each(read, &[(before, after)])?.concat())
}

/// The same for many records, in their order.
///
/// # Errors
/// When the database fails.
pub fn wrong_custom_of_each<N: Record>(
    read: &Read,
    records: &[(Option<&N>, &N)],
) -> Result<Vec<Vec<Objection>>> {
    let nothing = Custom::default();
    let customs: Vec<&Custom> = records.iter().filter_map(|(_, after)| after.custom()).collect();
    let known = names_in_custom(read, &customs)?;
    let wrong = records.iter().map(|(before, after)| {
        let before = before.and_then(Record::custom).unwrap_or(&nothing);
        after.custom().map_or_else(Vec::new, |after| wrong_in(before, after, &known))
    });
    Ok(wrong.collect())
}

fn wrong_in(before: &Custom, after: &Custom, known: &BTreeMap<(&'static str, Id), String>) -> Vec<Objection> {
    let mut objections = after.objections(before);
    for (field, id) in after.references() {
        let is_new = before.value(&field.name) != after.value(&field.name);
        if is_new && !known.contains_key(&(field.refers_to().unwrap_or_default(), id)) {
            objections.push(Objection::new(field.name.clone(), WrongValue::NotAReference.message()));
        }
    }
    objections
}

/// Stops a record with something wrong in its added fields.
pub(crate) fn refuse_wrong_custom<N: Record>(read: &Read, before: Option<&N>, after: &N) -> Result<()> {
    let objections = wrong_custom(read, before, after)?;
    if objections.is_empty() { Ok(()) } else { Err(Error::Rejected(objections)) }
}

/// Writes what is different in the added fields of a record; its event tells of them with the others.
///
/// # Errors
/// When the database fails.
pub fn save_custom<N: Record>(tx: &mut Tx, id: Id, before: Option<&N>, after: &N) -> Result<()> {
    save_custom_of_each(tx, &[(id, before, after)])
}

/// The same for many records.
///
/// # Errors
/// When the database fails.
pub fn save_custom_of_each<N: Record>(tx: &mut Tx, records: &[(Id, Option<&N>, &N)]) -> Result<()> {
    let nothing = Custom::default();
    let both: Vec<(Id, &Custom, &Custom)> = records
        .iter()
        .filter_map(|(id, before, after)| {
            let before = before.and_then(Record::custom).unwrap_or(&nothing);
            Some((*id, before, after.custom()?))
        })
        .filter(|(_, before, after)| before != after)
        .collect();
    if both.is_empty() {
        return Ok(());
    }
    let after: Vec<&Custom> = both.iter().map(|(.., after)| *after).collect();
    let names = names_in_custom(tx, &after)?;
    let names = names.into_iter().map(|((_, id), name)| (id, name)).collect();
    custom_fields::save_values_of_each(tx, &both, &names)
}

/// What is called what, of everything that added fields point at: by kind and id.
pub(crate) fn names_in_custom(
    read: &Read,
    customs: &[&Custom],
) -> Result<BTreeMap<(&'static str, Id), String>> {
    let pointed_at: BTreeSet<(&'static str, Id)> = customs
        .iter()
        .flat_map(|custom| custom.references())
        .filter_map(|(field, id)| Some((field.refers_to()?, id)))
        .collect();
    let of = |kind: &str| -> Vec<Id> {
        pointed_at.iter().filter(|(known, _)| *known == kind).map(|(_, id)| *id).collect()
    };
    let (persons, owners) = (of(crate::PERSON.name()), of(crate::ORGANISATION.name()));
    let mut names = BTreeMap::new();
    if !persons.is_empty() {
        let found = people(read, &persons)?.into_iter();
        names.extend(found.map(|one| ((crate::PERSON.name(), one.id), one.name)));
    }
    if !owners.is_empty() {
        let found = organisations(read, &owners)?.into_iter();
        names.extend(found.map(|one| ((crate::ORGANISATION.name(), one.id), one.name)));
    }
    Ok(names)
}
