//! Import and export as somebody meets them in a browser without scripts.

use super::names;
use crate::site::{browser, site};
use crate::world::{World, schema};
use axum::http::Method;
use kernel::{Actor, Subject};
use organisation::ORGANISATION;
use testkit::{Engine, Seen, TestDb, Visitor, on_both_engines, operator};

on_both_engines!(schema();
    a_spreadsheet_is_tried_put_right_and_imported,
    a_wrong_file_is_told_at_the_field_and_nothing_is_kept,
    an_import_of_the_rows_that_can_be_says_what_was_saved_and_what_was_not,
    an_import_is_nobody_elses,
    a_list_is_exported_with_its_filters,
);

const PAGE: &str = "/system/importera";

/// Somebody who may import and export.
fn head_of_it(world: &World, name: &'static str) -> Actor {
    of_role(world, "head_of_it", name, Subject::new(ORGANISATION, world.town))
}

fn of_role(world: &World, role: &'static str, name: &'static str, subject: Subject) -> Actor {
    let someone = world.employee(name, world.town);
    world.appoint(role, &someone, subject);
    someone
}

/// Sends a file by the form of the first step.
fn upload(visitor: &mut Visitor, bytes: &[u8]) -> Seen {
    let seen = visitor.get(PAGE);
    assert_eq!(seen.status, 200, "{}", seen.text());
    let form = seen.page().form(PAGE);
    let csrf = form.iter().find(|(name, _)| name == "csrf").map(|(_, value)| value.clone()).expect("a token");
    let mut body = format!(
        "--grans\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n--grans\r\nContent-Disposition: \
         form-data; name=\"file\"; filename=\"system.csv\"\r\nContent-Type: text/csv\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--grans--\r\n");
    visitor.send(Method::POST, PAGE, &[("content-type", "multipart/form-data; boundary=grans")], body)
}

fn a_spreadsheet_is_tried_put_right_and_imported(db: &TestDb) {
    let world = World::new(db);
    let it = head_of_it(&world, "IT-chef");
    let mut visitor = browser(&site(&world, &[&it]), &it);
    let seen = upload(&mut visitor, "Namn;Betydelse\nEtt;Hög\nTvå;Normal\n".as_bytes());
    assert_eq!(seen.status, 303, "{}", seen.text());
    let place = seen.header("location").to_owned();
    let tried = visitor.get(&place);
    assert!(tried.text().contains("Inget har sparats"), "{}", tried.text());
    assert!(names(&world).is_empty());

    assert_eq!(visitor.submit(&place, &place, &[("column.1", "importance")]).status, 303);
    assert!(visitor.get(&place).text().contains("Hög"), "the word is asked about");
    assert_eq!(visitor.submit(&place, &place, &[("word.importance.Hög", "prioritised")]).status, 303);
    let run = format!("{place}/kor");
    assert_eq!(visitor.submit(&place, &run, &[]).status, 303);
    assert_eq!(names(&world), ["Ett", "Två"]);
    let done = visitor.get(&place).text();
    assert!(done.contains("Importen är klar"));
    assert!(done.contains("id=\"progress\""), "a page that looked again by itself shows what came of it");
    assert_eq!(visitor.get(PAGE).status, 200);
}

fn an_import_of_the_rows_that_can_be_says_what_was_saved_and_what_was_not(db: &TestDb) {
    let world = World::new(db);
    let it = head_of_it(&world, "IT-chef");
    let mut visitor = browser(&site(&world, &[&it]), &it);
    let place =
        upload(&mut visitor, "Namn;Vikt\nEtt;Normal\nTvå;Enorm\n".as_bytes()).header("location").to_owned();
    assert_eq!(visitor.submit(&place, &place, &[("allow", "partial")]).status, 303);
    assert_eq!(visitor.submit(&place, &format!("{place}/kor"), &[]).status, 303);
    assert_eq!(names(&world), ["Ett"]);
    let told = visitor.get(&place).text();
    assert!(told.contains("inte sparades: 1") && !told.contains("Inget har sparats"), "{told}");
}

