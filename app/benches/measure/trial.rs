//! One database from its first table to the last figure.

use crate::Outcome;
use crate::first_visit::Browser;
use crate::guests::Guests;
use crate::load::Series;
use crate::measured::{Evaluation, ImportFigures, PageFigures, RouteFigures, Trial};
use crate::measuring::{Asking, Measuring};
use crate::program::{LONGEST_COMMAND, Program};
use crate::reads::{Asked, Reads};
use crate::spreadsheet::{Spreadsheet, values_of};
use kernel::{Choice as _, Id};
use register::SystemKind;
use serde_json::Value as Json;
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};
use testkit::{Engine, TestDb};

/// A joint federation of some size; in the development profile only enough to try the measurement.
const SYSTEMS: usize = if cfg!(debug_assertions) { 200 } else { 2_000 };
const ROWS_OF_A_LARGE_IMPORT: usize = 5 * SYSTEMS;
const USERS: [usize; 2] = [1, 8];
/// Systems whose pages are looked at in turn.
const PAGES_IN_TURN: i64 = 200;
const ADMINISTRATOR: &str = "measuring";

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
    eprintln!("  serving");
    let server = program.serve()?;
    std::thread::sleep(Duration::from_secs(1));
    let idle_kib = server.resident_kib();
    let guests = Guests::sign_in(&program, server.address, (ADMINISTRATOR, &password), USERS[1])?;
    let reads = Reads::open(db.url(), ADMINISTRATOR)?;
    let systems = reads.systems(PAGES_IN_TURN)?;
    let pages = pages(server.address, &guests, &systems)?;
    let kind = values_of(&fields, "kind").into_iter().find_map(|name| SystemKind::from_name(&name));
    let kind = kind.unwrap_or(SystemKind::ItSystem);
    let (server, guests, reads, systems) = (&server, &guests, &reads, &systems);
    let routes = routes(&Measuring { server, guests, users: &USERS, reads, systems, kind })?;
    let (subjects_per_create, micros_per_create) = reads.evaluated_per_write();
    Ok(Trial {
        database: name_of(db.engine()).to_owned(),
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

fn routes(measuring: &Measuring) -> Outcome<Vec<RouteFigures>> {
    let Measuring { guests, reads, systems, .. } = measuring;
    let mut figures = Vec::new();
    let empty = measuring.empty(&mut figures)?;
    let all: [(Asking, Series); 3] = [
        (("system list", 200, &|user, _| guests.get(user, "/system")), reads.system_list(&Asked::default())?),
        (("system page", 200, &|user, n| guests.get(user, measuring.page(n))), reads.system_page(systems)?),
        (("gaps", 200, &|user, _| guests.get(user, "/brister")), reads.gaps()?),
    ];
    for (asking, without_http) in all {
        measuring.beside(asking, empty, &without_http, &mut figures)?;
    }
    measuring.creates(&mut figures)?;
    Ok(figures)
}

/// What a database is called in the tables.
pub fn name_of(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "SQLite",
        Engine::Postgres => "PostgreSQL",
    }
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
        name: name.to_owned(),
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
            Ok(vec![ImportFigures { name: "large".to_owned(), rows: sheet.rows, seconds: None, peak_kib: 0 }])
        }
        Err(error) => Err(error),
    }
}

fn rebuild(program: &Program) -> Outcome<Evaluation> {
    let done = program.run(&["findings", "rebuild", "--federation", "measured"])?;
    let rebuilt_subjects = done.answer["subjects"].as_u64().unwrap_or_default();
    Ok(Evaluation { rebuilt_subjects, rebuild_ms: done.took.as_secs_f64() * 1e3, ..Evaluation::default() })
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
