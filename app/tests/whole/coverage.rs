//! The guidelines and what proves them: `docs/coverage.toml` has a line for every demand that this part of the program
//! is to carry out, and every test that it names exists.

mod broken;
mod parties;
pub mod refused;
mod shown;
mod taken_away;
mod unclear;

use crate::tidy::source::{self, Source};
use kernel::Choice as _;
use policy::Effect;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use vidmakt::domains;

/// The parts of the catalogue that the program carries out so far.
const PARTS: [&str; 3] = ["road", "register", "plans"];

/// How one demand stands.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    #[serde(default)]
    tests: Vec<String>,
    page: Option<String>,
    open: Option<String>,
}

impl Row {
    fn is_closed(&self) -> bool {
        self.open.is_none()
    }

    /// The tests of packs that it names: the pack's folder, and the name of the test.
    fn pack_tests(&self) -> impl Iterator<Item = (&str, &str)> {
        self.tests.iter().filter_map(|test| {
            let (path, name) = test.split_once(": ")?;
            let (folder, _) = path.strip_prefix("policies/")?.split_once('/')?;
            Some((folder, name))
        })
    }
}

fn coverage() -> BTreeMap<String, Row> {
    let text =
        std::fs::read_to_string(source::root().join("docs/coverage.toml")).expect("docs/coverage.toml");
    toml::from_str(&text).unwrap_or_else(|error| panic!("docs/coverage.toml: {error}"))
}

fn guidelines() -> Vec<policy::Pack> {
    let rulebook = domains::rulebook().expect("policies/base reads");
    let sources = policy::shipped().iter().filter(|source| source.id != policy::BASE);
    sources
        .map(|source| policy::read_pack(source, rulebook.vocabulary()).pack.expect("the pack reads"))
        .collect()
}

/// The demands of the parts and the least effect that each asks for.
fn catalogue() -> BTreeMap<String, Effect> {
    let rows = guidelines().into_iter().flat_map(|pack| pack.catalogue);
    rows.filter(|row| PARTS.contains(&row.part.as_str())).map(|row| (row.id, row.demanded)).collect()
}

/// The effect of every clause of the shipped packs.
fn effects() -> BTreeMap<String, Effect> {
    let clauses = guidelines().into_iter().flat_map(|pack| pack.clauses);
    clauses.map(|clause| (clause.id, clause.effect)).collect()
}

fn strength(effect: Effect) -> usize {
    let from_least = [Effect::Shown, Effect::Recorded, Effect::Computed, Effect::Enforced];
    from_least.iter().position(|one| *one == effect).expect("each effect has its place")
}

/// Every test of the program as crate and function, and every test of a pack as file and name.
fn existing_tests() -> BTreeSet<String> {
    let mut tests: BTreeSet<String> = source::all().iter().flat_map(tests_of_source).collect();
    for (path, text) in source::files(&["policies"], "toml") {
        let file: toml::Table = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
        let of_file = file.get("test").and_then(toml::Value::as_array).into_iter().flatten();
        tests.extend(of_file.filter_map(|test| Some(format!("{path}: {}", test.get("name")?.as_str()?))));
    }
    tests
}

/// `crate::function` for each test of a file, also those that run on both engines. A function that only helps is none.
fn tests_of_source(source: &Source) -> Vec<String> {
    let folder = source.path.split(['/']).take(2).last().unwrap_or_default();
    let krate = if source.path.starts_with("app/") { "vidmakt" } else { folder };
    names_of_tests(&source.text).into_iter().map(|name| format!("{krate}::{name}")).collect()
}

/// The functions under `#[test]`, and those that the macro for both engines is given.
fn names_of_tests(text: &str) -> Vec<String> {
    let word = |text: &str| -> String {
        text.trim().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
    };
    let attributed = text.split("#[test]\n").skip(1).filter_map(|rest| Some(word(rest.split_once("fn ")?.1)));
    let listed = text.split("\non_both_engines!(").skip(1).flat_map(|rest| {
        let names = rest.split_once(';').map_or("", |(_, names)| names);
        let names = names.split(')').next().unwrap_or_default();
        names.split(',').map(word).collect::<Vec<_>>()
    });
    attributed.chain(listed).filter(|name| !name.is_empty()).collect()
}

/// A test's modules are for the reader: the crate and the function find it.
fn found_as(name: &str) -> String {
    if name.contains(": ") {
        return name.to_owned();
    }
    let (krate, rest) = name.split_once("::").unwrap_or((name, ""));
    format!("{krate}::{}", rest.rsplit("::").next().unwrap_or_default())
}

/// Every test of the program by crate and function, with the text of the file that it stands in.
fn texts_of_tests() -> BTreeMap<String, String> {
    let of_source =
        |source: &'static Source| tests_of_source(source).into_iter().map(|name| (name, source.text.clone()));
    source::all().iter().flat_map(of_source).collect()
}

