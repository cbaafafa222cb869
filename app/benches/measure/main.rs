//! Measures the program as its users meet it: over HTTP, signed in, on a register of realistic size, on both databases,
//! with the floor beside it. What the figures mean stands in `docs/performance.md`.

mod first_visit;
mod http;
mod load;
mod measured;
mod program;
mod reads;
mod report;
mod spreadsheet;
mod trial;

use measured::{Figures, Machine};
use std::error::Error;
use std::path::Path;
use testkit::{Engine, TestDb};

/// What goes wrong in a measurement ends it, with its reason.
pub type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> Outcome<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench");
    std::fs::create_dir_all(&folder)?;
    let mut figures = Figures { machine: Machine::this(program::BINARY)?, ..Figures::default() };
    for engine in [Engine::Sqlite, Engine::Postgres] {
        eprintln!("Measuring on {engine:?}");
        figures.trials.push(trial::run(&TestDb::empty(engine), &folder)?);
        // After each database, so that one that fails does not take the other's figures with it.
        std::fs::write(folder.join("figures.md"), report::markdown(&figures))?;
        std::fs::write(folder.join("figures.json"), serde_json::to_string_pretty(&figures)? + "\n")?;
    }
    println!("{}", report::markdown(&figures));
    eprintln!("Written to target/bench/figures.md and figures.json");
    Ok(())
}
