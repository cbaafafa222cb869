//! The whole program in a test: federations with their packs, people with roles and accounts, one record of each kind,
//! and the site that they visit.

use findings::{AdoptPack, Waive};
use kernel::{Actor, Choice as _, Date, Id, Instant, Language, Period, Subject, TenantId};
use organisation::{
    Absence, AddStep, AssignRole, Because, Employment, Organisation, OrganisationKind, Person, PersonKind,
    PlanAbsence, Reorganisation, RoleAssignment, SaveEmployment, SaveOrganisation, SavePerson,
    SaveReorganisation, SaveSite, SaveUnit, Sharing, Site, SplitUnit, Step, Unit, add_sharing, add_step,
    assign_role, save_employment, save_organisation, save_person, save_reorganisation, save_site, save_unit,
};
use policy::{Pack, PackSource};
use register::{
    Brought, CHANGE_NOTICE, Document, ManagedObject, OBJECT, SYSTEM, SendChangeNotice, System, SystemKind,
    attach_file, register_document, register_system, save_object, send_change_notice, visible_system,
};
use std::collections::BTreeMap;
use std::sync::Arc;
use storage::{DatabaseUrl, Db, Tx};
use testkit::{Acting as _, TestDb, Visitor, operator};
use vidmakt::config::Settings;
use vidmakt::domains;
use web::Web;
use web::accounts::{self, NewAccount, NewToken, TokenOnce};

pub const PASSWORD: &str = "en lång mening att minnas";

/// The program on a database of its own.
pub struct Program {
    pub db: Db,
    pub web: Arc<Web>,
    site: testkit::Site,
}

/// A federation, its own organisation, and one record of each kind by the name of the kind.
pub struct Federation {
    pub tenant: TenantId,
    pub key: String,
    pub own: Id,
}

/// Somebody with an account.
pub struct Persona {
    pub person: Id,
    pub user: String,
}

impl Program {
    /// The program on the tables of a test, on Monday 2 March 2026.
    pub fn on(test: &TestDb) -> Self {
        Self::at(test.url())
    }

    /// The program on a migrated database.
    pub fn at(url: &DatabaseUrl) -> Self {
        log_failures();
        let db = domains::open(url).expect("the program opens the database");
        let web = web_at(&db, operator().now);
        let site = testkit::Site::new(web::router(web.clone()));
        Self { db, web, site }
    }

    /// Founds a federation with a shipped pack.
    pub fn federation(&self, key: &str, pack: &str) -> Federation {
        let source = policy::shipped_pack(pack).unwrap_or_else(|| panic!("no pack {pack}")).clone();
        self.federation_with(key, source)
    }

    /// Founds a federation with a pack of a test's own, which has the id of a shipped one.
    pub fn federation_with(&self, key: &str, source: PackSource) -> Federation {
        let kind = self.kind_of(&source.id);
        let (tenant_key, name) = (key.to_owned(), format!("Federation {key}"));
        let installation = Actor::operator(TenantId::INSTALLATION, operator().now);
        let added = self.db.installation(&installation, move |i| accounts::add_tenant(i, &tenant_key, &name));
        let tenant = added.expect("a federation");
        let actor = Actor::operator(tenant, operator().now);
        let own = self.db.write(&actor, move |tx| {
            let valid_from = Some(day("2026-01-01"));
            let adopt = AdoptPack { source, valid_from, ..AdoptPack::default() };
            findings::adopt_pack(tx, &adopt)?;
            let own =
                Organisation { is_own: true, runs_it: Some(true), ..Organisation::new("The own", kind) };
            save_organisation(
                tx,
                &SaveOrganisation { organisation: own, revision: None, because: Because::default() },
            )
        });
        let own = own.expect("an organisation of its own").id;
        Federation { tenant, key: key.to_owned(), own }
    }

    fn kind_of(&self, pack: &str) -> OrganisationKind {
        let kind = self.pack(pack).organisation.kind.clone();
        OrganisationKind::from_name(&kind).unwrap_or_else(|| panic!("no kind {kind}"))
    }

