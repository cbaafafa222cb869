//! Who decides a plan, by role or as a group, and whom the decision waits for.

use super::begun::{On, decided, filled, kind_of, named_for, proposed, sitting, with_role};
use crate::recorded::World;
use kernel::Error;
use plans::{Consulted, record_consultation};
use register::Category;
use testkit::{TestDb, on_both_engines};
use vidmakt::domains;

/// Who decides.
#[derive(Clone, Copy, Debug)]
enum By {
    Role(&'static str),
    Body(&'static str),
}

/// Demand, kind of plan, what it is about, who decides it, and who does not.
const DECIDES: &[(&str, &str, On, By, &str)] = &[
    (
        "S0-044",
        "management_plan",
        On::System(Category::Business),
        By::Role("information_owner"),
        "system_manager",
    ),
    (
        "S0-044",
        "management_plan",
        On::System(Category::Business),
        By::Role("system_owner"),
        "system_technician",
    ),
    (
        "S0-044",
        "full_management_plan",
        On::System(Category::Common),
        By::Body("steering_group"),
        "system_manager",
    ),
    (
        "S0-023",
        "object_management_plan",
        On::Object("infrastructure_object"),
        By::Body("vmkf_steering_group"),
        "system_manager",
    ),
    (
        "S0-025",
        "object_management_plan",
        On::Object("common_object"),
        By::Body("steering_group"),
        "information_owner",
    ),
    (
        "S0-028",
        "object_management_plan",
        On::Object("managed_object"),
        By::Role("head_of_department"),
        "system_manager",
    ),
];

fn a_plan_is_decided_by_those_whom_the_guideline_names(db: &TestDb) {
    let mut world = World::on(db);
    for (i, (clause, kind, on, by, other)) in DECIDES.iter().enumerate() {
        let (program, here) = world.federation(clause);
        let subject = on.subject(program, here, &format!("Decided {i}"));
        let kind = kind_of(program, here, kind);
        let actions: Vec<&str> = kind.decide.iter().map(String::as_str).collect();
        let (By::Role(id) | By::Body(id)) = *by;
        let levels = named_for((program, here), &subject, &actions);
        let is_named =
            levels.iter().any(|one| one.who.id() == id && one.clauses.iter().any(|it| it == clause));
        assert!(is_named, "{clause}: {levels:?}");
        let plan = filled(program, here, &subject, &kind);
        proposed(program, here, plan, None).unwrap_or_else(|error| panic!("{clause}: {error:?}"));
        let other_person = with_role((program, here), other, &subject);
        let refused = decided(program, here, plan, &other_person, &[]);
        assert!(matches!(refused, Err(Error::Refused(_))), "{clause}: {other} decides: {refused:?}");
        let done = match *by {
            By::Role(role) => decided(program, here, plan, &with_role((program, here), role, &subject), &[]),
            By::Body(body) => {
                let member = sitting((program, here), body, &subject, &format!("member{i}"));
                decided(program, here, plan, &member, &[member.person])
            }
        };
        assert!(done.is_ok(), "{clause}: {by:?} decides: {done:?}");
    }
}

fn a_decision_waits_for_the_consultation_that_the_guideline_asks_for(db: &TestDb) {
    let mut world = World::on(db);
    let (program, here) = world.federation("S2-013");
    let subject = On::System(Category::Business).subject(program, here, "Consulted");
    let plan = filled(program, here, &subject, &kind_of(program, here, "development_plan"));
    proposed(program, here, plan, None).expect("it holds what is asked for");
    let owner = with_role((program, here), "system_owner", &subject);
    match decided(program, here, plan, &owner, &[]) {
        Err(Error::Rejected(objections)) => {
            let waits = objections.iter().find(|one| one.field == "consultation").expect("the consultation");
            assert!(waits.clauses.contains(&"S2-013".to_owned()), "{waits:?}");
        }
        other => panic!("S2-013: {other:?}"),
    }
    let speaker = with_role((program, here), "head_of_it", &subject);
    let said = Consulted { plan, body: "it_department".into(), held_on: None, text: "Det går bra.".into() };
    let noted = program.db.write(&program.actor(here, &speaker), move |tx| record_consultation(tx, &said));
    assert!(noted.is_ok(), "S2-013: {noted:?}");
    let done = decided(program, here, plan, &owner, &[]);
    assert!(done.is_ok(), "S2-013: {done:?}");
}

on_both_engines!(domains::schema();
    a_plan_is_decided_by_those_whom_the_guideline_names,
    a_decision_waits_for_the_consultation_that_the_guideline_asks_for,
);
