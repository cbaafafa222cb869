//! Enters management objects or changes them.

use crate::check_system::check_fields;
use crate::managed_object::{ManagedObject, OBJECT};
use crate::pack_words::check_words_of_object;
use crate::reach::keep_reach_of_objects;
use crate::references::wrong_owner;
use crate::touched::touch_objects;
use crate::trail::{Occasion, audit_each};
use crate::visible::visible_object;
use crate::{EDIT_OBJECTS, store};
use kernel::{Error, Id, Objection, Result, Subject, json_of};
use organisation::{keeping_custom, save_custom_of_each, wrong_custom_of_each};
use policy::Pack;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use storage::{AuditEntry, Read, Tx};

/// An object as it stands, none for a new one, and as it shall stand.
pub(crate) type SavedObject = (Option<ManagedObject>, ManagedObject);

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
    let saved = [(before, object)];
    let objections = wrong_in_objects(tx, &*findings::pack_in_force(tx)?, &saved)?.concat();
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    if let Some(owner) = new_owner(&saved[0]) {
        access::authorise(tx, EDIT_OBJECTS, owner)?;
    }
    save_objects(tx, &saved, &Occasion::default())?;
    Ok(saved[0].1.revision + 1)
}

/// The owner that an object comes to.
pub(crate) fn new_owner((before, after): &SavedObject) -> Option<Id> {
    let owner = before.as_ref().and_then(|before| before.organisation);
    after.organisation.filter(|_| after.organisation != owner)
}

/// Everything that stands against each of some objects, asked as a set. Who may save them is another question.
pub(crate) fn wrong_in_objects(
    read: &Read,
    pack: &Pack,
    saved: &[SavedObject],
) -> Result<Vec<Vec<Objection>>> {
    let both: Vec<(Option<&ManagedObject>, &ManagedObject)> =
        saved.iter().map(|(before, after)| (before.as_ref(), after)).collect();
    let custom = wrong_custom_of_each(read, &both)?;
    // Many objects come to few owners.
    let mut judged: BTreeMap<Option<Id>, Option<Objection>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for ((before, after), custom) in saved.iter().zip(custom) {
        let mut objections = check_object(pack, before.as_ref(), after);
        objections.extend(custom);
        if after.organisation != before.as_ref().and_then(|before| before.organisation) {
            let objection = match judged.entry(after.organisation) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(unknown) => unknown.insert(wrong_owner(read, after.organisation)?),
            };
            objections.extend(objection.clone());
        }
        wrong.push(objections);
    }
    Ok(wrong)
}

/// Writes objects that nothing stands against, with everything that follows from them.
pub(crate) fn save_objects(tx: &mut Tx, saved: &[SavedObject], occasion: &Occasion) -> Result<()> {
    let raised = |(_, after): &SavedObject| ManagedObject { revision: after.revision + 1, ..after.clone() };
    let after: Vec<ManagedObject> = saved.iter().map(raised).collect();
    store::put_objects(tx, &after)?;
    let custom = saved.iter().zip(&after).map(|((before, _), after)| (after.id, before.as_ref(), after));
    save_custom_of_each(tx, &custom.collect::<Vec<_>>())?;
    let moved = saved.iter().filter(|pair| new_owner(pair).is_some());
    keep_reach_of_objects(tx, &moved.map(|(_, after)| after).collect::<Vec<_>>())?;
    let entry = |((before, _), after): (&SavedObject, &ManagedObject)| {
        let old = before.as_ref().map_or(serde_json::Value::Null, |before| json_of(before).into());
        let entry = AuditEntry {
            action: if before.is_some() { "object.changed" } else { "object.registered" },
            subject: Some(Subject::new(OBJECT, after.id)),
            changes: storage::changes(&old, &json_of(after).into()),
            ..AuditEntry::default()
        };
        (after.id, entry)
    };
    audit_each(tx, saved.iter().zip(&after).map(entry).collect(), occasion)?;
    touch_objects(tx, &after.iter().map(|object| object.id).collect::<Vec<_>>())
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
