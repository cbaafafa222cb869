//! Writing in one federation. A `Tx` that wrote without an audit event does not commit.

use crate::audit::{self, AuditEntry, AuditEvent, Link};
use crate::connection::Connection;
use crate::db::{Attachments, View};
use crate::many_rows::written;
use crate::read::{MOST_IDS, Read, named};
use crate::sqlite_engine::set_instant;
use crate::statement::Statement;
use crate::value::Value;
use crate::word_index::{self, IndexedWords};
use kernel::{Actor, Error, Id, Instant, Result, Subject, has_personal_identity_number};
use std::collections::BTreeSet;
use std::ops::Deref;

/// Events that wait at the most.
const MOST_WAITING: usize = 64;

/// An open transaction that may write. It reads as a [`Read`] of now.
pub struct Tx<'c> {
    read: Read<'c>,
    /// The newest event of the chain, those that wait to be written included.
    head: Link,
    /// Events that are written together, at the latest before the commit.
    waiting: Vec<AuditEvent>,
    instant: Instant,
    has_written: bool,
    has_audited: bool,
    touched: BTreeSet<Subject>,
    /// Those whose words may have changed: what events are about and what is touched.
    unindexed: BTreeSet<Subject>,
    has_left_work: bool,
}

impl<'c> Deref for Tx<'c> {
    type Target = Read<'c>;

    fn deref(&self) -> &Read<'c> {
        &self.read
    }
}

impl<'c> Tx<'c> {
    /// `head` is the newest event of the tenant's chain, read under the tenant's lock.
    pub(crate) fn new(
        connection: &'c dyn Connection,
        actor: &Actor,
        head: Link,
        attachments: &Attachments,
    ) -> Self {
        let instant = head.instant_after(actor.now);
        Self {
            read: Read::new(connection, actor, View::Now, attachments),
            head,
            waiting: Vec::new(),
            instant,
            has_written: false,
            has_audited: false,
            touched: BTreeSet::new(),
            unindexed: BTreeSet::new(),
            has_left_work: false,
        }
    }

    /// The one instant of everything that this transaction writes.
    #[must_use]
    pub fn instant(&self) -> Instant {
        self.instant
    }

    /// Runs a statement that changes rows and tells how many.
    ///
    /// # Errors
    /// When the database fails.
    pub fn execute(&mut self, statement: &Statement, values: &[Value]) -> Result<u64> {
        self.has_written = true;
        self.execute_unaudited(statement, values)
    }

    /// For what is not a record: kept findings, remembered answers. Everything else goes through [`Tx::execute`].
    ///
    /// # Errors
    /// When the database fails.
    pub fn execute_unaudited(&mut self, statement: &Statement, values: &[Value]) -> Result<u64> {
        let mut bound = self.read.bind(values)?;
        let text = self.engine().statement(statement.sql, None, &mut bound);
        self.read.connection.execute(&text, &bound).map_err(|error| named(statement.name, error))
    }

