//! The rows of plans: written, moved and taken away by those who write the plan, read by name, and begun from last year's.

use crate::world::{World, browser, is_not_found, is_refused, objections, schema};
use kernel::{Actor, Error, Id, Result, Subject};
use plans::{
    ACTIVITIES, Activity, ActivityState, Beginning, BudgetLine, Goal, GoalState, ListedActivity, Need, Party,
    PlannedRelease, ResourceNeed, Responsibility, Rows, SaveRow, SupportPath, Tabled, Towards, move_row,
    remove_row, rows_of, save_row, visible_row,
};
use register::SYSTEM;
use serde_json::json;
use storage::{Query, View};
use testkit::{Acting, TestDb, on_both_engines};
use web::accounts::{self, NewToken};

on_both_engines!(schema();
    rows_stand_in_their_order_and_name_what_they_point_at,
    every_table_keeps_what_its_rows_say,
    what_is_wrong_with_a_row_is_told_at_its_field,
    who_does_not_write_the_plan_writes_no_rows_and_sees_none,
    two_who_change_one_row_are_told_and_nothing_is_lost,
    a_past_day_shows_the_rows_of_then,
    next_year_begins_with_what_is_still_open,
    what_is_copied_from_another_record_is_words_and_not_its_work,
    the_manager_writes_moves_and_removes_an_activity_on_the_page,
    all_activities_stand_in_one_list_with_its_file,
    a_script_writes_activities_and_goals,
    amounts_are_written_and_read_by_those_who_read_costs,
);

impl World {
    fn add<R: Tabled>(&self, plan: Id, says: R) -> Result<Id> {
        self.save_as(&self.manager, SaveRow { plan, row: None, says })
    }

    fn save_as<R: Tabled>(&self, who: &Actor, ask: SaveRow<R>) -> Result<Id> {
        self.write(who, move |tx| save_row(tx, &ask))
    }

    fn rows(&self, plan: Id) -> Rows {
        let plan = self.plan(plan);
        let rows = self.read(&self.manager, |read| {
            let pack = findings::pack_in_force(read)?;
            rows_of(read, &plan, pack.plan_kind(&plan.kind))
        });
        rows.expect("the rows")
    }
}

fn activity(title: &str) -> Activity {
    Activity { title: title.into(), kind: "maintenance".into(), ..Activity::default() }
}

fn goal(title: &str) -> Goal {
    Goal { title: title.into(), kind: "short_term".into(), ..Goal::default() }
}

fn titles(rows: &Rows) -> Vec<&str> {
    rows.activities.iter().map(|row| row.title.as_str()).collect()
}

fn rows_stand_in_their_order_and_name_what_they_point_at(db: &TestDb) {
    let world = World::new(db);
    let plan = world.started();
    let goal = world.add(plan, goal("Bokslut på fem dagar")).expect("a goal");
    world.add(plan, activity("Utbilda")).expect("an activity");
    let upgrade = Activity {
        goal: Some(goal),
        responsible: world.manager.person,
        cost: Some(6_000_000),
        ..activity("Uppgradera")
    };
    let upgrade = world.add(plan, upgrade).expect("another");
    let rows = world.rows(plan);
    assert_eq!(titles(&rows), ["Utbilda", "Uppgradera"]);
    let row = &rows.activities[1];
    assert_eq!(
        (row.goal.as_str(), row.responsible.as_str()),
        ("Bokslut på fem dagar", "Systemförvaltare Ekonomi")
    );
    assert_eq!((row.kind_title.sv.as_str(), row.cost), ("Förvaltning", Some(6_000_000)));
    world.write(&world.manager, move |tx| move_row::<Activity>(tx, (plan, upgrade), Towards::Start)).unwrap();
    assert_eq!(titles(&world.rows(plan)), ["Uppgradera", "Utbilda"]);
    world.write(&world.manager, move |tx| remove_row::<Activity>(tx, (plan, upgrade), None)).unwrap();
    assert_eq!(titles(&world.rows(plan)), ["Utbilda"]);
    assert_eq!(
        world.plan_actions(plan),
        [
            "plan_row.removed",
            "plan_row.moved",
            "plan_row.added",
            "plan_row.added",
            "plan_row.added",
            "plan.started"
        ]
    );
}

