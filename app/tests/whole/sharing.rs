//! What one municipality of a federation sees of another's records: a table of reads and of readers. Whatever is read,
//! however it is asked for, shows the groups of fields that the owner shares and no others.

use crate::program::{Federation, Persona, Program, day, new_system};
use crate::routes::example_of;
use access::{EMPLOYEE, Grant, Share};
use kernel::{Actor, Id, Period, Subject, TenantId};
use organisation::{
    AssignRole, Because, Employment, Organisation, OrganisationKind, Person, PersonKind, RoleAssignment,
    SaveEmployment, SaveOrganisation, SavePerson, assign_role, save_employment, save_organisation,
    save_person,
};
use register::{
    Brought, Document, Importance, ManagedObject, OBJECT, SYSTEM, SendChangeNotice, System, SystemUse,
    attach_file, field_groups, register_document, register_system, save_object, send_change_notice,
    set_system_uses, visible_system,
};
use std::collections::BTreeMap;
use storage::Tx;
use testkit::{TestDb, Visitor, on_both_engines, operator};
use vidmakt::domains;
use web::Method;
use web::accounts::{self, NewToken};

/// A group of fields of a kind of record, and what nobody elsewhere sees whatever is shared.
type Group = (&'static str, &'static str);
const BASE: Group = ("system", "base");
const ROLES: Group = ("system", "roles");
const CLASSIFICATION: Group = ("system", "classification");
const DOCUMENTS: Group = ("system", "documents");
const OBJECT_BASE: Group = ("object", "base");
const OBJECT_ROLES: Group = ("object", "roles");
const OBJECT_DOCUMENTS: Group = ("object", "documents");
/// The people of the giver, whom it cannot share: one asks for a person by their name or page.
const PEOPLE: Group = ("person", "");
const NEVER: Group = ("", "");

/// Words that stand in one group only, wherever they are read.
const MARKS: &[(Group, &str)] = &[
    (BASE, "Basmarke"),
    (ROLES, "Rollmarke"),
    (DOCUMENTS, "Dokumentmarke"),
    (DOCUMENTS, "filmarke"),
    (OBJECT_BASE, "Objektmarke"),
    (OBJECT_ROLES, "Ledarmarke"),
    (NEVER, "Anteckningsmarke"),
    (NEVER, "Meddelandemarke"),
];

