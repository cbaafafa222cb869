//! Whose findings may have changed when something in the register did.

use crate::managed_object::OBJECT;
use crate::store;
use crate::system::{SYSTEM, System};
use kernel::{Id, Result, Subject, SubjectKind};
use organisation::ORGANISATION;
use std::collections::BTreeSet;
use storage::Tx;

/// A system, its objects, and the systems that are told whether they are the only one of their kind.
pub(crate) fn touch_system(tx: &mut Tx, system: &System) -> Result<()> {
    touch_systems(tx, &[system])
}

/// The same for many systems.
pub(crate) fn touch_systems(tx: &mut Tx, systems: &[&System]) -> Result<()> {
    let ids: Vec<Id> = systems.iter().map(|system| system.id).collect();
    for id in &ids {
        tx.touch(Subject::new(SYSTEM, *id));
    }
    for membership in store::objects_of_systems(tx, &ids)? {
        tx.touch(Subject::new(OBJECT, membership.object));
    }
    for other in store::same_common_systems(tx, systems)? {
        tx.touch(Subject::new(SYSTEM, other));
    }
    Ok(())
}

/// An object and all its systems, which take kind and documents from it.
pub(crate) fn touch_object(tx: &mut Tx, object: Id) -> Result<()> {
    touch_objects(tx, &[object])
}

/// The same for many objects.
pub(crate) fn touch_objects(tx: &mut Tx, objects: &[Id]) -> Result<()> {
    for object in objects {
        tx.touch(Subject::new(OBJECT, *object));
    }
    for (_, system) in store::systems_of_objects(tx, objects)? {
        tx.touch(Subject::new(SYSTEM, system));
    }
    Ok(())
}

/// The subject of a document, and what counts the documents of that subject as its own.
pub(crate) fn touch_subject(tx: &mut Tx, subject: &Subject) -> Result<()> {
    touch_subjects(tx, &BTreeSet::from([subject.clone()]))
}

/// The same for many subjects.
pub(crate) fn touch_subjects(tx: &mut Tx, subjects: &BTreeSet<Subject>) -> Result<()> {
    for subject in subjects {
        tx.touch(subject.clone());
    }
    let of = |kind: SubjectKind| -> Vec<Id> {
        subjects.iter().filter(|subject| subject.is(kind)).map(|subject| subject.id).collect()
    };
    touch_objects(tx, &of(OBJECT))?;
    let owners = of(ORGANISATION);
    for system in store::systems_owned_by(tx, &owners)? {
        tx.touch(Subject::new(SYSTEM, system));
    }
    for object in store::objects_owned_by(tx, &owners)? {
        tx.touch(Subject::new(OBJECT, object));
    }
    Ok(())
}
