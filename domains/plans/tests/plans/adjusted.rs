//! Adjusting a decided plan: each change belongs to a level of the guideline, and what was decided stays as it was kept.

use crate::decided::Ready;
use crate::world::{browser, is_refused, objections, schema};
use kernel::{Actor, Error, Id, Result};
use plans::{
    Activity, ActivityState, BudgetLine, Goal, Need, SaveRow, Tabled, Towards, activities_due,
    decided_content, move_row, remove_row, save_row, visible_snapshot,
};
use register::{WithdrawDocument, withdraw_document};
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    order_days_and_money_within_the_frame_are_the_managers,
    goals_and_money_beyond_the_frame_are_the_owners,
    what_has_come_of_it_is_written_by_who_follows_up,
    where_the_guideline_names_nobody_the_permission_to_decide_is_asked,
    needs_take_a_new_version_and_a_proposal_takes_nothing,
    who_is_responsible_is_told_of_the_last_day_once_the_plan_is_decided,
    the_page_of_a_decided_plan_shows_its_outcome_and_lets_rows_be_adjusted,
);

const MANDATES: &str = r#"[[mandate]]
id = "manager-prioritises"
action = "plan.prioritise"
holders = [{ role = "system_manager" }]
text = { sv = "Systemförvaltaren prioriterar.", en = "The system manager prioritises." }
clauses = ["E-005"]

[[mandate]]
id = "manager-follows-up"
action = "plan.follow_up"
holders = [{ role = "system_manager" }]
text = { sv = "Systemförvaltaren följer upp.", en = "The system manager follows up." }
clauses = ["E-005"]

[[mandate]]
id = "owner-reprioritises"
action = "plan.reprioritise"
holders = [{ role = "system_owner" }]
text = { sv = "Systemägaren prioriterar om.", en = "The system owner reprioritises." }
clauses = ["E-005"]

[[mandate]]
id = "owner-changes-resources"
action = "resources.change"
holders = [{ role = "system_owner" }]
text = { sv = "Systemägaren ändrar resurser.", en = "The system owner changes resources." }
clauses = ["E-005"]

[[mandate]]
id = "owner-level-waives""#;

/// A section with a budget, before that of goals.
const BUDGET: &str = r#"  [[plan.section]]
  id = "costs"
  title = { sv = "Kostnader", en = "Costs" }
  holds = "budget"
  clauses = ["E-013"]

  [[plan.section]]
  id = "goals""#;

/// A decided plan with a goal, two activities and a frame of 1,000 kronor.
struct Work {
    ready: Ready,
    goal: Id,
    activity: Id,
    frame: Id,
}

impl Work {
    /// Where the guideline gives each level its own.
    fn new(db: &TestDb) -> Self {
        let ready = Ready::new(db);
        ready.world.adopt_anew(&[
            ("roles.toml", "[[mandate]]\nid = \"owner-level-waives\"", MANDATES),
            ("plans.toml", "  [[plan.section]]\n  id = \"goals\"", BUDGET),
        ]);
        Self::decided(ready)
    }

    fn decided(ready: Ready) -> Self {
        let add = |title: &str, cost| Activity { cost: Some(cost), ..activity(title) };
        let manager = ready.world.manager.clone();
        let goal = saved(&ready, &manager, None, goal("Bokslut på fem dagar")).expect("a goal");
        let activity = saved(&ready, &manager, None, add("Uppgradera", 60_000)).expect("an activity");
        saved(&ready, &manager, None, add("Utbilda", 30_000)).expect("another");
        let frame = saved(&ready, &manager, None, frame(100_000)).expect("a frame");
        ready.propose(&manager).expect("the manager may propose");
        ready.decide(&ready.owner, ready.seen(), &[]).expect("the owner may decide");
        Self { ready, goal, activity, frame }
    }

    fn change(&self, who: &Actor, says: Activity) -> Result<Id> {
        saved(&self.ready, who, Some(self.activity), says)
    }

