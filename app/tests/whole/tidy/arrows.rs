//! Arrows only downwards: who may use whom, as `ARCHITECTURE.md` draws it, and what the pure crates never know.

use super::source::{Source, root, walk};
use super::{assert_none, on_program, on_sample};
use std::collections::BTreeMap;
use toml::Table;

/// What each crate may use of the house. A new room gets its line here, and its arrow in the drawing.
const MAY_USE: &[(&str, &[&str])] = &[
    ("kernel", &[]),
    ("calendar", &["kernel"]),
    ("texts", &["kernel"]),
    ("policy", &["calendar", "kernel"]),
    ("storage", &["kernel"]),
    ("testkit", &["kernel", "storage"]),
    ("access", &["kernel", "storage"]),
    ("custom_fields", &["access", "kernel", "storage", "texts"]),
    ("files", &["kernel", "storage", "texts"]),
    ("writing", &["kernel"]),
    ("print", &["kernel", "texts", "writing"]),
    ("pdf", &["kernel", "print", "texts", "writing"]),
    ("findings", &["access", "calendar", "custom_fields", "kernel", "policy", "storage", "texts", "web"]),
    ("web", &["access", "custom_fields", "files", "kernel", "print", "storage", "texts", "writing"]),
    ("notify", &["access", "calendar", "findings", "kernel", "policy", "print", "storage", "texts", "web"]),
    ("views", &["access", "kernel", "notify", "storage", "texts", "web"]),
    ("search", &["access", "kernel", "storage", "texts", "web"]),
    ("hooks", &["access", "kernel", "notify", "storage", "texts", "web"]),
    ("organisation", PLATFORM),
    (
        "register",
        &[
            "organisation",
            "access",
            "calendar",
            "custom_fields",
            "files",
            "findings",
            "kernel",
            "notify",
            "policy",
            "print",
            "search",
            "storage",
            "texts",
            "web",
        ],
    ),
    (
        "agreements",
        &[
            "organisation",
            "register",
            "access",
            "custom_fields",
            "findings",
            "kernel",
            "notify",
            "policy",
            "search",
            "storage",
            "texts",
            "web",
        ],
    ),
    (
        "duties",
        &[
            "organisation",
            "register",
            "writing",
            "access",
            "calendar",
            "custom_fields",
            "files",
            "findings",
            "kernel",
            "notify",
            "policy",
            "print",
            "search",
            "storage",
            "texts",
            "web",
        ],
    ),
    (
        "plans",
        &[
            "organisation",
            "register",
            "agreements",
            "duties",
            "writing",
            "access",
            "calendar",
            "custom_fields",
            "files",
            "findings",
            "kernel",
            "notify",
            "policy",
            "print",
            "search",
            "storage",
            "texts",
            "web",
        ],
    ),
    (
        "vidmakt",
        &[
            "organisation",
            "register",
            "agreements",
            "duties",
            "plans",
            "writing",
            "access",
            "calendar",
            "custom_fields",
            "files",
            "findings",
            "hooks",
            "kernel",
            "notify",
            "pdf",
            "policy",
            "print",
            "search",
            "storage",
            "texts",
            "views",
            "web",
        ],
    ),
];
const PLATFORM: &[&str] = &[
    "access",
    "calendar",
    "custom_fields",
    "findings",
    "kernel",
    "notify",
    "policy",
    "print",
    "search",
    "storage",
    "texts",
    "web",
];
/// Crates without I/O, and what would bring it.
const PURE: &[&str] = &["kernel", "calendar", "policy", "writing"];
const IO: &[&str] =
    &["rusqlite", "postgres", "axum", "tower", "tokio", "maud", "utoipa", "tracing", "rand", "calamine"];
/// Where axum and maud may stand besides pages and API.
const OF_THE_SITE: &[&str] = &["platform/web/", "platform/findings/src/pages", "app/"];
/// What a `decide_*`, `check_*` or `compute_*` function is never given.
const NOT_PURE: &[&str] = &["Tx", "Read", "Db", "Clock", "Settings", "Installation", "Visit", "Connection"];

fn manifests() -> BTreeMap<String, Table> {
    let mut found = BTreeMap::new();
    for folder in ["app", "platform", "domains"] {
        walk(&root().join(folder), &mut |path| {
            if path.file_name().is_some_and(|name| name == "Cargo.toml") {
                let text = std::fs::read_to_string(path).expect("a manifest");
                let manifest: Table =
                    text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                let name = manifest["package"]["name"].as_str().expect("a name").to_owned();
                found.insert(name, manifest);
            }
        });
    }
    found
}

fn wrong_arrows(name: &str, manifest: &Table) -> Vec<String> {
    let Some((_, allowed)) = MAY_USE.iter().find(|(known, _)| *known == name) else {
        return vec![format!("{name} is not in the drawing")];
    };
    let used =
        manifest.get("dependencies").and_then(|table| table.as_table()).into_iter().flat_map(Table::keys);
    let is_ours = |used: &str| MAY_USE.iter().any(|(known, _)| *known == used);
    let is_wrong = |used: &&String| {
        (is_ours(used) && !allowed.contains(&used.as_str()))
            || (PURE.contains(&name) && IO.contains(&used.as_str()))
    };
    used.filter(is_wrong).map(|used| format!("{name} may not use {used}")).collect()
}

