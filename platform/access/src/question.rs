//! The one question, asked about a record or about each row of a list.

use crate::conditions::{covers, granted, reaches};
use crate::{is_shared, may_row, shares};
use kernel::{Actor, Error, Id, Message, Permission, Result};
use std::collections::{BTreeMap, BTreeSet};
use storage::{Filter, Query, Read, Value, statements, values};

statements! {
    MAY = concat!("SELECT CASE WHEN ", covers!("?5", "?2", "?3", "?4"), " THEN 1 ELSE 0 END");
    PERMITTED = concat!(
        "SELECT s.id FROM (SELECT subject_id AS id FROM @@reach AS own WHERE own.subject_id = own.within_id \
         AND own.subject_id IN ({ids})) AS s WHERE ",
        covers!("s.id", "?2", "?3", "?4")
    );
    // From the few grants of a person outwards, which SQLite does not see by itself.
    PERMISSIONS_OF = concat!(
        "SELECT f.permission FROM @@permission_grant AS g CROSS JOIN @@function_permission AS f \
         WHERE f.core_function = g.core_function AND g.person_id = ?2 AND g.valid_from <= ?3 AND g.valid_to >= ?3 UNION ",
        shares!("h.permission", "?2", "", "?3")
    );
    ALLOWED = concat!(
        "SELECT f.permission FROM @@permission_grant AS g CROSS JOIN @@function_permission AS f \
         WHERE f.core_function = g.core_function AND g.person_id = ?2 AND g.valid_from <= ?3 AND g.valid_to >= ?3 \
         AND (f.scope = 'federation' OR ",
        reaches!("?4"),
        ") UNION ",
        shares!("h.permission", "?2", "", "?3"),
        is_shared!("?4")
    );
    ALLOWED_EACH = concat!(
        "SELECT s.id, p.permission FROM (SELECT subject_id AS id FROM @@reach AS own \
         WHERE own.subject_id = own.within_id AND own.subject_id IN ({ids})) AS s CROSS JOIN \
         (SELECT CAST(?4 AS TEXT) AS permission UNION SELECT CAST(?5 AS TEXT) UNION SELECT CAST(?6 AS TEXT) \
         UNION SELECT CAST(?7 AS TEXT) UNION SELECT CAST(?8 AS TEXT)) AS p WHERE ",
        may_row!("s.id", "p.permission", "?2", "?3")
    );
    MAY_EVERYWHERE = "SELECT CASE WHEN EXISTS (SELECT 1 FROM @@permission_grant AS g \
        JOIN @@function_permission AS f ON f.core_function = g.core_function WHERE g.person_id = ?2 \
        AND f.permission = ?3 AND f.scope = 'federation' AND g.valid_from <= ?4 AND g.valid_to >= ?4) \
        THEN 1 ELSE 0 END";
    MAY_ANYWHERE = concat!(
        "SELECT CASE WHEN EXISTS (",
        granted!("g", "f", "?2", "?3", "?4"),
        ") OR EXISTS (",
        shares!("1", "?2", " AND h.permission = ?3", "?4"),
        ") THEN 1 ELSE 0 END"
    );
}

/// The filters by which a listing, whose rows have their subject at `s.id`, shows only what an actor may see.
pub struct Visible;

impl Visible {
    pub const FILTER: Filter = Filter { name: "visible", sql: covers!("s.id", "?", "?", "?") };
    /// The same, and the organisations that show the actor any records at all: for whose records one asks.
    pub const FILTER_OR_SHARING: Filter = Filter {
        name: "visible_or_sharing",
        sql: concat!(
            "(",
            covers!("s.id", "?", "?", "?"),
            " OR s.id IN (",
            shares!("h.owner_id", "?", "", "?"),
            "))"
        ),
    };
    /// For an actor who may see no row at all.
    pub const NOTHING: Filter = Filter { name: "nothing", sql: "1 = 0" };
}

