//! What is huge, broken or half: a clear answer, never a failure of the program.

use crate::site::{TestSite, form_request};
use crate::things;
use axum::body::Body;
use axum::http::Request;
use testkit::{TestDb, on_both_engines};

on_both_engines!(things::schema();
    a_megabyte_in_a_field_comes_back_with_its_fault_and_what_is_huge_within_the_frame,
    broken_utf_8_is_told_wherever_it_stands,
    broken_json_is_told_with_its_place,
    odd_queries_do_no_harm,
    a_body_of_an_unknown_type_is_not_guessed_at,
);

fn a_megabyte_in_a_field_comes_back_with_its_fault_and_what_is_huge_within_the_frame(db: &TestDb) {
    let site = TestSite::new(db);
    let (browser, script) = (site.browser("forvaltare"), site.script("forvaltare", &[]));
    let path = format!("/saker/{}/andra", site.add_thing("Sak").id);
    let megabyte = "a".repeat(1 << 20);
    let long = browser.post(&path, &format!("revision=1&name={megabyte}"));
    assert_eq!(long.status, 422);
    assert!(
        long.text().contains("högst 40 tecken") && long.text().contains(&megabyte),
        "what was typed is kept"
    );
    let huge = browser.post(&path, &format!("revision=1&name={}", "a".repeat(8_100_000)));
    assert_eq!(huge.status, 413);
    assert!(huge.text().contains("För stort") || huge.text().contains("för stort"), "{}", huge.text());
    assert!(huge.text().contains("href=\"/saker\""), "the rooms stand around it");
    let stranger = site.send(form_request(&path, format!("name={megabyte}")).body_of());
    assert_eq!(stranger.status, 303, "nobody unknown is listened to for so long");
    let json = format!("{{\"name\": \"{}\"}}", "a".repeat(900_000));
    assert_eq!(script.post("/api/v1/things", &json).json()["errors"][0]["field"], "name");
    let larger = format!("{{\"name\": \"{}\"}}", "a".repeat(1_100_000));
    let reply = script.post("/api/v1/things", &larger);
    assert_eq!((reply.status.as_u16(), reply.json()["type"].clone()), (413, "/problems/too-large".into()));
}

fn broken_utf_8_is_told_wherever_it_stands(db: &TestDb) {
    let site = TestSite::new(db);
    let (browser, script) = (site.browser("forvaltare"), site.script("forvaltare", &[]));
    let path = format!("/saker/{}/andra", site.add_thing("Sak").id);
    for form in ["name=%FF&revision=1", "name=%00&revision=1", "name=%C3&revision=1"] {
        assert_eq!(browser.post(&path, form).status, 400, "{form}");
    }
    for query in ["?q=%FF", "?q=%00", "?%FE=1"] {
        assert_eq!(browser.get(&format!("/saker{query}")).status, 400, "{query}");
        assert_eq!(script.get(&format!("/api/v1/things{query}")).status, 400, "{query}");
    }
    assert_eq!(browser.get("/saker/%FF/andra").status, 404);
    assert_eq!(browser.get("/saker/%00/andra").status, 404);
    let raw = Request::post("/api/v1/things").header("authorization", format!("Bearer {}", script.token));
    let raw =
        raw.header("content-type", "application/json").body(Body::from(b"{\"name\": \"\xff\"}".to_vec()));
    assert_eq!(site.send(raw.unwrap()).status, 400);
    assert_eq!(script.post("/api/v1/things", r#"{"name": "a\u0000b"}"#).status, 422);
}

fn broken_json_is_told_with_its_place(db: &TestDb) {
    let site = TestSite::new(db);
    let script = site.script("forvaltare", &[]);
    let reply = script.post("/api/v1/things", "{\"name\":\n  nope}");
    assert_eq!(reply.status, 400);
    assert!(reply.json()["detail"].as_str().unwrap().contains("rad 2"), "{}", reply.text());
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(script.post("/api/v1/things", &deep).status, 400);
    for body in ["[]", "\"a\"", "7", "null"] {
        assert_eq!(script.post("/api/v1/things", body).status, 422, "{body}");
    }
    for body in
        ["{}", r#"{"name": 7}"#, r#"{"name": null}"#, r#"{"name": "a", "users": 1e99}"#, r#"{"name": ["a"]}"#]
    {
        assert_eq!(script.post("/api/v1/things", body).status, 422, "{body}");
    }
}

fn odd_queries_do_no_harm(db: &TestDb) {
    let site = TestSite::new(db);
    let (browser, script) = (site.browser("lasare"), site.script("lasare", &[]));
    for query in [
        "limit=0",
        "limit=201",
        "limit=x",
        "sort=nope",
        "cursor=nope",
        "cursor=x.y",
        "nope=1",
        "users=x",
        "as_of=x",
    ] {
        let reply = script.get(&format!("/api/v1/things?{query}"));
        assert_eq!(reply.status, 422, "{query}: {}", reply.text());
    }
    for query in
        ["sida=nope", "sida=50%1Fnope", "sort=nope", "kolumn=nope", "q=%27%22%25_%5C", "nope=1", "&&=&="]
    {
        let status = browser.get(&format!("/saker?{query}")).status.as_u16();
        assert!(matches!(status, 200 | 422), "{query}: {status}");
    }
}

fn a_body_of_an_unknown_type_is_not_guessed_at(db: &TestDb) {
    let site = TestSite::new(db);
    let script = site.script("forvaltare", &[]);
    for kind in ["text/plain", "application/x-www-form-urlencoded", "application/xml"] {
        let reply = script.send("POST", "/api/v1/things", &[("content-type", kind)], "");
        assert_eq!(reply.status, 422, "an empty body has no type: {kind}");
        let request =
            Request::post("/api/v1/things").header("authorization", format!("Bearer {}", script.token));
        let request = request.header("content-type", kind).body(Body::from("name=a"));
        let reply = site.send(request.unwrap());
        assert_eq!((reply.status.as_u16(), reply.header("content-type")), (415, "application/problem+json"));
    }
}
