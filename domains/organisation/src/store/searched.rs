//! What the index of words asks for: records in the order of their ids, and units and sites as sets.

use crate::{Forum, Site, Unit};
use kernel::{Id, Result};
use storage::{Read, Statement, statements, values};

statements! {
    ORGANISATIONS_AFTER = "SELECT o.id FROM @organisation AS o WHERE o.id > ?2 ORDER BY o.id LIMIT ?3";
    UNITS_AFTER = "SELECT u.id FROM @unit AS u WHERE u.id > ?2 ORDER BY u.id LIMIT ?3";
    SITES_AFTER = "SELECT t.id FROM @site AS t WHERE t.id > ?2 ORDER BY t.id LIMIT ?3";
    PEOPLE_AFTER = "SELECT p.id FROM @person AS p WHERE p.id > ?2 ORDER BY p.id LIMIT ?3";
    FORUMS_AFTER = "SELECT f.id FROM @forum AS f WHERE f.id > ?2 ORDER BY f.id LIMIT ?3";
    FORUMS_IN = "SELECT f.id, f.name, f.body, f.subject_kind, f.subject_id, f.notes, f.valid_from, f.valid_to, f.revision \
        FROM @forum AS f WHERE f.id IN ({ids})";
    UNITS_IN = "SELECT u.id, u.name, u.organisation_id, u.parent_id, u.valid_from, u.valid_to, u.revision \
        FROM @unit AS u WHERE u.id IN ({ids})";
    SITES_IN = "SELECT t.id, t.name, t.organisation_id, t.address, t.valid_to, t.revision FROM @site AS t \
        WHERE t.id IN ({ids})";
}

fn after(read: &Read, statement: &Statement, id: Option<Id>, most: i64) -> Result<Vec<Id>> {
    let first = id.unwrap_or(Id::from_bytes([0; 16]));
    Ok(read.rows::<(Id,)>(statement, &values![first, most])?.into_iter().map(|(id,)| id).collect())
}

pub(crate) fn organisations_after(read: &Read, id: Option<Id>, most: i64) -> Result<Vec<Id>> {
    after(read, &ORGANISATIONS_AFTER, id, most)
}

pub(crate) fn units_after(read: &Read, id: Option<Id>, most: i64) -> Result<Vec<Id>> {
    after(read, &UNITS_AFTER, id, most)
}

pub(crate) fn sites_after(read: &Read, id: Option<Id>, most: i64) -> Result<Vec<Id>> {
    after(read, &SITES_AFTER, id, most)
}

pub(crate) fn people_after(read: &Read, id: Option<Id>, most: i64) -> Result<Vec<Id>> {
    after(read, &PEOPLE_AFTER, id, most)
}

pub(crate) fn forums_after(read: &Read, id: Option<Id>, most: i64) -> Result<Vec<Id>> {
    after(read, &FORUMS_AFTER, id, most)
}

/// Groups without their seats, which are no words of theirs.
pub(crate) fn forums_in(read: &Read, ids: &[Id]) -> Result<Vec<Forum>> {
    read.rows_in(&FORUMS_IN, &[], ids)
}

pub(crate) fn units_in(read: &Read, ids: &[Id]) -> Result<Vec<Unit>> {
    read.rows_in(&UNITS_IN, &[], ids)
}

pub(crate) fn sites_in(read: &Read, ids: &[Id]) -> Result<Vec<Site>> {
    read.rows_in(&SITES_IN, &[], ids)
}
