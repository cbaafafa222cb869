//! Imports that are carried out just now, so that a page can tell how far they are: this program knows of its own, and the
//! others on the database are told. Only a picture: whether an import was saved, the database alone says.

use crate::transfer::importing::{Progress, Reached};
use crate::transfer::kept::{self, ImportState, Stage};
use kernel::{Actor, Id, Instant};
use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use storage::{Db, Engine};
use web::Clock;

static UNDER_WAY: Mutex<BTreeMap<Id, Arc<Progress>>> = Mutex::new(BTreeMap::new());

/// How often the other programs are told how far an import is.
const TOLD_EVERY: Duration = Duration::from_secs(2);
/// A program that has told nothing for so long has been stopped.
const LONGEST_SILENCE_SECONDS: i64 = 30;

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

    /// Does the work, and tells the other programs on the database meanwhile how far it is. SQLite has but one.
    pub fn telling<T>(&self, (db, actor, clock): (&Db, &Actor, &Clock), work: impl FnOnce() -> T) -> T {
        if db.engine() == Engine::Sqlite {
            return work();
        }
        let (working, is_over) = channel();
        std::thread::scope(|scope| {
            scope.spawn(move || self.tell_until(&is_over, (db, actor, clock)));
            let answer = work();
            drop(working);
            answer
        })
    }

    fn tell_until(&self, is_over: &Receiver<()>, (db, actor, clock): (&Db, &Actor, &Clock)) {
        loop {
            let (id, reached, actor) =
                (self.id, self.progress.now(), Actor { now: clock(), ..actor.clone() });
            // What is not told now is told the next time.
            let _ = db.note(&actor, move |tx| kept::note_reached(tx, id, reached));
            if is_over.recv_timeout(TOLD_EVERY) != Err(RecvTimeoutError::Timeout) {
                return;
            }
        }
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
    /// How far it is, where this program knows or was told.
    Running(Option<Reached>),
    /// The program that carried it out was stopped; nothing was saved.
    Interrupted,
    Saved,
}

impl Standing {
    /// The key of its name.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Tried => "transfer-state-tried",
            Self::Running(_) => "transfer-state-running",
            Self::Interrupted => "transfer-state-interrupted",
            Self::Saved => "transfer-state-saved",
        }
    }
}

/// What is kept says that it runs; whether that is still true is told by who works.
pub(crate) fn standing(import: &Stage, engine: Engine, now: Instant) -> Standing {
    match import.state {
        ImportState::Tried => Standing::Tried,
        ImportState::Saved => Standing::Saved,
        ImportState::Running => match all().get(&import.id) {
            Some(progress) => Standing::Running(Some(progress.now())),
            None if may_run_elsewhere(import, engine, now) => {
                Standing::Running(import.last_told.map(|told| told.reached))
            }
            None => Standing::Interrupted,
        },
    }
}

/// SQLite is served by one program; PostgreSQL may be by several.
pub(crate) fn may_run_elsewhere(import: &Stage, engine: Engine, now: Instant) -> bool {
    let is_recent = |heard: Instant| now < heard.plus_seconds(LONGEST_SILENCE_SECONDS);
    let last_heard = import.last_told.map(|told| told.at).or(import.started_at);
    engine == Engine::Postgres && import.state == ImportState::Running && last_heard.is_some_and(is_recent)
}
