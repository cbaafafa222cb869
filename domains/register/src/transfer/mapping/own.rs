//! The mapping of a file in our own form: every heading is the name or the label of a field, as an export writes it.

use super::{Mapping, folded};
use crate::transfer::fields::{MappableField, Target};
use kernel::{Message, Objection};
use std::collections::BTreeMap;

/// Which column is which field, without a guess.
///
/// # Errors
/// Every heading that is none of ours, and headings by which no row can be known again.
pub fn own_mapping(headings: &[String], fields: &[MappableField]) -> Result<Mapping, Vec<Objection>> {
    let (mut columns, mut objections) = (BTreeMap::new(), Vec::new());
    for heading in headings.iter().filter(|heading| !heading.is_empty()) {
        match fields.iter().find(|field| is_headed(field, heading)) {
            Some(field) => {
                columns.insert(heading.clone(), field.target.name());
            }
            None => {
                let message = Message::new("transfer-mapping-not-ours").with("heading", heading.as_str());
                objections.push(Objection::new("", message));
            }
        }
    }
    if !columns.values().any(|field| Target::identifies(field)) {
        objections.push(Objection::new("", Message::new("transfer-mapping-no-name")));
    }
    if objections.is_empty() { Ok(Mapping { columns, ..Mapping::default() }) } else { Err(objections) }
}

fn is_headed(field: &MappableField, heading: &str) -> bool {
    let wanted = folded(heading);
    [&field.label.sv, &field.label.en, &field.target.name()].into_iter().any(|name| folded(name) == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::pack;
    use crate::transfer::fields::mappable_fields;
    use kernel::Language;

    fn read(headings: &[&str]) -> Result<Mapping, Vec<&'static str>> {
        let headings: Vec<String> = headings.iter().map(|&heading| heading.to_owned()).collect();
        own_mapping(&headings, &mappable_fields(&pack(), &[]))
            .map_err(|wrong| wrong.into_iter().map(|one| one.message.key).collect())
    }

    #[test]
    fn the_headings_of_an_export_and_the_names_of_fields_are_ours() {
        let fields = mappable_fields(&pack(), &[]);
        for language in Language::ALL {
            let labels: Vec<&str> = fields.iter().map(|field| field.label.in_language(language)).collect();
            assert_eq!(read(&labels).unwrap().columns.len(), fields.len(), "{language:?}");
        }
        assert_eq!(read(&["name", "kind"]).unwrap().columns["kind"], "kind");
    }

    #[test]
    fn a_heading_of_somebody_elses_is_not_guessed_at() {
        assert_eq!(read(&["name", "Molntjänst?"]), Err(vec!["transfer-mapping-not-ours"]));
        assert_eq!(read(&["kind"]), Err(vec!["transfer-mapping-no-name"]));
    }
}
