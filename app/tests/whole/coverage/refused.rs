//! What a guideline enforces and the program can stop: too many holders, appointments and steps by others than those whom
//! the guideline names, words and second systems that it does not have. Tried on the shipped packs.

use crate::program::{Federation, Persona, Program, day, new_system};
use crate::recorded::World;
use kernel::{Choice as _, Error, Outcome, Result, Subject};
use organisation::{AssignRole, ORGANISATION, RoleAssignment, assign_role};
use register::{
    Category, LifecycleState, ManagedObject, OBJECT, OperationForm, SYSTEM, Step, System, SystemKind,
    TakeLifecycleStep, change_system, register_system, save_object, take_lifecycle_step, visible_system,
};
use std::collections::BTreeMap;
use storage::View;
use testkit::{Acting as _, TestDb, on_both_engines, operator};
use vidmakt::domains;

/// Demand, and the role that no more than one may hold: on a system, an object of a kind, or the own organisation.
const ONE_HOLDER: &[(&str, &str, Place)] = &[
    ("S0-089", "head_of_it", Place::Own),
    ("S0-090", "system_owner", Place::System),
    ("S0-096", "system_manager", Place::Object("common_object")),
    ("S1-014", "system_owner", Place::System),
    ("S1-015", "system_manager", Place::System),
    ("S1-017", "operations_responsible", Place::System),
    ("S2-092", "unit_head_support", Place::Own),
    ("S2-093", "head_of_it", Place::Own),
    ("S3-015", "it_strategist", Place::Own),
    ("S3-028", "communication_director", Place::Own),
    ("S3-107", "municipal_director", Place::Own),
    ("S4-007", "head_of_it", Place::Own),
];
/// Demand, and the role that an employed person without any other role may not have there.
const OF_OTHERS: &[(&str, &str, Place)] =
    &[("S0-089", "system_owner", Place::OwnOperation), ("S4-021", "system_owner", Place::Infrastructure)];
/// Demand, role, who may give it on the system, and who may not.
const APPOINTED: &[(&str, &str, &str, &str)] = &[
    ("S0-084", "system_manager", "information_owner", "system_technician"),
    ("S0-127", "it_management_leader", "head_of_it", "system_technician"),
    ("S0-128", "operations_responsible", "head_of_it", "system_technician"),
    ("S0-141", "system_technician", "head_of_it", "system_administrator"),
    ("S1-025", "system_manager", "system_owner", "operations_responsible"),
    ("S1-028", "system_administrator", "system_manager", "operations_responsible"),
];
/// Demand, who may phase a system out, and who may not.
const PHASED_OUT: &[(&str, &str, &str)] = &[("S0-082", "information_owner", "system_manager")];
/// Demand, who may change what the register says of a system, and who may not.
const CHANGED: &[(&str, &str, &str)] = &[
    ("S0-111", "system_manager", "system_technician"),
    ("S2-028", "system_owner", "system_technician"),
    ("S2-028", "system_manager", "system_technician"),
];

