//! A generated installation: the same small federation alone and among all of a nation, and the federation of 40.

use crate::Outcome;
use crate::generated::{Copy, Federation, Generated, Untouched, each, export};
use crate::guests::Guests;
use crate::load::Series;
use crate::measured::{RouteFigures, Scale};
use crate::measuring::{Asking, Measuring};
use crate::program::{Program, Server};
use crate::reads::{Asked, Reads};
use crate::trial::name_of;
use kernel::{Date, Instant as Moment};
use register::SystemKind;
use std::path::Path;
use std::time::{Duration, Instant};
use storage::{DatabaseUrl, View};
use testkit::Engine;

const USERS: [usize; 3] = [1, 8, 32];
/// Systems whose pages are looked at in turn.
const PAGES_IN_TURN: i64 = 200;
/// A word that every federation has in some of its systems and documents.
const WORD: &str = "Uppföljning";
const FILTER: (&str, &str) = ("size", "medium");
const LONGEST_BACKUP: Duration = Duration::from_secs(900);

pub fn run(engine: Engine, municipalities: usize, folder: &Path) -> Outcome<Scale> {
    let untouched = Untouched::of(folder, municipalities)?;
    let generated = &untouched.generated;
    let copy = Copy::of(&untouched, engine, folder)?;
    let program = Program::on(&copy.url);
    let sum = |of: fn(&Federation) -> u64| generated.federations.iter().map(of).sum();
    let mut scale = Scale {
        database: name_of(engine).to_owned(),
        date: Moment::now().date().to_string(),
        municipalities,
        systems: sum(|one| one.systems),
        assignments: sum(|one| one.assignments),
        documents: sum(|one| one.documents),
        generated_seconds: generated.seconds,
        generated_peak_kib: generated.peak_kib,
        moved_seconds: copy.moved_seconds,
        ..Scale::default()
    };
    look_after(&program, generated, folder, &mut scale)?;
    serve(&program, &copy.url, generated, &mut scale)?;
    Ok(scale)
}

/// The full evaluation, the backup and the archive, while nobody else works.
fn look_after(program: &Program, generated: &Generated, folder: &Path, scale: &mut Scale) -> Outcome<()> {
    eprintln!("  evaluating everything");
    let begun = Instant::now();
    let answers = each(program, generated, &["findings", "rebuild"])?;
    scale.evaluated_seconds = begun.elapsed().as_secs_f64();
    scale.evaluated_subjects = answers.iter().filter_map(|answer| answer["subjects"].as_u64()).sum();
    eprintln!("  backing up and exporting");
    let file = folder.join("backup");
    if file.exists() {
        std::fs::remove_file(&file)?;
    }
    let done = program.run_within(LONGEST_BACKUP, &["backup", &file.display().to_string()])?;
    scale.backup_seconds = done.took.as_secs_f64();
    scale.backup_bytes = std::fs::metadata(&file)?.len();
    std::fs::remove_file(&file)?;
    let archive = folder.join("archive");
    scale.export_seconds = export(program, &archive)?;
    std::fs::remove_dir_all(&archive)?;
    Ok(())
}

fn serve(program: &Program, url: &DatabaseUrl, generated: &Generated, scale: &mut Scale) -> Outcome<()> {
    // The first start after a long time has its rounds to do; a restart is what is measured.
    eprintln!("  serving");
    program.serve()?.settle()?;
    let server = program.serve()?;
    scale.start_up_ms = server.start_up.as_secs_f64() * 1e3;
    server.settle()?;
    scale.idle_kib = server.resident_kib();
    if let Some(large) = generated.large() {
        eprintln!("  the federation of {}", large.municipalities);
        scale.large = federation(program, (&server, url), (large, &generated.password), false)?;
    }
    eprintln!("  the small federation");
    scale.small = federation(program, (&server, url), (generated.small()?, &generated.password), true)?;
    scale.after_load_kib = server.resident_kib();
    scale.peak_kib = server.peak_kib();
    scale.database_bytes = storage::Db::open(url)?.size_bytes()?;
    Ok(())
}

/// The routes of one federation; creating only where it is asked for.
fn federation(
    program: &Program,
    (server, url): (&Server, &DatabaseUrl),
    (federation, password): (&Federation, &str),
    creates: bool,
) -> Outcome<Vec<RouteFigures>> {
    let most = USERS.iter().max().copied().unwrap_or(1);
    let guests = &Guests::sign_in(program, server.address, (&federation.user, password), most)?;
    let reads = &Reads::open(url, &federation.user)?;
    let systems = &reads.systems(PAGES_IN_TURN)?;
    let kind = SystemKind::ItSystem;
    let measuring = Measuring { server, guests, users: &USERS, reads, systems, kind };
    let mut figures = Vec::new();
    let empty = measuring.empty(&mut figures)?;
    lists(&measuring, empty, &mut figures)?;
    let get = |path: String| move |user: usize, _: usize| guests.get(user, path.as_str());
    let (search, matrix, gaps) = (get(format!("/sok?q={WORD}")), get("/krav".into()), get("/brister".into()));
    let others: [(Asking, Series); 4] = [
        (("system page", 200, &|user, n| guests.get(user, measuring.page(n))), reads.system_page(systems)?),
        (("search", 200, &search), reads.search(WORD)?),
        (("matrix", 200, &matrix), reads.matrix()?),
        (("gaps", 200, &gaps), reads.gaps()?),
    ];
    for (asking, without_http) in others {
        measuring.beside(asking, empty, &without_http, &mut figures)?;
    }
    if creates {
        measuring.creates(&mut figures)?;
    }
    Ok(figures)
}

/// The list of systems as it opens, filtered, in the order of an added field, and as it was a year ago.
fn lists(measuring: &Measuring, empty: f64, figures: &mut Vec<RouteFigures>) -> Outcome<()> {
    let a_year_ago: Date = Moment::now().date().saturating_sub(jiff::Span::new().years(1));
    let as_of = format!("as_of={a_year_ago}");
    let past = View::AsOf(a_year_ago);
    let filtered = format!("{}={}", FILTER.0, FILTER.1);
    let plain = Asked::default();
    let all = [
        ("list", String::new(), plain),
        ("list, filtered", filtered, Asked { filter: Some(FILTER), ..plain }),
        (
            "list, by an added field",
            "sort=custom.contract_signed".to_owned(),
            Asked { is_by_own_field: true, ..plain },
        ),
        ("list, as of a year ago", as_of, Asked { view: past, ..plain }),
    ];
    for (name, asked, reads) in all {
        let path = format!("/system?{asked}");
        let asking = |user: usize, _: usize| measuring.guests.get(user, path.as_str());
        let without_http = measuring.reads.system_list(&reads)?;
        measuring.beside((name, 200, &asking), empty, &without_http, figures)?;
    }
    Ok(())
}