fn every_table_keeps_what_its_rows_say(db: &TestDb) {
    fn keeps<R: Tabled + std::fmt::Debug>(world: &World, plan: Id, says: R) {
        let id = world.add(plan, says.clone()).unwrap_or_else(|error| panic!("{says:?}: {error:?}"));
        let (_, row) = world.read(&world.manager, |read| visible_row::<R>(read, id)).expect("the row");
        assert_eq!((row.says, row.revision, row.place), (says, 1, 1));
    }
    let world = World::new(db);
    let plan = world.started();
    let day = |text: &str| text.parse().ok();
    let text = |text: &str| text.to_owned();
    keeps(
        &world,
        plan,
        Need {
            title: text("Sök på belopp"),
            party: Some(Party::Business),
            organisation: Some(world.town),
            ..Need::default()
        },
    );
    keeps(
        &world,
        plan,
        Goal { state: GoalState::Missed, measure: text("Dagar"), target: text("5"), ..goal("Bokslut") },
    );
    let release = PlannedRelease {
        name: text("4.2"),
        test_on: day("2026-05-01"),
        planned_on: day("2026-06-01"),
        ..PlannedRelease::default()
    };
    keeps(&world, plan, release);
    keeps(
        &world,
        plan,
        ResourceNeed {
            role: text("system_manager"),
            person: world.manager.person,
            hours: Some(120),
            note: text("Våren"),
        },
    );
    let line = BudgetLine {
        account_group: text("operation"),
        year: Some(2026),
        amount: Some(10_000_000),
        ..BudgetLine::default()
    };
    keeps(&world, plan, line);
    keeps(
        &world,
        plan,
        Responsibility {
            task: text("Säkerhetskopiering"),
            party: Some(Party::Supplier),
            pays: Some(Party::It),
            note: text("Varje natt"),
        },
    );
    let path = SupportPath {
        party: Some(Party::It),
        contact: text("Servicedesk"),
        questions: text("Inloggning"),
        reached_by: text("0000-00 00 00"),
    };
    keeps(&world, plan, path);
}

fn what_is_wrong_with_a_row_is_told_at_its_field(db: &TestDb) {
    let world = World::new(db);
    let plan = world.started();
    let lost = Some(Id::new());
    let wrong = Activity {
        title: String::new(),
        kind: "poem".into(),
        responsible: lost,
        system: lost,
        goal: lost,
        ..Activity::default()
    };
    assert_eq!(
        objections(world.add(plan, wrong)),
        [
            "title objection-required",
            "kind objection-not-a-choice",
            "system objection-not-a-reference",
            "responsible objection-not-a-reference",
            "goal objection-not-a-reference",
        ]
    );
    let other = world.start(&world.manager, &Beginning { year: Some(2027), ..world.beginning() }).unwrap();
    let elsewhere = world.add(other, goal("Ett annat mål")).unwrap();
    let of_other = Activity { goal: Some(elsewhere), ..activity("Utbilda") };
    assert_eq!(
        objections(world.add(plan, of_other)),
        ["goal objection-not-a-reference"],
        "a goal of the same plan"
    );
    let line = || BudgetLine {
        account_group: "operation".into(),
        year: Some(2026),
        amount: Some(1),
        ..BudgetLine::default()
    };
    world.add(plan, line()).unwrap();
    assert_eq!(objections(world.add(plan, line())), ["account_group plan-row-objection-line-there-already"]);
    let named = Activity { description: "Ring 811218-9876".into(), ..activity("Utbilda") };
    assert_eq!(objections(world.add(plan, named)), ["description objection-personal-identity-number"]);
}

