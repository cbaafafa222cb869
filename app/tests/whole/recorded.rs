//! What a guideline only asks to have a place for: each kind, system, role, mandate and word of the demands
//! below stands in its pack for that demand, and the program's verbs and pages take it.

use crate::program::{Federation, Program, day, new_system};
use kernel::{Choice as _, Language, Subject};
use organisation::{
    AssignRole, Because, ORGANISATION, Organisation, OrganisationKind, RoleAssignment, SaveOrganisation,
    assign_role, save_organisation,
};
use policy::{Pack, PackSource, SubjectFacts};
use register::{
    Category, LifecycleState, ManagedObject, OperationForm, SYSTEM, System, SystemKind, register_system,
    save_object, visible_object, visible_system,
};
use std::cell::RefCell;
use storage::View;
use testkit::{Acting as _, TestDb, on_both_engines, operator};
use vidmakt::domains;

/// Demand, list of the pack, and what stands in it.
const LISTED: &[(&str, &str, &str)] = &[
    ("S0-022", "object_kinds", "infrastructure_object"),
    ("S0-024", "object_kinds", "common_object"),
    ("S0-026", "object_kinds", "managed_object"),
    ("S0-027", "object_kinds", "managed_object"),
    ("S0-184", "system_kinds", "it_system"),
    ("S0-185", "system_kinds", "cloud_service"),
    ("S0-185", "operation_forms", "cloud"),
    ("S0-186", "system_kinds", "it_service"),
    ("S2-005", "operation_forms", "own_it"),
    ("S2-005", "categories", "infrastructure"),
    ("S2-006", "lifecycle_states", "procurement"),
    ("S2-006", "lifecycle_states", "introduction"),
    ("S2-006", "lifecycle_states", "in_operation"),
    ("S2-006", "lifecycle_states", "phase_out"),
    ("S2-006", "lifecycle_states", "retired"),
    ("S2-011", "system_kinds", "ai_system"),
    ("S2-045", "categories", "common"),
    ("S3-004", "operation_forms", "supplier"),
    ("S3-004", "operation_forms", "cloud"),
    ("S3-021", "operation_forms", "own_it"),
    ("S3-072", "common_systems", "it_platform"),
    ("S3-072", "object_kinds", "it_platform"),
    ("S3-073", "common_systems", "finance"),
    ("S3-074", "common_systems", "reporting"),
    ("S3-075", "common_systems", "pay_and_personnel"),
    ("S3-076", "common_systems", "email"),
    ("S3-077", "common_systems", "geographic_information"),
    ("S3-078", "common_systems", "population_register"),
    ("S3-079", "common_systems", "property_information"),
    ("S3-080", "common_systems", "registry"),
    ("S3-081", "common_systems", "it_platform"),
    ("S3-082", "common_systems", "websites"),
    ("S3-085", "system_kinds", "base_service"),
    ("S3-085", "common_systems", "it_platform"),
    ("S3-086", "system_kinds", "base_service"),
    ("S3-086", "common_systems", "it_platform"),
    ("S4-019", "categories", "infrastructure"),
    ("S4-019", "common_systems", "network"),
    ("S4-019", "common_systems", "remote_access_and_collaboration"),
    ("S4-020", "common_systems", "servers"),
    ("S4-020", "common_systems", "client_platform"),
    ("S4-020", "common_systems", "integration_platform"),
    ("S4-020", "common_systems", "identity_and_permissions"),
    ("S4-020", "common_systems", "file_storage"),
    ("S4-020", "common_systems", "backup_system"),
    ("S4-020", "common_systems", "server_rooms"),
    ("S4-401", "categories", "business"),
];
/// Demand and role; two people can hold each of them at once.
const ROLES: &[(&str, &str)] = &[
    ("S0-062", "information_owner"),
    ("S0-064", "information_owner"),
    ("S0-115", "system_administrator"),
    ("S0-130", "integration_responsible"),
    ("S1-018", "user"),
    ("S3-029", "information_officer"),
];
/// Demand, action, and one who may do it.
const MANDATES: &[(&str, &str, &str)] =
    &[("S3-107", "pack.revise", "municipal_director"), ("S4-008", "agreement.sign", "head_of_it")];
/// Demands that explain a word: its explanation is what is recorded.
const TERMS: &[&str] = &["S4-389", "S4-393", "S4-394", "S4-397"];

