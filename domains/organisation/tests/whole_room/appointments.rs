//! Giving, changing and ending roles.

use crate::world::{World, acting, day, elsewhere, give, on, operator, rejected, schema};
use kernel::{Error, Id, Outcome, Subject};
use organisation::{
    AssignRole, Because, ChangeAssignment, EndAssignment, Ending, RoleAssignment, SetDeputy, assign_role,
    change_assignment, end_assignment, holders_of, holdings_of, my_duties, set_deputy,
};
use storage::EventPage;
use testkit::TestDb;

fn because(reason: &str) -> Because {
    Because { reason: reason.into(), decision: String::new() }
}

fn the_owner_appoints_the_manager_and_a_colleague_does_not(db: &TestDb) {
    let world = World::new(db);
    world.given("system_owner", &world.system, world.principal);
    let (system, teacher) = (world.system.clone(), world.teacher);
    let by_colleague = {
        let system = system.clone();
        world.write(&acting("larare", teacher), move |tx| give(tx, "system_manager", &system, teacher))
    };
    match by_colleague {
        Err(Error::Refused(message)) => assert_eq!(message.key, "refused-appointment"),
        other => panic!("{other:?}"),
    }
    let by_owner = world
        .write(&acting("rektor", world.principal), move |tx| give(tx, "system_manager", &system, teacher));
    assert_eq!(by_owner.expect("the owner appoints").revision, 1);
}

fn a_subject_that_one_may_not_know_of_is_not_found(db: &TestDb) {
    let world = World::new(db);
    let (system, person) = (world.system.clone(), world.neighbour_employee);
    for actor in [acting("handlaggare", person), elsewhere()] {
        let system = system.clone();
        let answer = world.write(&actor, move |tx| {
            assign_role(
                tx,
                &AssignRole {
                    assignment: RoleAssignment::new("system_owner", &system, day("2026-01-01"))
                        .held_by(person),
                    reason: String::new(),
                },
            )
        });
        assert!(matches!(answer, Err(Error::NotFound | Error::Failed(_))), "{answer:?}");
    }
    let missing = Subject { id: Id::new(), ..world.system.clone() };
    let answer = world.write(&operator(), move |tx| give(tx, "system_owner", &missing, person));
    assert!(matches!(answer, Err(Error::NotFound)));
}

fn a_second_owner_is_refused_and_the_first_one_makes_way(db: &TestDb) {
    let world = World::new(db);
    let first = world.given("system_owner", &world.system, world.principal);
    let (system, teacher) = (world.system.clone(), world.teacher);
    let second = {
        let system = system.clone();
        world.write(&operator(), move |tx| give(tx, "system_owner", &system, teacher))
    };
    assert_eq!(rejected(second), [("person".to_owned(), "objection-too-many-holders")]);
    world
        .write(&operator(), move |tx| {
            let ending = Ending::On(day("2026-03-31"));
            end_assignment(tx, &EndAssignment { id: first.id, revision: 1, ending, because: because("") })?;
            let assignment = RoleAssignment::new("system_owner", &system, day("2026-04-01")).held_by(teacher);
            assign_role(tx, &AssignRole { assignment, reason: String::new() })
        })
        .expect("the next owner follows on the day after");
    let holders = world.read(&operator(), |read| holders_of(read, &world.system)).unwrap();
    let names: Vec<&str> = holders.iter().map(|holder| holder.name.sv.as_str()).collect();
    assert_eq!(names, ["Rektor", "Lärare"]);
}

fn a_finding_goes_when_the_role_is_given_and_comes_back_when_it_ends(db: &TestDb) {
    let world = World::new(db);
    let outcome = || {
        let evaluated = world.read(&operator(), |read| findings::of_subject(read, &world.system)).unwrap();
        evaluated.findings.iter().find(|finding| finding.rule == "has-owner").map(|finding| finding.outcome)
    };
    assert_eq!(outcome(), Some(Outcome::Breached));
    let given = world.given("system_owner", &world.system, world.principal);
    assert_eq!(outcome(), Some(Outcome::Met));
    let ask = EndAssignment { id: given.id, revision: 1, ending: Ending::Withdrawn, because: because("Fel") };
    world.write(&operator(), move |tx| end_assignment(tx, &ask)).expect("withdrawn");
    assert_eq!(outcome(), Some(Outcome::Breached));
}

fn a_role_elsewhere_that_the_guideline_asks_for_is_missed_when_it_ends(db: &TestDb) {
    let world = World::new(db);
    let department = Subject::new(organisation::ORGANISATION, world.department);
    let head = world.given("head_of_department", &department, world.principal);
    world.given("system_owner", &world.common_system, world.principal);
    let breached = || {
        let counts = world.read(&operator(), |read| findings::counts_of(read, &[world.common_system.id]));
        counts.unwrap()[0].1.breached
    };
    assert_eq!(breached(), 0);
    let ask = EndAssignment { id: head.id, revision: 1, ending: Ending::Withdrawn, because: because("Fel") };
    world.write(&operator(), move |tx| end_assignment(tx, &ask)).expect("withdrawn");
    assert_eq!(breached(), 1);
}

fn who_appoints_themselves_needs_a_decision_of_somebody(db: &TestDb) {
    let world = World::new(db);
    let (system, head) = (world.system.clone(), world.head_of_it);
    let alone = {
        let system = system.clone();
        world.write(&acting("it-chef", head), move |tx| give(tx, "system_owner", &system, head))
    };
    assert_eq!(rejected(alone), [("decision".to_owned(), "objection-own-appointment")]);
    let decided = world.write(&acting("it-chef", head), move |tx| {
        let assignment = RoleAssignment {
            decision: "KS 2026/7".into(),
            ..RoleAssignment::new("system_owner", &system, day("2026-01-01")).held_by(head)
        };
        assign_role(tx, &AssignRole { assignment, reason: String::new() })
    });
    assert!(decided.is_ok());
}

