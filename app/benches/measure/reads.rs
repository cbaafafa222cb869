//! The same reads and the same write without HTTP, through the functions that the pages call: what the database and the
//! rules cost by themselves.

use crate::Outcome;
use crate::load::{Series, repeat};
use findings::GapsAsk;
use kernel::{Actor, Id, Instant, Subject};
use organisation::{Holder, ORGANISATIONS_BY_NAME};
use register::{SYSTEM, SYSTEMS, System, SystemKind, SystemRow};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use storage::{DatabaseUrl, Db, Page, Query, Read, Tx, Value, View};
use vidmakt::domains;
use web::{Offered, accounts};

/// Rows of a page of a list.
const ROWS: i64 = 50;

/// What a list is asked besides its first rows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked {
    /// The name of a filter and its value.
    pub filter: Option<(&'static str, &'static str)>,
    /// In the order of the field that the federation has added.
    pub is_by_own_field: bool,
    pub view: View,
}

/// What was evaluated before commits.
#[derive(Default)]
struct Evaluated {
    writes: AtomicU64,
    subjects: AtomicU64,
    nanos: AtomicU64,
}

/// The database, opened by this process, and the same user who is signed in over HTTP.
pub struct Reads {
    db: Db,
    actor: Actor,
    evaluated: Arc<Evaluated>,
}

impl Reads {
    pub fn open(url: &DatabaseUrl, user: &str) -> Outcome<Self> {
        let evaluated = Arc::new(Evaluated::default());
        let counted = evaluated.clone();
        let db = domains::open(url)?.with_before_commit(Arc::new(move |tx| evaluate_counting(tx, &counted)));
        let now = Instant::now();
        let operator = Actor::operator(kernel::TenantId::INSTALLATION, now);
        let account = db.look_up(&operator, |installation| accounts::find(installation, user))?;
        let actor = account.ok_or("the account is not there")?.actor(now);
        Ok(Self { db, actor, evaluated })
    }

    /// Ids of systems that the user sees.
    pub fn systems(&self, at_most: i64) -> Outcome<Vec<Id>> {
        let query = access::visible_to(&self.actor, register::READ_BASE, Query::first(at_most));
        let page: Page<SystemRow> =
            self.db.read(&self.actor, View::Now, |read| SYSTEMS.page(read, &query))?;
        Ok(page.items.into_iter().map(|row| row.id).collect())
    }

    pub fn system_list(&self, asked: &Asked) -> Outcome<Series> {
        let query = self.query(asked)?;
        repeat(|_| {
            self.db.read(&self.actor, asked.view, |read| {
                let page: Page<SystemRow> = SYSTEMS.page(read, &query)?;
                let ids: Vec<Id> = page.items.iter().map(|row| row.id).collect();
                let told = access::permitted(read, findings::READ, &ids)?;
                Ok((SYSTEMS.count(read, &query)?, holders(read, &ids)?, told, offered(read)?))
            })?;
            Ok(())
        })
    }

    fn query(&self, asked: &Asked) -> Outcome<Query> {
        let mut query = access::visible_to(&self.actor, register::READ_BASE, Query::first(ROWS));
        if let Some((filter, value)) = asked.filter {
            query = query.filter(filter, [Value::from(value)]);
        }
        if asked.is_by_own_field {
            let fields =
                self.db.read(&self.actor, View::Now, |read| custom_fields::fields_of(read, SYSTEM.name()))?;
            query = custom_fields::ordered(query, fields.first().ok_or("no field of its own")?);
        }
        Ok(query)
    }

    /// What the matrix asks about the systems of its first page.
    pub fn matrix(&self) -> Outcome<Series> {
        let query = self.query(&Asked::default())?;
        repeat(|_| {
            self.db.read(&self.actor, View::Now, |read| {
                let page: Page<SystemRow> = SYSTEMS.page(read, &query)?;
                let ids: Vec<Id> = page.items.iter().map(|row| row.id).collect();
                let pack = findings::pack_in_force(read)?;
                let evaluated = findings::evaluate_subjects(read, SYSTEM.name(), &ids)?;
                let all = evaluated.iter().flat_map(|one| &one.findings);
                let open: Vec<_> = all.filter(|finding| finding.is_open()).cloned().collect();
                let mends = register::Mends::of(read, &pack, &open)?;
                Ok((SYSTEMS.count(read, &query)?, mends, offered(read)?))
            })?;
            Ok(())
        })
    }

