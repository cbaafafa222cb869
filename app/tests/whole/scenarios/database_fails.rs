//! A database that is full or away while people save: a clear page, nothing half-written, and it recovers by itself.

use crate::program::{Federation, Program};
use kernel::{Actor, TenantId};
use storage::{DatabaseUrl, Statement, View, verify_chain};
use testkit::{Cluster, Engine, Seen, TestDb, Visitor, operator};
use vidmakt::domains;

const FORM: &str = "/system/nytt";
const SYSTEMS: Statement = Statement { name: "systems", sql: "SELECT count(*) FROM @system s" };

/// A site with somebody who may register systems, signed in.
struct Room {
    program: Program,
    federation: Federation,
    browser: Visitor,
}

impl Room {
    fn at(url: &DatabaseUrl) -> Self {
        let program = Program::at(url);
        let federation = program.federation("one", "itradet");
        let administrator = program.administrator(&federation);
        let browser = program.browser(&administrator);
        Self { program, federation, browser }
    }

    /// What one sends from the form of a new system, as it was opened before anything failed.
    fn filled_form(&mut self, name: &str) -> Vec<(String, String)> {
        let mut form = self.browser.get(FORM).page().form(FORM);
        let own = self.federation.own.to_string();
        let notes = "Det som någon har skrivit. ".repeat(100);
        let typed = [("name", name), ("kind", "it_system"), ("organisation", &own), ("notes", &notes)];
        form.retain(|(field, _)| !typed.iter().any(|(typed, _)| typed == field));
        form.extend(typed.map(|(field, value)| (field.to_owned(), value.to_owned())));
        form
    }

    fn send(&mut self, form: &[(String, String)]) -> Seen {
        let form: Vec<(&str, &str)> =
            form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.browser.post(FORM, &form)
    }

    /// How many systems there are; the audit chain must be whole.
    fn systems(&self) -> i64 {
        let actor = Actor::operator(self.federation.tenant, operator().now);
        let read = |read: &storage::Read| {
            let report = verify_chain(read, "one".into(), None)?;
            assert!(report.ok, "{report:?}");
            read.count(&SYSTEMS, &[])
        };
        self.program.db.read(&actor, View::Now, read).expect("a count")
    }
}

/// Told as what it is: come again, and nothing is saved.
#[track_caller]
fn assert_unavailable(seen: &Seen) {
    assert_eq!((seen.status.as_u16(), seen.header("retry-after")), (503, "5"), "{}", seen.text());
    assert!(seen.page().shows("Inget har sparats"), "{}", seen.text());
}

/// The most pages that the file of the database may have, on the connection that writes.
fn limit_pages(program: &Program, pages: i64) {
    let sql: &'static str = format!("PRAGMA max_page_count = {pages}").leak();
    let limit = Statement { name: "limit", sql };
    let installation = Actor::operator(TenantId::INSTALLATION, operator().now);
    program.db.installation(&installation, move |i| i.rows::<(i64,)>(&limit, &[])).expect("a limit");
}

#[test]
fn while_the_disk_is_full_pages_are_read_and_what_is_sent_is_refused_whole_until_there_is_room_again() {
    let db = TestDb::fresh(Engine::Sqlite, &domains::schema());
    let mut room = Room::at(db.url());
    let pages: i64 = db.raw_rows("PRAGMA page_count")[0][0].parse().expect("a number");
    limit_pages(&room.program, pages + 40);
    let mut saved = 0;
    let refused = loop {
        let form = room.filled_form(&format!("System {saved}"));
        let seen = room.send(&form);
        if seen.status != 303 {
            assert_unavailable(&seen);
            break form;
        }
        saved += 1;
        assert!(saved < 1_000, "the database never became full");
    };
    assert_eq!(room.systems(), saved, "nothing half-written");
    assert_eq!(room.browser.get("/system").status, 200, "reading goes on");
    limit_pages(&room.program, 1_000_000);
    assert_eq!(room.send(&refused).status, 303, "the same form is taken once there is room");
    assert_eq!(room.systems(), saved + 1);
}

#[test]
fn while_the_database_server_is_away_everything_says_so_and_afterwards_the_same_session_saves() {
    let mut cluster = Cluster::start();
    domains::open(cluster.url()).and_then(|db| db.migrate(&domains::schema())).expect("tables");
    let mut room = Room::at(cluster.url());
    let form = room.filled_form("Skrivet innan servern stannade");
    cluster.control("stop -m fast");
    for path in ["/", "/system", FORM] {
        assert_unavailable(&room.browser.get(path));
    }
    assert_unavailable(&room.send(&form));
    assert_eq!(room.browser.get("/readyz").status, 503);
    assert_eq!(room.browser.get("/healthz").status, 200, "the process itself lives");
    cluster.control("start");
    assert_eq!(room.browser.get("/readyz").status, 200);
    assert_eq!(room.send(&form).status, 303);
    assert_eq!(room.systems(), 1);
}