/// Whether the actor may do something to a subject today.
///
/// # Errors
/// When the database fails.
pub fn may(read: &Read, permission: Permission, subject: Id) -> Result<bool> {
    match standing(read.actor(), permission) {
        Standing::Decided(answer) => Ok(answer),
        Standing::Asks(person) => {
            let values = values![person, permission.name(), read.actor().today(), subject];
            Ok(read.count(&MAY, &values)? > 0)
        }
    }
}

/// Everything that an actor may do to one subject today.
#[derive(Clone, Debug)]
pub struct Allowed {
    actor: Actor,
    permissions: BTreeSet<String>,
}

impl Allowed {
    #[must_use]
    pub fn may(&self, permission: Permission) -> bool {
        match standing(&self.actor, permission) {
            Standing::Decided(answer) => answer,
            Standing::Asks(_) => self.permissions.contains(permission.name()),
        }
    }
}

/// What the actor may do to a subject today, asked once for a page that offers several things: [`may`] for each of them.
///
/// # Errors
/// When the database fails.
pub fn allowed(read: &Read, subject: Id) -> Result<Allowed> {
    let actor = read.actor().clone();
    let rows: Vec<(String,)> = match actor.person.filter(|_| !actor.is_trusted()) {
        Some(person) => read.rows(&ALLOWED, &values![person, actor.today(), subject])?,
        None => Vec::new(),
    };
    Ok(Allowed { actor, permissions: rows.into_iter().map(|(name,)| name).collect() })
}

/// Which of some things, five at the most, the actor may do to each of some subjects today, asked as a set: for a list that shows more of some
/// rows than of others. Every subject has an answer.
///
/// # Errors
/// When the database fails.
pub fn allowed_each<const N: usize>(
    read: &Read,
    permissions: [Permission; N],
    subjects: &[Id],
) -> Result<BTreeMap<Id, Allowed>> {
    let actor = read.actor();
    let none = || Allowed { actor: actor.clone(), permissions: BTreeSet::new() };
    let mut each: BTreeMap<Id, Allowed> = subjects.iter().map(|id| (*id, none())).collect();
    let Some(person) = actor.person.filter(|_| !actor.is_trusted()) else { return Ok(each) };
    const { assert!(N > 0 && N <= 5, "the statement has five places") };
    // A place too many asks the last again.
    let at = |place: usize| permissions[place.min(N - 1)].name();
    let asked = values![person, actor.today(), at(0), at(1), at(2), at(3), at(4)];
    for (id, permission) in read.rows_in::<(Id, String)>(&ALLOWED_EACH, &asked, subjects)? {
        each.entry(id).or_insert_with(none).permissions.insert(permission);
    }
    Ok(each)
}

/// Whether the actor may do something to any subject at all: for menus, and for what has no subject yet.
///
/// # Errors
/// When the database fails.
pub fn may_anywhere(read: &Read, permission: Permission) -> Result<bool> {
    match standing(read.actor(), permission) {
        Standing::Decided(answer) => Ok(answer),
        Standing::Asks(person) => {
            Ok(read.count(&MAY_ANYWHERE, &values![person, permission.name(), read.actor().today()])? > 0)
        }
    }
}

/// Those of the subjects that the actor may do something to, asked as a set.
///
/// # Errors
/// When the database fails.
pub fn permitted(read: &Read, permission: Permission, subjects: &[Id]) -> Result<Vec<Id>> {
    match standing(read.actor(), permission) {
        Standing::Decided(true) => Ok(subjects.to_vec()),
        Standing::Decided(false) => Ok(Vec::new()),
        Standing::Asks(person) => {
            let values = values![person, permission.name(), read.actor().today()];
            let rows: Vec<(Id,)> = read.rows_in(&PERMITTED, &values, subjects)?;
            Ok(rows.into_iter().map(|(id,)| id).collect())
        }
    }
}

/// Whether the actor may do something in the whole federation: for what cannot be divided, such as the audit log.
///
/// # Errors
/// When the database fails.
pub fn may_everywhere(read: &Read, permission: Permission) -> Result<bool> {
    match standing(read.actor(), permission) {
        Standing::Decided(answer) => Ok(answer),
        Standing::Asks(person) => {
            Ok(read.count(&MAY_EVERYWHERE, &values![person, permission.name(), read.actor().today()])? > 0)
        }
    }
}

