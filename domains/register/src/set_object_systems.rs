//! Says which systems belong to a management object. A system may belong to several.

use crate::managed_object::{ManagedObject, OBJECT};
use crate::reach::keep_reach_of_system;
use crate::system::SYSTEM;
use crate::touched::touch_object;
use crate::trail::audit;
use crate::visible::visible_object;
use crate::{EDIT, EDIT_OBJECTS, READ_BASE, store};
use kernel::{Error, Id, Message, Objection, Result, Subject};
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
    for added in systems.difference(&old) {
        authorise_adding(tx, *added)?;
    }
    let after = ManagedObject { revision: revision + 1, ..before };
    touch_object(tx, object)?;
    replace(tx, object, &old, systems)?;
    store::put_object(tx, &after)?;
    audit_systems(tx, object, &old, systems)?;
    touch_object(tx, object)?;
    Ok(after.revision)
}

fn authorise_adding(tx: &Tx, system: Id) -> Result<()> {
    let is_there = store::find_system(tx, system)?.is_some();
    if !is_there || !access::may(tx, READ_BASE, system)? {
        return Err(Error::Rejected(vec![Objection::new("systems", "objection-not-a-reference")]));
    }
    if access::may(tx, EDIT, system)? || access::may(tx, EDIT_OBJECTS, system)? {
        return Ok(());
    }
    Err(Error::Refused(Message::new("refused-permission").with("permission", EDIT.name())))
}

fn replace(tx: &mut Tx, object: Id, old: &BTreeSet<Id>, new: &BTreeSet<Id>) -> Result<()> {
    for removed in old.difference(new) {
        store::remove_system_from_object(tx, object, *removed)?;
    }
    for added in new.difference(old) {
        store::add_system_to_object(tx, object, *added)?;
    }
    let changed: Vec<Id> = old.symmetric_difference(new).copied().collect();
    for system in store::systems_by_id(tx, &changed)? {
        keep_reach_of_system(tx, &system)?;
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
