//! Needs of a plan: IT makes them activities, each names the other, and what is not met goes on into the next year.

use crate::world::{World, browser, is_not_found, objections, schema};
use kernel::{Actor, Id, Result};
use plans::{
    Activity, ActivityState, Beginning, Need, Party, Rows, SaveRow, Tabled, plan_need, rows_of, save_row,
    visible_row,
};
use serde_json::json;
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    a_need_becomes_an_activity_that_it_does_and_each_names_the_other,
    a_need_is_made_an_activity_once_until_that_is_over,
    who_does_not_follow_the_plan_makes_nothing_of_its_needs,
    an_activity_meets_a_need_of_its_own_plan,
    next_year_begins_with_the_needs_that_nothing_has_met,
    the_manager_makes_a_need_an_activity_on_its_page,
    a_script_makes_a_need_an_activity,
);

/// A plan of a guideline that asks what is needed.
fn begun(db: &TestDb) -> (World, Id) {
    let world = World::new(db);
    let goals = "  [[plan.section]]\n  id = \"goals\"";
    let needs = "  [[plan.section]]\n  id = \"needs\"\n  title = { sv = \"Behov\", en = \"Needs\" }\n  holds = \"needs\"\n  \
        clauses = [\"E-013\"]\n\n  [[plan.section]]\n  id = \"goals\"";
    world.adopt_anew(&[("plans.toml", goals, needs)]);
    let plan = world.started();
    (world, plan)
}

fn save<R: Tabled>(world: &World, plan: Id, row: Option<Id>, says: R) -> Result<Id> {
    let ask = SaveRow { plan, row: row.map(|row| (row, None)), says };
    world.write(&world.manager, move |tx| save_row(tx, &ask))
}

fn need(world: &World, plan: Id, title: &str) -> Id {
    let says = Need { title: title.into(), description: "I fakturor".into(), ..Need::default() };
    save(world, plan, None, says).expect("the manager writes")
}

fn planned(world: &World, who: &Actor, need: Id) -> Result<Id> {
    world.write(who, move |tx| plan_need(tx, need))
}

fn rows(world: &World, plan: Id) -> Rows {
    let plan = world.plan(plan);
    let found = world.read(&world.manager, |read| {
        let pack = findings::pack_in_force(read)?;
        rows_of(read, &plan, pack.plan_kind(&plan.kind))
    });
    found.expect("the rows")
}

fn a_need_becomes_an_activity_that_it_does_and_each_names_the_other(db: &TestDb) {
    let (world, plan) = begun(db);
    let need = need(&world, plan, "Sök på belopp");
    let activity = planned(&world, &world.manager, need).expect("the manager plans it");
    let (_, row) =
        world.read(&world.manager, |read| visible_row::<Activity>(read, activity)).expect("the row");
    assert_eq!((row.says.party, row.says.need), (Some(Party::It), Some(need)));
    let says = Activity { title: "Bygg en sökning".into(), ..row.says };
    save(&world, plan, Some(activity), says).expect("it is told more closely");
    let found = rows(&world, plan);
    assert_eq!(found.needs[0].met_by, ["Bygg en sökning"]);
    let row = &found.activities[0];
    assert_eq!((row.need.as_str(), row.description.as_str()), ("Sök på belopp", "I fakturor"));
}

fn a_need_is_made_an_activity_once_until_that_is_over(db: &TestDb) {
    let (world, plan) = begun(db);
    let need = need(&world, plan, "Sök på belopp");
    let first = planned(&world, &world.manager, need).unwrap();
    assert_eq!(objections(planned(&world, &world.manager, need)), [" plan-row-objection-need-planned"]);
    let says = Activity {
        title: "Sök på belopp".into(),
        need: Some(need),
        state: ActivityState::Dropped,
        ..Activity::default()
    };
    save(&world, plan, Some(first), says).unwrap();
    planned(&world, &world.manager, need).expect("what was dropped met nothing");
    assert_eq!(rows(&world, plan).needs[0].met_by.len(), 2);
}

