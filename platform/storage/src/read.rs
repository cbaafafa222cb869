//! Reading in one federation: every statement is bound to the tenant and the view that the read was opened with.

use crate::connection::Connection;
use crate::db::{Attachments, View};
use crate::dialect::Engine;
use crate::statement::Statement;
use crate::value::{FromRow, Row, Value, check_texts};
use kernel::{Actor, Date, Error, Id, Instant, Result};
use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

/// Ids that one statement is asked for at the most.
pub(crate) const MOST_IDS: usize = 256;

/// An open transaction that reads what one tenant had recorded, now or at an instant.
pub struct Read<'c> {
    pub(crate) connection: &'c dyn Connection,
    pub(crate) actor: Actor,
    pub(crate) view: View,
    pub(crate) attachments: Attachments,
    known: RefCell<HashMap<TypeId, Box<dyn Any>>>,
}

impl<'c> Read<'c> {
    pub(crate) fn new(
        connection: &'c dyn Connection,
        actor: &Actor,
        view: View,
        attachments: &Attachments,
    ) -> Self {
        let known = RefCell::default();
        Self { connection, actor: actor.clone(), view, attachments: attachments.clone(), known }
    }

    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// What was attached to the database when the program was put together.
    ///
    /// # Errors
    /// When nothing of this type was attached: a mistake in the program.
    pub fn attached<A: Any + Send + Sync>(&self) -> Result<Arc<A>> {
        crate::db::attached(&self.attachments)
    }

    /// Something that many places of one transaction need, such as the pack in force, asked for once. Its type is its
    /// name. Whoever writes what it was made of forgets it (see [`Read::forget`]).
    ///
    /// # Errors
    /// Those of the question.
    pub fn once<A: Any + Clone>(&self, ask: impl FnOnce() -> Result<A>) -> Result<A> {
        let known =
            self.known.borrow().get(&TypeId::of::<A>()).and_then(|known| known.downcast_ref()).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let answer = ask()?;
        self.known.borrow_mut().insert(TypeId::of::<A>(), Box::new(answer.clone()));
        Ok(answer)
    }

    /// Lets everything that was asked for once be asked anew.
    pub fn forget(&self) {
        self.known.borrow_mut().clear();
    }

    /// The day on which validity is judged: the day of the view, or today.
    #[must_use]
    pub fn today(&self) -> Date {
        match self.view {
            View::Now => self.actor.today(),
            View::AsOf(day) => day,
        }
    }

    /// The day that is looked back to, if it is not now.
    #[must_use]
    pub fn as_of(&self) -> Option<Date> {
        match self.view {
            View::Now => None,
            View::AsOf(day) => Some(day),
        }
    }

    #[must_use]
    pub fn engine(&self) -> Engine {
        self.connection.engine()
    }

    /// All rows of a statement. The caller bounds their number in the statement.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rows<T: FromRow>(&self, statement: &Statement, values: &[Value]) -> Result<Vec<T>> {
        self.rows_of_text(statement.name, statement.sql, values)
    }

    /// The rows of many ids at once: the statement has `IN ({ids})` once, and its own values before the ids.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rows_in<T: FromRow>(&self, statement: &Statement, values: &[Value], ids: &[Id]) -> Result<Vec<T>> {
        let mut rows = Vec::new();
        for chunk in ids.chunks(MOST_IDS) {
            let (sql, bound) = statement.with_ids(values, chunk);
            rows.extend(self.rows_of_text(statement.name, &sql, &bound)?);
        }
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

    /// The number that a statement counts.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count(&self, statement: &Statement, values: &[Value]) -> Result<i64> {
        self.found::<(i64,)>(statement, values).map(|(count,)| count)
    }

    pub(crate) fn rows_of_text<T: FromRow>(&self, name: &str, sql: &str, values: &[Value]) -> Result<Vec<T>> {
        let mut bound = self.bind(values)?;
        let text = self.engine().statement(sql, self.as_of_instant(), &mut bound);
        let mut rows = Vec::new();
        self.connection
            .query(&text, &bound, &mut |row: Row| {
                rows.push(T::from_row(&row)?);
                Ok(())
            })
            .map_err(|error| named(name, error))?;
        Ok(rows)
    }

    pub(crate) fn bind(&self, values: &[Value]) -> Result<Vec<Value>> {
        check_texts(values)?;
        let mut bound = Vec::with_capacity(values.len() + 2);
        bound.push(Value::Int(self.actor.tenant.0));
        bound.extend_from_slice(values);
        Ok(bound)
    }

    fn as_of_instant(&self) -> Option<Instant> {
        self.as_of().map(Instant::end_of)
    }
}

/// Tells in the log which statement failed.
pub(crate) fn named(name: &str, error: Error) -> Error {
    match error {
        Error::Failed(mut failure) => {
            failure.detail = format!("{name}: {}", failure.detail);
            Error::Failed(failure)
        }
        other => other,
    }
}
