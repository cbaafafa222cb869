//! Who decides what an organisation shows, and who sees what has been decided.

use super::Sharing;
use crate::store::organisations::{legal_entities, legal_entities_of};
use crate::store::sharings as store;
use crate::{DECIDE_SHARING, READ};
use kernel::{Actor, ActorKind, Error, Id, Result};
use std::collections::BTreeSet;
use storage::Read;

/// The legal entities for which the actor decides: those in which they hold a role that may. What stands above an
/// organisation does not decide for it: what a municipality shows is its own affair, not its federation's.
pub(crate) fn owners_of_mine(read: &Read) -> Result<BTreeSet<Id>> {
    match access::held_at(read, DECIDE_SHARING)? {
        None => Ok(legal_entities(read)?.into_iter().collect()),
        Some(places) => Ok(legal_entities_of(read, &places)?.into_values().collect()),
    }
}

/// Whether the actor decides what a legal entity shows.
///
/// # Errors
/// When the database fails.
pub fn may_decide(read: &Read, owner: Id) -> Result<bool> {
    Ok(owners_of_mine(read)?.contains(&owner))
}

/// Stops who does not decide for a legal entity.
pub(super) fn authorise_deciding(read: &Read, owner: Id) -> Result<()> {
    if may_decide(read, owner)? { Ok(()) } else { Err(access::refused(DECIDE_SHARING)) }
}

/// A decision that the actor may see: whoever sees the organisation that shows, and those who are shown.
///
/// # Errors
/// [`Error::NotFound`] also when they may not see it.
pub fn visible_sharing(read: &Read, id: Id) -> Result<Sharing> {
    let sharing = store::sharing(read, id)?;
    if access::may(read, READ, id)? { Ok(sharing) } else { Err(Error::NotFound) }
}

/// Somebody whom a legal entity employs and who holds no role: for looking at what is shown *as seen by* them. Only for
/// reading; whoever looks must themselves decide for the organisation whose records are looked at.
#[must_use]
pub fn stands_for(viewer: &Actor, entity: Id) -> Actor {
    Actor { kind: ActorKind::Person, person: Some(entity), only: None, ..viewer.clone() }
}
