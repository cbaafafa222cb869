//! Systems by demands: one cell each, with its outcome by word and shape, that leads to what mends it.
//! On a phone every system becomes a list of its demands.

use super::{Link, outcome_status, status};
use kernel::{Language, Outcome};
use maud::{Markup, html};

pub struct MatrixColumn {
    pub label: String,
    /// The demand's own page.
    pub href: Option<String>,
}

pub struct MatrixCell {
    pub outcome: Outcome,
    /// Where it is mended, or seen.
    pub href: String,
    /// What to say to a screen reader and on hover beside the outcome: who holds the role, which document.
    pub note: Option<String>,
}

pub struct MatrixRow {
    pub subject: Link,
    /// One per column, absent where the demand does not stand on this subject.
    pub cells: Vec<Option<MatrixCell>>,
}

pub struct Matrix {
    pub caption: String,
    /// Head of the first column.
    pub subjects: String,
    pub columns: Vec<MatrixColumn>,
    pub rows: Vec<MatrixRow>,
}

#[must_use]
pub fn matrix(language: Language, matrix: &Matrix) -> Markup {
    html! {
        (legend(language))
        div class="matrix-frame" role="group" tabindex="0" aria-label=(matrix.caption) {
            table class="matrix" {
                caption class="visually-hidden" { (matrix.caption) }
                thead {
                    tr {
                        th scope="col" { (matrix.subjects) }
                        @for column in &matrix.columns {
                            th scope="col" { @if let Some(href) = &column.href { a href=(href) { (column.label) } } @else { (column.label) } }
                        }
                    }
                }
                tbody { @for row in &matrix.rows { (matrix_row(language, matrix, row)) } }
            }
        }
    }
}

fn legend(language: Language) -> Markup {
    html! {
        ul class="legend" aria-label=(texts::text(language, "matrix-legend")) {
            @for outcome in Outcome::ALL { li { (status(&outcome_status(language, outcome))) } }
        }
    }
}

fn matrix_row(language: Language, matrix: &Matrix, row: &MatrixRow) -> Markup {
    html! {
        tr {
            th scope="row" { a href=(row.subject.href) { (row.subject.label) } }
            @for (column, cell) in matrix.columns.iter().zip(&row.cells) {
                td data-label=(column.label) { @if let Some(cell) = cell { (matrix_cell(language, cell)) } }
            }
        }
    }
}

fn matrix_cell(language: Language, cell: &MatrixCell) -> Markup {
    html! {
        a class="cell" href=(cell.href) title=[cell.note.as_deref()] {
            (status(&outcome_status(language, cell.outcome)))
            @if let Some(note) = &cell.note { span class="visually-hidden" { ": " (note) } }
        }
    }
}
