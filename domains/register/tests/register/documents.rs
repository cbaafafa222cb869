//! Registering, changing and withdrawing documents.

use crate::site::{browser, script, site};
use crate::world::{World, is_not_found, objections, schema};
use kernel::{Id, Subject};
use organisation::ORGANISATION;
use register::{
    Document, LifecycleState, SYSTEM, System, WithdrawDocument, change_document, register_document,
    withdraw_document,
};
use serde_json::json;
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    a_document_is_withdrawn_with_a_reason_and_stays_readable,
    a_document_about_nothing_is_not_found,
    a_document_of_a_type_that_the_pack_lacks_is_refused,
    a_document_neither_becomes_nor_ceases_to_be_of_a_numbered_type,
    what_the_supplier_documented_is_marked_as_available_to_it_or_not,
);

fn plan(system: Id) -> Document {
    let mut document = Document::new(Subject::new(SYSTEM, system), "management_plan");
    document.name = "Förvaltningsplan 2026".into();
    document.year = Some(2026);
    document.decision = "§ 4".into();
    document
}

fn a_document_is_withdrawn_with_a_reason_and_stays_readable(db: &TestDb) {
    let world = World::new(db);
    let id = world.document(plan(world.registered(world.system("Ekonomi"))));
    let ask = |reason: &str| WithdrawDocument { document: id, revision: Some(1), reason: reason.to_owned() };
    let without = ask("  ");
    assert_eq!(
        objections(world.write(&world.operator, move |tx| withdraw_document(tx, &without))),
        ["reason objection-required"]
    );
    let with = ask("Ersatt");
    assert_eq!(world.done(move |tx| withdraw_document(tx, &with)), 2);
    let read = world.read(&world.operator, |read| register::visible_document(read, id)).unwrap();
    assert_eq!(read.withdrawn.as_ref().unwrap().because, "Ersatt");
    let mut changed = read;
    changed.name = "Nytt namn".into();
    let found = objections(world.write(&world.operator, |tx| change_document(tx, changed)));
    assert_eq!(found, [" register-objection-withdrawn"]);
}

fn a_document_about_nothing_is_not_found(db: &TestDb) {
    let world = World::new(db);
    assert!(is_not_found(&world.write(&world.operator, |tx| register_document(tx, plan(Id::new())))));
}

fn a_document_of_a_type_that_the_pack_lacks_is_refused(db: &TestDb) {
    let world = World::new(db);
    let mut document = plan(world.registered(world.system("Ekonomi")));
    document.document_type = "poem".into();
    document.owner = Some(Id::new());
    let found = objections(world.write(&world.operator, |tx| register_document(tx, document)));
    assert_eq!(found, ["document_type objection-not-a-choice", "owner objection-not-a-reference"]);
}

fn a_document_neither_becomes_nor_ceases_to_be_of_a_numbered_type(db: &TestDb) {
    let world = World::new(db);
    let system = world.registered(world.system("Ekonomi"));
    let agreement = Document { document_type: "service_level_agreement".into(), ..plan(system) };
    let agreement = world.document(agreement);
    let plan = world.document(Document { number: "SLA-2026-1".into(), ..plan(system) });
    let retyped = |id: Id, document_type: &str| {
        let read = world.read(&world.operator, |read| register::visible_document(read, id)).unwrap();
        let changed = Document { document_type: document_type.to_owned(), ..read };
        objections(world.write(&world.operator, |tx| change_document(tx, changed)))
    };
    let refused = ["document_type register-objection-numbered-type"];
    assert_eq!(retyped(plan, "service_level_agreement"), refused);
    assert_eq!(retyped(agreement, "management_plan"), refused);
}

const DELIVERED: &str = r#"
[[document]]
id = "supplier_documentation"
rule = "supplier-documentation-is-reached"
group = "it"
title = { sv = "leverantörsdokumentation", sv_definite = "leverantörsdokumentationen", sv_plural = "leverantörsdokumentationer", en = "supplier's documentation" }
owner_role = [{ role = "system_manager" }]
available_to_it = true
clauses = ["E-007"]

  [[document.required]]
  when = { lifecycle_state = "introduction" }
  clauses = ["E-007"]
"#;

/// Carries out the duty "S0-018": IT reaches what the supplier has documented.
fn what_the_supplier_documented_is_marked_as_available_to_it_or_not(db: &TestDb) {
    let world = World::with_rules(db, 1, ("documents.toml", DELIVERED));
    let system = System { lifecycle_state: LifecycleState::Introduction, ..world.system("Ekonomi") };
    let system = world.registered(system);
    let keeper = world.employee("Itchef", world.town);
    world.appoint("head_of_it", &keeper, Subject::new(ORGANISATION, world.town));
    let document = Document {
        name: "Driftmanual".into(),
        owner: keeper.person,
        ..Document::new(Subject::new(SYSTEM, system), "supplier_documentation")
    };
    let outcome = || world.outcome(system, "supplier-documentation-is-reached");
    assert_eq!(outcome(), "breached", "there is none");
    let document = world.document(document);
    assert_eq!(outcome(), "breached", "nobody has said that IT reaches it");
    let site = site(&world, &[&keeper]);
    let mut keepers = browser(&site, &keeper);
    let page = format!("/dokument/{document}/andra");
    let say = |keepers: &mut testkit::Visitor, said: &str| {
        let saved = keepers.submit(&page, &page, &[("available_to_it", said)]);
        assert_eq!(saved.status, 303, "{}", saved.text());
    };
    say(&mut keepers, "false");
    assert_eq!(outcome(), "breached", "IT does not reach it");
    say(&mut keepers, "true");
    assert_eq!(outcome(), "met");
    let mut reads = script(&world, &site, &keeper);
    let listed = |reads: &mut testkit::Visitor, asked: &str| {
        reads.get(&format!("/api/v1/documents?available_to_it={asked}")).json()["items"].clone()
    };
    assert_eq!(listed(&mut reads, "true")[0]["available_to_it"], json!(true));
    assert_eq!(listed(&mut reads, "false"), json!([]));
    let perhaps = json!({ "available_to_it": "kanske" });
    let address = format!("/api/v1/documents/{document}");
    let refused = reads.send_json("PATCH", &address, &[("if-match", "\"3\"")], &perhaps);
    assert_eq!(refused.status, 422, "{}", refused.text());
}
