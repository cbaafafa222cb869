//! `vidmakt generate` that is interrupted leaves whole federations, and one that finds an installation leaves it alone.

use crate::commands::{DONE, WRONG_USE, address_of, init, run_on};
use serde_json::{Value as Json, json};
use std::io::{BufRead, BufReader, Lines, Read as _};
use std::process::{Child, ChildStderr, Command, Stdio};
use testkit::{Engine, TestDb, on_both_engines};
use vidmakt::domains;

on_both_engines!(domains::schema(); an_installation_that_has_federations_is_left_alone);

/// The program as it generates federations of 1, 4 and 1 municipalities.
struct Generating {
    process: Child,
    told: Lines<BufReader<ChildStderr>>,
    said: Vec<String>,
}

impl Generating {
    fn on(db: &TestDb) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_vidmakt"))
            .args(["generate", "--municipalities", "6", "--systems", "10", "--json"])
            .args(["--database", &address_of(db)])
            .env_clear()
            .env("LC_ALL", "sv_SE.UTF-8")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let told = BufReader::new(process.stderr.take().expect("its messages")).lines();
        Self { process, told, said: Vec::new() }
    }

    /// Waits until it has said something.
    fn wait_for(&mut self, words: &str) {
        let next = || self.told.next().map(|line| line.expect("a line"));
        for line in std::iter::from_fn(next) {
            self.said.push(line);
            if self.said.last().is_some_and(|line| line.contains(words)) {
                return;
            }
        }
        panic!("it never says {words}: {:?}", self.said);
    }

    /// As Ctrl-C does.
    fn interrupt(&self) {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill runs").success());
    }

    /// How it ended, what it said until then, and its answer.
    fn ended(mut self) -> (Option<i32>, Vec<String>, String) {
        self.said.extend(self.told.by_ref().map_while(Result::ok));
        let mut answer = String::new();
        let mut stdout = self.process.stdout.take().expect("its answer");
        stdout.read_to_string(&mut answer).expect("UTF-8");
        (self.process.wait().expect("it ends").code(), self.said, answer)
    }
}

#[test]
fn ctrl_c_lets_the_federation_at_hand_be_finished_and_what_is_there_is_whole() {
    let db = TestDb::empty(Engine::Sqlite);
    let mut generating = Generating::on(&db);
    generating.wait_for("är klar: 1 av 6");
    generating.interrupt();
    let (code, said, answer) = generating.ended();
    assert_eq!(code, Some(1), "{said:?}");
    assert!(said.iter().any(|line| line.contains("Avslutar efter den samverkan som pågår")), "{said:?}");
    assert!(said.iter().any(|line| line.contains("Avbruten: 5 av 6 kommuner är klara")), "{said:?}");
    let answer: Json = serde_json::from_str(&answer).expect("JSON");
    let federations = answer["federations"].as_array().expect("federations");
    let sizes: Vec<&Json> = federations.iter().map(|one| &one["municipalities"]).collect();
    assert_eq!(sizes, [1, 4]);
    run_on(&db, &["audit", "verify"]).with(DONE);
    for federation in federations {
        let key = federation["federation"].as_str().expect("a key");
        let rebuild = ["findings", "rebuild", "--json", "--federation", key];
        assert_eq!(run_on(&db, &rebuild).with(DONE).json()["differed"], json!([]), "{key}");
    }
    let again = run_on(&db, &["generate", "--municipalities", "1", "--systems", "10"]).with(WRONG_USE);
    assert!(again.stderr.contains("tom installation"), "{}", again.stderr);
}

#[test]
fn ctrl_c_pressed_twice_ends_at_once_with_a_chain_that_holds() {
    let db = TestDb::empty(Engine::Sqlite);
    let mut generating = Generating::on(&db);
    generating.wait_for("är klar: 1 av 6");
    generating.interrupt();
    generating.wait_for("Avslutar efter");
    generating.interrupt();
    let (code, said, answer) = generating.ended();
    assert_eq!((code, answer.as_str()), (Some(130), ""), "{said:?}");
    run_on(&db, &["audit", "verify"]).with(DONE);
}

fn an_installation_that_has_federations_is_left_alone(db: &TestDb) {
    init(db, "one").with(DONE);
    let events = || db.raw_rows("SELECT count(*) FROM audit_event");
    let before = events();
    let generate = ["generate", "--municipalities", "1", "--systems", "10"];
    let refused = run_on(db, &generate).with(WRONG_USE);
    assert!(refused.stderr.contains("orörd") && refused.stdout.is_empty(), "{}", refused.stderr);
    assert_eq!(events(), before);
    // One that an older program has made is not even brought up to date.
    db.raw_execute("DELETE FROM migration WHERE domain = 'hooks' AND number = 2");
    assert_ne!(run_on(db, &generate).code, DONE);
    assert_eq!(db.pending_migrations(&domains::schema()).expect("migrations"), ["hooks 2"]);
}
