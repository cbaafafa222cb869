//! Agreements as scripts use them.

use crate::world::{World, schema, script, site};
use serde_json::json;
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    a_script_enters_changes_lists_and_gives_notice_of_an_agreement,
    a_script_gets_each_fault_at_its_field,
);

fn a_script_enters_changes_lists_and_gives_notice_of_an_agreement(db: &TestDb) {
    let world = World::new(db);
    let head = world.head();
    let system = world.system("Lön");
    let site = site(&world, &[&head]);
    let mut script = script(&world, &site, &head);
    let body = json!({
        "name": "Drift", "kind": "operation", "supplier": world.supplier.to_string(),
        "organisation": world.town.to_string(), "starts_on": "2024-01-01", "ends_on": "2024-12-31",
        "notice_months": 3, "renewal": "tacit", "renewal_months": 12, "value_ore": 12_500_000,
        "systems": [system.to_string()],
    });
    let made = script.send_json("POST", "/api/v1/agreements", &[], &body);
    assert_eq!(made.status, 201, "{}", made.text());
    let told = made.json();
    assert_eq!(
        [&told["state"], &told["term_ends_on"], &told["notice_by"], &told["renews_to"]],
        [&json!("running"), &json!("2026-12-31"), &json!("2026-09-30"), &json!("2027-12-31")]
    );
    let address = made.header("location").to_owned();
    let tag = script.get(&address).header("etag").to_owned();
    let changed = script.send_json("PATCH", &address, &[("if-match", &tag)], &json!({"number": "A-17"}));
    assert_eq!(changed.status, 200, "{}", changed.text());
    assert_eq!(changed.json()["systems"], json!([system.to_string()]));
    let stale = script.send_json("PATCH", &address, &[("if-match", &tag)], &json!({"number": "B"}));
    assert_eq!(stale.status, 412);
    for (query, count) in [
        (format!("system={system}"), 1),
        ("current=2026-03-02&kind=operation".to_owned(), 1),
        ("kind=support".to_owned(), 0),
        (format!("supplier={}&q=dri&sort=-starts_on", world.supplier), 1),
    ] {
        let list = script.get(&format!("/api/v1/agreements?{query}")).json();
        assert_eq!(list["items"].as_array().map(Vec::len), Some(count), "{query}");
    }
    let terminate = format!("{address}/actions/terminate");
    let given = script.send_json("POST", &terminate, &[], &json!({"because": "Byter"}));
    assert_eq!(given.json()["state"], "terminated", "{}", given.text());
    assert_eq!(given.json()["terminated_on"], "2026-03-02");
    let again = script.send_json("POST", &terminate, &[], &json!({"because": "Igen"}));
    assert_eq!(again.status, 422, "{}", again.text());
    let renew = format!("{address}/actions/renew");
    let renewed = script.send_json("POST", &renew, &[], &json!({"ends_on": "2030-12-31"}));
    assert_eq!(renewed.status, 422, "{}", renewed.text());
}

fn a_script_gets_each_fault_at_its_field(db: &TestDb) {
    let world = World::new(db);
    let head = world.head();
    let site = site(&world, &[&head]);
    let mut script = script(&world, &site, &head);
    let body = json!({
        "name": "Drift", "kind": "poem", "supplier": world.town.to_string(), "value_ore": 12.345,
        "organisation": world.town.to_string(), "starts_on": "2024-01-01", "notice_months": 700,
    });
    let wrong = script.send_json("POST", "/api/v1/agreements", &[], &body);
    assert_eq!(wrong.status, 422);
    let text = wrong.text();
    for field in ["#/kind", "#/value_ore", "#/notice_months"] {
        assert!(text.contains(field), "{field}: {text}");
    }
}
