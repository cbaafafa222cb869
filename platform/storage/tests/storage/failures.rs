//! What happens when a closure panics, the queue is full or the database is not there: an answer, and the next works.

use crate::things::{self, added, count, is_internal, is_unavailable, schema};
use kernel::Id;
use std::sync::mpsc::channel;
use std::time::Duration;
use storage::{DatabaseUrl, Db, View};
use testkit::{Engine, TestDb, on_both_engines, operator};

fn a_panic_in_a_write_is_answered_as_failed_and_the_next_write_works(db: &TestDb) {
    let error = db
        .write(&operator(), |tx| {
            things::add(tx, Id::new(), "Half", 1)?;
            if tx.as_of().is_none() {
                panic!("an expected panic");
            }
            Ok(())
        })
        .expect_err("it panicked");
    assert!(is_internal(&error));
    assert_eq!(count(db, &operator()), 0);
    added(db, &operator(), "Next", 1);
    assert_eq!(count(db, &operator()), 1);
}

fn a_panic_in_the_installation_is_answered_as_failed_and_the_next_works(db: &TestDb) {
    let panicking = db.installation(&operator(), |installation| {
        assert!(installation.now().as_micros() < 0, "an expected panic");
        Ok(())
    });
    assert!(is_internal(&panicking.unwrap_err()));
    db.installation(&operator(), |installation| installation.audit(&things::entry("a.b", Id::new())))
        .unwrap();
}

fn readers_that_panic_take_no_connection_with_them(db: &TestDb) {
    for _ in 0..20 {
        let read = || {
            db.read(&operator(), View::Now, |read| {
                assert!(things::all(read)?.len() > 9, "an expected panic");
                Ok(())
            })
        };
        assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)).is_err());
    }
    assert_eq!(count(db, &operator()), 0);
}

fn a_database_without_its_tables_fails_and_works_once_it_is_migrated(_: &TestDb, engine: Engine) {
    let db = TestDb::empty(engine);
    for _ in 0..3 {
        assert!(db.read(&operator(), View::Now, things::all).is_err());
        assert!(db.write(&operator(), |tx| things::add(tx, Id::new(), "Thing", 1)).is_err());
    }
    db.migrate(&schema()).unwrap();
    added(&db, &operator(), "Thing", 1);
}

fn tables_that_are_missing_leave_no_connection_unusable(db: &TestDb) {
    a_database_without_its_tables_fails_and_works_once_it_is_migrated(db, db.engine());
}

on_both_engines!(schema();
    a_panic_in_a_write_is_answered_as_failed_and_the_next_write_works,
    a_panic_in_the_installation_is_answered_as_failed_and_the_next_works,
    readers_that_panic_take_no_connection_with_them,
    tables_that_are_missing_leave_no_connection_unusable,
);

#[test]
fn a_full_queue_of_writes_is_answered_as_unavailable_on_sqlite() {
    let db = TestDb::fresh(Engine::Sqlite, &schema());
    let (release, wait) = channel::<()>();
    let (tell_begun, has_begun) = channel();
    let db = &db;
    std::thread::scope(move |scope| {
        // Dropped with this closure, so that a failing test leaves nobody waiting.
        let release = release;
        scope.spawn(move || {
            db.write(&operator(), move |_| {
                tell_begun.send(()).expect("the test listens");
                wait.recv().expect("the test releases");
                Ok(())
            })
        });
        has_begun.recv().unwrap();
        let (answered, answers) = channel();
        for n in 0..1_100 {
            let answered = answered.clone();
            let write = move || {
                let answer = db.write(&operator(), move |tx| things::add(tx, Id::new(), "Thing", n));
                let _ = answered.send(answer);
            };
            std::thread::Builder::new().stack_size(256 * 1024).spawn_scoped(scope, write).unwrap();
        }
        for _ in 0..100 {
            let answer = answers.recv_timeout(Duration::from_secs(30)).expect("an answer at once");
            let refused = answer.expect_err("no place in the queue");
            assert!(is_unavailable(&refused));
        }
        release.send(()).unwrap();
        for _ in 0..1_000 {
            answers.recv().unwrap().expect("those in the queue are served");
        }
    });
    assert_eq!(count(db, &operator()), 1_000);
}

#[test]
fn a_database_that_cannot_be_reached_is_unavailable() {
    for url in [
        DatabaseUrl::Sqlite("/nowhere/at/all.db".into()),
        DatabaseUrl::Postgres("postgres://vidmakt@127.0.0.1:1/vidmakt".into()),
    ] {
        let error = Db::open(&url).map(|_| ()).expect_err("nothing is there");
        assert!(is_unavailable(&error), "{url}: {error}");
    }
}

#[test]
fn a_file_that_is_no_database_is_left_as_it_is() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("budget.xlsx");
    std::fs::write(&path, "not a database, but somebody's work".repeat(100)).unwrap();
    let before = std::fs::read(&path).unwrap();
    assert!(Db::open(&DatabaseUrl::Sqlite(path.clone())).is_err());
    assert_eq!(std::fs::read(&path).unwrap(), before);
}
