//! The entries of an overlay: which entry of the pack each one changes, or where it is added.

use crate::read::known_help;
use crate::source::PackSource;
use kernel::Message;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table};

/// Which file each kind of entry stands in. Kinds that are also keys of other kinds come last, since
/// the first one that a `[[set]]` holds says which entry it is about.
const FILES: [(&str, &str); 30] = [
    ("clause", "clauses.toml"),
    ("plan", "plans.toml"),
    ("account_group", "plans.toml"),
    ("goal_kind", "plans.toml"),
    ("activity_kind", "plans.toml"),
    ("forum", "forums.toml"),
    ("agreement_kind", "agreements.toml"),
    ("user_group", "agreements.toml"),
    ("body", "roles.toml"),
    ("role", "roles.toml"),
    ("separation", "roles.toml"),
    ("deputy_demand", "roles.toml"),
    ("mandate", "roles.toml"),
    ("object_kind", "objects.toml"),
    ("grouping", "objects.toml"),
    ("system_kind", "objects.toml"),
    ("lifecycle_state", "objects.toml"),
    ("operation_form", "objects.toml"),
    ("common_system", "objects.toml"),
    ("business_area", "objects.toml"),
    ("uniqueness", "objects.toml"),
    ("field_demand", "objects.toml"),
    ("document", "documents.toml"),
    ("term", "terms.toml"),
    ("issue", "issues.toml"),
    ("parameter", "pack.toml"),
    ("level", "roles.toml"),
    ("party", "roles.toml"),
    ("category", "objects.toml"),
    ("group", "documents.toml"),
];

/// What an entry is called by; a group by its body.
const NAMED_BY: [&str; 3] = ["id", "body", "rule"];

/// The kinds of entry that an overlay may add.
pub(crate) fn overlay_kinds() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(kind, _)| *kind)
}

/// What is wrong with an entry as a whole, and what would be right.
pub(super) type Wrong = (Message, Option<Message>);

/// Changes keys of the one entry that the first known key names.
pub(super) fn set(source: &PackSource, entry: &Table) -> Result<PackSource, Wrong> {
    let Some((kind, id)) = selector(entry) else {
        let help =
            known_help(entry.iter().next().map_or("", |(key, _)| key), overlay_kinds().chain(["rule"]));
        return Err((Message::new("policy-problem-set-without-entry"), Some(help)));
    };
    for (place, (name, text)) in source.files.iter().enumerate() {
        let is_its_file = FILES.iter().any(|(known, file)| *known == kind && file == name);
        if name.starts_with("tests/") || !(is_its_file || kind == "rule") {
            continue;
        }
        let Ok(mut document) = text.parse::<DocumentMut>() else { continue };
        if let Some(table) = find(document.as_table_mut(), kind, id) {
            for (key, value) in entry.iter().filter(|(key, _)| *key != kind && *key != "override") {
                table.insert(key, value.clone());
            }
            let mut changed = source.clone();
            changed.files[place].1 = document.to_string();
            return Ok(changed);
        }
    }
    let ids = ids_of(source, kind);
    let message = Message::new("policy-problem-set-unknown-entry").with("kind", kind).with("id", id);
    Err((message, Some(known_help(id, ids.iter().map(String::as_str)))))
}

/// Every id, or rule, that a kind of entry has in the pack.
fn ids_of(source: &PackSource, kind: &str) -> Vec<String> {
    let files = source.files.iter().filter(|(name, _)| !name.starts_with("tests/"));
    let documents = files.filter_map(|(_, text)| text.parse::<DocumentMut>().ok());
    let mut ids = Vec::new();
    for document in documents {
        collect_ids(document.as_table(), kind, &mut ids);
    }
    ids
}

fn collect_ids(table: &Table, kind: &str, ids: &mut Vec<String>) {
    let id_of = |table: &Table, key: &str| table.get(key).and_then(Item::as_str).map(str::to_owned);
    for (key, item) in table {
        for entry in item.as_array_of_tables().into_iter().flatten() {
            if key == kind {
                ids.extend(NAMED_BY.into_iter().find_map(|key| id_of(entry, key)));
            }
            if kind == "rule" {
                ids.extend(id_of(entry, "rule"));
                collect_ids(entry, kind, ids);
            }
        }
    }
}

fn selector(entry: &Table) -> Option<(&'static str, &str)> {
    let kinds = FILES.iter().map(|(kind, _)| *kind).chain(["rule"]);
    kinds.into_iter().find_map(|kind| Some((kind, entry.get(kind)?.as_str()?)))
}

/// The entry `[[kind]]` with this id, or any table with this rule.
fn find<'t>(table: &'t mut Table, kind: &str, id: &str) -> Option<&'t mut Table> {
    let is = |table: &Table, key: &str| table.get(key).and_then(Item::as_str) == Some(id);
    if kind == "rule" && is(table, "rule") {
        return Some(table);
    }
    for (key, item) in table.iter_mut() {
        let is_list = key.get() == kind;
        match item {
            Item::Table(inner) if kind == "rule" => {
                if let Some(found) = find(inner, kind, id) {
                    return Some(found);
                }
            }
            Item::ArrayOfTables(entries) => {
                for entry in entries.iter_mut() {
                    if is_list && NAMED_BY.into_iter().any(|key| is(entry, key)) {
                        return Some(entry);
                    }
                    if kind == "rule"
                        && let Some(found) = find(entry, kind, id)
                    {
                        return Some(found);
                    }
                }
            }
            _ => {}
        }
    }
    None
}

/// Adds an entry at the end of the file of its kind.
pub(super) fn add(source: &PackSource, kind: &str, entry: &Table) -> Result<PackSource, Wrong> {
    let unknown = || {
        let help = known_help(kind, overlay_kinds().chain(["set"]));
        (Message::new("policy-problem-unknown-key").with("key", kind), Some(help))
    };
    let (_, file) = FILES.iter().find(|(known, _)| *known == kind).ok_or_else(unknown)?;
    let mut changed = source.clone();
    if changed.text(file).is_none() {
        changed.files.push(((*file).to_owned(), String::new()));
    }
    let (_, text) = changed.files.iter_mut().find(|(name, _)| name == file).ok_or_else(unknown)?;
    let mut added = DocumentMut::new();
    let mut list = ArrayOfTables::new();
    list.push(entry.clone());
    added.insert(kind, Item::ArrayOfTables(list));
    *text = format!("{}\n{added}", text.trim_end());
    Ok(changed)
}
