//! What the guidelines ask to have a place for among documents and groups: the types stand in the pack for the demand, the
//! register takes them and counts them, and the groups are formed by role and by name.

use crate::coverage::refused::in_operation;
use crate::program::{Federation, Program, day};
use crate::recorded::{World, pack_of};
use kernel::{Language, Subject};
use organisation::{Because, Forum, ORGANISATION, SaveForum, save_forum};
use register::{Document, ManagedObject, OBJECT, SYSTEM, register_document, save_object};
use storage::View;
use testkit::{Acting as _, TestDb, on_both_engines, operator};
use vidmakt::domains;

/// Demand, and a type of document on systems.
const DOCUMENTS: &[(&str, &str)] = &[
    ("S0-168", "communication_plan"),
    ("S0-169", "support_organisation"),
    ("S0-175", "integration_documentation"),
    ("S2-021", "user_documentation"),
    ("S2-021", "management_documentation"),
];
/// Demand, body, kind of object at which it is formed (none: the own organisation), and roles that have a seat.
const FORUMS: &[(&str, &str, Option<&str>, &[&str])] = &[
    ("S0-058", "steering_group", Some("managed_object"), &[]),
    (
        "S0-059",
        "steering_group",
        Some("common_object"),
        &["information_owner", "system_owner", "system_manager"],
    ),
    ("S0-060", "steering_group", Some("managed_object"), &["information_owner"]),
    ("S0-038", "vmkf_steering_group", None, &[]),
];

fn a_document_that_a_guideline_describes_can_be_registered_and_is_read(db: &TestDb) {
    let mut world = World::on(db);
    for (clause, id) in DOCUMENTS {
        let (program, federation) = world.federation(clause);
        let pack = program.pack(pack_of(clause));
        let described = pack.document(id).unwrap_or_else(|| panic!("{clause}: no type {id}"));
        assert!(described.clauses.iter().any(|one| one == clause), "{clause}: {id}");
        let system = Subject::new(
            SYSTEM,
            program.system(federation, federation.own, &format!("System {clause} {id}")),
        );
        let name = format!("{id} by {clause}");
        let document = Document { name: name.clone(), ..Document::new(system, (*id).to_owned()) };
        let key = program.write(federation, move |tx| register_document(tx, document));
        let reader = program.employed(federation, &format!("{}{id}", clause.replace('-', "")));
        program.grant(federation, &reader, findings::ADMINISTRATOR, federation.own);
        let page = program.browser(&reader).get(&format!("/dokument/{key}")).page();
        assert!(page.shows(&name), "{clause}");
        let called = described.title.text().in_language(Language::Swedish).to_lowercase();
        assert!(page.texts("main").join(" ").to_lowercase().contains(&called), "{clause}: {called}");
    }
}

/// Where a group of the body is formed.
fn place(program: &Program, here: &Federation, object_kind: Option<&str>, name: &str) -> Subject {
    let Some(kind) = object_kind else { return Subject::new(ORGANISATION, here.own) };
    let object = ManagedObject {
        name: name.to_owned(),
        kind: kind.to_owned(),
        organisation: Some(here.own),
        ..ManagedObject::default()
    };
    let id = object.id;
    program.write(here, move |tx| save_object(tx, object));
    Subject::new(OBJECT, id)
}

fn a_group_that_a_guideline_names_is_formed_by_role_and_by_name(db: &TestDb) {
    let mut world = World::on(db);
    for (clause, body, kind, roles) in FORUMS {
        let (program, here) = world.federation(clause);
        let pack = program.pack(pack_of(clause));
        let of_body = pack.body(body).into_iter().flat_map(|body| &body.clauses);
        let of_forum = pack.forum_of(body).into_iter().flat_map(|forum| &forum.clauses);
        assert!(of_body.chain(of_forum).any(|one| one == clause), "{clause}: {body}");
        let name = format!("Gruppen {clause}");
        let subject = place(program, here, *kind, &name);
        let by_name = program.employed(here, &format!("strateg{}", clause.replace('-', "")));
        let forum = Forum {
            name: name.clone(),
            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
            people: vec![by_name.person],
            ..Forum::new(*body, &subject, day("2026-01-01"))
        };
        let ask = SaveForum { forum, revision: None, because: Because::default() };
        let formed = program.write(here, move |tx| save_forum(tx, &ask));
        program.grant(here, &by_name, findings::ADMINISTRATOR, here.own);
        let page = program.browser(&by_name).get(&format!("/grupper/{}", formed.id)).page();
        assert!(page.shows(&name), "{clause}");
        let told = page.texts("main").join(" ").to_lowercase();
        let sitting = format!("strateg{}", clause.replace('-', "")).to_lowercase();
        assert!(told.contains(&sitting), "{clause}: {sitting} sits by name");
        for role in *roles {
            let title = pack.role(role).expect("the role").title.text();
            let title = title.in_language(Language::Swedish).to_lowercase();
            assert!(told.contains(&title), "{clause}: {title} has a seat");
        }
    }
}

fn how_complete_the_documentation_is_counts_the_documents_that_are_there(db: &TestDb) {
    let mut world = World::on(db);
    let (program, here) = world.federation("S0-099");
    let system = in_operation(program, here, "Elevregister");
    let counted = || {
        let actor = operator().seconds_later(900).of(here.tenant.0);
        let found = program.db.read(&actor, View::Now, |read| findings::of_subject(read, &system));
        found.expect("the system").completeness
    };
    let before = counted();
    assert!(before.required > 0, "the guideline asks for documents of a system in operation");
    let document =
        Document { name: "Organisation".into(), ..Document::new(system.clone(), "management_organisation") };
    let owner = program.employed(here, "documentOwner");
    let document = Document { owner: Some(owner.person), date: Some(day("2026-02-01")), ..document };
    program.write(here, move |tx| register_document(tx, document));
    assert_eq!(counted().present, before.present + 1);
    assert_eq!(counted().required, before.required);
}

on_both_engines!(domains::schema();
    a_document_that_a_guideline_describes_can_be_registered_and_is_read,
    a_group_that_a_guideline_names_is_formed_by_role_and_by_name,
    how_complete_the_documentation_is_counts_the_documents_that_are_there,
);
