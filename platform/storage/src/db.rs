//! The database of an installation. The closure given to a method is the transaction; it may be run again,
//! so it has no effect outside it.

use crate::connection::{Connection, Counted};
use crate::installation::Installation;
use crate::postgres_engine::Postgres;
use crate::pulse::Pulse;
use crate::read::Read;
use crate::schema::Schema;
use crate::settings::DatabaseUrl;
use crate::sqlite_engine::Sqlite;
use crate::tx::Tx;
use crate::{audit, dialect::Engine};
use kernel::{Actor, Date, Error, Result, TenantId};
use std::any::{Any, TypeId};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Which time a read looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    #[default]
    Now,
    /// What was recorded by the end of this day in Stockholm.
    AsOf(Date),
}

/// Run before each commit of a tenant: evaluates the findings of what was touched.
pub type BeforeCommit = Arc<dyn Fn(&mut Tx) -> Result<()> + Send + Sync>;

/// Run after a commit that left work (see [`Tx::leave_work`]), on the thread of the caller. It answers nothing: what was
/// committed stands, and who leaves work also sees to it that it is done where this fails.
pub type AfterCommit = Arc<dyn Fn(&Db, &Actor) + Send + Sync>;

/// What crates above storage want to find again in every transaction, such as the rules in force: one of each type.
pub(crate) type Attachments = Arc<BTreeMap<TypeId, Arc<dyn Any + Send + Sync>>>;

/// A handle to the database; cheap to copy.
#[derive(Clone)]
pub struct Db {
    engine: Opened,
    before_commit: BeforeCommit,
    after_commit: AfterCommit,
    attachments: Attachments,
    statements: Arc<AtomicU64>,
}

#[derive(Clone)]
enum Opened {
    Sqlite(Arc<Sqlite>),
    Postgres(Arc<Postgres>),
}

impl Db {
    /// Opens a database.
    ///
    /// # Errors
    /// [`kernel::FailureKind::Unavailable`] when it cannot be reached.
    pub fn open(url: &DatabaseUrl) -> Result<Self> {
        let engine = match url {
            DatabaseUrl::Sqlite(path) => Opened::Sqlite(Arc::new(Sqlite::open(path)?)),
            DatabaseUrl::Postgres(address) => Opened::Postgres(Arc::new(Postgres::open(address)?)),
        };
        Ok(Self {
            engine,
            before_commit: Arc::new(|_| Ok(())),
            after_commit: Arc::new(|_, _| ()),
            attachments: Attachments::default(),
            statements: Arc::default(),
        })
    }

    /// The same database with a step that runs before each commit of a tenant.
    #[must_use]
    pub fn with_before_commit(mut self, step: BeforeCommit) -> Self {
        self.before_commit = step;
        self
    }

    /// The same database with a step that runs after each commit that left work.
    #[must_use]
    pub fn with_after_commit(mut self, step: AfterCommit) -> Self {
        self.after_commit = step;
        self
    }

    /// The same database with something that every transaction carries (see [`Read::attached`]), beside what it carries
    /// already; another of the same type takes the place of the first.
    #[must_use]
    pub fn with_attachment<A: Any + Send + Sync>(mut self, attachment: A) -> Self {
        Arc::make_mut(&mut self.attachments).insert(TypeId::of::<A>(), Arc::new(attachment));
        self
    }

    /// What was attached, outside any transaction.
    ///
    /// # Errors
    /// When nothing of this type was attached: a mistake in the program.
    pub fn attached<A: Any + Send + Sync>(&self) -> Result<Arc<A>> {
        attached(&self.attachments)
    }