    /// Writes many rows by one `INSERT … VALUES (…)`, several with each statement that is sent. No two of them may meet in
    /// its `ON CONFLICT`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn execute_rows(&mut self, statement: &Statement, rows: Vec<Vec<Value>>) -> Result<u64> {
        self.has_written |= !rows.is_empty();
        self.execute_rows_unaudited(statement, rows)
    }

    /// The same for what is not a record (see [`Tx::execute_unaudited`]).
    ///
    /// # Errors
    /// When the database fails.
    pub fn execute_rows_unaudited(&mut self, statement: &Statement, rows: Vec<Vec<Value>>) -> Result<u64> {
        let mut count = 0;
        for one in written(statement, rows)? {
            let mut bound = self.read.bind(&one.values)?;
            let text = self.engine().statement(&one.sql, None, &mut bound);
            let answer = self.read.connection.execute(&text, &bound);
            count += answer.map_err(|error| named(statement.name, error))?;
        }
        Ok(count)
    }

    /// Runs a statement that changes the rows of many ids, for what is not a record: it has `IN ({ids})` once, and its own
    /// values before the ids.
    ///
    /// # Errors
    /// When the database fails.
    pub fn execute_in_unaudited(
        &mut self,
        statement: &Statement,
        values: &[Value],
        ids: &[Id],
    ) -> Result<u64> {
        let mut count = 0;
        for chunk in ids.chunks(MOST_IDS) {
            let (sql, values) = statement.with_ids(values, chunk);
            let mut bound = self.read.bind(&values)?;
            let text = self.engine().statement(&sql, None, &mut bound);
            let answer = self.read.connection.execute(&text, &bound);
            count += answer.map_err(|error| named(statement.name, error))?;
        }
        Ok(count)
    }

    /// Adds an event to the tenant's chain. It is written before the commit, together with others.
    ///
    /// # Errors
    /// Rejected when the reason or the decision holds a personal identity number, which does not belong there.
    pub fn audit(&mut self, entry: &AuditEntry) -> Result<()> {
        for (field, text) in [("reason", &entry.reason), ("decision", &entry.decision)] {
            if text.as_deref().is_some_and(has_personal_identity_number) {
                return Err(Error::rejected(field, "objection-personal-identity-number"));
            }
        }
        let event = audit::next(&self.read.actor, self.instant, &self.head, entry);
        self.head = Link::of(&event);
        self.unindexed.extend(entry.subject.clone());
        self.waiting.push(event);
        self.has_audited = true;
        if self.waiting.len() >= MOST_WAITING { self.write_waiting() } else { Ok(()) }
    }

    fn write_waiting(&mut self) -> Result<()> {
        let events = std::mem::take(&mut self.waiting);
        audit::write(self.read.connection, self.read.actor.tenant, events)
    }

    /// Says that a subject has changed, or what its findings follow from: it is evaluated and indexed once, before the
    /// commit.
    pub fn touch(&mut self, subject: Subject) {
        self.unindexed.insert(subject.clone());
        self.touched.insert(subject);
    }

    /// Says that a subject is found by other words or by other people, and is the same in all else: it is indexed, not
    /// evaluated.
    pub fn touch_words(&mut self, subject: Subject) {
        self.unindexed.insert(subject);
    }

    /// The touched subjects, taken by the one who evaluates them.
    pub fn take_touched(&mut self) -> Vec<Subject> {
        std::mem::take(&mut self.touched).into_iter().collect()
    }

    /// The subjects that were touched or audited, taken by the one who indexes their words.
    pub fn take_unindexed(&mut self) -> Vec<Subject> {
        std::mem::take(&mut self.unindexed).into_iter().collect()
    }

    /// Says that something is left which takes too long for a transaction: the step after the commit is then run.
    pub fn leave_work(&mut self) {
        self.has_left_work = true;
    }

    pub(crate) fn has_left_work(&self) -> bool {
        self.has_left_work
    }

    /// Puts the words of rows into the index, where they have none yet. What the index holds follows from records.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_words(&mut self, rows: &[(i64, IndexedWords)]) -> Result<()> {
        word_index::add(self.read.connection, rows)
    }

    /// Takes the words of rows out of the index.
    ///
    /// # Errors
    /// When the database fails.
    pub fn remove_words(&mut self, rows: &[i64]) -> Result<()> {
        word_index::remove(self.read.connection, rows)
    }

    /// Does something in the name of an actor of the same federation, perhaps on a later day, and takes all of it back:
    /// rows, events and what was touched. Only what was seen on the way is answered.
    ///
    /// # Errors
    /// Those of the work, or when the database fails.
    pub fn rehearse<T>(&mut self, actor: &Actor, work: impl FnOnce(&mut Tx) -> Result<T>) -> Result<T> {
        let connection = self.read.connection;
        let actor = Actor { tenant: self.read.actor.tenant, ..actor.clone() };
        // Events that wait are of before, and number themselves before those of the rehearsal.
        self.write_waiting()?;
        connection.batch("SAVEPOINT rehearsal")?;
        let mut rehearsal = Tx::new(connection, &actor, self.head.clone(), &self.read.attachments);
        let seen = set_instant(connection, rehearsal.instant).and_then(|()| work(&mut rehearsal));
        connection.batch("ROLLBACK TO SAVEPOINT rehearsal; RELEASE SAVEPOINT rehearsal")?;
        set_instant(connection, self.instant)?;
        seen
    }

    /// Ends what wrote outside the chain.
    pub(crate) fn finish_note(self) -> Result<()> {
        if self.has_written || self.has_audited {
            return Err(Error::failed("a note wrote a record"));
        }
        Ok(())
    }

    /// Closes the books of the transaction.
    pub(crate) fn finish(mut self) -> Result<()> {
        self.write_waiting()?;
        if self.has_written && !self.has_audited {
            return Err(Error::failed("a transaction wrote without an audit event"));
        }
        if self.has_audited {
            audit::save_head(self.read.connection, &self.head, self.read.actor.tenant)?;
        }
        Ok(())
    }
}
