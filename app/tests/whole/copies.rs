//! No state in the process: what one copy of the program knows, refuses or has promised, every other copy on the same
//! PostgreSQL knows, refuses and keeps at once; and work that a killed copy leaves is done by another, once.

use crate::commands::{DONE, address_of, init, run_on};
use crate::program::{Federation, PASSWORD, Program, day};
use crate::scenarios::served::Served;
use kernel::{Actor, Instant, TenantId};
use organisation::{
    AddStep, CloseUnit, DecideReorganisation, Reorganisation, SaveReorganisation, SaveUnit, Step, Unit,
    add_step, save_reorganisation, save_unit, take_reorganisation_decision,
};
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;
use testkit::{Answers, Engine, Receiver, TestDb, operator};
use vidmakt::domains;
use vidmakt::post::Post;
use vidmakt::rounds::Caretaker;
use web::{Stopping, accounts};

fn database() -> TestDb {
    TestDb::fresh(Engine::Postgres, &domains::schema())
}

/// Two copies and a federation that both know.
fn two_copies(db: &TestDb) -> (Program, Program, Federation) {
    let (here, there) = (Program::on(db), Program::on(db));
    let federation = here.federation("one", "itradet");
    (here, there, federation)
}

#[test]
fn a_field_that_is_added_or_retired_at_one_copy_is_asked_for_at_the_other_at_once_on_postgres() {
    let db = database();
    let (here, there, federation) = two_copies(&db);
    let chef = here.administrator(&federation);
    let system = here.system(&federation, federation.own, "Lön");
    let mut browser = there.browser(&chef);
    let form = format!("/system/{system}/andra");
    assert!(!browser.get(&form).text().contains("Kontrakt tecknat"));
    let saved = here.write(&federation, |tx| {
        let definition = custom_fields::Definition {
            record_kind: "system".into(),
            label_sv: "Kontrakt tecknat".into(),
            field_type: Some(custom_fields::FieldType::Date),
            ..custom_fields::Definition::default()
        };
        let kinds = domains::KINDS_WITH_CUSTOM_FIELDS;
        custom_fields::save_field(tx, &custom_fields::SaveField { definition, revision: None, kinds })
    });
    assert!(browser.get(&form).text().contains("Kontrakt tecknat"), "asked for there");
    here.write(&federation, move |tx| custom_fields::retire_field(tx, saved.id, Some(saved.revision)));
    assert!(!browser.get(&form).text().contains("Kontrakt tecknat"), "and no longer");
}

#[test]
fn what_is_taken_from_somebody_at_one_copy_is_gone_at_the_other_at_once_on_postgres() {
    let db = database();
    let (here, there, federation) = two_copies(&db);
    let somebody = here.employed(&federation, "somebody");
    let system = here.system(&federation, federation.own, "Lön");
    let grant = access::Grant {
        source: kernel::Id::new(),
        person: somebody.person,
        core_function: findings::ADMINISTRATOR.to_owned(),
        subject: federation.own,
        home: Some(federation.own),
        valid: kernel::Period::ALWAYS,
    };
    let source = grant.source;
    here.write(&federation, move |tx| access::give(tx, &grant));
    let (mut browser, mut script) = (there.browser(&somebody), there.script(&somebody));
    let form = format!("/system/{system}/andra");
    assert_eq!(browser.get(&form).status, 200);
    here.write(&federation, move |tx| access::take_back(tx, source));
    assert_eq!(browser.get(&form).status, 403, "the permission");
    assert_eq!(script.get("/api/v1/organisations").status, 200);
    let (installation, user) =
        (Actor::operator(TenantId::INSTALLATION, operator().now), somebody.user.clone());
    here.db.installation(&installation, move |i| accounts::set_locked(i, &user, true)).expect("locked");
    assert_eq!(browser.get("/").status, 303, "the session of a locked account");
    assert_eq!(script.get("/api/v1/organisations").status, 401, "and its token");
}

#[test]
fn a_request_that_is_repeated_at_another_copy_is_done_once_on_postgres() {
    let db = database();
    let (here, there, federation) = two_copies(&db);
    let chef = here.administrator(&federation);
    let token = here.token(&chef).token;
    let body = json!({ "name": "Lön", "kind": "it_system", "organisation": federation.own });
    let ask = |copy: &Program| {
        let mut script = copy.visitor().with_token(&token);
        script.send_json("POST", "/api/v1/systems", &[("idempotency-key", "one")], &body).json()["id"].clone()
    };
    let both = std::thread::scope(|scope| {
        let asked = [&here, &there].map(|copy| scope.spawn(move || ask(copy)));
        asked.map(|one| one.join().expect("it goes well"))
    });
    assert!(both[0].is_string() && both[0] == both[1], "{both:?}");
    assert_eq!(ask(&there), both[0], "and later");

    let mut browser = here.browser(&chef);
    let mut elsewhere = there.coming_from_elsewhere(&browser);
    let page = browser.get("/administration/enheter/ny").page();
    let mut form = page.form("/administration/enheter/ny");
    form.retain(|(name, _)| name != "name" && name != "organisation");
    form.extend([
        ("name".to_owned(), "Drift".to_owned()),
        ("organisation".to_owned(), federation.own.to_string()),
    ]);
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(browser.post("/administration/enheter/ny", &form).status, 303);
    elsewhere.post("/administration/enheter/ny", &form);
    assert_eq!(db.raw_rows("SELECT count(*) FROM unit WHERE name = 'Drift'"), [["1"]]);
    assert_eq!(db.raw_rows("SELECT count(*) FROM system"), [["1"]]);
}