/// What a row is held against.
struct Held {
    demanded: BTreeMap<String, Effect>,
    tests: BTreeSet<String>,
}

/// What is wrong with one row.
fn wrong_with(id: &str, row: &Row, effect: Option<Effect>, held: &Held) -> Vec<String> {
    let Some(demanded) = held.demanded.get(id).copied() else {
        return vec![format!("{id}: not of this part")];
    };
    let mut wrong: Vec<String> = row
        .tests
        .iter()
        .filter(|name| !held.tests.contains(&found_as(name)))
        .map(|name| format!("{id}: no test is called {name}"))
        .collect();
    let is_proved = !row.tests.is_empty() || (demanded == Effect::Shown && row.page.is_some());
    match (row.is_closed(), effect) {
        (true, _) if !is_proved => {
            wrong.push(format!("{id}: closed without a test (or, where it is shown, a page)"))
        }
        (true, None) => wrong.push(format!("{id}: closed, but no pack has the clause")),
        (true, Some(effect)) if strength(effect) < strength(demanded) => {
            wrong.push(format!(
                "{id}: closed, but its effect is {} where the catalogue says {}",
                effect.name(),
                demanded.name()
            ));
        }
        _ => {}
    }
    wrong
}

#[test]
fn every_demand_of_these_parts_has_a_line_and_no_line_is_of_another() {
    let (coverage, catalogue) = (coverage(), catalogue());
    assert_eq!(catalogue.len(), 296);
    let missing: Vec<&String> = catalogue.keys().filter(|id| !coverage.contains_key(*id)).collect();
    assert!(missing.is_empty(), "without a line: {missing:?}");
    let unknown: Vec<&String> = coverage.keys().filter(|id| !catalogue.contains_key(*id)).collect();
    assert!(unknown.is_empty(), "not of this part: {unknown:?}");
}

#[test]
fn what_is_called_closed_is_proved() {
    let (coverage, effects) = (coverage(), effects());
    let held = Held { demanded: catalogue(), tests: existing_tests() };
    let wrong: Vec<String> =
        coverage.iter().flat_map(|(id, row)| wrong_with(id, row, effects.get(id).copied(), &held)).collect();
    let open: Vec<String> =
        coverage.iter().filter_map(|(id, row)| Some(format!("{id}: {}", row.open.as_ref()?))).collect();
    eprintln!("coverage: {} closed, {} open\n{}", coverage.len() - open.len(), open.len(), open.join("\n"));
    assert!(wrong.is_empty(), "docs/coverage.toml:\n{}", wrong.join("\n"));
}

#[test]
fn a_function_that_only_helps_is_no_test() {
    let text = "fn helper() {}\n#[test]\nfn first() { helper() }\nfn second(db: &TestDb) {}\n\
        on_both_engines!(domains::schema();\n    second,\n);\n";
    assert_eq!(names_of_tests(text), ["first", "second"]);
}

#[test]
fn a_named_test_of_the_program_speaks_of_its_demand() {
    let texts = texts_of_tests();
    let mut silent = Vec::new();
    for (id, row) in coverage() {
        let named = row.tests.iter().filter(|name| !name.contains(": "));
        let speaks = |name: &&String| {
            texts.get(&found_as(name)).is_some_and(|text| text.contains(&format!("\"{id}\"")))
        };
        silent.extend(named.filter(|name| !speaks(name)).map(|name| format!("{id}: {name}")));
    }
    assert!(silent.is_empty(), "no case of these tests is about the demand:\n{}", silent.join("\n"));
}

#[test]
fn a_row_that_claims_too_much_is_found() {
    let tests =
        BTreeSet::from(["vidmakt::is_there".to_owned(), "policies/x/tests/a.toml: A case".to_owned()]);
    let enforced = "E-001";
    let held = Held { demanded: BTreeMap::from([(enforced.to_owned(), Effect::Enforced)]), tests };
    let wrong = |id: &str, row: Row, effect| wrong_with(id, &row, effect, &held).len();
    let of = |name: &str| Row { tests: vec![name.to_owned()], ..Row::default() };
    assert_eq!(wrong(enforced, of("vidmakt::any::is_there"), Some(Effect::Enforced)), 0);
    assert_eq!(wrong(enforced, of("policies/x/tests/a.toml: A case"), Some(Effect::Enforced)), 0);
    assert_eq!(wrong(enforced, of("vidmakt::any::is_not"), Some(Effect::Enforced)), 1);
    assert_eq!(wrong(enforced, of("vidmakt::any::is_there"), Some(Effect::Shown)), 1);
    assert_eq!(wrong(enforced, of("vidmakt::any::is_there"), None), 1);
    assert_eq!(
        wrong(enforced, Row { page: Some("/riktlinje".into()), ..Row::default() }, Some(Effect::Enforced)),
        1
    );
    assert_eq!(wrong(enforced, Row { open: Some("later".into()), ..Row::default() }, None), 0);
}
