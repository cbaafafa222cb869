//! The pages and the API: a test is written, sent, read, approved and revoked as people and scripts do it.

use crate::world::{World, browser, day, id_of, schema};
use duties::{TestOutcome, TestProtocol};
use serde_json::{Value as Json, json};
use testkit::{Acting as _, TestDb, Visitor, on_both_engines};

on_both_engines!(schema();
    a_test_is_written_sent_read_and_approved_in_the_browser,
    what_is_wrong_in_the_form_stands_at_its_field_and_nothing_typed_is_lost,
    the_list_tells_what_is_due_and_what_nobody_has_read,
    who_reads_no_documents_lists_what_was_sent_to_them_and_nothing_else,
    a_script_writes_sends_reads_and_approves,
    a_page_of_the_past_offers_nothing_to_do,
);

/// The fields of a test of version 5.2, made by the visitor.
fn fields<'a>(system: &'a str, by: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("of_system", system),
        ("kind", "release"),
        ("about", "Ny version"),
        ("version", "5.2"),
        ("performed_on", "2026-03-02"),
        ("outcome", "passed"),
        ("participant.0", by),
        ("what.0", "Logga in"),
        ("expected.0", "Det går"),
        ("result.0", "passed"),
    ]
}

fn write(visitor: &mut Visitor, world: &World) -> String {
    let (system, by) = (world.system.to_string(), id_of(&world.technician).to_string());
    let form = format!("/test/nytt?system={system}");
    let saved = visitor.submit(&form, "/test/nytt", &fields(&system, &by));
    assert_eq!(saved.status, 303, "{}", saved.text());
    saved.header("location").to_owned()
}

fn a_test_is_written_sent_read_and_approved_in_the_browser(db: &TestDb) {
    let world = World::new(db);
    let site = world.site(&[&world.technician, &world.owner, &world.manager]);
    let mut technician = browser(&site, &world.technician);
    let protocol = write(&mut technician, &world);
    let page = technician.get(&protocol).page();
    assert!(page.shows("Logga in") && page.shows("Inte utdelat") && page.shows("Driftansvarig"));
    let form = format!("{protocol}/dela-ut");
    let owner = id_of(&world.owner).to_string();
    let sent = technician.submit(&form, &form, &[("added.0", &owner)]);
    assert_eq!(sent.status, 303, "{}", sent.text());

    let mut reader = browser(&site, &world.owner);
    assert!(reader.get(&protocol).page().shows("Jag har tagit del"));
    let answered = reader.submit(&protocol, &format!("{protocol}/ta-del"), &[]);
    assert_eq!(answered.status, 303, "{}", answered.text());
    let page = reader.get(&protocol).page();
    assert!(page.shows("1 av 1 har tagit del") && !page.shows("Jag har tagit del"));

    let mut manager = browser(&site, &world.manager);
    let tests = format!("/system/{}/test", world.system);
    assert_eq!(manager.get(&tests).page().rows()[0][0], "Ny version");
    let form = format!("/system/{}/driftgodkann", world.system);
    let id = protocol.rsplit('/').next().expect("an id").to_owned();
    let shown = manager.get(&form).text();
    assert!(shown.contains("value=\"5.2\"") && shown.contains(&id), "the newest test is proposed: {shown}");
    let given = manager.submit(&form, &form, &[("version", "5.2"), ("protocols", &id)]);
    assert_eq!(given.status, 303, "{}", given.text());
    let approval = given.header("location").to_owned();
    assert!(manager.get(&approval).page().shows("Gäller"));
    let without = manager.submit(&approval, &format!("{approval}/aterkalla"), &[("reason", "")]);
    assert_eq!(without.status, 422, "{}", without.text());
    let revoked = manager.submit(&approval, &format!("{approval}/aterkalla"), &[("reason", "Fel i drift")]);
    assert_eq!(revoked.status, 303, "{}", revoked.text());
    let page = manager.get(&approval).page();
    assert!(page.shows("Återkallat") && page.shows("Fel i drift"));
}

