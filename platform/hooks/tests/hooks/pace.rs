//! How much of a round one hook may take: a slow receiver, a long queue, and one that is switched off under way.

use crate::saving::set_active;
use crate::world::{World, heard, heard_numbers, schema};
use std::sync::atomic::{AtomicBool, Ordering};
use storage::AuditEntry;
use testkit::{Answers, Receiver, TestDb, on_both_engines};

fn happen_often(world: &World, times: usize) {
    world.write(move |tx| {
        for _ in 0..times {
            tx.audit(&AuditEntry { action: "system.changed", ..AuditEntry::default() })?;
        }
        Ok(())
    });
}

fn a_receiver_that_takes_nine_seconds_for_each_message_does_not_hold_the_round(db: &TestDb) {
    let receiver = Receiver::start(Answers::Status(200));
    let world = World::on(db);
    world.hook(&receiver.address(), &["system.*"]);
    happen_often(&world, 20);
    let (slow, began) = (receiver.clone(), world.now);
    let nine_for_each = move || began.plus_seconds(9 * i64::try_from(slow.got().len()).unwrap_or(i64::MAX));
    let sender = world.sender_by("one", nine_for_each);
    assert_eq!(sender.round(&[world.tenant]).expect("a round").delivered, 2, "after 15 seconds it ends");
    assert_eq!(sender.round(&[world.tenant]).expect("a round").delivered, 2, "and goes on where it was");
    assert!(heard_numbers(&receiver).is_sorted());
}

/// Each message takes ten seconds, and there is always more to tell.
fn many_slow_receivers_do_not_add_up_and_none_is_passed_over(db: &TestDb) {
    const HOOKS: usize = 24;
    let receivers: Vec<Receiver> = (0..HOOKS).map(|_| Receiver::start(Answers::Status(200))).collect();
    let world = World::on(db);
    for receiver in &receivers {
        world.hook(&receiver.address(), &["system.*"]);
    }
    happen_often(&world, 20);
    let (heard, began) = (receivers.clone(), world.now);
    let told = |all: &[Receiver]| all.iter().map(|one| one.got().len()).sum::<usize>();
    let ten_for_each = move || began.plus_seconds(10 * i64::try_from(told(&heard)).unwrap_or(i64::MAX));
    let sender = world.sender_by("one", ten_for_each);
    let round = || sender.round(&[world.tenant]).expect("a round").delivered;
    // After thirty seconds no further receiver is begun with; a few are under way.
    assert!((3..HOOKS).contains(&round()), "{}", told(&receivers));
    for _ in 0..HOOKS {
        round();
    }
    let untold = receivers.iter().filter(|one| one.got().is_empty()).count();
    assert_eq!(untold, 0, "who was left out is among the first of the next round");
}

fn what_waits_for_one_hook_pushes_out_nothing_of_another(db: &TestDb) {
    let (busy, idle) = (Receiver::start(Answers::Drop), Receiver::start(Answers::Status(200)));
    let world = World::on(db);
    world.hook(&busy.address(), &["system.*"]);
    world.hook(&idle.address(), &["document.changed"]);
    happen_often(&world, 450);
    world.happen("document.changed");
    world.round();
    assert_eq!(heard(&idle), ["document.changed"]);
}

fn a_hook_that_is_switched_off_under_way_is_told_no_more(db: &TestDb) {
    let receiver = Receiver::start(Answers::Status(200));
    let world = World::on(db);
    let (hook, _) = world.hook(&receiver.address(), &["system.*"]);
    happen_often(&world, 5);
    let (somebody, seen, is_off) = (world.clone(), receiver.clone(), AtomicBool::new(false));
    // After the first message somebody switches it off.
    let clock = move || {
        if !seen.got().is_empty() && !is_off.swap(true, Ordering::SeqCst) {
            set_active(&somebody, hook.clone(), false);
        }
        somebody.now
    };
    let sent = world.sender_by("one", clock).round(&[world.tenant]).expect("a round");
    assert_eq!((sent.delivered, receiver.got().len()), (1, 1));
}

on_both_engines!(schema();
    a_receiver_that_takes_nine_seconds_for_each_message_does_not_hold_the_round,
    many_slow_receivers_do_not_add_up_and_none_is_passed_over,
    what_waits_for_one_hook_pushes_out_nothing_of_another,
    a_hook_that_is_switched_off_under_way_is_told_no_more,
);
