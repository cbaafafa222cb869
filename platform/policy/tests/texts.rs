//! Every text that this crate names exists in both languages with the placeholders that it gets.

mod support;

use kernel::{Arg, Language};
use policy::{FactValue, Reason, SubjectFacts, evaluate};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use support::{example_source, good};

const SWEDISH: &str = include_str!("../../../locales/sv/policy.ftl");
const ENGLISH: &str = include_str!("../../../locales/en/policy.ftl");

/// The messages of a Fluent file by key, with the names of their placeholders.
fn messages(file: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line.split_once(" = ").filter(|_| line.starts_with("policy-")) {
            key = name.to_owned();
        }
        let names = found.entry(key.clone()).or_default();
        for part in line.split("{ $").skip(1) {
            names.extend(part.split([' ', '}']).next().map(str::to_owned));
        }
    }
    found.remove("");
    found
}

/// The keys that stand in the source of this crate.
fn named_keys(folder: &Path, keys: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("the source is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            named_keys(&path, keys);
            continue;
        }
        let text = fs::read_to_string(&path).expect("source is text");
        for part in text.split("\"policy-").skip(1) {
            keys.extend(part.split('"').next().map(|rest| format!("policy-{rest}")));
        }
    }
}

#[test]
fn every_text_that_the_source_names_exists_in_both_languages_and_no_other() {
    let mut keys = BTreeSet::new();
    named_keys(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut keys);
    for file in [SWEDISH, ENGLISH] {
        let known: BTreeSet<String> = messages(file).into_keys().collect();
        assert_eq!(keys.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new(), "missing");
        assert_eq!(known.difference(&keys).collect::<Vec<_>>(), Vec::<&String>::new(), "never used");
    }
}

#[test]
fn a_text_has_the_same_placeholders_in_both_languages() {
    assert_eq!(messages(SWEDISH), messages(ENGLISH));
}

#[test]
fn a_reason_says_it_in_the_words_of_the_pack() {
    let pack = good(&example_source());
    let reason = Reason::TooFewHolders { role: "system_owner".into(), count: 0, min: 1 };
    let message = reason.message(&pack, "system");
    assert_eq!(message.key, "policy-reason-too-few-holders");
    let Arg::Local(role) = &message.args[0].1 else { panic!("the role's title") };
    assert_eq!(role.in_language(Language::Swedish), "systemägare");
    assert_eq!(role.in_language(Language::English), "system owner");
}

#[test]
fn missing_facts_are_called_what_the_form_calls_them() {
    let pack = good(&example_source());
    let reason = Reason::FactsMissing { facts: vec!["personal_data".into(), "size".into()] };
    let Arg::Local(facts) = &reason.message(&pack, "system").args[0].1 else { panic!("the facts' titles") };
    assert_eq!(facts.en, "the fact personal_data, the fact size");
}

#[test]
fn every_reason_fills_the_placeholders_of_its_text() {
    let pack = good(&example_source());
    let texts = messages(ENGLISH);
    let subjects = [
        SubjectFacts::new("system"),
        SubjectFacts::new("system")
            .with("personal_data", FactValue::Flag(true))
            .with("technical_management", FactValue::Text("business".into()))
            .with("kind", FactValue::Text("it_system".into())),
        SubjectFacts::new("organisation").with("is_own", FactValue::Flag(true)),
    ];
    for subject in subjects {
        for verdict in evaluate(&pack, &subject, "2026-11-22".parse().expect("a date")) {
            let message = verdict.reason.message(&pack, &subject.subject_kind);
            let given: BTreeSet<String> = message.args.iter().map(|(name, _)| (*name).to_owned()).collect();
            assert_eq!(texts[message.key], given, "{}", message.key);
        }
    }
}
