//! What an actor may know of licences: one that they may not see is not found, of one that they see there may be a system, an
//! agreement and a cost that they do not see.

use super::licence::Licence;
use super::store;
use crate::visible::may_at;
use crate::{EDIT_LICENCES, READ};
use kernel::{Error, Id, Result};
use register::{READ_BASE, READ_COSTS};
use std::collections::BTreeSet;
use storage::Read;

/// A licence that the actor may see, whole.
///
/// # Errors
/// [`Error::NotFound`] for others.
pub fn visible_licence(read: &Read, id: Id) -> Result<Licence> {
    let licence = store::licences_by_id(read, &[id])?.pop().ok_or(Error::NotFound)?;
    if access::may(read, READ, id)? { Ok(licence) } else { Err(Error::NotFound) }
}

/// A licence as the actor sees it.
#[derive(Clone, Debug)]
pub(crate) struct SeenLicence {
    /// Without the system, the agreement and the cost that are not seen.
    pub licence: Licence,
    /// The fields that are not seen and hold something.
    pub hidden: Vec<&'static str>,
    pub sees_cost: bool,
}

/// What the actor sees of some licences, asked as a set.
pub(crate) fn seen_licences(read: &Read, licences: Vec<Licence>) -> Result<Vec<SeenLicence>> {
    let set = |ids: Vec<Id>| -> BTreeSet<Id> { ids.into_iter().collect() };
    let ids: Vec<Id> = licences.iter().map(|licence| licence.id).collect();
    let systems: Vec<Id> = licences.iter().filter_map(|licence| licence.system).collect();
    let agreements: Vec<Id> = licences.iter().filter_map(|licence| licence.agreement).collect();
    let with_cost = set(access::permitted(read, READ_COSTS, &ids)?);
    let systems = set(access::permitted(read, READ_BASE, &systems)?);
    let agreements = set(access::permitted(read, READ, &agreements)?);
    let seen = |mut licence: Licence| {
        let mut hidden = Vec::new();
        if licence.system.take_if(|id| !systems.contains(id)).is_some() {
            hidden.push("system");
        }
        if licence.agreement.take_if(|id| !agreements.contains(id)).is_some() {
            hidden.push("agreement");
        }
        let sees_cost = with_cost.contains(&licence.id);
        if !sees_cost {
            licence.cost_ore = None;
            hidden.push("cost_ore");
        }
        SeenLicence { licence, hidden, sees_cost }
    };
    Ok(licences.into_iter().map(seen).collect())
}

/// What the actor sees of a licence that they may see.
pub(crate) fn seen_licence(read: &Read, id: Id) -> Result<SeenLicence> {
    let licence = visible_licence(read, id)?;
    seen_licences(read, vec![licence])?.pop().ok_or(Error::NotFound)
}

/// Whether the actor may change a licence: in the organisation that has it, or at its system where that lies within the
/// organisation.
pub(crate) fn may_edit_licence(read: &Read, licence: &Licence) -> Result<bool> {
    may_at(read, EDIT_LICENCES, licence.organisation, licence.system.as_slice())
}
