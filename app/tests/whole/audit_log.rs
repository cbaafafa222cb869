//! The page of the audit log: who did what, by the names of people.

use crate::program::Program;
use testkit::{TestDb, on_both_engines};
use vidmakt::domains;

fn the_log_names_the_person_beside_the_account(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "itradet");
    let system = program.system(&here, here.own, "Lön");
    let owner = program.employed(&here, "systemägare");
    program.grant(&here, &owner, "owner", system);
    let rule = program.write(&here, move |tx| {
        let evaluated = findings::of_subject(tx, &kernel::Subject::new(register::SYSTEM, system))?;
        Ok(evaluated.findings.into_iter().find(findings::Finding::is_open).expect("a gap").rule)
    });
    let form = format!("/undantag/nytt?subject_kind=system&subject={system}&rule={rule}");
    let fields = [("reason", "Prov"), ("decision", "§ 1"), ("until", "2026-03-31")];
    assert_eq!(program.browser(&owner).submit(&form, "/undantag/nytt", &fields).status, 303);
    let rows = program.browser(&program.administrator(&here)).get("/administration/handelser").page().rows();
    let who = format!("systemägare ({})", owner.user);
    assert!(rows.iter().any(|row| row.contains(&who)), "{rows:?}");
}

on_both_engines!(domains::schema(); the_log_names_the_person_beside_the_account);
