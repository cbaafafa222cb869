//! Who else uses a system, and how many they are, in a column of its own.

use super::{counts, creating, import, import_as, known, refusals};
use crate::world::{World, schema};
use kernel::{Id, Subject};
use organisation::{Because, ORGANISATION, SaveUnit, Unit, save_unit};
use register::{EDIT, READ_BASE, SYSTEM, System, SystemUse, set_system_uses};
use storage::EventPage;
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    a_cell_names_all_organisations_and_units_that_use_a_system_with_their_number_of_users,
    what_a_cell_does_not_say_about_a_use_stays,
    a_use_of_nobody_that_is_there_is_refused_or_entered_where_that_is_allowed,
    who_uses_an_imported_system_may_read_it_and_not_change_it,
    the_history_of_an_imported_use_reads_as_one_that_somebody_typed,
    a_reach_that_was_kept_wrong_is_made_right_by_making_it_anew,
);

fn unit(world: &World, name: &'static str, organisation: Id) -> Id {
    world.done(move |tx| {
        let ask =
            SaveUnit { unit: Unit::new(name, organisation), revision: None, because: Because::default() };
        save_unit(tx, &ask).map(|saved| saved.id)
    })
}

fn the_system(world: &World) -> (System, Vec<SystemUse>) {
    let known = known(world);
    let one = known.systems.values().next().expect("a system");
    (one.system.clone(), one.uses.clone())
}

fn places(uses: &[SystemUse]) -> Vec<(Option<Id>, Option<Id>, Option<i64>)> {
    let mut places: Vec<_> =
        uses.iter().map(|one| (one.organisation, one.unit, one.number_of_users)).collect();
    places.sort();
    places
}

fn a_cell_names_all_organisations_and_units_that_use_a_system_with_their_number_of_users(db: &TestDb) {
    let world = World::new(db);
    let school = unit(&world, "Grundskolan / F-6", world.village);
    let text = "Namn;Antal användare;Används av\nEtt;5;Grannkommunen (1 200); grannkommunen / grundskolan / f-6 (12)\n"
        .replace("; grann", "\ngrann");
    let text =
        text.replace("Grannkommunen (1 200)\n", "\"Grannkommunen (1 200)\n").replace("(12)\n", "(12)\"\n");
    assert_eq!((counts(&import(&world, &text)), refusals(&import(&world, &text))), ([1, 0, 0, 0], vec![]));
    let (_, uses) = the_system(&world);
    let mut expected = vec![
        (Some(world.town), None, Some(5)),
        (Some(world.village), None, Some(1_200)),
        (Some(world.village), Some(school), Some(12)),
    ];
    expected.sort();
    assert_eq!(places(&uses), expected);
    let less = "Namn;Används av\nEtt;Grannkommunen\n";
    assert_eq!(counts(&import(&world, less)), [0, 1, 0, 0]);
    let (_, uses) = the_system(&world);
    expected.retain(|(_, unit, _)| unit.is_none());
    assert_eq!(
        places(&uses),
        expected,
        "who is not named uses it no longer; the owner has a column of its own"
    );
    assert_eq!(counts(&import(&world, less)), [0, 0, 1, 0]);
}

fn what_a_cell_does_not_say_about_a_use_stays(db: &TestDb) {
    let world = World::new(db);
    let id = world.registered(world.system("Ett"));
    let uses = [SystemUse { organisation: Some(world.village), unit: None, number_of_users: Some(40) }];
    let same = uses.clone();
    world.done(move |tx| set_system_uses(tx, id, 1, &same));
    for text in ["Namn;Används av\nEtt;\n", "Namn;Används av\nEtt;Grannkommunen\n"] {
        assert_eq!(counts(&import(&world, text)), [0, 0, 1, 0], "{text}");
    }
    assert_eq!(the_system(&world).1, uses);
    assert_eq!(counts(&import(&world, "Namn;Används av\nEtt;Grannkommunen (41)\n")), [0, 1, 0, 0]);
    assert_eq!(the_system(&world).1[0].number_of_users, Some(41));
}

