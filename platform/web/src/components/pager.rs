//! Page links of a list, with the total. Pages are asked for by cursor, so there is a first, a previous and a next.

use super::Icon;
use super::icon;
use kernel::{Arg, Language};
use maud::{Markup, html};

pub struct Pager {
    /// Number of the first row on this page, counted from 1, and of the last.
    pub from: i64,
    pub to: i64,
    pub total: i64,
    pub first: Option<String>,
    pub previous: Option<String>,
    pub next: Option<String>,
}

#[must_use]
pub fn pager(language: Language, pager: &Pager) -> Markup {
    let args = [
        ("from", Arg::Number(pager.from)),
        ("to", Arg::Number(pager.to)),
        ("total", Arg::Number(pager.total)),
    ];
    let step = |href: &Option<String>, rel: &str, key: &str| {
        html! {
            @if let Some(href) = href {
                a class="ds-button" data-variant="secondary" rel=(rel) href=(href) {
                    @if rel != "next" { (icon(Icon::Left)) }
                    (texts::text(language, key))
                    @if rel == "next" { (icon(Icon::Right)) }
                }
            }
        }
    };
    html! {
        div class="pager" {
            p class="quiet number" { (texts::format(language, "table-range", &args)) }
            @if pager.first.is_some() || pager.previous.is_some() || pager.next.is_some() {
                nav class="row-of" aria-label=(texts::text(language, "table-pages")) {
                    (step(&pager.first, "first", "table-first"))
                    (step(&pager.previous, "prev", "table-previous"))
                    (step(&pager.next, "next", "table-next"))
                }
            }
        }
    }
}
