//! Workbooks (XLSX). They are packed: how much they hold is measured before anything is read.

use super::table::Limit;
use super::{Table, TableBuilder};
use calamine::{DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use kernel::Message;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use zip::ZipArchive;

/// Unpacked, all parts together. The largest table that is allowed needs far less.
const MOST_UNPACKED: u64 = 300_000_000;
const MOST_PARTS: usize = 2_000;

pub(super) fn read(bytes: &[u8]) -> Result<Table, Message> {
    check_unpacked(bytes)?;
    // A damaged workbook may trip the reader up in ways that nobody foresaw; it is a wrong file all the same.
    catch_unwind(AssertUnwindSafe(|| read_sheets(bytes))).unwrap_or_else(|_| Err(damaged()))
}

fn damaged() -> Message {
    Message::new("transfer-file-cut")
}

/// Unpacks everything once without keeping it: what a file says about its own size may be a lie.
fn check_unpacked(bytes: &[u8]) -> Result<(), Message> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    if archive.len() > MOST_PARTS {
        return Err(Message::new("transfer-file-bomb"));
    }
    let mut left = MOST_UNPACKED;
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(|_| damaged())?;
        let unpacked =
            std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|_| damaged())?;
        left = left.checked_sub(unpacked).ok_or(Message::new("transfer-file-bomb"))?;
    }
    Ok(())
}

fn read_sheets(bytes: &[u8]) -> Result<Table, Message> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| objection(&error))?;
    let is_shown = |sheet: &&calamine::Sheet| {
        sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible
    };
    let names: Vec<String> =
        book.sheets_metadata().iter().filter(is_shown).map(|sheet| sheet.name.clone()).collect();
    let is_only = names.len() == 1;
    for name in names {
        let cells = cells_of(&mut book, &name)?;
        if !cells.is_empty() {
            return table_of(cells, (!is_only).then_some(name));
        }
    }
    Err(Message::new("transfer-file-empty"))
}

fn objection(error: &XlsxError) -> Message {
    match error {
        XlsxError::Password => Message::new("transfer-file-password"),
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => {
            Message::new("transfer-file-other-kind").with("kind", "ZIP")
        }
        _ => damaged(),
    }
}

/// Cells by row and column, counted from 0. Those that say nothing are left out.
type Cells = BTreeMap<(u32, u32), String>;

/// Reads cell by cell: a single cell far out must not cost the memory of all that lies before it.
fn cells_of(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<Cells, Message> {
    let mut reader = book.worksheet_cells_reader(sheet).map_err(|error| objection(&error))?;
    let mut cells = Cells::new();
    let mut rows = std::collections::BTreeSet::new();
    while let Some(cell) = reader.next_cell().map_err(|error| objection(&error))? {
        let (row, column) = cell.get_position();
        let text = text_of(cell.get_value());
        if text.trim().is_empty() {
            continue;
        }
        if usize::try_from(column).map_or(true, |column| column >= Limit::COLUMNS) {
            return Err(limit("transfer-too-many-columns", Limit::COLUMNS).with("row", i64::from(row) + 1));
        }
        rows.insert(row);
        if rows.len() > Limit::ROWS + 1 {
            return Err(limit("transfer-too-many-rows", Limit::ROWS));
        }
        cells.insert((row, column), text);
    }
    Ok(cells)
}

fn limit(key: &'static str, most: usize) -> Message {
    Message::new(key).with("max", i64::try_from(most).unwrap_or(i64::MAX))
}

fn table_of(cells: Cells, sheet: Option<String>) -> Result<Table, Message> {
    let mut builder = TableBuilder::default();
    let mut row: Option<(u32, Vec<String>)> = None;
    for ((number, column), text) in cells {
        if let Some((done, texts)) = row.take_if(|(current, _)| *current != number) {
            builder.add(i64::from(done) + 1, texts)?;
        }
        let (_, texts) = row.get_or_insert_with(|| (number, Vec::new()));
        texts.resize(usize::try_from(column).unwrap_or_default(), String::new());
        texts.push(text);
    }
    if let Some((done, texts)) = row {
        builder.add(i64::from(done) + 1, texts)?;
    }
    builder.finish(sheet)
}

fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::DateTimeIso(text) => text.split_once('T').map_or(text.as_str(), |(day, _)| day).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::Bool(flag) => flag.to_string(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::Error(error) => error.to_string(),
    }
}

/// Spreadsheets keep every number as a fraction; a whole one is written without.
fn number_text(number: f64) -> String {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[allow(clippy::cast_possible_truncation)]
    if number.fract() == 0.0 && number.abs() < EXACT {
        (number as i64).to_string()
    } else {
        number.to_string()
    }
}

fn moment_text(moment: &ExcelDateTime) -> String {
    if moment.is_duration() {
        return number_text(moment.as_f64());
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}")
}