fn a_use_of_nobody_that_is_there_is_refused_or_entered_where_that_is_allowed(db: &TestDb) {
    let world = World::new(db);
    let text = "Namn;Används av\nEtt;Bolaget (3)\nTvå;Grannkommunen / Kontoret\nTre;Kommunen, Kommunen\n\
        Fyra;\"Grannkommunen; Grannkommunen\"\nFem;Grannkommunen (99999999999)\n";
    let report = import(&world, text);
    let keys: Vec<(i64, &str)> = refusals(&report).into_iter().map(|(row, _, key)| (row, key)).collect();
    let expected = [
        (2, "transfer-no-organisation"),
        (3, "transfer-no-unit"),
        (4, "transfer-no-organisation"),
        (5, "register-objection-use-twice"),
        (6, "objection-out-of-range"),
    ];
    assert_eq!(keys, expected);
    let report = import_as(
        &world,
        &world.operator,
        creating(&world, "Namn;Används av\nEtt;Bolaget (3)\n"),
        super::SAVED,
    );
    assert_eq!(counts(&report), [1, 0, 0, 0], "{report:?}");
    assert_eq!(the_system(&world).1[0].number_of_users, Some(3));
}

fn who_uses_an_imported_system_may_read_it_and_not_change_it(db: &TestDb) {
    let world = World::new(db);
    let there = world.employee("IT-chef Grannkommunen", world.village);
    world.appoint("head_of_it", &there, Subject::new(ORGANISATION, world.village));
    import(&world, "Namn\nNytt\n");
    let changed = "Namn;Används av\nNytt;Grannkommunen (3)\nEtt till;Grannkommunen (2)\n";
    assert_eq!(counts(&import(&world, changed)), [1, 1, 0, 0]);
    for id in known(&world).systems.keys() {
        let may = |permission| world.read(&there, |read| access::may(read, permission, *id)).unwrap();
        let (reads, edits) = (may(READ_BASE), may(EDIT));
        let typed = {
            let system = world.registered(world.system("Inskrivet"));
            let uses =
                [SystemUse { organisation: Some(world.village), unit: None, number_of_users: Some(1) }];
            world.done(move |tx| set_system_uses(tx, system, 1, &uses));
            let may = |permission| world.read(&there, |read| access::may(read, permission, system)).unwrap();
            (may(READ_BASE), may(EDIT))
        };
        assert_eq!((reads, edits), typed, "as one that somebody typed in");
    }
    let within = db.raw_rows("SELECT count(*) FROM reach WHERE by_use = 1");
    assert_ne!(within, [["0"]]);
}

fn the_history_of_an_imported_use_reads_as_one_that_somebody_typed(db: &TestDb) {
    let world = World::new(db);
    import(&world, "Namn;Används av\nEtt;Grannkommunen (3)\n");
    let (system, _) = the_system(&world);
    let subject = Subject::new(SYSTEM, system.id);
    let history =
        world.read(&world.operator, |read| storage::history_of(read, &subject, EventPage::newest(5)));
    let history = history.unwrap();
    let event = history.iter().find(|event| event.action == "system.uses_set").expect("an event");
    assert_eq!(event.content.as_ref().expect("its content")["changes"]["uses"][1], "Grannkommunen (3)");
}

fn a_reach_that_was_kept_wrong_is_made_right_by_making_it_anew(db: &TestDb) {
    let world = World::new(db);
    let there = world.employee("IT-chef Grannkommunen", world.village);
    world.appoint("head_of_it", &there, Subject::new(ORGANISATION, world.village));
    import(&world, "Namn;Används av\nEtt;Grannkommunen (3)\n");
    world.object("Gemensamt");
    const REACH: &str =
        "SELECT subject_id, within_id, by_use FROM reach ORDER BY subject_id, within_id, by_use";
    let right = db.raw_rows(REACH);
    db.raw_execute("UPDATE reach SET by_use = 0");
    assert_ne!(db.raw_rows(REACH), right);
    world.done(register::rebuild_reach);
    assert_eq!(db.raw_rows(REACH), right);
}
