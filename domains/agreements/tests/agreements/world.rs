//! A municipality with systems and suppliers, one with nothing, and the pack of the reference, for every test here.

use agreements::{Agreement, AgreementKind, save_agreement, settle_after_change, visible_agreement};
use findings::{AdoptPack, Rulebook, adopt_pack};
use kernel::{Actor, Date, Error, Id, Instant, Language, Result, Subject, TenantId};
use organisation::{
    AssignRole, Because, Employment, Organisation, OrganisationKind, Person, PersonKind, RoleAssignment,
    SaveEmployment, SaveOrganisation, SavePerson, SupplierPanels, assign_role, save_employment,
    save_organisation, save_person,
};
use policy::PackSource;
use register::{ManagedObject, Panels, SYSTEM, System, SystemKind, register_system, save_object};
use std::collections::BTreeSet;
use std::sync::Arc;
use storage::{Db, Read, Schema, Tx, View};
use testkit::{Acting, Site, TestDb, Visitor, operator, person};
use web::accounts::{self, NewAccount, NewToken};
use web::{FileSettings, Web};

/// What is added to the roles of the reference.
const OWNERS_SIGN: &str = "
[[mandate]]
id = \"owner-signs-agreement\"
action = \"agreement.sign\"
holders = [{ role = \"system_owner\" }]
external_allowed = false
text = { sv = \"Systemägaren tecknar avtalet.\", en = \"The system owner signs the agreement.\" }
clauses = [\"E-005\"]
";

const PASSWORD: &str = "en lång mening som lösenord";

pub fn schema() -> Schema {
    Schema::of_storage()
        .with(access::schema())
        .with(findings::schema())
        .with(notify::schema())
        .with(organisation::schema())
        .with(register::schema())
        .with(agreements::schema())
}

pub fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

/// A federation in a database, with its two municipalities and a supplier.
pub struct World {
    pub db: Db,
    /// Trusted with everything.
    pub operator: Actor,
    /// The municipality that has systems.
    pub town: Id,
    /// A municipality of the same federation that has nothing to do with them.
    pub village: Id,
    pub supplier: Id,
}

impl World {
    pub fn new(db: &TestDb) -> Self {
        Self::of(db, 1)
    }

    /// The same in the federation of this number.
    pub fn of(db: &TestDb, tenant: i64) -> Self {
        Self::under(db, tenant, reference_pack())
    }

    /// The same where the guideline says that the owner of a system signs its agreements.
    pub fn where_owners_sign(db: &TestDb) -> Self {
        Self::under(db, 1, changed("roles.toml", |text| text + OWNERS_SIGN))
    }

    /// The same where the guideline demands the agreements that it only recommends else.
    pub fn where_agreements_are_demanded(db: &TestDb) -> Self {
        Self::under(db, 1, changed("agreements.toml", |text| text.replace("\"should\"", "\"must\"")))
    }

    fn under(db: &TestDb, tenant: i64, source: PackSource) -> Self {
        let db = opened((**db).clone());
        let operator = operator().of(tenant);
        let (town, village, supplier) = db
            .write(&operator, move |tx| {
                let (decision, reason) = ("KS § 1".to_owned(), "Prov".to_owned());
                let ask = AdoptPack { source, decision, reason, ..AdoptPack::default() };
                adopt_pack(tx, &ask)?;
                let mut town = Organisation::new("Kommunen", OrganisationKind::Municipality);
                town.is_own = true;
                let village = Organisation::new("Grannkommunen", OrganisationKind::Municipality);
                let supplier = Organisation::new("Leverantör av lönesystem", OrganisationKind::Supplier);
                Ok((saved(tx, town)?, saved(tx, village)?, saved(tx, supplier)?))
            })
            .expect("the world begins");
        Self { db, operator, town, village, supplier }
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

    /// Somebody employed by an organisation, who may act.
    pub fn employee(&self, name: &'static str, organisation: Id) -> Actor {
        let id = self.done(move |tx| {
            let someone = Person::new(name, PersonKind::Employed);
            let ask = SavePerson { person: someone, revision: None, because: Because::default() };
            let someone = save_person(tx, &ask)?;
            let employment = Employment::new(someone.id, organisation, day("2020-01-01"));
            let ask = SaveEmployment { employment, revision: None, because: Because::default() };
            save_employment(tx, &ask)?;
            Ok(someone.id)
        });
        Actor { tenant: self.operator.tenant, ..person(name, id) }
    }

    /// Gives a role to somebody.
    pub fn appoint(&self, role: &'static str, holder: &Actor, subject: Subject) {
        let holder = holder.person.expect("a person");
        self.done(move |tx| {
            let assignment = RoleAssignment::new(role, &subject, day("2026-01-01")).held_by(holder);
            assign_role(tx, &AssignRole { assignment, reason: String::new() })
        });
    }

    /// Somebody of the town who owns a system.
    pub fn owner_of(&self, name: &'static str, system: Id) -> Actor {
        let owner = self.employee(name, self.town);
        self.appoint("system_owner", &owner, Subject::new(SYSTEM, system));
        owner
    }

    /// The head of IT of the town.
    pub fn head(&self) -> Actor {
        let head = self.employee("Itchef", self.town);
        self.appoint("head_of_it", &head, Subject::new(organisation::ORGANISATION, self.town));
        head
    }

    pub fn system(&self, name: &str) -> Id {
        self.system_of(name, self.town)
    }

    pub fn system_of(&self, name: &str, organisation: Id) -> Id {
        let system = System {
            name: name.to_owned(),
            kind: Some(SystemKind::ItSystem),
            organisation: Some(organisation),
            ..System::default()
        };
        self.done(|tx| register_system(tx, system))
    }

    pub fn object(&self, name: &str) -> Id {
        let object = ManagedObject {
            name: name.to_owned(),
            kind: "common".into(),
            organisation: Some(self.town),
            ..ManagedObject::default()
        };
        let id = object.id;
        self.done(|tx| save_object(tx, object));
        id
    }

    /// An agreement of the town that renews itself at the end of each year.
    pub fn agreement(&self, name: &str, systems: &[Id]) -> Agreement {
        Agreement {
            name: name.to_owned(),
            kind: Some(AgreementKind::Operation),
            supplier: Some(self.supplier),
            organisation: Some(self.town),
            starts_on: Some(day("2024-01-01")),
            ends_on: Some(day("2024-12-31")),
            notice_months: Some(3),
            renewal: agreements::Renewal::Tacit,
            renewal_months: Some(12),
            value_ore: Some(12_500_000),
            systems: systems.to_vec(),
            ..Agreement::default()
        }
    }

    /// The same of a kind that nobody has to approve.
    pub fn on_support(&self, name: &str, systems: &[Id]) -> Agreement {
        Agreement { kind: Some(AgreementKind::Support), ..self.agreement(name, systems) }
    }

    pub fn entered(&self, agreement: Agreement) -> Id {
        let id = agreement.id;
        self.done(move |tx| save_agreement(tx, agreement));
        id
    }

    pub fn loaded(&self, id: Id) -> Agreement {
        self.read(&self.operator, |read| visible_agreement(read, id)).expect("the agreement is there")
    }

    pub fn sees(&self, actor: &Actor, id: Id) -> bool {
        match self.read(actor, |read| visible_agreement(read, id)) {
            Ok(_) => true,
            Err(Error::NotFound) => false,
            Err(error) => panic!("{error}"),
        }
    }
}

pub fn saved(tx: &mut Tx, organisation: Organisation) -> Result<Id> {
    let ask = SaveOrganisation { organisation, revision: None, because: Because::default() };
    save_organisation(tx, &ask).map(|saved| saved.id)
}

/// A database with what every transaction of the room needs.
fn opened(db: Db) -> Db {
    let sources = [organisation::fact_sources(), register::fact_sources()].concat();
    let rulebook = Rulebook::new(sources, &policy::ACTIONS, &granted_by_base())
        .expect("the base permissions are right")
        .with_after_change(|tx, changed| {
            register::settle_after_change(tx, changed)?;
            settle_after_change(tx, changed)
        })
        .with_supplements(vec![agreements::agreement_supplement()]);
    db.with_attachment(rulebook)
        .with_attachment(vec![register::following(), agreements::following()])
        .with_attachment(Panels(vec![agreements::panel]))
        .with_attachment(SupplierPanels(vec![agreements::supplier_panels]))
        .with_before_commit(Arc::new(findings::before_commit))
}

/// Every permission that is granted whatever the guideline says, also those of rooms that are not here.
fn granted_by_base() -> Vec<&'static str> {
    let base = include_str!("../../../../policies/base/permissions.toml");
    let lines = base.lines().filter(|line| !line.starts_with('#'));
    let quoted = lines.flat_map(|line| line.split('"').skip(1).step_by(2));
    let each: BTreeSet<&str> = quoted.filter(|word| word.contains('.')).collect();
    each.into_iter().collect()
}

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

/// The pack of the reference with one of its files changed.
fn changed(name: &str, change: impl Fn(String) -> String) -> PackSource {
    let mut source = reference_pack();
    for (_, text) in source.files.iter_mut().filter(|(file, _)| file == name) {
        *text = change(std::mem::take(text));
    }
    source
}

/// The pages of this room and of those below, with an account for each of these people.
pub fn site(world: &World, people: &[&Actor]) -> Site {
    let now = operator().now;
    let installation = Actor::operator(TenantId::INSTALLATION, now);
    let add =
        |installation: &mut storage::Installation| accounts::add_tenant(installation, "prov", "Provkommunen");
    world.db.installation(&installation, add).expect("a federation");
    for someone in people {
        let user_name = user_name(someone);
        let password = accounts::check_new_password("password", PASSWORD, &user_name).expect("a password");
        let account = NewAccount {
            tenant: TenantId(1),
            user_name,
            password,
            person: someone.person,
            is_installation_administrator: false,
            language: Language::Swedish,
        };
        let add =
            move |installation: &mut storage::Installation| accounts::add_account(installation, &account);
        world.db.installation(&operator(), add).expect("an account");
    }
    site_at(world.db.clone(), now)
}

fn site_at(db: Db, now: Instant) -> Site {
    let web = Web {
        db,
        site: web::Site {
            public_url: "http://127.0.0.1:8080".into(),
            address_header: None,
            demo_accounts: Vec::new(),
            files: FileSettings::default(),
        },
        rooms: [register::ROOMS, organisation::ROOMS].concat(),
        routes: [agreements::routes(), register::routes(), organisation::routes()].concat(),
        resources: [agreements::resources(), register::resources(), organisation::resources()].concat(),
        welcome: |_| Ok(web::Welcome::default()),
        list_views: web::ListViews::NONE,
        clock: Arc::new(move || now),
        watch: web::Watch::default(),
    };
    Site::new(web::router(Arc::new(web)))
}

fn user_name(someone: &Actor) -> String {
    someone.name.to_lowercase().replace(' ', "-")
}

pub fn browser(site: &Site, someone: &Actor) -> Visitor {
    site.visitor().signed_in(&user_name(someone), PASSWORD)
}

/// A script with a token of somebody.
pub fn script(world: &World, site: &Site, someone: &Actor) -> Visitor {
    let new = NewToken { user: user_name(someone), scopes: Vec::new(), days: 30 };
    let made =
        world.db.installation(&operator(), move |installation| accounts::create_token(installation, &new));
    site.visitor().with_token(made.expect("a token").token)
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

pub fn is_refused<T>(result: &Result<T>) -> bool {
    matches!(result, Err(Error::Refused(_)))
}
