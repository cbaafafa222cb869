//! The pack by which a day is judged: the one whose validity began last before it.

use crate::rulebook::Rulebook;
use kernel::{Error, Id, Result};
use policy::{Pack, PackSource};
use std::sync::Arc;
use storage::{Read, statements, values};

statements! {
    IN_FORCE = "SELECT id FROM @adopted_pack AS p WHERE p.valid_from <= ?2 ORDER BY p.valid_from DESC, p.id DESC LIMIT 1";
    FIRST = "SELECT id FROM @@adopted_pack AS p ORDER BY p.valid_from, p.id LIMIT 1";
    SOURCE = "SELECT source FROM @@adopted_pack AS p WHERE p.id = ?2";
}

/// The pack that is in force on the day of the read. Before the first one was valid, the first one is used, so that
/// what was registered earlier can still be looked at.
///
/// # Errors
/// When the federation has adopted none.
pub fn pack_in_force(read: &Read) -> Result<Arc<Pack>> {
    let adopted = adopted_in_force(read)?;
    read.attached::<Rulebook>()?.pack(adopted, || {
        let (text,): (String,) = read.found(&SOURCE, &values![adopted])?;
        serde_json::from_str::<PackSource>(&text).map_err(Error::failed)
    })
}

/// The adoption by which the day of the read is judged.
pub(crate) fn adopted_in_force(read: &Read) -> Result<Id> {
    let in_force: Option<(Id,)> = read.one(&IN_FORCE, &values![read.today()])?;
    match in_force {
        Some((id,)) => Ok(id),
        None => {
            Ok(read.one::<(Id,)>(&FIRST, &[])?.ok_or_else(|| Error::failed("no pack has been adopted"))?.0)
        }
    }
}
