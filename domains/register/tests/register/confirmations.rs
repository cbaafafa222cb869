//! Confirmations: who answers for a system says once a year that its record holds, until somebody else changes it.

use crate::site::{browser, script, site, standing_site};
use crate::world::{World, is_not_found, is_refused, objections, schema};
use kernel::{Actor, Id, Result, Subject};
use organisation::{Absence, Because, ORGANISATION, PlanAbsence, plan_absence};
use register::{
    ConfirmSystems, LifecycleState, OBJECT, SYSTEM, Step, System, TakeLifecycleStep, change_system,
    confirm_systems, confirmations_due, set_object_systems, take_lifecycle_step,
};
use serde_json::json;
use std::collections::BTreeSet;
use storage::View;
use testkit::{Acting, TestDb, on_both_engines};

on_both_engines!(schema();
    a_confirmation_mends_the_demand_and_the_change_of_somebody_else_breaks_it,
    a_confirmation_ends_by_itself_on_its_day,
    what_the_confirmer_changes_stays_confirmed,
    a_step_of_somebody_else_breaks_it_and_a_change_back_mends_it,
    only_who_is_let_to_confirms_and_only_what_they_read,
    several_are_confirmed_together_only_where_nothing_has_changed,
    what_was_confirmed_on_a_past_day_is_seen_as_of_it,
    who_answers_is_asked_in_time_and_by_the_object_where_the_system_has_no_own,
    what_somebody_else_changed_is_due_some_days_after_they_did_and_on_the_same_day_tomorrow,
    the_owner_sees_what_changed_and_confirms_in_the_browser,
    a_script_confirms_a_system,
    who_confirms_is_told_of_no_change_in_a_field_that_they_do_not_see,
    who_confirms_reads_by_name_who_owned_the_system_before,
    who_stands_in_is_asked_between_the_days_and_confirms,
);

const DEMAND: &str = r#"
[[field_demand]]
rule = "record-is-confirmed"
fact = "confirmation"
value = "current"
when = { not = { lifecycle_state = ["idea", "retired"] } }
responsible = [{ role = "system_owner" }]
text = { sv = "Uppgifterna är bekräftade.", en = "The record is confirmed." }
clauses = ["E-009"]
"#;

/// A system with its owner and somebody else who writes in the register.
struct Asked {
    world: World,
    owner: Actor,
    other: Actor,
    system: Id,
}

impl Asked {
    fn new(db: &TestDb) -> Self {
        let world = World::with_rules(db, 1, ("objects.toml", DEMAND));
        let system = world.registered(world.system("Ekonomi"));
        let owner = world.employee("Systemägare Ekonomi", world.town);
        world.appoint("system_owner", &owner, Subject::new(SYSTEM, system));
        let other = world.employee("Itchef", world.town);
        world.appoint("head_of_it", &other, Subject::new(ORGANISATION, world.town));
        Self { world, owner, other, system }
    }

    fn confirm(&self, who: &Actor) -> Result<()> {
        self.confirm_all(who, &[(self.system, self.world.loaded(self.system).revision)], false)
    }

    fn confirm_all(&self, who: &Actor, systems: &[(Id, i64)], together: bool) -> Result<()> {
        let ask = ConfirmSystems { systems: systems.to_vec(), together };
        self.world.write(who, move |tx| confirm_systems(tx, &ask))
    }

    fn describe(&self, who: &Actor, text: &str) {
        let described = System { short_description: text.to_owned(), ..self.world.loaded(self.system) };
        self.world.write(who, |tx| change_system(tx, described)).expect("they write in the register");
    }

    fn outcome(&self) -> String {
        self.world.outcome(self.system, "record-is-confirmed")
    }

    /// What is kept of the demand, as lists and Start show it.
    fn is_a_gap(&self) -> bool {
        let ask = findings::GapsAsk { subject: Some(self.system), limit: 50, ..Default::default() };
        let (page, _) = self.world.read(&self.world.operator, |read| findings::gaps(read, &ask)).unwrap();
        page.items.iter().any(|finding| finding.rule == "record-is-confirmed")
    }
}

fn a_confirmation_mends_the_demand_and_the_change_of_somebody_else_breaks_it(db: &TestDb) {
    let asked = Asked::new(db);
    assert_eq!((asked.outcome().as_str(), asked.is_a_gap()), ("breached", true));
    asked.confirm(&asked.owner).unwrap();
    assert_eq!((asked.outcome().as_str(), asked.is_a_gap()), ("met", false));
    asked.describe(&asked.other, "Bokföring");
    assert_eq!((asked.outcome().as_str(), asked.is_a_gap()), ("breached", true));
    asked.confirm(&asked.owner).unwrap();
    assert!(!asked.is_a_gap());
}

