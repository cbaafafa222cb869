//! Giving many roles at once is the same as giving them one by one.

use crate::world::{World, acting, day, operator, schema};
use kernel::{Actor, Error, Id, Subject};
use organisation::{AssignRole, ORGANISATION, RoleAssignment, assign_role, assign_roles};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, TestRng, TestRunner};
use std::sync::{Arc, Mutex};
use storage::{Statement, Tx};
use testkit::TestDb;

const CASES: usize = 40;
const ROLES: [&str; 7] = [
    "system_administrator",
    "system_administrator",
    "operations_responsible",
    "system_owner",
    "system_manager",
    "head_of_it",
    "no_such_role",
];
const DAYS: [&str; 4] = ["2026-01-01", "2026-01-01", "2026-06-01", "2019-01-01"];

/// Which role, where, to whom, from when, with a deputy or not, by a decision or not.
type Wish = (usize, usize, usize, usize, Option<usize>, bool);

fn wishes() -> impl Strategy<Value = (usize, Vec<Wish>)> {
    let deputy = prop::option::weighted(0.2, 0..6_usize);
    let subject = prop_oneof![8 => 0..2_usize, 3 => 2..4_usize, 1 => Just(4_usize)];
    let holder = prop_oneof![12 => 0..5_usize, 1 => Just(5_usize)];
    let wish = (0..ROLES.len(), subject, holder, 0..DAYS.len(), deputy, any::<bool>());
    (0..3_usize, prop::collection::vec(wish, 1..12))
}

fn asks(world: &World, wishes: &[Wish]) -> Vec<AssignRole> {
    let subjects = [
        world.system.clone(),
        world.common_system.clone(),
        Subject::new(ORGANISATION, world.municipality),
        Subject::new(ORGANISATION, world.department),
        Subject { id: Id::new(), ..world.system.clone() },
    ];
    let people = [
        world.teacher,
        world.principal,
        world.consultant,
        world.head_of_it,
        world.neighbour_employee,
        Id::new(),
    ];
    let ask = |&(role, subject, holder, from, deputy, is_decided): &Wish| AssignRole {
        assignment: RoleAssignment {
            deputy: deputy.map(|place| people[place]),
            decision: if is_decided { "KS 2026/7".into() } else { String::new() },
            ..RoleAssignment::new(ROLES[role], &subjects[subject], day(DAYS[from])).held_by(people[holder])
        },
        reason: String::new(),
    };
    wishes.iter().map(ask).collect()
}

type Answers = Vec<Result<RoleAssignment, String>>;

/// The answers, and everything that is there afterwards; all of it is then taken back.
fn outcome(
    world: &World,
    actor: &Actor,
    give: impl FnOnce(&mut Tx) -> kernel::Result<Answers> + Send + 'static,
) -> (Answers, Vec<String>) {
    let told = Arc::new(Mutex::new(None));
    let kept = told.clone();
    let undone = world.write(actor, move |tx| {
        let answers = give(tx)?;
        findings::before_commit(tx)?;
        *kept.lock().unwrap() = Some((answers, everything(tx)?));
        Err::<(), _>(Error::rejected("", "objection-required"))
    });
    assert!(matches!(undone, Err(Error::Rejected(_))), "{undone:?}");
    told.lock().unwrap().take().expect("an outcome")
}

fn everything(tx: &Tx) -> kernel::Result<Vec<String>> {
    const GRANTS: Statement = Statement {
        name: "grants",
        sql: "SELECT core_function || valid_from || valid_to, source_id, person_id, subject_id, home_id \
              FROM @@permission_grant AS g ORDER BY source_id, person_id, core_function",
    };
    const FINDINGS: Statement = Statement {
        name: "findings",
        sql: "SELECT rule || outcome || reason_code, subject_id FROM @@finding AS f ORDER BY subject_id, rule",
    };
    let grants: Vec<(String, Id, Id, Id, Option<Id>)> = tx.rows(&GRANTS, &[])?;
    let findings: Vec<(String, Id)> = tx.rows(&FINDINGS, &[])?;
    let mut all: Vec<String> = grants.iter().map(|one| format!("{one:?}")).collect();
    all.extend(findings.iter().map(|one| format!("{one:?}")));
    Ok(all)
}

fn told(answer: kernel::Result<RoleAssignment>) -> Result<RoleAssignment, String> {
    answer.map_err(|error| format!("{error:?}"))
}

fn roles_given_at_once_are_those_given_one_by_one(db: &TestDb) {
    let world = World::new(db);
    world.given("system_owner", &world.system, world.principal);
    let actors = [operator(), acting("it-chef", world.head_of_it), acting("rektor", world.principal)];
    let mut runner =
        TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(Default::default()));
    let (mut given, mut refused) = (0, 0);
    for _ in 0..CASES {
        let (actor, wishes) = wishes().new_tree(&mut runner).expect("wishes").current();
        let (asks, actor) = (asks(&world, &wishes), &actors[actor]);
        let (at_once, one_by_one) = (asks.clone(), asks);
        let first =
            outcome(&world, actor, move |tx| Ok(assign_roles(tx, &at_once)?.into_iter().map(told).collect()));
        let second = outcome(&world, actor, move |tx| {
            Ok(one_by_one.iter().map(|ask| told(assign_role(tx, ask))).collect())
        });
        assert_eq!(first, second, "{wishes:?}");
        given += first.0.iter().filter(|answer| answer.is_ok()).count();
        refused += first.0.iter().filter(|answer| answer.is_err()).count();
    }
    assert!(given > 30 && refused > 30, "{given} given, {refused} refused: nothing was tried");
}

fn the_number_of_statements_does_not_follow_the_number_of_roles(db: &TestDb) {
    let world = World::new(db);
    let give = |count: usize| {
        let (municipality, teacher) = (world.municipality, world.teacher);
        let subjects: Vec<Subject> = world
            .write(&operator(), move |tx| {
                let name = |n: usize| format!("System {count} {n}");
                (0..count).map(|n| crate::world::system_of(tx, &name(n), "", municipality)).collect()
            })
            .expect("systems");
        let asks: Vec<AssignRole> = subjects
            .iter()
            .map(|subject| AssignRole {
                assignment: RoleAssignment::new("system_owner", subject, day("2026-01-01")).held_by(teacher),
                reason: String::new(),
            })
            .collect();
        let before = world.db.statements_run();
        let answers = world.write(&operator(), move |tx| {
            let answers = assign_roles(tx, &asks)?;
            // Sites stand in for systems here, and are loaded one by one.
            tx.take_touched();
            Ok(answers)
        });
        assert!(answers.expect("answers").iter().all(Result::is_ok));
        world.db.statements_run() - before - u64::try_from(count).unwrap()
    };
    let (few, many) = (give(16), give(64));
    assert!(many < few * 2, "{few} statements for 16 roles, {many} for 64");
}

testkit::on_both_engines!(schema();
    roles_given_at_once_are_those_given_one_by_one,
    the_number_of_statements_does_not_follow_the_number_of_roles,
);