    /// A shipped pack, read.
    pub fn pack(&self, id: &str) -> policy::Pack {
        let rulebook = domains::rulebook().expect("policies/base reads");
        let source = policy::shipped_pack(id).unwrap_or_else(|| panic!("no pack {id}"));
        policy::read_pack(source, rulebook.vocabulary()).pack.unwrap_or_else(|| panic!("{id} reads"))
    }

    /// Runs a verb as the operator of the machine.
    pub fn write<T: Send + 'static>(
        &self,
        federation: &Federation,
        verb: impl FnOnce(&mut Tx) -> kernel::Result<T> + Send + 'static,
    ) -> T {
        let actor = Actor::operator(federation.tenant, operator().now);
        self.db.write(&actor, verb).unwrap_or_else(|error| panic!("{error:?}"))
    }

    /// The person of a persona, acting.
    pub fn actor(&self, federation: &Federation, persona: &Persona) -> Actor {
        testkit::person(&persona.user, persona.person).of(federation.tenant.0)
    }

    /// Somebody employed by an organisation of the federation, with an account.
    pub fn employed_at(&self, federation: &Federation, organisation: Id, function: &str) -> Persona {
        let name = function.to_owned();
        let person = self.write(federation, move |tx| {
            let person = Person::new(name, PersonKind::Employed);
            let person =
                save_person(tx, &SavePerson { person, revision: None, because: Because::default() })?;
            let employment = Employment::new(person.id, organisation, day("2026-01-01"));
            save_employment(tx, &SaveEmployment { employment, revision: None, because: Because::default() })?;
            Ok(person.id)
        });
        let user = format!("{function}.{}", federation.key);
        let new = NewAccount {
            tenant: federation.tenant,
            user_name: user.clone(),
            password: accounts::check_new_password("password", PASSWORD, &user).expect("a good password"),
            person: Some(person),
            is_installation_administrator: false,
            language: Language::Swedish,
        };
        let installation = Actor::operator(TenantId::INSTALLATION, operator().now);
        self.db.installation(&installation, move |i| accounts::add_account(i, &new)).expect("an account");
        Persona { person, user }
    }

    /// Somebody employed by the federation's own organisation.
    pub fn employed(&self, federation: &Federation, function: &str) -> Persona {
        self.employed_at(federation, federation.own, function)
    }

    /// The one who may do everything in the federation.
    pub fn administrator(&self, federation: &Federation) -> Persona {
        let persona = self.employed(federation, "administrator");
        self.grant(federation, &persona, findings::ADMINISTRATOR, federation.own);
        persona
    }

    /// Somebody without employment or account.
    pub fn somebody(&self, federation: &Federation, function: &str) -> Persona {
        let name = function.to_owned();
        let person = self.write(federation, move |tx| {
            let person = Person::new(name, PersonKind::Employed);
            save_person(tx, &SavePerson { person, revision: None, because: Because::default() })
        });
        Persona { person: person.id, user: function.to_owned() }
    }

    /// Lets somebody hold a core function at a subject.
    pub fn grant(&self, federation: &Federation, persona: &Persona, core_function: &str, subject: Id) {
        self.grant_for(federation, persona, (core_function, subject), Period::ALWAYS);
    }

    /// Lets somebody hold a core function at a subject for a time.
    pub fn grant_for(&self, federation: &Federation, persona: &Persona, held: (&str, Id), valid: Period) {
        let (core_function, subject) = held;
        let grant = access::Grant {
            source: Id::new(),
            person: persona.person,
            core_function: core_function.to_owned(),
            subject,
            home: Some(federation.own),
            valid,
        };
        self.write(federation, move |tx| access::give(tx, &grant));
    }

    /// Somebody who was at another copy of the program, with the same cookies.
    pub fn coming_from_elsewhere(&self, visitor: &Visitor) -> Visitor {
        visitor.at(&self.site)
    }

    pub fn visitor(&self) -> Visitor {
        self.site.visitor()
    }

    /// The same program at another instant.
    pub fn site_at(&self, now: Instant) -> testkit::Site {
        testkit::Site::new(web::router(web_at(&self.db, now)))
    }

    /// A persona's browser, signed in.
    pub fn browser(&self, persona: &Persona) -> Visitor {
        self.site.visitor().signed_in(&persona.user, PASSWORD)
    }

    /// A token of a persona, for everything that they may do.
    pub fn token(&self, persona: &Persona) -> TokenOnce {
        let new = NewToken { user: persona.user.clone(), scopes: Vec::new(), days: 1 };
        let installation = Actor::operator(TenantId::INSTALLATION, operator().now);
        self.db.installation(&installation, move |i| accounts::create_token(i, &new)).expect("a token")
    }

    /// A persona's script.
    pub fn script(&self, persona: &Persona) -> Visitor {
        self.site.visitor().with_token(self.token(persona).token)
    }

    /// A system of an organisation.
    pub fn system(&self, federation: &Federation, organisation: Id, name: &str) -> Id {
        let system = new_system(name, organisation);
        self.write(federation, move |tx| register_system(tx, system))
    }

    /// One record of each kind that routes name, by the name of the kind.
    pub fn one_of_each(&self, federation: &Federation) -> BTreeMap<&'static str, Id> {
        let own = federation.own;
        let system = self.system(federation, own, "System");
        let pack = self.write(federation, |tx| findings::pack_in_force(tx));
        let object_kind = pack.object_kinds.first().expect("a kind of object").id.clone();
        let document_type = of_systems(&pack);
        let role = pack.roles.iter().find(|role| role.subjects.iter().any(|kind| kind == "system"));
        let role = role.expect("a role on systems").id.clone();
        self.write(federation, move |tx| {
            let because = Because::default;
            let supplier = supplier(tx)?;
            let unit = SaveUnit { unit: Unit::new("Unit", own), revision: None, because: because() };
            let unit = save_unit(tx, &unit)?;
            let site = SaveSite { site: Site::new("Site", own), revision: None, because: because() };
            let site = save_site(tx, &site)?;
            let (person, employment) = employed(tx, own)?;
            let object = ManagedObject {
                name: "Object".into(),
                kind: object_kind,
                organisation: Some(own),
                ..ManagedObject::default()
            };
            let object_id = object.id;
            save_object(tx, object)?;
            let subject = Subject::new(SYSTEM, system);
            let document =
                Document { name: "Document".into(), ..Document::new(subject.clone(), document_type) };
            let document = register_document(tx, document)?;
            let assignment = RoleAssignment::new(role, &subject, day("2026-02-01")).held_by(person);
            let assignment = RoleAssignment { appointed_by: "head_of_it".into(), ..assignment };
            let assignment = assign_role(tx, &AssignRole { assignment, reason: String::new() })?;
            let bulk = decided(tx, document)?;
            let (test_protocol, approval) = tested(tx, (system, own), person)?;
            let waiver = waive_first_gap(tx, &subject)?;
            let plan = planned_for(tx, &pack, (system, object_id, own))?;
            let custom_field = custom_fields::save_field(tx, &signed())?;
            let mut ids = rows_of_plan(tx, plan)?;
            ids.extend([
                ("organisation", own),
                ("supplier", supplier),
                ("unit", unit.id),
                ("reorganisation", planned(tx, own)?),
                ("forum", grouped(tx, own, person)?),
                ("sharing", shared(tx, own)?),
                ("site", site.id),
                ("person", person),
                ("employment", employment),
                ("role_assignment", assignment.id),
                ("absence", away(tx, person)?),
                (SYSTEM.name(), system),
                (OBJECT.name(), object_id),
                ("document", document),
                (agreements::AGREEMENT.name(), agreement_with(tx, supplier, own)?),
                (agreements::LICENCE.name(), licence_of(tx, own)?),
                ("file", picture(tx, document)?),
                (CHANGE_NOTICE.name(), noticed(tx, system)?),
                (plans::PLAN.name(), plan),
                (plans::SUGGESTION.name(), suggested(tx, system)?),
                (duties::TEST_PROTOCOL.name(), test_protocol),
                (duties::OPERATION_APPROVAL.name(), approval),
                (duties::DUTY_STATEMENT.name(), stated(tx, &pack, &subject)?),
                (register::BULK_CHANGE.name(), bulk),
                ("waiver", waiver),
                (custom_fields::CUSTOM_FIELD.name(), custom_field.id),
                (findings::POLICY_PACK.name(), findings::adoption_in_force(tx)?.id),
                (findings::ISSUE_ANSWER.name(), answered(tx)?),
            ]);
            Ok(ids)
        })
    }
}

