//! The controls of forms, each tied to its label, hint and error.

use super::field::Tied;
use super::signs::{Signs, written_text};
use super::{Input, SelectOption};
use kernel::Language;
use maud::{Markup, html};

pub(super) fn control(language: Language, input: &Input, tied: &Tied) -> Markup {
    match input {
        Input::Text { value, max_chars } => {
            typed(tied, &Typed { limit: Some(*max_chars), ..Typed::new("text", value) })
        }
        Input::UserName { value } => {
            typed(tied, &Typed { autocomplete: Some("username"), ..Typed::new("text", value) })
        }
        Input::Password { is_new } => {
            let autocomplete = Some(if *is_new { "new-password" } else { "current-password" });
            typed(tied, &Typed { autocomplete, ..Typed::new("password", "") })
        }
        Input::Number { value } => {
            typed(tied, &Typed { mode: Some("numeric"), is_narrow: true, ..Typed::new("text", value) })
        }
        Input::Date { value } => typed(tied, &Typed { is_narrow: true, ..Typed::new("text", value) }),
        Input::Link { value } => typed(tied, &Typed { mode: Some("url"), ..Typed::new("text", value) }),
        Input::LongText { value, max_chars } => long_text(tied, value, *max_chars),
        Input::Written { value, preview, pictures } => {
            written_text(language, tied, &Signs { value, preview, pictures })
        }
        Input::Choice { value, options } | Input::Reference { value, options } => {
            select(language, tied, value, options)
        }
        Input::Suggested { value, options } => suggested(tied, value, options),
        Input::Name { text, suggestions, offered, chosen, .. } => html! {
            input class="ds-input" type="text" id=(tied.id) name=(tied.name) value=(text) maxlength="200" autocomplete="off"
                list={ (tied.id) "-names" } data-suggestions=[(!suggestions.is_empty()).then_some(suggestions)]
                aria-invalid=[tied.is_wrong.then_some("true")] aria-describedby=[tied.described_by.as_deref()];
            @if !offered.is_empty() {
                datalist id={ (tied.id) "-names" } { @for one in offered { option value=(one.label) {} } }
            }
            (meant(tied, text, chosen.as_deref()))
        },
        Input::File { accept } => html! {
            input class="ds-input" type="file" id=(tied.id) name=(tied.name) accept=(accept)
                aria-invalid=[tied.is_wrong.then_some("true")] aria-describedby=[tied.described_by.as_deref()];
        },
        Input::Files { accept, most_bytes } => files(language, tied, accept, *most_bytes),
        // Drawn as groups of controls by `field`.
        Input::Flag { .. } | Input::YesNo { .. } | Input::References { .. } => html! {},
    }
}

/// With a script each file is sent by itself, and its progress shown; without one they come together.
fn files(language: Language, tied: &Tied, accept: &str, most_bytes: u64) -> Markup {
    let megabytes = i64::try_from(most_bytes / 1_000_000).unwrap_or(i64::MAX);
    let too_large = texts::format(language, "files-too-large", &[("max", megabytes.into())]);
    html! {
        input class="ds-input" type="file" multiple id=(tied.id) name=(tied.name) accept=(accept)
            data-uploads data-most-bytes=(most_bytes) data-too-large=(too_large)
            data-waiting=(texts::text(language, "files-waiting")) data-done=(texts::text(language, "files-done"))
            data-failed=(texts::text(language, "files-failed")) data-looking=(texts::text(language, "files-looking"))
            aria-invalid=[tied.is_wrong.then_some("true")] aria-describedby=[tied.described_by.as_deref()];
        ul class="uploads" hidden {}
        p class="uploads-told" role="status" {}
    }
}

/// A control of one line. Numbers and dates are text fields, so that the browser's language does not decide their form.
struct Typed<'a> {
    kind: &'static str,
    value: &'a str,
    limit: Option<usize>,
    mode: Option<&'static str>,
    autocomplete: Option<&'static str>,
    is_narrow: bool,
}

impl<'a> Typed<'a> {
    const fn new(kind: &'static str, value: &'a str) -> Self {
        Self { kind, value, limit: None, mode: None, autocomplete: None, is_narrow: false }
    }
}

