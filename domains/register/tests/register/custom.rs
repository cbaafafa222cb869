//! Fields that the federation has added: in forms, pages, lists, spreadsheets, the API, the history and the past.

use crate::site::{browser, script, site, site_at};
use crate::transfer::{counts, import, known, refusals};
use crate::world::{World, objections, schema};
use custom_fields::{
    Definition, FieldType, KindOfRecord, SaveField, definition, fields_of, restore_field, retire_field,
    save_field,
};
use kernel::{Actor, CustomGroup, FieldValue, Id, Record, Subject};
use organisation::{ORGANISATION, Person};
use register::transfer::{Chosen, ExportFormat, export_register, mappable_fields_of};
use register::{
    GROUPS_OF_OBJECTS, GROUPS_OF_SYSTEMS, ManagedObject, SYSTEM, System, change_system, visible_system,
};
use serde_json::json;
use storage::View;
use testkit::{Acting, TestDb, on_both_engines};

on_both_engines!(schema();
    a_value_is_kept_told_in_the_history_and_not_known_of_days_before_its_field,
    a_field_is_filled_listed_filtered_and_sorted_in_the_browser,
    every_type_of_field_comes_back_as_it_was_given,
    what_does_not_fit_is_told_at_its_field,
    a_required_field_is_asked_for_when_the_record_is_next_saved,
    a_field_that_is_renamed_while_somebody_edits_takes_what_they_typed,
    a_choice_that_is_taken_away_stays_where_it_was_chosen,
    a_retired_field_is_asked_for_nowhere_and_loses_nothing,
    what_is_typed_into_a_field_that_was_retired_meanwhile_is_objected_to,
    a_field_comes_into_use_again_only_where_it_could_be_added,
    a_field_without_an_english_label_follows_the_swedish,
    a_field_keeps_its_type_key_and_kind_and_shadows_no_other,
    a_field_is_imported_from_a_spreadsheet_and_exported_again,
    a_script_reads_and_writes_fields_under_custom,
    an_amount_is_filtered_by_what_the_api_tells_and_leaves_a_list_as_a_number,
    who_is_renamed_is_sorted_by_the_new_name,
    an_edit_by_somebody_who_did_not_ask_for_the_fields_leaves_them_alone,
    a_field_is_read_with_its_group_and_only_with_one_that_its_records_have,
    a_field_that_somebody_reads_nowhere_is_in_no_file_of_theirs_and_no_column_is_taken_for_it,
    of_a_past_day_too_a_field_is_read_with_the_group_of_today,
    whoever_saves_a_record_without_seeing_a_field_leaves_it_as_it_was,
);

const KINDS: &[KindOfRecord] = &[
    KindOfRecord {
        name: "system",
        label: "register-systems",
        record: "system",
        fields: names::<System>,
        groups: GROUPS_OF_SYSTEMS,
    },
    KindOfRecord {
        name: "object",
        label: "register-objects",
        record: "managed-object",
        fields: names::<ManagedObject>,
        groups: GROUPS_OF_OBJECTS,
    },
    KindOfRecord {
        name: "person",
        label: "person-list",
        record: "person",
        fields: names::<Person>,
        groups: &[CustomGroup::Base],
    },
];

fn names<N: Record>() -> Vec<&'static str> {
    N::FIELDS.iter().map(|field| field.name).collect()
}

pub fn of_type(label: &str, field_type: FieldType) -> Definition {
    Definition {
        record_kind: "system".into(),
        label_sv: label.into(),
        field_type: Some(field_type),
        ..Definition::default()
    }
}

fn asked(definition: Definition, revision: Option<i64>) -> SaveField {
    SaveField { definition, revision, kinds: KINDS }
}

pub fn added(world: &World, definition: Definition) -> Definition {
    world.done(move |tx| save_field(tx, &asked(definition, None)))
}

pub fn changed(world: &World, definition: Definition) -> Definition {
    let revision = Some(definition.revision);
    world.done(move |tx| save_field(tx, &asked(definition, revision)))
}

fn signed(world: &World) -> Definition {
    added(world, of_type("Kontrakt tecknat", FieldType::Date))
}

pub fn head_of(world: &World) -> Actor {
    let head = world.employee("Itchef", world.town);
    world.appoint("head_of_it", &head, Subject::new(ORGANISATION, world.town));
    head
}

pub fn set(world: &World, system: Id, key: &'static str, value: FieldValue) {
    world.done(move |tx| {
        let mut system = visible_system(tx, system)?;
        let field = system.custom.field(&format!("custom.{key}")).cloned().expect("the field");
        system.custom.set(&field, value).expect("a value that fits");
        change_system(tx, system)
    });
}

fn day(text: &str) -> FieldValue {
    FieldValue::Date(text.parse().expect("a day"))
}

