//! Entering agreements, changing them, giving notice and renewing.

use crate::world::{World, day, is_refused, objections, schema};
use agreements::{
    AGREEMENT, Agreement, AgreementKind, RenewAgreement, Renewal, TerminateAgreement, last_day_after_notice,
    renew_agreement, save_agreement, terminate_agreement,
};
use kernel::{Id, Subject};
use register::SYSTEM;
use storage::{EventPage, history_of};
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    an_agreement_that_ends_before_it_starts_is_refused,
    a_notice_longer_than_its_term_is_refused,
    two_savings_at_once_make_one,
    what_is_saved_unchanged_makes_no_event,
    a_supplier_is_the_one_party_and_no_supplier_the_other,
    a_framework_agreement_is_called_off_from_and_never_called_off,
    a_system_that_one_does_not_see_is_as_one_that_is_not_there,
    who_owns_every_system_that_it_covers_enters_an_agreement_for_them,
    notice_is_given_once_and_too_late_for_one_term_ends_the_next,
    what_is_renewed_keeps_both_ends_in_its_history,
);

fn refused(world: &World, change: impl FnOnce(&mut Agreement)) -> Vec<String> {
    let mut agreement = world.agreement("Drift", &[]);
    change(&mut agreement);
    objections(world.write(&world.operator, move |tx| save_agreement(tx, agreement)))
}

fn an_agreement_that_ends_before_it_starts_is_refused(db: &TestDb) {
    let found = refused(&World::new(db), |one| one.ends_on = Some(day("2023-12-31")));
    assert_eq!(found, ["ends_on agreement-objection-ends-before-start"]);
}

fn a_notice_longer_than_its_term_is_refused(db: &TestDb) {
    let world = World::new(db);
    let found = refused(&world, |one| (one.notice_months, one.renewal_months) = (Some(13), Some(24)));
    assert_eq!(found, ["notice_months agreement-objection-notice-longer-than-term"]);
    let found = refused(&world, |one| one.renewal_months = Some(2));
    assert_eq!(found, ["notice_months agreement-objection-notice-longer-than-renewal"]);
}

fn two_savings_at_once_make_one(db: &TestDb) {
    let world = World::new(db);
    let id = world.entered(world.agreement("Drift", &[]));
    let (mine, theirs) = (world.loaded(id), world.loaded(id));
    assert_eq!(world.done(move |tx| save_agreement(tx, Agreement { name: "Drift A".into(), ..mine })), 2);
    let late = world
        .write(&world.operator, move |tx| save_agreement(tx, Agreement { name: "Drift B".into(), ..theirs }));
    assert_eq!(objections(late), ["revision objection-stale"]);
    assert_eq!(world.loaded(id).name, "Drift A");
}

fn actions(world: &World, id: Id) -> Vec<String> {
    let subject = Subject::new(AGREEMENT, id);
    let events = world.read(&world.operator, |read| history_of(read, &subject, EventPage::newest(9)));
    events.expect("a history").into_iter().map(|event| event.action).collect()
}

fn what_is_saved_unchanged_makes_no_event(db: &TestDb) {
    let world = World::new(db);
    let systems = [world.system("Lön"), world.system("Tid")];
    let id = world.entered(world.agreement("Drift", &systems));
    let same = Agreement { systems: systems.iter().rev().copied().collect(), ..world.loaded(id) };
    assert_eq!(world.done(|tx| save_agreement(tx, same)), 1);
    assert_eq!(actions(&world, id), ["agreement.registered"]);
}

fn a_supplier_is_the_one_party_and_no_supplier_the_other(db: &TestDb) {
    let world = World::new(db);
    let found = refused(&world, |one| std::mem::swap(&mut one.supplier, &mut one.organisation));
    assert_eq!(
        found,
        ["supplier agreement-objection-no-supplier", "organisation agreement-objection-supplier-as-party"]
    );
    let found = refused(&world, |one| (one.supplier, one.responsible) = (Some(Id::new()), Some(Id::new())));
    assert_eq!(found, ["supplier objection-not-a-reference", "responsible objection-not-a-reference"]);
}

fn a_framework_agreement_is_called_off_from_and_never_called_off(db: &TestDb) {
    let world = World::new(db);
    let framework = Agreement { kind: Some(AgreementKind::Framework), ..world.agreement("Ramavtal", &[]) };
    let framework = world.entered(framework);
    let plain = world.entered(world.agreement("Drift", &[]));
    assert_eq!(
        refused(&world, |one| one.framework = Some(plain)),
        ["framework agreement-objection-no-framework"]
    );
    assert_eq!(refused(&world, |one| one.framework = Some(one.id)), ["framework objection-not-a-reference"]);
    let called_off = Agreement { framework: Some(framework), ..world.agreement("Avrop", &[]) };
    world.entered(called_off);
    let of_itself = Agreement { framework: Some(framework), ..world.loaded(framework) };
    assert_eq!(
        objections(world.write(&world.operator, |tx| save_agreement(tx, of_itself))),
        [
            "framework agreement-objection-framework-of-framework",
            "framework agreement-objection-no-framework"
        ]
    );
    let another = Agreement { kind: Some(AgreementKind::Supply), ..world.loaded(framework) };
    let found = objections(world.write(&world.operator, |tx| save_agreement(tx, another)));
    assert_eq!(found, ["kind agreement-objection-has-call-offs"]);
}

