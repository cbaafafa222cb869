//! What somebody who leaves has said of duties here: whoever comes after them is to say it.

use crate::store::{Review, made_by};
use kernel::{Date, Id, LocalText, Result};
use organisation::Left;
use storage::Read;

pub(crate) fn statements_left(read: &Read, person: Id, _: Date) -> Result<Vec<Left>> {
    let rulebook = read.attached::<findings::Rulebook>()?;
    let left = |one: Review| Left {
        address: format!("{}/ansvar", rulebook.address(&one.subject)),
        name: LocalText::new(one.name.clone(), one.name),
    };
    Ok(made_by(read, person)?.into_iter().map(left).collect())
}
