//! Who may do what, and where: a table of core functions, tried in every federation's pack, and the promise that the
//! question about one record and the filter of a list never differ.

use crate::program::{Federation, Persona, Program};
use kernel::{Date, Id, Period, Permission};
use organisation::{Because, Organisation, OrganisationKind, SaveOrganisation, save_organisation};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use register::{SYSTEMS, SystemRow};
use std::collections::BTreeSet;
use storage::{Query, View};
use testkit::{Engine, TestDb, on_both_engines};
use vidmakt::domains;

/// The five packs of the shipped guidelines.
const PACKS: &[&str] = &["eforvaltning", "forandringsstopp", "itradet", "sydnarke", "vmkf"];

/// How far a core function reaches with a permission, when it is held on a system of one's own organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Far {
    Nowhere,
    /// The system that the role is held on.
    OwnSubject,
    /// Also the other systems of one's organisation.
    OwnOrganisation,
    /// Everything in the federation.
    Federation,
}
use Far::{Federation as Everywhere, Nowhere, OwnOrganisation, OwnSubject};

/// Core function, permission, and how far. What a pack adds to `base` stands beside its name.
const TABLE: &[(&str, &str, Far)] = &[
    ("owner", "register.read_all", OwnSubject),
    ("owner", "register.read_documents", OwnSubject),
    ("owner", "register.read_costs", OwnSubject),
    ("owner", "register.phase_out", OwnSubject),
    ("owner", "roles.assign", OwnSubject),
    ("owner", "findings.waive", OwnSubject),
    ("owner", "register.propose", OwnSubject),
    ("owner", "register.confirm", OwnSubject),
    ("owner", "documents.confirm", OwnSubject),
    ("owner", "forums.edit", OwnSubject),
    ("owner", "agreements.read", OwnSubject),
    ("owner", "agreements.edit", OwnSubject),
    ("owner", "agreements.decide", OwnSubject),
    ("owner", "licences.edit", OwnSubject),
    ("administrator", "licences.edit", OwnSubject),
    ("administrator", "agreements.edit", Nowhere),
    ("owner", "register.edit", Nowhere),
    ("owner", "plans.read_drafts", OwnSubject),
    ("owner", "plans.write", OwnSubject),
    ("unit_head", "plans.read_drafts", OwnSubject),
    ("unit_head", "plans.write", Nowhere),
    ("unit_head", "plans.comment", OwnSubject),
    ("group_member", "plans.comment", OwnSubject),
    ("group_member", "plans.write", Nowhere),
    ("user", "plans.comment", Nowhere),
    ("it_strategist", "plans.comment", Everywhere),
    ("user", "plans.read_drafts", Nowhere),
    ("business_manager", "plans.write", OwnOrganisation),
    ("technician", "plans.write", OwnSubject),
    ("it_strategist", "plans.read_drafts", Everywhere),
    ("it_strategist", "plans.write", Nowhere),
    ("head_of_it", "plans.write", Everywhere),
    ("owner", "plans.decide", OwnSubject),
    ("business_manager", "plans.decide", Nowhere),
    ("technician", "plans.decide", Nowhere),
    ("head_of_it", "plans.decide", Everywhere),
    ("owner", "suggestions.make", OwnSubject),
    ("user", "suggestions.read", OwnSubject),
    ("owner", "suggestions.handle", OwnSubject),
    ("technician", "suggestions.handle", Nowhere),
    ("business_manager", "suggestions.handle", OwnOrganisation),
    ("administrator", "suggestions.handle", OwnSubject),
    ("head_of_it", "suggestions.handle", Everywhere),
    ("owner", "accounts.manage", Nowhere),
    ("information_owner", "register.phase_out", OwnSubject),
    ("information_owner", "policy.adopt", Nowhere),
    ("business_manager", "register.edit", OwnOrganisation),
    ("business_manager", "register.read_costs", OwnOrganisation),
    ("business_manager", "documents.edit", OwnOrganisation),
    ("business_manager", "register.import", OwnOrganisation),
    ("business_manager", "forums.edit", OwnSubject),
    ("business_manager", "register.phase_out", Nowhere),
    ("business_manager", "tests.write", OwnOrganisation),
    ("business_manager", "tests.approve", OwnOrganisation),
    ("business_manager", "statements.write", OwnOrganisation),
    ("owner", "statements.write", Nowhere),
    ("head_of_it", "statements.write", Everywhere),
    ("owner", "tests.approve", OwnSubject),
    ("owner", "tests.write", Nowhere),
    ("technician", "tests.write", OwnSubject),
    ("technician", "tests.approve", Nowhere),
    ("head_of_it", "tests.write", Everywhere),
    ("head_of_it", "tests.approve", Everywhere),
    ("business_manager", "agreements.read", OwnOrganisation),
    ("business_manager", "agreements.edit", OwnOrganisation),
    ("business_manager", "agreements.decide", Nowhere),
    ("business_manager", "licences.edit", OwnOrganisation),
    ("business_manager", "audit.read", Nowhere),
    ("it_manager", "register.edit", OwnSubject),
    ("it_manager", "register.create", Nowhere),
    ("operations", "documents.edit", OwnSubject),
    ("operations", "register.edit", Nowhere),
    ("operations", "register.propose", OwnSubject),
    ("operations", "register.confirm", Nowhere),
    ("technician", "register.read_all", OwnSubject),
    ("technician", "agreements.read", OwnSubject),
    ("technician", "agreements.edit", Nowhere),
    ("technician", "register.export", Nowhere),
    ("administrator", "register.read_all", OwnSubject),
    ("administrator", "roles.assign", Nowhere),
    ("user", "register.read_base", OwnSubject),
    ("user", "register.read_roles", OwnSubject),
    ("user", "register.read_classification", OwnSubject),
    ("user", "agreements.read", Nowhere),
    ("user", "register.read_all", Nowhere),
    ("user", "register.read_documents", Nowhere),
    ("user", "register.read_costs", Nowhere),
    ("user", "register.propose", Nowhere),
    ("user", "documents.confirm", Nowhere),
    ("support", "register.read_base", Everywhere),
    ("support", "register.read_roles", Everywhere),
    ("support", "register.read_all", Nowhere),
    ("support", "register.read_costs", Nowhere),
    ("information_security", "findings.read", OwnSubject),
    ("information_security", "register.edit", Nowhere),
    ("it_strategist", "register.read_all", Everywhere),
    ("it_strategist", "register.read_costs", Everywhere),
    ("it_strategist", "register.edit", Nowhere),
    ("head_of_it", "register.edit", Everywhere),
    ("technician", "forums.edit", Nowhere),
    ("head_of_it", "forums.edit", Everywhere),
    ("head_of_it", "agreements.edit", Everywhere),
    ("head_of_it", "accounts.manage", Everywhere),
    ("head_of_it", "findings.waive", Everywhere),
    ("group_member", "register.read_base", OwnSubject),
    ("group_member", "register.read_documents", OwnSubject),
    ("group_member", "register.read_costs", Nowhere),
    ("group_member", "register.edit", Nowhere),
    ("group_member", "forums.edit", Nowhere),
    ("federation_administrator", "policy.adopt", Everywhere),
    ("federation_administrator", "register.edit", Everywhere),
];

