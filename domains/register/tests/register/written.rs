//! Documents whose text a room above writes: registered by whoever drafts them, decided where they are written.

use crate::site::{browser, site, standing_site};
use crate::world::{World, is_not_found, objections, schema};
use kernel::{Actor, Date, Error, Id, Objection, Result, Subject};
use organisation::ORGANISATION;
use policy::Pack;
use register::{
    ConfirmDocuments, DOCUMENT, Decided, Document, LifecycleState, SYSTEM, Step, StepGates, System,
    TakeLifecycleStep, Writers, Written, change_document, confirm_documents, note_content, note_decision,
    note_lifecycle_step, register_document, register_document_as_written, take_lifecycle_step,
    visible_document,
};
use std::collections::BTreeMap;
use storage::{EventPage, Read};
use testkit::{TestDb, on_both_engines, operator};

on_both_engines!(schema();
    who_drafts_a_document_registers_it_without_keeping_the_register,
    a_decision_is_noted_with_its_event_and_not_by_hand,
    what_is_written_is_there_once_it_is_decided,
    what_others_write_breaks_what_the_owner_confirmed,
    a_withdrawn_document_is_neither_written_nor_decided,
    the_page_of_a_document_leads_to_where_it_is_written,
    a_room_above_stops_a_step_but_not_what_an_import_tells,
);

/// A document that is written, with its drafter and who keeps the register.
struct Desk {
    world: World,
    drafter: Actor,
    head: Actor,
    system: Id,
    document: Id,
}

fn plan(system: Id) -> Document {
    Document { name: "Plan".into(), ..Document::new(Subject::new(SYSTEM, system), "classification") }
}

impl Desk {
    fn new(db: &TestDb) -> Self {
        let world = World::new(db);
        let system = world.registered(System { personal_data: Some(true), ..world.system("Ekonomi") });
        let drafter = world.employee("Systemförvaltare", world.town);
        world.appoint("system_manager", &drafter, Subject::new(SYSTEM, system));
        let head = world.employee("Itchef", world.town);
        world.appoint("head_of_it", &head, Subject::new(ORGANISATION, world.town));
        let document = plan(system);
        let id = document.id;
        world.write(&drafter, |tx| register_document_as_written(tx, document)).expect("they draft it");
        Self { world, drafter, head, system, document: id }
    }

    fn stored(&self) -> Document {
        let id = self.document;
        self.world.read(&self.world.operator, |read| visible_document(read, id)).expect("it is there")
    }

    fn decide(&self, decided: Decided) -> Result<()> {
        let id = self.document;
        self.world.write(&self.head, move |tx| note_decision(tx, id, &decided))
    }

    fn write_as(&self, who: &Actor, fingerprint: &'static str) -> Result<()> {
        let id = self.document;
        self.world.write(who, move |tx| {
            note_content(tx, id, fingerprint)?;
            // Whoever writes tells what they did.
            tx.audit(&storage::AuditEntry { action: "plan.section_saved", ..Default::default() })
        })
    }
}

fn decided(on: &str) -> Decided {
    let on: Date = on.parse().expect("a day");
    Decided { on, decision: "KS § 4".into(), version: "1".into(), year: Some(2026) }
}

fn who_drafts_a_document_registers_it_without_keeping_the_register(db: &TestDb) {
    let desk = Desk::new(db);
    let stored = desk.stored();
    assert_eq!(stored.written.as_deref(), Some(""));
    assert_eq!(stored.revision, 1);
    let clerk = desk.world.employee("Handläggare", desk.world.town);
    let (by_hand, by_a_room_above) = (plan(desk.system), plan(desk.system));
    let refused = desk.world.write(&clerk, |tx| register_document(tx, by_hand)).err();
    assert!(matches!(refused, Some(Error::Refused(_))), "{refused:?}");
    desk.world.write(&clerk, |tx| register_document_as_written(tx, by_a_room_above)).expect("asked above");
    let neighbour = desk.world.employee("Grannen", desk.world.village);
    let unseen = plan(desk.system);
    assert!(is_not_found(&desk.world.write(&neighbour, |tx| register_document_as_written(tx, unseen))));
}

fn a_decision_is_noted_with_its_event_and_not_by_hand(db: &TestDb) {
    let desk = Desk::new(db);
    let today = operator().today().to_string();
    assert_eq!(
        objections(desk.decide(decided("2099-01-01"))),
        ["decided_on register-objection-decided-ahead"]
    );
    desk.decide(decided(&today)).expect("it is decided");
    let stored = desk.stored();
    assert_eq!((stored.decided_on.map(|day| day.to_string()), stored.revision), (Some(today), 2));
    assert_eq!((stored.version.as_str(), stored.year), ("1", Some(2026)));
    let about = Subject::new(DOCUMENT, desk.document);
    let page = EventPage { before: i64::MAX, limit: 5 };
    let history =
        desk.world.read(&desk.world.operator, |read| storage::history_of(read, &about, page)).unwrap();
    assert_eq!(history[0].action, "document.decided");
    assert_eq!(history[0].content.as_ref().unwrap()["decision"], "KS § 4");
    let undone = Document { decision: String::new(), ..stored };
    let found = objections(desk.world.write(&desk.head, |tx| change_document(tx, undone)));
    assert_eq!(found, ["decision register-objection-said-where-it-is-written"]);
}

