//! What a decision keeps and to whom it is shown, who decides in whose place, and what holds while the next version is written.

use crate::decided::Ready;
use crate::world::{World, browser, is_not_found, is_refused, schema};
use kernel::{Actor, Id, Subject};
use organisation::{AssignRole, ORGANISATION, RoleAssignment, assign_role};
use plans::{
    Activity, AgreementRow, Beginning, Content, Propose, RecordRow, SaveRow, Snapshot, StatementRow,
    decided_content, open_new_version, propose_plan, published, save_row, visible_snapshot,
};
use register::{Document, SYSTEM, register_document};
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    what_was_decided_is_shown_as_far_as_each_sees_the_register,
    a_decision_keeps_what_lay_before_it_also_where_its_decider_does_not_read_it,
    what_is_proposed_next_publishes_nothing_that_is_in_force,
    whoever_reads_documents_finds_what_is_in_force_and_not_what_has_become_of_it,
    a_deputy_does_not_decide_for_the_body_whose_speaker_proposed,
    the_name_of_a_plan_that_was_copied_is_for_those_who_see_it,
);

/// A role that reads documents and follows no plans.
const CONTROLLER: &str = r#"[[role]]
id = "controller"
core_function = "finance"
level = "operational"
party = "business"
subjects = ["system"]
title = { sv = "controller", sv_definite = "controllern", sv_plural = "controllrar", en = "controller" }
description = { sv = "Följer kostnaderna.", en = "Follows the costs." }
appointed_by = [{ role = "system_owner" }]
clauses = ["E-002"]

[[role]]
id = "operations_responsible""#;

fn decided(ready: &Ready, is_published: bool) {
    propose(ready, is_published);
    ready.decide(&ready.owner, ready.seen(), &[]).expect("the owner decides");
}

fn propose(ready: &Ready, is_published: bool) {
    let ask = Propose { seen: ready.seen(), papers: Vec::new(), is_published };
    ready.world.write(&ready.world.manager, move |tx| propose_plan(tx, &ask)).expect("the manager proposes");
}

fn kept(ready: &Ready) -> Snapshot {
    ready
        .world
        .read(&ready.world.operator, |read| visible_snapshot(read, ready.plan, 1))
        .expect("it is decided")
        .1
}

fn what_was_decided_is_shown_as_far_as_each_sees_the_register(db: &TestDb) {
    let ready = Ready::new(db);
    decided(&ready, true);
    let (world, mut snapshot) = (&ready.world, kept(&ready));
    let named = |name: &str| RecordRow { name: name.into(), ..RecordRow::default() };
    let other = Subject::new(SYSTEM, world.registered("Lön"));
    let content = Content {
        systems: vec![RecordRow { subject: Some(other), ..named("Lön") }],
        documents: vec![named("Driftdokumentation")],
        statements: vec![StatementRow {
            text: "Loggarna läses varje vecka.".into(),
            ..StatementRow::default()
        }],
        agreements: vec![AgreementRow {
            id: Some(Id::new()),
            name: "Drift".into(),
            ..AgreementRow::default()
        }],
        ..snapshot.content().expect("what was decided")
    };
    snapshot.json = serde_json::to_string(&content).expect("JSON");
    let shown = |who: &Actor| {
        let plan = world.plan(ready.plan);
        let content =
            world.read(who, |read| decided_content(read, &plan, &snapshot)).expect("what was decided");
        [content.systems.len(), content.documents.len(), content.statements.len(), content.agreements.len()]
    };
    assert_eq!(shown(&world.operator), [1, 1, 1, 1]);
    assert_eq!(shown(&ready.owner), [1, 1, 1, 0], "who reads the documents of this system");
    assert_eq!(shown(&world.user), [1, 0, 0, 0], "who knows of the systems of the organisation");
    assert_eq!(shown(&world.employee("Granne", world.village)), [0, 0, 0, 0]);
}

fn a_decision_keeps_what_lay_before_it_also_where_its_decider_does_not_read_it(db: &TestDb) {
    let ready = Ready::new(db);
    let world = &ready.world;
    let other = world.registered("Lön");
    let paper = world.done(move |tx| {
        let subject = Subject::new(SYSTEM, other);
        let name = "Systemförvaltningsplan Lön".to_owned();
        register_document(
            tx,
            Document { name, year: Some(2026), ..Document::new(subject, "management_plan") },
        )
    });
    let ask = Propose { seen: ready.seen(), papers: vec![paper], is_published: true };
    world.write(&world.manager, move |tx| propose_plan(tx, &ask)).expect("the manager proposes");
    let unread = world.read(&ready.owner, |read| register::visible_document(read, paper));
    assert!(is_not_found(&unread), "the owner of one system does not read of the other");
    ready.decide(&ready.owner, ready.seen(), &[]).expect("the owner decides all the same");
    let content = kept(&ready).content().expect("what was decided");
    assert_eq!(content.papers[0].name, "Systemförvaltningsplan Lön");
}

