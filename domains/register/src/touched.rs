//! Whose findings may have changed when something in the register did.

use crate::managed_object::OBJECT;
use crate::store;
use crate::system::{SYSTEM, System};
use kernel::{Id, Result, Subject};
use organisation::ORGANISATION;
use storage::Tx;

/// A system, its objects, and the systems that are told whether they are the only one of their kind.
pub(crate) fn touch_system(tx: &mut Tx, system: &System) -> Result<()> {
    tx.touch(Subject::new(SYSTEM, system.id));
    for membership in store::objects_of_systems(tx, &[system.id])? {
        tx.touch(Subject::new(OBJECT, membership.object));
    }
    for other in store::same_common_systems(tx, &[system])? {
        tx.touch(Subject::new(SYSTEM, other));
    }
    Ok(())
}

/// An object and all its systems, which take kind and documents from it.
pub(crate) fn touch_object(tx: &mut Tx, object: Id) -> Result<()> {
    tx.touch(Subject::new(OBJECT, object));
    for system in store::systems_of_object(tx, object)? {
        tx.touch(Subject::new(SYSTEM, system));
    }
    Ok(())
}

/// The subject of a document, and what counts the documents of that subject as its own.
pub(crate) fn touch_subject(tx: &mut Tx, subject: &Subject) -> Result<()> {
    tx.touch(subject.clone());
    if subject.is(OBJECT) {
        touch_object(tx, subject.id)?;
    } else if subject.is(ORGANISATION) {
        for (kind, id) in store::owned_by(tx, subject.id)? {
            tx.touch(Subject { kind, id });
        }
    }
    Ok(())
}
