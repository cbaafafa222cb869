//! An announced reorganisation is seen by those whom it touches, also where another organisation has planned it.

use crate::browser::Served;
use crate::world::{World, acting, day, employed, on, operator, organisation_of, schema};
use kernel::{Actor, Error, Id, Result, TenantId};
use organisation::{
    Because, CloseUnit, DecideReorganisation, ORGANISATION, OrganisationKind, Reorganisation,
    ReorganisationState, SaveReorganisation, SaveUnit, Step, Unit, WithdrawReorganisation, add_step,
    carry_out_due, save_reorganisation, save_unit, take_reorganisation_decision, visible_reorganisation,
    withdraw_reorganisation,
};
use std::collections::BTreeSet;
use storage::Tx;
use testkit::TestDb;

const DAY: &str = "2026-05-01";
const LIST: &str = "/organisation/omorganisation";
/// Where the source stands among the deadlines of the room.
const COMING: usize = 5;

/// A federation of two members, where it has planned to close a unit of the first.
struct Members {
    world: World,
    served: Served,
    /// The head of IT of each member.
    heads: [Id; 2],
    /// Employed by the first, without a role.
    employee: Id,
    plan: Reorganisation,
}

fn unit_of(tx: &mut Tx, name: &str, organisation: Id) -> Result<Id> {
    let unit = Unit::new(name, organisation);
    Ok(save_unit(tx, &SaveUnit { unit, revision: None, because: Because::default() })?.id)
}

impl Members {
    fn new(db: &TestDb) -> Self {
        let world = World::new(db);
        let made = world.write(&operator(), |tx| {
            use OrganisationKind::{MunicipalFederation, Municipality};
            let federation = organisation_of(tx, "Förbundet", MunicipalFederation, None)?;
            let first = organisation_of(tx, "Första medlemmen", Municipality, Some(federation))?;
            let second = organisation_of(tx, "Andra medlemmen", Municipality, Some(federation))?;
            let heads = [employed(tx, "Första chefen", first)?, employed(tx, "Andra chefen", second)?];
            let employee = employed(tx, "Medarbetare", first)?;
            let units = [unit_of(tx, "Norra skolan", first)?, unit_of(tx, "Södra skolan", first)?];
            let plan = Reorganisation::new("En skola", vec![federation], day(DAY));
            let plan = save_reorganisation(tx, &SaveReorganisation { plan, revision: None })?;
            let step = Step::CloseUnit(CloseUnit { unit: Some(units[0]), successor: Some(units[1]) });
            let ask = organisation::AddStep { plan: plan.id, revision: plan.revision, step };
            Ok(([first, second], heads, employee, add_step(tx, &ask)?))
        });
        let (members, heads, employee, plan) = made.expect("a federation of two members");
        for (member, head) in members.into_iter().zip(heads) {
            world.given("head_of_it", &kernel::Subject::new(ORGANISATION, member), head);
        }
        let accounts = [("forsta", heads[0]), ("andra", heads[1]), ("medarbetare", employee)];
        let served = Served::new(&world, &accounts);
        Self { world, served, heads, employee, plan }
    }

    fn stored(&self) -> Reorganisation {
        let id = self.plan.id;
        self.world.read(&operator(), |read| visible_reorganisation(read, id)).expect("the plan")
    }

    fn decided(&self) {
        let (id, revision) = (self.plan.id, self.stored().revision);
        let ask = DecideReorganisation { decision: "FS § 1".into() };
        let decided =
            self.world.write(&operator(), move |tx| take_reorganisation_decision(tx, id, revision, &ask));
        decided.expect("decided");
    }

    /// Whether the two heads, and the employee of the first, find the plan in the list, and whether they may open it.
    fn seen(&self) -> [(bool, bool); 3] {
        ["forsta", "andra", "medarbetare"].map(|user| {
            let browser = self.served.browser(user);
            let is_listed = browser.get(LIST).text.contains("En skola");
            (is_listed, browser.get(&format!("{LIST}/{}", self.plan.id)).status == 200)
        })
    }

