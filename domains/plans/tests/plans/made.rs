//! Who suggests what, who reads it, and who is told.

use crate::world::{World, is_not_found, is_refused, objections, schema};
use plans::{SUGGESTIONS, Said, Seen, SuggestionRow, SuggestionState, change_suggestion, make_suggestion};
use register::{LifecycleState, Step, SystemUse, TakeLifecycleStep, set_system_uses, take_lifecycle_step};
use storage::{Query, View, values};
use testkit::{Acting, TestDb, on_both_engines};

on_both_engines!(schema();
    a_suggestion_stands_in_a_list_that_everyone_who_uses_the_system_reads,
    who_only_uses_the_system_of_another_suggests_and_reads_too,
    who_works_in_the_system_tells_its_manager_what_falls_short,
    what_is_wrong_with_a_suggestion_is_told_at_its_fields,
    nothing_is_suggested_for_a_system_that_is_no_longer_there,
    its_maker_and_who_handles_it_change_the_words_and_nobody_else,
    of_two_tabs_the_second_is_told_that_somebody_was_faster,
    another_federation_finds_no_suggestion,
    a_past_day_shows_what_stood_there_then,
    who_leaves_is_reminded_of_what_they_have_suggested,
);

fn titles(world: &World, who: &kernel::Actor, query: Query) -> Vec<String> {
    let query = access::visible_to(who, plans::READ_SUGGESTIONS, query);
    let page = world.read(who, |read| SUGGESTIONS.page::<SuggestionRow>(read, &query)).unwrap();
    page.items.into_iter().map(|row| row.title).collect()
}

fn a_suggestion_stands_in_a_list_that_everyone_who_uses_the_system_reads(db: &TestDb) {
    let world = World::new(db);
    let colleague = world.employee("Kollega", world.town);
    let neighbour = world.employee("Grannen", world.village);
    let demand = "S0-124";
    let id = world.suggested("Sök på fakturanummer");
    let other = world.registered("Lön");
    let said = Said { system: Some(other), title: "Mörkt läge".into(), content: String::new() };
    world.write(&world.user, move |tx| make_suggestion(tx, &said)).unwrap();
    let all = titles(&world, &colleague, Query::first(10).sorted_by("title", false));
    assert_eq!(all, ["Mörkt läge", "Sök på fakturanummer"], "{demand}");
    let of_one = Query::first(10).filter("system", values![world.system]);
    assert_eq!(titles(&world, &colleague, of_one), ["Sök på fakturanummer"], "{demand}");
    assert_eq!(titles(&world, &neighbour, Query::first(10)), Vec::<String>::new());
    assert!(is_not_found(&world.read(&neighbour, |read| plans::visible_suggestion(read, id))));
    assert!(is_not_found(&world.suggest(&neighbour, "Annat")));
    assert_eq!(world.actions(id), ["suggestion.made"]);
}

fn who_only_uses_the_system_of_another_suggests_and_reads_too(db: &TestDb) {
    let world = World::new(db);
    let id = world.suggested("Sök på fakturanummer");
    let uses = [SystemUse { organisation: Some(world.village), unit: None, number_of_users: None }];
    let system = world.system;
    world.done(move |tx| set_system_uses(tx, system, 1, &uses));
    let neighbour = world.employee("Grannen", world.village);
    assert!(world.read(&neighbour, |read| plans::visible_suggestion(read, id)).is_ok());
    assert!(world.suggest(&neighbour, "Export till kalkylark").is_ok());
}

fn who_works_in_the_system_tells_its_manager_what_falls_short(db: &TestDb) {
    let world = World::new(db);
    let administrator = world.employee("Systemadministratör", world.town);
    let demand = "S0-052";
    world.suggest(&administrator, "Rapporten är långsam").unwrap();
    let told = world.told(&world.manager);
    let expected = "Systemadministratör har lämnat ett förslag om Ekonomi: Rapporten är långsam.";
    assert_eq!(told, [expected], "{demand}");
    assert!(world.told(&administrator).is_empty());
    world.suggest(&world.manager, "Eget").unwrap();
    assert_eq!(world.told(&world.manager).len(), 1, "nobody is told of their own");
}

fn what_is_wrong_with_a_suggestion_is_told_at_its_fields(db: &TestDb) {
    let world = World::new(db);
    let wrong = |said: Said| {
        let made = world.write(&world.user, move |tx| make_suggestion(tx, &said));
        objections(made)
    };
    let system = Some(world.system);
    assert_eq!(wrong(Said::default()), ["system objection-required", "title objection-required"]);
    let too_long = Said { system, title: "a".repeat(201), content: "a".repeat(5_001) };
    assert_eq!(wrong(too_long), ["title objection-too-long", "content objection-too-long"]);
    let personal = Said { system, title: "Felet".into(), content: "Se 811218-9876".into() };
    assert_eq!(wrong(personal), ["content objection-personal-identity-number"]);
    let hidden = Said { system, title: "Felet".into(), content: "Se 811218-**9876**".into() };
    assert_eq!(wrong(hidden), ["content writing-identity-number"]);
}

