//! What rooms above keep at units and organisations: they tell it, and take it along when those are succeeded by others.

use crate::Because;
use kernel::{Id, Result, Subject};
use std::sync::Arc;
use storage::{Read, Tx};

/// What a unit or organisation is to a record of a room above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeptBy {
    Owner,
    User,
}

/// A record of a room above that is kept at a unit or organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub subject: Subject,
    pub name: String,
    pub address: String,
    /// The unit or organisation.
    pub at: Id,
    pub by: KeptBy,
}

/// What takes over from a unit or organisation: nothing, one or several, or itself where it has come to lie elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Succession {
    pub from: Id,
    pub to: Vec<Id>,
}

/// How a room above follows reorganisations. Attached to the database, so that every transaction finds it.
#[derive(Clone, Copy)]
pub struct Following {
    pub kept: fn(&Read, &[Id]) -> Result<Vec<Kept>>,
    /// Run when the new order of units and organisations stands.
    pub take_along: fn(&mut Tx, &[Succession], &Because) -> Result<()>,
    /// Run when organisations have come to lie elsewhere or within another legal entity: what is kept there lies elsewhere
    /// too, for everybody whom a permission or a share lets reach it.
    pub settle_reach: fn(&mut Tx, &[Id]) -> Result<()>,
}

/// The rooms that follow.
pub(crate) fn following(read: &Read) -> Result<Arc<Vec<Following>>> {
    read.attached::<Vec<Following>>()
}