fn who_does_not_follow_the_plan_makes_nothing_of_its_needs(db: &TestDb) {
    let (world, plan) = begun(db);
    let need = need(&world, plan, "Sök på belopp");
    let neighbour = world.employee("Grannen", world.village);
    for stranger in [&world.user, &neighbour] {
        assert!(is_not_found(&planned(&world, stranger, need)));
    }
    assert!(rows(&world, plan).activities.is_empty());
}

fn an_activity_meets_a_need_of_its_own_plan(db: &TestDb) {
    let (world, plan) = begun(db);
    let other = world.start(&world.manager, &Beginning { year: Some(2027), ..world.beginning() }).unwrap();
    let elsewhere = need(&world, other, "Ett annat behov");
    let says = Activity { title: "Utbilda".into(), need: Some(elsewhere), ..Activity::default() };
    assert_eq!(objections(save(&world, plan, None, says)), ["need objection-not-a-reference"]);
}

fn next_year_begins_with_the_needs_that_nothing_has_met(db: &TestDb) {
    let (world, plan) = begun(db);
    let (worked_on, met) = (need(&world, plan, "Sök på belopp"), need(&world, plan, "Byt lösenord"));
    need(&world, plan, "Skriv ut");
    planned(&world, &world.manager, worked_on).unwrap();
    let says = Activity {
        title: "Lösenord".into(),
        need: Some(met),
        state: ActivityState::Done,
        ..Activity::default()
    };
    save(&world, plan, None, says).unwrap();
    let next = Beginning { year: Some(2027), follows: Some(plan), ..world.beginning() };
    let next = world.start(&world.manager, &next).expect("next year's");
    let found = rows(&world, next);
    let needs: Vec<&str> = found.needs.iter().map(|row| row.title.as_str()).collect();
    assert_eq!(needs, ["Sök på belopp", "Skriv ut"]);
    assert_eq!(found.needs[0].met_by, ["Sök på belopp"], "its activity came along and names the new row");
}

fn the_manager_makes_a_need_an_activity_on_its_page(db: &TestDb) {
    let (world, plan) = begun(db);
    let need = need(&world, plan, "Sök på belopp");
    let site = world.site(&[&world.manager]);
    let mut manager = browser(&site, &world.manager);
    let own = format!("/planer/{plan}/behov/{need}");
    let step = format!("{own}/planera");
    let done = manager.submit(&own, &step, &[]);
    let activity = rows(&world, plan).activities[0].id.expect("its id");
    let form = format!("/planer/{plan}/aktiviteter/{activity}");
    assert_eq!((done.status.as_u16(), done.header("location")), (303, form.as_str()), "{}", done.text());
    let shown = manager.get(&format!("/planer/{plan}")).page();
    assert_eq!(shown.rows()[0][4], "Sök på belopp", "the need shows its activity");
    let again = manager.submit(&own, &step, &[]);
    assert_eq!(again.status, 422, "{}", again.text());
    assert!(again.page().shows("En aktivitet som möter behovet är redan planerad."));
}

fn a_script_makes_a_need_an_activity(db: &TestDb) {
    let (world, plan) = begun(db);
    let site = world.site(&[&world.manager]);
    let mut script = world.script(&site, &world.manager);
    let asked = json!({ "plan": plan, "title": "Sök på belopp" });
    let made = script.send_json("POST", "/api/v1/needs", &[], &asked);
    assert_eq!(made.status, 201, "{}", made.text());
    let need = made.json()["id"].as_str().expect("its id").to_owned();
    let done = script.send_json("POST", &format!("/api/v1/needs/{need}/actions/plan"), &[], &json!({}));
    assert_eq!(done.status, 200, "{}", done.text());
    let listed = script.get(&format!("/api/v1/activities?plan={plan}"));
    assert_eq!(listed.json()["items"][0]["need"], need.as_str(), "{}", listed.text());
    let listed = script.get(&format!("/api/v1/needs?plan={plan}"));
    assert_eq!(listed.json()["items"][0]["title"], "Sök på belopp", "{}", listed.text());
}