fn what_is_proposed_next_publishes_nothing_that_is_in_force(db: &TestDb) {
    let ready = Ready::new(db);
    decided(&ready, false);
    let (world, plan) = (&ready.world, ready.plan);
    let seen = ready.seen();
    world.write(&world.manager, move |tx| open_new_version(tx, seen)).expect("the manager goes on");
    ready.hear().expect("the manager may note what was said");
    propose(&ready, true);
    let read = |who: &Actor| world.read(who, |read| published(read, plan));
    assert!(is_not_found(&read(&world.user)), "what is in force is not for everybody");
    ready.decide(&ready.owner, ready.seen(), &[]).expect("the owner decides");
    assert_eq!(read(&world.user).expect("what is in force now").content.version, 2);
}

fn whoever_reads_documents_finds_what_is_in_force_and_not_what_has_become_of_it(db: &TestDb) {
    let ready = Ready::new(db);
    let world = &ready.world;
    let before = "[[role]]\nid = \"operations_responsible\"";
    world.adopt_anew(&[("roles.toml", before, CONTROLLER)]);
    let controller = world.employee("Controller", world.town);
    world.appoint("controller", &controller, Subject::new(SYSTEM, world.system));
    let plan = ready.plan;
    let add = |who: &Actor| {
        let says = Activity { title: "Uppgradera".into(), ..Activity::default() };
        world.write(who, move |tx| save_row(tx, &SaveRow { plan, row: None, says }))
    };
    add(&world.manager).expect("an activity");
    let site = world.site(&[&controller]);
    let mut visitor = browser(&site, &controller);
    let way = format!("/planer/{plan}");
    let document = format!("/dokument/{plan}");
    assert!(!visitor.get(&document).text().contains(&way), "a draft is not for them");
    decided(&ready, false);
    assert!(visitor.get(&document).text().contains(&way), "what is decided is");
    assert!(is_not_found(&add(&controller)), "its rows, as they have become, are not");
}

fn a_deputy_does_not_decide_for_the_body_whose_speaker_proposed(db: &TestDb) {
    let ready = Ready::new(db);
    let world = &ready.world;
    world.adopt_anew(&[
        (
            "roles.toml",
            "action = \"plan.approve\"\nholders = [{ role = \"system_owner\" }]",
            "action = \"plan.approve\"\nholders = [{ body = \"it_department\" }]",
        ),
        (
            "tests/roles.toml",
            "\"plan.approve\" = [\"system_owner\"]",
            "\"plan.approve\" = [\"it_department\"]",
        ),
    ]);
    let [head, deputy] = ["It-chef", "Ställföreträdare"].map(|name| world.employee(name, world.town));
    let (holder, second) = (head.person.expect("a person"), deputy.person);
    let town = Subject::new(ORGANISATION, world.town);
    world.done(move |tx| {
        let from = "2026-01-01".parse().expect("a date");
        let assignment = RoleAssignment::new("head_of_it", &town, from).held_by(holder);
        let assignment = RoleAssignment { deputy: second, deputy_from: Some(from), ..assignment };
        assign_role(tx, &AssignRole { assignment, reason: String::new() })
    });
    ready.propose(&head).expect("the head of IT may propose");
    assert!(is_refused(&ready.decide(&deputy, ready.seen(), &[])), "who acts in the proposer's place");
    let seen = ready.seen();
    world
        .write(&head, move |tx| plans::return_plan(tx, seen, "Mer att göra."))
        .expect("the proposer takes it back");
    ready.propose(&world.manager).expect("the manager may propose");
    ready.decide(&deputy, ready.seen(), &[]).expect("the deputy decides what another proposed");
}

fn the_name_of_a_plan_that_was_copied_is_for_those_who_see_it(db: &TestDb) {
    let world = World::new(db);
    let first = world.started();
    let other = world.registered("Lön");
    let owner = world.employee("Systemägare Lön", world.town);
    world.appoint("system_owner", &owner, Subject::new(SYSTEM, other));
    let asked = Beginning { subject: Some(other), copied_from: Some(first), ..world.beginning() };
    let copy = world.start(&world.manager, &asked).expect("the manager reads both");
    let site = world.site(&[&world.manager, &owner]);
    let shows =
        |who: &Actor, text: &str| browser(&site, who).get(&format!("/planer/{copy}")).page().shows(text);
    assert!(shows(&world.manager, "Systemförvaltningsplan Ekonomi 2026"));
    assert!(shows(&owner, "en plan som du inte får läsa"));
    assert!(!shows(&owner, "Systemförvaltningsplan Ekonomi 2026"));
}
