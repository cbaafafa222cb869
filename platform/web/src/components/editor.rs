//! The form in which a long text is written: its drafts are kept while one writes, and what somebody else saves meanwhile is
//! joined with it. Without scripts it is a field and a button.
//!
//! Saving sends `text`, `base` (what one began from), `base_revision`, `csrf` and the further fields. The address of drafts
//! is sent the same and answers by [`Answer::draft_kept`](crate::Answer::draft_kept); that of the preview is sent `text` and
//! answers the fragment of [`preview`].

use super::field::field;
use super::form::{error_at, error_summary, hidden_fields, save_bar};
use super::written::{Places, written};
use super::{FormError, FormField, Input, Link};
use crate::session::account_of_form;
use crate::sign_in::SIGN_IN_PATH;
use kernel::{Arg, Language};
use maud::{Markup, html};

pub struct Editor {
    pub action: String,
    pub csrf: String,
    /// Title of what one writes.
    pub label: String,
    pub hint: Option<String>,
    pub text: String,
    /// The text that one began from, and its revision.
    pub base: String,
    pub base_revision: String,
    /// The address that keeps drafts; none where they are not kept.
    pub drafts: Option<String>,
    pub preview: String,
    /// Pictures that can stand in the text, by their address in it (`bild:…`).
    pub pictures: Vec<Link>,
    /// Fields below the text.
    pub further: Vec<FormField>,
    pub errors: Vec<FormError>,
    pub save: String,
    pub cancel: Link,
}

#[must_use]
pub fn editor(language: Language, editor: &Editor) -> Markup {
    let text = text_field(language, editor);
    let fields: Vec<&FormField> = std::iter::once(&text).chain(&editor.further).collect();
    // What came back with errors is not saved yet, though nobody has typed since.
    let guard = if editor.errors.is_empty() { "" } else { "unsaved" };
    html! {
        (error_summary(language, &editor.errors, &fields))
        form class="record-form editor" method="post" action=(editor.action) data-guard=(guard) novalidate
            data-drafts=[editor.drafts.as_deref()] data-account=(account_of_form(&editor.csrf).unwrap_or_default()) {
            (hidden_fields(&editor.csrf, None))
            input type="hidden" name="base_revision" value=(editor.base_revision);
            // In a hidden input a browser would drop the line breaks.
            textarea hidden name="base" { "\n" (editor.base) }
            div class="group" {
                div class="fields" { @for one in &fields { (field(language, one, error_at(&editor.errors, &one.name))) } }
                @if editor.drafts.is_some() { (state_of_draft(language)) }
                section class="draft" tabindex="-1" data-preview data-failed=(texts::text(language, "editor-no-preview")) hidden {}
            }
            (save_bar(&editor.save, Some(&editor.cancel)))
        }
    }
}

fn text_field(language: Language, editor: &Editor) -> FormField {
    let input = Input::Written {
        value: editor.text.clone(),
        preview: editor.preview.clone(),
        pictures: editor.pictures.clone(),
    };
    let signs = texts::text(language, "editor-hint");
    let hint = editor.hint.iter().chain([&signs]).map(String::as_str).collect::<Vec<_>>().join(" ");
    FormField::new("text", &editor.label, input).with_hint(hint)
}

/// Filled by the script. The time changes often, and is not read out each time.
fn state_of_draft(language: Language) -> Markup {
    let text = |key: &str| texts::text(language, key);
    let other = texts::format(language, "editor-other", &[("who", "{who}".into()), ("at", "{at}".into())]);
    html! {
        p class="quiet small" data-state data-kept=(text("editor-kept")) data-other=(other) data-waiting=(text("editor-waiting"))
            data-refused=(text("editor-refused")) data-signed-out=(text("editor-signed-out")) data-other-account=(text("editor-other-account")) {
            span role="status" {} " " time {} " "
            a href=(SIGN_IN_PATH) target="_blank" hidden { (text("error-to-sign-in")) }
        }
    }
}

/// How a text will look, how long it is, and what is wrong with it; a part of a page.
#[must_use]
pub fn preview(language: Language, text: &str, places: Places<'_>) -> Markup {
    let words = i64::try_from(writing::count_words(text)).unwrap_or(i64::MAX);
    let below = Places { below: places.below.saturating_add(1), ..places };
    html! {
        (heading(places.below, &texts::text(language, "editor-preview-title")))
        p class="quiet small" { (texts::format(language, "editor-words", &[("count", Arg::Number(words))])) }
        @for trouble in writing::check_written(text) {
            p class="ds-validation-message" data-field="validation" { (texts::render(language, &trouble.objection("text").message)) }
        }
        (written(language, &writing::blocks(text), below))
    }
}

/// Below the heading of the page.
fn heading(below: u8, words: &str) -> Markup {
    match below {
        0 | 1 => html! { h2 { (words) } },
        _ => html! { h3 { (words) } },
    }
}

#[cfg(test)]
mod tests;
