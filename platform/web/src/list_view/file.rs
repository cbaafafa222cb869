//! A list as a file: every row of the view that its address holds, in all columns that the list has.

use super::ListView;
use crate::answer::{Answer, File};
use crate::components::{Address, COLUMN_PARAMETER, Cell, Column, ColumnKind, Link, Row};
use crate::papers::XLSX;
use crate::visit::Visit;
use kernel::{Error, Message, Objection, Result};
use print::Sheet;
use storage::{Page, Query};

/// The parameter that asks for a file instead of the page.
pub(crate) const FORMAT_PARAMETER: &str = "format";
/// The parameter that asks for those columns only that the list shows at the same address.
pub const COLUMNS_OF_FILE_PARAMETER: &str = "kolumner";
pub const CHOSEN_COLUMNS: &str = "valda";
/// More rows than anybody looks through; the list is narrowed first.
const MOST_ROWS: usize = 50_000;

/// A kind of file.
struct Format {
    ending: &'static str,
    content_type: &'static str,
    write: fn(&Sheet) -> Result<Vec<u8>>,
}

const FORMATS: [Format; 2] = [
    Format { ending: "csv", content_type: "text/csv; charset=utf-8", write: print::csv },
    Format {
        ending: XLSX.ending,
        content_type: XLSX.content_type,
        write: |sheet| print::workbook(std::slice::from_ref(sheet)),
    },
];

/// Whether a file of the list is asked for instead of its page.
#[must_use]
pub fn is_file_asked(visit: &Visit) -> bool {
    visit.query(FORMAT_PARAMETER).is_some()
}

/// The files that a list may be taken along as.
#[must_use]
pub fn file_links(visit: &Visit, view: &ListView) -> Vec<Link> {
    let link = |format: &Format| {
        let href = view.elsewhere(&visit.path).with(FORMAT_PARAMETER, format.ending).href();
        Link::new(href, visit.text(&format!("list-as-{}", format.ending)))
    };
    FORMATS.iter().map(link).collect()
}

/// Every row of a question, page by page.
///
/// # Errors
/// Those of the pages; rejected where there are more rows than a file holds.
pub fn every_row<T>(mut query: Query, mut page: impl FnMut(Query) -> Result<Page<T>>) -> Result<Vec<T>> {
    let mut rows = Vec::new();
    loop {
        let Page { items, next_cursor } = page(query.clone())?;
        rows.extend(items);
        let Some(cursor) = next_cursor else { return Ok(rows) };
        if rows.len() >= MOST_ROWS {
            let most = i64::try_from(MOST_ROWS).unwrap_or(i64::MAX);
            let told = Message::new("objection-list-file-too-long").with("most", most);
            return Err(Error::Rejected(vec![Objection::new("", told)]));
        }
        query.cursor = Some(cursor);
    }
}

impl ListView {
    /// The files of a list that does not show all of its columns, and before them the same with those that it shows.
    pub(super) fn with_those_shown(&self, visit: &Visit, files: Vec<Link>, columns: &[Column]) -> Vec<Link> {
        if columns.iter().all(|column| column.is_shown) {
            return files;
        }
        let shown = FORMATS.iter().filter_map(|format| {
            let whole = self.elsewhere(&visit.path).with(FORMAT_PARAMETER, format.ending);
            let is_offered = files.iter().any(|file| file.href == whole.href());
            let href = whole.with(COLUMNS_OF_FILE_PARAMETER, CHOSEN_COLUMNS).href();
            is_offered.then(|| Link::new(href, visit.text(&format!("list-shown-as-{}", format.ending))))
        });
        shown.chain(files.iter().cloned()).collect()
    }
}

/// Which columns a list shows: those that its address names, or the usual ones; the first is always there.
pub(super) fn shown_at(address: &Address, columns: &[Column]) -> Vec<bool> {
    let chosen: Vec<&str> = address.values(COLUMN_PARAMETER).collect();
    let is_chosen = |(place, column): (usize, &Column)| place == 0 || chosen.contains(&&*column.key);
    if chosen.is_empty() {
        return columns.iter().map(|column| column.is_shown).collect();
    }
    columns.iter().enumerate().map(is_chosen).collect()
}

/// Which columns a file of the visit has: all, unless those are asked for that the list shows.
fn are_asked(visit: &Visit, columns: &[Column]) -> Vec<bool> {
    match visit.query(COLUMNS_OF_FILE_PARAMETER) {
        Some(CHOSEN_COLUMNS) => shown_at(&visit.address(), columns),
        _ => vec![true; columns.len()],
    }
}

