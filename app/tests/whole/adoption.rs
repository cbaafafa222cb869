//! Changing the guideline in force: what would change is shown first, then it is adopted from a day, on a decision.

use crate::commands::{DONE, init, run_on};
use crate::program::{Federation, Persona, Program, day};
use findings::{AdoptPack, Adoption, Tried};
use kernel::{Actor, Error, Objection};
use policy::PackSource;
use serde_json::json;
use storage::View;
use testkit::{Acting as _, TestDb, Visitor, on_both_engines, operator};
use vidmakt::domains;

/// A federation under the guideline of seed 001 with one system, and its head of IT.
struct World {
    program: Program,
    here: Federation,
    head: Persona,
}

fn world(db: &TestDb) -> World {
    let program = Program::on(db);
    let here = program.federation("here", "itradet");
    program.system(&here, here.own, "Lön");
    let head = program.employed(&here, "it-chef");
    program.grant(&here, &head, "head_of_it", here.own);
    World { program, here, head }
}

fn shipped(id: &str) -> PackSource {
    policy::shipped_pack(id).unwrap_or_else(|| panic!("{id} is shipped")).clone()
}

/// Entries that move the notice of a coming vacancy from 90 days to 120.
const EARLIER: &str = "pack = \"itradet\"\nreason = { sv = \"Vi vill veta tidigare.\", en = \"We want to know earlier.\" }\n\
    decision = \"KS § 7\"\n\n[[set]]\nparameter = \"vacancy_notice_days\"\nvalue = 120\n";

fn decided(source: PackSource) -> AdoptPack {
    AdoptPack {
        source,
        valid_from: Some(day("2026-03-02")),
        decision: "KS § 2".into(),
        reason: "Ny riktlinje".into(),
        ..AdoptPack::default()
    }
}

impl World {
    fn operator(&self) -> Actor {
        Actor::operator(self.here.tenant, operator().now)
    }

    fn browser(&self) -> Visitor {
        self.program.browser(&self.head)
    }

    fn tried(&self, pack: &str) -> Vec<Tried> {
        let pack = self.program.pack(pack);
        let mut found = Vec::new();
        self.program
            .db
            .read(&self.operator(), View::Now, |read| {
                findings::try_pack(read, &pack, &mut |tried| found.push(tried))
            })
            .expect("it can be tried");
        found
    }

    fn adopt(&self, ask: AdoptPack) -> kernel::Result<kernel::Id> {
        self.program.db.write(&self.operator(), move |tx| findings::adopt_pack(tx, &ask))
    }

    fn in_force(&self) -> Adoption {
        self.program.db.read(&self.operator(), View::Now, findings::adoption_in_force).expect("one").adoption
    }

    fn notice_days(&self) -> i64 {
        let read = self.program.db.read(&self.operator(), View::Now, findings::pack_in_force);
        read.expect("a pack").vacancy_notice_days()
    }

    fn head_of_chain(&self) -> String {
        self.program.db.read(&self.operator(), View::Now, storage::chain_head).expect("a chain")
    }
}

fn objections(answer: kernel::Result<kernel::Id>) -> Vec<Objection> {
    match answer {
        Err(Error::Rejected(objections)) => objections,
        other => panic!("expected objections, got {other:?}"),
    }
}

fn fields(answer: kernel::Result<kernel::Id>) -> Vec<String> {
    objections(answer).into_iter().map(|objection| objection.field).collect()
}

fn a_pack_is_tried_on_the_register_and_nothing_is_written(db: &TestDb) {
    let world = world(db);
    let before = world.head_of_chain();
    let found = world.tried("sydnarke");
    assert!(found.iter().any(Tried::comes), "the other guideline asks for more");
    assert!(found.iter().any(|tried| tried.goes() && tried.then.is_none()), "and not for all of this one");
    assert_eq!(world.head_of_chain(), before);
    assert_eq!(world.in_force().pack, "itradet");
    assert!(world.tried("itradet").is_empty(), "a pack changes nothing against itself");
}

/// A vacant manager is a gap under both guidelines, whatever the rule is called: it neither comes nor goes.
fn a_gap_that_both_guidelines_see_neither_comes_nor_goes(db: &TestDb) {
    let world = world(db);
    let found = world.tried("sydnarke");
    let manager = |tried: &&Tried| tried.subject.kind == "system" && tried.demand.sv == "systemförvaltare";
    let moved: Vec<&Tried> =
        found.iter().filter(manager).filter(|tried| tried.comes() || tried.goes()).collect();
    assert!(moved.is_empty(), "{moved:#?}");
}

