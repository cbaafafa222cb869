//! The duties of which a guideline asks that somebody says how they are met: whoever has the duty says it, others do not, and
//! the demand is met by what is said.

use crate::coverage::refused::{given, holder};
use crate::program::{Federation, Persona, Program, new_system};
use crate::recorded::World;
use duties::{Said, StateDuty, state_duty};
use kernel::{Error, Outcome, Subject};
use organisation::ORGANISATION;
use register::{Category, LifecycleState, SYSTEM, System, register_system};
use std::collections::BTreeMap;
use storage::View;
use testkit::{Acting as _, TestDb, on_both_engines, operator};
use vidmakt::domains;

/// Demand, duty, where it is said, who says it, and who does not.
const STATED: &[(&str, &str, Place, &str, &str)] = &[
    ("S0-068", "answers-for-personal-data", Place::Business, "information_owner", "system_technician"),
    (
        "S0-070",
        "sees-that-data-protection-officer-is-competent",
        Place::Business,
        "information_owner",
        "system_technician",
    ),
    ("S0-071", "may-refuse-disclosure", Place::Business, "information_owner", "system_technician"),
    ("S0-073", "decides-what-may-be-stored", Place::Business, "information_owner", "system_technician"),
    ("S0-074", "decides-use-of-system", Place::Business, "information_owner", "system_technician"),
    (
        "S0-088",
        "information-owner-answers-for-lawful-use",
        Place::Business,
        "information_owner",
        "system_technician",
    ),
    ("S0-091", "carries-out-development-and-phase-out", Place::Business, "system_owner", "system_technician"),
    ("S0-092", "answers-for-operation", Place::Business, "system_owner", "system_technician"),
    ("S0-102", "sees-that-users-know-the-rules", Place::Business, "system_manager", "system_technician"),
    ("S0-103", "arranges-training", Place::Business, "system_manager", "system_technician"),
    ("S0-108", "keeps-access-routines", Place::Business, "system_manager", "system_technician"),
    ("S0-118", "carries-out-content-decisions", Place::Business, "system_administrator", "system_technician"),
    ("S0-125", "watches-settings", Place::Business, "system_administrator", "system_technician"),
    ("S1-011", "it-department-keeps-infrastructure-current", Place::Own, "head_of_it", "head_of_department"),
    ("S1-026", "knows-business-and-system", Place::Business, "system_manager", "system_administrator"),
    ("S2-012", "owner-secures-requirements", Place::Business, "system_owner", "system_technician"),
    ("S4-034", "it-owns-infrastructure", Place::Own, "head_of_it", "line_manager"),
    ("S4-035", "owner-develops-own-routines", Place::Business, "system_owner", "it_specialist"),
    ("S4-036", "owner-shares-routines", Place::Common, "system_owner", "it_specialist"),
    ("S4-036", "it-shares-routines", Place::Own, "head_of_it", "line_manager"),
];

/// Where it is said how a duty is met.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Business,
    Common,
    /// The organisation whose guideline it is.
    Own,
}

impl Place {
    fn subject(self, program: &Program, federation: &Federation, name: &str) -> Subject {
        let category = match self {
            Self::Own => return Subject::new(ORGANISATION, federation.own),
            Self::Business => Category::Business,
            Self::Common => Category::Common,
        };
        let lifecycle_state = LifecycleState::InOperation;
        let system = System { category: Some(category), lifecycle_state, ..new_system(name, federation.own) };
        Subject::new(SYSTEM, program.write(federation, move |tx| register_system(tx, system)))
    }
}

/// Somebody who holds the role where the duty is; of an office of the organisation there is one.
fn speaker(world: (&Program, &Federation), role: &str, subject: &Subject, name: &str) -> Persona {
    if subject.is(SYSTEM) {
        return holder(world, role, subject);
    }
    let persona = world.0.employed(world.1, name);
    given(world, role, subject, &persona).unwrap_or_else(|error| panic!("{role}: {error:?}"));
    persona
}

/// How the guideline's demand that something is said of the duty stands.
fn outcome(program: &Program, federation: &Federation, subject: &Subject, duty: &str) -> Outcome {
    let actor = operator().seconds_later(900).of(federation.tenant.0);
    let evaluated = program.db.read(&actor, View::Now, |read| findings::of_subject(read, subject));
    let findings = evaluated.expect("the record is there").findings;
    findings.iter().find(|finding| finding.rule == duty).unwrap_or_else(|| panic!("{duty} is asked")).outcome
}

fn whoever_has_a_duty_says_how_it_is_met_and_nobody_else(db: &TestDb) {
    let mut world = World::on(db);
    // There is one head of IT, whatever is said.
    let mut heads: BTreeMap<String, Persona> = BTreeMap::new();
    for (i, (clause, duty, place, named, other)) in STATED.iter().enumerate() {
        let (program, federation) = world.federation(clause);
        let here = (program, federation);
        let pack = program.pack(&federation.key);
        let is_of_clause =
            pack.stated_duty(duty).is_some_and(|(_, one)| one.clauses.iter().any(|it| it == clause));
        assert!(is_of_clause, "{clause}: {duty}");
        let subject = place.subject(program, federation, &format!("System {i}"));
        let state = |persona: &Persona| {
            let said = Said { content: "Så här gör vi.".into(), ..Said::default() };
            let ask = StateDuty { duty: (*duty).to_owned(), subject: subject.clone(), revision: None, said };
            program.db.write(&program.actor(federation, persona), move |tx| state_duty(tx, &ask))
        };
        let refused = state(&speaker(here, other, &subject, &format!("other{i}")));
        assert!(matches!(refused, Err(Error::Refused(_))), "{clause}: {other} says {duty}: {refused:?}");
        let head = if *place == Place::Own { heads.remove(&federation.key) } else { None };
        let persona = head.unwrap_or_else(|| speaker(here, named, &subject, &format!("named{i}")));
        assert_eq!(outcome(program, federation, &subject, duty), Outcome::Breached, "{clause}: {duty}");
        let stated = state(&persona);
        assert!(stated.is_ok(), "{clause}: {named} says {duty}: {stated:?}");
        assert_eq!(outcome(program, federation, &subject, duty), Outcome::Met, "{clause}: {duty}");
        if *place == Place::Own {
            heads.insert(federation.key.clone(), persona);
        }
    }
}

on_both_engines!(domains::schema();
    whoever_has_a_duty_says_how_it_is_met_and_nobody_else,
);
