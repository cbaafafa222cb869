//! Gives a role on a system, an object or an organisation to somebody.

use crate::appointment::{Appointment, Candidate, decide_appointment};
use crate::record_of_change::{Because, Done, audit_twice};
use crate::save_unit::found_or_none;
use crate::settle::settle_assignment;
use crate::store::assignments::{self as store, assignments_of};
use crate::store::{organisations, people};
use crate::who_may_appoint::{Wanted, authorise_appointment, refuse_beyond, visible_subject};
use crate::{Employment, PersonKind, ROLE_ASSIGNMENT, RoleAssignment};
use kernel::{Error, Id, Objection, Result, Subject};
use policy::{HolderKind, Pack, SubjectFacts};
use storage::{Read, Tx};

/// The assignment as it shall stand.
#[derive(Clone, Debug)]
pub struct AssignRole {
    pub assignment: RoleAssignment,
    pub reason: String,
}

/// Gives a role.
///
/// # Errors
/// Not found for a subject that the actor may not know of, refused for who may not appoint, rejected with the clauses
/// of the guideline for what it forbids.
pub fn assign_role(tx: &mut Tx, ask: &AssignRole) -> Result<RoleAssignment> {
    let subject = ask.assignment.subject();
    let pack = findings::pack_in_force(tx)?;
    let facts = visible_subject(tx, &subject)?;
    authorise_appointment(tx, &pack, &facts, &ask.assignment.role, subject.id)?;
    let decision = &ask.assignment.decision;
    refuse_beyond(tx, &pack, &facts, &Wanted { before: None, after: &ask.assignment, decision })?;
    let decided = with_case(tx, &pack, &facts, &ask.assignment, decide_appointment)?;
    let saved = RoleAssignment { revision: 1, is_withdrawn: false, ..decided };
    store::save_assignment(tx, &saved, true)?;
    settle_assignment(tx, &pack, &saved)?;
    let because = Because { reason: ask.reason.clone(), decision: saved.decision.clone() };
    let done =
        Done { action: "role_assignment.created", subject, before: None, after: &saved, because: &because };
    audit_twice(tx, done, Subject::new(ROLE_ASSIGNMENT, saved.id))?;
    Ok(saved)
}

/// A decision about an assignment.
pub(crate) type Decide = fn(&Appointment<'_>) -> Result<RoleAssignment, Vec<Objection>>;

/// Loads what decides about an assignment, and decides.
pub(crate) fn with_case(
    tx: &Tx,
    pack: &Pack,
    facts: &SubjectFacts,
    assignment: &RoleAssignment,
    decide: Decide,
) -> Result<RoleAssignment> {
    let mut others = assignments_of(tx, &assignment.subject())?;
    others.retain(|other| other.id != assignment.id);
    let deputy = match assignment.deputy {
        None => None,
        Some(id) => person_as_candidate(tx, id)?,
    };
    let case = Appointment {
        pack,
        facts,
        assignment,
        holder: holder_of(tx, pack, assignment)?,
        deputy,
        others: &others,
        today: tx.today(),
    };
    decide(&case).map_err(Error::Rejected)
}

fn holder_of(read: &Read, pack: &Pack, assignment: &RoleAssignment) -> Result<Option<Candidate>> {
    let body = || Candidate { kind: HolderKind::Body, ..Candidate::default() };
    if let Some(id) = assignment.person {
        return person_as_candidate(read, id);
    }
    if let Some(id) = assignment.organisation {
        return Ok(found_or_none(organisations::organisation(read, id))?.map(|_| body()));
    }
    Ok(pack.bodies.iter().any(|one| one.id == assignment.body).then(body))
}

fn person_as_candidate(read: &Read, id: Id) -> Result<Option<Candidate>> {
    let Some(person) = found_or_none(people::person(read, id))? else { return Ok(None) };
    let roles = store::roles_on_organisations(read, &[id])?;
    let organisation_roles = roles.into_iter().map(|(_, role)| role).collect();
    if person.kind == PersonKind::External {
        return Ok(Some(Candidate {
            kind: HolderKind::ExternalPerson,
            employments: None,
            organisation_roles,
        }));
    }
    let employments = people::employments_of(read, id)?.iter().map(Employment::period).collect();
    Ok(Some(Candidate { kind: HolderKind::Person, employments: Some(employments), organisation_roles }))
}