fn typed(tied: &Tied, input: &Typed) -> Markup {
    html! {
        input class={ "ds-input" @if input.is_narrow { " narrow" } } type=(input.kind) id=(tied.id) name=(tied.name) value=(input.value)
            maxlength=[input.limit] inputmode=[input.mode] autocomplete=(input.autocomplete.unwrap_or("off"))
            aria-invalid=[tied.is_wrong.then_some("true")] aria-describedby=[tied.described_by.as_deref()];
    }
}

/// The line break after the tag is eaten by the browser; without it a text that starts with one would lose it.
fn long_text(tied: &Tied, value: &str, max_chars: usize) -> Markup {
    let rows = value.lines().count().clamp(4, 30);
    html! {
        textarea class="ds-input" id=(tied.id) name=(tied.name) rows=(rows) maxlength=(max_chars)
            aria-invalid=[tied.is_wrong.then_some("true")] aria-describedby=[tied.described_by.as_deref()] { "\n" (value) }
    }
}

/// A value that is not among the options stays chosen, so that saving again does not change it unseen.
fn select(language: Language, tied: &Tied, value: &str, options: &[SelectOption]) -> Markup {
    let is_known = value.is_empty() || options.iter().any(|option| option.value == value);
    html! {
        select class="ds-input" id=(tied.id) name=(tied.name)
            aria-invalid=[tied.is_wrong.then_some("true")] aria-describedby=[tied.described_by.as_deref()] {
            option value="" { (texts::text(language, "form-choose")) }
            @if !is_known { option value=(value) selected { (value) } }
            @for option in options { option value=(option.value) selected[option.value == value] { (option.label) } }
        }
    }
}

fn suggested(tied: &Tied, value: &str, options: &[SelectOption]) -> Markup {
    html! {
        input class="ds-input" type="text" id=(tied.id) name=(tied.name) value=(value) list={ (tied.id) "-list" } autocomplete="off"
            aria-invalid=[tied.is_wrong.then_some("true")] aria-describedby=[tied.described_by.as_deref()];
        datalist id={ (tied.id) "-list" } { @for option in options { option value=(option.value) { (option.label) } } }
    }
}

/// Who is meant by the text, as long as it stands unchanged.
fn meant(tied: &Tied, text: &str, chosen: Option<&str>) -> Markup {
    html! {
        input type="hidden" name={ (tied.name) ".asked" } value=(text);
        @if let Some(chosen) = chosen { input type="hidden" name={ (tied.name) ".chosen" } value=(chosen); }
    }
}

/// Of several whom the text may mean, one is to be chosen.
pub(super) fn which_is_meant(language: Language, name: &str, several: &[SelectOption]) -> Markup {
    html! {
        fieldset class="choices" {
            legend { (texts::text(language, "form-which-is-meant")) }
            div class="choice-list" {
                @for one in several {
                    label {
                        input class="ds-input" type="radio" name={ (name) ".chosen" } value=(one.value);
                        span { (one.label) }
                    }
                }
            }
        }
    }
}

/// A way to answer a question: what is sent, its words, and what it means.
type Choice = (&'static str, &'static str, Option<bool>);
const YES: Choice = ("true", "form-yes", Some(true));
const NO: Choice = ("false", "form-no", Some(false));
const UNKNOWN: Choice = ("", "form-unknown", None);

pub(super) fn flag(language: Language, tied: &Tied, value: Option<bool>) -> Markup {
    one_of(language, tied, (&[YES, NO, UNKNOWN], value))
}

pub(super) fn yes_or_no(language: Language, tied: &Tied, value: bool) -> Markup {
    one_of(language, tied, (&[YES, NO], Some(value)))
}

fn one_of(language: Language, tied: &Tied, (choices, value): (&[Choice], Option<bool>)) -> Markup {
    html! {
        div class="choice-list" {
            @for (sent, key, meant) in choices {
                label {
                    input class="ds-input" type="radio" name=(tied.name) value=(sent) checked[*meant == value];
                    span { (texts::text(language, key)) }
                }
            }
        }
    }
}

pub(super) fn checkboxes(tied: &Tied, values: &[String], options: &[SelectOption]) -> Markup {
    let is_tall = options.len() > 8;
    html! {
        div class={ "choice-list" @if is_tall { " tall" } } {
            @for option in options {
                label {
                    input class="ds-input" type="checkbox" name=(tied.name) value=(option.value) checked[values.contains(&option.value)];
                    span { (option.label) }
                }
            }
        }
    }
}
