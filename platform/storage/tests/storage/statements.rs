//! Every statement of storage, and every text that a list can become, is understood by both engines.

use crate::listing::THINGS;
use crate::things::{self, schema};
use storage::Statement;
use testkit::{Engine, TestDb, on_both_engines};

fn every_statement_is_understood(db: &TestDb) {
    assert!(storage::statements().len() >= 8);
    for statement in storage::statements().iter().chain(things::STATEMENTS) {
        db.prepare(statement);
    }
}

fn every_filter_of_a_list_with_every_sort_is_understood(db: &TestDb) {
    let texts = THINGS.texts();
    assert_eq!(texts.len(), THINGS.sorts.len() * THINGS.filters.len());
    for text in texts {
        db.prepare(&Statement { name: THINGS.name, sql: text.leak() });
    }
}

#[test]
fn no_statement_walks_a_whole_table() {
    let db = TestDb::fresh(Engine::Sqlite, &schema());
    for statement in storage::statements().iter().chain(things::STATEMENTS) {
        assert_eq!(db.scans_of(statement), Vec::<String>::new(), "{}", statement.name);
    }
    const CARELESS: Statement =
        Statement { name: "careless", sql: "SELECT id FROM thing WHERE name = ?2 AND amount > ?1" };
    assert_eq!(db.scans_of(&CARELESS), ["SCAN thing"; 2], "a scan would be seen");
}

on_both_engines!(schema();
    every_statement_is_understood,
    every_filter_of_a_list_with_every_sort_is_understood,
);

#[test]
fn sqlite_takes_the_index_that_leads_to_few_rows_and_not_all_of_a_federation() {
    let db = TestDb::fresh(Engine::Sqlite, &schema());
    let ask = "EXPLAIN QUERY PLAN SELECT id FROM thing WHERE tenant_id = 1 AND note = 'x' ORDER BY id";
    let plan = db.raw_rows(ask).concat().join(" ");
    assert!(plan.contains("thing_by_note (tenant_id=? AND note=?)"), "{plan}");
}

#[test]
fn sqlite_does_not_take_the_open_versions_of_a_federation_for_a_few() {
    let db = TestDb::fresh(Engine::Sqlite, &schema());
    let ask = format!(
        "EXPLAIN QUERY PLAN SELECT id FROM thing_version WHERE tenant_id = 1 AND id = x'00' AND recorded_to = {}",
        i64::MAX
    );
    let plan = db.raw_rows(&ask).concat().join(" ");
    assert!(plan.contains("thing_version_by_key (tenant_id=? AND id=?)"), "{plan}");
}
