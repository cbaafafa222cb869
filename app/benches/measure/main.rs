//! Measures the program as its users meet it: over HTTP, signed in, on registers of realistic size, on both databases,
//! with the floor beside it. Each part is run by itself and writes its figures; `report` puts them together.
//! What the figures mean stands in `docs/performance.md`.

mod first_visit;
mod generated;
mod goals;
mod guests;
mod http;
mod load;
mod long_files;
mod measured;
mod measuring;
mod program;
mod reads;
mod report;
mod scale;
mod scale_report;
mod spreadsheet;
mod trial;

use measured::{Figures, Machine};
use serde::Serialize;
use std::error::Error;
use std::path::{Path, PathBuf};
use testkit::{Engine, TestDb};

/// What goes wrong in a measurement ends it, with its reason.
pub type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> Outcome<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench");
    std::fs::create_dir_all(&folder)?;
    let part = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let part = part.unwrap_or_else(|| "report".to_owned());
    if part == "report" {
        return report(&folder);
    }
    eprintln!("Measuring {part}");
    let usage = "a part is report, or road, files or a number of municipalities with a database: 290-sqlite";
    let (what, engine) = part.split_once('-').ok_or(usage)?;
    let engine = match engine {
        "sqlite" => Engine::Sqlite,
        "postgres" => Engine::Postgres,
        _ => return Err(usage.into()),
    };
    match what {
        "road" => keep(&folder, &part, &trial::run(&TestDb::empty(engine), &folder)?),
        "files" => keep(&folder, &part, &long_files::run(engine, &folder)?),
        _ => keep(&folder, &part, &scale::run(engine, what.parse().map_err(|_| usage)?, &folder)?),
    }
}

fn place_of(folder: &Path, part: &str) -> PathBuf {
    folder.join(format!("part-{part}.json"))
}

fn keep(folder: &Path, part: &str, figures: &impl Serialize) -> Outcome<()> {
    std::fs::write(place_of(folder, part), serde_json::to_string_pretty(figures)? + "\n")?;
    Ok(())
}

/// Every part that has been measured, as tables.
fn report(folder: &Path) -> Outcome<()> {
    let mut figures = Figures { machine: Machine::this(program::BINARY)?, ..Figures::default() };
    let mut parts: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    parts.sort();
    for path in parts {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let Some(part) = name.strip_prefix("part-").and_then(|name| name.strip_suffix(".json")) else {
            continue;
        };
        let text = std::fs::read_to_string(&path)?;
        if part.starts_with("road") {
            figures.trials.push(serde_json::from_str(&text)?);
        } else if part.starts_with("files") {
            figures.files.push(serde_json::from_str(&text)?);
        } else {
            figures.scales.push(serde_json::from_str(&text)?);
        }
    }
    figures.trials.sort_by(|one, other| other.database.cmp(&one.database));
    figures.scales.sort_by_key(|scale| (std::cmp::Reverse(scale.database.clone()), scale.municipalities));
    std::fs::write(folder.join("figures.md"), report::markdown(&figures))?;
    std::fs::write(folder.join("figures.json"), serde_json::to_string_pretty(&figures)? + "\n")?;
    println!("{}", report::markdown(&figures));
    eprintln!("Written to target/bench/figures.md and figures.json");
    Ok(())
}