/// The file that is asked for. What a cell draws for the eye only is left empty.
///
/// # Errors
/// Rejected for a format that there is none of.
pub fn list_file(visit: &Visit, title: &str, columns: &[Column], rows: Vec<Row>) -> Result<Answer> {
    let asked = visit.query(FORMAT_PARAMETER).unwrap_or_default();
    let format = FORMATS
        .iter()
        .find(|format| format.ending == asked)
        .ok_or_else(|| Error::rejected(FORMAT_PARAMETER, "objection-not-a-choice"))?;
    let asked = are_asked(visit, columns);
    let kept = |one: (&Column, &bool)| one.1.then(|| one.0.label.clone());
    let sheet = Sheet {
        name: title.to_owned(),
        headings: columns.iter().zip(&asked).filter_map(kept).collect(),
        rows: rows.into_iter().map(|row| row_of((columns, &asked), row)).collect(),
    };
    let day = visit.as_of()?.unwrap_or_else(|| visit.today());
    Ok(Answer::File(File {
        name: format!("{}-{day}.{}", title.to_lowercase(), format.ending),
        content_type: format.content_type,
        bytes: (format.write)(&sheet)?,
    }))
}

fn row_of((columns, asked): (&[Column], &[bool]), row: Row) -> Vec<print::Cell> {
    let cells = columns.iter().zip(row.cells).zip(asked).filter(|(_, is_asked)| **is_asked);
    cells.map(|((column, cell), _)| cell_of(column.kind, &text_of(cell))).collect()
}

fn text_of(cell: Cell) -> String {
    match cell {
        Cell::Text(text) => text,
        Cell::Link(link) => link.label,
        Cell::Status(status) => status.word,
        Cell::List(items) => items.join(", "),
        Cell::Absent | Cell::Drawn(_) => String::new(),
    }
}

/// `2026-03-02`.
const LETTERS_OF_A_DAY: usize = 10;

/// Days and numbers leave as what they are, so that a spreadsheet program sorts and sums them.
fn cell_of(kind: ColumnKind, text: &str) -> print::Cell {
    let found = match kind {
        // A day alone: the parser would drop a time of day.
        ColumnKind::Date if text.len() == LETTERS_OF_A_DAY => text.parse().ok().map(print::Cell::Date),
        ColumnKind::Number => {
            let digits: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
            digits.parse().ok().map(print::Cell::Number)
        }
        ColumnKind::Money => texts::parse_money(text).map(print::Cell::Money),
        ColumnKind::Date | ColumnKind::Text | ColumnKind::Status => None,
    };
    match found {
        Some(cell) => cell,
        None if text.is_empty() => print::Cell::Empty,
        None => print::Cell::Text(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_numbers_leave_as_what_they_are_and_names_as_texts() {
        let day = "2026-11-22";
        assert_eq!(cell_of(ColumnKind::Date, day), print::Cell::Date(day.parse().unwrap()));
        assert_eq!(cell_of(ColumnKind::Text, day), print::Cell::Text(day.into()));
        assert_eq!(cell_of(ColumnKind::Number, &texts::number(1_234_567)), print::Cell::Number(1_234_567));
        assert_eq!(cell_of(ColumnKind::Date, ""), print::Cell::Empty);
        for ore in [5_000_000, 123_450, -5] {
            let amount = kernel::Money { ore };
            for language in [kernel::Language::Swedish, kernel::Language::English] {
                let shown = texts::money(language, amount);
                assert_eq!(cell_of(ColumnKind::Money, &shown), print::Cell::Money(amount), "{shown}");
            }
        }
        let moment = "2026-11-22 09:15";
        assert_eq!(
            cell_of(ColumnKind::Date, moment),
            print::Cell::Text(moment.into()),
            "no time of day is lost"
        );
    }

    #[test]
    fn a_file_holds_every_page_of_the_list_and_one_that_would_be_too_long_is_refused() {
        let pages = |count: usize| {
            let mut left = count;
            every_row(Query::first(10_000), move |_| {
                left -= 1;
                let next_cursor = (left > 0).then(|| "x".to_owned());
                Ok(Page { items: vec![(); 10_000], next_cursor })
            })
        };
        assert_eq!(pages(5).unwrap().len(), 50_000);
        assert!(matches!(pages(6), Err(Error::Rejected(_))));
    }
}