fn who_does_not_write_the_plan_writes_no_rows_and_sees_none(db: &TestDb) {
    let world = World::new(db);
    let plan = world.started();
    let row = world.add(plan, activity("Utbilda")).unwrap();
    let neighbour = world.employee("Grannen", world.village);
    for stranger in [&world.user, &neighbour] {
        let asked = SaveRow { plan, row: None, says: activity("Min egen") };
        assert!(is_not_found(&world.save_as(stranger, asked)));
        assert!(is_not_found(&world.read(stranger, |read| visible_row::<Activity>(read, row))));
        let query = access::visible_to(stranger, plans::READ_DRAFTS, Query::first(10));
        let listed = world.read(stranger, |read| ACTIVITIES.page::<ListedActivity>(read, &query)).unwrap();
        assert!(listed.items.is_empty());
    }
    let reader = world.employee("Specialist", world.town);
    world.appoint("operations_responsible", &reader, Subject::new(SYSTEM, world.system));
    let elsewhere = World::of(db, 2);
    assert!(is_not_found(&elsewhere.read(&elsewhere.operator, |read| visible_row::<Activity>(read, row))));
    let of_other_plan =
        world.start(&world.manager, &Beginning { year: Some(2027), ..world.beginning() }).unwrap();
    let moved = world.write(&world.manager, move |tx| remove_row::<Activity>(tx, (of_other_plan, row), None));
    assert!(is_not_found(&moved), "a row is found in its own plan only");
    assert!(!is_refused(&moved));
}

fn two_who_change_one_row_are_told_and_nothing_is_lost(db: &TestDb) {
    let world = World::new(db);
    let plan = world.started();
    let row = world.add(plan, activity("Utbilda")).unwrap();
    let change = |title: &str, seen| SaveRow { plan, row: Some((row, Some(seen))), says: activity(title) };
    world.save_as(&world.manager, change("Utbilda alla", 1)).expect("the first");
    let late = world.save_as(&world.manager, change("Utbilda några", 1));
    assert!(matches!(&late, Err(Error::Rejected(objections)) if web::is_stale(objections)), "{late:?}");
    assert_eq!(titles(&world.rows(plan)), ["Utbilda alla"]);
    let removed = world.write(&world.manager, move |tx| remove_row::<Activity>(tx, (plan, row), Some(1)));
    assert!(matches!(&removed, Err(Error::Rejected(objections)) if web::is_stale(objections)), "{removed:?}");
}

fn a_past_day_shows_the_rows_of_then(db: &TestDb) {
    let world = World::new(db);
    let plan = world.started();
    let row = world.add(plan, activity("Utbilda")).unwrap();
    let later = world.manager.clone().at("2026-06-01T08:00:00Z");
    world.write(&later, move |tx| remove_row::<Activity>(tx, (plan, row), None)).unwrap();
    let at = |view| {
        let found = world.db.read(&later, view, |read| {
            let pack = findings::pack_in_force(read)?;
            let plan = plans::visible_plan(read, plan)?;
            rows_of(read, &plan, pack.plan_kind(&plan.kind))
        });
        found.expect("rows").activities.len()
    };
    assert_eq!((at(View::AsOf("2026-05-01".parse().unwrap())), at(View::Now)), (1, 0));
}

fn next_year_begins_with_what_is_still_open(db: &TestDb) {
    let world = World::new(db);
    let plan = world.started();
    let open = world.add(plan, goal("Bokslut på fem dagar")).unwrap();
    world.add(plan, Goal { state: GoalState::Reached, ..goal("Nått") }).unwrap();
    let ends_on = "2026-06-30".parse().ok();
    world.add(plan, Activity { goal: Some(open), ends_on, cost: Some(100), ..activity("Utbilda") }).unwrap();
    world.add(plan, Activity { state: ActivityState::Done, ..activity("Klar") }).unwrap();
    let next = Beginning { year: Some(2027), follows: Some(plan), ..world.beginning() };
    let rows = world.rows(world.start(&world.manager, &next).expect("next year's"));
    let goals: Vec<&str> = rows.goals.iter().map(|row| row.title.as_str()).collect();
    assert_eq!((goals, titles(&rows)), (vec!["Bokslut på fem dagar"], vec!["Utbilda"]));
    let row = &rows.activities[0];
    assert_eq!((row.goal.as_str(), row.ends_on, row.cost), ("Bokslut på fem dagar", None, None));
}

