//! Takes a field out of use, or into use again. Nothing that records hold in it is lost: it is shown where it has a value,
//! stays in the history and in older views, and is asked for nowhere.

use crate::definition::Definition;
use crate::load;
use crate::save_field::{authorise, write};
use kernel::{Error, Id, Result};
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
/// As [`retire_field`]; rejected where another field has taken its label since.
pub fn restore_field(tx: &mut Tx, id: Id, revision: Option<i64>) -> Result<Definition> {
    let before = stored(tx, id, revision)?;
    if before.retired_on.is_none() {
        return Ok(before);
    }
    let is_taken = |other: &Definition| {
        other.id != before.id
            && other.record_kind == before.record_kind
            && other.retired_on.is_none()
            && (other.label_sv == before.label_sv || other.label_en == before.label_en)
    };
    if load::definitions(tx)?.iter().any(is_taken) {
        return Err(Error::rejected("", "custom-label-taken"));
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
