//! What somebody who opens the demo finds: the accounts, believable gaps, guidelines that demand different things, and
//! a past that differs from today.

use super::story::{Shift, read_story};
use super::{DemoAccount, build, files_of};
use crate::config::Settings;
use crate::domains;
use crate::installation::Installation;
use findings::Finding;
use kernel::{Actor, Date, Error, Instant, Outcome, TenantId};
use std::collections::BTreeSet;
use storage::{Read, View};
use testkit::{TestDb, on_both_engines};
use web::accounts;

const NOW: &str = "2026-11-22T09:00:00Z";
const FEDERATIONS: [&str; 5] = ["sydnarke", "vmkf", "itradet", "forandringsstopp", "eforvaltning"];
const ROLES: [&str; 7] = [
    "head_of_it",
    "system_owner",
    "system_manager",
    "system_administrator",
    "information_security_officer",
    "head_of_department",
    "user",
];

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The demo as it is opened on [`NOW`].
struct Opened {
    installation: Installation,
    accounts: Vec<DemoAccount>,
}

impl Opened {
    fn in_database(db: &TestDb) -> Self {
        let settings = Settings {
            database: db.url().clone(),
            listen: "127.0.0.1:0".into(),
            public_url: None,
            address_header: None,
            log: "warn".into(),
            log_json: false,
            watch: crate::watch_settings::WatchSettings::default(),
            mail: None,
            hooks: hooks::Settings::default(),
            federation: None,
            act_as: None,
            files: web::FileSettings::default(),
        };
        let installation = Installation::open(&settings).unwrap_or_else(|error| panic!("{error:?}"));
        let accounts = build(&installation, NOW.parse().unwrap()).unwrap_or_else(|error| panic!("{error:?}"));
        Self { installation, accounts }
    }

    fn read<T>(&self, federation: &str, view: View, read: impl FnOnce(&Read) -> kernel::Result<T>) -> T {
        let now: Instant = NOW.parse().unwrap();
        let operator = Actor::operator(TenantId::INSTALLATION, now);
        let tenant =
            self.installation.db.look_up(&operator, |all| accounts::tenant(all, federation)).unwrap();
        let actor = Actor::operator(tenant.unwrap().id, now);
        self.installation.db.read(&actor, view, read).unwrap()
    }

    /// Everything that is demanded of systems, objects and organisations.
    fn demands(&self, federation: &str, view: View) -> Vec<Finding> {
        self.read(federation, view, |read| {
            let mut found = Vec::new();
            for source in [organisation::fact_sources(), register::fact_sources()].concat() {
                let ids = (source.after)(read, None, 1_000)?;
                let evaluated = findings::evaluate_subjects(read, source.kind.name(), &ids)?;
                found.extend(evaluated.into_iter().flat_map(|one| one.findings));
            }
            Ok(found)
        })
    }

    fn systems(&self, federation: &str, view: View) -> usize {
        let source = register::fact_sources().into_iter().find(|one| one.kind == register::SYSTEM).unwrap();
        self.read(federation, view, |read| (source.after)(read, None, 1_000)).len()
    }
}

fn a_user_finds_a_believable_register_in_each_federation(db: &TestDb) {
    let demo = Opened::in_database(db);
    everybody_can_sign_in(&demo);
    registers_are_of_the_promised_sizes(&demo);
    gaps_are_believable(&demo);
    guidelines_demand_different_things(&demo);
    last_month_looked_otherwise(&demo);
    kept_findings_are_those_of_today(&demo);
    chains_of_the_audit_log_are_whole(&demo);
}
on_both_engines!(domains::schema(); a_user_finds_a_believable_register_in_each_federation);

fn everybody_can_sign_in(demo: &Opened) {
    for federation in FEDERATIONS {
        let here = || demo.accounts.iter().filter(|account| account.federation == federation);
        for role in ROLES {
            assert!(here().any(|one| one.roles.iter().any(|has| has == role)), "{role} in {federation}");
        }
        assert!(here().all(|account| account.user.ends_with(federation)));
    }
    let administrators =
        demo.accounts.iter().filter(|one| one.roles.iter().any(|role| role == "installation_administrator"));
    assert_eq!(administrators.map(|one| one.user.as_str()).collect::<Vec<_>>(), ["administrator.sydnarke"]);
    let operator = Actor::operator(TenantId::INSTALLATION, NOW.parse().unwrap());
    for account in &demo.accounts {
        let user = account.user.clone();
        let found = demo.installation.db.look_up(&operator, |all| accounts::find(all, &user)).unwrap();
        assert_eq!(found.unwrap().federation, account.federation);
    }
}

fn registers_are_of_the_promised_sizes(demo: &Opened) {
    assert!((110..=150).contains(&demo.systems("sydnarke", View::Now)));
    for federation in &FEDERATIONS[1..] {
        let count = demo.systems(federation, View::Now);
        assert!((24..=40).contains(&count), "{federation} has {count}");
    }
}

