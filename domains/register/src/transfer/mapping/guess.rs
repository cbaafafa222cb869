//! Guessing what the columns of a free spreadsheet hold: from their headings in both languages, and from their cells.

use super::{Mapping, folded};
use crate::transfer::fields::{MappableField, Target, ValueKind};
use crate::transfer::reading::Table;
use kernel::{Date, FieldKind, Message};
use std::collections::{BTreeMap, BTreeSet};

/// Cells of a column that are looked at.
const SAMPLE: usize = 200;

/// The mapping that is most likely meant. What is not certain is left out.
#[must_use]
pub fn guess_mapping(table: &Table, fields: &[MappableField], today: Date) -> Mapping {
    let mut guess = Guess { table, fields, today, columns: BTreeMap::new(), taken: BTreeSet::new() };
    guess.by(Guess::by_label);
    guess.by(Guess::by_synonym);
    guess.by(Guess::by_part_of_heading);
    guess.by(Guess::by_values);
    Mapping { columns: guess.columns, ..Mapping::default() }
}

/// How each column was understood, for whoever did not say it themselves.
#[must_use]
pub fn guesses_told(mapping: &Mapping, headings: &[String], fields: &[MappableField]) -> Vec<Message> {
    let told = |heading: &String| {
        let name = mapping.columns.get(heading)?;
        let field = fields.iter().find(|field| field.target.name() == *name)?;
        let message = Message::new("transfer-warning-guessed").with("heading", heading.as_str());
        Some(message.with("field", field.label.clone()))
    };
    headings.iter().filter_map(told).collect()
}

struct Guess<'a> {
    table: &'a Table,
    fields: &'a [MappableField],
    today: Date,
    columns: BTreeMap<String, String>,
    taken: BTreeSet<String>,
}

impl<'a> Guess<'a> {
    /// Tries one way on every column that is still open.
    fn by(&mut self, way: fn(&Self, usize, &str) -> Option<&'a MappableField>) {
        for (place, heading) in self.table.headings.iter().enumerate() {
            if heading.is_empty() || self.columns.contains_key(heading) {
                continue;
            }
            if let Some(field) = way(self, place, &folded(heading)) {
                let name = field.target.name();
                self.taken.insert(name.clone());
                self.columns.insert(heading.clone(), name);
            }
        }
    }

    fn open(&self) -> impl Iterator<Item = &'a MappableField> {
        self.fields.iter().filter(|field| !self.taken.contains(&field.target.name()))
    }

    /// The label of the program or the title of the pack, as an export writes them, or the name of the field itself.
    fn by_label(&self, _: usize, heading: &str) -> Option<&'a MappableField> {
        self.open().find(|field| {
            let names = [&field.label.sv, &field.label.en, &field.target.name()].map(|name| folded(name));
            names.iter().any(|name| name == heading)
        })
    }

    fn by_synonym(&self, place: usize, heading: &str) -> Option<&'a MappableField> {
        let is_called = |field: &&MappableField| field.synonyms.iter().any(|name| folded(name) == heading);
        self.open().find(|field| is_called(field) && self.fits(place, field))
    }

    /// The longest name whose words all stand in the heading, if the cells fit the field and say something.
    fn by_part_of_heading(&self, place: usize, heading: &str) -> Option<&'a MappableField> {
        let words: BTreeSet<&str> = heading.split(' ').collect();
        let length_of_name = |field: &MappableField| {
            let names =
                field.synonyms.iter().chain([&field.label.sv, &field.label.en]).map(|name| folded(name));
            names.filter(|name| name.split(' ').all(|word| words.contains(word))).map(|name| name.len()).max()
        };
        let candidates = self.open().filter_map(|field| Some((length_of_name(field)?, field)));
        let telling = candidates.filter(|(_, field)| is_telling(field) && self.fits(place, field));
        telling.max_by_key(|(length, _)| *length).map(|(_, field)| field)
    }

    /// Cells that are all values of one closed list, and of no other.
    fn by_values(&self, place: usize, _: &str) -> Option<&'a MappableField> {
        let cells: BTreeSet<&str> = self.table.column(place).take(SAMPLE).collect();
        if cells.len() < 2 {
            return None;
        }
        let has_list = |field: &&MappableField| matches!(field.kind, ValueKind::Record(FieldKind::Choice(_)));
        let mut matching = self
            .open()
            .filter(has_list)
            .filter(|field| cells.iter().all(|cell| value_named(field, cell).is_some()));
        matching.next().filter(|_| matching.next().is_none())
    }

    /// Whether most cells of a column could be values of a field. An empty column fits all.
    fn fits(&self, place: usize, field: &MappableField) -> bool {
        let (mut seen, mut fitting) = (0, 0);
        for cell in self.table.column(place).take(SAMPLE) {
            seen += 1;
            fitting += i32::from(self.could_be(field, cell));
        }
        fitting * 5 >= seen * 4
    }

    fn could_be(&self, field: &MappableField, cell: &str) -> bool {
        match field.kind {
            ValueKind::Id => cell.parse::<kernel::Id>().is_ok(),
            // Words that are not known can still be given a meaning.
            ValueKind::Record(FieldKind::Choice(_) | FieldKind::Word | FieldKind::Words { .. }) => {
                cell.chars().count() <= 60
            }
            ValueKind::Record(FieldKind::LongText { .. }) => true,
            ValueKind::Record(kind) => {
                let value = web::value_of_texts(kind, &[cell], self.today);
                value.is_ok_and(|value| kind.check(&value).is_ok())
            }
            ValueKind::Number => {
                web::value_of_texts(FieldKind::Number { min: 0, max: i64::MAX }, &[cell], self.today).is_ok()
            }
            ValueKind::Holders | ValueKind::Person => {
                !cell.chars().all(|letter| letter.is_ascii_digit()) && !is_day(cell, self.today)
            }
            ValueKind::Organisation | ValueKind::Uses | ValueKind::Objects => !is_day(cell, self.today),
        }
    }
}

