//! Gives a role on a system, an object or an organisation to somebody; or many roles at once, as a spreadsheet does.

use crate::appointment::decide_appointment;
use crate::record_of_change::Because;
use crate::settle::settle_new_assignments;
use crate::store::assignments as store;
use crate::together::{Together, Told};
use crate::told::tell_appointed;
use crate::told_deputies::tell_first_deputy;
use crate::who_may_appoint::Wanted;
use crate::{ORGANISATION, RoleAssignment};
use kernel::{Actor, Error, Result};
use policy::Pack;
use storage::{Read, Tx};

/// Assignments that are decided on what was asked for once.
const MOST_AT_ONCE: usize = 2_000;

/// The assignment as it shall stand.
#[derive(Clone, Debug)]
pub struct AssignRole {
    pub assignment: RoleAssignment,
    pub reason: String,
}

/// Gives a role by hand, and tells the deputy who is named with it; what the operator or a spreadsheet enters is no news.
///
/// # Errors
/// Not found for a subject that the actor may not know of, refused for who may not appoint, rejected with the clauses
/// of the guideline for what it forbids.
pub fn assign_role(tx: &mut Tx, ask: &AssignRole) -> Result<RoleAssignment> {
    let answer = assign_roles(tx, std::slice::from_ref(ask))?.pop();
    let given = answer.unwrap_or_else(|| Err(Error::failed("a role was asked for and not answered")))?;
    if tx.actor().person.is_some() {
        tell_first_deputy(tx, &given)?;
    }
    Ok(given)
}

/// Gives roles in their order, with the same answers and the same result as one by one, but asks and writes as a set.
/// What is not given leaves the others as they are; the caller may take all of it back.
///
/// # Errors
/// When the database fails. Those of [`assign_role`] stand in the answers.
pub fn assign_roles(tx: &mut Tx, asks: &[AssignRole]) -> Result<Vec<Result<RoleAssignment>>> {
    let pack = findings::pack_in_force(tx)?;
    let mut answers = Vec::with_capacity(asks.len());
    while answers.len() < asks.len() {
        let rest = &asks[answers.len()..];
        answers.extend(assign_together(tx, &pack, &rest[..independent(rest, tx.actor())])?);
    }
    Ok(answers)
}

/// How many of the first asks decide about each other by nothing but what is held on their own subject.
///
/// What is held on an organisation counts for what lies within it and for other roles of the holder; what is held on an
/// object counts for its systems; and who gives themselves a role may then give others.
fn independent(asks: &[AssignRole], actor: &Actor) -> usize {
    let decides_elsewhere = |one: &RoleAssignment| {
        one.subject_kind == ORGANISATION.name()
            || (actor.person.is_some() && [one.person, one.deputy].contains(&actor.person))
    };
    let is_alike = |ask: &&AssignRole| {
        ask.assignment.subject_kind == asks[0].assignment.subject_kind && !decides_elsewhere(&ask.assignment)
    };
    asks.iter().take(MOST_AT_ONCE).take_while(is_alike).count().max(1)
}

fn assign_together(tx: &mut Tx, pack: &Pack, asks: &[AssignRole]) -> Result<Vec<Result<RoleAssignment>>> {
    let wanted: Vec<&RoleAssignment> = asks.iter().map(|ask| &ask.assignment).collect();
    let mut together = Together::of(tx, pack, &wanted)?;
    let (mut answers, mut given) = (Vec::with_capacity(asks.len()), Vec::new());
    for ask in asks {
        match decided_new(tx, &mut together, &ask.assignment) {
            Err(Error::Failed(failure)) => return Err(Error::Failed(failure)),
            Ok(assignment) => {
                together.around.note(assignment.clone());
                given.push((assignment.clone(), ask.reason.clone()));
                answers.push(Ok(assignment));
            }
            refused => answers.push(refused),
        }
    }
    let (assignments, reasons): (Vec<RoleAssignment>, Vec<String>) = given.into_iter().unzip();
    store::add_assignments(tx, &assignments)?;
    settle_new_assignments(tx, pack, &together.around.staff, &assignments)?;
    for (assignment, reason) in assignments.iter().zip(reasons) {
        let because = Because { reason, decision: assignment.decision.clone() };
        let action = "role_assignment.created";
        together.tell(tx, &Told { action, before: None, after: assignment, because: &because })?;
    }
    tell_appointed(tx, pack, &assignments)?;
    Ok(answers)
}

/// A new assignment as it is to stand.
pub(crate) fn decided_new(
    read: &Read,
    together: &mut Together<'_>,
    assignment: &RoleAssignment,
) -> Result<RoleAssignment> {
    let wanted = Wanted { before: None, after: assignment, decision: &assignment.decision };
    let decided = together.decide(read, &wanted, decide_appointment)?;
    Ok(RoleAssignment { revision: 1, is_withdrawn: false, ..decided })
}
