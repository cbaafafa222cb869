//! Who may do what: by role, and never in another federation.

use crate::world::{World, is_not_found, is_refused, schema};
use duties::{PROTOCOLS, ProtocolRow, TestProtocol, visible_approval, visible_protocol};
use kernel::Actor;
use register::READ_DOCUMENTS;
use storage::Query;
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    those_who_manage_or_run_a_system_write_its_tests_and_nobody_else,
    who_reads_no_documents_of_a_system_finds_no_tests,
    another_federation_finds_nothing,
);

fn listed(world: &World, who: &Actor) -> Vec<String> {
    let found = world.read(who, |read| {
        let query = access::visible_to(read.actor(), READ_DOCUMENTS, Query::first(50));
        PROTOCOLS.page::<ProtocolRow>(read, &query)
    });
    found.unwrap().items.into_iter().map(|row| row.about).collect()
}

fn those_who_manage_or_run_a_system_write_its_tests_and_nobody_else(db: &TestDb) {
    let world = World::new(db);
    let user = world.employee("Medarbetare");
    for may in [&world.manager, &world.technician] {
        assert!(world.save(may, world.tested()).is_ok(), "{}", may.name);
    }
    for may_not in [&world.owner, &user] {
        assert!(is_refused(&world.save(may_not, world.tested())), "{}", may_not.name);
    }
    let protocol = world.written();
    let changed = TestProtocol { about: "Annat".into(), ..protocol.clone() };
    assert!(is_refused(&world.save(&world.owner, changed)));
    assert!(is_refused(&world.send(&world.owner, protocol.id, &[&user])));
}

fn who_reads_no_documents_of_a_system_finds_no_tests(db: &TestDb) {
    let world = World::new(db);
    let protocol = world.written();
    let user = world.employee("Medarbetare");
    assert!(is_not_found(&world.read(&user, |read| visible_protocol(read, protocol.id))));
    assert!(is_not_found(&world.save(&user, protocol.clone())));
    assert_eq!(listed(&world, &user), Vec::<String>::new());
    assert_eq!(listed(&world, &world.owner), ["Ny version"]);
}

fn another_federation_finds_nothing(db: &TestDb) {
    let world = World::new(db);
    let protocol = world.written();
    world.send(&world.technician, protocol.id, &[&world.owner]).unwrap();
    let approval = world.approve(&world.manager, "5.2", &[protocol.id]).unwrap();
    let other = World::of(db, 2, "");
    let stranger = other.operator.clone();
    assert!(is_not_found(&other.read(&stranger, |read| visible_protocol(read, protocol.id))));
    assert!(is_not_found(&other.read(&stranger, |read| visible_approval(read, approval))));
    assert!(is_not_found(&other.save(&stranger, protocol.clone())));
    assert!(is_not_found(&other.acknowledge(&stranger, protocol.id)));
    assert_eq!(listed(&other, &stranger), Vec::<String>::new());
}
