//! What the register can tell the rule engine about systems and objects: facts, who holds the roles, and documents,
//! each asked for as a set.

mod declare;
mod documents;
mod holdings;
mod load;
mod mended_at;
mod of_object;
mod of_organisation;
mod of_system;

use crate::managed_object::OBJECT;
use crate::store;
use crate::system::SYSTEM;
use findings::FactSource;
use kernel::{Id, Result};
use storage::Read;

pub(crate) use holdings::Around;
pub(crate) use load::facts_as_if;
pub use of_organisation::with_documents;

/// The fact sources of this room.
#[must_use]
pub fn fact_sources() -> Vec<FactSource> {
    vec![
        FactSource {
            kind: SYSTEM,
            declarations: declare::facts_of_systems,
            load: load::load_systems,
            after: store::systems_after,
            names: names_of_systems,
            address: |subject| format!("/system/{}", subject.id),
            mended_at: mended_at::of_system,
        },
        FactSource {
            kind: OBJECT,
            declarations: declare::facts_of_objects,
            load: load::load_objects,
            after: store::objects_after,
            names: names_of_objects,
            address: |subject| format!("/objekt/{}", subject.id),
            mended_at: mended_at::of_object,
        },
    ]
}

fn names_of_systems(read: &Read, ids: &[Id]) -> Result<Vec<(Id, String)>> {
    Ok(store::system_names(read, ids)?.into_iter().collect())
}

fn names_of_objects(read: &Read, ids: &[Id]) -> Result<Vec<(Id, String)>> {
    Ok(store::object_names(read, ids)?.into_iter().collect())
}
