//! Records on paper: who gets one, and what stands on it. The printer of these tests writes the words as they are.

use crate::site::{browser, script, site, site_at};
use crate::world::{World, schema};
use kernel::{Actor, Instant, Subject};
use organisation::{
    Because, ORGANISATION, Organisation, SaveOrganisation, save_organisation, visible_organisation,
};
use register::{Document, OBJECT, SYSTEM, System, change_system, set_object_systems, visible_system};
use std::collections::BTreeSet;
use testkit::{Seen, TestDb, on_both_engines};

on_both_engines!(schema();
    a_system_on_paper_holds_its_fields_people_documents_and_what_is_missing,
    an_object_on_paper_holds_its_systems_too,
    a_paper_holds_no_more_than_its_reader_sees,
    a_paper_of_the_past_holds_what_stood_then_and_says_so,
    a_script_fetches_the_paper_in_the_language_that_it_asks_for,
    a_record_can_be_had_as_a_text_to_work_on,
    a_form_that_is_not_offered_is_told_and_not_guessed,
    a_paper_has_the_colour_of_the_organisation,
);

fn head_of(world: &World) -> Actor {
    let head = world.employee("Itchef", world.town);
    world.appoint("head_of_it", &head, Subject::new(ORGANISATION, world.town));
    head
}

fn holds(paper: &Seen, words: &[&str]) {
    assert_eq!((paper.status.as_u16(), paper.header("content-type")), (200, "application/pdf"));
    for word in words {
        assert!(paper.text().contains(word), "{word}: {}", paper.text());
    }
}

fn a_system_on_paper_holds_its_fields_people_documents_and_what_is_missing(db: &TestDb) {
    let world = World::new(db);
    let head = head_of(&world);
    let described = System { short_description: "Rad ett\nRad två".into(), ..world.system("Ekonomi") };
    let system = world.registered(System { notes: "Ring först".into(), ..described });
    let subject = Subject::new(SYSTEM, system);
    world.appoint("system_owner", &head, subject.clone());
    world.document(Document { name: "Plan 2026".into(), ..Document::new(subject, "management_plan") });
    let site = site(&world, &[&head]);
    let mut visitor = browser(&site, &head);
    let way = visitor.get(&format!("/system/{system}")).page().link("Spara systemet som PDF");
    let paper = visitor.get(&way.expect("a way to the paper"));
    let address = format!("http://127.0.0.1:8080/system/{system} · Utskrivet 2026-03-02");
    holds(
        &paper,
        &[
            "title: \"Ekonomi\"",
            "organisation: \"Kommunen\"",
            "(\"Kort beskrivning\", \"Rad ett\\nRad två\")",
            "Ring först",
            "Systemägare\", \"Itchef\", \"2026-01-01\"",
            "\"Plan 2026\"",
            "heading: \"Saknas\"",
            "\"Brist\"",
            &address,
            "banner: \"\"",
        ],
    );
    assert!(paper.header("content-disposition").contains("ekonomi-2026-03-02.pdf"));
}

fn an_object_on_paper_holds_its_systems_too(db: &TestDb) {
    let world = World::new(db);
    let head = head_of(&world);
    let (system, object) = (world.registered(world.system("Ekonomi")), world.object("Ekonomiobjektet"));
    world.done(move |tx| set_object_systems(tx, object, 1, &BTreeSet::from([system])));
    world.appoint("system_owner", &head, Subject::new(OBJECT, object));
    let site = site(&world, &[&head]);
    let mut visitor = browser(&site, &head);
    let way = visitor.get(&format!("/objekt/{object}")).page().link("Spara objektet som PDF");
    let paper = visitor.get(&way.expect("a way to the paper"));
    holds(&paper, &["title: \"Ekonomiobjektet\"", "[\"Ekonomi\", ", "Systemägare\", \"Itchef\""]);
    let of_system = visitor.get(&format!("/system/{system}/papper.pdf"));
    holds(&of_system, &["Ekonomiobjektet", "Systemägare\", \"Itchef\""]);
}

fn a_paper_holds_no_more_than_its_reader_sees(db: &TestDb) {
    let world = World::new(db);
    let (user, stranger) =
        (world.employee("Medarbetare", world.town), world.employee("Granne", world.village));
    let system = world.registered(System { notes: "Ring först".into(), ..world.system("Ekonomi") });
    let subject = Subject::new(SYSTEM, system);
    world.document(Document { name: "Plan 2026".into(), ..Document::new(subject, "management_plan") });
    let object = world.object("Ekonomiobjektet");
    let site = site(&world, &[&user, &stranger]);
    let path = format!("/system/{system}/papper.pdf");
    let page = browser(&site, &user).get(&format!("/system/{system}")).page();
    let paper = browser(&site, &user).get(&path);
    holds(&paper, &["Ekonomi"]);
    assert!(!page.shows("Ring först") && !paper.text().contains("Ring först"));
    assert!(!page.shows("Saknas") && !paper.text().contains("Saknas"), "{}", paper.text());
    assert!(!page.shows("Dokument (") && !paper.text().contains("Plan 2026"), "{}", paper.text());
    for path in [path, format!("/objekt/{object}/papper.pdf")] {
        assert_eq!(browser(&site, &stranger).get(&path).status, 404, "{path}");
    }
}

