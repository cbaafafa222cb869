//! An import between its steps: it is kept in the database, so that it can be left and found again, and nothing of it
//! stands in the memory of the program. Only who brought the file sees it; it is forgotten after some days.

mod store;

pub(crate) use store::STATEMENTS;
pub use store::{
    IMPORTS, Recent, Told, find, find_told, forget_old, name_to_keep, note_reached, recent, save_new,
    save_step,
};

use super::importing::Reached;
use super::mapping::Mapping;
use super::reading::Table;
use super::report::Report;
use kernel::{Id, Instant, Language, choice};
use serde::{Deserialize, Serialize};

/// Days that an import is kept.
pub const DAYS_KEPT: i64 = 7;
/// Rows of a report that are kept to be shown.
const MOST_ROWS: usize = 500;

choice! {
    /// How far an import has come.
    pub enum ImportState {
        /// Tried; nothing is saved.
        Tried = "tried",
        Running = "running",
        Saved = "saved",
    }
}

/// What the program that carries an import out last told of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastTold {
    pub at: Instant,
    pub reached: Reached,
}

/// How far a kept import has come, as it was last written down.
#[derive(Clone, Copy, Debug)]
pub struct Stage {
    pub id: Id,
    pub state: ImportState,
    pub started_at: Option<Instant>,
    pub last_told: Option<LastTold>,
}

/// A spreadsheet on its way in.
#[derive(Clone, Debug)]
pub struct KeptImport {
    pub id: Id,
    pub created_at: Instant,
    pub file_name: String,
    pub table: Table,
    pub mapping: Mapping,
    pub is_partial: bool,
    pub state: ImportState,
    pub started_at: Option<Instant>,
    pub last_told: Option<LastTold>,
    pub report: KeptReport,
}

/// A report in the words in which it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptReport {
    pub read: usize,
    pub added: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub refused_rows: usize,
    /// What was refused, as many as are kept.
    #[serde(default)]
    pub refused: Vec<KeptRefusal>,
    pub warnings: Vec<String>,
    /// The refused rows, then those that are new or change, as many as are shown.
    pub rows: Vec<KeptRow>,
    pub is_cut: bool,
}

/// A cell that was refused, as the report of a script has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptRefusal {
    pub row: i64,
    pub column: String,
    pub value: String,
    pub message: String,
}

/// A row of a kept report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptRow {
    pub row: i64,
    pub name: Option<String>,
    /// None for a refused row.
    pub is_new: Option<bool>,
    pub remarks: Vec<String>,
}

impl KeptReport {
    /// The report in a language.
    #[must_use]
    pub fn of(report: &Report, language: Language) -> Self {
        let mut rows: Vec<KeptRow> = Vec::new();
        for one in &report.refused {
            let remark = texts::render(language, &one.message);
            let remark = if one.value.is_empty() {
                format!("{}: {remark}", one.column)
            } else {
                format!("{} ({}): {remark}", one.column, beginning(&one.value))
            };
            match rows.last_mut() {
                Some(last) if last.row == one.row => last.remarks.push(remark),
                _ => rows.push(KeptRow {
                    row: one.row,
                    name: report.refused_names.get(&one.row).map(|name| beginning(name)),
                    remarks: vec![remark],
                    ..KeptRow::default()
                }),
            }
        }
        let refused_rows = rows.len();
        rows.extend(report.rows.iter().map(|one| KeptRow {
            row: one.row,
            name: Some(one.name.clone()),
            is_new: Some(one.is_new),
            remarks: one.changes.clone(),
        }));
        let refused = report.refused.iter().take(MOST_ROWS).map(|one| KeptRefusal {
            row: one.row,
            column: one.column.clone(),
            value: beginning(&one.value),
            message: texts::render(language, &one.message),
        });
        let is_cut = rows.len() > MOST_ROWS;
        rows.truncate(MOST_ROWS);
        Self {
            read: report.read,
            added: report.added,
            changed: report.changed,
            unchanged: report.unchanged,
            refused_rows,
            refused: refused.collect(),
            warnings: report.warnings.iter().map(|one| texts::render(language, one)).collect(),
            rows,
            is_cut,
        }
    }
}

fn beginning(value: &str) -> String {
    const SHOWN: usize = 60;
    let start: String = value.chars().take(SHOWN).collect();
    if start.len() < value.len() { format!("{start}…") } else { start }
}
