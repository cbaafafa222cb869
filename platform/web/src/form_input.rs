//! From what a browser, a file or a script sent to the fields of a record: one reading of texts for all of them.

use crate::visit::Form;
use kernel::{Custom, CustomField, Date, Field, FieldKind, FieldValue, Objection, Record, WrongValue};

/// Names the lists that a form shows, since an emptied one sends nothing.
pub(crate) const SHOWN: &str = "shown";

/// Writes every field of the form that the record has; the first fault of each field is told, the others are kept.
///
/// A field that the form does not carry is left as it is, unless the form says by `shown=<name>` that it was there
/// (checkboxes and lists that were emptied send nothing). So is one where, after a stale edit, the user chose what
/// somebody else had saved (`choice.<name>=theirs`).
pub fn read_form<N: Record>(form: &Form, record: &mut N, today: Date) -> Vec<Objection> {
    let mut objections = Vec::new();
    for field in N::FIELDS {
        let texts: Vec<&str> = form.all(field.name).collect();
        let was_shown = !texts.is_empty() || form.all(SHOWN).any(|name| name == field.name);
        let is_given_up = form.get(&format!("choice.{}", field.name)) == Some("theirs");
        if was_shown && !is_given_up {
            objections.extend(set_from_texts(field, record, &texts, today).err());
        }
    }
    if let Some(custom) = record.custom_mut() {
        objections.extend(read_custom(form, custom, today));
    }
    objections
}

/// The same for the fields that the federation has added.
fn read_custom(form: &Form, custom: &mut Custom, today: Date) -> Vec<Objection> {
    let mut objections = Vec::new();
    let fields = custom.fields().clone();
    for field in fields.iter() {
        if custom.is_hidden(&field.name) {
            continue;
        }
        let texts: Vec<&str> = form.all(&field.name).collect();
        let was_shown = !texts.is_empty() || form.all(SHOWN).any(|name| name == field.name);
        let is_given_up = form.get(&format!("choice.{}", field.name)) == Some("theirs");
        if !was_shown || is_given_up {
            continue;
        }
        if field.is_retired {
            let is_lost = is_typed_anew(form, field, custom.value(&field.name), today);
            objections.extend(is_lost.then(|| Objection::new(field.name.clone(), "objection-retired-field")));
        } else {
            let set = value_of_texts(field.kind, &texts, today).and_then(|value| custom.set(field, value));
            objections.extend(set.err().map(|wrong| Objection::new(field.name.clone(), wrong.message())));
        }
    }
    objections
}

/// Whether somebody typed something else than what is stored into a field that was retired meanwhile.
fn is_typed_anew(form: &Form, field: &CustomField, stored: &FieldValue, today: Date) -> bool {
    let name = &field.name;
    let mut texts: Vec<&str> = form.all(name).map(str::trim).filter(|text| !text.is_empty()).collect();
    if texts.is_empty() {
        return false;
    }
    // A name that nobody touched stands for the record that was chosen by it.
    let chosen = form.get(&format!("{name}.chosen")).filter(|chosen| !chosen.is_empty());
    if let (Some(chosen), [text]) = (chosen, texts.as_slice())
        && form.get(&format!("{name}.asked")).map(str::trim) == Some(*text)
    {
        texts = vec![chosen];
    }
    !value_of_texts(field.kind, &texts, today).is_ok_and(|value| value == *stored)
}

/// Writes one field from the texts that were given for it.
///
/// # Errors
/// What is wrong with them.
pub fn set_from_texts<N>(
    field: &Field<N>,
    record: &mut N,
    texts: &[&str],
    today: Date,
) -> Result<(), Objection> {
    value_of_texts(field.kind, texts, today)
        .and_then(|value| field.set(record, value))
        .map_err(|wrong| Objection::new(field.name, wrong.message()))
}

/// The value that texts mean for a kind of field. No text, or only spaces, means that the field is empty.
///
/// # Errors
/// What is wrong with them.
pub fn value_of_texts(kind: FieldKind, texts: &[&str], today: Date) -> Result<FieldValue, WrongValue> {
    let is_list = matches!(kind, FieldKind::References(_) | FieldKind::Words { .. });
    let mut values = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
    if is_list {
        return values
            .map(|text| value_of_text(kind, text, today))
            .collect::<Result<_, _>>()
            .map(FieldValue::List);
    }
    values.next().map_or(Ok(FieldValue::Absent), |text| value_of_text(kind, text, today))
}

