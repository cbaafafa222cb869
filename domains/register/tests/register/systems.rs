//! Registering, changing and stepping systems.

use crate::world::{World, is_not_found, objections, schema};
use kernel::{Id, Subject};
use register::{
    Category, LifecycleState, SYSTEM, Step, System, SystemUse, TakeLifecycleStep, change_system,
    register_system, set_system_uses, take_lifecycle_step,
};
use storage::{EventPage, View, history_of};
use testkit::{Acting, TestDb, on_both_engines};

on_both_engines!(schema();
    a_registered_system_comes_back_as_it_was_given_and_stands_in_the_history,
    a_wrong_system_is_refused_with_every_fault_and_nothing_is_written,
    two_who_edit_at_once_do_not_overwrite_each_other,
    a_change_that_changes_nothing_writes_nothing,
    a_second_common_system_of_a_kind_is_refused_also_when_it_comes_back_from_retirement,
    a_municipality_with_its_departments_has_one_common_system_of_a_kind,
    a_step_notes_its_day_and_the_past_still_shows_the_old_state,
    uses_are_replaced_and_counted,
);

fn a_registered_system_comes_back_as_it_was_given_and_stands_in_the_history(db: &TestDb) {
    let world = World::new(db);
    let mut system = world.system("Elevregistret");
    system.local_number = "S-17".into();
    system.business_areas = vec!["education".into()];
    system.personal_data = Some(true);
    system.in_operation_from = Some("2019-08-01".parse().unwrap());
    system.notes = "Rad ett\nRad två".into();
    let id = world.registered(system.clone());
    assert_eq!(world.loaded(id), System { revision: 1, ..system });
    let events =
        world.read(&world.operator, |read| history_of(read, &Subject::new(SYSTEM, id), EventPage::newest(9)));
    let events = events.unwrap();
    assert_eq!(events[0].action, "system.registered");
    assert_eq!(events[0].content.as_ref().unwrap()["changes"]["name"][1], "Elevregistret");
}

fn a_wrong_system_is_refused_with_every_fault_and_nothing_is_written(db: &TestDb) {
    let world = World::new(db);
    let mut system = world.system("Register över 811218-9876");
    system.kind = None;
    system.supplier = Some(Id::new());
    system.business_areas = vec!["unheard_of".into()];
    system.lifecycle_state = LifecycleState::Idea;
    let id = system.id;
    let found = objections(world.write(&world.operator, |tx| register_system(tx, system)));
    for expected in [
        "name objection-personal-identity-number",
        "kind objection-required",
        "supplier objection-not-a-reference",
        "business_areas objection-not-a-choice",
        "lifecycle_state objection-not-a-choice",
    ] {
        assert!(found.contains(&expected.to_owned()), "{expected} in {found:?}");
    }
    assert!(is_not_found(&world.read(&world.operator, |read| register::visible_system(read, id))));
}

fn two_who_edit_at_once_do_not_overwrite_each_other(db: &TestDb) {
    let world = World::new(db);
    let id = world.registered(world.system("Ekonomi"));
    let read = world.loaded(id);
    let first = System { short_description: "Först".into(), ..read.clone() };
    assert_eq!(world.done(|tx| change_system(tx, first)), 2);
    let second = System { short_description: "Sedan".into(), ..read };
    assert_eq!(
        objections(world.write(&world.operator, |tx| change_system(tx, second))),
        ["revision objection-stale"]
    );
    assert_eq!(world.loaded(id).short_description, "Först");
}

fn a_change_that_changes_nothing_writes_nothing(db: &TestDb) {
    let world = World::new(db);
    let id = world.registered(world.system("Ekonomi"));
    let same = world.loaded(id);
    assert_eq!(world.done(|tx| change_system(tx, same)), 1);
}

