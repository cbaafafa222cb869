//! The mapping file: TOML in which every mistake is told with its line and column.

use super::{Create, Mapping, folded};
use crate::transfer::fields::{MappableField, Target};
use kernel::{Message, Objection};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// The file as it is written; what stands where is kept, to tell of mistakes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MappingFile {
    #[serde(default)]
    columns: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    values: BTreeMap<String, BTreeMap<String, Spanned<String>>>,
    #[serde(default)]
    create: Create,
}

/// Reads a mapping for a table with these headings.
///
/// # Errors
/// Every mistake, each with its place in the file.
pub fn read_mapping(
    text: &str,
    headings: &[String],
    fields: &[MappableField],
) -> Result<Mapping, Vec<Objection>> {
    let file: MappingFile = toml::from_str(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        let message = Message::new("transfer-mapping-toml").with("detail", error.message().to_owned());
        vec![at(text, offset, message)]
    })?;
    let mut objections = Vec::new();
    let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
    for (heading, field) in &file.columns {
        let mut object = |message: Message| objections.push(at(text, field.span().start, message));
        let is_there = headings.iter().filter(|other| folded(other) == folded(heading)).count();
        match is_there {
            0 => object(Message::new("transfer-mapping-no-column").with("heading", heading.as_str())),
            1 => {}
            _ => object(Message::new("transfer-mapping-column-twice").with("heading", heading.as_str())),
        }
        if find(fields, field.get_ref()).is_none() {
            object(Message::new("transfer-mapping-no-field").with("field", field.get_ref().as_str()));
        } else if let Some(other) = taken.insert(field.get_ref(), heading) {
            let message =
                Message::new("transfer-mapping-field-twice").with("field", field.get_ref().as_str());
            object(message.with("heading", other));
        }
    }
    if !file.columns.values().any(|field| Target::identifies(field.get_ref())) {
        objections.push(at(text, 0, Message::new("transfer-mapping-no-name")));
    }
    objections.extend(wrong_values(text, &file, fields));
    if !objections.is_empty() {
        return Err(objections);
    }
    let plain = |words: BTreeMap<String, Spanned<String>>| -> BTreeMap<String, String> {
        words.into_iter().map(|(word, name)| (word, name.into_inner())).collect()
    };
    Ok(Mapping {
        columns: plain(file.columns),
        values: file.values.into_iter().map(|(field, words)| (field, plain(words))).collect(),
        create: file.create,
    })
}

fn wrong_values(text: &str, file: &MappingFile, fields: &[MappableField]) -> Vec<Objection> {
    let mut objections = Vec::new();
    for (name, words) in &file.values {
        let offset = words.values().next().map_or(0, |word| word.span().start);
        let Some(field) = find(fields, name) else {
            let message = Message::new("transfer-mapping-no-field").with("field", name.as_str());
            objections.push(at(text, offset, message));
            continue;
        };
        for value in words.values() {
            let is_known = field.values.iter().any(|known| known.name == *value.get_ref());
            let is_flag = field.kind.name() == "flag" && matches!(value.get_ref().as_str(), "true" | "false");
            if !is_known && !is_flag && (!field.values.is_empty() || field.kind.name() == "flag") {
                let known =
                    field.values.iter().map(|known| known.name.as_str()).collect::<Vec<_>>().join(", ");
                let known = if known.is_empty() { "true, false".to_owned() } else { known };
                let message =
                    Message::new("transfer-mapping-no-value").with("value", value.get_ref().as_str());
                let message = message.with("field", name.as_str()).with("known", known);
                objections.push(at(text, value.span().start, message));
            }
        }
    }
    objections
}

fn find<'f>(fields: &'f [MappableField], name: &str) -> Option<&'f MappableField> {
    fields.iter().find(|field| field.target.name() == name)
}

/// The place in front: line and column, both from 1.
fn at(text: &str, offset: usize, message: Message) -> Objection {
    let before = text.get(..offset.min(text.len())).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Objection::new(format!("{line}:{column}"), message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::pack;
    use crate::transfer::fields::mappable_fields;

    fn read(text: &str) -> Result<Mapping, Vec<(String, &'static str)>> {
        let headings = ["Systemnamn", "Typ", "Dubbel", "dubbel"].map(str::to_owned);
        read_mapping(text, &headings, &mappable_fields(&pack(), &[]))
            .map_err(|wrong| wrong.into_iter().map(|one| (one.field, one.message.key)).collect())
    }

    #[test]
    fn a_mapping_names_columns_values_and_what_may_be_entered() {
        let text = "[columns]\n\"Systemnamn\" = \"name\"\n\"Typ\" = \"kind\"\n[values.kind]\n\"Moln\" = \"cloud_service\"\n[create]\npeople = true\n";
        let mapping = read(text).unwrap();
        assert_eq!(mapping.columns["Systemnamn"], "name");
        assert_eq!(mapping.meaning("kind", " MOLN "), Some("cloud_service"));
        assert_eq!(mapping.create, Create { people: true, organisations: false });
    }

    #[test]
    fn every_mistake_is_told_with_its_line_and_column() {
        let cases = [
            ("[columns]\nSystemnamn = name\n", "2:14", "transfer-mapping-toml"),
            ("[colums]\nSystemnamn = \"name\"\n", "1:2", "transfer-mapping-toml"),
            ("[columns]\nSystemnamn = \"namn\"\nTyp = \"name\"\n", "2:14", "transfer-mapping-no-field"),
            ("[columns]\nNamn = \"name\"\n", "2:8", "transfer-mapping-no-column"),
            ("[columns]\nDubbel = \"name\"\n", "2:10", "transfer-mapping-column-twice"),
            ("[columns]\nSystemnamn = \"name\"\nTyp = \"name\"\n", "3:7", "transfer-mapping-field-twice"),
            ("[columns]\nTyp = \"kind\"\n", "1:1", "transfer-mapping-no-name"),
            (
                "[columns]\nSystemnamn = \"name\"\n[values.kind]\nMoln = \"cloud\"\n",
                "4:8",
                "transfer-mapping-no-value",
            ),
            (
                "[columns]\nSystemnamn = \"name\"\n[values.sort]\nMoln = \"cloud\"\n",
                "4:8",
                "transfer-mapping-no-field",
            ),
        ];
        for (text, place, key) in cases {
            assert_eq!(read(text).unwrap_err(), [(place.to_owned(), key)], "{text}");
        }
    }
}
