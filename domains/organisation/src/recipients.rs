//! Whom mails go to: everybody that the federation knows and who has not left, with the address that stands on their page.

use crate::store::recipients::{self, RecipientRow};
use kernel::{Id, Result};
use notify::{PeopleSource, Recipient};
use storage::{Read, values};

/// The people of the federation, as mails need them.
pub const RECIPIENTS: PeopleSource = PeopleSource { of, after };

fn of(read: &Read, people: &[Id]) -> Result<Vec<Recipient>> {
    let rows: Vec<RecipientRow> = read.rows_in(&recipients::OF, &values![read.today()], people)?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

fn after(read: &Read, after: Option<Id>, most: i64) -> Result<Vec<Recipient>> {
    // Every id is later than the one of zeroes.
    let after = after.unwrap_or(Id::from_bytes([0; 16]));
    let rows: Vec<RecipientRow> = read.rows(&recipients::AFTER, &values![after, most, read.today()])?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}
