//! Export, and that an import of it changes nothing.

use super::{ask, counts, import, import_as};
use crate::world::{World, schema};
use kernel::{Actor, Id, Language, Subject};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, TestRunner};
use register::transfer::{Chosen, ExportFormat, export_register};
use register::{Importance, SYSTEM, System, SystemUse, set_system_uses};
use std::collections::BTreeSet;
use storage::View;
use testkit::{Acting, TestDb, on_both_engines};

on_both_engines!(schema();
    an_export_imported_again_changes_nothing,
    what_looks_like_a_formula_leaves_neutralised_and_comes_back,
    an_export_of_a_past_day_holds_what_was_recorded_then,
    an_export_of_a_list_holds_the_systems_of_the_list,
    who_may_not_export_is_refused,
    json_holds_every_kind_of_record,
    every_sheet_speaks_the_readers_language,
);

fn exported(world: &World, actor: &Actor, format: ExportFormat) -> Vec<u8> {
    let read = |read: &storage::Read| export_register(read, format, &Chosen::All);
    world.db.read(actor, View::Now, read).expect("an export")
}

fn any_system() -> impl Strategy<Value = System> {
    let text = "[a-zåäöA-Z0-9=+@' ;,\"-]{1,12}";
    (text, "[a-z\n=;'\"-]{0,10}", any::<Option<bool>>(), 0_usize..4, "[0-9]{0,3}").prop_map(
        |(name, notes, flag, importance, number)| System {
            name: format!("x{}", name.trim()),
            notes: notes.trim().to_owned(),
            personal_data: flag,
            importance: [
                None,
                Some(Importance::Normal),
                Some(Importance::Important),
                Some(Importance::Prioritised),
            ][importance],
            local_number: number,
            in_operation_from: flag.and_then(|_| "2021-02-03".parse().ok()),
            ..System::default()
        },
    )
}

fn an_export_imported_again_changes_nothing(db: &TestDb) {
    let world = World::new(db);
    let owner = world.employee("Systemägare, Skola; Kommunen", world.town);
    let object = world.object("Skola; gemensamt");
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        proptest::test_runner::TestRng::deterministic_rng(Default::default()),
    );
    let mut numbers = BTreeSet::new();
    for place in 0..24 {
        let system = any_system().new_tree(&mut runner).expect("a system").current();
        let number = if numbers.insert(system.local_number.clone()) {
            system.local_number.clone()
        } else {
            String::new()
        };
        let shown = World::system(&world, &system.name);
        let id = world.registered(System {
            id: Id::new(),
            kind: shown.kind,
            organisation: shown.organisation,
            local_number: number,
            ..system
        });
        if place % 3 == 0 {
            world.appoint("system_owner", &owner, Subject::new(SYSTEM, id));
            let uses =
                [SystemUse { organisation: Some(world.town), unit: None, number_of_users: Some(place) }];
            world.done(move |tx| set_system_uses(tx, id, 1, &uses));
        }
    }
    let all: BTreeSet<Id> = super::known(&world).systems.keys().copied().take(5).collect();
    world.done(move |tx| register::set_object_systems(tx, object, 1, &all));
    for format in [ExportFormat::Csv, ExportFormat::Xlsx] {
        for language in Language::ALL {
            let bytes = exported(&world, &world.operator.clone().reading(language), format);
            let report = import_as(&world, &world.operator, ask(&world, &bytes), super::SAVED);
            assert_eq!(
                (counts(&report), super::refusals(&report)),
                ([0, 0, 24, 0], vec![]),
                "{format:?} {language:?}: {:?}",
                report.rows
            );
        }
    }
}

fn what_looks_like_a_formula_leaves_neutralised_and_comes_back(db: &TestDb) {
    let world = World::new(db);
    let id = world.registered(System { short_description: "=HYPERLINK(1)".into(), ..world.system("-minus") });
    let csv = String::from_utf8(exported(&world, &world.operator, ExportFormat::Csv)).expect("UTF-8");
    assert!(csv.starts_with('\u{FEFF}') && csv.contains(";'-minus;'=HYPERLINK(1);"), "{csv}");
    let changed = csv.replace("'-minus", "'-plus").replace(&id.to_string(), &format!("{id}"));
    assert_eq!(counts(&import(&world, &changed)), [0, 1, 0, 0]);
    assert_eq!(world.loaded(id).name, "-plus");
    assert_eq!(world.loaded(id).short_description, "=HYPERLINK(1)");
}

