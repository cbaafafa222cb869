//! The API as scripts use it.

use crate::site::{script, site};
use crate::world::{World, schema};
use kernel::Subject;
use organisation::ORGANISATION;
use serde_json::json;
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    a_script_registers_reads_changes_and_steps_a_system,
    a_script_registers_and_withdraws_a_document_and_reads_the_findings,
);

fn a_script_registers_reads_changes_and_steps_a_system(db: &TestDb) {
    let world = World::new(db);
    let head = world.employee("Itchef", world.town);
    world.appoint("head_of_it", &head, Subject::new(ORGANISATION, world.town));
    let site = site(&world, &[&head]);
    let mut script = script(&world, &site, &head);
    let body = json!({"name": "Ekonomi", "kind": "it_system", "organisation": world.town.to_string()});
    let made = script.send_json("POST", "/api/v1/systems", &[], &body);
    assert_eq!(made.status, 201, "{}", made.text());
    let address = made.header("location").to_owned();
    let tag = script.get(&address).header("etag").to_owned();
    let change = json!({"short_description": "Bokföring", "personal_data": false});
    assert_eq!(script.send_json("PATCH", &address, &[], &change).status, 428);
    let changed = script.send_json("PATCH", &address, &[("if-match", &tag)], &change);
    assert_eq!(changed.status, 200, "{}", changed.text());
    assert_eq!(changed.json()["short_description"], "Bokföring");
    assert_eq!(script.send_json("PATCH", &address, &[("if-match", &tag)], &json!({"name": "X"})).status, 412);
    let used = json!({"organisation": world.village.to_string(), "number_of_users": 12});
    assert_eq!(script.send_json("POST", &format!("{address}/actions/set-use"), &[], &used).status, 200);
    let stepped = script.send_json("POST", &format!("{address}/actions/retired"), &[], &json!({}));
    assert_eq!(stepped.json()["lifecycle_state"], "retired", "{}", stepped.text());
    let refused = script.send_json("POST", &format!("{address}/actions/phase-out"), &[], &json!({}));
    assert_eq!(refused.status, 403, "{}", refused.text());
    let list = script.get(&format!("/api/v1/systems?used_by={}&sort=-name&q=eko", world.village)).json();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
}

fn a_script_registers_and_withdraws_a_document_and_reads_the_findings(db: &TestDb) {
    let world = World::new(db);
    let head = world.employee("Itchef", world.town);
    world.appoint("head_of_it", &head, Subject::new(ORGANISATION, world.town));
    let system = world.registered(world.system("Ekonomi"));
    let site = site(&world, &[&head]);
    let mut script = script(&world, &site, &head);
    let body = json!({"document_type": "service_level_agreement", "name": "SLA", "subject_kind": "system",
        "subject": system.to_string()});
    let made = script.send_json("POST", "/api/v1/documents", &[], &body);
    assert_eq!(made.status, 201, "{}", made.text());
    assert_eq!(made.json()["number"], "SLA-2026-1");
    let address = made.header("location").to_owned();
    let without = script.send_json("POST", &format!("{address}/actions/withdraw"), &[], &json!({}));
    assert_eq!(without.status, 422, "{}", without.text());
    let done =
        script.send_json("POST", &format!("{address}/actions/withdraw"), &[], &json!({"reason": "Ersatt"}));
    assert_eq!(done.json()["withdrawn_because"], "Ersatt", "{}", done.text());
    let found = script.get(&format!("/api/v1/findings?subject={system}&outcome=breached")).json();
    let rules: Vec<&str> =
        found["items"].as_array().unwrap().iter().filter_map(|one| one["rule"].as_str()).collect();
    assert!(rules.contains(&"exactly-one-system-owner"), "{rules:?}");
}
