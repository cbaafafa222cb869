//! SQLite: one thread writes and commits in batches, four connections read.

use crate::connection::Connection;
use crate::dialect::Engine;
use crate::pulse::{Counts, Pulse};
use crate::value::{Row, Value};
use kernel::{Error, Id, Instant, Result};
use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{ErrorCode, OpenFlags, ToSql};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use tokio::sync::Semaphore;

const READERS: usize = 4;
/// What each connection keeps of the file, in KiB: what it read last. The rest is in the machine's own cache, from which a page
/// comes in a microsecond; larger ones cost memory five times and made nothing faster (docs/performance.md).
const READER_CACHE_KIB: u32 = 6 * 1024;
/// The writer keeps what a batch has changed until it is committed.
const WRITER_CACHE_KIB: u32 = 16 * 1024;
/// Callers that may wait for the database at once; the next is told that it is busy.
const LONGEST_QUEUE: usize = 1_000;
/// Writes that share one commit at the most.
const LARGEST_BATCH: usize = 64;

thread_local! {
    /// The instant of the transaction that this thread is writing, read by the triggers.
    static INSTANT: Cell<i64> = const { Cell::new(0) };
}

/// Tells the triggers on this connection the instant of the transaction.
pub(crate) fn set_instant(connection: &dyn Connection, instant: Instant) -> Result<()> {
    match connection.engine() {
        Engine::Sqlite => {
            INSTANT.set(instant.as_micros());
            Ok(())
        }
        Engine::Postgres => {
            connection.before_next(&format!("SET LOCAL vidmakt.instant = '{}'", instant.as_micros()))
        }
    }
}

pub(crate) struct Sqlite {
    path: PathBuf,
    writer: SyncSender<Box<dyn Job>>,
    thread: JoinHandle<()>,
    counts: Arc<Counts>,
    readers: Mutex<Readers>,
    reader_came_back: Condvar,
    places: Arc<Semaphore>,
}

#[derive(Default)]
struct Readers {
    idle: Vec<rusqlite::Connection>,
    taken: usize,
}

impl Sqlite {
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let connection = connect(path, false)?;
        let (writer, jobs) = sync_channel(LONGEST_QUEUE);
        let counts = Arc::<Counts>::default();
        let counted = counts.clone();
        let thread = std::thread::Builder::new()
            .name("sqlite-writer".into())
            .spawn(move || write_in_batches(&connection, &jobs, &counted))
            .map_err(Error::failed)?;
        Ok(Self {
            path: path.to_owned(),
            writer,
            thread,
            counts,
            readers: Mutex::default(),
            reader_came_back: Condvar::new(),
            places: Arc::new(Semaphore::new(LARGEST_BATCH)),
        })
    }

    pub(crate) fn places(&self) -> Arc<Semaphore> {
        self.places.clone()
    }

    /// Work that changes the tables themselves.
    pub(crate) fn owning<T>(&self, work: impl FnOnce(&dyn Connection) -> Result<T>) -> Result<T> {
        let connection = connect(&self.path, false)?;
        // Foreign keys are off while tables change: nothing refers to what is half-made.
        connection.execute_batch("PRAGMA foreign_keys = OFF; BEGIN EXCLUSIVE").map_err(failure)?;
        let answer = work(&connection);
        // Without a COMMIT everything is undone when the connection closes.
        let answer = answer?;
        connection.execute_batch("COMMIT").map_err(failure)?;
        Ok(answer)
    }

    pub(crate) fn pulse(&self) -> Pulse {
        let taken = self.readers.lock().unwrap_or_else(PoisonError::into_inner).taken;
        self.counts.pulse(!self.thread.is_finished(), taken)
    }

    pub(crate) fn reading<T>(&self, work: impl FnOnce(&dyn Connection) -> Result<T>) -> Result<T> {
        let loan = Loan { sqlite: self, connection: Some(self.take_reader()?) };
        let connection = loan.connection.as_ref().ok_or_else(|| Error::failed("no connection"))?;
        connection.execute_batch("BEGIN").map_err(failure)?;
        work(connection)
    }

    fn take_reader(&self) -> Result<rusqlite::Connection> {
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        while readers.taken >= READERS {
            readers = self.reader_came_back.wait(readers).unwrap_or_else(PoisonError::into_inner);
        }
        readers.taken += 1;
        let idle = readers.idle.pop();
        drop(readers);
        match idle {
            Some(connection) => Ok(connection),
            None => connect(&self.path, true).inspect_err(|_| self.give_back(None)),
        }
    }

    fn give_back(&self, connection: Option<rusqlite::Connection>) {
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        readers.taken = readers.taken.saturating_sub(1);
        readers.idle.extend(connection);
        self.reader_came_back.notify_one();
    }

    pub(crate) fn writing<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&dyn Connection) -> Result<T> + Send + 'static,
    {
        let (sender, answer) = sync_channel(1);
        let job = Box::new(Write { work: Some(work), result: None, answer: sender });
        self.counts.came();
        self.writer.try_send(job).map_err(|error| {
            self.counts.went();
            match error {
                TrySendError::Full(_) => Error::unavailable("the queue of writes is full"),
                TrySendError::Disconnected(_) => Error::unavailable("the writer has stopped"),
            }
        })?;
        // Whether it stopped before or after this write, nobody is left to tell.
        answer.recv().map_err(|_| Error::unsure("the writer has stopped"))?
    }
}

