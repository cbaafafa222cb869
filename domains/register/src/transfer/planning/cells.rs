//! From the words in a cell to the value of a field.

use super::planner::{Planner, Reading};
use crate::system::System;
use crate::transfer::fields::{MappableField, NamedValue, Target, ValueKind, kind_of_number_of_users};
use crate::transfer::mapping::value_named;
use crate::transfer::state::State;
use kernel::{FieldKind, FieldValue, Id, Message, Record, WrongValue};
use organisation::has_personal_identity_number;
use std::collections::BTreeSet;
use web::value_of_texts;

/// What spreadsheet programs write where a formula went wrong.
const FAILED_FORMULAS: [&str; 8] =
    ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#DATA!"];

impl<'a> Planner<'a> {
    /// What no cell may hold, imported or not.
    pub(super) fn check_cells(&self, reading: &mut Reading<'a>) {
        let headings = self.ask.table.headings.len();
        for (place, cell) in reading.row.cells.iter().enumerate() {
            let is_imported = self.places.iter().any(|(imported, _)| *imported == place);
            let key = if cell.parse::<Id>().is_err() && has_personal_identity_number(cell) {
                "objection-personal-identity-number"
            } else if place >= headings && !cell.is_empty() {
                "transfer-cell-outside"
            } else if is_imported && FAILED_FORMULAS.contains(&cell.as_str()) {
                "transfer-failed-formula"
            } else {
                continue;
            };
            let mut refusal = self.refusal_at(reading.row, place, Message::new(key));
            if key == "objection-personal-identity-number" {
                // Such a number is not even told again.
                refusal.value = "…".to_owned();
            }
            reading.refusals.push(refusal);
        }
    }

    /// Writes what a cell says into the system. An empty cell is never asked.
    pub(super) fn set(
        &mut self,
        field: &MappableField,
        cell: &str,
        after: &mut State,
    ) -> Result<(), Message> {
        match &field.target {
            Target::Id => Ok(()),
            Target::NumberOfUsers => {
                after.set_number_of_users(self.number_of_users(cell)?);
                Ok(())
            }
            Target::Uses => {
                let uses = self.uses_of(cell)?;
                after.set_other_uses(uses);
                Ok(())
            }
            Target::Objects => {
                after.objects = self.objects_of(cell)?;
                Ok(())
            }
            Target::Role(role) => {
                let holders = self.holders_of(role, cell, after)?;
                after.holders.insert(role.clone(), holders);
                Ok(())
            }
            Target::Field(name) => self.set_field(field, name, cell, after),
            Target::Custom(name) => self.set_custom(field, name, cell, after),
        }
    }

    /// Writes what a cell says into a field that the federation has added.
    fn set_custom(
        &mut self,
        field: &MappableField,
        name: &str,
        cell: &str,
        after: &mut State,
    ) -> Result<(), Message> {
        let value = match field.kind {
            ValueKind::Organisation => {
                let now = match after.system.custom.value(name) {
                    FieldValue::Reference(id) => Some(*id),
                    _ => None,
                };
                FieldValue::Reference(self.organisation_named(cell, false, now)?)
            }
            ValueKind::Person => FieldValue::Reference(self.person_named(cell)?),
            ValueKind::Record(kind) => self.value_of(field, kind, cell)?,
            _ => return Ok(()),
        };
        let unknown = || Message::new("objection-unknown-field");
        let custom = self.known.custom.iter().find(|known| known.name == name).ok_or_else(unknown)?;
        after.system.custom.set(custom, value).map_err(WrongValue::message)
    }

    /// Somebody who is there already, by name or address.
    fn person_named(&self, name: &str) -> Result<Id, Message> {
        match self.records.people.find(name) {
            [one] => Ok(*one),
            [] => Err(Message::new("transfer-no-person").with("name", name)),
            _ => Err(Message::new("transfer-several-people").with("name", name)),
        }
    }

