//! What lists and tabs may tell of findings and documents, and to whom.

use crate::site::{browser, script, site, site_at};
use crate::world::{World, schema};
use kernel::{Actor, Id, Subject};
use organisation::ORGANISATION;
use register::{Document, ManagedObject, OBJECT, SYSTEM, System, save_object, set_object_systems};
use std::collections::BTreeSet;
use testkit::{Acting, TestDb, on_both_engines};

on_both_engines!(schema();
    who_may_not_read_findings_is_told_nothing_of_them_by_a_list,
    who_may_read_findings_of_one_system_is_told_of_that_one_only,
    a_script_is_told_by_no_order_what_it_may_not_read,
    a_system_does_not_show_the_documents_of_an_object_that_its_reader_may_not_read,
    a_list_of_the_past_is_not_ordered_by_the_gaps_of_today,
    the_gaps_of_the_past_are_narrowed_and_paged_as_those_of_today,
);

fn who_may_not_read_findings_is_told_nothing_of_them_by_a_list(db: &TestDb) {
    let world = World::new(db);
    let user = world.employee("Medarbetare", world.town);
    world.registered(world.system("Ekonomi"));
    world.object("Objektet");
    let site = site(&world, &[&user]);
    let mut visitor = browser(&site, &user);
    for path in ["/system", "/objekt"] {
        let page = visitor.get(path).page();
        assert!(!page.shows("brist") && !page.shows("Läge"), "{path}: {:?}", page.texts("main"));
    }
    // What the list does not offer is left unread, as any unknown name.
    for path in ["/system?has_breaches=true", "/system?vacant=no_such_role", "/system?sort=-breaches"] {
        let page = visitor.get(path).page();
        assert!(page.shows("Ekonomi"), "{path}: {:?}", page.texts("main"));
    }
}

fn who_may_read_findings_of_one_system_is_told_of_that_one_only(db: &TestDb) {
    let world = World::new(db);
    let owner = world.employee("Systemägare", world.town);
    let own = world.registered(world.system("Ekonomi"));
    world.registered(world.system("Personal"));
    world.appoint("system_owner", &owner, Subject::new(SYSTEM, own));
    let site = site(&world, &[&owner]);
    let mut visitor = browser(&site, &owner);
    let page = visitor.get("/system").page();
    let told = page.texts("tbody tr").into_iter().filter(|row| row.contains("brist"));
    assert_eq!(
        told.map(|row| row.contains("Ekonomi")).collect::<Vec<_>>(),
        [true],
        "{:?}",
        page.texts("main")
    );
    for path in
        ["/system?has_breaches=true", "/system?vacant=operations_responsible", "/system?sort=-breaches"]
    {
        let page = visitor.get(path).page();
        assert!(!page.shows("Personal"), "{path}: {:?}", page.texts("main"));
    }
    assert!(visitor.get("/system?sort=-breaches").page().shows("Ekonomi"));
}

fn a_script_is_told_by_no_order_what_it_may_not_read(db: &TestDb) {
    let world = World::new(db);
    let user = world.employee("Medarbetare", world.town);
    let owner = world.employee("Systemägare", world.town);
    let own = world.registered(world.system("Ekonomi"));
    world.registered(world.system("Personal"));
    world.appoint("system_owner", &owner, Subject::new(SYSTEM, own));
    let site = site(&world, &[&user, &owner]);
    let listed = |someone: &Actor, path: &str| {
        let answer = script(&world, &site, someone).get(path);
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()["items"].as_array().map(Vec::len)
    };
    assert_eq!(listed(&owner, "/api/v1/systems"), Some(2));
    assert_eq!(listed(&owner, "/api/v1/systems?sort=-breaches"), Some(1));
    assert_eq!(listed(&user, "/api/v1/systems?sort=-breaches"), Some(0));
    assert_eq!(listed(&user, "/api/v1/objects?sort=breaches"), Some(0));
}

