//! Reads who sits in groups on the day of the view, as a set.

use super::members::{RoleHeld, compute_members};
use super::{Forum, Members};
use crate::ORGANISATION;
use crate::around_assignments::distinct;
use crate::store::seated::{HeldAround, available_people, held_around, held_within};
use kernel::{Id, Result};
use std::collections::BTreeMap;
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
