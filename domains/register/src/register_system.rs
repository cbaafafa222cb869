//! Enters a system in the register.

use crate::change_notice::ChangeNotice;
use crate::check_system::{check_new_system, refuse_second_common_system};
use crate::reach::keep_reach_of_system;
use crate::references::wrong_references;
use crate::system::{SYSTEM, System};
use crate::touched::touch_system;
use crate::trail::audit_as_told;
use crate::{CREATE, store};
use kernel::{Error, Id, Result, Subject};
use organisation::{save_custom, wrong_custom};
use storage::{AuditEntry, Tx};

/// Registers a system; its own id is kept, its revision becomes 1.
///
/// # Errors
/// Refused without permission at its owner; rejected where a field or the guideline says no.
pub fn register_system(tx: &mut Tx, system: System) -> Result<Id> {
    register_system_as_told(tx, system, None)
}

/// The same, where somebody has told of the system.
pub(crate) fn register_system_as_told(
    tx: &mut Tx,
    system: System,
    told: Option<&ChangeNotice>,
) -> Result<Id> {
    let pack = findings::pack_in_force(tx)?;
    let mut objections = check_new_system(&pack, &system);
    objections.extend(wrong_references(tx, None, &system)?);
    objections.extend(wrong_custom(tx, None, &system)?);
    if let Some(owner) =
        system.organisation.filter(|_| !objections.iter().any(|one| one.field == "organisation"))
    {
        access::authorise(tx, CREATE, owner)?;
    }
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    let system = System { revision: 1, ..system };
    store::save_system(tx, &system)?;
    save_custom(tx, system.id, None, &system)?;
    keep_reach_of_system(tx, &system)?;
    refuse_second_common_system(tx, &pack, &system)?;
    audit_as_told(
        tx,
        (system.id, told),
        AuditEntry {
            action: "system.registered",
            subject: Some(Subject::new(SYSTEM, system.id)),
            changes: storage::changes(&serde_json::Value::Null, &kernel::json_of(&system).into()),
            ..AuditEntry::default()
        },
    )?;
    touch_system(tx, &system)?;
    Ok(system.id)
}
