//! Somebody subscribes to their deadlines: the address is a secret, shows what they have to see to and nothing else, and
//! holds until they take it back.

use crate::program::{Federation, Persona, Program, day};
use kernel::Subject;
use organisation::ORGANISATION;
use register::{Document, register_document};
use testkit::{TestDb, Visitor, on_both_engines};
use vidmakt::domains;

const CALENDAR: &str = "/mina-utskick/kalender";

/// A document that somebody owns and has to see over on a day.
pub fn owned(program: &Program, federation: &Federation, owner: &Persona, name: &str, review: &str) {
    let subject = Subject::new(ORGANISATION, federation.own);
    let document = Document {
        name: name.to_owned(),
        owner: Some(owner.person),
        date: Some(day("2025-01-01")),
        review_date: Some(day(review)),
        ..Document::new(subject, "information_security_policy")
    };
    program.write(federation, move |tx| register_document(tx, document));
}

/// The address that a browser is shown once, from its path on.
pub fn new_address(browser: &mut Visitor) -> String {
    let made = browser.submit("/mina-utskick", CALENDAR, &[]);
    assert_eq!(made.status, 200, "{}", made.text());
    let text = made.text();
    let at = text.find("/feeds/deadlines.ics").expect("the address");
    text[at..].split('<').next().unwrap_or_default().to_owned()
}

fn a_secret_address_shows_the_days_of_its_owner_and_of_nobody_else(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "sydnarke");
    let (owner, other) = (program.employed(&here, "agare"), program.employed(&here, "annan"));
    owned(&program, &here, &owner, "Årsplan", "2026-05-04");
    owned(&program, &here, &other, "Riskanalys", "2026-05-05");
    owned(&program, &here, &owner, "Gammal plan", "2026-02-01");
    let mut browser = program.browser(&owner);
    let address = new_address(&mut browser);
    let calendar = program.visitor().get(&address);
    assert_eq!(calendar.status, 200);
    assert_eq!(calendar.header("content-type"), "text/calendar; charset=utf-8");
    let text = calendar.text();
    for line in ["BEGIN:VCALENDAR\r\n", "DTSTART;VALUE=DATE:20260504\r\n", "DTEND;VALUE=DATE:20260505\r\n"] {
        assert!(text.contains(line), "{line:?} in {text}");
    }
    assert!(
        text.contains("SUMMARY:Årsplan: Dokumentet ska ses över") && text.contains("Gammal plan"),
        "{text}"
    );
    assert!(!text.contains("Riskanalys"), "another's: {text}");
    let uids = |text: &str| {
        text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        uids(&text),
        uids(&program.visitor().get(&address).text()),
        "the same events, however often it asks"
    );
}

fn an_address_that_is_renewed_or_taken_back_is_not_found(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "itradet");
    let owner = program.employed(&here, "agare");
    let mut browser = program.browser(&owner);
    let first = new_address(&mut browser);
    assert!(!browser.get("/mina-utskick").text().contains(&first), "shown once");
    let second = new_address(&mut browser);
    let status = |address: &str| program.visitor().get(address).status.as_u16();
    assert_eq!([status(&first), status(&second)], [404, 200]);
    assert_eq!(db.raw_rows("SELECT secret_hash FROM feed_address").len(), 1);
    let secret = second.rsplit('=').next().expect("a secret").to_owned();
    assert!(
        !db.raw_rows("SELECT secret_hash FROM feed_address").concat().contains(&secret),
        "kept as a hash"
    );
    let revoked = browser.submit("/mina-utskick", "/mina-utskick/kalender/ta-bort", &[]);
    assert_eq!(revoked.status, 303);
    assert_eq!(status(&second), 404);
}

fn wrong_addresses_are_limited_without_shutting_out_right_ones_or_sign_in(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "itradet");
    let owner = program.employed(&here, "agare");
    let address = new_address(&mut program.browser(&owner));
    let wrong =
        |number: u32| program.visitor().get(&format!("/feeds/deadlines.ics?nyckel={number}")).status.as_u16();
    assert!((0..100).all(|number| wrong(number) == 404));
    assert_eq!(wrong(100), 429);
    assert_eq!(program.visitor().get(&address).status, 200);
    assert_eq!(program.browser(&owner).get("/").status, 200);
}

fn start_shows_days_by_their_day_and_marks_those_that_have_passed(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "sydnarke");
    let owner = program.employed(&here, "agare");
    owned(&program, &here, &owner, "Sist", "2026-05-04");
    owned(&program, &here, &owner, "Först", "2026-02-01");
    owned(&program, &here, &owner, "Långt borta", "2027-02-01");
    let text = program.browser(&owner).get("/").text();
    let place = |name: &str| text.find(name).unwrap_or_else(|| panic!("{name}: {text}"));
    assert!(place(">Först<") < place(">Sist<"));
    assert!(text.contains("Försenat") && !text.contains("Långt borta"), "{text}");
}

on_both_engines!(domains::schema();
    a_secret_address_shows_the_days_of_its_owner_and_of_nobody_else,
    an_address_that_is_renewed_or_taken_back_is_not_found,
    wrong_addresses_are_limited_without_shutting_out_right_ones_or_sign_in,
    start_shows_days_by_their_day_and_marks_those_that_have_passed,
);
