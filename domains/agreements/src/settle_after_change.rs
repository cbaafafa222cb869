//! What agreements keep by records of the rooms below, settled when those become others: an organisation that is moved takes
//! its agreements with it, and a system that comes to another object lets other people read its own.

use crate::reach::{settle_reach_by_systems, settle_reach_within};
use kernel::{Id, Result, Subject, SubjectKind};
use organisation::ORGANISATION;
use register::SYSTEM;
use std::collections::BTreeSet;
use storage::Tx;

/// Settles what agreements lie within when organisations and systems have become others.
///
/// # Errors
/// When the database fails.
pub fn settle_after_change(tx: &mut Tx, changed: &[Subject]) -> Result<()> {
    let of = |kind: SubjectKind| -> Vec<Id> {
        changed.iter().filter(|subject| subject.is(kind)).map(|subject| subject.id).collect()
    };
    let mut moved = BTreeSet::new();
    for organisation in of(ORGANISATION) {
        moved.extend(organisation::descendants_or_self(tx, organisation)?);
    }
    settle_reach_within(tx, &Vec::from_iter(moved))?;
    settle_reach_by_systems(tx, &of(SYSTEM))
}
