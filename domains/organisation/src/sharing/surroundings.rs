//! What a decision on sharing is judged against: the organisations of the federation and what has been decided before.

use super::{SharedGroups, Sharing};
use crate::Organisation;
use crate::store::organisations::{legal_entities, organisations};
use crate::store::sharings::sharings_of_owner;
use access::FieldGroup;
use kernel::{Date, Id, Result};
use storage::Read;

pub(super) struct Surroundings {
    /// Every legal entity of the federation.
    pub entities: Vec<Organisation>,
    /// What the owner has decided, over or not.
    pub decided: Vec<Sharing>,
    pub groups: Vec<FieldGroup>,
    pub today: Date,
}

impl Surroundings {
    pub fn of(read: &Read, owner: Id) -> Result<Self> {
        Ok(Self {
            entities: entities(read)?,
            decided: sharings_of_owner(read, owner)?,
            groups: SharedGroups::of(read)?.0.clone(),
            today: read.today(),
        })
    }

    pub fn entity(&self, id: Id) -> Option<&Organisation> {
        self.entities.iter().find(|one| one.id == id)
    }
}

/// Every legal entity of the federation, by name.
pub(crate) fn entities(read: &Read) -> Result<Vec<Organisation>> {
    let mut entities = organisations(read, &legal_entities(read)?)?;
    entities.sort_by_cached_key(|one| texts::sort_key(&one.name));
    Ok(entities)
}
