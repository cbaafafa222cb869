//! The tables of the whole program: made from nothing on both engines, once and for all, each noun with the versions
//! of its rows.

use crate::program::Program;
use kernel::Actor;
use storage::{Engine, Noun};
use testkit::{TestDb, on_both_engines, operator};
use vidmakt::domains;

/// Names and types of a table's columns, in an order of their own.
fn columns(db: &TestDb, table: &str) -> Vec<Vec<String>> {
    db.raw_rows(&match db.engine() {
        Engine::Sqlite => format!("SELECT name, type FROM pragma_table_info('{table}') ORDER BY name"),
        Engine::Postgres => format!(
            "SELECT column_name, data_type, collation_name FROM information_schema.columns \
             WHERE table_name = '{table}' ORDER BY column_name"
        ),
    })
}

fn tables(db: &TestDb) -> Vec<String> {
    let rows = db.raw_rows(match db.engine() {
        Engine::Sqlite => {
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
        }
        Engine::Postgres => {
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1"
        }
    });
    rows.into_iter().flatten().collect()
}

/// What the engine would tell of every table.
fn everything(db: &TestDb) -> Vec<(String, Vec<Vec<String>>)> {
    tables(db).into_iter().map(|table| (table.clone(), columns(db, &table))).collect()
}

fn all_tables_are_made_from_nothing_and_making_them_again_changes_nothing(made: &TestDb) {
    let db = TestDb::empty(made.engine());
    let schema = domains::schema();
    assert_eq!(db.pending_migrations(&schema).unwrap().len(), schema.migrations.len());
    db.migrate(&schema).unwrap();
    let once = everything(&db);
    assert!(once.len() > 20, "{once:?}");
    db.migrate(&schema).unwrap();
    assert_eq!(everything(&db), once);
    assert_eq!(db.raw_rows("SELECT count(*) FROM migration"), [[schema.migrations.len().to_string()]]);
    assert!(db.pending_migrations(&schema).unwrap().is_empty());
}

fn a_database_that_lacks_the_last_step_says_which(db: &TestDb) {
    let schema = domains::schema();
    let last = schema.migrations.last().expect("a migration");
    db.raw_execute(&format!(
        "DELETE FROM migration WHERE domain = '{}' AND number = {}",
        last.domain, last.number
    ));
    assert_eq!(db.pending_migrations(&schema).unwrap(), [format!("{} {}", last.domain, last.number)]);
}

/// What a version of the program grants more than the one before reaches the federations that it finds.
fn what_the_program_grants_anew_is_applied_after_its_migration(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "itradet");
    let granted = || db.raw_rows("SELECT count(*) FROM function_permission WHERE permission = 'mail.read'");
    db.raw_execute("DELETE FROM function_permission WHERE permission = 'mail.read'");
    db.raw_execute("DELETE FROM migration WHERE domain = 'findings' AND number = 6");
    db.migrate(&domains::schema()).expect("migrated");
    let job = Actor::job(here.tenant, operator().now);
    program.db.write(&job, findings::apply_pack_in_force).expect("applied");
    assert_ne!(granted(), [["0"]], "the new permission has come");
}

fn the_versions_of_every_noun_have_its_columns(db: &TestDb) {
    for Noun { table, .. } in domains::schema().nouns {
        let mut twin = columns(db, &format!("{table}_version"));
        twin.retain(|column| !column[0].starts_with("recorded_"));
        assert_eq!(twin, columns(db, table), "{table}");
        assert!(!twin.is_empty(), "{table}");
    }
}

fn every_table_of_a_federation_starts_with_its_number(db: &TestDb) {
    let schema = domains::schema();
    let of_federations =
        schema.nouns.iter().map(|noun| noun.table).chain(schema.tenant_tables.iter().copied());
    for table in of_federations {
        assert!(columns(db, table).iter().any(|column| column[0] == "tenant_id"), "{table}");
    }
}

/// A table that the schema forgets has neither wall nor versions.
fn every_table_belongs_to_somebody(db: &TestDb) {
    const OF_STORAGE: &[&str] = &["migration", "audit_event", "audit_head", "word_index"];
    // The tables in which FTS5 keeps an index.
    let is_of_index = |table: &str| db.engine() == Engine::Sqlite && table.starts_with("word_index_");
    let schema = domains::schema();
    let nouns =
        schema.nouns.iter().flat_map(|noun| [noun.table.to_owned(), format!("{}_version", noun.table)]);
    let others = schema.tenant_tables.iter().chain(&schema.installation_tables).chain(OF_STORAGE);
    let known: Vec<String> = nouns.chain(others.map(ToString::to_string)).collect();
    let unknown: Vec<String> =
        tables(db).into_iter().filter(|table| !known.contains(table) && !is_of_index(table)).collect();
    assert!(
        unknown.is_empty(),
        "neither noun nor table of a federation nor of the installation: {unknown:?}"
    );
}

on_both_engines!(domains::schema();
    all_tables_are_made_from_nothing_and_making_them_again_changes_nothing,
    what_the_program_grants_anew_is_applied_after_its_migration,
    a_database_that_lacks_the_last_step_says_which,
    the_versions_of_every_noun_have_its_columns,
    every_table_of_a_federation_starts_with_its_number,
    every_table_belongs_to_somebody,
);
