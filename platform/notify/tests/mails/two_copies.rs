//! Two copies of the program on one database: each mail is sent by one of them, and what one leaves behind when it stops
//! the other takes over without sending anything twice.

use crate::world::{ANNA, BO, World, schema, server_at};
use kernel::{Actor, TenantId};
use notify::{MailReason, MailState};
use std::collections::BTreeSet;
use std::thread;
use storage::Db;
use testkit::{Behaviour, MailTrap, TestDb, on_both_engines};

fn another_copy(db: &TestDb) -> World {
    World::copy_on(Db::open(db.url()).expect("the database opens once more"))
}

fn two_copies_at_once_send_each_mail_once(db: &TestDb) {
    let (one, other, trap) = (World::on(db), another_copy(db), MailTrap::start(Behaviour::Accept));
    for number in 0..15 {
        one.tell(ANNA, &format!("a:{number}"));
        one.tell(BO, &format!("b:{number}"));
    }
    let server = server_at(&trap);
    let sent = thread::scope(|scope| {
        let work = |copy: &'static str, world: World| {
            let server = &server;
            scope.spawn(move || {
                world.make();
                (0..3).map(|_| world.deliver_as(copy, Some(server)).sent).sum::<usize>()
            })
        };
        let copies = [work("one", one), work("other", other)];
        copies.map(|copy| copy.join().expect("it goes well")).iter().sum::<usize>()
    });
    assert_eq!((sent, trap.taken().len()), (30, 30));
    let ids: BTreeSet<String> = trap
        .taken()
        .iter()
        .filter_map(|mail| {
            mail.content.lines().find(|line| line.starts_with("Message-ID")).map(str::to_owned)
        })
        .collect();
    assert_eq!(ids.len(), 30, "each of them once");
}

fn two_copies_make_one_digest_for_each_reader(db: &TestDb) {
    let (one, other) = (World::on(db), another_copy(db));
    let made = thread::scope(|scope| {
        let copies = [one, other].map(|world| scope.spawn(move || world.digests()));
        copies.map(|copy| copy.join().expect("it goes well")).iter().sum::<usize>()
    });
    assert_eq!(made, 2);
}

fn a_mail_of_a_copy_that_stopped_before_handing_it_over_is_sent_by_another(db: &TestDb) {
    let (world, trap) = (World::on(db), MailTrap::start(Behaviour::Accept));
    world.tell(ANNA, "a");
    world.make();
    let until = world.now.plus_seconds(600).as_micros();
    db.raw_execute(&format!(
        "UPDATE mail SET state = 'sending', holder = 'gone', attempts = 1, held_until = {until}"
    ));
    let server = server_at(&trap);
    assert_eq!(another_copy(db).deliver(&server).sent, 0, "it may be at work still");
    let later = World { now: world.now.plus_seconds(601), ..another_copy(db) };
    assert_eq!(later.deliver(&server).sent, 0, "this round takes it over");
    assert_eq!(later.later(1).deliver(&server).sent, 1);
    assert_eq!(trap.taken().len(), 1);
}

fn a_mail_of_a_copy_that_stopped_while_handing_it_over_may_have_arrived(db: &TestDb) {
    let (world, trap) = (World::on(db), MailTrap::start(Behaviour::Accept));
    world.tell(ANNA, "a");
    world.make();
    db.raw_execute("UPDATE mail SET state = 'sending', holder = 'gone', attempts = 1, is_handed_over = 1, held_until = 1");
    world.deliver(&server_at(&trap));
    world.later(86_400).deliver(&server_at(&trap));
    let mail = world.mail();
    assert_eq!((mail.state, mail.reason), (MailState::Unclear, MailReason::CopyStopped));
    assert_eq!(trap.taken().len(), 0);
}

fn a_job_is_taken_by_one_copy_until_it_is_given_back_or_its_holder_is_gone(db: &TestDb) {
    let (one, other) = (World::on(db), another_copy(db));
    let take = |world: &World, holder: &str, seconds: i64| {
        let holder = holder.to_owned();
        let actor = Actor::job(TenantId::INSTALLATION, world.now.plus_seconds(seconds));
        let work = move |i: &mut storage::Installation| {
            storage::add_jobs(i, "digest", &[TenantId(1)])?;
            match storage::due_jobs(i)?.pop() {
                Some(job) => storage::take_job(i, &job, &holder, 60),
                None => Ok(false),
            }
        };
        world.db.installation(&actor, work).expect("the list of jobs")
    };
    assert!(take(&one, "one", 0));
    assert!(!take(&other, "other", 30), "one has it");
    assert!(take(&other, "other", 61), "one is gone");
    let job = storage::Job { name: "digest".into(), tenant: TenantId(1), failures: 0 };
    let finish = |world: &World, holder: &'static str| {
        let (job, next) = (job.clone(), world.now.plus_seconds(3_600));
        let actor = Actor::job(TenantId::INSTALLATION, world.now.plus_seconds(62));
        let is_kept = {
            let job = job.clone();
            world.db.installation(&actor, move |i| storage::keep_job(i, &job, holder, 60)).unwrap()
        };
        world.db.installation(&actor, move |i| storage::done_job(i, &job, holder, next)).unwrap();
        is_kept
    };
    assert!(!finish(&one, "one"), "what comes back too late changes nothing");
    assert!(!take(&one, "one", 63), "the other has it still");
    assert!(finish(&other, "other"));
    assert!(!take(&one, "one", 64), "done until its next time");
    assert!(take(&one, "one", 3_601));
}

on_both_engines!(schema();
    two_copies_at_once_send_each_mail_once,
    two_copies_make_one_digest_for_each_reader,
    a_mail_of_a_copy_that_stopped_before_handing_it_over_is_sent_by_another,
    a_mail_of_a_copy_that_stopped_while_handing_it_over_may_have_arrived,
    a_job_is_taken_by_one_copy_until_it_is_given_back_or_its_holder_is_gone,
);
