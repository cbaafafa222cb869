//! The API: tokens, paging, revisions, repeated requests, and problem documents.

use crate::site::TestSite;
use crate::things;
use axum::body::Body;
use axum::http::Request;
use serde_json::json;
use testkit::{TestDb, on_both_engines};

on_both_engines!(things::schema();
    a_token_opens_the_api_and_nothing_else,
    a_token_carries_only_its_scopes,
    a_revoked_or_expired_token_is_worth_nothing,
    a_session_may_use_the_api_with_the_token_of_its_forms,
    a_record_is_created_read_and_changed,
    a_change_names_the_revision_that_it_rests_on,
    a_repeated_request_makes_no_second_record,
    a_request_repeated_at_the_same_time_makes_one_record,
    an_action_takes_its_step,
    a_list_is_paged_to_its_end,
    a_list_as_of_a_day_holds_what_was_there,
    problems_are_told_in_the_language_asked_for,
    the_records_of_another_federation_do_not_exist_for_scripts,
    who_may_only_read_is_refused_in_words,
);

const THINGS: &str = "/api/v1/things";

fn a_token_opens_the_api_and_nothing_else(db: &TestDb) {
    let site = TestSite::new(db);
    let script = site.script("forvaltare", &[]);
    assert!(script.token.starts_with("vmk_"));
    assert_eq!(script.get(THINGS).status, 200);
    assert_eq!(script.get("/saker").status, 303);
    let nobody = site.get(THINGS);
    assert_eq!(nobody.status, 401);
    assert_eq!(nobody.header("www-authenticate"), "Bearer");
    assert_eq!(nobody.header("content-type"), "application/problem+json");
    assert_eq!(nobody.json()["type"], "/problems/not-signed-in");
    let kept = db.raw_rows("SELECT token_hash FROM api_token");
    assert!(!kept[0][0].contains(&script.token[4..]));
}

