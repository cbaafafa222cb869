//! Who may do what: by role, by organisation, and never in another federation.

use crate::world::{World, is_not_found, is_refused, objections, schema};
use kernel::Subject;
use organisation::ORGANISATION;
use register::{
    LifecycleState, READ_ALL, READ_BASE, SYSTEM, SYSTEMS, Step, System, SystemRow, TakeLifecycleStep,
    change_system, register_system, take_lifecycle_step,
};
use storage::Query;
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    everyone_sees_the_base_of_what_their_organisation_owns_or_uses_and_nothing_else,
    a_manager_edits_in_the_own_organisation_and_others_are_refused,
    a_step_that_the_pack_gives_to_a_role_is_taken_by_that_role_only,
    a_token_to_phase_out_phases_out_in_the_name_of_who_may,
    another_federation_finds_nothing,
);

fn names(world: &World, actor: &kernel::Actor) -> Vec<String> {
    let page = world.read(actor, |read| {
        SYSTEMS.page::<SystemRow>(read, &access::visible_to(read.actor(), READ_BASE, Query::first(50)))
    });
    page.unwrap().items.into_iter().map(|row| row.name).collect()
}

fn everyone_sees_the_base_of_what_their_organisation_owns_or_uses_and_nothing_else(db: &TestDb) {
    let world = World::new(db);
    let id = world.registered(world.system("Ekonomi"));
    world.registered(System { organisation: Some(world.village), ..world.system("Grannens") });
    let user = world.employee("Medarbetare", world.town);
    let neighbour = world.employee("Medarbetare Grannkommunen", world.village);
    assert_eq!(names(&world, &user), ["Ekonomi"]);
    assert_eq!(names(&world, &neighbour), ["Grannens"]);
    assert!(is_not_found(&world.read(&neighbour, |read| register::visible_system(read, id))));
    assert!(!world.read(&user, |read| access::may(read, READ_ALL, id)).unwrap());
    let shared =
        [register::SystemUse { organisation: Some(world.village), unit: None, number_of_users: None }];
    world.done(move |tx| register::set_system_uses(tx, id, 1, &shared));
    assert_eq!(names(&world, &neighbour), ["Ekonomi", "Grannens"]);
}

fn a_manager_edits_in_the_own_organisation_and_others_are_refused(db: &TestDb) {
    let world = World::new(db);
    let id = world.registered(world.system("Ekonomi"));
    let manager = world.employee("Systemförvaltare Ekonomi", world.town);
    world.appoint("system_manager", &manager, Subject::new(SYSTEM, id));
    let user = world.employee("Medarbetare", world.town);
    let changed = System { short_description: "Bokföring".into(), ..world.loaded(id) };
    let same = changed.clone();
    assert!(is_refused(&world.write(&user, |tx| change_system(tx, same))));
    assert_eq!(world.write(&manager, |tx| change_system(tx, changed)).unwrap(), 2);
    let new = world.system("Nytt");
    assert!(world.write(&manager, |tx| register_system(tx, new)).is_ok());
    let elsewhere = System { organisation: Some(world.village), ..world.system("Annorstädes") };
    assert!(is_refused(&world.write(&manager, |tx| register_system(tx, elsewhere))));
    let given_away = System { organisation: Some(world.village), ..world.loaded(id) };
    assert!(is_refused(&world.write(&manager, |tx| change_system(tx, given_away))));
    let by_the_back_door = System { lifecycle_state: LifecycleState::Retired, ..world.loaded(id) };
    assert_eq!(
        objections(world.write(&manager, |tx| change_system(tx, by_the_back_door))),
        ["lifecycle_state register-objection-state-by-step"]
    );
}

fn a_step_that_the_pack_gives_to_a_role_is_taken_by_that_role_only(db: &TestDb) {
    let world = World::new(db);
    let id = world.registered(world.system("Ekonomi"));
    let manager = world.employee("Systemförvaltare", world.town);
    let owner = world.employee("Systemägare", world.town);
    let head = world.employee("IT-chef", world.town);
    world.appoint("system_manager", &manager, Subject::new(SYSTEM, id));
    world.appoint("system_owner", &owner, Subject::new(SYSTEM, id));
    world.appoint("head_of_it", &head, Subject::new(ORGANISATION, world.town));
    let step = |to| TakeLifecycleStep {
        system: id,
        revision: None,
        step: Step { to, on: None, reason: String::new() },
        decision: String::new(),
    };
    let take = |actor: &kernel::Actor, to| {
        let ask = step(to);
        world.write(actor, move |tx| take_lifecycle_step(tx, &ask))
    };
    assert!(is_refused(&take(&manager, LifecycleState::PhaseOut)));
    assert!(is_refused(&take(&head, LifecycleState::PhaseOut)));
    assert!(is_refused(&take(&world.employee("Medarbetare", world.town), LifecycleState::PhaseOut)));
    assert_eq!(take(&owner, LifecycleState::PhaseOut).unwrap(), 2);
    // Retiring the pack gives to nobody in particular: who may edit or phase out does it.
    assert_eq!(take(&manager, LifecycleState::Retired).unwrap(), 3);
}

fn a_token_to_phase_out_phases_out_in_the_name_of_who_may(db: &TestDb) {
    let world = World::new(db);
    let id = world.registered(world.system("Ekonomi"));
    let owner = world.employee("Systemägare", world.town);
    world.appoint("system_owner", &owner, Subject::new(SYSTEM, id));
    let take = |only: &[&str]| {
        let only = Some(only.iter().map(|name| (*name).to_owned()).collect());
        let step = Step { to: LifecycleState::PhaseOut, on: None, reason: String::new() };
        let ask = TakeLifecycleStep { system: id, revision: None, step, decision: String::new() };
        world.write(&kernel::Actor { only, ..owner.clone() }, move |tx| take_lifecycle_step(tx, &ask))
    };
    assert!(is_refused(&take(&["register.read_base"])));
    assert_eq!(take(&["register.read_base", "register.phase_out"]).unwrap(), 2);
}

fn another_federation_finds_nothing(db: &TestDb) {
    let world = World::new(db);
    let id = world.registered(world.system("Ekonomi"));
    let other = World::of(db, 2);
    let stranger = other.operator.clone();
    assert!(is_not_found(&other.read(&stranger, |read| register::visible_system(read, id))));
    let system = world.loaded(id);
    assert!(is_not_found(&other.write(&stranger, |tx| change_system(tx, system))));
    assert_eq!(names(&other, &stranger), Vec::<String>::new());
}
