//! What follows by itself when something else becomes another: an organisation that is moved takes with it who reaches
//! the systems that it uses, and what the guideline says of those that it owns; who leaves leaves documents behind.

use crate::program::{Federation, Persona, Program, day, new_system};
use findings::{Entitlement, Finding};
use kernel::{Actor, Id, Permission, Subject};
use organisation::{
    AssignRole, Because, Employment, Organisation, OrganisationKind, RoleAssignment, SaveEmployment,
    SaveOrganisation, assign_role, employments_of, save_employment, save_organisation,
};
use register::{
    Category, Document, ManagedObject, SYSTEM, System, SystemUse, register_document, register_system,
    save_object, set_object_systems, set_system_uses,
};
use std::collections::BTreeSet;
use storage::View;
use testkit::{Acting as _, TestDb, on_both_engines, operator};
use vidmakt::domains;

fn organisation(
    program: &Program,
    federation: &Federation,
    name: &str,
    kind: OrganisationKind,
    parent: Id,
) -> Id {
    let organisation = Organisation { parent: Some(parent), ..Organisation::new(name, kind) };
    save(program, federation, SaveOrganisation { organisation, revision: None, because: Because::default() })
}

fn two_municipalities(program: &Program, federation: &Federation) -> [Id; 2] {
    ["Östra", "Västra"]
        .map(|name| organisation(program, federation, name, OrganisationKind::Municipality, federation.own))
}

fn save(program: &Program, federation: &Federation, ask: SaveOrganisation) -> Id {
    program.write(federation, move |tx| save_organisation(tx, &ask)).id
}

fn moved(program: &Program, federation: &Federation, id: Id, parent: Id) {
    let stored = program.write(federation, move |tx| organisation::organisation(tx, id));
    let revision = Some(stored.revision);
    let organisation = Organisation { parent: Some(parent), ..stored };
    save(program, federation, SaveOrganisation { organisation, revision, because: Because::default() });
}

fn sees(program: &Program, federation: &Federation, persona: &Persona, system: Id) -> bool {
    let actor = program.actor(federation, persona);
    program.db.read(&actor, View::Now, |read| access::may(read, register::READ_BASE, system)).unwrap()
}

fn used_by(program: &Program, federation: &Federation, system: Id, organisations: &[Id]) {
    let uses: Vec<SystemUse> = organisations
        .iter()
        .map(|id| SystemUse { organisation: Some(*id), ..SystemUse::default() })
        .collect();
    program.write(federation, move |tx| set_system_uses(tx, system, 1, &uses));
}

/// The findings that are kept of a subject, and those that a rebuild would keep otherwise.
fn kept(program: &Program, federation: &Federation, subject: Id) -> Vec<Finding> {
    let actor = Actor::operator(federation.tenant, operator().now);
    program.db.read(&actor, View::Now, |read| findings::kept_of(read, &[subject])).unwrap()
}

fn who_reads_a_system_by_its_use_follows_when_the_user_is_moved(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "sydnarke");
    let [east, west] = two_municipalities(&program, &here);
    let school = organisation(&program, &here, "Skola", OrganisationKind::Department, east);
    let system = program.system(&here, here.own, "Elevregister");
    used_by(&program, &here, system, &[school]);
    let (in_east, in_west) =
        (program.employed_at(&here, east, "handläggare"), program.employed_at(&here, west, "registrator"));
    let readers = |program: &Program| [&in_east, &in_west].map(|who| sees(program, &here, who, system));
    assert_eq!(readers(&program), [true, false]);
    moved(&program, &here, school, west);
    assert_eq!(readers(&program), [false, true], "at once, and without a change of the system");
}

fn a_place_that_also_uses_a_system_itself_keeps_it_when_another_leaves(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "sydnarke");
    let [east, west] = two_municipalities(&program, &here);
    let school = organisation(&program, &here, "Skola", OrganisationKind::Department, east);
    let system = program.system(&here, here.own, "Elevregister");
    used_by(&program, &here, system, &[school, east]);
    let in_east = program.employed_at(&here, east, "handläggare");
    moved(&program, &here, school, west);
    assert!(sees(&program, &here, &in_east, system), "the municipality uses it in its own name");
}

