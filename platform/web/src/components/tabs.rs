//! Sections of a record as links: they work without scripts and can be mailed.

use maud::{Markup, html};

pub struct Tab {
    pub href: String,
    pub label: String,
    pub count: Option<i64>,
    pub is_current: bool,
}

/// `name` says to a screen reader what the sections belong to.
#[must_use]
pub fn tabs(name: &str, tabs: &[Tab]) -> Markup {
    html! {
        nav class="tabs" aria-label=(name) {
            ul {
                @for tab in tabs {
                    li {
                        a href=(tab.href) aria-current=[tab.is_current.then_some("page")] {
                            (tab.label)
                            @if let Some(count) = tab.count { " " span class="quiet number" { "(" (texts::number(count)) ")" } }
                        }
                    }
                }
            }
        }
    }
}