fn what_is_wrong_in_the_form_stands_at_its_field_and_nothing_typed_is_lost(db: &TestDb) {
    let world = World::new(db);
    let site = world.site(&[&world.technician]);
    let mut technician = browser(&site, &world.technician);
    let system = world.system.to_string();
    let (form, long) = (format!("/test/nytt?system={system}"), "5".repeat(200));
    let mut typed = fields(&system, "");
    typed.retain(|(name, _)| *name != "version" && *name != "what.0");
    typed.extend([("version", long.as_str()), ("what.0", ""), ("note.0", "Utan rubrik")]);
    let seen = technician.submit(&form, "/test/nytt", &typed);
    assert_eq!(seen.status, 422, "{}", seen.text());
    let text = seen.text();
    assert!(text.contains(&long) && text.contains("Utan rubrik"), "what was typed stands there");
    typed.retain(|(name, _)| *name != "version");
    let seen = technician.submit(&form, "/test/nytt", &typed);
    assert_eq!(seen.status, 422);
    let text = seen.text();
    for field in ["field-participant.0", "field-what.0"] {
        assert!(text.contains(&format!("#{field}")), "{field}: {text}");
    }
    assert!(technician.get("/test/nytt").page().shows("System"), "the system is picked where none is named");
}

fn the_list_tells_what_is_due_and_what_nobody_has_read(db: &TestDb) {
    let world = World::new(db);
    let of = |about: &str| TestProtocol { about: about.into(), ..world.tested() };
    let late = TestProtocol {
        next_on: Some(day("2026-03-01")),
        responsible: world.technician.person,
        performed_on: Some(day("2025-03-01")),
        ..of("Sen")
    };
    world.save(&world.technician, late).unwrap();
    let failed = TestProtocol {
        outcome: Some(TestOutcome::Failed),
        kind: Some(duties::TestKind::Function),
        ..of("Underkänd")
    };
    world.save(&world.technician, failed).unwrap();
    let unread = TestProtocol { kind: Some(duties::TestKind::Accessory), ..of("Oläst") };
    let unread = world.save(&world.technician, unread).unwrap().id;
    world.send(&world.technician, unread, &[&world.owner]).unwrap();
    let site = world.site(&[&world.owner]);
    let mut owner = browser(&site, &world.owner);
    let mut listed = |query: &str| -> Vec<String> {
        let rows = owner.get(&format!("/test?{query}")).page().rows();
        rows.into_iter().map(|row| row[0].clone()).collect()
    };
    assert_eq!(listed("sort=performed_on").first().map(String::as_str), Some("Sen"));
    assert_eq!(listed("").len(), 3);
    assert_eq!(listed("visa=due"), ["Sen"]);
    assert_eq!(listed("visa=mine"), ["Oläst"]);
    assert_eq!(listed("visa=without_receipt"), ["Oläst"]);
    assert_eq!(listed("outcome=failed"), ["Underkänd"]);
    assert_eq!(listed("kind=accessory&q=ol%C3%A4st"), ["Oläst"]);
    assert_eq!(listed(&format!("within={}", world.town)).len(), 3);
    assert_eq!(listed("visa=withdrawn"), Vec::<String>::new());
}

fn who_reads_no_documents_lists_what_was_sent_to_them_and_nothing_else(db: &TestDb) {
    let world = World::new(db);
    let user = world.employee("Medarbetare");
    world.written();
    let sent = world.save(&world.technician, TestProtocol { about: "Utdelat".into(), ..world.tested() });
    world.send(&world.technician, sent.unwrap().id, &[&user]).unwrap();
    let site = world.site(&[&user]);
    let mut user = browser(&site, &user);
    assert_eq!(user.get("/test").page().rows(), Vec::<Vec<String>>::new());
    let rows = user.get("/test?visa=mine").page().rows();
    assert_eq!(rows.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), ["Utdelat"]);
}