fn what_a_trial_says_comes_is_what_an_adoption_brings(db: &TestDb) {
    let world = world(db);
    let gaps = || {
        let read = world.program.db.read(&world.operator(), View::Now, |read| findings::gaps_of(read, None));
        read.expect("gaps").len()
    };
    let (before, found) = (gaps(), world.tried("sydnarke"));
    let count = |is: fn(&Tried) -> bool| found.iter().filter(|tried| is(tried)).count();
    let expected = before + count(Tried::comes) - count(Tried::goes);
    world.adopt(decided(shipped("sydnarke"))).expect("adopted");
    assert_eq!(gaps(), expected);
}

fn a_change_of_pack_needs_a_coming_day_a_decision_and_a_reason(db: &TestDb) {
    let world = world(db);
    let bare = AdoptPack { source: shipped("sydnarke"), ..AdoptPack::default() };
    assert_eq!(fields(world.adopt(bare)), ["decision", "reason", "valid_from"]);
    let past = AdoptPack { valid_from: Some(day("2026-03-01")), ..decided(shipped("sydnarke")) };
    assert_eq!(fields(world.adopt(past)), ["valid_from"]);
    assert_eq!(world.in_force().pack, "itradet");
}

fn what_was_looked_at_before_another_adoption_is_not_adopted(db: &TestDb) {
    let world = world(db);
    let seen = Some(1);
    world.adopt(AdoptPack { seen, overlay: EARLIER.into(), ..decided(shipped("itradet")) }).expect("adopted");
    let other = AdoptPack { seen, ..decided(shipped("itradet")) };
    assert_eq!(fields(world.adopt(other)), ["overlay"]);
    assert_eq!(world.notice_days(), 120, "the entries that were adopted first hold");
}

fn a_pack_whose_tests_fail_cannot_be_adopted(db: &TestDb) {
    let world = world(db);
    let mut source = shipped("itradet");
    let (file, text) = source.files.iter_mut().find(|(name, _)| name.starts_with("tests/")).expect("a test");
    let file = file.clone();
    *text = text.replacen("outcome = \"met\"", "outcome = \"breached\"", 1);
    let found = objections(world.adopt(decided(source)));
    assert!(found.iter().all(|objection| objection.field == "pack"));
    let told = texts::render(kernel::Language::Swedish, &found[0].message);
    assert!(told.contains(&file) && told.contains("Provet"), "{told}");
}

fn own_entries_are_laid_over_the_pack_and_every_version_is_kept(db: &TestDb) {
    let world = world(db);
    assert_eq!(world.notice_days(), 90);
    let ask = AdoptPack { overlay: EARLIER.into(), ..decided(shipped("itradet")) };
    world.adopt(ask).expect("adopted");
    assert_eq!(world.notice_days(), 120);
    let later = world.operator().at("2026-03-09T08:00:00Z");
    let as_of = View::AsOf(day("2026-03-01"));
    let then = world.program.db.read(&later, as_of, findings::pack_in_force).expect("a pack");
    assert_eq!(then.vacancy_notice_days(), 90, "a day before it judges by what was in force then");
    let adopted = world.program.db.read(&later, View::Now, findings::adopted_packs).expect("packs");
    assert_eq!(adopted.len(), 2);
}

fn a_mistake_in_an_own_entry_is_told_with_its_place(db: &TestDb) {
    let world = world(db);
    let overlay = EARLIER.replace("value = 120", "valeu = 120");
    let found = objections(world.adopt(AdoptPack { overlay, ..decided(shipped("itradet")) }));
    assert_eq!(found[0].field, "overlay");
    let told = texts::render(kernel::Language::Swedish, &found[0].message);
    assert!(told.starts_with("Rad 7, kolumn 1:"), "{told}");
}

fn an_own_entry_may_not_hold_a_personal_identity_number(db: &TestDb) {
    let world = world(db);
    let overlay = format!("# 19121212-1212\n{EARLIER}");
    assert_eq!(fields(world.adopt(AdoptPack { overlay, ..decided(shipped("itradet")) })), ["overlay"]);
}

