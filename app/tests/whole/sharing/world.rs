//! A federation in which one municipality owns a record of each kind, and those who read it from elsewhere.

use super::reads::{Group, MARKS, READS};
use crate::papers::words_of;
use crate::program::{Federation, Persona, Program, day, new_system};
use crate::routes::example_of;
use access::{Grant, Share};
use calamine::Reader as _;
use custom_fields::{Definition, FieldType, SaveField, save_field};
use duties::{
    ApproveOperation, DistributeProtocol, SaveProtocol, TestKind, TestOutcome, TestProtocol,
    approve_operation, distribute_protocol, save_protocol,
};
use kernel::{CustomGroup, FieldValue, Id, Period, Record, Subject, SubjectKind};
use organisation::{
    AssignRole, Because, Employment, ORGANISATION, Organisation, OrganisationKind, Person, PersonKind,
    RoleAssignment, SaveEmployment, SaveOrganisation, SavePerson, assign_role, save_employment,
    save_organisation, save_person, with_blank_custom,
};
use register::{
    Brought, DOCUMENT, Document, Importance, ManagedObject, OBJECT, SYSTEM, SendChangeNotice, System,
    SystemUse, attach_file, field_groups, register_document, register_system, save_object,
    send_change_notice, set_system_uses, visible_system,
};
use std::collections::BTreeMap;
use storage::Tx;
use testkit::{TestDb, Visitor};
use vidmakt::domains;
use web::Method;

/// A federation in which one municipality owns a record of each kind, and who reads them.
pub struct World {
    pub program: Program,
    pub federation: Federation,
    pub ids: BTreeMap<&'static str, Id>,
    pub giver: Id,
    pub receiver: Id,
    pub user: Id,
}

pub fn municipality(tx: &mut Tx, name: &str) -> kernel::Result<Id> {
    let organisation = Organisation::new(name, OrganisationKind::Municipality);
    let ask = SaveOrganisation { organisation, revision: None, because: Because::default() };
    Ok(save_organisation(tx, &ask)?.id)
}

/// Somebody employed by the giver who holds a role there: the person and the assignment.
pub fn holder(tx: &mut Tx, giver: Id, name: &str, subject: &Subject) -> kernel::Result<(Id, Id)> {
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
    let new = filled(tx, DOCUMENT, new, &[("fee", "Avgiftsmarke")])?;
    register_document(tx, new)
}

fn file(tx: &mut Tx, document: Id) -> kernel::Result<Id> {
    let settings = web::FileSettings::default();
    let mut incoming = files::Incoming::begin("filmarke.txt", settings.most_bytes)?;
    incoming.write(b"Text of the file")?;
    let file = files::examine(&settings, &incoming.end()?).expect("a text");
    attach_file(tx, document, &Brought { file, settings })
}

/// A test and the approval that builds on it, which somebody of the giver has got.
fn tested(tx: &mut Tx, giver: Id, system: Id) -> kernel::Result<(Id, Id)> {
    let person = Person::new("Testmottagare", PersonKind::Employed);
    let person = save_person(tx, &SavePerson { person, revision: None, because: Because::default() })?;
    let employment = Employment::new(person.id, giver, day("2026-01-01"));
    save_employment(tx, &SaveEmployment { employment, revision: None, because: Because::default() })?;
    let protocol = TestProtocol {
        kind: Some(TestKind::Release),
        about: "Testmarke".into(),
        performed_on: Some(tx.today()),
        performed_by: "Leverantören".into(),
        outcome: Some(TestOutcome::Passed),
        ..TestProtocol::new(system)
    };
    let protocol = save_protocol(tx, SaveProtocol { protocol, revision: None })?.id;
    let receivers = vec![person.id];
    distribute_protocol(tx, &DistributeProtocol { protocol, revision: None, receivers })?;
    let (protocols, remarks) = (vec![protocol], "Godkannandemarke".to_owned());
    let ask = ApproveOperation { system, version: String::new(), protocols, remarks };
    Ok((protocol, approve_operation(tx, &ask)?))
}

