//! A window into another room on a record's page: at most five rows, and a link to all of them.

use super::{Link, Status, status};
use maud::{Markup, html};

const MOST_ROWS: usize = 5;

pub struct PanelRow {
    pub link: Link,
    pub note: Option<String>,
    pub status: Option<Status>,
}

pub struct Panel {
    pub title: String,
    pub rows: Vec<PanelRow>,
    pub all: Option<Link>,
    /// What stands there when there are no rows.
    pub nothing: String,
}

#[must_use]
pub fn panels(shown: &[Panel]) -> Markup {
    html! { div class="panels" { @for one in shown { (panel(one)) } } }
}

#[must_use]
pub fn panel(panel: &Panel) -> Markup {
    html! {
        section class="panel" {
            header {
                h2 { (panel.title) }
                @if let Some(all) = &panel.all { a class="small" href=(all.href) { (all.label) } }
            }
            @if panel.rows.is_empty() { p class="quiet" { (panel.nothing) } }
            @else { ul data-list { @for row in panel.rows.iter().take(MOST_ROWS) { (panel_row(row)) } } }
        }
    }
}

fn panel_row(row: &PanelRow) -> Markup {
    html! {
        li {
            a href=(row.link.href) { (row.link.label) }
            @if let Some(state) = &row.status { (status(state)) }
            @if let Some(note) = &row.note { span class="quiet small" { (note) } }
        }
    }
}
