//! Messages of web-hooks that waited in a backup: nobody knows whether they arrived since, so that a restore holds them, and
//! so does a command after a restore by other means.

use crate::commands::{DONE, address_of, run, run_on};
use crate::copies::hook_to;
use crate::program::Program;
use testkit::{Engine, TestDb, on_both_engines};
use vidmakt::domains;

on_both_engines!(domains::schema();
    messages_that_waited_in_a_backup_are_held_when_it_is_restored,
    messages_that_wait_are_held_by_a_command_after_a_restore_by_other_means,
);

const STATES: &str = "SELECT state, reason FROM web_hook_delivery";

/// An installation in which something has happened that a hook is to be told of.
fn with_something_to_tell(db: &TestDb) {
    let program = Program::on(db);
    let federation = program.federation("one", "itradet");
    hook_to(&program, &federation, "http://127.0.0.1:9/krok");
    program.system(&federation, federation.own, "Lön");
}

fn messages_that_waited_in_a_backup_are_held_when_it_is_restored(db: &TestDb) {
    with_something_to_tell(db);
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join("backup").display().to_string();
    run_on(db, &["backup", &file]).with(DONE);
    let empty = TestDb::empty(db.engine());
    let free = match db.engine() {
        // A file that is not there yet.
        Engine::Sqlite => format!("sqlite:{}", place.path().join("restored.db").display()),
        Engine::Postgres => address_of(&empty),
    };
    let restored = run(&["restore", &file, "--json", "--database", &free]).with(DONE).json();
    assert_eq!(restored["held_messages"], 1, "{restored}");
    let again = run(&["webhook", "hold", "--json", "--database", &free]).with(DONE).json();
    assert_eq!(again["held"], 0, "they are held");
    run(&["audit", "verify", "--database", &free]).with(DONE);
    assert!(db.raw_rows(STATES).is_empty(), "the installation itself goes on as it was");
}

fn messages_that_wait_are_held_by_a_command_after_a_restore_by_other_means(db: &TestDb) {
    with_something_to_tell(db);
    let told = run_on(db, &["webhook", "hold"]).with(DONE);
    assert!(told.stdout.contains("1 meddelande"), "{}", told.stdout);
    assert_eq!(db.raw_rows(STATES), [["held", "restored"]]);
    run_on(db, &["user", "add", "nobody.special", "--federation", "one"]).with(DONE);
    assert_ne!(run_on(db, &["webhook", "hold", "--as", "nobody.special"]).code, DONE, "not anybody's to do");
}