/// An agreement of the giver about its system.
fn agreement(tx: &mut Tx, giver: Id, system: Id) -> kernel::Result<Id> {
    let supplier = Organisation::new("Leverantören", OrganisationKind::Supplier);
    let ask = SaveOrganisation { organisation: supplier, revision: None, because: Because::default() };
    let agreement = agreements::Agreement {
        name: "Avtalsmarke".into(),
        kind: Some(agreements::AgreementKind::Operation),
        supplier: Some(save_organisation(tx, &ask)?.id),
        organisation: Some(giver),
        starts_on: Some(tx.today()),
        systems: vec![system],
        ..agreements::Agreement::default()
    };
    let id = agreement.id;
    agreements::save_agreement(tx, agreement).map(|_| id)
}

/// A licence of the giver for its system.
fn licence(tx: &mut Tx, giver: Id, system: Id) -> kernel::Result<Id> {
    let licence = agreements::Licence {
        name: "Licensmarke".into(),
        kind: Some(agreements::LicenceKind::PerUser),
        organisation: Some(giver),
        system: Some(system),
        bought: Some(200),
        ..agreements::Licence::default()
    };
    let id = licence.id;
    agreements::save_licence(tx, licence).map(|_| id)
}

/// Fields that the federation has added: one of each group that is not base.
fn added_fields(tx: &mut Tx) -> kernel::Result<()> {
    let of_systems = [
        ("responsible", CustomGroup::Roles),
        ("class", CustomGroup::Classification),
        ("papers", CustomGroup::Documents),
        ("rent", CustomGroup::Costs),
    ];
    let others = [("object", "budget", CustomGroup::Costs), ("document", "fee", CustomGroup::Costs)];
    let of_systems = of_systems.into_iter().map(|(key, group)| ("system", key, group));
    for (kind, key, group) in of_systems.chain(others) {
        let definition = Definition {
            record_kind: kind.into(),
            key: key.into(),
            label_sv: format!("Eget {key}"),
            field_type: Some(FieldType::Text),
            field_group: Some(group),
            ..Definition::default()
        };
        let kinds = domains::KINDS_WITH_CUSTOM_FIELDS;
        save_field(tx, &SaveField { definition, revision: None, kinds })?;
    }
    Ok(())
}

/// The record with texts in its added fields.
fn filled<N: Record>(tx: &Tx, kind: SubjectKind, record: N, texts: &[(&str, &str)]) -> kernel::Result<N> {
    let mut record = with_blank_custom(tx, kind, record)?;
    let custom = record.custom_mut().expect("a kind of record with added fields");
    for (key, text) in texts {
        custom.put(&format!("custom.{key}"), FieldValue::Text((*text).to_owned()));
    }
    Ok(record)
}

/// The records of the giver, by kind.
fn records(tx: &mut Tx, giver: Id, user: Id) -> kernel::Result<BTreeMap<&'static str, Id>> {
    let pack = findings::pack_in_force(tx)?;
    added_fields(tx)?;
    let system = System {
        importance: Some(Importance::Prioritised),
        personal_data: Some(true),
        notes: "Anteckningsmarke".into(),
        ..new_system("Basmarke", giver)
    };
    let texts = [
        ("responsible", "Rollfaltsmarke"),
        ("class", "Klassningsfaltsmarke"),
        ("papers", "Dokumentfaltsmarke"),
        ("rent", "Kostnadsmarke"),
    ];
    let system = filled(tx, SYSTEM, system, &texts)?;
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
    let object = filled(tx, OBJECT, object, &[("budget", "Objektkostnad")])?;
    save_object(tx, object)?;
    let (of_system, of_object) = (Subject::new(SYSTEM, system), Subject::new(OBJECT, object_id));
    let (person, role_assignment) = holder(tx, giver, "Rollmarke", &of_system)?;
    holder(tx, giver, "Ledarmarke", &of_object)?;
    let forum = group(tx, person, &of_system)?;
    let document_id = document(tx, &pack, "Dokumentmarke", &of_system)?;
    let told = System { short_description: "Meddelandemarke".into(), ..visible_system(tx, system)? };
    let title = "Forslagsmarke".to_owned();
    let said = plans::Said { system: Some(system), title, content: String::new() };
    let suggestion = plans::make_suggestion(tx, &said)?;
    let ask = SendChangeNotice { again: None, system: told, is_new: false, reason: String::new() };
    let (test_protocol, approval) = tested(tx, giver, system)?;
    let plan = plan(tx, system)?;
    let says = plans::Goal { title: "Malmarke".into(), ..plans::Goal::default() };
    let goal = plans::save_row(tx, &plans::SaveRow { plan, row: None, says })?;
    let says = plans::Need { title: "Behovsmarke".into(), ..plans::Need::default() };
    let need = plans::save_row(tx, &plans::SaveRow { plan, row: None, says })?;
    let says = plans::Activity { title: "Aktivitetsmarke".into(), ..plans::Activity::default() };
    let activity = plans::save_row(tx, &plans::SaveRow { plan, row: None, says })?;
    Ok(BTreeMap::from([
        ("test_protocol", test_protocol),
        ("operation_approval", approval),
        ("duty_statement", stated(tx, &pack, &of_system)?),
        ("system", system),
        ("object", object_id),
        ("document", document_id),
        ("file", file(tx, document_id)?),
        ("person", person),
        ("role_assignment", role_assignment),
        ("forum", forum),
        ("change_notice", send_change_notice(tx, &ask)?),
        ("suggestion", suggestion),
        ("plan", plan),
        ("goal", goal),
        ("need", need),
        ("activity", activity),
        ("agreement", agreement(tx, giver, system)?),
        ("licence", licence(tx, giver, system)?),
    ]))
}