/// What should stand in the register of a system, told to who keeps it.
fn noticed(tx: &mut Tx, system: Id) -> kernel::Result<Id> {
    let system = System { short_description: "Described".into(), ..visible_system(tx, system)? };
    send_change_notice(tx, &SendChangeNotice { again: None, system, is_new: false, reason: String::new() })
}

fn web_at(db: &Db, now: Instant) -> Arc<Web> {
    let settings = web::Site {
        public_url: "http://localhost".to_owned(),
        address_header: None,
        demo_accounts: Vec::new(),
        files: web::FileSettings::default(),
    };
    Arc::new(domains::web(db.clone(), settings, Arc::new(move || now)))
}

/// A test that somebody made and another has got, and the approval that builds on it.
fn tested(tx: &mut Tx, (system, own): (Id, Id), tester: Id) -> kernel::Result<(Id, Id)> {
    let receiver = Person::new("Receiver", PersonKind::Employed);
    let receiver =
        save_person(tx, &SavePerson { person: receiver, revision: None, because: Because::default() })?;
    let employment = Employment::new(receiver.id, own, day("2026-01-01"));
    save_employment(tx, &SaveEmployment { employment, revision: None, because: Because::default() })?;
    let protocol = duties::TestProtocol {
        kind: Some(duties::TestKind::Release),
        about: "Test".into(),
        version: "5.2".into(),
        performed_on: Some(tx.today()),
        participants: vec![tester],
        outcome: Some(duties::TestOutcome::Passed),
        ..duties::TestProtocol::new(system)
    };
    let protocol = duties::save_protocol(tx, duties::SaveProtocol { protocol, revision: None })?.id;
    let receivers = vec![receiver.id];
    duties::distribute_protocol(tx, &duties::DistributeProtocol { protocol, revision: None, receivers })?;
    let (version, protocols) = ("5.2".to_owned(), vec![protocol]);
    let ask = duties::ApproveOperation { system, version, protocols, remarks: String::new() };
    Ok((protocol, duties::approve_operation(tx, &ask)?))
}

