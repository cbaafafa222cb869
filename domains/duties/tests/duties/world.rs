//! A municipality with a system, those who manage, run and own it, and the pack of the reference.

use duties::{
    ApproveOperation, DistributeProtocol, DutyStatement, Said, SaveProtocol, StateDuty, TestKind,
    TestOutcome, TestProtocol, acknowledge_protocol, approve_operation, distribute_protocol, save_protocol,
    state_duty, visible_protocol,
};
use findings::{AdoptPack, Rulebook, adopt_pack};
use kernel::{Actor, Date, Error, Id, Instant, Language, Outcome, Result, Subject, TenantId};
use organisation::{
    AssignRole, Because, Employment, ORGANISATION, Organisation, OrganisationKind, Person, PersonKind,
    RoleAssignment, SaveEmployment, SaveOrganisation, SavePerson, assign_role, save_employment,
    save_organisation, save_person,
};
use policy::PackSource;
use register::{SYSTEM, System, SystemKind, register_system};
use std::collections::BTreeSet;
use std::sync::Arc;
use storage::{Db, Read, Schema, Tx, View};
use testkit::{Acting, Site, TestDb, Visitor, operator, person};
use web::accounts::{self, NewAccount, NewToken};
use web::{FileSettings, Web};

const PASSWORD: &str = "en lång mening som lösenord";

pub fn schema() -> Schema {
    Schema::of_storage()
        .with(access::schema())
        .with(findings::schema())
        .with(notify::schema())
        .with(organisation::schema())
        .with(register::schema())
        .with(duties::schema())
}

/// A federation with one system, and the people around it.
pub struct World {
    pub db: Db,
    /// Trusted with everything.
    pub operator: Actor,
    pub town: Id,
    pub system: Id,
    /// Who manages the system: writes tests and approves.
    pub manager: Actor,
    /// Who runs it: writes tests.
    pub technician: Actor,
    /// Who owns it: approves.
    pub owner: Actor,
}

impl World {
    pub fn new(db: &TestDb) -> Self {
        Self::of(db, 1, "")
    }

    /// The same in the federation of this number, where the pack has further parameters.
    pub fn of(db: &TestDb, tenant: i64, parameters: &str) -> Self {
        let mut source = reference_pack();
        let pack = source.files.iter_mut().find(|(name, _)| name == "pack.toml").expect("the pack");
        pack.1.push_str(parameters);
        ask_statements(&mut source);
        let db = opened((**db).clone());
        let operator = operator().of(tenant);
        let begun = db.write(&operator, move |tx| {
            let reason = "Prov".to_owned();
            adopt_pack(tx, &AdoptPack { source, decision: "KS § 1".into(), reason, ..AdoptPack::default() })?;
            let town = Organisation {
                is_own: true,
                ..Organisation::new("Kommunen", OrganisationKind::Municipality)
            };
            let ask = SaveOrganisation { organisation: town, revision: None, because: Because::default() };
            let town = save_organisation(tx, &ask)?.id;
            let kind = Some(SystemKind::ItSystem);
            let system =
                System { name: "Ekonomi".into(), kind, organisation: Some(town), ..System::default() };
            Ok((town, register_system(tx, system)?))
        });
        let (town, system) = begun.expect("the world begins");
        let nobody = operator.clone();
        let mut world = Self {
            db,
            operator,
            town,
            system,
            manager: nobody.clone(),
            technician: nobody.clone(),
            owner: nobody,
        };
        world.manager = world.holding("Systemförvaltare Ekonomi", "system_manager");
        world.technician = world.employee("Driftansvarig");
        world.appoint("operations_responsible", &world.technician, Subject::new(ORGANISATION, world.town));
        world.owner = world.holding("Systemägare Ekonomi", "system_owner");
        world
    }

    /// Somebody who holds a role on the system.
    fn holding(&self, name: &'static str, role: &'static str) -> Actor {
        let actor = self.employee(name);
        self.appoint(role, &actor, Subject::new(SYSTEM, self.system));
        actor
    }

