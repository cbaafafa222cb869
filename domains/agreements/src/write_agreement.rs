//! How every verb of this room writes an agreement: its row, what was added to it, what it lies within, and its event.

use crate::agreement::Agreement;
use crate::reach::{Lying, keep_reach};
use crate::store;
use crate::trail::{note, touch_systems};
use kernel::Result;
use organisation::save_custom;
use serde_json::Value as Json;
use storage::{AuditEntry, Tx};

/// Writes an agreement that nothing stands against, with its event; what else has changed with it stands in the entry.
pub(crate) fn write_agreement(
    tx: &mut Tx,
    before: Option<&Agreement>,
    after: &Agreement,
    entry: AuditEntry,
) -> Result<()> {
    store::save_agreement(tx, before, after)?;
    save_custom(tx, after.id, before, after)?;
    keep_reach(tx, &[Lying::of_agreement(after)])?;
    let mut changes = storage::changes(&before.map_or(Json::Null, json_of), &json_of(after));
    // An empty list of a new agreement says nothing.
    changes.retain(|_, sides| !(sides[0].is_null() && sides[1] == Json::Array(Vec::new())));
    changes.extend(entry.changes.clone());
    touch_systems(tx, before.map_or(&[][..], |before| before.systems.as_slice()));
    note(tx, after, AuditEntry { changes, ..entry })
}

/// An agreement as the audit log has it.
fn json_of(agreement: &Agreement) -> Json {
    let mut json = kernel::json_of(agreement);
    if let Some(terminated) = &agreement.terminated {
        json.insert("terminated_on".into(), terminated.on.to_string().into());
        json.insert("terminated_because".into(), terminated.because.clone().into());
    }
    if let Some(signed) = &agreement.signed {
        json.insert("signed_on".into(), signed.on.to_string().into());
    }
    json.into()
}