fn a_value_is_kept_told_in_the_history_and_not_known_of_days_before_its_field(db: &TestDb) {
    let world = World::new(db);
    let id = world.registered(world.system("Lön"));
    let later = world.operator.clone().at("2026-05-04T08:00:00Z");
    let field =
        world.write(&later, |tx| save_field(tx, &asked(of_type("Kontrakt tecknat", FieldType::Date), None)));
    assert_eq!(field.unwrap().key, "kontrakt_tecknat");
    let last = world.operator.clone().at("2026-06-01T08:00:00Z");
    let revision = world.write(&last, move |tx| {
        let mut system = visible_system(tx, id)?;
        system.custom.put("custom.kontrakt_tecknat", day("2024-03-01"));
        change_system(tx, system)
    });
    assert_eq!(revision.unwrap(), 2, "what is added counts as a change of the record");
    let seen = |view: &str| {
        let view = View::AsOf(view.parse().unwrap());
        world.db.read(&last, view, |read| visible_system(read, id)).unwrap().custom
    };
    assert_eq!(seen("2026-06-01").value("custom.kontrakt_tecknat"), &day("2024-03-01"));
    let between = seen("2026-05-20");
    assert!(between.fields().len() == 1 && between.values().next().is_none());
    assert!(seen("2026-04-01").fields().is_empty(), "the field was not there yet");
    let events = world.read(&last, |read| {
        storage::history_of(read, &Subject::new(SYSTEM, id), storage::EventPage::newest(9))
    });
    let events = events.unwrap();
    let change = &events[0].content.as_ref().unwrap()["changes"]["custom.kontrakt_tecknat"];
    assert_eq!(change, &json!([null, "2024-03-01"]));
}

fn a_field_is_filled_listed_filtered_and_sorted_in_the_browser(db: &TestDb) {
    let world = World::new(db);
    let head = head_of(&world);
    signed(&world);
    let ids = ["Arkiv", "Bygglov", "Citrus"].map(|name| world.registered(world.system(name)));
    let site = site(&world, &[&head]);
    let mut visitor = browser(&site, &head);
    for (id, day) in [(ids[0], "2025-02-01"), (ids[1], "2023-06-15")] {
        let edit = format!("/system/{id}/andra");
        let form = visitor.get(&edit).page();
        assert!(form.shows("Egna fält") && form.shows("Kontrakt tecknat"), "{:?}", form.texts("main"));
        let wrong = visitor.submit(&edit, &edit, &[("custom.kontrakt_tecknat", "snart")]);
        assert_eq!(wrong.status, 422, "{}", wrong.text());
        assert_eq!(wrong.page().value_of("Kontrakt tecknat").as_deref(), Some("snart"));
        let done = visitor.submit(&edit, &edit, &[("custom.kontrakt_tecknat", day)]);
        assert_eq!(done.status, 303, "{}", done.text());
        let page = visitor.get(&format!("/system/{id}")).page();
        assert!(page.shows("Kontrakt tecknat") && page.shows(day), "{:?}", page.texts("main"));
        let history = visitor.get(&format!("/system/{id}?flik=historik")).page();
        assert!(history.shows("Kontrakt tecknat") && history.shows(day), "{:?}", history.texts("main"));
    }
    let names = |visitor: &mut testkit::Visitor, query: &str| -> Vec<String> {
        let seen = visitor.get(&format!("/system?kolumn=custom.kontrakt_tecknat&{query}"));
        assert_eq!(seen.status, 200, "{}", seen.text());
        seen.page().rows().into_iter().map(|row| row[0].clone()).collect()
    };
    let field = "custom.kontrakt_tecknat";
    assert_eq!(names(&mut visitor, &format!("sort={field}")), ["Bygglov", "Arkiv", "Citrus"]);
    assert_eq!(names(&mut visitor, &format!("sort=-{field}")), ["Arkiv", "Bygglov", "Citrus"]);
    assert_eq!(names(&mut visitor, &format!("{field}.from=2024-01-01")), ["Arkiv"]);
    assert_eq!(names(&mut visitor, &format!("{field}.until=2024-01-01")), ["Bygglov"]);
    assert_eq!(names(&mut visitor, &format!("{field}=2023-06-15")), ["Bygglov"]);
    assert_eq!(names(&mut visitor, &format!("{field}.from=igår+kanske")).len(), 3, "what is no day is told");
    let file = visitor.get(&format!("/system/exportera?format=csv&{field}.from=2024-01-01"));
    assert!(file.text().contains("Arkiv") && !file.text().contains("Bygglov"), "{}", file.text());
}

