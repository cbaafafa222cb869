//! Nobody comes to more by their own act, and nobody gives what the guideline has others give.

use crate::world::{World, acting, day, employed, give, operator, rejected, schema};
use kernel::{Actor, Error, Id, Result, Subject};
use organisation::{
    AssignRole, Because, ChangeAssignment, RoleAssignment, SetDeputy, assign_role, change_assignment,
    set_deputy,
};
use std::collections::BTreeSet;
use storage::EventPage;
use testkit::TestDb;

const ROLES: [&str; 6] = [
    "head_of_it",
    "head_of_department",
    "system_owner",
    "system_manager",
    "operations_responsible",
    "system_administrator",
];

fn decided(role: &str, subject: &Subject, person: Id) -> RoleAssignment {
    RoleAssignment {
        decision: "KS 2026/7".into(),
        ..RoleAssignment::new(role, subject, day("2026-01-01")).held_by(person)
    }
}

fn assigned(world: &World, actor: &Actor, assignment: RoleAssignment) -> Result<RoleAssignment> {
    let ask = AssignRole { assignment, reason: String::new() };
    world.write(actor, move |tx| assign_role(tx, &ask))
}

fn permissions(world: &World, person: Id) -> BTreeSet<String> {
    world.read(&acting("person", person), access::permissions_of).expect("permissions")
}

/// Somebody employed at the department.
fn colleague(world: &World, name: &'static str) -> Id {
    let department = world.department;
    world.write(&operator(), move |tx| employed(tx, name, department)).expect("employed")
}

