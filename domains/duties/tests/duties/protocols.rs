//! Test protocols: written by whom, changed, withdrawn, and what stands in them.

use crate::world::{World, day, id_of, is_refused, objections, schema};
use duties::{
    CaseResult, TEST_PROTOCOL, TestCase, TestKind, TestOutcome, TestProtocol, WithdrawProtocol,
    withdraw_protocol,
};
use kernel::{Error, Id, Objection, ObjectionKind, Result, Subject};
use storage::{EventPage, View, history_of};
use testkit::{Acting as _, TestDb, on_both_engines};

on_both_engines!(schema();
    who_took_part_and_what_was_tried_stand_in_the_protocol,
    a_changed_protocol_keeps_its_past,
    a_protocol_that_somebody_else_has_changed_is_not_written_over,
    a_protocol_names_people_who_are_there,
    a_withdrawn_protocol_says_why_and_is_changed_no_more,
    a_change_that_changes_nothing_leaves_no_trace,
);

fn case(what: &str, result: CaseResult) -> TestCase {
    TestCase { what: what.into(), expected: "Det går".into(), result: Some(result), note: String::new() }
}

fn actions(world: &World, protocol: Id) -> Vec<String> {
    let subject = Subject::new(TEST_PROTOCOL, protocol);
    let read = |read: &storage::Read| history_of(read, &subject, EventPage::newest(20));
    world.read(&world.operator, read).expect("events").into_iter().map(|one| one.action).collect()
}

fn withdraw(world: &World, protocol: Id, reason: &'static str) -> Result<()> {
    let ask = WithdrawProtocol { protocol, revision: None, reason: reason.to_owned() };
    world.write(&world.technician, move |tx| withdraw_protocol(tx, &ask))
}

fn who_took_part_and_what_was_tried_stand_in_the_protocol(db: &TestDb) {
    let world = World::new(db);
    let demand = "S0-139";
    let mut people = vec![id_of(&world.technician), id_of(&world.manager), id_of(&world.technician)];
    let cases = vec![case("Logga in", CaseResult::Passed), case("Skriv ut", CaseResult::NotRun)];
    let written = TestProtocol { participants: people.clone(), cases: cases.clone(), ..world.tested() };
    let saved = world.save(&world.manager, written).expect("the manager writes tests");
    people.sort();
    people.dedup();
    let stored = world.loaded(saved.id);
    assert_eq!(stored.participants, people, "{demand}: IT and the business stand there, each once");
    assert_eq!((stored.cases, stored.revision), (cases, 1));
    assert_eq!(actions(&world, saved.id), ["test_protocol.written"]);
}

fn a_changed_protocol_keeps_its_past(db: &TestDb) {
    let world = World::new(db);
    let cases = vec![case("Logga in", CaseResult::Passed), case("Skriv ut", CaseResult::Failed)];
    let first = world.save(&world.technician, TestProtocol { cases, ..world.tested() }).unwrap();
    let later = world.technician.clone().at("2026-03-09T08:00:00Z");
    let changed = TestProtocol {
        outcome: Some(TestOutcome::Failed),
        participants: vec![id_of(&world.manager)],
        cases: vec![case("Logga in igen", CaseResult::Passed)],
        ..first.clone()
    };
    let second = world.save(&later, changed.clone()).unwrap();
    assert_eq!(second, TestProtocol { revision: 2, ..changed });
    assert_eq!(world.loaded(first.id), second);
    let now = world.operator.clone().at("2026-03-10T08:00:00Z");
    let then = View::AsOf(day("2026-03-05"));
    let was = world.db.read(&now, then, |read| duties::visible_protocol(read, first.id)).unwrap();
    assert_eq!(was, first);
    assert_eq!(actions(&world, first.id), ["test_protocol.changed", "test_protocol.written"]);
}

fn a_protocol_that_somebody_else_has_changed_is_not_written_over(db: &TestDb) {
    let world = World::new(db);
    let first = world.written();
    let by_manager = TestProtocol { remarks: "Långsamt".into(), ..first.clone() };
    world.save(&world.manager, by_manager).unwrap();
    let by_technician = TestProtocol { remarks: "Snabbt".into(), ..first.clone() };
    let Err(Error::Rejected(found)) = world.save(&world.technician, by_technician) else { panic!("saved") };
    assert!(matches!(found.as_slice(), [Objection { kind: ObjectionKind::Stale, .. }]), "{found:?}");
    assert_eq!(world.loaded(first.id).remarks, "Långsamt");
}

fn a_protocol_names_people_who_are_there(db: &TestDb) {
    let world = World::new(db);
    let nobody = TestProtocol { participants: vec![Id::new()], ..world.tested() };
    assert_eq!(objections(world.save(&world.technician, nobody)), ["participants objection-not-a-reference"]);
    let gone = world.employed_until("Före detta", Some(day("2026-02-27")));
    let by_gone = TestProtocol { participants: vec![id_of(&gone)], ..world.tested() };
    assert!(world.save(&world.technician, by_gone).is_ok(), "who has left may have made a test before");
    let seen_to_by_gone =
        TestProtocol { next_on: Some(day("2027-03-02")), responsible: Some(id_of(&gone)), ..world.tested() };
    assert_eq!(
        objections(world.save(&world.technician, seen_to_by_gone)),
        ["responsible test-objection-has-left"]
    );
}

fn a_withdrawn_protocol_says_why_and_is_changed_no_more(db: &TestDb) {
    let world = World::new(db);
    let protocol = world.written();
    assert_eq!(objections(withdraw(&world, protocol.id, " ")), ["reason objection-required"]);
    assert!(is_refused(&{
        let ask = WithdrawProtocol { protocol: protocol.id, revision: None, reason: "Fel".into() };
        world.write(&world.owner, move |tx| withdraw_protocol(tx, &ask))
    }));
    withdraw(&world, protocol.id, "Fel system").unwrap();
    let stored = world.loaded(protocol.id);
    assert_eq!(stored.withdrawn.clone().map(|one| one.because).as_deref(), Some("Fel system"));
    let changed = TestProtocol { kind: Some(TestKind::Function), ..stored };
    assert_eq!(objections(world.save(&world.technician, changed)), [" test-objection-withdrawn"]);
    assert_eq!(objections(withdraw(&world, protocol.id, "Igen")), [" test-objection-withdrawn"]);
    let sent = world.send(&world.technician, protocol.id, &[&world.owner]);
    assert_eq!(objections(sent), [" test-objection-withdrawn"]);
}

fn a_change_that_changes_nothing_leaves_no_trace(db: &TestDb) {
    let world = World::new(db);
    let first = world.written();
    assert_eq!(world.save(&world.technician, first.clone()).unwrap(), first);
    assert_eq!(actions(&world, first.id), ["test_protocol.written"]);
}
