//! One field of a form: label, hint above, the control, and what is wrong with it below.

use super::Link;
use super::control::{checkboxes, control, flag, which_is_meant, yes_or_no};
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
    /// A text with the signs of its headings, lists and links, buttons that insert them, and how it will look.
    Written {
        value: String,
        /// The address that draws it.
        preview: String,
        /// Pictures that can stand in it, by their address in the text (`bild:…`).
        pictures: Vec<Link>,
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
    /// Yes or no: it is decided here, so nobody leaves it unknown.
    YesNo {
        value: bool,
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
    /// The name of one record among many, with suggestions.
    Name {
        text: String,
        /// The address of the suggestions; empty where all names stand in the page.
        suggestions: &'static str,
        /// Names that stand in the page.
        offered: Vec<SelectOption>,
        /// Whom the text means.
        chosen: Option<String>,
        /// Those whom it may mean.
        several: Vec<SelectOption>,
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
    /// Several files at once, each as large as the limit at the most.
    Files {
        accept: String,
        most_bytes: u64,
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
        matches!(
            self.input,
            Input::LongText { .. } | Input::Written { .. } | Input::References { .. } | Input::Link { .. }
        )
    }
}

/// The id that the error summary leads to.
pub(super) fn field_id(name: &str) -> String {
    format!("field-{name}")
}

/// What ties a control to its hint and error.
pub(super) struct Tied<'a> {
    pub id: String,
    pub name: &'a str,
    pub is_wrong: bool,
    pub described_by: Option<String>,
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
        Input::YesNo { value } => in_fieldset(&around, &tied, &yes_or_no(language, &tied, *value)),
        Input::References { values, options } => {
            in_fieldset(&around, &tied, &checkboxes(&tied, values, options))
        }
        Input::Name { several, .. } if !several.is_empty() => html! {
            div class="stack" {
                (in_field(&around, &tied, &control(language, &field.input, &tied)))
                (which_is_meant(language, &field.name, several))
            }
        },
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