fn a_browser_shows_what_would_change_before_it_adopts(db: &TestDb) {
    let world = world(db);
    let mut browser = world.browser();
    let page = browser.get("/administration/regelpaket").page();
    assert!(page.shows("Gäller nu"), "{:?}", page.rows());
    let path = "/administration/regelpaket/sydnarke";
    let page = browser.get(path).page();
    assert!(page.shows("skulle tillkomma"), "{:?}", page.texts("p"));
    let fields = [("valid_from", "2026-03-02"), ("decision", ""), ("reason", "")];
    let seen = browser.submit(path, path, &fields);
    assert_eq!(seen.status, 422, "without a decision it is not adopted");
    assert_eq!(world.in_force().pack, "itradet");
    let fields = [("valid_from", "2026-03-02"), ("decision", "KS § 3"), ("reason", "Gemensam nämnd")];
    assert_eq!(browser.submit(path, path, &fields).status, 303);
    let adopted = world.in_force();
    assert_eq!((adopted.pack.as_str(), adopted.decision.as_str()), ("sydnarke", "KS § 3"));
}

fn a_browser_shows_changed_own_entries_first_and_loses_nothing(db: &TestDb) {
    let world = world(db);
    let mut browser = world.browser();
    let path = "/administration/regelpaket/i-kraft";
    let wrong = EARLIER.replace("value = 120", "valeu = 120");
    let seen = browser.submit(path, path, &[("overlay", &wrong)]);
    assert_eq!(seen.status, 422);
    assert!(seen.page().shows("Rad 7, kolumn 1:"), "{}", seen.text());
    assert!(seen.text().contains("valeu = 120"), "what was written is still there");
    let mut sent = seen.page().form(path);
    sent.retain(|(name, _)| name != "overlay");
    sent.push(("overlay".into(), EARLIER.into()));
    let pairs = |sent: &[(String, String)]| sent.to_vec();
    let first = pairs(&sent);
    let fields: Vec<(&str, &str)> =
        first.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let seen = browser.post(path, &fields);
    assert_eq!(seen.status, 200, "changed entries are shown, not adopted: {}", seen.text());
    assert_eq!(world.notice_days(), 90);
    let shown = seen.page().form(path);
    let fields: Vec<(&str, &str)> =
        shown.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let seen = browser.post(path, &fields);
    assert_eq!(seen.status, 303, "{}", seen.text());
    assert_eq!(world.notice_days(), 120);
    let adopted = world.in_force();
    assert_eq!(adopted.decision, "KS § 7", "the entries say on which decision");
    assert_eq!(adopted.reason, "Vi vill veta tidigare.");
}

fn a_script_adopts_once_and_sees_what_is_in_force(db: &TestDb) {
    let world = world(db);
    let mut script = world.program.script(&world.head);
    let body = json!({"pack": "itradet", "valid_from": "2026-03-02", "overlay": EARLIER, "decision": "KS § 7",
        "reason": "Tidigare"});
    let key = [("idempotency-key", "a")];
    let made = script.send_json("POST", "/api/v1/policies", &key, &body);
    assert_eq!(made.status, 201, "{}", made.text());
    assert_eq!(script.send_json("POST", "/api/v1/policies", &key, &body).json()["id"], made.json()["id"]);
    let list = script.get("/api/v1/policies?sort=-valid_from").json();
    let in_force: Vec<bool> =
        list["items"].as_array().unwrap().iter().map(|one| one["is_in_force"] == true).collect();
    assert_eq!(in_force, [true, false]);
    let first = list["items"][1]["id"].as_str().unwrap().to_owned();
    let again = json!({"valid_from": "2026-03-02", "decision": "KS § 8", "reason": "Tillbaka"});
    let back = script.send_json("POST", &format!("/api/v1/policies/{first}/actions/adopt"), &[], &again);
    assert_eq!(
        (back.status.as_u16(), back.json()["is_in_force"].clone()),
        (200, json!(true)),
        "{}",
        back.text()
    );
    assert_eq!(world.notice_days(), 90, "as the first one was");
    let unknown = json!({"pack": "sjunde", "valid_from": "2026-03-02", "decision": "x", "reason": "x"});
    let refused = script.send_json("POST", "/api/v1/policies", &[], &unknown);
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("itradet"), "the known ones are told: {}", refused.text());
}

