//! Which system a row is about, and which rows are refused.

use super::{DRY, ask, counts, creating, import, import_as, names, refusals};
use crate::world::{World, schema};
use register::System;
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    a_row_is_known_by_its_id_then_by_its_number_then_by_its_name,
    a_row_without_an_organisation_means_the_only_system_of_its_name,
    two_systems_that_fit_a_row_refuse_it,
    an_empty_cell_changes_nothing_and_a_system_that_is_not_in_the_table_stays,
    a_second_row_about_a_system_must_say_the_same,
    what_is_wrong_is_told_with_its_row_column_and_value,
    personal_identity_numbers_are_refused_in_any_column_and_not_told_again,
    nobody_and_nothing_is_entered_unless_it_is_allowed,
    somebody_who_may_not_change_a_system_cannot_by_a_spreadsheet,
);

fn numbered(world: &World, name: &str, number: &str) -> kernel::Id {
    world.registered(System { local_number: number.into(), ..world.system(name) })
}

fn a_row_is_known_by_its_id_then_by_its_number_then_by_its_name(db: &TestDb) {
    let world = World::new(db);
    let by_id = numbered(&world, "Ett", "1");
    let by_number = numbered(&world, "Två", "2");
    let by_name = world.registered(world.system("Tre"));
    let text =
        format!("Id;Lokalt nummer;Namn;Kort beskrivning\n{by_id};2x;Ett;a\n;2;Två;b\n;;TRE;c\n;4;Fyra;d\n");
    assert_eq!(counts(&import(&world, &text)), [1, 3, 0, 0]);
    let descriptions = [by_id, by_number, by_name].map(|id| world.loaded(id).short_description);
    assert_eq!(descriptions, ["a", "b", "c"]);
    assert_eq!(world.loaded(by_id).local_number, "2x");
    assert_eq!(counts(&import(&world, &text)), [0, 0, 4, 0], "the second run changes nothing");
}

fn a_row_without_an_organisation_means_the_only_system_of_its_name(db: &TestDb) {
    let world = World::new(db);
    let of_the_village = System { organisation: Some(world.village), ..world.system("Kartan") };
    let map = world.registered(of_the_village);
    let text = "Namn;Kort beskrivning\nkartan;Alla kartor\n";
    assert_eq!(counts(&import(&world, text)), [0, 1, 0, 0], "no second system of the name");
    assert_eq!(world.loaded(map).short_description, "Alla kartor");
    let named = "Namn;Ägande organisation\nKartan;Kommunen\n";
    assert_eq!(counts(&import(&world, named)), [1, 0, 0, 0], "unless the row says whose it is");
    assert_eq!(counts(&import(&world, text)), [0, 1, 0, 0], "then the federation's own is meant");
    assert_eq!(world.loaded(map).short_description, "Alla kartor");
}

fn two_systems_that_fit_a_row_refuse_it(db: &TestDb) {
    let world = World::new(db);
    for number in ["1", "2"] {
        numbered(&world, "Ekonomi", number);
    }
    let village = world.village;
    world.registered(System {
        organisation: Some(village),
        local_number: "1".into(),
        ..world.system("Grannens")
    });
    let report = import(&world, "Namn;Lokalt nummer\nEkonomi;\nAnnat;1\n");
    assert_eq!(
        refusals(&report),
        [(2, "Namn", "transfer-several-names"), (3, "Lokalt nummer", "transfer-several-numbers"),]
    );
    let report = import(&world, "Namn;Lokalt nummer;Ägande organisation\nGrannens;1;Grannkommunen\n");
    assert_eq!(counts(&report), [0, 0, 1, 0], "within its organisation there is but one");
}

fn an_empty_cell_changes_nothing_and_a_system_that_is_not_in_the_table_stays(db: &TestDb) {
    let world = World::new(db);
    let kept = world.registered(System { notes: "Kvar".into(), ..world.system("Ett") });
    world.registered(world.system("Två"));
    assert_eq!(counts(&import(&world, "Namn;Anteckningar;Vikt\nEtt;;Viktigt\n")), [0, 1, 0, 0]);
    assert_eq!(world.loaded(kept).notes, "Kvar");
    assert_eq!(names(&world), ["Ett", "Två"]);
}

