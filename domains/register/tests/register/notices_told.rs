//! What change notices tell: the federation's own fields, what came of them, and nothing that the reader may not see.

use crate::notices::Told;
use crate::site::{browser, script, site};
use crate::world::schema;
use custom_fields::{Definition, FieldType, KindOfRecord, SaveField, save_field};
use kernel::{Actor, FieldValue, Id, Subject};
use organisation::{Because, EndAssignment, Ending, ORGANISATION, assignments_of, end_assignment};
use register::SYSTEM;
use serde_json::json;
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    an_own_field_is_told_side_by_side_and_taken_over,
    a_new_system_is_told_of_with_its_own_fields,
    a_script_tells_of_own_fields,
    an_own_field_with_somebodys_identity_number_is_not_sent,
    what_is_confirmed_is_shown_with_its_own_fields,
    the_sender_is_told_that_only_a_part_was_taken_over,
    who_has_left_the_role_is_no_longer_asked_to_see_to_it,
    the_history_of_a_notice_shows_no_notes_to_who_may_not_read_them,
);

const SIGNED: &str = "custom.kontrakt_tecknat";

const KINDS: &[KindOfRecord] = &[KindOfRecord {
    name: "system",
    label: "register-systems",
    record: "system",
    fields: Vec::new,
    groups: register::GROUPS_OF_SYSTEMS,
}];

/// Adds a field to the systems of the federation.
fn added(told: &Told, label: &str, field_type: FieldType, is_required: bool) {
    let definition = Definition {
        record_kind: "system".into(),
        label_sv: label.into(),
        field_type: Some(field_type),
        is_required: Some(is_required),
        ..Definition::default()
    };
    told.world.done(move |tx| save_field(tx, &SaveField { definition, revision: None, kinds: KINDS }));
}

fn signed_on(told: &Told, system: Id) -> FieldValue {
    told.world.loaded(system).custom.value(SIGNED).clone()
}

fn day(text: &str) -> FieldValue {
    FieldValue::Date(text.parse().expect("a day"))
}

/// Ends what somebody holds there, as of a day before today.
fn ended(told: &Told, role: &str, subject: Subject) {
    let held = told.world.read(&told.world.operator, |read| assignments_of(read, &subject)).unwrap();
    let held = held.iter().find(|one| one.role == role).expect("the role is held");
    let ask = EndAssignment {
        id: held.id,
        revision: held.revision,
        ending: Ending::On("2026-02-27".parse().unwrap()),
        because: Because { reason: "Byter tjänst".into(), decision: String::new() },
    };
    told.world.done(move |tx| end_assignment(tx, &ask));
}

fn waiting(told: &Told, who: &Actor) -> Vec<String> {
    let person = who.person.expect("a person");
    let notices = told.world.read(who, |read| notify::open_notices(read, person)).unwrap();
    notices.into_iter().map(|one| one.text.sv).collect()
}

fn an_own_field_is_told_side_by_side_and_taken_over(db: &TestDb) {
    let told = Told::new(db);
    added(&told, "Kontrakt tecknat", FieldType::Date, false);
    let site = site(&told.world, &[&told.owner, &told.keeper]);
    let (mut owner, mut keeper) = (browser(&site, &told.owner), browser(&site, &told.keeper));
    let form = format!("/system/{}/meddela", told.system);
    let sent = owner.submit(&form, &form, &[(SIGNED, "2026-02-01"), ("reason", "Nytt avtal")]);
    assert_eq!(sent.status, 303, "{}", sent.text());
    let notice = sent.header("location").to_owned();
    let listed = keeper.get("/system/andringsmeddelanden").page();
    assert!(listed.rows()[0].contains(&"Kontrakt tecknat".to_owned()), "{:?}", listed.rows());
    let page = keeper.get(&notice).page();
    let row = page.rows().into_iter().find(|row| row[0] == "Kontrakt tecknat").expect("a row of its name");
    assert!(row[3].starts_with("2026-02-01"), "{row:?}");
    let done = keeper.submit(&notice, &format!("{notice}/ta-over"), &[("field", SIGNED)]);
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(signed_on(&told, told.system), day("2026-02-01"));
}

/// Somebody who may tell of new systems, where a day of signing is demanded.
fn demanding(told: &Told) -> Actor {
    added(told, "Kontrakt tecknat", FieldType::Date, true);
    let chief = told.world.employee("Driftansvarig", told.world.town);
    told.world.appoint("operations_responsible", &chief, Subject::new(ORGANISATION, told.world.town));
    chief
}

fn a_new_system_is_told_of_with_its_own_fields(db: &TestDb) {
    let told = Told::new(db);
    let chief = demanding(&told);
    let site = site(&told.world, &[&chief, &told.keeper]);
    let (mut chief, mut keeper) = (browser(&site, &chief), browser(&site, &told.keeper));
    let form = "/system/meddela-nytt";
    assert!(chief.get(form).page().shows("Kontrakt tecknat"));
    let town = told.world.town.to_string();
    let fields = [("name", "Resor"), ("kind", "it_system"), ("organisation", town.as_str())];
    let without = chief.submit(form, form, &fields);
    assert_eq!(without.status, 422, "{}", without.text());
    let with: Vec<(&str, &str)> = fields.into_iter().chain([(SIGNED, "2026-02-01")]).collect();
    let sent = chief.submit(form, form, &with);
    assert_eq!(sent.status, 303, "{}", sent.text());
    let notice = sent.header("location").to_owned();
    let again = chief.get(&format!("{notice}/andra")).page();
    assert_eq!(again.value_of("Kontrakt tecknat").as_deref(), Some("2026-02-01"));
    let seen = keeper.get(&notice).page();
    let fields: Vec<(&str, &str)> =
        ["name", "kind", "organisation", "lifecycle_state", SIGNED].map(|one| ("field", one)).into();
    assert!(seen.shows("Kontrakt tecknat") && seen.shows("2026-02-01"), "{:?}", seen.rows());
    let done = keeper.submit(&notice, &format!("{notice}/ta-over"), &fields);
    assert_eq!(done.status, 303, "{}", done.text());
    let system = done.header("location").trim_start_matches("/system/").parse().expect("its id");
    assert_eq!(signed_on(&told, system), day("2026-02-01"));
}

