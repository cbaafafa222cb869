//! The days by which somebody has to act, and what somebody who leaves sees to.

use crate::world::{World, day, schema};
use agreements::{Agreement, Renewal, TerminateAgreement, terminate_agreement};
use kernel::{Actor, Id};
use notify::Deadline;
use organisation::{Because, SaveEmployment, employments_of, save_employment};
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    who_sees_to_an_agreement_is_told_in_time_else_who_answers_for_its_systems,
    who_has_left_sees_to_nothing_any_longer,
    who_may_not_read_an_agreement_is_not_told_of_it,
    what_is_given_notice_of_is_told_of_no_longer,
    what_somebody_who_leaves_sees_to_is_in_their_checklist,
);

fn due(world: &World, people: Option<&[Id]>, until: &str) -> Vec<Deadline> {
    let sources = agreements::deadlines();
    let found = world.read(&world.operator, |read| (sources[0].of)(read, people, day(until)));
    found.expect("deadlines")
}

fn told(world: &World, someone: &Actor, until: &str) -> Vec<String> {
    let person = someone.person.expect("a person");
    let found = due(world, Some(&[person]), until);
    let of_all = due(world, None, until).into_iter().filter(|one| one.person == person);
    let in_words = |one: Deadline| format!("{} {} {}", one.name.sv, one.due, one.message.key);
    let of_all: Vec<String> = of_all.map(in_words).collect();
    let found: Vec<String> = found.into_iter().map(in_words).collect();
    assert_eq!(found, of_all, "asked for one and for all");
    found
}

/// Today is the second of March 2026.
fn who_sees_to_an_agreement_is_told_in_time_else_who_answers_for_its_systems(db: &TestDb) {
    let world = World::new(db);
    let system = world.system("Lön");
    let owner = world.owner_of("Systemägare Lön", system);
    let head = world.head();
    world.entered(world.agreement("Drift", &[system]));
    assert_eq!(told(&world, &owner, "2026-09-29"), [""; 0]);
    assert_eq!(told(&world, &owner, "2026-09-30"), ["Drift 2026-09-30 deadline-agreement-notice"]);
    assert_eq!(told(&world, &head, "2026-09-30"), [""; 0]);
    let explicit = Agreement {
        responsible: head.person,
        ends_on: Some(day("2026-06-30")),
        renewal: Renewal::Explicit,
        renewal_months: None,
        ..world.agreement("Support", &[system])
    };
    world.entered(explicit);
    assert_eq!(told(&world, &head, "2026-04-01"), ["Support 2026-03-30 deadline-agreement-renew"]);
    assert_eq!(told(&world, &owner, "2026-04-01"), [""; 0]);
    let ended = Agreement {
        ends_on: Some(day("2025-12-31")),
        renewal: Renewal::Never,
        renewal_months: None,
        ..world.agreement("Gammalt", &[system])
    };
    world.entered(ended);
    assert_eq!(told(&world, &owner, "2026-04-01"), [""; 0], "what has ended waits for nobody");
}

fn who_has_left_sees_to_nothing_any_longer(db: &TestDb) {
    let world = World::new(db);
    let system = world.system("Lön");
    let owner = world.owner_of("Systemägare Lön", system);
    let head = world.head();
    world.entered(Agreement { responsible: head.person, ..world.agreement("Drift", &[system]) });
    assert_eq!(told(&world, &owner, "2026-09-30"), [""; 0]);
    let gone = head.person.expect("a person");
    world.done(move |tx| {
        let employment = employments_of(tx, gone)?.remove(0);
        let revision = Some(employment.revision);
        let employment = organisation::Employment { to: Some(day("2026-02-28")), ..employment };
        save_employment(tx, &SaveEmployment { employment, revision, because: Because::default() })
    });
    assert_eq!(told(&world, &head, "2026-09-30"), [""; 0]);
    assert_eq!(told(&world, &owner, "2026-09-30"), ["Drift 2026-09-30 deadline-agreement-notice"]);
}

fn who_may_not_read_an_agreement_is_not_told_of_it(db: &TestDb) {
    let world = World::new(db);
    let system = world.system("Lön");
    let owner = world.owner_of("Systemägare Lön", system);
    let stranger = world.employee("Medarbetare Grannkommunen", world.village);
    world.entered(Agreement { responsible: stranger.person, ..world.agreement("Drift", &[system]) });
    assert_eq!(told(&world, &stranger, "2026-09-30"), [""; 0]);
    assert_eq!(told(&world, &owner, "2026-09-30").len(), 1);
}

fn what_is_given_notice_of_is_told_of_no_longer(db: &TestDb) {
    let world = World::new(db);
    let system = world.system("Lön");
    let owner = world.owner_of("Systemägare Lön", system);
    let agreement = world.entered(world.agreement("Drift", &[system]));
    let ask =
        TerminateAgreement { agreement, revision: None, on: day("2026-03-02"), because: "Byter".into() };
    world.done(move |tx| terminate_agreement(tx, &ask));
    assert_eq!(told(&world, &owner, "2026-12-31"), [""; 0]);
}

fn what_somebody_who_leaves_sees_to_is_in_their_checklist(db: &TestDb) {
    let world = World::new(db);
    let head = world.head();
    let id = world.entered(Agreement { responsible: head.person, ..world.agreement("Drift", &[]) });
    let left = agreements::leaving_items()[0].left.expect("it is looked for");
    let person = head.person.expect("a person");
    let found = world.read(&world.operator, |read| left(read, person, day("2026-06-30"))).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].name.sv.as_str(), &found[0].address), ("Drift", &format!("/avtal/{id}/andra")));
}
