//! Every statement of the program, and every text that a list can become, is understood by both engines, and none
//! walks a whole table.

use crate::tidy::source;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use storage::{Listing, Statement};
use testkit::{Engine, TestDb, on_both_engines};
use vidmakt::domains;

/// Statements that may walk a table, and why.
const MAY_SCAN: &[(&str, &str)] = &[];

fn listings() -> Vec<&'static Listing> {
    [
        organisation::listings(),
        register::listings(),
        agreements::listings(),
        duties::listings(),
        plans::listings(),
        vec![
            &notify::MAILS,
            &hooks::HOOKS,
            &hooks::DELIVERIES,
            &views::VIEWS,
            &custom_fields::FIELDS,
            &findings::GAPS,
            &findings::GAP_COUNTS,
            &findings::ADOPTED_PACKS,
            &findings::ISSUE_ANSWERS,
            &storage::EVENTS,
        ],
    ]
    .concat()
}

fn statements() -> Vec<Statement> {
    [domains::statements(), web::installation_statements(), storage::installation_statements()].concat()
}

/// The listing's texts as statements.
fn texts_of(listing: &Listing) -> Vec<Statement> {
    let named = |sql: String| Statement { name: listing.name, sql: sql.leak() };
    listing.texts().into_iter().map(named).collect()
}

/// The same, narrowed and ordered by fields that a federation has added.
fn texts_by_custom_fields(listing: &Listing) -> Vec<Statement> {
    let named = |sql: String| Statement { name: listing.name, sql: sql.leak() };
    let texts = listing.texts_with(&custom_fields::FILTERS, &custom_fields::SORTS);
    // What names a row by a number has no such fields.
    texts.into_iter().filter(|_| !listing.id_is_number).map(named).collect()
}

/// `register::store::systems` of `domains/register/src/store/systems.rs`.
fn module_of(path: &str) -> String {
    let (house, place) = path.split_once("/src/").unwrap_or((path, ""));
    let krate = house.rsplit('/').next().unwrap_or(house).replace("app", "vidmakt");
    let place = place.trim_end_matches(".rs").trim_end_matches("/mod").replace('/', "::");
    if place == "lib" { krate } else { format!("{krate}::{place}") }
}

#[test]
fn every_module_with_statements_is_prepared() {
    let prepared: BTreeSet<&str> =
        statements().iter().filter_map(|statement| Some(statement.name.rsplit_once("::")?.0)).collect();
    let with_statements =
        source::all().iter().filter(|source| !source.is_test && source.text.contains("\nstatements! {"));
    let missing: Vec<String> = with_statements
        .map(|source| module_of(&source.path))
        .filter(|module| !prepared.contains(module.as_str()))
        .collect();
    assert!(missing.is_empty(), "their statements() forget them: {missing:?}");
}

#[test]
fn every_listing_of_the_program_is_prepared() {
    let declared = source::all().iter().filter(|source| !source.is_test).map(|source| {
        let lines = source.text.lines().enumerate();
        lines
            .filter(|(i, line)| {
                line.contains("pub const ") && line.contains(": Listing =") && !source.is_in_test(i + 1)
            })
            .count()
    });
    assert_eq!(listings().len(), declared.sum::<usize>(), "a listing is missing from the list of this test");
}

#[test]
fn every_statement_has_a_name_of_its_own() {
    let names: Vec<&str> = statements().iter().map(|statement| statement.name).collect();
    let distinct: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(names.len(), distinct.len());
    assert!(names.len() > 100, "{}", names.len());
}

fn every_statement_is_understood(db: &TestDb) {
    let is_understood = |statement: &Statement| {
        catch_unwind(AssertUnwindSafe(|| db.prepare(&with_places(statement)))).is_ok()
    };
    let wrong: Vec<&str> = statements()
        .iter()
        .filter(|statement| !is_understood(statement))
        .map(|statement| statement.name)
        .collect();
    assert!(wrong.is_empty(), "not understood: {wrong:?}; see the messages above");
}

