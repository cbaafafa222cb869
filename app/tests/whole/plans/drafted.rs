//! Who lays a plan before whoever decides it, and what must stand in it by then.

use super::begun::{On, begun, decided, filled, kind_of, proposed, sitting, with_role};
use crate::recorded::World;
use kernel::{Error, Outcome};
use plans::{Propose, SeenPlan, propose_plan};
use register::{Category, Document, register_document};
use storage::View;
use testkit::{Acting as _, TestDb, on_both_engines, operator};
use vidmakt::domains;

/// Demand, kind of plan, what it is about, who may propose it, and who may not.
const DRAFTS: &[(&str, &str, On, &str, &str)] = &[
    ("S0-047", "management_plan", On::System(Category::Business), "system_manager", "information_owner"),
    (
        "S0-047",
        "management_plan",
        On::System(Category::Business),
        "it_management_leader",
        "system_technician",
    ),
    ("S4-148", "object_plan", On::Object("business"), "object_leader_it", "object_owner"),
];
/// Demand, kind of plan, what it is about, and a section that the demand asks for.
const NEEDED_SECTIONS: &[(&str, &str, On, &str)] = &[
    ("S0-107", "full_management_plan", On::System(Category::Common), "releases"),
    ("S0-107", "management_plan", On::System(Category::Business), "releases"),
    ("S0-107", "object_management_plan", On::Object("managed_object"), "releases"),
    ("S0-164", "full_management_plan", On::System(Category::Common), "purpose"),
    ("S0-164", "management_plan", On::System(Category::Business), "purpose"),
    ("S0-164", "management_plan", On::System(Category::Business), "costs"),
    ("S0-164", "management_plan", On::System(Category::Business), "resources"),
    ("S0-164", "management_plan", On::System(Category::Business), "investments"),
    ("S0-165", "management_plan", On::System(Category::Business), "organisation"),
    ("S0-165", "small_management_plan", On::System(Category::Business), "organisation"),
    ("S0-166", "management_plan", On::System(Category::Business), "activities"),
    ("S0-166", "small_management_plan", On::System(Category::Business), "activities"),
    ("S0-174", "service_level_agreement", On::System(Category::Business), "commitments"),
    ("S0-174", "service_level_agreement", On::System(Category::Business), "costs"),
    ("S0-174", "service_level_agreement", On::System(Category::Business), "role_of_it"),
    ("S4-072", "object_plan", On::Object("business"), "responsibilities"),
    ("S4-147", "object_plan", On::Object("business"), "needs"),
    ("S4-147", "object_plan", On::Object("business"), "goals"),
];

fn a_plan_is_proposed_by_those_whom_the_guideline_names(db: &TestDb) {
    let mut world = World::on(db);
    for (i, (clause, kind, on, named, other)) in DRAFTS.iter().enumerate() {
        let (program, here) = world.federation(clause);
        let subject = on.subject(program, here, &format!("Drafted {i}"));
        let plan = filled(program, here, &subject, &kind_of(program, here, kind));
        let other_person = with_role((program, here), other, &subject);
        let refused = proposed(program, here, plan, Some(&other_person));
        assert!(matches!(refused, Err(Error::Refused(_))), "{clause}: {other} proposes: {refused:?}");
        let named_person = with_role((program, here), named, &subject);
        let done = proposed(program, here, plan, Some(&named_person));
        assert!(done.is_ok(), "{clause}: {named} proposes: {done:?}");
    }
}

fn a_plan_that_lacks_what_the_guideline_asks_for_is_not_proposed(db: &TestDb) {
    let mut world = World::on(db);
    for (i, (clause, kind, on, section)) in NEEDED_SECTIONS.iter().enumerate() {
        let (program, here) = world.federation(clause);
        let subject = on.subject(program, here, &format!("Needed {i}"));
        let kind = kind_of(program, here, kind);
        let plan = begun(program, here, &subject, &kind);
        match proposed(program, here, plan, None) {
            Err(Error::Rejected(objections)) => {
                let field = format!("sections.{section}");
                let missing = objections.iter().find(|one| one.field == field);
                let missing = missing.unwrap_or_else(|| panic!("{clause}: {section} in {objections:?}"));
                assert!(missing.clauses.iter().any(|one| one == clause), "{clause}: {missing:?}");
            }
            other => panic!("{clause}: {section}: {other:?}"),
        }
        let other = on.subject(program, here, &format!("Filled {i}"));
        let plan = filled(program, here, &other, &kind);
        let done = proposed(program, here, plan, None);
        assert!(done.is_ok(), "{clause}: {done:?}");
    }
}

fn papers_are_laid_before_the_group_by_the_level_that_prepares_them(db: &TestDb) {
    let mut world = World::on(db);
    let (program, here) = world.federation("S0-048");
    let subject = On::System(Category::Common).subject(program, here, "Prepared");
    let plan = filled(program, here, &subject, &kind_of(program, here, "full_management_plan"));
    let paper =
        Document { name: "Underlag".into(), ..Document::new(subject.clone(), "requirements_specification") };
    let paper = program.write(here, move |tx| register_document(tx, paper));
    let lay = |role: &str| {
        let seen = SeenPlan { plan, revision: None };
        let ask = Propose { seen, papers: vec![paper], is_published: true };
        let actor = program.actor(here, &with_role((program, here), role, &subject));
        program.db.write(&actor, move |tx| propose_plan(tx, &ask))
    };
    let refused = lay("system_owner");
    assert!(matches!(refused, Err(Error::Refused(_))), "S0-048: {refused:?}");
    let done = lay("system_manager");
    assert!(done.is_ok(), "S0-048: {done:?}");
    let member = sitting((program, here), "steering_group", &subject, "member");
    let page = program.browser(&member).get(&format!("/planer/{plan}")).page();
    assert!(page.shows("Underlag"), "S0-048: the group sees the paper");
}

fn what_is_only_begun_is_not_the_document_that_the_guideline_asks_for(db: &TestDb) {
    let mut world = World::on(db);
    let (program, here) = world.federation("S0-149");
    let subject = On::System(Category::Business).subject(program, here, "Begun");
    let manager = with_role((program, here), "system_manager", &subject);
    let outcome = || {
        let actor = operator().seconds_later(900).of(here.tenant.0);
        let found = program.db.read(&actor, View::Now, |read| findings::of_subject(read, &subject));
        let findings = found.expect("the system").findings;
        findings.iter().find(|one| one.rule == "management-organisation-exists").expect("the demand").outcome
    };
    let plan = filled(program, here, &subject, &kind_of(program, here, "management_organisation"));
    assert_eq!(outcome(), Outcome::Breached, "it has an owner and words, and nobody has decided it");
    proposed(program, here, plan, Some(&manager)).expect("it holds what is asked for");
    assert_eq!(outcome(), Outcome::Breached, "a proposal is no decision");
    let owner = with_role((program, here), "information_owner", &subject);
    decided(program, here, plan, &owner, &[]).expect("nobody is named, and they may decide");
    assert_eq!(outcome(), Outcome::Met);
}

on_both_engines!(domains::schema();
    what_is_only_begun_is_not_the_document_that_the_guideline_asks_for,
    a_plan_is_proposed_by_those_whom_the_guideline_names,
    a_plan_that_lacks_what_the_guideline_asks_for_is_not_proposed,
    papers_are_laid_before_the_group_by_the_level_that_prepares_them,
);
