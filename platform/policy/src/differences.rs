//! What changes between two versions of one pack, entry by entry.

use crate::pack::Pack;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// One entry that a new version adds, takes away or changes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// The list of the pack, such as `roles`.
    pub kind: String,
    /// The entry's id or rule; empty for the pack's own fields.
    pub id: String,
    #[serde(flatten)]
    pub change: Change,
}

/// How an entry changes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    Added { after: Value },
    Removed { before: Value },
    Changed { fields: Vec<FieldChange> },
}

/// One field that changes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldChange {
    pub field: String,
    pub before: Value,
    pub after: Value,
}

/// What the program, not the guideline, put into the pack.
const NOT_OF_THE_GUIDELINE: [&str; 1] = ["fact_titles"];

/// What `after` changes in `before`, in the order of the pack's parts.
#[must_use]
pub fn differences(before: &Pack, after: &Pack) -> Vec<Difference> {
    let (before, after) = (fields_of(before), fields_of(after));
    let mut found = Vec::new();
    let mut own = Vec::new();
    for (kind, old) in &before {
        let new = after.get(kind).unwrap_or(&Value::Null);
        match (entries_of(old), entries_of(new)) {
            (Some(old), Some(new)) => found.extend(entry_differences(kind, &old, &new)),
            _ if old != new => {
                own.push(FieldChange { field: kind.clone(), before: old.clone(), after: new.clone() });
            }
            _ => {}
        }
    }
    if !own.is_empty() {
        let change = Change::Changed { fields: own };
        found.insert(0, Difference { kind: "pack".to_owned(), id: String::new(), change });
    }
    found
}

fn fields_of(pack: &Pack) -> BTreeMap<String, Value> {
    let Ok(Value::Object(fields)) = serde_json::to_value(pack) else { return BTreeMap::new() };
    fields.into_iter().filter(|(name, _)| !NOT_OF_THE_GUIDELINE.contains(&name.as_str())).collect()
}

/// The entries of a list by their ids; none if it is not a list of tables.
fn entries_of(value: &Value) -> Option<BTreeMap<String, Value>> {
    let items = value.as_array()?;
    let entries = items.iter().enumerate().map(|(place, item)| {
        let id = ["id", "rule"].into_iter().find_map(|key| item.get(key)).and_then(Value::as_str);
        (id.map_or_else(|| (place + 1).to_string(), str::to_owned), item.clone())
    });
    Some(entries.collect())
}

fn entry_differences(
    kind: &str,
    old: &BTreeMap<String, Value>,
    new: &BTreeMap<String, Value>,
) -> Vec<Difference> {
    let difference = |id: &str, change| Difference { kind: kind.to_owned(), id: id.to_owned(), change };
    let mut found = Vec::new();
    for (id, before) in old {
        match new.get(id) {
            None => found.push(difference(id, Change::Removed { before: before.clone() })),
            Some(after) if after != before => {
                found.push(difference(id, Change::Changed { fields: field_changes(before, after) }));
            }
            Some(_) => {}
        }
    }
    for (id, after) in new.iter().filter(|(id, _)| !old.contains_key(*id)) {
        found.push(difference(id, Change::Added { after: after.clone() }));
    }
    found
}

fn field_changes(before: &Value, after: &Value) -> Vec<FieldChange> {
    let (Some(old), Some(new)) = (before.as_object(), after.as_object()) else { return Vec::new() };
    let fields = old.keys().chain(new.keys().filter(|key| !old.contains_key(*key)));
    fields
        .filter(|field| old.get(*field) != new.get(*field))
        .map(|field| FieldChange {
            field: field.clone(),
            before: old.get(field).cloned().unwrap_or_default(),
            after: new.get(field).cloned().unwrap_or_default(),
        })
        .collect()
}