/// What is said of the first duty of systems of which the guideline asks something.
fn stated(tx: &mut Tx, pack: &policy::Pack, system: &Subject) -> kernel::Result<Id> {
    let duties = pack.stated_duties(&policy::SubjectFacts::new(&system.kind));
    let duty = duties.first().expect("a duty that is stated").1.id.clone();
    let said = duties::Said { content: "Redogorelsemarke".into(), ..duties::Said::default() };
    let ask = duties::StateDuty { duty, subject: system.clone(), revision: None, said };
    Ok(duties::state_duty(tx, &ask)?.id)
}

/// A draft that somebody writes in.
fn plan(tx: &mut Tx, system: Id) -> kernel::Result<Id> {
    let asked = plans::Beginning {
        kind: "management_plan".into(),
        subject_kind: "system".into(),
        subject: Some(system),
        year: Some(2026),
        ..plans::Beginning::default()
    };
    let plan = plans::start_plan(tx, &asked)?;
    let asked = plans::Asked {
        plan,
        section: "costs".into(),
        text: "Planmarke".into(),
        base: String::new(),
        base_revision: 0,
        nothing: None,
        answers: None,
    };
    plans::save_section(tx, &asked).map(|_| plan)
}

/// A group of the system in which somebody of the giver sits.
fn group(tx: &mut Tx, person: Id, subject: &Subject) -> kernel::Result<Id> {
    let forum = organisation::Forum {
        name: "Gruppmarke".into(),
        people: vec![person],
        ..organisation::Forum::new("steering_group", subject, tx.today())
    };
    let ask = organisation::SaveForum { forum, revision: None, because: Because::default() };
    Ok(organisation::save_forum(tx, &ask)?.id)
}

impl World {
    pub fn on(db: &TestDb) -> Self {
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
        ids.insert("giver", giver);
        // What has nothing to do with the giver's records is not there.
        for kind in web::routes(&program.web).iter().filter_map(|route| route.subject) {
            ids.entry(kind).or_default();
        }
        Self { program, federation, ids, giver, receiver, user }
    }

    /// Lets the giver share some groups with the receiver, and nothing else.
    pub fn share(&self, groups: &[Group], valid: Period) {
        let known = field_groups().into_iter();
        let shared = known.filter(|one| groups.contains(&(one.kind.name(), one.name)));
        let (giver, receiver) = (self.giver, self.receiver);
        let share =
            |one: access::FieldGroup| Share { receiver, kind: one.kind, permission: one.permission, valid };
        let shares: Vec<Share> = shared.map(share).collect();
        assert_eq!(shares.len(), groups.len(), "every group is one of the register's");
        self.program.write(&self.federation, move |tx| access::set_shares(tx, giver, &shares));
    }

    /// Lets an added field of systems be read with another group.
    pub fn move_field(&self, key: &'static str, group: CustomGroup) {
        self.program.write(&self.federation, move |tx| {
            let all = custom_fields::definitions(tx)?;
            let field = all.iter().find(|one| one.key == key && one.record_kind == SYSTEM.name());
            let field = field.cloned().expect("an added field");
            let revision = Some(field.revision);
            let definition = Definition { field_group: Some(group), ..field };
            save_field(tx, &SaveField { definition, revision, kinds: domains::KINDS_WITH_CUSTOM_FIELDS })
        });
    }

