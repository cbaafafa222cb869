//! What an actor may know of agreements: one that they may not see is not found, of one that they see there may be systems,
//! documents and an amount that they do not see.

use crate::agreement::Agreement;
use crate::approval::Approval;
use crate::store::DocumentNamed;
use crate::{EDIT, READ, store};
use kernel::{Error, Id, Permission, Result};
use register::{READ_BASE, READ_COSTS, READ_DOCUMENTS};
use std::collections::BTreeSet;
use storage::Read;

/// An agreement that the actor may see, whole.
///
/// # Errors
/// [`Error::NotFound`] for others.
pub fn visible_agreement(read: &Read, id: Id) -> Result<Agreement> {
    let agreement = store::find_agreement(read, id)?.ok_or(Error::NotFound)?;
    if access::may(read, READ, id)? { Ok(agreement) } else { Err(Error::NotFound) }
}

/// An agreement as the actor sees it.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    /// Without the systems, the documents and the amount that are not seen.
    pub agreement: Agreement,
    pub unseen_systems: usize,
    pub unseen_documents: usize,
    pub sees_value: bool,
    /// Those for systems that are seen.
    pub approvals: Vec<Approval>,
}

/// What the actor sees of some agreements, asked as a set.
pub(crate) fn seen_each(read: &Read, agreements: Vec<Agreement>) -> Result<Vec<Seen>> {
    let ids: Vec<Id> = agreements.iter().map(|agreement| agreement.id).collect();
    let with_value: BTreeSet<Id> = access::permitted(read, READ_COSTS, &ids)?.into_iter().collect();
    let covered = agreements.iter().flat_map(|agreement| agreement.systems.iter().copied());
    let seen_systems = seen_systems(read, covered.collect())?;
    let documents: Vec<Id> = agreements.iter().flat_map(|one| one.documents.iter().copied()).collect();
    let seen_documents = seen_documents(read, &documents)?;
    let mut approvals = store::approvals_of_each(read, &ids)?;
    let seen = agreements.into_iter().map(|mut agreement| {
        let (systems, documents) = (agreement.systems.len(), agreement.documents.len());
        agreement.systems.retain(|system| seen_systems.contains(system));
        agreement.documents.retain(|document| seen_documents.contains(document));
        let mut approvals = approvals.remove(&agreement.id).unwrap_or_default();
        approvals.retain(|one| seen_systems.contains(&one.system));
        let sees_value = with_value.contains(&agreement.id);
        agreement.value_ore = agreement.value_ore.filter(|_| sees_value);
        Seen {
            unseen_systems: systems - agreement.systems.len(),
            unseen_documents: documents - agreement.documents.len(),
            sees_value,
            approvals,
            agreement,
        }
    });
    Ok(seen.collect())
}

/// What the actor sees of an agreement that they may see.
pub(crate) fn seen_agreement(read: &Read, id: Id) -> Result<Seen> {
    let agreement = visible_agreement(read, id)?;
    seen_each(read, vec![agreement])?.pop().ok_or(Error::NotFound)
}

/// Those of some systems whose base fields the actor sees.
pub(crate) fn seen_systems(read: &Read, systems: BTreeSet<Id>) -> Result<BTreeSet<Id>> {
    Ok(access::permitted(read, READ_BASE, &Vec::from_iter(systems))?.into_iter().collect())
}

/// Those of some documents that the actor sees, by what they are about. One that is gone is not seen.
pub(crate) fn seen_documents(read: &Read, documents: &[Id]) -> Result<BTreeSet<Id>> {
    let named = store::documents_named(read, documents)?;
    Ok(seen_among(read, named)?.into_iter().map(|one| one.id).collect())
}

/// Those of some documents that the actor sees, in their order.
pub(crate) fn seen_among(read: &Read, documents: Vec<DocumentNamed>) -> Result<Vec<DocumentNamed>> {
    let subjects: BTreeSet<Id> = documents.iter().map(|one| one.subject).collect();
    let seen: BTreeSet<Id> =
        access::permitted(read, READ_DOCUMENTS, &Vec::from_iter(subjects))?.into_iter().collect();
    Ok(documents.into_iter().filter(|one| seen.contains(&one.subject)).collect())
}

/// Whether the actor may change an agreement.
pub(crate) fn may_edit(read: &Read, agreement: &Agreement) -> Result<bool> {
    may_at(read, EDIT, agreement.organisation, &agreement.systems)
}

/// Whether the actor may do something to what an organisation has made: there, or at every system that it is about where the
/// organisation is one that all of these lie within.
pub(crate) fn may_at(read: &Read, permission: Permission, maker: Option<Id>, systems: &[Id]) -> Result<bool> {
    let Some(maker) = maker else { return Ok(false) };
    if access::may(read, permission, maker)? {
        return Ok(true);
    }
    if systems.is_empty() || access::permitted(read, permission, systems)?.len() < systems.len() {
        return Ok(false);
    }
    let owners: BTreeSet<Id> =
        store::systems_named(read, systems)?.into_iter().map(|system| system.organisation).collect();
    let around = organisation::ancestors_of_all(read, &Vec::from_iter(owners.clone()))?;
    Ok(owners.iter().all(|owner| around.contains(&(*owner, maker))))
}

/// Stops an actor who may not change an agreement.
pub(crate) fn authorise_edit(read: &Read, agreement: &Agreement) -> Result<()> {
    if may_edit(read, agreement)? { Ok(()) } else { Err(access::refused(EDIT)) }
}
