//! Added fields as people meet them in a form, on a page and in a spreadsheet: in their order, under their headings, with
//! what helps, and with the choices that are left.

use crate::custom::{added, changed, head_of, of_type, set};
use crate::site::{browser, site};
use crate::transfer::{counts, import, refusals};
use crate::world::{World, schema};
use custom_fields::{Definition, FieldType};
use kernel::FieldValue;
use testkit::{PageSeen, TestDb, on_both_engines};

on_both_engines!(schema();
    added_fields_stand_in_their_order_under_their_headings_with_what_helps,
    a_choice_that_is_taken_away_is_refused_in_a_cell_and_kept_where_it_stands,
);

const HELP: &str = "Den dag då båda hade skrivit under.";

/// Fields in another order than the one in which they shall stand.
fn described(world: &World) -> Vec<Definition> {
    let field = |(label, section, place, help): (&str, &str, i64, &str)| {
        let definition = Definition {
            section_sv: section.into(),
            place: Some(place),
            help_sv: help.into(),
            ..of_type(label, FieldType::Text)
        };
        added(world, definition)
    };
    let fields = [
        ("Uppsägning", "Avtal", 30, ""),
        ("Kontrakt", "Avtal", 10, HELP),
        ("Rum", "", 5, ""),
        ("Avtalspart", "Avtal", 20, ""),
    ];
    fields.map(field).to_vec()
}

/// The words among these, in the order in which the elements of a page say them.
fn told(page: &PageSeen, selector: &str, words: &[&'static str]) -> Vec<&'static str> {
    let texts = page.texts(selector);
    texts.iter().filter_map(|text| words.iter().find(|word| text.starts_with(**word)).copied()).collect()
}

fn added_fields_stand_in_their_order_under_their_headings_with_what_helps(db: &TestDb) {
    let world = World::new(db);
    let head = head_of(&world);
    let mut fields = described(&world);
    let id = world.registered(world.system("Lön"));
    for key in ["uppsagning", "kontrakt", "rum", "avtalspart"] {
        set(&world, id, key, FieldValue::Text("Ifyllt".into()));
    }
    let mut visitor = browser(&site(&world, &[&head]), &head);
    let form = format!("/system/{id}/andra");
    let labels = ["Uppsägning", "Kontrakt", "Rum", "Avtalspart"];
    let page = visitor.get(&form).page();
    assert_eq!(told(&page, "form label", &labels), ["Rum", "Kontrakt", "Avtalspart", "Uppsägning"]);
    assert_eq!(told(&page, "form legend", &["Avtal", "Egna fält"]), ["Egna fält", "Avtal"]);
    let contract =
        page.texts("fieldset").into_iter().find(|group| group.starts_with("Avtal")).expect("a group");
    assert!(
        contract.contains(HELP) && contract.contains("Uppsägning") && !contract.contains("Rum"),
        "{contract}"
    );
    let page = visitor.get(&format!("/system/{id}")).page();
    assert_eq!(told(&page, "main dt", &labels), ["Rum", "Kontrakt", "Avtalspart", "Uppsägning"]);
    let last = fields.swap_remove(0);
    changed(&world, Definition { place: Some(1), section_sv: "Slut".into(), ..last });
    let page = visitor.get(&form).page();
    assert_eq!(told(&page, "form label", &labels), ["Uppsägning", "Rum", "Kontrakt", "Avtalspart"]);
    assert_eq!(told(&page, "form legend", &["Avtal", "Egna fält", "Slut"]), ["Slut", "Egna fält", "Avtal"]);
}

fn a_choice_that_is_taken_away_is_refused_in_a_cell_and_kept_where_it_stands(db: &TestDb) {
    let world = World::new(db);
    let level = Definition { choices: "Låg\nHög".into(), ..of_type("Nivå", FieldType::Choice) };
    let level = added(&world, level);
    let [kept, other] = ["Lön", "Arkiv"].map(|name| world.registered(world.system(name)));
    set(&world, kept, "niva", FieldValue::Text("hog".into()));
    changed(&world, Definition { choices: "lag: Låg".into(), ..level });
    let table = "Systemnamn;Nivå\nLön;Hög\nArkiv;Hög\n";
    let report = import(&world, table);
    let [(row, column, _)] = refusals(&report)[..] else { panic!("{:?}", report.refused) };
    assert_eq!((row, column), (3, "Nivå"), "the row that chooses it anew");
    let value = |id| world.loaded(id).custom.value("custom.niva").clone();
    assert_eq!((value(kept), value(other)), (FieldValue::Text("hog".into()), FieldValue::Absent));
    let report = import(&world, "Systemnamn;Nivå\nLön;Hög\nArkiv;Låg\n");
    assert_eq!(counts(&report), [0, 1, 1, 0], "what stands is what the cell says");
    assert_eq!(value(other), FieldValue::Text("lag".into()));
}
