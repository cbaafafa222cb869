//! Approval for operation: built on tests that others know of, once for each version, and revoked with a reason.

use crate::world::{World, day, is_refused, objections, schema};
use duties::{
    OPERATION_APPROVAL, RevokeApproval, TestOutcome, TestProtocol, WithdrawProtocol, revoke_approval,
    visible_approval, withdraw_protocol,
};
use kernel::{Id, Result, Subject};
use register::{LifecycleState, Step, TakeLifecycleStep, take_lifecycle_step};
use storage::{EventPage, history_of};
use testkit::{Acting, TestDb, on_both_engines};

on_both_engines!(schema();
    an_approval_needs_a_distributed_protocol,
    a_guideline_may_ask_that_every_receiver_has_answered,
    nobody_waits_for_a_receiver_who_has_left,
    a_failed_test_is_mended_by_a_later_one_and_undone_by_a_later_still,
    a_version_is_approved_once_until_the_approval_is_revoked,
    what_an_approval_builds_on_is_neither_changed_nor_withdrawn,
    a_retired_system_is_not_approved,
    of_two_who_approve_at_once_the_second_reads_who_was_faster,
);

/// What makes every approval wait for the receipts.
const RECEIPTS: &str = r#"
[[parameter]]
id = "approval_needs_receipts"
value = true
stricter = "none"
title = { sv = "Alla mottagare ska ha tagit del", en = "Every receiver has answered" }
clauses = []
"#;

fn revoke(world: &World, approval: Id, reason: &'static str) -> Result<()> {
    let ask = RevokeApproval { approval, revision: None, reason: reason.to_owned() };
    world.write(&world.owner, move |tx| revoke_approval(tx, &ask))
}

/// A test that the owner has got.
fn sent(world: &World) -> Id {
    let protocol = world.written().id;
    world.send(&world.technician, protocol, &[&world.owner]).expect("sent");
    protocol
}

fn an_approval_needs_a_distributed_protocol(db: &TestDb) {
    let world = World::new(db);
    let (tests, telling) = ("S0-104", "S0-105");
    let none = world.approve(&world.manager, "5.2", &[]);
    assert_eq!(objections(none), ["protocols objection-required"], "{tests}");
    let protocol = world.written().id;
    let untold = world.approve(&world.manager, "5.2", &[protocol]);
    assert_eq!(objections(untold), ["protocols approval-objection-not-distributed"], "{telling}");
    world.send(&world.technician, protocol, &[&world.owner]).unwrap();
    let other = world.approve(&world.manager, "5.3", &[protocol]);
    assert_eq!(objections(other), ["protocols approval-objection-no-protocol"], "{tests}");
    assert!(
        is_refused(&world.approve(&world.technician, "5.2", &[protocol])),
        "who runs it does not approve"
    );
    let given = world.approve(&world.manager, " 5.2 ", &[protocol, protocol]).expect("tested and told");
    let approval = world.read(&world.operator, |read| visible_approval(read, given)).unwrap();
    assert_eq!((approval.version.as_str(), approval.protocols), ("5.2", vec![protocol]));
    assert_eq!(approval.approved_by_name, "Systemförvaltare Ekonomi");
    let subject = Subject::new(OPERATION_APPROVAL, given);
    let events =
        world.read(&world.operator, |read| history_of(read, &subject, EventPage::newest(5))).unwrap();
    assert_eq!(
        events.iter().map(|one| one.action.as_str()).collect::<Vec<_>>(),
        ["operation_approval.given"]
    );
}

fn a_guideline_may_ask_that_every_receiver_has_answered(db: &TestDb) {
    let world = World::of(db, 1, RECEIPTS);
    let protocol = sent(&world);
    let early = world.approve(&world.manager, "5.2", &[protocol]);
    assert_eq!(objections(early), ["protocols approval-objection-receipts"]);
    world.acknowledge(&world.owner, protocol).unwrap();
    assert!(world.approve(&world.manager, "5.2", &[protocol]).is_ok());
}

fn nobody_waits_for_a_receiver_who_has_left(db: &TestDb) {
    let world = World::of(db, 1, RECEIPTS);
    let protocol = sent(&world);
    let leaving = world.employed_until("Snart borta", Some(day("2026-03-02")));
    world.send(&world.technician, protocol, &[&leaving]).unwrap();
    world.acknowledge(&world.owner, protocol).unwrap();
    let early = world.approve(&world.manager, "5.2", &[protocol]);
    assert_eq!(
        objections(early),
        ["protocols approval-objection-receipts"],
        "on their last day they may answer"
    );
    let day_after = world.manager.clone().at("2026-03-03T08:00:00Z");
    assert!(world.approve(&day_after, "5.2", &[protocol]).is_ok(), "and never again");
}

