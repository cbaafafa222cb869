//! A federation adds fields of its own: who may, what becomes of them on their pages, and that only its own overlay makes
//! demands on them.

use crate::program::{Federation, Persona, Program};
use custom_fields::{Definition, FieldType, SaveField};
use findings::AdoptPack;
use kernel::{Actor, FieldValue, Id};
use serde_json::json;
use storage::View;
use testkit::{TestDb, on_both_engines, operator};
use vidmakt::domains;

const LIST: &str = "/administration/falt";
const OVERLAY: &str = "pack = \"vmkf\"\nreason = { sv = \"Vi följer upp avtal.\", en = \"We follow up contracts.\" }\n\
    decision = \"KS § 9\"\n\n[[field_demand]]\nrule = \"contract-signed\"\nfact = \"custom.kontrakt_tecknat\"\n\
    strength = \"must\"\nresponsible = [{ role = \"system_owner\" }]\n\
    text = { sv = \"Avtalets dag är känd.\", en = \"The day of the contract is known.\" }\nclauses = [\"S0-001\"]\n";

fn founded(program: &Program) -> (Federation, Persona) {
    let here = program.federation("here", "vmkf");
    let head = program.administrator(&here);
    program.grant(&here, &head, "head_of_it", here.own);
    (here, head)
}

fn field(label: &'static str, field_type: &'static str) -> [(&'static str, &'static str); 3] {
    [("record_kind", "system"), ("label_sv", label), ("field_type", field_type)]
}

fn a_field_is_added_renamed_retired_and_taken_into_use_again_in_the_browser(db: &TestDb) {
    let program = Program::on(db);
    let (_, head) = founded(&program);
    let mut browser = program.browser(&head);
    assert!(browser.get(LIST).page().shows("Inga egna fält ännu"));
    let new = format!("{LIST}/nytt");
    let wrong = browser.submit(&new, &new, &[("record_kind", "system"), ("label_sv", "Leverantör")]);
    assert_eq!(wrong.status, 422, "{}", wrong.text());
    let done = browser.submit(&new, &new, &field("Kontrakt tecknat", "date"));
    assert_eq!(done.status, 303, "{}", done.text());
    let page = done.header("location").to_owned();
    assert!(browser.get(LIST).page().shows("Kontrakt tecknat"));
    assert!(browser.get("/system/nytt").page().shows("Kontrakt tecknat"));
    let edit = format!("{page}/andra");
    let stale: Vec<(String, String)> = browser.get(&edit).page().form(&edit);
    assert_eq!(browser.submit(&edit, &edit, &[("label_sv", "Avtal tecknat")]).status, 303);
    let mut late: Vec<(&str, &str)> =
        stale.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    late.retain(|(name, _)| *name != "label_sv");
    late.push(("label_sv", "Något annat"));
    let conflict = browser.post(&edit, &late);
    assert_eq!(conflict.status, 422, "{}", conflict.text());
    assert!(conflict.text().contains("Avtal tecknat") && conflict.text().contains("Något annat"));
    let history = browser.get(&page).page();
    assert!(
        history.shows("Fältet ändrades") && history.shows("Kontrakt tecknat"),
        "{:?}",
        history.texts("main")
    );
    let retire = format!("{page}/avveckla");
    assert_eq!(browser.submit(&retire, &retire, &[]).status, 303);
    assert!(!browser.get("/system/nytt").page().shows("Avtal tecknat"));
    assert!(browser.get(LIST).page().shows("Avvecklat"));
    assert_eq!(browser.submit(&retire, &format!("{page}/aterta"), &[]).status, 303);
    assert!(browser.get("/system/nytt").page().shows("Avtal tecknat"));
}

fn who_may_not_manage_fields_sees_no_way_to_and_is_refused(db: &TestDb) {
    let program = Program::on(db);
    let (here, _) = founded(&program);
    let employee = program.employed(&here, "medarbetare");
    let mut browser = program.browser(&employee);
    assert_eq!(browser.get(LIST).status, 403);
    assert!(!browser.get("/").text().contains(LIST));
}

fn a_script_adds_a_field_and_is_told_what_does_not_fit(db: &TestDb) {
    let program = Program::on(db);
    let (_, head) = founded(&program);
    let mut script = program.script(&head);
    let wrong = json!({"record_kind": "system", "label_sv": "Nivå", "field_type": "choice"});
    let refused = script.send_json("POST", "/api/v1/custom-fields", &[], &wrong);
    assert_eq!(
        (refused.status.as_u16(), refused.json()["errors"][0]["field"].as_str()),
        (422, Some("choices"))
    );
    let body =
        json!({"record_kind": "system", "label_sv": "Nivå", "field_type": "choice", "choices": "Låg\nHög"});
    let made = script.send_json("POST", "/api/v1/custom-fields", &[], &body);
    assert_eq!(made.status, 201, "{}", made.text());
    assert_eq!(made.json()["choices"], "lag: Låg\nhog: Hög");
    let address = made.header("location").to_owned();
    let tag = script.get(&address).header("etag").to_owned();
    let changed = script.send_json("PATCH", &address, &[("if-match", &tag)], &json!({"field_type": "text"}));
    assert_eq!(changed.status, 422, "{}", changed.text());
    let retired = script.send_json("POST", &format!("{address}/actions/retire"), &[], &json!({}));
    assert_eq!(retired.json()["retired_on"], "2026-03-02", "{}", retired.text());
    let in_use = script.get("/api/v1/custom-fields?asked=true").json();
    assert_eq!(in_use["items"].as_array().map(Vec::len), Some(0));
}

