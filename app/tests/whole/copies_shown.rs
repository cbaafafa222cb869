//! What is saved at one copy of the program is shown at the other at once: days of a calendar, views of a list, words that
//! are searched, what somebody is told, and how far a change of many has come.

use crate::program::{Federation, Program};
use crate::scenarios::calendar_feed::{new_address, owned};
use kernel::{Message, Subject};
use register::SYSTEM;
use serde_json::json;
use testkit::{Engine, TestDb};
use vidmakt::domains;

/// Two copies on one PostgreSQL, and a federation that both know.
fn two_copies(pack: &str) -> (TestDb, Program, Program, Federation) {
    let db = TestDb::fresh(Engine::Postgres, &domains::schema());
    let (here, there) = (Program::on(&db), Program::on(&db));
    let federation = here.federation("one", pack);
    (db, here, there, federation)
}

#[test]
fn a_calendar_shows_days_entered_at_one_copy_at_the_other_until_its_address_is_taken_back_on_postgres() {
    let (_db, here, there, federation) = two_copies("sydnarke");
    let owner = here.employed(&federation, "agare");
    let mut browser = here.browser(&owner);
    let address = new_address(&mut browser);
    let shown = || there.visitor().get(&address);
    assert_eq!((shown().status.as_u16(), shown().text().contains("Årsplan")), (200, false));
    owned(&here, &federation, &owner, "Årsplan", "2026-05-04");
    assert!(shown().text().contains("Årsplan"));
    let mut elsewhere = there.coming_from_elsewhere(&browser);
    let taken_back = elsewhere.submit("/mina-utskick", "/mina-utskick/kalender/ta-bort", &[]);
    assert_eq!(taken_back.status, 303);
    assert_eq!(here.visitor().get(&address).status, 404, "also where it was made");
}

#[test]
fn a_view_saved_at_one_copy_is_offered_at_the_other_until_it_is_removed_there_on_postgres() {
    let (_db, here, there, federation) = two_copies("sydnarke");
    let chef = here.administrator(&federation);
    let (mut browser, mut elsewhere) = (here.browser(&chef), there.browser(&chef));
    let form = browser.get("/system?q=elev").page().link("Spara vyn").expect("a way to save");
    let fields = [("name", "Skolans"), ("shared_with", "nobody")];
    assert_eq!(browser.submit(&form, "/vyer/ny", &fields).status, 303);
    let view = elsewhere.get("/system").page().link("Skolans").expect("the view is offered");
    let page = elsewhere.get(&view).page().link("Vyns inställningar").expect("a page of the view");
    let removal = format!("{page}/ta-bort");
    assert_eq!(elsewhere.submit(&removal, &removal, &[]).status, 303);
    assert_eq!(browser.get("/system").page().link("Skolans"), None);
}

#[test]
fn what_is_registered_and_told_at_one_copy_is_found_and_read_at_the_other_on_postgres() {
    let (_db, here, there, federation) = two_copies("itradet");
    let chef = here.administrator(&federation);
    let mut elsewhere = there.browser(&chef);
    assert!(!elsewhere.get("/sok?q=elevregistret").page().shows("Elevregister"));
    let system = here.system(&federation, federation.own, "Elevregister");
    assert!(
        elsewhere.get("/sok?q=elevregistret").page().shows("Elevregister"),
        "in another form of the word"
    );
    here.write(&federation, move |tx| {
        let notice = notify::Notice {
            person: chef.person,
            about: Subject::new(SYSTEM, system),
            address: format!("/system/{system}"),
            message: Message::new("hook-switched-off").with("name", "Bussen"),
            key: "told at one copy".to_owned(),
            is_at_once: false,
        };
        notify::tell(tx, &notice)
    });
    assert!(elsewhere.get("/mina-utskick").text().contains("Bussen"));
}

#[test]
fn a_change_of_many_planned_at_one_copy_is_carried_out_at_the_other_once_on_postgres() {
    let (db, here, there, federation) = two_copies("itradet");
    let chef = here.administrator(&federation);
    let systems = ["Lön", "Bygglov"].map(|name| here.system(&federation, federation.own, name));
    let token = here.token(&chef).token;
    let [mut one, mut other] = [&here, &there].map(|copy| copy.visitor().with_token(&token));
    let body = json!({ "systems": systems, "reason": "Översyn", "size": "large" });
    let planned = one.send_json("POST", "/api/v1/bulk-changes", &[], &body);
    assert_eq!(planned.status, 201, "{}", planned.text());
    let address = planned.header("location").to_owned();
    let carry_out = format!("{address}/actions/carry-out");
    let carried_out = other.send_json("POST", &carry_out, &[], &json!({}));
    assert_eq!(carried_out.json()["done"], 2, "{}", carried_out.text());
    assert_eq!(one.get(&address).json()["state"], "carried_out", "the first knows how far it is");
    assert_eq!(one.send_json("POST", &carry_out, &[], &json!({})).status, 422, "once");
    let large = "SELECT count(*) FROM system WHERE size = 'large' AND revision = 2";
    assert_eq!(db.raw_rows(large), [["2"]]);
}
