//! One field of a form: label, hint above, the control, and what is wrong with it below.

use kernel::Language;
use maud::{Markup, html};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectOption {
    pub value: String,
    pub label: String,
}

impl SelectOption {
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// The control and what stands in it, as typed: what does not fit is shown again, not lost.
pub enum Input {
    Text {
        value: String,
        max_chars: usize,
    },
    UserName {
        value: String,
    },
    Password {
        is_new: bool,
    },
    LongText {
        value: String,
        max_chars: usize,
    },
    Number {
        value: String,
    },
    Date {
        value: String,
    },
    Choice {
        value: String,
        options: Vec<SelectOption>,
    },
    /// Yes, no, or not known.
    Flag {
        value: Option<bool>,
    },
    Reference {
        value: String,
        options: Vec<SelectOption>,
    },
    /// Free text with suggestions.
    Suggested {
        value: String,
        options: Vec<SelectOption>,
    },
    References {
        values: Vec<String>,
        options: Vec<SelectOption>,
    },
    Link {
        value: String,
    },
    File {
        accept: String,
    },
}

/// One field as a form shows it.
pub struct FormField {
    pub name: String,
    pub label: String,
    pub hint: Option<String>,
    pub is_required: bool,
    pub input: Input,
}

impl FormField {
    #[must_use]
    pub fn new(name: impl Into<String>, label: impl Into<String>, input: Input) -> Self {
        Self { name: name.into(), label: label.into(), hint: None, is_required: false, input }
    }

    #[must_use]
    pub fn required(mut self) -> Self {
        self.is_required = true;
        self
    }

    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Long fields take the whole width of the form.
    const fn is_long(&self) -> bool {
        matches!(self.input, Input::LongText { .. } | Input::References { .. } | Input::Link { .. })
    }
}

/// The id that the error summary leads to.
pub(super) fn field_id(name: &str) -> String {
    format!("field-{name}")
}

/// What ties a control to its hint and error.
struct Tied<'a> {
    id: String,
    name: &'a str,
    is_wrong: bool,
    described_by: Option<String>,
}

pub(super) fn field(language: Language, field: &FormField, error: Option<&str>) -> Markup {
    let hint = shown_hint(language, field);
    let id = field_id(&field.name);
    let ids = [hint.as_ref().map(|_| format!("{id}-hint")), error.map(|_| format!("{id}-error"))];
    let described_by: Vec<String> = ids.into_iter().flatten().collect();
    let tied = Tied {
        name: &field.name,
        is_wrong: error.is_some(),
        described_by: (!described_by.is_empty()).then(|| described_by.join(" ")),
        id,
    };
    let around = Around { language, field, hint: hint.as_deref(), error };
    match &field.input {
        Input::Flag { value } => in_fieldset(&around, &tied, &flag(language, &tied, *value)),
        Input::References { values, options } => {
            in_fieldset(&around, &tied, &checkboxes(&tied, values, options))
        }
        input => in_field(&around, &tied, &control(language, input, &tied)),
    }
}

/// What stands around the control.
struct Around<'a> {
    language: Language,
    field: &'a FormField,
    hint: Option<&'a str>,
    error: Option<&'a str>,
}

fn shown_hint(language: Language, field: &FormField) -> Option<String> {
    match (&field.hint, &field.input) {
        (Some(hint), _) => Some(hint.clone()),
        (None, Input::Date { .. }) => Some(texts::text(language, "form-date-hint")),
        (None, Input::Link { .. }) => Some(texts::text(language, "form-link-hint")),
        _ => None,
    }
}

fn in_field(around: &Around, tied: &Tied, control: &Markup) -> Markup {
    html! {
        div class={ "ds-field" @if around.field.is_long() { " long" } } {
            label class="ds-label" for=(tied.id) { (label_words(around)) }
            (hint(around, tied)) (control) (error_words(around, tied))
        }
    }
}

/// Several controls under one question: the legend is the label.
fn in_fieldset(around: &Around, tied: &Tied, controls: &Markup) -> Markup {
    html! {
        fieldset class={ "choices" @if around.field.is_long() { " long" } } id=(tied.id) tabindex="-1" aria-describedby=[tied.described_by.as_deref()] {
            legend { (label_words(around)) }
            (hint(around, tied)) (controls) (error_words(around, tied))
        }
    }
}

fn label_words(around: &Around) -> Markup {
    html! {
        (around.field.label)
        @if around.field.is_required { " " span class="needed" { (texts::text(around.language, "form-required")) } }
    }
}

fn hint(around: &Around, tied: &Tied) -> Markup {
    html! { @if let Some(hint) = around.hint { div id={ (tied.id) "-hint" } class="hint" data-field="description" { (hint) } } }
}

fn error_words(around: &Around, tied: &Tied) -> Markup {
    html! {
        @if let Some(error) = around.error {
            p id={ (tied.id) "-error" } class="ds-validation-message" data-field="validation" { (error) }
        }
    }
}

fn control(language: Language, input: &Input, tied: &Tied) -> Markup {
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
        Input::Choice { value, options } | Input::Reference { value, options } => {
            select(language, tied, value, options)
        }
        Input::Suggested { value, options } => suggested(tied, value, options),
        Input::File { accept } => html! {
            input class="ds-input" type="file" id=(tied.id) name=(tied.name) accept=(accept)
                aria-invalid=[tied.is_wrong.then_some("true")] aria-describedby=[tied.described_by.as_deref()];
        },
        // Drawn as groups of controls by `field`.
        Input::Flag { .. } | Input::References { .. } => html! {},
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
    html! {
        textarea class="ds-input" id=(tied.id) name=(tied.name) rows="4" maxlength=(max_chars)
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

fn flag(language: Language, tied: &Tied, value: Option<bool>) -> Markup {
    let choices =
        [("true", "form-yes", Some(true)), ("false", "form-no", Some(false)), ("", "form-unknown", None)];
    html! {
        div class="choice-list" {
            @for (sent, key, meant) in choices {
                label {
                    input class="ds-input" type="radio" name=(tied.name) value=(sent) checked[meant == value];
                    span { (texts::text(language, key)) }
                }
            }
        }
    }
}

fn checkboxes(tied: &Tied, values: &[String], options: &[SelectOption]) -> Markup {
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
