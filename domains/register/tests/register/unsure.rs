//! A connection to the database that is lost in the very commit: nobody knows whether it was saved, which is said, and
//! what is sent again is saved once.

use crate::site::{PASSWORD, script, site, standing_site};
use crate::transfer::names;
use crate::world::{World, opened, schema};
use kernel::{Actor, Subject};
use organisation::ORGANISATION;
use serde_json::json;
use storage::Db;
use testkit::{Cut, CutLine, Engine, TestDb, operator};

const NEW: &str = "/system/nytt";

/// A site that is far from its database, with somebody who may register systems.
fn far_site(db: &TestDb) -> (World, Actor, CutLine, testkit::Site) {
    let world = World::new(db);
    let head = world.employee("IT-chef", world.town);
    world.appoint("head_of_it", &head, Subject::new(ORGANISATION, world.town));
    drop(site(&world, &[&head]));
    let line = CutLine::to(db.url());
    let far = opened(Db::open(line.url()).expect("the line leads there"));
    let site = standing_site(far, operator().now);
    (world, head, line, site)
}

#[test]
fn a_form_whose_commit_got_no_answer_says_so_and_saves_once_when_it_is_sent_again() {
    for cut in [Cut::BeforeCommit, Cut::BeforeAnswer] {
        let db = TestDb::fresh(Engine::Postgres, &schema());
        let (world, _, line, site) = far_site(&db);
        let mut visitor = site.visitor().signed_in("it-chef", PASSWORD);
        let town = world.town.to_string();
        let typed = [
            ("name", "Lön & <tid>"),
            ("kind", "it_system"),
            ("organisation", town.as_str()),
            ("short_description", "Betalar lön\r\noch räknar tid"),
        ];
        line.cut_next(cut);
        let unsure = visitor.submit(NEW, NEW, &typed);
        assert_eq!(unsure.status, 500, "{}", unsure.text());
        let page = unsure.page();
        assert_eq!(page.heading(), "Det är oklart om det sparades");
        assert!(page.shows("sparas inte en gång till") && !page.shows("Inget har sparats"));
        assert_eq!(names(&world).len(), usize::from(cut == Cut::BeforeAnswer), "{cut:?}");
        let again = page.form(NEW);
        let again: Vec<(String, String)> =
            again.into_iter().map(|(name, value)| (name, as_sent(&value))).collect();
        let again: Vec<(&str, &str)> = again.iter().map(|(name, value)| (&**name, &**value)).collect();
        let sent = visitor.post(NEW, &again);
        match cut {
            Cut::BeforeCommit => assert_eq!(sent.status, 303, "{}", sent.text()),
            Cut::BeforeAnswer => assert!(sent.text().contains("redan sparat"), "{}", sent.text()),
        }
        assert_eq!(names(&world), ["Lön & <tid>"], "{cut:?}");
    }
}

/// A browser sends each line end as two letters.
fn as_sent(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}

#[test]
fn a_script_whose_commit_got_no_answer_is_told_what_its_key_is_for() {
    for cut in [Cut::BeforeCommit, Cut::BeforeAnswer] {
        let db = TestDb::fresh(Engine::Postgres, &schema());
        let (world, head, line, site) = far_site(&db);
        let mut script = script(&world, &site, &head);
        let body = json!({"name": "Lön", "kind": "it_system", "organisation": world.town.to_string()});
        let keyed = [("idempotency-key", "lon-1")];
        line.cut_next(cut);
        let unsure = script.send_json("POST", "/api/v1/systems", &keyed, &body);
        let problem = unsure.json();
        assert_eq!(
            (unsure.status.as_u16(), &problem["type"]),
            (500, &json!("/problems/unsure")),
            "{problem}"
        );
        assert!(problem["detail"].as_str().is_some_and(|told| told.contains("Idempotency-Key")), "{problem}");
        let made = script.send_json("POST", "/api/v1/systems", &keyed, &body);
        assert_eq!(made.status, 201, "{}", made.text());
        assert_eq!(names(&world), ["Lön"], "{cut:?}");
        line.cut_next(cut);
        let other = json!({"name": "Skola", "kind": "it_system", "organisation": world.town.to_string()});
        let without = script.send_json("POST", "/api/v1/systems", &[], &other).json();
        assert!(without["detail"].as_str().is_some_and(|told| told.contains("Se efter")), "{without}");
    }
}
