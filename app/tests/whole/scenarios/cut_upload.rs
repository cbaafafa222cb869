//! An upload whose line breaks, or whose receiver is killed: nothing of it is kept, on the disk or among the places that its
//! sender has, and the same file comes whole afterwards.

use super::served::{Script, Served, read_answer};
use crate::commands::{DONE, address_of, init, run_on};
use serde_json::json;
use std::io::Write as _;
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};
use testkit::{TestDb, on_both_engines};
use vidmakt::domains;

on_both_engines!(domains::schema();
    an_upload_that_breaks_off_leaves_nothing_and_gives_its_place_back,
    an_upload_during_which_the_program_is_killed_leaves_nothing,
);

/// More than one account may have on their way at once.
const TIMES: usize = 5;
const TEXT: &str = "En rad av en lång fil.\n";

/// Somebody who brings files to a document, and the program that takes them.
struct Desk<'d> {
    db: &'d TestDb,
    token: String,
    document: String,
}

impl<'d> Desk<'d> {
    fn at(db: &'d TestDb) -> Self {
        init(db, "one").with(DONE);
        let token = run_on(db, &["token", "create", "--as", "chef.one", "--json"]).with(DONE).json();
        let token = token["token"].as_str().expect("a token").to_owned();
        let served = Served::on(&address_of(db));
        let mut script = served.script(&token);
        let (_, organisations) = script.get("/api/v1/organisations").expect("an answer");
        let system = json!({ "name": "Ekonomi", "kind": "it_system", "organisation": organisations["items"][0]["id"] });
        let system = made(&mut script, "/api/v1/systems", &system);
        let document = json!({ "document_type": "supplier_agreement", "name": "Avtal", "subject_kind": "system",
            "subject": system });
        let document = made(&mut script, "/api/v1/documents", &document);
        Self { db, token, document }
    }

    fn serve(&self) -> Served {
        Served::on(&address_of(self.db))
    }

    /// A form with a file of so many lines, of which a part is sent.
    fn send(&self, served: &Served, lines: usize, part: f64) -> TcpStream {
        let field = |name: &str| format!("--half\r\nContent-Disposition: form-data; name=\"{name}\"");
        let body = format!(
            "{}\r\n\r\n{}\r\n{}; filename=\"lang.txt\"\r\n\r\n{}\r\n--half--\r\n",
            field("document"),
            self.document,
            field("file"),
            TEXT.repeat(lines)
        );
        let head = format!(
            "POST /api/v1/files HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {}\r\n\
             Content-Type: multipart/form-data; boundary=half\r\nContent-Length: {}\r\n\r\n",
            self.token,
            body.len()
        );
        let mut stream = served.connect();
        stream.write_all(head.as_bytes()).expect("sent");
        let sent = (body.len() as f64 * part) as usize;
        stream.write_all(&body.as_bytes()[..sent]).expect("sent");
        stream
    }

    /// Fails unless nothing has been kept, and the same file then comes whole.
    fn assert_nothing_is_kept_and_it_can_come(&self, served: &Served) {
        let kept = "SELECT (SELECT count(*) FROM file) + (SELECT count(*) FROM file_chunk)";
        assert_eq!(self.db.raw_rows(kept), [["0"]]);
        let (status, text) = read_answer(self.send(served, 50_000, 1.0));
        assert_eq!(status, 201, "{text}");
        run_on(self.db, &["audit", "verify"]).with(DONE);
    }
}

fn made(script: &mut Script, path: &str, body: &serde_json::Value) -> String {
    let (status, answer) = script.post(path, path, body).expect("an answer");
    assert_eq!(status, 201, "{answer}");
    answer["id"].as_str().expect("an id").to_owned()
}

/// Waits until as many files without a name are open as expected.
#[track_caller]
fn wait_for_files(served: &Served, expected: usize) {
    let begun = Instant::now();
    while served.nameless_files() != expected {
        assert!(begun.elapsed() < Duration::from_secs(20), "{} files", served.nameless_files());
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn an_upload_that_breaks_off_leaves_nothing_and_gives_its_place_back(db: &TestDb) {
    let desk = Desk::at(db);
    let served = desk.serve();
    for time in 0..TIMES {
        let stream = desk.send(&served, 50_000, 0.5);
        wait_for_files(&served, 1);
        match time % 2 {
            0 => stream.shutdown(Shutdown::Both).expect("cut"),
            _ => drop(stream),
        }
        wait_for_files(&served, 0);
    }
    desk.assert_nothing_is_kept_and_it_can_come(&served);
}

fn an_upload_during_which_the_program_is_killed_leaves_nothing(db: &TestDb) {
    let desk = Desk::at(db);
    let served = desk.serve();
    let _cut = desk.send(&served, 50_000, 0.5);
    wait_for_files(&served, 1);
    served.kill();
    desk.assert_nothing_is_kept_and_it_can_come(&desk.serve());
}
