//! The files of a document, on its page.

use super::size_words;
use crate::attached::files_of;
use crate::document::Document;
use files::KeptFile;
use kernel::Result;
use maud::{Markup, html};
use storage::Read;
use web::Visit;
use web::components::{Cell, Column, ColumnKind, Link, Row, Status, Tone, simple_table};

/// The files, and the way to bring more.
pub(in crate::pages) fn files_section(
    visit: &Visit,
    read: &Read,
    document: &Document,
    may_edit: bool,
) -> Result<Markup> {
    let files = files_of(read, document.id)?;
    let is_now = read.as_of().is_none();
    Ok(html! {
        section class="stack titled" id="filer" {
            h2 { (visit.text("files-of-document")) }
            @if files.is_empty() { p class="quiet" { (visit.text("files-none")) } }
            @else { (table(visit, &files)) }
            @if may_edit && is_now {
                p { a class="ds-button" data-variant="secondary" href={ "/dokument/" (document.id) "/filer" } { (visit.text("files-add")) } }
            }
        }
    })
}

fn table(visit: &Visit, files: &[KeptFile]) -> Markup {
    let column = |key: &'static str, label: &str, kind| Column::new(key, visit.text(label), kind);
    let columns = [
        column("name", "file-name", ColumnKind::Text),
        column("state", "files-state", ColumnKind::Status),
        column("size", "file-size-bytes", ColumnKind::Number),
        column("number", "file-number", ColumnKind::Number),
        column("added_at", "file-added-at", ColumnKind::Date),
        column("added_by", "file-added-by", ColumnKind::Text),
    ];
    let rows: Vec<Row> = files.iter().map(|file| row(visit, file)).collect();
    simple_table(visit.language(), &visit.text("files-of-document"), &columns, &rows)
}

fn row(visit: &Visit, file: &KeptFile) -> Row {
    let edition = &file.edition;
    let address = visit.keeping_day(format!("/fil/{}", file.id));
    Row {
        cells: vec![
            Cell::Link(Link::new(address, &edition.name)),
            Cell::Status(state(visit, file)),
            Cell::text(size_words(visit.language(), edition.size_bytes)),
            Cell::text(edition.number.to_string()),
            Cell::text(texts::date(edition.added_at.date())),
            Cell::text(&edition.added_by),
        ],
    }
}

/// Whether a file holds.
pub(super) fn state(visit: &Visit, file: &KeptFile) -> Status {
    if file.withdrawn.is_some() {
        Status::new(Tone::Closed, visit.text("document-withdrawn"))
    } else if file.edition.disposed_on.is_some() {
        Status::new(Tone::Closed, visit.text("files-disposed"))
    } else {
        Status::new(Tone::Good, visit.text("document-current"))
    }
}
