//! What an actor may know of. A record that they may not see is not found, as if it were not there.

use crate::document::Document;
use crate::managed_object::{ManagedObject, OBJECT};
use crate::store;
use crate::system::{SYSTEM, System};
use crate::{READ_BASE, READ_DOCUMENTS};
use access::Allowed;
use kernel::{Error, Id, Permission, Result, Subject, SubjectKind};
use organisation::ORGANISATION;
use std::collections::BTreeSet;
use storage::Read;

/// A system whose base fields the actor may see.
///
/// # Errors
/// [`Error::NotFound`] for others.
pub fn visible_system(read: &Read, id: Id) -> Result<System> {
    let system = store::find_system(read, id)?.ok_or(Error::NotFound)?;
    demand(read, READ_BASE, id)?;
    Ok(system)
}

/// The same, with everything else that the actor may do to it.
///
/// # Errors
/// [`Error::NotFound`] for others.
pub(crate) fn seen_system(read: &Read, id: Id) -> Result<(System, Allowed)> {
    let system = store::find_system(read, id)?.ok_or(Error::NotFound)?;
    let allowed = access::allowed(read, id)?;
    if allowed.may(READ_BASE) { Ok((system, allowed)) } else { Err(Error::NotFound) }
}

/// An object whose base fields the actor may see.
///
/// # Errors
/// [`Error::NotFound`] for others.
pub fn visible_object(read: &Read, id: Id) -> Result<ManagedObject> {
    let object = store::find_object(read, id)?.ok_or(Error::NotFound)?;
    demand(read, READ_BASE, id)?;
    Ok(object)
}

/// A document about something whose documents the actor may see.
///
/// # Errors
/// [`Error::NotFound`] for others.
pub fn visible_document(read: &Read, id: Id) -> Result<Document> {
    let document = store::find_document(read, id)?.ok_or(Error::NotFound)?;
    demand(read, READ_DOCUMENTS, document.subject.id)?;
    Ok(document)
}

/// The name of a system, object or organisation that the actor may see.
///
/// # Errors
/// [`Error::NotFound`] for others.
pub fn visible_subject_name(read: &Read, subject: &Subject) -> Result<String> {
    if subject.is(SYSTEM) {
        visible_system(read, subject.id).map(|system| system.name)
    } else if subject.is(OBJECT) {
        visible_object(read, subject.id).map(|object| object.name)
    } else if subject.is(ORGANISATION) {
        demand(read, organisation::READ, subject.id)?;
        organisation::organisation(read, subject.id).map(|organisation| organisation.name)
    } else {
        Err(Error::NotFound)
    }
}

/// Stops an actor who may not see each of some systems, objects and organisations.
///
/// # Errors
/// [`Error::NotFound`] for others.
pub(crate) fn demand_visible_subjects(read: &Read, subjects: &BTreeSet<&Subject>) -> Result<()> {
    let of = |kind: SubjectKind| -> Vec<Id> {
        subjects.iter().filter(|subject| subject.is(kind)).map(|subject| subject.id).collect()
    };
    let (systems, objects, organisations) = (of(SYSTEM), of(OBJECT), of(ORGANISATION));
    let mut seen = access::permitted(read, READ_BASE, &[&systems[..], &objects].concat())?.len();
    seen += access::permitted(read, organisation::READ, &organisations)?.len();
    let there = store::system_names(read, &systems)?.len()
        + store::object_names(read, &objects)?.len()
        + organisation::organisations(read, &organisations)?.len();
    if seen == subjects.len() && there == subjects.len() { Ok(()) } else { Err(Error::NotFound) }
}

fn demand(read: &Read, permission: Permission, subject: Id) -> Result<()> {
    if access::may(read, permission, subject)? { Ok(()) } else { Err(Error::NotFound) }
}
