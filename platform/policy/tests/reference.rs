//! The reference shows one pack; what it shows must be true.

mod support;

use kernel::Choice;
use policy::{CoreFunction, PackSource, read_law, read_permissions};
use support::{REFERENCE, example_source, examples, read, told, vocabulary};

#[test]
fn the_examples_of_the_reference_are_a_pack_without_errors_or_warnings() {
    let report = read(&example_source());
    assert!(report.pack.is_some(), "{}", told(&report.errors));
    assert!(report.warnings.is_empty(), "{}", told(&report.warnings));
}

#[test]
fn the_reference_shows_every_file_that_a_pack_may_have() {
    let shown: Vec<String> = examples().into_iter().map(|(name, _)| name).collect();
    for file in [
        "pack.toml",
        "clauses.toml",
        "roles.toml",
        "objects.toml",
        "documents.toml",
        "plans.toml",
        "forums.toml",
        "agreements.toml",
        "terms.toml",
        "issues.toml",
        "service.toml",
        "base/permissions.toml",
        "base/law.toml",
        "tests/roles.toml",
        "overlay.toml",
    ] {
        assert!(shown.iter().any(|name| name == file), "{file} is not shown");
    }
}

#[test]
fn the_permissions_of_the_reference_can_be_read() {
    let text = examples().into_iter().find(|(name, _)| name == "base/permissions.toml").expect("shown").1;
    let source = PackSource {
        id: "base".into(),
        files: vec![("permissions.toml".into(), text)],
        ..PackSource::default()
    };
    let grants =
        read_permissions(&source, &vocabulary()).unwrap_or_else(|errors| panic!("{}", told(&errors)));
    assert_eq!(grants.len(), 3);
    assert!(grants[0].functions.is_none(), "the first grant is for everyone");
}

#[test]
fn the_law_layer_of_the_reference_can_be_read() {
    let text = examples().into_iter().find(|(name, _)| name == "base/law.toml").expect("shown").1;
    let source =
        PackSource { id: "base".into(), files: vec![("law.toml".into(), text)], ..PackSource::default() };
    let law = read_law(&source).unwrap_or_else(|errors| panic!("{}", told(&errors)));
    assert!(law.parameter("incident_hours").is_some() && law.clause("ACT-2020-1-4").is_some());
}

#[test]
fn the_reference_names_every_core_function_action_and_fact() {
    let vocabulary = vocabulary();
    let facts = vocabulary.facts.iter().map(|fact| fact.name.as_str());
    let actions = vocabulary.actions.iter().map(String::as_str);
    for name in CoreFunction::NAMES.iter().copied().chain(facts).chain(actions) {
        assert!(REFERENCE.contains(&format!("`{name}`")), "{name} is not in the reference");
    }
}
