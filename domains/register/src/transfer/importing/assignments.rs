//! Gives roles to those whom rows name, and ends the assignments of those whom they name no longer.

use super::apply::Applying;
use crate::system::SYSTEM;
use crate::transfer::fields::Target;
use crate::transfer::planning::PlannedRow;
use crate::transfer::state::Holder;
use kernel::{Date, Result, Subject};
use organisation::{AssignRole, EndAssignment, Ending, RoleAssignment};
use std::collections::{BTreeMap, BTreeSet};
use storage::Tx;

pub(super) fn set_holders(tx: &mut Tx, applying: &mut Applying) -> Result<()> {
    let plan = applying.plan;
    for row in &plan.rows {
        let none = BTreeMap::new();
        let before = row.before.as_ref().map_or(&none, |before| &before.holders);
        for (role, wanted) in &row.after.holders {
            let nobody = BTreeSet::new();
            let present = before.get(role).unwrap_or(&nobody);
            if present != wanted {
                end_others(tx, applying, row, (role, wanted))?;
                appoint(tx, applying, row, (role, present, wanted))?;
            }
        }
    }
    Ok(())
}

/// The last day of somebody whom the row no longer names is yesterday: the new holder begins today.
fn end_others(
    tx: &mut Tx,
    applying: &mut Applying,
    row: &PlannedRow,
    (role, wanted): (&str, &BTreeSet<Holder>),
) -> Result<()> {
    let today = tx.today();
    let known = applying.known.systems.get(&row.after.system.id);
    let held = known.into_iter().flat_map(|known| &known.assignments);
    let ending: Vec<RoleAssignment> = held
        .filter(|one| one.role == *role && one.counts_on(today) && !wanted.contains(&Holder::of(one)))
        .cloned()
        .collect();
    for assignment in ending {
        let ask = EndAssignment {
            id: assignment.id,
            revision: assignment.revision,
            ending: ending_before(today, &assignment),
            because: applying.because(),
        };
        let answer = organisation::end_assignment(tx, &ask);
        applying.judged(row, &Target::Role(role.to_owned()), answer)?;
    }
    Ok(())
}

/// An assignment that began today has no day before it.
fn ending_before(today: Date, assignment: &RoleAssignment) -> Ending {
    match today.yesterday() {
        Ok(yesterday) if assignment.from <= yesterday => Ending::On(yesterday),
        _ => Ending::Withdrawn,
    }
}

fn appoint(
    tx: &mut Tx,
    applying: &mut Applying,
    row: &PlannedRow,
    (role, present, wanted): (&str, &BTreeSet<Holder>, &BTreeSet<Holder>),
) -> Result<()> {
    let subject = Subject::new(SYSTEM, row.after.system.id);
    for holder in wanted.difference(present) {
        let assignment = holder.appointed(RoleAssignment::new(role, &subject, tx.today()));
        let ask = AssignRole { assignment, reason: applying.because().reason };
        let answer = organisation::assign_role(tx, &ask);
        applying.judged(row, &Target::Role(role.to_owned()), answer)?;
    }
    Ok(())
}
