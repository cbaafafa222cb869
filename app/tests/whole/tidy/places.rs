//! What stands where: SQL in the stores, words for users in `locales/`, municipalities in packs and demo, and what
//! stands nowhere at all.

use super::source::{Source, files, root, walk};
use super::{assert_none, on_program, on_sample};

/// Modules and crates in which SQL may stand, besides migrations.
const SQL_MODULES: &[&str] = &["store", "listing", "facts"];
const SQL_CRATES: &[&str] = &["platform/storage/", "platform/access/", "platform/findings/"];
const SQL_BEGINNINGS: &[&str] = &[
    "SELECT ",
    "INSERT ",
    "UPDATE ",
    "DELETE FROM",
    "CREATE TABLE",
    "ALTER TABLE",
    "DROP TABLE",
    "WITH RECURSIVE",
];
const SQL_PARTS: &[&str] = &[" FROM @", " JOIN @", "(SELECT "];

fn sql_outside_stores(source: &Source) -> Vec<String> {
    if source.stands_in(SQL_MODULES) || SQL_CRATES.iter().any(|place| source.path.starts_with(place)) {
        return Vec::new();
    }
    let is_sql = |text: &str| {
        let text = text.trim_start();
        SQL_BEGINNINGS.iter().any(|word| text.starts_with(word))
            || SQL_PARTS.iter().any(|part| text.contains(part))
    };
    let found = source.literals.iter().filter(|(_, text)| is_sql(text));
    found.map(|(line, _)| format!("{}: SQL outside a store", source.at(*line))).collect()
}

#[test]
fn sql_stands_only_in_stores() {
    assert_none(
        "SQL only in store*, listing*, facts*, storage, access and findings",
        &on_program(sql_outside_stores),
    );
}

#[test]
fn a_statement_in_a_verb_is_found() {
    let bad = "const A: &str = \"SELECT id FROM @system\";";
    assert_eq!(on_sample("domains/x/src/end_thing.rs", bad, sql_outside_stores).len(), 1);
    assert!(on_sample("domains/x/src/store/things.rs", bad, sql_outside_stores).is_empty());
}

/// `INSERT OR REPLACE` skips the triggers that write history.
fn replacing_inserts(source: &Source) -> Vec<String> {
    let is_bad = |text: &str| {
        let text = text.to_uppercase();
        text.contains("INSERT OR REPLACE") || text.trim_start().starts_with("REPLACE INTO")
    };
    let found = source.literals.iter().filter(|(_, text)| is_bad(text));
    found.map(|(line, _)| format!("{}: INSERT OR REPLACE", source.at(*line))).collect()
}

#[test]
fn no_insert_replaces() {
    let mut wrong = on_program(replacing_inserts);
    for (path, text) in files(&["platform", "domains"], "sql") {
        if text.to_uppercase().contains("OR REPLACE INTO") {
            wrong.push(path);
        }
    }
    assert_none("no INSERT OR REPLACE", &wrong);
}

#[test]
fn a_replacing_insert_is_found() {
    let bad = "const A: &str = \"insert or replace into thing VALUES (1)\";";
    assert_eq!(on_sample("domains/x/src/store.rs", bad, replacing_inserts).len(), 1);
}

/// Letters that stand in no English word: a text for users that escaped from `locales/`.
const SWEDISH_LETTERS: &[char] = &['å', 'ä', 'ö', 'Å', 'Ä', 'Ö'];
/// Files that must spell Swedish, and why.
const SPELLS_SWEDISH: &[(&str, &str)] = &[
    ("platform/calendar/src/holiday.rs", "names of holidays in both languages"),
    ("platform/web/src/form_input.rs", "words that people type for yes and no"),
    ("platform/texts/src/sort_key.rs", "the order of the letters"),
    ("platform/search/src/words.rs", "the letters that are no accents"),
    ("platform/texts/src/typed_date.rs", "months as people type them"),
    ("domains/register/src/transfer/", "headings of the spreadsheets that municipalities have"),
    ("app/src/demo/", "what the demonstration is made of"),
];

fn texts_in_code(source: &Source) -> Vec<String> {
    if SPELLS_SWEDISH.iter().any(|(path, _)| source.path.starts_with(path)) {
        return Vec::new();
    }
    let found = source.literals.iter().filter(|(_, text)| text.contains(SWEDISH_LETTERS));
    found.map(|(line, text)| format!("{}: {text:?} belongs in locales/", source.at(*line))).collect()
}

#[test]
fn texts_for_users_stand_in_locales() {
    assert_none("no text for users in code", &on_program(texts_in_code));
}

#[test]
fn a_swedish_text_in_code_is_found() {
    let bad = "/// Swedish: möte.\nfn a() -> &'static str { \"Välj ett möte\" }";
    assert_eq!(on_sample("domains/x/src/pages.rs", bad, texts_in_code).len(), 1);
}

