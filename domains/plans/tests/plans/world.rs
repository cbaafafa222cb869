//! A municipality with a system and those who use and manage it, one that uses nothing, and the pack of the reference.

use findings::{AdoptPack, Rulebook, adopt_pack};
use kernel::{Actor, Error, Id, Language, Result, Subject, TenantId};
use organisation::{
    AssignRole, Because, Employment, Organisation, OrganisationKind, Person, PersonKind, RoleAssignment,
    SaveEmployment, SaveOrganisation, SavePerson, assign_role, save_employment, save_organisation,
    save_person,
};
use plans::{
    Asked, Beginning, Plan, Said, Suggestion, make_suggestion, start_plan, visible_plan, visible_suggestion,
};
use policy::PackSource;
use register::{SYSTEM, System, SystemKind, register_system};
use std::sync::Arc;
use storage::{Db, EventPage, Read, Schema, Tx, View, history_of};
use testkit::{Acting, Site, TestDb, Visitor, operator, person};
use web::accounts::{self, NewAccount, NewToken};
use web::{FileSettings, Web};

pub fn schema() -> Schema {
    Schema::of_storage()
        .with(access::schema())
        .with(findings::schema())
        .with(notify::schema())
        .with(organisation::schema())
        .with(register::schema())
        .with(plans::schema())
}

/// A federation with a system.
pub struct World {
    pub db: Db,
    /// Trusted with everything.
    pub operator: Actor,
    /// The municipality that has the system.
    pub town: Id,
    /// One that has nothing to do with it.
    pub village: Id,
    pub system: Id,
    /// Works in the system, without any role.
    pub user: Actor,
    /// Manages the system.
    pub manager: Actor,
}

impl World {
    pub fn new(db: &TestDb) -> Self {
        Self::of(db, 1)
    }

