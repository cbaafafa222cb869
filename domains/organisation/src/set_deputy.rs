//! Names somebody who stands in for the holder of a role for a time, or takes the deputy away.

use crate::RoleAssignment;
use crate::appointment::decide_deputy;
use crate::change_assignment::appointed;
use crate::record_of_change::Because;
use crate::told_deputies::tell_deputy;
use kernel::{Date, Id, Result};
use storage::Tx;

/// Who stands in, and when. Without a deputy nobody does.
#[derive(Clone, Debug)]
pub struct SetDeputy {
    pub id: Id,
    pub revision: i64,
    pub deputy: Option<Id>,
    /// None: as long as the assignment counts.
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub because: Because,
}

/// Sets or clears the deputy of an assignment.
///
/// # Errors
/// As [`crate::assign_role`].
pub fn set_deputy(tx: &mut Tx, ask: &SetDeputy) -> Result<RoleAssignment> {
    let held = appointed(tx, ask.id, ask.revision)?;
    let wanted = RoleAssignment {
        deputy: ask.deputy,
        deputy_from: ask.from.filter(|_| ask.deputy.is_some()),
        deputy_to: ask.to.filter(|_| ask.deputy.is_some()),
        ..held.before.clone()
    };
    let decided = held.decide(tx, &wanted, &ask.because.decision, decide_deputy)?;
    let before = held.before.clone();
    let saved = held.keep(tx, decided, "role_assignment.deputy_set", &ask.because)?;
    let pack = findings::pack_in_force(tx)?;
    tell_deputy(tx, &pack, &before, &saved)?;
    Ok(saved)
}
