//! Two have written in the same places: the joined text, and for each of those places whose words are kept. Nothing is saved
//! yet and nothing is lost: what is not answered keeps both, theirs first.
//!
//! The form sends `choice.0`, `choice.1`, … ([`kept_of`]) and `revision` (the one that was joined with) beside what was sent
//! before. Below it the joined text can be written together by hand; that is sent as any text that is saved.

use super::Link;
use super::editor::{Editor, editor};
use super::form::{hidden_fields, save_bar};
use super::written::{Places, written};
use crate::visit::Form;
use kernel::{Arg, Language};
use maud::{Markup, html};
use writing::{Joined, Keep, Part, Passage};

pub struct JoinedChoice<'a> {
    pub action: String,
    pub csrf: String,
    /// The revision that is in the database now.
    pub revision: String,
    pub joined: &'a Joined,
    /// Who saved it.
    pub other: String,
    /// What was sent, but for the token and the revision.
    pub sent: Vec<(String, String)>,
    /// The same text with both in each place, begun from what the other saved.
    pub by_hand: Editor,
    pub cancel: Link,
}

const CHOICE: &str = "choice.";
const CHOICES: [(&str, Keep); 3] = [("theirs", Keep::Theirs), ("mine", Keep::Mine), ("both", Keep::Both)];
/// Words of a place that name it.
const WORDS_OF_A_PLACE: usize = 8;

/// Whose words the form keeps, place by place.
#[must_use]
pub fn kept_of(form: &Form) -> Vec<Keep> {
    let keep =
        |value: &str| CHOICES.iter().find(|(name, _)| *name == value).map_or(Keep::Both, |(_, keep)| *keep);
    (0..).map_while(|place| form.get(&format!("{CHOICE}{place}")).map(keep)).collect()
}

#[must_use]
pub fn joined_choice(language: Language, choice: &JoinedChoice<'_>, places: Places<'_>) -> Markup {
    let text = |key: &str| texts::text(language, key);
    html! {
        div class="ds-alert" data-color="warning" role="alert" tabindex="-1" {
            h2 { (text("joined-title")) }
            p { (texts::format(language, "joined-text", &[("who", Arg::from(choice.other.as_str()))])) }
        }
        form class="record-form joined" method="post" action=(choice.action) data-guard="unsaved" {
            (hidden_fields(&choice.csrf, Some(&choice.revision)))
            // In a hidden input a browser would drop the line breaks.
            @for (name, value) in &choice.sent { textarea hidden name=(name) { "\n" (value) } }
            div class="group stack" { (parts(language, choice, places)) }
            (save_bar(&text("joined-save"), Some(&choice.cancel)))
        }
        details class="fold" {
            summary { (text("joined-by-hand")) }
            (editor(language, &choice.by_hand))
        }
    }
}

fn parts(language: Language, choice: &JoinedChoice<'_>, places: Places<'_>) -> Markup {
    let mut numbers = 0..;
    html! {
        @for part in &choice.joined.parts {
            @match part {
                Part::Stands(passages) => (text_of(language, passages, places)),
                Part::Conflict { theirs, mine, .. } => {
                    @let number = numbers.next().unwrap_or_default();
                    (one_place(language, (number, &choice.other), (theirs, mine), places))
                },
            }
        }
    }
}

fn text_of(language: Language, passages: &[Passage], places: Places<'_>) -> Markup {
    let text: Vec<&str> = passages.iter().map(|passage| passage.text.as_str()).collect();
    written(language, &writing::blocks(&text.join("\n\n")), places)
}

/// The first words of the place name the group.
fn one_place(
    language: Language,
    (number, other): (usize, &str),
    (theirs, mine): (&[Passage], &[Passage]),
    places: Places<'_>,
) -> Markup {
    let text = theirs.iter().chain(mine).next().map(|passage| writing::plain_text(&passage.text));
    let beginning = beginning_of(&text.unwrap_or_default());
    let who = [("who", Arg::from(other))];
    let radio = |value: &str| {
        html! {
            label {
                input class="ds-input" type="radio" name={ (CHOICE) (number) } value=(value) checked[value == "both"];
                span { (texts::format(language, &format!("joined-{value}"), &who)) }
            }
        }
    };
    html! {
        fieldset class="choices" {
            legend { (texts::format(language, "joined-place", &[("words", Arg::from(beginning))])) }
            @for (value, passages) in [("theirs", theirs), ("mine", mine)] {
                (radio(value))
                @if passages.is_empty() { p class="quiet" { (texts::text(language, "joined-removed")) } }
                @else { (text_of(language, passages, places)) }
            }
            (radio("both"))
        }
    }
}

fn beginning_of(text: &str) -> String {
    let mut words = text.split_whitespace();
    let beginning: Vec<&str> = words.by_ref().take(WORDS_OF_A_PLACE).collect();
    let is_cut = words.next().is_some();
    format!("{}{}", beginning.join(" "), if is_cut { " …" } else { "" })
}

#[cfg(test)]
mod tests;
