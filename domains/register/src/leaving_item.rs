//! What somebody who leaves owns here: documents that need another owner before the last day.

use crate::store;
use kernel::{Date, Id, LocalText, Result};
use organisation::{LeavingItem, Left};
use storage::Read;

/// What the register adds to the checklist of who leaves.
#[must_use]
pub fn leaving_items() -> Vec<LeavingItem> {
    vec![LeavingItem { key: "documents", left: Some(documents_left) }]
}

fn documents_left(read: &Read, person: Id, _: Date) -> Result<Vec<Left>> {
    let owned = store::documents_owned_by(read, person)?.into_iter();
    let left = |(id, name): (Id, String)| Left {
        name: LocalText::new(name.clone(), name),
        address: format!("/dokument/{id}/andra"),
    };
    Ok(owned.map(left).collect())
}
