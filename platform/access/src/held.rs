//! Which core functions somebody holds at a record: for what a guideline gives to a role and not to a permission.

use crate::grant::AT_MEMBER;
use crate::question::{Standing, standing};
use kernel::{Id, Permission, Result};
use storage::{FromRow, Read, Row, statements, values};

statements! {
    // Where the records lie comes first: a database that began with the grants would read all that lies within each.
    HELD_ON = "WITH place AS MATERIALIZED (SELECT r.subject_id, r.within_id FROM @@reach AS r \
        WHERE r.subject_id IN ({ids}) AND r.by_use = 0) \
        SELECT DISTINCT r.subject_id, g.core_function, CASE WHEN g.subject_id = r.subject_id THEN 1 ELSE 0 END, \
        CASE WHEN EXISTS (SELECT 1 FROM @@permission_grant AS e WHERE e.person_id = ?2 AND e.core_function = ?4 \
        AND e.valid_from <= ?3 AND e.valid_to >= ?3) THEN 1 ELSE 0 END FROM place AS r \
        JOIN @@permission_grant AS g ON g.subject_id = r.within_id \
        WHERE g.person_id = ?2 AND g.valid_from <= ?3 AND g.valid_to >= ?3";
    IS_EMPLOYED = "SELECT CASE WHEN EXISTS (SELECT 1 FROM @@permission_grant AS e WHERE e.person_id = ?2 \
        AND e.core_function = ?4 AND e.valid_from <= ?3 AND e.valid_to >= ?3) THEN 1 ELSE 0 END";
    HELD_AT = "SELECT DISTINCT g.subject_id FROM @@permission_grant AS g CROSS JOIN @@function_permission AS f \
        WHERE f.core_function = g.core_function AND g.person_id = ?2 AND f.permission = ?3 AND g.valid_from <= ?4 \
        AND g.valid_to >= ?4 ORDER BY g.subject_id";
    HOLDERS = "SELECT DISTINCT g.subject_id, g.person_id FROM @@function_permission AS f CROSS JOIN @@permission_grant AS g \
        WHERE f.core_function = g.core_function AND f.permission = ?2 AND g.valid_from <= ?3 AND g.valid_to >= ?3 \
        ORDER BY g.subject_id, g.person_id";
}

/// The core function that every employment gives, for what everyone who is employed may do.
pub const EMPLOYEE: &str = "employee";

/// A core function that the actor holds today at a record, or at something that it lies within.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub subject: Id,
    pub core_function: String,
    /// Held at the record itself. What is held further up does not count where the record has a holder of its own.
    pub is_own: bool,
    /// Whether the actor is employed in the federation; else they come from outside, such as a supplier's staff.
    pub is_employed: bool,
}

impl FromRow for Held {
    fn from_row(row: &Row) -> Result<Self> {
        let core_function: String = row.get(1)?;
        let plain = core_function.strip_suffix(AT_MEMBER).map(ToOwned::to_owned);
        Ok(Self {
            subject: row.get(0)?,
            core_function: plain.unwrap_or(core_function),
            is_own: row.get(2)?,
            is_employed: row.get(3)?,
        })
    }
}

/// What the actor holds at many records, as holder or as deputy. Nothing for who is no person.
///
/// # Errors
/// When the database fails.
pub fn held_on(read: &Read, subjects: &[Id]) -> Result<Vec<Held>> {
    let actor = read.actor();
    let Some(person) = actor.person else { return Ok(Vec::new()) };
    read.rows_in(&HELD_ON, &values![person, actor.today(), EMPLOYEE], subjects)
}

/// Whether the actor is employed in the federation today; else they come from outside, or are no person.
///
/// # Errors
/// When the database fails.
pub fn is_employed(read: &Read) -> Result<bool> {
    let Some(person) = read.actor().person else { return Ok(false) };
    Ok(read.count(&IS_EMPLOYED, &values![person, read.actor().today(), EMPLOYEE])? > 0)
}

/// The records at which the actor holds a role that has a permission, and not what lies within them: for decisions that
/// belong to the place itself. None for who may do it everywhere.
///
/// # Errors
/// When the database fails.
pub fn held_at(read: &Read, permission: Permission) -> Result<Option<Vec<Id>>> {
    match standing(read.actor(), permission) {
        Standing::Decided(true) => Ok(None),
        Standing::Decided(false) => Ok(Some(Vec::new())),
        Standing::Asks(person) => {
            let values = values![person, permission.name(), read.actor().today()];
            Ok(Some(read.rows::<(Id,)>(&HELD_AT, &values)?.into_iter().map(|(id,)| id).collect()))
        }
    }
}

/// Everybody who holds a role that has a permission: the record at which it is held, and the person.
///
/// # Errors
/// When the database fails.
pub fn holders(read: &Read, permission: Permission) -> Result<Vec<(Id, Id)>> {
    read.rows(&HOLDERS, &values![permission.name(), read.today()])
}
