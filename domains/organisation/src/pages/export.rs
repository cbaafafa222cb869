//! A list as a file: the whole view that the address holds, in the columns that the page has.

use kernel::{Error, Result};
use print::{Cell, Sheet, workbook};
use web::components::Link;
use web::{Answer, File, ListView, Visit};

/// The parameter that asks for a file instead of the page.
const FORMAT: &str = "format";

/// A list as a table of texts.
pub(super) struct ListFile {
    pub title: String,
    pub headings: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// Whether a file is asked for.
pub(super) fn is_asked(visit: &Visit) -> bool {
    visit.query(FORMAT).is_some()
}

/// The files that a list may be taken along as.
pub(super) fn links(visit: &Visit, view: &ListView, path: &str) -> Vec<Link> {
    ["csv", "xlsx"]
        .map(|format| {
            let href = view.elsewhere(path).with(FORMAT, format).href();
            Link::new(href, visit.text(&format!("list-as-{format}")))
        })
        .into()
}

/// The file that is asked for.
///
/// # Errors
/// [`Error::NotFound`] for a format that there is none of.
pub(super) fn answer(visit: &Visit, list: ListFile) -> Result<Answer> {
    let name = |ending: &str| format!("{}.{ending}", list.title.to_lowercase());
    let file = match visit.query(FORMAT) {
        Some("csv") => File {
            name: name("csv"),
            content_type: "text/csv; charset=utf-8",
            bytes: csv_of(&list).into_bytes(),
        },
        Some("xlsx") => File {
            name: name("xlsx"),
            content_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            bytes: workbook(&[sheet_of(&list)])?,
        },
        _ => return Err(Error::NotFound),
    };
    Ok(Answer::File(file))
}

fn sheet_of(list: &ListFile) -> Sheet {
    let cell = |text: &String| match text.parse() {
        Ok(date) => Cell::Date(date),
        Err(_) if text.is_empty() => Cell::Empty,
        Err(_) => Cell::Text(text.clone()),
    };
    Sheet {
        name: list.title.clone(),
        headings: list.headings.clone(),
        rows: list.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
    }
}

/// Semicolons and a mark at the start are what spreadsheet programs in Swedish expect.
fn csv_of(list: &ListFile) -> String {
    let mut text = String::from('\u{feff}');
    for row in std::iter::once(&list.headings).chain(&list.rows) {
        let cells: Vec<String> = row.iter().map(|cell| csv_cell(cell)).collect();
        text.push_str(&cells.join(";"));
        text.push_str("\r\n");
    }
    text
}

/// A cell that could be read as a formula gets an apostrophe in front.
fn csv_cell(text: &str) -> String {
    let mark = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    let cell = format!("{mark}{text}");
    let needs_quotes = cell.contains([';', '"', '\n', '\r']);
    if needs_quotes { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_opens_in_a_spreadsheet_program_without_running_anything() {
        let rows = vec![vec!["=1+1".to_owned(), "Skola; \"norra\"".to_owned()]];
        let list = ListFile { title: "Enheter".into(), headings: vec!["A".into(), "B".into()], rows };
        assert_eq!(csv_of(&list), "\u{feff}A;B\r\n'=1+1;\"Skola; \"\"norra\"\"\"\r\n");
    }
}