    /// Statements that federations have sent over this handle and its copies so far, beginnings and ends of transactions
    /// left out: what a test holds a page or an import to.
    #[must_use]
    pub fn statements_run(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    #[must_use]
    pub fn engine(&self) -> Engine {
        match &self.engine {
            Opened::Sqlite(_) => Engine::Sqlite,
            Opened::Postgres(_) => Engine::Postgres,
        }
    }

    /// How the database is doing.
    #[must_use]
    pub fn pulse(&self) -> Pulse {
        match &self.engine {
            Opened::Sqlite(sqlite) => sqlite.pulse(),
            Opened::Postgres(postgres) => postgres.pulse(),
        }
    }

    /// Bytes that the database takes.
    ///
    /// # Errors
    /// When the database fails.
    pub fn size_bytes(&self) -> Result<i64> {
        self.snapshot(crate::pulse::size_of)
    }

    /// Brings the tables up to the program's schema.
    ///
    /// # Errors
    /// When the database fails; nothing is then changed.
    pub fn migrate(&self, schema: &Schema) -> Result<()> {
        self.owning(|connection| crate::migrate::migrate(connection, schema))
    }

    /// The migrations that the database lacks, as `domain number`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn pending_migrations(&self, schema: &Schema) -> Result<Vec<String>> {
        self.snapshot(|connection| Ok(crate::migrate::state_of(connection, schema)?.pending))
    }