fn value_of_text(kind: FieldKind, text: &str, today: Date) -> Result<FieldValue, WrongValue> {
    match kind {
        FieldKind::Text { .. }
        | FieldKind::Link
        | FieldKind::Choice(_)
        | FieldKind::Word
        | FieldKind::Words { .. } => Ok(FieldValue::Text(text.to_owned())),
        FieldKind::Money => {
            let amount = texts::parse_money(text).ok_or(WrongValue::NotAnAmount)?;
            Ok(FieldValue::Number(amount.ore))
        }
        // Browsers send line ends as two characters; a text is kept with one.
        FieldKind::LongText { .. } => Ok(FieldValue::Text(text.replace("\r\n", "\n"))),
        FieldKind::Number { .. } => number_of(text).map(FieldValue::Number).ok_or(WrongValue::NotANumber),
        FieldKind::Flag => flag_of(text),
        FieldKind::Date => texts::parse_date(text, today).map(FieldValue::Date).ok_or(WrongValue::NotADate),
        FieldKind::Reference(_) | FieldKind::References(_) => {
            text.parse().map(FieldValue::Reference).map_err(|_| WrongValue::NotAReference)
        }
    }
}

/// A whole number as people write it: spaces, also unbreakable ones, group the digits.
fn number_of(text: &str) -> Option<i64> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    digits.parse().ok()
}

/// Yes, no, or not known, in both languages and in the words of files.
fn flag_of(text: &str) -> Result<FieldValue, WrongValue> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "ja" | "j" | "y" | "x" | "1" => Ok(FieldValue::Flag(true)),
        "false" | "no" | "nej" | "n" | "0" => Ok(FieldValue::Flag(false)),
        "unknown" | "okänt" | "vet ej" => Ok(FieldValue::Absent),
        _ => Err(WrongValue::NotAFlag),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::record_fields;

    #[derive(Clone, Default, Debug, PartialEq)]
    struct Thing {
        name: String,
        users: Option<i64>,
        personal_data: Option<bool>,
        areas: Vec<String>,
    }
    record_fields! { Thing {
        name: FieldKind::Text { max_chars: 20 }, required;
        users: FieldKind::Number { min: 0, max: 1_000_000 };
        personal_data: FieldKind::Flag;
        areas: FieldKind::Words { max_words: 3 };
    } }

    fn read(pairs: &[(&str, &str)]) -> (Thing, Vec<Objection>) {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let mut thing = Thing { name: "Förr".into(), users: Some(3), ..Thing::default() };
        let today = "2026-11-22".parse().unwrap();
        let objections = read_form(&Form { pairs, files: Vec::new() }, &mut thing, today);
        (thing, objections)
    }

    #[test]
    fn a_field_that_the_form_does_not_carry_is_left_alone() {
        let (thing, objections) = read(&[("name", " Nu ")]);
        assert_eq!((thing.name.as_str(), thing.users), ("Nu", Some(3)));
        assert!(objections.is_empty());
    }

    #[test]
    fn numbers_may_be_grouped_and_an_emptied_field_is_emptied() {
        assert_eq!(read(&[("users", "1 234")]).0.users, Some(1234));
        assert_eq!(read(&[("users", "")]).0.users, None);
    }

    #[test]
    fn every_wrong_field_is_told_at_once_and_right_ones_are_kept() {
        let (thing, objections) = read(&[("name", ""), ("users", "många"), ("personal_data", "ja")]);
        let fields: Vec<&str> = objections.iter().map(|objection| objection.field.as_str()).collect();
        assert_eq!(fields, ["name", "users"]);
        assert_eq!(thing.personal_data, Some(true));
    }

    #[test]
    fn what_was_given_up_for_anothers_version_is_left_alone() {
        let (thing, _) = read(&[("name", "Mitt"), ("users", "9"), ("choice.users", "theirs")]);
        assert_eq!((thing.name.as_str(), thing.users), ("Mitt", Some(3)));
    }

    #[test]
    fn a_list_that_was_shown_and_emptied_is_empty() {
        assert_eq!(read(&[("areas", "skola"), ("areas", "vård")]).0.areas, ["skola", "vård"]);
        assert!(read(&[("shown", "areas")]).0.areas.is_empty());
    }
}
