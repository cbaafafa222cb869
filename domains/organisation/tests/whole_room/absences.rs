//! Somebody is away, and others stand in for them on everything at once.

use crate::world::{World, acting, day, on, operator, rejected, schema};
use kernel::{Actor, Error, Id, Result};
use organisation::{
    Absence, AssignRole, Because, Employment, EndAbsence, PlanAbsence, RoleAssignment, SaveEmployment,
    SetDeputy, absences_of, assign_role, assignments_of, employments_of, end_absence, plan_absence,
    save_employment, set_deputy,
};
use testkit::TestDb;

pub fn away(world: &World, deputy: Option<Id>) -> PlanAbsence {
    let absence = Absence::new(world.principal, day("2026-04-01"), day("2026-04-30"));
    let because = Because { reason: "Ersättare utsedd".into(), decision: String::new() };
    PlanAbsence { absence: Absence { deputy, ..absence }, assignments: Vec::new(), because }
}

pub fn planned(world: &World, actor: &Actor, ask: PlanAbsence) -> Result<Absence> {
    world.write(actor, move |tx| plan_absence(tx, &ask))
}

fn head(world: &World) -> Actor {
    acting("it-chef", world.head_of_it)
}

fn held(world: &World) -> Vec<RoleAssignment> {
    world.read(&operator(), |read| assignments_of(read, &world.system)).unwrap()
}

fn may_appoint(world: &World, person: Id, date: &str) -> bool {
    let actor = on(acting("person", person), date);
    world.read(&actor, |read| access::may(read, organisation::ASSIGN, world.system.id)).unwrap()
}

fn a_deputy_stands_in_on_everything_for_as_long_as_somebody_is_away(db: &TestDb) {
    let world = World::new(db);
    world.given("system_owner", &world.system, world.principal);
    world.given("system_administrator", &world.system, world.principal);
    planned(&world, &head(&world), away(&world, Some(world.teacher))).unwrap();
    for one in held(&world) {
        let days = (one.deputy, one.deputy_from, one.deputy_to);
        assert_eq!(days, (Some(world.teacher), Some(day("2026-04-01")), Some(day("2026-04-30"))));
    }
    let may = ["2026-03-31", "2026-04-01", "2026-04-30", "2026-05-01"]
        .map(|date| may_appoint(&world, world.teacher, date));
    assert_eq!(may, [false, true, true, false]);
}

fn who_comes_back_earlier_is_stood_in_for_no_longer(db: &TestDb) {
    let world = World::new(db);
    world.given("system_owner", &world.system, world.principal);
    let absence = planned(&world, &head(&world), away(&world, Some(world.teacher))).unwrap();
    let end = |absence: &Absence, to: &str| {
        let ask = EndAbsence {
            id: absence.id,
            revision: absence.revision,
            to: day(to),
            because: Because::default(),
        };
        world.write(&on(head(&world), "2026-04-10"), move |tx| end_absence(tx, &ask))
    };
    let ended = end(&absence, "2026-04-12").unwrap();
    assert_eq!(ended.to, day("2026-04-12"));
    assert!(may_appoint(&world, world.teacher, "2026-04-12"));
    assert!(!may_appoint(&world, world.teacher, "2026-04-13"));
    assert_eq!(rejected(end(&absence, "2026-04-11")).len(), 1, "an older page ends nothing");
    assert_eq!(rejected(end(&ended, "2026-04-20"))[0].1, "objection-ends-earlier");
    assert_eq!(rejected(end(&ended, "2026-04-02"))[0].1, "objection-absence-past");
}

fn an_absence_that_never_came_to_be_leaves_no_deputy(db: &TestDb) {
    let world = World::new(db);
    world.given("system_owner", &world.system, world.principal);
    let absence = planned(&world, &head(&world), away(&world, Some(world.teacher))).unwrap();
    let ask = EndAbsence { id: absence.id, revision: 1, to: day("2026-03-02"), because: Because::default() };
    world.write(&head(&world), move |tx| end_absence(tx, &ask)).unwrap();
    assert!(held(&world).iter().all(|one| one.deputy.is_none()));
    planned(&world, &head(&world), away(&world, None)).expect("another may be entered for the same days");
}

