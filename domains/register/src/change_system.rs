//! Changes what the register says about a system. Its state changes by [`crate::take_lifecycle_step`].

use crate::change_notice::ChangeNotice;
use crate::check_system::{check_changed_system, refuse_second_common_system};
use crate::confirm_systems::carry_confirmations;
use crate::reach::keep_reach_of_system;
use crate::references::wrong_references;
use crate::system::{SYSTEM, System};
use crate::touched::touch_system;
use crate::trail::audit_as_told;
use crate::visible::visible_system;
use crate::{CREATE, EDIT, store};
use kernel::{Error, Result, Subject};
use organisation::{keeping_custom, save_custom, wrong_custom};
use storage::{AuditEntry, Tx};

/// Saves a changed system and answers its new revision. It carries the revision that it was read at.
///
/// # Errors
/// Stale when somebody else saved meanwhile; refused without permission, also at a new owner; rejected where a field or
/// the guideline says no.
pub fn change_system(tx: &mut Tx, system: System) -> Result<i64> {
    change_system_as_told(tx, system, None)
}

/// The same, where somebody has told of the change.
pub(crate) fn change_system_as_told(tx: &mut Tx, system: System, told: Option<&ChangeNotice>) -> Result<i64> {
    let before = visible_system(tx, system.id)?;
    access::authorise(tx, EDIT, system.id)?;
    if system.revision != before.revision {
        return Err(Error::stale());
    }
    let system = keeping_custom(Some(&before), system);
    if before == system {
        return Ok(before.revision);
    }
    let pack = findings::pack_in_force(tx)?;
    let mut objections = check_changed_system(&pack, &before, &system);
    objections.extend(wrong_references(tx, Some(&before), &system)?);
    objections.extend(wrong_custom(tx, Some(&before), &system)?);
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    if let Some(owner) = system.organisation.filter(|_| before.organisation != system.organisation) {
        access::authorise(tx, CREATE, owner)?;
    }
    save_changed(tx, &before, system, told)
}

fn save_changed(tx: &mut Tx, before: &System, after: System, told: Option<&ChangeNotice>) -> Result<i64> {
    let after = System { revision: before.revision + 1, ..after };
    store::save_system(tx, &after)?;
    save_custom(tx, after.id, Some(before), &after)?;
    carry_confirmations(tx, &[(before, &after)])?;
    keep_reach_of_system(tx, &after)?;
    if is_more_common(before, &after) {
        refuse_second_common_system(tx, &*findings::pack_in_force(tx)?, &after)?;
    }
    audit_as_told(
        tx,
        (after.id, told),
        AuditEntry {
            action: "system.changed",
            subject: Some(Subject::new(SYSTEM, after.id)),
            changes: storage::changes(&kernel::json_of(before).into(), &kernel::json_of(&after).into()),
            ..AuditEntry::default()
        },
    )?;
    touch_system(tx, before)?;
    touch_system(tx, &after)?;
    Ok(after.revision)
}

/// Whether the change itself may make it a second one; those that were there before can still be edited.
fn is_more_common(before: &System, after: &System) -> bool {
    let kind = |system: &System| (system.organisation, system.common_system.clone(), system.category);
    kind(before) != kind(after)
}