fn a_stale_change_changes_nothing(db: &TestDb) {
    let world = World::new(db);
    let given = world.given("system_owner", &world.system, world.principal);
    let change = |revision| ChangeAssignment {
        id: given.id,
        revision,
        from: day("2026-02-01"),
        to: None,
        appointed_by: "IT-chef".into(),
        decision: "KS 2026/7".into(),
        reason: String::new(),
    };
    let (first, second) = (change(1), change(1));
    let changed = world.write(&operator(), move |tx| change_assignment(tx, &first)).expect("changed");
    assert_eq!((changed.revision, changed.from), (2, day("2026-02-01")));
    let stale = world.write(&operator(), move |tx| change_assignment(tx, &second));
    assert_eq!(rejected(stale), [("revision".to_owned(), "objection-stale")]);
}

fn the_history_of_the_system_tells_the_appointment_with_its_decision(db: &TestDb) {
    let world = World::new(db);
    let (system, principal) = (world.system.clone(), world.principal);
    let assignment = RoleAssignment {
        decision: "KS 2026/7 § 12".into(),
        ..RoleAssignment::new("system_owner", &system, day("2026-01-01")).held_by(principal)
    };
    let ask = AssignRole { assignment, reason: "Ny rektor".into() };
    world.write(&acting("it-chef", world.head_of_it), move |tx| assign_role(tx, &ask)).expect("given");
    let events =
        world.read(&operator(), |read| storage::history_of(read, &system, EventPage::newest(5))).unwrap();
    let event = events.first().expect("an event");
    assert_eq!((event.action.as_str(), event.actor.as_str()), ("role_assignment.created", "it-chef"));
    let content = event.content.as_ref().expect("its content");
    assert_eq!(content["decision"], "KS 2026/7 § 12");
    assert_eq!(content["reason"], "Ny rektor");
    assert_eq!(content["changes"]["role"][1], "system_owner");
}

fn a_deputy_may_what_the_holder_may_while_standing_in_and_it_is_told(db: &TestDb) {
    let world = World::new(db);
    let owner = world.given("system_owner", &world.system, world.principal);
    let (system, teacher) = (world.system.clone(), world.teacher);
    let ask = SetDeputy {
        id: owner.id,
        revision: 1,
        deputy: Some(teacher),
        from: Some(day("2026-03-02")),
        to: Some(day("2026-03-31")),
        because: because("Tjänstledig"),
    };
    world.write(&operator(), move |tx| set_deputy(tx, &ask)).expect("the deputy is set");
    let principal = world.principal;
    let appoint = |date: &'static str| {
        let system = system.clone();
        let actor = on(acting("larare", teacher), date);
        world.write(&actor, move |tx| give(tx, "system_manager", &system, principal))
    };
    assert!(matches!(appoint("2026-04-01"), Err(Error::Refused(_))));
    appoint("2026-03-31").expect("the deputy appoints");
    let events =
        world.read(&operator(), |read| storage::history_of(read, &world.system, EventPage::newest(1)));
    assert_eq!(events.unwrap()[0].on_behalf_of.as_deref(), Some("Rektor"));
    let holdings = world.read(&operator(), |read| holdings_of(read, &[world.system.id])).unwrap();
    let owners = holdings[&world.system.id].iter().filter(|holding| holding.role == "system_owner").count();
    assert_eq!(owners, 1, "a deputy is no second owner");
}

fn people_from_outside_appoint_nobody_where_the_guideline_says_so(db: &TestDb) {
    let world = World::new(db);
    world.given("operations_responsible", &world.system, world.consultant);
    let (system, teacher) = (world.system.clone(), world.teacher);
    let answer = world.write(&acting("konsult", world.consultant), move |tx| {
        give(tx, "system_administrator", &system, teacher)
    });
    assert!(matches!(answer, Err(Error::Refused(_))), "{answer:?}");
}

fn my_duties_are_those_of_my_roles_under_their_own_titles(db: &TestDb) {
    let world = World::new(db);
    world.given("system_owner", &world.system, world.principal);
    world.given("system_manager", &world.common_system, world.principal);
    let mine = world.read(&operator(), |read| my_duties(read, world.principal)).unwrap();
    let told: Vec<(&str, &str, usize)> =
        mine.iter().map(|one| (one.subject_name.as_str(), one.title.sv.as_str(), one.duties.len())).collect();
    assert!(told.contains(&("Elevregister", "systemägare", 1)), "{told:?}");
    assert!(told.contains(&("Ekonomi", "förvaltningsledare", 0)), "{told:?}");
    assert!(world.read(&operator(), |read| my_duties(read, world.teacher)).unwrap().is_empty());
}

testkit::on_both_engines!(schema();
    the_owner_appoints_the_manager_and_a_colleague_does_not,
    a_subject_that_one_may_not_know_of_is_not_found,
    a_second_owner_is_refused_and_the_first_one_makes_way,
    a_finding_goes_when_the_role_is_given_and_comes_back_when_it_ends,
    a_role_elsewhere_that_the_guideline_asks_for_is_missed_when_it_ends,
    who_appoints_themselves_needs_a_decision_of_somebody,
    a_stale_change_changes_nothing,
    the_history_of_the_system_tells_the_appointment_with_its_decision,
    a_deputy_may_what_the_holder_may_while_standing_in_and_it_is_told,
    people_from_outside_appoint_nobody_where_the_guideline_says_so,
    my_duties_are_those_of_my_roles_under_their_own_titles,
);
