//! All SQL by which single records of the register are read and written. Lists stand in `listing`.

mod documents;
mod entities;
mod objects;
mod systems;
mod uses;

pub(crate) use documents::*;
pub(crate) use entities::{common_systems_of, entities_of};
pub use objects::Membership;
pub(crate) use objects::*;
pub(crate) use systems::*;
pub(crate) use uses::*;

use storage::Statement;

/// Every statement here, for the tests.
pub(crate) fn statements() -> Vec<Statement> {
    [systems::STATEMENTS, entities::STATEMENTS, uses::STATEMENTS, objects::STATEMENTS, documents::STATEMENTS]
        .concat()
}