fn every_type_of_field_comes_back_as_it_was_given(db: &TestDb) {
    let world = World::new(db);
    let someone = world.employee("Kontaktperson", world.town).person.expect("a person");
    let fields = [
        ("Anteckning", FieldType::Text, "", FieldValue::Text("å ä ö".into())),
        ("Bakgrund", FieldType::LongText, "", FieldValue::Text("rad\nrad".into())),
        ("Licenser", FieldType::Number, "", FieldValue::Number(-7)),
        ("Årskostnad", FieldType::Money, "", FieldValue::Number(123_450)),
        ("Tecknat", FieldType::Date, "", day("2024-03-01")),
        ("Nivå", FieldType::Choice, "low: Låg\nhigh: Hög", FieldValue::Text("high".into())),
        (
            "Kanaler",
            FieldType::Choices,
            "web: Webb\nmail: E-post",
            FieldValue::List(vec![FieldValue::Text("mail".into()), FieldValue::Text("web".into())]),
        ),
        ("Kontakt", FieldType::Person, "", FieldValue::Reference(someone)),
        ("Part", FieldType::Organisation, "", FieldValue::Reference(world.village)),
        ("Avtal", FieldType::Link, "", FieldValue::Text("https://example.test/avtal".into())),
    ];
    let id = world.registered(world.system("Lön"));
    for (label, field_type, choices, value) in &fields {
        let one = Definition { choices: (*choices).to_owned(), ..of_type(label, *field_type) };
        let key: &'static str = added(&world, one).key.leak();
        set(&world, id, key, value.clone());
    }
    let kept = world.loaded(id).custom;
    let found: Vec<&FieldValue> = kept.fields().iter().map(|field| kept.value(&field.name)).collect();
    assert_eq!(found, fields.iter().map(|(.., value)| value).collect::<Vec<_>>());
    let texts =
        world.read(&world.operator, |read| custom_fields::search_text(read, "system", &[id])).unwrap();
    let texts = texts[&id][&CustomGroup::Base].join(" ");
    assert!(texts.contains("Hög") && texts.contains("rad"), "{texts:?}");
    let head = head_of(&world);
    let site = site(&world, &[&head]);
    let page = browser(&site, &head).get(&format!("/system/{id}")).page();
    for shown in ["Hög", "E-post, Webb", "Kontaktperson", "Grannkommunen"] {
        assert!(page.shows(shown), "{shown}: {:?}", page.texts("main"));
    }
    let mut visitor = browser(&site, &head);
    for (query, found) in [
        ("custom.niva=high", 1),
        ("custom.niva=low", 0),
        ("custom.kanaler=web", 1),
        ("custom.anteckning=%C3%84", 1),
        ("custom.anteckning=zzz", 0),
        ("custom.arskostnad.from=1000", 1),
        ("custom.arskostnad.from=2000", 0),
        ("custom.licenser.until=-7", 1),
        ("custom.kontakt=Kontaktperson", 1),
        ("custom.part=Grannkommunen", 1),
        ("custom.avtal=example", 1),
    ] {
        assert_eq!(visitor.get(&format!("/system?{query}")).page().rows().len(), found, "{query}");
    }
}

fn what_does_not_fit_is_told_at_its_field(db: &TestDb) {
    let world = World::new(db);
    let head = head_of(&world);
    let site = site(&world, &[&head]);
    let mut visitor = browser(&site, &head);
    for (label, field_type) in [
        ("Anteckning", FieldType::Text),
        ("Bakgrund", FieldType::LongText),
        ("Licenser", FieldType::Number),
        ("Årskostnad", FieldType::Money),
        ("Avtal", FieldType::Link),
        ("Kontakt", FieldType::Person),
    ] {
        added(&world, of_type(label, field_type));
    }
    let id = world.registered(world.system("Lön"));
    let edit = format!("/system/{id}/andra");
    let long = "å".repeat(32_000);
    for (name, text) in [
        ("anteckning", "19811218-9876"),
        ("bakgrund", long.as_str()),
        ("licenser", "tolv"),
        ("arskostnad", "1,234"),
        ("avtal", "javascript:alert(1)"),
        ("kontakt", "Ingen Alls"),
    ] {
        let seen = visitor.submit(&edit, &edit, &[(&format!("custom.{name}"), text)]);
        assert_eq!(seen.status, 422, "{name}: {}", seen.text());
        assert!(seen.text().contains(&format!("field-custom.{name}-error")), "{name}: {}", seen.text());
    }
    assert_eq!(world.loaded(id).revision, 1, "nothing of it was saved");
    let gone = FieldValue::Reference(Id::new());
    let refused = world.write(&world.operator, move |tx| {
        let mut system = visible_system(tx, id)?;
        system.custom.put("custom.kontakt", gone);
        change_system(tx, system)
    });
    assert_eq!(objections(refused), ["custom.kontakt objection-not-a-reference"]);
}

fn a_required_field_is_asked_for_when_the_record_is_next_saved(db: &TestDb) {
    let world = World::new(db);
    let head = head_of(&world);
    let id = world.registered(world.system("Lön"));
    let required = Definition { is_required: Some(true), ..of_type("Kontrakt tecknat", FieldType::Date) };
    added(&world, required);
    let site = site(&world, &[&head]);
    let mut visitor = browser(&site, &head);
    let edit = format!("/system/{id}/andra");
    let seen = visitor.submit(&edit, &edit, &[("short_description", "Betalar lön")]);
    assert_eq!(seen.status, 422, "{}", seen.text());
    assert!(seen.text().contains("field-custom.kontrakt_tecknat-error"));
    let day = [("short_description", "Betalar lön"), ("custom.kontrakt_tecknat", "2024-03-01")];
    assert_eq!(visitor.submit(&edit, &edit, &day).status, 303);
    let report = import(&world, "Systemnamn;Kort beskrivning\nEkonomi;Bokför\n");
    assert_eq!(counts(&report), [1, 0, 0, 0], "an import of other columns is not stopped");
}

fn a_field_that_is_renamed_while_somebody_edits_takes_what_they_typed(db: &TestDb) {
    let world = World::new(db);
    let head = head_of(&world);
    let field = signed(&world);
    let id = world.registered(world.system("Lön"));
    let site = site(&world, &[&head]);
    let mut visitor = browser(&site, &head);
    let edit = format!("/system/{id}/andra");
    let form = visitor.get(&edit).page().form(&edit);
    let renamed = changed(&world, Definition { label_sv: "Avtal tecknat".into(), ..field });
    assert_eq!(renamed.key, "kontrakt_tecknat");
    let mut fields: Vec<(&str, &str)> = form
        .iter()
        .filter(|(name, _)| name != "custom.kontrakt_tecknat")
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.push(("custom.kontrakt_tecknat", "2024-03-01"));
    assert_eq!(visitor.post(&edit, &fields).status, 303);
    let page = visitor.get(&format!("/system/{id}")).page();
    assert!(page.shows("Avtal tecknat") && page.shows("2024-03-01"), "{:?}", page.texts("main"));
}

