//! Who adjusts a decided plan: each change belongs to a level of the guideline. What comes of the year is laid beside it.

use super::begun::{On, decided, filled, kind_of, named_for, proposed, sitting, with_role};
use crate::program::{Federation, Persona, Program};
use crate::recorded::World;
use kernel::{Error, Id, Result, Subject};
use plans::{Activity, BudgetLine, Goal, SaveRow, Tabled, save_row};
use register::Category;
use testkit::{TestDb, on_both_engines};
use vidmakt::domains;

/// What somebody changes.
#[derive(Clone, Copy, Debug)]
enum Change {
    /// The last day of an activity.
    Day,
    /// One more activity of further development, within the frame.
    Development,
    Goal,
    /// The frame of an account group.
    Frame,
    /// What an activity has cost.
    Outcome,
}

impl Change {
    /// The action that it takes.
    const fn action(self) -> &'static str {
        match self {
            Self::Day | Self::Development => "plan.prioritise",
            Self::Goal => "plan.reprioritise",
            Self::Frame => "resources.change",
            Self::Outcome => "plan.follow_up",
        }
    }
}

/// Demand, what is changed, who changes it, and who does not.
const ADJUSTS: &[(&str, Change, &str, &str)] = &[
    ("S0-045", Change::Frame, "system_owner", "system_manager"),
    ("S0-045", Change::Frame, "information_owner", "it_management_leader"),
    ("S0-046", Change::Goal, "information_owner", "system_manager"),
    ("S0-049", Change::Day, "system_manager", "system_owner"),
    ("S0-106", Change::Development, "system_manager", "system_owner"),
    ("S0-050", Change::Outcome, "system_manager", "system_owner"),
];

/// Demand, kind of object, and the group that decides what it may cost.
const OBJECTS: &[(&str, &str, &str)] = &[
    ("S0-023", "infrastructure_object", "vmkf_steering_group"),
    ("S0-025", "common_object", "steering_group"),
];

/// A decided plan of a system with a frame of 1,000 kronor, and the rows that are changed.
struct Work<'w> {
    here: (&'w Program, &'w Federation),
    subject: Subject,
    plan: Id,
    activity: Id,
    goal: Id,
    frame: Id,
}

impl<'w> Work<'w> {
    fn decided(here: (&'w Program, &'w Federation), name: &str) -> Self {
        let (program, federation) = here;
        let subject = On::System(Category::Business).subject(program, federation, name);
        let work = Self::proposed(here, subject, "management_plan");
        let decider = with_role(here, "information_owner", &work.subject);
        decided(program, federation, work.plan, &decider, &[]).expect("the budget level decides");
        work
    }

    /// The same that lies before whoever decides it.
    fn proposed(here: (&'w Program, &'w Federation), subject: Subject, kind: &str) -> Self {
        let (program, federation) = here;
        let plan = filled(program, federation, &subject, &kind_of(program, federation, kind));
        let activity = added(here, plan, activity("Uppgradera", 60_000));
        let goal = added(here, plan, Goal { title: "Färre avbrott".into(), ..Goal::default() });
        let frame = added(here, plan, frame(100_000));
        proposed(program, federation, plan, None).expect("it holds what is asked for");
        Self { here, subject, plan, activity, goal, frame }
    }

    fn change(&self, what: Change, who: &Persona) -> Result<Id> {
        match what {
            Change::Day => {
                let ends_on = "2026-09-30".parse().ok();
                let says = Activity { ends_on, ..activity("Uppgradera", 60_000) };
                self.save(who, Some(self.activity), says)
            }
            Change::Development => self.save(who, None, activity("Bygg ut", 20_000)),
            Change::Goal => {
                let says = Goal { title: "Inga avbrott".into(), ..Goal::default() };
                self.save(who, Some(self.goal), says)
            }
            Change::Frame => self.save(who, Some(self.frame), frame(150_000)),
            Change::Outcome => {
                let says = Activity { outcome_cost: Some(70_000), ..activity("Uppgradera", 60_000) };
                self.save(who, Some(self.activity), says)
            }
        }
    }