/// What is said of the first duty of a system of which the pack asks something; nothing where it asks nothing.
fn stated(tx: &mut Tx, pack: &Pack, system: &Subject) -> kernel::Result<Id> {
    let facts = findings::facts_of(tx, system)?;
    let Some((_, duty)) = pack.stated_duties(&facts).into_iter().next() else { return Ok(Id::new()) };
    let said = duties::Said { content: "Said".into(), ..duties::Said::default() };
    let ask = duties::StateDuty { duty: duty.id.clone(), subject: system.clone(), revision: None, said };
    Ok(duties::state_duty(tx, &ask)?.id)
}

/// This year's plan of the first kind that the pack has, about the record that it is for.
fn planned_for(tx: &mut Tx, pack: &Pack, (system, object, own): (Id, Id, Id)) -> kernel::Result<Id> {
    let kind = pack.plan_kinds.first().expect("a kind of plan");
    let subject_kind = kind.subjects.first().expect("something to plan for").clone();
    let subject = match subject_kind.as_str() {
        "system" => system,
        "object" => object,
        _ => own,
    };
    let year = (kind.cycle == policy::Cycle::Yearly).then_some(2026);
    let (kind, subject) = (kind.id.clone(), Some(subject));
    let asked = plans::Beginning { kind, subject_kind, subject, year, ..plans::Beginning::default() };
    let plan = plans::start_plan(tx, &asked)?;
    decided_once(tx, pack, plan)?;
    Ok(plan)
}