fn a_paper_of_the_past_holds_what_stood_then_and_says_so(db: &TestDb) {
    let world = World::new(db);
    let head = head_of(&world);
    let system = world.registered(world.system("Ekonomi"));
    let later: Instant = "2026-03-09T08:00:00Z".parse().expect("an instant");
    let operator = Actor { now: later, ..world.operator.clone() };
    let renamed = world.write(&operator, move |tx| {
        let renamed = System { name: "Nya ekonomi".into(), ..visible_system(tx, system)? };
        change_system(tx, renamed)
    });
    renamed.expect("a new name");
    let site = site_at(&world, &[&head], later);
    let mut visitor = browser(&site, &head);
    let path = format!("/system/{system}/papper.pdf");
    holds(&visitor.get(&path), &["title: \"Nya ekonomi\"", "banner: \"\""]);
    let past = visitor.get(&format!("{path}?as_of=2026-03-02"));
    holds(&past, &["title: \"Ekonomi\"", "banner: \"Läget 2026-03-02\"", "utskrivet 2026-03-09"]);
    assert!(past.header("content-disposition").contains("ekonomi-2026-03-02.pdf"));
    let page = visitor.get(&format!("/system/{system}?as_of=2026-03-02")).page();
    let way = page.link("Spara systemet som PDF");
    assert_eq!(way, Some(format!("{path}?as_of=2026-03-02")));
}

fn a_script_fetches_the_paper_in_the_language_that_it_asks_for(db: &TestDb) {
    let world = World::new(db);
    let head = head_of(&world);
    let (system, object) = (world.registered(world.system("Ekonomi")), world.object("Ekonomiobjektet"));
    let site = site(&world, &[&head]);
    let mut script = script(&world, &site, &head);
    for path in [format!("/api/v1/systems/{system}/content"), format!("/api/v1/objects/{object}/content")] {
        let english = [("accept-language", "en")];
        let paper = script.send(axum::http::Method::GET, &path, &english, Vec::new());
        holds(&paper, &["language: English", "Printed 2026-03-02"]);
    }
}

/// What an OpenDocument says.
fn text_of(paper: &Seen) -> String {
    assert_eq!((paper.status.as_u16(), paper.header("content-type")), (200, print::ODT));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&paper.body)).expect("an archive");
    std::io::read_to_string(archive.by_name("content.xml").expect("its text")).expect("UTF-8")
}

fn a_record_can_be_had_as_a_text_to_work_on(db: &TestDb) {
    let world = World::new(db);
    let head = head_of(&world);
    let (system, object) = (world.registered(world.system("Ekonomi")), world.object("Ekonomiobjektet"));
    let site = site(&world, &[&head]);
    let mut visitor = browser(&site, &head);
    for (page, words, name) in [
        (format!("/system/{system}"), "Spara systemet som text (ODT)", "Ekonomi"),
        (format!("/objekt/{object}"), "Spara objektet som text (ODT)", "Ekonomiobjektet"),
    ] {
        let way = visitor.get(&page).page().link(words).expect("a way to the text");
        let paper = visitor.get(&way);
        assert!(paper.header("content-disposition").contains(".odt"), "{way}");
        let text = text_of(&paper);
        assert!(text.contains(name) && text.contains("Saknas"), "{text}");
    }
    let by_script = script(&world, &site, &head).get(&format!("/api/v1/systems/{system}/content?format=odt"));
    assert!(text_of(&by_script).contains("Ekonomi"));
}

fn a_form_that_is_not_offered_is_told_and_not_guessed(db: &TestDb) {
    let world = World::new(db);
    let head = head_of(&world);
    let system = world.registered(world.system("Ekonomi"));
    let site = site(&world, &[&head]);
    let told = script(&world, &site, &head).get(&format!("/api/v1/systems/{system}/content?format=doc"));
    assert_eq!(told.status, 422);
    assert_eq!(told.json()["errors"][0]["pointer"], "#/format");
}

fn a_paper_has_the_colour_of_the_organisation(db: &TestDb) {
    let world = World::new(db);
    let head = head_of(&world);
    let (system, town) = (world.registered(world.system("Ekonomi")), world.town);
    let site = site(&world, &[&head]);
    let path = format!("/system/{system}/papper.pdf");
    holds(&browser(&site, &head).get(&path), &["accent: None"]);
    world.done(move |tx| {
        let town = visible_organisation(tx, town)?;
        let revision = Some(town.revision);
        let organisation = Organisation { accent: "#7a0019".into(), ..town };
        save_organisation(tx, &SaveOrganisation { organisation, revision, because: Because::default() })
    });
    holds(&browser(&site, &head).get(&path), &["accent: Some([122, 0, 25])"]);
}