    fn save<R: Tabled + Clone + 'static>(&self, who: &Persona, row: Option<Id>, says: R) -> Result<Id> {
        let (program, federation) = self.here;
        let ask = SaveRow { plan: self.plan, row: row.map(|id| (id, None)), says };
        program.db.write(&program.actor(federation, who), move |tx| save_row(tx, &ask))
    }
}

fn added<R: Tabled + 'static>(here: (&Program, &Federation), plan: Id, says: R) -> Id {
    let ask = SaveRow { plan, row: None, says };
    here.0.write(here.1, move |tx| save_row(tx, &ask))
}

fn activity(title: &str, cost: i64) -> Activity {
    Activity {
        title: title.into(),
        kind: "development".into(),
        account_group: "development".into(),
        cost: Some(cost),
        ..Activity::default()
    }
}

fn frame(amount: i64) -> BudgetLine {
    let (year, amount) = (Some(2026), Some(amount));
    BudgetLine { account_group: "development".into(), year, amount, ..BudgetLine::default() }
}

fn a_decided_plan_is_adjusted_by_the_level_that_the_change_belongs_to(db: &TestDb) {
    let mut world = World::on(db);
    for (i, (clause, what, named, other)) in ADJUSTS.iter().enumerate() {
        let here = world.federation(clause);
        let work = Work::decided(here, &format!("Adjusted {i}"));
        let levels = named_for(here, &work.subject, &[what.action()]);
        let is_named =
            levels.iter().any(|one| one.who.id() == *named && one.clauses.iter().any(|it| it == clause));
        assert!(is_named, "{clause}: {levels:?}");
        let refused = work.change(*what, &with_role(here, other, &work.subject));
        assert!(matches!(refused, Err(Error::Refused(_))), "{clause}: {other}, {what:?}: {refused:?}");
        // Who decided it is known already.
        let program = here.0;
        let who = if *named == "information_owner" {
            let persona = program.employed(here.1, &format!("owner{i}"));
            crate::coverage::refused::given(here, named, &work.subject, &persona).expect("a second owner");
            persona
        } else {
            with_role(here, named, &work.subject)
        };
        let done = work.change(*what, &who);
        assert!(done.is_ok(), "{clause}: {named}, {what:?}: {done:?}");
    }
}

fn what_a_group_decided_of_an_object_is_not_changed_by_one_owner(db: &TestDb) {
    let mut world = World::on(db);
    for (i, (clause, kind, body)) in OBJECTS.iter().enumerate() {
        let here = world.federation(clause);
        let (program, federation) = here;
        let subject = On::Object(kind).subject(program, federation, &format!("Object {i}"));
        let work = Work::proposed(here, subject, "object_management_plan");
        let member = sitting(here, body, &work.subject, &format!("seat{i}"));
        decided(program, federation, work.plan, &member, &[member.person]).expect("the group decides");
        let owner = with_role(here, "information_owner", &work.subject);
        for what in [Change::Frame, Change::Goal] {
            let refused = work.change(what, &owner);
            let Err(Error::Refused(message)) = &refused else { panic!("{clause}: {what:?}: {refused:?}") };
            assert_eq!(message.key, "refused-plan-adjust", "{clause}: {what:?}");
        }
        let done = work.change(Change::Goal, &member);
        assert!(done.is_ok(), "{clause}: {done:?}");
    }
}

fn what_came_of_the_year_is_laid_beside_what_was_planned(db: &TestDb) {
    let mut world = World::on(db);
    let here = world.federation("S0-050");
    let work = Work::decided(here, "Followed up");
    let manager = with_role(here, "system_manager", &work.subject);
    work.change(Change::Outcome, &manager).expect("the decision level follows up");
    let page = here.0.browser(&manager).get(&format!("/planer/{}", work.plan)).page();
    let told = page.texts("main").join(" ");
    for amount in ["1 000", "600", "700"] {
        let plain = told.replace(['\u{a0}', '\u{202f}'], " ");
        assert!(plain.contains(amount), "S0-050: {amount} in {plain}");
    }
}

on_both_engines!(domains::schema();
    a_decided_plan_is_adjusted_by_the_level_that_the_change_belongs_to,
    what_a_group_decided_of_an_object_is_not_changed_by_one_owner,
    what_came_of_the_year_is_laid_beside_what_was_planned,
);
