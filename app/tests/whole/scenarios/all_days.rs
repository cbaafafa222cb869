//! Whatever has a day stands on Start, in the calendar and in the mail of whoever has to see to it: no source of days is
//! asked in one place and forgotten in another.

use super::appointed_by_mail::with_address;
use super::calendar_feed::new_address;
use super::told_ahead::EARLIER;
use crate::program::{Federation, PASSWORD, Persona, Program, day};
use findings::{AdoptPack, Waive};
use kernel::{Actor, Id, Language, Message, Subject};
use notify::{Deadline, Letterhead, Sources};
use organisation::{
    AddStep, AssignRole, Because, DecideReorganisation, Employment, OpenUnit, Organisation, OrganisationKind,
    Person, PersonKind, Reorganisation, RoleAssignment, SaveEmployment, SaveOrganisation, SavePerson,
    SaveReorganisation, Sharing, Step, add_sharing, add_step, assign_role, save_employment,
    save_organisation, save_person, save_reorganisation, take_reorganisation_decision, waiting_for,
};
use register::SYSTEM;
use std::collections::{BTreeMap, BTreeSet};
use storage::{Tx, View};
use testkit::{Acting as _, TestDb, on_both_engines, operator};
use vidmakt::domains;

/// The day on which it is looked at: late enough that an appointment of the program's day is asked about again.
const LOOKED_AT: &str = "2026-03-12T09:00:00Z";

/// What the days of each source say, one or more of each.
const KINDS: &[&str] = &[
    "deadline-role-falls-vacant",
    "deadline-pack-begins",
    "deadline-sharing-ends",
    "deadline-answer-appointment",
    "deadline-leaver-checklist",
    "deadline-reorganisation",
    "deadline-waiver-ends",
    "deadline-confirm-system",
];

/// The chef owns the system until a day, and is asked about another role on it.
fn roles(tx: &mut Tx, (chef, asker): (Id, &Actor), system: Id) -> kernel::Result<()> {
    let on = Subject::new(SYSTEM, system);
    let owner = RoleAssignment::new("system_owner", &on, day("2026-02-01")).held_by(chef);
    let owner = RoleAssignment { appointed_by: "head_of_it".into(), to: Some(day("2026-05-20")), ..owner };
    assign_role(tx, &AssignRole { assignment: owner, reason: String::new() })?;
    let asked = RoleAssignment::new("system_manager", &on, day("2026-03-02")).held_by(chef).asked_by(asker);
    assign_role(tx, &AssignRole { assignment: asked, reason: String::new() }).map(|_| ())
}

/// Somebody whom the chef leads leaves.
fn leaver(tx: &mut Tx, chef: Id, at: Id) -> kernel::Result<()> {
    let person = Person::new("Handläggare", PersonKind::Employed);
    let person = save_person(tx, &SavePerson { person, revision: None, because: Because::default() })?.id;
    let employment = Employment {
        manager: Some(chef),
        to: Some(day("2026-04-30")),
        ..Employment::new(person, at, day("2026-01-01"))
    };
    let ask = SaveEmployment { employment, revision: None, because: Because::default() };
    save_employment(tx, &ask).map(|_| ())
}

/// What the chef's organisation shows a neighbour ends.
fn shared(tx: &mut Tx, own: Id) -> kernel::Result<()> {
    let organisation = Organisation::new("Grannkommunen", OrganisationKind::Municipality);
    let ask = SaveOrganisation { organisation, revision: None, because: Because::default() };
    let sharing = Sharing {
        receiver: Some(save_organisation(tx, &ask)?.id),
        record_kind: "system".into(),
        field_group: "base".into(),
        to: Some(day("2026-04-15")),
        decision: "KS § 1".into(),
        ..Sharing::new(own, tx.today())
    };
    add_sharing(tx, &sharing, &Because::default()).map(|_| ())
}

/// A unit is opened in the chef's organisation, as has been decided.
fn reorganised(tx: &mut Tx, own: Id) -> kernel::Result<()> {
    let plan = Reorganisation::new("Ny enhet", vec![own], day("2026-05-01"));
    let plan = save_reorganisation(tx, &SaveReorganisation { plan, revision: None })?;
    let step = OpenUnit { name: "Digitalisering".into(), organisation: Some(own), ..OpenUnit::default() };
    let step = AddStep { plan: plan.id, revision: plan.revision, step: Step::OpenUnit(step) };
    let plan = add_step(tx, &step)?;
    let decision = DecideReorganisation { decision: "KS § 2".into() };
    take_reorganisation_decision(tx, plan.id, plan.revision, &decision).map(|_| ())
}

