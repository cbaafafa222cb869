//! Two copies of the program on one database: each message is sent by one of them, and what one leaves that stops is taken
//! by the other.

use crate::world::{World, heard_numbers, schema, settings};
use hooks::DeliveryState;
use std::collections::BTreeSet;
use std::thread;
use storage::Db;
use testkit::{Answers, Receiver, TestDb, on_both_engines};

fn another_copy(db: &TestDb) -> World {
    World::with(Db::open(db.url()).expect("the database opens once more"), settings())
}

fn two_copies_at_once_send_each_message_once(db: &TestDb) {
    let receiver = Receiver::start(Answers::Status(200));
    let (one, other) = (World::on(db), another_copy(db));
    one.hook(&receiver.address(), &["system.*"]);
    for _ in 0..40 {
        one.happen("system.changed");
    }
    thread::scope(|scope| {
        for (copy, world) in [("one", &one), ("other", &other)] {
            scope.spawn(move || (0..3).map(|_| world.round_as(copy).delivered).sum::<usize>());
        }
    });
    while one.round().delivered > 0 {}
    let ids: Vec<String> =
        receiver.got().iter().map(|message| message.header("x-vidmakt-delivery").to_owned()).collect();
    assert_eq!(ids.len(), 40);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 40, "each of them once");
    assert!(heard_numbers(&receiver).is_sorted(), "and in their order");
}

fn while_one_copy_tells_a_hook_no_other_tells_it_what_comes_after(db: &TestDb) {
    let receiver = Receiver::start(Answers::Status(500));
    let world = World::on(db);
    world.hook(&receiver.address(), &["system.*"]);
    world.happen("system.changed");
    world.round();
    world.happen("system.registered");
    let until = world.now.plus_seconds(120).as_micros();
    db.raw_execute(&format!(
        "UPDATE web_hook_delivery SET state = 'sending', holder = 'busy', send_at = {until}"
    ));
    db.raw_execute("UPDATE web_hook_progress SET rests_until = 0");
    receiver.answer(Answers::Status(200));
    assert_eq!(another_copy(db).round().delivered, 0, "the first of them is under way");
    assert_eq!(another_copy(db).later(121).round().delivered, 2);
    let numbers = heard_numbers(&receiver);
    assert!(numbers.len() == 3 && numbers.is_sorted(), "{numbers:?}");
}

fn what_a_copy_leaves_that_stops_is_sent_by_another(db: &TestDb) {
    let receiver = Receiver::start(Answers::Status(500));
    let world = World::on(db);
    world.hook(&receiver.address(), &["system.*"]);
    world.happen("system.changed");
    world.round();
    let until = world.now.plus_seconds(120).as_micros();
    db.raw_execute(&format!(
        "UPDATE web_hook_delivery SET state = 'sending', holder = 'gone', send_at = {until}"
    ));
    db.raw_execute("UPDATE web_hook_progress SET rests_until = 0");
    receiver.answer(Answers::Status(200));
    assert_eq!(another_copy(db).later(119).round().delivered, 0, "it may be at work still");
    assert_eq!(another_copy(db).later(121).round().delivered, 1);
    assert_eq!(world.delivery().state, DeliveryState::Delivered);
}

on_both_engines!(schema();
    two_copies_at_once_send_each_message_once,
    while_one_copy_tells_a_hook_no_other_tells_it_what_comes_after,
    what_a_copy_leaves_that_stops_is_sent_by_another,
);
