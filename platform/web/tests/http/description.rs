//! The description of the API: it can be read by others, and what the program answers is what it says.

use crate::site::{Reply, TestSite};
use crate::things;
use serde_json::{Value as Json, json};
use testkit::{TestDb, on_both_engines};

on_both_engines!(things::schema();
    others_can_read_the_description,
    every_route_of_the_api_is_described,
    what_is_answered_is_what_is_described,
    people_read_the_description_on_a_page,
    the_type_of_a_problem_leads_to_its_meaning,
);

fn description(site: &TestSite) -> Json {
    site.get("/api/v1/openapi.json").json()
}

fn others_can_read_the_description(db: &TestDb) {
    let description = description(&TestSite::new(db));
    let read: utoipa::openapi::OpenApi = serde_json::from_value(description).expect("OpenAPI 3.1");
    let item = read.paths.paths.get("/api/v1/things/{id}").expect("a thing");
    assert!(item.get.is_some() && item.patch.is_some() && item.post.is_none());
}

fn every_route_of_the_api_is_described(db: &TestDb) {
    let site = TestSite::new(db);
    let description = description(&site);
    for resource in things::resources() {
        for action in &resource.actions {
            let path = format!("/api/v1/{}/{{id}}/actions/{}", resource.name, action.name);
            assert!(description["paths"][&path]["post"].is_object(), "{path}");
        }
    }
}

fn what_is_answered_is_what_is_described(db: &TestDb) {
    let site = TestSite::new(db);
    let description = description(&site);
    let script = site.script("forvaltare", &[]);
    let made = script.post("/api/v1/things", r#"{"name": "En"}"#);
    let path = made.header("location").to_owned();
    let answers = [
        ("/api/v1/things", "post", made),
        ("/api/v1/things", "post", script.post("/api/v1/things", "{}")),
        ("/api/v1/things", "get", script.get("/api/v1/things?limit=1")),
        ("/api/v1/things", "get", script.get("/api/v1/things?limit=0")),
        ("/api/v1/things/{id}", "get", script.get(&path)),
        ("/api/v1/things/{id}", "get", script.get("/api/v1/things/nope")),
        ("/api/v1/things/{id}", "patch", script.send("PATCH", &path, &[], "{}")),
        ("/api/v1/things/{id}/actions/empty", "post", script.post(&format!("{path}/actions/empty"), "")),
    ];
    for (path, method, reply) in answers {
        check(&description, (path, method), &reply);
    }
}

fn check(description: &Json, (path, method): (&str, &str), reply: &Reply) {
    let status = reply.status.as_u16().to_string();
    let response = &description["paths"][path][method]["responses"][&status];
    assert!(
        response.is_object(),
        "{method} {path} answers {status}, which is not described: {}",
        reply.text()
    );
    let schema = &response["content"][reply.header("content-type")]["schema"];
    let name = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()).expect("a schema");
    let schema = &description["components"]["schemas"][name];
    let body = reply.json();
    for needed in schema["required"].as_array().expect("required names") {
        assert!(body.get(needed.as_str().unwrap_or_default()).is_some(), "{needed} is missing in {body}");
    }
    for told in body.as_object().expect("an object").keys() {
        assert!(schema["properties"].get(told).is_some(), "{told} is not described in {name}");
    }
}

fn people_read_the_description_on_a_page(db: &TestDb) {
    let site = TestSite::new(db);
    let page = site.get("/api/v1/docs");
    assert!(page.header("content-type").starts_with("text/html"));
    assert!(page.text().contains("PATCH /api/v1/things/{id}"), "{}", page.text());
}

fn the_type_of_a_problem_leads_to_its_meaning(db: &TestDb) {
    let site = TestSite::new(db);
    let problem = site.get("/api/v1/things").json();
    assert_eq!(problem["type"], json!("/problems/not-signed-in"));
    let page = site.get(problem["type"].as_str().unwrap());
    assert_eq!(page.status, 200);
    assert!(page.text().contains("Du är inte inloggad"));
    assert_eq!(site.get("/problems/nothing").status, 404);
}
