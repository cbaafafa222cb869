//! One connection to PostgreSQL. What nobody need wait for goes along with the next statement: each round trip costs
//! more than most statements.

use crate::connection::Connection;
use crate::dialect::Engine;
use crate::postgres_address::Server;
use crate::value::{Row, Value};
use kernel::{Error, Id, Result};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::error::Error as _;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;
use tokio_postgres::error::{Severity, SqlState};
use tokio_postgres::types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use tokio_postgres::{Client, NoTls, Statement};

/// Statements that each connection keeps prepared.
const KEPT_STATEMENTS: usize = 512;

type Answer<T> = std::result::Result<T, tokio_postgres::Error>;

/// One connection with its prepared statements.
pub(crate) struct Session {
    client: Client,
    line: RefCell<Line>,
    prepared: RefCell<HashMap<String, Statement>>,
    /// What goes before the next statement.
    unsent: RefCell<String>,
    /// A statement of the running transaction has failed, so that the server will not commit it.
    has_failed: Cell<bool>,
    /// The server has refused to write: it was made a standby, or read-only, without closing the connection.
    takes_no_writes: Cell<bool>,
}

/// What moves a socket along, over TLS or not.
type Socket = Pin<Box<dyn Future<Output = Answer<()>> + Send>>;

/// The socket, moved along by the thread that waits for an answer.
struct Line {
    runtime: Runtime,
    /// None once it is closed.
    connection: Option<Socket>,
}

impl Line {
    fn run<T>(&mut self, mut poll: impl FnMut(&mut Context) -> Poll<T>) -> T {
        let connection = &mut self.connection;
        self.runtime.block_on(poll_fn(|context| {
            if connection.as_mut().is_some_and(|open| open.as_mut().poll(context).is_ready()) {
                *connection = None;
            }
            poll(context)
        }))
    }

    /// Does something, sends what waits and looks at what has come, without waiting for any answer.
    fn glance(&mut self, mut first: impl FnMut(&mut Context)) {
        let mut has_begun = false;
        self.run(|context| {
            if has_begun {
                return Poll::Ready(());
            }
            has_begun = true;
            first(context);
            context.waker().wake_by_ref();
            Poll::Pending
        });
    }
}

async fn connect(server: &Server) -> Answer<(Client, Socket)> {
    match &server.tls {
        None => server.config.connect(NoTls).await.map(|(client, line)| (client, Box::pin(line) as Socket)),
        Some(tls) => {
            server.config.connect(tls.clone()).await.map(|(client, line)| (client, Box::pin(line) as Socket))
        }
    }
}

