//! The days on which documents are due for review, for those who own them.

use crate::document::DOCUMENT;
use crate::store::{ReviewDue, reviews_due};
use kernel::{Date, Id, Message, Result, Subject};
use notify::Deadline;
use std::collections::BTreeSet;
use storage::Read;

/// The reviews of documents that these people own, or of all that somebody owns, until a day; those that are overdue
/// belong to them. Who no longer works where they were named owner owns them no longer.
///
/// # Errors
/// When the database fails.
pub fn reviews_of_documents(read: &Read, people: Option<&[Id]>, until: Date) -> Result<Vec<Deadline>> {
    let mut due = reviews_due(read, people, until)?;
    let owned: BTreeSet<(Id, Date)> = due.iter().map(|one| (one.owner, one.saved_on)).collect();
    let last_days = organisation::last_days_at_home(read, &owned)?;
    due.retain(|one| last_days.get(&(one.owner, one.saved_on)).is_none_or(|last| *last >= read.today()));
    let deadline = |ReviewDue { id, name, owner, on, .. }| Deadline {
        person: owner,
        due: on,
        about: Subject::new(DOCUMENT, id),
        name: Deadline::named(name),
        message: Message::new("deadline-document-review"),
        address: format!("/dokument/{id}"),
    };
    Ok(due.into_iter().map(deadline).collect())
}
