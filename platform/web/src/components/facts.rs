//! What is known of a record, as words and their values in two columns.

use super::link::link;
use super::{Link, Status, status};
use kernel::Language;
use maud::{Markup, html};

pub enum FactValue {
    Absent,
    Text(String),
    Link(Link),
    Links(Vec<Link>),
    Status(Status),
    /// What another component drew.
    Drawn(Markup),
}

pub struct Fact {
    pub label: String,
    pub value: FactValue,
    /// Long texts take the whole width.
    pub is_wide: bool,
}

impl Fact {
    #[must_use]
    pub fn new(label: impl Into<String>, value: FactValue) -> Self {
        Self { label: label.into(), value, is_wide: false }
    }

    /// A text, or nothing known where it is empty.
    #[must_use]
    pub fn text(label: impl Into<String>, value: impl Into<String>) -> Self {
        let value = value.into();
        Self::new(label, if value.is_empty() { FactValue::Absent } else { FactValue::Text(value) })
    }
}

#[must_use]
pub fn facts(language: Language, facts: &[Fact]) -> Markup {
    html! {
        dl class="facts" {
            @for fact in facts {
                div class=[fact.is_wide.then_some("long")] {
                    dt { (fact.label) }
                    dd { (value(language, &fact.value)) }
                }
            }
        }
    }
}

fn value(language: Language, value: &FactValue) -> Markup {
    match value {
        FactValue::Absent => absent(language),
        FactValue::Text(text) => html! { (text) },
        FactValue::Link(one) => link(one),
        FactValue::Links(links) if links.is_empty() => absent(language),
        FactValue::Links(links) => html! { ul class="plain" { @for one in links { li { (link(one)) } } } },
        FactValue::Status(state) => status(state),
        FactValue::Drawn(markup) => markup.clone(),
    }
}

/// A dash to the eye, words to a screen reader.
pub(crate) fn absent(language: Language) -> Markup {
    html! {
        span class="absent" {
            span aria-hidden="true" { "–" }
            span class="visually-hidden" { (texts::text(language, "value-absent")) }
        }
    }
}