fn who_stands_in_is_asked_between_the_days_and_confirms(db: &TestDb) {
    let asked = Asked::new(db);
    let deputy = asked.world.employee("Ersättare", asked.world.town);
    let (owner, stand_in) = (asked.owner.person.unwrap(), deputy.person.unwrap());
    let day = |text: &str| text.parse::<kernel::Date>().unwrap();
    let mut absence = Absence::new(owner, day("2026-04-01"), day("2026-04-30"));
    absence.deputy = Some(stand_in);
    let away = PlanAbsence { absence, assignments: Vec::new(), because: Because::default() };
    asked.world.done(move |tx| plan_absence(tx, &away));
    let due = |who: Id, date: &str| {
        let then = asked.world.operator.clone().at(&format!("{date}T11:00:00Z"));
        let told = asked.world.read(&then, |read| confirmations_due(read, Some(&[who]), day("2027-01-01")));
        told.unwrap().iter().filter(|one| one.person == who).count()
    };
    let days = ["2026-03-31", "2026-04-01", "2026-04-30", "2026-05-01"];
    assert_eq!(days.map(|date| due(stand_in, date)), [0, 1, 1, 0]);
    assert_eq!(due(owner, "2026-04-10"), 1, "and the owner as before");
    let then = deputy.at("2026-04-10T11:00:00Z");
    asked.confirm(&then).expect("in the owner's place");
    assert_eq!(due(stand_in, "2026-04-11"), 0);
}

fn a_confirmation_ends_by_itself_on_its_day(db: &TestDb) {
    let asked = Asked::new(db);
    asked.confirm(&asked.owner).unwrap();
    let round = |day: &str| {
        let then = asked.world.operator.clone().at(day);
        asked.world.write(&then, |tx| findings::evaluate_due(tx, 100))
    };
    // Confirmed on 2 March 2026.
    round("2027-03-02T08:00:00Z").unwrap();
    assert!(!asked.is_a_gap(), "it holds on its last day");
    round("2027-03-03T08:00:00Z").unwrap();
    assert!(asked.is_a_gap(), "and not on the day after");
}

fn what_the_confirmer_changes_stays_confirmed(db: &TestDb) {
    let asked = Asked::new(db);
    asked.world.appoint("system_manager", &asked.owner, Subject::new(SYSTEM, asked.system));
    asked.confirm(&asked.owner).unwrap();
    asked.describe(&asked.owner, "Bokföring");
    assert_eq!(asked.outcome(), "met");
    asked.describe(&asked.other, "Annat");
    assert_eq!(asked.outcome(), "breached");
    asked.describe(&asked.owner, "Bokföring och reskontra");
    assert_eq!(asked.outcome(), "breached", "one's own change does not mend what another broke");
}

fn a_step_of_somebody_else_breaks_it_and_a_change_back_mends_it(db: &TestDb) {
    let asked = Asked::new(db);
    asked.confirm(&asked.owner).unwrap();
    asked.describe(&asked.other, "Bokföring");
    asked.describe(&asked.other, "");
    assert_eq!(asked.outcome(), "met", "the record says what was confirmed");
    let step = Step { to: LifecycleState::Introduction, on: None, reason: "Byts ut".into() };
    let ask = TakeLifecycleStep { system: asked.system, revision: None, step, decision: String::new() };
    asked.world.write(&asked.other, move |tx| take_lifecycle_step(tx, &ask)).unwrap();
    assert_eq!(asked.outcome(), "breached");
}

fn only_who_is_let_to_confirms_and_only_what_they_read(db: &TestDb) {
    let asked = Asked::new(db);
    assert!(is_refused(&asked.confirm(&asked.other)), "whoever keeps the register has not the owner's word");
    let neighbour = asked.world.employee("Grannen", asked.world.village);
    assert!(is_not_found(&asked.confirm_all(&neighbour, &[(asked.system, 1)], false)));
    assert_eq!(
        objections(asked.confirm_all(&asked.owner, &[], false)),
        [" register-objection-nothing-to-confirm"]
    );
    asked.describe(&asked.other, "Bokföring");
    let old = objections(asked.confirm_all(&asked.owner, &[(asked.system, 1)], false));
    assert_eq!(old, [format!("{} register-objection-confirmation-stale", asked.system)]);
    let retired = asked
        .world
        .registered(System { lifecycle_state: LifecycleState::Retired, ..asked.world.system("Borta") });
    asked.world.appoint("system_owner", &asked.owner, Subject::new(SYSTEM, retired));
    let gone = objections(asked.confirm_all(&asked.owner, &[(retired, 1)], false));
    assert_eq!(gone, [format!("{retired} register-objection-not-in-use")]);
}