    /// What the page of the search asks.
    pub fn search(&self, words: &str) -> Outcome<Series> {
        let question = search::Question::read(words).map_err(|message| message.key)?;
        repeat(|_| {
            self.db.read(&self.actor, View::Now, |read| search::overview(read, &question, 5))?;
            Ok(())
        })
    }

    pub fn system_page(&self, systems: &[Id]) -> Outcome<Series> {
        repeat(|number| {
            let id = systems[number % systems.len()];
            self.db.read(&self.actor, View::Now, |read| {
                let system = register::visible_system(read, id)?;
                Ok((system, findings::of_subject(read, &Subject::new(SYSTEM, id))?, holders(read, &[id])?))
            })?;
            Ok(())
        })
    }

    pub fn gaps(&self) -> Outcome<Series> {
        let ask = GapsAsk { limit: ROWS, ..GapsAsk::default() };
        repeat(|_| {
            self.db.read(&self.actor, View::Now, |read| {
                let (page, total) = findings::gaps(read, &ask)?;
                let subjects: Vec<Subject> = page.items.iter().map(|one| one.subject.clone()).collect();
                let pack = findings::pack_in_force(read)?;
                let mends = register::Mends::of(read, &pack, &page.items)?;
                Ok((total, findings::waivable(read, &pack, &subjects)?, mends, offered(read)?))
            })?;
            Ok(())
        })
    }

    /// Registers systems, each in a transaction of its own.
    pub fn create(&self, kind: SystemKind, owner: Id) -> Outcome<Series> {
        repeat(|number| {
            let name = format!("Utan HTTP {number}");
            let system = System {
                id: Id::new(),
                name,
                kind: Some(kind),
                organisation: Some(owner),
                ..System::default()
            };
            self.db.write(&self.actor, move |tx| register::register_system(tx, system))?;
            Ok(())
        })
    }

    /// How many demands the pack makes of a system, met ones too.
    pub fn demands_of(&self, system: Id) -> Outcome<usize> {
        let subject = Subject::new(SYSTEM, system);
        let evaluated = self.db.read(&self.actor, View::Now, |read| findings::of_subject(read, &subject))?;
        Ok(evaluated.findings.len())
    }

    pub fn owner_of(&self, system: Id) -> Outcome<Id> {
        let system = self.db.read(&self.actor, View::Now, |read| register::visible_system(read, system))?;
        Ok(system.organisation.ok_or("a system without an owner")?)
    }

    /// Subjects evaluated and microseconds spent on it, for each write so far.
    pub fn evaluated_per_write(&self) -> (f64, f64) {
        let of = |counter: &AtomicU64| counter.load(Ordering::Relaxed) as f64;
        let writes = of(&self.evaluated.writes).max(1.0);
        (of(&self.evaluated.subjects) / writes, of(&self.evaluated.nanos) / writes / 1_000.0)
    }
}

/// Who holds roles on some systems.
fn holders(read: &Read, systems: &[Id]) -> kernel::Result<Vec<Holder>> {
    organisation::with_names(read, organisation::assignments_of_all(read, systems)?)
}

/// What the filter by organisation offers.
fn offered(read: &Read) -> kernel::Result<Offered> {
    Offered::of(read, &ORGANISATIONS_BY_NAME)
}

/// The program's own step before a commit, with a count and a clock.
fn evaluate_counting(tx: &mut Tx, evaluated: &Evaluated) -> kernel::Result<()> {
    let touched = tx.take_touched();
    evaluated.writes.fetch_add(1, Ordering::Relaxed);
    evaluated.subjects.fetch_add(touched.len() as u64, Ordering::Relaxed);
    for subject in touched {
        tx.touch(subject);
    }
    search::before_commit(tx)?;
    let begun = std::time::Instant::now();
    findings::before_commit(tx)?;
    evaluated.nanos.fetch_add(begun.elapsed().as_nanos() as u64, Ordering::Relaxed);
    Ok(())
}
