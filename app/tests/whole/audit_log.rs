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

fn the_log_is_filtered_by_person_record_action_and_day(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "itradet");
    let system = program.system(&here, here.own, "Lön");
    let head = program.administrator(&here);
    let mut browser = program.browser(&head);
    let mut rows = |query: &str| {
        let seen = browser.get(&format!("/administration/handelser?{query}"));
        assert_eq!(seen.status, 200, "{}", seen.text());
        seen.page().rows()
    };
    let all = rows("");
    let sequences: Vec<i64> = all.iter().map(|row| row[0].parse().expect("a sequence")).collect();
    assert!(sequences.is_sorted_by(|a, b| a > b), "the newest stands first: {sequences:?}");
    for query in [
        "action=system.registered".to_owned(),
        format!("subject_kind=system&subject={system}"),
        "subject_kind=system&from=2026-03-02&until=2026-03-02".to_owned(),
        "subject_kind=system&who=operator".to_owned(),
    ] {
        let found = rows(&query);
        assert_eq!(found.len(), 1, "{query}: {found:?}");
        assert!(found[0].iter().any(|cell| cell == "Lön"), "{query}: {found:?}");
    }
    for query in ["until=2026-03-01", "from=2026-03-03", "who=nobody", "as_of=2026-03-01"] {
        let found = rows(query);
        assert_eq!(found, Vec::<Vec<String>>::new(), "{query}");
    }
}

fn an_event_tells_its_record_what_changed_and_why(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "itradet");
    let system = program.system(&here, here.own, "Lön");
    let mut browser = program.browser(&program.administrator(&here));
    let list = browser.get("/administration/handelser?action=system.registered").page();
    let sequence = list.rows()[0][0].clone();
    let address = format!("/administration/handelser/{sequence}");
    assert_eq!(list.link(&sequence), Some(address.clone()));
    let page = browser.get(&address).page();
    assert_eq!(page.link("Lön"), Some(format!("/system/{system}")));
    let changed = page.rows();
    assert!(changed.iter().any(|row| row[0] == "Ägande organisation" && row[2] == "The own"), "{changed:?}");
    let more = page.link("Alla händelser för posten").expect("a way to the other events");
    assert_eq!(browser.get(&more).page().rows().len(), 1);
    assert_eq!(browser.get("/administration/handelser/999999").status, 404);
    assert_eq!(browser.get("/administration/handelser/x").status, 404);
}

fn an_event_whose_content_is_erased_says_so(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "itradet");
    program.system(&here, here.own, "Lön");
    let mut browser = program.browser(&program.administrator(&here));
    let asked = "/administration/handelser?action=system.registered";
    let sequence: i64 = browser.get(asked).page().rows()[0][0].parse().expect("a sequence");
    let erase = storage::EraseContent {
        sequences: [sequence].into(),
        reason: "Gallring".into(),
        decision: "§ 7".into(),
    };
    program.write(&here, move |tx| storage::erase_content(tx, &erase));
    for address in [asked.to_owned(), format!("/administration/handelser/{sequence}")] {
        let seen = browser.get(&address);
        assert!(seen.page().shows("innehållet är gallrat"), "{address}: {}", seen.text());
    }
}

on_both_engines!(domains::schema();
    the_log_names_the_person_beside_the_account,
    the_log_is_filtered_by_person_record_action_and_day,
    an_event_tells_its_record_what_changed_and_why,
    an_event_whose_content_is_erased_says_so,
);
