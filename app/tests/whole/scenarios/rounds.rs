//! What the program does by itself: one federation that is broken does not leave the others without it, and of two copies
//! only one does it.

use crate::program::Program;
use kernel::{Actor, Instant, TenantId};
use std::sync::Arc;
use testkit::{Engine, TestDb, on_both_engines, operator};
use vidmakt::domains;
use vidmakt::post::Post;
use vidmakt::rounds::Caretaker;
use web::{Stopping, accounts};

/// One copy of the program at a time.
fn copy_at(program: &Program, now: Instant) -> Caretaker {
    let (public_url, stopping) = ("http://localhost".into(), Stopping::default());
    let post = Post { server: None, public_url, stopping };
    Caretaker::new(program.db.clone(), Arc::new(move || now), post)
}

fn names(done: Vec<storage::Job>, tenant: TenantId) -> Vec<String> {
    // The index of words goes on until it is whole, so that it comes as often as there is something to index.
    let is_meant = |job: &storage::Job| job.tenant == tenant && job.name != "index";
    let mut names: Vec<String> = done.into_iter().filter(is_meant).map(|job| job.name).collect();
    names.sort();
    names
}

#[test]
fn a_federation_that_is_broken_stops_neither_the_others_nor_any_anchor() {
    let db = TestDb::fresh(Engine::Sqlite, &domains::schema());
    let program = Program::on(&db);
    let installation = Actor::operator(TenantId::INSTALLATION, operator().now);
    // Nothing can be evaluated without a guideline.
    let broken = program.db.installation(&installation, |i| accounts::add_tenant(i, "half", "Half made"));
    let broken = broken.expect("a federation");
    let whole = program.federation("whole", "itradet").tenant;
    db.raw_execute("DELETE FROM applied_pack");
    let settled = || db.raw_rows("SELECT tenant_id FROM applied_pack").concat();

    let now = operator().now;
    let done = copy_at(&program, now).round().expect("a round");
    assert_eq!(settled(), [whole.0.to_string()]);
    assert_eq!(names(done.clone(), whole), ["anchor", "digest", "evaluate", "forget", "views"]);
    assert_eq!(names(done.clone(), broken), ["anchor", "forget"], "the rest is tried again");
    assert_eq!(names(done, TenantId::INSTALLATION), ["anchor"]);
    let again = copy_at(&program, now.plus_seconds(700)).round().expect("a round");
    assert_eq!(names(again, whole), ["evaluate"], "the others once a day");
    let tomorrow = copy_at(&program, now.plus_seconds(86_400)).round().expect("a round");
    assert_eq!(names(tomorrow, whole), ["anchor", "digest", "evaluate", "forget", "views"]);
}

fn of_two_copies_at_once_one_does_each_job(db: &TestDb) {
    let program = Program::on(db);
    let whole = program.federation("whole", "itradet").tenant;
    let other = Program::at(db.url());
    let now = operator().now;
    let done = std::thread::scope(|scope| {
        let copies =
            [&program, &other].map(|copy| scope.spawn(move || copy_at(copy, now).round().expect("a round")));
        copies.map(|copy| copy.join().expect("it goes well")).concat()
    });
    assert_eq!(names(done.clone(), whole), ["anchor", "digest", "evaluate", "forget", "views"]);
    assert_eq!(names(done, TenantId::INSTALLATION), ["anchor"]);
}

fn the_jobs_of_a_copy_that_was_killed_are_taken_over(db: &TestDb) {
    let program = Program::on(db);
    let whole = program.federation("whole", "itradet").tenant;
    let now = operator().now;
    copy_at(&program, now).round().expect("a round");
    let until = now.plus_seconds(900).as_micros();
    db.raw_execute(&format!("UPDATE job SET holder = 'killed', held_until = {until}, next_at = 0"));
    assert_eq!(
        copy_at(&program, now.plus_seconds(60)).round().expect("a round"),
        [],
        "it may be at work still"
    );
    let done = copy_at(&program, now.plus_seconds(901)).round().expect("a round");
    assert_eq!(names(done, whole), ["anchor", "digest", "evaluate", "forget", "views"]);
}

on_both_engines!(domains::schema();
    of_two_copies_at_once_one_does_each_job,
    the_jobs_of_a_copy_that_was_killed_are_taken_over,
);
