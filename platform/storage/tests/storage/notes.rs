//! What is noted beside the chain waits for no other write of the federation where the engine lets it, and is no way around
//! the audit log.

use crate::things::{self, KEEP_MARK, added, entry, schema};
use kernel::{Id, Result};
use std::sync::mpsc::channel;
use std::time::Duration;
use storage::{Db, values};
use testkit::{Engine, TestDb, on_both_engines, operator};

fn note(db: &Db, thing: Id) -> Result<()> {
    let values = values![thing, "under way"];
    db.note(&operator(), move |tx| tx.execute_unaudited(&KEEP_MARK, &values).map(|_| ()))
}

#[test]
fn a_note_does_not_wait_for_a_write_that_is_under_way_on_postgres() {
    let db = TestDb::fresh(Engine::Postgres, &schema());
    let thing = added(&db, &operator(), "Noted", 1);
    let (beside, (tell, told)) = (Db::clone(&db), channel());
    let long = db.write(&operator(), move |tx| {
        things::add(tx, Id::new(), "Long", 1)?;
        std::thread::spawn(move || tell.send(note(&beside, thing)));
        told.recv_timeout(Duration::from_secs(20)).expect("it does not wait")
    });
    long.expect("both");
    assert_eq!(db.raw_rows("SELECT mark FROM kept_mark"), [["under way"]]);
}

fn a_note_is_kept_and_one_that_writes_a_record_or_an_event_leaves_nothing(db: &TestDb) {
    note(db, Id::new()).expect("kept");
    db.note(&operator(), |tx| things::add_unaudited(tx, Id::new(), "Record", 1)).expect_err("a record");
    db.note(&operator(), |tx| tx.audit(&entry("thing.created", Id::new()))).expect_err("an event");
    let counts = "SELECT (SELECT count(*) FROM kept_mark), (SELECT count(*) FROM thing), (SELECT count(*) FROM audit_event)";
    assert_eq!(db.raw_rows(counts), [["1", "0", "0"]]);
}

on_both_engines!(schema(); a_note_is_kept_and_one_that_writes_a_record_or_an_event_leaves_nothing);
