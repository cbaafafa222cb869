//! Imports as scripts send them.

use super::names;
use crate::site::{script, site, user_name};
use crate::world::{World, schema};
use axum::http::Method;
use kernel::{Actor, Subject};
use organisation::ORGANISATION;
use serde_json::Value as Json;
use testkit::{Seen, Site, TestDb, Visitor, on_both_engines, operator};
use web::accounts::{self, NewToken};

on_both_engines!(schema();
    a_file_by_itself_is_imported_and_the_report_is_found_again,
    a_form_carries_the_file_the_mapping_and_the_manner,
    refused_rows_are_told_with_row_column_value_and_message_and_nothing_is_saved,
    the_same_request_with_its_key_imports_once_and_gets_the_same_answer,
    what_is_wrong_with_the_request_is_a_problem_at_its_field,
    a_file_that_is_too_large_is_a_problem_of_its_own,
    who_may_not_import_is_refused_and_an_import_is_nobody_elses,
    what_a_script_has_tried_is_carried_on_in_the_browser,
);

const IMPORTS: &str = "/api/v1/imports";
const CSV: [(&str, &str); 1] = [("content-type", "text/csv")];
const FORM: (&str, &str) = ("content-type", "multipart/form-data; boundary=grans");

struct Scene {
    world: World,
    site: Site,
    head: Actor,
}

impl Scene {
    fn new(db: &TestDb) -> Self {
        let world = World::new(db);
        let head = world.employee("IT-chef", world.town);
        world.appoint("head_of_it", &head, Subject::new(ORGANISATION, world.town));
        let site = site(&world, &[&head]);
        Self { world, site, head }
    }

    fn script(&self) -> Visitor {
        script(&self.world, &self.site, &self.head)
    }
}

/// A form with these parts; the one called `file` is a file.
fn form(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut body = String::new();
    for (name, text) in parts {
        let file = if *name == "file" { "; filename=\"system.csv\"" } else { "" };
        body.push_str(&format!(
            "--grans\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{text}\r\n"
        ));
    }
    body.push_str("--grans--\r\n");
    body.into_bytes()
}

fn numbers(seen: &Seen) -> [i64; 5] {
    let json = seen.json();
    ["read", "added", "changed", "unchanged", "refused_rows"].map(|name| json[name].as_i64().unwrap_or(-1))
}

/// Fields and details of a problem document.
fn faults(seen: &Seen) -> Vec<String> {
    let json = seen.json();
    let errors = json["errors"].as_array().cloned().unwrap_or_default();
    errors.iter().filter_map(|one| one["field"].as_str().map(str::to_owned)).collect()
}

fn a_file_by_itself_is_imported_and_the_report_is_found_again(db: &TestDb) {
    let scene = Scene::new(db);
    let mut script = scene.script();
    let made = script.send(Method::POST, IMPORTS, &CSV, "Namn;Vikt\nEtt;Normal\nTvå;Viktigt\n".into());
    assert_eq!(made.status.as_u16(), 201, "{}", made.text());
    assert_eq!((numbers(&made), &made.json()["state"]), ([2, 2, 0, 0, 0], &Json::from("saved")));
    assert_eq!(names(&scene.world), ["Ett", "Två"]);
    let warnings = made.json()["warnings"].as_array().map_or(0, Vec::len);
    assert!(warnings >= 2, "how the columns were understood is told: {}", made.text());
    let found = script.get(made.header("location"));
    assert_eq!((found.status.as_u16(), found.json()), (200, made.json()));
    let list = script.get(&format!("{IMPORTS}?state=saved&sort=-created_at")).json();
    assert_eq!(list["items"], Json::Array(vec![made.json()]));
    assert_eq!(script.get(&format!("{IMPORTS}?state=tried")).json()["items"], Json::Array(vec![]));
}

