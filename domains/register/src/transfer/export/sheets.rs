//! The sheets of a workbook: systems first, since that is the sheet that an import reads.

use super::whole::{Whole, columns_of, states_of};
use crate::transfer::fields::{Target, ValueKind};
use crate::transfer::known::Known;
use crate::transfer::shown::{BETWEEN, shown};
use kernel::{Custom, CustomField, FieldKind, FieldValue, Id, Money, Record};
use print::{Cell, Sheet, neutralised};
use std::collections::BTreeMap;

pub(super) fn sheets_of(whole: &Whole) -> Vec<Sheet> {
    let known = &whole.known;
    let names = names_of(known);
    let table = |key, record| Table { key, record, known, names: &names };
    vec![
        systems(known),
        table("transfer-sheet-objects", "managed-object").of(known.objects.values().map(|one| (one.id, one))),
        documents(&table("transfer-sheet-documents", "document"), whole),
        table("transfer-sheet-people", "person").of(known.people.values().map(|one| (one.id, one))),
        table("transfer-sheet-organisations", "organisation")
            .of(known.organisations.values().map(|one| (one.id, one))),
        table("transfer-sheet-assignments", "role-assignment")
            .of(whole.assignments.iter().map(|one| (one.id, one))),
    ]
}

/// With what each is about, and whether it still counts.
fn documents(table: &Table, whole: &Whole) -> Sheet {
    let mut sheet = table.of(whole.documents.iter().map(|one| (one.id, one)));
    for key in ["document-subject-kind", "document-subject", "document-withdrawn-on"] {
        sheet.headings.push(table.text(key));
    }
    for (row, document) in sheet.rows.iter_mut().zip(&whole.documents) {
        let withdrawn_on = document.withdrawn.as_ref().map(|withdrawal| withdrawal.on);
        row.push(text_cell(&table.word("subject_kind", &document.subject.kind)));
        row.push(table.cell("subject", &FieldValue::Reference(document.subject.id)));
        row.push(withdrawn_on.map_or(Cell::Empty, Cell::Date));
    }
    sheet
}

fn systems(known: &Known) -> Sheet {
    let columns = columns_of(known);
    let headings = columns.iter().map(|column| column.label.in_language(known.language).to_owned());
    let rows = states_of(known).map(|state| {
        let cell = |column: &crate::transfer::fields::MappableField| {
            let text = shown(known, column, &state, known.language);
            match (column.kind, &column.target) {
                (ValueKind::Record(FieldKind::Money), _) => {
                    texts::parse_money(&text).map_or(Cell::Empty, Cell::Money)
                }
                (ValueKind::Record(FieldKind::Date), _) => text.parse().map_or(Cell::Empty, Cell::Date),
                (ValueKind::Record(FieldKind::Number { .. }), _) | (_, Target::NumberOfUsers) => {
                    text.parse().map_or(Cell::Empty, Cell::Number)
                }
                _ => text_cell(&text),
            }
        };
        columns.iter().map(cell).collect()
    });
    Sheet {
        name: texts::text(known.language, "transfer-sheet-systems"),
        headings: headings.collect(),
        rows: rows.collect(),
    }
}

fn text_cell(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(neutralised(text)) }
}

/// The names of everything that records point at.
fn names_of(known: &Known) -> BTreeMap<Id, &str> {
    let systems = known.systems.values().map(|one| (one.system.id, one.system.name.as_str()));
    let objects = known.objects.values().map(|one| (one.id, one.name.as_str()));
    let people = known.people.values().map(|one| (one.id, one.name.as_str()));
    let organisations = known.organisations.values().map(|one| (one.id, one.name.as_str()));
    systems.chain(objects).chain(people).chain(organisations).collect()
}

/// A sheet of records of one kind.
struct Table<'a> {
    key: &'a str,
    /// The record's name in the keys of its texts.
    record: &'a str,
    known: &'a Known,
    names: &'a BTreeMap<Id, &'a str>,
}