    fn set_field(
        &mut self,
        field: &MappableField,
        name: &str,
        cell: &str,
        after: &mut State,
    ) -> Result<(), Message> {
        let value = match field.kind {
            ValueKind::Organisation => {
                let now = if name == "supplier" { after.system.supplier } else { after.system.organisation };
                FieldValue::Reference(self.organisation_named(cell, name == "supplier", now)?)
            }
            ValueKind::Record(kind) => self.value_of(field, kind, cell)?,
            _ => return Ok(()),
        };
        let of_system = System::field(name).ok_or(Message::new("objection-not-a-choice"))?;
        of_system.set(&mut after.system, value).map_err(WrongValue::message)
    }

    fn value_of(&self, field: &MappableField, kind: FieldKind, cell: &str) -> Result<FieldValue, Message> {
        let name = field.target.name();
        let meant = self.ask.mapping.meaning(&name, cell).unwrap_or(cell);
        match kind {
            FieldKind::Words { .. } => {
                let words = words_of(field, cell);
                let named: Result<Vec<FieldValue>, Message> = words
                    .into_iter()
                    .map(|word| named_value(field, self.ask.mapping.meaning(&name, word).unwrap_or(word)))
                    .map(|name| name.map(FieldValue::Text))
                    .collect();
                named.map(FieldValue::List)
            }
            FieldKind::Choice(_) | FieldKind::Word => named_value(field, meant).map(FieldValue::Text),
            FieldKind::Text { .. } if !field.values.is_empty() => {
                named_value(field, meant).map(FieldValue::Text)
            }
            _ => value_of_texts(kind, &[meant], self.known.today).map_err(WrongValue::message),
        }
    }

    pub(super) fn number_of_users(&self, text: &str) -> Result<i64, Message> {
        let kind = kind_of_number_of_users();
        let value = value_of_texts(kind, &[text], self.known.today).map_err(WrongValue::message)?;
        kind.check(&value).map_err(WrongValue::message)?;
        match value {
            FieldValue::Number(number) => Ok(number),
            _ => Err(WrongValue::NotANumber.message()),
        }
    }

    fn objects_of(&self, cell: &str) -> Result<BTreeSet<Id>, Message> {
        let find = |name: &str| match self.records.objects.find(name) {
            [one] => Ok(*one),
            [] => Err(Message::new("transfer-no-object").with("name", name)),
            _ => Err(Message::new("transfer-several-objects").with("name", name)),
        };
        match find(cell) {
            Ok(one) => Ok([one].into()),
            Err(_) => pieces(cell, &[';', '\n']).map(find).collect(),
        }
    }
}

/// The value of a closed list; anything where there is no list.
fn named_value(field: &MappableField, word: &str) -> Result<String, Message> {
    if field.values.is_empty() {
        return Ok(word.to_owned());
    }
    value_named(field, word).map(str::to_owned).ok_or_else(|| {
        let label = |value: &NamedValue| value.label.clone();
        let [sv, en] = kernel::Language::ALL.map(|language| {
            field
                .values
                .iter()
                .map(|value| label(value).in_language(language).to_owned())
                .collect::<Vec<_>>()
                .join(", ")
        });
        Message::new("transfer-unknown-word").with("known", kernel::LocalText::new(sv, en))
    })
}

/// Words between semicolons or on lines of their own; between commas only where the whole is not a word itself.
fn words_of<'c>(field: &MappableField, cell: &'c str) -> Vec<&'c str> {
    pieces(cell, &[';', '\n'])
        .flat_map(|piece| {
            if value_named(field, piece).is_some() { vec![piece] } else { pieces(piece, &[',']).collect() }
        })
        .collect()
}

pub(super) fn pieces<'c>(cell: &'c str, separators: &'c [char]) -> impl Iterator<Item = &'c str> {
    cell.split(separators).map(str::trim).filter(|piece| !piece.is_empty())
}
