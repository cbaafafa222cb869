//! Waivers by the pages: granted at the demand that is open, ended at the demand that is waived.

use crate::program::Program;
use testkit::{TestDb, on_both_engines};
use vidmakt::domains;

/// A demand that every system without a manager breaches.
const RULE: &str = "system-manager-appointed";

/// The page of a system that lacks everything, to somebody who may waive.
struct Lacking {
    program: Program,
    page: String,
    browser: testkit::Visitor,
}

impl Lacking {
    fn on(db: &TestDb) -> Self {
        let program = Program::on(db);
        let here = program.federation("here", "itradet");
        let system = program.system(&here, here.own, "Elevregister");
        let owner = program.employed(&here, "systemägare");
        program.grant(&here, &owner, "owner", system);
        let browser = program.browser(&owner);
        Self { program, page: format!("/system/{system}?flik=krav"), browser }
    }

    fn grant(&mut self) -> testkit::Seen {
        let form = self.link("Ge undantag").expect("an open demand offers a waiver");
        self.grant_at(&form)
    }

    fn grant_at(&mut self, form: &str) -> testkit::Seen {
        let fields = [("reason", "Rekrytering pågår."), ("decision", "KS § 12"), ("until", "2026-03-31")];
        self.browser.submit(form, "/undantag/nytt", &fields)
    }

    fn link(&mut self, label: &str) -> Option<String> {
        self.browser.get(&self.page).page().link(label)
    }
}

fn a_waiver_is_granted_at_an_open_demand_and_ended_at_the_waived_one(db: &TestDb) {
    let mut lacking = Lacking::on(db);
    assert_eq!(lacking.link("Avsluta undantaget"), None, "nothing is waived yet");
    let seen = lacking.grant();
    assert_eq!(seen.status, 303, "{}", seen.text());
    let end = lacking.link("Avsluta undantaget").expect("what is waived can be ended");
    let page = lacking.browser.get(&end).page();
    assert!(page.shows("KS § 12") && page.shows("Rekrytering pågår."), "the waiver is shown before it ends");
    let action = page.actions().into_iter().rfind(|action| action.ends_with("/avsluta"));
    let action = action.expect("the last form ends the waiver");
    let refused = lacking.browser.submit(&end, &action, &[("reason", " ")]);
    assert_eq!(refused.status, 422, "without a reason it stays");
    let ended = lacking.browser.submit(&end, &action, &[("reason", "Rollen är tillsatt.")]);
    assert_eq!(ended.status, 303, "{}", ended.text());
    assert_eq!(lacking.link("Avsluta undantaget"), None);
    assert_eq!(lacking.browser.get(&end).status, 404, "what is over cannot be ended again");
}

fn who_is_refused_a_waiver_keeps_what_was_typed(db: &TestDb) {
    let mut lacking = Lacking::on(db);
    let here = lacking.program.federation("third", "itradet");
    let system = lacking.program.system(&here, here.own, "Lön");
    lacking.browser = lacking.program.browser(&lacking.program.administrator(&here));
    lacking.page = format!("/system/{system}?flik=krav");
    assert_eq!(lacking.link("Ge undantag"), None, "the pack lets only the system owner decide");
    let form = format!("/undantag/nytt?subject_kind=system&subject={system}&rule={RULE}");
    let refused = lacking.grant_at(&form);
    assert_eq!(refused.status, 403);
    assert!(refused.page().form("/undantag/nytt").iter().any(|(_, value)| value == "KS § 12"));
}

fn a_demand_has_one_waiver_at_a_time(db: &TestDb) {
    let mut lacking = Lacking::on(db);
    let form = lacking.link("Ge undantag").expect("an open demand offers a waiver");
    assert_eq!(lacking.grant_at(&form).status, 303);
    let again = lacking.grant_at(&form);
    assert_eq!(again.status, 422);
    assert!(again.page().shows("Kravet har redan ett undantag, till och med 2026-03-31"), "{}", again.text());
}

fn who_owns_one_system_is_offered_waivers_there_and_nowhere_else(db: &TestDb) {
    let mut lacking = Lacking::on(db);
    let program = &lacking.program;
    let federation = program.federation("more", "itradet");
    let (own, other) = (
        program.system(&federation, federation.own, "Elevregister"),
        program.system(&federation, federation.own, "Lön"),
    );
    let owner = program.employed(&federation, "systemägare");
    program.grant(&federation, &owner, "owner", own);
    lacking.browser = program.browser(&owner);
    let mut offered = |page: String| lacking.browser.get(&page).page().link("Ge undantag");
    assert!(offered(format!("/system/{own}?flik=krav")).is_some());
    assert_eq!(offered(format!("/system/{other}?flik=krav")), None);
    let in_list = offered("/brister".to_owned()).expect("the list of gaps offers it too");
    assert!(in_list.contains(&own.to_string()) && !in_list.contains(&other.to_string()), "{in_list}");
}

fn the_past_offers_no_waiver(db: &TestDb) {
    let mut lacking = Lacking::on(db);
    lacking.page = format!("{}&as_of=2026-03-01", lacking.page);
    assert_eq!(lacking.link("Ge undantag"), None);
}

fn who_may_not_waive_is_not_offered_it(db: &TestDb) {
    let mut lacking = Lacking::on(db);
    let there = lacking.program.federation("there", "itradet");
    let system = lacking.program.system(&there, there.own, "Lön");
    let reader = lacking.program.employed(&there, "medarbetare");
    lacking.browser = lacking.program.browser(&reader);
    lacking.page = format!("/system/{system}?flik=krav");
    assert_eq!(lacking.browser.get(&lacking.page).status, 200);
    assert_eq!(lacking.link("Ge undantag"), None);
}

on_both_engines!(domains::schema();
    a_waiver_is_granted_at_an_open_demand_and_ended_at_the_waived_one,
    who_is_refused_a_waiver_keeps_what_was_typed,
    a_demand_has_one_waiver_at_a_time,
    who_owns_one_system_is_offered_waivers_there_and_nowhere_else,
    the_past_offers_no_waiver,
    who_may_not_waive_is_not_offered_it,
);
