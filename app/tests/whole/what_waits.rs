//! What waits for somebody on Start: what they have not said of their duties is one row of each record, beside what else is
//! missing there.

use crate::program::{Federation, Program, day};
use kernel::{Id, Subject};
use organisation::{AssignRole, RoleAssignment, assign_role};
use register::SYSTEM;
use testkit::{TestDb, on_both_engines};
use vidmakt::domains;

fn appointed(program: &Program, here: &Federation, role: &'static str, (system, person): (Id, Id)) {
    let subject = Subject::new(SYSTEM, system);
    program.write(here, move |tx| {
        let assignment = RoleAssignment::new(role, &subject, day("2026-02-01")).held_by(person);
        assign_role(tx, &AssignRole { assignment, reason: String::new() })
    });
}

fn what_nobody_has_said_of_their_duties_is_one_row_of_each_record(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "vmkf");
    let systems = ["Elevregister", "Lön"].map(|name| program.system(&here, here.own, name));
    let owner = program.employed(&here, "informationsägare");
    for system in systems {
        appointed(&program, &here, "information_owner", (system, owner.person));
    }
    let seen = program.browser(&owner).get("/");
    let start = seen.page();
    let rows = start.texts("main .missing li");
    let of_duties: Vec<&String> =
        rows.iter().filter(|row| row.contains("utan aktuell redogörelse")).collect();
    assert_eq!(of_duties.len(), 2, "one of each system: {rows:?}");
    // Of an ordinary system all of them are theirs.
    let pack = program.pack("vmkf");
    let duties = &pack.role("information_owner").expect("a role").duties;
    let stated = duties.iter().filter(|duty| duty.statement.is_some()).count();
    let told = format!("{stated} ansvar utan aktuell redogörelse: informationsägare");
    assert!(stated > 1 && of_duties.iter().all(|row| row.contains(&told)), "{told}: {of_duties:?}");
    assert!(!start.shows("Det står inte hur ansvaret tas"), "none by itself: {rows:?}");
    for system in systems {
        let mended = format!("href=\"/system/{system}/ansvar\"");
        assert!(seen.text().contains(&mended), "{mended} mends them all");
    }
}

on_both_engines!(domains::schema(); what_nobody_has_said_of_their_duties_is_one_row_of_each_record);
