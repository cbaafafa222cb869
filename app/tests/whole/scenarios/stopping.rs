//! The program is told to stop while somebody is still sending, and those who watch over it read its log and its figures.

use super::served::{Served, read_answer};
use crate::commands::{DONE, address_of, init, run_on};
use serde_json::Value as Json;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};
use testkit::{TestDb, on_both_engines};
use vidmakt::domains;

on_both_engines!(domains::schema();
    what_it_took_is_answered_before_it_stops,
    it_waits_no_longer_than_it_was_told_for_who_never_sends,
    the_log_numbers_requests_and_names_nobody,
    its_figures_tell_how_much_there_is_and_never_whose,
);

/// Longer than anything here takes on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(30);

/// What is so in the end.
#[track_caller]
fn in_the_end<T>(mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(begun.elapsed() < PATIENCE, "it never came");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Begins to send a form until the program says that it waits for the rest, and keeps the rest back.
fn half_sent(served: &Served, length: usize) -> TcpStream {
    let mut stream = served.connect();
    stream.set_read_timeout(Some(PATIENCE)).expect("a time");
    let head = format!(
        "POST /logga-in HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).expect("sent");
    let mut told = [0; "HTTP/1.1 100 Continue\r\n\r\n".len()];
    stream.read_exact(&mut told).expect("it says that it reads");
    assert!(told.starts_with(b"HTTP/1.1 100"), "{}", String::from_utf8_lossy(&told));
    stream.write_all(b"user_name=").expect("sent");
    stream
}

fn what_it_took_is_answered_before_it_stops(db: &TestDb) {
    init(db, "one").with(DONE);
    let served = Served::with(&address_of(db), &["--stop-notice-seconds", "5"]);
    let rest = "somebody&password=x";
    let mut slow = half_sent(&served, "user_name=".len() + rest.len());
    assert_eq!(served.ask("GET /readyz", "").0, 200);
    served.tell_to_stop();
    let said = in_the_end(|| Some(served.ask("GET /readyz", "")).filter(|(status, _)| *status == 503));
    assert!(said.1.contains("stopping"), "{}", said.1);
    in_the_end(|| (!served.listens()).then_some(()));
    slow.write_all(rest.as_bytes()).expect("it still reads");
    let (status, text) = read_answer(slow);
    assert_eq!(status, 422, "{text}");
    assert_eq!(served.ended().0, Some(0));
}

fn it_waits_no_longer_than_it_was_told_for_who_never_sends(db: &TestDb) {
    init(db, "one").with(DONE);
    let served = Served::with(&address_of(db), &["--stop-seconds", "1"]);
    let _never_sent = half_sent(&served, 1_000);
    let told = Instant::now();
    served.tell_to_stop();
    let (code, said) = served.ended();
    assert_eq!(code, Some(0));
    assert!(told.elapsed() < PATIENCE, "{:?}", told.elapsed());
    assert!(said.iter().any(|line| line.contains("unanswered")), "{said:?}");
    assert!(!said.iter().any(|line| line.contains("panicked")), "{said:?}");
}

fn the_log_numbers_requests_and_names_nobody(db: &TestDb) {
    init(db, "one").with(DONE);
    let served = Served::with(&address_of(db), &["--log", "info", "--log-json"]);
    let body = "user_name=anna.andersson&password=hemligt";
    let length = body.len();
    let headers = "X-Request-Id: from-a-stranger\r\nUser-Agent: Annas webb\r\nCookie: vidmakt=kaka\r\n";
    let (_, seen) = served.ask("GET /system?q=Anna+Andersson", headers);
    served.ask("GET /personer/0199aaaa-0000-7000-8000-000000000001", "");
    served.ask("GET /feeds/hemlig-adress", "");
    let form =
        format!("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{body}");
    served.ask("POST /logga-in", &form);
    let number =
        seen.lines().find_map(|line| line.strip_prefix("x-request-id: ")).expect("a number").to_owned();
    assert_ne!(number, "from-a-stranger");
    served.tell_to_stop();
    let (_, said) = served.ended();
    let lines: Vec<Json> = said.iter().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let answered: Vec<&Json> = lines.iter().filter(|line| line["fields"]["message"] == "answered").collect();
    assert_eq!(answered.len(), 4, "{said:?}");
    let of_system = answered.iter().find(|line| line["fields"]["route"] == "/system").expect("its line");
    assert_eq!(of_system["span"]["id"], number.as_str(), "{of_system}");
    assert!(answered.iter().all(|line| line["span"]["id"].as_str().is_some_and(|id| id.len() == 14)));
    for secret in ["nna", "hemligt", "hemlig-adress", "0199aaaa", "stranger", "kaka", "Annas"] {
        assert!(!lines.iter().any(|line| line.to_string().contains(secret)), "{secret} in {said:?}");
    }
    run_on(db, &["audit", "verify"]).with(DONE);
}

fn its_figures_tell_how_much_there_is_and_never_whose(db: &TestDb) {
    init(db, "one").with(DONE);
    let served = Served::on(&address_of(db));
    // Jobs are laid out in the first moments, and counted once a minute.
    in_the_end(|| (!db.raw_rows("SELECT 1 FROM job LIMIT 1").is_empty()).then_some(()));
    let (status, text) = served.ask("GET /metrics", "");
    assert_eq!(status, 200, "{text}");
    for figure in [
        "vidmakt_findings{outcome=\"breached\"} ",
        "vidmakt_jobs{state=",
        "vidmakt_sessions 0",
        "vidmakt_database_bytes ",
        "vidmakt_writes_total ",
        "vidmakt_write_batches_total ",
        "vidmakt_writes_waiting ",
    ] {
        assert!(text.contains(figure), "{figure} in {text}");
    }
    assert!(!text.contains("chef.one") && !text.contains("Federation"), "{text}");
    assert_eq!(served.ask("GET /metrics", "X-Forwarded-For: 10.0.0.7\r\n").0, 403);
}