impl Session {
    pub(crate) fn open(server: &Server) -> Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build().map_err(Error::unavailable)?;
        let connected = runtime.block_on(async { timeout(server.patience(), connect(server)).await });
        let (client, connection) = connected
            .map_err(|_| Error::unavailable("the server takes connections and does not answer"))?
            .map_err(|error| Error::unavailable(in_words(&error)))?;
        Ok(Self {
            client,
            line: RefCell::new(Line { runtime, connection: Some(connection) }),
            prepared: RefCell::default(),
            unsent: RefCell::default(),
            has_failed: Cell::new(false),
            takes_no_writes: Cell::new(false),
        })
    }

    /// Begins a transaction together with its first statement.
    pub(crate) fn begin(&self, prologue: &str) {
        self.has_failed.set(false);
        self.unsent.replace(prologue.to_owned());
    }

    /// Commits. A server that has said no has saved nothing; where its answer is lost, nobody knows.
    pub(crate) fn commit(&self) -> Result<()> {
        if !self.is_alive() {
            return Err(Error::unavailable("the connection was lost before the commit"));
        }
        self.ask(self.client.batch_execute("COMMIT")).map_err(|error| match error.as_db_error() {
            Some(said) if said.parsed_severity() == Some(Severity::Error) => failure(error),
            // A server that is going away may say so after it has committed.
            _ => Error::unsure(in_words(&error)),
        })
    }

    /// Ends a transaction that only read. One without a statement has not even begun.
    pub(crate) fn leave(&self) {
        if !self.unsent.take().is_empty() {
            return;
        }
        let mut end = pin!(self.client.batch_execute("COMMIT"));
        // Its answer is read before that of the next statement, whoever asks it.
        self.line.borrow_mut().glance(|context| {
            let _ = end.as_mut().poll(context);
        });
    }

    /// A COMMIT after a failed statement rolls back and says nothing about it.
    pub(crate) fn check_unhurt(&self) -> Result<()> {
        if self.has_failed.get() {
            return Err(Error::failed("a statement failed and its error was not handed on"));
        }
        Ok(())
    }

    pub(crate) fn is_broken(&self) -> bool {
        self.takes_no_writes() || self.line.borrow().connection.is_none() || self.client.is_closed()
    }

    /// Whether its server has refused to write. A new session is opened where one may write.
    pub(crate) fn takes_no_writes(&self) -> bool {
        self.takes_no_writes.get()
    }

    /// Whether the server has not closed the connection, as far as the socket tells.
    pub(crate) fn is_alive(&self) -> bool {
        self.line.borrow_mut().glance(|_| {});
        !self.is_broken()
    }

    fn wait<T>(&self, asked: impl Future<Output = Answer<T>>) -> Result<T> {
        self.ask(asked).map_err(failure)
    }

    /// Waits for an answer. What was not sent before goes first, in the same packet, and tells its error first.
    fn ask<T>(&self, asked: impl Future<Output = Answer<T>>) -> Answer<T> {
        let unsent = self.unsent.take();
        let mut asked = pin!(asked);
        let mut line = self.line.borrow_mut();
        let answer = if unsent.is_empty() {
            line.run(|context| asked.as_mut().poll(context))
        } else {
            let mut before = pin!(self.client.batch_execute(&unsent));
            let mut is_done = false;
            line.run(|context| {
                if !is_done {
                    match before.as_mut().poll(context) {
                        Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
                        Poll::Ready(Ok(())) => is_done = true,
                        Poll::Pending => {}
                    }
                }
                // INVARIANT: answers come in the order of the questions, so this one is never ready first.
                asked.as_mut().poll(context)
            })
        };
        answer.inspect_err(|error| {
            self.has_failed.set(true);
            if error.code() == Some(&SqlState::READ_ONLY_SQL_TRANSACTION) {
                self.takes_no_writes.set(true);
            }
        })
    }

    fn prepare(&self, sql: &str) -> Result<Statement> {
        if let Some(statement) = self.prepared.borrow().get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.wait(self.client.prepare(sql))?;
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
        let rows = self.wait(self.client.query(&statement, &parameters(values)))?;
        rows.iter().try_for_each(|row| each(row_of(row)?))
    }

    fn execute(&self, sql: &str, values: &[Value]) -> Result<u64> {
        let statement = self.prepare(sql)?;
        self.wait(self.client.execute(&statement, &parameters(values)))
    }

    fn batch(&self, sql: &str) -> Result<()> {
        self.wait(self.client.batch_execute(sql))
    }

    fn before_next(&self, sql: &str) -> Result<()> {
        let mut unsent = self.unsent.borrow_mut();
        if !unsent.is_empty() {
            unsent.push_str("; ");
        }
        unsent.push_str(sql);
        Ok(())
    }
}

fn parameters(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

/// What the server says, or what went wrong on the way to it, with its causes.
fn in_words(error: &tokio_postgres::Error) -> String {
    if let Some(said) = error.as_db_error() {
        return said.to_string();
    }
    let (mut words, mut cause) = (error.to_string(), error.source());
    while let Some(error) = cause {
        words = format!("{words}: {error}");
        cause = error.source();
    }
    words
}

fn failure(error: tokio_postgres::Error) -> Error {
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
    let detail = in_words(&error);
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
            Self::Bytes(bytes) => bytes.to_sql_checked(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn row_of(row: &tokio_postgres::Row) -> Result<Row> {
    let value = |(i, column): (usize, &tokio_postgres::Column)| match *column.type_() {
        Type::INT8 => row.try_get::<_, Option<i64>>(i).map(Value::from),
        Type::INT4 => row.try_get::<_, Option<i32>>(i).map(|int| Value::from(int.map(i64::from))),
        Type::BOOL => row.try_get::<_, Option<bool>>(i).map(Value::from),
        Type::UUID => row
            .try_get::<_, Option<uuid::Uuid>>(i)
            .map(|id| Value::from(id.map(|id| Id::from_bytes(*id.as_bytes())))),
        Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(i).map(Value::from),
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
