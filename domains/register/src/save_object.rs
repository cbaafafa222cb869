//! Enters a management object or changes it.

use crate::check_system::check_fields;
use crate::managed_object::{ManagedObject, OBJECT};
use crate::pack_words::check_words_of_object;
use crate::reach::keep_reach_of_object;
use crate::references::wrong_owner;
use crate::touched::touch_object;
use crate::trail::audit;
use crate::visible::visible_object;
use crate::{EDIT_OBJECTS, store};
use kernel::{Error, Objection, Result, Subject};
use organisation::{keeping_custom, save_custom, wrong_custom};
use policy::Pack;
use storage::{AuditEntry, Tx};

/// Saves an object: a new one has revision 0, a changed one the revision that it was read at. Answers the new revision.
///
/// # Errors
/// Stale, refused without permission at the object or a new owner, rejected where a field or the guideline says no.
pub fn save_object(tx: &mut Tx, object: ManagedObject) -> Result<i64> {
    let before = if object.revision == 0 { None } else { Some(visible_object(tx, object.id)?) };
    let object = keeping_custom(before.as_ref(), object);
    if let Some(before) = &before {
        access::authorise(tx, EDIT_OBJECTS, object.id)?;
        if before.revision != object.revision {
            return Err(Error::stale());
        }
        if *before == object {
            return Ok(object.revision);
        }
    }
    let owner_before = before.as_ref().and_then(|before| before.organisation);
    let mut objections = check_object(&*findings::pack_in_force(tx)?, before.as_ref(), &object);
    objections.extend(wrong_custom(tx, before.as_ref(), &object)?);
    if object.organisation != owner_before {
        objections.extend(wrong_owner(tx, object.organisation)?);
    }
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    if let Some(owner) = object.organisation.filter(|_| object.organisation != owner_before) {
        access::authorise(tx, EDIT_OBJECTS, owner)?;
    }
    save(tx, before.as_ref(), object)
}

fn save(tx: &mut Tx, before: Option<&ManagedObject>, object: ManagedObject) -> Result<i64> {
    let object = ManagedObject { revision: object.revision + 1, ..object };
    let old = before.map_or(serde_json::Value::Null, |before| kernel::json_of(before).into());
    store::put_object(tx, &object)?;
    save_custom(tx, object.id, before, &object)?;
    keep_reach_of_object(tx, &object)?;
    audit(
        tx,
        object.id,
        AuditEntry {
            action: if before.is_some() { "object.changed" } else { "object.registered" },
            subject: Some(Subject::new(OBJECT, object.id)),
            changes: storage::changes(&old, &kernel::json_of(&object).into()),
            ..AuditEntry::default()
        },
    )?;
    touch_object(tx, object.id)?;
    Ok(object.revision)
}

/// Everything that is wrong with an object by itself.
#[must_use]
pub fn check_object(pack: &Pack, before: Option<&ManagedObject>, object: &ManagedObject) -> Vec<Objection> {
    let mut objections = check_fields(object);
    let is_without_kind = object.kind.is_empty();
    let words = check_words_of_object(pack, before, object).into_iter();
    objections.extend(words.filter(|found| !(is_without_kind && found.field == "kind")));
    objections
}
