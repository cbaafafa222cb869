//! Workbooks (XLSX) with one table on each sheet: a heading that stays in view, a filter, columns as wide as they need.

use kernel::{Date, Error, Money, Result};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::borrow::Cow;

/// Columns beyond this are cut on the screen, not in the file.
const WIDEST: f64 = 60.0;
/// Spreadsheet programs take no longer names of sheets.
const LONGEST_NAME: usize = 31;
/// A cell takes no longer text, counted as spreadsheet programs count: in UTF-16.
const LONGEST_TEXT: usize = 32_767;
const CUT: char = '…';

/// One value of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Empty,
    Text(String),
    Number(i64),
    /// Kronor with two decimals.
    Money(Money),
    Date(Date),
}

/// One table.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub name: String,
    pub headings: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

/// The bytes of a workbook with these sheets.
///
/// # Errors
/// When a row or a column is beyond what such a file can hold.
pub fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>> {
    write(sheets).map_err(Error::failed)
}

fn write(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    for sheet in sheets {
        write_sheet(workbook.add_worksheet(), sheet)?;
    }
    workbook.save_to_buffer()
}

fn write_sheet(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    page.set_name(sheet_name(&sheet.name))?;
    let (heading, day) = (Format::new().set_bold(), Format::new().set_num_format("yyyy-mm-dd"));
    for (column, text) in (0_u16..).zip(&sheet.headings) {
        page.write_string_with_format(0, column, shortened(text), &heading)?;
        page.set_column_width(column, width_of(sheet, usize::from(column)))?;
    }
    for (row, cells) in (1_u32..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            write_cell(page, (row, column), cell, &day)?;
        }
    }
    page.set_freeze_panes(1, 0)?;
    let last = (u32::try_from(sheet.rows.len()), u16::try_from(sheet.headings.len().saturating_sub(1)));
    if let (Ok(row), Ok(column), false) = (last.0, last.1, sheet.headings.is_empty()) {
        page.autofilter(0, 0, row, column)?;
    }
    Ok(())
}

/// Texts are written as texts whatever they look like: a spreadsheet program never reads them as formulas.
fn write_cell(page: &mut Worksheet, at: (u32, u16), cell: &Cell, day: &Format) -> Result<(), XlsxError> {
    let (row, column) = at;
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            page.write_string(row, column, shortened(text))?;
        }
        #[allow(clippy::cast_precision_loss)]
        Cell::Number(number) => {
            page.write_number(row, column, *number as f64)?;
        }
        #[allow(clippy::cast_precision_loss)]
        Cell::Money(amount) => {
            let kronor = Format::new().set_num_format("#,##0.00");
            page.write_number_with_format(row, column, amount.ore as f64 / 100.0, &kronor)?;
        }
        Cell::Date(date) => match date_of(*date) {
            Some(moment) => {
                page.write_datetime_with_format(row, column, &moment, day)?;
            }
            None => {
                page.write_string(row, column, date.to_string())?;
            }
        },
    }
    Ok(())
}

/// A text that is too long for a cell ends with a sign that there is more: one such text keeps no list from being a file.
fn shortened(text: &str) -> Cow<'_, str> {
    if text.encode_utf16().count() <= LONGEST_TEXT {
        return Cow::Borrowed(text);
    }
    let mut room = LONGEST_TEXT - CUT.len_utf16();
    let fits = |letter: &char| match room.checked_sub(letter.len_utf16()) {
        Some(left) => {
            room = left;
            true
        }
        None => false,
    };
    Cow::Owned(text.chars().take_while(fits).chain([CUT]).collect())
}

/// Such files know no day before 1900.
fn date_of(date: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok().filter(|year| *year > 1900)?;
    ExcelDateTime::from_ymd(year, date.month().unsigned_abs(), date.day().unsigned_abs()).ok()
}