/// Everything that a person may do somewhere today. Trusted actors may do more than any list says.
///
/// # Errors
/// When the database fails.
pub fn permissions_of(read: &Read) -> Result<BTreeSet<String>> {
    let actor = read.actor();
    let Some(person) = actor.person else { return Ok(BTreeSet::new()) };
    let rows: Vec<(String,)> = read.rows(&PERMISSIONS_OF, &values![person, actor.today()])?;
    let is_within_token = |name: &String| actor.only.as_ref().is_none_or(|only| only.contains(name));
    Ok(rows.into_iter().map(|(name,)| name).filter(is_within_token).collect())
}

/// Stops an actor who may not do something to a subject.
///
/// # Errors
/// [`Error::Refused`] with the permission that is missing.
pub fn authorise(read: &Read, permission: Permission, subject: Id) -> Result<()> {
    if may(read, permission, subject)? { Ok(()) } else { Err(refused(permission)) }
}

/// Stops an actor who may not do something in the whole federation.
///
/// # Errors
/// [`Error::Refused`] with the permission that is missing.
pub fn authorise_everywhere(read: &Read, permission: Permission) -> Result<()> {
    if may_everywhere(read, permission)? { Ok(()) } else { Err(refused(permission)) }
}

/// What an actor is told who lacks a permission.
#[must_use]
pub fn refusal(permission: Permission) -> Message {
    Message::new("refused-permission").with("permission", permission.name())
}

/// The error of an actor who lacks a permission.
#[must_use]
pub fn refused(permission: Permission) -> Error {
    Error::Refused(refusal(permission))
}

/// Narrows a list to the rows that the actor may see. The listing declares [`Visible`] and [`Visible::NOTHING`].
#[must_use]
pub fn visible_to(actor: &Actor, permission: Permission, query: Query) -> Query {
    match standing(actor, permission) {
        Standing::Decided(true) => query,
        Standing::Decided(false) => query.filter(Visible::NOTHING.name, []),
        Standing::Asks(person) => {
            query.filter(Visible::FILTER.name, asked_of_rows(actor, person, permission))
        }
    }
}

/// Narrows a list of organisations to those that the actor may see, and those that show the actor records of theirs. The
/// listing declares [`Visible::FILTER_OR_SHARING`] and [`Visible::NOTHING`].
#[must_use]
pub fn visible_or_sharing_with(actor: &Actor, permission: Permission, query: Query) -> Query {
    match standing(actor, permission) {
        Standing::Decided(true) => query,
        Standing::Decided(false) => query.filter(Visible::NOTHING.name, []),
        Standing::Asks(person) => {
            let (mut asked, day) = (asked_of_rows(actor, person, permission), actor.today());
            asked.extend(values![person, day, day, day, day]);
            query.filter(Visible::FILTER_OR_SHARING.name, asked)
        }
    }
}

/// What [`Visible::FILTER`] asks of the rows.
fn asked_of_rows(actor: &Actor, person: Id, permission: Permission) -> Vec<Value> {
    let day = actor.today();
    let granted: [Value; 4] = values![person, permission.name(), day, day];
    let shared: [Value; 6] = values![person, permission.name(), day, day, day, day];
    [&granted[..], &granted, &shared, &shared].concat()
}

pub(crate) enum Standing {
    Decided(bool),
    Asks(Id),
}

pub(crate) fn standing(actor: &Actor, permission: Permission) -> Standing {
    let is_within_token =
        actor.only.as_ref().is_none_or(|only| only.iter().any(|name| name == permission.name()));
    match actor.person {
        _ if !is_within_token => Standing::Decided(false),
        _ if actor.is_trusted() => Standing::Decided(true),
        Some(person) => Standing::Asks(person),
        None => Standing::Decided(false),
    }
}