fn a_script_tells_of_own_fields(db: &TestDb) {
    let told = Told::new(db);
    let chief = demanding(&told);
    let site = site(&told.world, &[&chief, &told.owner]);
    let all = "/api/v1/change-notices";
    let mut chief = script(&told.world, &site, &chief);
    let new = json!({"name": "Resor", "kind": "it_system", "organisation": told.world.town.to_string()});
    let without = chief.send_json("POST", all, &[], &new);
    assert_eq!(without.status, 422, "{}", without.text());
    let mut with = new;
    with["custom"] = json!({"kontrakt_tecknat": "2026-02-01"});
    let sent = chief.send_json("POST", all, &[], &with);
    assert_eq!(sent.status, 201, "{}", sent.text());
    assert_eq!(sent.json()["changes"][SIGNED], json!([null, "2026-02-01"]));
    let address = sent.header("location").to_owned();
    let tag = chief.get(&address).header("etag").to_owned();
    let change = json!({"custom": {"kontrakt_tecknat": "2026-02-02"}});
    let changed = chief.send_json("PATCH", &address, &[("if-match", &tag)], &change);
    assert_eq!(changed.status, 200, "{}", changed.text());
    assert_eq!(changed.json()["changes"][SIGNED], json!([null, "2026-02-02"]));
    let mut owner = script(&told.world, &site, &told.owner);
    let system = told.system.to_string();
    let known = json!({"system": system, "custom": {"kontrakt_tecknat": "2026-02-03"}});
    let sent = owner.send_json("POST", all, &[], &known);
    assert_eq!(sent.status, 201, "{}", sent.text());
    let unknown = json!({"system": system, "custom": {"okand": 1}});
    assert_eq!(owner.send_json("POST", all, &[], &unknown).status, 422);
}

fn an_own_field_with_somebodys_identity_number_is_not_sent(db: &TestDb) {
    let told = Told::new(db);
    added(&told, "Avtal", FieldType::Text, false);
    let ask =
        told.proposing(|system| system.custom.put("custom.avtal", FieldValue::Text("811218-9876".into())));
    let found = crate::world::objections(told.send(&told.owner, ask));
    assert_eq!(found, ["custom.avtal objection-personal-identity-number"]);
}

fn what_is_confirmed_is_shown_with_its_own_fields(db: &TestDb) {
    let told = Told::new(db);
    added(&told, "Kontrakt tecknat", FieldType::Date, false);
    let site = site(&told.world, &[&told.owner]);
    let page = browser(&site, &told.owner).get(&format!("/system/{}/bekrafta", told.system));
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.page().shows("Kontrakt tecknat"));
}

fn the_sender_is_told_that_only_a_part_was_taken_over(db: &TestDb) {
    let told = Told::new(db);
    let ask = told.proposing(|system| {
        system.short_description = "Bokföring".into();
        system.local_number = "S-2".into();
    });
    let id = told.send(&told.owner, ask).unwrap();
    told.take(&told.keeper, id, Some(&["short_description"]), Some(1), "Numret sätter vi").unwrap();
    let part = "En del av din ändring av Ekonomi är införd i registret. Läs varför inte allt togs över.";
    assert_eq!(waiting(&told, &told.owner)[..1], [part]);
}

fn who_has_left_the_role_is_no_longer_asked_to_see_to_it(db: &TestDb) {
    let told = Told::new(db);
    let id = told.described("Bokföring");
    assert_eq!(waiting(&told, &told.keeper).len(), 1);
    ended(&told, "head_of_it", Subject::new(ORGANISATION, told.world.town));
    told.take_over(&told.world.operator, id).unwrap();
    let asked =
        waiting(&told, &told.keeper).into_iter().filter(|text| text.contains("har meddelat en ändring"));
    assert_eq!(asked.count(), 0, "another has seen to it");
}

fn the_history_of_a_notice_shows_no_notes_to_who_may_not_read_them(db: &TestDb) {
    let told = Told::new(db);
    let ask = told.proposing(|system| {
        system.notes = "Hemlig portkod".into();
        system.short_description = "Bokföring".into();
    });
    let id = told.send(&told.owner, ask).unwrap();
    told.take_over(&told.keeper, id).unwrap();
    ended(&told, "system_owner", Subject::new(SYSTEM, told.system));
    let site = site(&told.world, &[&told.owner, &told.keeper]);
    let address = format!("/system/andringsmeddelanden/{id}");
    assert!(browser(&site, &told.keeper).get(&address).page().shows("Hemlig portkod"));
    let page = browser(&site, &told.owner).get(&address).page();
    assert!(page.shows("Bokföring") && page.shows("Historik"), "{:?}", page.texts("main"));
    assert!(!page.shows("Hemlig portkod"), "{:?}", page.texts("main"));
}