/// Reads that tell of a group: the address, the groups without which it does not, and the word by which it does.
const READS: &[(&str, &[Group], &str)] = &[
    ("/system", &[BASE], "Basmarke"),
    ("/system?q=Basmarke", &[BASE], "/system/{system}"),
    ("/system/{system}", &[BASE], "Basmarke"),
    ("/system/{system}?as_of=2026-03-02", &[BASE], "Basmarke"),
    ("/system/{system}?flik=anvandning", &[BASE], "Basmarke"),
    ("/sok?q=Basmarke", &[BASE], "/system/{system}"),
    ("/sok/forslag?q=Basmarke", &[BASE], "Basmarke"),
    ("/api/v1/systems", &[BASE], "Basmarke"),
    ("/api/v1/systems?q=Basmarke", &[BASE], "Basmarke"),
    ("/api/v1/systems/{system}", &[BASE], "Basmarke"),
    ("/api/v1/search?q=Basmarke", &[BASE], "Basmarke"),
    ("/system/{system}", &[BASE, CLASSIFICATION], "Prioriterat"),
    ("/system/{system}?as_of=2026-03-02", &[BASE, CLASSIFICATION], "Prioriterat"),
    ("/system?importance=prioritised", &[BASE, CLASSIFICATION], "Basmarke"),
    ("/system?personal_data=true", &[BASE, CLASSIFICATION], "Basmarke"),
    ("/api/v1/systems", &[BASE, CLASSIFICATION], "\"prioritised\""),
    ("/api/v1/systems/{system}", &[BASE, CLASSIFICATION], "\"prioritised\""),
    ("/api/v1/systems?importance=prioritised", &[BASE, CLASSIFICATION], "Basmarke"),
    ("/api/v1/systems?personal_data=true", &[BASE, CLASSIFICATION], "Basmarke"),
    ("/system", &[BASE, ROLES], "Rollmarke"),
    ("/system/{system}", &[BASE, ROLES], "Rollmarke"),
    ("/system/{system}?flik=personer", &[BASE, ROLES], "Rollmarke"),
    ("/system?person={person}", &[BASE, ROLES, PEOPLE], "Basmarke"),
    ("/system/{system}?flik=personer&as_of=2026-03-02", &[BASE, ROLES], "Rollmarke"),
    ("/uppdrag", &[BASE, ROLES], "Rollmarke"),
    ("/uppdrag?format=csv", &[BASE, ROLES], "Rollmarke"),
    ("/uppdrag/{role_assignment}", &[BASE, ROLES], "Rollmarke"),
    ("/api/v1/role-assignments", &[BASE, ROLES], "{role_assignment}"),
    ("/api/v1/role-assignments/{role_assignment}", &[BASE, ROLES], "{role_assignment}"),
    ("/uppdrag/upphor", &[BASE, ROLES], "Rollmarke"),
    ("/uppdrag/upphor", &[NEVER], "Vakant"),
    ("/api/v1/role-endings", &[BASE, ROLES], "{role_assignment}"),
    ("/api/v1/role-endings", &[NEVER], "\"sv\""),
    ("/dokument", &[BASE, DOCUMENTS], "Dokumentmarke"),
    ("/dokument?format=csv", &[BASE, DOCUMENTS], "Dokumentmarke"),
    ("/system/{system}?flik=dokument", &[BASE, DOCUMENTS], "Dokumentmarke"),
    ("/dokument/{document}", &[BASE, DOCUMENTS], "filmarke"),
    ("/fil/{file}", &[BASE, DOCUMENTS], "filmarke"),
    ("/sok?q=Dokumentmarke", &[BASE, DOCUMENTS], "/dokument/{document}"),
    ("/sok?q=filmarke", &[BASE, DOCUMENTS], "Dokumentmarke"),
    ("/api/v1/documents", &[BASE, DOCUMENTS], "Dokumentmarke"),
    ("/api/v1/documents/{document}", &[BASE, DOCUMENTS], "Dokumentmarke"),
    ("/api/v1/files", &[BASE, DOCUMENTS], "filmarke"),
    ("/objekt", &[OBJECT_BASE], "Objektmarke"),
    ("/objekt/{object}", &[OBJECT_BASE], "Objektmarke"),
    ("/sok?q=Objektmarke", &[OBJECT_BASE], "/objekt/{object}"),
    ("/api/v1/objects", &[OBJECT_BASE], "Objektmarke"),
    ("/api/v1/objects/{object}", &[OBJECT_BASE], "Objektmarke"),
    ("/objekt/{object}?flik=personer", &[OBJECT_BASE, OBJECT_ROLES], "Ledarmarke"),
    ("/system/{system}", &[NEVER], "Anteckningsmarke"),
    ("/system/{system}?flik=historik", &[NEVER], "Anteckningsmarke"),
    ("/system/{system}?flik=krav", &[NEVER], "class=\"finding"),
    ("/sok?q=Anteckningsmarke", &[NEVER], "/system/{system}"),
    ("/brister", &[NEVER], "Basmarke"),
    ("/krav", &[NEVER], "Basmarke"),
    ("/api/v1/findings", &[NEVER], "{system}"),
    // Who reads no findings has no such filter: the list is whole.
    ("/system?has_breaches=true", &[BASE], "Basmarke"),
    ("/system/andringsmeddelanden", &[NEVER], "Basmarke"),
    ("/api/v1/change-notices", &[NEVER], "Meddelandemarke"),
    ("/system/exportera?format=csv", &[NEVER], "Basmarke"),
    ("/system/exportera?format=xlsx", &[NEVER], "Basmarke"),
    ("/system/exportera?format=json", &[NEVER], "Basmarke"),
    ("/administration/granskningslogg", &[NEVER], "Basmarke"),
];

/// A federation in which one municipality owns a record of each kind, and who reads them.
struct World {
    program: Program,
    federation: Federation,
    ids: BTreeMap<&'static str, Id>,
    giver: Id,
    receiver: Id,
    user: Id,
}

fn municipality(tx: &mut Tx, name: &str) -> kernel::Result<Id> {
    let organisation = Organisation::new(name, OrganisationKind::Municipality);
    let ask = SaveOrganisation { organisation, revision: None, because: Because::default() };
    Ok(save_organisation(tx, &ask)?.id)
}

