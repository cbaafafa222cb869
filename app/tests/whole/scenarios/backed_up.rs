//! `vidmakt backup` beside `vidmakt serve`, while scripts write: the backup is one state of everything, whatever it met.

use super::served::{Script, Served};
use crate::commands::{DONE, address_of, init, run, run_on};
use serde_json::{Value as Json, json};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use testkit::{Engine, TestDb, on_both_engines};
use vidmakt::domains;

const SCRIPTS: usize = 4;
const BACKUPS: usize = 3;
/// Systems that are saved between two backups.
const BETWEEN: usize = 40;

on_both_engines!(domains::schema(); a_backup_beside_the_serving_program_is_one_state_of_everything);

/// How far the scripts are, and whether they shall stop.
#[derive(Default)]
struct Writing {
    saved: AtomicUsize,
    is_over: AtomicBool,
}

impl Writing {
    fn saved(&self) -> usize {
        self.saved.load(Ordering::Relaxed)
    }

    #[track_caller]
    fn wait_for(&self, saved: usize) {
        let begun = Instant::now();
        while self.saved() < saved {
            assert!(begun.elapsed() < Duration::from_secs(120), "{} of {saved}", self.saved());
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

/// When it ends the scripts stop, also where the test fails.
struct Over<'w>(&'w Writing);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.is_over.store(true, Ordering::Relaxed);
    }
}

fn a_backup_beside_the_serving_program_is_one_state_of_everything(db: &TestDb) {
    init(db, "one").with(DONE);
    let token = run_on(db, &["token", "create", "--as", "chef.one", "--json"]).with(DONE).json();
    let token = token["token"].as_str().expect("a token").to_owned();
    let served = Served::on(&address_of(db));
    let (_, organisations) = served.script(&token).get("/api/v1/organisations").expect("an answer");
    let own = &organisations["items"][0]["id"];
    let place = tempfile::tempdir().expect("a folder");
    let file = |n: usize| place.path().join(format!("backup-{n}")).display().to_string();
    let (writing, mut saved_before) = (&Writing::default(), Vec::new());
    std::thread::scope(|scope| {
        let _over = Over(writing);
        for number in 0..SCRIPTS {
            let script = served.script(&token);
            scope.spawn(move || save_until_it_is_over(script, number, own, writing));
        }
        for n in 0..BACKUPS {
            writing.wait_for(writing.saved() + BETWEEN);
            saved_before.push(writing.saved());
            run_on(db, &["backup", &file(n)]).with(DONE);
        }
    });
    assert!(writing.saved() > saved_before[BACKUPS - 1], "it was written beside the last one");
    for (n, least) in saved_before.into_iter().enumerate() {
        let systems = systems_of_restored(db.engine(), &file(n));
        assert!(systems >= least, "{systems} in a backup that was begun after {least}");
    }
}

fn save_until_it_is_over(mut script: Script, number: usize, own: &Json, writing: &Writing) {
    for n in 0.. {
        if writing.is_over.load(Ordering::Relaxed) {
            return;
        }
        let name = format!("System {number}-{n}");
        let system = json!({ "name": name, "kind": "it_system", "organisation": own });
        let (status, answer) = script.post("/api/v1/systems", &name, &system).expect("an answer");
        assert_eq!(status, 201, "{answer}");
        writing.saved.fetch_add(1, Ordering::Relaxed);
    }
}

/// How many systems a backup holds, when it has been put back where nothing stood and found whole.
fn systems_of_restored(engine: Engine, file: &str) -> usize {
    let fresh = TestDb::empty(engine);
    let place = match engine {
        Engine::Sqlite => format!("sqlite:{file}.restored"),
        Engine::Postgres => address_of(&fresh),
    };
    let on_it = |command: &[&str]| run(&[command, &["--database", &place]].concat()).with(DONE);
    on_it(&["restore", file]);
    on_it(&["audit", "verify"]);
    assert_eq!(on_it(&["findings", "rebuild", "--json"]).json()["differed"], json!([]));
    let register = format!("{file}.json");
    on_it(&["register", "export", "-o", &register]);
    let text = std::fs::read_to_string(register).expect("the export");
    let register: Json = serde_json::from_str(&text).expect("JSON");
    register["systems"].as_array().expect("systems").len()
}