    /// The migrations that the database has and the program does not know: a newer program has been there.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unknown_migrations(&self, schema: &Schema) -> Result<Vec<String>> {
        self.snapshot(|connection| Ok(crate::migrate::state_of(connection, schema)?.unknown))
    }

    /// One state of the whole database, read only, with no tenant and behind the walls.
    pub(crate) fn snapshot<T>(&self, work: impl FnOnce(&dyn Connection) -> Result<T>) -> Result<T> {
        match &self.engine {
            Opened::Sqlite(sqlite) => sqlite.reading(work),
            Opened::Postgres(postgres) => postgres.snapshot(work),
        }
    }

    pub(crate) fn owning<T>(&self, work: impl FnOnce(&dyn Connection) -> Result<T>) -> Result<T> {
        match &self.engine {
            Opened::Sqlite(sqlite) => sqlite.owning(work),
            Opened::Postgres(postgres) => postgres.owning(work),
        }
    }

    /// Reads in the actor's federation, on the calling thread.
    ///
    /// # Errors
    /// Those of the closure, or when the database fails.
    pub fn read<T>(&self, actor: &Actor, view: View, work: impl FnOnce(&Read) -> Result<T>) -> Result<T> {
        check_view(actor, view)?;
        let work = |connection: &dyn Connection| {
            let counted = Counted { connection, count: &self.statements };
            work(&Read::new(&counted, actor, view, &self.attachments))
        };
        match &self.engine {
            Opened::Sqlite(sqlite) => sqlite.reading(work),
            Opened::Postgres(postgres) => postgres.reading(actor.tenant, view, work),
        }
    }

    /// Writes in the actor's federation, and waits on the calling thread until it is durable.
    ///
    /// # Errors
    /// Those of the closure, or when the database fails; nothing is then written, unless nobody can tell
    /// ([`kernel::FailureKind::Unsure`]).
    pub fn write<T, F>(&self, actor: &Actor, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Tx) -> Result<T> + Send + 'static,
    {
        let (owned_actor, before_commit) = (actor.clone(), self.before_commit.clone());
        let (attachments, statements) = (self.attachments.clone(), self.statements.clone());
        let work = move |connection: &dyn Connection| {
            let connection = &Counted { connection, count: &statements };
            let head = audit::head_of(connection, owned_actor.tenant)?;
            let mut tx = Tx::new(connection, &owned_actor, head, &attachments);
            crate::sqlite_engine::set_instant(connection, tx.instant())?;
            let answer = work(&mut tx)?;
            before_commit(&mut tx)?;
            let has_left_work = tx.has_left_work();
            tx.finish()?;
            Ok((answer, has_left_work))
        };
        let (answer, has_left_work) = match &self.engine {
            Opened::Sqlite(sqlite) => sqlite.writing(work),
            Opened::Postgres(postgres) => postgres.writing(actor.tenant, work),
        }?;
        if has_left_work {
            self.do_what_was_left(actor);
        }
        Ok(answer)
    }

    /// Whoever saved something is told so: it stands, even if the step after it panics.
    fn do_what_was_left(&self, actor: &Actor) {
        if catch_unwind(AssertUnwindSafe(|| (self.after_commit)(self, actor))).is_err() {
            tracing::error!("the step after a commit panicked; what was left waits");
        }
    }

    /// Notes what is neither a record nor follows from one, such as how far some work is. On PostgreSQL it does not wait for
    /// the write that is under way in the federation, which may take minutes; on SQLite it waits for its turn.
    ///
    /// # Errors
    /// When the database fails, or a record was written or something audited: that is no note.
    pub fn note<F>(&self, actor: &Actor, work: F) -> Result<()>
    where
        F: FnOnce(&mut Tx) -> Result<()> + Send + 'static,
    {
        let (owned_actor, attachments) = (actor.clone(), self.attachments.clone());
        let statements = self.statements.clone();
        let work = move |connection: &dyn Connection| {
            let connection = &Counted { connection, count: &statements };
            let mut tx = Tx::new(connection, &owned_actor, audit::Link::beginning(), &attachments);
            work(&mut tx)?;
            tx.finish_note()
        };
        match &self.engine {
            Opened::Sqlite(sqlite) => sqlite.writing(work),
            Opened::Postgres(postgres) => postgres.noting(actor.tenant, work),
        }
    }

    /// Works on the tables of the installation, on the calling thread.
    ///
    /// # Errors
    /// Those of the closure, or when the database fails; nothing is then written, unless nobody can tell
    /// ([`kernel::FailureKind::Unsure`]).
    pub fn installation<T, F>(&self, actor: &Actor, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Installation) -> Result<T> + Send + 'static,
    {
        let actor = actor.clone();
        let work = move |connection: &dyn Connection| {
            let head = audit::head_of(connection, TenantId::INSTALLATION)?;
            let mut installation = Installation::new(connection, &actor, head);
            let answer = work(&mut installation)?;
            installation.finish()?;
            Ok(answer)
        };
        match &self.engine {
            Opened::Sqlite(sqlite) => sqlite.writing(work),
            Opened::Postgres(postgres) => postgres.writing_installation(work),
        }
    }

    /// Looks something up in the tables of the installation, without waiting for writers.
    ///
    /// # Errors
    /// Those of the closure, or when the database fails.
    pub fn look_up<T>(&self, actor: &Actor, work: impl FnOnce(&Installation) -> Result<T>) -> Result<T> {
        let work = |connection: &dyn Connection| {
            work(&Installation::new(connection, actor, audit::Link::beginning()))
        };
        match &self.engine {
            Opened::Sqlite(sqlite) => sqlite.reading(work),
            Opened::Postgres(postgres) => postgres.reading_installation(work),
        }
    }

    /// Runs blocking work on a thread of its own, for asynchronous callers. They wait for a place in a fair queue
    /// first, so that they are served in order.
    ///
    /// # Errors
    /// Those of the work.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let places = match &self.engine {
            Opened::Sqlite(sqlite) => sqlite.places(),
            Opened::Postgres(postgres) => postgres.places(),
        };
        let place = places.acquire_owned().await.map_err(Error::unavailable)?;
        let db = self.clone();
        let answer = tokio::task::spawn_blocking(move || work(&db)).await.map_err(Error::failed)?;
        drop(place);
        answer
    }
}

pub(crate) fn attached<A: Any + Send + Sync>(attachments: &Attachments) -> Result<Arc<A>> {
    let found = attachments.get(&TypeId::of::<A>()).cloned();
    let found = found.and_then(|attachment| attachment.downcast().ok());
    found.ok_or_else(|| Error::failed(format!("{} is not attached", std::any::type_name::<A>())))
}

/// A day that has not come yet has no past to look at.
fn check_view(actor: &Actor, view: View) -> Result<()> {
    match view {
        View::AsOf(day) if day > actor.today() => Err(Error::rejected("as_of", "objection-as-of-future")),
        _ => Ok(()),
    }
}