fn an_export_of_a_past_day_holds_what_was_recorded_then(db: &TestDb) {
    let world = World::new(db);
    let id = world.registered(world.system("Förr"));
    let later = world.operator.clone().at("2026-05-04T08:00:00Z");
    let renamed = System { name: "Nu".into(), ..world.loaded(id) };
    world.write(&later, |tx| register::change_system(tx, renamed)).expect("renamed");
    let names = |view| {
        let read = |read: &storage::Read| export_register(read, ExportFormat::Csv, &Chosen::All);
        String::from_utf8(world.db.read(&later, view, read).expect("an export")).expect("UTF-8")
    };
    assert!(names(View::Now).contains(";Nu;"));
    assert!(names(View::AsOf("2026-04-01".parse().unwrap())).contains(";Förr;"));
}

fn an_export_of_a_list_holds_the_systems_of_the_list(db: &TestDb) {
    let world = World::new(db);
    let one = world.registered(world.system("Ett"));
    world.registered(world.system("Två"));
    let chosen = Chosen::These([one].into());
    let csv = world
        .read(&world.operator, |read| export_register(read, ExportFormat::Csv, &chosen))
        .expect("an export");
    let text = String::from_utf8(csv).expect("UTF-8");
    assert!(text.contains(";Ett;") && !text.contains(";Två;"));
}

fn who_may_not_export_is_refused(db: &TestDb) {
    let world = World::new(db);
    let limited = world.operator.clone().allowed_only(&["register.read_base"]);
    let answer = world.read(&limited, |read| export_register(read, ExportFormat::Csv, &Chosen::All));
    assert!(matches!(answer, Err(kernel::Error::Refused(_))));
}

fn json_holds_every_kind_of_record(db: &TestDb) {
    let world = World::new(db);
    let owner = world.employee("Systemägare Skola", world.town);
    let id = world.registered(world.system("Ett"));
    world.appoint("system_owner", &owner, Subject::new(SYSTEM, id));
    world.object("Gemensamt");
    let bytes = exported(&world, &world.operator, ExportFormat::Json);
    let json: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
    for kind in ["systems", "objects", "people", "organisations", "role_assignments"] {
        assert!(json[kind].as_array().is_some_and(|records| !records.is_empty()), "{kind}");
    }
    assert_eq!(json["systems"][0]["name"], "Ett");
}

fn every_sheet_speaks_the_readers_language(db: &TestDb) {
    let world = World::new(db);
    let owner = world.employee("Systemägare Skola", world.town);
    let id = world.registered(world.system("Ett"));
    world.appoint("system_owner", &owner, Subject::new(SYSTEM, id));
    world.object("Gemensamt");
    let mut document = register::Document::new(Subject::new(SYSTEM, id), "service_level_agreement");
    document.name = "Avtalet".into();
    world.document(document);
    for language in Language::ALL {
        let bytes = exported(&world, &world.operator.clone().reading(language), ExportFormat::Xlsx);
        let book = sheets(&bytes);
        assert_eq!(book.len(), 6, "{:?}", book.keys());
        for (name, rows) in book {
            assert!(rows.len() > 1, "{name} is empty");
            let keys: Vec<&String> = rows.iter().flatten().filter(|cell| is_key(cell)).collect();
            assert!(keys.is_empty(), "{language:?} {name}: {keys:?}");
        }
    }
}

/// Words that only the program understands.
fn is_key(cell: &str) -> bool {
    let is_plain = |letter: char| letter.is_ascii_lowercase() || matches!(letter, '_' | '-' | '[' | ']');
    let known = cell.contains(['_', '[']) || ["system", "object", "organisation", "employed"].contains(&cell);
    known && cell.chars().all(is_plain)
}

fn sheets(bytes: &[u8]) -> std::collections::BTreeMap<String, Vec<Vec<String>>> {
    use calamine::Reader as _;
    let mut book: calamine::Xlsx<_> = calamine::Reader::new(std::io::Cursor::new(bytes)).expect("a workbook");
    let names = book.sheet_names();
    let rows = |book: &mut calamine::Xlsx<_>, name: &String| {
        let range = book.worksheet_range(name).expect("a sheet");
        range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
    };
    names.into_iter().map(|name| (name.clone(), rows(&mut book, &name))).collect()
}
