//! What somebody who leaves sees to here: agreements and licences that need another before the last day.

use crate::licences::licence_names_seen_to_by;
use crate::store;
use kernel::{Date, Id, LocalText, Result};
use organisation::{LeavingItem, Left};
use storage::Read;

/// What agreements add to the checklist of who leaves.
#[must_use]
pub fn leaving_items() -> Vec<LeavingItem> {
    vec![
        LeavingItem { key: "agreements", left: Some(agreements_left) },
        LeavingItem { key: "licences", left: Some(licences_left) },
    ]
}

fn agreements_left(read: &Read, person: Id, _: Date) -> Result<Vec<Left>> {
    let left = |(id, name): (Id, String)| Left {
        name: LocalText::new(name.clone(), name),
        address: format!("/avtal/{id}/andra"),
    };
    Ok(store::seen_to_by(read, person)?.into_iter().map(left).collect())
}

fn licences_left(read: &Read, person: Id, _: Date) -> Result<Vec<Left>> {
    let left = |(id, name): (Id, String)| Left {
        name: LocalText::new(name.clone(), name),
        address: format!("/licenser/{id}/andra"),
    };
    Ok(licence_names_seen_to_by(read, person)?.into_iter().map(left).collect())
}