fn nothing_is_suggested_for_a_system_that_is_no_longer_there(db: &TestDb) {
    let world = World::new(db);
    let system = world.system;
    for to in [LifecycleState::PhaseOut, LifecycleState::Retired] {
        let step = Step { to, on: None, reason: String::new() };
        let ask = TakeLifecycleStep { system, revision: None, step, decision: String::new() };
        world.done(move |tx| take_lifecycle_step(tx, &ask));
    }
    let told = objections(world.suggest(&world.user, "Mörkt läge"));
    assert_eq!(told, ["system plans-objection-system-retired"]);
}

fn change(world: &World, who: &kernel::Actor, seen: Seen, title: &str) -> kernel::Result<()> {
    let said = Said { system: Some(world.system), title: title.into(), content: "Mer".into() };
    world.write(who, move |tx| change_suggestion(tx, seen, &said))
}

fn its_maker_and_who_handles_it_change_the_words_and_nobody_else(db: &TestDb) {
    let world = World::new(db);
    let id = world.suggested("Sök");
    let seen = Seen { id, revision: None };
    let colleague = world.employee("Kollega", world.town);
    assert!(is_refused(&change(&world, &colleague, seen, "Annat")));
    change(&world, &world.user, seen, " Sök på belopp ").unwrap();
    change(&world, &world.manager, seen, "Sök på belopp och datum").unwrap();
    let now = world.loaded(id);
    assert_eq!((now.said.title.as_str(), now.revision), ("Sök på belopp och datum", 3));
    let elsewhere = Said { system: Some(world.registered("Lön")), ..now.said };
    let moved = world.write(&world.user, move |tx| change_suggestion(tx, seen, &elsewhere));
    assert_eq!(objections(moved), ["system plans-objection-system-stays"]);
    assert_eq!(world.actions(id)[..2], ["suggestion.changed", "suggestion.changed"]);
}

fn of_two_tabs_the_second_is_told_that_somebody_was_faster(db: &TestDb) {
    let world = World::new(db);
    let seen = Seen { id: world.suggested("Sök"), revision: Some(1) };
    change(&world, &world.user, seen, "Sök på belopp").unwrap();
    let second = objections(change(&world, &world.manager, seen, "Sök på datum"));
    assert_eq!(second, ["revision objection-stale"]);
    assert_eq!(world.loaded(seen.id).said.title, "Sök på belopp");
}

fn another_federation_finds_no_suggestion(db: &TestDb) {
    let world = World::new(db);
    let seen = Seen { id: world.suggested("Sök"), revision: None };
    let other = World::of(db, 2);
    let found = other.read(&other.operator, |read| plans::visible_suggestion(read, seen.id));
    assert!(is_not_found(&found));
    let stolen = other.write(&other.operator, move |tx| plans::withdraw_suggestion(tx, seen));
    assert!(is_not_found(&stolen));
    assert_eq!(titles(&other, &other.operator, Query::first(10)), Vec::<String>::new());
}

fn a_past_day_shows_what_stood_there_then(db: &TestDb) {
    let world = World::new(db);
    let id = world.suggested("Sök");
    let later = world.operator.clone().at("2026-06-01T08:00:00Z");
    let withdraw = move |tx: &mut storage::Tx| plans::withdraw_suggestion(tx, Seen { id, revision: None });
    world.write(&later, withdraw).unwrap();
    let then = View::AsOf("2026-05-01".parse().unwrap());
    let state = |view| {
        let found = world.db.read(&later, view, |read| plans::visible_suggestion(read, id));
        found.unwrap().state
    };
    assert_eq!(state(then), SuggestionState::Open);
    assert_eq!(state(View::Now), SuggestionState::Withdrawn);
}

fn who_leaves_is_reminded_of_what_they_have_suggested(db: &TestDb) {
    let world = World::new(db);
    let id = world.suggested("Sök");
    let person = world.user.person.unwrap();
    let left = |world: &World| {
        let item = plans::leaving_items().remove(0);
        let left = item.left.expect("it is counted");
        let day = "2026-06-30".parse().unwrap();
        world.read(&world.operator, |read| left(read, person, day)).unwrap()
    };
    let addresses: Vec<String> = left(&world).into_iter().map(|one| one.address).collect();
    assert_eq!(addresses, [format!("/forslag/{id}")]);
    let seen = Seen { id, revision: None };
    world.write(&world.user, move |tx| plans::withdraw_suggestion(tx, seen)).unwrap();
    assert!(left(&world).is_empty());
}
