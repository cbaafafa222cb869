//! `kill -9` in the middle of an import that somebody started in the browser: nothing is half-written, the page says that
//! nothing was saved, and the import can be started again.

use super::names;
use crate::site::{PASSWORD, site, standing_site};
use crate::world::{World, opened, schema};
use kernel::Subject;
use organisation::ORGANISATION;
use std::fmt::Write as _;
use std::time::Duration;
use storage::{DatabaseUrl, Db, View, verify_chain};
use testkit::{Engine, TestDb, Visitor, kill_when, operator};

/// Tells this program that it is the one to be killed, and on which database.
const DATABASE: &str = "VIDMAKT_TEST_KILLED_IMPORT";
const WRITES_NOW: &str = "the import writes: ";
const ROWS: usize = 2_000;
const PAGE: &str = "/system/importera";

mod an_import_that_was_killed_has_saved_nothing_and_says_so {
    use super::*;

    #[test]
    fn sqlite() {
        import_or_kill(Engine::Sqlite, "sqlite");
    }

    #[test]
    fn postgres() {
        import_or_kill(Engine::Postgres, "postgres");
    }
}

/// The test runs itself once more as the program that is killed.
fn import_or_kill(engine: Engine, name: &str) {
    match std::env::var(DATABASE) {
        Ok(address) => import_until_killed(&address.parse().expect("the address of a database")),
        Err(_) => {
            let test = "transfer::killed::an_import_that_was_killed_has_saved_nothing_and_says_so";
            kill_and_look(engine, &format!("{test}::{name}"));
        }
    }
}

fn import_until_killed(url: &DatabaseUrl) {
    let db = opened(Db::open(url).expect("the database opens"));
    let mut visitor = standing_site(db, operator().now).visitor().signed_in("it-chef", PASSWORD);
    let mut text = String::from("Namn;Lokalt nummer;Vikt\n");
    for row in 0..ROWS {
        let _ = writeln!(text, "System {row};{row};Normal");
    }
    let brought = visitor.bring(PAGE, PAGE, ("file", "system.csv", text.as_bytes()));
    let place = brought.header("location").to_owned();
    let (mut other, watched) = (visitor.clone(), place.clone());
    std::thread::spawn(move || {
        loop {
            let seen = other.get(&watched).text();
            if seen.contains("Sparar system") || seen.contains("Räknar ut") {
                println!("\n{WRITES_NOW}{watched}");
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    });
    visitor.submit(&place, &format!("{place}/kor"), &[]);
    // Not for ever, should the other be gone.
    std::thread::sleep(Duration::from_secs(60));
}

fn kill_and_look(engine: Engine, name: &str) {
    let db = TestDb::fresh(engine, &schema());
    let world = World::new(&db);
    let it = world.employee("IT-chef", world.town);
    world.appoint("head_of_it", &it, Subject::new(ORGANISATION, world.town));
    drop(site(&world, &[&it]));
    let place = kill_while_it_writes(&db, name);
    if engine == Engine::Postgres {
        let told = db.raw_rows("SELECT count(*) FROM spreadsheet_import WHERE told_at IS NOT NULL");
        assert_eq!(told, [["1"]], "it has told the others how far it was");
    }
    // On PostgreSQL another program may be at work; that it is not is told by its silence.
    let later = operator().now.plus_seconds(31);
    let mut visitor = standing_site(world.db.clone(), later).visitor().signed_in("it-chef", PASSWORD);
    assert!(names(&world).is_empty(), "half an import was saved");
    let report = world.db.read(&world.operator, View::Now, |read| verify_chain(read, "1".into(), None));
    assert!(report.expect("a chain").ok);
    let seen = visitor.get(&place).text();
    assert!(seen.contains("Importen avbröts") && seen.contains("Inget sparades"), "{seen}");
    finish(&mut visitor, &place);
    assert_eq!(names(&world).len(), ROWS);
}

/// Starts the import once more and waits until the page says that it is done.
fn finish(visitor: &mut Visitor, place: &str) {
    assert_eq!(visitor.submit(place, &format!("{place}/kor"), &[]).status, 303);
    for _ in 0..600 {
        if visitor.get(place).text().contains("Importen är klar") {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("the import is not done after a minute");
}

/// Where the import is found.
fn kill_while_it_writes(db: &TestDb, name: &str) -> String {
    let environment = [(DATABASE, db.url().whole())];
    let place = kill_when(name, &environment, |line| line.strip_prefix(WRITES_NOW).map(str::to_owned));
    place.expect("the import has come as far as to write")
}