/// The plan has a decided version, and the next one is being written.
fn decided_once(tx: &mut Tx, pack: &Pack, plan: Id) -> kernel::Result<()> {
    let kind = pack.plan_kinds.first().expect("a kind of plan");
    for section in &kind.sections {
        let nothing = Some("Nothing this year".to_owned());
        let (section, text, base) = (section.id.clone(), String::new(), String::new());
        let asked = plans::Asked { plan, section, text, base, base_revision: 0, nothing, answers: None };
        plans::save_section(tx, &asked)?;
    }
    for one in &kind.consulted {
        let (body, text) = (one.who.id().to_owned(), "Heard".to_owned());
        plans::record_consultation(tx, &plans::Consulted { plan, body, held_on: None, text })?;
    }
    let seen = plans::SeenPlan { plan, revision: None };
    plans::propose_plan(tx, &plans::Propose { seen, papers: Vec::new(), is_published: true })?;
    plans::adopt_plan(tx, &plans::Decide { seen, decision: "KS § 5".into(), took_part: Vec::new() })?;
    plans::open_new_version(tx, seen)
}

/// Somebody who works there.
fn employed(tx: &mut Tx, own: Id) -> kernel::Result<(Id, Id)> {
    let person = Person::new("Somebody", PersonKind::Employed);
    let person = save_person(tx, &SavePerson { person, revision: None, because: Because::default() })?;
    let employment = Employment::new(person.id, own, day("2026-01-01"));
    let ask = SaveEmployment { employment, revision: None, because: Because::default() };
    Ok((person.id, save_employment(tx, &ask)?.id))
}

/// A row of each table of a plan, by its kind and by the word in the address of its page.
fn rows_of_plan(tx: &mut Tx, plan: Id) -> kernel::Result<BTreeMap<&'static str, Id>> {
    fn row<R: plans::Tabled>(tx: &mut Tx, plan: Id, says: R) -> kernel::Result<Id> {
        plans::save_row(tx, &plans::SaveRow { plan, row: None, says })
    }
    let (title, party) = (|| "Activity".to_owned(), Some(plans::Party::It));
    let goal = row(tx, plan, plans::Goal { title: title(), ..plans::Goal::default() })?;
    let activity = plans::Activity { title: title(), goal: Some(goal), ..plans::Activity::default() };
    let activity = row(tx, plan, activity)?;
    let need = plans::Need { title: title(), ..plans::Need::default() };
    let need = row(tx, plan, need)?;
    let release = plans::PlannedRelease { name: title(), ..plans::PlannedRelease::default() };
    let resource = plans::ResourceNeed { note: title(), ..plans::ResourceNeed::default() };
    let account_group = findings::pack_in_force(tx)?.account_groups.first().map(|one| one.id.clone());
    let line = plans::BudgetLine {
        account_group: account_group.unwrap_or_default(),
        year: Some(2026),
        amount: Some(100),
        ..plans::BudgetLine::default()
    };
    let task = plans::Responsibility { task: title(), party, ..plans::Responsibility::default() };
    let support = plans::SupportPath { party, ..plans::SupportPath::default() };
    Ok(BTreeMap::from([
        ("goal", goal),
        ("mal", goal),
        ("activity", activity),
        ("aktiviteter", activity),
        ("need", need),
        ("behov", need),
        ("releaser", row(tx, plan, release)?),
        ("resurser", row(tx, plan, resource)?),
        ("budget", row(tx, plan, line)?),
        ("ansvar", row(tx, plan, task)?),
        ("support", row(tx, plan, support)?),
    ]))
}

/// What somebody wants a system to become.
fn suggested(tx: &mut Tx, system: Id) -> kernel::Result<Id> {
    let said = plans::Said { system: Some(system), title: "Suggestion".into(), content: String::new() };
    plans::make_suggestion(tx, &said)
}