    /// Lets the program send mails to somebody.
    pub fn give_address(&self, id: Id, email: String) {
        self.program.write(&self.federation, move |tx| {
            let person = Person { email, ..organisation::person(tx, id)? };
            let revision = Some(person.revision);
            save_person(tx, &SavePerson { person, revision, because: Because::default() })
        });
    }

    /// A system and an object of another organisation.
    pub fn own_records(&self, owner: Id) -> (Id, Id) {
        self.program.write(&self.federation, move |tx| {
            let kind = findings::pack_in_force(tx)?.object_kinds.first().expect("a kind").id.clone();
            let organisation = Some(owner);
            let object =
                ManagedObject { name: "Egetobjekt".into(), kind, organisation, ..ManagedObject::default() };
            let id = object.id;
            save_object(tx, object)?;
            Ok((register_system(tx, new_system("Egetsystem", owner))?, id))
        })
    }

    pub fn employed(&self, organisation: Id, name: &str) -> Reader<'_> {
        Reader::of(self, &self.program.employed_at(&self.federation, organisation, name))
    }

    /// Somebody who leads an object at the receiver.
    pub fn keeper(&self, name: &str) -> Reader<'_> {
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

    /// The head of IT of an organisation, appointed as any other.
    pub fn head_of_it(&self, organisation: Id, name: &str) -> Reader<'_> {
        let head = self.program.employed_at(&self.federation, organisation, name);
        let place = Subject::new(ORGANISATION, organisation);
        let assignment = RoleAssignment::new("head_of_it", &place, day("2026-02-01")).held_by(head.person);
        let ask = AssignRole { assignment, reason: String::new() };
        self.program.write(&self.federation, move |tx| assign_role(tx, &ask));
        Reader::of(self, &head)
    }

    pub fn filled(&self, text: &str) -> String {
        let fill =
            |text: String, (kind, id): (&&str, &Id)| text.replace(&format!("{{{kind}}}"), &id.to_string());
        self.ids.iter().fold(text.to_owned(), fill)
    }
}

pub struct Reader<'a> {
    world: &'a World,
    pub person: Id,
    pub browser: Visitor,
    pub script: Visitor,
}

impl<'a> Reader<'a> {
    pub fn of(world: &'a World, persona: &Persona) -> Self {
        let program = &world.program;
        Self {
            world,
            person: persona.person,
            browser: program.browser(persona),
            script: program.script(persona),
        }
    }

    pub fn get(&mut self, path: &str) -> String {
        let visitor = if path.starts_with("/api/") { &mut self.script } else { &mut self.browser };
        let seen = visitor.get(path);
        assert!(!seen.status.is_server_error(), "{path}: {}", seen.text());
        // A page that is refused names its address.
        match seen.status.as_u16() {
            200 if seen.header("content-type") == print::ODT => text_of(seen.body),
            200 if seen.body.starts_with(b"PK") => cells_of(seen.body),
            200 if seen.body.starts_with(b"%PDF") => words_of(&seen.body),
            200 => main_of(&seen.text()),
            _ => String::new(),
        }
    }

    /// What is said against the table's reads, for who sees these groups.
    pub fn wrong_reads(&mut self, who: &str, groups: &[Group]) -> Vec<String> {
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
    pub fn leaks(&mut self, who: &str, groups: &[Group]) -> Vec<String> {
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

/// What stands in a text to work on, whose bytes are packed too.
fn text_of(text: Vec<u8>) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(text)).expect("an archive");
    std::io::read_to_string(archive.by_name("content.xml").expect("its text")).expect("UTF-8")
}

/// What stands in the cells of a workbook, whose own bytes are packed.
pub fn cells_of(workbook: Vec<u8>) -> String {
    let mut book = calamine::Xlsx::new(std::io::Cursor::new(workbook)).expect("a workbook");
    let mut cells = String::new();
    for (_, sheet) in book.worksheets() {
        cells.extend(sheet.used_cells().map(|(_, _, cell)| format!("{cell}\n")));
    }
    cells
}