fn what_is_copied_from_another_record_is_words_and_not_its_work(db: &TestDb) {
    let world = World::new(db);
    let plan = world.started();
    world.add(plan, activity("Utbilda")).unwrap();
    let other = world.registered("Lön");
    let of_other = Beginning { subject: Some(other), ..world.beginning() };
    let copied_from = world.start(&world.manager, &of_other).expect("the manager may begin");
    world.add(copied_from, activity("Byt lönesystem")).unwrap();
    let copied_from = Some(copied_from);
    let next = Beginning { year: Some(2027), follows: Some(plan), copied_from, ..world.beginning() };
    let rows = world.rows(world.start(&world.manager, &next).expect("next year's"));
    assert_eq!(titles(&rows), ["Utbilda"]);
    let anew = Beginning { year: Some(2028), copied_from, ..world.beginning() };
    let rows = world.rows(world.start(&world.manager, &anew).expect("another"));
    assert_eq!(titles(&rows), [""; 0]);
}

fn the_manager_writes_moves_and_removes_an_activity_on_the_page(db: &TestDb) {
    let world = World::new(db);
    let plan = world.started();
    world.add(plan, activity("Utbilda")).unwrap();
    let site = world.site(&[&world.manager, &world.user]);
    let mut manager = browser(&site, &world.manager);
    let page = format!("/planer/{plan}");
    let form = format!("{page}/aktiviteter/ny");
    assert!(manager.get(&page).text().contains(&form), "the page leads to the form");
    let typed = [
        ("title", "Uppgradera"),
        ("kind", "maintenance"),
        ("account_group", "operation"),
        ("cost", "60 000,50"),
        ("ends_on", "2026-06-30"),
        ("state", "planned"),
    ];
    let added = manager.submit(&form, &form, &typed);
    assert_eq!(added.status, 303, "{}", added.text());
    let shown = manager.get(&page).page();
    for text in ["Uppgradera", "60 000,50", "2026-06-30", "Planerad", "Drift"] {
        assert!(shown.shows(text), "{text}: {:?}", shown.texts("main"));
    }
    let row = world.rows(plan).activities[1].id.expect("its id");
    let own = format!("{page}/aktiviteter/{row}");
    let wrong = manager.submit(&own, &own, &[("starts_on", "2026-07-01")]);
    assert_eq!(wrong.status, 422);
    assert!(wrong.page().shows("Slutet ligger före början."), "{}", wrong.text());
    let up = manager.submit(&own, &format!("{own}/flytta"), &[("towards", "start")]);
    assert_eq!((up.status.as_u16(), titles(&world.rows(plan))), (303, vec!["Uppgradera", "Utbilda"]));
    let gone = manager.submit(&own, &format!("{own}/ta-bort"), &[]);
    assert_eq!((gone.status.as_u16(), titles(&world.rows(plan))), (303, vec!["Utbilda"]), "{}", gone.text());
    let history = manager.get(&page).page();
    assert!(history.shows("En rad togs bort") && history.shows("60000,50"), "{:?}", history.texts("main"));
    assert_eq!(browser(&site, &world.user).get(&form).status, 403);
}

