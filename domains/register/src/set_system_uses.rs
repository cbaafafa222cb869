//! Says who uses a system.

use crate::check_system::check_fields;
use crate::reach::keep_reach_of_system;
use crate::references::wrong_uses;
use crate::system::{SYSTEM, System};
use crate::system_use::SystemUse;
use crate::touched::touch_system;
use crate::trail::audit;
use crate::visible::visible_system;
use crate::{EDIT, store};
use kernel::{Error, Id, Objection, Result, Subject};
use serde_json::json;
use storage::{AuditEntry, Read, Tx};

/// Replaces who uses a system, and answers its new revision.
///
/// # Errors
/// Stale, refused without permission, rejected where an organisation or unit is not there or stands twice. A field of
/// the use at place 2 is named `unit.2`.
pub fn set_system_uses(tx: &mut Tx, system: Id, revision: i64, uses: &[SystemUse]) -> Result<i64> {
    let before = visible_system(tx, system)?;
    access::authorise(tx, EDIT, system)?;
    if revision != before.revision {
        return Err(Error::stale());
    }
    let mut objections = check_uses(uses);
    if objections.is_empty() {
        objections.extend(wrong_uses(tx, uses)?);
    }
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    let old: Vec<SystemUse> = store::uses_of(tx, system)?.into_iter().map(|kept| kept.system_use).collect();
    if is_same(&old, uses) {
        return Ok(before.revision);
    }
    let (was, is) = (in_words(tx, &old)?, in_words(tx, uses)?);
    let after = System { revision: before.revision + 1, ..before };
    store::replace_uses(tx, system, uses)?;
    store::save_system(tx, &after)?;
    keep_reach_of_system(tx, &after)?;
    audit(
        tx,
        system,
        AuditEntry {
            action: "system.uses_set",
            subject: Some(Subject::new(SYSTEM, system)),
            changes: storage::changes(&json!({"uses": was}), &json!({"uses": is})),
            ..AuditEntry::default()
        },
    )?;
    touch_system(tx, &after)?;
    Ok(after.revision)
}

/// Each use by itself, and none twice.
#[must_use]
pub fn check_uses(uses: &[SystemUse]) -> Vec<Objection> {
    let mut objections = Vec::new();
    for (place, one) in uses.iter().enumerate() {
        let wrong = check_fields(one).into_iter();
        objections
            .extend(wrong.map(|found| Objection { field: format!("{}.{place}", found.field), ..found }));
        let is_same_place =
            |other: &SystemUse| (other.organisation, other.unit) == (one.organisation, one.unit);
        if uses[..place].iter().any(is_same_place) {
            objections.push(Objection::new(format!("organisation.{place}"), "register-objection-use-twice"));
        }
    }
    objections
}

fn is_same(old: &[SystemUse], new: &[SystemUse]) -> bool {
    old.len() == new.len() && old.iter().all(|one| new.contains(one))
}

/// The uses as the history shows them: *Kommunen (40)*.
fn in_words(read: &Read, uses: &[SystemUse]) -> Result<String> {
    let organisations: Vec<Id> = uses.iter().filter_map(|one| one.organisation).collect();
    let units: Vec<Id> = uses.iter().filter_map(|one| one.unit).collect();
    let mut names = store::unit_names(read, &units)?;
    names
        .extend(organisation::organisations(read, &organisations)?.into_iter().map(|one| (one.id, one.name)));
    let name = |id: &Id| names.get(id).cloned().unwrap_or_default();
    let words: Vec<String> = uses.iter().map(|one| one.in_words(name)).collect();
    Ok(words.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decide_uses_refuses_the_same_place_twice_and_a_negative_count() {
        let organisation = Some(Id::new());
        let one = SystemUse { organisation, unit: None, number_of_users: Some(3) };
        let part = SystemUse { unit: Some(Id::new()), ..one.clone() };
        assert_eq!(check_uses(&[one.clone(), part.clone()]), []);
        let fields =
            |uses: &[SystemUse]| check_uses(uses).into_iter().map(|found| found.field).collect::<Vec<_>>();
        assert_eq!(fields(&[one.clone(), part, one.clone()]), ["organisation.2"]);
        let negative = SystemUse { number_of_users: Some(-1), ..one };
        assert_eq!(fields(&[negative, SystemUse::default()]), ["number_of_users.0", "organisation.1"]);
    }
}
