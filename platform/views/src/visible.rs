//! Which views the actor may open, and which of those they may change.

use crate::mailing::Mailing;
use crate::order_mailing::MOST_MAILINGS;
use crate::saved_view::{SavedView, SharedWith};
use crate::{SHARE, store};
use kernel::{Error, Id, Result};
use storage::Read;

/// A view that the actor may open.
///
/// # Errors
/// Not found for every other.
pub fn visible_view(read: &Read, id: Id) -> Result<SavedView> {
    let actor = read.actor();
    let found = match actor.person {
        _ if actor.is_trusted() => store::view(read, id)?,
        Some(person) => store::open_to(read, id, (person, actor.today()))?,
        None => None,
    };
    found.ok_or(Error::NotFound)
}

/// To whom a view that the actor may open is sent, what is under way first: all of it for who may change the view, and for
/// others what they ordered or get themselves.
///
/// # Errors
/// Not found for every other view.
pub fn mailings_of(read: &Read, view: Id) -> Result<Vec<Mailing>> {
    let view = visible_view(read, view)?;
    let mut mailings = store::mailings::of_view(read, view.id, MOST_MAILINGS)?;
    let actor = read.actor();
    if !actor.is_trusted() && !may_change(read, &view)? {
        let is_theirs = |one: &Mailing| actor.person == Some(one.ordered_by) || actor.person == one.person;
        mailings.retain(|one| actor.person.is_some() && is_theirs(one));
    }
    Ok(mailings)
}

/// The person who acts. Views belong to people.
pub(crate) fn acting(read: &Read) -> Result<Id> {
    let actor = read.actor();
    // A token writes views only where it was made for it.
    if actor.only.as_ref().is_some_and(|only| !only.iter().any(|one| one == SHARE.name())) {
        return Err(access::refused(SHARE));
    }
    actor.person.ok_or_else(|| Error::Refused("refused-view-without-person".into()))
}

/// Whether the actor may share with whom the view is shared with.
pub(crate) fn may_share(read: &Read, view: &SavedView) -> Result<bool> {
    match (view.shared_with, view.organisation) {
        (Some(SharedWith::Federation), _) => access::may_everywhere(read, SHARE),
        (Some(SharedWith::Organisation), Some(organisation)) => access::may(read, SHARE, organisation),
        _ => Ok(false),
    }
}

/// Whether the actor may change or remove a view that they may open: their own, and shared ones where they may share.
pub(crate) fn may_change(read: &Read, view: &SavedView) -> Result<bool> {
    Ok(read.actor().person == Some(view.owner) || may_share(read, view)?)
}

pub(crate) fn authorise_change(read: &Read, view: &SavedView) -> Result<()> {
    acting(read)?;
    if may_change(read, view)? { Ok(()) } else { Err(access::refused(SHARE)) }
}
