//! Reads who sits in groups on the day of the view, as a set.

use super::facts::origin;
use super::members::{RoleHeld, compute_members};
use super::{Forum, Members};
use crate::ORGANISATION;
use crate::around_assignments::distinct;
use crate::store::forums::{forums_by_role_of, forums_counting, forums_of_person};
use crate::store::seated::{HeldAround, available_people, held_around, held_within};
use kernel::{Id, Result};
use policy::Origin;
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// Who sits in each of some groups today, or on the day that is looked back to.
pub(crate) fn members_of(read: &Read, forums: &[Forum]) -> Result<BTreeMap<Id, Members>> {
    let today = read.today();
    let open: Vec<&Forum> = forums.iter().filter(|forum| forum.period().contains(today)).collect();
    let people = distinct(open.iter().flat_map(|forum| forum.people.iter().copied()));
    let available = available_people(read, &people, today)?;
    let held = held_of(read, &open)?;
    let members = |forum: &Forum| {
        let held = held.get(&forum.id).map_or(&[][..], Vec::as_slice);
        (forum.id, compute_members(forum, held, &available, today))
    };
    Ok(forums.iter().map(members).collect())
}

/// The groups of a body that decide today for each of some records: that formed at it, else those of the objects that it lies
/// in, else that of its organisation or of the nearest above.
///
/// # Errors
/// When the database fails.
pub fn deciding_forums(read: &Read, body: &str, subjects: &[Id]) -> Result<BTreeMap<Id, Vec<Forum>>> {
    let today = read.today();
    let mut deciding: BTreeMap<Id, Vec<Forum>> = BTreeMap::new();
    for (subject, forum) in forums_counting(read, subjects)? {
        if forum.body == body && forum.period().contains(today) {
            deciding.entry(subject).or_default().push(forum);
        }
    }
    for (subject, forums) in &mut deciding {
        let nearest = forums.iter().map(|forum| origin(*subject, forum)).min();
        forums.retain(|forum| Some(origin(*subject, forum)) == nearest);
        if nearest == Some(Origin::Organisation) {
            forums.truncate(1);
        }
    }
    Ok(deciding)
}

/// Who sits today in the group of a body that decides for a record.
///
/// # Errors
/// When the database fails.
pub fn body_members(read: &Read, body: &str, subject: Id) -> Result<BTreeSet<Id>> {
    let deciding = deciding_forums(read, body, &[subject])?.remove(&subject).unwrap_or_default();
    let members = members_of(read, &deciding)?;
    Ok(members.into_values().flat_map(|members| members.people.into_keys()).collect())
}

/// The groups in which a person has a seat: by name, also where they do not sit there yet, and by a role by which they sit
/// there today.
pub(crate) fn forums_with_seat_of(read: &Read, person: Id) -> Result<Vec<Forum>> {
    let yesterday = read.today().yesterday().unwrap_or_else(|_| read.today());
    let mut found = forums_of_person(read, person, yesterday)?;
    let mut by_role = forums_by_role_of(read, person)?;
    by_role.retain(|forum| found.iter().all(|other| other.id != forum.id));
    if !by_role.is_empty() {
        let members = members_of(read, &by_role)?;
        let sits = |forum: &Forum| members.get(&forum.id).is_some_and(|one| one.people.contains_key(&person));
        found.extend(by_role.into_iter().filter(sits));
    }
    Ok(found)
}

/// The roles of each group as they are held around its record.
fn held_of(read: &Read, forums: &[&Forum]) -> Result<BTreeMap<Id, Vec<RoleHeld>>> {
    let with_roles = forums.iter().filter(|forum| !forum.roles.is_empty());
    let around = distinct(with_roles.clone().map(|forum| forum.id));
    let is_of_organisation = |forum: &&&Forum| forum.subject_kind == ORGANISATION.name();
    let within = distinct(with_roles.filter(is_of_organisation).map(|forum| forum.id));
    let mut found: BTreeMap<Id, Vec<RoleHeld>> = BTreeMap::new();
    let all = held_around(read, &around)?.into_iter().chain(held_within(read, &within)?);
    for HeldAround { forum, held } in all {
        found.entry(forum).or_default().push(held);
    }
    Ok(found)
}