/// Where a role is held.
#[derive(Clone, Copy, Debug)]
enum Place {
    System,
    /// A system that is infrastructure.
    Infrastructure,
    /// A system that the own IT department runs.
    OwnOperation,
    Object(&'static str),
    Own,
}

impl Place {
    fn subject(self, program: &Program, federation: &Federation, name: &str) -> Subject {
        let own = federation.own;
        let system = |system: System| program.write(federation, move |tx| register_system(tx, system));
        match self {
            Self::Own => Subject::new(ORGANISATION, own),
            Self::System => Subject::new(SYSTEM, system(new_system(name, own))),
            Self::Infrastructure => {
                let category = Some(Category::Infrastructure);
                Subject::new(SYSTEM, system(System { category, ..new_system(name, own) }))
            }
            Self::OwnOperation => in_operation(program, federation, name),
            Self::Object(kind) => {
                let object = ManagedObject {
                    name: name.to_owned(),
                    kind: kind.to_owned(),
                    organisation: Some(own),
                    ..ManagedObject::default()
                };
                let id = object.id;
                program.write(federation, move |tx| save_object(tx, object));
                Subject::new(OBJECT, id)
            }
        }
    }
}

/// Gives a role, as the operator of the machine.
pub fn given(world: (&Program, &Federation), role: &str, subject: &Subject, holder: &Persona) -> Result<()> {
    let (program, federation) = world;
    let actor = operator().of(federation.tenant.0);
    let assignment = RoleAssignment::new(role, subject, day("2026-02-01")).held_by(holder.person);
    let ask = AssignRole { assignment, reason: String::new() };
    program.db.write(&actor, move |tx| assign_role(tx, &ask)).map(|_| ())
}

/// Somebody who holds a role on a system or an object, or on the own organisation where the guideline has it there.
pub fn holder(world: (&Program, &Federation), role: &str, subject: &Subject) -> Persona {
    let (program, federation) = world;
    let pack = program.pack(&federation.key);
    let described = pack.role(role).unwrap_or_else(|| panic!("no role {role}"));
    let id = subject.id.to_string();
    let persona = program.employed(federation, &format!("{role}{}", &id[id.len() - 8..]));
    let is_here = described.subjects.contains(&subject.kind);
    let subject = if is_here { subject.clone() } else { Subject::new(ORGANISATION, federation.own) };
    given(world, role, &subject, &persona).unwrap_or_else(|error| panic!("{role}: {error:?}"));
    persona
}

/// A system in operation by the own IT department.
pub fn in_operation(program: &Program, federation: &Federation, name: &str) -> Subject {
    let system = System {
        operation_form: Some(OperationForm::OwnIt),
        lifecycle_state: LifecycleState::InOperation,
        ..new_system(name, federation.own)
    };
    Subject::new(SYSTEM, program.write(federation, move |tx| register_system(tx, system)))
}

pub fn a_second_holder_is_refused_where_the_guideline_has_one(db: &TestDb) {
    let mut world = World::on(db);
    for (i, (clause, role, place)) in ONE_HOLDER.iter().enumerate() {
        let (program, federation) = world.federation(clause);
        let subject = place.subject(program, federation, &format!("{role} {i}"));
        let [first, second] =
            ["first", "second"].map(|name| program.employed(federation, &format!("{name}{i}")));
        let here = (program, federation);
        given(here, role, &subject, &first).unwrap_or_else(|error| panic!("{clause}: {error:?}"));
        match given(here, role, &subject, &second) {
            Err(Error::Rejected(objections)) => {
                assert_eq!(objections[0].message.key, "objection-too-many-holders", "{clause}");
                assert!(objections[0].clauses.iter().any(|one| one == clause), "{clause}: {objections:?}");
            }
            other => panic!("{clause}: {other:?}"),
        }
    }
}

pub fn a_role_that_the_guideline_keeps_for_others_is_refused(db: &TestDb) {
    let mut world = World::on(db);
    for (i, (clause, role, place)) in OF_OTHERS.iter().enumerate() {
        let (program, federation) = world.federation(clause);
        let subject = place.subject(program, federation, &format!("{role} {i}"));
        let somebody = program.employed(federation, &format!("somebody{i}"));
        match given((program, federation), role, &subject, &somebody) {
            Err(Error::Rejected(objections)) => {
                assert_eq!(objections[0].message.key, "objection-holder-demand", "{clause}");
                assert!(objections[0].clauses.iter().any(|one| one == clause), "{clause}: {objections:?}");
            }
            other => panic!("{clause}: {other:?}"),
        }
    }
}

pub fn a_role_is_given_by_those_whom_the_guideline_names(db: &TestDb) {
    let mut world = World::on(db);
    // The head of IT is one and the same for every system.
    let mut offices: BTreeMap<String, Persona> = BTreeMap::new();
    for (i, (clause, role, named, other)) in APPOINTED.iter().enumerate() {
        let (program, federation) = world.federation(clause);
        let here = (program, federation);
        let system = in_operation(program, federation, &format!("System {i}"));
        let candidate = program.employed(federation, &format!("candidate{i}"));
        let assign = |appointer: &Persona| {
            let assignment = RoleAssignment::new(*role, &system, day("2026-03-02")).held_by(candidate.person);
            let ask = AssignRole { assignment, reason: String::new() };
            program.db.write(&program.actor(federation, appointer), move |tx| assign_role(tx, &ask))
        };
        let refused = assign(&holder(here, other, &system));
        assert!(matches!(refused, Err(Error::Refused(_))), "{clause}: {other} gives {role}: {refused:?}");
        let given = match *named {
            "head_of_it" => {
                let office = offices.entry(federation.key.clone());
                assign(office.or_insert_with(|| holder(here, named, &system)))
            }
            _ => assign(&holder(here, named, &system)),
        };
        assert!(given.is_ok(), "{clause}: {named} gives {role}: {given:?}");
    }
}

fn a_step_is_taken_by_those_whom_the_guideline_names(db: &TestDb) {
    let mut world = World::on(db);
    for (clause, named, other) in PHASED_OUT {
        let (program, federation) = world.federation(clause);
        let here = (program, federation);
        let system = in_operation(program, federation, "System");
        let phase_out = |persona: &Persona| {
            let step = Step { to: LifecycleState::PhaseOut, on: None, reason: String::new() };
            let ask = TakeLifecycleStep { system: system.id, revision: None, step, decision: String::new() };
            program.db.write(&program.actor(federation, persona), move |tx| take_lifecycle_step(tx, &ask))
        };
        let refused = phase_out(&holder(here, other, &system));
        assert!(matches!(refused, Err(Error::Refused(_))), "{clause}: {refused:?}");
        let taken = phase_out(&holder(here, named, &system));
        assert!(taken.is_ok(), "{clause}: {taken:?}");
    }
}

fn the_register_is_changed_by_those_whom_the_guideline_names(db: &TestDb) {
    let mut world = World::on(db);
    for (i, (clause, named, other)) in CHANGED.iter().enumerate() {
        let (program, federation) = world.federation(clause);
        let here = (program, federation);
        let subject = in_operation(program, federation, &format!("System {i}"));
        let actor = operator().of(federation.tenant.0);
        let before = program.db.read(&actor, View::Now, |read| visible_system(read, subject.id));
        let after = System { short_description: "Said anew".to_owned(), ..before.expect("the system") };
        let change = |persona: &Persona| {
            let after = after.clone();
            program.db.write(&program.actor(federation, persona), move |tx| change_system(tx, after))
        };
        let refused = change(&holder(here, other, &subject));
        assert!(matches!(refused, Err(Error::Refused(_))), "{clause}: {other}: {refused:?}");
        let changed = change(&holder(here, named, &subject));
        assert!(changed.is_ok(), "{clause}: {named}: {changed:?}");
    }
}

pub fn a_category_that_the_guideline_does_not_have_is_refused(db: &TestDb) {
    let mut world = World::on(db);
    let (program, federation) = world.federation("S3-070");
    let actor = operator().of(federation.tenant.0);
    for (category, is_known) in
        [(Category::Common, true), (Category::Business, true), (Category::Infrastructure, false)]
    {
        let name = format!("System {}", category.name());
        let system = System { category: Some(category), ..new_system(&name, federation.own) };
        let saved = program.db.write(&actor, move |tx| register_system(tx, system));
        assert_eq!(saved.is_ok(), is_known, "S3-070: {}: {saved:?}", category.name());
    }
}

pub fn a_second_common_system_of_a_kind_is_refused(db: &TestDb) {
    let mut world = World::on(db);
    let (program, federation) = world.federation("S3-071");
    let actor = operator().of(federation.tenant.0);
    let register = |name: &str| {
        let system = System {
            kind: Some(SystemKind::ItSystem),
            category: Some(Category::Common),
            common_system: "finance".to_owned(),
            ..new_system(name, federation.own)
        };
        program.db.write(&actor, move |tx| register_system(tx, system))
    };
    register("Finance").expect("the first of its kind");
    match register("Finance two") {
        Err(Error::Rejected(objections)) => {
            assert!(objections.iter().any(|objection| objection.clauses.contains(&"S3-071".to_owned())));
        }
        other => panic!("S3-071: {other:?}"),
    }
}

fn the_review_of_the_document_waits_for_the_one_who_revises_it(db: &TestDb) {
    let mut world = World::on(db);
    let (program, federation) = world.federation("S4-007");
    let here = (program, federation);
    let own = Subject::new(ORGANISATION, federation.own);
    let evaluated = program.write(federation, move |tx| findings::of_subject(tx, &own));
    let review = evaluated.findings.iter().find(|finding| finding.rule == "document-is-reviewed");
    let review = review.expect("the review is a demand on the committee's own organisation");
    assert_eq!(review.outcome, Outcome::Unknown, "nobody has said when it was adopted");
    let responsible: Vec<&str> = review.responsible.iter().map(|who| who.id.as_str()).collect();
    assert_eq!(responsible, ["head_of_it"]);
    let system = in_operation(program, federation, "System");
    for (role, may_revise) in [("head_of_it", true), ("it_unit_head", false)] {
        let actor = program.actor(federation, &holder(here, role, &system));
        let may = program.db.read(&actor, View::Now, |read| access::may_anywhere(read, findings::ADOPT_PACK));
        assert_eq!(may.expect("an answer"), may_revise, "S4-007: {role}");
    }
}

on_both_engines!(domains::schema();
    a_second_holder_is_refused_where_the_guideline_has_one,
    a_role_that_the_guideline_keeps_for_others_is_refused,
    a_role_is_given_by_those_whom_the_guideline_names,
    a_step_is_taken_by_those_whom_the_guideline_names,
    the_register_is_changed_by_those_whom_the_guideline_names,
    a_category_that_the_guideline_does_not_have_is_refused,
    a_second_common_system_of_a_kind_is_refused,
    the_review_of_the_document_waits_for_the_one_who_revises_it,
);
