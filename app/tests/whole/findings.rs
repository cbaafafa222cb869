//! The findings of a small municipality: what a new system lacks, what goes when it is mended, what comes by itself
//! when a day comes, what a decision lets pass, and that what is kept is what would be computed.

use findings::{AdoptPack, Waive};
use kernel::{Actor, Date, Id, Outcome, Subject};
use organisation::{
    AssignRole, Because, Employment, Organisation, OrganisationKind, Person, PersonKind, RoleAssignment,
    SaveEmployment, SaveOrganisation, SavePerson,
};
use register::{SYSTEM, System};
use storage::{Db, View};
use testkit::{Acting as _, TestDb, on_both_engines, operator};
use vidmakt::domains;

/// A municipality under the guideline of seed 001, with one system and one employee.
struct Municipality {
    db: Db,
    organisation: Id,
    employee: Id,
    system: Subject,
}

fn municipality(made: &TestDb) -> Municipality {
    let db = domains::open(made.url()).unwrap();
    let (organisation, employee, system) = db
        .write(&operator(), |tx| {
            let source = policy::shipped_pack("itradet").unwrap().clone();
            let ask = AdoptPack { source, ..AdoptPack::default() };
            findings::adopt_pack(tx, &ask)?;
            let because = Because::default();
            let own = Organisation {
                is_own: true,
                ..Organisation::new("Kommunen", OrganisationKind::Municipality)
            };
            let own = organisation::save_organisation(
                tx,
                &SaveOrganisation { organisation: own, revision: None, because: because.clone() },
            )?;
            let person = Person::new("Enhetschef Skola", PersonKind::Employed);
            let person = organisation::save_person(
                tx,
                &SavePerson { person, revision: None, because: because.clone() },
            )?;
            let employment = Employment::new(person.id, own.id, "2020-01-01".parse().unwrap());
            organisation::save_employment(tx, &SaveEmployment { employment, revision: None, because })?;
            let system = System {
                name: "Elevregister".into(),
                kind: Some(register::SystemKind::ItSystem),
                organisation: Some(own.id),
                ..System::default()
            };
            let system = register::register_system(tx, system)?;
            Ok((own.id, person.id, Subject::new(SYSTEM, system)))
        })
        .unwrap();
    Municipality { db, organisation, employee, system }
}

/// A change of pack, with what it must rest on.
fn decided() -> AdoptPack {
    AdoptPack { decision: "KS § 2".into(), reason: "Ny riktlinje".into(), ..AdoptPack::default() }
}

impl Municipality {
    /// The rules whose demand on the system is open, as they are kept.
    fn open(&self, actor: &Actor) -> Vec<String> {
        let id = self.system.id;
        let kept = self.db.read(actor, View::Now, |read| findings::kept_of(read, &[id])).unwrap();
        let mut rules: Vec<String> =
            kept.into_iter().filter(findings::Finding::is_open).map(|finding| finding.rule).collect();
        rules.sort();
        rules
    }

    fn about_role(&self, actor: &Actor, role: &str) -> (Outcome, String) {
        let evaluated =
            self.db.read(actor, View::Now, |read| findings::of_subject(read, &self.system)).unwrap();
        let about = policy::About::Role(role.to_owned());
        let finding = evaluated.findings.into_iter().find(|finding| finding.about == about).unwrap();
        (finding.outcome, finding.rule)
    }

    fn appoint(&self, role: &str) {
        let assignment = RoleAssignment {
            person: Some(self.employee),
            ..RoleAssignment::new(role, &self.system, "2026-03-02".parse().unwrap())
        };
        let ask = AssignRole { assignment, reason: String::new() };
        self.db.write(&operator().seconds_later(60), move |tx| organisation::assign_role(tx, &ask)).unwrap();
    }

    fn evaluate_due(&self, actor: &Actor) -> usize {
        self.db.write(actor, |tx| findings::evaluate_due(tx, 500)).unwrap()
    }

    fn rebuild(&self) -> findings::Rebuilt {
        self.db.write(&operator().seconds_later(600), findings::rebuild).unwrap()
    }
}

fn a_vacant_role_is_a_finding_and_goes_when_somebody_is_appointed(made: &TestDb) {
    let municipality = municipality(made);
    let (outcome, rule) = municipality.about_role(&operator(), "system_owner");
    assert_eq!(outcome, Outcome::Breached);
    assert!(municipality.open(&operator()).contains(&rule));
    municipality.appoint("system_owner");
    assert_eq!(municipality.about_role(&operator(), "system_owner").0, Outcome::Met);
    assert!(!municipality.open(&operator()).contains(&rule));
    assert_eq!(municipality.about_role(&operator(), "system_manager").0, Outcome::Breached, "others stay");
}