fn outcome(program: &Program, here: &Federation, system: Id) -> String {
    let actor = Actor::operator(here.tenant, operator().now);
    let subject = kernel::Subject::new(register::SYSTEM, system);
    let found =
        program.db.read(&actor, View::Now, |read| findings::of_subject(read, &subject)).expect("findings");
    let found = found.findings.iter().find(|finding| finding.rule == "contract-signed").expect("the demand");
    found.outcome.name().to_owned()
}

fn an_overlay_makes_demands_on_a_field_and_a_pack_may_not(db: &TestDb) {
    let program = Program::on(db);
    let (here, head) = founded(&program);
    let mut browser = program.browser(&head);
    let system = program.system(&here, here.own, "Lön");
    let source = policy::shipped_pack("vmkf").expect("a pack").clone();
    let ask = AdoptPack {
        source,
        overlay: OVERLAY.into(),
        valid_from: "2026-03-02".parse().ok(),
        decision: "KS § 9".into(),
        reason: "Avtal".into(),
        ..AdoptPack::default()
    };
    let adopt = |ask: AdoptPack| {
        let actor = Actor::operator(here.tenant, operator().now);
        program.db.write(&actor, move |tx| findings::adopt_pack(tx, &ask))
    };
    assert!(adopt(ask.clone()).is_err(), "there is no such field yet");
    let new = format!("{LIST}/nytt");
    let done = browser.submit(&new, &new, &field("Kontrakt tecknat", "date"));
    let page = done.header("location").to_owned();
    let mut own = ask.clone();
    let demand = OVERLAY.split("\n\n").nth(1).expect("the demand");
    let file = own.source.files.iter_mut().find(|(name, _)| name == "objects.toml").expect("a file");
    file.1.push_str(&format!("\n{demand}"));
    assert!(
        adopt(AdoptPack { overlay: String::new(), ..own }).is_err(),
        "a pack knows no federation's fields"
    );
    adopt(ask.clone()).expect("the overlay is adopted");
    assert_eq!(outcome(&program, &here, system), "breached");
    program.write(&here, move |tx| {
        let mut system = register::visible_system(tx, system)?;
        system.custom.put("custom.kontrakt_tecknat", FieldValue::Date("2024-03-01".parse().expect("a day")));
        register::change_system(tx, system)
    });
    assert_eq!(outcome(&program, &here, system), "met");
    let retire = format!("{page}/avveckla");
    assert_eq!(browser.submit(&retire, &retire, &[]).status, 303);
    assert_eq!(outcome(&program, &here, system), "met", "what was adopted still reads and judges");
    assert!(adopt(ask).is_err(), "no new overlay may use a field that is retired");
}

fn a_record_is_found_by_its_choices_as_they_are_called_now_and_not_by_retired_fields(db: &TestDb) {
    let program = Program::on(db);
    let (here, head) = founded(&program);
    let level = Definition {
        record_kind: "system".into(),
        label_sv: "Nivå".into(),
        field_type: Some(FieldType::Choice),
        choices: "hog: Zirkonium".into(),
        ..Definition::default()
    };
    let save = |definition: Definition, revision: Option<i64>| {
        let ask = SaveField { definition, revision, kinds: domains::KINDS_WITH_CUSTOM_FIELDS };
        program.write(&here, move |tx| custom_fields::save_field(tx, &ask))
    };
    let level = save(level, None);
    let system = program.system(&here, here.own, "Lön");
    program.write(&here, move |tx| {
        let mut system = register::visible_system(tx, system)?;
        system.custom.put("custom.niva", FieldValue::Text("hog".into()));
        register::change_system(tx, system)
    });
    let mut script = program.script(&head);
    // What the job of the program does in a round.
    let indexer = Actor::job(here.tenant, testkit::operator().now);
    let mut found = |word: &str| {
        while search::index_more(&program.db, &indexer).expect("some more") {}
        let seen = script.get(&format!("/api/v1/search?q={word}&kind=system")).json();
        seen["items"].as_array().map(Vec::len)
    };
    assert_eq!((found("zirkonium"), found("hafnium")), (Some(1), Some(0)));
    let renamed = Definition { choices: "hog: Hafnium".into(), ..level.clone() };
    let level = save(renamed, Some(level.revision));
    assert_eq!((found("zirkonium"), found("hafnium")), (Some(0), Some(1)));
    program.write(&here, move |tx| custom_fields::retire_field(tx, level.id, None));
    assert_eq!(found("hafnium"), Some(0));
    let kinds = domains::KINDS_WITH_CUSTOM_FIELDS;
    program.write(&here, move |tx| custom_fields::restore_field(tx, level.id, None, kinds));
    assert_eq!(found("hafnium"), Some(1));
}

on_both_engines!(domains::schema();
    a_field_is_added_renamed_retired_and_taken_into_use_again_in_the_browser,
    who_may_not_manage_fields_sees_no_way_to_and_is_refused,
    a_script_adds_a_field_and_is_told_what_does_not_fit,
    an_overlay_makes_demands_on_a_field_and_a_pack_may_not,
    a_record_is_found_by_its_choices_as_they_are_called_now_and_not_by_retired_fields,
);
