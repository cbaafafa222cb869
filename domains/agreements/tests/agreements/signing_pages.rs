//! Approving and signing as the pages and the API offer them.

use crate::world::{World, browser, schema, script, site};
use agreements::{Agreement, AgreementKind};
use kernel::Subject;
use register::{Document, SYSTEM, register_document};
use serde_json::json;
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    an_agreement_is_approved_and_signed_in_the_browser,
    who_may_not_sign_is_not_asked_to_and_told_who_does,
    whoever_changes_what_is_signed_is_told_that_it_is_signed_anew,
    a_document_of_the_system_is_ticked_and_leads_there,
    a_script_approves_and_signs,
    the_page_of_an_object_shows_the_agreements_of_its_systems,
);

fn an_agreement_is_approved_and_signed_in_the_browser(db: &TestDb) {
    let world = World::new(db);
    let system = world.system("Lön");
    let owner = world.owner_of("Systemägare Lön", system);
    let id = world.entered(world.agreement("Avtal A", &[system]));
    let mut visitor = browser(&site(&world, &[&owner]), &owner);
    let address = format!("/avtal/{id}");
    let page = visitor.get(&address).page();
    assert!(page.shows("Väntar på godkännande") && page.shows("Inte tecknat"), "{:?}", page.texts("main"));
    assert!(page.link("Godkänn").is_some() && page.link("Teckna").is_none());
    let approve = format!("{address}/godkann");
    assert!(visitor.get(&approve).page().shows("Du godkänner avtalet för Lön."));
    let done = visitor.submit(&approve, &approve, &[("decision", "§ 12")]);
    assert_eq!((done.status.as_u16(), done.header("location")), (303, address.as_str()), "{}", done.text());
    let page = visitor.get(&address).page();
    assert!(page.shows("§ 12") && page.shows("Systemägare Lön"), "{:?}", page.texts("main"));
    let sign = format!("{address}/teckna");
    assert!(page.link("Teckna").is_some());
    let ahead = visitor.submit(&sign, &sign, &[("on", "2099-01-01")]);
    assert_eq!(ahead.status, 422, "{}", ahead.text());
    assert!(ahead.page().shows("noteras efteråt"));
    let done = visitor.submit(&sign, &sign, &[("on", "2026-01-15")]);
    assert_eq!(done.status, 303, "{}", done.text());
    let page = visitor.get(&address).page();
    assert!(page.shows("2026-01-15") && page.link("Teckna").is_none(), "{:?}", page.texts("main"));
    let listed = visitor.get("/avtal?visa=unsigned").page();
    assert!(listed.link("Avtal A").is_none());
}

fn who_may_not_sign_is_not_asked_to_and_told_who_does(db: &TestDb) {
    let world = World::where_owners_sign(db);
    let system = world.system("Lön");
    let head = world.head();
    let id = world.entered(world.on_support("Avtal A", &[system]));
    let mut visitor = browser(&site(&world, &[&head]), &head);
    let page = visitor.get(&format!("/avtal/{id}")).page();
    assert!(page.link("Teckna").is_none() && page.link("Säg upp").is_some());
    let refused = visitor.get(&format!("/avtal/{id}/teckna"));
    assert_eq!(refused.status, 403);
    assert!(refused.text().contains("systemägare"), "{}", refused.text());
}

fn whoever_changes_what_is_signed_is_told_that_it_is_signed_anew(db: &TestDb) {
    let world = World::new(db);
    let head = world.head();
    let id = world.entered(world.on_support("Avtal A", &[]));
    let mut visitor = browser(&site(&world, &[&head]), &head);
    let (sign, edit) = (format!("/avtal/{id}/teckna"), format!("/avtal/{id}/andra"));
    assert_eq!(visitor.submit(&sign, &sign, &[]).status, 303);
    assert_eq!(visitor.submit(&edit, &edit, &[("number", "17")]).status, 303);
    assert!(world.loaded(id).signed.is_some());
    assert_eq!(visitor.submit(&edit, &edit, &[("notice_months", "6")]).status, 303);
    let page = visitor.get(&format!("/avtal/{id}")).page();
    assert!(
        page.shows("behöver tecknas på nytt") && page.link("Teckna").is_none(),
        "{:?}",
        page.texts("main")
    );
    assert!(page.shows("Inte tecknat"));
}

fn a_document_of_the_system_is_ticked_and_leads_there(db: &TestDb) {
    let world = World::new(db);
    let head = world.head();
    let system = world.system("Lön");
    let subject = Subject::new(SYSTEM, system);
    let document =
        Document { name: "Avtalet med bilagor".into(), ..Document::new(subject, "management_plan") };
    let document = world.done(|tx| register_document(tx, document));
    let id = world.entered(world.agreement("Avtal A", &[system]));
    let mut visitor = browser(&site(&world, &[&head]), &head);
    let edit = format!("/avtal/{id}/andra");
    assert!(visitor.get(&edit).page().shows("Avtalet med bilagor"));
    let done = visitor.submit(&edit, &edit, &[("documents", &document.to_string())]);
    assert_eq!(done.status, 303, "{}", done.text());
    let page = visitor.get(&format!("/avtal/{id}")).page();
    assert_eq!(page.link("Avtalet med bilagor"), Some(format!("/dokument/{document}")));
}

fn a_script_approves_and_signs(db: &TestDb) {
    let world = World::new(db);
    let head = world.head();
    let system = world.system("Lön");
    let id = world.entered(world.agreement("Avtal A", &[system]));
    let site = site(&world, &[&head]);
    let mut script = script(&world, &site, &head);
    let address = format!("/api/v1/agreements/{id}");
    let sign = format!("{address}/actions/sign");
    let early = script.send_json("POST", &sign, &[], &json!({"on": "2026-01-15"}));
    assert_eq!(early.status, 422, "{}", early.text());
    let approved = script.send_json("POST", &format!("{address}/actions/approve"), &[], &json!({}));
    assert_eq!(approved.status, 200, "{}", approved.text());
    assert_eq!(approved.json()["approved_systems"], json!([system]));
    let signed = script.send_json("POST", &sign, &[], &json!({"on": "2026-01-15"}));
    assert_eq!(signed.json()["signed_on"], "2026-01-15", "{}", signed.text());
}

fn the_page_of_an_object_shows_the_agreements_of_its_systems(db: &TestDb) {
    let world = World::new(db);
    let head = world.head();
    let (system, object) = (world.system("Lön"), world.object("Personalobjektet"));
    world.done(move |tx| register::set_object_systems(tx, object, 1, &[system].into()));
    world.entered(world.agreement("Avtal A", &[system]));
    world.entered(Agreement { kind: Some(AgreementKind::Service), ..world.agreement("Avtal B", &[]) });
    let mut visitor = browser(&site(&world, &[&head]), &head);
    let page = visitor.get(&format!("/objekt/{object}")).page();
    assert!(page.link("Avtal A").is_some() && page.link("Avtal B").is_none(), "{:?}", page.texts("main"));
    let listed = visitor.get(&format!("/avtal?object={object}")).page();
    assert!(listed.link("Avtal A").is_some() && listed.link("Avtal B").is_none());
}
