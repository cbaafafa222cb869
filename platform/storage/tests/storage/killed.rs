//! `kill -9` while 2,000 writes are acknowledged: nothing acknowledged is lost and the chain is whole.

use crate::things::{self, schema};
use kernel::Id;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use storage::{DatabaseUrl, Db, View, verify_chain};
use testkit::{Engine, TestDb, operator};

/// Tells this program that it is the one to be killed, and where it writes.
const DATABASE: &str = "VIDMAKT_TEST_KILLED_DATABASE";
const ACKNOWLEDGED: &str = "acknowledged ";
const WRITES: usize = 2_000;

mod nothing_acknowledged_is_lost_by_kill_9 {
    use super::*;

    #[test]
    fn sqlite() {
        write_or_kill(Engine::Sqlite, "killed::nothing_acknowledged_is_lost_by_kill_9::sqlite");
    }

    #[test]
    fn postgres() {
        write_or_kill(Engine::Postgres, "killed::nothing_acknowledged_is_lost_by_kill_9::postgres");
    }
}

/// The test runs itself once more as the program that is killed.
fn write_or_kill(engine: Engine, name: &str) {
    match std::env::var(DATABASE) {
        Ok(address) => write_until_killed(&address.parse().expect("the address of a database")),
        Err(_) => kill_while_writing(engine, name),
    }
}

fn write_until_killed(url: &DatabaseUrl) {
    let db = Db::open(url).expect("the database opens");
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                // More than the other needs, but not for ever should it be gone.
                for n in 0..2_500 {
                    let id = things::added(&db, &operator(), "Thing", n);
                    println!("\n{ACKNOWLEDGED}{id}");
                }
            });
        }
    });
}

fn kill_while_writing(engine: Engine, name: &str) {
    let db = TestDb::fresh(engine, &schema());
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture"])
        .env(DATABASE, db.url().whole())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut acknowledged = Vec::new();
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        acknowledged.extend(line.strip_prefix(ACKNOWLEDGED).and_then(|id| id.parse::<Id>().ok()));
        if acknowledged.len() == WRITES {
            child.kill().unwrap();
        }
    }
    let status = child.wait().unwrap();
    assert!(acknowledged.len() >= WRITES, "{} acknowledged, {status}", acknowledged.len());
    assert!(!status.success(), "it was killed in the middle of its work");
    assert_nothing_lost(&db, &acknowledged);
    as_after_a_crash(&db, &acknowledged);
}

fn assert_nothing_lost(db: &Db, acknowledged: &[Id]) {
    let things: BTreeSet<Id> = things::things(db, &operator()).into_iter().map(|thing| thing.0).collect();
    assert!(acknowledged.iter().all(|id| things.contains(id)), "an acknowledged write is lost");
    let report = db.read(&operator(), View::Now, |read| verify_chain(read, "1".into(), None)).unwrap();
    assert!(report.ok, "{report:?}");
    assert_eq!(
        report.events,
        things.len() as i64,
        "a thing without its event, or an event without its thing"
    );
    things::added(db, &operator(), "After", 1);
}

/// On SQLite the file and its log alone, as a machine finds them that starts after a crash, tell the same.
fn as_after_a_crash(db: &TestDb, acknowledged: &[Id]) {
    let DatabaseUrl::Sqlite(path) = db.url() else { return };
    let place = tempfile::tempdir().unwrap();
    let copy = place.path().join("vidmakt.db");
    std::fs::copy(path, &copy).unwrap();
    let log = |path: &std::path::Path| format!("{}-wal", path.display());
    std::fs::copy(log(path), log(&copy)).unwrap();
    assert_nothing_lost(&Db::open(&DatabaseUrl::Sqlite(copy)).unwrap(), acknowledged);
}
