//! Writing in one federation. A `Tx` that wrote without an audit event does not commit.

use crate::audit::{self, AuditEntry, Link};
use crate::connection::Connection;
use crate::db::{Attachment, View};
use crate::read::{Read, named};
use crate::statement::Statement;
use crate::value::Value;
use kernel::{Actor, Error, Instant, Result, Subject, has_personal_identity_number};
use std::collections::BTreeSet;
use std::ops::Deref;

/// An open transaction that may write. It reads as a [`Read`] of now.
pub struct Tx<'c> {
    read: Read<'c>,
    head: Link,
    instant: Instant,
    has_written: bool,
    has_audited: bool,
    touched: BTreeSet<Subject>,
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
        attachment: &Attachment,
    ) -> Self {
        let instant = head.instant_after(actor.now);
        Self {
            read: Read::new(connection, actor, View::Now, attachment),
            head,
            instant,
            has_written: false,
            has_audited: false,
            touched: BTreeSet::new(),
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

    /// Writes an event to the tenant's chain.
    ///
    /// # Errors
    /// Rejected when the reason or the decision holds a personal identity number, which no chain could forget.
    pub fn audit(&mut self, entry: &AuditEntry) -> Result<()> {
        for (field, text) in [("reason", &entry.reason), ("decision", &entry.decision)] {
            if text.as_deref().is_some_and(has_personal_identity_number) {
                return Err(Error::rejected(field, "objection-personal-identity-number"));
            }
        }
        self.head = audit::append(self.read.connection, &self.read.actor, self.instant, &self.head, entry)?;
        self.has_audited = true;
        Ok(())
    }

    /// Says that the findings of a subject may have changed; they are evaluated once, before the commit.
    pub fn touch(&mut self, subject: Subject) {
        self.touched.insert(subject);
    }

    /// The touched subjects, taken by the one who evaluates them.
    pub fn take_touched(&mut self) -> Vec<Subject> {
        std::mem::take(&mut self.touched).into_iter().collect()
    }

    /// Closes the books of the transaction.
    pub(crate) fn finish(self) -> Result<()> {
        if self.has_written && !self.has_audited {
            return Err(Error::failed("a transaction wrote without an audit event"));
        }
        if self.has_audited {
            audit::save_head(self.read.connection, &self.head, self.read.actor.tenant)?;
        }
        Ok(())
    }
}
