//! A link as pages pass it about.

use maud::{Markup, html};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub href: String,
    pub label: String,
}

impl Link {
    #[must_use]
    pub fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self { href: href.into(), label: label.into() }
    }
}

pub(crate) fn link(link: &Link) -> Markup {
    html! { a href=(link.href) { (link.label) } }
}
