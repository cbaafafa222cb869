//! What was filled in on a form, carried along unseen by the page that shows what would come of it.

use kernel::{FieldValue, Record};
use web::Visit;
use web::components::Form;

/// Says that the visitor has seen what would come of it, and wants it done.
pub(super) const SEEN: &str = "seen";
/// Says that the visitor has seen it and wants something else: the form comes back as it was filled in.
pub(super) const CHANGE: &str = "change";

/// A form with nothing to fill in, which sends the same once more for a further step.
pub(super) fn carried<N: Record>(visit: &Visit, record: &N, (step, save): (&'static str, &str)) -> Form {
    Form {
        action: visit.path.clone(),
        csrf: visit.csrf().to_owned(),
        revision: None,
        hidden: values_of(record, step),
        groups: Vec::new(),
        errors: Vec::new(),
        save: visit.text(save),
        cancel: None,
    }
}

fn values_of<N: Record>(record: &N, step: &'static str) -> Vec<(&'static str, String)> {
    let mut pairs = vec![(step, "1".to_owned())];
    for field in N::FIELDS {
        match (field.read)(record) {
            FieldValue::List(values) => {
                pairs.extend(values.iter().map(|value| (field.name, text_of(value))));
            }
            FieldValue::Absent => {}
            value => pairs.push((field.name, text_of(&value))),
        }
    }
    pairs
}

fn text_of(value: &FieldValue) -> String {
    match value {
        FieldValue::Flag(flag) => flag.to_string(),
        FieldValue::Number(number) => number.to_string(),
        FieldValue::Date(day) => day.to_string(),
        FieldValue::Reference(id) => id.to_string(),
        FieldValue::Text(text) => text.clone(),
        FieldValue::Absent | FieldValue::List(_) => String::new(),
    }
}