/// Somebody employed by the giver who holds a role there: the person and the assignment.
fn holder(tx: &mut Tx, giver: Id, name: &str, subject: &Subject) -> kernel::Result<(Id, Id)> {
    let pack = findings::pack_in_force(tx)?;
    let person = Person::new(name, PersonKind::Employed);
    let person = save_person(tx, &SavePerson { person, revision: None, because: Because::default() })?;
    let employment = Employment::new(person.id, giver, day("2026-01-01"));
    save_employment(tx, &SaveEmployment { employment, revision: None, because: Because::default() })?;
    let role = pack.roles.iter().find(|role| role.subjects.contains(&subject.kind)).expect("a role");
    let assignment = RoleAssignment::new(role.id.clone(), subject, day("2026-02-01")).held_by(person.id);
    let assignment =
        RoleAssignment { appointed_by: "head_of_it".into(), to: Some(day("2026-05-20")), ..assignment };
    Ok((person.id, assign_role(tx, &AssignRole { assignment, reason: String::new() })?.id))
}

fn document(tx: &mut Tx, pack: &policy::Pack, name: &str, subject: &Subject) -> kernel::Result<Id> {
    let is_fit = |one: &&policy::DocumentType| one.subjects.contains(&subject.kind);
    let document_type = pack.documents.iter().find(is_fit).expect("a type").id.clone();
    let new = Document { name: name.into(), ..Document::new(subject.clone(), document_type) };
    register_document(tx, new)
}

fn file(tx: &mut Tx, document: Id) -> kernel::Result<Id> {
    let settings = web::FileSettings::default();
    let mut incoming = files::Incoming::begin("filmarke.txt", settings.most_bytes)?;
    incoming.write(b"Text of the file")?;
    let file = files::examine(&settings, &incoming.end()?).expect("a text");
    attach_file(tx, document, &Brought { file, settings })
}

/// The records of the giver, by kind.
fn records(tx: &mut Tx, giver: Id, user: Id) -> kernel::Result<BTreeMap<&'static str, Id>> {
    let pack = findings::pack_in_force(tx)?;
    let system = System {
        importance: Some(Importance::Prioritised),
        personal_data: Some(true),
        notes: "Anteckningsmarke".into(),
        ..new_system("Basmarke", giver)
    };
    let system = register_system(tx, system)?;
    let used = SystemUse { organisation: Some(user), ..SystemUse::default() };
    let revision = visible_system(tx, system)?.revision;
    set_system_uses(tx, system, revision, &[used])?;
    let object = ManagedObject {
        name: "Objektmarke".into(),
        kind: pack.object_kinds.first().expect("a kind").id.clone(),
        organisation: Some(giver),
        ..ManagedObject::default()
    };
    let object_id = object.id;
    save_object(tx, object)?;
    let (of_system, of_object) = (Subject::new(SYSTEM, system), Subject::new(OBJECT, object_id));
    let (person, role_assignment) = holder(tx, giver, "Rollmarke", &of_system)?;
    holder(tx, giver, "Ledarmarke", &of_object)?;
    let document_id = document(tx, &pack, "Dokumentmarke", &of_system)?;
    let told = System { short_description: "Meddelandemarke".into(), ..visible_system(tx, system)? };
    let ask = SendChangeNotice { again: None, system: told, is_new: false, reason: String::new() };
    Ok(BTreeMap::from([
        ("system", system),
        ("object", object_id),
        ("document", document_id),
        ("file", file(tx, document_id)?),
        ("person", person),
        ("role_assignment", role_assignment),
        ("change_notice", send_change_notice(tx, &ask)?),
    ]))
}

impl World {
    fn on(db: &TestDb) -> Self {
        let program = Program::on(db);
        let federation = program.federation("here", "vmkf");
        let mut ids = program.one_of_each(&federation);
        let (giver, receiver, user, own) = program.write(&federation, |tx| {
            let [giver, receiver, user] =
                ["Givarkommunen", "Mottagarkommunen", "Brukarkommunen"].map(|name| municipality(tx, name));
            let (giver, user) = (giver?, user?);
            Ok((giver, receiver?, user, records(tx, giver, user)?))
        });
        ids.extend(own);
        // What has nothing to do with the giver's records is not there.
        for kind in web::routes(&program.web).iter().filter_map(|route| route.subject) {
            ids.entry(kind).or_default();
        }
        Self { program, federation, ids, giver, receiver, user }
    }