/// A change of many documents, of which there is one, carried out.
fn decided(tx: &mut Tx, document: Id) -> kernel::Result<Id> {
    let ask = register::PlanBulkChange {
        kind: register::BulkKind::Document,
        records: vec![document],
        values: serde_json::Map::from_iter([("decision".to_owned(), "KS § 4".into())]),
        reason: String::new(),
    };
    let bulk = register::plan_bulk_change(tx, &ask)?;
    register::carry_out_bulk_change(tx, bulk).map(|bulk| bulk.id)
}

/// A field of the federation's own: on which day a system's contract was signed.
fn signed() -> custom_fields::SaveField {
    let definition = custom_fields::Definition {
        record_kind: "system".into(),
        label_sv: "Kontrakt tecknat".into(),
        field_type: Some(custom_fields::FieldType::Date),
        ..custom_fields::Definition::default()
    };
    let kinds = vidmakt::domains::KINDS_WITH_CUSTOM_FIELDS;
    custom_fields::SaveField { definition, revision: None, kinds }
}

/// A picture on a document: one of the kinds that browsers show.
fn picture(tx: &mut Tx, document: Id) -> kernel::Result<Id> {
    let settings = web::FileSettings::default();
    let mut incoming = files::Incoming::begin("picture.png", settings.most_bytes)?;
    incoming.write(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89")?;
    let file = files::examine(&settings, &incoming.end()?).expect("a picture");
    attach_file(tx, document, &Brought { file, settings })
}

fn supplier(tx: &mut Tx) -> kernel::Result<Id> {
    let organisation = Organisation::new("Supplier", OrganisationKind::Supplier);
    let ask = SaveOrganisation { organisation, revision: None, because: Because::default() };
    Ok(save_organisation(tx, &ask)?.id)
}

/// A licence of which more are in use than there are.
fn licence_of(tx: &mut Tx, own: Id) -> kernel::Result<Id> {
    let licence = agreements::Licence {
        name: "Licence".into(),
        kind: Some(agreements::LicenceKind::PerUser),
        organisation: Some(own),
        bought: Some(200),
        in_use: Some(214),
        ..agreements::Licence::default()
    };
    let id = licence.id;
    agreements::save_licence(tx, licence).map(|_| id)
}

/// An agreement that is renewed when somebody asks for it, so that each of its pages has something to show.
fn agreement_with(tx: &mut Tx, supplier: Id, own: Id) -> kernel::Result<Id> {
    let agreement = agreements::Agreement {
        name: "Agreement".into(),
        kind: Some(agreements::AgreementKind::Support),
        supplier: Some(supplier),
        organisation: Some(own),
        starts_on: Some(day("2026-01-01")),
        ends_on: Some(day("2026-12-31")),
        renewal: agreements::Renewal::Explicit,
        ..agreements::Agreement::default()
    };
    let id = agreement.id;
    agreements::save_agreement(tx, agreement).map(|_| id)
}

fn away(tx: &mut Tx, person: Id) -> kernel::Result<Id> {
    let absence = Absence::new(person, day("2026-04-01"), day("2026-04-30"));
    let ask = PlanAbsence { absence, assignments: Vec::new(), because: Because::default() };
    Ok(organisation::plan_absence(tx, &ask)?.id)
}

/// A group of the organisation, of the first body of the pack that may have one.
fn grouped(tx: &mut Tx, own: Id, person: Id) -> kernel::Result<Id> {
    let pack = findings::pack_in_force(tx)?;
    let body = pack.bodies.iter().find(|body| {
        let is_forum = matches!(body.kind, policy::BodyKind::Forum | policy::BodyKind::Committee);
        let subjects = pack.forum_of(&body.id).map(|forum| forum.subjects.as_slice());
        is_forum && subjects.is_none_or(|kinds| kinds.iter().any(|kind| kind == "organisation"))
    });
    let body = body.expect("a body with members").id.clone();
    let subject = Subject::new(organisation::ORGANISATION, own);
    let forum = organisation::Forum {
        name: "Group".into(),
        people: vec![person],
        ..organisation::Forum::new(body, &subject, tx.today())
    };
    let ask = organisation::SaveForum { forum, revision: None, because: Because::default() };
    Ok(organisation::save_forum(tx, &ask)?.id)
}

/// What the organisation shows a neighbour of the same federation.
fn shared(tx: &mut Tx, own: Id) -> kernel::Result<Id> {
    let organisation = Organisation::new("Neighbour", OrganisationKind::Municipality);
    let ask = SaveOrganisation { organisation, revision: None, because: Because::default() };
    let receiver = Some(save_organisation(tx, &ask)?.id);
    let sharing = Sharing {
        receiver,
        record_kind: "system".into(),
        field_group: "base".into(),
        decision: "KS 1".into(),
        ..Sharing::new(own, tx.today())
    };
    add_sharing(tx, &sharing, &Because::default()).map(|added| added.id)
}

/// A planned reorganisation that splits a unit, so that each of its pages has something to show.
fn planned(tx: &mut Tx, own: Id) -> kernel::Result<Id> {
    let unit = Unit::new("Unit to split", own);
    let unit = save_unit(tx, &SaveUnit { unit, revision: None, because: Because::default() })?.id;
    let plan = Reorganisation::new("Reorganisation", vec![own], day("2026-12-01"));
    let plan = save_reorganisation(tx, &SaveReorganisation { plan, revision: None })?;
    let step = SplitUnit { unit: Some(unit), names: "East\nWest".into(), ..SplitUnit::default() };
    let step = AddStep { plan: plan.id, revision: plan.revision, step: Step::SplitUnit(step) };
    Ok(add_step(tx, &step)?.id)
}

/// The answer to the first place of the guideline that is unclear.
fn answered(tx: &mut Tx) -> kernel::Result<Id> {
    let issue = findings::pack_in_force(tx)?.issues.first().expect("something is unclear").id.clone();
    let answer = findings::IssueAnswer {
        answer: "An answer".to_owned(),
        answered_by: "An office".to_owned(),
        answered_on: Some(tx.today()),
        decision: String::new(),
    };
    findings::answer_issue(tx, &findings::AnswerIssue { issue, answer, revision: 0 })
}

/// Lets the first open demand on a subject pass.
fn waive_first_gap(tx: &mut Tx, subject: &Subject) -> kernel::Result<Id> {
    let evaluated = findings::of_subject(tx, subject)?;
    let gap = evaluated.findings.iter().find(|finding| finding.is_open()).expect("an open demand");
    let waiver = Waive {
        subject: subject.clone(),
        rule: gap.rule.clone(),
        reason: "A reason".to_owned(),
        decision: "A decision".to_owned(),
        until: Some(day("2026-12-31")),
    };
    findings::waive(tx, &waiver)
}

/// What fails inside the program is told beside the test that it fails.
fn log_failures() {
    let settings = Settings {
        database: "sqlite:unused".parse().expect("an address"),
        listen: String::new(),
        public_url: None,
        address_header: None,
        log: "error".to_owned(),
        log_json: false,
        watch: vidmakt::watch_settings::WatchSettings::default(),
        mail: None,
        hooks: hooks::Settings::default(),
        federation: None,
        act_as: None,
        files: web::FileSettings::default(),
    };
    vidmakt::serve::start_logging(&settings).expect("a filter");
}

/// A system as it stands before anybody has said more about it.
pub fn new_system(name: &str, organisation: Id) -> System {
    let kind = Some(SystemKind::ItSystem);
    System { name: name.to_owned(), kind, organisation: Some(organisation), ..System::default() }
}

/// A type of document that a system may have.
fn of_systems(pack: &policy::Pack) -> String {
    let is_of_systems =
        |document: &&policy::DocumentType| document.subjects.iter().any(|kind| kind == "system");
    pack.documents.iter().find(is_of_systems).expect("a document of systems").id.clone()
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap_or_else(|error| panic!("{text} is no day: {error}"))
}
