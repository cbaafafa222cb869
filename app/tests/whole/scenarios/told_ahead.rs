//! What falls vacant is told as far ahead as the guideline says, on Start, in the calendar and by mail alike.

use super::appointed_by_mail::{post_to, with_address};
use super::calendar_feed::new_address;
use crate::program::{Federation, Persona, Program, day};
use findings::AdoptPack;
use kernel::{Actor, Subject};
use organisation::{AssignRole, RoleAssignment, assign_role};
use register::SYSTEM;
use std::sync::Arc;
use testkit::{Behaviour, MailTrap, TestDb, on_both_engines, operator};
use vidmakt::domains;
use web::Clock;
use web::accounts;

/// Entries that move the notice of a coming vacancy from 90 days to 120.
pub const EARLIER: &str = "pack = \"itradet\"\nreason = { sv = \"Vi vill veta tidigare.\", en = \"We want to know earlier.\" }\n\
    decision = \"KS § 7\"\n\n[[set]]\nparameter = \"vacancy_notice_days\"\nvalue = 120\n";

/// Somebody whose term as owner of a system ends in 110 days.
fn with_a_term(program: &Program, here: &Federation) -> Persona {
    let owner = program.employed(here, "agare");
    with_address(program, here, &owner);
    let system = program.system(here, here.own, "Elevregister");
    let held = RoleAssignment::new("system_owner", &Subject::new(SYSTEM, system), day("2026-02-01"));
    let assignment = RoleAssignment {
        appointed_by: "head_of_it".into(),
        to: Some(day("2026-06-20")),
        ..held.held_by(owner.person)
    };
    program.write(here, move |tx| assign_role(tx, &AssignRole { assignment, reason: String::new() }));
    owner
}

fn a_vacancy_is_told_as_far_ahead_as_the_guideline_says_everywhere(db: &TestDb) {
    let (program, trap) = (Program::on(db), MailTrap::start(Behaviour::Accept));
    let here = program.federation("here", "itradet");
    let owner = with_a_term(&program, &here);
    let address = new_address(&mut program.browser(&owner));
    let post = post_to(&trap);
    let mailed = |days: i64| {
        let now = operator().now.plus_seconds(days * 86_400);
        let job = Actor::job(here.tenant, now);
        let tenants = program.db.look_up(&job, accounts::tenants).expect("federations");
        let head = post.letterhead(&program.db, &job, &tenants[0]).expect("a letterhead");
        notify::make_digests(&program.db, &job, &head).expect("digests");
        let clock: Clock = Arc::new(move || now);
        post.round(&program.db, &clock, "copy").expect("a round");
        trap.taken().iter().any(|mail| mail.content.contains("vakant"))
    };
    let start = || program.browser(&owner).get("/").text().contains("Faller vakant: systemägare");
    let calendar = || program.visitor().get(&address).text().contains("DTSTART;VALUE=DATE:20260620");
    assert_eq!([start(), calendar(), mailed(0)], [false; 3], "110 days before the last day");
    let ask = AdoptPack {
        source: policy::shipped_pack("itradet").expect("shipped").clone(),
        overlay: EARLIER.into(),
        valid_from: Some(day("2026-03-02")),
        decision: "KS § 7".into(),
        reason: "Vi vill veta tidigare.".into(),
        seen: None,
    };
    let operator = Actor::operator(here.tenant, operator().now);
    program.db.write(&operator, move |tx| findings::adopt_pack(tx, &ask)).expect("adopted");
    assert_eq!([start(), calendar(), mailed(1)], [true; 3], "told 120 days ahead");
}

on_both_engines!(domains::schema();
    a_vacancy_is_told_as_far_ahead_as_the_guideline_says_everywhere,
);