    /// Lets the giver share some groups with the receiver, and nothing else.
    fn share(&self, groups: &[Group], valid: Period) {
        let known = field_groups().into_iter();
        let shared = known.filter(|one| groups.contains(&(one.kind.name(), one.name)));
        let (giver, receiver) = (self.giver, self.receiver);
        let share =
            |one: access::FieldGroup| Share { receiver, kind: one.kind, permission: one.permission, valid };
        let shares: Vec<Share> = shared.map(share).collect();
        assert_eq!(shares.len(), groups.len(), "every group is one of the register's");
        self.program.write(&self.federation, move |tx| access::set_shares(tx, giver, &shares));
    }

    fn employed(&self, organisation: Id, name: &str) -> Reader<'_> {
        Reader::of(self, &self.program.employed_at(&self.federation, organisation, name))
    }

    /// Somebody who leads an object at the receiver.
    fn keeper(&self, name: &str) -> Reader<'_> {
        let keeper = self.program.employed_at(&self.federation, self.receiver, name);
        let leads = Grant {
            source: Id::new(),
            person: keeper.person,
            core_function: "object_leader".to_owned(),
            subject: self.receiver,
            home: Some(self.receiver),
            valid: Period::ALWAYS,
        };
        self.program.write(&self.federation, move |tx| access::give(tx, &leads));
        Reader::of(self, &keeper)
    }

    fn filled(&self, text: &str) -> String {
        let fill =
            |text: String, (kind, id): (&&str, &Id)| text.replace(&format!("{{{kind}}}"), &id.to_string());
        self.ids.iter().fold(text.to_owned(), fill)
    }
}

struct Reader<'a> {
    world: &'a World,
    browser: Visitor,
    script: Visitor,
}

impl<'a> Reader<'a> {
    fn of(world: &'a World, persona: &Persona) -> Self {
        let program = &world.program;
        Self { world, browser: program.browser(persona), script: program.script(persona) }
    }

    fn get(&mut self, path: &str) -> String {
        let visitor = if path.starts_with("/api/") { &mut self.script } else { &mut self.browser };
        let seen = visitor.get(path);
        assert!(!seen.status.is_server_error(), "{path}: {}", seen.text());
        // A page that is refused names its address.
        if seen.status == 200 { main_of(&seen.text()) } else { String::new() }
    }

    /// What is said against the table's reads, for who sees these groups.
    fn wrong_reads(&mut self, who: &str, groups: &[Group]) -> Vec<String> {
        let mut wrong = Vec::new();
        for (path, needed, word) in READS {
            let (path, word) = (self.world.filled(path), self.world.filled(word));
            let expected = needed.iter().all(|group| groups.contains(group));
            let told = self.get(&path).contains(&word);
            if told != expected {
                wrong.push(format!("{who}: {path} tells {word}: {told}"));
            }
        }
        wrong
    }

    /// The words that any route of the program tells to who sees these groups, and should not.
    fn leaks(&mut self, who: &str, groups: &[Group]) -> Vec<String> {
        let routes = web::routes(&self.world.program.web);
        let read = routes.iter().filter(|route| route.method == Method::Get && route.path != "/logga-ut");
        let mut leaks = Vec::new();
        for path in read.map(|route| example_of(route, &self.world.ids)) {
            let told = self.get(&path);
            let hidden = MARKS.iter().filter(|(group, _)| !groups.contains(group));
            leaks.extend(
                hidden
                    .filter(|(_, mark)| told.contains(mark))
                    .map(|(_, mark)| format!("{who}: {path} {mark}")),
            );
        }
        leaks
    }
}

/// What the page tells of, without the head and its search box.
fn main_of(text: &str) -> String {
    let start = text.find("<main").unwrap_or_default();
    text[start..].to_owned()
}

fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn every_read_shows_the_groups_that_are_shared_and_no_others(db: &TestDb) {
    let world = World::on(db);
    let mut reader = world.employed(world.receiver, "mottagare");
    let cases: &[(&str, &[Group])] = &[
        ("nothing shared", &[]),
        ("base", &[BASE]),
        ("base and roles", &[BASE, ROLES]),
        ("base and classification", &[BASE, CLASSIFICATION]),
        ("base and documents", &[BASE, DOCUMENTS]),
        ("objects", &[OBJECT_BASE]),
        ("objects whole", &[OBJECT_BASE, OBJECT_ROLES, OBJECT_DOCUMENTS]),
        ("systems whole", &[BASE, ROLES, CLASSIFICATION, DOCUMENTS]),
    ];
    let mut wrong = Vec::new();
    for (who, groups) in cases {
        world.share(groups, Period::ALWAYS);
        wrong.extend(reader.wrong_reads(who, groups));
        wrong.extend(reader.leaks(who, groups));
    }
    assert_none(&wrong);
}

/// How many systems a table that is only tried says the same of as the register does.
fn said_the_same(reader: &mut Reader<'_>, table: &str) -> i64 {
    let path = "/api/v1/imports?dry_run=true";
    let told =
        reader.script.send(axum::http::Method::POST, path, &[("content-type", "text/csv")], table.into());
    told.json()["unchanged"].as_i64().unwrap_or_else(|| panic!("{}", told.text()))
}

/// Whoever keeps the register of the receiver may import, export and change many records alike, and knows what is missing.
fn who_keeps_the_register_of_the_receiver_learns_no_more_of_what_is_shared(db: &TestDb) {
    let world = World::on(db);
    let mut keeper = world.keeper("objektledare");
    let cases: &[(&str, &[Group], [i64; 2])] = &[
        ("nothing shared", &[], [0, 0]),
        ("base", &[BASE], [0, 0]),
        ("base and roles", &[BASE, ROLES], [0, 0]),
        ("base and classification", &[BASE, CLASSIFICATION], [1, 0]),
        ("objects whole", &[OBJECT_BASE, OBJECT_ROLES, OBJECT_DOCUMENTS], [0, 0]),
    ];
    let mut wrong = Vec::new();
    for (who, groups, same) in cases {
        world.share(groups, Period::ALWAYS);
        wrong.extend(keeper.wrong_reads(who, groups));
        wrong.extend(keeper.leaks(who, groups));
        let tried = [
            "Id;Namn;Vikt\n{system};Basmarke;Prioriterat\n",
            "Id;Namn;Anteckningar\n{system};Basmarke;Anteckningsmarke\n",
        ];
        let told = tried.map(|table| said_the_same(&mut keeper, &world.filled(table)));
        assert_eq!(told, *same, "{who}: an import tells whether a guess is right");
        let ask = serde_json::json!({
            "kind": "system", "records": [world.ids["system"]], "values": {"importance": "normal"}, "reason": "Prov"
        });
        let asked = keeper.script.send_json("POST", "/api/v1/bulk-changes", &[], &ask);
        assert!(!asked.text().contains("prioritised") && !asked.text().contains("Prioriterat"), "{who}");
    }
    // Who reads findings has this filter: it leaves out those of which they read none. A report names what they sent.
    wrong.retain(|one| !one.contains("has_breaches") && !one.contains("/api/v1/imports"));
    assert_none(&wrong);
}

fn who_owns_or_uses_a_system_sees_it_whatever_is_shared(db: &TestDb) {
    let world = World::on(db);
    let at_home = [BASE, ROLES, CLASSIFICATION, OBJECT_BASE, OBJECT_ROLES, PEOPLE];
    let mut wrong = world.employed(world.giver, "medarbetare").wrong_reads("owner", &at_home);
    let by_use = [BASE, ROLES, CLASSIFICATION];
    wrong.extend(world.employed(world.user, "brukare").wrong_reads("user", &by_use));
    assert_none(&wrong);
}

