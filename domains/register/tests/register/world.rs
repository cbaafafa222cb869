//! A municipality with an IT department, one with nothing, and the pack of the reference, for every test here.

use findings::{AdoptPack, Rulebook, adopt_pack};
use kernel::{Actor, Error, Id, Result, Subject};
use organisation::{
    AssignRole, Because, Employment, Organisation, OrganisationKind, Person, PersonKind, RoleAssignment,
    SaveEmployment, SaveOrganisation, SavePerson, assign_role, save_employment, save_organisation,
    save_person,
};
use policy::PackSource;
use register::{
    Document, ManagedObject, SYSTEM, System, SystemKind, register_document, register_system, save_object,
};
use std::collections::BTreeSet;
use std::sync::Arc;
use storage::{Db, Read, Schema, Tx, View};
use testkit::{Acting, TestDb, operator, person};

pub fn schema() -> Schema {
    Schema::of_storage()
        .with(access::schema())
        .with(findings::schema())
        .with(notify::schema())
        .with(organisation::schema())
        .with(register::schema())
}

/// A federation in a database, with its two municipalities.
pub struct World {
    pub db: Db,
    /// Trusted with everything.
    pub operator: Actor,
    /// The municipality that has systems.
    pub town: Id,
    /// A municipality of the same federation that has nothing to do with them.
    pub village: Id,
}

impl World {
    pub fn new(db: &TestDb) -> Self {
        Self::of(db, 1)
    }

    /// The same in the federation of this number.
    pub fn of(db: &TestDb, tenant: i64) -> Self {
        Self::with_rules(db, tenant, ("objects.toml", ""))
    }

    /// The same where a file of the pack says something more.
    pub fn with_rules(db: &TestDb, tenant: i64, (file, rules): (&str, &'static str)) -> Self {
        let mut source = reference_pack();
        let file = source.files.iter_mut().find(|(name, _)| name == file).expect("a file of the pack");
        file.1.push_str(rules);
        let db = opened((**db).clone());
        let operator = operator().of(tenant);
        let (town, village) = db
            .write(&operator, move |tx| {
                let reason = "Prov".to_owned();
                adopt_pack(
                    tx,
                    &AdoptPack { source, decision: "KS § 1".into(), reason, ..AdoptPack::default() },
                )?;
                let mut town = Organisation::new("Kommunen", OrganisationKind::Municipality);
                town.is_own = true;
                let village = Organisation::new("Grannkommunen", OrganisationKind::Municipality);
                Ok((saved(tx, town)?, saved(tx, village)?))
            })
            .expect("the world begins");
        Self { db, operator, town, village }
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
            let someone = save_person(
                tx,
                &SavePerson { person: someone, revision: None, because: Because::default() },
            )?;
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

    /// A system of the town with personal data unknown, in operation.
    pub fn system(&self, name: &str) -> System {
        System {
            name: name.to_owned(),
            kind: Some(SystemKind::ItSystem),
            organisation: Some(self.town),
            ..System::default()
        }
    }

    /// A department of an organisation.
    pub fn department(&self, name: &'static str, parent: Id) -> Id {
        self.done(move |tx| {
            let mut department = Organisation::new(name, OrganisationKind::Department);
            department.parent = Some(parent);
            saved(tx, department)
        })
    }

    pub fn registered(&self, system: System) -> Id {
        self.done(|tx| register_system(tx, system))
    }

    pub fn loaded(&self, id: Id) -> System {
        self.read(&self.operator, |read| register::visible_system(read, id)).expect("the system is there")
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

    pub fn document(&self, document: Document) -> Id {
        self.done(|tx| register_document(tx, document))
    }

    /// Outcome of a rule on a system, as it is kept or, where nothing is kept, as it is computed.
    pub fn outcome(&self, system: Id, rule: &str) -> String {
        let subject = Subject::new(SYSTEM, system);
        let evaluated =
            self.read(&self.operator, |read| findings::of_subject(read, &subject)).expect("evaluated");
        let found =
            evaluated.findings.iter().find(|finding| finding.rule == rule).expect("a rule of the pack");
        found.outcome.name().to_owned()
    }
}

/// A database with what every transaction of the room needs.
pub fn opened(db: Db) -> Db {
    // Every permission that the base names, also those of rooms above.
    let base = policy::shipped_pack(policy::BASE).and_then(|base| base.text("permissions.toml"));
    let is_permission = |word: &&str| word.contains('.') && !word.contains([' ', '\n']);
    let named: BTreeSet<&str> = base.unwrap_or_default().split('"').filter(is_permission).collect();
    let permissions: Vec<&str> = named.into_iter().collect();
    let sources = [organisation::fact_sources(), register::fact_sources()].concat();
    let rulebook =
        Rulebook::new(sources, &policy::ACTIONS, &permissions).expect("the base permissions are right");
    db.with_attachment(rulebook)
        .with_attachment(vec![register::following()])
        .with_attachment(register::Panels(Vec::new()))
        .with_attachment(register::Writers(Vec::new()))
        .with_attachment(register::StepGates(Vec::new()))
        .with_attachment(print::Printer(|paper| Ok(format!("{paper:?}").into_bytes())))
        .with_before_commit(Arc::new(findings::before_commit))
}

fn saved(tx: &mut Tx, organisation: Organisation) -> Result<Id> {
    let ask = SaveOrganisation { organisation, revision: None, because: Because::default() };
    save_organisation(tx, &ask).map(|saved| saved.id)
}

/// The pack of the reference of the format, in which an object may have a classification too.
fn reference_pack() -> PackSource {
    let reference = include_str!("../../../../docs/reference/policy-pack.md");
    let mut source = PackSource { id: "example".to_owned(), ..PackSource::default() };
    for block in reference.split("```toml\n").skip(1) {
        let text = block.split("```").next().unwrap_or_default();
        let Some(name) = text.lines().next().and_then(|line| line.strip_prefix("# file: ")) else { continue };
        if !name.starts_with("base/") && name != "overlay.toml" {
            let own = "id = \"classification\"\n";
            let text = text.replace(own, &format!("{own}subjects = [\"system\", \"object\"]\n"));
            source.files.push((name.to_owned(), text));
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
