//! The one form: groups of fields, errors on top that lead to their fields, values kept, save always in view.

use super::field::{field, field_id};
use super::{FormField, Input, Link};
use kernel::{Arg, Language};
use maud::{Markup, html};

/// What is wrong, in words, and at which field; an empty name stands for the whole form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormError {
    pub field: String,
    pub text: String,
}

/// Fields that belong together.
pub struct FieldGroup {
    /// Absent where the form has one group only.
    pub legend: Option<String>,
    pub hint: Option<String>,
    pub fields: Vec<FormField>,
}

pub struct Form {
    pub action: String,
    pub csrf: String,
    /// The revision that the values were read at; a newer one in the database makes the edit stale.
    pub revision: Option<String>,
    /// Names and values that the form carries along unseen.
    pub hidden: Vec<(&'static str, String)>,
    pub groups: Vec<FieldGroup>,
    pub errors: Vec<FormError>,
    /// The verb on the button: *Spara*, *Utse systemägare*.
    pub save: String,
    pub cancel: Option<Link>,
}

#[must_use]
pub fn form(language: Language, form: &Form) -> Markup {
    form_with(language, form, &html! {})
}

/// A form with something of the page's own on top, such as a table whose rows are chosen.
#[must_use]
pub fn form_with(language: Language, form: &Form, on_top: &Markup) -> Markup {
    named_form(language, form, None, on_top)
}

/// A form by an id, for controls that stand elsewhere on the page: the boxes of a list, which is a form of its own.
#[must_use]
pub fn form_of(language: Language, form: &Form, id: &str) -> Markup {
    named_form(language, form, Some(id), &html! {})
}

fn named_form(language: Language, form: &Form, id: Option<&str>, on_top: &Markup) -> Markup {
    let has_file = form.fields().any(|field| matches!(field.input, Input::File { .. } | Input::Files { .. }));
    // What came back with errors is not saved yet, though nobody has typed since.
    let guard = if form.errors.is_empty() { "" } else { "unsaved" };
    html! {
        (error_summary(language, &form.errors, &form.fields().collect::<Vec<_>>()))
        form id=[id] class="record-form" method="post" action=(form.action) data-guard=(guard) novalidate
            enctype=[has_file.then_some("multipart/form-data")] {
            (hidden_fields(&form.csrf, form.revision.as_deref()))
            @for (name, value) in &form.hidden { input type="hidden" name=(name) value=(value); }
            (on_top)
            @for group in &form.groups { (field_group(language, form, group)) }
            (save_bar(&form.save, form.cancel.as_ref()))
        }
    }
}

impl Form {
    fn fields(&self) -> impl Iterator<Item = &FormField> {
        self.groups.iter().flat_map(|group| &group.fields)
    }
}

/// What is wrong at a field.
pub(super) fn error_at<'e>(errors: &'e [FormError], name: &str) -> Option<&'e str> {
    errors.iter().find(|error| error.field == name).map(|error| error.text.as_str())
}

pub(super) fn hidden_fields(csrf: &str, revision: Option<&str>) -> Markup {
    html! {
        input type="hidden" name="csrf" value=(csrf);
        @if let Some(revision) = revision { input type="hidden" name="revision" value=(revision); }
    }
}

pub(super) fn save_bar(save: &str, cancel: Option<&Link>) -> Markup {
    html! {
        div class="save-bar" {
            button class="ds-button" type="submit" { (save) }
            @if let Some(cancel) = cancel { a class="ds-button" data-variant="tertiary" href=(cancel.href) data-discard { (cancel.label) } }
        }
    }
}

fn field_group(language: Language, form: &Form, group: &FieldGroup) -> Markup {
    let fields = html! {
        @if let Some(hint) = &group.hint { p class="hint" { (hint) } }
        div class="fields" { @for one in &group.fields { (field(language, one, error_at(&form.errors, &one.name))) } }
    };
    html! {
        @if let Some(legend) = &group.legend { fieldset class="group" { legend { (legend) } (fields) } }
        @else { div class="group" { (fields) } }
    }
}

/// Names every error on top; the link leads to the field. An error at a field that the form lacks is shown all the same.
pub(super) fn error_summary(language: Language, errors: &[FormError], fields: &[&FormField]) -> Markup {
    let count = i64::try_from(errors.len()).unwrap_or(i64::MAX);
    let label_of = |name: &str| fields.iter().find(|field| field.name == name).map(|field| &field.label);
    html! {
        @if !errors.is_empty() {
            div class="ds-error-summary" role="alert" tabindex="-1" aria-labelledby="error-summary-title" {
                h2 id="error-summary-title" { (texts::format(language, "form-errors", &[("count", Arg::Number(count))])) }
                ul {
                    @for error in errors {
                        li {
                            @if let Some(label) = label_of(&error.field) { a href={ "#" (field_id(&error.field)) } { (label) ": " (error.text) } }
                            @else { (error.text) }
                        }
                    }
                }
            }
        }
    }
}

/// One step beside what the page is for, as a button of its own.
#[must_use]
pub fn step_form(form: &Form) -> Markup {
    html! {
        form method="post" action=(form.action) {
            (hidden_fields(&form.csrf, form.revision.as_deref()))
            @for (name, value) in &form.hidden { input type="hidden" name=(name) value=(value); }
            button class="ds-button" data-variant="secondary" type="submit" { (form.save) }
        }
    }
}

/// Asks once more before something that cannot be undone, or that others notice.
#[must_use]
pub fn confirm_form(question: &str, consequence: &str, form: &Form) -> Markup {
    html! {
        section class="stack" {
            h2 { (question) }
            p { (consequence) }
            form method="post" action=(form.action) {
                (hidden_fields(&form.csrf, form.revision.as_deref()))
                (save_bar(&form.save, form.cancel.as_ref()))
            }
        }
    }
}