fn what_is_written_is_there_once_it_is_decided(db: &TestDb) {
    let desk = Desk::new(db);
    let today = operator().today();
    let mut named = desk.stored();
    (named.owner, named.date) = (desk.drafter.person, Some(today));
    desk.world.write(&desk.head, |tx| change_document(tx, named)).expect("they keep the register");
    let outcome = || desk.world.outcome(desk.system, "classification-exists");
    assert_eq!(outcome(), "breached", "a draft is no classification, whatever is said of it");
    desk.decide(decided(&today.to_string())).expect("it is decided");
    assert_eq!(outcome(), "met");
    desk.write_as(&desk.drafter, "aaaa").expect("a new version is begun");
    assert_eq!(outcome(), "met", "what was decided holds meanwhile");
}

fn what_others_write_breaks_what_the_owner_confirmed(db: &TestDb) {
    let desk = Desk::new(db);
    desk.decide(decided(&operator().today().to_string())).expect("it is decided");
    let mut named = desk.stored();
    (named.owner, named.date) = (desk.drafter.person, "2020-01-10".parse().ok());
    desk.world.write(&desk.head, |tx| change_document(tx, named)).expect("they keep the register");
    assert_eq!(desk.stored().written.as_deref(), Some(""), "the form keeps what is written");
    let ask = ConfirmDocuments { documents: vec![(desk.document, None)], together: false };
    desk.world.write(&desk.drafter, move |tx| confirm_documents(tx, &ask)).expect("they own it");
    let outcome = || desk.world.outcome(desk.system, "classification-exists");
    assert_eq!(outcome(), "met");
    desk.write_as(&desk.drafter, "aaaa").expect("the owner writes");
    assert_eq!((outcome().as_str(), desk.stored().revision), ("met", 3));
    desk.write_as(&desk.head, "bbbb").expect("somebody else writes");
    assert_eq!(outcome(), "breached", "what was confirmed says something else now");
    assert_eq!(desk.stored().written.as_deref(), Some("bbbb"));
}

fn a_withdrawn_document_is_neither_written_nor_decided(db: &TestDb) {
    let desk = Desk::new(db);
    let ask = register::WithdrawDocument { document: desk.document, revision: None, reason: "Fel".into() };
    desk.world.write(&desk.head, move |tx| register::withdraw_document(tx, &ask)).expect("withdrawn");
    assert_eq!(objections(desk.write_as(&desk.drafter, "aaaa")), [" register-objection-withdrawn"]);
    assert_eq!(objections(desk.decide(decided("2026-01-01"))), [" register-objection-withdrawn"]);
}

fn the_page_of_a_document_leads_to_where_it_is_written(db: &TestDb) {
    fn writer(_: &Read, ids: &[Id]) -> Result<BTreeMap<Id, Written>> {
        let written = |id: &Id| (*id, Written { address: format!("/planer/{id}"), says: "document-view" });
        Ok(ids.iter().map(written).collect())
    }
    let desk = Desk::new(db);
    site(&desk.world, &[&desk.head]);
    let other = desk.world.document(plan(desk.system));
    let pages = |writers| {
        let db = desk.world.db.clone().with_attachment(Writers(writers));
        let site = standing_site(db, operator().now);
        let mut browser = browser(&site, &desk.head);
        [desk.document, other].map(|id| browser.get(&format!("/dokument/{id}")).text())
    };
    let [written, brought] = pages(vec![writer]);
    assert!(written.contains(&format!("/planer/{}", desk.document)), "{written}");
    assert!(!brought.contains("/planer/"), "nobody writes it here");
    assert!(!pages(Vec::new()).concat().contains("/planer/"));
}

fn a_room_above_stops_a_step_but_not_what_an_import_tells(db: &TestDb) {
    fn gate(_: &Read, _: &Pack, _: &System, to: LifecycleState) -> Result<Vec<Objection>> {
        let is_stopped = to == LifecycleState::InOperation;
        Ok(is_stopped.then(|| Objection::new("to", "register-objection-same-state")).into_iter().collect())
    }
    let world = World::new(db);
    let introduced = System { lifecycle_state: LifecycleState::Introduction, ..world.system("Ekonomi") };
    let system = world.registered(introduced);
    let world = World { db: world.db.clone().with_attachment(StepGates(vec![gate, gate])), ..world };
    let ask = || {
        let step = Step { to: LifecycleState::InOperation, on: None, reason: String::new() };
        TakeLifecycleStep { system, revision: None, step, decision: "KS § 2".into() }
    };
    let (taken, told) = (ask(), ask());
    let found = objections(world.write(&world.operator, move |tx| take_lifecycle_step(tx, &taken)));
    assert_eq!(
        found,
        ["to register-objection-same-state", "to register-objection-same-state"],
        "all at once"
    );
    world.done(move |tx| note_lifecycle_step(tx, &told));
}