fn a_system_does_not_show_the_documents_of_an_object_that_its_reader_may_not_read(db: &TestDb) {
    let world = World::new(db);
    let owner = world.employee("Systemägare", world.town);
    let system = world.registered(world.system("Ekonomi"));
    world.appoint("system_owner", &owner, Subject::new(SYSTEM, system));
    let object = ManagedObject {
        name: "Grannens objekt".into(),
        kind: "common".into(),
        organisation: Some(world.village),
        ..ManagedObject::default()
    };
    let id = object.id;
    world.done(|tx| save_object(tx, object));
    world.done(move |tx| set_object_systems(tx, id, 1, &BTreeSet::from([system])));
    let written = |subject, name: &str| {
        let mut plan = Document::new(subject, "classification");
        plan.name = name.to_owned();
        world.document(plan)
    };
    written(Subject::new(SYSTEM, system), "Systemets plan");
    written(Subject::new(OBJECT, id), "Objektets plan");
    let site = site(&world, &[&owner]);
    let page = browser(&site, &owner).get(&format!("/system/{system}?flik=dokument")).page();
    assert!(page.shows("Systemets plan") && !page.shows("Objektets plan"), "{:?}", page.texts("main"));
}

const LATER: &str = "2026-03-20T08:00:00Z";
const THEN: &str = "as_of=2026-03-10";

fn head_of(world: &World) -> Actor {
    let head = world.employee("Itchef", world.town);
    world.appoint("head_of_it", &head, Subject::new(ORGANISATION, world.town));
    head
}

fn a_list_of_the_past_is_not_ordered_by_the_gaps_of_today(db: &TestDb) {
    let world = World::new(db);
    let head = head_of(&world);
    world.registered(world.system("Ekonomi"));
    let site = site_at(&world, &[&head], world.operator.clone().at(LATER).now);
    let mut visitor = browser(&site, &head);
    let heads = |text: String| {
        text.contains(r#"name="sort" value="breaches""#) || text.contains(r#"name="sort" value="-breaches""#)
    };
    assert!(heads(visitor.get("/system").text()));
    assert!(!heads(visitor.get(&format!("/system?{THEN}")).text()));
    assert!(!heads(visitor.get(&format!("/objekt?{THEN}")).text()));
    let answer = script(&world, &site, &head).get(&format!("/api/v1/systems?{THEN}&sort=breaches"));
    assert_eq!(answer.status, 422, "{}", answer.text());
}

fn the_gaps_of_the_past_are_narrowed_and_paged_as_those_of_today(db: &TestDb) {
    let world = World::new(db);
    let head = head_of(&world);
    let department = world.department("Skolförvaltningen", world.town);
    world.registered(world.system("Ekonomi"));
    let school = world.registered(System { organisation: Some(department), ..world.system("Skolportal") });
    let later = world.operator.clone().at(LATER);
    // Today it belongs to the town; on the past day it belonged to the department.
    let moved = System { organisation: Some(world.town), ..world.loaded(school) };
    world.write(&later, |tx| register::change_system(tx, moved)).unwrap();
    let site = site_at(&world, &[&head], later.now);
    let mut visitor = browser(&site, &head);
    let page = visitor.get(&format!("/brister?{THEN}&within={department}")).page();
    assert!(page.shows("Skolportal") && !page.shows("Ekonomi"), "{:?}", page.texts("main table"));
    let waived = visitor.get(&format!("/brister?{THEN}&outcome=waived"));
    assert_eq!(waived.status, 422, "{}", waived.text());

    let mut script = script(&world, &site, &head);
    let mut asked = |more: &str| script.get(&format!("/api/v1/findings?{THEN}{more}"));
    let rules = |answer: &testkit::Seen| -> Vec<(String, String)> {
        let told = |one: &serde_json::Value, name: &str| one[name].as_str().unwrap_or_default().to_owned();
        let items = answer.json()["items"].as_array().cloned().unwrap_or_default();
        items.iter().map(|one| (told(one, "subject"), told(one, "rule"))).collect()
    };
    let within = rules(&asked(&format!("&within={department}")));
    let is_school = |(subject, _): &(String, String)| subject.parse::<Id>().is_ok_and(|id| id == school);
    assert!(!within.is_empty(), "{}", asked(&format!("&within={department}")).text());
    assert!(within.iter().all(|one| is_school(one) || one.0 == department.to_string()), "{within:?}");
    assert_eq!(asked("&outcome=waived").status, 422);
    assert_eq!(asked("&within=nothing").status, 422);
    for cursor in ["nonsense", "42.abc", "42.7"] {
        assert_eq!(asked(&format!("&limit=2&cursor={cursor}")).status, 422, "{cursor}");
    }
    let whole = rules(&asked(""));
    let (mut paged, mut cursor) = (Vec::new(), String::new());
    loop {
        let answer = asked(&format!("&limit=2{cursor}"));
        let page = rules(&answer);
        assert!(page.len() <= 2, "{page:?}");
        paged.extend(page);
        let Some(next) = answer.json()["next_cursor"].as_str().map(str::to_owned) else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(paged, whole);
}
