//! Who can be given something to do: people who are there and have not left.

use kernel::{Id, Result};
use std::collections::BTreeSet;
use storage::Read;

/// Those of some people who are not known here, or have left.
pub(crate) fn who_is_gone(read: &Read, people: &[Id]) -> Result<BTreeSet<Id>> {
    let known: BTreeSet<Id> = organisation::people(read, people)?.into_iter().map(|one| one.id).collect();
    let last_days = organisation::last_days_of(read, people)?;
    let has_left = |id: &Id| last_days.get(id).is_some_and(|last| *last < read.today());
    Ok(people.iter().filter(|id| !known.contains(id) || has_left(id)).copied().collect())
}
