//! Two texts beside each other, piece by piece: what went stands left, what came right, and the changed words are marked by
//! element, by a word for who does not see it, and by colour. On a phone each piece stands below the other.

use super::written::{Places, written};
use kernel::{Arg, Language};
use maud::{Markup, html};
use writing::{Passage, Row, Side, Word};

pub struct SideBySide {
    pub caption: String,
    /// Heads: *Version 1*, *Version 2*.
    pub before: String,
    pub after: String,
    pub rows: Vec<Row>,
}

/// Pieces that stand in both texts are folded together where there are more of them in a row than this.
const MOST_SAME: usize = 2;

#[must_use]
pub fn side_by_side(language: Language, shown: &SideBySide, places: Places<'_>) -> Markup {
    let is_same = |row: &Row| matches!(row, Row::Same(_));
    html! {
        table class="side-by-side" {
            caption class="visually-hidden" { (shown.caption) }
            thead { tr { th scope="col" { (shown.before) } th scope="col" { (shown.after) } } }
            tbody {
                @for run in shown.rows.chunk_by(|one, next| is_same(one) && is_same(next)) {
                    @if run.len() > MOST_SAME { (folded(language, run, places)) }
                    @else { @for row in run { (row_of(language, row, places)) } }
                }
            }
        }
    }
}

fn folded(language: Language, rows: &[Row], places: Places<'_>) -> Markup {
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let texts_of: Vec<&str> = rows
        .iter()
        .filter_map(|row| if let Row::Same(passage) = row { Some(passage.text.as_str()) } else { None })
        .collect();
    html! {
        tr class="same" {
            td colspan="2" {
                details class="fold" {
                    summary { (texts::format(language, "compared-same", &[("count", Arg::Number(count))])) }
                    (written(language, &writing::blocks(&texts_of.join("\n\n")), places))
                }
            }
        }
    }
}

fn row_of(language: Language, row: &Row, places: Places<'_>) -> Markup {
    let text = |passage: &Passage| written(language, &writing::blocks(&passage.text), places);
    match row {
        Row::Same(one) => html! { tr class="same" { td { (text(one)) } td { (text(one)) } } },
        Row::Removed(one) => {
            html! { tr { td { del { (told(language, "compared-removed")) (text(one)) } } td {} } }
        }
        Row::Added(one) => {
            html! { tr { td {} td { ins { (told(language, "compared-added")) (text(one)) } } } }
        }
        Row::Changed { words, .. } => html! {
            tr { td { (side(language, words, Side::Before)) } td { (side(language, words, Side::After)) } }
        },
    }
}

/// Few screen readers tell what is removed and what is added.
fn told(language: Language, key: &str) -> Markup {
    html! { span class="visually-hidden" { (texts::text(language, key)) " " } }
}

/// The words of one side of a changed passage.
pub(super) fn side(language: Language, words: &[Word], wanted: Side) -> Markup {
    html! {
        p {
            @for word in words.iter().filter(|word| word.side == Side::Both || word.side == wanted) {
                @match word.side {
                    Side::Both => (word.text),
                    Side::Before => del { (told(language, "compared-removed")) (word.text) },
                    Side::After => ins { (told(language, "compared-added")) (word.text) },
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
