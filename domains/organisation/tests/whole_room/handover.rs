//! What somebody answers for is handed to a successor in one step, and stays to be seen as it was.

use crate::world::{World, acting, day, employed, on, operator, rejected, schema};
use kernel::{Actor, Date, Error, Id, Result, Subject};
use organisation::{
    Because, Employment, Handover, ORGANISATION, RoleAssignment, SaveEmployment, assignment, assignments_of,
    employments_of, hand_over, preview_hand_over, save_employment,
};
use testkit::TestDb;

/// The last day of somebody's employment.
pub fn leaves(world: &World, person: Id, last: &str) {
    let employment = world.read(&operator(), |read| employments_of(read, person)).unwrap().remove(0);
    let ask = SaveEmployment {
        revision: Some(employment.revision),
        employment: Employment { to: Some(day(last)), ..employment },
        because: Because::default(),
    };
    world.write(&operator(), move |tx| save_employment(tx, &ask)).expect("the employment ends");
}

pub fn to(successor: Id, from: &str) -> Handover {
    Handover {
        successor: Some(successor),
        from: Some(day(from)),
        decision: "KS 2026/12".into(),
        reason: "Slutar".into(),
        ..Handover::default()
    }
}

pub fn handed(world: &World, actor: &Actor, person: Id, ask: Handover) -> Result<Vec<RoleAssignment>> {
    world.write(actor, move |tx| hand_over(tx, person, &ask))
}

fn head(world: &World) -> Actor {
    acting("it-chef", world.head_of_it)
}

/// Every assignment on the system: role, holder, and the days on which it counts.
fn held(world: &World) -> Vec<(String, Id, Option<Date>, Option<Date>)> {
    let found = world.read(&operator(), |read| assignments_of(read, &world.system)).unwrap();
    let row = |one: RoleAssignment| {
        let counts = one.counts.unwrap_or_default();
        (one.role, one.person.unwrap(), counts.from, counts.to)
    };
    found.into_iter().map(row).collect()
}

fn everything_is_handed_over_by_one_decision_and_nobody_is_left_without(db: &TestDb) {
    let world = World::new(db);
    let old = world.given("system_owner", &world.system, world.principal);
    world.given("system_administrator", &world.system, world.principal);
    leaves(&world, world.principal, "2026-04-30");
    let taken = handed(&world, &head(&world), world.principal, to(world.teacher, "2026-05-01")).unwrap();
    assert_eq!(taken.len(), 2);
    let (first, last) = (Some(day("2026-01-01")), Some(day("2026-04-30")));
    let owner = |person, from, to| ("system_owner".to_owned(), person, from, to);
    let now = held(&world);
    assert!(now.contains(&owner(world.principal, first, last)), "{now:?}");
    assert!(now.contains(&owner(world.teacher, Some(day("2026-05-01")), None)), "{now:?}");
    let evaluated = world.read(&operator(), |read| findings::of_subject(read, &world.system)).unwrap();
    let finding = evaluated.findings.iter().find(|finding| finding.rule == "has-owner").unwrap();
    assert_eq!(finding.reason_code, "enough_holders", "nothing falls vacant any more");
    let new = taken.iter().find(|one| one.role == "system_owner").unwrap();
    assert_eq!((new.follows, new.decision.as_str()), (Some(old.id), "KS 2026/12"));
    let before = on(operator(), "2026-04-30");
    let may = |person: Id, date: &str| {
        let actor = on(acting("person", person), date);
        world.read(&actor, |read| access::may(read, organisation::ASSIGN, world.system.id)).unwrap()
    };
    assert!(may(world.principal, "2026-04-30") && !may(world.teacher, "2026-04-30"), "{before:?}");
    assert!(!may(world.principal, "2026-05-01") && may(world.teacher, "2026-05-01"));
}

fn the_history_of_the_record_tells_both_ends_with_reason_and_decision(db: &TestDb) {
    let world = World::new(db);
    world.given("system_owner", &world.system, world.principal);
    handed(&world, &head(&world), world.principal, to(world.teacher, "2026-05-01")).unwrap();
    let events = world
        .read(&operator(), |read| storage::history_of(read, &world.system, storage::EventPage::newest(5)))
        .unwrap();
    let told: Vec<(&str, String)> = events
        .iter()
        .map(|event| (event.action.as_str(), event.content.as_ref().unwrap().to_string()))
        .collect();
    for action in ["role_assignment.handed_over", "role_assignment.taken_over"] {
        let (_, content) = told.iter().find(|(name, _)| *name == action).expect(action);
        assert!(content.contains("Slutar") && content.contains("KS 2026/12"), "{content}");
    }
}

