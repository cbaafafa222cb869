//! `tests/*.toml`: facts in, findings out.

use super::entry::{Book, Entry};
use super::names::NameKind;
use super::with_file;
use crate::facts::{DocumentFact, FactValue, HolderKind, Holding, Origin, SubjectFacts, Waiver};
use crate::pack_tests::{Expectation, ExpectedCounts, ExpectedLists, PackTest};
use crate::source::PackSource;
use crate::vocabulary::{FactDeclaration, FactKind};
use kernel::{Message, Outcome, Period};
use std::collections::{BTreeMap, BTreeSet};

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
    entry.required("subject");
    let subject = entry.subject("system");
    let facts = SubjectFacts {
        facts: entry.table("facts").map(|table| fact_values(&table, &subject)).unwrap_or_default(),
        holdings: entry.tables("holding").into_iter().map(holding).collect(),
        documents: entry.tables("document").into_iter().map(document).collect(),
        waivers: entry.tables("waiver").into_iter().map(waiver).collect(),
        changes_on: None,
        last_day: None,
        subject_kind: subject,
    };
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
        completeness: entry.table("expect_completeness").map(counts),
    };
    entry.finish();
    test
}

fn fact_values(table: &Entry<'_>, subject: &str) -> BTreeMap<String, FactValue> {
    let subjects = [subject.to_owned()];
    let mut values = BTreeMap::new();
    for (key, at, value) in table.entries() {
        let Some(declaration) = table.declared(key, &at, &subjects) else { continue };
        let found = match value.get_ref().as_array() {
            Some(items) if is_set(declaration) => {
                let names = items.iter().filter_map(|item| table.fact_value(item, declaration));
                Some(FactValue::Set(names.filter_map(name_of).collect::<BTreeSet<_>>()))
            }
            _ if is_set(declaration) => {
                table.wrong_type(value, "list");
                None
            }
            _ => table.fact_value(value, declaration),
        };
        values.extend(found.map(|found| (key.to_owned(), found)));
    }
    values
}

const fn is_set(declaration: &FactDeclaration) -> bool {
    matches!(declaration.kind, FactKind::Set(_) | FactKind::PackSet(_))
}

fn name_of(value: FactValue) -> Option<String> {
    if let FactValue::Text(name) = value { Some(name) } else { None }
}

fn holding(entry: Entry<'_>) -> Holding {
    let holding = Holding {
        role: entry.reference(NameKind::Role, "role"),
        holder_kind: match entry.optional_choice::<HolderWord>("holder") {
            Some(HolderWord::Body) => HolderKind::Body,
            Some(HolderWord::ExternalPerson) => HolderKind::ExternalPerson,
            Some(HolderWord::Person) | None => HolderKind::Person,
        },
        person_key: entry.string("person"),
        from: entry.optional_date("from"),
        to: entry.optional_date("to"),
        inherited_from: origin(&entry),
        also_holds: entry.references(NameKind::Role, "also_holds"),
        others_change_on: None,
        deputy: entry
            .optional_date("deputy_from")
            .map(|from| Period::new(Some(from), entry.optional_date("deputy_to"))),
    };
    entry.finish();
    holding
}

fn document(entry: Entry<'_>) -> DocumentFact {
    let document = DocumentFact {
        document_type: entry.reference(NameKind::Document, "type"),
        has_owner: entry.flag("owner", true),
        owner_until: entry.optional_date("owner_until"),
        date: entry.optional_date("date"),
        review_date: entry.optional_date("review_date"),
        year: entry.optional_number("year").and_then(|year| i16::try_from(year).ok()),
        decided: entry.flag("decided", false),
        withdrawn: entry.flag("withdrawn", false),
        inherited_from: origin(&entry),
    };
    entry.finish();
    document
}

fn waiver(entry: Entry<'_>) -> Waiver {
    let waiver = Waiver {
        rule: entry.reference(NameKind::Rule, "rule"),
        from: entry.date("from"),
        until: entry.date("until"),
    };
    entry.finish();
    waiver
}

fn origin(entry: &Entry<'_>) -> Origin {
    match entry.optional_choice::<OriginWord>("inherited_from") {
        Some(OriginWord::Object) => Origin::Object,
        Some(OriginWord::Organisation) => Origin::Organisation,
        Some(OriginWord::Own) | None => Origin::Own,
    }
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

kernel::choice! {
    pub enum HolderWord { Person = "person", ExternalPerson = "external_person", Body = "body" }
}

kernel::choice! {
    pub enum OriginWord { Own = "own", Object = "object", Organisation = "organisation" }
}
