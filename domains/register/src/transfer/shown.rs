//! What a cell of an export says. An import that finds just that in a cell changes nothing.

use super::fields::{MappableField, Target, ValueKind};
use super::known::Known;
use super::state::{State, name_of_holder};
use crate::system::System;
use kernel::{FieldKind, FieldValue, Language, Money, Record};

/// What stands between several values of one cell.
pub(crate) const BETWEEN: &str = "; ";

/// The cell of a field, in a language.
#[must_use]
pub(crate) fn shown(known: &Known, field: &MappableField, state: &State, language: Language) -> String {
    match &field.target {
        Target::Id => state.system.id.to_string(),
        Target::Field(name) => {
            let value = System::field(name).map_or(FieldValue::Absent, |one| (one.read)(&state.system));
            shown_value(known, field, &value, language)
        }
        Target::Custom(name) => shown_value(known, field, state.system.custom.value(name), language),
        Target::NumberOfUsers => {
            state.number_of_users().map_or_else(String::new, |number| number.to_string())
        }
        Target::Uses => {
            let name = |id: &kernel::Id| known.name_of_place(*id).to_owned();
            sorted(state.other_uses().map(|one| one.in_words(name)).collect())
        }
        Target::Objects => {
            let objects = state.objects.iter().filter_map(|id| known.objects.get(id));
            sorted(objects.map(|object| object.name.clone()).collect())
        }
        Target::Role(role) => {
            let holders = state.holders.get(role).into_iter().flatten();
            sorted(holders.map(|holder| name_of_holder(known, holder)).collect())
        }
    }
}

fn sorted(mut names: Vec<String>) -> String {
    names.sort_by_key(|name| texts::sort_key(name));
    names.join(BETWEEN)
}

fn shown_value(known: &Known, field: &MappableField, value: &FieldValue, language: Language) -> String {
    match value {
        FieldValue::Absent => String::new(),
        FieldValue::Flag(flag) => texts::text(language, if *flag { "transfer-yes" } else { "transfer-no" }),
        FieldValue::Number(ore) if field.kind == ValueKind::Record(FieldKind::Money) => {
            texts::typed_money(Money { ore: *ore })
        }
        FieldValue::Number(number) => number.to_string(),
        FieldValue::Date(day) => day.to_string(),
        FieldValue::Reference(id) if field.kind == ValueKind::Person => {
            known.people.get(id).map_or_else(String::new, |person| person.name.clone())
        }
        FieldValue::Reference(id) => known.organisation_name(*id).to_owned(),
        FieldValue::Text(text) => {
            let named = field.values.iter().find(|one| one.name == *text);
            named.map_or_else(|| text.clone(), |one| one.label.in_language(language).to_owned())
        }
        FieldValue::List(values) => {
            let words = values.iter().map(|one| shown_value(known, field, one, language));
            words.collect::<Vec<_>>().join(BETWEEN)
        }
    }
}

/// Whether a cell says what an export in either language would.
pub(crate) fn says_the_same(known: &Known, field: &MappableField, state: &State, cell: &str) -> bool {
    let cell = one_line_end(cell);
    Language::ALL.iter().any(|language| one_line_end(&shown(known, field, state, *language)) == cell)
}

/// Files keep line ends in different ways.
fn one_line_end(text: &str) -> String {
    text.trim().replace("\r\n", "\n").replace('\r', "\n")
}