    pub fn appoint(&self, role: &'static str, holder: &Actor, subject: Subject) {
        let holder = id_of(holder);
        self.done(move |tx| {
            let assignment = RoleAssignment::new(role, &subject, day("2026-01-01")).held_by(holder);
            assign_role(tx, &AssignRole { assignment, reason: String::new() })
        });
    }

    /// Somebody employed by the town, who may act.
    pub fn employee(&self, name: &'static str) -> Actor {
        self.employed_until(name, None)
    }

    /// The same until a last day.
    pub fn employed_until(&self, name: &'static str, to: Option<Date>) -> Actor {
        let town = self.town;
        let id = self.done(move |tx| {
            let someone = Person::new(name, PersonKind::Employed);
            let ask = SavePerson { person: someone, revision: None, because: Because::default() };
            let someone = save_person(tx, &ask)?;
            let employment = Employment { to, ..Employment::new(someone.id, town, day("2020-01-01")) };
            save_employment(tx, &SaveEmployment { employment, revision: None, because: Because::default() })?;
            Ok(someone.id)
        });
        Actor { tenant: self.operator.tenant, ..person(name, id) }
    }

    pub fn write<T: Send + 'static>(
        &self,
        actor: &Actor,
        verb: impl FnOnce(&mut Tx) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.db.write(actor, verb)
    }

    /// What the operator does without being stopped.
    pub fn done<T: Send + 'static>(&self, verb: impl FnOnce(&mut Tx) -> Result<T> + Send + 'static) -> T {
        self.write(&self.operator, verb).expect("the operator is not stopped")
    }

    pub fn read<T>(&self, actor: &Actor, read: impl FnOnce(&Read) -> Result<T>) -> Result<T> {
        self.db.read(actor, View::Now, read)
    }

    /// A passed test of version 5.2 that the technician made.
    pub fn tested(&self) -> TestProtocol {
        TestProtocol {
            kind: Some(TestKind::Release),
            about: "Ny version".into(),
            version: "5.2".into(),
            performed_on: Some(day("2026-03-02")),
            participants: vec![id_of(&self.technician)],
            outcome: Some(TestOutcome::Passed),
            ..TestProtocol::new(self.system)
        }
    }

    pub fn save(&self, who: &Actor, protocol: TestProtocol) -> Result<TestProtocol> {
        let revision = (protocol.revision > 0).then_some(protocol.revision);
        self.write(who, move |tx| save_protocol(tx, SaveProtocol { protocol, revision }))
    }

    /// The test as the technician writes it.
    pub fn written(&self) -> TestProtocol {
        self.save(&self.technician, self.tested()).expect("the technician writes tests")
    }

    pub fn send(&self, who: &Actor, protocol: Id, to: &[&Actor]) -> Result<()> {
        let receivers = to.iter().map(|one| id_of(one)).collect();
        let ask = DistributeProtocol { protocol, revision: None, receivers };
        self.write(who, move |tx| distribute_protocol(tx, &ask))
    }

    pub fn acknowledge(&self, who: &Actor, protocol: Id) -> Result<()> {
        self.write(who, move |tx| acknowledge_protocol(tx, protocol, None))
    }

    pub fn approve(&self, who: &Actor, version: &str, protocols: &[Id]) -> Result<Id> {
        let ask = ApproveOperation {
            system: self.system,
            version: version.to_owned(),
            protocols: protocols.to_vec(),
            remarks: String::new(),
        };
        self.write(who, move |tx| approve_operation(tx, &ask))
    }

    pub fn loaded(&self, protocol: Id) -> TestProtocol {
        self.read(&self.operator, |read| visible_protocol(read, protocol)).expect("it is there")
    }

    /// What waits for somebody, as they read it.
    pub fn waiting(&self, who: &Actor) -> Vec<String> {
        let notices = self.read(who, |read| notify::open_notices(read, id_of(who))).expect("notices");
        notices.into_iter().map(|one| one.text.sv).collect()
    }

    /// The room behind its router, with an account for each of these people.
    pub fn site(&self, people: &[&Actor]) -> Site {
        self.site_at(people, operator().now)
    }

    /// The same at another instant.
    pub fn site_at(&self, people: &[&Actor], now: Instant) -> Site {
        let installation = Actor::operator(TenantId::INSTALLATION, operator().now);
        let add = |installation: &mut storage::Installation| {
            accounts::add_tenant(installation, "prov", "Provkommunen")
        };
        self.db.installation(&installation, add).expect("a federation");
        for someone in people {
            let user = user_name(someone);
            let account = NewAccount {
                tenant: TenantId(1),
                password: accounts::check_new_password("password", PASSWORD, &user).expect("a password"),
                user_name: user,
                person: someone.person,
                is_installation_administrator: false,
                language: Language::Swedish,
            };
            let add =
                move |installation: &mut storage::Installation| accounts::add_account(installation, &account);
            self.db.installation(&operator(), add).expect("an account");
        }
        Site::new(web::router(Arc::new(web_of(self.db.clone(), now))))
    }

    /// A script with a token of somebody.
    pub fn script(&self, site: &Site, someone: &Actor) -> Visitor {
        let new = NewToken { user: user_name(someone), scopes: Vec::new(), days: 30 };
        let made = self.db.installation(&operator(), move |one| accounts::create_token(one, &new));
        site.visitor().with_token(made.expect("a token").token)
    }
}