fn a_choice_that_is_taken_away_stays_where_it_was_chosen(db: &TestDb) {
    let world = World::new(db);
    let head = head_of(&world);
    let level = Definition { choices: "Låg\nHög".into(), ..of_type("Nivå", FieldType::Choice) };
    let level = added(&world, level);
    let [kept, other] = ["Lön", "Arkiv"].map(|name| world.registered(world.system(name)));
    set(&world, kept, "niva", FieldValue::Text("hog".into()));
    let level = changed(&world, Definition { choices: "lag: Låg".into(), ..level });
    assert_eq!(level.retired_choices, "hog: Hög");
    let site = site(&world, &[&head]);
    let mut visitor = browser(&site, &head);
    let edit = |id: Id| format!("/system/{id}/andra");
    let page = visitor.get(&edit(kept)).text();
    assert!(page.contains("Hög (avvecklat)"), "{page}");
    assert!(!visitor.get(&edit(other)).text().contains("Hög (avvecklat)"));
    let done = visitor.submit(&edit(kept), &edit(kept), &[("short_description", "Betalar")]);
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(world.loaded(kept).custom.value("custom.niva"), &FieldValue::Text("hog".into()));
    let refused = visitor.submit(&edit(other), &edit(other), &[("custom.niva", "hog")]);
    assert_eq!(refused.status, 422, "{}", refused.text());
}

fn a_retired_field_is_asked_for_nowhere_and_loses_nothing(db: &TestDb) {
    let world = World::new(db);
    let head = head_of(&world);
    let field = signed(&world);
    let id = world.registered(world.system("Lön"));
    set(&world, id, "kontrakt_tecknat", day("2024-03-01"));
    let (field_id, revision) = (field.id, field.revision);
    world.done(move |tx| retire_field(tx, field_id, Some(revision)));
    let site = site(&world, &[&head]);
    let mut visitor = browser(&site, &head);
    assert!(!visitor.get(&format!("/system/{id}/andra")).page().shows("Kontrakt tecknat"));
    assert!(!visitor.get("/system").page().shows("Kontrakt tecknat"));
    let page = visitor.get(&format!("/system/{id}")).page();
    assert!(page.shows("Kontrakt tecknat (avvecklat)") && page.shows("2024-03-01"));
    let link = visitor.get("/system?custom.kontrakt_tecknat.from=2024-01-01").page();
    assert_eq!(link.rows().len(), 1, "a saved view still shows what it showed");
    let report = import(&world, "Systemnamn;Kontrakt tecknat\nLön;2020-01-01\n");
    assert_eq!(counts(&report), [0, 0, 1, 0], "an import knows no such column");
    assert_eq!(world.loaded(id).custom.value("custom.kontrakt_tecknat"), &day("2024-03-01"));
    let mut script = script(&world, &site, &head);
    let told = script.get(&format!("/api/v1/systems/{id}"));
    assert_eq!(told.json()["custom"]["kontrakt_tecknat"], "2024-03-01");
    let tag = told.header("etag").to_owned();
    let body = json!({"custom": {"kontrakt_tecknat": "2020-01-01"}});
    let refused = script.send_json("PATCH", &format!("/api/v1/systems/{id}"), &[("if-match", &tag)], &body);
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert_eq!(refused.json()["errors"][0]["pointer"], "#/custom/kontrakt_tecknat");
}

fn what_is_typed_into_a_field_that_was_retired_meanwhile_is_objected_to(db: &TestDb) {
    let world = World::new(db);
    let head = head_of(&world);
    let field = signed(&world);
    let note = added(&world, of_type("Anteckning", FieldType::LongText));
    let id = world.registered(world.system("Lön"));
    set(&world, id, "anteckning", FieldValue::Text("rad\nrad".into()));
    let site = site(&world, &[&head]);
    let mut visitor = browser(&site, &head);
    let edit = format!("/system/{id}/andra");
    let form = visitor.get(&edit).page().form(&edit);
    for one in [field, note] {
        world.done(move |tx| retire_field(tx, one.id, Some(one.revision)));
    }
    let typed = |day: &'static str| {
        let others = form.iter().filter(|(name, _)| name != "custom.kontrakt_tecknat");
        let mut fields: Vec<(&str, &str)> =
            others.map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.push(("custom.kontrakt_tecknat", day));
        fields
    };
    let refused = visitor.post(&edit, &typed("2024-03-01"));
    assert_eq!(refused.status, 422, "{}", refused.text());
    let told = texts::text(kernel::Language::Swedish, "objection-retired-field");
    assert_eq!(refused.text().matches(told.as_str()).count(), 1, "{}", refused.text());
    assert_eq!(visitor.post(&edit, &typed("")).status, 303, "what was left alone is no hindrance");
    assert_eq!(world.loaded(id).custom.value("custom.anteckning"), &FieldValue::Text("rad\nrad".into()));
}