fn several_are_confirmed_together_only_where_nothing_has_changed(db: &TestDb) {
    let asked = Asked::new(db);
    let second = asked.world.registered(asked.world.system("Lön"));
    asked.world.appoint("system_owner", &asked.owner, Subject::new(SYSTEM, second));
    let unread = asked.confirm_all(&asked.owner, &[(asked.system, 1), (second, 1)], true);
    assert_eq!(objections(unread).len(), 2, "nobody has ever confirmed them");
    for system in [asked.system, second] {
        asked.confirm_all(&asked.owner, &[(system, 1)], false).unwrap();
    }
    let next_year = asked.owner.clone().at("2027-04-01T08:00:00Z");
    asked.describe(&asked.other, "Bokföring");
    let one_changed = asked.confirm_all(&next_year, &[(asked.system, 2), (second, 1)], true);
    assert_eq!(objections(one_changed), [format!("{} register-objection-look-first", asked.system)]);
    asked.confirm_all(&next_year, &[(second, 1)], true).unwrap();
}

fn what_was_confirmed_on_a_past_day_is_seen_as_of_it(db: &TestDb) {
    let asked = Asked::new(db);
    asked.confirm(&asked.owner).unwrap();
    let later = asked.other.clone().at("2026-05-04T08:00:00Z");
    asked.describe(&later, "Bokföring");
    let subject = Subject::new(SYSTEM, asked.system);
    let then = View::AsOf("2026-04-01".parse().unwrap());
    let operator = asked.world.operator.clone().at("2026-05-05T08:00:00Z");
    let evaluated =
        asked.world.db.read(&operator, then, |read| findings::of_subject(read, &subject)).unwrap();
    let demand = evaluated.findings.iter().find(|one| one.rule == "record-is-confirmed").unwrap();
    assert_eq!(demand.outcome.name(), "met");
}

fn who_answers_is_asked_in_time_and_by_the_object_where_the_system_has_no_own(db: &TestDb) {
    let asked = Asked::new(db);
    let object = asked.world.object("Ekonomiobjektet");
    let by_object = asked.world.registered(asked.world.system("Reskontra"));
    let systems = BTreeSet::from([asked.system, by_object]);
    asked.world.done(move |tx| set_object_systems(tx, object, 1, &systems));
    let leader = asked.world.employee("Ägare av objektet", asked.world.town);
    asked.world.appoint("system_owner", &leader, Subject::new(OBJECT, object));
    let due = |who: Option<&Actor>, today: &str, until: &str| {
        let reader = asked.world.operator.clone().at(today);
        let people: Option<Vec<Id>> = who.map(|who| vec![who.person.unwrap()]);
        let until = until.parse().unwrap();
        let found = asked.world.read(&reader, |read| confirmations_due(read, people.as_deref(), until));
        let found = found.unwrap().into_iter();
        found.map(|one| (one.name.sv, one.due.to_string())).collect::<Vec<_>>()
    };
    let today = "2026-03-02T08:00:00Z";
    let never = |name: &str| vec![(name.to_owned(), "2026-01-31".to_owned())];
    assert_eq!(due(Some(&asked.owner), today, "2026-12-31"), never("Ekonomi"));
    assert_eq!(
        due(Some(&leader), today, "2026-12-31"),
        never("Reskontra"),
        "Ekonomi has an owner of its own"
    );
    assert_eq!(due(None, today, "2026-12-31").len(), 2);
    asked.confirm(&asked.owner).unwrap();
    assert_eq!(due(Some(&asked.owner), today, "2026-12-31"), [], "confirmed, and long to go");
    let last = vec![("Ekonomi".to_owned(), "2027-03-02".to_owned())];
    assert_eq!(due(Some(&asked.owner), "2027-02-15T08:00:00Z", "2027-03-31"), last);
    assert_eq!(due(Some(&asked.owner), "2027-02-15T08:00:00Z", "2027-02-28"), []);
}

fn what_somebody_else_changed_is_due_some_days_after_they_did_and_on_the_same_day_tomorrow(db: &TestDb) {
    let asked = Asked::new(db);
    asked.confirm(&asked.owner).unwrap();
    asked.describe(&asked.other, "Bokföring");
    for today in ["2026-03-02T08:00:00Z", "2026-04-20T08:00:00Z"] {
        let (reader, until) = (asked.world.operator.clone().at(today), "2026-04-30".parse().unwrap());
        let found = asked.world.read(&reader, |read| confirmations_due(read, None, until)).unwrap();
        let days: Vec<String> = found.iter().map(|one| one.due.to_string()).collect();
        assert_eq!(days, ["2026-04-01"], "thirty days after the change, not when the old year ends");
    }
}

