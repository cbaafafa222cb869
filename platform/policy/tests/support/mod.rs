//! What the tests of this crate share: a vocabulary like the register's, the examples of the reference, and words for problems.
#![allow(dead_code, reason = "each test binary uses a part")]

use kernel::{Arg, LocalText};
use policy::{
    BASE, CheckReport, FactDeclaration, FactKind, Pack, PackList, PackSource, Problem, Vocabulary, read_law,
    read_pack, shipped_pack,
};
use std::collections::BTreeMap;

const CATEGORIES: [&str; 3] = ["infrastructure", "common", "business"];
const MANAGEMENT: [&str; 3] = ["it", "business", "supplier"];
const ORGANISATIONS: [&str; 8] = [
    "municipal_federation",
    "joint_committee",
    "municipality",
    "municipal_company",
    "committee",
    "department",
    "unit",
    "supplier",
];
fn choice(names: &[&str]) -> FactKind {
    FactKind::Choice(names.iter().map(|name| (*name).to_owned()).collect())
}

fn set(names: &[&str]) -> FactKind {
    FactKind::Set(names.iter().map(|name| (*name).to_owned()).collect())
}

fn system_facts() -> Vec<(&'static str, FactKind)> {
    vec![
        (
            "kind",
            choice(&[
                "it_system",
                "cloud_service",
                "it_service",
                "base_service",
                "digital_service",
                "ai_system",
            ]),
        ),
        ("category", choice(&CATEGORIES)),
        ("effective_kind", set(&CATEGORIES)),
        ("object_kind", FactKind::PackSet(PackList::ObjectKind)),
        (
            "lifecycle_state",
            choice(&["idea", "procurement", "introduction", "in_operation", "phase_out", "retired"]),
        ),
        ("size", choice(&["small_simple", "medium", "large", "complex"])),
        ("importance", choice(&["normal", "important", "prioritised"])),
        ("personal_data", FactKind::Flag),
        ("sensitive_data", FactKind::Flag),
        ("operation_form", choice(&["own_it", "supplier", "cloud"])),
        ("technical_management", choice(&MANAGEMENT)),
        ("business_management", choice(&MANAGEMENT)),
        ("business_areas", FactKind::PackSet(PackList::BusinessArea)),
        ("organisation_kind", choice(&ORGANISATIONS[..6])),
        ("common_system", FactKind::PackChoice(PackList::CommonSystem)),
        ("others_with_same_common_system", FactKind::Number),
        ("has_supplier", FactKind::Flag),
        ("has_integrations", FactKind::Flag),
        ("confirmation", choice(&["never", "current", "changed", "expired"])),
        ("in_object", FactKind::Flag),
        ("user_count", FactKind::Number),
        ("using_organisation_count", FactKind::Number),
        ("short_description", FactKind::Text),
        ("local_number", FactKind::Text),
        ("service_address", FactKind::Text),
        ("supplier", FactKind::Text),
        ("owning_organisation", FactKind::Text),
        ("in_operation_from", FactKind::Date),
        ("phase_out_from", FactKind::Date),
    ]
}

fn object_facts() -> Vec<(&'static str, FactKind)> {
    vec![
        ("kind", FactKind::PackChoice(PackList::ObjectKind)),
        ("effective_kind", set(&CATEGORIES)),
        ("grouping_basis", choice(&["need", "operation"])),
        ("business_areas", FactKind::PackSet(PackList::BusinessArea)),
        ("organisation_kind", choice(&ORGANISATIONS[..6])),
        ("personal_data", FactKind::Flag),
        ("owning_organisation", FactKind::Text),
        ("system_count", FactKind::Number),
        ("using_organisation_count", FactKind::Number),
    ]
}

fn organisation_facts() -> Vec<(&'static str, FactKind)> {
    vec![
        ("kind", choice(&ORGANISATIONS)),
        ("employee_count", FactKind::Number),
        ("runs_it", FactKind::Flag),
        ("is_own", FactKind::Flag),
    ]
}