fn a_wrong_file_is_told_at_the_field_and_nothing_is_kept(db: &TestDb) {
    let world = World::new(db);
    let it = head_of_it(&world, "IT-chef");
    let mut visitor = browser(&site(&world, &[&it]), &it);
    for (bytes, told) in [
        (b"%PDF-1.7".as_slice(), "PDF"),
        (b"Namn\n".as_slice(), "inga rader"),
        (b"Namn;Not\nEtt;811218-9876\n".as_slice(), "personnummer"),
    ] {
        let seen = upload(&mut visitor, bytes);
        assert_eq!(seen.status, 422);
        assert!(seen.text().contains(told), "{}", seen.text());
    }
    assert_eq!(db.raw_rows("SELECT count(*) FROM spreadsheet_import"), [["0"]]);
}

#[test]
fn an_import_at_another_copy_is_followed_and_offered_anew_once_nothing_is_heard_of_it_on_postgres() {
    let db = TestDb::fresh(Engine::Postgres, &schema());
    let world = World::new(&db);
    let it = head_of_it(&world, "IT-chef");
    let mut visitor = browser(&site(&world, &[&it]), &it);
    let place = upload(&mut visitor, b"Namn\nEtt\n").header("location").to_owned();
    let mapping = visitor.get(&place).page().form(&place);
    let told = |seconds_ago: i64| {
        let at = |ago: i64| operator().now.plus_seconds(-ago).as_micros();
        db.raw_execute(&format!(
            "UPDATE spreadsheet_import SET state = 'running', started_at = {}, told_at = {}, told_step = 1, \
             told_done = 300, told_total = 2000",
            at(3_600),
            at(seconds_ago)
        ));
    };
    told(10);
    let seen = visitor.get(&place).text();
    assert!(seen.contains("Sparar system") && seen.contains("300 av"), "{seen}");
    assert!(!seen.contains("/kor"), "it is not started twice, however long it takes");
    assert_eq!(in_the_list(&mut visitor), "Pågår");
    let mapping: Vec<(&str, &str)> = mapping.iter().map(|(name, value)| (&**name, &**value)).collect();
    assert_eq!(visitor.post(&place, &mapping).status, 303);
    assert_eq!(
        db.raw_rows("SELECT state FROM spreadsheet_import"),
        [["running"]],
        "another window leaves it"
    );
    told(31);
    let seen = visitor.get(&place).text();
    assert!(seen.contains("Importen avbröts") && seen.contains("/kor"), "{seen}");
    assert_eq!(in_the_list(&mut visitor), "Avbruten, inget har sparats", "the list says what the page says");
    assert!(visitor.get(PAGE).page().shows("Öppna en avbruten import för att starta den igen."));
    assert_eq!(visitor.submit(&place, &format!("{place}/kor"), &[]).status, 303);
    assert_eq!(names(&world), ["Ett"]);
}

/// What the list of the latest imports says of the only one.
fn in_the_list(visitor: &mut Visitor) -> String {
    let rows = visitor.get(PAGE).page().rows();
    rows[0].last().expect("a state").clone()
}

fn an_import_is_nobody_elses(db: &TestDb) {
    let world = World::new(db);
    let it = head_of_it(&world, "IT-chef");
    let system = Subject::new(register::SYSTEM, world.registered(world.system("Ekonomi")));
    let other = of_role(&world, "system_manager", "Systemförvaltare", system);
    let stranger = world.employee("Medarbetare", world.village);
    let site = site(&world, &[&it, &other, &stranger]);
    let seen = upload(&mut browser(&site, &it), b"Namn\nEtt\n");
    let place = seen.header("location").to_owned();
    assert_eq!(browser(&site, &other).get(&place).status, 404);
    let refused = browser(&site, &stranger).get(PAGE).status;
    assert!(refused == 403 || refused == 404, "{refused}");
}

fn a_list_is_exported_with_its_filters(db: &TestDb) {
    let world = World::new(db);
    let it = head_of_it(&world, "IT-chef");
    world.registered(world.system("Ett"));
    world.registered(register::System {
        kind: Some(register::SystemKind::CloudService),
        ..world.system("Två")
    });
    let mut visitor = browser(&site(&world, &[&it]), &it);
    let all = visitor.get("/system/exportera?format=csv");
    assert_eq!((all.status.as_u16(), all.text().contains(";Två;")), (200, true));
    let some = visitor.get("/system/exportera?format=csv&kind=it_system");
    assert!(some.text().contains(";Ett;") && !some.text().contains(";Två;"), "{}", some.text());
    assert_eq!(visitor.get("/system/exportera?format=xlsx").status, 200);
    assert_eq!(visitor.get("/system/exportera?format=doc").status, 422);
}
