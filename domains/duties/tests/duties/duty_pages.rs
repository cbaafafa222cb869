//! The pages of duties and the API: what is missing leads to the form, and what is said stands on its pages.

use crate::world::{World, browser, schema};
use kernel::Subject;
use register::SYSTEM;
use serde_json::json;
use testkit::{Acting as _, TestDb, on_both_engines};

on_both_engines!(schema();
    what_is_missing_leads_to_the_form_and_back,
    ones_own_duties_stand_on_one_page_with_what_is_missing_first,
    ones_own_duties_cost_as_many_statements_on_many_records_as_on_two,
    what_another_said_meanwhile_is_not_written_over_by_sending_the_form_once_more,
    what_is_wrong_in_the_form_comes_back_with_what_was_typed,
    a_statement_is_confirmed_copied_and_withdrawn_in_the_browser,
    a_script_states_confirms_copies_and_withdraws,
    a_page_of_the_past_lets_nobody_say_anything,
);

const DUTY: &str = "manager-tests-restoring";

fn form_of(world: &World, duty: &str) -> String {
    let back = format!("%2Fsystem%2F{}", world.system);
    format!("/ansvar/ny?duty={duty}&subject_kind=system&subject={}&back={back}", world.system)
}

fn what_is_missing_leads_to_the_form_and_back(db: &TestDb) {
    let world = World::new(db);
    let site = world.site(&[&world.manager, &world.owner]);
    let mut manager = browser(&site, &world.manager);
    let system = format!("/system/{}", world.system);
    let text = manager.get(&system).page();
    assert!(text.shows("2 ansvar utan aktuell redogörelse"), "gathered by who has them");
    assert!(text.link("Redogör för ansvaren").is_some_and(|href| href == format!("{system}/ansvar")));
    let duties = manager.get(&format!("{system}/ansvar")).page();
    assert!(duties.shows("systemförvaltare: 0 av 2 ansvar har en aktuell redogörelse"));
    let form = duties.link("Ser till att återläsning testas.").expect("a way to the form");
    let saved = manager.submit(
        &form,
        "/ansvar/ny",
        &[
            ("duty", DUTY),
            ("subject_kind", "system"),
            ("subject", &world.system.to_string()),
            ("back", &format!("{system}/ansvar")),
            ("content", "Återläsning provas **varje kvartal**."),
        ],
    );
    assert_eq!(saved.status, 303, "{}", saved.text());
    assert_eq!(saved.header("location").split('?').next(), Some(format!("{system}/ansvar").as_str()));
    let duties = manager.get(&format!("{system}/ansvar")).page();
    assert!(duties.shows("systemförvaltare: 1 av 2 ansvar har en aktuell redogörelse"));
    let statement = duties.link("Ser till att återläsning testas.").expect("a way to the statement");
    assert!(manager.get(&statement).text().contains("<strong>varje kvartal</strong>"));
    let mut owner = browser(&site, &world.owner);
    let page = owner.get(&statement).page();
    assert!(page.shows("Systemförvaltare Ekonomi") && !page.shows("Stämmer fortfarande"));
    assert_eq!(owner.get(&form_of(&world, DUTY)).status, 403, "it is not the owner's duty");
}

fn ones_own_duties_stand_on_one_page_with_what_is_missing_first(db: &TestDb) {
    let world = World::new(db);
    world.states(&world.manager, DUTY).unwrap();
    let site = world.site(&[&world.manager, &world.owner, &world.technician]);
    let mut manager = browser(&site, &world.manager);
    let rows = manager.get("/ansvar").page().rows();
    let duties: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(duties, ["Planerar utbildning.", "Ser till att återläsning testas."]);
    let mut owner = browser(&site, &world.owner);
    assert_eq!(owner.get("/ansvar").page().rows().len(), 1);
    let listed = owner.get("/ansvar/lista").page().rows();
    assert_eq!(listed.len(), 1, "who reads the documents of the system reads what is said");
    let mut technician = browser(&site, &world.technician);
    assert!(technician.get("/ansvar").page().shows("Riktlinjen begär ingen redogörelse av dig."));
    let listed = |query: &str, owner: &mut testkit::Visitor| {
        owner.get(&format!("/ansvar/lista?{query}")).page().rows().len()
    };
    assert_eq!(listed("role=system_manager", &mut owner), 1);
    assert_eq!(listed("role=system_owner", &mut owner), 0);
    assert_eq!(listed("visa=mine", &mut owner), 0);
    assert_eq!(listed("visa=withdrawn", &mut owner), 0);
}

