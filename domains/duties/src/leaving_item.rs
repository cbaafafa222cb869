//! What somebody who leaves was to see to here: tests that are to be made again, and what they have said of their duties.

use crate::statements::statements_left;
use crate::store;
use crate::told::address_of;
use kernel::{Date, Id, LocalText, Result};
use organisation::{LeavingItem, Left};
use storage::Read;

/// What this room adds to the checklist of who leaves.
#[must_use]
pub fn leaving_items() -> Vec<LeavingItem> {
    vec![
        LeavingItem { key: "tests", left: Some(tests_left) },
        LeavingItem { key: "statements", left: Some(statements_left) },
    ]
}

fn tests_left(read: &Read, person: Id, _: Date) -> Result<Vec<Left>> {
    let left = |one: store::NextDue| Left {
        name: LocalText::new(one.name.clone(), one.name),
        address: format!("{}/andra", address_of(one.protocol)),
    };
    Ok(store::next_of(read, person)?.into_iter().map(left).collect())
}