fn a_system_that_one_does_not_see_is_as_one_that_is_not_there(db: &TestDb) {
    let world = World::new(db);
    let own = world.system("Lön");
    let elsewhere = world.system_of("Grannens", world.village);
    let manager = world.employee("Systemförvaltare Lön", world.town);
    world.appoint("system_manager", &manager, Subject::new(SYSTEM, own));
    let unseen = world.agreement("Drift", &[own, elsewhere]);
    let missing = world.agreement("Drift", &[own, Id::new()]);
    for agreement in [unseen, missing] {
        let found = objections(world.write(&manager, |tx| save_agreement(tx, agreement)));
        assert_eq!(found, ["systems objection-not-a-reference"]);
    }
    let seen = world.agreement("Drift", &[own]);
    assert_eq!(world.write(&manager, |tx| save_agreement(tx, seen)).unwrap(), 1);
}

fn who_owns_every_system_that_it_covers_enters_an_agreement_for_them(db: &TestDb) {
    let world = World::new(db);
    let (own, other) = (world.system("Lön"), world.system("Ekonomi"));
    let owner = world.owner_of("Systemägare Lön", own);
    let save = |agreement: Agreement| world.write(&owner, |tx| save_agreement(tx, agreement));
    assert!(is_refused(&save(world.agreement("Allt", &[]))), "of no system that they own");
    assert!(is_refused(&save(world.agreement("Båda", &[own, other]))), "of another's system too");
    let elsewhere = Agreement { organisation: Some(world.village), ..world.agreement("Grannens", &[own]) };
    assert!(is_refused(&save(elsewhere)), "for an organisation that has nothing to do with it");
    assert_eq!(save(world.agreement("Drift", &[own])).unwrap(), 1);
    let user = world.employee("Medarbetare", world.town);
    let new = world.agreement("Drift", &[own]);
    assert!(is_refused(&world.write(&user, |tx| save_agreement(tx, new))));
}

fn notice_is_given_once_and_too_late_for_one_term_ends_the_next(db: &TestDb) {
    let world = World::new(db);
    let id = world.entered(world.agreement("Drift", &[]));
    let ask = |on: &str| TerminateAgreement {
        agreement: id,
        revision: Some(1),
        on: day(on),
        because: "Byter leverantör".into(),
    };
    let ahead = ask("2026-12-24");
    let found = objections(world.write(&world.operator, move |tx| terminate_agreement(tx, &ahead)));
    assert_eq!(found, ["on agreement-objection-notice-ahead"]);
    let late = ask("2025-10-15");
    let ended = world.done(move |tx| terminate_agreement(tx, &late));
    assert_eq!(last_day_after_notice(&ended.terms().unwrap(), day("2025-10-15")), day("2026-12-31"));
    let again = TerminateAgreement { revision: None, ..ask("2025-11-01") };
    let found = objections(world.write(&world.operator, move |tx| terminate_agreement(tx, &again)));
    assert_eq!(found, [" agreement-objection-terminated"]);
    assert_eq!(actions(&world, id), ["agreement.terminated", "agreement.registered"]);
}

fn what_is_renewed_keeps_both_ends_in_its_history(db: &TestDb) {
    let world = World::new(db);
    let agreement = Agreement {
        ends_on: Some(day("2026-06-30")),
        renewal: Renewal::Explicit,
        renewal_months: None,
        ..world.agreement("Support", &[])
    };
    let id = world.entered(agreement);
    let ask = |to: &str| RenewAgreement {
        agreement: id,
        revision: Some(1),
        ends_on: day(to),
        because: String::new(),
    };
    let not_later = ask("2026-06-30");
    let found = objections(world.write(&world.operator, move |tx| renew_agreement(tx, &not_later)));
    assert_eq!(found, ["ends_on agreement-objection-renewal-not-later"]);
    let later = ask("2028-06-30");
    assert_eq!(world.done(move |tx| renew_agreement(tx, &later)), 2);
    let subject = Subject::new(AGREEMENT, id);
    let events =
        world.read(&world.operator, |read| history_of(read, &subject, EventPage::newest(1))).unwrap();
    let ends = &events[0].content.as_ref().unwrap()["changes"]["ends_on"];
    assert_eq!(*ends, serde_json::json!(["2026-06-30", "2028-06-30"]));
}
