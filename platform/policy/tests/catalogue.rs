//! The list of all demands of a guideline: every one is counted, whether a rule carries it out or not.

mod support;

use kernel::Choice as _;
use policy::{Effect, PackSource, shipped_pack};
use std::collections::BTreeMap;
use std::path::Path;
use support::{example_source, good, read, told};

/// The shipped packs, what their rows begin with, and how many demands their guidelines hold.
const GUIDELINES: [(&str, &str, usize); 5] = [
    ("vmkf", "S0-", 188),
    ("itradet", "S1-", 32),
    ("forandringsstopp", "S2-", 93),
    ("eforvaltning", "S3-", 107),
    ("sydnarke", "S4-", 406),
];

fn shipped(id: &str) -> &'static PackSource {
    shipped_pack(id).unwrap_or_else(|| panic!("{id} is shipped"))
}

fn with_catalogue(text: &str) -> PackSource {
    let mut source = example_source();
    source.files.retain(|(name, _)| name != "catalogue.toml");
    source.files.push(("catalogue.toml".to_owned(), text.to_owned()));
    source
}

#[test]
fn every_demand_of_the_five_guidelines_is_counted() {
    for (id, beginning, count) in GUIDELINES {
        let pack = good(shipped(id));
        assert_eq!(pack.catalogue.len(), count, "{id}");
        assert!(pack.catalogue.iter().all(|row| row.id.starts_with(beginning)), "{id}");
        let strangers =
            pack.clauses.iter().filter(|clause| !pack.catalogue.iter().any(|row| row.id == clause.id));
        assert_eq!(strangers.count(), 0, "{id} has clauses that its catalogue does not know");
    }
}

/// The word of the catalogue of the specification for what the program is to do.
fn effect_of(software: &str) -> Effect {
    match software {
        "display" => Effect::Shown,
        "record" => Effect::Recorded,
        "compute" => Effect::Computed,
        "enforce" => Effect::Enforced,
        other => panic!("{other} is no word of the catalogue"),
    }
}

/// Where the specification lies beside the project, the packs' lists are the same as its own.
#[test]
fn the_lists_are_those_of_the_specification() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/spec/catalogue.csv");
    let Ok(mut rows) = csv::Reader::from_path(path) else { return };
    let mut wanted: BTreeMap<String, (String, Effect)> = BTreeMap::new();
    for row in rows.records() {
        let row = row.expect("a row of the catalogue");
        wanted.insert(row[0].to_owned(), (row[6].to_owned(), effect_of(&row[5])));
    }
    let mut found = BTreeMap::new();
    for (id, ..) in GUIDELINES {
        found.extend(good(shipped(id)).catalogue.into_iter().map(|row| (row.id, (row.part, row.demanded))));
    }
    assert_eq!(found, wanted);
}

#[test]
fn what_no_clause_carries_out_is_open_and_so_is_what_does_less_than_demanded() {
    let pack = good(&with_catalogue(
        "[[part]]\nid = \"road\"\nenforced = [\"E-001\", \"E-012\"]\nshown = [\"E-099\"]\n",
    ));
    let coverage = pack.coverage();
    let of = |id: &str| coverage.iter().find(|covered| covered.id == id).unwrap_or_else(|| panic!("{id}"));
    assert!(of("E-001").is_carried_out());
    assert!(of("E-001").rules.contains(&"exactly-one-system-owner".to_owned()));
    assert!(!of("E-012").is_carried_out(), "shown where enforced is demanded");
    assert!(of("E-099").clause.is_none() && !of("E-099").is_carried_out());
    assert!(of("E-005").row.is_none(), "a clause beyond the catalogue is told too");
}

#[test]
fn an_effect_does_at_least_what_the_lesser_ones_do() {
    let from_least = [Effect::Shown, Effect::Recorded, Effect::Computed, Effect::Enforced];
    for (place, effect) in from_least.iter().enumerate() {
        for (other_place, other) in from_least.iter().enumerate() {
            assert_eq!(
                effect.is_at_least(*other),
                place >= other_place,
                "{} {}",
                effect.name(),
                other.name()
            );
        }
    }
}

#[test]
fn a_demand_that_stands_twice_is_told_at_its_second_place() {
    let report =
        read(&with_catalogue("[[part]]\nid = \"road\"\nshown = [\"E-012\"]\nrecorded = [\"E-012\"]\n"));
    let error = report.errors.first().expect("an error");
    assert_eq!(
        (error.message.key, error.file.as_str(), error.line),
        ("policy-problem-duplicate-id", "catalogue.toml", 3)
    );
}

#[test]
fn a_clause_that_the_catalogue_does_not_know_is_odd_but_usable() {
    let report = read(&with_catalogue("[[part]]\nid = \"road\"\nshown = [\"E-012\"]\n"));
    assert!(report.pack.is_some(), "{}", told(&report.errors));
    let told = report.warnings.iter().filter(|w| w.message.key == "policy-warning-clause-not-in-catalogue");
    assert_eq!(told.count(), 16);
}

#[test]
fn a_clause_without_an_id_is_told_of_where_it_stands_and_not_compared_with_the_catalogue() {
    let mut source = with_catalogue("[[part]]\nid = \"road\"\nshown = [\"E-012\"]\n");
    let (_, clauses) = source.files.iter_mut().find(|(name, _)| name == "clauses.toml").expect("the clauses");
    clauses.push_str("\n[[clause]]\neffect = \"enforced\"\n");
    let report = read(&source);
    assert!(report.pack.is_none());
    for problem in report.errors.iter().chain(&report.warnings) {
        assert!(!problem.file.is_empty() && problem.line >= 1, "{problem:?}");
    }
}