fn a_share_opens_nothing_to_others_and_on_no_other_day(db: &TestDb) {
    let world = World::on(db);
    let all = [BASE, ROLES, CLASSIFICATION, DOCUMENTS, OBJECT_BASE, OBJECT_ROLES, OBJECT_DOCUMENTS];
    world.share(&all, Period::ALWAYS);
    let mut wrong = world.employed(world.federation.own, "granne").wrong_reads("a third", &[]);
    let consultant = world.program.employed_at(&world.federation, world.federation.own, "konsult");
    world.program.grant(&world.federation, &consultant, "user", world.receiver);
    wrong.extend(Reader::of(&world, &consultant).wrong_reads("a role without employment", &[]));
    let ended = Period { from: None, to: Some(day("2026-03-01")) };
    let left = world.program.employed_at(&world.federation, world.federation.own, "slutat");
    let employment = Grant {
        source: Id::new(),
        person: left.person,
        core_function: EMPLOYEE.to_owned(),
        subject: world.receiver,
        home: Some(world.receiver),
        valid: ended,
    };
    world.program.write(&world.federation, move |tx| access::give(tx, &employment));
    wrong.extend(Reader::of(&world, &left).wrong_reads("who has left", &[]));
    world.share(&all, ended);
    let mut receiver = world.employed(world.receiver, "mottagare");
    wrong.extend(receiver.wrong_reads("an ended share", &[]));
    world.share(&all, Period { from: None, to: Some(day("2026-03-02")) });
    wrong.extend(receiver.wrong_reads("its last day", &all));
    assert_none(&wrong);
}

fn the_api_and_the_page_name_what_they_hide(db: &TestDb) {
    let world = World::on(db);
    world.share(&[BASE], Period::ALWAYS);
    let mut reader = world.employed(world.receiver, "mottagare");
    let item = reader.script.get(&world.filled("/api/v1/systems/{system}")).json();
    let hidden = serde_json::json!(["importance", "personal_data", "sensitive_data", "notes"]);
    assert_eq!(item["hidden"], hidden);
    assert!(item["importance"].is_null());
    let page = reader.browser.get(&world.filled("/system/{system}")).page();
    assert!(page.shows("Visas inte. Givarkommunen delar inte uppgiften med din organisation."));
}

fn what_was_there_before_groups_can_be_shared_and_tokens_read_what_they_read(db: &TestDb) {
    let world = World::on(db);
    let script = world.program.employed(&world.federation, "skript");
    let new = |scope: &str| NewToken { user: script.user.clone(), scopes: vec![scope.to_owned()], days: 1 };
    let permissions = "'register.read_roles', 'register.read_classification', 'register.read_documents'";
    let granted = || {
        db.raw_rows(&format!(
            "SELECT core_function, permission, scope FROM function_permission WHERE permission IN ({permissions}) \
             ORDER BY core_function, permission"
        ))
    };
    let before = granted();
    db.raw_execute(&format!("DELETE FROM function_permission WHERE permission IN ({permissions})"));
    let tokens = [new("register.read_base"), new("register.edit")];
    let installation = Actor::operator(TenantId::INSTALLATION, operator().now);
    for token in tokens {
        world
            .program
            .db
            .installation(&installation, move |i| accounts::create_token(i, &token))
            .expect("a token");
    }
    db.raw_execute("UPDATE reach SET kind = NULL, entity_id = NULL");
    db.raw_execute("DELETE FROM migration WHERE domain = 'register' AND number = 6");
    db.migrate(&domains::schema()).expect("migrated");
    assert!(!before.is_empty());
    assert_eq!(granted(), before, "nobody waits for the pack in force to be applied anew");
    let scopes =
        db.raw_rows("SELECT scopes FROM api_token WHERE scopes IS NOT NULL ORDER BY length(scopes)").concat();
    let widened = "register.read_base register.read_roles register.read_classification";
    assert_eq!(scopes.iter().map(String::as_str).collect::<Vec<_>>(), ["register.edit", widened]);
    world.share(&[BASE], Period::ALWAYS);
    assert_none(&world.employed(world.receiver, "mottagare").wrong_reads("base", &[BASE]));
}

on_both_engines!(domains::schema();
    what_was_there_before_groups_can_be_shared_and_tokens_read_what_they_read,
    every_read_shows_the_groups_that_are_shared_and_no_others,
    who_keeps_the_register_of_the_receiver_learns_no_more_of_what_is_shared,
    who_owns_or_uses_a_system_sees_it_whatever_is_shared,
    a_share_opens_nothing_to_others_and_on_no_other_day,
    the_api_and_the_page_name_what_they_hide,
);
