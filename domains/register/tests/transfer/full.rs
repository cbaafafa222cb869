//! A database that is full in the middle of an import: it is told, nothing is half-written, and there is room again
//! afterwards without anybody's help.

use super::{SAVED, counts, creating, import_as, names};
use crate::site::{browser, site};
use crate::world::{World, schema};
use kernel::{Error, FailureKind, Subject};
use organisation::ORGANISATION;
use register::transfer::run_import;
use std::fmt::Write as _;
use storage::{Statement, View, verify_chain};
use testkit::{Engine, TestDb, operator};

const PAGE: &str = "/system/importera";

/// Sets the limit on the connection that writes, which is the one that the installation is written with.
fn limit_pages(db: &TestDb, pages: i64) {
    let sql: &'static str = format!("PRAGMA max_page_count = {pages}").leak();
    let limit = Statement { name: "limit", sql };
    db.installation(&operator(), move |installation| installation.rows::<(i64,)>(&limit, &[])).unwrap();
}

fn leave_little_room(db: &TestDb) {
    let pages: i64 = db.raw_rows("PRAGMA page_count")[0][0].parse().unwrap();
    limit_pages(db, pages + 100);
}

fn sheet(rows: usize) -> String {
    let mut text = String::from("Namn;Lokalt nummer;Systemägare\n");
    for row in 0..rows {
        let _ = writeln!(text, "System {row};{row};Ägare {}", row % 7);
    }
    text
}

#[test]
fn an_import_into_a_full_database_saves_nothing_and_can_be_done_when_there_is_room() {
    let db = TestDb::fresh(Engine::Sqlite, &schema());
    let world = World::new(&db);
    leave_little_room(&db);
    let answer = run_import(&world.db, &world.operator, creating(&world, &sheet(500)), SAVED);
    match answer {
        Err(Error::Failed(failure)) => {
            assert_eq!(failure.kind, FailureKind::Unavailable, "{}", failure.detail)
        }
        other => panic!("{other:?}"),
    }
    assert!(names(&world).is_empty());
    assert_eq!(db.raw_rows("SELECT count(*) FROM person"), [["0"]]);
    let report = world.db.read(&world.operator, View::Now, |read| verify_chain(read, "1".into(), None));
    assert!(report.unwrap().ok);
    limit_pages(&db, 1_000_000);
    let report = import_as(&world, &world.operator, creating(&world, &sheet(500)), SAVED);
    assert_eq!(counts(&report), [500, 0, 0, 0]);
}

#[test]
fn the_page_of_an_import_that_found_no_room_says_that_nothing_was_saved() {
    let db = TestDb::fresh(Engine::Sqlite, &schema());
    let world = World::new(&db);
    let it = world.employee("IT-chef", world.town);
    world.appoint("head_of_it", &it, Subject::new(ORGANISATION, world.town));
    let mut visitor = browser(&site(&world, &[&it]), &it);
    let text = sheet(500).replace(";Systemägare", ";X");
    let place =
        visitor.bring(PAGE, PAGE, ("file", "system.csv", text.as_bytes())).header("location").to_owned();
    leave_little_room(&db);
    let seen = visitor.submit(&place, &format!("{place}/kor"), &[]);
    assert_eq!(seen.status, 503, "{}", seen.text());
    assert!(names(&world).is_empty());
    limit_pages(&db, 1_000_000);
    let seen = visitor.get(&place).text();
    assert!(seen.contains("kunde inte slutföras") && seen.contains("inget sparades"), "{seen}");
    assert_eq!(visitor.submit(&place, &format!("{place}/kor"), &[]).status, 303);
    assert_eq!(names(&world).len(), 500);
}