fn ones_own_duties_cost_as_many_statements_on_many_records_as_on_two(db: &TestDb) {
    let world = World::new(db);
    let managed = |name| {
        let system = world.system_of(name, world.town);
        world.appoint("system_manager", &world.manager, Subject::new(SYSTEM, system));
    };
    managed("System 1");
    world.states(&world.manager, DUTY).unwrap();
    let mut manager = browser(&world.site(&[&world.manager]), &world.manager);
    let mut cost = || {
        let before = world.db.statements_run();
        let rows = manager.get("/ansvar").page().rows().len();
        (rows, world.db.statements_run() - before)
    };
    cost();
    let (rows, of_two) = cost();
    assert_eq!(rows, 4);
    for name in ["System 2", "System 3", "System 4", "System 5", "System 6"] {
        managed(name);
    }
    assert_eq!(cost(), (14, of_two));
}

fn what_another_said_meanwhile_is_not_written_over_by_sending_the_form_once_more(db: &TestDb) {
    let world = World::new(db);
    let mut manager = browser(&world.site(&[&world.manager]), &world.manager);
    let form = form_of(&world, DUTY);
    let begun = manager.get(&form).page().form("/ansvar/ny");
    let said = world.states(&world.operator, DUTY).unwrap();
    let mut sent: Vec<(&str, &str)> =
        begun.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    sent.retain(|(name, _)| *name != "content");
    sent.push(("content", "Mina ord."));
    let seen = manager.post("/ansvar/ny", &sent);
    assert_eq!(seen.status, 422, "{}", seen.text());
    assert!(seen.page().shows("Något är redan skrivet"), "{:?}", seen.page().texts("main"));
    assert!(!seen.text().contains("name=\"revision\""), "it began with nothing");
    assert_eq!(manager.post("/ansvar/ny", &sent).status, 422);
    let anew = manager.submit(&form, "/ansvar/ny", &[("content", "Våra ord.")]);
    assert_eq!(anew.status, 303, "who has seen what stands writes over it: {}", anew.text());
    let page = manager.get(&format!("/ansvar/{}", said.id)).page();
    assert!(page.shows("Våra ord."), "{:?}", page.texts("main"));
}

fn what_is_wrong_in_the_form_comes_back_with_what_was_typed(db: &TestDb) {
    let world = World::new(db);
    let site = world.site(&[&world.manager]);
    let mut manager = browser(&site, &world.manager);
    let long = "å".repeat(5_001);
    let system = world.system.to_string();
    let fields = [
        ("duty", DUTY),
        ("subject_kind", "system"),
        ("subject", &system),
        ("content", &long),
        ("link", "fel"),
    ];
    let seen = manager.submit(&form_of(&world, DUTY), "/ansvar/ny", &fields);
    assert_eq!(seen.status, 422);
    assert!(seen.text().contains(&long) && seen.text().contains("#field-content"));
    assert_eq!(manager.get("/ansvar/ny?duty=x").status, 404);
    assert_eq!(manager.get(&form_of(&world, "manager-answers-for-economy")).status, 404);
}