    fn told(&self, asked: Option<&[Id]>) -> BTreeSet<(Id, String)> {
        let source = organisation::deadlines().remove(COMING);
        let found = self.world.read(&operator(), |read| (source.of)(read, asked, day("2026-06-30")));
        found.unwrap().into_iter().map(|one| (one.person, one.due.to_string())).collect()
    }
}

const NOBODY: [(bool, bool); 3] = [(false, false); 3];
const THE_FIRST: [(bool, bool); 3] = [(true, true), (false, false), (true, true)];

fn who_works_in_an_organisation_that_an_announced_plan_touches_sees_it_and_others_do_not(db: &TestDb) {
    let members = Members::new(db);
    assert_eq!(members.seen(), NOBODY, "a draft is its makers' own");
    members.decided();
    assert_eq!(members.seen(), THE_FIRST);
}

fn who_only_reads_a_plan_does_not_change_it(db: &TestDb) {
    let members = Members::new(db);
    members.decided();
    let (id, revision) = (members.plan.id, members.stored().revision);
    let ask = WithdrawReorganisation { reason: "Vi vill inte".into() };
    let head = acting("chef", members.heads[0]);
    let refused = members.world.write(&head, move |tx| withdraw_reorganisation(tx, id, revision, &ask));
    assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
}

fn a_plan_that_is_taken_back_is_seen_by_its_makers_alone(db: &TestDb) {
    let members = Members::new(db);
    members.decided();
    let (id, revision) = (members.plan.id, members.stored().revision);
    let ask = WithdrawReorganisation { reason: "Vi väntar".into() };
    members.world.write(&operator(), move |tx| withdraw_reorganisation(tx, id, revision, &ask)).unwrap();
    assert_eq!(members.seen(), NOBODY);
}

fn what_has_been_carried_out_is_still_seen_where_it_was_announced(db: &TestDb) {
    let members = Members::new(db);
    members.decided();
    let job = on(Actor::job(TenantId(1), operator().now), DAY);
    carry_out_due(&members.world.db, &job).expect("carried out");
    assert_eq!(members.stored().state, ReorganisationState::CarriedOut);
    assert_eq!(members.seen(), THE_FIRST);
}

fn the_day_is_told_to_those_who_may_change_what_the_plan_touches(db: &TestDb) {
    let members = Members::new(db);
    assert_eq!(members.told(None), [].into(), "not before it is decided");
    members.decided();
    let told = |person: Id| (person, DAY.to_owned());
    let head = members.world.head_of_it;
    assert_eq!(members.told(None), [told(members.heads[0]), told(head)].into(), "also who reaches all");
    for person in [members.heads[0], head] {
        assert_eq!(members.told(Some(&[person])), [told(person)].into(), "as among all");
    }
    assert_eq!(members.told(Some(&[members.heads[1], members.employee])), [].into());
}

fn what_was_announced_before_an_upgrade_is_seen_after_it(db: &TestDb) {
    let members = Members::new(db);
    members.decided();
    db.raw_execute("DELETE FROM reach WHERE by_use = 1");
    assert_eq!(members.seen(), NOBODY, "as an older program kept it");
    db.raw_execute("DELETE FROM migration WHERE domain = 'organisation' AND number = 6");
    db.migrate(&schema()).expect("migrated");
    assert_eq!(members.seen(), THE_FIRST);
}

fn a_script_lists_what_its_owner_sees_in_the_browser(db: &TestDb) {
    let members = Members::new(db);
    members.decided();
    let listed = |user: &str| {
        let answer = members.served.script(user).send("GET", "reorganisations", "", "").json();
        answer["items"].as_array().expect("a list").len()
    };
    assert_eq!(["forsta", "andra"].map(listed), [1, 0]);
}

testkit::on_both_engines!(schema();
    who_works_in_an_organisation_that_an_announced_plan_touches_sees_it_and_others_do_not,
    who_only_reads_a_plan_does_not_change_it,
    a_plan_that_is_taken_back_is_seen_by_its_makers_alone,
    what_has_been_carried_out_is_still_seen_where_it_was_announced,
    the_day_is_told_to_those_who_may_change_what_the_plan_touches,
    what_was_announced_before_an_upgrade_is_seen_after_it,
    a_script_lists_what_its_owner_sees_in_the_browser,
);