/// A reading connection on loan; it comes back even when the reading panics.
struct Loan<'s> {
    sqlite: &'s Sqlite,
    connection: Option<rusqlite::Connection>,
}

impl Drop for Loan<'_> {
    fn drop(&mut self) {
        let is_idle = |connection: &rusqlite::Connection| {
            connection.is_autocommit() || connection.execute_batch("ROLLBACK").is_ok()
        };
        self.sqlite.give_back(self.connection.take().filter(is_idle));
    }
}

/// One waiting write.
trait Job: Send {
    /// Runs it and tells whether to keep what it wrote.
    fn run(&mut self, connection: &rusqlite::Connection) -> bool;
    /// Answers the caller, once it is known whether the batch was committed.
    fn answer(&mut self, committed: std::result::Result<(), String>);
}

struct Write<T, F> {
    work: Option<F>,
    result: Option<Result<T>>,
    answer: SyncSender<Result<T>>,
}

impl<T, F> Job for Write<T, F>
where
    T: Send,
    F: FnOnce(&dyn Connection) -> Result<T> + Send,
{
    fn run(&mut self, connection: &rusqlite::Connection) -> bool {
        let Some(work) = self.work.take() else { return false };
        let result = catch_unwind(AssertUnwindSafe(|| work(connection)))
            .unwrap_or_else(|_| Err(Error::failed("a write panicked")));
        let is_good = result.is_ok();
        self.result = Some(result);
        is_good
    }

    fn answer(&mut self, committed: std::result::Result<(), String>) {
        let result = match (self.result.take(), committed) {
            (Some(Ok(answer)), Ok(())) => Ok(answer),
            (Some(Err(error)), _) => Err(error),
            (_, Err(reason)) => Err(Error::unavailable(reason)),
            (None, Ok(())) => Err(Error::failed("a write was not run")),
        };
        // A caller that has gone away needs no answer.
        let _ = self.answer.send(result);
    }
}

fn write_in_batches(connection: &rusqlite::Connection, jobs: &Receiver<Box<dyn Job>>, counts: &Counts) {
    while let Ok(first) = jobs.recv() {
        let mut batch = vec![first];
        batch.extend(jobs.try_iter().take(LARGEST_BATCH - 1));
        let committed = write_batch(connection, &mut batch).map_err(|error| error.to_string());
        counts.written(batch.len());
        for job in &mut batch {
            counts.went();
            job.answer(committed.clone());
        }
    }
}

fn write_batch(connection: &rusqlite::Connection, batch: &mut [Box<dyn Job>]) -> Result<()> {
    connection.execute_batch("BEGIN IMMEDIATE").map_err(failure)?;
    let mut jobs = batch.iter_mut();
    let written = jobs
        .next()
        .map_or(Ok(()), |first| write_first(connection, first.as_mut()))
        .and_then(|()| jobs.try_for_each(|job| write_next(connection, job.as_mut())));
    let ended = written.and_then(|()| connection.execute_batch("COMMIT").map_err(failure));
    if ended.is_err() && !connection.is_autocommit() {
        let _ = connection.execute_batch("ROLLBACK");
    }
    ended
}

