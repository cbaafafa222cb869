//! Grants: a person holds a core function at a subject for a time. They follow from assignments and employments,
//! which carry the audit events; grants themselves are only their consequence.

use kernel::{Id, Period, Result, Scope};
use std::collections::{BTreeMap, BTreeSet};
use storage::{Tx, Value, statements, values};

const BEGINNING: &str = "0001-01-01";
const END: &str = "9999-12-31";

/// How the name of a core function ends that is held on a member of the federation: its permissions reach no further.
pub(crate) const AT_MEMBER: &str = "@member";

/// What a core function is called where it is held on a member, if a pack lets it reach the whole federation elsewhere.
#[must_use]
pub fn at_member(core_function: &str) -> String {
    format!("{core_function}{AT_MEMBER}")
}

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
    // The row where a subject lies within itself stays: it tells the subject's kind and owner.
    FORGET_REACH = "DELETE FROM reach WHERE tenant_id = ?1 AND by_use = ?2 AND within_id <> subject_id \
        AND subject_id IN ({ids})";
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
    give_all(tx, std::slice::from_ref(grant))
}

/// Gives what many assignments and employments give, as a set. Of two grants of one source to one person the later wins.
///
/// # Errors
/// When the database fails.
pub fn give_all(tx: &mut Tx, grants: &[Grant]) -> Result<()> {
    let key = |grant: &Grant| (grant.source, grant.person, grant.core_function.clone());
    let last: BTreeMap<_, &Grant> = grants.iter().map(|grant| (key(grant), grant)).collect();
    tx.execute_rows_unaudited(&GIVE, last.into_values().map(row_of).collect()).map(|_| ())
}

fn row_of(grant: &Grant) -> Vec<Value> {
    let (from, to) = validity(grant.valid);
    values![grant.source, grant.person, &grant.core_function, grant.subject, grant.home, from, to].into()
}

/// The first and last day of a period, as the tables of this crate keep them.
pub(crate) fn validity(period: Period) -> (String, String) {
    let from = period.from.map_or(BEGINNING.to_owned(), |day| day.to_string());
    let to = period.to.map_or(END.to_owned(), |day| day.to_string());
    (from, to)
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
        let values = values![core_function, permission, scope.name(), is_to_read(permission)];
        tx.execute_unaudited(&MAP_FUNCTION, &values)?;
    }
    Ok(())
}

/// One reads what one's organisation uses, but changes only what it owns.
pub(crate) fn is_to_read(permission: &str) -> bool {
    permission.rsplit('.').next().is_some_and(|verb| verb.starts_with("read"))
}

/// Says what a subject lies within by being owned. The subject lies within itself without being named.
///
/// # Errors
/// When the database fails.
pub fn set_reach(tx: &mut Tx, subject: Id, within: impl IntoIterator<Item = Id>) -> Result<()> {
    set_reach_of_each(tx, vec![(subject, within.into_iter().collect())])
}

/// Says the same of many subjects, each named once.
///
/// # Errors
/// When the database fails.
pub fn set_reach_of_each(tx: &mut Tx, subjects: Vec<(Id, BTreeSet<Id>)>) -> Result<()> {
    forget_reach(tx, false, &subjects)?;
    begin_reach(tx, subjects)
}

fn forget_reach(tx: &mut Tx, by_use: bool, subjects: &[(Id, BTreeSet<Id>)]) -> Result<()> {
    let ids: Vec<Id> = subjects.iter().map(|(id, _)| *id).collect();
    tx.execute_in_unaudited(&FORGET_REACH, &values![by_use], &ids).map(|_| ())
}

/// Says the same of many subjects that are new, of which there is nothing to forget.
///
/// # Errors
/// When the database fails.
pub fn begin_reach(tx: &mut Tx, subjects: Vec<(Id, BTreeSet<Id>)>) -> Result<()> {
    let mut rows = Vec::new();
    for (subject, mut within) in subjects {
        within.insert(subject);
        rows.extend(within.into_iter().map(|whole| values![subject, whole].to_vec()));
    }
    tx.execute_rows_unaudited(&ADD_REACH, rows).map(|_| ())
}

/// Says what else a subject lies within because it is used there: readers reach it, those who change do not. Said after
/// [`set_reach`], which wins where both name the same.
///
/// # Errors
/// When the database fails.
pub fn set_reach_by_use(tx: &mut Tx, subject: Id, within: impl IntoIterator<Item = Id>) -> Result<()> {
    set_reach_by_use_of_each(tx, vec![(subject, within.into_iter().collect())])
}

/// Says the same of many subjects, each named once.
///
/// # Errors
/// When the database fails.
pub fn set_reach_by_use_of_each(tx: &mut Tx, subjects: Vec<(Id, BTreeSet<Id>)>) -> Result<()> {
    forget_reach(tx, true, &subjects)?;
    begin_reach_by_use(tx, subjects)
}

/// Says the same of many subjects that are used nowhere yet.
///
/// # Errors
/// When the database fails.
pub fn begin_reach_by_use(tx: &mut Tx, subjects: Vec<(Id, BTreeSet<Id>)>) -> Result<()> {
    let row = |subject: Id, within: BTreeSet<Id>| {
        within.into_iter().map(move |whole| values![subject, whole].to_vec())
    };
    let rows = subjects.into_iter().flat_map(|(subject, within)| row(subject, within));
    tx.execute_rows_unaudited(&ADD_REACH_BY_USE, rows.collect()).map(|_| ())
}
