//! PostgreSQL: a pool of connections; each transaction works under a role without rights of its own and inside the
//! tenant's wall, and a write first takes the tenant's lock.

use crate::connection::Connection;
use crate::db::View;
use crate::postgres_address::Server;
use crate::postgres_session::Session;
use crate::pulse::{Counts, Pulse};
use kernel::{Error, Result, TenantId};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use tokio::sync::Semaphore;

const CONNECTIONS: usize = 16;
/// Plans of now may be kept: making one costs more than most statements. Of the past each is made for its day, since one
/// for all days makes lists twenty times slower.
const PLANS_OF_THE_PAST: &str = "SET LOCAL plan_cache_mode = force_custom_plan; ";
/// No plan is compiled: that took half a second where the statement took ten milliseconds.
const UNCOMPILED: &str = "SET LOCAL jit = off";

pub(crate) struct Postgres {
    server: Server,
    counts: Counts,
    pool: Mutex<Pool>,
    came_back: Condvar,
    places: Arc<Semaphore>,
}

#[derive(Default)]
struct Pool {
    idle: Vec<Session>,
    taken: usize,
}

impl Postgres {
    pub(crate) fn open(address: &str) -> Result<Self> {
        let postgres = Self {
            server: Server::at(address)?,
            counts: Counts::default(),
            pool: Mutex::default(),
            came_back: Condvar::new(),
            places: Arc::new(Semaphore::new(CONNECTIONS)),
        };
        postgres.transaction("BEGIN", |_| Ok(()))?;
        Ok(postgres)
    }

    pub(crate) fn places(&self) -> Arc<Semaphore> {
        self.places.clone()
    }

    pub(crate) fn owning<T>(&self, work: impl FnOnce(&dyn Connection) -> Result<T>) -> Result<T> {
        self.transaction("BEGIN; SET LOCAL lock_timeout = '60s'", work)
    }

    pub(crate) fn reading<T>(
        &self,
        tenant: TenantId,
        view: View,
        work: impl FnOnce(&dyn Connection) -> Result<T>,
    ) -> Result<T> {
        let plans = if view == View::Now { "" } else { PLANS_OF_THE_PAST };
        let prologue = format!(
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL ROLE vidmakt_app; \
             SET LOCAL vidmakt.tenant = '{}'; {plans}{UNCOMPILED}",
            tenant.0
        );
        self.looking(&prologue, work)
    }

    pub(crate) fn writing<T>(
        &self,
        tenant: TenantId,
        work: impl FnOnce(&dyn Connection) -> Result<T>,
    ) -> Result<T> {
        let prologue = format!(
            "BEGIN; SET LOCAL ROLE vidmakt_app; SET LOCAL vidmakt.tenant = '{0}'; \
             {UNCOMPILED}; SELECT pg_advisory_xact_lock({0})",
            tenant.0
        );
        self.counted(|| self.transaction(&prologue, work))
    }

    /// A write beside the one that is under way in the tenant: it has no part in the chain.
    pub(crate) fn noting<T>(
        &self,
        tenant: TenantId,
        work: impl FnOnce(&dyn Connection) -> Result<T>,
    ) -> Result<T> {
        let prologue = format!(
            "BEGIN; SET LOCAL ROLE vidmakt_app; SET LOCAL vidmakt.tenant = '{}'; {UNCOMPILED}",
            tenant.0
        );
        self.counted(|| self.transaction(&prologue, work))
    }

    fn counted<T>(&self, write: impl FnOnce() -> Result<T>) -> Result<T> {
        self.counts.came();
        let answer = answering_panics(write);
        self.counts.went();
        self.counts.written(1);
        answer
    }

    pub(crate) fn pulse(&self) -> Pulse {
        let taken = self.pool.lock().unwrap_or_else(PoisonError::into_inner).taken;
        self.counts.pulse(true, taken)
    }

