//! Who sees which agreement, and what of it.

use crate::world::{World, objections, schema};
use agreements::{AGREEMENTS, Agreement, AgreementRow, READ, save_agreement};
use kernel::{Actor, Error, Subject};
use organisation::ORGANISATION;
use register::{OBJECT, READ_COSTS, SYSTEM, set_object_systems};
use std::collections::BTreeSet;
use storage::Query;
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    who_answers_for_a_system_reads_its_agreement_wherever_it_was_made,
    who_answers_for_an_object_reads_the_agreements_of_the_systems_that_come_to_it,
    an_agreement_is_listed_for_those_who_may_open_it,
    what_one_does_not_see_of_an_agreement_stays_when_one_changes_the_rest,
    another_federation_finds_nothing,
    a_rebuilt_reach_is_the_one_that_was_kept,
);

fn names(world: &World, actor: &Actor) -> Vec<String> {
    let page = world.read(actor, |read| {
        let query = access::visible_to(read.actor(), READ, Query::first(50));
        assert_eq!(
            AGREEMENTS.count(read, &query)?,
            AGREEMENTS.page::<AgreementRow>(read, &query)?.items.len() as i64
        );
        AGREEMENTS.page::<AgreementRow>(read, &query)
    });
    page.expect("a list").items.into_iter().map(|row| row.name).collect()
}

fn who_answers_for_a_system_reads_its_agreement_wherever_it_was_made(db: &TestDb) {
    let world = World::new(db);
    let system = world.system("Lön");
    let owner = world.owner_of("Systemägare Lön", system);
    let other = world.owner_of("Systemägare Tid", world.system("Tid"));
    let of_village = Agreement { organisation: Some(world.village), ..world.agreement("Drift", &[system]) };
    let id = world.entered(of_village);
    assert!(world.sees(&owner, id) && !world.sees(&other, id));
    let changed = Agreement { name: "Ändrat".into(), ..world.loaded(id) };
    let refused = world.write(&owner, |tx| save_agreement(tx, changed));
    assert!(matches!(refused, Err(Error::Refused(_))), "reading reaches by use, changing does not");
    let without = Agreement { systems: Vec::new(), ..world.loaded(id) };
    world.done(|tx| save_agreement(tx, without));
    assert!(!world.sees(&owner, id), "it covers the system no longer");
}

fn who_answers_for_an_object_reads_the_agreements_of_the_systems_that_come_to_it(db: &TestDb) {
    let world = World::new(db);
    let (system, object) = (world.system("Lön"), world.object("Personalobjektet"));
    let manager = world.employee("Systemförvaltare objektet", world.village);
    world.appoint("system_manager", &manager, Subject::new(OBJECT, object));
    let id = world.entered(world.agreement("Drift", &[system]));
    assert!(!world.sees(&manager, id));
    world.done(move |tx| set_object_systems(tx, object, 1, &BTreeSet::from([system])));
    assert!(world.sees(&manager, id));
    world.done(move |tx| set_object_systems(tx, object, 2, &BTreeSet::new()));
    assert!(!world.sees(&manager, id));
}

fn an_agreement_is_listed_for_those_who_may_open_it(db: &TestDb) {
    let world = World::new(db);
    let (system, other) = (world.system("Lön"), world.system("Tid"));
    let of_system = world.entered(world.agreement("Drift", &[system]));
    let of_other = world.entered(world.agreement("Support", &[other]));
    let owner = world.owner_of("Systemägare Lön", system);
    let head = world.head();
    let user = world.employee("Medarbetare", world.town);
    for (actor, expected) in [(&owner, &["Drift"][..]), (&head, &["Drift", "Support"]), (&user, &[])] {
        assert_eq!(names(&world, actor), expected, "{}", actor.name);
        let opened = [of_system, of_other].map(|id| world.sees(actor, id));
        assert_eq!(opened.into_iter().filter(|sees| *sees).count(), expected.len(), "{}", actor.name);
    }
}

/// Who keeps the agreements of the village, and sees neither the system of the town that one covers nor costs there.
fn what_one_does_not_see_of_an_agreement_stays_when_one_changes_the_rest(db: &TestDb) {
    let world = World::new(db);
    let (own, hidden) = (world.system_of("Grannens", world.village), world.system("Lön"));
    let keeper = world.employee("Systemförvaltare Grannkommunen", world.village);
    world.appoint("system_manager", &keeper, Subject::new(SYSTEM, own));
    let agreement =
        Agreement { organisation: Some(world.village), ..world.agreement("Drift", &[own, hidden]) };
    let id = world.entered(agreement);
    let changed = Agreement { systems: vec![own], name: "Drift och support".into(), ..world.loaded(id) };
    assert_eq!(world.write(&keeper, |tx| save_agreement(tx, changed)).unwrap(), 2);
    let kept = world.loaded(id);
    assert_eq!((kept.name.as_str(), kept.systems.len()), ("Drift och support", 2));

    let only =
        vec!["agreements.read".to_owned(), "agreements.edit".to_owned(), "register.read_base".to_owned()];
    let by_token = Actor { only: Some(only), ..keeper };
    assert!(!world.read(&by_token, |read| access::may(read, READ_COSTS, id)).unwrap());
    let blank = Agreement { value_ore: None, number: "17".into(), ..world.loaded(id) };
    assert_eq!(world.write(&by_token, |tx| save_agreement(tx, blank)).unwrap(), 3);
    assert_eq!(world.loaded(id).value_ore, kept.value_ore, "what they do not see is not emptied");
    let guessed = Agreement { value_ore: Some(1), ..world.loaded(id) };
    let found = objections(world.write(&by_token, |tx| save_agreement(tx, guessed)));
    assert_eq!(found, ["value_ore agreement-objection-value-not-seen"]);
}

fn another_federation_finds_nothing(db: &TestDb) {
    let world = World::new(db);
    let id = world.entered(world.agreement("Drift", &[]));
    let other = World::of(db, 2);
    assert!(!other.sees(&other.operator, id));
    assert_eq!(names(&other, &other.operator), [""; 0]);
}

fn a_rebuilt_reach_is_the_one_that_was_kept(db: &TestDb) {
    let world = World::new(db);
    let system = world.system("Lön");
    let owner = world.owner_of("Systemägare Lön", system);
    let chief = world.employee("Kommundirektör", world.town);
    world.appoint("head_of_it", &chief, Subject::new(ORGANISATION, world.town));
    let id = world.entered(world.agreement("Drift", &[system]));
    world.done(move |tx| access::set_reach_by_use(tx, id, []));
    assert!(!world.sees(&owner, id));
    world.done(agreements::rebuild_reach);
    assert!(world.sees(&owner, id) && world.sees(&chief, id));
}
