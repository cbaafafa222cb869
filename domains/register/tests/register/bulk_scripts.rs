//! Scripts that change many records alike: a plan that is sent again is the plan that there is.

use crate::bulk::systems;
use crate::site::{script, site};
use crate::world::{World, schema};
use kernel::Subject;
use organisation::ORGANISATION;
use register::{Document, SYSTEM};
use serde_json::json;
use testkit::{TestDb, Visitor, on_both_engines};

on_both_engines!(schema();
    a_plan_that_is_sent_again_is_the_same_plan,
    objects_and_documents_are_changed_in_groups_one_kind_at_a_time,
);

const CHANGES: &str = "/api/v1/bulk-changes";

fn scripted(db: &TestDb) -> (World, Visitor) {
    let world = World::new(db);
    let head = world.employee("Itchef", world.town);
    world.appoint("head_of_it", &head, Subject::new(ORGANISATION, world.town));
    let site = site(&world, &[&head]);
    let script = script(&world, &site, &head);
    (world, script)
}

fn a_plan_that_is_sent_again_is_the_same_plan(db: &TestDb) {
    let (world, mut script) = scripted(db);
    let body = json!({"systems": systems(&world, 1), "size": "large"});
    let mut plan =
        || script.send_json("POST", CHANGES, &[("idempotency-key", "one")], &body).json()["id"].clone();
    let first = plan();
    assert!(first.is_string() && plan() == first);
    let carry_out = format!("{CHANGES}/{}/actions/carry-out", first.as_str().expect("an id"));
    assert_eq!(script.send_json("POST", &carry_out, &[], &json!({})).json()["done"], 1);
    let undo = format!("{CHANGES}/{}/actions/undo", first.as_str().expect("an id"));
    let mut undo =
        || script.send_json("POST", &undo, &[("idempotency-key", "two")], &json!({})).json()["id"].clone();
    let undoing = undo();
    assert!(undoing.is_string() && undoing != first && undo() == undoing);
    assert_eq!(db.raw_rows("SELECT count(*) FROM bulk_change"), [["2"]]);
}

fn objects_and_documents_are_changed_in_groups_one_kind_at_a_time(db: &TestDb) {
    let (world, mut script) = scripted(db);
    let system = systems(&world, 1)[0];
    let plan =
        Document { name: "Plan".into(), ..Document::new(Subject::new(SYSTEM, system), "management_plan") };
    let (document, object) = (world.document(plan), world.object("Skola"));
    let mut changed = |body: serde_json::Value| {
        let planned = script.send_json("POST", CHANGES, &[], &body).json();
        let carry_out = format!("{CHANGES}/{}/actions/carry-out", planned["id"].as_str().expect("an id"));
        script.send_json("POST", &carry_out, &[], &json!({})).json()["done"].clone()
    };
    assert_eq!(changed(json!({"documents": [document], "version": "2"})), 1);
    assert_eq!(changed(json!({"objects": [object], "description": "Allt om skolan"})), 1);
    assert_eq!(script.get(&format!("/api/v1/documents/{document}")).json()["version"], "2");
    assert_eq!(script.get(&format!("/api/v1/objects/{object}")).json()["description"], "Allt om skolan");
    for (body, field) in [
        (json!({"systems": [system], "documents": [document], "version": "3"}), "#/documents"),
        (json!({"documents": [document], "size": "large"}), "#/size"),
        (json!({"version": "3"}), "#/records"),
    ] {
        let refused = script.send_json("POST", CHANGES, &[], &body);
        assert_eq!(
            (refused.status.as_u16(), refused.json()["errors"][0]["pointer"].as_str()),
            (422, Some(field))
        );
    }
}
