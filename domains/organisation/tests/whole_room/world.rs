//! A municipality with a school department, a supplier, and people at each; sites stand in for systems.

use access::FieldGroup;
use findings::{BodyMembers, FactSource, OfEach, Rulebook};
use kernel::{Actor, Date, Id, Instant, Permission, Result, Subject, SubjectKind, TenantId};
use organisation::{
    AssignRole, AwaitedForums, Because, Employment, LeavingItems, Organisation, OrganisationKind, Person,
    PersonKind, RoleAssignment, SaveEmployment, SaveOrganisation, SavePerson, SaveSite, SharedGroups,
    SharedKinds, Site, assign_role, holdings_of, save_employment, save_organisation, save_person, save_site,
};
use policy::{FactValue, Pack, SubjectFacts};
use std::collections::BTreeSet;
use std::sync::Arc;
use storage::{Db, Read, Schema, Tx, View};
use testkit::TestDb;

pub const SYSTEM: SubjectKind = SubjectKind("system");

pub fn schema() -> Schema {
    Schema::of_storage()
        .with(access::schema())
        .with(findings::schema())
        .with(notify::schema())
        .with(organisation::schema())
}

pub fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

/// A site whose address says that it is common stands in for a common system.
fn load(read: &Read, _: &Pack, ids: &[Id]) -> Result<OfEach<SubjectFacts>> {
    let mut holdings = holdings_of(read, ids)?;
    let mut loaded = Vec::new();
    for id in ids.iter().collect::<BTreeSet<_>>() {
        let Ok(site) = organisation::site(read, *id) else { continue };
        let kind = if site.address == "common" { "common" } else { "business" };
        let mut facts = SubjectFacts::new("system")
            .with("effective_kind", FactValue::Set(BTreeSet::from([kind.to_owned()])));
        facts.holdings = holdings.remove(id).unwrap_or_default();
        loaded.push((*id, facts));
    }
    Ok(loaded)
}

fn systems() -> FactSource {
    FactSource {
        kind: SYSTEM,
        declarations: crate::vocabulary::system_facts,
        load,
        after: |_, _, _| Ok(Vec::new()),
        names: |read, ids| ids.iter().map(|id| Ok((*id, organisation::site(read, *id)?.name))).collect(),
        address: |subject| format!("/system/{}", subject.id),
        mended_at: |subject, field| {
            (format!("/system/{}/andra#field-{field}", subject.id), "mend-fill-field")
        },
    }
}

/// What can be shared of the sites that stand in for systems.
fn shared_groups() -> Vec<FieldGroup> {
    let group = |name, permission| FieldGroup { kind: SYSTEM, name, permission };
    vec![
        group(FieldGroup::BASE, organisation::READ),
        group("roles", organisation::READ_HOLDERS),
        group("documents", Permission("register.read_documents")),
    ]
}

fn rulebook() -> Rulebook {
    let base =
        policy::shipped_pack(policy::BASE).and_then(|base| base.text("permissions.toml")).unwrap_or("");
    let is_permission = |word: &&str| word.contains('.') && !word.contains([' ', '\n']);
    let permissions: BTreeSet<&str> = base.split('"').filter(is_permission).collect();
    let permissions: Vec<&str> = permissions.into_iter().collect();
    let mut sources = organisation::fact_sources();
    sources.push(systems());
    let rulebook = Rulebook::new(sources, &policy::ACTIONS, &permissions);
    let rulebook = rulebook.unwrap_or_else(|problems| panic!("{problems:?}"));
    rulebook.with_supplements(vec![organisation::forum_supplement(SYSTEM)])
}

/// Everything that a test acts on.
pub struct World {
    pub db: Db,
    pub municipality: Id,
    pub department: Id,
    pub neighbour: Id,
    pub supplier: Id,
    pub system: Subject,
    pub common_system: Subject,
    /// Head of IT of the municipality, who may do everything in the room.
    pub head_of_it: Id,
    /// Employed at the department.
    pub teacher: Id,
    pub principal: Id,
    /// Employed at the neighbouring municipality.
    pub neighbour_employee: Id,
    /// On the supplier's staff.
    pub consultant: Id,
}

pub fn operator() -> Actor {
    testkit::operator()
}

pub fn acting(name: &str, person: Id) -> Actor {
    testkit::person(name, person)
}

pub fn organisation_of(tx: &mut Tx, name: &str, kind: OrganisationKind, parent: Option<Id>) -> Result<Id> {
    let organisation = Organisation { parent, ..Organisation::new(name, kind) };
    let ask = SaveOrganisation { organisation, revision: None, because: Because::default() };
    Ok(save_organisation(tx, &ask)?.id)
}

pub fn employed(tx: &mut Tx, name: &str, organisation: Id) -> Result<Id> {
    let person = Person::new(name, PersonKind::Employed);
    let person = save_person(tx, &SavePerson { person, revision: None, because: Because::default() })?;
    let employment = Employment::new(person.id, organisation, day("2020-01-01"));
    save_employment(tx, &SaveEmployment { employment, revision: None, because: Because::default() })?;
    Ok(person.id)
}

pub fn system_of(tx: &mut Tx, name: &str, address: &str, organisation: Id) -> Result<Subject> {
    let site = Site { address: address.into(), ..Site::new(name, organisation) };
    let site = save_site(tx, &SaveSite { site, revision: None, because: Because::default() })?;
    Ok(Subject::new(SYSTEM, site.id))
}

