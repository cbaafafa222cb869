//! Tests that are made again: the day that follows from the guideline, who is told of it, and what takes its place.

use crate::world::{World, day, id_of, schema};
use duties::{TestKind, TestProtocol, leaving_items, next_tests, visible_protocol};
use kernel::{Actor, Date};
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    a_restore_test_is_due_again,
    the_guideline_says_after_how_many_months,
    a_later_test_of_the_same_takes_the_place_of_the_earlier,
    whoever_is_named_for_a_test_is_told_of_it,
    who_leaves_hands_over_the_tests_to_come,
);

const MONTHS: &str = r#"
[[parameter]]
id = "restore_test_months"
value = 6
stricter = "lower"
title = { sv = "Månader mellan test av återläsning", en = "Months between tests of restoring" }
clauses = []
"#;

fn restored(world: &World) -> TestProtocol {
    TestProtocol { kind: Some(TestKind::Restore), about: "Återläsning".into(), ..world.tested() }
}

/// Days and words of what somebody is to see to, until a day.
fn due(world: &World, who: &Actor, until: &str) -> Vec<(Date, String)> {
    let found = world.read(who, |read| next_tests(read, Some(&[id_of(who)]), day(until))).expect("deadlines");
    found.into_iter().map(|one| (one.due, one.message.key.to_owned())).collect()
}

fn a_restore_test_is_due_again(db: &TestDb) {
    let world = World::new(db);
    let saved = world.save(&world.technician, restored(&world)).unwrap();
    assert_eq!((saved.next_on, saved.responsible), (Some(day("2027-03-02")), world.technician.person));
    assert_eq!(due(&world, &world.technician, "2027-03-01"), []);
    assert_eq!(
        due(&world, &world.technician, "2027-03-02"),
        [(day("2027-03-02"), "deadline-restore-test".to_owned())]
    );
    assert_eq!(due(&world, &world.manager, "2027-03-02"), [], "it is told to whoever sees to it");
    let everybody = world.read(&world.operator, |read| next_tests(read, None, day("2027-03-02"))).unwrap();
    assert_eq!(everybody.len(), 1);
    let release = world.written();
    assert_eq!((release.next_on, release.responsible), (None, None), "a release is tested when there is one");
    let none = TestProtocol { next_on: None, responsible: None, ..saved };
    assert_eq!(world.save(&world.technician, none).unwrap().next_on, None, "somebody decided so");
    assert_eq!(due(&world, &world.technician, "2027-03-02"), []);
}

fn the_guideline_says_after_how_many_months(db: &TestDb) {
    let world = World::of(db, 1, MONTHS);
    let asked = TestProtocol { responsible: world.manager.person, ..restored(&world) };
    let saved = world.save(&world.technician, asked).unwrap();
    assert_eq!((saved.next_on, saved.responsible), (Some(day("2026-09-02")), world.manager.person));
}

fn a_later_test_of_the_same_takes_the_place_of_the_earlier(db: &TestDb) {
    let world = World::new(db);
    let on = |text: &str| TestProtocol { performed_on: Some(day(text)), ..restored(&world) };
    world.save(&world.technician, on("2025-01-10")).unwrap();
    assert_eq!(due(&world, &world.technician, "2026-12-31").len(), 1, "late since January");
    world.save(&world.technician, on("2026-02-20")).unwrap();
    assert_eq!(due(&world, &world.technician, "2026-12-31"), []);
    let integration = |with: &str| TestProtocol {
        kind: Some(TestKind::Integration),
        integration: with.into(),
        performed_on: Some(day("2025-01-10")),
        ..world.tested()
    };
    world.save(&world.technician, integration("Lön")).unwrap();
    world.save(&world.technician, integration("Bank")).unwrap();
    assert_eq!(due(&world, &world.technician, "2026-12-31").len(), 2, "each integration by itself");
}

fn whoever_is_named_for_a_test_is_told_of_it(db: &TestDb) {
    let world = World::new(db);
    let named = world.employee("Medarbetare");
    let asked = TestProtocol { responsible: named.person, ..restored(&world) };
    let saved = world.save(&world.technician, asked).unwrap();
    assert_eq!(
        due(&world, &named, "2027-03-02").len(),
        1,
        "though they read no other documents of the system"
    );
    let everybody = world.read(&world.operator, |read| next_tests(read, None, day("2027-03-02"))).unwrap();
    assert_eq!(everybody.len(), 1);
    assert!(world.read(&named, |read| visible_protocol(read, saved.id)).is_ok(), "and it is theirs to open");
}

fn who_leaves_hands_over_the_tests_to_come(db: &TestDb) {
    let world = World::new(db);
    world.save(&world.technician, restored(&world)).unwrap();
    let left = leaving_items()[0].left.expect("an item that the program knows");
    let of = |who: &Actor| world.read(who, |read| left(read, id_of(who), day("2026-12-31"))).unwrap();
    let names: Vec<String> = of(&world.technician).into_iter().map(|one| one.name.sv).collect();
    assert_eq!(names, ["Ekonomi"]);
    assert!(of(&world.manager).is_empty());
    let leaving = world.employed_until("Snart borta", Some(day("2026-03-02")));
    let mut theirs = TestProtocol { responsible: leaving.person, ..restored(&world) };
    theirs.about = "Återläsning av bilagor".into();
    world.save(&world.technician, theirs).unwrap();
    let after = testkit::Acting::at(leaving, "2027-03-02T08:00:00Z");
    assert_eq!(due(&world, &after, "2027-12-31"), [], "who has left is told of nothing");
}
