//! `kill -9` of the serving program while scripts write: what was answered is there, what was not can be sent again.

use super::served::{Script, Served};
use crate::commands::{DONE, address_of, init, run_on};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use testkit::{TestDb, on_both_engines};
use vidmakt::domains;

const WRITES: usize = 2_000;
const SCRIPTS: usize = 8;

on_both_engines!(domains::schema(); nothing_answered_is_lost_when_the_program_is_killed_and_what_was_not_is_sent_again_once);

/// What the scripts know when the program is gone.
#[derive(Default)]
struct Written {
    /// The name by the id that was answered.
    answered: Mutex<BTreeMap<String, String>>,
    /// Names that were sent and never answered.
    unanswered: Mutex<Vec<String>>,
    count: AtomicUsize,
}

fn nothing_answered_is_lost_when_the_program_is_killed_and_what_was_not_is_sent_again_once(db: &TestDb) {
    init(db, "one").with(DONE);
    let token = run_on(db, &["token", "create", "--as", "chef.one", "--json"]).with(DONE).json();
    let token = token["token"].as_str().expect("a token").to_owned();
    let served = Served::on(&address_of(db));
    let (_, organisations) = served.script(&token).get("/api/v1/organisations").expect("an answer");
    let own = organisations["items"][0]["id"].clone();

    let written = Written::default();
    std::thread::scope(|scope| {
        for number in 0..SCRIPTS {
            let (script, written, own) = (served.script(&token), &written, &own);
            scope.spawn(move || write_until_nobody_answers(script, number, own, written));
        }
        while written.count.load(Ordering::Relaxed) < WRITES {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        served.kill();
    });
    let answered = written.answered.into_inner().expect("whole");
    let unanswered = written.unanswered.into_inner().expect("whole");
    assert!(
        answered.len() >= WRITES && unanswered.len() == SCRIPTS,
        "it was killed in the middle of its work"
    );

    let again = Served::on(&address_of(db));
    for name in &unanswered {
        assert_eq!(send(&mut again.script(&token), name, &own).expect("an answer").0, 201, "{name}");
    }
    let kept = kept_systems(db);
    for (id, name) in &answered {
        assert_eq!(kept.get(id), Some(name), "an answered system is lost");
    }
    assert_eq!(kept.len(), answered.len() + unanswered.len(), "no system twice, none that nobody sent");
    run_on(db, &["audit", "verify"]).with(DONE);
    let rebuilt = run_on(db, &["findings", "rebuild", "--json"]).with(DONE).json();
    assert_eq!(rebuilt["differed"], json!([]));
}

fn write_until_nobody_answers(mut script: Script, number: usize, own: &Json, written: &Written) {
    for n in 0.. {
        let name = format!("System {number}-{n}");
        match send(&mut script, &name, own) {
            Ok((status, system)) => {
                assert_eq!(status, 201, "{system}");
                let id = system["id"].as_str().expect("an id").to_owned();
                written.answered.lock().expect("whole").insert(id, name);
                written.count.fetch_add(1, Ordering::Relaxed);
            }
            Err(_) => return written.unanswered.lock().expect("whole").push(name),
        }
    }
}

fn send(script: &mut Script, name: &str, own: &Json) -> std::io::Result<(u16, Json)> {
    let system = json!({ "name": name, "kind": "it_system", "organisation": own });
    script.post("/api/v1/systems", name, &system)
}

/// The name by the id of every system, as the register is exported.
fn kept_systems(db: &TestDb) -> BTreeMap<String, String> {
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join("register.json");
    run_on(db, &["register", "export", "-o", &file.to_string_lossy()]).with(DONE);
    let text = std::fs::read_to_string(file).expect("the export");
    let register: Json = serde_json::from_str(&text).expect("JSON");
    let text = |system: &Json, name: &str| system[name].as_str().expect("a text").to_owned();
    let systems = register["systems"].as_array().expect("systems");
    systems.iter().map(|system| (text(system, "id"), text(system, "name"))).collect()
}
