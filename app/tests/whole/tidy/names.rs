//! One word for one thing: files that say what they are, no names that say nothing, nouns of the glossary.

use super::source::{Source, root};
use super::{assert_none, on_program, on_sample};
use std::collections::BTreeSet;

/// Names that say where a thing was put and not what it is.
const EMPTY_NAMES: &[&str] =
    &["utils", "util", "helpers", "helper", "common", "manager", "service", "data", "misc", "types"];
const EMPTY_ENDINGS: &[&str] = &["Manager", "Service", "Helper", "Util", "Utils", "Data", "Impl", "Dto"];
/// The role and the thing in the catalogue are called so.
const NAMED_SO: &[&str] =
    &["SystemManager", "BusinessManager", "BaseService", "CloudService", "ItService", "DigitalService"];

fn empty_names(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    if EMPTY_NAMES.contains(&source.stem()) {
        found.push(format!("{}: a file's name says what stands in it", source.path));
    }
    let types = source.types.iter().filter(|ty| {
        EMPTY_ENDINGS.iter().any(|end| ty.name.ends_with(end)) && !NAMED_SO.contains(&ty.name.as_str())
    });
    found.extend(types.map(|ty| format!("{}: {} is no word of the business", source.at(ty.line), ty.name)));
    found
}

#[test]
fn names_say_what_things_are() {
    let wrong: Vec<String> = super::source::all().iter().flat_map(empty_names).collect();
    assert_none("no utils, helpers, common, manager, service, data", &wrong);
}

#[test]
fn an_empty_name_is_found() {
    assert_eq!(on_sample("domains/x/src/utils.rs", "pub struct ThingManager;", empty_names).len(), 2);
    assert!(on_sample("domains/x/src/thing.rs", "pub struct CloudService;", empty_names).is_empty());
}

fn files_without_beginning(source: &Source) -> Vec<String> {
    let first = source.text.lines().next().unwrap_or_default();
    if first.starts_with("//! ") { Vec::new() } else { vec![format!("{}: opens without //!", source.path)] }
}

#[test]
fn every_file_says_what_it_is_and_why() {
    let wrong: Vec<String> = super::source::all().iter().flat_map(files_without_beginning).collect();
    assert_none("a file opens with one to three sentences", &wrong);
}

#[test]
fn a_file_that_says_nothing_is_found() {
    assert_eq!(on_sample("a/src/b.rs", "use a;\n", files_without_beginning).len(), 1);
}

/// The English names of the glossary.
fn glossary() -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join("docs/glossary.md")).expect("the glossary");
    names_of(&text)
}

/// What stands after each arrow, until the next term.
fn names_of(glossary: &str) -> BTreeSet<String> {
    let meanings = glossary.split('→').skip(1).map(|rest| rest.split([';', '|']).next().unwrap_or_default());
    let words = meanings
        .flat_map(|meaning| meaning.split(|letter: char| !(letter.is_alphanumeric() || letter == '_')));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn in_snake_case(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

/// The nouns of a domain: types with a table of fields.
fn records(source: &Source) -> Vec<String> {
    let is_macro = |(i, _): &(usize, &str)| *i > 0;
    let after = |text: &str| {
        text.trim_start().split(|letter: char| !letter.is_alphanumeric()).next().map(str::to_owned)
    };
    let parts = source.text.split("record_fields!").enumerate().filter(is_macro);
    parts.filter_map(|(_, rest)| after(rest.trim_start().trim_start_matches(['{', '(']))).collect()
}

fn nouns_outside_glossary(source: &Source, glossary: &BTreeSet<String>) -> Vec<String> {
    if !source.path.starts_with("domains/") {
        return Vec::new();
    }
    let records = records(source);
    let nouns = source.types.iter().filter(|ty| records.contains(&ty.name));
    // What a step is told beside the record (a reason, a decision) is no noun: its name is the verb's.
    let is_known = |name: &str| glossary.contains(&in_snake_case(name));
    nouns
        .filter(|ty| !is_known(&ty.name))
        .map(|ty| format!("{}: {} does not stand in docs/glossary.md", source.at(ty.line), ty.name))
        .collect()
}

#[test]
fn every_noun_of_a_room_stands_in_the_glossary() {
    let glossary = glossary();
    assert!(
        glossary.contains("role_assignment") && glossary.contains("managed_object"),
        "the glossary is read"
    );
    assert_none("one word for one thing", &on_program(|source| nouns_outside_glossary(source, &glossary)));
}

#[test]
fn a_noun_without_a_word_is_found() {
    let glossary = names_of("| möte → meeting; avtal → agreement |");
    let rule = |source: &Source| nouns_outside_glossary(source, &glossary);
    let bad = "pub struct Gathering;\nrecord_fields! { Gathering { a: B; } }";
    assert_eq!(on_sample("domains/x/src/gathering.rs", bad, rule).len(), 1);
    assert!(on_sample("domains/x/src/meeting.rs", &bad.replace("Gathering", "Meeting"), rule).is_empty());
    let told = format!("/// Swedish: samling.\n{bad}");
    assert_eq!(
        on_sample("domains/x/src/gathering.rs", &told, rule).len(),
        1,
        "a word in the code alone is not enough"
    );
}

/// Records carry the word that users see.
fn types_without_swedish(source: &Source) -> Vec<String> {
    if !source.path.starts_with("domains/") {
        return Vec::new();
    }
    let records = records(source);
    let is_closed_list =
        |name: &str| source.text.contains("choice!") && source.text.contains(&format!("pub enum {name}"));
    let nouns = source.types.iter().filter(|ty| records.contains(&ty.name) || is_closed_list(&ty.name));
    nouns
        .filter(|ty| !ty.documentation.contains("Swedish:"))
        .map(|ty| format!("{}: {} lacks its Swedish word", source.at(ty.line), ty.name))
        .collect()
}

#[test]
fn every_noun_carries_its_swedish_word() {
    assert_none("types carry `Swedish: …`", &on_program(types_without_swedish));
}

#[test]
fn a_noun_without_its_swedish_word_is_found() {
    let bad = "/// A thing.\npub struct Thing;\nrecord_fields! { Thing { a: B; } }";
    assert_eq!(on_sample("domains/x/src/thing.rs", bad, types_without_swedish).len(), 1);
}
