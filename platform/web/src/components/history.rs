//! The history of a record: when, who, which field from what to what, and on which decision.

use super::facts::absent;
use super::{Empty, empty_state};
use kernel::{Instant, Language};
use maud::{Markup, html};

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
                        tr {
                            th scope="row" { (change.field) }
                            td data-label=(before) { @if let Some(text) = &change.before { del { (text) } } @else { (absent(language)) } }
                            td data-label=(after) { @if let Some(text) = &change.after { ins { (text) } } @else { (absent(language)) } }
                        }
                    }
                }
            }
        }
    }
}
