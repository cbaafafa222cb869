//! Which column holds what, and what the words in its cells mean: read from a file, guessed, or confirmed in a form.

mod file;
mod guess;
mod own;

pub use file::read_mapping;
pub(crate) use guess::value_named;
pub use guess::{guess_mapping, guesses_told};
pub use own::own_mapping;

use super::fields::{MappableField, Target};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a table is to be understood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The name of the field by the heading of the column. Columns that are not named are not imported.
    pub columns: BTreeMap<String, String>,
    /// The name of a value by the word in the cell, for each field.
    #[serde(default)]
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(default)]
    pub create: Create,
}

/// What is entered where the table names something that is not there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Create {
    #[serde(default)]
    pub people: bool,
    #[serde(default)]
    pub organisations: bool,
}

impl Mapping {
    /// The places of the columns that are imported, each with its field. A heading is compared as people read it.
    #[must_use]
    pub(crate) fn places<'f>(
        &self,
        headings: &[String],
        fields: &'f [MappableField],
    ) -> Vec<(usize, &'f MappableField)> {
        let mut taken: Vec<&Target> = Vec::new();
        let mut places = Vec::new();
        for (place, heading) in headings.iter().enumerate() {
            let Some(field) = self.field_of(heading, fields) else { continue };
            if !taken.contains(&&field.target) {
                taken.push(&field.target);
                places.push((place, field));
            }
        }
        places
    }

    fn field_of<'f>(&self, heading: &str, fields: &'f [MappableField]) -> Option<&'f MappableField> {
        let wanted = folded(heading);
        let (_, name) = self.columns.iter().find(|(column, _)| folded(column) == wanted)?;
        fields.iter().find(|field| field.target.name() == *name)
    }

    /// What the mapping says that a word means in a field.
    #[must_use]
    pub(crate) fn meaning(&self, field: &str, word: &str) -> Option<&str> {
        let wanted = folded(word);
        let words = self.values.get(field)?;
        words.iter().find(|(given, _)| folded(given) == wanted).map(|(_, name)| name.as_str())
    }
}

/// A word as people read it: without capitals, doubled spaces and line ends, and without what only separates.
#[must_use]
pub(crate) fn folded(text: &str) -> String {
    let spaced = text.replace(['_', '-', ':', '.', ',', '/', '(', ')', '*', '?', '\u{A0}'], " ");
    spaced.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
