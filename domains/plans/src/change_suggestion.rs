//! Changes the words of a suggestion while nobody has answered it: who made it, or who handles it.

use crate::HANDLE_SUGGESTIONS;
use crate::make_suggestion::{check_said, trimmed};
use crate::suggestion::{Said, Seen, Suggestion};
use crate::trail::keep;
use crate::visible_suggestion::{as_seen, demand_open, is_own, visible_suggestion};
use kernel::{Error, Objection, Result};
use storage::{AuditEntry, Tx};

/// Changes what a suggestion says.
///
/// # Errors
/// Refused for others than who made it and who handles it; rejected for what is wrong with the words, for another system,
/// and once it is answered; stale.
pub fn change_suggestion(tx: &mut Tx, seen: Seen, said: &Said) -> Result<()> {
    let before = visible_suggestion(tx, seen.id)?;
    if !is_own(tx, &before) {
        access::authorise(tx, HANDLE_SUGGESTIONS, before.system)?;
    }
    let before = as_seen(before, seen)?;
    demand_open(&before)?;
    let said = trimmed(said);
    let mut objections = check_said(&said);
    if said.system != before.said.system {
        objections.push(Objection::new("system", "plans-objection-system-stays"));
    }
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    let changes = storage::changes(&kernel::json_of(&before.said).into(), &kernel::json_of(&said).into());
    let after = Suggestion { revision: before.revision + 1, said, ..before };
    keep(tx, &after, AuditEntry { action: "suggestion.changed", changes, ..AuditEntry::default() })
}
