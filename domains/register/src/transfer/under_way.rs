//! Imports that this program is carrying out just now, so that a page can tell how far they are. Only a picture: whether
//! an import was saved, the database alone says.

use crate::transfer::importing::Progress;
use crate::transfer::kept::{ImportState, Told};
use kernel::{Id, Instant};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use storage::Engine;

static UNDER_WAY: Mutex<BTreeMap<Id, Arc<Progress>>> = Mutex::new(BTreeMap::new());

/// Another program on the same database may be at work so long; after that it must have been stopped.
const LONGEST_ELSEWHERE_SECONDS: i64 = 5 * 60;

/// An import that is under way as long as this is held.
pub(crate) struct UnderWay {
    id: Id,
    pub progress: Arc<Progress>,
}

impl UnderWay {
    /// None for one that is under way already.
    pub fn begin(id: Id) -> Option<Self> {
        let mut all = all();
        if all.contains_key(&id) {
            return None;
        }
        let progress = Arc::new(Progress::default());
        all.insert(id, progress.clone());
        Some(Self { id, progress })
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        all().remove(&self.id);
    }
}

fn all() -> std::sync::MutexGuard<'static, BTreeMap<Id, Arc<Progress>>> {
    UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How a kept import really stands.
pub(crate) enum Standing {
    Tried,
    /// How far it is, where this program knows.
    Running(Option<Arc<Progress>>),
    /// The program that carried it out was stopped; nothing was saved.
    Interrupted,
    Saved,
}

/// What is kept says that it runs; whether that is still true is told by who works.
pub(crate) fn standing(import: &Told, engine: Engine, now: Instant) -> Standing {
    match import.state {
        ImportState::Tried => Standing::Tried,
        ImportState::Saved => Standing::Saved,
        ImportState::Running => match all().get(&import.id) {
            Some(progress) => Standing::Running(Some(progress.clone())),
            None if may_run_elsewhere(import, engine, now) => Standing::Running(None),
            None => Standing::Interrupted,
        },
    }
}

/// SQLite is served by one program; PostgreSQL may be by several.
pub(crate) fn may_run_elsewhere(import: &Told, engine: Engine, now: Instant) -> bool {
    let is_recent = |started: Instant| now < started.plus_seconds(LONGEST_ELSEWHERE_SECONDS);
    engine == Engine::Postgres
        && import.state == ImportState::Running
        && import.started_at.is_some_and(is_recent)
}
