//! PostgreSQL: a pool of connections; each transaction works under a role without rights of its own and inside the
//! tenant's wall, and a write first takes the tenant's lock.

use crate::connection::Connection;
use crate::dialect::Engine;
use crate::value::{Row, Value};
use kernel::{Error, Id, Result, TenantId};
use postgres::error::SqlState;
use postgres::types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use postgres::{Client, Config, NoTls, Statement};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Semaphore;

const CONNECTIONS: usize = 16;
/// Statements that each connection keeps prepared.
const KEPT_STATEMENTS: usize = 512;

pub(crate) struct Postgres {
    config: Config,
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
        let mut config: Config = address.parse().map_err(Error::unavailable)?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(Duration::from_secs(5));
        }
        let postgres = Self {
            config,
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
        work: impl FnOnce(&dyn Connection) -> Result<T>,
    ) -> Result<T> {
        let prologue = format!(
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL ROLE vidmakt_app; \
             SET LOCAL vidmakt.tenant = '{}'; SET LOCAL plan_cache_mode = force_custom_plan",
            tenant.0
        );
        self.transaction(&prologue, work)
    }

    pub(crate) fn writing<T>(
        &self,
        tenant: TenantId,
        work: impl FnOnce(&dyn Connection) -> Result<T>,
    ) -> Result<T> {
        let prologue = format!(
            "BEGIN; SET LOCAL ROLE vidmakt_app; SET LOCAL vidmakt.tenant = '{0}'; \
             SET LOCAL plan_cache_mode = force_custom_plan; SELECT pg_advisory_xact_lock({0})",
            tenant.0
        );
        answering_panics(|| self.transaction(&prologue, work))
    }

    pub(crate) fn writing_installation<T>(
        &self,
        work: impl FnOnce(&dyn Connection) -> Result<T>,
    ) -> Result<T> {
        let prologue = "BEGIN; SET LOCAL ROLE vidmakt_installation; SET LOCAL vidmakt.tenant = '0'; \
                        SELECT pg_advisory_xact_lock(0)";
        answering_panics(|| self.transaction(prologue, work))
    }

    pub(crate) fn reading_installation<T>(
        &self,
        work: impl FnOnce(&dyn Connection) -> Result<T>,
    ) -> Result<T> {
        self.transaction(
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL ROLE vidmakt_installation; \
             SET LOCAL vidmakt.tenant = '0'",
            work,
        )
    }

    fn transaction<T>(&self, prologue: &str, work: impl FnOnce(&dyn Connection) -> Result<T>) -> Result<T> {
        let taken = self.begin(prologue)?;
        let session = taken.session()?;
        let answer = work(session).and_then(|answer| session.check_unhurt().map(|()| answer));
        let ended = session.batch(if answer.is_ok() { "COMMIT" } else { "ROLLBACK" });
        match answer.and_then(|answer| ended.map(|()| answer)) {
            Err(error) if session.is_broken() => Err(Error::unavailable(error)),
            answer => answer,
        }
    }

    /// A session inside a transaction. One that the server has closed meanwhile is replaced: no work has begun in it.
    fn begin(&self, prologue: &str) -> Result<Taken<'_>> {
        loop {
            let (taken, is_new) = self.take()?;
            let session = taken.session()?;
            session.has_failed.set(false);
            match session.batch(prologue) {
                Ok(()) => return Ok(taken),
                Err(error) if session.is_broken() && is_new => return Err(Error::unavailable(error)),
                Err(_) if session.is_broken() => {}
                Err(error) => {
                    session.batch("ROLLBACK")?;
                    return Err(error);
                }
            }
        }
    }

    /// A session of the pool, and whether it has just been made.
    fn take(&self) -> Result<(Taken<'_>, bool)> {
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        while pool.idle.is_empty() && pool.taken >= CONNECTIONS {
            pool = self.came_back.wait(pool).unwrap_or_else(PoisonError::into_inner);
        }
        pool.taken += 1;
        let idle = pool.idle.pop();
        drop(pool);
        // Made before the connection, so that the place in the pool is given back whatever happens.
        let mut taken = Taken { postgres: self, session: idle };
        let is_new = taken.session.is_none();
        if is_new {
            taken.session = Some(self.config.connect(NoTls).map(Session::new).map_err(Error::unavailable)?);
        }
        Ok((taken, is_new))
    }

    fn give_back(&self, session: Option<Session>) {
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        pool.taken = pool.taken.saturating_sub(1);
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

/// One connection with its prepared statements.
struct Session {
    client: RefCell<Client>,
    prepared: RefCell<HashMap<String, Statement>>,
    /// A statement of the running transaction has failed, so that the server will not commit it.
    has_failed: Cell<bool>,
}

impl Session {
    fn new(client: Client) -> Self {
        Self { client: RefCell::new(client), prepared: RefCell::default(), has_failed: Cell::new(false) }
    }

    /// A COMMIT after a failed statement rolls back and says nothing about it.
    fn check_unhurt(&self) -> Result<()> {
        if self.has_failed.get() {
            return Err(Error::failed("a statement failed and its error was not handed on"));
        }
        Ok(())
    }

    fn noting<T>(&self, answer: std::result::Result<T, postgres::Error>) -> Result<T> {
        answer.map_err(|error| {
            self.has_failed.set(true);
            failure(error)
        })
    }

    fn is_broken(&self) -> bool {
        self.client.borrow().is_closed()
    }

    fn prepare(&self, sql: &str) -> Result<Statement> {
        if let Some(statement) = self.prepared.borrow().get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.noting(self.client.borrow_mut().prepare(sql))?;
        let mut prepared = self.prepared.borrow_mut();
        if prepared.len() >= KEPT_STATEMENTS {
            prepared.clear();
        }
        prepared.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

impl Connection for Session {
    fn engine(&self) -> Engine {
        Engine::Postgres
    }

    fn query(&self, sql: &str, values: &[Value], each: &mut dyn FnMut(Row) -> Result<()>) -> Result<()> {
        let statement = self.prepare(sql)?;
        let rows = self.noting(self.client.borrow_mut().query(&statement, &parameters(values)))?;
        rows.iter().try_for_each(|row| each(row_of(row)?))
    }

    fn execute(&self, sql: &str, values: &[Value]) -> Result<u64> {
        let statement = self.prepare(sql)?;
        self.noting(self.client.borrow_mut().execute(&statement, &parameters(values)))
    }

    fn batch(&self, sql: &str) -> Result<()> {
        self.noting(self.client.borrow_mut().batch_execute(sql))
    }
}

fn parameters(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

fn failure(error: postgres::Error) -> Error {
    let is_unavailable = error.is_closed()
        || error.code().is_some_and(|code| {
            [
                SqlState::DISK_FULL,
                SqlState::OUT_OF_MEMORY,
                SqlState::TOO_MANY_CONNECTIONS,
                SqlState::ADMIN_SHUTDOWN,
                SqlState::CRASH_SHUTDOWN,
                SqlState::CANNOT_CONNECT_NOW,
                SqlState::READ_ONLY_SQL_TRANSACTION,
                SqlState::LOCK_NOT_AVAILABLE,
                SqlState::T_R_DEADLOCK_DETECTED,
                SqlState::INSUFFICIENT_RESOURCES,
                SqlState::IO_ERROR,
            ]
            .contains(code)
        });
    let detail = error.as_db_error().map_or_else(|| error.to_string(), ToString::to_string);
    if is_unavailable { Error::unavailable(detail) } else { Error::failed(detail) }
}

impl ToSql for Value {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(int) => int.to_sql_checked(kind, out),
            Self::Text(text) => text.to_sql_checked(kind, out),
            Self::Id(id) => uuid::Uuid::from_bytes(*id.as_bytes()).to_sql_checked(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn row_of(row: &postgres::Row) -> Result<Row> {
    let value = |(i, column): (usize, &postgres::Column)| match *column.type_() {
        Type::INT8 => row.try_get::<_, Option<i64>>(i).map(Value::from),
        Type::INT4 => row.try_get::<_, Option<i32>>(i).map(|int| Value::from(int.map(i64::from))),
        Type::BOOL => row.try_get::<_, Option<bool>>(i).map(Value::from),
        Type::UUID => row
            .try_get::<_, Option<uuid::Uuid>>(i)
            .map(|id| Value::from(id.map(|id| Id::from_bytes(*id.as_bytes())))),
        _ => row.try_get::<_, Option<String>>(i).map(Value::from),
    };
    row.columns()
        .iter()
        .enumerate()
        .map(value)
        .collect::<std::result::Result<_, _>>()
        .map(Row)
        .map_err(failure)
}