/// A vocabulary such as the domains declare, as the reference lists it.
pub fn vocabulary() -> Vocabulary {
    let kinds =
        [("system", system_facts()), ("object", object_facts()), ("organisation", organisation_facts())];
    let mut facts = Vec::new();
    for (subject, list) in kinds {
        for (name, kind) in list {
            facts.push(FactDeclaration {
                subject_kind: subject.to_owned(),
                name: name.to_owned(),
                kind,
                title: LocalText::new(format!("uppgiften {name}"), format!("the fact {name}")),
                value_titles: value_titles(name),
            });
        }
    }
    let mut permissions = ["systems.see", "systems.change", "documents.change"].map(str::to_owned).to_vec();
    permissions.extend(base_permissions());
    let law = read_law(shipped_pack(BASE).expect("base is shipped")).expect("the law layer reads");
    Vocabulary { facts, actions: policy::ACTIONS.map(str::to_owned).to_vec(), permissions, law }
}

/// What the forms call sizes; other values go by their names.
fn value_titles(fact: &str) -> BTreeMap<String, LocalText> {
    let sizes = [("large", "stor"), ("complex", "komplex")];
    let title = |(id, sv): (&str, &str)| (id.to_owned(), LocalText::new(sv, id));
    if fact == "size" { sizes.map(title).into() } else { BTreeMap::new() }
}

/// What the shipped `base` grants. Whether the domains declare it is a test of the whole program.
fn base_permissions() -> Vec<String> {
    let text = shipped_pack(BASE).and_then(|base| base.text("permissions.toml")).unwrap_or_default();
    let table: toml::Table = text.parse().expect("base is valid TOML");
    let grants = table.get("grant").and_then(|grants| grants.as_array()).cloned().unwrap_or_default();
    let lists = grants.iter().filter_map(|grant| grant.get("permissions")?.as_array());
    lists.flatten().filter_map(|name| name.as_str().map(str::to_owned)).collect()
}

/// The page that describes the format.
pub const REFERENCE: &str = include_str!("../../../../docs/reference/policy-pack.md");

/// The examples of the reference: each block that names its file.
pub fn examples() -> Vec<(String, String)> {
    let blocks = REFERENCE.split("```toml\n").skip(1);
    blocks
        .filter_map(|block| {
            let text = block.split("```").next()?;
            let name = text.lines().next()?.strip_prefix("# file: ")?;
            Some((name.to_owned(), text.to_owned()))
        })
        .collect()
}

/// The pack of the reference.
pub fn example_source() -> PackSource {
    let mut source = PackSource { id: "example".to_owned(), ..PackSource::default() };
    for (name, text) in examples() {
        if !name.starts_with("base/") && name != "overlay.toml" {
            source.files.push((name, text));
        }
    }
    source
}

/// The pack of the reference with one text in one file replaced. The text must be there once or more; the first counts.
pub fn changed(file: &str, old: &str, new: &str) -> PackSource {
    let mut source = example_source();
    let (_, text) =
        source.files.iter_mut().find(|(name, _)| name == file).expect("the file is in the reference");
    assert!(text.contains(old), "{file} does not hold {old:?}");
    *text = text.replacen(old, new, 1);
    source
}

pub fn read(source: &PackSource) -> CheckReport {
    read_pack(source, &vocabulary())
}

pub fn good(source: &PackSource) -> Pack {
    let report = read(source);
    report.pack.unwrap_or_else(|| panic!("{}", told(&report.errors)))
}

/// Problems as lines that a person can read in a failing test.
pub fn told(problems: &[Problem]) -> String {
    let lines = problems.iter().map(|problem| {
        let help = problem
            .help
            .as_ref()
            .map(|help| format!(" ({} {})", help.key, args(&help.args)))
            .unwrap_or_default();
        format!(
            "{}:{}:{} {} {}{help}",
            problem.file,
            problem.line,
            problem.column,
            problem.message.key,
            args(&problem.message.args)
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn args(args: &[(&'static str, Arg)]) -> String {
    let texts = args.iter().map(|(name, arg)| match arg {
        Arg::Number(number) => format!("{name}={number}"),
        Arg::Text(text) => format!("{name}={text}"),
        Arg::Local(text) => format!("{name}={}", text.sv),
    });
    texts.collect::<Vec<_>>().join(" ")
}