#[test]
fn wrong_passwords_at_all_copies_count_together_on_postgres() {
    let db = database();
    let (here, there, federation) = two_copies(&db);
    let somebody = here.employed(&federation, "somebody");
    let try_at = |copy: &Program, password: &str| {
        copy.visitor()
            .post("/logga-in", &[("user_name", &somebody.user), ("password", password)])
            .status
            .as_u16()
    };
    for _ in 0..5 {
        assert_ne!(try_at(&here, "wrong"), 429);
        assert_ne!(try_at(&there, "wrong"), 429);
    }
    assert_eq!(try_at(&here, PASSWORD), 429, "ten in all");
    assert_eq!(try_at(&there, PASSWORD), 429);
}

/// One copy of the program at a time.
fn caretaker(program: &Program, now: Instant) -> Caretaker {
    let post = Post { server: None, public_url: "http://localhost".into(), stopping: Stopping::default() };
    Caretaker::new(program.db.clone(), Arc::new(move || now), post)
}

/// A plan that closes a unit on 1 December 2026.
fn decided_plan(program: &Program, federation: &Federation) {
    let own = federation.own;
    program.write(federation, move |tx| {
        let because = organisation::Because::default();
        let unit = save_unit(tx, &SaveUnit { unit: Unit::new("Drift", own), revision: None, because })?;
        let plan = Reorganisation::new("Ny ordning", vec![own], day("2026-12-01"));
        let plan = save_reorganisation(tx, &SaveReorganisation { plan, revision: None })?;
        let step = Step::CloseUnit(CloseUnit { unit: Some(unit.id), ..CloseUnit::default() });
        let plan = add_step(tx, &AddStep { plan: plan.id, revision: plan.revision, step })?;
        let ask = DecideReorganisation { decision: "KS 2026/12".into() };
        take_reorganisation_decision(tx, plan.id, plan.revision, &ask)
    });
}

const CARRIED_OUT: &str = "SELECT count(*) FROM audit_event WHERE action = 'reorganisation.carried_out'";

#[test]
fn of_two_copies_one_carries_out_a_reorganisation_once_the_hold_of_another_has_run_out_on_postgres() {
    let db = database();
    let (here, there, federation) = two_copies(&db);
    decided_plan(&here, &federation);
    caretaker(&here, operator().now).round().expect("a round");
    assert_eq!(db.raw_rows(CARRIED_OUT), [["0"]], "its day has not come");
    let noon: Instant = "2026-12-01T11:00:00Z".parse().expect("an instant");
    let until = noon.plus_seconds(900).as_micros();
    db.raw_execute(&format!("UPDATE job SET holder = 'another', held_until = {until}, next_at = 0"));
    caretaker(&there, noon).round().expect("a round");
    assert_eq!(db.raw_rows(CARRIED_OUT), [["0"]], "the other may be at work still");
    let later = noon.plus_seconds(901);
    std::thread::scope(|scope| {
        for copy in [&here, &there] {
            scope.spawn(move || caretaker(copy, later).round().expect("a round"));
        }
    });
    assert_eq!(db.raw_rows(CARRIED_OUT), [["1"]]);
    let closed = "SELECT count(*) FROM unit WHERE name = 'Drift' AND valid_to IS NOT NULL";
    assert_eq!(db.raw_rows(closed), [["1"]]);
}