fn a_field_comes_into_use_again_only_where_it_could_be_added(db: &TestDb) {
    let world = World::new(db);
    let field = signed(&world);
    let restored = |id: Id| world.write(&world.operator, move |tx| restore_field(tx, id, None, KINDS));
    let retired = |id: Id| world.done(move |tx| retire_field(tx, id, None));
    retired(field.id);
    let other = added(&world, of_type("KONTRAKT tecknat", FieldType::Date));
    assert_eq!(objections(restored(field.id)), [" custom-label-taken"]);
    retired(other.id);
    for number in 0..50 {
        added(&world, of_type(&format!("Fält {number}"), FieldType::Text));
    }
    assert_eq!(objections(restored(field.id)), [" custom-too-many-fields"]);
    let last = world.read(&world.operator, custom_fields::definitions).unwrap();
    retired(last.iter().find(|one| one.label_sv == "Fält 0").expect("a field").id);
    assert_eq!(restored(field.id).unwrap().retired_on, None);
}

fn a_field_without_an_english_label_follows_the_swedish(db: &TestDb) {
    let world = World::new(db);
    let field = signed(&world);
    assert_eq!(field.label_en, "");
    let field = changed(&world, Definition { label_sv: "Avtal tecknat".into(), ..field });
    assert_eq!(field.field().label.en, "Avtal tecknat");
    let taken = Definition { label_en: "avtal TECKNAT".into(), ..of_type("Nytt", FieldType::Date) };
    let refused = world.write(&world.operator, move |tx| save_field(tx, &asked(taken, None)));
    assert_eq!(objections(refused), ["label_en custom-label-taken"], "who reads English sees it there");
}

fn a_field_keeps_its_type_key_and_kind_and_shadows_no_other(db: &TestDb) {
    let world = World::new(db);
    let field = signed(&world);
    let save = |definition: Definition, revision: Option<i64>| {
        objections(world.write(&world.operator, move |tx| save_field(tx, &asked(definition, revision))))
    };
    let now = Some(field.revision);
    let other = |change: fn(&mut Definition)| {
        let mut other = field.clone();
        change(&mut other);
        other
    };
    assert_eq!(save(other(|one| one.field_type = Some(FieldType::Text)), now), ["field_type custom-fixed"]);
    assert_eq!(save(other(|one| one.key = "other".into()), now), ["key custom-fixed"]);
    assert_eq!(save(other(|one| one.record_kind = "person".into()), now), ["record_kind custom-fixed"]);
    let new = |label: &str, key: &str| Definition { key: key.into(), ..of_type(label, FieldType::Text) };
    assert_eq!(save(new("Något", "kontrakt_tecknat"), None), ["key custom-key-taken"]);
    assert_eq!(save(new("Något", "supplier"), None), ["key custom-key-of-the-record"]);
    assert_eq!(save(new("Något", "Stora Ord"), None), ["key custom-wrong-key"]);
    assert_eq!(save(new("kontrakt tecknat", "x"), None), ["label_sv custom-label-taken"]);
    assert!(save(new("Leverantör", "x"), None).contains(&"label_sv custom-label-taken".to_owned()));
    let unknown = Definition { record_kind: "car".into(), ..new("Något", "x") };
    assert_eq!(save(unknown, None), ["record_kind objection-not-a-choice"]);
    let employee = world.employee("Medarbetare", world.town);
    let refused = world.write(&employee, |tx| save_field(tx, &asked(of_type("Mitt", FieldType::Text), None)));
    assert!(crate::world::is_refused(&refused));
    let (id, stale) = (field.id, field.revision);
    changed(&world, Definition { label_sv: "Avtal tecknat".into(), ..field });
    let late = world.write(&world.operator, move |tx| {
        let definition = definition(tx, id)?;
        save_field(tx, &asked(definition, Some(stale)))
    });
    assert!(late.is_err(), "two who change a field at once do not overwrite each other");
}

