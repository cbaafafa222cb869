//! Distribution of test protocols: who is told, who answers, and what becomes of answers when a protocol changes.

use crate::world::{World, day, id_of, is_not_found, is_refused, objections, schema};
use duties::{DistributeProtocol, TestProtocol, distribute_protocol, receivers_of, visible_protocol};
use kernel::{Actor, Error, Id};
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    each_receiver_is_told_and_answers_for_themselves,
    a_protocol_that_changes_is_sent_anew_and_its_receipts_fall,
    nobody_gets_a_protocol_who_has_left_has_it_or_is_not_named,
    a_receiver_reads_the_protocol_and_nothing_else,
    of_two_who_distribute_at_once_the_second_is_told,
    what_was_withdrawn_needs_no_answer,
);

fn answered(world: &World, protocol: Id) -> Vec<(Id, bool)> {
    let receivers = world.read(&world.operator, |read| receivers_of(read, protocol)).expect("receivers");
    receivers.into_iter().map(|one| (one.person, one.received_at.is_some())).collect()
}

fn each_receiver_is_told_and_answers_for_themselves(db: &TestDb) {
    let world = World::new(db);
    let protocol = world.written().id;
    world.send(&world.technician, protocol, &[&world.manager, &world.owner]).unwrap();
    let told =
        "Du har fått ett testprotokoll för Ekonomi: Ny version. Läs det och svara att du har tagit del.";
    assert_eq!(world.waiting(&world.manager), [told]);
    world.acknowledge(&world.manager, protocol).unwrap();
    assert_eq!(world.waiting(&world.manager), Vec::<String>::new(), "one answer is enough");
    assert_eq!(world.waiting(&world.owner), [told], "nobody answers for another");
    world.acknowledge(&world.manager, protocol).expect("a second click changes nothing");
    let mut expected = vec![(id_of(&world.manager), true), (id_of(&world.owner), false)];
    expected.sort();
    assert_eq!(answered(&world, protocol), expected);
    assert!(is_refused(&world.acknowledge(&world.technician, protocol)), "it was not sent to them");
}

fn a_protocol_that_changes_is_sent_anew_and_its_receipts_fall(db: &TestDb) {
    let world = World::new(db);
    let protocol = world.written().id;
    world.send(&world.technician, protocol, &[&world.manager]).unwrap();
    world.acknowledge(&world.manager, protocol).unwrap();
    let changed = TestProtocol { remarks: "Utskriften går inte".into(), ..world.loaded(protocol) };
    let changed = world.save(&world.technician, changed).unwrap();
    assert_eq!(answered(&world, protocol), [(id_of(&world.manager), false)]);
    let waiting = world.waiting(&world.manager);
    assert!(matches!(waiting.as_slice(), [one] if one.contains("har ändrats")), "{waiting:?}");
    let of_before = Some(changed.revision - 1);
    let late = world.write(&world.manager, move |tx| duties::acknowledge_protocol(tx, protocol, of_before));
    assert!(matches!(late, Err(Error::Rejected(_))), "what they read is not what stands there: {late:?}");
    world.acknowledge(&world.manager, protocol).unwrap();
    assert_eq!(world.waiting(&world.manager), Vec::<String>::new());
}

fn nobody_gets_a_protocol_who_has_left_has_it_or_is_not_named(db: &TestDb) {
    let world = World::new(db);
    let protocol = world.written().id;
    let send = |to: &[&Actor]| world.send(&world.technician, protocol, to);
    assert_eq!(objections(send(&[])), ["receivers test-objection-nobody-chosen"]);
    let gone = world.employed_until("Före detta", Some(day("2026-02-27")));
    assert_eq!(objections(send(&[&world.manager, &gone])), ["receivers test-objection-receivers-gone"]);
    assert_eq!(answered(&world, protocol), [], "all or none");
    let leaving = world.employed_until("Snart borta", Some(day("2026-03-02")));
    send(&[&leaving]).expect("the last day is a day of work");
    assert_eq!(objections(send(&[&leaving])), ["receivers test-objection-all-have-it"]);
    send(&[&leaving, &world.manager]).expect("who has it is left alone");
    assert_eq!(answered(&world, protocol).len(), 2);
}

fn a_receiver_reads_the_protocol_and_nothing_else(db: &TestDb) {
    let world = World::new(db);
    let (protocol, other) = (world.written().id, world.written().id);
    let user = world.employee("Medarbetare");
    let reads = |id: Id| world.read(&user, |read| visible_protocol(read, id));
    assert!(is_not_found(&reads(protocol)));
    world.send(&world.technician, protocol, &[&user]).unwrap();
    assert_eq!(reads(protocol).unwrap().about, "Ny version");
    assert!(is_not_found(&reads(other)));
    world.acknowledge(&user, protocol).unwrap();
    assert!(is_refused(&world.send(&user, protocol, &[&world.owner])), "reading is not sending on");
    assert!(is_not_found(&world.acknowledge(&user, other)));
}

fn of_two_who_distribute_at_once_the_second_is_told(db: &TestDb) {
    let world = World::new(db);
    let protocol = world.written();
    let ask = |to: &Actor| DistributeProtocol {
        protocol: protocol.id,
        revision: Some(protocol.revision),
        receivers: vec![id_of(to)],
    };
    let (first, second) = (ask(&world.manager), ask(&world.owner));
    world.write(&world.technician, move |tx| distribute_protocol(tx, &first)).unwrap();
    let late = world.write(&world.manager, move |tx| distribute_protocol(tx, &second));
    assert!(matches!(late, Err(Error::Rejected(_))), "{late:?}");
    assert_eq!(answered(&world, protocol.id), [(id_of(&world.manager), false)]);
}

fn what_was_withdrawn_needs_no_answer(db: &TestDb) {
    let world = World::new(db);
    let protocol = world.written().id;
    world.send(&world.technician, protocol, &[&world.manager]).unwrap();
    let ask = duties::WithdrawProtocol { protocol, revision: None, reason: "Fel system".into() };
    world.write(&world.technician, move |tx| duties::withdraw_protocol(tx, &ask)).unwrap();
    assert_eq!(world.waiting(&world.manager), Vec::<String>::new());
    assert_eq!(objections(world.acknowledge(&world.manager, protocol)), [" test-objection-withdrawn"]);
}
