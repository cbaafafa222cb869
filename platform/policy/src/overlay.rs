//! A tenant's own entries laid over a pack: only what changes, checked like the pack itself, with reason and decision.

use crate::differences::{Difference, differences};
use crate::layers::{LayerParameters, combine};
use crate::pack::{Layer, Pack};
use crate::problem::{CheckReport, Problem, Spot};
use crate::read::{read_overlay_head, read_without_tests};
use crate::source::PackSource;
use crate::vocabulary::Vocabulary;
use kernel::{LocalText, Message};
use std::collections::BTreeSet;
use toml_edit::{ArrayOfTables, Document, DocumentMut, Item, Table};

/// The name of an overlay in what is told about it.
pub const OVERLAY_FILE: &str = "overlay.toml";

/// Who decided an overlay, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OverlayHead {
    pub pack: String,
    pub reason: LocalText,
    pub decision: String,
}

/// What laying an overlay over a pack gave.
#[derive(Clone, Debug, Default)]
pub struct OverlayReport {
    pub head: OverlayHead,
    /// The pack with the overlay; present only when there are no errors.
    pub pack: Option<Pack>,
    pub differences: Vec<Difference>,
    pub errors: Vec<Problem>,
}

/// Which file each kind of entry stands in. Kinds that are also keys of other kinds come last, since
/// the first one that a `[[set]]` holds says which entry it is about.
const FILES: [(&str, &str); 22] = [
    ("clause", "clauses.toml"),
    ("body", "roles.toml"),
    ("role", "roles.toml"),
    ("separation", "roles.toml"),
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

/// The kinds of entry that an overlay may add.
pub(crate) fn overlay_kinds() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(kind, _)| *kind)
}

/// Lays an overlay over a pack. The pack's own tests speak of the pack alone and are not run.
#[must_use]
pub fn apply_overlay(source: &PackSource, overlay: &str, vocabulary: &Vocabulary) -> OverlayReport {
    let (head, errors) = read_overlay_head(overlay, source, vocabulary);
    let mut report = OverlayReport { head, errors, ..OverlayReport::default() };
    let before = read_without_tests(source, vocabulary);
    report.errors.extend(before.errors.iter().cloned());
    let (Ok(document), Some(before), true) =
        (overlay.parse::<Document<String>>(), before.pack, report.errors.is_empty())
    else {
        return report;
    };
    let mut work =
        Work { overlay, vocabulary, source: source.clone(), pack: before.clone(), errors: Vec::new() };
    for (key, item) in document.as_table() {
        for entry in item.as_array_of_tables().into_iter().flatten() {
            work.take(key, entry);
        }
    }
    report.errors = work.errors;
    if report.errors.is_empty() {
        report.differences = differences(&before, &work.pack);
        report.pack = Some(work.pack);
    }
    report
}

/// The pack while one entry after the other is laid over it.
struct Work<'a> {
    overlay: &'a str,
    vocabulary: &'a Vocabulary,
    source: PackSource,
    pack: Pack,
    errors: Vec<Problem>,
}

impl Work<'_> {
    fn take(&mut self, key: &str, entry: &Table) {
        let at = Spot::at(OVERLAY_FILE, self.overlay, entry.span().map_or(0, |span| span.start));
        let changed = if key == "set" { set(&self.source, entry) } else { add(&self.source, key, entry) };
        match changed {
            Err(message) => self.error(&at, message, None),
            Ok(changed) => self.accept(&at, changed, entry),
        }
    }

    /// What an entry breaks is told where the entry stands.
    fn accept(&mut self, at: &Spot, changed: PackSource, entry: &Table) {
        let CheckReport { pack, errors, .. } = read_without_tests(&changed, self.vocabulary);
        for error in errors {
            self.error(at, error.message, error.help);
        }
        let Some(pack) = pack else { return };
        let is_override = entry.get("override").and_then(Item::as_bool).unwrap_or_default();
        if let Some(parameter) = entry.get("parameter").and_then(Item::as_str)
            && !is_override
            && relaxes(&self.pack, &pack, parameter)
        {
            let message = Message::new("policy-problem-relaxes").with("parameter", parameter);
            self.error(at, message, Some(Message::new("policy-help-override")));
            return;
        }
        (self.source, self.pack) = (changed, pack);
    }

    fn error(&mut self, at: &Spot, message: Message, help: Option<Message>) {
        let Spot { file, line, column } = at.clone();
        self.errors.push(Problem { file, line, column, message, help });
    }
}

fn relaxes(before: &Pack, after: &Pack, parameter: &str) -> bool {
    let layer = |layer, pack: &Pack| LayerParameters {
        layer,
        parameters: pack.parameter(parameter).cloned().into_iter().collect(),
        overrides: BTreeSet::new(),
    };
    !combine(&[layer(before.layer, before), layer(Layer::Local, after)]).collisions.is_empty()
}

/// Changes keys of the one entry that the first known key names.
fn set(source: &PackSource, entry: &Table) -> Result<PackSource, Message> {
    let Some((kind, id)) = selector(entry) else {
        return Err(Message::new("policy-problem-set-without-entry"));
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
    Err(Message::new("policy-problem-set-unknown-entry").with("kind", kind).with("id", id))
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
                    if is_list && (is(entry, "id") || is(entry, "rule")) {
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
fn add(source: &PackSource, kind: &str, entry: &Table) -> Result<PackSource, Message> {
    let unknown = || Message::new("policy-problem-unknown-key").with("key", kind);
    let (_, file) = FILES.iter().find(|(known, _)| *known == kind).ok_or_else(unknown)?;
    let mut changed = source.clone();
    let (_, text) = changed.files.iter_mut().find(|(name, _)| name == file).ok_or_else(unknown)?;
    let mut added = DocumentMut::new();
    let mut list = ArrayOfTables::new();
    list.push(entry.clone());
    added.insert(kind, Item::ArrayOfTables(list));
    *text = format!("{}\n{added}", text.trim_end());
    Ok(changed)
}