fn a_second_common_system_of_a_kind_is_refused_also_when_it_comes_back_from_retirement(db: &TestDb) {
    let world = World::new(db);
    let common = |name: &str| System {
        category: Some(Category::Common),
        common_system: "finance".into(),
        ..world.system(name)
    };
    world.registered(common("Ekonomi"));
    let second = common("Ekonomi två");
    let found = objections(world.write(&world.operator, |tx| register_system(tx, second)));
    assert_eq!(found, ["common_system register-objection-second-common-system"]);

    let retired = System { lifecycle_state: LifecycleState::Retired, ..common("Ekonomi ett") };
    let retired = world.registered(retired);
    let back = Step { to: LifecycleState::InOperation, on: None, reason: "Åter".into() };
    let ask = TakeLifecycleStep { system: retired, revision: None, step: back, decision: String::new() };
    let found = objections(world.write(&world.operator, move |tx| take_lifecycle_step(tx, &ask)));
    assert_eq!(found, ["common_system register-objection-second-common-system"]);
}

fn a_step_notes_its_day_and_the_past_still_shows_the_old_state(db: &TestDb) {
    let world = World::new(db);
    let id = world.registered(world.system("Ärendehantering"));
    let later = world.operator.clone().at("2026-05-04T08:00:00Z");
    let step =
        Step { to: LifecycleState::PhaseOut, on: Some("2026-05-01".parse().unwrap()), reason: String::new() };
    let ask = TakeLifecycleStep { system: id, revision: Some(1), step, decision: "KS § 9".into() };
    assert_eq!(world.write(&later, move |tx| take_lifecycle_step(tx, &ask)).unwrap(), 2);
    let now = world.loaded(id);
    assert_eq!(
        (now.lifecycle_state, now.phase_out_from),
        (LifecycleState::PhaseOut, "2026-05-01".parse().ok())
    );
    let as_of = View::AsOf("2026-04-01".parse().unwrap());
    let then = world.db.read(&later, as_of, |read| register::visible_system(read, id)).unwrap();
    assert_eq!((then.lifecycle_state, then.revision), (LifecycleState::InOperation, 1));
    let earlier = View::AsOf("2026-02-01".parse().unwrap());
    assert!(is_not_found(&world.db.read(&later, earlier, |read| register::visible_system(read, id))));
}

fn uses_are_replaced_and_counted(db: &TestDb) {
    let world = World::new(db);
    let id = world.registered(world.system("Skolportal"));
    let one = |organisation, number_of_users| SystemUse {
        organisation: Some(organisation),
        unit: None,
        number_of_users,
    };
    let (town, village) = (one(world.town, Some(40)), one(world.village, Some(2)));
    let both = [town.clone(), village];
    assert_eq!(world.done(move |tx| set_system_uses(tx, id, 1, &both)), 2);
    let subject = Subject::new(SYSTEM, id);
    let facts =
        |world: &World| world.read(&world.operator, |read| findings::facts_of(read, &subject)).unwrap().facts;
    assert_eq!(facts(&world)["user_count"], policy::FactValue::Number(42));
    world.done(move |tx| set_system_uses(tx, id, 2, &[town]));
    assert_eq!(facts(&world)["using_organisation_count"], policy::FactValue::Number(1));
    let twice = [one(world.town, None), one(world.town, None)];
    assert_eq!(
        objections(world.write(&world.operator, move |tx| set_system_uses(tx, id, 3, &twice))),
        ["organisation.1 register-objection-use-twice"]
    );
}

fn a_municipality_with_its_departments_has_one_common_system_of_a_kind(db: &TestDb) {
    let world = World::new(db);
    let department = world.department("Skolförvaltningen", world.town);
    let common = |name: &str, organisation| System {
        category: Some(Category::Common),
        common_system: "finance".into(),
        organisation: Some(organisation),
        ..world.system(name)
    };
    let first = world.registered(common("Ekonomi", world.town));
    world.registered(common("Grannens ekonomi", world.village));
    let second = common("Skolans ekonomi", department);
    let found = objections(world.write(&world.operator, |tx| register_system(tx, second)));
    assert_eq!(found, ["common_system register-objection-second-common-system"]);

    // Nobody has said yet that it is common, so it may be entered; the first is told of it at once.
    let second = System { category: None, ..common("Skolans ekonomi", department) };
    world.registered(second);
    assert_eq!(world.outcome(first, "common-system-is-the-only-one"), "breached");
    let rebuilt = world.done(|tx| {
        tx.audit(&storage::AuditEntry { action: "findings.rebuilt", ..storage::AuditEntry::default() })?;
        findings::rebuild(tx)
    });
    assert_eq!(rebuilt.differed, [], "what is kept is what is computed");
}