impl Table<'_> {
    fn of<'r, N: Record>(&self, records: impl Iterator<Item = (Id, &'r N)>) -> Sheet {
        let records: Vec<(Id, &'r N)> = records.collect();
        let custom = records.iter().find_map(|(_, record)| record.custom());
        // A field that is hidden in the first record may be shown in another.
        let fields = custom.into_iter().flat_map(|custom| custom.fields().iter());
        let added: Vec<&CustomField> = fields.filter(|field| !field.is_retired).collect();
        let rows = records.iter().map(|(id, record)| {
            let cells = N::FIELDS.iter().map(|field| self.cell(field.name, &(field.read)(record)));
            let custom = added.iter().map(|field| self.added_cell(field, record.custom()));
            std::iter::once(Cell::Text(id.to_string())).chain(cells).chain(custom).collect()
        });
        let rows = rows.collect();
        Sheet { name: self.text(self.key), headings: self.headings::<N>(&added), rows }
    }

    fn headings<N: Record>(&self, added: &[&CustomField]) -> Vec<String> {
        let labels = N::FIELDS.iter().map(|field| self.text(&self.label_key(field.name)));
        let added = added.iter().map(|field| field.label.in_language(self.known.language).to_owned());
        std::iter::once(self.text("transfer-field-id")).chain(labels).chain(added).collect()
    }

    /// The cell of a field that the federation has added.
    fn added_cell(&self, field: &CustomField, custom: Option<&Custom>) -> Cell {
        let label = |word: &str| {
            let choice = field.choices.iter().find(|choice| choice.name == word);
            choice.map_or_else(
                || word.to_owned(),
                |choice| choice.label.in_language(self.known.language).to_owned(),
            )
        };
        match (field.kind, custom.map_or(&FieldValue::Absent, |custom| custom.value(&field.name))) {
            (FieldKind::Money, FieldValue::Number(ore)) => Cell::Money(Money { ore: *ore }),
            (FieldKind::Word, FieldValue::Text(word)) => text_cell(&label(word)),
            (FieldKind::Words { .. }, FieldValue::List(words)) => {
                let words = words.iter().filter_map(|word| match word {
                    FieldValue::Text(word) => Some(label(word)),
                    _ => None,
                });
                text_cell(&words.collect::<Vec<_>>().join(BETWEEN))
            }
            (_, value) => self.cell(&field.name, value),
        }
    }

    fn label_key(&self, field: &str) -> String {
        format!("{}-{}", self.record, field.replace('_', "-"))
    }

    fn text(&self, key: &str) -> String {
        texts::text(self.known.language, key)
    }

    fn cell(&self, field: &str, value: &FieldValue) -> Cell {
        match value {
            FieldValue::Absent => Cell::Empty,
            FieldValue::Date(day) => Cell::Date(*day),
            FieldValue::Number(number) => Cell::Number(*number),
            FieldValue::Flag(flag) => {
                Cell::Text(self.text(if *flag { "transfer-yes" } else { "transfer-no" }))
            }
            FieldValue::Reference(id) => {
                text_cell(self.names.get(id).copied().map_or(id.to_string(), str::to_owned).as_str())
            }
            FieldValue::Text(text) => text_cell(&self.word(field, text)),
            FieldValue::List(values) => {
                let words = values.iter().filter_map(|value| match value {
                    FieldValue::Text(text) => Some(self.word(field, text)),
                    _ => None,
                });
                text_cell(&words.collect::<Vec<_>>().join(BETWEEN))
            }
        }
    }

    /// The label of a value, where the program or the pack has one.
    fn word(&self, field: &str, text: &str) -> String {
        let (language, pack) = (self.known.language, &self.known.pack);
        let title = match field {
            "document_type" => pack.document(text).map(|one| one.title.text()),
            "role" => pack.role(text).map(|one| one.title.text()),
            "business_areas" => {
                pack.business_areas.iter().find(|one| one.id == text).map(|one| one.title.clone())
            }
            "kind" => pack.object_kinds.iter().find(|one| one.id == text).map(|one| one.title.text()),
            "subject_kind" => return self.text(&format!("transfer-subject-{text}")),
            "body" => pack.bodies.iter().find(|one| one.id == text).map(|one| one.title.text()),
            _ => None,
        };
        let key = format!("{}-{}", self.label_key(field), text.replace('_', "-"));
        match title {
            Some(title) => title.in_language(language).to_owned(),
            None if texts::has(language, &key) => self.text(&key),
            None => text.to_owned(),
        }
    }
}
