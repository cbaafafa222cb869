//! Two copies of the program on one PostgreSQL: what is saved on one is right on the other at once, and when one is killed
//! the other goes on.

use super::served::{Script, Served};
use crate::commands::{DONE, address_of, init, run_on};
use crate::program::{Program, day};
use findings::AdoptPack;
use serde_json::{Value as Json, json};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use storage::View;
use testkit::{Acting as _, Engine, TestDb, operator};
use vidmakt::domains;

const WRITES: usize = 300;
const SCRIPTS: usize = 4;

fn database() -> TestDb {
    TestDb::fresh(Engine::Postgres, &domains::schema())
}

#[test]
fn a_session_begun_at_one_copy_holds_at_the_other_and_ends_at_both_on_postgres() {
    let db = database();
    let (here, there) = (Program::on(&db), Program::on(&db));
    let federation = here.federation("one", "itradet");
    let chef = here.administrator(&federation);
    let mut browser = here.browser(&chef);
    let mut elsewhere = there.coming_from_elsewhere(&browser);
    assert_eq!(elsewhere.get("/system").status, 200);
    let out = browser.submit("/system", "/logga-ut", &[]);
    assert_eq!(out.status, 303);
    assert_eq!(elsewhere.get("/system").status, 303, "signed out there too");
}

#[test]
fn what_one_copy_grants_adopts_and_saves_the_other_knows_at_once_on_postgres() {
    let db = database();
    let (here, there) = (Program::on(&db), Program::on(&db));
    let federation = here.federation("one", "itradet");
    let somebody = here.employed(&federation, "somebody");
    let mut script = there.script(&somebody);
    let system = here.system(&federation, federation.own, "Saved here");
    let form = format!("/system/{system}/andra");
    let mut browser = there.browser(&somebody);
    assert_eq!(browser.get(&form).status, 403);
    here.grant(&federation, &somebody, findings::ADMINISTRATOR, federation.own);
    assert_eq!(browser.get(&form).status, 200, "the grant holds there");
    let seen = script.get(&format!("/api/v1/systems/{system}"));
    assert_eq!((seen.status.as_u16(), seen.json()["name"].as_str()), (200, Some("Saved here")));

    // Each has the pack in force at hand already.
    let pack = |program: &Program| {
        let actor = operator().of(federation.tenant.0);
        program.db.read(&actor, View::Now, findings::pack_in_force).expect("a pack").id.clone()
    };
    assert_eq!((pack(&here), pack(&there)), ("itradet".to_owned(), "itradet".to_owned()));
    let source = policy::shipped_pack("vmkf").expect("a pack").clone();
    here.write(&federation, move |tx| {
        let valid_from = Some(day("2026-03-02"));
        let (reason, decision) = ("A new guideline".to_owned(), "KS 2026 § 12".to_owned());
        findings::adopt_pack(tx, &AdoptPack { source, valid_from, reason, decision, ..AdoptPack::default() })
    });
    assert_eq!((pack(&here), pack(&there)), ("vmkf".to_owned(), "vmkf".to_owned()));
}

/// What a script of the copy that dies was never told.
#[derive(Default)]
struct Unanswered(Mutex<Vec<String>>);

#[test]
fn one_copy_killed_while_it_saves_loses_nothing_and_the_other_takes_over_on_postgres() {
    let db = database();
    init(&db, "one").with(DONE);
    let token = run_on(&db, &["token", "create", "--as", "chef.one", "--json"]).with(DONE).json();
    let token = token["token"].as_str().expect("a token").to_owned();
    let (dying, living) = (Served::on(&address_of(&db)), Served::on(&address_of(&db)));
    let (_, organisations) = living.script(&token).get("/api/v1/organisations").expect("an answer");
    let own = organisations["items"][0]["id"].clone();
    let (unanswered, count) = (Unanswered::default(), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for number in 0..SCRIPTS {
            let (script, other) = (dying.script(&token), living.script(&token));
            let (own, unanswered, count) = (&own, &unanswered, &count);
            scope.spawn(move || {
                save_until_nobody_answers(script, number, own, |name| match name {
                    Some(name) => unanswered.0.lock().expect("whole").push(name),
                    None => drop(count.fetch_add(1, Ordering::Relaxed)),
                });
                // The one that lives goes on beside, and is never disturbed.
                let mut other = other;
                for n in 0..20 {
                    let status = save(&mut other, &format!("Other {number}-{n}"), own).expect("it answers").0;
                    assert_eq!(status, 201);
                }
            });
        }
        while count.load(Ordering::Relaxed) < WRITES {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        dying.kill();
    });
    let unanswered = unanswered.0.into_inner().expect("whole");
    assert_eq!(unanswered.len(), SCRIPTS, "it was killed in the middle of its work");
    let mut script = living.script(&token);
    for name in &unanswered {
        assert_eq!(save(&mut script, name, &own).expect("it answers").0, 201, "{name}");
    }
    let saved = count.into_inner() + SCRIPTS * 20 + unanswered.len();
    let rows = db.raw_rows("SELECT count(*), count(DISTINCT name) FROM system");
    assert_eq!(rows, [[saved.to_string(), saved.to_string()]], "none lost, none twice");
    run_on(&db, &["audit", "verify"]).with(DONE);
    let rebuilt = run_on(&db, &["findings", "rebuild", "--json"]).with(DONE).json();
    assert_eq!(rebuilt["differed"], json!([]));
}

/// Tells nothing for each system that was answered, and the name of the one that was not.
fn save_until_nobody_answers(mut script: Script, number: usize, own: &Json, tell: impl Fn(Option<String>)) {
    for n in 0.. {
        let name = format!("System {number}-{n}");
        match save(&mut script, &name, own) {
            Ok((status, system)) => {
                assert_eq!(status, 201, "{system}");
                tell(None);
            }
            Err(_) => return tell(Some(name)),
        }
    }
}

/// The name is the key by which a repeated request is known.
fn save(script: &mut Script, name: &str, own: &Json) -> std::io::Result<(u16, Json)> {
    let system = json!({ "name": name, "kind": "it_system", "organisation": own });
    script.post("/api/v1/systems", name, &system)
}
