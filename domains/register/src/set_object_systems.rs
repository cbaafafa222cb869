//! Says which systems belong to a management object. A system may belong to several.

use crate::managed_object::{ManagedObject, OBJECT};
use crate::reach::keep_reach_of_systems;
use crate::system::SYSTEM;
use crate::touched::touch_object;
use crate::trail::audit;
use crate::visible::visible_object;
use crate::{EDIT, EDIT_OBJECTS, READ_BASE, store};
use kernel::{Error, Id, Objection, Permission, Result, Subject};
use serde_json::json;
use std::collections::BTreeSet;
use storage::{AuditEntry, Tx};

/// Replaces the systems of an object and answers its new revision. Systems that the actor may not see stay: they were
/// not in the list that the actor changed.
///
/// Whoever holds a role on the object reaches its systems, so adding one needs permission at the system too.
///
/// # Errors
/// Stale, refused without permission, rejected where a system is not there.
pub fn set_object_systems(tx: &mut Tx, object: Id, revision: i64, systems: &BTreeSet<Id>) -> Result<i64> {
    let before = visible_object(tx, object)?;
    access::authorise(tx, EDIT_OBJECTS, object)?;
    if before.revision != revision {
        return Err(Error::stale());
    }
    let old: BTreeSet<Id> = store::systems_of_object(tx, object)?.into_iter().collect();
    let seen: BTreeSet<Id> =
        access::permitted(tx, READ_BASE, &Vec::from_iter(old.clone()))?.into_iter().collect();
    let systems = &(systems | &(&old - &seen));
    if old == *systems {
        return Ok(revision);
    }
    authorise_adding(tx, &Vec::from_iter(systems.difference(&old).copied()))?;
    let after = ManagedObject { revision: revision + 1, ..before };
    touch_object(tx, object)?;
    replace(tx, object, &old, systems)?;
    store::put_objects(tx, std::slice::from_ref(&after))?;
    audit_systems(tx, object, &old, systems)?;
    touch_object(tx, object)?;
    Ok(after.revision)
}

fn authorise_adding(tx: &Tx, added: &[Id]) -> Result<()> {
    let there: BTreeSet<Id> = store::systems_by_id(tx, added)?.into_iter().map(|one| one.id).collect();
    let seen = permitted(tx, READ_BASE, added)?;
    if added.iter().any(|id| !there.contains(id) || !seen.contains(id)) {
        return Err(Error::Rejected(vec![Objection::new("systems", "objection-not-a-reference")]));
    }
    let may = &permitted(tx, EDIT, added)? | &permitted(tx, EDIT_OBJECTS, added)?;
    if added.iter().all(|id| may.contains(id)) {
        return Ok(());
    }
    Err(access::refused(EDIT))
}

fn permitted(tx: &Tx, permission: Permission, systems: &[Id]) -> Result<BTreeSet<Id>> {
    Ok(access::permitted(tx, permission, systems)?.into_iter().collect())
}

fn replace(tx: &mut Tx, object: Id, old: &BTreeSet<Id>, new: &BTreeSet<Id>) -> Result<()> {
    for removed in old.difference(new) {
        store::remove_system_from_object(tx, object, *removed)?;
    }
    store::add_systems_to_object(tx, object, &Vec::from_iter(new.difference(old).copied()))?;
    let changed: Vec<Id> = old.symmetric_difference(new).copied().collect();
    let changed = store::systems_by_id(tx, &changed)?;
    keep_reach_of_systems(tx, &changed.iter().collect::<Vec<_>>())?;
    for system in changed {
        tx.touch(Subject::new(SYSTEM, system.id));
    }
    Ok(())
}

fn audit_systems(tx: &mut Tx, object: Id, old: &BTreeSet<Id>, new: &BTreeSet<Id>) -> Result<()> {
    let all: Vec<Id> = old.union(new).copied().collect();
    let names = store::system_names(tx, &all)?;
    let named = |ids: &BTreeSet<Id>| -> String {
        let mut named: Vec<&str> = ids.iter().filter_map(|id| names.get(id)).map(String::as_str).collect();
        named.sort_by_cached_key(|name| texts::sort_key(name));
        named.join("; ")
    };
    audit(
        tx,
        object,
        AuditEntry {
            action: "object.systems_set",
            subject: Some(Subject::new(OBJECT, object)),
            changes: storage::changes(&json!({"systems": named(old)}), &json!({"systems": named(new)})),
            ..AuditEntry::default()
        },
    )
}
