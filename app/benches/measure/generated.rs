//! Generated installations: made once on SQLite and kept beside the figures; each measurement works on a copy.

use crate::Outcome;
use crate::program::Program;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use storage::DatabaseUrl;
use testkit::{Engine, TestDb};

/// How long the making or the moving of a whole nation may take.
const LONGEST_MAKING: Duration = Duration::from_secs(2_400);
/// In the development profile only enough to try the measurement.
const SYSTEMS: &str = if cfg!(debug_assertions) { "30" } else { "300" };
/// The same content every time.
const SEED: &str = "1";

/// What `vidmakt generate` told of what it made, and what it cost.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Generated {
    pub password: String,
    pub federations: Vec<Federation>,
    pub seconds: f64,
    pub peak_kib: u64,
}

/// One of the federations.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Federation {
    pub federation: String,
    pub user: String,
    pub municipalities: usize,
    pub systems: u64,
    pub assignments: u64,
    pub documents: u64,
}

impl Generated {
    /// The first federation: one municipality, alone or among all the others.
    pub fn small(&self) -> Outcome<&Federation> {
        Ok(self.federations.first().ok_or("no federation was generated")?)
    }

    /// The federation of 40, which a nation has.
    pub fn large(&self) -> Option<&Federation> {
        self.federations.iter().find(|one| one.municipalities >= 40)
    }
}

/// An untouched installation on SQLite.
pub struct Untouched {
    file: PathBuf,
    pub generated: Generated,
}

impl Untouched {
    /// The one that an earlier run left, or a new one.
    pub fn of(folder: &Path, municipalities: usize) -> Outcome<Self> {
        let file = folder.join(format!("generated-{municipalities}.db"));
        let told = folder.join(format!("generated-{municipalities}.json"));
        if file.exists() && told.exists() {
            eprintln!("  taking {} of an earlier run", file.display());
            let generated = serde_json::from_str(&std::fs::read_to_string(&told)?)?;
            let untouched = Self { file, generated };
            untouched.bring_up_to_date()?;
            return Ok(untouched);
        }
        remove(&file)?;
        eprintln!("  generating {municipalities} municipalities");
        let count = municipalities.to_string();
        let arguments = ["generate", "--municipalities", &count, "--seed", SEED, "--systems", SYSTEMS];
        let program = Program::on(&DatabaseUrl::Sqlite(file.clone()));
        let done = program.run_within(LONGEST_MAKING, &arguments)?;
        let mut answer = done.answer;
        answer["seconds"] = done.took.as_secs_f64().into();
        answer["peak_kib"] = done.peak_kib.into();
        std::fs::write(&told, answer.to_string())?;
        Ok(Self { file, generated: serde_json::from_value(answer)? })
    }

    /// To the tables and the index of words of this program. The index of one that is up to date is left as it is.
    fn bring_up_to_date(&self) -> Outcome<()> {
        let program = Program::on(&DatabaseUrl::Sqlite(self.file.clone()));
        let done = program.run_within(LONGEST_MAKING, &["migrate"])?;
        if done.answer["applied"].as_array().is_some_and(|applied| !applied.is_empty()) {
            each(&program, &self.generated, &["search", "rebuild"])?;
        }
        Ok(())
    }
}

/// A copy that may be written to, and what the way there cost.
pub struct Copy {
    pub url: DatabaseUrl,
    /// From SQLite to PostgreSQL.
    pub moved_seconds: Option<f64>,
    kept: Kept,
}

enum Kept {
    File(PathBuf),
    /// Dropped with this value.
    Database(#[allow(dead_code, reason = "held until the measurement is over")] TestDb),
}

impl Copy {
    pub fn of(untouched: &Untouched, engine: Engine, folder: &Path) -> Outcome<Self> {
        match engine {
            Engine::Sqlite => {
                let file = folder.join("measured.db");
                remove(&file)?;
                std::fs::copy(&untouched.file, &file)?;
                Ok(Self {
                    url: DatabaseUrl::Sqlite(file.clone()),
                    moved_seconds: None,
                    kept: Kept::File(file),
                })
            }
            Engine::Postgres => moved(untouched, folder),
        }
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        if let Kept::File(file) = &self.kept {
            // What is left of it is replaced by the next measurement.
            let _ = remove(file);
        }
    }
}

/// Moves the installation by the open archive, as an operator would, and makes the index of words anew.
fn moved(untouched: &Untouched, folder: &Path) -> Outcome<Copy> {
    let archive = folder.join("archive");
    let source = Program::on(&DatabaseUrl::Sqlite(untouched.file.clone()));
    let begun = Instant::now();
    eprintln!("  moving to PostgreSQL");
    export(&source, &archive)?;
    let database = TestDb::empty(Engine::Postgres);
    let program = Program::on(database.url());
    let told = program.run_within(LONGEST_MAKING, &["import-all", &archive.display().to_string()]);
    std::fs::remove_dir_all(&archive)?;
    told?;
    each(&program, &untouched.generated, &["search", "rebuild"])?;
    let moved_seconds = Some(begun.elapsed().as_secs_f64());
    Ok(Copy { url: database.url().clone(), moved_seconds, kept: Kept::Database(database) })
}

/// Writes the open archive and tells how long it took.
pub fn export(program: &Program, folder: &Path) -> Outcome<f64> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    let done = program.run_within(LONGEST_MAKING, &["export-all", &folder.display().to_string()])?;
    Ok(done.took.as_secs_f64())
}

/// Runs a command for each federation and answers what it told of each.
pub fn each(program: &Program, generated: &Generated, command: &[&str]) -> Outcome<Vec<Json>> {
    let of = |one: &Federation| {
        let arguments = [command, &["--federation", &one.federation]].concat();
        Ok(program.run_within(LONGEST_MAKING, &arguments)?.answer)
    };
    generated.federations.iter().map(of).collect()
}

/// A database of SQLite is up to three files.
fn remove(file: &Path) -> Outcome<()> {
    for ending in ["", "-wal", "-shm"] {
        let part = PathBuf::from(format!("{}{ending}", file.display()));
        if part.exists() {
            std::fs::remove_file(part)?;
        }
    }
    Ok(())
}
