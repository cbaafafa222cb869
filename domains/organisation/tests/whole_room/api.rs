//! The records of the room as scripts use them.

use crate::browser::Served;
use crate::world::{World, schema};
use testkit::TestDb;

fn served(world: &World) -> Served {
    Served::new(world, &[("itchef", world.head_of_it), ("granne", world.neighbour_employee)])
}

fn every_kind_of_record_is_listed_with_what_one_may_see(db: &TestDb) {
    let world = World::new(db);
    world.given("system_owner", &world.system, world.principal);
    let served = served(&world);
    let head = served.script("itchef");
    for (name, count) in [
        ("organisations", 3),
        ("suppliers", 1),
        ("units", 0),
        ("sites", 2),
        ("people", 5),
        ("employments", 4),
        ("role-assignments", 2),
    ] {
        let reply = head.send("GET", name, "", "");
        assert_eq!(reply.status, 200, "{name}: {}", reply.text);
        assert_eq!(reply.json()["items"].as_array().map(Vec::len), Some(count), "{name}: {}", reply.text);
    }
    let neighbour = served.script("granne").send("GET", "people", "", "").json();
    assert_eq!(
        neighbour["items"].as_array().map(Vec::len),
        Some(2),
        "themselves and the consultant: {neighbour}"
    );
}

fn a_record_is_made_changed_by_its_etag_and_kept_from_stale_changes(db: &TestDb) {
    let world = World::new(db);
    let served = served(&world);
    let head = served.script("itchef");
    let body = format!(r#"{{"name": "Grundskola", "organisation": "{}", "reason": "Ny"}}"#, world.department);
    let made = head.send("POST", "units", "", &body);
    assert_eq!(made.status, 201, "{}", made.text);
    let path = format!("units/{}", made.json()["id"].as_str().expect("an id"));
    let changed = head.send("PATCH", &path, &made.etag, r#"{"name": "Grundskolan"}"#);
    assert_eq!(
        (changed.status, changed.json()["name"].as_str()),
        (200, Some("Grundskolan")),
        "{}",
        changed.text
    );
    assert_eq!(head.send("PATCH", &path, &made.etag, r#"{"name": "Skolan"}"#).status, 412);
    assert_eq!(served.script("granne").send("GET", &path, "", "").status, 404);
}

fn a_new_record_is_told_everything_that_it_lacks(db: &TestDb) {
    let world = World::new(db);
    let served = served(&world);
    let reply = served.script("itchef").send("POST", "employments", "", "{}");
    assert_eq!(reply.status, 422, "{}", reply.text);
    for field in ["person", "organisation", "from"] {
        assert!(reply.text.contains(field), "{field}: {}", reply.text);
    }
    let reply = served.script("itchef").send("POST", "organisations", "", r#"{"name": "Något"}"#);
    assert!(reply.status == 422 && reply.text.contains("kind"), "{}", reply.text);
}

fn a_role_is_given_deputised_and_ended(db: &TestDb) {
    let world = World::new(db);
    let served = served(&world);
    let head = served.script("itchef");
    let body = format!(
        r#"{{"role": "system_owner", "subject_kind": "system", "subject_id": "{}", "person": "{}", "from": "2026-01-01"}}"#,
        world.system.id, world.principal
    );
    let made = head.send("POST", "role-assignments", "", &body);
    assert_eq!(made.status, 201, "{}", made.text);
    assert_eq!(made.json()["counts_from"], "2026-01-01");
    let path = format!("role-assignments/{}", made.json()["id"].as_str().expect("an id"));
    let deputy = format!(r#"{{"deputy": "{}", "deputy_to": "2026-05-01"}}"#, world.teacher);
    let deputised = head.send("POST", &format!("{path}/actions/set-deputy"), "", &deputy);
    assert_eq!(deputised.status, 200, "{}", deputised.text);
    let moved = format!(r#"{{"person": "{}"}}"#, world.teacher);
    let refused = head.send("PATCH", &path, &deputised.etag, &moved);
    assert_eq!(refused.status, 422, "another holder is another assignment: {}", refused.text);
    let ended = head.send("POST", &format!("{path}/actions/end"), "", r#"{"to": "2026-06-30"}"#);
    assert_eq!(ended.json()["counts_to"], "2026-06-30", "{}", ended.text);
    let twice = head.send("POST", "role-assignments", "", &body);
    assert_eq!(twice.status, 422, "{}", twice.text);
}

testkit::on_both_engines!(schema();
    every_kind_of_record_is_listed_with_what_one_may_see,
    a_record_is_made_changed_by_its_etag_and_kept_from_stale_changes,
    a_new_record_is_told_everything_that_it_lacks,
    a_role_is_given_deputised_and_ended,
);