pub fn give(tx: &mut Tx, role: &str, subject: &Subject, person: Id) -> Result<RoleAssignment> {
    let assignment = RoleAssignment::new(role, subject, day("2026-01-01")).held_by(person);
    assign_role(tx, &AssignRole { assignment, reason: String::new() })
}

impl World {
    pub fn new(test_db: &TestDb) -> Self {
        let db = Db::clone(test_db)
            .with_attachment(rulebook())
            .with_attachment(LeavingItems(organisation::leaving_items()))
            .with_attachment(Vec::<organisation::Following>::new())
            .with_attachment(SharedGroups(shared_groups()))
            .with_attachment(SharedKinds(Vec::new()))
            .with_attachment(organisation::SupplierPanels(Vec::new()))
            .with_attachment(BodyMembers(organisation::body_members))
            .with_attachment(AwaitedForums(vec![|_, forum| {
                // A group of this name has something to decide.
                Ok(if forum.name == "Gruppen som väntas på" {
                    vec!["Planen".to_owned()]
                } else {
                    Vec::new()
                })
            }]))
            .with_before_commit(Arc::new(findings::before_commit));
        let actor = operator();
        let build = |tx: &mut Tx| {
            let source = crate::vocabulary::source();
            let decision = "KS 2019/1".to_owned();
            findings::adopt_pack(
                tx,
                &findings::AdoptPack { source, decision, ..findings::AdoptPack::default() },
            )?;
            Self::build(tx)
        };
        let built = db.write(&actor, build).expect("the world is built");
        built.at(db)
    }

    fn build(tx: &mut Tx) -> Result<Built> {
        use OrganisationKind::{Department, Municipality, Supplier};
        let own = Organisation { is_own: true, ..Organisation::new("Provkommunen", Municipality) };
        let ask = SaveOrganisation { organisation: own, revision: None, because: Because::default() };
        let municipality = save_organisation(tx, &ask)?.id;
        let department = organisation_of(tx, "Skolförvaltningen", Department, Some(municipality))?;
        let neighbour = organisation_of(tx, "Grannkommunen", Municipality, None)?;
        let supplier = organisation_of(tx, "Leverantören", Supplier, None)?;
        let head_of_it = employed(tx, "IT-chef", municipality)?;
        give(tx, "head_of_it", &Subject::new(organisation::ORGANISATION, municipality), head_of_it)?;
        let consultant =
            Person { organisation: Some(supplier), ..Person::new("Konsult", PersonKind::External) };
        let ask = SavePerson { person: consultant, revision: None, because: Because::default() };
        Ok(Built {
            organisations: [municipality, department, neighbour, supplier],
            head_of_it,
            teacher: employed(tx, "Lärare", department)?,
            principal: employed(tx, "Rektor", department)?,
            neighbour_employee: employed(tx, "Handläggare", neighbour)?,
            consultant: save_person(tx, &ask)?.id,
            system: system_of(tx, "Elevregister", "", department)?,
            common_system: system_of(tx, "Ekonomi", "common", municipality)?,
        })
    }

    pub fn read<T>(&self, actor: &Actor, work: impl FnOnce(&Read) -> Result<T>) -> Result<T> {
        self.db.read(actor, View::Now, work)
    }

    pub fn write<T: Send + 'static>(
        &self,
        actor: &Actor,
        work: impl FnOnce(&mut Tx) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.db.write(actor, work)
    }

    /// Gives a role as the operator.
    pub fn given(&self, role: &'static str, subject: &Subject, person: Id) -> RoleAssignment {
        let subject = subject.clone();
        self.write(&operator(), move |tx| give(tx, role, &subject, person)).expect("the role is given")
    }
}

struct Built {
    organisations: [Id; 4],
    head_of_it: Id,
    teacher: Id,
    principal: Id,
    neighbour_employee: Id,
    consultant: Id,
    system: Subject,
    common_system: Subject,
}

impl Built {
    fn at(self, db: Db) -> World {
        let [municipality, department, neighbour, supplier] = self.organisations;
        World {
            db,
            municipality,
            department,
            neighbour,
            supplier,
            system: self.system,
            common_system: self.common_system,
            head_of_it: self.head_of_it,
            teacher: self.teacher,
            principal: self.principal,
            neighbour_employee: self.neighbour_employee,
            consultant: self.consultant,
        }
    }
}

/// The objections of a verb that was rejected: field and text of each.
pub fn rejected<T>(answer: Result<T>) -> Vec<(String, &'static str)> {
    match answer {
        Err(kernel::Error::Rejected(objections)) => {
            objections.into_iter().map(|one| (one.field, one.message.key)).collect()
        }
        Err(other) => panic!("not rejected but {other}"),
        Ok(_) => panic!("not rejected"),
    }
}

/// Another federation at the same time.
pub fn elsewhere() -> Actor {
    Actor::operator(TenantId(2), operator().now)
}

/// The same actor on another day at noon.
pub fn on(actor: Actor, date: &str) -> Actor {
    let now: Instant = format!("{date}T11:00:00Z").parse().expect("an instant");
    Actor { now, ..actor }
}
