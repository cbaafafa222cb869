//! Gives roles to those whom rows name, and ends the assignments of those whom they name no longer.

use super::apply::Applying;
use super::progress::Phase;
use crate::system::SYSTEM;
use crate::transfer::fields::Target;
use crate::transfer::planning::PlannedRow;
use crate::transfer::state::Holder;
use kernel::{Date, Result, Subject};
use organisation::{AssignRole, EndAssignment, Ending, RoleAssignment};
use std::collections::{BTreeMap, BTreeSet};
use storage::Tx;

/// Appointments that are decided together, so that one can see how far it has come.
const AT_A_TIME: usize = 1_000;

/// An appointment that a row asks for.
struct Wanted<'a> {
    row: &'a PlannedRow,
    role: String,
    ask: AssignRole,
}

pub(super) fn set_holders(tx: &mut Tx, applying: &mut Applying) -> Result<()> {
    let plan = applying.plan;
    applying.progress.begin(Phase::Appointing, plan.rows.len());
    let mut waiting: Vec<Wanted> = Vec::new();
    for (count, row) in plan.rows.iter().enumerate() {
        let none = BTreeMap::new();
        let before = row.before.as_ref().map_or(&none, |before| &before.holders);
        for (role, wanted) in &row.after.holders {
            let nobody = BTreeSet::new();
            let present = before.get(role).unwrap_or(&nobody);
            let ending = ending_of(tx.today(), applying, row, (role, wanted));
            if ending.iter().any(|one| is_actors_own(tx, one)) {
                // By what they end here, the actor may have been the one to appoint others.
                appoint(tx, applying, &mut waiting)?;
            }
            end(tx, applying, row, ending)?;
            for holder in wanted.difference(present) {
                let ask = appointment(tx, applying, row, (role, holder));
                waiting.push(Wanted { row, role: role.clone(), ask });
            }
        }
        if waiting.len() >= AT_A_TIME {
            appoint(tx, applying, &mut waiting)?;
            applying.progress.reach(count);
        }
    }
    appoint(tx, applying, &mut waiting)
}

/// Those who hold a role today and whom the row does not name.
fn ending_of(
    today: Date,
    applying: &Applying,
    row: &PlannedRow,
    (role, wanted): (&str, &BTreeSet<Holder>),
) -> Vec<RoleAssignment> {
    let known = applying.known.systems.get(&row.after.system.id);
    let held = known.into_iter().flat_map(|known| &known.assignments);
    let is_ending = |one: &&RoleAssignment| {
        one.role == *role && one.counts_on(today) && !wanted.contains(&Holder::of(one))
    };
    held.filter(is_ending).cloned().collect()
}

fn is_actors_own(tx: &Tx, assignment: &RoleAssignment) -> bool {
    let actor = tx.actor().person;
    actor.is_some() && [assignment.person, assignment.deputy].contains(&actor)
}

/// The last day of somebody whom the row no longer names is yesterday: the new holder begins today.
fn end(tx: &mut Tx, applying: &mut Applying, row: &PlannedRow, ending: Vec<RoleAssignment>) -> Result<()> {
    for assignment in ending {
        let ask = EndAssignment {
            id: assignment.id,
            revision: assignment.revision,
            ending: ending_before(tx.today(), &assignment),
            because: applying.because(),
        };
        let answer = organisation::end_assignment(tx, &ask);
        applying.judged(row, &Target::Role(assignment.role), answer)?;
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

fn appointment(
    tx: &Tx,
    applying: &Applying,
    row: &PlannedRow,
    (role, holder): (&str, &Holder),
) -> AssignRole {
    let subject = Subject::new(SYSTEM, row.after.system.id);
    let assignment = holder.appointed(RoleAssignment::new(role, &subject, tx.today()));
    AssignRole { assignment, reason: applying.because().reason }
}

fn appoint(tx: &mut Tx, applying: &mut Applying, waiting: &mut Vec<Wanted>) -> Result<()> {
    let (places, asks): (Vec<_>, Vec<AssignRole>) =
        waiting.drain(..).map(|one| ((one.row, one.role), one.ask)).unzip();
    for ((row, role), answer) in places.into_iter().zip(organisation::assign_roles(tx, &asks)?) {
        applying.judged(row, &Target::Role(role), answer)?;
    }
    Ok(())
}
