//! Whether what an agreement points at is there: parties, who sees to it, systems, documents, the framework agreement.

use crate::agreement::{Agreement, AgreementKind};
use crate::store;
use crate::visible::{seen_documents, seen_systems, visible_agreement};
use kernel::{Error, Id, Objection, Result};
use organisation::OrganisationKind;
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

const UNKNOWN: &str = "objection-not-a-reference";

/// Objections to what is newly pointed at and is not there, or may not stand there.
pub(crate) fn wrong_references(
    read: &Read,
    before: Option<&Agreement>,
    after: &Agreement,
) -> Result<Vec<Objection>> {
    let supplier = new(before, after, |one| one.supplier);
    let maker = new(before, after, |one| one.organisation);
    let mut objections = wrong_parties(read, supplier, maker)?;
    let responsible = new(before, after, |one| one.responsible);
    if organisation::people(read, responsible.as_slice())?.len() < responsible.iter().len() {
        objections.push(Objection::new("responsible", UNKNOWN));
    }
    objections.extend(wrong_framework(read, before, after)?);
    objections.extend(wrong_systems(read, before, after)?);
    objections.extend(wrong_documents(read, before, after)?);
    Ok(objections)
}

/// What the agreement has come to point at.
fn new(before: Option<&Agreement>, after: &Agreement, value: fn(&Agreement) -> Option<Id>) -> Option<Id> {
    value(after).filter(|_| value(after) != before.and_then(value))
}

/// A supplier is the one party, and no supplier is the other.
pub(crate) fn wrong_parties(read: &Read, supplier: Option<Id>, maker: Option<Id>) -> Result<Vec<Objection>> {
    let ids: Vec<Id> = supplier.into_iter().chain(maker).collect();
    let found = organisation::organisations(read, &ids)?;
    let kinds: BTreeMap<Id, OrganisationKind> = found.into_iter().map(|one| (one.id, one.kind)).collect();
    let wrong_supplier = supplier.and_then(|id| match kinds.get(&id) {
        None => Some(UNKNOWN),
        Some(OrganisationKind::Supplier) => None,
        Some(_) => Some("agreement-objection-no-supplier"),
    });
    let wrong_maker = maker.and_then(|id| match kinds.get(&id) {
        None => Some(UNKNOWN),
        Some(OrganisationKind::Supplier) => Some("agreement-objection-supplier-as-party"),
        Some(_) => None,
    });
    let at = |field: &'static str, key: Option<&'static str>| key.map(|key| Objection::new(field, key));
    Ok([at("supplier", wrong_supplier), at("organisation", wrong_maker)].into_iter().flatten().collect())
}

/// It is called off from a framework agreement that the actor may see, and no framework agreement is ever called off from
/// another: there is no ring. What others are called off from stays one.
fn wrong_framework(read: &Read, before: Option<&Agreement>, after: &Agreement) -> Result<Option<Objection>> {
    let was_framework = before.is_some_and(|before| before.kind == Some(AgreementKind::Framework));
    if was_framework && after.kind != Some(AgreementKind::Framework) && store::has_call_offs(read, after.id)?
    {
        return Ok(Some(Objection::new("kind", "agreement-objection-has-call-offs")));
    }
    let Some(framework) = new(before, after, |one| one.framework) else { return Ok(None) };
    let wrong = match visible_agreement(read, framework) {
        Err(Error::NotFound) => Some(UNKNOWN),
        Err(error) => return Err(error),
        Ok(found) if found.kind == Some(AgreementKind::Framework) && found.id != after.id => None,
        Ok(_) => Some("agreement-objection-no-framework"),
    };
    Ok(wrong.map(|key| Objection::new("framework", key)))
}

/// A system that the actor may not see is as one that is not there.
fn wrong_systems(read: &Read, before: Option<&Agreement>, after: &Agreement) -> Result<Option<Objection>> {
    let covered: BTreeSet<Id> =
        before.into_iter().flat_map(|before| before.systems.iter().copied()).collect();
    let added: BTreeSet<Id> = after.systems.iter().copied().filter(|id| !covered.contains(id)).collect();
    let there = store::systems_named(read, &Vec::from_iter(added.clone()))?.len();
    let are_all_seen = there == added.len() && seen_systems(read, added.clone())?.len() == added.len();
    Ok((!are_all_seen).then(|| Objection::new("systems", UNKNOWN)))
}

/// The same of documents.
fn wrong_documents(read: &Read, before: Option<&Agreement>, after: &Agreement) -> Result<Option<Objection>> {
    let known = before.map_or(&[][..], |before| before.documents.as_slice());
    let added: Vec<Id> = after.documents.iter().copied().filter(|id| !known.contains(id)).collect();
    let seen = seen_documents(read, &added)?;
    let are_all_seen = added.iter().all(|id| seen.contains(id));
    Ok((!are_all_seen).then(|| Objection::new("documents", UNKNOWN)))
}
