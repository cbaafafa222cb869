//! Takes a field out of use, or into use again. Nothing that records hold in it is lost: it is shown where it has a value,
//! stays in the history and in older views, and is asked for nowhere.

use crate::definition::{Definition, KindOfRecord};
use crate::load;
use crate::save_field::{authorise, others_of, taken_label, too_many, write};
use kernel::{Error, Id, Objection, Result};
use storage::Tx;

/// Retires a field from today.
///
/// # Errors
/// Refused for who may not, stale when somebody else was faster.
pub fn retire_field(tx: &mut Tx, id: Id, revision: Option<i64>) -> Result<Definition> {
    let before = stored(tx, id, revision)?;
    if before.retired_on.is_some() {
        return Ok(before);
    }
    let after = Definition { retired_on: Some(tx.today()), revision: before.revision + 1, ..before.clone() };
    write(tx, "custom_field.retired", Some(&before), after)
}

/// Takes a retired field into use again, with everything that records hold in it.
///
/// # Errors
/// As [`retire_field`]; rejected where another field has taken its label since, or its place among the most that a kind of
/// record may have.
pub fn restore_field(
    tx: &mut Tx,
    id: Id,
    revision: Option<i64>,
    kinds: &[KindOfRecord],
) -> Result<Definition> {
    let before = stored(tx, id, revision)?;
    if before.retired_on.is_none() {
        return Ok(before);
    }
    let all = load::definitions(tx)?;
    let others = others_of(&before, &all);
    let kind = kinds.iter().find(|kind| kind.name == before.record_kind);
    let taken = kind.and_then(|kind| taken_label(kind, &before, &others));
    // What is asked is one step, without fields to object at.
    let wrong = too_many(&others).into_iter().chain(taken.map(|objection| objection.message));
    let objections: Vec<Objection> = wrong.map(|message| Objection::new("", message)).collect();
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    let after = Definition { retired_on: None, revision: before.revision + 1, ..before.clone() };
    write(tx, "custom_field.restored", Some(&before), after)
}

fn stored(tx: &Tx, id: Id, revision: Option<i64>) -> Result<Definition> {
    authorise(tx)?;
    let stored = load::definition(tx, id)?;
    if revision.is_some_and(|revision| revision != stored.revision) {
        return Err(Error::stale());
    }
    Ok(stored)
}
