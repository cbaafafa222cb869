//! `tests/*.toml`: facts in, findings out.

use super::entry::{Book, Entry};
use super::names::NameKind;
use super::test_facts::subject_facts;
use super::with_file;
use crate::pack_tests::{Expectation, ExpectedCounts, ExpectedLists, PackTest};
use crate::source::PackSource;
use kernel::{Message, Outcome};
use std::collections::BTreeMap;

pub(super) fn read(book: &Book<'_>, source: &PackSource) -> Vec<PackTest> {
    let files = source.files.iter().filter(|(name, _)| name.starts_with("tests/"));
    files
        .flat_map(|(name, _)| {
            with_file(book, source, name, |root| {
                root.tables("test").into_iter().map(test).collect::<Vec<_>>()
            })
        })
        .collect()
}

fn test(entry: Entry<'_>) -> PackTest {
    let at = entry.spot();
    let facts = subject_facts(&entry);
    let test = PackTest {
        name: entry.string("name"),
        file: at.file,
        line: at.line,
        column: at.column,
        today: entry.date("today"),
        facts,
        expect: entry.tables("expect").into_iter().map(expectation).collect(),
        titles: titles(&entry),
        duties: lists(&entry, "expect_duties"),
        appointers: lists(&entry, "expect_appointers"),
        mandates: lists(&entry, "expect_mandates"),
        members: lists(&entry, "expect_members"),
        plan: entry.optional_reference(NameKind::Plan, "expect_plan"),
        sections: lists(&entry, "expect_sections"),
        completeness: entry.table("expect_completeness").map(counts),
    };
    entry.finish();
    test
}

fn expectation(entry: Entry<'_>) -> Expectation {
    let at = entry.spot();
    let word = entry.string("outcome");
    let outcome = Outcome::from_name(&word);
    if let (None, Some(value)) = (outcome, entry.optional("outcome")) {
        entry.unknown_value(value, &word, Outcome::ALL.map(Outcome::name));
    }
    let expectation = Expectation {
        rule: entry.reference(NameKind::Rule, "rule"),
        outcome: outcome.unwrap_or(Outcome::Unknown),
        reason: entry.optional_string("reason"),
        responsible: entry.has("responsible").then(|| entry.strings("responsible")),
        clauses: entry.has("clauses").then(|| entry.optional_clauses()),
        changes_on: entry.optional_date("changes_on"),
        line: at.line,
        column: at.column,
    };
    for key in ["responsible", "clauses"] {
        entry.optional(key);
    }
    entry.finish();
    expectation
}

fn titles(entry: &Entry<'_>) -> BTreeMap<String, String> {
    let Some(table) = entry.table("expect_titles") else { return BTreeMap::new() };
    let mut titles = BTreeMap::new();
    for (role, at, value) in table.entries() {
        table.book.names.borrow_mut().refer(NameKind::Role, role, at);
        match value.get_ref().as_str() {
            Some(title) => drop(titles.insert(role.to_owned(), title.to_owned())),
            None => table.wrong_type(value, "text"),
        }
    }
    titles
}

/// A table of lists of texts.
fn lists(entry: &Entry<'_>, key: &'static str) -> ExpectedLists {
    let Some(table) = entry.table(key) else { return ExpectedLists::new() };
    let mut lists = ExpectedLists::new();
    for (name, _, value) in table.entries() {
        let Some(items) = value.get_ref().as_array() else {
            table.wrong_type(value, "list");
            continue;
        };
        let texts = items.iter().filter_map(|item| {
            let text = item.get_ref().as_str();
            if text.is_none() {
                table.wrong_type(item, "text");
            }
            text.map(str::to_owned)
        });
        lists.insert(name.to_owned(), texts.collect());
    }
    lists
}

fn counts(entry: Entry<'_>) -> ExpectedCounts {
    for key in ["present", "required", "unknown"] {
        if !entry.has(key) {
            let message = Message::new("policy-problem-missing-key").with("key", key);
            entry.book.error(&entry.spot(), message, None);
        }
    }
    let counts = ExpectedCounts {
        present: entry.optional_count("present").unwrap_or_default(),
        required: entry.optional_count("required").unwrap_or_default(),
        unknown: entry.optional_count("unknown").unwrap_or_default(),
    };
    entry.finish();
    counts
}
