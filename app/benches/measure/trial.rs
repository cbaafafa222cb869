//! One database from its first table to the last figure.

use crate::Outcome;
use crate::first_visit::Browser;
use crate::http::{self, Request};
use crate::load::{Load, Series};
use crate::measured::{Evaluation, Floor, ImportFigures, PageFigures, RouteFigures, Trial};
use crate::program::{LONGEST_COMMAND, Program, Server};
use crate::reads::Reads;
use crate::spreadsheet::{Spreadsheet, values_of};
use kernel::{Choice as _, Id};
use register::SystemKind;
use serde_json::{Value as Json, json};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use testkit::{Engine, TestDb};

/// A joint federation of some size; in the development profile only enough to try the measurement.
const SYSTEMS: usize = if cfg!(debug_assertions) { 200 } else { 2_000 };
const ROWS_OF_A_LARGE_IMPORT: usize = 5 * SYSTEMS;
const USERS: [usize; 2] = [1, 8];
/// Systems whose pages are looked at in turn.
const PAGES_IN_TURN: i64 = 200;
const ADMINISTRATOR: &str = "measuring";

/// Signed in, in as many browsers as there are users at most, and once as a script.
struct Guests {
    cookies: Vec<String>,
    token: String,
}

pub fn run(db: &TestDb, folder: &Path) -> Outcome<Trial> {
    let program = Program::on(db.url());
    let pack = pack_with_most_rules(&program)?;
    let password = found(&program, &pack, "measured", ADMINISTRATOR)?;
    let fields = program.run(&["register", "fields", "--federation", "measured"])?.answer;
    eprintln!("  importing");
    let small = Spreadsheet::write(folder, SYSTEMS, &fields)?;
    let mut imports = vec![import(&program, "measured", "first", &small)?];
    imports.extend(large_imports(&program, &pack, folder, &fields)?);
    let evaluation = rebuild(&program)?;
    let token = program.run(&["token", "create", "--as", ADMINISTRATOR])?.answer["token"].clone();
    let token = token.as_str().ok_or("no token")?.to_owned();

    eprintln!("  serving");
    let server = program.serve()?;
    std::thread::sleep(Duration::from_secs(1));
    let idle_kib = server.resident_kib();
    let cookies = (0..USERS[1]).map(|_| sign_in(server.address, &password)).collect::<Outcome<_>>()?;
    let guests = Guests { cookies, token };
    let reads = Reads::open(db.url(), ADMINISTRATOR)?;
    let systems = reads.systems(PAGES_IN_TURN)?;
    let pages = pages(server.address, &guests, &systems)?;
    let kind = values_of(&fields, "kind").into_iter().find_map(|name| SystemKind::from_name(&name));
    let kind = kind.unwrap_or(SystemKind::ItSystem);
    let measuring = Measuring { server: &server, guests: &guests, reads: &reads, systems: &systems, kind };
    let routes = measuring.routes()?;
    let (subjects_per_create, micros_per_create) = reads.evaluated_per_write();
    Ok(Trial {
        database: if db.engine() == Engine::Sqlite { "SQLite" } else { "PostgreSQL" },
        systems: SYSTEMS,
        routes,
        evaluation: Evaluation {
            demands_per_system: reads.demands_of(systems[0])?,
            subjects_per_create,
            micros_per_create,
            ..evaluation
        },
        imports,
        start_up_ms: server.start_up.as_secs_f64() * 1e3,
        idle_kib,
        after_load_kib: server.resident_kib(),
        peak_kib: server.peak_kib(),
        pages,
    })
}

/// The pack that asks for most makes the most work.
fn pack_with_most_rules(program: &Program) -> Outcome<String> {
    let packs = program.run(&["policy", "list"])?.answer;
    let most = packs.as_array().into_iter().flatten().max_by_key(|pack| pack["rules"].as_u64());
    Ok(most.and_then(|pack| pack["id"].as_str()).ok_or("no policy pack")?.to_owned())
}

/// Founds a federation and answers the password of its administrator.
fn found(program: &Program, pack: &str, key: &str, administrator: &str) -> Outcome<String> {
    let arguments = ["init", "--pack", pack, "--key", key, "--name", key, "--admin", administrator];
    let answer = program.run(&arguments)?.answer;
    Ok(answer["password"].as_str().ok_or("no password")?.to_owned())
}

fn import(
    program: &Program,
    federation: &str,
    name: &'static str,
    sheet: &Spreadsheet,
) -> Outcome<ImportFigures> {
    let (file, mapping) = (sheet.file.display().to_string(), sheet.mapping.display().to_string());
    let arguments = ["register", "import", &file, "--mapping", &mapping, "--federation", federation];
    let done = program.run(&arguments)?;
    let taken = ["added", "unchanged"].map(|key| done.answer[key].as_u64().unwrap_or_default());
    if taken.iter().sum::<u64>() != sheet.rows as u64 {
        return Err(format!("not every row was taken: {}", done.answer).into());
    }
    Ok(ImportFigures {
        name,
        rows: sheet.rows,
        seconds: Some(done.took.as_secs_f64()),
        peak_kib: done.peak_kib,
    })
}

/// In a federation of its own, so that the lists are measured on a register of the usual size.
fn large_imports(program: &Program, pack: &str, folder: &Path, fields: &Json) -> Outcome<Vec<ImportFigures>> {
    found(program, pack, "large", "measuring-large")?;
    let sheet = Spreadsheet::write(folder, ROWS_OF_A_LARGE_IMPORT, fields)?;
    let begun = Instant::now();
    match import(program, "large", "large", &sheet) {
        Ok(first) => Ok(vec![first, import(program, "large", "large, again", &sheet)?]),
        Err(_) if begun.elapsed() > LONGEST_COMMAND => {
            Ok(vec![ImportFigures { name: "large", rows: sheet.rows, seconds: None, peak_kib: 0 }])
        }
        Err(error) => Err(error),
    }
}