/// A statement for many ids has its places filled in when it is run.
fn with_places(statement: &Statement) -> Statement {
    let first =
        (2..20).rev().find(|place| statement.sql.contains(&format!("?{place}"))).map_or(2, |last| last + 1);
    let places = format!("?{first}, ?{}", first + 1);
    Statement { name: statement.name, sql: statement.sql.replace("{ids}", &places).leak() }
}

fn every_filter_of_every_list_with_every_sort_is_understood(db: &TestDb) {
    for listing in listings() {
        let texts = texts_of(listing);
        assert_eq!(texts.len(), listing.sorts.len() * listing.filters.len(), "{}", listing.name);
        for text in texts.into_iter().chain(texts_by_custom_fields(listing)) {
            db.prepare(&text);
        }
    }
}

on_both_engines!(domains::schema();
    every_statement_is_understood,
    every_filter_of_every_list_with_every_sort_is_understood,
);

fn scans(db: &TestDb, statements: &[Statement]) -> Vec<String> {
    let found =
        statements.iter().filter(|statement| !MAY_SCAN.iter().any(|(name, _)| *name == statement.name));
    found
        .flat_map(|statement| {
            let steps = db.scans_of(&with_places(statement)).into_iter().filter(|step| is_of_table(step));
            steps.map(|step| format!("{}: {step}", statement.name)).collect::<Vec<_>>()
        })
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

/// Rows that the statement itself has found before, or a list of values, are no table.
fn is_of_table(step: &str) -> bool {
    let schema = domains::schema();
    let name = step.split(' ').nth(1).unwrap_or_default();
    let tables = schema.nouns.iter().map(|noun| noun.table).chain(schema.tenant_tables);
    let mut known = tables.flat_map(|table| [table.to_owned(), format!("{table}_version")]);
    known.any(|table| table == name)
}

#[test]
fn no_statement_walks_a_whole_table() {
    let db = TestDb::fresh(Engine::Sqlite, &domains::schema());
    let found = scans(&db, &statements());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_list_walks_a_whole_table() {
    let db = TestDb::fresh(Engine::Sqlite, &domains::schema());
    let found: Vec<String> =
        listings().into_iter().flat_map(|listing| scans(&db, &texts_of(listing))).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
    let found: Vec<String> =
        listings().into_iter().flat_map(|listing| scans(&db, &texts_by_custom_fields(listing))).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// A write names its tenant (docs/decisions/003): what it inserts has one, what it changes or deletes is of one.
fn names_its_tenant(sql: &str) -> bool {
    let words = sql.split_whitespace().collect::<Vec<_>>().join(" ");
    let gives_tenant = || words.contains("tenant_id") && words.contains("?1");
    match words.split(' ').next().unwrap_or_default() {
        "INSERT" => gives_tenant(),
        "UPDATE" | "DELETE" => words.contains("tenant_id = ?1"),
        _ => true,
    }
}

#[test]
fn every_write_of_a_federation_names_it() {
    let writes = domains::statements();
    let wrong: Vec<&str> =
        writes.iter().filter(|one| !names_its_tenant(one.sql)).map(|one| one.name).collect();
    assert!(wrong.is_empty(), "these write to any federation: {wrong:?}");
    assert!(writes.iter().filter(|one| !one.sql.trim_start().starts_with("SELECT")).count() > 20);
}

#[test]
fn a_write_that_forgets_its_federation_would_be_seen() {
    assert!(!names_its_tenant("UPDATE system SET name = ?2 WHERE id = ?3"));
    assert!(!names_its_tenant("DELETE FROM system WHERE id = ?2"));
    assert!(!names_its_tenant("INSERT INTO system (id, name) VALUES (?2, ?3)"));
    assert!(names_its_tenant("DELETE FROM system\n WHERE tenant_id = ?1 AND id = ?2"));
}

#[test]
fn a_walk_through_a_table_would_be_seen() {
    let db = TestDb::fresh(Engine::Sqlite, &domains::schema());
    let careless =
        Statement { name: "careless", sql: "SELECT id FROM person WHERE name = ?2 OR tenant_id <> ?1" };
    assert_eq!(scans(&db, &[careless]), ["careless: SCAN person"]);
}
