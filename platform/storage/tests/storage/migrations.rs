//! Migrations change nouns and their versions together, on a database that already holds rows.

use crate::things::{self, NOUNS, added, change, count, schema, things};
use kernel::{Date, Id};
use storage::{Migration, Noun, Schema, Statement, View, values};
use testkit::{Acting, Engine, TestDb, on_both_engines, operator};

pub const COLOUR: &str = "ALTER TABLE thing ADD COLUMN colour {text} NOT NULL DEFAULT 'grå'";
const NO_NOTE: &str = "DROP INDEX thing_by_note; ALTER TABLE thing DROP COLUMN note";
pub const IN_ORE: &str = "UPDATE thing SET amount = amount * 100; DELETE FROM thing WHERE name = 'Unwanted'";
const LABELS: &str = "
CREATE TABLE label (tenant_id {int} NOT NULL, id {id} NOT NULL, name {text} NOT NULL, PRIMARY KEY (tenant_id, id)) {noun};
INSERT INTO label (tenant_id, id, name) SELECT tenant_id, id, name FROM thing";
const LABEL: Noun = Noun { table: "label", key: &["id"], indices: &[&["name"]] };

const COLOURS: Statement =
    Statement { name: "colours", sql: "SELECT id, colour, amount FROM @thing AS t ORDER BY id" };
const LABEL_NAMES: Statement =
    Statement { name: "labels", sql: "SELECT name FROM @label AS l ORDER BY name" };
const RENAME: Statement =
    Statement { name: "rename", sql: "UPDATE label SET name = 'New' WHERE tenant_id = ?1" };

