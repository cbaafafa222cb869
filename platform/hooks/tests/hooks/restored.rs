//! What a restored backup still had to tell is held, and who watches over the installation sees how it goes.

use crate::saving::set_active;
use crate::world::{World, heard, schema};
use hooks::{
    DeliveryState, Sent, TroubleReason, deliveries_by_state, hold_waiting, hooks_by_state, redeliver,
};
use storage::{Read, View};
use testkit::{Answers, Receiver, TestDb, on_both_engines};

fn what_waited_when_the_backup_was_taken_goes_out_only_when_somebody_lets_it(db: &TestDb) {
    let receiver = Receiver::start(Answers::Status(500));
    let world = World::on(db);
    world.hook(&receiver.address(), &["system.*"]);
    world.happen("system.changed");
    world.round();
    // Nobody has come as far as this when the backup is taken.
    world.happen("system.registered");
    let hold = || hold_waiting(&world.db, &world.keeper()).expect("held");
    assert_eq!((hold(), hold()), (2, 0));
    let held =
        |one: &hooks::Delivery| (one.state, one.reason) == (DeliveryState::Held, TroubleReason::Restored);
    assert!(world.deliveries().iter().all(held), "{:?}", world.deliveries());
    receiver.answer(Answers::Status(200));
    let later = world.later(200_000);
    assert_eq!(later.round(), Sent::default(), "not by itself");
    later.happen("system.changed");
    assert_eq!(later.round().delivered, 1, "what happens after the restore is told");
    let missed = world.deliveries()[1].id;
    later.write(move |tx| redeliver(tx, missed));
    assert_eq!(later.round().delivered, 1);
    assert_eq!(heard(&receiver), ["system.changed", "system.changed", "system.registered"]);
    let events = db.raw_rows("SELECT count(*) FROM audit_event WHERE action = 'web_hook_delivery.held'");
    assert_eq!(events, [["1"]], "nothing is noted where nothing was held");
}

type Counts = Vec<(String, i64)>;

fn figures(world: &World, counted: fn(&Read) -> kernel::Result<Counts>) -> Counts {
    world.db.read(&world.keeper(), View::Now, counted).expect("figures")
}

fn figures_tell_how_it_goes_for_hooks_and_for_messages(db: &TestDb) {
    let (good, bad) = (Receiver::start(Answers::Status(200)), Receiver::start(Answers::Status(500)));
    let world = World::on(db);
    assert_eq!(figures(&world, hooks_by_state), []);
    world.hook(&good.address(), &["system.*"]);
    world.hook(&bad.address(), &["system.*"]);
    let (unwanted, _) = world.hook(&good.address(), &["system.*"]);
    set_active(&world, unwanted, false);
    world.hook_without_secret(&good.address(), &["system.*"]);
    world.happen("system.changed");
    world.happen("system.registered");
    world.round();
    let states = |counted| -> Vec<String> {
        figures(&world, counted).iter().map(|(state, count)| format!("{state} {count}")).collect()
    };
    assert_eq!(states(hooks_by_state), ["failing 1", "off 1", "on 1", "without_secret 1"]);
    assert_eq!(states(deliveries_by_state), ["delivered 2", "waiting 2"]);
    hold_waiting(&world.db, &world.keeper()).expect("held");
    assert_eq!(states(deliveries_by_state), ["delivered 2", "held 2"]);
}

on_both_engines!(schema();
    what_waited_when_the_backup_was_taken_goes_out_only_when_somebody_lets_it,
    figures_tell_how_it_goes_for_hooks_and_for_messages,
);
