//! Who knows of a suggestion: who made it, and everyone who reads what is suggested for its system.

use crate::suggestion::{Seen, Suggestion, SuggestionState};
use crate::{HANDLE_SUGGESTIONS, READ_SUGGESTIONS, store};
use kernel::{Error, Id, Result};
use storage::Read;

/// A suggestion that the actor may see.
///
/// # Errors
/// [`Error::NotFound`] for others.
pub fn visible_suggestion(read: &Read, id: Id) -> Result<Suggestion> {
    let suggestion = store::find_suggestion(read, id)?.ok_or(Error::NotFound)?;
    let is_seen = is_own(read, &suggestion) || access::may(read, READ_SUGGESTIONS, suggestion.system)?;
    if is_seen { Ok(suggestion) } else { Err(Error::NotFound) }
}

/// Whether the actor made it.
pub(crate) fn is_own(read: &Read, suggestion: &Suggestion) -> bool {
    suggestion.made_by.is_some() && suggestion.made_by == read.actor().person
}

/// One that the actor may handle, at the revision that they saw.
pub(crate) fn to_handle(read: &Read, seen: Seen) -> Result<Suggestion> {
    let suggestion = visible_suggestion(read, seen.id)?;
    access::authorise(read, HANDLE_SUGGESTIONS, suggestion.system)?;
    as_seen(suggestion, seen)
}

/// The suggestion, unless somebody has changed it since it was seen.
pub(crate) fn as_seen(suggestion: Suggestion, seen: Seen) -> Result<Suggestion> {
    let is_as_seen = seen.revision.is_none_or(|revision| revision == suggestion.revision);
    if is_as_seen { Ok(suggestion) } else { Err(Error::stale()) }
}

/// What has been answered, joined or withdrawn is not changed any more.
pub(crate) fn demand_open(suggestion: &Suggestion) -> Result<()> {
    match suggestion.state {
        SuggestionState::Open => Ok(()),
        _ => Err(Error::rejected("", "plans-objection-suggestion-closed")),
    }
}