fn moving_to_another_legal_entity_judges_the_common_systems_of_both_anew(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "eforvaltning");
    let [east, west] = two_municipalities(&program, &here);
    let school = organisation(&program, &here, "Skola", OrganisationKind::Department, east);
    let care = organisation(&program, &here, "Vård", OrganisationKind::Department, west);
    let pack = program.pack("eforvaltning");
    let common = pack.common_systems.iter().find(|one| one.id != "it_platform").expect("a common system");
    let common = common.id.clone();
    let of = |owner: Id, name: &str| {
        let system = System {
            category: Some(Category::Common),
            common_system: common.clone(),
            ..new_system(name, owner)
        };
        program.write(&here, move |tx| register_system(tx, system))
    };
    let (one, other) = (of(school, "Den ena"), of(care, "Den andra"));
    let is_doubled = |id: Id| {
        let found = kept(&program, &here, id);
        found.iter().any(|finding| finding.reason_code == "others_exist")
    };
    assert_eq!([is_doubled(one), is_doubled(other)], [false, false], "each municipality has its own");
    moved(&program, &here, school, west);
    assert_eq!([is_doubled(one), is_doubled(other)], [true, true], "now one has two");
    moved(&program, &here, school, east);
    assert_eq!([is_doubled(one), is_doubled(other)], [false, false]);
    let actor = Actor::operator(here.tenant, operator().now);
    assert_eq!(program.db.write(&actor, findings::rebuild).unwrap().differed, []);
}

/// The security policy of a municipality, to be seen over in May.
fn policy_owned_by(program: &Program, federation: &Federation, municipality: Id, owner: Id) -> Id {
    let subject = Subject::new(organisation::ORGANISATION, municipality);
    let document = Document {
        name: "Informationssäkerhetspolicy".into(),
        owner: Some(owner),
        date: Some(day("2026-02-01")),
        review_date: Some(day("2026-05-15")),
        ..Document::new(subject, "information_security_policy")
    };
    program.write(federation, move |tx| register_document(tx, document))
}

/// What is said of the security policy.
fn said_of_policy(program: &Program, federation: &Federation, municipality: Id) -> Option<String> {
    let found = kept(program, federation, municipality).into_iter();
    let about = policy::About::Document("information_security_policy".into());
    found.filter(|finding| finding.about == about).map(|finding| finding.reason_code).next()
}

fn leaves(program: &Program, federation: &Federation, person: Id, last_day: &'static str) {
    program.write(federation, move |tx| {
        let employment = employments_of(tx, person)?.remove(0);
        let revision = Some(employment.revision);
        let employment = Employment { to: Some(day(last_day)), ..employment };
        save_employment(tx, &SaveEmployment { employment, revision, because: Because::default() })
    });
}

/// The operator of a federation at an instant.
fn at(federation: &Federation, instant: &str) -> Actor {
    Actor { now: operator().at(instant).now, ..Actor::operator(federation.tenant, operator().now) }
}

fn a_document_whose_owner_leaves_shows_before_and_on_the_day(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "sydnarke");
    let owner = program.employed(&here, "informationssäkerhetssamordnare").person;
    let municipality = organisation(&program, &here, "Kommunen", OrganisationKind::Municipality, here.own);
    policy_owned_by(&program, &here, municipality, owner);
    let code = || said_of_policy(&program, &here, municipality);
    assert_eq!(code(), None, "it is there, and owned");
    leaves(&program, &here, owner, "2026-04-30");
    assert_eq!(code().as_deref(), Some("owner_leaves"), "within ninety days");
    let evaluate_due =
        |instant: &str| program.db.write(&at(&here, instant), |tx| findings::evaluate_due(tx, 500)).unwrap();
    evaluate_due("2026-04-30T08:00:00Z");
    assert_eq!(code().as_deref(), Some("owner_leaves"), "the last day is one of theirs");
    assert!(evaluate_due("2026-05-01T08:00:00Z") > 0, "the day has come");
    assert_eq!(code().as_deref(), Some("document_without_owner"));
}

fn who_goes_on_at_another_member_owns_no_document_of_the_first_and_is_told_of_none(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "sydnarke");
    let [east, west] = two_municipalities(&program, &here);
    let owner = program.employed_at(&here, east, "samordnare").person;
    let document = policy_owned_by(&program, &here, east, owner);
    leaves(&program, &here, owner, "2026-03-31");
    program.write(&here, move |tx| {
        let employment = Employment::new(owner, west, day("2026-04-01"));
        save_employment(tx, &SaveEmployment { employment, revision: None, because: Because::default() })
    });
    let code = || said_of_policy(&program, &here, east);
    assert_eq!(code().as_deref(), Some("owner_leaves"), "the employment elsewhere is another one");
    let told = |instant: &str| {
        let reviews = |people| {
            let asked =
                |read: &storage::Read| register::reviews_of_documents(read, people, day("2026-06-30"));
            program.db.read(&at(&here, instant), View::Now, asked).unwrap().len()
        };
        [reviews(Some(&[owner][..])), reviews(None)]
    };
    let (last_day, day_after) = ("2026-03-31T08:00:00Z", "2026-04-01T08:00:00Z");
    assert_eq!([told(last_day), told(day_after)], [[1, 1], [0, 0]]);
    program.db.write(&at(&here, day_after), |tx| findings::evaluate_due(tx, 500)).unwrap();
    assert_eq!(code().as_deref(), Some("document_without_owner"));
    let saved_again = move |tx: &mut storage::Tx| {
        let stored = register::visible_document(tx, document)?;
        register::change_document(tx, Document { version: "2".into(), ..stored })
    };
    program.db.write(&at(&here, day_after), saved_again).unwrap();
    assert_eq!(code(), None, "who is named there after the move owns it");
    assert_eq!(told(day_after), [0, 0], "but is told of nothing that they may not read");
}

