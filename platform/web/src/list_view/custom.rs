//! The fields that a federation has added, in a list: a column and a filter each, like those of the record's own.

use super::ListView;
use crate::components::{COLUMN_PARAMETER, Cell, Column, ColumnKind, Filter, FilterInput, SelectOption};
use crate::record_form::{RecordWords, retired};
use crate::resource::custom_filters;
use crate::visit::Visit;
use custom_fields::Comparison;
use kernel::{Custom, CustomField, FieldKind, Language};

impl ListView {
    /// The fields that stand in the list: those in use, and retired ones that the address asks for, so that a saved view
    /// still shows what it showed.
    fn listed_fields(&self) -> impl Iterator<Item = &CustomField> {
        self.ask.custom_fields.iter().filter(|field| !field.is_retired || self.names(field))
    }

    fn names(&self, field: &CustomField) -> bool {
        self.ask.sort.as_ref() == Some(&field.name)
            || self.ask.custom.iter().any(|filter| filter.field.name == field.name)
            || self.address.values(COLUMN_PARAMETER).any(|column| column == field.name)
    }

    /// Those of them that the list is narrowed or ordered by.
    pub fn added_fields(&self) -> impl Iterator<Item = &CustomField> {
        self.ask.added_fields()
    }

    /// Their columns, after the others.
    #[must_use]
    pub fn custom_columns(&self, language: Language) -> Vec<Column> {
        let column = |field: &CustomField| {
            let kind = match field.kind {
                FieldKind::Number { .. } => ColumnKind::Number,
                FieldKind::Money => ColumnKind::Money,
                FieldKind::Date => ColumnKind::Date,
                _ => ColumnKind::Text,
            };
            let column = Column::new(field.name.clone(), label(language, field), kind);
            Column { is_shown: false, ..column }
        };
        self.listed_fields().map(column).collect()
    }

    /// The cells of one record in them.
    #[must_use]
    pub fn custom_cells(&self, words: &RecordWords, language: Language, custom: &Custom) -> Vec<Cell> {
        let cell = |field: &CustomField| {
            Cell::text(words.shown_value(language, (&field.name, field.kind), custom.value(&field.name)))
        };
        self.listed_fields().map(cell).collect()
    }

    /// The fields of the list at which a person or an organisation is named.
    #[must_use]
    pub fn custom_references(&self) -> Vec<CustomField> {
        self.listed_fields().filter(|field| field.refers_to().is_some()).cloned().collect()
    }

    /// The filters of the fields; those at which a name is typed come with their inputs, from
    /// [`ListView::pick_custom`].
    #[must_use]
    pub fn custom_filters(&self, visit: &Visit, mut picked: Vec<(String, FilterInput)>) -> Vec<Filter> {
        let language = visit.language();
        let mut filters = Vec::new();
        for field in self.listed_fields() {
            for (name, comparison) in custom_filters(field) {
                let input = match picked.iter().position(|(known, _)| *known == name) {
                    Some(place) => picked.remove(place).1,
                    None => input_of(language, field),
                };
                let label = match comparison {
                    Comparison::Is => label(language, field),
                    Comparison::From => told(language, "custom-filter-from", field),
                    Comparison::Until => told(language, "custom-filter-until", field),
                };
                // A range says more than one value of it.
                let is_shown = comparison != Comparison::Is || custom_filters(field).len() == 1;
                if is_shown || visit.query(&name).is_some() {
                    filters.push(Filter { name, label, input });
                }
            }
        }
        filters
    }
}

fn label(language: Language, field: &CustomField) -> String {
    let label = field.label.in_language(language);
    if field.is_retired { retired(language, label) } else { label.to_owned() }
}

fn told(language: Language, key: &str, field: &CustomField) -> String {
    texts::format(language, key, &[("name", label(language, field).into())])
}

fn input_of(language: Language, field: &CustomField) -> FilterInput {
    match field.kind {
        FieldKind::Date => FilterInput::Date,
        FieldKind::Word | FieldKind::Words { .. } => {
            let options = field.choices.iter().map(|choice| {
                let word = choice.label.in_language(language);
                let word = if choice.is_retired { retired(language, word) } else { word.to_owned() };
                SelectOption::new(&choice.name, word)
            });
            FilterInput::Select(options.collect())
        }
        _ => FilterInput::Text,
    }
}