fn web_of(db: Db, now: Instant) -> Web {
    Web {
        db,
        site: web::Site {
            public_url: "http://127.0.0.1:8080".into(),
            address_header: None,
            demo_accounts: Vec::new(),
            files: FileSettings::default(),
        },
        rooms: [register::ROOMS, organisation::ROOMS].concat(),
        routes: [register::routes(), duties::routes(), organisation::routes()].concat(),
        resources: [register::resources(), duties::resources(), organisation::resources()].concat(),
        welcome: |_| Ok(web::Welcome::default()),
        list_views: web::ListViews::NONE,
        clock: Arc::new(move || now),
        watch: web::Watch::default(),
    }
}

fn user_name(someone: &Actor) -> String {
    someone.name.to_lowercase().replace(' ', "-")
}

pub fn browser(site: &Site, someone: &Actor) -> Visitor {
    site.visitor().signed_in(&user_name(someone), PASSWORD)
}

pub fn id_of(someone: &Actor) -> Id {
    someone.person.expect("a person")
}

pub fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

/// A database with what every transaction of the room needs.
fn opened(db: Db) -> Db {
    let base = policy::shipped_pack(policy::BASE).and_then(|base| base.text("permissions.toml"));
    let is_permission = |word: &&str| word.contains('.') && !word.contains([' ', '\n']);
    let named: BTreeSet<&str> = base.unwrap_or_default().split('"').filter(is_permission).collect();
    let permissions: Vec<&str> = named.into_iter().collect();
    let sources = [organisation::fact_sources(), register::fact_sources()].concat();
    let rulebook = Rulebook::new(sources, &policy::ACTIONS, &permissions).expect("the base is right");
    let kinds = [ORGANISATION, register::OBJECT, SYSTEM];
    let rulebook = rulebook.with_supplements(kinds.map(duties::statement_supplement).to_vec());
    db.with_attachment(rulebook)
        .with_attachment(vec![register::following()])
        .with_attachment(register::Panels(vec![duties::panel_of_tests, duties::panel_of_statements]))
        .with_attachment(register::StepGates(Vec::new()))
        .with_before_commit(Arc::new(findings::before_commit))
}

/// The roles of the reference get duties of which something is asked; a test of its own names all that there were.
fn ask_statements(source: &mut PackSource) {
    for (name, text) in &mut source.files {
        if name.starts_with("tests/") {
            let lines = text.lines().filter(|line| !line.starts_with("expect_duties"));
            *text = lines.collect::<Vec<_>>().join("\n");
        }
    }
    let roles = source.files.iter_mut().find(|(name, _)| name == "roles.toml").expect("the roles");
    for (before, duties) in
        [("owner-answers-for-economy", OWNERS_DUTY), ("manager-answers-for-economy", MANAGERS_DUTIES)]
    {
        let place = format!("  [[role.duty]]\n  id = \"{before}\"");
        assert!(roles.1.contains(&place), "{before}");
        roles.1 = roles.1.replace(&place, &format!("{duties}\n{place}"));
    }
}