fn a_form_carries_the_file_the_mapping_and_the_manner(db: &TestDb) {
    let scene = Scene::new(db);
    let mut script = scene.script();
    let mapping = "[columns]\n\"A\" = \"name\"\n\"B\" = \"importance\"\n[values.importance]\n\"Hög\" = \"prioritised\"\n";
    let file = "A;B\nEtt;Hög\nTvå;Enorm\n";
    let dry = form(&[("file", file), ("mapping", mapping), ("dry_run", "true")]);
    let tried = script.send(Method::POST, IMPORTS, &[FORM], dry);
    assert_eq!((tried.status.as_u16(), numbers(&tried)), (201, [2, 1, 0, 0, 1]), "{}", tried.text());
    assert_eq!((&tried.json()["state"], &tried.json()["file_name"]), (&"tried".into(), &"system.csv".into()));
    assert!(names(&scene.world).is_empty());
    let partial = form(&[("file", file), ("mapping", mapping), ("partial", "true")]);
    let saved = script.send(Method::POST, IMPORTS, &[FORM], partial);
    assert_eq!((saved.status.as_u16(), numbers(&saved)), (201, [2, 1, 0, 0, 1]), "{}", saved.text());
    assert_eq!(names(&scene.world), ["Ett"]);
}

fn refused_rows_are_told_with_row_column_value_and_message_and_nothing_is_saved(db: &TestDb) {
    let scene = Scene::new(db);
    let mut script = scene.script();
    let seen = script.send(Method::POST, IMPORTS, &CSV, "Namn;Vikt\nEtt;Normal\nTvå;Enorm\n".into());
    assert_eq!((seen.status.as_u16(), numbers(&seen)), (201, [2, 0, 0, 0, 1]), "{}", seen.text());
    let refused = &seen.json()["refused"][0];
    assert_eq!(
        (&refused["row"], &refused["column"], &refused["value"]),
        (&3.into(), &"Vikt".into(), &"Enorm".into())
    );
    assert!(refused["message"].as_str().is_some_and(|text| text.contains("Normal")), "{refused}");
    assert!(names(&scene.world).is_empty());
}

fn the_same_request_with_its_key_imports_once_and_gets_the_same_answer(db: &TestDb) {
    let scene = Scene::new(db);
    let mut script = scene.script();
    let with_key = [CSV[0], ("idempotency-key", "en-import")];
    let mut send = |text: &str, address: &str| {
        script.send(Method::POST, address, &with_key, text.to_owned().into_bytes())
    };
    let first = send("Namn\nEtt\n", IMPORTS);
    let second = send("Namn\nEtt\n", IMPORTS);
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (201, 201));
    assert_eq!(first.json(), second.json());
    assert_eq!(first.header("location"), second.header("location"));
    assert_eq!(db.raw_rows("SELECT count(*) FROM spreadsheet_import"), [["1"]]);
    assert_eq!(send("Namn\nTvå\n", IMPORTS).status, 422, "the same key with another file");
    assert_eq!(send("Namn\nEtt\n", &format!("{IMPORTS}?dry_run=true")).status, 422, "or in another manner");
    assert_eq!(names(&scene.world), ["Ett"]);
}

fn what_is_wrong_with_the_request_is_a_problem_at_its_field(db: &TestDb) {
    let scene = Scene::new(db);
    let mut script = scene.script();
    let xlsx = [("content-type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")];
    let good = "Namn\nEtt\n";
    let mut by = |headers: &[(&str, &str)], address: &str, body: Vec<u8>| {
        let seen = script.send(Method::POST, address, headers, body);
        (seen.status.as_u16(), faults(&seen))
    };
    let of = |field: &str| (422, vec![field.to_owned()]);
    assert_eq!(by(&CSV, IMPORTS, Vec::new()), of("file"));
    assert_eq!(by(&xlsx, IMPORTS, b"PK\x03\x04 half".to_vec()), of("file"));
    assert_eq!(by(&CSV, IMPORTS, b"Namn\n811218-9876\n".to_vec()), of("file"));
    assert_eq!(by(&CSV, &format!("{IMPORTS}?dry_run=kanske"), good.into()), of("dry_run"));
    assert_eq!(by(&CSV, &format!("{IMPORTS}?dryrun=true"), good.into()), of("dryrun"));
    assert_eq!(by(&CSV, &format!("{IMPORTS}?partial=true&partial=false"), good.into()), of("partial"));
    assert_eq!(by(&CSV, &format!("{IMPORTS}?mapping=x"), good.into()), of("mapping"));
    assert_eq!(by(&[FORM], IMPORTS, form(&[("mapping", "")])), of("file"));
    let mapping = "[columns]\nNamn = \"nmae\"\n";
    let seen = by(&[FORM], IMPORTS, form(&[("file", good), ("mapping", mapping)]));
    assert_eq!(seen.0, 422);
    assert!(seen.1.iter().any(|field| field == "mapping.2:8"), "{seen:?}");
    assert_eq!(by(&[("content-type", "image/png")], IMPORTS, b"x".to_vec()).0, 415);
    assert_eq!(by(&CSV, "/api/v1/systems", good.into()).0, 415, "a file is taken where one is asked for");
    assert!(names(&scene.world).is_empty());
    assert_eq!(db.raw_rows("SELECT count(*) FROM spreadsheet_import"), [["0"]]);
}