fn a_field_is_imported_from_a_spreadsheet_and_exported_again(db: &TestDb) {
    let world = World::new(db);
    world.employee("Kontaktperson", world.town);
    signed(&world);
    added(&world, of_type("Årskostnad", FieldType::Money));
    added(&world, of_type("Kontakt", FieldType::Person));
    let level = Definition { choices: "Låg\nHög".into(), ..of_type("Nivå", FieldType::Choice) };
    added(&world, level);
    let text = "Systemnamn;Kontrakt tecknat;Årskostnad;Kontakt;Nivå\n\
        Lön;2024-03-01;1 234,50;Kontaktperson;hög\nArkiv;;;;\n";
    let report = import(&world, text);
    assert_eq!((counts(&report), refusals(&report)), ([2, 0, 0, 0], vec![]));
    let found = known(&world);
    let one = found.systems.values().find(|one| one.system.name == "Lön").expect("the system");
    let value = |key: &str| one.system.custom.value(&format!("custom.{key}")).clone();
    assert_eq!(value("kontrakt_tecknat"), day("2024-03-01"));
    assert_eq!(value("arskostnad"), FieldValue::Number(123_450));
    assert_eq!(value("niva"), FieldValue::Text("hog".into()));
    assert!(matches!(value("kontakt"), FieldValue::Reference(_)));
    assert_eq!(counts(&import(&world, text)), [0, 0, 2, 0], "the same file changes nothing");
    let wrong = import(&world, "Systemnamn;Kontrakt tecknat;Nivå\nLön;ibland;Mellan\n");
    let told: Vec<&str> = wrong.refused.iter().map(|one| one.column.as_str()).collect();
    assert_eq!(told, ["Kontrakt tecknat", "Nivå"]);
    let export = |format| {
        let bytes = world.read(&world.operator, |read| export_register(read, format, &Chosen::All));
        bytes.expect("an export")
    };
    let csv = String::from_utf8(export(ExportFormat::Csv)).expect("text");
    assert!(
        csv.contains("Kontrakt tecknat") && csv.contains("2024-03-01") && csv.contains("1234,50"),
        "{csv}"
    );
    assert_eq!(counts(&import(&world, &csv))[2..], [2, 0], "an export imported again changes nothing");
    let whole: serde_json::Value = serde_json::from_slice(&export(ExportFormat::Json)).expect("JSON");
    let told = whole["systems"].as_array().expect("systems").iter().find(|one| one["name"] == "Lön");
    assert_eq!(told.expect("the system")["custom"]["arskostnad"], 123_450);
    let bytes = std::io::Cursor::new(export(ExportFormat::Xlsx));
    let mut book: calamine::Xlsx<_> = calamine::Reader::new(bytes).expect("a workbook");
    let systems = calamine::Reader::worksheet_range_at(&mut book, 0).expect("a sheet").expect("its cells");
    let is_amount = |cell: &calamine::Data| *cell == calamine::Data::Float(1_234.5);
    assert!(systems.used_cells().any(|(.., cell)| is_amount(cell)), "an amount is a number: {systems:?}");
}

fn a_script_reads_and_writes_fields_under_custom(db: &TestDb) {
    let world = World::new(db);
    let head = head_of(&world);
    signed(&world);
    added(&world, of_type("Licenser", FieldType::Number));
    let site = site(&world, &[&head]);
    let mut script = script(&world, &site, &head);
    let body = json!({"name": "Lön", "kind": "it_system", "organisation": world.town.to_string(),
        "custom": {"kontrakt_tecknat": "2024-03-01"}});
    let made = script.send_json("POST", "/api/v1/systems", &[], &body);
    assert_eq!(made.status, 201, "{}", made.text());
    assert_eq!(made.json()["custom"], json!({"kontrakt_tecknat": "2024-03-01", "licenser": null}));
    let address = made.header("location").to_owned();
    let tag = script.get(&address).header("etag").to_owned();
    let wrong = json!({"custom": {"kontrakt_tecknat": 7, "licenser": "tolv", "okand": 1}});
    let refused = script.send_json("PATCH", &address, &[("if-match", &tag)], &wrong);
    assert_eq!(refused.status, 422, "{}", refused.text());
    let told = refused.json();
    let mut pointers: Vec<&str> =
        told["errors"].as_array().unwrap().iter().filter_map(|one| one["pointer"].as_str()).collect();
    pointers.sort_unstable();
    assert_eq!(pointers, ["#/custom/kontrakt_tecknat", "#/custom/licenser", "#/custom/okand"]);
    let listed = json!({"custom": [1]});
    assert_eq!(script.send_json("PATCH", &address, &[("if-match", &tag)], &listed).status, 422);
    let changed = json!({"custom": {"licenser": 12}});
    let changed = script.send_json("PATCH", &address, &[("if-match", &tag)], &changed);
    assert_eq!(changed.json()["custom"], json!({"kontrakt_tecknat": "2024-03-01", "licenser": 12}));
    let list = |script: &mut testkit::Visitor, query: &str| {
        script.get(&format!("/api/v1/systems?{query}")).json()["items"].as_array().map(Vec::len)
    };
    assert_eq!(list(&mut script, "custom.licenser.from=10&sort=-custom.licenser"), Some(1));
    assert_eq!(list(&mut script, "custom.licenser.from=13"), Some(0));
    assert_eq!(script.get("/api/v1/systems?custom.okand=1").status, 422);
    assert_eq!(script.get("/api/v1/systems?sort=custom.okand").status, 422);
}

fn an_amount_is_filtered_by_what_the_api_tells_and_leaves_a_list_as_a_number(db: &TestDb) {
    let world = World::new(db);
    let head = head_of(&world);
    added(&world, of_type("Årskostnad", FieldType::Money));
    let id = world.registered(world.system("Lön"));
    set(&world, id, "arskostnad", FieldValue::Number(5_000_050));
    let site = site(&world, &[&head]);
    let mut script = script(&world, &site, &head);
    let told = script.get(&format!("/api/v1/systems/{id}")).json()["custom"]["arskostnad"].clone();
    let mut found = |query: &str| {
        let seen = script.get(&format!("/api/v1/systems?custom.arskostnad{query}"));
        seen.json()["items"].as_array().map(Vec::len)
    };
    for (query, expected) in [
        (format!("={told}"), Some(1)),
        (format!(".from={told}"), Some(1)),
        (format!(".until={told}"), Some(1)),
        (".from=5000051".into(), Some(0)),
        (".until=5000049".into(), Some(0)),
        ("=50000,50".into(), None),
    ] {
        assert_eq!(found(&query), expected, "{query}");
    }
    let of_people = Definition { record_kind: "person".into(), ..of_type("Pris", FieldType::Money) };
    added(&world, of_people);
    let person = world.employee("Berit", world.town).person.expect("a person");
    world.done(move |tx| {
        let mut person = organisation::visible_person(tx, person)?;
        person.custom.put("custom.pris", FieldValue::Number(5_000_050));
        let revision = Some(person.revision);
        let because = organisation::Because::default();
        organisation::save_person(tx, &organisation::SavePerson { person, revision, because })
    });
    let list = "/administration/personer?kolumn=custom.pris&custom.pris=50000,50";
    let mut visitor = browser(&site, &head);
    assert!(visitor.get(list).page().shows("50 000,50 kr"), "people are asked in kronor");
    let file = visitor.get(&format!("{list}&format=csv")).text();
    assert!(file.contains("Berit") && file.contains(";50000,50"), "{file}");
}