fn gaps_are_believable(demo: &Opened) {
    for federation in FEDERATIONS {
        let demands = demo.demands(federation, View::Now);
        let count = |outcome| demands.iter().filter(|one| one.outcome == outcome).count();
        let (met, open) = (count(Outcome::Met), demands.iter().filter(|one| one.is_open()).count());
        assert!(open > 5 && open < met, "{federation}: {open} open, {met} met");
    }
    let demands = demo.demands("sydnarke", View::Now);
    let has = |code: &str| demands.iter().any(|one| one.reason_code == code);
    for code in
        ["too_few_holders", "document_missing", "document_past_review", "plan_not_decided", "coming_vacancy"]
    {
        assert!(has(code), "{code}");
    }
    assert_eq!(demands.iter().filter(|one| one.outcome == Outcome::Waived).count(), 1);
}

fn guidelines_demand_different_things(demo: &Opened) {
    let rules = |federation| {
        let demands = demo.demands(federation, View::Now).into_iter();
        demands.filter(|one| one.subject.is(register::SYSTEM)).map(|one| one.rule).collect::<BTreeSet<_>>()
    };
    let (rich, small) = (rules("sydnarke"), rules("itradet"));
    assert!(
        small.contains("operations-responsible-appointed")
            && !rich.contains("operations-responsible-appointed")
    );
    assert!(rich.contains("classification-exists") && !small.contains("classification-exists"));
}

fn last_month_looked_otherwise(demo: &Opened) {
    for federation in FEDERATIONS {
        let then = demo.systems(federation, View::AsOf(day("2026-10-01")));
        let now = demo.systems(federation, View::Now);
        assert!(then > 0 && then < now, "{federation} had {then} and has {now}");
    }
    let open = |view| {
        let demands = demo.demands("sydnarke", view).into_iter().filter(Finding::is_open);
        demands.map(|one| (one.subject_name, one.rule)).collect::<BTreeSet<_>>()
    };
    let (then, now) = (open(View::AsOf(day("2026-10-22"))), open(View::Now));
    let manager = ("Diariesystem Askersund".to_owned(), "system-manager-appointed".to_owned());
    assert!(!then.contains(&manager) && now.contains(&manager), "somebody left");
    let waived = ("Driftövervakning vattenverk".to_owned(), "technical-management-is-it".to_owned());
    assert!(then.contains(&waived) && !now.contains(&waived), "a demand was waived");
}

/// Nothing that was due to change on its own since it was written is left as it was.
fn kept_findings_are_those_of_today(demo: &Opened) {
    for federation in FEDERATIONS {
        let kept = demo.read(federation, View::Now, |read| {
            let ask = findings::GapsAsk { limit: 1, ..findings::GapsAsk::default() };
            findings::gaps(read, &ask).map(|(_, count)| count)
        });
        let today = demo.demands(federation, View::Now).iter().filter(|one| one.is_open()).count();
        assert_eq!(usize::try_from(kept).unwrap(), today, "{federation}");
    }
}

fn chains_of_the_audit_log_are_whole(demo: &Opened) {
    for federation in FEDERATIONS {
        let report =
            demo.read(federation, View::Now, |read| storage::verify_chain(read, federation.into(), None));
        assert!(report.ok && report.events > 50, "{federation}: {report:?}");
    }
}

#[test]
fn a_demo_opened_later_is_told_as_many_days_later_and_its_plans_are_for_that_year() {
    let shift = Shift::between(day("2026-11-22"), day("2027-03-02"));
    assert_eq!((shift.days, shift.years), (100, 1));
    for federation in FEDERATIONS {
        let files = files_of(federation);
        let written = Shift::between(day("2026-11-22"), day("2026-11-22"));
        let first = |shift| read_story(federation, &files, shift).unwrap().lines[0].1.day;
        assert_eq!(first(shift).since(first(written)).unwrap().get_days(), 100, "{federation}");
    }
}

#[test]
fn everything_in_the_demo_happened_before_it_is_opened() {
    let today = day("2026-11-22");
    for federation in FEDERATIONS {
        let story = read_story(federation, &files_of(federation), Shift::between(today, today)).unwrap();
        assert!(story.lines.iter().all(|(_, line)| line.day < today), "{federation}");
    }
}

#[test]
fn a_wrong_file_is_named_with_what_is_wrong_in_it() {
    const HEAD: &str = "name = 'Kommunen'\naccounts = []";
    let cases = [
        ("[[system]\nday = 2026-05-04", "demo/x/systems.toml"),
        ("[[sytem]]\nday = 2026-05-04\nlist = []", "demo/x/systems.toml"),
        ("[[system]]\nday = 'måndag'\nlist = [{ name = 'Diariesystem' }]", "demo/x/systems.toml: day"),
        (
            "[[system]]\nday = 2026-05-04\nlist = [{ name = 'Diariesystem' }, { name = 'Diariesystem' }]",
            "demo/x/systems.toml: Diariesystem: name",
        ),
    ];
    let today = day("2026-11-22");
    for (text, place) in cases {
        let files = [("x/federation.toml".into(), HEAD.into()), ("x/systems.toml".into(), text.to_owned())];
        match read_story("x", &files, Shift::between(today, today)).map(|_| ()) {
            Err(Error::Rejected(found)) => assert_eq!(found[0].field, place, "{text}"),
            other => panic!("{text}: {other:?}"),
        }
    }
}