fn all_activities_stand_in_one_list_with_its_file(db: &TestDb) {
    let world = World::new(db);
    let plan = world.started();
    let ends_on = "2026-06-30".parse().ok();
    world.add(plan, Activity { responsible: world.manager.person, ..activity("Utbilda") }).unwrap();
    world.add(plan, Activity { ends_on, state: ActivityState::Ongoing, ..activity("Uppgradera") }).unwrap();
    let site = world.site(&[&world.manager]);
    let mut manager = browser(&site, &world.manager);
    let rows = manager.get("/planer/aktiviteter").page().rows();
    assert_eq!(rows[0][..3], ["Uppgradera", "Pågår", "2026-06-30"]);
    assert_eq!(rows[1][..4], ["Utbilda", "Planerad", "– Uppgift saknas", "Systemförvaltare Ekonomi"]);
    let ongoing = manager.get("/planer/aktiviteter?state=ongoing").page().rows();
    assert_eq!(ongoing.len(), 1);
    assert!(manager.get("/planer/aktiviteter?format=csv").text().contains("Uppgradera"));
}

fn a_script_writes_activities_and_goals(db: &TestDb) {
    let world = World::new(db);
    let plan = world.started();
    let site = world.site(&[&world.manager]);
    let mut script = world.script(&site, &world.manager);
    let goal = script.send_json(
        "POST",
        "/api/v1/goals",
        &[],
        &json!({ "plan": plan, "title": "Bokslut på fem dagar" }),
    );
    assert_eq!(goal.status, 201, "{}", goal.text());
    let asked = json!({ "plan": plan, "title": "Utbilda", "goal": goal.json()["id"], "cost": 100 });
    let made = script.send_json("POST", "/api/v1/activities", &[], &asked);
    assert_eq!(
        (made.status.as_u16(), made.json()["in_plan"].as_str()),
        (201, Some(plan.to_string().as_str())),
        "{}",
        made.text()
    );
    let address = format!("/api/v1/activities/{}", made.json()["id"].as_str().unwrap());
    let headers = [("if-match", made.header("etag"))];
    let changed = script.send_json("PATCH", &address, &headers, &json!({ "state": "ongoing" }));
    assert_eq!(
        (changed.status.as_u16(), changed.json()["state"].as_str()),
        (200, Some("ongoing")),
        "{}",
        changed.text()
    );
    let stale = script.send_json("PATCH", &address, &headers, &json!({ "state": "done" }));
    assert_eq!(stale.status, 412, "{}", stale.text());
    let listed = script.get(&format!("/api/v1/activities?plan={plan}"));
    assert_eq!(listed.json()["items"][0]["title"], "Utbilda", "{}", listed.text());
    let removed = script.send_json("POST", &format!("{address}/actions/remove"), &[], &json!({}));
    assert_eq!(removed.status, 200, "{}", removed.text());
    assert_eq!(script.get(&address).status, 404);
}

fn amounts_are_written_and_read_by_those_who_read_costs(db: &TestDb) {
    let world = World::new(db);
    let plan = world.started();
    let row = world.add(plan, Activity { cost: Some(100), ..activity("Utbilda") }).unwrap();
    let site = world.site(&[&world.manager]);
    let scopes = ["plans.read_drafts", "plans.write", "register.read_documents"].map(str::to_owned).to_vec();
    let user_name = "systemförvaltare-ekonomi".to_owned();
    let new = NewToken { user: user_name, scopes, days: 30 };
    let make = move |installation: &mut storage::Installation| accounts::create_token(installation, &new);
    let token = world.db.installation(&testkit::operator(), make).expect("a token").token;
    let mut script = site.visitor().with_token(token);
    let read = script.get(&format!("/api/v1/activities/{row}"));
    assert_eq!((read.status.as_u16(), read.json()["cost"].is_null()), (200, true), "{}", read.text());
    let asked = json!({ "plan": plan, "title": "Uppgradera", "cost": 100 });
    let refused = script.send_json("POST", "/api/v1/activities", &[], &asked);
    assert_eq!(refused.status, 403, "{}", refused.text());
    let asked = json!({ "plan": plan, "title": "Uppgradera" });
    assert_eq!(script.send_json("POST", "/api/v1/activities", &[], &asked).status, 201);
}
