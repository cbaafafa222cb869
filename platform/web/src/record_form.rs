//! From the fields of a record to a form, and from objections to the errors that stand at its fields.

use crate::components::FormError;
use kernel::{Language, Objection};

/// What is wrong, in the reader's words, at the fields that it is about.
#[must_use]
pub fn form_errors(language: Language, objections: &[Objection]) -> Vec<FormError> {
    let error = |objection: &Objection| FormError {
        field: objection.field.clone(),
        text: texts::render(language, &objection.message),
    };
    objections.iter().map(error).collect()
}
