//! All SQL by which single records of the register are read and written. Lists stand in `listing`.

mod bulk;
mod confirmations;
mod document_confirmations;
mod documents;
mod entities;
mod following;
mod notices;
mod objects;
mod readers;
mod searched;
mod systems;
mod uses;

pub(crate) use bulk::{
    find_bulk_change, forget_old_plans, records_of, save_bulk_change, save_changed_records, waiting_records,
};
pub(crate) use confirmations::{RoleHeld, confirmations_of, roles_held, save_confirmations};
pub(crate) use document_confirmations::*;
pub(crate) use documents::*;
pub(crate) use entities::{common_systems_of, entities_of};
pub(crate) use following::{At, objects_owned_at, systems_owned_at, used_at_organisations, used_at_units};
pub(crate) use notices::{find_notice, notices_by_id, save_notice, unsettled_notices_of};
pub use objects::Membership;
pub(crate) use objects::*;
pub(crate) use readers::{Reader, count_readers_of_documents, readers_of_documents, shown_documents_of};
pub(crate) use searched::documents_after;
pub(crate) use systems::*;
pub(crate) use uses::*;

use storage::Statement;

/// Every statement here, for the tests.
pub(crate) fn statements() -> Vec<Statement> {
    [
        systems::STATEMENTS,
        entities::STATEMENTS,
        following::STATEMENTS,
        uses::STATEMENTS,
        objects::STATEMENTS,
        readers::STATEMENTS,
        documents::STATEMENTS,
        searched::STATEMENTS,
        notices::STATEMENTS,
        confirmations::STATEMENTS,
        document_confirmations::STATEMENTS,
        bulk::STATEMENTS,
    ]
    .concat()
}
