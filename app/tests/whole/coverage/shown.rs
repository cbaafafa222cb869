//! Demands that are only shown: their wording stands, in both languages, on the page that the row names and on the page
//! that every *Varför?* opens; and whoever has a role reads the duties that come with it at Start.

use super::{Row, coverage};
use crate::program::{Federation, PASSWORD, Persona, Program, day};
use crate::recorded::{World, pack_of};
use kernel::{Actor, Language, Strength, Subject, TenantId};
use organisation::{
    AssignRole, Because, ORGANISATION, Person, PersonKind, RoleAssignment, SavePerson, assign_role,
    save_person,
};
use policy::{HolderKind, Pack, Role};
use register::SYSTEM;
use std::collections::BTreeMap;
use testkit::{TestDb, on_both_engines, operator};
use vidmakt::domains;
use web::accounts::{self, NewAccount};

/// The rows that name a page, by the pack that they belong to.
fn shown_by_pack() -> BTreeMap<&'static str, Vec<(String, Row)>> {
    let mut by_pack: BTreeMap<&'static str, Vec<(String, Row)>> = BTreeMap::new();
    for (id, row) in coverage().into_iter().filter(|(_, row)| row.page.is_some()) {
        by_pack.entry(pack_of(&id)).or_default().push((id, row));
    }
    by_pack
}

fn what_is_shown_stands_on_its_page_in_both_languages(db: &TestDb) {
    let mut world = World::on(db);
    for (folder, rows) in shown_by_pack() {
        let (program, federation) = world.federation(&rows[0].0);
        let pack = program.pack(folder);
        let mut browser = program.browser(&program.employed(federation, "reader"));
        for language in [Language::Swedish, Language::English] {
            let form = [("language", language.code())];
            assert_eq!(browser.submit("/riktlinje", "/installningar", &form).status, 303);
            let mut pages = BTreeMap::new();
            for (id, row) in &rows {
                let clause = pack.clause(id).unwrap_or_else(|| panic!("{id} stands in no pack"));
                let wording = clause.text.in_language(language);
                let address = row.page.as_deref().expect("a page");
                let page = pages.entry(address).or_insert_with(|| browser.get(address).page());
                let is_there = page.shows(id) && page.shows(&clause.section) && page.shows(wording);
                assert!(is_there, "{id} on {address} in {language:?}: {wording}");
            }
        }
    }
}

fn every_why_opens_the_wording(db: &TestDb) {
    let mut world = World::on(db);
    for (folder, rows) in shown_by_pack() {
        let (program, federation) = world.federation(&rows[0].0);
        let pack = program.pack(folder);
        let mut browser = program.browser(&program.employed(federation, "reader"));
        for (id, _) in &rows {
            let clause = pack.clause(id).unwrap_or_else(|| panic!("{id} stands in no pack"));
            let page = browser.get(&format!("/riktlinje/{id}")).page();
            let wording = clause.text.in_language(Language::Swedish);
            assert!(page.heading() == *id && page.shows(wording) && page.shows(&clause.section), "{id}");
        }
    }
}

/// Somebody employed who has the role on a system of their own, or on the own organisation.
fn holder(program: &Program, federation: &Federation, role: &Role) -> Persona {
    let is_on_systems = role.subjects.iter().any(|kind| kind == SYSTEM.name());
    let subject = if is_on_systems {
        Subject::new(SYSTEM, program.system(federation, federation.own, &role.id))
    } else {
        Subject::new(ORGANISATION, federation.own)
    };
    let persona = program.employed(federation, &role.id.replace('_', ""));
    let assignment =
        RoleAssignment::new(role.id.clone(), &subject, day("2026-02-01")).held_by(persona.person);
    program.write(federation, move |tx| assign_role(tx, &AssignRole { assignment, reason: String::new() }));
    persona
}

/// The roles of a pack that a person may have, each with its duties that carry out demands which are only shown.
fn duties_by_role<'p>(pack: &'p Pack, rows: &[(String, Row)]) -> Vec<(&'p Role, Vec<&'p str>)> {
    let is_shown = |clauses: &[String]| clauses.iter().any(|clause| rows.iter().any(|(id, _)| id == clause));
    let of_role = |role: &'p Role| {
        let duties = role.duties.iter().filter(|duty| is_shown(&duty.clauses));
        (role, duties.map(|duty| duty.text.in_language(Language::Swedish)).collect())
    };
    let for_people = pack.roles.iter().filter(|role| role.holders.contains(&HolderKind::Person));
    for_people.map(of_role).filter(|(_, duties): &(_, Vec<&str>)| !duties.is_empty()).collect()
}

fn a_duty_that_is_shown_stands_at_start_for_whoever_has_it(db: &TestDb) {
    let mut world = World::on(db);
    let mut shown = 0;
    for (folder, rows) in shown_by_pack() {
        let (program, federation) = world.federation(&rows[0].0);
        let pack = program.pack(folder);
        for (role, duties) in duties_by_role(&pack, &rows) {
            let start = program.browser(&holder(program, federation, role)).get("/").page();
            for duty in &duties {
                assert!(start.shows(duty), "{folder}: {} reads at Start: {duty}", role.id);
            }
            let is_only_advised = role.duties.iter().any(|duty| duty.strength == Strength::Should);
            assert_eq!(start.shows("(rekommendation)"), is_only_advised, "{folder}: {}", role.id);
            shown += duties.len();
        }
    }
    assert!(shown > 15, "the guidelines give many duties that are only shown, here {shown}");
}

/// A person at the supplier who owns a cloud service, with an account.
fn external_owner(program: &Program, federation: &Federation) -> Persona {
    let person = program.write(federation, |tx| {
        let person = Person::new("supplier", PersonKind::External);
        save_person(tx, &SavePerson { person, revision: None, because: Because::default() })
    });
    let user = format!("supplier.{}", federation.key);
    let new = NewAccount {
        tenant: federation.tenant,
        user_name: user.clone(),
        password: accounts::check_new_password("password", PASSWORD, &user).expect("a good password"),
        person: Some(person.id),
        is_installation_administrator: false,
        language: Language::Swedish,
    };
    let installation = Actor::operator(TenantId::INSTALLATION, operator().now);
    program.db.installation(&installation, move |i| accounts::add_account(i, &new)).expect("an account");
    let subject = Subject::new(SYSTEM, program.system(federation, federation.own, "Molntjänst"));
    let owner = RoleAssignment::new("system_owner", &subject, day("2026-02-01")).held_by(person.id);
    program.write(federation, move |tx| {
        assign_role(tx, &AssignRole { assignment: owner, reason: String::new() })
    });
    Persona { person: person.id, user }
}

fn whoever_holds_a_role_from_outside_reads_why_too(db: &TestDb) {
    let mut world = World::on(db);
    let (program, federation) = world.federation("S0-089");
    let mut browser = program.browser(&external_owner(program, federation));
    let start = browser.get("/");
    assert!(start.text().contains("/riktlinje/S0-091"), "a duty says why");
    assert_eq!(browser.get("/riktlinje/S0-091").status, 200);
    assert_eq!(browser.get("/administration/handelser").status, 403);
}

on_both_engines!(domains::schema();
    what_is_shown_stands_on_its_page_in_both_languages,
    every_why_opens_the_wording,
    a_duty_that_is_shown_stands_at_start_for_whoever_has_it,
    whoever_holds_a_role_from_outside_reads_why_too,
);