fn a_statement_is_confirmed_copied_and_withdrawn_in_the_browser(db: &TestDb) {
    let world = World::new(db);
    let said = world.states(&world.manager, DUTY).unwrap().id;
    let other = world.system_of("Lön", world.town).to_string();
    let later = world.operator.clone().at("2027-03-10T08:00:00Z").now;
    let site = world.site_at(&[&world.manager], later);
    let mut manager = browser(&site, &world.manager);
    let page = format!("/ansvar/{said}");
    assert!(manager.get(&page).page().shows("Ska ses över"));
    let reviewed = manager.submit(&page, &format!("{page}/stammer"), &[]);
    assert_eq!(reviewed.status, 303, "{}", reviewed.text());
    assert!(manager.get(&page).page().shows("2028-03-10"));
    let form = format!("/system/{}/ansvar/kopiera", world.system);
    assert!(manager.get(&form).text().contains("Lön (Kommunen)"));
    let copied = manager.submit(&form, &form, &[("systems", &other)]);
    assert_eq!(copied.status, 303, "{}", copied.text());
    assert!(manager.get(&format!("/system/{other}/ansvar")).page().shows("2028-03-10"));
    let form = format!("{page}/dra-tillbaka");
    assert_eq!(manager.submit(&form, &form, &[("reason", "")]).status, 422);
    assert_eq!(manager.submit(&form, &form, &[("reason", "Fel system")]).status, 303);
    let seen = manager.get(&page).page();
    assert!(seen.shows("Tillbakadragen") && seen.shows("Fel system") && !seen.shows("Stämmer fortfarande"));
}

fn a_script_states_confirms_copies_and_withdraws(db: &TestDb) {
    let world = World::new(db);
    let other = world.system_of("Lön", world.town);
    let site = world.site(&[&world.manager]);
    let mut script = world.script(&site, &world.manager);
    let body = json!({
        "duty": DUTY, "subject_kind": "system", "subject": world.system, "link": "https://intranat.example/rutin",
    });
    let made = script.send_json("POST", "/api/v1/duty-statements", &[], &body);
    assert_eq!(made.status, 201, "{}", made.text());
    assert_eq!(made.json()["review_date"], "2027-03-02");
    let again = script.send_json("POST", "/api/v1/duty-statements", &[], &body);
    assert_eq!(again.status, 422, "it is changed, not made twice: {}", again.text());
    let path = format!("/api/v1/duty-statements/{}", made.json()["id"].as_str().expect("an id"));
    let tag = script.get(&path).header("etag").to_owned();
    let changed = script.send_json("PATCH", &path, &[("if-match", &tag)], &json!({"content": "Så här."}));
    assert_eq!(changed.json()["content"], "Så här.", "{}", changed.text());
    let stays = script.send_json("PATCH", &path, &[("if-match", "\"2\"")], &json!({"duty": "annat"}));
    assert_eq!(stays.status, 422, "{}", stays.text());
    let mut act = |step: &str, body| {
        let seen = script.send_json("POST", &format!("{path}/actions/{step}"), &[], &body);
        assert_eq!(seen.status, 200, "{step}: {}", seen.text());
        seen.json()
    };
    assert_eq!(act("review", json!({}))["made_on"], "2026-03-02");
    act("copy", json!({"systems": [other]}));
    assert_eq!(act("withdraw", json!({"reason": "Fel"}))["withdrawn_because"], "Fel");
    let listed = script.get(&format!("/api/v1/duty-statements?subject={other}&duty={DUTY}")).json();
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(1), "{listed}");
}

fn a_page_of_the_past_lets_nobody_say_anything(db: &TestDb) {
    let world = World::new(db);
    let said = world.states(&world.manager, DUTY).unwrap().id;
    let later = world.operator.clone().at("2026-03-09T08:00:00Z").now;
    let site = world.site_at(&[&world.manager], later);
    let mut manager = browser(&site, &world.manager);
    let page = manager.get(&format!("/ansvar/{said}?as_of=2026-03-05")).page();
    assert!(page.shows("Det görs varje kvartal.") && !page.shows("Stämmer fortfarande"));
    let duties = manager.get(&format!("/system/{}/ansvar?as_of=2026-03-05", world.system)).page();
    assert!(duties.link("Planerar utbildning.").is_none(), "nothing is said in the past");
}