/// Waits until something is so, or tells that it never was.
#[track_caller]
fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    for _ in 0..2_400 {
        if is_so() {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("never: {what}");
}

#[test]
fn two_programs_side_by_side_do_each_job_once_on_postgres() {
    let db = database();
    for key in ["one", "two"] {
        init(&db, key).with(DONE);
    }
    let copies = [Served::on(&address_of(&db)), Served::on(&address_of(&db))];
    wait_until("all jobs are done", || {
        let left = "SELECT count(*) FROM job WHERE next_at <= 0 OR held_until > 0 OR name IS NULL";
        let all = db.raw_rows("SELECT count(*) FROM job WHERE name = 'anchor' AND next_at > 0");
        db.raw_rows(left) == [["0"]] && all == [["3"]]
    });
    let mut anchors: Vec<String> = Vec::new();
    for copy in copies {
        copy.tell_to_stop();
        let said = copy.ended().1;
        anchors.extend(said.into_iter().filter(|line| line.contains("audit_anchor")));
    }
    assert_eq!(anchors.len(), 3, "of each federation and the installation once: {anchors:?}");
}

#[test]
fn an_import_that_a_killed_copy_was_saving_is_done_by_the_other_once_on_postgres() {
    let db = database();
    init(&db, "one").with(DONE);
    let token = run_on(&db, &["token", "create", "--as", "chef.one", "--json"]).with(DONE).json();
    let token = token["token"].as_str().expect("a token").to_owned();
    let (dying, living) = (Served::on(&address_of(&db)), Served::on(&address_of(&db)));
    let rows: String = (0..3_000).map(|n| format!("System {n};Gör något nyttigt\n")).collect();
    let sheet = format!("Systemnamn;Beskrivning\n{rows}");
    let send = |copy: &Served| copy.script(&token).post_sheet("/api/v1/imports", "one", &sheet);
    let wait = "'BEGIN PERFORM pg_sleep(1); RETURN NULL; END'";
    db.raw_execute(&format!("CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS {wait}"));
    db.raw_execute("CREATE TRIGGER slowly AFTER INSERT ON system EXECUTE FUNCTION wait()");
    let writing = "SELECT count(*) FROM pg_locks AS l JOIN pg_stat_activity AS a ON a.pid = l.pid \
        WHERE l.locktype = 'advisory' AND l.objid = 1 AND a.query LIKE 'INSERT INTO system %'";
    let outcome = std::thread::scope(|scope| {
        let sent = scope.spawn(|| send(&dying));
        wait_until("the import writes", || db.raw_rows(writing) != [["0"]]);
        assert_eq!(db.raw_rows("SELECT count(*) FROM system"), [["0"]], "nothing of it is seen yet");
        dying.kill_now();
        sent.join().expect("it was asked")
    });
    assert!(outcome.is_err(), "nobody was told that it is saved");
    // Waits until the database has noticed that who wrote is gone.
    db.raw_execute("DROP TRIGGER slowly ON system");
    assert_eq!(db.raw_rows("SELECT count(*) FROM system"), [["0"]], "nothing half-written");
    for _ in 0..2 {
        let (status, report) = send(&living).expect("an answer");
        assert_eq!((status, report["added"].as_i64()), (201, Some(3_000)), "{report}");
    }
    assert_eq!(db.raw_rows("SELECT count(*) FROM system"), [["3000"]], "once");
    run_on(&db, &["audit", "verify"]).with(DONE);
}

#[test]
fn a_message_that_a_killed_copy_was_sending_is_sent_by_the_other_with_the_same_id_on_postgres() {
    let db = database();
    let program = Program::on(&db);
    let federation = program.federation("one", "itradet");
    let receiver = Receiver::start(Answers::Hang);
    let folder = tempfile::tempdir().expect("a folder");
    let key_file = folder.path().join("key");
    std::fs::write(&key_file, "k".repeat(40)).expect("written");
    let key_file = key_file.to_string_lossy().into_owned();
    let settings = ["--webhook-key-file", &key_file, "--webhook-allow", "127.0.0.1"];
    hook_to(&program, &federation, &receiver.address());
    program.system(&federation, federation.own, "Lön");
    let dying = Served::with(&address_of(&db), &settings);
    wait_until("the message is under way", || receiver.got().len() == 1);
    dying.kill();
    let state = "SELECT state FROM web_hook_delivery";
    assert_eq!(db.raw_rows(state), [["sending"]], "it was killed in the middle");
    // The time that the killed copy may have been busy with it is over.
    db.raw_execute("UPDATE web_hook_delivery SET send_at = 0");
    receiver.answer(Answers::Status(200));
    let living = Served::with(&address_of(&db), &settings);
    wait_until("the other has sent it", || db.raw_rows(state) == [["delivered"]]);
    let ids: Vec<String> =
        receiver.got().iter().map(|message| message.header("x-vidmakt-delivery").to_owned()).collect();
    assert_eq!((ids.len(), &ids[0]), (2, &ids[1]), "the receiver knows it again");
    let (_, figures) = living.ask("GET /metrics", "");
    for figure in ["vidmakt_web_hook_deliveries{state=\"delivered\"} 1", "vidmakt_web_hooks{state=\"on\"} 1"]
    {
        assert!(figures.contains(figure), "{figure} in {figures}");
    }
    living.kill();
}

/// A hook that is told of systems, made as on its pages.
pub fn hook_to(program: &Program, federation: &Federation, address: &str) {
    let settings = hooks::Settings {
        key: hooks::HookKey::new(&"k".repeat(40)),
        allow: vec!["127.0.0.1".into()],
        ..hooks::Settings::default()
    };
    let db = program.db.clone().with_attachment(settings);
    let hook = hooks::WebHook {
        name: "Ärendebussen".into(),
        address: address.to_owned(),
        happenings: vec!["system.registered".into()],
        is_active: Some(true),
        ..hooks::WebHook::default()
    };
    let actor = Actor::operator(federation.tenant, operator().now);
    let made = db.write(&actor, |tx| {
        let hook = hooks::save_hook(tx, hooks::SaveHook { hook, revision: None })?;
        hooks::make_secret(tx, hook.id, hook.revision)
    });
    made.expect("a hook with its secret");
}
