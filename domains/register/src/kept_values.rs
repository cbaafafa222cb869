//! Values that were kept as the history writes them, written into records again.

use kernel::{FieldKind, FieldValue, Objection, Record, Result, WrongValue};
use serde_json::Value as Json;

/// Writes kept values, by the names of their fields, and answers what each of them no longer takes.
pub(crate) fn write_kept<'v, N: Record>(
    record: &mut N,
    values: impl Iterator<Item = (&'v str, &'v Json)>,
) -> Vec<Objection> {
    let mut objections = Vec::new();
    for (name, json) in values {
        let set = match N::field(name) {
            Some(field) => value_of(field.kind, json).and_then(|value| field.set(record, value)),
            None => write_added(record, name, json),
        };
        objections.extend(set.err().map(|wrong| Objection::new(name, wrong.message())));
    }
    objections
}

/// Writes a field that the federation has added; one that is gone since takes nothing.
fn write_added<N: Record>(record: &mut N, name: &str, json: &Json) -> Result<(), WrongValue> {
    let Some(custom) = record.custom_mut() else { return Ok(()) };
    let Some(field) = custom.field(name).cloned() else { return Ok(()) };
    custom.set(&field, value_of(field.kind, json)?)
}

/// Writes kept values as they stand, to be shown: they may be such as their fields no longer take.
pub(crate) fn show_kept<'v, N: Record>(record: &mut N, values: impl Iterator<Item = (&'v str, &'v Json)>) {
    for (name, json) in values {
        if let Some(field) = N::field(name) {
            // What its field cannot hold at all is shown as nothing.
            let _ = value_of(field.kind, json).and_then(|value| (field.write)(record, value));
        } else if let Some(custom) = record.custom_mut()
            && let Some(field) = custom.field(name).cloned()
            && let Ok(value) = value_of(field.kind, json)
        {
            custom.put(name, value);
        }
    }
}

/// A kept value as its kind of field takes it: a name that looks like a date stays a name.
fn value_of(kind: FieldKind, json: &Json) -> Result<FieldValue, WrongValue> {
    match (json, kind) {
        (Json::Bool(flag), _) => Ok(FieldValue::Flag(*flag)),
        (Json::Number(number), _) => number.as_i64().map(FieldValue::Number).ok_or(WrongValue::NotANumber),
        (Json::Array(values), _) => {
            values.iter().map(|one| value_of(kind, one)).collect::<Result<_, _>>().map(FieldValue::List)
        }
        (Json::String(text), FieldKind::Date) => {
            text.parse().map(FieldValue::Date).map_err(|_| WrongValue::NotADate)
        }
        (Json::String(text), FieldKind::Reference(_) | FieldKind::References(_)) => {
            text.parse().map(FieldValue::Reference).map_err(|_| WrongValue::NotAReference)
        }
        (Json::String(text), _) => Ok(FieldValue::Text(text.clone())),
        (Json::Null | Json::Object(_), _) => Ok(FieldValue::Absent),
    }
}