fn the_guideline_says_who_may_not_take_over_and_then_nothing_is_handed_over(db: &TestDb) {
    let world = World::new(db);
    world.given("system_owner", &world.system, world.principal);
    world.given("system_administrator", &world.system, world.principal);
    // Operating is not for the owner.
    world.given("operations_responsible", &world.system, world.teacher);
    let before = held(&world);
    let ask = to(world.teacher, "2026-05-01");
    let objections = rejected(handed(&world, &head(&world), world.principal, ask.clone()));
    assert_eq!(objections, [("assignments".to_owned(), "objection-of-assignment")]);
    assert_eq!(held(&world), before, "all or nothing");
    let preview = world.read(&head(&world), |read| preview_hand_over(read, world.principal, &ask)).unwrap();
    let refused: Vec<&str> =
        preview.iter().filter(|one| one.outcome.is_err()).map(|one| one.before.role.as_str()).collect();
    assert_eq!((preview.len(), refused), (2, vec!["system_owner"]));
    let some = Handover { leaves_out_refused: true, ..ask };
    let taken = handed(&world, &head(&world), world.principal, some).unwrap();
    let roles: Vec<&str> = taken.iter().map(|one| one.role.as_str()).collect();
    assert_eq!(roles, ["system_administrator"], "the rest, when it is asked for");
}

fn a_successor_is_somebody_else_and_employed_on_the_day(db: &TestDb) {
    let world = World::new(db);
    world.given("system_owner", &world.system, world.principal);
    let head = head(&world);
    let try_it = |ask: Handover| rejected(handed(&world, &head, world.principal, ask));
    let same = try_it(to(world.principal, "2026-05-01"));
    assert_eq!(same, [("successor".to_owned(), "objection-successor-is-holder")]);
    let past = try_it(to(world.teacher, "2026-03-01"));
    assert_eq!(past, [("from".to_owned(), "objection-handover-past")]);
    leaves(&world, world.principal, "2026-04-30");
    leaves(&world, world.teacher, "2026-04-30");
    let both_leave = try_it(to(world.teacher, "2026-05-01"));
    assert_eq!(both_leave, [("assignments".to_owned(), "objection-of-assignment")]);
    let preview = world
        .read(&head, |read| preview_hand_over(read, world.principal, &to(world.teacher, "2026-05-01")))
        .unwrap();
    let why: Vec<&str> = preview[0].outcome.as_ref().unwrap_err().iter().map(|one| one.message.key).collect();
    assert_eq!(why, ["objection-not-employed"]);
    let external = try_it(to(world.consultant, "2026-05-01"));
    assert_eq!(external.len(), 1, "the guideline asks for an employee: {external:?}");
}

fn days_between_are_told_before_it_is_done(db: &TestDb) {
    let world = World::new(db);
    world.given("system_owner", &world.system, world.principal);
    leaves(&world, world.principal, "2026-04-30");
    let preview = |from: &str| {
        let ask = to(world.teacher, from);
        world.read(&head(&world), |read| preview_hand_over(read, world.principal, &ask)).unwrap()[0]
            .gap_from()
    };
    assert_eq!(preview("2026-05-01"), None);
    assert_eq!(preview("2026-06-01"), Some(day("2026-05-01")));
    assert_eq!(preview("2026-04-01"), None);
    let taken = handed(&world, &head(&world), world.principal, to(world.teacher, "2026-06-01")).unwrap();
    let old = world.read(&operator(), |read| assignment(read, taken[0].follows.unwrap())).unwrap();
    assert_eq!(old.counts.unwrap().to, Some(day("2026-04-30")), "nobody holds it longer than they are there");
}

fn the_second_of_two_handovers_is_told_that_it_came_too_late(db: &TestDb) {
    let world = World::new(db);
    // A role that several may hold, so that nothing but the handover itself stands in the way.
    let given = world.given("system_administrator", &world.system, world.principal);
    let ask = |successor| Handover { assignments: vec![given.id], ..to(successor, "2026-05-01") };
    handed(&world, &head(&world), world.principal, ask(world.teacher)).unwrap();
    let again = handed(&world, &head(&world), world.principal, ask(world.consultant));
    assert_eq!(rejected(again), [("assignments".to_owned(), "objection-of-assignment")]);
    let holders: Vec<Id> = held(&world).into_iter().map(|(_, person, ..)| person).collect();
    assert_eq!(holders, [world.principal, world.teacher]);
    let all = handed(&world, &head(&world), world.principal, to(world.consultant, "2026-05-01"));
    assert_eq!(rejected(all), [("assignments".to_owned(), "objection-handover-nothing")]);
}