/// What waits to be seen by the teacher on Start.
fn notices(world: &World) -> Vec<String> {
    let open = world.read(&operator(), |read| notify::open_notices(read, world.teacher)).unwrap();
    open.into_iter().map(|told| told.text.sv).collect()
}

fn who_stands_in_is_told_once_for_an_absence_and_no_longer_if_it_never_came(db: &TestDb) {
    let world = World::new(db);
    world.given("system_owner", &world.system, world.principal);
    world.given("system_administrator", &world.system, world.principal);
    let absence = planned(&world, &head(&world), away(&world, Some(world.teacher))).unwrap();
    let told = notices(&world);
    assert_eq!(told, ["Du ersätter Rektor i 2 uppdrag från 2026-04-01 till 2026-04-30."]);
    let end = |revision: i64, to: &str| {
        let ask = EndAbsence { id: absence.id, revision, to: day(to), because: Because::default() };
        world.write(&head(&world), move |tx| end_absence(tx, &ask)).unwrap();
    };
    end(1, "2026-04-12");
    let told = notices(&world);
    assert_eq!(told, ["Du ersätter Rektor i 2 uppdrag från 2026-04-01 till 2026-04-12."], "it ends earlier");
    end(2, "2026-03-02");
    assert!(notices(&world).is_empty());
}

fn who_is_named_deputy_with_the_appointment_itself_is_told_and_by_the_operator_is_not(db: &TestDb) {
    let world = World::new(db);
    let give = |actor: &Actor, role: &str| {
        let one = RoleAssignment::new(role, &world.system, day("2026-03-02")).held_by(world.principal);
        let assignment = RoleAssignment { deputy: Some(world.teacher), ..one };
        let ask = AssignRole { assignment, reason: String::new() };
        world.write(actor, move |tx| assign_role(tx, &ask)).unwrap();
    };
    give(&operator(), "system_administrator");
    assert!(notices(&world).is_empty(), "what is entered from before is no news");
    give(&head(&world), "system_owner");
    let told = notices(&world);
    assert!(told.len() == 1 && told[0].starts_with("Du ersätter Rektor som "), "{told:?}");
}

fn who_is_named_deputy_again_is_told_again(db: &TestDb) {
    let world = World::new(db);
    let given = world.given("system_owner", &world.system, world.principal);
    let name = |revision: i64, deputy: Option<Id>| {
        let (id, because) = (given.id, Because::default());
        let ask = SetDeputy { id, revision, deputy, from: None, to: None, because };
        world.write(&head(&world), move |tx| set_deputy(tx, &ask)).unwrap();
    };
    name(1, Some(world.teacher));
    name(2, None);
    assert!(notices(&world).is_empty());
    name(3, Some(world.teacher));
    assert_eq!(notices(&world).len(), 1);
}

fn who_is_named_deputy_of_a_role_is_told_with_the_days_and_whoever_was_is_not_asked_further(db: &TestDb) {
    let world = World::new(db);
    let given = world.given("system_owner", &world.system, world.principal);
    let name = |revision: i64, deputy: Option<Id>, days: Option<[&str; 2]>| {
        let [from, to] = days.map_or([None; 2], |days| days.map(|date| Some(day(date))));
        let ask = SetDeputy { id: given.id, revision, deputy, from, to, because: Because::default() };
        world.write(&head(&world), move |tx| set_deputy(tx, &ask)).unwrap();
    };
    name(1, Some(world.teacher), None);
    let without_days = notices(&world);
    assert!(without_days.len() == 1 && without_days[0].ends_with("när Rektor är borta."), "{without_days:?}");
    name(2, Some(world.teacher), Some(["2026-04-01", "2026-04-30"]));
    let with_days = notices(&world);
    let days = "Elevregister från 2026-04-01 till 2026-04-30.";
    assert!(with_days.len() == 1 && with_days[0].ends_with(days), "{with_days:?}");
    name(3, None, None);
    assert!(notices(&world).is_empty());
    name(4, Some(world.teacher), Some(["2026-01-01", "2026-02-28"]));
    assert!(notices(&world).is_empty(), "those days are over");
}

