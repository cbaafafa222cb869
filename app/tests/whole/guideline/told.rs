//! The guideline as it is told: conditions in words, what a clause obliges whom to, how far it is carried out, and what is
//! unclear in it, for scripts.

use super::{ISSUE, world};
use serde_json::json;
use testkit::{TestDb, on_both_engines};
use vidmakt::domains;

fn conditions_are_said_in_words_with_the_notation_beside_them(db: &TestDb) {
    let (program, _, head) = world(db);
    let mut browser = program.browser(&head);
    let path = "/administration/regelpaket/sida-vid-sida?forsta=i-kraft&andra=vmkf";
    let page = browser.get(path).page();
    let words = page.texts("td").join("\n");
    assert!(words.contains("”") && words.contains("när: "), "{words}");
    let notation = page.texts("td code").join("\n");
    assert!(notation.contains("when = "), "{notation}");
    let file = browser.get(&format!("{path}&format=csv")).text();
    assert!(!file.contains("when = ") && file.contains("när: "), "a file has the words: {file}");
}

fn a_clause_says_whom_it_obliges_to_what(db: &TestDb) {
    let (program, _, head) = world(db);
    let page = program.browser(&head).get("/riktlinje/S1-014").page();
    let rows: Vec<String> = page.texts("tbody tr");
    let owner = rows.iter().find(|row| row.contains("system-owner-appointed"));
    let owner = owner.unwrap_or_else(|| panic!("{rows:#?}"));
    assert!(owner.contains("systemägare") && owner.contains("minst: 1") && owner.contains("krav"), "{owner}");
}

fn how_far_the_guideline_is_carried_out_is_a_page_and_a_file(db: &TestDb) {
    let (program, _, head) = world(db);
    let mut browser = program.browser(&head);
    let path = "/riktlinje/tackning";
    let page = browser.get(path).page();
    let rows: Vec<String> = page.texts("tbody tr");
    let owner = rows.iter().find(|row| row.starts_with("S1-014")).expect("the clause");
    assert!(owner.contains("system-owner-appointed") && owner.contains("Utförs"), "{owner}");
    assert!(page.shows("är öppna"), "{:?}", page.texts("p"));
    let file = browser.get(&format!("{path}?format=csv")).text();
    assert_eq!(file.lines().count(), rows.len() + 1, "one line for each demand and one for the headings");
}

fn scripts_read_what_is_unclear_answer_it_and_change_the_answer(db: &TestDb) {
    let (program, here, head) = world(db);
    let mut script = program.script(&head);
    let id = ISSUE.rsplit('/').next().expect("an id");
    let unclear = |script: &mut testkit::Visitor| {
        let list = script.get("/api/v1/issues").json();
        let items = list["items"].as_array().expect("issues").clone();
        items.into_iter().find(|one| one["issue"] == id).expect("the issue")
    };
    let open = unclear(&mut script);
    assert!(open["fact"].is_string() && open["ask"].is_string() && open["answer"].is_null(), "{open}");
    let body = json!({"issue": id, "answer": "Från 100 000 kr.", "answered_by": "IT-chefen", "answered_on": "2026-03-01"});
    let key = [("idempotency-key", "a")];
    let made = script.send_json("POST", "/api/v1/issue-answers", &key, &body);
    assert_eq!(made.status, 201, "{}", made.text());
    let address = made.header("location").to_owned();
    assert_eq!(
        script.send_json("POST", "/api/v1/issue-answers", &key, &body).json()["id"],
        made.json()["id"]
    );
    assert_eq!(unclear(&mut script)["answer"], made.json()["id"]);
    let again = script.send_json("POST", "/api/v1/issue-answers", &[], &body);
    assert_eq!((again.status.as_u16(), again.json()["errors"][0]["field"].clone()), (422, json!("issue")));
    let tag = script.get(&address).header("etag").to_owned();
    let other = json!({"answer": "Från 250 000 kr."});
    let changed = script.send_json("PATCH", &address, &[("if-match", &tag)], &other);
    assert_eq!(changed.json()["answer"], "Från 250 000 kr.", "{}", changed.text());
    assert_eq!(script.send_json("PATCH", &address, &[("if-match", &tag)], &other).status, 412);
    let moved = json!({"issue": "who-appoints-the-system-owner"});
    let tag = script.get(&address).header("etag").to_owned();
    assert_eq!(script.send_json("PATCH", &address, &[("if-match", &tag)], &moved).status, 422);
    let list = script.get(&format!("/api/v1/issue-answers?issue={id}&pack=itradet")).json();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
    let subject = made.json()["id"].as_str().expect("an id").to_owned();
    let past = script.get(&format!("/api/v1/events?subject_kind=issue_answer&subject={subject}")).json();
    let actions: Vec<&str> =
        past["items"].as_array().expect("events").iter().filter_map(|one| one["action"].as_str()).collect();
    assert_eq!(actions, ["issue_answer.given", "issue_answer.changed"]);
    let unknown = json!({"issue": "nothing", "answer": "x", "answered_by": "x", "answered_on": "2026-03-01"});
    let refused = script.send_json("POST", "/api/v1/issue-answers", &[], &unknown);
    assert!(
        refused.status == 422 && refused.text().contains(id),
        "the known ones are told: {}",
        refused.text()
    );
    let reader = program.employed(&here, "medarbetare");
    let mut reader = program.script(&reader);
    assert_eq!(reader.get(&address).status, 200);
    assert_eq!(reader.send_json("POST", "/api/v1/issue-answers", &[], &body).status, 403);
}

on_both_engines!(domains::schema();
    conditions_are_said_in_words_with_the_notation_beside_them,
    a_clause_says_whom_it_obliges_to_what,
    how_far_the_guideline_is_carried_out_is_a_page_and_a_file,
    scripts_read_what_is_unclear_answer_it_and_change_the_answer,
);