fn what_is_over_or_somebody_elses_is_not_handed_over(db: &TestDb) {
    let world = World::new(db);
    let over = world.given("system_administrator", &world.system, world.principal);
    let others = world.given("system_owner", &world.system, world.teacher);
    leaves(&world, world.principal, "2026-03-01");
    let ask = |id| Handover { assignments: vec![id], ..to(world.teacher, "2026-05-01") };
    let ended = handed(&world, &head(&world), world.principal, ask(over.id));
    assert_eq!(rejected(ended), [("assignments".to_owned(), "objection-of-assignment")]);
    let theirs = handed(&world, &head(&world), world.principal, ask(others.id));
    assert_eq!(rejected(theirs), [("assignments".to_owned(), "objection-handover-not-theirs")]);
}

fn only_who_may_appoint_hands_over(db: &TestDb) {
    let world = World::new(db);
    world.given("system_owner", &world.system, world.principal);
    let other = {
        let department = world.department;
        world.write(&operator(), move |tx| employed(tx, "Kollega", department)).unwrap()
    };
    for (user, person) in [("larare", world.teacher), ("rektor", world.principal)] {
        let answer = handed(&world, &acting(user, person), world.principal, to(other, "2026-05-01"));
        assert!(matches!(answer, Err(Error::Rejected(_) | Error::Refused(_))), "{user}: {answer:?}");
    }
    let neighbour = acting("handlaggare", world.neighbour_employee);
    let answer = handed(&world, &neighbour, world.principal, to(other, "2026-05-01"));
    assert!(matches!(answer, Err(Error::NotFound)), "{answer:?}");
    assert_eq!(held(&world).len(), 1);
}

fn a_head_of_department_who_takes_over_may_own_what_only_such_a_head_may(db: &TestDb) {
    let world = World::new(db);
    let department = Subject::new(ORGANISATION, world.department);
    world.given("head_of_department", &department, world.principal);
    world.given("system_owner", &world.common_system, world.principal);
    let ask = to(world.teacher, "2026-05-01");
    let taken = handed(&world, &operator(), world.principal, ask).unwrap();
    let roles: Vec<&str> = taken.iter().map(|one| one.role.as_str()).collect();
    assert_eq!(roles, ["head_of_department", "system_owner"], "the one makes the other possible");
}

fn the_number_of_statements_does_not_follow_the_number_of_assignments(db: &TestDb) {
    let world = World::new(db);
    let preview = |count: usize| {
        let department = world.department;
        let person = world
            .write(&operator(), move |tx| {
                let person = employed(tx, &format!("Avgår {count}"), department)?;
                for number in 0..count {
                    let name = format!("System {count} {number}");
                    let system = crate::world::system_of(tx, &name, "", department)?;
                    crate::world::give(tx, "system_owner", &system, person)?;
                }
                Ok(person)
            })
            .unwrap();
        let before = world.db.statements_run();
        let ask = to(world.teacher, "2026-05-01");
        world.read(&head(&world), |read| preview_hand_over(read, person, &ask)).unwrap();
        // The stand-in for systems asks for each of them by itself.
        world.db.statements_run() - before - u64::try_from(count).unwrap()
    };
    let (few, many) = (preview(4), preview(40));
    assert!(many <= few + 2, "{few} statements for 4 assignments, {many} for 40");
}

testkit::on_both_engines!(schema();
    everything_is_handed_over_by_one_decision_and_nobody_is_left_without,
    the_history_of_the_record_tells_both_ends_with_reason_and_decision,
    the_guideline_says_who_may_not_take_over_and_then_nothing_is_handed_over,
    a_successor_is_somebody_else_and_employed_on_the_day,
    days_between_are_told_before_it_is_done,
    the_second_of_two_handovers_is_told_that_it_came_too_late,
    what_is_over_or_somebody_elses_is_not_handed_over,
    only_who_may_appoint_hands_over,
    a_head_of_department_who_takes_over_may_own_what_only_such_a_head_may,
    the_number_of_statements_does_not_follow_the_number_of_assignments,
);
