//! Changes of many records that go on by themselves, so that their pages can follow them: this program knows of its own,
//! and of those of another by when it last wrote. Only a picture: how far a change is, the database alone says, and one
//! that is carried out twice at once changes no record twice.

use super::bulk_change::{BulkChange, BulkState};
use super::carry_out_bulk_change::carry_out_bulk_change;
use kernel::{Actor, Id, Instant, Result};
use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};
use storage::{Db, Engine};
use web::Clock;

static UNDER_WAY: Mutex<BTreeSet<Id>> = Mutex::new(BTreeSet::new());

/// A program that has written nothing for so long has been stopped.
const LONGEST_SILENCE_SECONDS: i64 = 30;

/// A change that is carried out as long as this is held.
pub(crate) struct UnderWay {
    id: Id,
}

impl UnderWay {
    /// None for one that is under way already.
    pub fn begin(id: Id) -> Option<Self> {
        all().insert(id).then_some(Self { id })
    }

    /// Goes on until nothing waits.
    pub fn go_on(&self, (db, actor, clock): (&Db, &Actor, &Clock)) -> Result<BulkChange> {
        let id = self.id;
        loop {
            let actor = Actor { now: clock(), ..actor.clone() };
            let bulk = db.write(&actor, move |tx| carry_out_bulk_change(tx, id))?;
            if bulk.state == BulkState::CarriedOut {
                return Ok(bulk);
            }
        }
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        all().remove(&self.id);
    }
}

fn all() -> MutexGuard<'static, BTreeSet<Id>> {
    UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether a change that is begun goes on by itself. SQLite is served by one program; PostgreSQL may be by several.
pub(crate) fn goes_on(bulk: &BulkChange, engine: Engine, now: Instant) -> bool {
    let is_recent = || now < bulk.saved_at.plus_seconds(LONGEST_SILENCE_SECONDS);
    let is_begun = bulk.state == BulkState::UnderWay;
    is_begun && (all().contains(&bulk.id) || (engine == Engine::Postgres && is_recent()))
}