    pub(crate) fn writing_installation<T>(
        &self,
        work: impl FnOnce(&dyn Connection) -> Result<T>,
    ) -> Result<T> {
        let prologue = "BEGIN; SET LOCAL ROLE vidmakt_installation; SET LOCAL vidmakt.tenant = '0'; \
                        SELECT pg_advisory_xact_lock(0)";
        self.counted(|| self.transaction(prologue, work))
    }

    pub(crate) fn reading_installation<T>(
        &self,
        work: impl FnOnce(&dyn Connection) -> Result<T>,
    ) -> Result<T> {
        self.looking(
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL ROLE vidmakt_installation; \
             SET LOCAL vidmakt.tenant = '0'",
            work,
        )
    }

    /// One state of everything, as the owner of the tables sees it.
    pub(crate) fn snapshot<T>(&self, work: impl FnOnce(&dyn Connection) -> Result<T>) -> Result<T> {
        self.looking("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", work)
    }

    fn transaction<T>(&self, prologue: &str, work: impl FnOnce(&dyn Connection) -> Result<T>) -> Result<T> {
        self.within(
            prologue,
            work,
            |session, is_good| {
                if is_good { session.commit() } else { session.batch("ROLLBACK") }
            },
        )
    }

    /// Nobody waits for the end of a transaction that only reads: it has nothing to lose.
    fn looking<T>(&self, prologue: &str, work: impl FnOnce(&dyn Connection) -> Result<T>) -> Result<T> {
        self.within(prologue, work, |session, _| {
            session.leave();
            Ok(())
        })
    }

    fn within<T>(
        &self,
        prologue: &str,
        work: impl FnOnce(&dyn Connection) -> Result<T>,
        end: impl FnOnce(&Session, bool) -> Result<()>,
    ) -> Result<T> {
        let taken = self.take()?;
        let session = taken.session()?;
        session.begin(prologue);
        let answer = work(session).and_then(|answer| session.check_unhurt().map(|()| answer));
        let ended = end(session, answer.is_ok());
        match answer.and_then(|answer| ended.map(|()| answer)) {
            Err(error) if session.is_broken() && !error.is_unsure() => Err(Error::unavailable(error)),
            answer => answer,
        }
    }

    /// A session of the pool. Those that the server has closed meanwhile are passed over.
    fn take(&self) -> Result<Taken<'_>> {
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        while pool.idle.is_empty() && pool.taken >= CONNECTIONS {
            pool = self.came_back.wait(pool).unwrap_or_else(PoisonError::into_inner);
        }
        pool.taken += 1;
        let mut idle = pool.idle.pop();
        drop(pool);
        // Made before the session is looked at, so that the place in the pool is given back whatever happens.
        let mut taken = Taken { postgres: self, session: None };
        while let Some(session) = idle {
            if session.is_alive() {
                taken.session = Some(session);
                return Ok(taken);
            }
            idle = self.pool.lock().unwrap_or_else(PoisonError::into_inner).idle.pop();
        }
        taken.session = Some(Session::open(&self.server)?);
        Ok(taken)
    }

    fn give_back(&self, session: Option<Session>) {
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        pool.taken = pool.taken.saturating_sub(1);
        // The others were opened to the same server.
        if session.as_ref().is_some_and(Session::takes_no_writes) {
            pool.idle.clear();
        }
        pool.idle.extend(session.filter(|session| !session.is_broken()));
        self.came_back.notify_one();
    }
}

/// A write that panics answers as a failure, as it does on SQLite; its session is thrown away.
fn answering_panics<T>(write: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(write)).unwrap_or_else(|_| Err(Error::failed("a write panicked")))
}

/// A session on loan; it returns even when the work panics, and is thrown away then.
struct Taken<'p> {
    postgres: &'p Postgres,
    session: Option<Session>,
}

impl Taken<'_> {
    fn session(&self) -> Result<&Session> {
        self.session.as_ref().ok_or_else(|| Error::failed("no session"))
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        let session = self.session.take();
        self.postgres.give_back(if std::thread::panicking() { None } else { session });
    }
}