    /// The same in the federation of this number.
    pub fn of(db: &TestDb, tenant: i64) -> Self {
        let db = opened((**db).clone());
        let operator = operator().of(tenant);
        let (town, village) = db
            .write(&operator, |tx| {
                let ask =
                    AdoptPack {
                        source: reference_pack(), decision: "KS § 1".into(), ..AdoptPack::default()
                    };
                adopt_pack(tx, &ask)?;
                let mut town = Organisation::new("Kommunen", OrganisationKind::Municipality);
                town.is_own = true;
                let village = Organisation::new("Grannkommunen", OrganisationKind::Municipality);
                Ok((saved(tx, town)?, saved(tx, village)?))
            })
            .expect("the world begins");
        let nobody = operator.clone();
        let mut world =
            Self { db, operator, town, village, system: town, user: nobody.clone(), manager: nobody };
        world.system = world.registered("Ekonomi");
        world.user = world.employee("Handläggare", town);
        world.manager = world.employee("Systemförvaltare Ekonomi", town);
        world.appoint("system_manager", &world.manager, Subject::new(SYSTEM, world.system));
        world
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

    /// A system of the town.
    pub fn registered(&self, name: &str) -> Id {
        let system = System {
            name: name.to_owned(),
            kind: Some(SystemKind::ItSystem),
            organisation: Some(self.town),
            ..System::default()
        };
        self.done(|tx| register_system(tx, system))
    }

    /// Somebody employed by an organisation, who may act.
    pub fn employee(&self, name: &'static str, organisation: Id) -> Actor {
        let id = self.done(move |tx| {
            let someone = Person::new(name, PersonKind::Employed);
            let ask = SavePerson { person: someone, revision: None, because: Because::default() };
            let someone = save_person(tx, &ask)?;
            let employment = Employment::new(someone.id, organisation, "2020-01-01".parse().expect("a date"));
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
            let from = "2026-01-01".parse().expect("a date");
            let assignment = RoleAssignment::new(role, &subject, from).held_by(holder);
            assign_role(tx, &AssignRole { assignment, reason: String::new() })
        });
    }

    /// What somebody suggests for the system.
    pub fn suggest(&self, who: &Actor, title: &str) -> Result<Id> {
        let said = Said { system: Some(self.system), title: title.into(), content: String::new() };
        self.write(who, move |tx| make_suggestion(tx, &said))
    }

    /// The same of the user, who may.
    pub fn suggested(&self, title: &str) -> Id {
        self.suggest(&self.user, title).expect("the user may suggest")
    }

    pub fn loaded(&self, id: Id) -> Suggestion {
        self.read(&self.operator, |read| visible_suggestion(read, id)).expect("the suggestion is there")
    }

    /// This year's plan of the system, as it is asked for.
    pub fn beginning(&self) -> Beginning {
        Beginning {
            kind: "management_plan".into(),
            subject_kind: "system".into(),
            subject: Some(self.system),
            year: Some(2026),
            ..Beginning::default()
        }
    }

    pub fn start(&self, who: &Actor, asked: &Beginning) -> Result<Id> {
        let asked = asked.clone();
        self.write(who, move |tx| start_plan(tx, &asked))
    }

    /// The plan of the year, begun by the manager.
    pub fn started(&self) -> Id {
        self.start(&self.manager, &self.beginning()).expect("the manager may begin")
    }

    pub fn plan(&self, id: Id) -> Plan {
        self.read(&self.operator, |read| visible_plan(read, id)).expect("the plan is there")
    }

    /// What waits for somebody to read.
    pub fn told(&self, who: &Actor) -> Vec<String> {
        let person = who.person.expect("a person");
        let notices = self.read(who, |read| notify::open_notices(read, person)).expect("notices");
        notices.into_iter().filter(|one| one.address.starts_with("/forslag")).map(|one| one.text.sv).collect()
    }

    /// What waits for somebody to read of plans.
    pub fn told_of_plans(&self, who: &Actor) -> Vec<String> {
        let person = who.person.expect("a person");
        let notices = self.read(who, |read| notify::open_notices(read, person)).expect("notices");
        notices.into_iter().filter(|one| one.address.starts_with("/planer")).map(|one| one.text.sv).collect()
    }

    /// The guideline becomes another: each text of its files that is named is replaced.
    pub fn adopt_anew(&self, changes: &[(&'static str, &'static str, &'static str)]) {
        let mut source = reference_pack();
        for (file, before, after) in changes {
            let (_, text) = source.files.iter_mut().find(|(name, _)| name == file).expect("the file");
            assert!(text.contains(before), "{file} says {before}");
            *text = text.replace(before, after);
        }
        let ask = AdoptPack {
            source,
            decision: "KS § 2".into(),
            reason: "Riktlinjen är omarbetad.".into(),
            valid_from: Some("2026-03-02".parse().expect("a day")),
            ..AdoptPack::default()
        };
        self.done(move |tx| adopt_pack(tx, &ask));
    }

    /// What was done to a suggestion, the newest first.
    pub fn actions(&self, id: Id) -> Vec<String> {
        self.done_to(Subject::new(plans::SUGGESTION, id))
    }

    /// What was done to a plan, the newest first.
    pub fn plan_actions(&self, id: Id) -> Vec<String> {
        self.done_to(Subject::new(plans::PLAN, id))
    }

    fn done_to(&self, subject: Subject) -> Vec<String> {
        let events = self.read(&self.operator, |read| history_of(read, &subject, EventPage::newest(20)));
        events.expect("its history").into_iter().map(|event| event.action).collect()
    }

    /// The pages of this room, with an account for each of these people.
    pub fn site(&self, people: &[&Actor]) -> Site {
        let installation = Actor::operator(TenantId::INSTALLATION, operator().now);
        let add =
            |installation: &mut storage::Installation| accounts::add_tenant(installation, "prov", "Prov");
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
        let now = operator().now;
        let web = Web {
            db: self.db.clone(),
            site: web::Site {
                public_url: "http://127.0.0.1:8080".into(),
                address_header: None,
                demo_accounts: Vec::new(),
                files: FileSettings::default(),
            },
            rooms: plans::ROOMS.to_vec(),
            routes: [register::routes(), organisation::routes(), plans::routes()].concat(),
            resources: plans::resources(),
            welcome: |_| Ok(web::Welcome::default()),
            list_views: web::ListViews::NONE,
            clock: Arc::new(move || now),
            watch: web::Watch::default(),
        };
        Site::new(web::router(Arc::new(web)))
    }

    /// A script with a token of somebody.
    pub fn script(&self, site: &Site, someone: &Actor) -> Visitor {
        let new = NewToken { user: user_name(someone), scopes: Vec::new(), days: 30 };
        let make = move |installation: &mut storage::Installation| accounts::create_token(installation, &new);
        site.visitor().with_token(self.db.installation(&operator(), make).expect("a token").token)
    }
}

const PASSWORD: &str = "en lång mening som lösenord";

fn user_name(someone: &Actor) -> String {
    someone.name.to_lowercase().replace(' ', "-")
}

pub fn browser(site: &Site, someone: &Actor) -> Visitor {
    site.visitor().signed_in(&user_name(someone), PASSWORD)
}

/// A database with what every transaction of the room needs.
fn opened(db: Db) -> Db {
    // Every permission that base speaks of, also those of rooms that are not here.
    let base = include_str!("../../../../policies/base/permissions.toml");
    let is_name = |text: &&str| text.contains('.') && !text.contains([' ', '\n']);
    let mut permissions: Vec<&str> = base.split('"').filter(is_name).collect();
    permissions.sort_unstable();
    permissions.dedup();
    let sources = [organisation::fact_sources(), register::fact_sources()].concat();
    let rulebook =
        Rulebook::new(sources, &policy::ACTIONS, &permissions).expect("the base permissions are right");
    let rulebook = rulebook.with_supplements(vec![plans::plan_supplement_of_systems()]);
    db.with_attachment(rulebook)
        .with_attachment(vec![register::following()])
        .with_attachment(register::Panels(plans::panels()))
        .with_attachment(plans::writers())
        .with_attachment(findings::BodyMembers(organisation::body_members))
        .with_attachment(organisation::AwaitedForums(vec![plans::plans_awaiting]))
        .with_attachment(register::StepGates(Vec::new()))
        .with_attachment(print::Printer(|paper| Ok(format!("{paper:?}").into_bytes())))
        .with_before_commit(Arc::new(findings::before_commit))
}

fn saved(tx: &mut Tx, organisation: Organisation) -> Result<Id> {
    let ask = SaveOrganisation { organisation, revision: None, because: Because::default() };
    save_organisation(tx, &ask).map(|saved| saved.id)
}

/// The pack of the reference of the format.
pub fn reference_pack() -> PackSource {
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

/// What somebody writes in the section of goals of a plan.
pub fn asked(plan: Id, text: &str, base: &str, base_revision: i64) -> Asked {
    Asked {
        plan,
        section: "goals".into(),
        text: text.into(),
        base: base.into(),
        base_revision,
        nothing: None,
        answers: None,
    }
}