/// A system that a role is held on, another of the same organisation, and one of another organisation.
struct Places {
    held: Id,
    beside: Id,
    elsewhere: Id,
}

fn places(program: &Program, federation: &Federation) -> Places {
    let other = other_organisation(program, federation, "Another");
    Places {
        held: program.system(federation, federation.own, "Held"),
        beside: program.system(federation, federation.own, "Beside"),
        elsewhere: program.system(federation, other, "Elsewhere"),
    }
}

fn other_organisation(program: &Program, federation: &Federation, name: &str) -> Id {
    let organisation = Organisation::new(name, OrganisationKind::MunicipalCompany);
    let save = SaveOrganisation { organisation, revision: None, because: Because::default() };
    program.write(federation, move |tx| save_organisation(tx, &save)).id
}

fn may(
    program: &Program,
    federation: &Federation,
    persona: &Persona,
    (permission, subject): (&'static str, Id),
) -> bool {
    let actor = program.actor(federation, persona);
    let ask = |read: &storage::Read| access::may(read, Permission(permission), subject);
    program.db.read(&actor, View::Now, ask).expect("an answer")
}

/// How far somebody gets.
fn reached(
    program: &Program,
    federation: &Federation,
    persona: &Persona,
    permission: &'static str,
    places: &Places,
) -> Far {
    let may = |subject| may(program, federation, persona, (permission, subject));
    match (may(places.held), may(places.beside), may(places.elsewhere)) {
        (false, false, false) => Nowhere,
        (true, false, false) => OwnSubject,
        (true, true, false) => OwnOrganisation,
        (true, true, true) => Everywhere,
        other => panic!("{permission}: no such reach: {other:?}"),
    }
}

/// What a pack grants beyond `base`, as the program reads it.
fn is_widened(program: &Program, pack: &str, core_function: &str, permission: &str) -> bool {
    let grants = program.pack(pack).grants;
    grants.iter().any(|grant| {
        // Without functions a grant is for everyone.
        let of_function = grant.functions.as_ref().is_none_or(|functions| {
            functions.iter().any(|function| kernel::Choice::name(*function) == core_function)
        });
        of_function && grant.permissions.iter().any(|name| name == permission)
    })
}

fn each_core_function_reaches_as_far_as_base_and_pack_say(db: &TestDb) {
    let program = Program::on(db);
    let mut wrong = Vec::new();
    for pack in PACKS {
        let federation = program.federation(pack, pack);
        let places = places(&program, &federation);
        for (i, (core_function, permission, far)) in TABLE.iter().enumerate() {
            let persona = program.somebody(&federation, &format!("holder{i}"));
            program.grant(&federation, &persona, core_function, places.held);
            let reached = reached(&program, &federation, &persona, permission, &places);
            let widened = is_widened(&program, pack, core_function, permission) && reached > *far;
            if reached != *far && !widened {
                wrong.push(format!("{pack}: {core_function} {permission}: {reached:?}, not {far:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a form writes over and what the past tells is not divided into groups: whoever has either sees every group, at
/// least as widely.
fn who_changes_a_record_or_reads_its_past_sees_every_group_of_it(db: &TestDb) {
    let program = Program::on(db);
    for pack in PACKS {
        program.federation(pack, pack);
    }
    let groups: Vec<String> =
        register::field_groups().iter().map(|group| format!("('{}')", group.permission.name())).collect();
    let lacking = db.raw_rows(&format!(
        "SELECT DISTINCT f.tenant_id, f.core_function, f.permission, p.name FROM function_permission AS f \
         CROSS JOIN (SELECT column1 AS name FROM (VALUES {}) AS v) AS p \
         WHERE f.permission IN ('register.edit', 'objects.edit', 'history.read') AND NOT EXISTS \
         (SELECT 1 FROM function_permission AS g WHERE g.tenant_id = f.tenant_id \
         AND g.core_function = f.core_function AND g.permission = p.name \
         AND (g.scope = f.scope OR g.scope = 'federation' OR f.scope = 'own_subject'))",
        groups.join(", ")
    ));
    assert_eq!(lacking, Vec::<Vec<String>>::new());
}

fn a_grant_of_another_day_gives_nothing(db: &TestDb) {
    let program = Program::on(db);
    let federation = program.federation("one", "vmkf");
    let places = places(&program, &federation);
    let day = crate::program::day;
    let spells: [(Period, bool); 4] = [
        (Period { from: Some(day("2026-03-02")), to: Some(day("2026-03-02")) }, true),
        (Period { from: None, to: Some(day("2026-03-01")) }, false),
        (Period { from: Some(day("2026-03-03")), to: None }, false),
        (Period::ALWAYS, true),
    ];
    for (i, (valid, expected)) in spells.into_iter().enumerate() {
        let persona = program.somebody(&federation, &format!("holder{i}"));
        program.grant_for(&federation, &persona, ("owner", places.held), valid);
        let asked = ("register.read_all", places.held);
        assert_eq!(may(&program, &federation, &persona, asked), expected, "{valid:?}");
    }
}

on_both_engines!(domains::schema();
    each_core_function_reaches_as_far_as_base_and_pack_say,
    who_changes_a_record_or_reads_its_past_sees_every_group_of_it,
    a_grant_of_another_day_gives_nothing,
);

/// One grant of a person: which function, on which system or organisation, and whether it holds today.
type Given = (usize, usize, bool);

const FUNCTIONS: &[&str] = &[
    "owner",
    "business_manager",
    "it_manager",
    "user",
    "support",
    "head_of_department",
    "head_of_it",
    "employee",
];

/// Systems of two organisations, and the organisations themselves.
struct Ground {
    program: Program,
    federation: Federation,
    systems: Vec<Id>,
    subjects: Vec<Id>,
}

impl Ground {
    fn on(db: &TestDb) -> Self {
        let program = Program::on(db);
        let federation = program.federation("ground", "vmkf");
        let other = other_organisation(&program, &federation, "Another");
        let system = |i: usize| {
            let owner = if i.is_multiple_of(2) { federation.own } else { other };
            program.system(&federation, owner, &format!("System {i}"))
        };
        let systems: Vec<Id> = (0..6).map(system).collect();
        let subjects = [systems.clone(), vec![federation.own, other]].concat();
        Self { program, federation, systems, subjects }
    }

    fn give(&self, persona: &Persona, given: &[Given]) {
        let past: Date = crate::program::day("2026-02-01");
        for (function, subject, holds) in given {
            let valid = if *holds { Period::ALWAYS } else { Period { from: None, to: Some(past) } };
            let function = FUNCTIONS[function % FUNCTIONS.len()];
            let subject = self.subjects[subject % self.subjects.len()];
            self.program.grant_for(&self.federation, persona, (function, subject), valid);
        }
    }

    /// What is seen by asking about each system, as a set, and as a list.
    fn seen_in_three_ways(&self, persona: &Persona, permission: Permission) -> [BTreeSet<Id>; 3] {
        let actor = self.program.actor(&self.federation, persona);
        let seen = self.program.db.read(&actor, View::Now, |read| {
            let mut one_by_one = BTreeSet::new();
            for system in &self.systems {
                if access::may(read, permission, *system)? {
                    one_by_one.insert(*system);
                }
            }
            let as_set = access::permitted(read, permission, &self.systems)?.into_iter().collect();
            let query = access::visible_to(&actor, permission, Query::first(200));
            let rows: Vec<SystemRow> = SYSTEMS.page(read, &query)?.items;
            Ok([one_by_one, as_set, rows.into_iter().map(|row| row.id).collect()])
        });
        seen.expect("three answers")
    }
}

#[test]
fn the_question_about_one_record_and_the_filter_of_a_list_agree() {
    let db = TestDb::fresh(Engine::Sqlite, &domains::schema());
    let ground = Ground::on(&db);
    let permissions = [register::READ_BASE, register::READ_ALL, register::EDIT, register::PHASE_OUT];
    let given = proptest::collection::vec((0..FUNCTIONS.len(), 0..8_usize, any::<bool>()), 0..5);
    let mut runner = TestRunner::new(Config { cases: 40, failure_persistence: None, ..Config::default() });
    let count = std::cell::Cell::new(0);
    let result = runner.run(&given, |given| {
        count.set(count.get() + 1);
        let persona = ground.program.somebody(&ground.federation, &format!("holder{}", count.get()));
        ground.give(&persona, &given);
        for permission in permissions {
            let [one_by_one, as_set, as_list] = ground.seen_in_three_ways(&persona, permission);
            prop_assert_eq!(&one_by_one, &as_set, "{:?}", permission);
            prop_assert_eq!(&one_by_one, &as_list, "{:?}", permission);
        }
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn what_is_not_granted_is_denied() {
    let db = TestDb::fresh(Engine::Sqlite, &domains::schema());
    let ground = Ground::on(&db);
    let nobody = ground.program.somebody(&ground.federation, "nobody");
    for permission in domains::permissions() {
        let seen = ground.seen_in_three_ways(&nobody, permission);
        assert!(seen.iter().all(BTreeSet::is_empty), "{permission:?}");
    }
}
