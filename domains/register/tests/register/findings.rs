//! What the guideline asks of a system, and that it goes when it is mended.

use crate::world::{World, schema};
use kernel::{Outcome, Subject};
use organisation::ORGANISATION;
use register::{Document, OperationForm, SYSTEM, System, change_system};
use storage::View;
use testkit::{Acting, TestDb, on_both_engines};

on_both_engines!(schema();
    a_role_a_document_and_a_field_mend_what_is_missing,
    the_gaps_of_a_past_day_are_those_of_that_day,
);

fn open(world: &World, system: kernel::Id) -> Vec<String> {
    let ask = findings::GapsAsk { subject: Some(system), limit: 100, ..findings::GapsAsk::default() };
    let (page, _) = world.read(&world.operator, |read| findings::gaps(read, &ask)).unwrap();
    page.items.into_iter().map(|finding| finding.rule).collect()
}

fn a_role_a_document_and_a_field_mend_what_is_missing(db: &TestDb) {
    let world = World::new(db);
    let head = world.employee("IT-chef", world.town);
    world.appoint("head_of_it", &head, Subject::new(ORGANISATION, world.town));
    let id = world.registered(world.system("Ekonomi"));
    let missing = open(&world, id);
    for rule in ["exactly-one-system-owner", "management-plan-exists", "it-has-technical-management"] {
        assert!(missing.contains(&rule.to_owned()), "{rule} in {missing:?}");
    }
    world.appoint("system_owner", &world.employee("Systemägare", world.town), Subject::new(SYSTEM, id));
    assert!(!open(&world, id).contains(&"exactly-one-system-owner".to_owned()));

    let mut plan = Document::new(Subject::new(SYSTEM, id), "management_plan");
    plan.name = "Förvaltningsplan".into();
    plan.owner = head.person;
    (plan.year, plan.decision) = (Some(2026), "§ 7".into());
    world.document(plan);
    assert!(!open(&world, id).contains(&"management-plan-exists".to_owned()));

    let mended = System {
        technical_management: Some(register::Management::It),
        operation_form: Some(OperationForm::OwnIt),
        ..world.loaded(id)
    };
    world.done(|tx| change_system(tx, mended));
    assert!(!open(&world, id).contains(&"it-has-technical-management".to_owned()));
    let rebuilt = world.done(|tx| {
        tx.audit(&storage::AuditEntry { action: "findings.rebuilt", ..storage::AuditEntry::default() })?;
        findings::rebuild(tx)
    });
    assert_eq!(rebuilt.differed, [], "what is kept is what is computed");
}

fn the_gaps_of_a_past_day_are_those_of_that_day(db: &TestDb) {
    let world = World::new(db);
    let id = world.registered(world.system("Ekonomi"));
    let later = world.operator.clone().at("2026-05-04T08:00:00Z");
    let mended = System { technical_management: Some(register::Management::It), ..world.loaded(id) };
    world.write(&later, |tx| change_system(tx, mended)).unwrap();
    let outcome = |view| {
        let subject = Subject::new(SYSTEM, id);
        let evaluated = world.db.read(&later, view, |read| findings::of_subject(read, &subject)).unwrap();
        evaluated.findings.iter().find(|one| one.rule == "it-has-technical-management").unwrap().outcome
    };
    assert_eq!(outcome(View::Now), Outcome::Met);
    assert_eq!(outcome(View::AsOf("2026-04-01".parse().unwrap())), Outcome::Breached);
}