fn the_owner_sees_what_changed_and_confirms_in_the_browser(db: &TestDb) {
    let asked = Asked::new(db);
    let second = asked.world.registered(asked.world.system("Lön"));
    asked.world.appoint("system_owner", &asked.owner, Subject::new(SYSTEM, second));
    let first_site = site(&asked.world, &[&asked.owner, &asked.other]);
    let mut owner = browser(&first_site, &asked.owner);
    let page = format!("/system/{}/bekrafta", asked.system);
    let demands = owner.get(&format!("/system/{}?flik=krav", asked.system)).page();
    assert_eq!(demands.link("Bekräfta uppgifterna").as_deref(), Some(page.as_str()));
    assert!(owner.get(&page).page().shows("Uppgifterna har aldrig bekräftats"));
    for system in [asked.system, second] {
        let page = format!("/system/{system}/bekrafta");
        let done = owner.submit(&page, &page, &[]);
        assert_eq!(done.status, 303, "{}", done.text());
    }
    assert!(owner.get("/system/att-bekrafta").page().shows("Inget system väntar på din bekräftelse"));
    asked.describe(&asked.other, "Bokföring");
    let changed = owner.get(&page).page();
    assert!(changed.shows("Kort beskrivning") && changed.shows("Bokföring"), "{:?}", changed.texts("main"));
    let mut other = browser(&first_site, &asked.other);
    let system = format!("/system/{}", asked.system);
    assert_eq!(other.get(&page).header("location"), system, "who is not asked reads the system's own page");

    let next_year = standing_site(asked.world.db.clone(), asked.owner.clone().at("2027-02-20T08:00:00Z").now);
    let mut owner = browser(&next_year, &asked.owner);
    let list = owner.get("/system/att-bekrafta").page();
    assert_eq!(list.rows().len(), 2, "{:?}", list.rows());
    let chosen = format!("{second}:1");
    let done = owner.submit("/system/att-bekrafta", "/system/att-bekrafta", &[("system", &chosen)]);
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(owner.get("/system/att-bekrafta").page().rows().len(), 1);
}

fn who_confirms_is_told_of_no_change_in_a_field_that_they_do_not_see(db: &TestDb) {
    let asked = Asked::new(db);
    asked.confirm(&asked.owner).expect("it is right");
    let changed = System {
        short_description: "Bokföring".into(),
        notes: "Anteckningsmarke".into(),
        ..asked.world.loaded(asked.system)
    };
    asked.world.write(&asked.other, |tx| change_system(tx, changed)).expect("they write in the register");
    let site = site(&asked.world, &[&asked.owner]);
    let page = format!("/system/{}/bekrafta", asked.system);
    let marks = || {
        let seen = browser(&site, &asked.owner).get(&page).text();
        ["Bokföring", "Anteckningsmarke"].map(|mark| seen.matches(mark).count())
    };
    assert_eq!(marks(), [2, 2], "as it stands, and as a change");
    // As where a pack asks a role that does not see all of the record.
    db.raw_execute(
        "DELETE FROM function_permission WHERE core_function = 'owner' AND permission = 'register.read_all'",
    );
    assert_eq!(marks(), [2, 0]);
}

fn who_confirms_reads_by_name_who_owned_the_system_before(db: &TestDb) {
    let asked = Asked::new(db);
    let department = asked.world.department("Ekonomiförvaltningen", asked.world.town);
    asked.confirm(&asked.owner).expect("it is right");
    let moved = System { organisation: Some(department), ..asked.world.loaded(asked.system) };
    asked.world.done(|tx| change_system(tx, moved));
    let site = site(&asked.world, &[&asked.owner]);
    let page = browser(&site, &asked.owner).get(&format!("/system/{}/bekrafta", asked.system)).page();
    assert!(page.shows("Kommunen") && page.shows("Ekonomiförvaltningen"), "{:?}", page.texts("main"));
    assert!(!page.shows(&asked.world.town.to_string()), "{:?}", page.texts("main"));
}

fn a_script_confirms_a_system(db: &TestDb) {
    let asked = Asked::new(db);
    let site = site(&asked.world, &[&asked.owner, &asked.other]);
    let address = format!("/api/v1/systems/{}/actions/confirm", asked.system);
    let mut other = script(&asked.world, &site, &asked.other);
    assert_eq!(other.send_json("POST", &address, &[], &json!({})).status, 403);
    let mut owner = script(&asked.world, &site, &asked.owner);
    let done = owner.send_json("POST", &address, &[], &json!({}));
    assert_eq!(done.status, 200, "{}", done.text());
    assert_eq!(asked.outcome(), "met");
}
