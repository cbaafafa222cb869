//! Grants: a person holds a core function at a subject for a time. They follow from assignments and employments,
//! which carry the audit events; grants themselves are only their consequence.

use kernel::{Id, Period, Result, Scope};
use storage::{Tx, statements, values};

const BEGINNING: &str = "0001-01-01";
const END: &str = "9999-12-31";

/// What one assignment or employment gives one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The assignment or employment that it follows from.
    pub source: Id,
    pub person: Id,
    /// The core function of the role, such as `system_owner`, which packs map to permissions.
    pub core_function: String,
    /// The record that the role is held at.
    pub subject: Id,
    /// The holder's own organisation, for permissions that reach over it.
    pub home: Option<Id>,
    pub valid: Period,
}

/// What a core function may do, as the packs say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Granted {
    pub core_function: String,
    pub permission: String,
    pub scope: Scope,
}

statements! {
    GIVE = "INSERT INTO permission_grant (tenant_id, source_id, person_id, core_function, subject_id, home_id, \
        valid_from, valid_to) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) \
        ON CONFLICT (tenant_id, source_id, person_id, core_function) DO UPDATE SET subject_id = excluded.subject_id, \
        home_id = excluded.home_id, valid_from = excluded.valid_from, valid_to = excluded.valid_to";
    TAKE_BACK = "DELETE FROM permission_grant WHERE tenant_id = ?1 AND source_id = ?2";
    FORGET_FUNCTIONS = "DELETE FROM function_permission WHERE tenant_id = ?1";
    MAP_FUNCTION = "INSERT INTO function_permission (tenant_id, core_function, permission, scope, reaches_use) \
        VALUES (?1, ?2, ?3, ?4, ?5)";
    FORGET_REACH = "DELETE FROM reach WHERE tenant_id = ?1 AND subject_id = ?2 AND by_use = ?3";
    ADD_REACH = "INSERT INTO reach (tenant_id, subject_id, within_id, by_use) VALUES (?1, ?2, ?3, 0) \
        ON CONFLICT (tenant_id, subject_id, within_id) DO UPDATE SET by_use = 0";
    ADD_REACH_BY_USE = "INSERT INTO reach (tenant_id, subject_id, within_id, by_use) VALUES (?1, ?2, ?3, 1) \
        ON CONFLICT DO NOTHING";
}

/// Gives what an assignment or employment gives; an older grant of the same source is replaced.
///
/// # Errors
/// When the database fails.
pub fn give(tx: &mut Tx, grant: &Grant) -> Result<()> {
    let from = grant.valid.from.map_or(BEGINNING.to_owned(), |day| day.to_string());
    let to = grant.valid.to.map_or(END.to_owned(), |day| day.to_string());
    let values =
        values![grant.source, grant.person, &grant.core_function, grant.subject, grant.home, from, to];
    tx.execute_unaudited(&GIVE, &values).map(|_| ())
}

/// Takes back everything that a source gave.
///
/// # Errors
/// When the database fails.
pub fn take_back(tx: &mut Tx, source: Id) -> Result<()> {
    tx.execute_unaudited(&TAKE_BACK, &values![source]).map(|_| ())
}

/// Replaces what each core function may do: done when a pack is adopted.
///
/// # Errors
/// When the database fails.
pub fn map_functions(tx: &mut Tx, granted: &[Granted]) -> Result<()> {
    tx.execute_unaudited(&FORGET_FUNCTIONS, &[])?;
    for Granted { core_function, permission, scope } in granted {
        let values = values![core_function, permission, scope.name(), reaches_use(permission)];
        tx.execute_unaudited(&MAP_FUNCTION, &values)?;
    }
    Ok(())
}

/// One reads what one's organisation uses, but changes only what it owns.
fn reaches_use(permission: &str) -> bool {
    permission.rsplit('.').next().is_some_and(|verb| verb.starts_with("read"))
}

/// Says what a subject lies within by being owned. The subject lies within itself without being named.
///
/// # Errors
/// When the database fails.
pub fn set_reach(tx: &mut Tx, subject: Id, within: impl IntoIterator<Item = Id>) -> Result<()> {
    tx.execute_unaudited(&FORGET_REACH, &values![subject, false])?;
    for whole in std::iter::once(subject).chain(within) {
        tx.execute_unaudited(&ADD_REACH, &values![subject, whole])?;
    }
    Ok(())
}

/// Says what else a subject lies within because it is used there: readers reach it, those who change do not. Said after
/// [`set_reach`], which wins where both name the same.
///
/// # Errors
/// When the database fails.
pub fn set_reach_by_use(tx: &mut Tx, subject: Id, within: impl IntoIterator<Item = Id>) -> Result<()> {
    tx.execute_unaudited(&FORGET_REACH, &values![subject, true])?;
    for whole in within {
        tx.execute_unaudited(&ADD_REACH_BY_USE, &values![subject, whole])?;
    }
    Ok(())
}