/// The first has nothing before it to keep, and needs no savepoint: under one, each statement walks through all that was
/// written before it, which makes large writes slower with every row.
fn write_first(connection: &rusqlite::Connection, job: &mut dyn Job) -> Result<()> {
    let is_good = job.run(connection);
    // SQLite may have taken the transaction back by itself, for want of room on the disk.
    let is_open = !connection.is_autocommit();
    match (is_good, is_open) {
        (true, true) => Ok(()),
        (true, false) => Err(Error::unavailable("the transaction was taken back")),
        (false, true) => connection.execute_batch("ROLLBACK; BEGIN IMMEDIATE").map_err(failure),
        (false, false) => connection.execute_batch("BEGIN IMMEDIATE").map_err(failure),
    }
}

/// What comes after the first is taken back alone when it fails.
fn write_next(connection: &rusqlite::Connection, job: &mut dyn Job) -> Result<()> {
    connection.execute_batch("SAVEPOINT job").map_err(failure)?;
    let end = if job.run(connection) { "RELEASE job" } else { "ROLLBACK TO job; RELEASE job" };
    connection.execute_batch(end).map_err(failure)
}

pub(crate) fn connect(path: &Path, is_reader: bool) -> Result<rusqlite::Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let flags = if is_reader { flags } else { flags | OpenFlags::SQLITE_OPEN_CREATE };
    let connection = rusqlite::Connection::open_with_flags(path, flags).map_err(failure)?;
    connection
        .execute_batch(
            "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
             PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; \
             PRAGMA recursive_triggers = ON; PRAGMA temp_store = MEMORY",
        )
        .map_err(failure)?;
    let cache_kib = if is_reader { READER_CACHE_KIB } else { WRITER_CACHE_KIB };
    connection.execute_batch(&format!("PRAGMA cache_size = -{cache_kib}")).map_err(failure)?;
    if is_reader {
        connection.execute_batch("PRAGMA query_only = ON").map_err(failure)?;
    }
    connection.set_prepared_statement_cache_capacity(256);
    // Else SQLite plans a statement anew whenever other values are bound, which takes longer than running it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(failure)?;
    connection
        .create_scalar_function("vidmakt_instant", 0, FunctionFlags::SQLITE_INNOCUOUS, |_| Ok(INSTANT.get()))
        .map_err(failure)?;
    Ok(connection)
}

fn failure(error: rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        Some(
            ErrorCode::DiskFull
            | ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::CannotOpen
            | ErrorCode::SystemIoFailure
            | ErrorCode::ReadOnly,
        ) => Error::unavailable(error),
        _ => Error::failed(error),
    }
}

impl Connection for rusqlite::Connection {
    fn engine(&self) -> Engine {
        Engine::Sqlite
    }

    fn query(&self, sql: &str, values: &[Value], each: &mut dyn FnMut(Row) -> Result<()>) -> Result<()> {
        let mut statement = self.prepare_cached(sql).map_err(failure)?;
        let columns = statement.column_count();
        let mut rows = statement.query(rusqlite::params_from_iter(values)).map_err(failure)?;
        while let Some(row) = rows.next().map_err(failure)? {
            let values = (0..columns)
                .map(|i| row.get_ref(i).map_err(failure).and_then(value_of))
                .collect::<Result<_>>()?;
            each(Row(values))?;
        }
        Ok(())
    }

    fn execute(&self, sql: &str, values: &[Value]) -> Result<u64> {
        // SQLite ends the transaction by itself when the disk is full; what came after would stand alone.
        if self.is_autocommit() {
            return Err(Error::unavailable("the transaction has ended"));
        }
        let mut statement = self.prepare_cached(sql).map_err(failure)?;
        statement.execute(rusqlite::params_from_iter(values)).map(|rows| rows as u64).map_err(failure)
    }

    fn batch(&self, sql: &str) -> Result<()> {
        self.execute_batch(sql).map_err(failure)
    }

    fn before_next(&self, sql: &str) -> Result<()> {
        self.batch(sql)
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(int) => ValueRef::Integer(*int),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Id(id) => ValueRef::Blob(id.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

fn value_of(value: ValueRef) -> Result<Value> {
    match value {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(int) => Ok(Value::Int(int)),
        ValueRef::Text(bytes) => std::str::from_utf8(bytes).map(Value::from).map_err(Error::failed),
        ValueRef::Blob(bytes) => Ok(<[u8; 16]>::try_from(bytes)
            .map_or_else(|_| Value::Bytes(bytes.to_vec()), |bytes| Value::Id(Id::from_bytes(bytes)))),
        ValueRef::Real(_) => Err(Error::failed("a real number in the database")),
    }
}
