//! What an import saves, and that it is saved whole or not at all.

use super::{DRY, PARTIAL, SAVED, ask, counts, import, import_as, known, names, refusals};
use crate::world::{World, schema};
use kernel::{Choice, Subject};
use register::{LifecycleState, SYSTEM};
use storage::{EventPage, View};
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    every_kind_of_column_reaches_the_register,
    one_refused_row_stops_all_unless_the_rest_is_wanted,
    a_dry_run_tells_what_a_real_one_would_and_saves_nothing,
    a_role_column_names_all_who_hold_the_role,
    a_change_of_state_is_a_step_of_its_own,
    what_was_imported_stands_in_the_history_and_in_the_findings,
    what_only_the_verbs_know_is_told_with_its_row,
);

const ALL_COLUMNS: &str = "Systemnamn;Typ;Kort beskrivning;Ägande organisation;Antal användare;Personuppgifter;\
    I drift från;Förvaltningsobjekt;Tjänstens adress\n\
    Ärendesystemet;IT-system;'=Ett system;Kommunen;1 200;ja;2020-05-01;Gemensamt;https://example.test\n";

fn every_kind_of_column_reaches_the_register(db: &TestDb) {
    let world = World::new(db);
    let object = world.object("Gemensamt");
    let report = import(&world, ALL_COLUMNS);
    assert_eq!((counts(&report), refusals(&report)), ([1, 0, 0, 0], vec![]));
    let known = known(&world);
    let one = known.systems.values().next().expect("a system");
    assert_eq!(
        (one.system.name.as_str(), one.system.short_description.as_str()),
        ("Ärendesystemet", "=Ett system")
    );
    assert_eq!((one.system.personal_data, one.system.organisation), (Some(true), Some(world.town)));
    assert_eq!(one.system.in_operation_from, "2020-05-01".parse().ok());
    assert_eq!((one.uses[0].number_of_users, one.objects.contains(&object)), (Some(1200), true));
    assert_eq!(counts(&import(&world, ALL_COLUMNS)), [0, 0, 1, 0]);
}

fn one_refused_row_stops_all_unless_the_rest_is_wanted(db: &TestDb) {
    let world = World::new(db);
    let text = "Namn;Vikt\nEtt;Normal\nTvå;Enorm\nTre;Viktigt\n";
    let report = import(&world, text);
    assert_eq!((counts(&report), report.is_saved), ([0, 0, 0, 1], false));
    assert!(names(&world).is_empty());
    let report = import_as(&world, &world.operator, ask(&world, text.as_bytes()), PARTIAL);
    assert_eq!((counts(&report), report.is_saved), ([2, 0, 0, 1], true));
    assert_eq!(names(&world), ["Ett", "Tre"]);
}

fn a_dry_run_tells_what_a_real_one_would_and_saves_nothing(db: &TestDb) {
    let world = World::new(db);
    world.employee("Systemägare Vård", world.town);
    let text = "Namn;Systemägare\nEtt;Systemägare Vård\nTvå;\n";
    let dry = import_as(&world, &world.operator, ask(&world, text.as_bytes()), DRY);
    assert_eq!((counts(&dry), dry.is_saved, dry.rows.len()), ([2, 0, 0, 0], false, 2));
    assert!(names(&world).is_empty());
    let real = import(&world, text);
    assert_eq!((counts(&real), real.rows), (counts(&dry), dry.rows));
}

fn a_role_column_names_all_who_hold_the_role(db: &TestDb) {
    let world = World::new(db);
    let first = world.employee("Systemägare Ett", world.town).person.expect("a person");
    let second = world.employee("Systemägare Två", world.town).person.expect("a person");
    let holders = || {
        let known = known(&world);
        let one = known.systems.values().next().expect("a system");
        let today = one.assignments.iter().filter(|one| one.counts_on(known.today));
        today.filter_map(|one| one.person).collect::<Vec<_>>()
    };
    assert_eq!(counts(&import(&world, "Namn;Systemägare\nEtt;systemägare ett\n")), [1, 0, 0, 0]);
    assert_eq!(holders(), [first]);
    assert_eq!(counts(&import(&world, "Namn;Systemägare\nEtt;Systemägare Två\n")), [0, 1, 0, 0]);
    assert_eq!(holders(), [second]);
    assert_eq!(counts(&import(&world, "Namn;Systemägare\nEtt;\n")), [0, 0, 1, 0]);
    let unknown = import(&world, "Namn;Systemägare\nEtt;Ingen Alls\n");
    assert_eq!(refusals(&unknown), [(2, "Systemägare", "transfer-no-person")]);
}

fn a_change_of_state_is_a_step_of_its_own(db: &TestDb) {
    let world = World::new(db);
    let id = world.registered(world.system("Ett"));
    let report = import(&world, "Namn;Livscykelsteg\nEtt;Under avveckling\n");
    assert_eq!((counts(&report), refusals(&report)), ([0, 1, 0, 0], vec![]));
    assert_eq!(world.loaded(id).lifecycle_state, LifecycleState::PhaseOut);
    let history = world
        .read(&world.operator, |read| {
            storage::history_of(read, &Subject::new(SYSTEM, id), EventPage::newest(10))
        })
        .unwrap();
    assert!(history.iter().any(|event| event.action == "system.stepped"), "{history:?}");
}

fn what_was_imported_stands_in_the_history_and_in_the_findings(db: &TestDb) {
    let world = World::new(db);
    import(&world, "Namn\nEtt\n");
    let id = *known(&world).systems.keys().next().expect("a system");
    let history = world
        .read(&world.operator, |read| {
            storage::history_of(read, &Subject::new(SYSTEM, id), EventPage::newest(10))
        })
        .unwrap();
    let actions: Vec<&str> = history.iter().map(|event| event.action.as_str()).collect();
    assert_eq!(actions, ["system.registered"]);
    let open = world.read(&world.operator, |read| findings::gaps_of(read, Some(id))).unwrap();
    let ask = findings::GapsAsk { subject: Some(id), limit: 100, ..findings::GapsAsk::default() };
    let (kept, _) = world.db.read(&world.operator, View::Now, |read| findings::gaps(read, &ask)).unwrap();
    assert!(!open.is_empty());
    assert_eq!(kept.items.len(), open.len(), "findings are kept in the same transaction");
    assert_eq!(LifecycleState::NAMES.len(), 6);
}

fn what_only_the_verbs_know_is_told_with_its_row(db: &TestDb) {
    let world = World::new(db);
    let outsider = world.employee("Systemägare Ett", world.town);
    let _ = outsider;
    world.employee("Systemägare Två", world.town);
    let text = "Namn;Systemägare\nEtt;Systemägare Ett\nTvå;Systemägare Ett; Systemägare Två\n"
        .replace("Ett; System", "Ett, System");
    let report = import_as(&world, &world.operator, ask(&world, text.as_bytes()), SAVED);
    assert_eq!(report.refused.len(), 1, "{report:?}");
    assert_eq!((report.refused[0].row, report.refused[0].column.as_str()), (3, "Systemägare"));
    assert!(names(&world).is_empty(), "taken back whole");
    let partial = import_as(&world, &world.operator, ask(&world, text.as_bytes()), PARTIAL);
    assert_eq!((counts(&partial), names(&world)), ([1, 0, 0, 1], vec!["Ett".to_owned()]));
}
