//! *Varför?*: unfolds the clause that a demand comes from. A `<details>`, so it works without scripts.

use kernel::{Language, Strength};
use maud::{Markup, html};

/// A clause of a guideline in plain words, and where it stands. Swedish: klausul.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Id in the catalogue.
    pub id: String,
    pub text: String,
    pub section: String,
    pub document: String,
    pub pack: String,
    pub strength: Strength,
    /// The clause's own page, where there is one.
    pub href: Option<String>,
}

/// Nothing at all for a demand without clauses.
#[must_use]
pub fn why(language: Language, clauses: &[Clause]) -> Markup {
    html! {
        @if !clauses.is_empty() {
            details class="why" {
                summary { (texts::text(language, "why")) }
                @for clause in clauses { (clause_box(language, clause)) }
            }
        }
    }
}

fn clause_box(language: Language, clause: &Clause) -> Markup {
    let strength = match clause.strength {
        Strength::Must => "why-must",
        Strength::Should => "why-should",
    };
    html! {
        div class="clause" {
            p { (clause.text) }
            p class="quiet small" {
                (clause.document) ", " (clause.section) " · " (clause.pack) " · "
                @if let Some(href) = &clause.href { a href=(href) { (clause.id) } } @else { (clause.id) }
                " · " (texts::text(language, strength))
            }
        }
    }
}