fn a_failed_test_is_mended_by_a_later_one_and_undone_by_a_later_still(db: &TestDb) {
    let world = World::new(db);
    let failed = || TestProtocol { outcome: Some(TestOutcome::Failed), ..world.tested() };
    let first = world.save(&world.technician, failed()).unwrap().id;
    world.send(&world.technician, first, &[&world.owner]).unwrap();
    let wrong = world.approve(&world.manager, "5.2", &[first]);
    assert_eq!(
        objections(wrong),
        ["protocols approval-objection-newest-failed", "protocols approval-objection-chosen-failed"]
    );
    let second = sent(&world);
    let approval = world.approve(&world.manager, "5.2", &[second]).expect("mended");
    revoke(&world, approval, "Fel i drift").unwrap();
    world.save(&world.technician, failed()).unwrap();
    let again = world.approve(&world.manager, "5.2", &[second]);
    assert_eq!(objections(again), ["protocols approval-objection-newest-failed"]);
}

fn a_version_is_approved_once_until_the_approval_is_revoked(db: &TestDb) {
    let world = World::new(db);
    let protocol = sent(&world);
    let approval = world.approve(&world.manager, "5.2", &[protocol]).unwrap();
    let twice = world.approve(&world.manager, "5.2", &[protocol]);
    assert_eq!(objections(twice), ["version approval-objection-given-already"]);
    assert_eq!(objections(revoke(&world, approval, "")), ["reason objection-required"]);
    let named = revoke(&world, approval, "Se 811218-9876");
    assert_eq!(objections(named), ["reason objection-personal-identity-number"]);
    revoke(&world, approval, "Fel i drift").unwrap();
    assert_eq!(objections(revoke(&world, approval, "Igen")), [" approval-objection-revoked-already"]);
    assert!(world.approve(&world.manager, "5.2", &[protocol]).is_ok(), "and approved anew");
}

fn what_an_approval_builds_on_is_neither_changed_nor_withdrawn(db: &TestDb) {
    let world = World::new(db);
    let protocol = sent(&world);
    let approval = world.approve(&world.manager, "5.2", &[protocol]).unwrap();
    let changed = TestProtocol { remarks: "Nej".into(), ..world.loaded(protocol) };
    let again = changed.clone();
    assert_eq!(objections(world.save(&world.technician, changed)), [" test-objection-approved"]);
    let withdraw = || {
        let ask = WithdrawProtocol { protocol, revision: None, reason: "Fel".into() };
        world.write(&world.technician, move |tx| withdraw_protocol(tx, &ask))
    };
    assert_eq!(objections(withdraw()), [" test-objection-approved"]);
    revoke(&world, approval, "Protokollet är fel").unwrap();
    world.save(&world.technician, again).expect("nothing builds on it any more");
    withdraw().expect("nor is it needed");
}

fn a_retired_system_is_not_approved(db: &TestDb) {
    let world = World::new(db);
    let protocol = sent(&world);
    let system = world.system;
    for to in [LifecycleState::PhaseOut, LifecycleState::Retired] {
        let step = Step { to, on: None, reason: "Ersätts".into() };
        let ask = TakeLifecycleStep { system, revision: None, step, decision: "KS § 2".into() };
        world.done(move |tx| take_lifecycle_step(tx, &ask));
    }
    let late = world.approve(&world.manager, "5.2", &[protocol]);
    assert_eq!(objections(late), [" approval-objection-retired"]);
}

fn of_two_who_approve_at_once_the_second_reads_who_was_faster(db: &TestDb) {
    let world = World::new(db);
    let protocol = world.written().id;
    let reader = world.employee("Medarbetare");
    world.send(&world.technician, protocol, &[&reader]).unwrap();
    world.approve(&world.manager, "5.2", &[protocol]).unwrap();
    let Err(kernel::Error::Rejected(found)) = world.approve(&world.owner, "5.2", &[protocol]) else {
        panic!("approved twice")
    };
    let told = texts::render(kernel::Language::Swedish, &found[0].message);
    assert!(told.contains("Systemförvaltare Ekonomi") && told.contains("2026-03-02"), "{told}");
}