/// A part of a heading is enough only where the cells must have a form of their own.
fn is_telling(field: &MappableField) -> bool {
    matches!(
        field.kind,
        ValueKind::Number
            | ValueKind::Holders
            | ValueKind::Record(
                FieldKind::Date
                    | FieldKind::Flag
                    | FieldKind::Link
                    | FieldKind::Number { .. }
                    | FieldKind::Money
            )
    ) || field.target == Target::Field("name")
}

fn is_day(cell: &str, today: Date) -> bool {
    texts::parse_date(cell, today).is_some()
}

/// The value of a closed list that a word names: by its name, its label in either language, or another word for it.
pub(crate) fn value_named<'f>(field: &'f MappableField, word: &str) -> Option<&'f str> {
    let wanted = folded(word);
    let names = |value: &crate::transfer::fields::NamedValue| {
        let words = value.synonyms.iter().chain([&value.name, &value.label.sv, &value.label.en]);
        words.into_iter().any(|known| folded(known) == wanted)
    };
    field.values.iter().find(|value| names(value)).map(|value| value.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::pack;
    use crate::transfer::fields::mappable_fields;
    use crate::transfer::reading::read_table;
    use kernel::Language;

    fn guess(text: &str) -> BTreeMap<String, String> {
        let table = read_table(text.as_bytes()).unwrap();
        guess_mapping(&table, &mappable_fields(&pack(), &[]), "2026-11-22".parse().unwrap()).columns
    }

    fn pairs(columns: &BTreeMap<String, String>) -> Vec<(&str, &str)> {
        columns.iter().map(|(heading, name)| (heading.as_str(), name.as_str())).collect()
    }

    #[test]
    fn swedish_and_english_headings_are_known() {
        let swedish = guess("SYSTEMNAMN;Leverantör;Antal användare;Driftform;Ritning\na;b;3;Moln;x\n");
        assert_eq!(
            pairs(&swedish),
            [
                ("Antal användare", "number_of_users"),
                ("Driftform", "operation_form"),
                ("Leverantör", "supplier"),
                ("SYSTEMNAMN", "name"),
            ]
        );
        let english = guess("System name;Vendor;Users\na;b;3\n");
        assert_eq!(
            pairs(&english),
            [("System name", "name"), ("Users", "number_of_users"), ("Vendor", "supplier")]
        );
    }

    #[test]
    fn a_part_of_a_heading_is_enough_where_the_cells_say_the_rest() {
        let days = guess("Namn;Startdatum (enligt avtal)\na;2020-01-01\nb;1 maj 2021\n");
        assert_eq!(days["Startdatum (enligt avtal)"], "in_operation_from");
        let words = guess("Namn;Startdatum (enligt avtal)\na;snart\nb;senare\n");
        assert!(!words.contains_key("Startdatum (enligt avtal)"));
    }

    #[test]
    fn a_column_without_a_telling_heading_is_known_by_its_values() {
        let columns = guess("Namn;X\na;Viktigt\nb;normal\nc;Prioriterat\n");
        assert_eq!(columns.get("X").map(String::as_str), Some("importance"));
        assert!(!guess("Namn;X\na;ja\nb;nej\n").contains_key("X"), "yes and no could be anything");
    }

    #[test]
    fn no_field_is_given_to_two_columns() {
        let columns = guess("Namn;Systemnamn;System\na;b;c\n");
        assert_eq!(columns.values().filter(|name| *name == "name").count(), 1);
        assert_eq!(columns["Namn"], "name");
    }

    #[test]
    fn every_heading_of_an_export_is_known_again() {
        let fields = mappable_fields(&pack(), &[]);
        for language in Language::ALL {
            let headings: Vec<&str> = fields.iter().map(|field| field.label.in_language(language)).collect();
            let text = format!("{}\n{}x\n", headings.join("\t"), "\t".repeat(headings.len() - 1));
            let columns = guess(&text);
            for field in &fields {
                let name = field.target.name();
                assert_eq!(columns.get(field.label.in_language(language)), Some(&name), "{language:?}");
            }
        }
    }
}
