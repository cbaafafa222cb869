//! The fields that a federation has added, in the form of a record: under the headings that they were given, after the
//! record's own.

use super::RecordForm;
use crate::components::{FieldGroup, FormField, SelectOption};
use kernel::{CustomField, Record};

/// The groups of the added fields, in the order of the fields; none for a record that has none.
pub(super) fn groups<N: Record>(form: &RecordForm<'_, N>) -> Vec<FieldGroup> {
    let language = form.visit.language();
    let mut groups: Vec<FieldGroup> = Vec::new();
    let Some(custom) = form.record.custom() else { return groups };
    for field in custom.asked() {
        let section = match field.section.in_language(language) {
            "" => form.visit.text("custom-section"),
            section => section.to_owned(),
        };
        let drawn = drawn(form, field);
        match groups.iter_mut().find(|group| group.legend.as_ref() == Some(&section)) {
            Some(group) => group.fields.push(drawn),
            None => groups.push(FieldGroup { legend: Some(section), hint: None, fields: vec![drawn] }),
        }
    }
    groups
}

fn drawn<N: Record>(form: &RecordForm<'_, N>, field: &CustomField) -> FormField {
    let language = form.visit.language();
    let stored = form.record.custom().map(|custom| custom.value(&field.name).clone()).unwrap_or_default();
    let input = form.input((&field.name, field.kind), &stored);
    let mut drawn = FormField::new(field.name.clone(), field.label.in_language(language), input);
    drawn.is_required = field.is_required;
    let help = field.help.in_language(language);
    drawn.hint = (!help.is_empty()).then(|| help.to_owned());
    drawn
}

/// What may be chosen: what is retired only where it stands already.
pub(super) fn offered(
    field: &CustomField,
    options: Vec<SelectOption>,
    stored: &[String],
) -> Vec<SelectOption> {
    let is_retired = |name: &str| field.choices.iter().any(|choice| choice.name == name && choice.is_retired);
    options
        .into_iter()
        .filter(|option| !is_retired(&option.value) || stored.contains(&option.value))
        .collect()
}