fn a_script_writes_sends_reads_and_approves(db: &TestDb) {
    let world = World::new(db);
    let site = world.site(&[&world.technician, &world.owner, &world.manager]);
    let mut technician = world.script(&site, &world.technician);
    let body = json!({
        "system": world.system, "kind": "release", "about": "Ny version", "version": "5.2",
        "performed_on": "2026-03-02", "outcome": "passed", "participants": [id_of(&world.technician)],
    });
    let made = technician.send_json("POST", "/api/v1/test-protocols", &[], &body);
    assert_eq!(made.status, 201, "{}", made.text());
    let path = format!("/api/v1/test-protocols/{}", made.json()["id"].as_str().expect("an id"));
    let act = |visitor: &mut Visitor, step: &str, body: Json| {
        let seen = visitor.send_json("POST", &format!("{path}/actions/{step}"), &[], &body);
        assert_eq!(seen.status, 200, "{step}: {}", seen.text());
        seen.json()
    };
    let told = act(&mut technician, "add-case", json!({"what": "Logga in", "result": "passed"}));
    assert_eq!(told["cases"][0]["what"], "Logga in");
    act(&mut technician, "add-case", json!({"what": "Fel rad", "result": "not_run"}));
    let told = act(&mut technician, "remove-case", json!({"number": 2}));
    assert_eq!(told["cases"].as_array().map(Vec::len), Some(1));
    let told = act(&mut technician, "distribute", json!({"receivers": [id_of(&world.owner)]}));
    assert_eq!(told["receivers"][0]["received_at"], Json::Null);
    let mut owner = world.script(&site, &world.owner);
    let told = act(&mut owner, "acknowledge", json!({}));
    assert!(told["receivers"][0]["received_at"].is_string(), "{told}");

    let mut manager = world.script(&site, &world.manager);
    let body = json!({"system": world.system, "version": "5.2", "protocols": [made.json()["id"]]});
    let approved = manager.send_json("POST", "/api/v1/operation-approvals", &[], &body);
    assert_eq!(approved.status, 201, "{}", approved.text());
    let listed = manager.get(&format!("/api/v1/operation-approvals?system={}", world.system)).json();
    assert_eq!(listed["items"][0]["approved_by_name"], "Systemförvaltare Ekonomi");
    let changed =
        technician.send_json("PATCH", &path, &[("if-match", "\"4\"")], &json!({"about": "Något annat"}));
    assert_eq!(changed.status, 412, "another revision: {}", changed.text());
    let tag = technician.get(&path).header("etag").to_owned();
    let changed = technician.send_json("PATCH", &path, &[("if-match", &tag)], &json!({"about": "Annat"}));
    assert_eq!(changed.status, 422, "an approval builds on it: {}", changed.text());
    let listed = technician.get("/api/v1/test-protocols?kind=release&outcome=passed").json();
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(1));
}

fn a_page_of_the_past_offers_nothing_to_do(db: &TestDb) {
    let world = World::new(db);
    let protocol = world.written().id;
    let later = world.operator.clone().at("2026-03-09T08:00:00Z").now;
    let site = world.site_at(&[&world.technician, &world.manager], later);
    let mut technician = browser(&site, &world.technician);
    let address = format!("/test/{protocol}");
    assert!(technician.get(&address).page().link("Dela ut").is_some());
    let past = technician.get(&format!("{address}?as_of=2026-03-05"));
    assert_eq!(past.status, 200, "{}", past.text());
    assert_eq!(past.page().link("Dela ut"), None);
    let mut manager = browser(&site, &world.manager);
    let tests = manager.get(&format!("/system/{}/test?as_of=2026-03-05", world.system)).page();
    assert_eq!((tests.link("Godkänn för drift"), tests.rows().len()), (None, 1));
}
