//! Agreements under the guidelines that speak of them: each kind has its place, and they are approved and signed by those
//! whom the guideline names.

use super::begun::named_for;
use crate::coverage::refused::holder;
use crate::program::{Federation, Program, day, new_system};
use crate::recorded::{World, pack_of};
use agreements::{
    Agreement, AgreementKind, ApproveAgreement, Licence, LicenceKind, SignAgreement, approve_agreement,
    save_agreement, save_licence, sign_agreement,
};
use kernel::{Choice as _, Error, Id, Language, Result, Subject};
use organisation::{Because, Organisation, OrganisationKind, SaveOrganisation, save_organisation};
use register::{Category, LifecycleState, SYSTEM, System, register_system};
use testkit::{TestDb, on_both_engines};
use vidmakt::domains;

/// Demand, and the kind of agreement that there is a place for.
const RECORDED: &[(&str, AgreementKind)] = &[
    ("S1-002", AgreementKind::Framework),
    ("S1-030", AgreementKind::Support),
    ("S2-014", AgreementKind::Supply),
];
/// Demand, kind, who approves an agreement of it, and who does not.
const APPROVES: &[(&str, AgreementKind, &str, &str)] = &[
    ("S0-083", AgreementKind::Operation, "information_owner", "system_manager"),
    ("S0-083", AgreementKind::Support, "information_owner", "system_owner"),
    ("S0-083", AgreementKind::Service, "information_owner", "system_manager"),
];
/// Demand, category of the system, who signs the agreement by which it is bought, and who does not.
const SIGNS: &[(&str, Category, &str, &str)] = &[
    ("S0-086", Category::Business, "information_owner", "system_owner"),
    ("S0-086", Category::Common, "system_owner", "information_owner"),
    ("S2-014", Category::Business, "system_owner", "system_manager"),
];
/// Demand, and a group of users that licences are counted by (none where the guideline names no groups).
const LICENCES: &[(&str, &str)] = &[
    ("S2-014", ""),
    ("S4-099", "own_computer"),
    ("S4-099", "shared_computer"),
    ("S4-099", "school_staff"),
    ("S4-099", "pupils"),
];

/// A system in operation, and an agreement on it.
fn agreed(here: (&Program, &Federation), name: &str, kind: AgreementKind, of: Category) -> (Subject, Id) {
    let (program, federation) = here;
    let own = federation.own;
    let system =
        System { category: Some(of), lifecycle_state: LifecycleState::InOperation, ..new_system(name, own) };
    let supplier = Organisation::new(format!("Supplier of {name}"), OrganisationKind::Supplier);
    let supplier = SaveOrganisation { organisation: supplier, revision: None, because: Because::default() };
    let name = name.to_owned();
    program.write(federation, move |tx| {
        let system = register_system(tx, system)?;
        let agreement = Agreement {
            name,
            kind: Some(kind),
            supplier: Some(save_organisation(tx, &supplier)?.id),
            organisation: Some(own),
            starts_on: Some(day("2026-01-01")),
            systems: vec![system],
            ..Agreement::default()
        };
        let id = agreement.id;
        save_agreement(tx, agreement)?;
        Ok((Subject::new(SYSTEM, system), id))
    })
}

fn a_kind_of_agreement_that_a_guideline_names_can_be_entered_and_is_called_so(db: &TestDb) {
    let mut world = World::on(db);
    for (clause, kind) in RECORDED {
        let (program, federation) = world.federation(clause);
        let pack = program.pack(pack_of(clause));
        let described = pack.agreement_kind(kind.name()).unwrap_or_else(|| panic!("{clause}: the kind"));
        assert!(described.clauses.iter().any(|one| one == clause), "{clause}: {}", kind.name());
        let name = format!("Avtal {clause}");
        let (_, agreement) = agreed((program, federation), &name, *kind, Category::Business);
        let administrator = program.employed(federation, &format!("head{}", clause.replace('-', "")));
        program.grant(federation, &administrator, findings::ADMINISTRATOR, federation.own);
        let page = program.browser(&administrator).get(&format!("/avtal/{agreement}")).page();
        assert!(page.shows(&name), "{clause}");
        let called = described.title.in_language(Language::Swedish).to_lowercase();
        assert!(page.texts("main").join(" ").to_lowercase().contains(&called), "{clause}: {called}");
    }
}