fn a_file_that_is_too_large_is_a_problem_of_its_own(db: &TestDb) {
    let scene = Scene::new(db);
    let mut script = scene.script();
    let seen = script.send(Method::POST, IMPORTS, &CSV, vec![b'a'; 30_000_001]);
    assert_eq!((seen.status.as_u16(), seen.json()["type"].clone()), (413, "/problems/too-large".into()));
    let seen = script.send(Method::POST, IMPORTS, &CSV, vec![b'a'; 25_000_001]);
    assert_eq!((seen.status.as_u16(), faults(&seen)), (422, vec!["file".to_owned()]));
    let nobody = scene.site.visitor().send(Method::POST, IMPORTS, &CSV, vec![b'a'; 1_000_001]);
    assert!(matches!(nobody.status.as_u16(), 401 | 413), "{}", nobody.status);
}

fn who_may_not_import_is_refused_and_an_import_is_nobody_elses(db: &TestDb) {
    let world = World::new(db);
    let head = world.employee("IT-chef", world.town);
    world.appoint("head_of_it", &head, Subject::new(ORGANISATION, world.town));
    let someone = world.employee("Medarbetare", world.town);
    let site = site(&world, &[&head, &someone]);
    let body = || b"Namn\nEtt\n".to_vec();
    let mut other = script(&world, &site, &someone);
    assert_eq!(other.send(Method::POST, IMPORTS, &CSV, body()).status, 403);
    let new = NewToken { user: user_name(&head), scopes: vec!["register.read_base".into()], days: 1 };
    let token =
        world.db.installation(&operator(), move |installation| accounts::create_token(installation, &new));
    let mut narrow = site.visitor().with_token(token.expect("a token").token);
    assert_eq!(narrow.send(Method::POST, IMPORTS, &CSV, body()).status, 403);
    assert_eq!(site.visitor().send(Method::POST, IMPORTS, &CSV, body()).status, 401);
    let made = script(&world, &site, &head).send(Method::POST, IMPORTS, &CSV, body());
    assert_eq!(made.status.as_u16(), 201, "{}", made.text());
    assert_eq!(other.get(made.header("location")).status, 404);
    assert_eq!(other.get(IMPORTS).json()["items"], Json::Array(vec![]));
}

fn what_a_script_has_tried_is_carried_on_in_the_browser(db: &TestDb) {
    let scene = Scene::new(db);
    let address = format!("{IMPORTS}?dry_run=true");
    let tried = scene.script().send(Method::POST, &address, &CSV, "Namn\nEtt\n".into());
    let page = format!("/system/importera/{}", tried.json()["id"].as_str().expect("an id"));
    let mut browser = crate::site::browser(&scene.site, &scene.head);
    assert!(browser.get(&page).text().contains("Inget har sparats"));
    assert_eq!(browser.submit(&page, &format!("{page}/kor"), &[]).status, 303);
    assert_eq!(names(&scene.world), ["Ett"]);
    let told = scene.script().get(tried.header("location")).json();
    assert_eq!((&told["state"], &told["added"]), (&"saved".into(), &1.into()));
}