fn who_is_renamed_is_sorted_by_the_new_name(db: &TestDb) {
    let world = World::new(db);
    added(&world, of_type("Kontakt", FieldType::Person));
    let people = ["Adam", "Berit"].map(|name| world.employee(name, world.town).person.expect("a person"));
    let [first, second] = ["Ett", "Två"].map(|name| world.registered(world.system(name)));
    set(&world, first, "kontakt", FieldValue::Reference(people[0]));
    set(&world, second, "kontakt", FieldValue::Reference(people[1]));
    let ordered = |world: &World| {
        world.read(&world.operator, |read| {
            let field = fields_of(read, "system")?[0].clone();
            let query = custom_fields::ordered(storage::Query::first(9), &field);
            let page = register::SYSTEMS.page::<register::SystemRow>(read, &query)?;
            Ok(page.items.into_iter().map(|row| row.name).collect::<Vec<_>>())
        })
    };
    assert_eq!(ordered(&world).unwrap(), ["Ett", "Två"]);
    let id = people[0];
    world.done(move |tx| {
        let person = organisation::visible_person(tx, id)?;
        let revision = Some(person.revision);
        let because = organisation::Because::default();
        let person = Person { name: "Ceder".into(), ..person };
        organisation::save_person(tx, &organisation::SavePerson { person, revision, because })
    });
    assert_eq!(ordered(&world).unwrap(), ["Två", "Ett"]);
}

fn an_edit_by_somebody_who_did_not_ask_for_the_fields_leaves_them_alone(db: &TestDb) {
    let world = World::new(db);
    signed(&world);
    let id = world.registered(world.system("Lön"));
    set(&world, id, "kontrakt_tecknat", day("2024-03-01"));
    let system = System { id, revision: 2, notes: "Nytt".into(), ..world.system("Lön") };
    world.done(|tx| change_system(tx, system));
    let kept = world.loaded(id);
    assert_eq!((kept.notes.as_str(), kept.revision), ("Nytt", 3));
    assert_eq!(kept.custom.value("custom.kontrakt_tecknat"), &day("2024-03-01"));
}

fn rent(world: &World) -> Definition {
    let definition = Definition { field_group: Some(CustomGroup::Costs), ..of_type("Hyra", FieldType::Text) };
    added(world, definition)
}

fn rented() -> FieldValue {
    FieldValue::Text("tolvhundra".to_owned())
}

fn a_field_is_read_with_its_group_and_only_with_one_that_its_records_have(db: &TestDb) {
    let world = World::new(db);
    let field = rent(&world);
    assert_eq!(signed(&world).field_group, Some(CustomGroup::Base), "where nothing else is said");
    let id = world.registered(world.system("Lön"));
    set(&world, id, "hyra", rented());
    let (head, employee) = (head_of(&world), world.employee("Anställd", world.town));
    let site = site(&world, &[&head, &employee]);
    let (mut above, mut beside) = (browser(&site, &head), browser(&site, &employee));
    let page = format!("/system/{id}");
    assert!(above.get(&page).page().shows("tolvhundra"), "{:?}", above.get(&page).page().texts("main"));
    let seen = beside.get(&page).page();
    assert!(!seen.shows("tolvhundra") && seen.shows("Kostnader") && !seen.shows("Hyra"));
    let list = |visitor: &mut testkit::Visitor, query: &str| visitor.get(&format!("/system?{query}")).text();
    assert!(list(&mut above, "kolumn=name&kolumn=custom.hyra").contains("Hyra"));
    assert!(
        !list(&mut beside, "kolumn=name&kolumn=custom.hyra").contains("Hyra"),
        "neither column nor filter"
    );
    changed(&world, Definition { field_group: Some(CustomGroup::Base), ..field.clone() });
    assert!(beside.get(&page).page().shows("tolvhundra"), "the group decides, whenever it is changed");
    let of_people = Definition { record_kind: "person".into(), label_sv: "Lönekostnad".into(), ..field };
    let of_people = Definition { id: Id::default(), revision: 0, key: String::new(), ..of_people };
    let refused = world.write(&world.operator, move |tx| save_field(tx, &asked(of_people, None)));
    assert_eq!(objections(refused), ["field_group custom-group-not-here"]);
}

