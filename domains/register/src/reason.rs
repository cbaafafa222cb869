//! The words beside a step in the register: why it is taken, or what is answered.

use kernel::{Objection, WrongValue, check_words};

const MOST: usize = 2_000;

/// What stands against words that need not be there.
pub(crate) fn check_reason(field: &str, text: &str) -> Option<Objection> {
    check_words(field, text, MOST)
}

/// What stands against words that must be there.
pub(crate) fn check_given_reason(field: &str, text: &str) -> Option<Objection> {
    if text.trim().is_empty() {
        return Some(Objection::new(field, WrongValue::Required.message()));
    }
    check_reason(field, text)
}