fn a_second_row_about_a_system_must_say_the_same(db: &TestDb) {
    let world = World::new(db);
    let report = import(&world, "Namn;Vikt\nEtt;Viktigt\nEtt;\nett;viktigt\nEtt;Normal\n");
    assert_eq!(refusals(&report), [(5, "Vikt", "transfer-second-row")]);
    assert!(names(&world).is_empty(), "all or nothing");
    assert_eq!(counts(&import(&world, "Namn;Vikt\nEtt;Viktigt\nEtt;\nEtt;viktigt\n")), [1, 0, 2, 0]);
}

fn what_is_wrong_is_told_with_its_row_column_and_value(db: &TestDb) {
    let world = World::new(db);
    let text = "Namn;Vikt;Antal användare;I drift från;Tjänstens adress;Ägande organisation;Ritning\n\
        Ett;Enorm;många;i fjol;ftp://x;Ingenstans;r\n\
        ;Viktigt;;;;;\n\
        Tre;;-1;;;;x\n\
        Fyra;#N/A;;;;;\n";
    let report = import_as(&world, &world.operator, ask(&world, text.as_bytes()), DRY);
    assert_eq!(
        refusals(&report),
        [
            (2, "Ägande organisation", "transfer-no-organisation"),
            (3, "Namn", "objection-required"),
            (4, "Antal användare", "objection-out-of-range"),
            (5, "Vikt", "transfer-failed-formula"),
        ]
    );
    assert_eq!(report.refused[0].value, "Ingenstans");
    let text = text.replace("Ingenstans", "Kommunen");
    let report = import_as(&world, &world.operator, ask(&world, text.as_bytes()), DRY);
    let of_first: Vec<&str> =
        report.refused.iter().filter(|one| one.row == 2).map(|one| one.column.as_str()).collect();
    assert_eq!(
        of_first,
        ["Vikt", "I drift från", "Tjänstens adress", "Antal användare"].iter().fold(
            of_first.clone(),
            |seen, column| {
                assert!(seen.contains(column), "{column} in {seen:?}");
                seen
            }
        )
    );
    let warned: Vec<&str> = report.warnings.iter().map(|one| one.key).collect();
    assert!(warned.contains(&"transfer-warning-columns"), "{warned:?}");
}

fn personal_identity_numbers_are_refused_in_any_column_and_not_told_again(db: &TestDb) {
    let world = World::new(db);
    let report = import(&world, "Namn;Ritning\nEtt;ring 811218-9876\n");
    assert_eq!(refusals(&report), [(2, "Ritning", "objection-personal-identity-number")]);
    assert!(!report.to_json(kernel::Language::Swedish).to_string().contains("9876"));
}

fn nobody_and_nothing_is_entered_unless_it_is_allowed(db: &TestDb) {
    let world = World::new(db);
    let text = "Namn;Ägande organisation;Leverantör;Systemägare\nEtt;Skolan;Bolaget;Systemägare Skola\n";
    let report = import(&world, text);
    assert_eq!(refusals(&report), [(2, "Ägande organisation", "transfer-no-organisation")]);
    let report = import_as(&world, &world.operator, creating(&world, text), super::SAVED);
    assert_eq!((counts(&report), refusals(&report)), ([1, 0, 0, 0], vec![]));
    let known = super::known(&world);
    let system = &known.systems.values().next().expect("a system");
    assert_eq!(known.organisations[&system.system.organisation.expect("an owner")].name, "Skolan");
    assert_eq!(
        known.organisations[&system.system.supplier.expect("a supplier")].kind,
        organisation::OrganisationKind::Supplier
    );
    assert_eq!(system.assignments.len(), 1);
    let again = import_as(&world, &world.operator, creating(&world, text), super::SAVED);
    assert_eq!(counts(&again), [0, 0, 1, 0]);
}

fn somebody_who_may_not_change_a_system_cannot_by_a_spreadsheet(db: &TestDb) {
    let world = World::new(db);
    world.registered(world.system("Ett"));
    let stranger = world.employee("Medarbetare", world.village);
    let answer = register::transfer::run_import(
        &world.db,
        &stranger,
        ask(&world, b"Namn;Vikt\nEtt;Normal\n"),
        super::SAVED,
    );
    match answer {
        Err(kernel::Error::Refused(_)) => {}
        Ok(report) => assert!(!report.refused.is_empty() && !report.is_saved, "{report:?}"),
        Err(error) => panic!("{error}"),
    }
}
