//! Who sees to it that somebody who leaves or is away is replaced: they themselves, their manager, and who may change people.

use crate::store::people::employments_of;
use crate::{EDIT_PEOPLE, visible_person};
use kernel::{Error, Id, Message, Result};
use storage::Read;

/// Whether the actor is the line manager of somebody who works for them today or later, or did last.
fn is_manager_of(read: &Read, person: Id) -> Result<bool> {
    let Some(actor) = read.actor().person else { return Ok(false) };
    let employments = employments_of(read, person)?;
    let newest = employments.iter().map(|one| one.from).max();
    let is_present = |to: Option<kernel::Date>| to.is_none_or(|to| to >= read.today());
    Ok(employments
        .iter()
        .any(|one| one.manager == Some(actor) && (is_present(one.to) || Some(one.from) == newest)))
}

/// Whether the actor sees to what somebody leaves behind.
///
/// # Errors
/// When the database fails.
pub fn may_see_to(read: &Read, person: Id) -> Result<bool> {
    let is_beyond = |only: &Vec<String>| !only.iter().any(|name| name == EDIT_PEOPLE.name());
    Ok(!read.actor().only.as_ref().is_some_and(is_beyond)
        && (read.actor().person == Some(person)
            || access::may(read, EDIT_PEOPLE, person)?
            || is_manager_of(read, person)?))
}

/// Stops an actor who does not see to what somebody leaves behind.
///
/// # Errors
/// Not found for a person whom the actor may not see, refused for others.
pub(crate) fn authorise_seeing_to(read: &Read, person: Id) -> Result<()> {
    if may_see_to(read, person)? {
        return Ok(());
    }
    visible_person(read, person)?;
    Err(Error::Refused(Message::new("refused-not-their-manager")))
}