/// A few rows tell how wide a column is.
fn width_of(sheet: &Sheet, column: usize) -> f64 {
    let length = |cell: &Cell| match cell {
        Cell::Text(text) => text.lines().map(|line| line.chars().count()).max().unwrap_or(0),
        Cell::Date(_) => 10,
        Cell::Money(_) => 14,
        Cell::Number(_) => 8,
        Cell::Empty => 0,
    };
    let cells = sheet.rows.iter().take(200).filter_map(|row| row.get(column)).map(length);
    let heading = sheet.headings.get(column).map_or(0, |text| text.chars().count());
    let longest = cells.chain([heading]).max().unwrap_or(0);
    f64::from(u32::try_from(longest).unwrap_or(u32::MAX).saturating_add(2)).min(WIDEST)
}

/// Without the characters that the name of a sheet may not have.
fn sheet_name(name: &str) -> String {
    let allowed =
        name.chars().filter(|letter| !matches!(letter, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\''));
    allowed.take(LONGEST_NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
    use std::io::Cursor;

    fn sheet(rows: Vec<Vec<Cell>>) -> Sheet {
        Sheet {
            name: "System [alla]".into(),
            headings: vec!["Namn".into(), "Antal".into(), "Från".into()],
            rows,
        }
    }

    fn read_back(sheets: &[Sheet]) -> Xlsx<Cursor<Vec<u8>>> {
        open_workbook_from_rs(Cursor::new(workbook(sheets).unwrap())).unwrap()
    }

    #[test]
    fn every_kind_of_value_is_read_back_as_what_it_is() {
        let day = "2026-11-22".parse().unwrap();
        let rows = vec![
            vec![Cell::Text("=1+1".into()), Cell::Number(12), Cell::Date(day)],
            vec![Cell::Empty],
            vec![Cell::Money(Money { ore: 123_450 })],
        ];
        let mut book = read_back(&[sheet(rows)]);
        let range = book.worksheet_range("System alla").unwrap();
        assert_eq!(range.get((1, 0)), Some(&Data::String("=1+1".into())));
        assert_eq!(range.get((1, 1)), Some(&Data::Float(12.0)));
        assert_eq!(range.get((3, 0)), Some(&Data::Float(1_234.5)));
        let Some(Data::DateTime(moment)) = range.get((1, 2)) else { panic!("no date: {range:?}") };
        assert_eq!(moment.to_ymd_hms_milli(), (2026, 11, 22, 0, 0, 0, 0));
        assert!(book.worksheet_formula("System alla").unwrap().is_empty());
    }

    #[test]
    fn a_day_before_such_files_know_days_stands_as_text() {
        let day = "1850-01-01".parse().unwrap();
        let mut book = read_back(&[sheet(vec![vec![Cell::Date(day)]])]);
        let range = book.worksheet_range("System alla").unwrap();
        assert_eq!(range.get((1, 0)), Some(&Data::String("1850-01-01".into())));
    }

    #[test]
    fn a_text_too_long_for_a_cell_is_cut_with_a_sign_and_the_rest_of_the_list_is_there() {
        let rows = vec![
            vec![Cell::Text("å".repeat(40_000))],
            vec![Cell::Text("🌍".repeat(20_000))],
            vec![Cell::Text("x".repeat(32_767))],
        ];
        let mut book = read_back(&[sheet(rows)]);
        let range = book.worksheet_range("System alla").unwrap();
        let text = |row| range.get((row, 0)).unwrap().to_string();
        assert_eq!(text(1), format!("{}…", "å".repeat(32_766)));
        assert_eq!(text(2), format!("{}…", "🌍".repeat(16_383)));
        assert_eq!(text(3), "x".repeat(32_767), "what fits is whole");
    }

    #[test]
    fn each_sheet_stands_under_its_own_name_also_when_it_is_empty() {
        let other = Sheet { name: "Personer".into(), ..Sheet::default() };
        assert_eq!(read_back(&[sheet(Vec::new()), other]).sheet_names(), ["System alla", "Personer"]);
    }
}
