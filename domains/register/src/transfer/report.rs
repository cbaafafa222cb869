//! What an import did, or would do.

use kernel::{Language, Message};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// The answer of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Rows that hold anything, without the headings.
    pub read: usize,
    pub added: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub refused: Vec<Refusal>,
    /// What refused rows call their systems, by row.
    pub refused_names: BTreeMap<i64, String>,
    pub warnings: Vec<Message>,
    /// Nothing has been saved while this is false.
    pub is_saved: bool,
    /// Rows that are new or change something, in order.
    pub rows: Vec<ReportRow>,
}

/// A row that cannot be imported, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// As a spreadsheet program counts it: the headings stand in row 1.
    pub row: i64,
    /// The heading of the column, or the name of the field that is missing.
    pub column: String,
    pub value: String,
    pub message: Message,
}

/// A row that is or would be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRow {
    pub row: i64,
    pub name: String,
    pub is_new: bool,
    /// The names of the fields that change, for a system that is there already.
    pub changes: Vec<String>,
}

impl Report {
    /// As the command line and the API write it.
    #[must_use]
    pub fn to_json(&self, language: Language) -> Json {
        let refused = self.refused.iter().map(|one| {
            json!({
                "row": one.row,
                "column": one.column,
                "value": one.value,
                "message": texts::render(language, &one.message),
            })
        });
        json!({
            "read": self.read,
            "added": self.added,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "refused": refused.collect::<Vec<_>>(),
            "warnings": self.warnings.iter().map(|one| texts::render(language, one)).collect::<Vec<_>>(),
        })
    }
}
