//! What changes between two versions of one pack, entry by entry.

use crate::pack::Pack;
use crate::wording::Context;
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
    /// What it is about, for saying it in words ([`crate::value_in_words`]).
    #[serde(skip)]
    pub context: Context,
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

/// Lists inside an entry whose rules are told one by one.
const PARTS: [&str; 4] = ["demands", "holder_demands", "duties", "sections"];

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
            (Some(old), Some(new)) => entry_differences(kind, (&old, &new), &Context::default(), &mut found),
            _ if old != new => {
                own.push(FieldChange { field: kind.clone(), before: old.clone(), after: new.clone() });
            }
            _ => {}
        }
    }
    if !own.is_empty() {
        let change = Change::Changed { fields: own };
        let (kind, context) = ("pack".to_owned(), Context::default());
        found.insert(0, Difference { kind, id: String::new(), context, change });
    }
    found
}

fn fields_of(pack: &Pack) -> BTreeMap<String, Value> {
    let Ok(Value::Object(fields)) = serde_json::to_value(pack) else { return BTreeMap::new() };
    fields.into_iter().filter(|(name, _)| !NOT_OF_THE_GUIDELINE.contains(&name.as_str())).collect()
}

type Entries = BTreeMap<String, Value>;

/// The entries of a list by their ids; none if it is not a list of tables.
fn entries_of(value: &Value) -> Option<Entries> {
    let items = value.as_array()?;
    let entries = items.iter().enumerate().map(|(place, item)| {
        let id = ["id", "rule"].into_iter().find_map(|key| item.get(key)).and_then(Value::as_str);
        (id.map_or_else(|| (place + 1).to_string(), str::to_owned), item.clone())
    });
    Some(entries.collect())
}

/// `whole` is the entry that these are parts of.
fn entry_differences(
    kind: &str,
    (old, new): (&Entries, &Entries),
    whole: &Context,
    found: &mut Vec<Difference>,
) {
    let difference = |id: &str, entry: &Value, change| Difference {
        kind: kind.to_owned(),
        id: id.to_owned(),
        context: Context::of(kind, entry, whole),
        change,
    };
    for (id, before) in old {
        match new.get(id) {
            None => found.push(difference(id, before, Change::Removed { before: before.clone() })),
            Some(after) if after != before => {
                let fields = field_changes(before, after);
                if !fields.is_empty() {
                    found.push(difference(id, after, Change::Changed { fields }));
                }
                part_differences((before, after), &Context::of(kind, after, whole), found);
            }
            Some(_) => {}
        }
    }
    for (id, after) in new.iter().filter(|(id, _)| !old.contains_key(*id)) {
        found.push(difference(id, after, Change::Added { after: after.clone() }));
    }
}

/// The rules inside an entry that has changed, such as the demands of a role.
fn part_differences((before, after): (&Value, &Value), whole: &Context, found: &mut Vec<Difference>) {
    for part in PARTS {
        let entries = |entry: &Value| entry.get(part).and_then(entries_of).unwrap_or_default();
        entry_differences(part, (&entries(before), &entries(after)), whole, found);
    }
}

/// What changes in the entry itself; its parts are told one by one.
fn field_changes(before: &Value, after: &Value) -> Vec<FieldChange> {
    let (Some(old), Some(new)) = (before.as_object(), after.as_object()) else { return Vec::new() };
    let fields = old.keys().chain(new.keys().filter(|key| !old.contains_key(*key)));
    fields
        .filter(|field| !PARTS.contains(&field.as_str()) && old.get(*field) != new.get(*field))
        .map(|field| FieldChange {
            field: field.clone(),
            before: old.get(field).cloned().unwrap_or_default(),
            after: new.get(field).cloned().unwrap_or_default(),
        })
        .collect()
}
