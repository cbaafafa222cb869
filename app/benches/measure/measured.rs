//! The figures of one run, as they are written to `figures.json`.

use crate::Outcome;
use crate::long_files::LongFiles;
use serde::{Deserialize, Serialize};

/// Everything that was measured.
#[derive(Debug, Default, Serialize)]
pub struct Figures {
    pub machine: Machine,
    pub trials: Vec<Trial>,
    pub scales: Vec<Scale>,
    pub files: Vec<LongFiles>,
}

/// Where, when and on what.
#[derive(Debug, Default, Serialize)]
pub struct Machine {
    pub date: String,
    pub processor: String,
    pub cores: usize,
    pub version: String,
    /// `release`, or `dev` where nobody should trust the figures.
    pub profile: &'static str,
    pub binary_bytes: u64,
}

/// The figures on one database.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Trial {
    pub database: String,
    pub systems: usize,
    pub routes: Vec<RouteFigures>,
    pub evaluation: Evaluation,
    pub imports: Vec<ImportFigures>,
    pub start_up_ms: f64,
    pub idle_kib: u64,
    pub after_load_kib: u64,
    pub peak_kib: u64,
    pub pages: Vec<PageFigures>,
}

/// The figures on a generated installation.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Scale {
    pub database: String,
    pub date: String,
    pub municipalities: usize,
    pub systems: u64,
    pub assignments: u64,
    pub documents: u64,
    /// Of `generate`, on SQLite.
    pub generated_seconds: f64,
    pub generated_peak_kib: u64,
    /// Of the moving from SQLite to PostgreSQL, with the index of words made anew; none on SQLite.
    pub moved_seconds: Option<f64>,
    pub database_bytes: i64,
    /// Of a small federation.
    pub small: Vec<RouteFigures>,
    /// Of the federation of 40, where there is one.
    pub large: Vec<RouteFigures>,
    pub start_up_ms: f64,
    pub idle_kib: u64,
    pub after_load_kib: u64,
    pub peak_kib: u64,
    pub evaluated_subjects: u64,
    pub evaluated_seconds: f64,
    pub backup_seconds: f64,
    pub backup_bytes: u64,
    pub export_seconds: f64,
}

/// One route under one load.
#[derive(Debug, Deserialize, Serialize)]
pub struct RouteFigures {
    pub name: String,
    pub users: usize,
    pub requests_per_second: f64,
    pub p50_us: f64,
    pub p99_us: f64,
    pub server_cpu_us: f64,
    /// At one user: the empty signed-in route and the same reads without HTTP.
    pub floor: Option<Floor>,
}

/// What a route cannot do without.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct Floor {
    pub empty_route_p50_us: f64,
    pub without_http_p50_us: f64,
}

impl RouteFigures {
    /// How many times the floor the route takes at the median.
    pub fn ratio(&self) -> Option<f64> {
        let floor = self.floor?;
        Some(self.p50_us / (floor.empty_route_p50_us + floor.without_http_p50_us))
    }
}

/// What a write evaluates before it commits.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Evaluation {
    pub demands_per_system: usize,
    pub subjects_per_create: f64,
    pub micros_per_create: f64,
    pub rebuilt_subjects: u64,
    pub rebuild_ms: f64,
}

/// One run of `register import`.
#[derive(Debug, Deserialize, Serialize)]
pub struct ImportFigures {
    pub name: String,
    pub rows: usize,
    /// None when it was stopped because it took too long.
    pub seconds: Option<f64>,
    pub peak_kib: u64,
}

/// What a browser fetches for a page when it keeps what it may.
#[derive(Debug, Deserialize, Serialize)]
pub struct PageFigures {
    pub name: String,
    pub requests: usize,
    pub bytes: usize,
}

impl Machine {
    /// This machine, and the program at a path.
    pub fn this(binary: &str) -> Outcome<Self> {
        let processors = std::fs::read_to_string("/proc/cpuinfo")?;
        let model = processors.lines().find_map(|line| line.strip_prefix("model name"));
        Ok(Self {
            date: kernel::Instant::now().date().to_string(),
            processor: model.unwrap_or_default().trim_start_matches([' ', '\t', ':']).to_owned(),
            cores: std::thread::available_parallelism()?.get(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            profile: if cfg!(debug_assertions) { "dev" } else { "release" },
            binary_bytes: std::fs::metadata(binary)?.len(),
        })
    }
}