fn rebuild(program: &Program) -> Outcome<Evaluation> {
    let done = program.run(&["findings", "rebuild", "--federation", "measured"])?;
    let rebuilt_subjects = done.answer["subjects"].as_u64().unwrap_or_default();
    Ok(Evaluation { rebuilt_subjects, rebuild_ms: done.took.as_secs_f64() * 1e3, ..Evaluation::default() })
}

fn sign_in(address: SocketAddr, password: &str) -> Outcome<String> {
    let form = format!("user_name={ADMINISTRATOR}&password={password}");
    let request = Request::with_body("POST", "/logga-in", "application/x-www-form-urlencoded", form);
    let answer = http::ask(address, &request)?;
    let cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
    Ok(cookie.filter(|_| answer.status == 303).ok_or("cannot sign in")?.to_owned())
}

fn pages(address: SocketAddr, guests: &Guests, systems: &[Id]) -> Outcome<Vec<PageFigures>> {
    let mut browser = Browser::new(address)?;
    let first = browser.look_at("Sign-in, the first visit", "/logga-in")?;
    browser.sign_in(&guests.cookies[0]);
    Ok(vec![
        first,
        browser.look_at("Start", "/")?,
        browser.look_at("Systems", "/system")?,
        browser.look_at("A system", &format!("/system/{}", systems[0]))?,
        browser.look_at("Gaps", "/brister")?,
    ])
}

/// The server under load, and the same reads beside it.
struct Measuring<'a> {
    server: &'a Server,
    guests: &'a Guests,
    reads: &'a Reads,
    systems: &'a [Id],
    kind: SystemKind,
}

/// What is asked of a route, and the status that is right.
type Asking<'a> = (&'static str, u16, &'a (dyn Fn(usize, usize) -> Request + Sync));

impl Measuring<'_> {
    /// Creating comes last, so that the lists are those of the register as it was imported.
    fn routes(&self) -> Outcome<Vec<RouteFigures>> {
        let get = |user: usize, path: String| Request::get(path).header("cookie", &self.guests.cookies[user]);
        let page = |number: usize| format!("/system/{}", self.systems[number % self.systems.len()]);
        let mut figures = Vec::new();
        let empty =
            self.measure(("empty, signed in", 303, &|user, _| get(user, "/logga-in".into())), &mut figures)?;
        let all: [(Asking, Series); 3] = [
            (("system list", 200, &|user, _| get(user, "/system".into())), self.reads.system_list()?),
            (("system page", 200, &|user, n| get(user, page(n))), self.reads.system_page(self.systems)?),
            (("gaps", 200, &|user, _| get(user, "/brister".into())), self.reads.gaps()?),
        ];
        for (asking, without_http) in all {
            self.beside(asking, empty, &without_http, &mut figures)?;
        }
        self.creates(&mut figures)?;
        Ok(figures)
    }

    fn creates(&self, figures: &mut Vec<RouteFigures>) -> Outcome<()> {
        let owner = self.reads.owner_of(self.systems[0])?;
        let address = format!("/api/v1/systems/{}", self.systems[0]);
        let bearer = format!("Bearer {}", self.guests.token);
        // Refused before the record is looked up, for want of `If-Match`.
        let nothing = |_, _| {
            Request::with_body("PATCH", &address, "application/json", "{}".into())
                .header("authorization", &bearer)
        };
        let empty = self.measure(("empty, by token", 428, &nothing), figures)?;
        let number = AtomicUsize::new(0);
        let create = |_, _| {
            let name = format!("Genom API {}", number.fetch_add(1, Ordering::Relaxed));
            let body = json!({ "name": name, "kind": self.kind.name(), "organisation": owner }).to_string();
            Request::with_body("POST", "/api/v1/systems", "application/json", body)
                .header("authorization", &bearer)
        };
        let without_http = self.reads.create(self.kind, owner)?;
        self.beside(("create by API", 201, &create), empty, &without_http, figures)
    }

    /// Measures a route and puts its floor beside the figures of one user.
    fn beside(
        &self,
        asking: Asking,
        empty_route_p50_us: f64,
        without_http: &Series,
        figures: &mut Vec<RouteFigures>,
    ) -> Outcome<()> {
        let begin = figures.len();
        self.measure(asking, figures)?;
        let without_http_p50_us = without_http.percentile_micros(50);
        figures[begin].floor = Some(Floor { empty_route_p50_us, without_http_p50_us });
        Ok(())
    }

    /// Measures a route at one user and at several; answers the median at one user.
    fn measure(&self, asking: Asking, figures: &mut Vec<RouteFigures>) -> Outcome<f64> {
        let begin = figures.len();
        for users in USERS {
            eprintln!("  {} at {users}", asking.0);
            figures.push(self.under_load(asking, users)?);
        }
        Ok(figures[begin].p50_us)
    }

    fn under_load(&self, (name, expected_status, request): Asking, users: usize) -> Outcome<RouteFigures> {
        let load = Load { address: self.server.address, users, expected_status, request };
        load.warm_up()?;
        let before = self.server.cpu_seconds()?;
        let series = load.run()?;
        let cpu = self.server.cpu_seconds()? - before;
        Ok(RouteFigures {
            name,
            users,
            requests_per_second: series.per_second(),
            p50_us: series.percentile_micros(50),
            p99_us: series.percentile_micros(99),
            server_cpu_us: cpu * 1e6 / series.count() as f64,
            floor: None,
        })
    }
}