/// The first of the demands that wait for the chef is waived for a time.
fn waived(tx: &mut Tx, chef: Id) -> kernel::Result<()> {
    let gap = waiting_for(tx, &[chef])?.into_iter().map(|(_, gap)| gap).find(|gap| gap.is_open());
    let gap = gap.expect("something is missing");
    let (reason, decision) = ("Avvecklas i sommar".to_owned(), "KS § 4".to_owned());
    let until = Some(day("2026-05-29"));
    let ask = Waive { subject: gap.subject, rule: gap.rule, reason, decision, until };
    findings::waive(tx, &ask).map(|_| ())
}

/// The guideline of which a new version begins.
fn pack_to_come() -> AdoptPack {
    AdoptPack {
        source: policy::shipped_pack("itradet").expect("shipped").clone(),
        overlay: EARLIER.into(),
        valid_from: Some(day("2026-04-01")),
        decision: "KS § 3".into(),
        reason: "Ny version".into(),
        ..AdoptPack::default()
    }
}

fn with_every_kind_of_day(program: &Program, here: &Federation) -> Persona {
    let chef = program.administrator(here);
    program.grant(here, &chef, "head_of_it", here.own);
    with_address(program, here, &chef);
    let system = program.system(here, here.own, "Elevregister");
    let (person, own) = (chef.person, here.own);
    let asker = program.actor(here, &program.employed(here, "kommunchef"));
    program.write(here, move |tx| {
        roles(tx, (person, &asker), system)?;
        leaver(tx, person, own)?;
        reorganised(tx, own)?;
        shared(tx, own)
    });
    program.write(here, move |tx| waived(tx, person));
    program.write(here, |tx| findings::adopt_pack(tx, &pack_to_come()));
    chef
}

/// The days of somebody, as the domains know them.
fn days_of(program: &Program, here: &Federation, person: Id) -> Vec<Deadline> {
    let job = Actor::job(here.tenant, operator().at(LOOKED_AT).now);
    let read = |read: &storage::Read| read.attached::<Sources>()?.deadlines_ahead(read, Some(&[person]), 90);
    program.db.read(&job, View::Now, read).expect("days")
}

/// The calendar with its folded lines whole.
fn unfolded(calendar: &str) -> String {
    calendar.replace("\r\n ", "").replace("\\,", ",").replace("\\;", ";")
}

fn every_kind_of_day_stands_on_start_in_the_calendar_and_in_the_mail(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "itradet");
    let chef = with_every_kind_of_day(&program, &here);
    let days = days_of(&program, &here, chef.person);
    let kinds: BTreeSet<&str> = days.iter().map(|one| one.message.key).collect();
    let missing: Vec<_> = KINDS.iter().filter(|kind| !kinds.contains(**kind)).collect();
    assert!(missing.is_empty(), "{missing:?} among {days:#?}");

    let site = program.site_at(operator().at(LOOKED_AT).now);
    let mut browser = site.visitor().signed_in(&chef.user, PASSWORD);
    let start: Vec<String> = browser.get("/").page().texts("main tbody tr");
    let address = new_address(&mut browser);
    let calendar = unfolded(&site.visitor().get(&address).text());
    let job = Actor::job(here.tenant, operator().at(LOOKED_AT).now);
    let head = Letterhead {
        federation: "here".into(),
        public_url: "https://vidmakt.example.se".into(),
        has_server: true,
        languages: BTreeMap::new(),
    };
    notify::make_digests(&program.db, &job, &head).expect("digests");
    let mail = db.raw_rows("SELECT plain FROM mail WHERE kind = 'digest'").concat().join("\n");
    let said = |message: &Message| texts::render(Language::Swedish, message);
    for one in &days {
        let (name, what, due) = (&one.name.sv, said(&one.message), texts::date(one.due));
        let is_row =
            |row: &&String| row.starts_with(name.as_str()) && row.contains(&what) && row.contains(&due);
        assert!(start.iter().any(|row| is_row(&row)), "{name}: {what} {due} on Start: {start:#?}");
        let begins = format!("DTSTART;VALUE=DATE:{}", due.replace('-', ""));
        let event =
            calendar.split("BEGIN:VEVENT").find(|event| event.contains(&format!("SUMMARY:{name}: {what}")));
        assert!(event.is_some_and(|event| event.contains(&begins)), "{name}: {what} in {calendar}");
        assert!(mail.contains(&format!("{due} {name}: {what}")), "{name}: {what} {due} in {mail}");
    }
}

on_both_engines!(domains::schema();
    every_kind_of_day_stands_on_start_in_the_calendar_and_in_the_mail,
);