const OWNERS_DUTY: &str = r#"
  [[role.duty]]
  id = "owner-follows-up"
  statement = { review_months = 24 }
  text = { sv = "Följer upp systemets nytta.", en = "Follows up the benefit of the system." }
  clauses = ["E-003"]
"#;

const MANAGERS_DUTIES: &str = r#"
  [[role.duty]]
  id = "manager-tests-restoring"
  statement = true
  text = { sv = "Ser till att återläsning testas.", en = "Sees to it that restoring is tested." }
  clauses = ["E-002"]

  [[role.duty]]
  id = "manager-plans-training"
  statement = true
  text = { sv = "Planerar utbildning.", en = "Plans training." }
  clauses = ["E-002"]

  [[role.duty]]
  id = "manager-leads-in-crisis"
  when = { importance = "prioritised" }
  statement = true
  text = { sv = "Leder arbetet i en kris.", en = "Leads the work in a crisis." }
  clauses = ["E-002"]
"#;

/// The pack of the reference of the format.
fn reference_pack() -> PackSource {
    let reference = include_str!("../../../../docs/reference/policy-pack.md");
    let mut source = PackSource { id: "example".to_owned(), ..PackSource::default() };
    for block in reference.split("```toml\n").skip(1) {
        let text = block.split("```").next().unwrap_or_default();
        let Some(name) = text.lines().next().and_then(|line| line.strip_prefix("# file: ")) else { continue };
        if !name.starts_with("base/") && name != "overlay.toml" {
            source.files.push((name.to_owned(), text.to_owned()));
        }
    }
    source
}

/// Fields and keys of what was objected to.
pub fn objections<T: std::fmt::Debug>(result: Result<T>) -> Vec<String> {
    match result {
        Err(Error::Rejected(found)) => {
            found.into_iter().map(|one| format!("{} {}", one.field, one.message.key)).collect()
        }
        other => panic!("not rejected: {other:?}"),
    }
}

pub fn is_not_found<T>(result: &Result<T>) -> bool {
    matches!(result, Err(Error::NotFound))
}

pub fn is_refused<T>(result: &Result<T>) -> bool {
    matches!(result, Err(Error::Refused(_)))
}

/// Statements on duties.
impl World {
    pub fn of_system(&self) -> Subject {
        Subject::new(SYSTEM, self.system)
    }

    /// What somebody says of a duty of the system that nothing is said of.
    pub fn states(&self, who: &Actor, duty: &str) -> Result<DutyStatement> {
        self.states_of(who, duty, &self.of_system(), None)
    }

    pub fn states_of(
        &self,
        who: &Actor,
        duty: &str,
        subject: &Subject,
        revision: Option<i64>,
    ) -> Result<DutyStatement> {
        let said = Said { content: "Det görs varje kvartal.".into(), ..Said::default() };
        let ask = StateDuty { duty: duty.into(), subject: subject.clone(), revision, said };
        self.write(who, move |tx| state_duty(tx, &ask))
    }

    /// How the demand stands that something is said of a duty of a system, on a day.
    pub fn outcome(&self, on: &str, system: Id, duty: &str) -> Outcome {
        let then = self.operator.clone().at(&format!("{on}T08:00:00Z"));
        let subject = Subject::new(SYSTEM, system);
        let evaluated = self.read(&then, |read| findings::of_subject(read, &subject)).expect("a system");
        let found = evaluated.findings.into_iter().find(|one| one.rule == duty);
        found.expect("the duty is judged").outcome
    }

    /// Another system of an organisation.
    pub fn system_of(&self, name: &'static str, organisation: Id) -> Id {
        self.done(move |tx| {
            let kind = Some(SystemKind::ItSystem);
            register_system(
                tx,
                System { name: name.into(), kind, organisation: Some(organisation), ..System::default() },
            )
        })
    }
}
