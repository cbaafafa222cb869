//! What a generated installation holds, at a small size.

use super::{Generated, Wanted, generate};
use crate::command_line::CommandLine;
use crate::config::Settings;
use crate::installation::Installation;
use clap::Parser as _;
use kernel::{Actor, Date, Id, Instant, TenantId};
use register::{LifecycleState, SYSTEMS, SystemRow};
use std::collections::BTreeSet;
use storage::{Page, Query, Read, View, verify_chain};
use testkit::{Engine, TestDb, on_both_engines};
use web::accounts;

const NOW: &str = "2026-11-22T09:00:00Z";
const SYSTEMS_OF_EACH: usize = 14;

/// Two federations: one municipality by itself, and two together.
struct Made {
    installation: Installation,
    federations: Vec<Generated>,
}

impl Made {
    fn in_database(db: &TestDb, seed: u64, municipalities: usize) -> Self {
        let address = db.url().whole();
        let line = CommandLine::try_parse_from(["vidmakt", "--database", &address, "migrate"]).unwrap();
        let settings = Settings::gather(&line).unwrap_or_else(|error| panic!("{error:?}"));
        let installation = Installation::open(&settings).unwrap_or_else(|error| panic!("{error:?}"));
        let installation = installation.writing_without_findings();
        let wanted = Wanted { municipalities, seed, systems: SYSTEMS_OF_EACH, now: NOW.parse().unwrap() };
        let (_, hash) = accounts::first_password().unwrap();
        let federations = generate(&installation, &wanted, &hash, &mut |_| true)
            .unwrap_or_else(|error| panic!("{error:?}"));
        Self { installation, federations }
    }

    fn actor(&self, federation: usize) -> Actor {
        let now: Instant = NOW.parse().unwrap();
        let operator = Actor::operator(TenantId::INSTALLATION, now);
        let key = &self.federations[federation].federation;
        let tenant = self.installation.db.look_up(&operator, |all| accounts::tenant(all, key)).unwrap();
        Actor::operator(tenant.unwrap().id, now)
    }

    fn read<T>(&self, federation: usize, view: View, read: impl FnOnce(&Read) -> kernel::Result<T>) -> T {
        self.installation.db.read(&self.actor(federation), view, read).unwrap()
    }

    fn systems(&self, federation: usize, view: View) -> Vec<SystemRow> {
        self.read(federation, view, |read| {
            let page: Page<SystemRow> = SYSTEMS.page(read, &Query::first(1_000))?;
            Ok(page.items)
        })
    }

    /// Who holds which role on which system on the day of the view.
    fn holders(&self, federation: usize, view: View, day: Date) -> BTreeSet<(Id, String, Option<Id>)> {
        let systems: Vec<Id> = self.systems(federation, view).iter().map(|row| row.id).collect();
        let held = self.read(federation, view, |read| organisation::assignments_of_all(read, &systems));
        let held = held.into_iter().filter(|one| one.counts_on(day));
        held.map(|one| (one.subject_id, one.role, one.person)).collect()
    }
}

fn a_register_that_has_lived_for_five_years_is_whole(db: &TestDb) {
    let made = Made::in_database(db, 1, 3);
    let sizes: Vec<usize> = made.federations.iter().map(|one| one.municipalities).collect();
    assert_eq!(sizes, [1, 2]);
    for (place, told) in made.federations.iter().enumerate() {
        assert_eq!(told.systems, SYSTEMS_OF_EACH * told.municipalities);
        assert_eq!(made.systems(place, View::Now).len(), told.systems);
        assert!(told.assignments > 3 * told.systems && told.documents > 2 * told.systems, "{told:?}");
        its_chain_is_unbroken(&made, place);
        its_past_differs_from_today(&made, place);
        what_is_kept_is_what_follows_from_the_records(&made, place);
    }
}

fn its_chain_is_unbroken(made: &Made, federation: usize) {
    let report = made.read(federation, View::Now, |read| verify_chain(read, String::new(), None));
    assert!(report.ok && report.events > 500, "{report:?}");
}

fn its_past_differs_from_today(made: &Made, federation: usize) {
    let today = made.actor(federation).today();
    let a_year_ago = today.saturating_sub(jiff::Span::new().years(1));
    let past = View::AsOf(a_year_ago);
    let (then, now) = (made.systems(federation, past), made.systems(federation, View::Now));
    assert!(!then.is_empty() && then.len() < now.len(), "{} and {}", then.len(), now.len());
    let held = made.holders(federation, View::Now, today);
    assert_ne!(made.holders(federation, past, a_year_ago), held);
    assert!(held.len() > now.len());
    let began = today.saturating_sub(jiff::Span::new().years(6));
    assert!(made.systems(federation, View::AsOf(began)).is_empty());
}

fn what_is_kept_is_what_follows_from_the_records(made: &Made, federation: usize) {
    let rebuilt = made.installation.db.write(&made.actor(federation), |tx| {
        register::rebuild_reach(tx)?;
        findings::rebuild(tx)
    });
    let findings = rebuilt.unwrap();
    let search = search::rebuild(&made.installation.db, &made.actor(federation), |_| ()).unwrap();
    assert!(findings.differed.is_empty(), "{:?}", findings.differed);
    assert!(findings.subjects > made.federations[federation].systems);
    assert_eq!(search.differed, 0);
    let open = made.read(federation, View::Now, |read| findings::gaps_of(read, None));
    assert!(!open.is_empty());
}

on_both_engines!(crate::domains::schema(); a_register_that_has_lived_for_five_years_is_whole);

#[test]
fn the_same_seed_gives_the_same_content_and_another_seed_other() {
    let told = |seed| {
        let db = TestDb::fresh(Engine::Sqlite, &crate::domains::schema());
        let made = Made::in_database(&db, seed, 1);
        let today = made.actor(0).today();
        let systems: Vec<(Id, String, Option<String>, LifecycleState)> = made
            .systems(0, View::Now)
            .into_iter()
            .map(|row| (row.id, row.name, row.size, row.lifecycle_state))
            .collect();
        (made.federations.clone(), systems, made.holders(0, View::Now, today))
    };
    assert_eq!(told(7), told(7));
    assert_ne!(told(7).1, told(8).1);
}