/// An owner, a manager, a head of department and an employee, with roles in one department.
fn personas(world: &World) -> [(&'static str, Id); 4] {
    let department = Subject::new(organisation::ORGANISATION, world.department);
    let (head, manager) = (colleague(world, "Förvaltningschef"), colleague(world, "Systemförvaltare"));
    world.given("head_of_department", &department, head);
    world.given("system_owner", &world.system, world.principal);
    world.given("system_manager", &world.system, manager);
    [("owner", world.principal), ("manager", manager), ("head", head), ("employee", world.teacher)]
}

fn nobody_comes_to_more_by_their_own_act(db: &TestDb) {
    let world = World::new(db);
    let personas = personas(&world);
    let other = colleague(&world, "Kollega");
    let subjects = [
        world.system.clone(),
        world.common_system.clone(),
        Subject::new(organisation::ORGANISATION, world.department),
        Subject::new(organisation::ORGANISATION, world.municipality),
    ];
    for (name, person) in personas {
        let before = permissions(&world, person);
        for subject in &subjects {
            for role in ROLES {
                let as_deputy = RoleAssignment { deputy: Some(person), ..decided(role, subject, other) };
                for assignment in [decided(role, subject, person), as_deputy] {
                    let _ = assigned(&world, &acting(name, person), assignment);
                    assert_eq!(permissions(&world, person), before, "{name} by {role} on {}", subject.kind);
                }
            }
        }
    }
}

fn nobody_gives_an_office_or_a_role_that_the_guideline_has_others_give(db: &TestDb) {
    let world = World::new(db);
    let personas = personas(&world);
    let municipality = Subject::new(organisation::ORGANISATION, world.municipality);
    let department = Subject::new(organisation::ORGANISATION, world.department);
    let other = colleague(&world, "Kollega");
    for (name, person) in personas {
        for (role, subject) in [
            ("head_of_it", &municipality),
            ("head_of_it", &department),
            ("head_of_department", &department),
            ("system_owner", &world.common_system),
        ] {
            for holder in [person, other] {
                let answer = assigned(&world, &acting(name, person), decided(role, subject, holder));
                let is_stopped = matches!(answer, Err(Error::Refused(_) | Error::NotFound));
                assert!(is_stopped, "{name} gives {role}: {answer:?}");
            }
        }
    }
    let head = acting("it-chef", world.head_of_it);
    assigned(&world, &head, decided("head_of_it", &municipality, other))
        .expect("who assigns everywhere does");
}

fn who_the_guideline_names_appoints_others_but_not_themselves_to_more(db: &TestDb) {
    let world = World::new(db);
    world.given("system_owner", &world.system, world.principal);
    let owner = acting("rektor", world.principal);
    let own = assigned(&world, &owner, decided("system_manager", &world.system, world.principal));
    match own {
        Err(Error::Refused(message)) => assert_eq!(message.key, "refused-appointment-oneself"),
        other => panic!("{other:?}"),
    }
    assigned(&world, &owner, decided("system_manager", &world.system, world.teacher)).expect("a colleague");
}

fn who_acts_for_a_body_gives_what_they_have(db: &TestDb) {
    let world = World::new(db);
    let [_, (_, manager), (_, head), _] = personas(&world);
    let consultant = world.consultant;
    let by = |name: &str, person: Id| {
        assigned(&world, &acting(name, person), decided("operations_responsible", &world.system, consultant))
    };
    match by("head", head) {
        Err(Error::Refused(message)) => assert_eq!(message.key, "refused-appointment-beyond"),
        other => panic!("the head of department writes no documents: {other:?}"),
    }
    by("manager", manager).expect("the manager does");
}

fn nobody_lengthens_the_days_of_their_own_role(db: &TestDb) {
    let world = World::new(db);
    let municipality = Subject::new(organisation::ORGANISATION, world.municipality);
    let other = colleague(&world, "Tillförordnad");
    let assignment =
        RoleAssignment { to: Some(day("2026-12-31")), ..decided("head_of_it", &municipality, other) };
    let given = assigned(&world, &operator(), assignment).expect("given");
    let change = |to: &str| {
        let ask = ChangeAssignment {
            id: given.id,
            revision: 1,
            from: given.from,
            to: Some(day(to)),
            appointed_by: String::new(),
            decision: "KS 2026/8".into(),
            reason: String::new(),
        };
        world.write(&acting("tf", other), move |tx| change_assignment(tx, &ask))
    };
    assert!(matches!(change("2027-12-31"), Err(Error::Refused(_))));
    change("2026-11-30").expect("shorter is fine");
}

fn who_names_themselves_deputy_needs_a_decision_for_that(db: &TestDb) {
    let world = World::new(db);
    let given =
        assigned(&world, &operator(), decided("system_owner", &world.system, world.principal)).unwrap();
    let head = world.head_of_it;
    let name = |decision: &str| {
        let because = Because { reason: String::new(), decision: decision.into() };
        let ask = SetDeputy { id: given.id, revision: 1, deputy: Some(head), from: None, to: None, because };
        world.write(&acting("it-chef", head), move |tx| set_deputy(tx, &ask))
    };
    assert_eq!(rejected(name("")), [("decision".to_owned(), "objection-own-appointment")]);
    name("KS 2026/9").expect("decided");
}

fn the_assignment_itself_tells_for_whom_a_deputy_acted(db: &TestDb) {
    let world = World::new(db);
    let owner = world.given("system_owner", &world.system, world.principal);
    let teacher = world.teacher;
    let ask = SetDeputy {
        id: owner.id,
        revision: 1,
        deputy: Some(teacher),
        from: None,
        to: None,
        because: Because::default(),
    };
    world.write(&operator(), move |tx| set_deputy(tx, &ask)).expect("the deputy is set");
    let (system, other) = (world.system.clone(), colleague(&world, "Kollega"));
    let given = world
        .write(&acting("larare", teacher), move |tx| give(tx, "system_manager", &system, other))
        .expect("the deputy appoints");
    for subject in [world.system.clone(), Subject::new(organisation::ROLE_ASSIGNMENT, given.id)] {
        let events = world
            .read(&operator(), |read| storage::history_of(read, &subject, EventPage::newest(1)))
            .unwrap();
        assert_eq!(events[0].on_behalf_of.as_deref(), Some("Rektor"), "{}", subject.kind);
    }
}

fn an_assignment_holds_no_personal_identity_number(db: &TestDb) {
    let world = World::new(db);
    let named = |appointed_by: &str, decision: &str| {
        let assignment = RoleAssignment {
            appointed_by: appointed_by.into(),
            decision: decision.into(),
            ..decided("system_owner", &world.system, world.principal)
        };
        assigned(&world, &operator(), assignment)
    };
    for (answer, field) in
        [(named("Chef 811218-9876", ""), "appointed_by"), (named("", "KS 811218-9876"), "decision")]
    {
        assert_eq!(rejected(answer), [(field.to_owned(), "objection-personal-identity-number")]);
    }
}

testkit::on_both_engines!(schema();
    nobody_comes_to_more_by_their_own_act,
    nobody_gives_an_office_or_a_role_that_the_guideline_has_others_give,
    who_the_guideline_names_appoints_others_but_not_themselves_to_more,
    who_acts_for_a_body_gives_what_they_have,
    nobody_lengthens_the_days_of_their_own_role,
    who_names_themselves_deputy_needs_a_decision_for_that,
    the_assignment_itself_tells_for_whom_a_deputy_acted,
    an_assignment_holds_no_personal_identity_number,
);