    fn manager(&self) -> &Actor {
        &self.ready.world.manager
    }
}

fn saved<R: Tabled>(ready: &Ready, who: &Actor, row: Option<Id>, says: R) -> Result<Id> {
    let ask = SaveRow { plan: ready.plan, row: row.map(|id| (id, None)), says };
    ready.world.write(who, move |tx| save_row(tx, &ask))
}

fn activity(title: &str) -> Activity {
    Activity { title: title.into(), account_group: "operation".into(), ..Activity::default() }
}

fn goal(title: &str) -> Goal {
    Goal { title: title.into(), ..Goal::default() }
}

fn frame(amount: i64) -> BudgetLine {
    let (year, amount) = (Some(2026), Some(amount));
    BudgetLine { account_group: "operation".into(), year, amount, ..BudgetLine::default() }
}

/// Carries out the duties S0-049 and S0-106: within the frame, whoever manages the system says what is done first.
fn order_days_and_money_within_the_frame_are_the_managers(db: &TestDb) {
    let work = Work::new(db);
    let (manager, plan) = (work.manager(), work.ready.plan);
    let ends_on = "2026-09-30".parse().ok();
    work.change(manager, Activity { cost: Some(70_000), ends_on, ..activity("Uppgradera") })
        .expect("1,000 is the frame");
    let row = work.activity;
    work.ready
        .world
        .write(manager, move |tx| move_row::<Activity>(tx, (plan, row), Towards::End))
        .expect("order");
    saved(&work.ready, manager, None, activity("En till utan kostnad")).expect("a new one within the frame");
    assert_eq!(work.ready.world.plan_actions(plan)[..3], ["plan_row.adjusted"; 3]);
    let snapshot =
        work.ready.world.read(manager, |read| visible_snapshot(read, plan, 1)).expect("what was decided");
    let (plan, snapshot) = snapshot;
    let content = work.ready.world.read(manager, |read| decided_content(read, &plan, &snapshot)).unwrap();
    assert_eq!(
        (content.rows.activities.len(), content.rows.activities[0].cost),
        (2, Some(60_000)),
        "as it was kept"
    );
}

/// Carries out the duties S0-045 and S0-046: more resources and other goals are for those who own the system.
fn goals_and_money_beyond_the_frame_are_the_owners(db: &TestDb) {
    let work = Work::new(db);
    let (manager, owner) = (work.manager().clone(), work.ready.owner.clone());
    let dearer = || Activity { cost: Some(70_001), ..activity("Uppgradera") };
    let refused = work.change(&manager, dearer());
    let Err(Error::Refused(message)) = &refused else { panic!("{refused:?}") };
    assert_eq!(message.key, "refused-plan-adjust");
    assert!(format!("{:?}", message.args).contains("systemägare"), "{:?}", message.args);
    assert!(is_refused(&saved(&work.ready, &manager, Some(work.frame), frame(200_000))));
    assert!(is_refused(&saved(&work.ready, &manager, Some(work.goal), goal("Något annat"))));
    let (plan, row) = (work.ready.plan, work.activity);
    let removed = work.ready.world.write(&manager, move |tx| remove_row::<Activity>(tx, (plan, row), None));
    assert!(is_refused(&removed), "what was to be done is not taken away");
    assert!(is_refused(&work.change(&owner, dearer())), "it is about the frame too, which is the manager's");
    saved(&work.ready, &owner, Some(work.frame), frame(200_000)).expect("resources");
    saved(&work.ready, &owner, Some(work.goal), goal("Något annat")).expect("goals");
    work.change(&manager, dearer()).expect("within the new frame");
}

fn what_has_come_of_it_is_written_by_who_follows_up(db: &TestDb) {
    let work = Work::new(db);
    let came = Activity { cost: Some(60_000), outcome_cost: Some(80_000), ..activity("Uppgradera") };
    assert!(is_refused(&work.change(&work.ready.owner, came.clone())));
    work.change(work.manager(), came).expect("the manager follows up");
    let told = BudgetLine { outcome_cost: Some(95_000), ..frame(100_000) };
    saved(&work.ready, work.manager(), Some(work.frame), told).expect("also of the frame");
}

