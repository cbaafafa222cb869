//! Weighs a suggestion: what it would give the business against what it would take.

use crate::suggestion::{Seen, Suggestion, Weight};
use crate::trail::keep;
use crate::visible_suggestion::{demand_open, to_handle};
use kernel::{Error, Result};
use register::check_fields;
use storage::{AuditEntry, Tx};

/// Says what a suggestion weighs.
///
/// # Errors
/// Refused for who does not handle it; rejected for a weight that there is not, and once it is answered; stale.
pub fn weigh_suggestion(tx: &mut Tx, seen: Seen, weight: Weight) -> Result<()> {
    let before = to_handle(tx, seen)?;
    demand_open(&before)?;
    let objections = check_fields(&weight);
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    let changes = storage::changes(&kernel::json_of(&before.weight).into(), &kernel::json_of(&weight).into());
    let after = Suggestion { revision: before.revision + 1, weight, ..before };
    keep(tx, &after, AuditEntry { action: "suggestion.weighed", changes, ..AuditEntry::default() })
}