pub fn later(steps: &[&'static str], nouns: Vec<Noun>) -> Schema {
    let migration =
        |(i, sql): (usize, &&'static str)| Migration { domain: "things", number: i as i64 + 2, sql };
    let mut schema = schema();
    schema.migrations.extend(steps.iter().enumerate().map(migration));
    schema.nouns = nouns;
    schema
}

fn without_note() -> Vec<Noun> {
    vec![Noun { indices: &[&["name_sort", "id"]], ..NOUNS[0] }, NOUNS[1]]
}

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

fn assert_twins_are_equal(db: &TestDb, nouns: &[Noun]) {
    for Noun { table, .. } in nouns {
        let mut twin = columns(db, &format!("{table}_version"));
        twin.retain(|column| !column[0].starts_with("recorded_"));
        assert_eq!(twin, columns(db, table), "{table}");
        assert!(!twin.is_empty());
    }
}

/// The open versions of things are the things.
pub fn assert_open_versions_are_the_rows(db: &TestDb) {
    let list = "tenant_id, id, name, amount";
    let open = format!("SELECT {list} FROM thing_version WHERE recorded_to = {}", i64::MAX);
    let rows = format!("SELECT {list} FROM thing");
    for (one, other) in [(&open, &rows), (&rows, &open)] {
        assert!(db.raw_rows(&format!("{one} EXCEPT {other}")).is_empty(), "{one}");
    }
}

fn filled(engine: Engine) -> (TestDb, Id) {
    let db = TestDb::fresh(engine, &schema());
    let id = added(&db, &operator().at("2026-01-10T09:00:00Z"), "Thing", 1);
    added(&db, &operator().of(2).at("2026-01-10T09:00:00Z"), "Unwanted", 1);
    db.write(&operator().at("2026-02-10T09:00:00Z"), move |tx| change(tx, id, 2)).unwrap();
    (db, id)
}

fn as_of(day: &str) -> View {
    View::AsOf(day.parse::<Date>().unwrap())
}

fn a_migrated_database_is_told_from_one_that_lacks_steps(db: &TestDb) {
    let empty = TestDb::empty(db.engine());
    let pending = empty.pending_migrations(&schema()).unwrap();
    assert_eq!(pending[..2], ["storage 1", "storage 2"]);
    assert_eq!((pending.len(), pending.last().unwrap().as_str()), (schema().migrations.len(), "things 1"));
    assert!(db.pending_migrations(&schema()).unwrap().is_empty());
    let next = later(&[COLOUR], NOUNS.to_vec());
    assert_eq!(db.pending_migrations(&next).unwrap(), ["things 2"]);
    db.migrate(&next).unwrap();
    db.migrate(&next).unwrap();
    assert!(db.pending_migrations(&next).unwrap().is_empty());
}

fn a_new_and_a_dropped_column_reach_the_versions(db: &TestDb) {
    let (db, id) = filled(db.engine());
    let nouns = without_note();
    db.migrate(&later(&[COLOUR, NO_NOTE], nouns.clone())).unwrap();
    assert_twins_are_equal(&db, &nouns);
    assert_open_versions_are_the_rows(&db);
    let now = operator();
    db.write(&now, move |tx| change(tx, id, 3)).unwrap();
    let colours =
        |view| -> Vec<(Id, String, i64)> { db.read(&now, view, |read| read.rows(&COLOURS, &[])).unwrap() };
    let grey = |amount| [(id, "grå".to_owned(), amount)];
    assert_eq!(colours(as_of("2026-01-31")), grey(1), "an older version has the default too");
    assert_eq!(colours(as_of("2026-02-28")), grey(2));
    assert_eq!(colours(as_of("2026-03-02")), grey(3));
    assert_eq!(colours(View::Now), grey(3));
}

fn rows_that_a_migration_changed_or_removed_are_what_stands_in_the_versions(db: &TestDb) {
    let (db, id) = filled(db.engine());
    db.migrate(&later(&[IN_ORE], NOUNS.to_vec())).unwrap();
    assert_open_versions_are_the_rows(&db);
    assert_eq!(things(&db, &operator()), [(id, "Thing".to_owned(), 200)]);
    assert_eq!(count(&db, &operator().of(2)), 0);
    db.write(&operator(), move |tx| change(tx, id, 300)).unwrap();
    let before = db.read(&operator(), as_of("2026-02-28"), things::all).unwrap();
    assert_eq!(before, [(id, "Thing".to_owned(), 200)]);
}

fn a_noun_that_a_migration_fills_has_versions_from_then_on(db: &TestDb) {
    let (db, _) = filled(db.engine());
    let nouns = vec![NOUNS[0], NOUNS[1], LABEL];
    db.migrate(&later(&[LABELS], nouns.clone())).unwrap();
    assert_twins_are_equal(&db, &nouns);
    assert_eq!(db.raw_rows("SELECT name FROM label_version ORDER BY name"), [["Thing"], ["Unwanted"]]);
    // The clock of these tests is behind the one that migrates: the next write may not come before it.
    let later = operator().at("2099-01-01T09:00:00Z");
    db.write(&later, |tx| tx.execute_unaudited(&RENAME, &[])).unwrap();
    let names: Vec<(String,)> = db.read(&later, View::Now, |read| read.rows(&LABEL_NAMES, &[])).unwrap();
    assert_eq!(names, [("New".to_owned(),)]);
    assert_eq!(db.raw_rows("SELECT count(*) FROM label_version"), [["3"]]);
}

fn a_step_that_fails_changes_nothing(db: &TestDb) {
    let (db, id) = filled(db.engine());
    let wrong = later(&[COLOUR, "ALTER TABLE nothing ADD COLUMN x {int}"], NOUNS.to_vec());
    assert!(db.migrate(&wrong).is_err());
    assert_eq!(db.pending_migrations(&wrong).unwrap().len(), 2);
    assert!(!columns(&db, "thing").iter().any(|column| column[0] == "colour"));
    db.write(&operator(), move |tx| change(tx, id, 3)).unwrap();
    assert_eq!(db.raw_rows("SELECT count(*) FROM thing_version WHERE tenant_id = 1"), [["3"]]);
}

fn a_step_that_breaks_a_link_changes_nothing(db: &TestDb) {
    let (db, id) = filled(db.engine());
    db.write(&operator(), move |tx| {
        tx.execute(&things::ADD_TAG, &values![id, "red"])?;
        tx.audit(&things::entry("thing.tagged", id))
    })
    .unwrap();
    let error = db.migrate(&later(&["DELETE FROM thing"], NOUNS.to_vec())).unwrap_err().to_string();
    assert!(error.contains("thing_tag"), "{error}");
    assert_eq!(count(&db, &operator()), 1);
}

fn several_programs_that_start_at_once_migrate_once(db: &TestDb) {
    let db = TestDb::empty(db.engine());
    std::thread::scope(|scope| {
        let nodes: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| storage::Db::open(db.url()).and_then(|node| node.migrate(&schema()))))
            .collect();
        for node in nodes {
            node.join().unwrap().expect("each finds a migrated database");
        }
    });
    added(&db, &operator(), "Thing", 1);
}

on_both_engines!(schema();
    a_migrated_database_is_told_from_one_that_lacks_steps,
    a_new_and_a_dropped_column_reach_the_versions,
    rows_that_a_migration_changed_or_removed_are_what_stands_in_the_versions,
    a_noun_that_a_migration_fills_has_versions_from_then_on,
    a_step_that_fails_changes_nothing,
    a_step_that_breaks_a_link_changes_nothing,
    several_programs_that_start_at_once_migrate_once,
);