fn a_field_that_somebody_reads_nowhere_is_in_no_file_of_theirs_and_no_column_is_taken_for_it(db: &TestDb) {
    let world = World::new(db);
    let of_systems = rent(&world);
    let of_objects = Definition { record_kind: "object".into(), label_sv: "Budget".into(), ..of_systems };
    added(&world, Definition { id: Id::default(), revision: 0, key: String::new(), ..of_objects });
    let id = world.registered(world.system("Lön"));
    world.object("Skola");
    set(&world, id, "hyra", rented());
    let without = world.operator.clone().allowed_only(&["register.read_base", "register.export"]);
    for format in ExportFormat::ALL {
        let [whole, partly] = [&world.operator, &without].map(|actor| words_of_file(&world, actor, format));
        assert!(whole.contains("hyra") && whole.contains("tolvhundra"), "{whole}");
        // A table of text holds systems only.
        assert_eq!(whole.contains("budget"), format != ExportFormat::Csv, "{whole}");
        assert!(partly.contains("lön"), "{partly}");
        for hidden in ["hyra", "budget", "tolvhundra"] {
            assert!(!partly.contains(hidden), "{format:?} tells {hidden}: {partly}");
        }
    }
    let columns = |actor: &Actor| -> Vec<String> {
        let fields = world.read(actor, mappable_fields_of).expect("the fields");
        fields.iter().map(|field| field.target.name()).collect()
    };
    assert!(columns(&world.operator).contains(&"custom.hyra".to_owned()));
    assert!(!columns(&without).contains(&"custom.hyra".to_owned()), "nor is a column understood as it");
}

/// Everything that stands in an export, in small letters.
fn words_of_file(world: &World, actor: &Actor, format: ExportFormat) -> String {
    use calamine::Reader as _;
    let bytes = world.read(actor, |read| export_register(read, format, &Chosen::All)).expect("an export");
    if format != ExportFormat::Xlsx {
        return String::from_utf8(bytes).expect("text").to_lowercase();
    }
    let mut book = calamine::Xlsx::new(std::io::Cursor::new(bytes)).expect("a workbook");
    let mut words = String::new();
    for name in book.sheet_names() {
        let sheet = book.worksheet_range(&name).expect("a sheet");
        words.extend(sheet.used_cells().map(|(.., cell)| format!("{cell}\n")));
    }
    words.to_lowercase()
}

/// Who may see what is judged by today, whichever day is looked at.
fn of_a_past_day_too_a_field_is_read_with_the_group_of_today(db: &TestDb) {
    let world = World::new(db);
    let field = added(&world, of_type("Hyra", FieldType::Text));
    let id = world.registered(world.system("Lön"));
    set(&world, id, "hyra", rented());
    let (head, employee) = (head_of(&world), world.employee("Anställd", world.town));
    let later = world.operator.clone().at("2026-03-20T08:00:00Z");
    let site = site_at(&world, &[&head, &employee], later.now);
    let token = script(&world, &site, &employee);
    let (mut above, mut beside) = (browser(&site, &head), (browser(&site, &employee), token));
    let past = [
        format!("/system/{id}?as_of=2026-03-10"),
        "/system?as_of=2026-03-10&kolumn=name&kolumn=custom.hyra".to_owned(),
        format!("/api/v1/systems/{id}?as_of=2026-03-10"),
        "/api/v1/systems?as_of=2026-03-10".to_owned(),
    ];
    let asked_by = "/api/v1/systems?as_of=2026-03-10&custom.hyra=tolvhundra";
    let mut told = || {
        let of_page = |path: &String| match path.starts_with("/api/") {
            true => beside.1.get(path).text().contains("tolvhundra"),
            false => beside.0.get(path).text().contains("tolvhundra"),
        };
        let pages: Vec<bool> = past.iter().map(of_page).collect();
        (pages, beside.1.get(asked_by).text().contains("Lön"))
    };
    assert_eq!(told(), (vec![true; 4], true), "everybody saw it then");
    let moved = Definition { field_group: Some(CustomGroup::Costs), ..field };
    let revision = Some(moved.revision);
    world.write(&later, move |tx| save_field(tx, &asked(moved, revision))).expect("it is moved");
    assert_eq!(told(), (vec![false; 4], false), "and they do not see it now");
    assert!(above.get(&past[0]).text().contains("tolvhundra"), "who sees what it costs sees the past of it");
}

fn whoever_saves_a_record_without_seeing_a_field_leaves_it_as_it_was(db: &TestDb) {
    let world = World::new(db);
    rent(&world);
    let id = world.registered(world.system("Lön"));
    set(&world, id, "hyra", rented());
    world.done(move |tx| {
        let mut system = visible_system(tx, id)?;
        system.custom.hide(|field| field.group == CustomGroup::Costs);
        change_system(tx, System { short_description: "Nytt".into(), ..system })
    });
    let kept = world.loaded(id);
    assert_eq!((kept.short_description.as_str(), kept.custom.value("custom.hyra")), ("Nytt", &rented()));
    let events = world.read(&world.operator, |read| {
        storage::history_of(read, &Subject::new(SYSTEM, id), storage::EventPage::newest(1))
    });
    let events = events.unwrap();
    let changes = events[0].content.as_ref().unwrap()["changes"].as_object().unwrap();
    assert_eq!(
        changes.keys().collect::<Vec<_>>(),
        ["short_description"],
        "and its history tells no change of it"
    );
}
