//! What is reached before a tenant is known: accounts, sessions, tokens, wrong attempts and the list of tenants.
//! These tables and no others; its own audit chain has the tenant number 0.

use crate::audit::{self, AuditEntry, Link};
use crate::connection::Connection;
use crate::read::named;
use crate::statement::Statement;
use crate::value::{FromRow, Row, Value, check_texts};
use kernel::{Actor, Error, Instant, Result, TenantId};

/// An open transaction on the tables of the installation. Its statements have no tenant: `?1` is the caller's first value.
pub struct Installation<'c> {
    connection: &'c dyn Connection,
    actor: Actor,
    head: Link,
    has_audited: bool,
}

impl<'c> Installation<'c> {
    pub(crate) fn new(connection: &'c dyn Connection, actor: &Actor, head: Link) -> Self {
        let actor = Actor { tenant: TenantId::INSTALLATION, ..actor.clone() };
        Self { connection, actor, head, has_audited: false }
    }

    #[must_use]
    pub fn now(&self) -> Instant {
        self.actor.now
    }

    /// All rows of a statement. The caller bounds their number in the statement.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rows<T: FromRow>(&self, statement: &Statement, values: &[Value]) -> Result<Vec<T>> {
        check_texts(values)?;
        let sql = self.connection.engine().parameters(statement.sql.to_owned());
        let mut rows = Vec::new();
        self.connection
            .query(&sql, values, &mut |row: Row| {
                rows.push(T::from_row(&row)?);
                Ok(())
            })
            .map_err(|error| named(statement.name, error))?;
        Ok(rows)
    }

    /// The first row of a statement, if there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn one<T: FromRow>(&self, statement: &Statement, values: &[Value]) -> Result<Option<T>> {
        Ok(self.rows(statement, values)?.into_iter().next())
    }

    /// The first row of a statement, which must be there.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a row.
    pub fn found<T: FromRow>(&self, statement: &Statement, values: &[Value]) -> Result<T> {
        self.one(statement, values)?.ok_or(Error::NotFound)
    }

    /// Runs a statement that changes rows and tells how many.
    ///
    /// # Errors
    /// When the database fails.
    pub fn execute(&self, statement: &Statement, values: &[Value]) -> Result<u64> {
        check_texts(values)?;
        let sql = self.connection.engine().parameters(statement.sql.to_owned());
        self.connection.execute(&sql, values).map_err(|error| named(statement.name, error))
    }

    /// Writes an event to the installation's own chain.
    ///
    /// # Errors
    /// When the database fails.
    pub fn audit(&mut self, entry: &AuditEntry) -> Result<()> {
        let at = self.head.instant_after(self.actor.now);
        let event = audit::next(&self.actor, at, &self.head, entry);
        self.head = Link::of(&event);
        audit::write(self.connection, TenantId::INSTALLATION, vec![event])?;
        self.has_audited = true;
        Ok(())
    }

    pub(crate) fn finish(self) -> Result<()> {
        if self.has_audited {
            audit::save_head(self.connection, &self.head, TenantId::INSTALLATION)
        } else {
            Ok(())
        }
    }
}
