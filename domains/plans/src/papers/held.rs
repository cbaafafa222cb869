//! What a section holds beside its text, as one table: the same on paper, in a workbook, and where everybody reads the plan.

use super::columns::{Column, of_register, of_rows};
use crate::content::Content;
use kernel::Language;
use print::{Cell, PaperTable};
use web::components::ColumnKind;

/// A table of what a section holds.
pub(crate) struct Held {
    pub columns: Vec<HeldColumn>,
    pub rows: Vec<Vec<Cell>>,
}

pub(crate) struct HeldColumn {
    /// The key of what it is called, and the words.
    pub key: &'static str,
    pub label: String,
    /// How wide it is on paper beside the others; 0 of what only a workbook has room for.
    pub width: u8,
    pub is_right: bool,
}

/// What a section holds, as far as the reader may see of costs; none where it holds no row.
pub(crate) fn held(language: Language, content: &Content, holds: &str, sees_costs: bool) -> Option<Held> {
    let rows = &content.rows;
    let in_table = Told { language, sees_costs };
    match holds {
        "organisation" => in_table.rows(&content.people, &of_register::PEOPLE),
        "systems" => in_table.rows(&content.systems, &of_register::SYSTEMS),
        "documents" => in_table.rows(&content.documents, &of_register::DOCUMENTS),
        "agreements" => in_table.rows(&content.agreements, &of_register::AGREEMENTS),
        "statements" => in_table.rows(&content.statements, &of_register::STATEMENTS),
        "needs" => in_table.rows(&rows.needs, &of_rows::NEEDS),
        "goals" => in_table.rows(&rows.goals, &of_rows::GOALS),
        "activities" => in_table.rows(&rows.activities, &of_rows::ACTIVITIES),
        "releases" => in_table.rows(&rows.releases, &of_rows::RELEASES),
        "resources" => in_table.rows(&rows.resources, &of_rows::RESOURCES),
        "budget" if sees_costs => in_table.rows(&rows.budget, &of_rows::BUDGET),
        "responsibilities" => in_table.rows(&rows.responsibilities, &of_rows::RESPONSIBILITIES),
        "support" => in_table.rows(&rows.support, &of_rows::SUPPORT),
        _ => None,
    }
}

/// To whom a table is told.
#[derive(Clone, Copy)]
struct Told {
    language: Language,
    sees_costs: bool,
}

impl Told {
    fn rows<R>(self, rows: &[R], columns: &[Column<R>]) -> Option<Held> {
        if rows.is_empty() {
            return None;
        }
        let seen: Vec<&Column<R>> =
            columns.iter().filter(|column| self.sees_costs || !column.is_cost).collect();
        let told = |column: &&Column<R>| HeldColumn {
            key: column.label,
            label: texts::text(self.language, column.label),
            width: column.width,
            is_right: column.is_right,
        };
        let row = |row: &R| seen.iter().map(|column| (column.value)(row, self.language)).collect();
        Some(Held { columns: seen.iter().map(told).collect(), rows: rows.iter().map(row).collect() })
    }
}

impl HeldColumn {
    pub const fn kind(&self) -> ColumnKind {
        if self.is_right { ColumnKind::Number } else { ColumnKind::Text }
    }
}

impl Held {
    /// The same for a paper, which has no room for every column.
    pub fn on_paper(&self, language: Language) -> PaperTable {
        let head = self.columns.iter().filter(|column| column.width > 0);
        let column = |one: &HeldColumn| print::Column {
            name: one.label.clone(),
            width: one.width,
            is_right: one.is_right,
        };
        let row = |cells: &Vec<Cell>| {
            let with_room = cells.iter().zip(&self.columns).filter(|(_, column)| column.width > 0);
            with_room.map(|(cell, _)| in_words(language, cell)).collect()
        };
        PaperTable { head: head.map(column).collect(), rows: self.rows.iter().map(row).collect() }
    }
}

/// A value as a reader sees it.
pub(crate) fn in_words(language: Language, cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => texts::number(*number),
        Cell::Money(amount) => texts::money(language, *amount),
        Cell::Date(day) => texts::date(*day),
    }
}
