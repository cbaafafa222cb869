//! Where a fact is put right: most stand in the form of their record, some are known from records of other kinds.

use kernel::Subject;

/// The words that lead to a field of the record's own form.
const FILL: &str = "mend-fill-field";

/// Of a system.
pub fn of_system(subject: &Subject, fact: &str) -> (String, &'static str) {
    let id = subject.id;
    let field = match fact {
        "user_count" | "using_organisation_count" => {
            return (format!("/system/{id}/anvandning"), "mend-system-uses");
        }
        "confirmation" => return (format!("/system/{id}/bekrafta"), "mend-confirm"),
        "in_object" | "object_kind" => return ("/objekt".to_owned(), "mend-system-object"),
        "effective_kind" => "category",
        "has_supplier" => "supplier",
        "organisation_kind" | "owning_organisation" => "organisation",
        "others_with_same_common_system" => "common_system",
        other => other,
    };
    (format!("/system/{id}/andra#field-{field}"), FILL)
}

/// Of an object: what its systems tell is put right by choosing them.
pub fn of_object(subject: &Subject, fact: &str) -> (String, &'static str) {
    let id = subject.id;
    let field = match fact {
        "effective_kind" | "personal_data" | "system_count" | "using_organisation_count" => {
            return (format!("/objekt/{id}/system"), "mend-object-systems");
        }
        "organisation_kind" | "owning_organisation" => "organisation",
        other => other,
    };
    (format!("/objekt/{id}/andra#field-{field}"), FILL)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::declare::{facts_of_objects, facts_of_systems};
    use crate::managed_object::{ManagedObject, OBJECT};
    use crate::system::{SYSTEM, System};
    use kernel::{Id, Record};

    fn field_of(page: &str) -> Option<&str> {
        page.split_once("#field-").map(|(_, field)| field)
    }

    #[test]
    fn every_fact_leads_to_a_field_of_its_record_or_to_the_page_of_what_it_is_known_from() {
        for fact in facts_of_systems() {
            let (page, key) = of_system(&Subject::new(SYSTEM, Id::new()), &fact.name);
            assert!(field_of(&page).is_none_or(|field| System::field(field).is_some()), "{page}");
            assert_eq!(field_of(&page).is_some(), key == FILL, "{page}");
        }
        for fact in facts_of_objects() {
            let (page, _) = of_object(&Subject::new(OBJECT, Id::new()), &fact.name);
            assert!(field_of(&page).is_none_or(|field| ManagedObject::field(field).is_some()), "{page}");
        }
    }

    #[test]
    fn the_number_of_users_is_put_right_where_the_uses_are() {
        let subject = Subject::new(SYSTEM, Id::new());
        let (page, key) = of_system(&subject, "user_count");
        assert_eq!((page, key), (format!("/system/{}/anvandning", subject.id), "mend-system-uses"));
    }
}
