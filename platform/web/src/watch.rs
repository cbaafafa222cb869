//! What those who run the program may know of it: what they set, and what the program tells beside its requests.

use kernel::{Instant, Result};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use storage::Db;

/// How the program is watched over.
#[derive(Clone)]
pub struct Watch {
    /// Whether the tables are those of this program; a newer copy may have changed them under it.
    pub is_current: fn(&Db) -> Result<bool>,
    /// What `/metrics` tells beside what the web application counts itself.
    pub measures: &'static [Measure],
    /// Who shows this token may read `/metrics` from elsewhere. Without one it is for the machine itself.
    pub metrics_token: Option<String>,
    /// Set when the program has been told to stop.
    pub stopping: Stopping,
}

impl Default for Watch {
    fn default() -> Self {
        Self { is_current: |_| Ok(true), measures: &[], metrics_token: None, stopping: Stopping::default() }
    }
}

/// Something that is counted in the database, by what it differs in: findings by outcome, jobs by state.
pub struct Measure {
    /// In the words of Prometheus: `vidmakt_findings`.
    pub name: &'static str,
    pub help: &'static str,
    /// The name of the label that tells the counts apart.
    pub label: &'static str,
    pub count: fn(&Db, Instant) -> Result<Counts>,
}

/// How many, by the value of the label.
pub type Counts = Vec<(String, i64)>;

/// Whether the program has been told to stop: it answers what it has taken and asks for no more.
#[derive(Clone, Default)]
pub struct Stopping(Arc<AtomicBool>);

impl Stopping {
    pub fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    #[must_use]
    pub fn has_begun(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
