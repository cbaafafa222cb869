//! What an import would do or did, row by row, the wrong rows first to be seen.

use super::facts::absent;
use super::{Notice, NoticeKind, Status, Tone, notice, status};
use kernel::{Arg, Language};
use maud::{Markup, html};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowResult {
    Created,
    Changed,
    Unchanged,
    Wrong,
}

pub struct ImportRow {
    /// Number of the row in the spreadsheet, counted from 1 as spreadsheets do.
    pub number: i64,
    pub name: Option<String>,
    pub result: RowResult,
    /// What is wrong in which column, or which fields change.
    pub remarks: Vec<String>,
}

pub struct ImportReport {
    /// True while nothing has been written.
    pub is_dry_run: bool,
    pub created: i64,
    pub changed: i64,
    pub unchanged: i64,
    pub wrong: i64,
    /// The rows of this page; the counts are of all.
    pub rows: Vec<ImportRow>,
}

#[must_use]
pub fn import_report(language: Language, report: &ImportReport) -> Markup {
    let [number, name, result, remarks] = ["import-row", "import-name", "import-result", "import-remarks"]
        .map(|key| texts::text(language, key));
    html! {
        (notice(&summary(language, report)))
        div class="list" {
            table class="ds-table" data-color="neutral" data-hover {
                caption class="visually-hidden" { (texts::text(language, "import-rows")) }
                thead {
                    tr { th scope="col" class="end" { (number) } th scope="col" { (name) } th scope="col" { (result) } th scope="col" { (remarks) } }
                }
                tbody {
                    @for row in &report.rows {
                        tr {
                            td class="end" data-label=(number) { (texts::number(row.number)) }
                            th scope="row" class="first" { @if let Some(name) = &row.name { (name) } @else { (absent(language)) } }
                            td class="state-cell second" data-label=(result) { (status(&row_status(language, row.result))) }
                            td data-label=(remarks) {
                                @if row.remarks.is_empty() { (absent(language)) }
                                @else { ul class="plain" { @for remark in &row.remarks { li { (remark) } } } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn summary(language: Language, report: &ImportReport) -> Notice {
    let args = [
        ("created", Arg::Number(report.created)),
        ("changed", Arg::Number(report.changed)),
        ("unchanged", Arg::Number(report.unchanged)),
        ("wrong", Arg::Number(report.wrong)),
    ];
    let (kind, key) = match (report.wrong > 0, report.is_dry_run) {
        (true, true) => (NoticeKind::Wrong, "import-wrong"),
        (true, false) => (NoticeKind::Warning, "import-partly"),
        (false, true) => (NoticeKind::Info, "import-would"),
        (false, false) => (NoticeKind::Done, "import-done"),
    };
    Notice::new(kind, texts::format(language, key, &args))
}

fn row_status(language: Language, result: RowResult) -> Status {
    let (tone, key) = match result {
        RowResult::Created => (Tone::Good, "import-created"),
        RowResult::Changed => (Tone::Ongoing, "import-changed"),
        RowResult::Unchanged => (Tone::Idle, "import-unchanged"),
        RowResult::Wrong => (Tone::Bad, "import-row-wrong"),
    };
    Status::new(tone, texts::text(language, key))
}