fn a_leaver_s_roles_fall_vacant_by_themselves_and_show_before(made: &TestDb) {
    let municipality = municipality(made);
    municipality.appoint("system_owner");
    let rule = municipality.about_role(&operator(), "system_owner").1;
    let (employee, organisation) = (municipality.employee, municipality.organisation);
    municipality
        .db
        .write(&operator().seconds_later(120), move |tx| {
            let employment = organisation::employments_of(tx, employee)?.remove(0);
            assert_eq!(employment.organisation, organisation);
            let revision = Some(employment.revision);
            let employment = Employment { to: "2026-04-30".parse().ok(), ..employment };
            organisation::save_employment(
                tx,
                &SaveEmployment { employment, revision, because: Because::default() },
            )
        })
        .unwrap();
    let kept = municipality
        .db
        .read(&operator(), View::Now, |read| findings::kept_of(read, &[municipality.system.id]))
        .unwrap();
    assert!(kept.iter().any(|finding| finding.rule == rule && finding.is_coming_vacancy()), "within 90 days");
    assert!(!municipality.open(&operator()).contains(&rule), "the role is still held");
    let first_of_may = operator().at("2026-05-01T06:00:00Z");
    assert!(municipality.evaluate_due(&first_of_may) > 0, "the day has come");
    assert!(municipality.open(&first_of_may).contains(&rule), "nobody wrote anything, and it is vacant");
}

fn a_waiver_lets_a_demand_pass_until_its_last_day(made: &TestDb) {
    let municipality = municipality(made);
    let rule = municipality.about_role(&operator(), "system_manager").1;
    let until: Date = "2026-03-31".parse().unwrap();
    let waiver = Waive {
        subject: municipality.system.clone(),
        rule: rule.clone(),
        reason: "Rekrytering pågår.".into(),
        decision: "KS 2026 § 12".into(),
        until: Some(until),
    };
    municipality.db.write(&operator().seconds_later(60), move |tx| findings::waive(tx, &waiver)).unwrap();
    assert_eq!(municipality.about_role(&operator(), "system_manager").0, Outcome::Waived);
    assert!(!municipality.open(&operator()).contains(&rule));
    let first_of_april = operator().at("2026-04-01T06:00:00Z");
    municipality.evaluate_due(&first_of_april);
    assert!(municipality.open(&first_of_april).contains(&rule));
}

fn a_waiver_needs_a_reason_a_decision_and_an_end(made: &TestDb) {
    let municipality = municipality(made);
    let rule = municipality.about_role(&operator(), "system_manager").1;
    let waiver = Waive {
        subject: municipality.system.clone(),
        rule,
        reason: " ".into(),
        decision: String::new(),
        until: None,
    };
    let answer = municipality.db.write(&operator().seconds_later(60), move |tx| findings::waive(tx, &waiver));
    let Err(kernel::Error::Rejected(objections)) = answer else {
        panic!("a waiver without anything was taken")
    };
    let fields: Vec<&str> = objections.iter().map(|objection| objection.field.as_str()).collect();
    assert_eq!(fields, ["reason", "decision", "until"]);
}

fn what_is_kept_is_what_a_rebuild_computes(made: &TestDb) {
    let municipality = municipality(made);
    municipality.appoint("system_owner");
    assert_eq!(municipality.rebuild().differed, [], "every verb kept its findings right");
    made.raw_execute("DELETE FROM finding WHERE subject_kind = 'system'");
    let rebuilt = municipality.rebuild();
    assert!(!rebuilt.differed.is_empty(), "the rebuild tells what was lost");
    assert!(!municipality.open(&operator()).is_empty());
    assert_eq!(municipality.rebuild().differed, []);
}

fn gaps_as_of_a_day_are_those_that_were_kept_then(made: &TestDb) {
    let municipality = municipality(made);
    let then = municipality.open(&operator());
    let next_day = operator().at("2026-03-03T08:00:00Z");
    let ask = RoleAssignment {
        person: Some(municipality.employee),
        ..RoleAssignment::new("system_owner", &municipality.system, "2026-03-03".parse().unwrap())
    };
    let ask = AssignRole { assignment: ask, reason: String::new() };
    municipality.db.write(&next_day, move |tx| organisation::assign_role(tx, &ask)).unwrap();
    let later = operator().at("2026-03-04T08:00:00Z");
    assert!(municipality.open(&later).len() < then.len());
    let view = View::AsOf("2026-03-02".parse().unwrap());
    let id = municipality.system.id;
    let mut as_of: Vec<String> = municipality
        .db
        .read(&later, view, |read| findings::gaps_of(read, Some(id)))
        .unwrap()
        .into_iter()
        .map(|finding| finding.rule)
        .collect();
    as_of.sort();
    assert_eq!(as_of, then);
}