fn whoever_may_not_adopt_may_read_what_is_in_force(db: &TestDb) {
    let world = world(db);
    let employee = world.program.employed(&world.here, "medarbetare");
    let mut browser = world.program.browser(&employee);
    assert_eq!(browser.get("/administration/regelpaket").status, 200);
    assert_eq!(browser.get("/administration/regelpaket/sydnarke").status, 403);
    let mut script = world.program.script(&employee);
    assert_eq!(script.get("/api/v1/policies").status, 200);
    let body = json!({"pack": "sydnarke", "valid_from": "2026-03-02", "decision": "x", "reason": "x"});
    assert_eq!(script.send_json("POST", "/api/v1/policies", &[], &body).status, 403);
    assert_eq!(world.in_force().pack, "itradet");
}

fn scripts_follow_the_audit_log(db: &TestDb) {
    let world = world(db);
    world.adopt(decided(shipped("sydnarke"))).expect("adopted");
    let mut script = world.program.script(&world.head);
    let page = script.get("/api/v1/events?limit=2").json();
    let sequences = |page: &serde_json::Value| -> Vec<i64> {
        page["items"].as_array().unwrap().iter().map(|event| event["sequence"].as_i64().unwrap()).collect()
    };
    assert_eq!(sequences(&page), [1, 2]);
    let cursor = page["next_cursor"].as_str().expect("more").to_owned();
    assert_eq!(sequences(&script.get(&format!("/api/v1/events?limit=2&cursor={cursor}")).json()), [3, 4]);
    let adopted = script.get("/api/v1/events?action=policy_pack.adopted&sort=-sequence").json();
    let newest = &adopted["items"][0];
    assert_eq!((newest["decision"].clone(), newest["is_erased"].clone()), (json!("KS § 2"), json!(false)));
    assert_eq!(newest["changes"]["pack"], json!([null, "sydnarke"]));
    let subject = newest["subject"].as_str().unwrap();
    let of_record = script.get(&format!("/api/v1/events?subject_kind=policy_pack&subject={subject}")).json();
    assert_eq!(of_record["items"].as_array().unwrap().len(), 1);
    assert_eq!(script.get("/api/v1/events?until=2026-03-01").json()["items"], json!([]));
    assert!(!sequences(&script.get("/api/v1/events?from=2026-03-02").json()).is_empty());
    assert_eq!(script.get("/api/v1/events?from=nyss").status, 422);
    let employee = world.program.employed(&world.here, "medarbetare");
    assert_eq!(world.program.script(&employee).get("/api/v1/events").status, 403);
}

fn the_command_line_tries_a_pack(db: &TestDb) {
    init(db, "kommun").with(DONE);
    let tried = run_on(db, &["policy", "try", "sydnarke", "--json"]).with(DONE).json();
    let rows = tried.as_array().expect("rows");
    assert!(rows.iter().any(|row| row["now"].is_null() && row["then"] == "breached"), "{tried}");
    for row in rows {
        assert!(row["subject"]["name"].is_string() && row["rule"].is_string() && row["clauses"].is_array());
    }
    assert!(run_on(db, &["policy", "try", "itradet"]).with(DONE).stdout.contains("0 brister"));
}

on_both_engines!(domains::schema();
    a_pack_is_tried_on_the_register_and_nothing_is_written,
    a_gap_that_both_guidelines_see_neither_comes_nor_goes,
    what_a_trial_says_comes_is_what_an_adoption_brings,
    a_change_of_pack_needs_a_coming_day_a_decision_and_a_reason,
    what_was_looked_at_before_another_adoption_is_not_adopted,
    a_pack_whose_tests_fail_cannot_be_adopted,
    own_entries_are_laid_over_the_pack_and_every_version_is_kept,
    a_mistake_in_an_own_entry_is_told_with_its_place,
    an_own_entry_may_not_hold_a_personal_identity_number,
    a_browser_shows_what_would_change_before_it_adopts,
    a_browser_shows_changed_own_entries_first_and_loses_nothing,
    a_script_adopts_once_and_sees_what_is_in_force,
    whoever_may_not_adopt_may_read_what_is_in_force,
    scripts_follow_the_audit_log,
    the_command_line_tries_a_pack,
);
