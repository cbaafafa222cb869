//! Personal identity numbers are refused in every text of a record: Vidmakt never stores them.

use kernel::{FieldValue, Objection, Record, is_phone_number};

pub use kernel::has_personal_identity_number;

/// Objections to every text field of a record that holds a personal identity number.
#[must_use]
pub fn check_no_personal_identity_numbers<N: Record>(record: &N) -> Vec<Objection> {
    N::FIELDS
        .iter()
        .filter(|field| match (field.read)(record) {
            FieldValue::Text(text) => {
                has_personal_identity_number(&text) && !(field.name == "phone" && is_phone_number(&text))
            }
            _ => false,
        })
        .map(|field| Objection::new(field.name, "objection-personal-identity-number"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Person, PersonKind};

    #[test]
    fn a_mobile_number_may_look_like_a_date_but_not_a_name() {
        let mut person = Person::new("Systemförvaltare Skola", PersonKind::Employed);
        person.phone = "0701011231".into();
        assert!(has_personal_identity_number(&person.phone));
        assert!(check_no_personal_identity_numbers(&person).is_empty());
        person.title = "Vikarie 811218-9876".into();
        let fields: Vec<String> = check_no_personal_identity_numbers(&person)
            .into_iter()
            .map(|objection| objection.field)
            .collect();
        assert_eq!(fields, ["title"]);
    }
}
