//! Problem documents (RFC 9457): what a script gets when something was not done.

use crate::error_answer::Trouble;
use kernel::{Language, Objection};
use serde_json::{Map, Value as Json, json};

pub(crate) const CONTENT_TYPE: &str = "application/problem+json";
/// A problem's type is a page of this site below this path.
pub(crate) const PROBLEMS_PATH: &str = "/problems/";

pub(crate) fn document(trouble: &Trouble, language: Language) -> Json {
    let mut document = Map::new();
    document.insert("type".into(), json!(format!("{PROBLEMS_PATH}{}", trouble.kind)));
    document.insert("title".into(), json!(trouble.title(language)));
    document.insert("status".into(), json!(trouble.status.as_u16()));
    document.insert("detail".into(), json!(trouble.text(language)));
    if let Some(reference) = &trouble.reference {
        document.insert("reference".into(), json!(reference));
    }
    if !trouble.objections.is_empty() {
        let errors = trouble.objections.iter().map(|objection| entry(objection, language));
        document.insert("errors".into(), errors.collect());
    }
    Json::Object(document)
}

fn entry(objection: &Objection, language: Language) -> Json {
    json!({
        "pointer": pointer(&objection.field),
        "field": objection.field,
        "detail": texts::render(language, &objection.message),
        "clauses": objection.clauses,
    })
}

/// `areas.2` becomes `#/areas/2`; the whole body is `#`.
fn pointer(field: &str) -> String {
    let mut pointer = String::from("#");
    for part in field.split('.').filter(|part| !part.is_empty()) {
        pointer.push('/');
        pointer.push_str(&part.replace('~', "~0").replace('/', "~1"));
    }
    pointer
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Error;

    #[test]
    fn a_rejected_body_names_each_field_with_a_pointer() {
        let trouble = Trouble::from_error(Error::rejected("name", "objection-required"), true);
        let document = document(&trouble, Language::English);
        assert_eq!(document["type"], "/problems/rejected");
        assert_eq!(document["status"], 422);
        assert_eq!(document["errors"][0]["pointer"], "#/name");
    }

    #[test]
    fn a_pointer_reaches_into_lists_and_escapes_its_own_signs() {
        assert_eq!(pointer("areas.2"), "#/areas/2");
        assert_eq!(pointer("a/b"), "#/a~1b");
        assert_eq!(pointer(""), "#");
    }
}
