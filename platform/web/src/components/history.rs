//! The history of a record: when, who, which field from what to what, and on which decision.

use super::facts::absent;
use super::side_by_side::side;
use super::{Empty, empty_state};
use kernel::{Instant, Language};
use maud::{Markup, html};
use writing::{Row, Side, compared};

/// One field before and after; absent where it had no value.
pub struct Change {
    pub field: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// Why it was done: a decision with its link, or a reason in words.
pub struct Because {
    pub text: String,
    pub href: Option<String>,
}

pub struct HistoryEntry {
    pub at: Instant,
    pub who: String,
    /// What was done: *Systemägare utsedd*.
    pub what: String,
    pub changes: Vec<Change>,
    pub because: Option<Because>,
}

/// The newest first, as the caller orders them.
#[must_use]
pub fn history(language: Language, entries: &[HistoryEntry]) -> Markup {
    if entries.is_empty() {
        let title = texts::text(language, "history-empty-title");
        return empty_state(&Empty {
            title,
            text: texts::text(language, "history-empty-text"),
            action: None,
        });
    }
    html! {
        h2 class="visually-hidden" { (texts::text(language, "history")) }
        ol class="history" { @for entry in entries { (history_entry(language, entry)) } }
    }
}

fn history_entry(language: Language, entry: &HistoryEntry) -> Markup {
    html! {
        li {
            h3 { (entry.what) }
            p class="quiet small" {
                time class="number" datetime=(entry.at) { (texts::instant(entry.at)) } " · " (entry.who)
            }
            @if !entry.changes.is_empty() { (changes(language, &entry.changes)) }
            @if let Some(because) = &entry.because {
                p class="because" {
                    (texts::text(language, "history-because")) " "
                    @if let Some(href) = &because.href { a href=(href) { (because.text) } } @else { (because.text) }
                }
            }
        }
    }
}

fn changes(language: Language, changes: &[Change]) -> Markup {
    let [field, before, after] =
        ["history-field", "history-before", "history-after"].map(|key| texts::text(language, key));
    html! {
        div class="cards" {
            table class="ds-table" data-color="neutral" {
                thead { tr { th scope="col" { (field) } th scope="col" { (before) } th scope="col" { (after) } } }
                tbody {
                    @for change in changes {
                        @let (old, new) = sides(language, change);
                        tr { th scope="row" { (change.field) } td data-label=(before) { (old) } td data-label=(after) { (new) } }
                    }
                }
            }
        }
    }
}

/// A text of fewer words is told whole.
const LONG_TEXT: usize = 20;

/// What stood and what stands; of a long text only the passages that were changed, with their words marked.
fn sides(language: Language, change: &Change) -> (Markup, Markup) {
    let count = |text: &str| text.split_whitespace().take(LONG_TEXT).count();
    if let (Some(old), Some(new)) = (&change.before, &change.after)
        && count(old).min(count(new)) == LONG_TEXT
    {
        let rows = compared(old, new);
        return (passages(language, &rows, Side::Before), passages(language, &rows, Side::After));
    }
    let whole = |text: &Option<String>, drawn: fn(&str) -> Markup| {
        text.as_deref().map_or_else(|| absent(language), drawn)
    };
    let removed = |text: &str| html! { del { (text) } };
    let added = |text: &str| html! { ins { (text) } };
    (whole(&change.before, removed), whole(&change.after, added))
}

/// What stands in both is left out, and said so by three dots.
fn passages(language: Language, rows: &[Row], wanted: Side) -> Markup {
    let is_same = |row: &Row| matches!(row, Row::Same(_));
    html! {
        @for run in rows.chunk_by(|one, next| is_same(one) && is_same(next)) {
            @match &run[0] {
                Row::Same(_) => p class="quiet" { "…" },
                Row::Removed(one) if wanted == Side::Before => p { del { (one.text) } },
                Row::Added(one) if wanted == Side::After => p { ins { (one.text) } },
                Row::Changed { words, .. } => (side(language, words, wanted)),
                Row::Removed(_) | Row::Added(_) => {},
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(before: &str, after: &str) -> (String, String) {
        let change = Change { field: "Text".into(), before: Some(before.into()), after: Some(after.into()) };
        let (old, new) = sides(Language::Swedish, &change);
        (old.into_string(), new.into_string())
    }

    #[test]
    fn a_short_text_is_told_whole() {
        let expected = ("<del>två mål</del>".to_owned(), "<ins>tre mål</ins>".to_owned());
        assert_eq!(drawn("två mål", "tre mål"), expected);
    }

    #[test]
    fn of_a_long_text_only_what_was_changed_is_told_and_its_words_are_marked() {
        let stays = "ord ".repeat(30);
        let (old, new) =
            drawn(&format!("{stays}\n\nVi har två mål.\n\nBort."), &format!("{stays}\n\nVi har tre mål."));
        assert!(old.starts_with("<p class=\"quiet\">…</p><p>Vi har <del>"), "{old}");
        assert!(
            old.contains("två ") && old.ends_with("<p><del>Bort.</del></p>") && !old.contains("ord ord"),
            "{old}"
        );
        assert!(new.contains("tre ") && !new.contains("Bort"), "{new}");
    }
}