fn a_document_of_the_municipality_itself_meets_its_demand(made: &TestDb) {
    let municipality = municipality(made);
    let source = policy::shipped_pack("sydnarke").unwrap().clone();
    let valid_from = "2026-03-02".parse().ok();
    let ask = AdoptPack { source, valid_from, ..decided() };
    municipality.db.write(&operator().seconds_later(60), move |tx| findings::adopt_pack(tx, &ask)).unwrap();
    let subject = Subject::new(organisation::ORGANISATION, municipality.organisation);
    let standing = || {
        let evaluated = municipality
            .db
            .read(&operator(), View::Now, |read| findings::of_subject(read, &subject))
            .unwrap();
        let about = policy::About::Document("information_security_policy".into());
        evaluated.findings.into_iter().find(|finding| finding.about == about).unwrap().outcome
    };
    assert_eq!(standing(), Outcome::Breached);
    let document = register::Document {
        name: "Informationssäkerhetspolicy".into(),
        owner: Some(municipality.employee),
        date: "2026-02-01".parse().ok(),
        ..register::Document::new(subject.clone(), "information_security_policy")
    };
    municipality
        .db
        .write(&operator().seconds_later(120), move |tx| register::register_document(tx, document))
        .unwrap();
    assert_eq!(standing(), Outcome::Met);
    assert_eq!(municipality.rebuild().differed, []);
}

fn a_pack_judges_from_its_first_day_and_not_before(made: &TestDb) {
    let municipality = municipality(made);
    let source = policy::shipped_pack("sydnarke").unwrap().clone();
    let valid_from = "2026-06-01".parse().ok();
    let ask = AdoptPack { source, valid_from, ..decided() };
    municipality.db.write(&operator().seconds_later(60), move |tx| findings::adopt_pack(tx, &ask)).unwrap();
    let before = municipality.open(&operator());
    assert_eq!(municipality.rebuild().differed, [], "the old pack still judges");
    let apply = |actor: &Actor| municipality.db.write(actor, findings::apply_pack_in_force).unwrap();
    assert!(!apply(&operator().at("2026-05-31T08:00:00Z")));
    assert!(apply(&operator().at("2026-06-01T08:00:00Z")), "its day has come");
    assert!(!apply(&operator().at("2026-06-01T09:00:00Z")), "once is enough");
    assert_ne!(municipality.open(&operator().at("2026-06-01T10:00:00Z")), before);
}

fn another_pack_gives_the_holders_of_roles_what_it_says(made: &TestDb) {
    let municipality = municipality(made);
    municipality.appoint("system_owner");
    let owner = testkit::person("enhetschef", municipality.employee).seconds_later(120);
    let may_waive = |actor: &Actor| {
        let id = municipality.system.id;
        municipality.db.read(actor, View::Now, |read| access::may(read, findings::WAIVE, id)).unwrap()
    };
    assert!(may_waive(&owner), "base lets owners waive on their own system");
    let source = policy::shipped_pack("sydnarke").unwrap().clone();
    let valid_from = "2026-03-02".parse().ok();
    let ask = AdoptPack { source, valid_from, ..decided() };
    municipality.db.write(&operator().seconds_later(300), move |tx| findings::adopt_pack(tx, &ask)).unwrap();
    let later = owner.seconds_later(600);
    assert!(may_waive(&later), "the role has the same function in both packs");
    let about = municipality.about_role(&later, "alarm_contact").0;
    assert_ne!(about, Outcome::Met, "the new guideline's demands are judged at once");
    assert_eq!(municipality.rebuild().differed, []);
}

on_both_engines!(domains::schema();
    a_document_of_the_municipality_itself_meets_its_demand,
    a_pack_judges_from_its_first_day_and_not_before,
    another_pack_gives_the_holders_of_roles_what_it_says,
    a_vacant_role_is_a_finding_and_goes_when_somebody_is_appointed,
    a_leaver_s_roles_fall_vacant_by_themselves_and_show_before,
    a_waiver_lets_a_demand_pass_until_its_last_day,
    a_waiver_needs_a_reason_a_decision_and_an_end,
    what_is_kept_is_what_a_rebuild_computes,
    gaps_as_of_a_day_are_those_that_were_kept_then,
);