fn where_the_guideline_names_nobody_the_permission_to_decide_is_asked(db: &TestDb) {
    let work = Work::decided(Ready::new(db));
    let done = || Activity { cost: Some(60_000), state: ActivityState::Done, ..activity("Uppgradera") };
    assert!(is_refused(&work.change(work.manager(), done())));
    work.change(&work.ready.owner, done()).expect("who decides plans there");
}

fn needs_take_a_new_version_and_a_proposal_takes_nothing(db: &TestDb) {
    let ready = Ready::new(db);
    ready.propose(&ready.world.manager).unwrap();
    let waiting = saved(&ready, &ready.world.manager, None, activity("Sent"));
    assert_eq!(objections(waiting), [" plan-objection-not-written"]);
    ready.decide(&ready.owner, ready.seen(), &[]).unwrap();
    let need = Need { title: "Sök på belopp".into(), ..Need::default() };
    assert_eq!(objections(saved(&ready, &ready.owner, None, need)), [" plan-objection-not-written"]);
}

fn who_is_responsible_is_told_of_the_last_day_once_the_plan_is_decided(db: &TestDb) {
    let ready = Ready::new(db);
    let manager = ready.world.manager.clone();
    let (ends_on, responsible) = ("2026-06-30".parse().ok(), manager.person);
    let until = "2026-12-31".parse().expect("a day");
    let due = |people: Option<&[Id]>| {
        let found = ready.world.read(&manager, |read| activities_due(read, people, until)).expect("days");
        found.into_iter().map(|one| (one.person, one.due.to_string())).collect::<Vec<_>>()
    };
    let says = Activity { ends_on, responsible, ..activity("Uppgradera") };
    let row = saved(&ready, &manager, None, says.clone()).expect("an activity");
    assert_eq!(due(None), [], "a draft binds nobody");
    ready.propose(&manager).unwrap();
    ready.decide(&ready.owner, ready.seen(), &[]).unwrap();
    let me = manager.person.expect("a person");
    assert_eq!(due(Some(&[me])), [(me, "2026-06-30".to_owned())]);
    assert_eq!((due(None).len(), due(Some(&[ready.world.town])).len()), (1, 0));
    let done = Activity { state: ActivityState::Done, ..says.clone() };
    saved(&ready, &ready.owner, Some(row), done).expect("who decides plans there");
    assert_eq!(due(None), []);
    saved(&ready, &ready.owner, Some(row), says).expect("it was not done");
    assert_eq!(due(None).len(), 1);
    let ask = WithdrawDocument { document: ready.plan, revision: None, reason: "Fel plan".into() };
    ready.world.done(move |tx| withdraw_document(tx, &ask));
    assert_eq!(due(None), [], "what is withdrawn binds nobody");
}

fn the_page_of_a_decided_plan_shows_its_outcome_and_lets_rows_be_adjusted(db: &TestDb) {
    let work = Work::new(db);
    let site = work.ready.world.site(&[work.manager()]);
    let mut manager = browser(&site, work.manager());
    let page = format!("/planer/{}", work.ready.plan);
    let own = format!("{page}/aktiviteter/{}", work.activity);
    assert!(manager.get(&page).text().contains(&own), "the row leads to its form");
    let late = [("ends_on", "2026-02-01"), ("state", "ongoing")];
    let saved = manager.submit(&own, &own, &late);
    assert_eq!(saved.status, 303, "{}", saved.text());
    let shown = manager.get(&page).page();
    for text in [
        "Läget för aktiviteterna: planerad 1, pågår 1.",
        "En har passerat sin sista dag.",
        "Den beslutade planen justerades",
    ] {
        assert!(shown.shows(text), "{text}: {:?}", shown.texts("main"));
    }
}