#[test]
fn crates_use_only_what_lies_below_them() {
    let manifests = manifests();
    assert_eq!(manifests.len(), MAY_USE.len(), "{:?}", manifests.keys());
    let wrong: Vec<String> =
        manifests.iter().flat_map(|(name, manifest)| wrong_arrows(name, manifest)).collect();
    assert_none("arrows only downwards (ARCHITECTURE.md)", &wrong);
}

#[test]
fn an_arrow_upwards_is_found() {
    let manifest =
        |used: &str| format!("[dependencies]\n{used}.workspace = true").parse::<Table>().expect("TOML");
    assert_eq!(wrong_arrows("web", &manifest("register")), ["web may not use register"]);
    assert_eq!(wrong_arrows("policy", &manifest("postgres")), ["policy may not use postgres"]);
    assert_eq!(wrong_arrows("desk", &manifest("web")), ["desk is not in the drawing"]);
    assert!(wrong_arrows("register", &manifest("web")).is_empty());
}

/// HTTP and HTML stand at the edge of a room.
fn site_outside_pages(source: &Source) -> Vec<String> {
    let is_edge = source.stands_in(&["pages", "api"]);
    if is_edge || OF_THE_SITE.iter().any(|site| source.path.starts_with(site)) {
        return Vec::new();
    }
    let is_of_site = |path: &str| path.starts_with("axum::") || path.starts_with("maud::");
    let found = source.paths.iter().filter(|(_, path)| is_of_site(path));
    found.map(|(line, path)| format!("{}: {path} stands outside pages and API", source.at(*line))).collect()
}

#[test]
fn axum_and_maud_stand_only_at_the_edge() {
    assert_none("axum and maud only in pages*, api*, web and app", &on_program(site_outside_pages));
}

#[test]
fn html_in_a_verb_is_found() {
    let bad = "fn a() { maud::html(1); }";
    assert_eq!(on_sample("domains/x/src/register_thing.rs", bad, site_outside_pages).len(), 1);
    assert_eq!(on_sample("domains/x/src/pages/thing.rs", bad, site_outside_pages).len(), 0);
}

/// What decides is given everything that it looks at, so that a table of cases can try it.
fn impure_rules(source: &Source) -> Vec<String> {
    if !source.path.starts_with("domains/") {
        return Vec::new();
    }
    let is_rule = |name: &str| ["decide_", "check_", "compute_"].iter().any(|start| name.starts_with(start));
    let rules = source.functions.iter().filter(|function| is_rule(&function.name) && !function.is_test);
    rules
        .flat_map(|rule| {
            let words = rule.parameters.iter().flat_map(|ty| ty.split(' '));
            let wrong = words.filter(|word| NOT_PURE.contains(word));
            wrong
                .map(|word| format!("{}: {} is given a {word}", source.at(rule.first_line), rule.name))
                .collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn rules_are_given_no_transaction_clock_or_configuration() {
    assert_none("decide_*, check_* and compute_* are pure", &on_program(impure_rules));
}

#[test]
fn a_rule_that_reads_is_found() {
    let bad = "fn decide_x(read: &Read, day: Date) {} fn decide_y(day: Date) {} fn load(read: &Read) {}";
    assert_eq!(
        on_sample("domains/x/src/x.rs", bad, impure_rules),
        ["domains/x/src/x.rs:1: decide_x is given a Read"]
    );
}

/// Statements know nothing of the verbs that run them.
fn stores_that_use_verbs(source: &Source, verbs: &[(String, String)]) -> Vec<String> {
    let Some((room, place)) = source.path.split_once("/src/") else { return Vec::new() };
    if !place.starts_with("store") {
        return Vec::new();
    }
    let is_verb = |path: &str| {
        let module = path.strip_prefix("crate::").and_then(|rest| rest.split("::").next());
        module.is_some_and(|module| verbs.contains(&(room.to_owned(), module.to_owned())))
    };
    let found = source.paths.iter().filter(|(_, path)| is_verb(path));
    found.map(|(line, path)| format!("{}: uses the verb {path}", source.at(*line))).collect()
}

/// Room and module of each file that is a verb: it holds a function of its own name that is given a transaction.
fn verbs(sources: &[Source]) -> Vec<(String, String)> {
    let is_verb = |source: &&Source| {
        let mut writing =
            source.functions.iter().filter(|f| f.parameters.iter().any(|ty| ty.contains("Tx ")));
        writing.any(|function| function.name == source.stem())
    };
    let named =
        |source: &Source| Some((source.path.split_once("/src/")?.0.to_owned(), source.stem().to_owned()));
    sources.iter().filter(is_verb).filter_map(named).collect()
}

#[test]
fn stores_never_use_verbs() {
    let verbs = verbs(super::source::all());
    assert!(verbs.len() >= 10, "the verbs are found: {verbs:?}");
    assert_none("a store never uses a verb", &on_program(|source| stores_that_use_verbs(source, &verbs)));
}

#[test]
fn a_store_that_uses_a_verb_is_found() {
    let verb = Source::read("domains/x/src/end_thing.rs", "pub fn end_thing(tx: &mut Tx) {}");
    let verbs = verbs(&[verb]);
    let bad = "use crate::end_thing::EndThing;";
    let rule = |source: &Source| stores_that_use_verbs(source, &verbs);
    assert_eq!(on_sample("domains/x/src/store/things.rs", bad, rule).len(), 1);
}
