//! The fields that a federation has added, as facts: its own overlay may make demands on them, no pack may.

use crate::rulebook::Rulebook;
use kernel::{Custom, CustomChoice, CustomField, FieldKind, FieldValue, Result};
use policy::{FactDeclaration, FactKind, FactValue};
use std::collections::BTreeSet;
use storage::Read;

/// What a record has in its added fields, as facts; what is empty is not known.
pub fn own_facts(custom: &Custom) -> impl Iterator<Item = (String, FactValue)> {
    custom.values().filter_map(|(name, value)| Some((name.to_owned(), fact_of(value)?)))
}

fn fact_of(value: &FieldValue) -> Option<FactValue> {
    Some(match value {
        FieldValue::Flag(flag) => FactValue::Flag(*flag),
        FieldValue::Number(number) => FactValue::Number(*number),
        FieldValue::Date(day) => FactValue::Date(*day),
        FieldValue::Reference(id) => FactValue::Text(id.to_string()),
        FieldValue::Text(text) => FactValue::Text(text.clone()),
        FieldValue::List(words) => {
            let names = words.iter().filter_map(|word| match word {
                FieldValue::Text(name) => Some(name.clone()),
                _ => None,
            });
            FactValue::Set(names.collect::<BTreeSet<String>>())
        }
        FieldValue::Absent => return None,
    })
}

/// The facts that an overlay may speak of which is about to be adopted: of fields in use, and of what may be chosen there.
///
/// # Errors
/// When the database fails.
pub fn own_declarations(read: &Read) -> Result<Vec<FactDeclaration>> {
    declared(read, |is_retired| !is_retired)
}

/// Those that an overlay may speak of which was adopted once: a field or a choice that is retired since is still a fact.
pub(crate) fn declarations_ever(read: &Read) -> Result<Vec<FactDeclaration>> {
    declared(read, |_| true)
}

fn declared(read: &Read, is_known: fn(is_retired: bool) -> bool) -> Result<Vec<FactDeclaration>> {
    let rulebook = read.attached::<Rulebook>()?;
    let mut declarations = Vec::new();
    for source in rulebook.sources() {
        let fields = custom_fields::fields_ever(read, source.kind.name())?;
        let known = fields.iter().filter(|field| is_known(field.is_retired));
        declarations.extend(known.map(|field| {
            let choices: Vec<&CustomChoice> =
                field.choices.iter().filter(|choice| is_known(choice.is_retired)).collect();
            FactDeclaration {
                subject_kind: source.kind.name().to_owned(),
                name: field.name.clone(),
                kind: kind_of(field, &choices),
                title: field.label.clone(),
                value_titles: choices.iter().map(|one| (one.name.clone(), one.label.clone())).collect(),
            }
        }));
    }
    Ok(declarations)
}

fn kind_of(field: &CustomField, choices: &[&CustomChoice]) -> FactKind {
    let names = || choices.iter().map(|choice| choice.name.clone()).collect();
    match field.kind {
        FieldKind::Number { .. } | FieldKind::Money => FactKind::Number,
        FieldKind::Date => FactKind::Date,
        FieldKind::Flag => FactKind::Flag,
        FieldKind::Word => FactKind::Choice(names()),
        FieldKind::Words { .. } => FactKind::Set(names()),
        _ => FactKind::Text,
    }
}
