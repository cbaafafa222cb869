//! What somebody who leaves has suggested: nobody can be told what comes of it, so it is answered or withdrawn before.

use crate::store;
use kernel::{Date, Id, LocalText, Result};
use organisation::{LeavingItem, Left};
use storage::Read;

/// What suggestions add to the checklist of who leaves.
#[must_use]
pub fn leaving_items() -> Vec<LeavingItem> {
    vec![LeavingItem { key: "suggestions", left: Some(suggestions_left) }]
}

fn suggestions_left(read: &Read, person: Id, _: Date) -> Result<Vec<Left>> {
    let made = store::open_suggestions_made_by(read, person)?.into_iter();
    let left = |(id, title): (Id, String)| Left {
        name: LocalText::new(title.clone(), title),
        address: format!("/forslag/{id}"),
    };
    Ok(made.map(left).collect())
}
