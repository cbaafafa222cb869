//! Removing hooks: who may, what goes with one, and that there is room for another.

use crate::world::{World, hook_to, schema};
use hooks::{SaveHook, remove_hook, save_hook};
use kernel::Error;
use testkit::{Answers, Receiver, TestDb, on_both_engines};

fn a_hook_that_is_removed_is_told_nothing_more_and_its_deliveries_are_gone(db: &TestDb) {
    let receiver = Receiver::start(Answers::Status(500));
    let world = World::on(db);
    let (hook, _) = world.hook(&receiver.address(), &["system.*"]);
    world.happen("system.changed");
    world.round();
    let (id, revision) = (hook.id, hook.revision);
    let refused = world.db.write(&world.stranger(), move |tx| remove_hook(tx, id, None));
    assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
    assert!(world.try_write(move |tx| remove_hook(tx, id, Some(revision - 1))).is_err(), "stale");
    assert_eq!(world.deliveries().len(), 1);
    world.write(move |tx| remove_hook(tx, id, Some(revision)));
    assert_eq!(world.deliveries(), []);
    world.happen("system.changed");
    receiver.answer(Answers::Status(200));
    world.later(100_000).round();
    assert_eq!(receiver.got().len(), 1, "only what was sent before");
    assert!(matches!(world.try_write(move |tx| remove_hook(tx, id, None)), Err(Error::NotFound)));
    let events = db.raw_rows("SELECT count(*) FROM audit_event WHERE action = 'web_hook.removed'");
    assert_eq!(events, [["1"]]);
}

fn who_has_as_many_hooks_as_there_may_be_removes_one_and_adds_another(db: &TestDb) {
    let world = World::on(db);
    let address = "https://ta-emot.example/";
    let hooks: Vec<_> = (0..50).map(|_| world.hook_without_secret(address, &["system.*"])).collect();
    let another = || SaveHook { hook: hook_to(address, &["system.*"]), revision: None };
    let one_more = another();
    assert!(world.try_write(move |tx| save_hook(tx, one_more)).is_err());
    let id = hooks[0].id;
    world.write(move |tx| remove_hook(tx, id, None));
    let one_more = another();
    assert!(world.try_write(move |tx| save_hook(tx, one_more)).is_ok());
}

on_both_engines!(schema();
    a_hook_that_is_removed_is_told_nothing_more_and_its_deliveries_are_gone,
    who_has_as_many_hooks_as_there_may_be_removes_one_and_adds_another,
);
