//! The figures of one run, as they are written to `figures.json`.

use crate::Outcome;
use serde::Serialize;

/// Everything that was measured.
#[derive(Debug, Default, Serialize)]
pub struct Figures {
    pub machine: Machine,
    pub trials: Vec<Trial>,
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
#[derive(Debug, Default, Serialize)]
pub struct Trial {
    pub database: &'static str,
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

/// One route under one load.
#[derive(Debug, Serialize)]
pub struct RouteFigures {
    pub name: &'static str,
    pub users: usize,
    pub requests_per_second: f64,
    pub p50_us: f64,
    pub p99_us: f64,
    pub server_cpu_us: f64,
    /// At one user: the empty signed-in route and the same reads without HTTP.
    pub floor: Option<Floor>,
}

/// What a route cannot do without.
#[derive(Clone, Copy, Debug, Serialize)]
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
#[derive(Debug, Default, Serialize)]
pub struct Evaluation {
    pub demands_per_system: usize,
    pub subjects_per_create: f64,
    pub micros_per_create: f64,
    pub rebuilt_subjects: u64,
    pub rebuild_ms: f64,
}

/// One run of `register import`.
#[derive(Debug, Serialize)]
pub struct ImportFigures {
    pub name: &'static str,
    pub rows: usize,
    /// None when it was stopped because it took too long.
    pub seconds: Option<f64>,
    pub peak_kib: u64,
}

/// What a browser fetches for a page when it keeps what it may.
#[derive(Debug, Serialize)]
pub struct PageFigures {
    pub name: &'static str,
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
