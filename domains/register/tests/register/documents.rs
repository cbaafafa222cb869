//! Registering, changing and withdrawing documents.

use crate::world::{World, is_not_found, objections, schema};
use kernel::{Id, Subject};
use register::{Document, SYSTEM, WithdrawDocument, change_document, register_document, withdraw_document};
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    a_document_is_withdrawn_with_a_reason_and_stays_readable,
    a_document_about_nothing_is_not_found,
    a_document_of_a_type_that_the_pack_lacks_is_refused,
    a_document_neither_becomes_nor_ceases_to_be_of_a_numbered_type,
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