/// Every municipality and federation that a pack knows.
const MUNICIPALITIES: &[&str] = &[
    "Askersund",
    "Hallsberg",
    "Laxå",
    "Lekeberg",
    "Arboga",
    "Köping",
    "Kungsör",
    "Surahammar",
    "VMKF",
    "Sydnärke",
];
/// Names of packs. The examples of the command line's help may show them.
const PACKS: &[&str] = &["eforvaltning", "forandringsstopp", "itradet", "sydnarke", "vmkf"];
const EXAMPLES: &str = "/cli.ftl";
/// The demonstration may name its federations: it is code and files of the demo.
const MAY_NAME: &[&str] = &["app/src/demo/"];

fn names_of_municipalities(path: &str, text: &str) -> Vec<String> {
    if MAY_NAME.iter().any(|place| path.starts_with(place)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (line, content) in text.lines().enumerate() {
        let words: Vec<&str> = content.split(|letter: char| !letter.is_alphanumeric()).collect();
        let packs = if path.ends_with(EXAMPLES) { &[] } else { PACKS };
        let named = MUNICIPALITIES.iter().chain(packs).find(|name| words.contains(name));
        found.extend(named.map(|name| format!("{path}:{}: {name}", line + 1)));
    }
    found
}

#[test]
fn no_municipality_is_named_outside_packs_demo_and_tests() {
    let mut wrong = on_program(|source| {
        let lines = source.text.lines().enumerate();
        let kept: Vec<&str> =
            lines.map(|(i, line)| if source.is_in_test(i + 1) { "" } else { line }).collect();
        names_of_municipalities(&source.path, &kept.join("\n"))
    });
    for ending in ["ftl", "sql", "toml"] {
        for (path, text) in files(&["locales", "platform", "domains"], ending) {
            if !path.contains("/tests/") {
                wrong.extend(names_of_municipalities(&path, &text));
            }
        }
    }
    assert_none("no municipality outside policies/, demo/ and tests", &wrong);
}

#[test]
fn a_municipality_in_code_is_found() {
    let found = names_of_municipalities("platform/web/src/x.rs", "if key == \"vmkf\" {\n} // Arboga");
    assert_eq!(found, ["platform/web/src/x.rs:1: vmkf", "platform/web/src/x.rs:2: Arboga"]);
}

/// Words of the machine on which somebody happened to work.
fn paths_of_a_machine(path: &str, text: &str) -> Vec<String> {
    let homes = [
        ["/ho", "me/"].concat(),
        ["/ro", "ot/"].concat(),
        ["/Use", "rs/"].concat(),
        ["C:\\", "Users"].concat(),
    ];
    let lines = text.lines().enumerate();
    let is_bad = |line: &str| homes.iter().any(|home| line.contains(home.as_str()));
    lines
        .filter(|(_, line)| is_bad(line))
        .map(|(i, _)| format!("{path}:{}: a path of a machine", i + 1))
        .collect()
}

#[test]
fn no_file_holds_a_path_of_a_machine() {
    let mut wrong = Vec::new();
    walk(&root(), &mut |path| {
        const READ: &[&str] = &["rs", "toml", "md", "ftl", "sql", "ts", "css", "mjs", "json", "lock"];
        let is_read = path.extension().is_none_or(|end| READ.contains(&&*end.to_string_lossy()));
        if let Some(text) = is_read.then(|| std::fs::read_to_string(path).ok()).flatten() {
            let name = path.strip_prefix(root()).expect("below the root").to_string_lossy().into_owned();
            wrong.extend(paths_of_a_machine(&name, &text));
        }
    });
    assert_none("no path of a machine", &wrong);
}

#[test]
fn a_path_of_a_machine_is_found() {
    let bad = ["let a = \"/ho", "me/x\";"].concat();
    assert_eq!(paths_of_a_machine("a.rs", &bad), ["a.rs:1: a path of a machine"]);
}

/// Work that is not done, and tests that do not run.
fn unfinished(source: &Source) -> Vec<String> {
    let words =
        source.words.iter().filter(|(_, word)| matches!(word.as_str(), "todo" | "unimplemented" | "unsafe"));
    let is_macro =
        |line: usize, word: &str| word == "unsafe" || source.line(line).contains(&format!("{word}!"));
    let mut found: Vec<String> = words
        .filter(|(line, word)| is_macro(*line, word))
        .map(|(line, word)| format!("{}: {word}", source.at(*line)))
        .collect();
    let mark = ["#[ig", "nore"].concat();
    let ignored = source.text.lines().enumerate().filter(|(_, line)| line.trim_start().starts_with(&mark));
    found.extend(ignored.map(|(i, _)| format!("{}: a test that does not run", source.at(i + 1))));
    found
}

#[test]
fn nothing_is_left_undone_and_no_test_is_left_out() {
    let wrong: Vec<String> = super::source::all().iter().flat_map(unfinished).collect();
    assert_none("no todo!, unimplemented!, unsafe or ignored test", &wrong);
}

#[test]
fn undone_work_is_found() {
    let bad = format!("fn a() {{ todo!() }}\n{}]\nfn b() {{ let todo = 1; }}", ["#[ig", "nore"].concat());
    assert_eq!(on_sample("x/src/a.rs", &bad, unfinished).len(), 2);
}