fn who_stands_in_for_a_body_is_told_its_name(db: &TestDb) {
    let world = World::new(db);
    let one = RoleAssignment::new("operations_responsible", &world.system, day("2026-03-02"));
    let assignment = RoleAssignment { organisation: Some(world.supplier), ..one };
    let ask = AssignRole { assignment, reason: String::new() };
    let id = world.write(&operator(), move |tx| assign_role(tx, &ask)).unwrap().id;
    let (deputy, because) = (Some(world.teacher), Because::default());
    let ask = SetDeputy { id, revision: 1, deputy, from: None, to: None, because };
    world.write(&head(&world), move |tx| set_deputy(tx, &ask)).unwrap();
    let told = notices(&world);
    assert!(told.len() == 1 && told[0].starts_with("Du ersätter Leverantören som "), "{told:?}");
}

fn a_deputy_whom_the_guideline_forbids_or_who_is_taken_stops_all(db: &TestDb) {
    let world = World::new(db);
    world.given("system_owner", &world.system, world.principal);
    world.given("system_administrator", &world.system, world.principal);
    let consultant = planned(&world, &head(&world), away(&world, Some(world.consultant)));
    assert_eq!(rejected(consultant), [("assignments".to_owned(), "objection-of-assignment")]);
    assert!(held(&world).iter().all(|one| one.deputy.is_none()), "not on the other role either");
    let own = planned(&world, &head(&world), away(&world, Some(world.principal)));
    assert_eq!(rejected(own), [("deputy".to_owned(), "objection-deputy-is-holder")]);
    planned(&world, &head(&world), away(&world, Some(world.teacher))).unwrap();
    let absence = Absence::new(world.principal, day("2026-06-01"), day("2026-06-30"));
    let again = PlanAbsence {
        absence: Absence { deputy: Some(world.head_of_it), ..absence },
        assignments: Vec::new(),
        because: Because::default(),
    };
    let objections = rejected(planned(&world, &operator(), again));
    assert_eq!(objections.len(), 2, "each has a deputy to come: {objections:?}");
}

fn their_manager_and_they_themselves_enter_it_and_others_do_not(db: &TestDb) {
    let world = World::new(db);
    let manager = acting("larare", world.teacher);
    assert!(matches!(planned(&world, &manager, away(&world, None)), Err(Error::Refused(_))));
    let neighbour = acting("handlaggare", world.neighbour_employee);
    assert!(matches!(planned(&world, &neighbour, away(&world, None)), Err(Error::NotFound)));
    let employment = world.read(&operator(), |read| employments_of(read, world.principal)).unwrap().remove(0);
    let led = SaveEmployment {
        revision: Some(employment.revision),
        employment: Employment { manager: Some(world.teacher), ..employment },
        because: Because::default(),
    };
    world.write(&operator(), move |tx| save_employment(tx, &led)).unwrap();
    planned(&world, &manager, away(&world, None)).expect("their manager does");
    let own = Absence::new(world.principal, day("2026-07-01"), day("2026-07-31"));
    let ask = PlanAbsence { absence: own, assignments: Vec::new(), because: Because::default() };
    planned(&world, &acting("rektor", world.principal), ask).expect("they do");
    let known =
        world.read(&operator(), |read| absences_of(read, world.principal, day("2026-03-02"))).unwrap();
    assert_eq!(known.len(), 2);
}

testkit::on_both_engines!(schema();
    a_deputy_stands_in_on_everything_for_as_long_as_somebody_is_away,
    who_comes_back_earlier_is_stood_in_for_no_longer,
    an_absence_that_never_came_to_be_leaves_no_deputy,
    who_stands_in_is_told_once_for_an_absence_and_no_longer_if_it_never_came,
    who_is_named_deputy_of_a_role_is_told_with_the_days_and_whoever_was_is_not_asked_further,
    who_is_named_deputy_with_the_appointment_itself_is_told_and_by_the_operator_is_not,
    who_is_named_deputy_again_is_told_again,
    who_stands_in_for_a_body_is_told_its_name,
    a_deputy_whom_the_guideline_forbids_or_who_is_taken_stops_all,
    their_manager_and_they_themselves_enter_it_and_others_do_not,
);
