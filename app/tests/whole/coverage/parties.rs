//! Whom a guideline covers and whom it gives a task to: its parties are organisations that share its systems, its units
//! are entered and find their tasks, and what they answer for can be registered.

use crate::recorded::{World, pack_of};
use kernel::{Language, Subject};
use organisation::{
    Because, Organisation, OrganisationKind, SaveOrganisation, SaveUnit, Unit, save_organisation, save_unit,
    visible_organisation, visible_unit,
};
use policy::Pack;
use register::{
    Document, SYSTEM, SystemUse, register_document, set_system_uses, visible_document, visible_system,
};
use storage::View;
use testkit::{Acting as _, TestDb, on_both_engines, operator};
use vidmakt::domains;

/// Demand, a party that it names, and what kind of organisation that is.
const PARTIES: &[(&str, &str, OrganisationKind)] = &[
    ("S4-010", "askersund", OrganisationKind::Municipality),
    ("S4-010", "hallsberg", OrganisationKind::Municipality),
    ("S4-010", "laxa", OrganisationKind::Municipality),
    ("S4-010", "lekeberg", OrganisationKind::Municipality),
    ("S4-010", "lekebergsbostader", OrganisationKind::MunicipalCompany),
    ("S4-010", "lekebergs_kommunfastigheter", OrganisationKind::MunicipalCompany),
    ("S4-010", "hallsbergs_bostads_ab", OrganisationKind::MunicipalCompany),
    ("S4-010", "laxahem", OrganisationKind::MunicipalCompany),
    ("S4-010", "laxa_kommunfastigheter", OrganisationKind::MunicipalCompany),
    ("S4-010", "laxa_vatten", OrganisationKind::MunicipalCompany),
    ("S4-010", "laxa_varme", OrganisationKind::MunicipalCompany),
    ("S4-010", "sydnarkes_kommunalforbund", OrganisationKind::MunicipalFederation),
];
/// Demand, and a unit or department that it gives a task to.
const UNITS: &[(&str, &str)] = &[
    ("S2-005", "it_department"),
    ("S2-006", "it_department"),
    ("S2-045", "it_department"),
    ("S3-021", "it_unit"),
    ("S3-029", "communication_department"),
    ("S3-097", "procurement_centre"),
    ("S4-008", "it_department"),
    ("S4-135", "it_workplace"),
    ("S4-136", "it_infrastructure"),
];
/// Demand, a type of document on systems, and what owns it.
const DOCUMENTS: &[(&str, &str, &str)] = &[("S4-008", "supplier_agreement", "it_department")];

/// What the pack calls a body that carries the demand out.
fn body_title(pack: &Pack, clause: &str, id: &str) -> String {
    let body =
        pack.bodies.iter().find(|body| body.id == id).unwrap_or_else(|| panic!("{clause}: no body {id}"));
    let of_duties = body.duties.iter().flat_map(|duty| &duty.clauses);
    assert!(body.clauses.iter().chain(of_duties).any(|one| one == clause), "{clause}: {id} carries it out");
    body.title.text().in_language(Language::Swedish).to_owned()
}

fn the_parties_that_a_guideline_covers_share_its_systems(db: &TestDb) {
    let mut world = World::on(db);
    let (program, federation) = world.federation("S4-010");
    let pack = program.pack("sydnarke");
    let named = pack.bodies.iter().filter(|body| body.clauses.iter().any(|clause| clause == "S4-010"));
    assert_eq!(named.count(), PARTIES.len(), "the pack names these parties and no others");
    let mut parties = Vec::new();
    for (clause, id, kind) in PARTIES {
        let organisation = Organisation::new(body_title(&pack, clause, id), *kind);
        let save = SaveOrganisation { organisation, revision: None, because: Because::default() };
        parties.push(program.write(federation, move |tx| save_organisation(tx, &save)));
    }
    let system = program.system(federation, federation.own, "Ekonomisystem");
    let used_by = |party: &Organisation| SystemUse { organisation: Some(party.id), ..SystemUse::default() };
    let uses: Vec<SystemUse> = parties.iter().map(used_by).collect();
    program.write(federation, move |tx| set_system_uses(tx, system, 1, &uses));
    for (party, (clause, _, kind)) in parties.iter().zip(PARTIES) {
        let reader =
            program.employed_at(federation, party.id, &format!("reader{}", &party.id.to_string()[28..]));
        let actor = program.actor(federation, &reader);
        let seen = program.db.read(&actor, View::Now, |read| visible_organisation(read, party.id));
        assert_eq!(seen.expect("their own organisation").kind, *kind, "{clause}: {}", party.name);
        let shared = program.db.read(&actor, View::Now, |read| visible_system(read, system));
        assert!(shared.is_ok(), "{clause}: {} sees the system that it uses: {shared:?}", party.name);
    }
}

pub fn a_unit_that_a_guideline_gives_a_task_to_is_entered_and_finds_its_task(db: &TestDb) {
    let mut world = World::on(db);
    for (clause, id) in UNITS {
        let (program, federation) = world.federation(clause);
        let pack = program.pack(pack_of(clause));
        let name = body_title(&pack, clause, id);
        let unit = Unit::new(format!("{name} {clause}"), federation.own);
        let save = SaveUnit { unit, revision: None, because: Because::default() };
        let saved = program.write(federation, move |tx| save_unit(tx, &save));
        let worker = program.employed(federation, &format!("worker{}", clause.replace('-', "")));
        let actor = program.actor(federation, &worker);
        let seen = program.db.read(&actor, View::Now, |read| visible_unit(read, saved.id));
        assert_eq!(seen.expect("the unit").name, saved.name, "{clause}");
        let body = pack.bodies.iter().find(|body| body.id == *id).expect("the body");
        let tasks = body.duties.iter().filter(|duty| duty.clauses.iter().any(|one| one == clause));
        let tasks: Vec<&str> = tasks.map(|duty| duty.text.in_language(Language::Swedish)).collect();
        assert!(!tasks.is_empty(), "{clause}: {id} has a task by it");
        let page = program.browser(&worker).get("/riktlinje/roller").page();
        assert!(page.shows(&name), "{clause}: {name}");
        assert!(tasks.iter().all(|task| page.shows(task)), "{clause}: {tasks:?}");
    }
}

fn a_document_that_a_guideline_gives_to_somebody_can_be_registered(db: &TestDb) {
    let mut world = World::on(db);
    for (clause, id, owner) in DOCUMENTS {
        let (program, federation) = world.federation(clause);
        let pack = program.pack(pack_of(clause));
        let described = pack.document(id).expect("the type");
        assert!(described.clauses.iter().any(|one| one == clause), "{clause}: {id}");
        assert_eq!(described.owner_role.first().map(|first| first.who.id()), Some(*owner), "{clause}");
        let system = Subject::new(SYSTEM, program.system(federation, federation.own, "System"));
        let document = Document { name: "Agreement".into(), ..Document::new(system, (*id).to_owned()) };
        let key = program.write(federation, move |tx| register_document(tx, document));
        let actor = operator().of(federation.tenant.0);
        let saved = program.db.read(&actor, View::Now, |read| visible_document(read, key));
        assert_eq!(saved.expect("the document").document_type, *id, "{clause}");
    }
}

on_both_engines!(domains::schema();
    the_parties_that_a_guideline_covers_share_its_systems,
    a_unit_that_a_guideline_gives_a_task_to_is_entered_and_finds_its_task,
    a_document_that_a_guideline_gives_to_somebody_can_be_registered,
);
