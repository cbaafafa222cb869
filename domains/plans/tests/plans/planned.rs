//! A suggestion becomes an activity of a plan, and whoever made it learns that.

use crate::world::{World, browser, is_refused, objections, schema};
use kernel::{Actor, Id, Result, Subject};
use plans::{Rows, Seen, SuggestionState, plan_suggestion, reopen_suggestion, rows_of};
use register::SYSTEM;
use serde_json::json;
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    a_suggestion_becomes_an_activity_and_its_maker_is_told,
    only_who_handles_suggestions_and_writes_the_plan_plans_one,
    a_plan_of_another_system_takes_no_suggestion_and_an_answered_one_is_not_planned,
    the_manager_plans_a_suggestion_on_its_page,
    a_script_plans_a_suggestion,
);

fn planned(world: &World, who: &Actor, suggestion: Id, plan: Id) -> Result<Id> {
    let seen = Seen { id: suggestion, revision: None };
    world.write(who, move |tx| plan_suggestion(tx, seen, plan))
}

fn rows(world: &World, plan: Id) -> Rows {
    let plan = world.plan(plan);
    let found = world.read(&world.manager, |read| {
        let pack = findings::pack_in_force(read)?;
        rows_of(read, &plan, pack.plan_kind(&plan.kind))
    });
    found.expect("the rows")
}

fn a_suggestion_becomes_an_activity_and_its_maker_is_told(db: &TestDb) {
    let world = World::new(db);
    let (plan, suggestion) = (world.started(), world.suggested("Sök på belopp"));
    planned(&world, &world.manager, suggestion, plan).expect("the manager plans it");
    let found = rows(&world, plan);
    assert_eq!(
        (found.activities[0].title.as_str(), found.activities[0].state.as_str()),
        ("Sök på belopp", "planned")
    );
    assert_eq!(world.loaded(suggestion).state, SuggestionState::Planned);
    assert_eq!(world.told(&world.user), ["Ditt förslag är planerat: Sök på belopp."]);
    assert_eq!(world.told(&world.manager), Vec::<String>::new(), "what waited is seen to");
    let seen = Seen { id: suggestion, revision: None };
    world.write(&world.manager, move |tx| reopen_suggestion(tx, seen)).expect("it may be taken up again");
    assert_eq!(world.loaded(suggestion).state, SuggestionState::Open);
}

fn only_who_handles_suggestions_and_writes_the_plan_plans_one(db: &TestDb) {
    let world = World::new(db);
    let (plan, suggestion) = (world.started(), world.suggested("Sök på belopp"));
    assert!(is_refused(&planned(&world, &world.user, suggestion, plan)));
    assert!(rows(&world, plan).activities.is_empty());
}

fn a_plan_of_another_system_takes_no_suggestion_and_an_answered_one_is_not_planned(db: &TestDb) {
    let world = World::new(db);
    let (plan, suggestion) = (world.started(), world.suggested("Sök på belopp"));
    let other = world.registered("Lön");
    let colleague = world.employee("Systemförvaltare Lön", world.town);
    world.appoint("system_manager", &colleague, Subject::new(SYSTEM, other));
    let asked = plans::Beginning { subject: Some(other), ..world.beginning() };
    let of_other = world.start(&colleague, &asked).expect("a plan of the other system");
    assert_eq!(
        objections(planned(&world, &world.operator, suggestion, of_other)),
        ["plan objection-not-a-reference"]
    );
    planned(&world, &world.manager, suggestion, plan).unwrap();
    let again = planned(&world, &world.manager, suggestion, plan);
    assert_eq!(objections(again), [" plans-objection-suggestion-closed"]);
    assert_eq!(rows(&world, plan).activities.len(), 1);
}

fn the_manager_plans_a_suggestion_on_its_page(db: &TestDb) {
    let world = World::new(db);
    let (plan, suggestion) = (world.started(), world.suggested("Sök på belopp"));
    let site = world.site(&[&world.manager, &world.user]);
    let mut manager = browser(&site, &world.manager);
    let page = format!("/forslag/{suggestion}");
    let without = manager.submit(&page, &format!("{page}/planera"), &[]);
    assert_eq!(without.status, 422, "{}", without.text());
    let done = manager.submit(&page, &format!("{page}/planera"), &[("plan", &plan.to_string())]);
    assert_eq!(done.status, 303, "{}", done.text());
    let shown = manager.get(&page).page();
    assert!(shown.shows("Planerat i"), "{:?}", shown.texts("main"));
    assert_eq!(shown.link("Systemförvaltningsplan Ekonomi 2026"), Some(format!("/planer/{plan}")));
    let own = browser(&site, &world.user).get(&page).page();
    assert!(own.shows("Planerat i") && own.link("Systemförvaltningsplan Ekonomi 2026").is_none());
}

fn a_script_plans_a_suggestion(db: &TestDb) {
    let world = World::new(db);
    let (plan, suggestion) = (world.started(), world.suggested("Sök på belopp"));
    let site = world.site(&[&world.manager]);
    let mut script = world.script(&site, &world.manager);
    let address = format!("/api/v1/suggestions/{suggestion}/actions/plan");
    let done = script.send_json("POST", &address, &[], &json!({ "plan": plan }));
    assert_eq!(
        (done.status.as_u16(), done.json()["state"].as_str()),
        (200, Some("planned")),
        "{}",
        done.text()
    );
}
