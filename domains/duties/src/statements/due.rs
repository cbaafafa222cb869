//! The days on which statements are to be looked at anew, for those who made them: one for each record, not for each duty.

use crate::store::{Review, reviews};
use kernel::{Date, Id, Message, Result};
use notify::Deadline;
use std::collections::BTreeSet;
use storage::Read;

/// The statements that these people, or all, are to look at anew until a day. Who no longer works where they made them, or no
/// longer reads the documents of the record, is not told: a statement past its day is a finding, which whoever has the duty then
/// is told of.
///
/// # Errors
/// When the database fails.
pub fn statements_due(read: &Read, people: Option<&[Id]>, until: Date) -> Result<Vec<Deadline>> {
    let mut due = reviews(read, people, until)?;
    let given: BTreeSet<(Id, Date)> = due.iter().map(|one| (one.by, one.made_on)).collect();
    let last_days = organisation::last_days_at_home(read, &given)?;
    due.retain(|one| last_days.get(&(one.by, one.made_on)).is_none_or(|last| *last >= read.today()));
    let rulebook = read.attached::<findings::Rulebook>()?;
    let deadline = |one: Review| Deadline {
        person: one.by,
        due: one.on,
        name: Deadline::named(one.name),
        message: Message::new("deadline-statements").with("count", one.count),
        address: format!("{}/ansvar", rulebook.address(&one.subject)),
        about: one.subject,
    };
    Ok(due.into_iter().map(deadline).collect())
}