fn a_token_carries_only_its_scopes(db: &TestDb) {
    let site = TestSite::new(db);
    site.add_thing("Sak");
    let (reading, none) =
        (site.script("forvaltare", &["thing.read"]), site.script("forvaltare", &["other.read"]));
    assert_eq!(reading.get(THINGS).json()["items"].as_array().unwrap().len(), 1);
    assert_eq!(reading.post(THINGS, r#"{"name": "Ny"}"#).status, 403);
    assert_eq!(none.get(THINGS).json()["items"], json!([]));
}

fn a_revoked_or_expired_token_is_worth_nothing(db: &TestDb) {
    let site = TestSite::new(db);
    let (revoked, expiring) = (site.script("forvaltare", &[]), site.script("forvaltare", &[]));
    let id = revoked.id;
    db.installation(&testkit::operator(), move |i| web::accounts::revoke_token(i, id)).unwrap();
    assert_eq!(revoked.get(THINGS).status, 401);
    assert_eq!(expiring.get(THINGS).status, 200);
    site.seconds_pass(31 * 86_400);
    assert_eq!(expiring.get(THINGS).status, 401);
}

fn a_session_may_use_the_api_with_the_token_of_its_forms(db: &TestDb) {
    let site = TestSite::new(db);
    let browser = site.browser("forvaltare");
    assert_eq!(browser.get(THINGS).status, 200);
    let post = |csrf: &str| {
        let request = Request::post(THINGS).header("cookie", &browser.cookie).header("x-csrf-token", csrf);
        let request =
            request.header("content-type", "application/json").body(Body::from(r#"{"name": "Ny"}"#));
        site.send(request.unwrap())
    };
    let refused = post("wrong");
    assert_eq!((refused.status.as_u16(), refused.json()["type"].clone()), (403, "/problems/csrf".into()));
    assert_eq!(post(&browser.get("/").hidden("csrf")).status, 201);
}

fn a_record_is_created_read_and_changed(db: &TestDb) {
    let site = TestSite::new(db);
    let script = site.script("forvaltare", &[]);
    let made = script.post(THINGS, r#"{"name": " Skövde ", "users": 7}"#);
    assert_eq!(made.status, 201, "{}", made.text());
    assert_eq!(made.header("etag"), "\"1\"");
    let path = made.header("location").to_owned();
    let read = script.get(&path);
    assert_eq!(read.json(), made.json());
    let record = read.json();
    for name in things::field_names() {
        assert!(record.get(name).is_some(), "{name} is not told");
    }
    assert_eq!(
        (&record["name"], &record["users"], &record["note"]),
        (&json!("Skövde"), &json!(7), &json!(null))
    );
    assert_eq!(path, format!("{THINGS}/{}", record["id"].as_str().unwrap()));
    let changed = script.send("PATCH", &path, &[("if-match", "\"1\"")], r#"{"users": null, "note": "a\nb"}"#);
    assert_eq!(changed.status, 200, "{}", changed.text());
    assert_eq!((changed.header("etag"), &changed.json()["users"]), ("\"2\"", &json!(null)));
    assert_eq!(changed.json()["name"], "Skövde");
}

fn a_change_names_the_revision_that_it_rests_on(db: &TestDb) {
    let site = TestSite::new(db);
    let script = site.script("forvaltare", &[]);
    let path = format!("{THINGS}/{}", site.add_thing("Sak").id);
    let patch = |headers: &[(&str, &str)]| script.send("PATCH", &path, headers, r#"{"users": 1}"#);
    let missing = patch(&[]);
    assert_eq!(
        (missing.status.as_u16(), missing.json()["type"].clone()),
        (428, "/problems/revision-required".into())
    );
    assert_eq!(patch(&[("if-match", "*")]).status, 428);
    assert_eq!(patch(&[("if-match", "nonsense")]).status, 412);
    assert_eq!(patch(&[("if-match", "\"1\"")]).status, 200);
    let stale = patch(&[("if-match", "\"1\"")]);
    assert_eq!((stale.status.as_u16(), stale.json()["type"].clone()), (412, "/problems/stale".into()));
    assert_eq!(script.get(&path).header("etag"), "\"2\"");
}

fn a_repeated_request_makes_no_second_record(db: &TestDb) {
    let site = TestSite::new(db);
    let (script, other) = (site.script("forvaltare", &[]), site.script("granne", &[]));
    let post = |body: &str| script.send("POST", THINGS, &[("idempotency-key", "k1")], body);
    let first = post(r#"{"name": "En"}"#);
    let second = post(r#"{"name": "En"}"#);
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (201, 201));
    assert_eq!(first.text(), second.text());
    assert_eq!(first.header("location"), second.header("location"));
    assert_eq!(second.header("etag"), "\"1\"");
    let reused = post(r#"{"name": "Två"}"#);
    assert_eq!(reused.status, 422);
    assert!(reused.text().contains("har redan använts"), "{}", reused.text());
    assert_eq!(other.send("POST", THINGS, &[("idempotency-key", "k1")], r#"{"name": "En"}"#).status, 201);
    assert_eq!(db.raw_rows("SELECT count(*) FROM thing"), [["2"]]);
    let wrong = post(&"x".repeat(3));
    assert_eq!(wrong.status, 400);
    let long = "k".repeat(201);
    assert_eq!(script.send("POST", THINGS, &[("idempotency-key", &long)], r#"{"name": "En"}"#).status, 422);
}

fn a_request_repeated_at_the_same_time_makes_one_record(db: &TestDb) {
    let site = TestSite::new(db);
    let script = site.script("forvaltare", &[]);
    let post = || script.send("POST", THINGS, &[("idempotency-key", "k1")], r#"{"name": "En"}"#).text();
    let answers: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(post)).collect();
        threads.into_iter().map(|thread| thread.join().expect("an answer")).collect()
    });
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert_eq!(db.raw_rows("SELECT count(*) FROM thing"), [["1"]]);
}

fn an_action_takes_its_step(db: &TestDb) {
    let site = TestSite::new(db);
    let script = site.script("forvaltare", &[]);
    let path = format!("{THINGS}/{}/actions/empty", site.add_thing("Sak").id);
    let done = script.post(&path, "");
    assert_eq!((done.status.as_u16(), &done.json()["users"]), (200, &json!(0)));
    assert_eq!(script.send("POST", &path, &[("if-match", "\"1\"")], "").status, 412);
    assert_eq!(script.post(&path.replace("empty", "fill"), "").status, 404);
}

fn a_list_is_paged_to_its_end(db: &TestDb) {
    let site = TestSite::new(db);
    for name in ["Ö", "å", "Z", "ä", "b"] {
        site.add_thing(name);
    }
    let script = site.script("lasare", &[]);
    let (mut names, mut next) = (Vec::new(), String::new());
    for _ in 0..3 {
        let page =
            script.get(&format!("{THINGS}?limit=2&sort=-name&cursor={}", crate::site::encoded(&next))).json();
        names.extend(
            page["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap().to_owned()),
        );
        next = page["next_cursor"].as_str().unwrap_or_default().to_owned();
    }
    assert_eq!(names, ["Ö", "ä", "å", "Z", "b"]);
    assert_eq!(next, "");
    let found = script.get(&format!("{THINGS}?q=%C3%85")).json();
    assert_eq!(found["items"].as_array().unwrap().len(), 1);
}

fn a_list_as_of_a_day_holds_what_was_there(db: &TestDb) {
    let site = TestSite::new(db);
    site.add_thing("Sak");
    site.seconds_pass(5 * 86_400);
    let script = site.script("lasare", &[]);
    let count =
        |query: &str| script.get(&format!("{THINGS}{query}")).json()["items"].as_array().unwrap().len();
    assert_eq!((count(""), count("?as_of=2026-03-02"), count("?as_of=2026-03-01")), (1, 1, 0));
    assert_eq!(script.get(&format!("{THINGS}?as_of=2030-01-01")).status, 422);
}

fn problems_are_told_in_the_language_asked_for(db: &TestDb) {
    let site = TestSite::new(db);
    let script = site.script("forvaltare", &[]);
    let body = r#"{"users": 5000, "colour": "red"}"#;
    let english = script.send("POST", THINGS, &[("accept-language", "en")], body);
    assert_eq!(english.status, 422);
    let document = english.json();
    assert_eq!((&document["type"], &document["status"]), (&json!("/problems/rejected"), &json!(422)));
    let entries = document["errors"].as_array().unwrap();
    let fields: Vec<&str> = entries.iter().map(|entry| entry["pointer"].as_str().unwrap()).collect();
    assert_eq!(fields, ["#/colour", "#/name", "#/users"]);
    assert_eq!(entries[1]["detail"], "Fill this in. It is required.");
    let swedish = script.send("POST", THINGS, &[("accept-language", "sv")], body).json();
    assert_eq!(swedish["errors"][1]["detail"], "Fyll i uppgiften. Den är obligatorisk.");
    assert_eq!(swedish["type"], document["type"]);
    let missing = script.get("/api/v1/nothing");
    assert_eq!((missing.status.as_u16(), missing.header("content-type")), (404, "application/problem+json"));
    let method = script.send("DELETE", THINGS, &[], "");
    assert_eq!((method.status.as_u16(), method.header("allow")), (405, "GET, HEAD, POST"));
}

fn the_records_of_another_federation_do_not_exist_for_scripts(db: &TestDb) {
    let site = TestSite::new(db);
    let path = format!("{THINGS}/{}", site.add_thing("Sak").id);
    let neighbour = site.script("granne", &[]);
    assert_eq!(neighbour.get(&path).status, 404);
    assert_eq!(neighbour.send("PATCH", &path, &[("if-match", "\"1\"")], r#"{"users": 1}"#).status, 404);
    assert_eq!(neighbour.post(&format!("{path}/actions/empty"), "").status, 404);
    assert_eq!(neighbour.get(THINGS).json()["items"], json!([]));
}

fn who_may_only_read_is_refused_in_words(db: &TestDb) {
    let site = TestSite::new(db);
    let reader = site.script("lasare", &[]);
    let path = format!("{THINGS}/{}", site.add_thing("Sak").id);
    let refused = reader.send("PATCH", &path, &[("if-match", "\"1\"")], r#"{"users": 1}"#);
    assert_eq!((refused.status.as_u16(), refused.json()["type"].clone()), (403, "/problems/refused".into()));
    assert!(refused.json()["detail"].as_str().unwrap().contains("thing.edit"));
}
