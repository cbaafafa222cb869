//! The way of an appointment to whoever is appointed: a mail of its own within office hours, its place on Start, and
//! nothing more once it has been answered.

use crate::program::{Federation, Persona, Program, day};
use kernel::{Instant, Subject};
use notify::{MailServer, MailTls, mail_address};
use organisation::{AssignRole, Because, RoleAssignment, SavePerson, assign_role, person, save_person};
use register::SYSTEM;
use std::sync::Arc;
use std::time::Duration;
use testkit::{Behaviour, MailTrap, TestDb, on_both_engines, operator};
use vidmakt::domains;
use vidmakt::post::Post;
use web::{Clock, Stopping};

/// The post of a program whose mail server is the trap.
pub fn post_to(trap: &MailTrap) -> Post {
    let server = MailServer {
        host: "127.0.0.1".into(),
        port: trap.port(),
        tls: MailTls::None,
        credentials: None,
        from: mail_address("vidmakt@example.se").expect("an address"),
        reply_to: None,
        patience: Duration::from_secs(5),
    };
    let public_url = "https://vidmakt.example.se".into();
    Post { server: Some(Arc::new(server)), public_url, stopping: Stopping::default() }
}

pub fn with_address(program: &Program, federation: &Federation, persona: &Persona) {
    let id = persona.person;
    program.write(federation, move |tx| {
        let mut person = person(tx, id)?;
        person.email = "forvaltare@example.se".into();
        let revision = Some(person.revision);
        save_person(tx, &SavePerson { person, revision, because: Because::default() })
    });
}

fn whoever_is_appointed_gets_one_mail_that_leads_to_the_answer(db: &TestDb) {
    let (program, trap) = (Program::on(db), MailTrap::start(Behaviour::Accept));
    let here = program.federation("here", "sydnarke");
    let (head, manager) = (program.administrator(&here), program.employed(&here, "forvaltare"));
    with_address(&program, &here, &manager);
    let system = program.system(&here, here.own, "Elevregister");
    let actor = program.actor(&here, &head);
    let assignment = RoleAssignment::new("system_manager", &Subject::new(SYSTEM, system), day("2026-03-02"));
    let assignment = assignment.held_by(manager.person).asked_by(&actor);
    let id = assignment.id;
    let ask = AssignRole { assignment, reason: String::new() };
    program.db.write(&actor, move |tx| assign_role(tx, &ask)).expect("an administrator appoints");

    let post = post_to(&trap);
    let round_at = |now: Instant| {
        let clock: Clock = Arc::new(move || now);
        post.round(&program.db, &clock, "copy").expect("a round");
    };
    let start = program.browser(&manager).get("/").text();
    assert!(start.contains("Elevregister") && start.contains(&format!("/uppdrag/{id}")), "{start}");
    // Nine in the evening, and then nine in the morning.
    round_at(operator().now.plus_seconds(12 * 3_600));
    assert_eq!(trap.taken().len(), 0);
    round_at(operator().now.plus_seconds(24 * 3_600));
    round_at(operator().now.plus_seconds(24 * 3_600 + 60));
    let taken = trap.taken();
    assert_eq!(taken.len(), 1, "one, however often the post goes");
    assert_eq!(taken[0].to, ["forvaltare@example.se"]);
    assert!(taken[0].content.contains("https://vidmakt.example.se/uppdrag/"), "{}", taken[0].content);
    let list = program.browser(&head).get("/administration/utskick").text();
    assert!(list.contains("forvaltare") && list.contains("Skickat"), "{list}");
}

fn what_waited_in_a_backup_goes_out_only_when_somebody_lets_it_go(db: &TestDb) {
    let (program, trap) = (Program::on(db), MailTrap::start(Behaviour::Accept));
    let here = program.federation("here", "sydnarke");
    let (head, manager) = (program.administrator(&here), program.employed(&here, "forvaltare"));
    with_address(&program, &here, &manager);
    let system = program.system(&here, here.own, "Elevregister");
    let actor = program.actor(&here, &head);
    let assignment = RoleAssignment::new("system_manager", &Subject::new(SYSTEM, system), day("2026-03-02"));
    let ask =
        AssignRole { assignment: assignment.held_by(manager.person).asked_by(&actor), reason: String::new() };
    program.db.write(&actor, move |tx| assign_role(tx, &ask)).expect("an administrator appoints");
    let post = post_to(&trap);
    let round_at = |hours: i64| {
        let now = operator().now.plus_seconds(hours * 3_600);
        let clock: Clock = Arc::new(move || now);
        post.round(&program.db, &clock, "copy").expect("a round");
    };
    // In the evening the mail is made, and waits for the morning.
    round_at(12);
    assert_eq!(db.raw_rows("SELECT state FROM mail"), [["waiting"]]);
    assert_eq!(program.write(&here, notify::hold_waiting), 1);
    round_at(24);
    assert_eq!(trap.taken().len(), 0, "it may have gone out since the backup was taken");
    let mut browser = program.browser(&head);
    let list = browser.get("/administration/utskick").text();
    let at = list.find("/administration/utskick/").expect("the mail");
    let page = list[at..].split(['"', '?']).next().expect("its address").to_owned();
    assert!(browser.get(&page).text().contains("återställd"), "and its page says why");
    assert_eq!(browser.submit(&page, &format!("{page}/igen"), &[]).status, 303);
    round_at(24);
    assert_eq!(trap.taken().len(), 1);
}

on_both_engines!(domains::schema();
    what_waited_in_a_backup_goes_out_only_when_somebody_lets_it_go,
    whoever_is_appointed_gets_one_mail_that_leads_to_the_answer,
);