fn a_role_that_a_holder_must_also_have_is_judged_on_the_day_that_it_ends(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "itradet");
    let head = program.employed(&here, "förvaltningschef").person;
    let system = program.system(&here, here.own, "Elevregister");
    let appoint = |role: &str, subject: Subject, to: Option<&str>| {
        let to = to.map(day);
        let assignment =
            RoleAssignment { to, ..RoleAssignment::new(role, &subject, day("2026-03-02")).held_by(head) };
        let ask = AssignRole { assignment, reason: String::new() };
        program.write(&here, move |tx| assign_role(tx, &ask));
    };
    appoint("head_of_department", Subject::new(organisation::ORGANISATION, here.own), Some("2026-06-30"));
    appoint("system_owner", Subject::new(SYSTEM, system), None);
    let is_wrong = |program: &Program| {
        kept(program, &here, system)
            .iter()
            .any(|finding| finding.rule == "system-owner-is-head-of-department")
    };
    assert!(!is_wrong(&program));
    let first_of_july = Actor {
        now: operator().at("2026-07-01T08:00:00Z").now,
        ..Actor::operator(here.tenant, operator().now)
    };
    assert!(program.db.write(&first_of_july, |tx| findings::evaluate_due(tx, 500)).unwrap() > 0);
    assert!(is_wrong(&program), "head of department no longer");
}

fn what_is_held_on_an_object_does_not_count_for_a_system_with_a_holder_of_its_own(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "sydnarke");
    let [of_object, deputy, of_system] =
        ["objekt", "ställföreträdare", "system"].map(|function| program.employed(&here, function));
    let system = program.system(&here, here.own, "Elevregister");
    let object = object_with(&program, &here, system);
    let appoint = |subject: Subject, person: Id, deputy: Option<Id>| {
        let assignment = RoleAssignment::new("system_manager", &subject, day("2026-03-02")).held_by(person);
        let assignment = RoleAssignment { deputy, ..assignment };
        let ask = AssignRole { assignment, reason: String::new() };
        program.write(&here, move |tx| assign_role(tx, &ask));
    };
    let is_manager = |persona: &Persona| {
        let held = program.db.read(&program.actor(&here, persona), View::Now, |read| {
            let (pack, facts) =
                (findings::pack_in_force(read)?, findings::facts_of(read, &Subject::new(SYSTEM, system))?);
            let actions = ["classification.make"];
            findings::entitled(read, &pack, (system, &facts), &actions, Permission("register.edit"))
        });
        held.unwrap() == Entitlement::Role { role: "system_manager".to_owned() }
    };
    let stands_in = || {
        let actor = program.actor(&here, &deputy);
        program.db.read(&actor, View::Now, |read| organisation::on_behalf_of(read, system)).unwrap()
    };
    appoint(Subject::new(register::OBJECT, object), of_object.person, Some(deputy.person));
    assert!(is_manager(&of_object) && is_manager(&deputy), "the object's manager manages its systems");
    assert_eq!(stands_in().as_deref(), Some("objekt"));
    appoint(Subject::new(SYSTEM, system), of_system.person, None);
    assert_eq!([&of_object, &deputy, &of_system].map(is_manager), [false, false, true]);
    assert_eq!(stands_in(), None, "nor does a deputy stand in for them there");
}

/// A management object of a system.
fn object_with(program: &Program, federation: &Federation, system: Id) -> Id {
    let pack = program.pack("sydnarke");
    let kind = pack.object_kinds.iter().find(|kind| kind.category == "business").expect("a kind of object");
    let object = ManagedObject {
        name: "Skola".into(),
        kind: kind.id.clone(),
        organisation: Some(federation.own),
        ..ManagedObject::default()
    };
    let id = object.id;
    program.write(federation, move |tx| {
        save_object(tx, object)?;
        set_object_systems(tx, id, 1, &BTreeSet::from([system]))
    });
    id
}

on_both_engines!(domains::schema();
    who_reads_a_system_by_its_use_follows_when_the_user_is_moved,
    a_place_that_also_uses_a_system_itself_keeps_it_when_another_leaves,
    moving_to_another_legal_entity_judges_the_common_systems_of_both_anew,
    a_document_whose_owner_leaves_shows_before_and_on_the_day,
    who_goes_on_at_another_member_owns_no_document_of_the_first_and_is_told_of_none,
    a_role_that_a_holder_must_also_have_is_judged_on_the_day_that_it_ends,
    what_is_held_on_an_object_does_not_count_for_a_system_with_a_holder_of_its_own,
);
