//! A federation with a guideline, three people and whatever a test lets the domains know of them.

use findings::{AdoptPack, FactSource, Rulebook};
use kernel::{
    Actor, Date, Id, Instant, Language, LocalText, Message, Result, Subject, SubjectKind, TenantId,
};
use notify::{
    Deadline, DeadlineSource, Gap, Letterhead, MailRow, MailServer, MailTls, Notice, PeopleSource, Postman,
    Recipient, Sources, mail_address,
};
use policy::{FactDeclaration, FactKind, PackSource};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use storage::{Db, Query, Read, Schema, View};
use testkit::{Acting as _, MailTrap, TestDb, operator};

pub const THING: SubjectKind = SubjectKind("thing");

pub const ANNA: Id = Id::from_bytes([1; 16]);
pub const BO: Id = Id::from_bytes([2; 16]);
/// Has no address.
pub const CIA: Id = Id::from_bytes([3; 16]);
pub const RECORD: Id = Id::from_bytes([9; 16]);

pub fn schema() -> Schema {
    Schema::of_storage()
        .with(access::schema())
        .with(custom_fields::schema())
        .with(findings::schema())
        .with(notify::schema())
}

fn everybody() -> Vec<Recipient> {
    let one = |person, name: &str, address: &str| Recipient {
        person,
        name: name.to_owned(),
        mail_address: address.to_owned(),
    };
    vec![
        one(ANNA, "Systemägare Skola", "agare@example.se"),
        one(BO, "System manager, care", "manager@example.se"),
        one(CIA, "Utan adress", ""),
    ]
}

/// Bo gets another address on 10 March 2026.
fn people_of(read: &Read, people: &[Id]) -> Result<Vec<Recipient>> {
    let mut found: Vec<Recipient> =
        everybody().into_iter().filter(|one| people.contains(&one.person)).collect();
    for one in &mut found {
        if one.person == BO && read.today() >= day("2026-03-10") {
            one.mail_address = "corrected@example.se".to_owned();
        }
    }
    Ok(found)
}