/// The pack that carries out the demands of a source.
pub fn pack_of(clause: &str) -> &'static str {
    match clause.split_once('-').map(|(source, _)| source) {
        Some("S0") => "vmkf",
        Some("S1") => "itradet",
        Some("S2") => "forandringsstopp",
        Some("S3") => "eforvaltning",
        Some("S4") => "sydnarke",
        _ => panic!("{clause} is no demand of the five guidelines"),
    }
}

/// A federation with the pack of a demand; one for each pack.
pub struct World {
    pub program: Program,
    federations: Vec<(&'static str, Federation)>,
}

thread_local! {
    /// A pack that stands in for the shipped one of its id.
    static INSTEAD: RefCell<Option<PackSource>> = const { RefCell::new(None) };
}

/// Does something in a world where one of the shipped packs is another.
pub fn with_pack<T>(source: PackSource, work: impl FnOnce() -> T) -> T {
    INSTEAD.set(Some(source));
    let done = work();
    INSTEAD.set(None);
    done
}

fn source_of(pack: &str) -> PackSource {
    let instead = INSTEAD.with_borrow(Clone::clone).filter(|source| source.id == pack);
    instead.unwrap_or_else(|| policy::shipped_pack(pack).expect("a shipped pack").clone())
}

impl World {
    pub fn on(db: &TestDb) -> Self {
        Self { program: Program::on(db), federations: Vec::new() }
    }