fn an_agreement_is_approved_by_those_whom_the_guideline_names(db: &TestDb) {
    let mut world = World::on(db);
    for (i, (clause, kind, named, other)) in APPROVES.iter().enumerate() {
        let (program, federation) = world.federation(clause);
        let here = (program, federation);
        let (system, agreement) = agreed(here, &format!("Approved {i}"), *kind, Category::Business);
        let approve = |role: &str| -> Result<usize> {
            let ask = ApproveAgreement { agreement, revision: None, decision: String::new() };
            let actor = program.actor(federation, &holder(here, role, &system));
            program.db.write(&actor, move |tx| approve_agreement(tx, &ask))
        };
        let refused = approve(other);
        assert!(matches!(refused, Err(Error::Refused(_))), "{clause}: {other}: {refused:?}");
        assert_eq!(approve(named).unwrap_or_else(|error| panic!("{clause}: {named}: {error:?}")), 0);
    }
}

fn an_agreement_is_signed_by_those_whom_the_guideline_names(db: &TestDb) {
    let mut world = World::on(db);
    for (i, (clause, category, named, other)) in SIGNS.iter().enumerate() {
        let (program, federation) = world.federation(clause);
        let here = (program, federation);
        let (system, agreement) = agreed(here, &format!("Signed {i}"), AgreementKind::Supply, *category);
        let sign = |role: &str| -> Result<i64> {
            let on = day("2026-03-02");
            let ask = SignAgreement { agreement, revision: None, on, decision: String::new() };
            let actor = program.actor(federation, &holder(here, role, &system));
            program.db.write(&actor, move |tx| sign_agreement(tx, &ask))
        };
        let signers = named_for(here, &system, &["agreement.sign"]);
        assert!(signers.iter().any(|one| one.who.id() == *named), "{clause}: {signers:?}");
        let refused = sign(other);
        assert!(matches!(refused, Err(Error::Refused(_))), "{clause}: {other}: {refused:?}");
        let signed = sign(named);
        assert!(signed.is_ok(), "{clause}: {named}: {signed:?}");
    }
}

fn licences_are_counted_by_the_groups_that_the_guideline_names(db: &TestDb) {
    let mut world = World::on(db);
    for (i, (clause, group)) in LICENCES.iter().enumerate() {
        let (program, federation) = world.federation(clause);
        let save = |group: &str| {
            let licence = Licence {
                name: format!("Licens {i}"),
                kind: Some(LicenceKind::PerUser),
                organisation: Some(federation.own),
                user_group: group.to_owned(),
                bought: Some(10),
                ..Licence::default()
            };
            let id = licence.id;
            let actor = kernel::Actor::operator(federation.tenant, testkit::operator().now);
            program.db.write(&actor, move |tx| save_licence(tx, licence)).map(|_| id)
        };
        let refused = save("astronauts");
        assert!(matches!(refused, Err(Error::Rejected(_))), "{clause}: {refused:?}");
        let licence = save(group).unwrap_or_else(|error| panic!("{clause}: {group}: {error:?}"));
        let reader = program.employed(federation, &format!("reader{i}"));
        program.grant(federation, &reader, findings::ADMINISTRATOR, federation.own);
        let page = program.browser(&reader).get(&format!("/licenser/{licence}")).page();
        assert!(page.shows(&format!("Licens {i}")), "{clause}");
        let groups = program.pack(&federation.key).user_groups;
        if let Some(listed) = groups.iter().find(|one| one.id == *group) {
            assert!(listed.clauses.iter().any(|one| one == clause), "{clause}: {group}");
            assert!(page.shows(listed.title.in_language(Language::Swedish)), "{clause}: {group}");
        }
    }
}

on_both_engines!(domains::schema();
    licences_are_counted_by_the_groups_that_the_guideline_names,
    a_kind_of_agreement_that_a_guideline_names_can_be_entered_and_is_called_so,
    an_agreement_is_approved_by_those_whom_the_guideline_names,
    an_agreement_is_signed_by_those_whom_the_guideline_names,
);
