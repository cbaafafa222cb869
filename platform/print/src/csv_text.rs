//! Tables as CSV, as Swedish spreadsheet programs open it: semicolons, UTF-8 with a mark at the start, and no cell that
//! is run as a formula.

use crate::formula::neutralised;
use crate::workbook::{Cell, Sheet};
use csv::WriterBuilder;
use kernel::{Error, Result};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The bytes of a CSV file with one table.
///
/// # Errors
/// When a row has another number of cells than the headings.
pub fn csv(sheet: &Sheet) -> Result<Vec<u8>> {
    let mut writer = WriterBuilder::new().delimiter(b';').from_writer(BYTE_ORDER_MARK.to_vec());
    let headings = sheet.headings.iter().map(|heading| neutralised(heading));
    writer.write_record(headings).map_err(Error::failed)?;
    for row in &sheet.rows {
        writer.write_record(row.iter().map(text_of)).map_err(Error::failed)?;
    }
    writer.into_inner().map_err(Error::failed)
}

/// Numbers below zero are no formulas; texts that look like them are.
fn text_of(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => neutralised(text),
        Cell::Number(number) => number.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::Money(amount) => {
            let (sign, ore) = (if amount.ore < 0 { "-" } else { "" }, amount.ore.unsigned_abs());
            format!("{sign}{},{:02}", ore / 100, ore % 100)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(rows: Vec<Vec<Cell>>) -> Result<String> {
        let sheet = Sheet { name: "Enheter".into(), headings: vec!["A".into(), "B".into()], rows };
        csv(&sheet).map(|bytes| String::from_utf8(bytes).expect("UTF-8"))
    }

    #[test]
    fn a_file_opens_in_a_spreadsheet_program_without_running_anything() {
        let row = vec![Cell::Text("=1+1".into()), Cell::Text("Skola; \"norra\"".into())];
        assert_eq!(written(vec![row]).unwrap(), "\u{feff}A;B\n'=1+1;\"Skola; \"\"norra\"\"\"\n");
    }

    #[test]
    fn numbers_and_days_stand_as_they_are() {
        let day = "2026-11-22".parse().unwrap();
        let rows = vec![vec![Cell::Number(-5), Cell::Date(day)], vec![Cell::Empty, Cell::Empty]];
        assert_eq!(written(rows).unwrap(), "\u{feff}A;B\n-5;2026-11-22\n;\n");
        let amounts = [5_000_000, -5].map(|ore| Cell::Money(kernel::Money { ore }));
        assert_eq!(written(vec![amounts.into()]).unwrap(), "\u{feff}A;B\n50000,00;-0,05\n");
    }

    #[test]
    fn a_row_that_does_not_fit_its_headings_is_no_file() {
        assert!(written(vec![vec![Cell::Empty]]).is_err());
    }
}
