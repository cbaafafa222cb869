//! Management objects and their systems.

use crate::world::{World, is_not_found, is_refused, objections, schema};
use kernel::{Id, Subject};
use register::{ManagedObject, OBJECT, SYSTEM, SYSTEMS, SystemRow, save_object, set_object_systems};
use std::collections::BTreeSet;
use storage::{Query, values};
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    a_system_takes_kind_and_holders_from_its_object,
    an_object_owner_cannot_reach_a_foreign_system_by_adding_it,
    an_object_of_a_kind_that_the_pack_lacks_is_refused,
    an_object_keeps_the_systems_that_its_editor_does_not_see,
);

fn a_system_takes_kind_and_holders_from_its_object(db: &TestDb) {
    let world = World::new(db);
    let (system, object) = (world.registered(world.system("Ekonomi")), world.object("Ekonomiobjektet"));
    assert_eq!(world.outcome(system, "exactly-one-system-owner"), "breached");
    world.done(move |tx| set_object_systems(tx, object, 1, &BTreeSet::from([system])));
    let owner = world.employee("Objektägare Ekonomi", world.town);
    world.appoint("system_owner", &owner, Subject::new(OBJECT, object));
    assert_eq!(world.outcome(system, "exactly-one-system-owner"), "met");
    let kept = world.read(&world.operator, |read| findings::counts_of(read, &[system])).unwrap();
    let subject = Subject::new(SYSTEM, system);
    let now = world.read(&world.operator, |read| findings::of_subject(read, &subject)).unwrap();
    let breached = now.findings.iter().filter(|finding| finding.outcome == kernel::Outcome::Breached).count();
    assert_eq!(
        kept[0].1.breached,
        i64::try_from(breached).unwrap(),
        "what is kept follows the object's holders"
    );
    let facts = world.read(&world.operator, |read| findings::facts_of(read, &subject)).unwrap();
    assert!(facts.names("effective_kind").contains("common"));
    assert!(world.read(&owner, |read| register::visible_system(read, system)).is_ok());
    world.done(move |tx| set_object_systems(tx, object, 2, &BTreeSet::new()));
    assert_eq!(world.outcome(system, "exactly-one-system-owner"), "breached");
}

fn an_object_owner_cannot_reach_a_foreign_system_by_adding_it(db: &TestDb) {
    let world = World::new(db);
    let object = world.object("Objektet");
    let mut foreign = world.system("Grannens system");
    foreign.organisation = Some(world.village);
    let (foreign, own) = (world.registered(foreign), world.registered(world.system("Eget system")));
    let manager = world.employee("Objektledare", world.town);
    world.appoint("system_manager", &manager, Subject::new(OBJECT, object));
    let add = |system: Id| {
        world.write(&manager, move |tx| set_object_systems(tx, object, 1, &BTreeSet::from([system])))
    };
    assert_eq!(objections(add(foreign)), ["systems objection-not-a-reference"]);
    assert_eq!(add(own).unwrap(), 2);
    let user = world.employee("Medarbetare", world.town);
    assert!(is_refused(&world.write(&user, move |tx| set_object_systems(tx, object, 2, &BTreeSet::new()))));
    let stranger = world.employee("Medarbetare Grannkommunen", world.village);
    assert!(is_not_found(&world.write(&stranger, move |tx| set_object_systems(
        tx,
        object,
        2,
        &BTreeSet::new()
    ))));
}

fn an_object_of_a_kind_that_the_pack_lacks_is_refused(db: &TestDb) {
    let world = World::new(db);
    let object =
        ManagedObject { name: "Objekt".into(), kind: "unheard_of".into(), ..ManagedObject::default() };
    let found = objections(world.write(&world.operator, |tx| save_object(tx, object)));
    assert_eq!(found, ["organisation objection-required", "kind objection-not-a-choice"]);
}

fn an_object_keeps_the_systems_that_its_editor_does_not_see(db: &TestDb) {
    let world = World::new(db);
    let object = world.object("Objektet");
    let mut foreign = world.system("Grannens system");
    foreign.organisation = Some(world.village);
    let (foreign, own) = (world.registered(foreign), world.registered(world.system("Eget system")));
    world.done(move |tx| set_object_systems(tx, object, 1, &BTreeSet::from([foreign, own])));
    let manager = world.employee("Systemförvaltare", world.town);
    world.appoint("system_manager", &manager, Subject::new(SYSTEM, own));
    assert_eq!(
        world.write(&manager, move |tx| set_object_systems(tx, object, 2, &BTreeSet::new())).unwrap(),
        3
    );
    let query = Query::first(9).filter("object", values![object]);
    let left = world.read(&world.operator, |read| SYSTEMS.page::<SystemRow>(read, &query)).unwrap().items;
    assert_eq!(left.into_iter().map(|row| row.name).collect::<Vec<_>>(), ["Grannens system"]);
    assert_eq!(
        world.write(&manager, move |tx| set_object_systems(tx, object, 3, &BTreeSet::new())).unwrap(),
        3,
        "what is left is not there for the editor to change"
    );
}