fn people_after(_: &Read, after: Option<Id>, most: i64) -> Result<Vec<Recipient>> {
    let rest = everybody().into_iter().filter(|one| after.is_none_or(|after| one.person > after));
    Ok(rest.take(usize::try_from(most).unwrap()).collect())
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Anna has a document to review on 20 March 2026; Bo has one that is overdue.
fn deadlines(_: &Read, people: Option<&[Id]>, until: Date) -> Result<Vec<Deadline>> {
    let one = |person, due: &str, name: &str| Deadline {
        person,
        due: day(due),
        about: Subject::new(THING, RECORD),
        name: Deadline::named(name),
        message: Message::new("deadline-document-review"),
        address: "/dokument/1".to_owned(),
    };
    let mut all = vec![one(ANNA, "2026-03-20", "Årsplan"), one(BO, "2026-02-01", "Risk analysis")];
    all.retain(|one| people.is_none_or(|people| people.contains(&one.person)) && one.due <= until);
    Ok(all)
}

/// Anna answers for one demand that is not met, but for 4 March 2026.
fn gaps(read: &Read, people: &[Id]) -> Result<Vec<Gap>> {
    let gap = Gap {
        person: ANNA,
        about: Subject::new(THING, RECORD),
        name: "Elevregistret".to_owned(),
        rule: "owner".to_owned(),
        demand: LocalText::new("systemförvaltare", "system manager"),
        address: "/system/1".to_owned(),
    };
    let is_open = read.today() != day("2026-03-04");
    Ok(if is_open && people.contains(&ANNA) { vec![gap] } else { Vec::new() })
}

/// A guideline that demands nothing.
fn pack() -> PackSource {
    let given =
        [("pack.toml", include_str!("pack/pack.toml")), ("objects.toml", include_str!("pack/objects.toml"))];
    let test = "[[test]]\nname = \"A system\"\nsubject = \"system\"\ntoday = 2026-03-02\nexpect = []\n";
    let empty =
        ["clauses.toml", "roles.toml", "documents.toml", "terms.toml", "issues.toml"].map(|name| (name, ""));
    let files = given.into_iter().chain(empty).chain([("tests/none.toml", test)]);
    let files = files.map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    PackSource { id: "trial".into(), files, ..PackSource::default() }
}

/// Records that the guideline knows of, and of which there are none.
fn nothing_of(kind: SubjectKind, declarations: fn() -> Vec<FactDeclaration>) -> FactSource {
    FactSource {
        kind,
        declarations,
        load: |_, _, _| Ok(Vec::new()),
        after: |_, _, _| Ok(Vec::new()),
        names: |_, _| Ok(Vec::new()),
        address: |_| "/".to_owned(),
        mended_at: |_, _| ("/".to_owned(), "mend-fill-field"),
    }
}

fn declaration(subject_kind: &str, name: &str, value: &str) -> FactDeclaration {
    FactDeclaration {
        subject_kind: subject_kind.into(),
        name: name.into(),
        kind: FactKind::Choice(vec![value.to_owned()]),
        title: LocalText::new(name, name),
        value_titles: std::collections::BTreeMap::new(),
    }
}

fn of_systems() -> Vec<FactDeclaration> {
    [("kind", "it_system"), ("category", "common"), ("lifecycle_state", "in_operation")]
        .map(|(name, value)| declaration("system", name, value))
        .to_vec()
}

fn of_organisations() -> Vec<FactDeclaration> {
    vec![declaration("organisation", "kind", "municipality")]
}

/// The program on the tables of a test, as one copy of it.
pub struct World {
    pub db: Db,
    pub now: Instant,
}

impl World {
    /// A federation that has adopted its guideline, on Monday 2 March 2026 at nine in the morning.
    pub fn on(test: &TestDb) -> Self {
        let world = Self::copy_on(Db::clone(test));
        let adopt = AdoptPack { source: pack(), decision: "KS 2019/1".into(), ..AdoptPack::default() };
        world.db.write(&operator(), move |tx| findings::adopt_pack(tx, &adopt)).expect("the pack is adopted");
        world
    }

    /// One more copy of the program on the same tables.
    pub fn copy_on(db: Db) -> Self {
        let base = policy::shipped_pack(policy::BASE).and_then(|base| base.text("permissions.toml"));
        // Whatever the base grants is a permission here: no room has declared its own.
        let named: BTreeSet<&str> = base
            .unwrap_or_default()
            .split('"')
            .filter(|word| word.contains('.') && !word.contains([' ', '\n']))
            .collect();
        let permissions: Vec<&str> = named.into_iter().collect();
        let fact_sources = vec![
            nothing_of(SubjectKind("system"), of_systems),
            nothing_of(SubjectKind("organisation"), of_organisations),
        ];
        let rulebook = Rulebook::new(fact_sources, &policy::ACTIONS, &permissions);
        let rulebook = rulebook.unwrap_or_else(|problems| panic!("{:?}", problems.first()));
        let people = PeopleSource { of: people_of, after: people_after };
        let sources = Sources { deadlines: vec![DeadlineSource::usual(deadlines)], gaps, people };
        Self { db: db.with_attachment(rulebook).with_attachment(sources), now: operator().now }
    }

    /// The same copy at another time.
    pub fn at(&self, instant: &str) -> Self {
        Self { db: self.db.clone(), now: operator().at(instant).now }
    }

    pub fn later(&self, seconds: i64) -> Self {
        Self { db: self.db.clone(), now: self.now.plus_seconds(seconds) }
    }

    pub fn job(&self) -> Actor {
        Actor::job(TenantId(1), self.now)
    }

    pub fn head(&self) -> Letterhead {
        Letterhead {
            federation: "Provkommunen".into(),
            public_url: "https://vidmakt.example.se/".into(),
            has_server: true,
            languages: BTreeMap::from([(BO, Language::English)]),
        }
    }

    /// Somebody is told something at once, as an appointment is.
    pub fn tell(&self, person: Id, key: &str) {
        let notice = notice(person, key);
        self.db.write(&self.job(), move |tx| notify::tell(tx, &notice)).expect("it is noted");
    }

    /// The mails of what is told at once are made.
    pub fn make(&self) -> usize {
        notify::make_notice_mails(&self.db, &self.job(), &self.head()).expect("mails are made")
    }

    pub fn digests(&self) -> usize {
        notify::make_digests(&self.db, &self.job(), &self.head()).expect("digests are made")
    }

    /// What is due is sent by a copy of the program.
    pub fn deliver_as(&self, copy: &str, server: Option<&MailServer>) -> notify::Delivered {
        let clock = || self.now;
        let mut postman = Postman::new(&self.db, server, copy, &clock);
        let delivered = postman.deliver(TenantId(1)).expect("the database holds");
        postman.close();
        delivered
    }

    pub fn deliver(&self, server: &MailServer) -> notify::Delivered {
        self.deliver_as("one", Some(server))
    }

    /// All mails, the newest last.
    pub fn mails(&self) -> Vec<MailRow> {
        let all = |read: &Read| notify::MAILS.page(read, &Query::first(100));
        self.db.read(&self.job(), View::Now, all).expect("the list").items
    }

    /// The only mail.
    pub fn mail(&self) -> MailRow {
        let mails = self.mails();
        assert_eq!(mails.len(), 1, "{mails:?}");
        mails.into_iter().next().unwrap()
    }
}

pub fn notice(person: Id, key: &str) -> Notice {
    Notice {
        person,
        about: Subject::new(THING, RECORD),
        address: "/uppdrag/1".into(),
        message: Message::new("deadline-waiver-ends"),
        key: key.to_owned(),
        is_at_once: true,
    }
}

/// The settings that lead to a server of a test, which has all the time that a busy machine may need.
pub fn server_at(trap: &MailTrap) -> MailServer {
    MailServer {
        host: "127.0.0.1".into(),
        port: trap.port(),
        tls: MailTls::None,
        credentials: None,
        from: mail_address("Vidmakt <vidmakt@example.se>").unwrap(),
        reply_to: None,
        patience: Duration::from_secs(30),
    }
}

/// The same, soon given up: for one that hangs.
pub fn soon_given_up(trap: &MailTrap) -> MailServer {
    MailServer { patience: Duration::from_secs(2), ..server_at(trap) }
}
