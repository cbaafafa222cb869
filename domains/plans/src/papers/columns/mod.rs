//! The columns of the tables that a plan holds.

pub(super) mod of_register;
pub(super) mod of_rows;

use kernel::{Date, Language, LocalText, Money};
use print::Cell;

/// One column of a table of these rows.
pub(super) struct Column<R: 'static> {
    /// The key of what it is called.
    pub label: &'static str,
    /// How wide it is on paper beside the others; 0 of what only a workbook has room for.
    pub width: u8,
    pub is_right: bool,
    /// Told only to those who read costs.
    pub is_cost: bool,
    pub value: fn(&R, Language) -> Cell,
}

const fn words<R>(label: &'static str, width: u8, value: fn(&R, Language) -> Cell) -> Column<R> {
    Column { label, width, is_right: false, is_cost: false, value }
}

const fn figures<R>(label: &'static str, width: u8, value: fn(&R, Language) -> Cell) -> Column<R> {
    Column { is_right: true, ..words(label, width, value) }
}

const fn costs<R>(label: &'static str, width: u8, value: fn(&R, Language) -> Cell) -> Column<R> {
    Column { is_cost: true, ..figures(label, width, value) }
}

fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

fn in_language(text_of: &LocalText, language: Language) -> Cell {
    text(text_of.in_language(language))
}

/// A closed word of the rows, such as how far an activity has come.
fn word(language: Language, field: &str, name: &str) -> Cell {
    if name.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(texts::text(language, &format!("plan-row-{field}-{name}")))
    }
}

/// What something is called, and below it what is told of it.
fn with_more(title: &str, more: &str) -> Cell {
    if more.is_empty() { text(title) } else { Cell::Text(format!("{title}\n{more}")) }
}

fn day(day: Option<Date>) -> Cell {
    day.map_or(Cell::Empty, Cell::Date)
}

fn number(number: Option<i64>) -> Cell {
    number.map_or(Cell::Empty, Cell::Number)
}

fn money(ore: Option<i64>) -> Cell {
    ore.map_or(Cell::Empty, |ore| Cell::Money(Money { ore }))
}
