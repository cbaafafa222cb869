//! Hands in a suggestion: everyone who reads what is suggested for a system may add to it.

use crate::suggestion::{Said, Suggestion, SuggestionState, Weight};
use crate::told_suggestions::tell_handlers;
use crate::trail::keep;
use crate::{READ_SUGGESTIONS, SUGGEST};
use kernel::{Error, Id, Objection, Result};
use organisation::acting_name;
use register::{LifecycleState, check_fields, visible_system};
use serde_json::Value as Json;
use storage::{AuditEntry, Read, Tx};
use writing::check_written;

/// Hands in a suggestion and answers its id.
///
/// # Errors
/// Not found for a system that the actor does not see; refused for who does not read what is suggested for it; rejected for
/// what is wrong with the words, and for a system that is no longer there to be made better.
pub fn make_suggestion(tx: &mut Tx, said: &Said) -> Result<Id> {
    let mut objections = check_said(said);
    let system = said.system.map(|id| visible_system(tx, id)).transpose()?;
    if let Some(system) = &system {
        authorise_making(tx, system.id)?;
        if system.lifecycle_state == LifecycleState::Retired {
            objections.push(Objection::new("system", "plans-objection-system-retired"));
        }
    }
    let (Some(system), true) = (system, objections.is_empty()) else {
        return Err(Error::Rejected(objections));
    };
    let suggestion = Suggestion {
        id: Id::new(),
        revision: 1,
        system: system.id,
        said: trimmed(said),
        weight: Weight::default(),
        state: SuggestionState::Open,
        made_by: tx.actor().person,
        made_by_name: acting_name(tx)?,
        made_at: tx.instant(),
        joined_into: None,
        answer: String::new(),
        answered_by_name: String::new(),
        answered_at: None,
    };
    let changes = storage::changes(&Json::Null, &kernel::json_of(&suggestion.said).into());
    keep(tx, &suggestion, AuditEntry { action: "suggestion.made", changes, ..AuditEntry::default() })?;
    tell_handlers(tx, &suggestion, &system.name)?;
    Ok(suggestion.id)
}

/// One uses many systems that others own, so where one may add to the list follows from where one reads it. What others
/// share of their register does not open it.
pub(crate) fn authorise_making(read: &Read, system: Id) -> Result<()> {
    if !access::may_anywhere(read, SUGGEST)? {
        return Err(access::refused(SUGGEST));
    }
    access::authorise(read, READ_SUGGESTIONS, system)
}

/// Required words, their limits, and no personal identity number in any of them, however it is written.
pub(crate) fn check_said(said: &Said) -> Vec<Objection> {
    let mut objections = check_fields(said);
    if objections.iter().all(|one| one.field != "content") {
        let troubles = check_written(&said.content).into_iter();
        objections.extend(troubles.map(|trouble| trouble.objection("content")));
    }
    objections
}

pub(crate) fn trimmed(said: &Said) -> Said {
    let trim = |text: &str| text.trim().to_owned();
    Said { system: said.system, title: trim(&said.title), content: trim(&said.content) }
}
