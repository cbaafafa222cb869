//! `catalogue.toml`: the ids of all demands of the source, by part of the work and by what the program is to do.

use super::entry::{Book, Entry};
use super::names::NameKind;
use super::with_file;
use crate::pack::{CatalogueRow, Clause, Effect};
use crate::source::PackSource;
use kernel::{Choice as _, Message};
use std::collections::BTreeMap;

pub(super) const FILE: &str = "catalogue.toml";

pub(super) fn read(book: &Book<'_>, source: &PackSource, clauses: &[Clause]) -> Vec<CatalogueRow> {
    let mut rows = with_file(book, source, FILE, |root| {
        let mut seen = BTreeMap::new();
        let parts = root.tables("part").into_iter();
        parts.flat_map(|part| rows_of_part(part, &mut seen)).collect::<Vec<_>>()
    });
    rows.sort_by(|one, other| one.id.cmp(&other.id));
    if !rows.is_empty() {
        warn_about_strangers(book, &rows, clauses);
    }
    rows
}

/// `seen` holds every id with the line on which it stands first.
fn rows_of_part(entry: Entry<'_>, seen: &mut BTreeMap<String, usize>) -> Vec<CatalogueRow> {
    let part = entry.string("id");
    let mut rows = Vec::new();
    for key in Effect::NAMES {
        let demanded = Effect::from_name(key).unwrap_or(Effect::Shown);
        for (id, at) in entry.spotted_strings(key) {
            if let Some(line) = seen.get(&id) {
                let message = Message::new("policy-problem-duplicate-id")
                    .with("kind", "clause")
                    .with("id", id.as_str());
                let help = Message::new("policy-help-first-stands-at")
                    .with("file", FILE)
                    .with("line", i64::try_from(*line).unwrap_or_default());
                entry.book.error(&at, message, Some(help));
                continue;
            }
            seen.insert(id.clone(), at.line);
            rows.push(CatalogueRow { id, part: part.clone(), demanded });
        }
    }
    entry.finish();
    rows
}

/// A clause that the catalogue does not know is misspelt there or here.
fn warn_about_strangers(book: &Book<'_>, rows: &[CatalogueRow], clauses: &[Clause]) {
    for clause in clauses.iter().filter(|clause| !rows.iter().any(|row| row.id == clause.id)) {
        // One without an id of its own has been told of already.
        let Some(at) = book.names.borrow().spot(NameKind::Clause, &clause.id).cloned() else { continue };
        let message =
            Message::new("policy-warning-clause-not-in-catalogue").with("clause", clause.id.as_str());
        let help = super::names::known_help(&clause.id, rows.iter().map(|row| row.id.as_str()));
        book.warn(&at, message, Some(help));
    }
}
