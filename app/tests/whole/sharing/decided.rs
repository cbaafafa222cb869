//! Deciding what is shown: by script, on the form, and what is told before it ends.

use super::reads::BASE;
use super::world::{Reader, World};
use crate::program::Persona;
use kernel::{Id, Period};
use serde_json::{Value as Json, json};
use testkit::{TestDb, Visitor, on_both_engines};
use vidmakt::domains;

const SHARINGS: &str = "/api/v1/sharings";

/// Whoever decides for the giver.
fn director(world: &World) -> Persona {
    let director = world.program.employed_at(&world.federation, world.giver, "kommunchef");
    world.program.grant(&world.federation, &director, "municipal_director", world.giver);
    director
}

fn asked(world: &World, field_group: &str, to: Option<&str>) -> Json {
    json!({
        "owner": world.giver, "receiver": world.receiver, "record_kind": "system", "field_group": field_group,
        "from": "2026-03-02", "to": to, "decision": "KS 2026/44", "reason": "Gemensam drift"
    })
}

fn post(script: &mut Visitor, path: &str, body: &Json) -> (u16, Json) {
    let answer = script.send_json("POST", path, &[], body);
    (answer.status.as_u16(), answer.json())
}

fn a_script_decides_changes_and_ends_what_is_shown(db: &TestDb) {
    let world = World::on(db);
    let mut script = world.program.script(&director(&world));
    let mut reader = world.employed(world.receiver, "mottagare");
    let page = world.filled("/system/{system}");
    let mut made = Vec::new();
    for group in ["base", "costs"] {
        let (status, item) = post(&mut script, SHARINGS, &asked(&world, group, None));
        assert_eq!(status, 201, "{item}");
        made.push(item["id"].as_str().expect("an id").to_owned());
    }
    assert!(reader.get(&page).contains("Kostnadsmarke"));
    let listed = script.get(&format!("{SHARINGS}?owner={}&receiver={}", world.giver, world.receiver)).json();
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(2), "{listed}");
    let costs = format!("{SHARINGS}/{}", made[1]);
    let until = json!({"to": "2026-04-30", "decision": "KS 2026/45"});
    let changed = script.send_json("PATCH", &costs, &[("if-match", "\"1\"")], &until);
    assert_eq!(changed.status, 200, "{}", changed.text());
    let stale = script.send_json("PATCH", &costs, &[("if-match", "\"1\"")], &until);
    assert_eq!(stale.status, 412, "{}", stale.text());
    let end = json!({"last_day": "2026-03-01", "decision": "KS 2026/46"});
    let (status, ended) = post(&mut script, &format!("{costs}/actions/end"), &end);
    assert_eq!((status, &ended["to"]), (200, &json!("2026-03-01")), "{ended}");
    let seen = reader.get(&page);
    assert!(seen.contains("Basmarke") && !seen.contains("Kostnadsmarke"));
}

fn a_script_is_told_what_cannot_be_decided_and_who_may_not(db: &TestDb) {
    let world = World::on(db);
    let mut script = world.program.script(&director(&world));
    let (status, told) = post(&mut script, SHARINGS, &asked(&world, "costs", None));
    assert_eq!(status, 422, "without base: {told}");
    let (status, told) = post(&mut script, SHARINGS, &asked(&world, "secrets", None));
    assert_eq!((status, &told["errors"][0]["field"]), (422, &json!("field_group")), "{told}");
    world.share(&[BASE], Period::ALWAYS);
    let mut neighbour = world.employed(world.receiver, "mottagare").script;
    let (status, told) = post(&mut neighbour, SHARINGS, &asked(&world, "base", None));
    assert_eq!(status, 403, "{told}");
    assert_eq!(neighbour.get(&format!("{SHARINGS}/{}", Id::new())).status, 404);
}

fn what_is_decided_on_the_form_is_shown_and_what_is_wrong_keeps_what_was_typed(db: &TestDb) {
    let world = World::on(db);
    let mut browser = world.program.browser(&director(&world));
    let action = format!("/administration/organisationer/{}/delning", world.giver);
    let form = format!("{action}?mottagare={}", world.receiver);
    let page = browser.get(&form).page();
    assert!(page.shows("System: Kostnader") && page.shows("Objekt: Kostnader"));
    let without_base = [("groups", "system.costs"), ("from", "2026-03-02"), ("decision", "KS 7")];
    let refused = browser.submit(&form, &action, &without_base);
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert!(refused.text().contains("KS 7"), "what was typed stays");
    let whole =
        [("groups", "system.base"), ("groups", "system.costs"), ("from", "2026-03-02"), ("decision", "KS 7")];
    let looked_over = browser.submit(&form, &action, &whole);
    assert_eq!(looked_over.status, 200, "{}", looked_over.text());
    assert!(looked_over.text().contains("Eget rent"), "what stands in the group is named");
    let carried = looked_over.page().form(&action);
    let carried: Vec<(&str, &str)> =
        carried.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let done = browser.post(&action, &carried);
    assert_eq!(done.status, 303, "{}", done.text());
    let mut reader = world.employed(world.receiver, "mottagare");
    assert!(reader.get(&world.filled("/system/{system}")).contains("Kostnadsmarke"));
    assert!(!reader.get(&world.filled("/system/{system}")).contains("Klassningsfaltsmarke"));
}

/// The address of somebody's calendar, which their browser is shown once.
fn calendar_of(browser: &mut Visitor) -> String {
    let text = browser.submit("/mina-utskick", "/mina-utskick/kalender", &[]).text();
    let at = text.find("/feeds/deadlines.ics").expect("the address");
    text[at..].split('<').next().unwrap_or_default().to_owned()
}

fn the_end_of_what_is_shown_is_told_to_those_who_decide_and_to_nobody_else(db: &TestDb) {
    let world = World::on(db);
    let director = director(&world);
    let mut script = world.program.script(&director);
    let (status, told) = post(&mut script, SHARINGS, &asked(&world, "base", Some("2026-04-15")));
    assert_eq!(status, 201, "{told}");
    let matter = "System: Basfält visas inte längre för Mottagarkommunen";
    let told_to = |browser: &mut Visitor| {
        let calendar = calendar_of(browser);
        let feed = world.program.visitor().get(&calendar).text().replace("\r\n ", "");
        [browser.get("/").text().contains(matter), feed.contains(matter) && feed.contains("20260415")]
    };
    assert_eq!(told_to(&mut world.program.browser(&director)), [true, true]);
    let Reader { mut browser, .. } = world.employed(world.receiver, "mottagare");
    assert_eq!(told_to(&mut browser), [false, false]);
    // Decided anew from the day after, nothing ends.
    let mut again = asked(&world, "base", None);
    again["from"] = json!("2026-04-16");
    let (status, told) = post(&mut script, SHARINGS, &again);
    assert_eq!(status, 201, "{told}");
    assert_eq!(told_to(&mut world.program.browser(&director)), [false, false]);
}

on_both_engines!(domains::schema();
    a_script_decides_changes_and_ends_what_is_shown,
    a_script_is_told_what_cannot_be_decided_and_who_may_not,
    what_is_decided_on_the_form_is_shown_and_what_is_wrong_keeps_what_was_typed,
    the_end_of_what_is_shown_is_told_to_those_who_decide_and_to_nobody_else,
);