    pub fn federation(&mut self, clause: &str) -> (&Program, &Federation) {
        let pack = pack_of(clause);
        if !self.federations.iter().any(|(known, _)| *known == pack) {
            self.federations.push((pack, self.program.federation_with(pack, source_of(pack))));
        }
        let found = self.federations.iter().find(|(known, _)| *known == pack);
        (&self.program, &found.expect("just founded").1)
    }
}

fn stands_for(pack: &Pack, clause: &str, (list, id): (&str, &str)) -> bool {
    let is_it = |rule: &policy::Rule| {
        rule.kind == list && rule.id == id && rule.clauses.iter().any(|one| one == clause)
    };
    pack.rules().iter().any(is_it)
}

/// The system with a value of a list in its field.
fn with_value(system: System, list: &str, id: &str) -> System {
    match list {
        "system_kinds" => System { kind: SystemKind::from_name(id), ..system },
        "categories" => System { category: Category::from_name(id), ..system },
        "operation_forms" => System { operation_form: OperationForm::from_name(id), ..system },
        "lifecycle_states" => {
            System { lifecycle_state: LifecycleState::from_name(id).unwrap_or_default(), ..system }
        }
        "common_systems" => {
            System { category: Some(Category::Common), common_system: id.to_owned(), ..system }
        }
        other => panic!("{other} is no list of systems"),
    }
}

fn what_a_guideline_lists_can_be_recorded(db: &TestDb) {
    let mut world = World::on(db);
    for (i, (clause, list, id)) in LISTED.iter().enumerate() {
        let (program, federation) = world.federation(clause);
        assert!(stands_for(&program.pack(pack_of(clause)), clause, (list, id)), "{clause}: {list} {id}");
        let (own, name) = (federation.own, format!("Record {i}"));
        if *list == "object_kinds" {
            let object = ManagedObject {
                name,
                kind: (*id).to_owned(),
                organisation: Some(own),
                ..ManagedObject::default()
            };
            let key = object.id;
            program.write(federation, move |tx| save_object(tx, object));
            let actor = operator().of(federation.tenant.0);
            let saved =
                program.db.read(&actor, View::Now, |read| visible_object(read, key)).expect("the object");
            assert_eq!(saved.kind, *id, "{clause}");
            continue;
        }
        let owner = other_municipality(program, federation, i);
        let system = with_value(new_system(&name, owner), list, id);
        let expected = system.clone();
        let key = program.write(federation, move |tx| register_system(tx, system));
        let actor = operator().of(federation.tenant.0);
        let saved = program.db.read(&actor, View::Now, |read| visible_system(read, key)).expect("the system");
        let listed = |system: &System| {
            let state = system.lifecycle_state;
            (system.kind, system.category, system.operation_form, system.common_system.clone(), state)
        };
        assert_eq!(listed(&saved), listed(&expected), "{clause}");
        assert_ne!(listed(&saved), listed(&System::default()), "{clause}");
    }
}

/// A common system exists once of its kind in a municipality: each record gets one of its own.
fn other_municipality(program: &Program, federation: &Federation, i: usize) -> kernel::Id {
    let organisation = Organisation::new(format!("Municipality {i}"), OrganisationKind::Municipality);
    let save = SaveOrganisation { organisation, revision: None, because: Because::default() };
    program.write(federation, move |tx| save_organisation(tx, &save)).id
}

fn what_no_guideline_lists_is_refused(db: &TestDb) {
    let program = Program::on(db);
    let federation = program.federation("one", "eforvaltning");
    let system = System { common_system: "time_machine".into(), ..new_system("System", federation.own) };
    let actor = operator().of(federation.tenant.0);
    let refused = program.db.write(&actor, move |tx| register_system(tx, system));
    assert!(matches!(refused, Err(kernel::Error::Rejected(_))), "{refused:?}");
}

fn a_role_that_a_guideline_describes_can_be_given(db: &TestDb) {
    let mut world = World::on(db);
    for (i, (clause, role)) in ROLES.iter().enumerate() {
        let (program, federation) = world.federation(clause);
        let pack = program.pack(pack_of(clause));
        assert!(stands_for(&pack, clause, ("roles", role)), "{clause}: {role}");
        let described = pack.role(role).expect("the role");
        let subject = if described.subjects.iter().any(|kind| kind == "system") {
            Subject::new(SYSTEM, program.system(federation, federation.own, &format!("System {i}")))
        } else {
            Subject::new(ORGANISATION, federation.own)
        };
        let appointed_by =
            described.appointed_by.first().map(|one| one.who.id().to_owned()).unwrap_or_default();
        for holder in ["one", "other"] {
            let persona = program.employed(federation, &format!("{holder}{i}"));
            let assignment = RoleAssignment::new(*role, &subject, day("2026-02-01")).held_by(persona.person);
            let assignment = RoleAssignment { appointed_by: appointed_by.clone(), ..assignment };
            program.write(federation, move |tx| {
                assign_role(tx, &AssignRole { assignment, reason: String::new() })
            });
        }
        let actor = operator().of(federation.tenant.0);
        let given = program.db.read(&actor, View::Now, |read| organisation::assignments_of(read, &subject));
        let given = given.expect("assignments");
        assert_eq!(given.iter().filter(|one| one.role == *role).count(), 2, "{clause}: {role} may be shared");
    }
}

pub fn a_term_of_a_guideline_is_explained_on_its_page(db: &TestDb) {
    let mut world = World::on(db);
    for clause in TERMS {
        let (program, federation) = world.federation(clause);
        let pack = program.pack(pack_of(clause));
        let term = pack.terms.iter().find(|term| term.clauses.iter().any(|one| one == clause));
        let term = term.unwrap_or_else(|| panic!("{clause} explains no word"));
        let reader = program.employed(federation, &format!("reader{}", clause.replace('-', "")));
        let page = program.browser(&reader).get("/riktlinje/begrepp").page();
        assert!(page.shows(term.term.in_language(Language::Swedish)), "{clause}");
        assert!(page.shows(term.text.in_language(Language::Swedish)), "{clause}");
    }
}

on_both_engines!(domains::schema();
    what_a_guideline_lists_can_be_recorded,
    what_no_guideline_lists_is_refused,
    a_role_that_a_guideline_describes_can_be_given,
    a_term_of_a_guideline_is_explained_on_its_page,
);

#[test]
fn a_mandate_that_a_guideline_gives_names_its_holders() {
    let rulebook = domains::rulebook().expect("policies/base reads");
    for (clause, action, holder) in MANDATES {
        let source = policy::shipped_pack(pack_of(clause)).expect("the pack");
        let pack = policy::read_pack(source, rulebook.vocabulary()).pack.expect("the pack reads");
        let mandate = pack.mandates.iter().find(|mandate| mandate.clauses.iter().any(|one| one == clause));
        let facts =
            SubjectFacts::new(&mandate.unwrap_or_else(|| panic!("{clause} gives no mandate")).subject);
        let answers = pack.mandate_holders(action, &facts);
        let of_clause = answers.iter().filter(|answer| answer.clauses.iter().any(|one| one == clause));
        let who: Vec<&str> = of_clause.map(|answer| answer.who.id()).collect();
        assert!(who.contains(holder), "{clause}: {who:?} may {action}");
    }
}
