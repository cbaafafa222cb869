//! What is said of one system is said of others in one step, and what one may not say is skipped.

use crate::world::{World, is_not_found, objections, schema};
use duties::{Copied, CopyStatements, copy_statements};
use kernel::{Actor, Id, Outcome, Result, Subject};
use register::SYSTEM;
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    copying_to_forty_systems_is_one_step_and_skips_what_one_may_not_say,
    a_copy_says_where_it_came_from_and_is_said_by_who_copies,
    a_statement_is_copied_to_systems_that_are_chosen_and_seen,
);

const DUTY: &str = "manager-tests-restoring";

fn copy(world: &World, who: &Actor, statements: &[Id], systems: &[Id]) -> Result<Copied> {
    let ask = CopyStatements { statements: statements.to_vec(), systems: systems.to_vec() };
    world.write(who, move |tx| copy_statements(tx, &ask))
}

fn copying_to_forty_systems_is_one_step_and_skips_what_one_may_not_say(db: &TestDb) {
    const NAMES: [&str; 40] = ["Likt system"; 40];
    let world = World::new(db);
    let owners = world.states(&world.owner, "owner-follows-up").unwrap().id;
    let vital = world.states(&world.owner, DUTY);
    assert!(vital.is_err(), "the owner has not that duty");
    let managed = world.states(&world.manager, DUTY).unwrap().id;
    let systems: Vec<Id> = NAMES.iter().map(|name| world.system_of(name, world.town)).collect();
    for system in &systems {
        world.appoint("system_owner", &world.owner, Subject::new(SYSTEM, *system));
    }
    let told = copy(&world, &world.owner, &[owners, managed], &systems).unwrap();
    assert_eq!(told, Copied { copied: 40, stood: 0, not_theirs: 40, not_asked: 0 });
    let again = copy(&world, &world.owner, &[owners], &systems).unwrap();
    assert_eq!(again, Copied { stood: 40, ..Copied::default() });
    assert_eq!(world.outcome("2026-03-02", systems[39], "owner-follows-up"), Outcome::Met);
}

fn a_copy_says_where_it_came_from_and_is_said_by_who_copies(db: &TestDb) {
    let world = World::new(db);
    let said = world.states(&world.manager, DUTY).unwrap();
    let other = world.system_of("Lön", world.town);
    let told = copy(&world, &world.manager, &[said.id], &[other, world.system]).unwrap();
    assert_eq!(told, Copied { copied: 1, ..Copied::default() }, "not to the system that it comes from");
    let shown = world.read(&world.operator, |read| duties::statements_of(read, &Subject::new(SYSTEM, other)));
    let copied = shown.unwrap().pop().expect("a copy");
    let copied =
        world.read(&world.operator, |read| duties::visible_statement(read, copied.statement)).unwrap();
    assert_eq!((copied.copied_from, copied.said.content), (Some(said.id), said.said.content));
    assert!(copied.is_on_behalf, "they do not manage that one");
}

fn a_statement_is_copied_to_systems_that_are_chosen_and_seen(db: &TestDb) {
    let world = World::new(db);
    let said = world.states(&world.manager, DUTY).unwrap().id;
    let none = copy(&world, &world.manager, &[said], &[]);
    assert_eq!(objections(none), ["systems statement-objection-no-system"]);
    let many: Vec<Id> = (0..201).map(|_| Id::new()).collect();
    let many = copy(&world, &world.manager, &[said], &many);
    assert_eq!(objections(many), ["systems statement-objection-too-many-systems"]);
    assert!(is_not_found(&copy(&world, &world.manager, &[said], &[Id::new()])));
    assert!(is_not_found(&copy(&world, &world.manager, &[Id::new()], &[world.system])));
}
