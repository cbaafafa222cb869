//! What people say of a text, piece by piece: who, when and in which words, with the answers below.

use super::form::form;
use super::{Form, Link};
use kernel::{Instant, Language};
use maud::{Markup, html};

/// One thing that somebody says. Swedish: kommentar.
pub struct Remark {
    /// The address of it within the page.
    pub id: String,
    pub who: String,
    pub at: Instant,
    pub text: String,
    /// What is worth knowing of it: that it is settled, that the piece has changed since.
    pub note: Option<String>,
    pub answers: Vec<Remark>,
    /// What can be done with it.
    pub steps: Markup,
}

#[must_use]
pub fn remarks(remarks: &[Remark]) -> Markup {
    html! {
        @if !remarks.is_empty() {
            ul class="remarks" {
                @for one in remarks {
                    li id=(one.id) {
                        p class="quiet small" {
                            (one.who) " · " time datetime=(one.at) { (texts::instant(one.at)) }
                            @if let Some(note) = &one.note { " · " (note) }
                        }
                        p { (one.text) }
                        (self::remarks(&one.answers))
                        (one.steps)
                    }
                }
            }
        }
    }
}

/// The form by which one says something; there may be more of the page below it.
#[must_use]
pub fn remark_form(language: Language, said: &Form) -> Markup {
    html! { div class="remark-form" { (form(language, said)) } }
}

/// A piece of a text with the way to say something of it beside, and what is said of it below.
#[must_use]
pub fn remarked(id: &str, piece: &Markup, way: Option<&Link>, said: &Markup) -> Markup {
    html! {
        div class="remarked" id=(id) {
            (piece)
            @if let Some(way) = way { a class="small" href=(way.href) { (way.label) } }
            div { (said) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, answers: Vec<Remark>) -> Remark {
        Remark {
            id: "k1".into(),
            who: "Kollega".into(),
            at: Instant::from_micros(0),
            text: text.into(),
            note: None,
            answers,
            steps: html! {},
        }
    }

    #[test]
    fn answers_stand_within_what_they_answer() {
        let html = remarks(&[said("Vem gör det?", vec![said("Vi <b>", vec![])])]).into_string();
        assert!(html.contains("<p>Vem gör det?</p><ul class=\"remarks\"><li"), "{html}");
        assert!(html.contains("<p>Vi &lt;b&gt;</p></li></ul></li></ul>"), "{html}");
    }

    #[test]
    fn where_nobody_has_said_anything_there_is_no_list() {
        assert_eq!(remarks(&[]).into_string(), "");
    }
}
