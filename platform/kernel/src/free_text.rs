//! What somebody writes in their own words beside a step: a reason, an answer, a note.

use crate::{Objection, WrongValue, has_personal_identity_number};

/// What stands against such words: more than `most` letters, or a personal identity number. Whether there must be any
/// is for the step to say.
#[must_use]
pub fn check_words(field: &str, text: &str, most: usize) -> Option<Objection> {
    if text.chars().count() > most {
        return Some(Objection::new(field, WrongValue::TooLong { max_chars: most }.message()));
    }
    has_personal_identity_number(text).then(|| Objection::new(field, "objection-personal-identity-number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_ones_own_are_not_too_long_and_hold_no_personal_identity_number() {
        let told = |text: &str| check_words("reason", text, 20).map(|objection| objection.message.key);
        assert_eq!(told(""), None);
        assert_eq!(told("åäö åäö åäö åäö åäö."), None, "counted by letter, not by byte");
        assert_eq!(told("en bokstav för mycket"), Some("objection-too-long"));
        assert_eq!(told("19121212-1212"), Some("objection-personal-identity-number"));
    }
}
