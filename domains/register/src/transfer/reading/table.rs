//! A table as it was read: headings, rows with the numbers that a spreadsheet program shows, and the limits of both.

use kernel::{Id, Message};
use organisation::has_personal_identity_number;
use print::without_neutralising;
use serde::{Deserialize, Serialize};

/// How much one file may hold.
pub struct Limit;

impl Limit {
    pub const ROWS: usize = 20_000;
    pub const COLUMNS: usize = 200;
    pub const CHARS: usize = 10_000;
}

/// What was read from a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The sheet that was read, where a file has several that hold anything.
    pub sheet: Option<String>,
    pub headings: Vec<String>,
    pub rows: Vec<TableRow>,
}

/// A row that holds anything. It has as many cells as there are headings, or more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    /// As a spreadsheet program counts it, from 1.
    pub number: i64,
    pub cells: Vec<String>,
}

impl Table {
    /// The cells of a column that hold anything.
    pub fn column(&self, place: usize) -> impl Iterator<Item = &str> {
        self.rows
            .iter()
            .filter_map(move |row| row.cells.get(place))
            .map(String::as_str)
            .filter(|cell| !cell.is_empty())
    }
}

impl Table {
    /// A file with personal identity numbers is not kept even for a day.
    ///
    /// # Errors
    /// With the first row that holds one.
    pub fn without_personal_numbers(self) -> Result<Self, Message> {
        let has_one = |cell: &String| cell.parse::<Id>().is_err() && has_personal_identity_number(cell);
        let heading = self.headings.iter().any(has_one).then_some(1);
        let row = self.rows.iter().find(|row| row.cells.iter().any(has_one)).map(|row| row.number);
        match heading.or(row) {
            Some(row) => Err(Message::new("transfer-personal-number-in-file").with("row", row.to_string())),
            None => Ok(self),
        }
    }
}

/// Takes rows one by one and refuses the first that is too much.
#[derive(Default)]
pub(super) struct TableBuilder {
    headings: Option<Vec<String>>,
    rows: Vec<TableRow>,
}

impl TableBuilder {
    pub fn add(&mut self, number: i64, cells: Vec<String>) -> Result<(), Message> {
        if cells.len() > Limit::COLUMNS && cells[Limit::COLUMNS..].iter().any(|cell| !cell.trim().is_empty())
        {
            return Err(too_much("transfer-too-many-columns", Limit::COLUMNS).with("row", number));
        }
        let mut clean = Vec::with_capacity(cells.len().min(Limit::COLUMNS));
        for (place, cell) in cells.into_iter().take(Limit::COLUMNS).enumerate() {
            if cell.chars().count() > Limit::CHARS {
                let message = too_much("transfer-cell-too-long", Limit::CHARS).with("row", number);
                return Err(message.with("column", self.heading(place)));
            }
            clean.push(without_neutralising(&cell).trim().to_owned());
        }
        if clean.iter().all(String::is_empty) {
            return Ok(());
        }
        let Some(headings) = &self.headings else {
            while clean.last().is_some_and(String::is_empty) {
                clean.pop();
            }
            self.headings = Some(clean);
            return Ok(());
        };
        if self.rows.len() == Limit::ROWS {
            return Err(too_much("transfer-too-many-rows", Limit::ROWS));
        }
        while clean.len() > headings.len() && clean.last().is_some_and(String::is_empty) {
            clean.pop();
        }
        clean.resize(clean.len().max(headings.len()), String::new());
        self.rows.push(TableRow { number, cells: clean });
        Ok(())
    }

    pub fn finish(mut self, sheet: Option<String>) -> Result<Table, Message> {
        self.pass_over_titles();
        let headings = self.headings.ok_or(Message::new("transfer-file-empty"))?;
        if self.rows.is_empty() {
            return Err(Message::new("transfer-no-rows"));
        }
        Ok(Table { sheet, headings, rows: self.rows })
    }

    /// People write a title over their table, in one cell. What most rows fill more than one cell of has more headings.
    fn pass_over_titles(&mut self) {
        let filled = |cells: &[String]| cells.iter().filter(|cell| !cell.is_empty()).count();
        for _ in 0..MOST_TITLES {
            if self.headings.as_deref().is_none_or(|headings| filled(headings) != 1) {
                return;
            }
            let wide = self.rows.iter().filter(|row| filled(&row.cells) > 1).count();
            if self.rows.len() < 2 || wide * 2 <= self.rows.len() {
                return;
            }
            let headings = self.rows.remove(0).cells;
            for row in &mut self.rows {
                row.cells.resize(row.cells.len().max(headings.len()), String::new());
            }
            self.headings = Some(headings);
        }
    }

    /// What a column is called in a message: its heading, or its letter.
    fn heading(&self, place: usize) -> String {
        let heading = self.headings.as_ref().and_then(|headings| headings.get(place));
        heading.filter(|text| !text.is_empty()).cloned().unwrap_or_else(|| column_letters(place))
    }
}

/// Lines that people write over a table.
const MOST_TITLES: usize = 10;

fn too_much(key: &'static str, most: usize) -> Message {
    Message::new(key).with("max", i64::try_from(most).unwrap_or(i64::MAX))
}

/// The name that spreadsheet programs give to a column: A, B … Z, AA.
pub(crate) fn column_letters(place: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(place % 26).unwrap_or_default());
    if place < 26 { letter.to_string() } else { format!("{}{letter}", column_letters(place / 26 - 1)) }
}
