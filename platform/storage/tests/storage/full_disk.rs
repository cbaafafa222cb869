//! A full database, tried with SQLite's own limit of pages: nothing is half-written, and it recovers by itself.

use crate::things::{self, count, is_unavailable, schema};
use kernel::{Error, Id};
use std::sync::Mutex;
use storage::{Statement, View, verify_chain};
use testkit::{Engine, TestDb, operator};

/// Sets the limit on the connection that writes, which is the one that the installation is written with.
fn limit_pages(db: &TestDb, pages: i64) {
    let sql: &'static str = format!("PRAGMA max_page_count = {pages}").leak();
    let limit = Statement { name: "limit", sql };
    db.installation(&operator(), move |installation| installation.rows::<(i64,)>(&limit, &[])).unwrap();
}

fn full_soon() -> TestDb {
    let db = TestDb::fresh(Engine::Sqlite, &schema());
    let pages: i64 = db.raw_rows("PRAGMA page_count")[0][0].parse().unwrap();
    limit_pages(&db, pages + 20);
    db
}

/// Adds things until the database is full, and gives the ids that were acknowledged.
fn fill(db: &TestDb, acknowledged: &Mutex<Vec<Id>>) -> Error {
    for n in 0..10_000 {
        let id = Id::new();
        match db.write(&operator(), move |tx| things::add(tx, id, "A thing with quite a long name", n)) {
            Ok(()) => acknowledged.lock().unwrap().push(id),
            Err(error) => return error,
        }
    }
    panic!("the database never became full");
}

fn assert_whole(db: &TestDb, acknowledged: &[Id]) {
    let found: Vec<Id> = things::things(db, &operator()).into_iter().map(|thing| thing.0).collect();
    assert!(acknowledged.iter().all(|id| found.contains(id)), "an acknowledged thing is lost");
    assert_eq!(found.len(), acknowledged.len(), "a thing that was refused is there");
    let report = db.read(&operator(), View::Now, |read| verify_chain(read, "1".into(), None)).unwrap();
    assert!(report.ok, "{report:?}");
    assert_eq!(report.events, found.len() as i64);
}

#[test]
fn a_full_database_is_unavailable_holds_nothing_half_and_recovers() {
    let db = full_soon();
    let acknowledged = Mutex::default();
    let error = fill(&db, &acknowledged);
    assert!(is_unavailable(&error), "{error}");
    assert_whole(&db, &acknowledged.lock().unwrap());
    limit_pages(&db, 1_000_000);
    let before = count(&db, &operator());
    things::added(&db, &operator(), "Room again", 1);
    assert_eq!(count(&db, &operator()), before + 1);
}

#[test]
fn a_database_that_fills_up_under_many_writers_acknowledges_only_what_it_holds() {
    let db = full_soon();
    let acknowledged = Mutex::default();
    std::thread::scope(|scope| {
        let writers: Vec<_> = (0..16).map(|_| scope.spawn(|| fill(&db, &acknowledged))).collect();
        for writer in writers {
            let error = writer.join().unwrap();
            assert!(is_unavailable(&error), "{error}");
        }
    });
    assert_whole(&db, &acknowledged.into_inner().unwrap());
}

#[test]
fn a_write_that_goes_on_after_the_database_became_full_writes_nothing() {
    let db = full_soon();
    let answer = db.write(&operator(), |tx| {
        // Carries on whatever it is told, as no domain should.
        for n in 0..10_000 {
            let _ = things::add(tx, Id::new(), "A thing with quite a long name", n);
        }
        Ok(())
    });
    assert!(is_unavailable(&answer.unwrap_err()));
    assert_eq!(db.raw_rows("SELECT count(*) FROM thing"), [["0"]]);
    assert_eq!(db.raw_rows("SELECT count(*) FROM audit_event"), [["0"]]);
}
