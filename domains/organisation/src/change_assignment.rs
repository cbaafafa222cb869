//! Changes the days of an assignment, who appointed, and the decision that it rests on. Another holder or another role
//! is another assignment.

use crate::appointer::Appointers;
use crate::appointment::decide_appointment;
use crate::around_assignments::Around;
use crate::record_of_change::{Because, Done, audit_twice, check_revision};
use crate::settle::settle_assignments;
use crate::store::assignments as store;
use crate::together::Decide;
use crate::who_may_appoint::{Giving, Wanted, authorise_appointment, refuse_beyond, visible_subject};
use crate::{Appointer, ROLE_ASSIGNMENT, RoleAssignment};
use kernel::{Date, Error, Id, Result, Subject};
use policy::{Pack, SubjectFacts};
use std::sync::Arc;
use storage::{Read, Tx};

/// The assignment's own data as they shall stand.
#[derive(Clone, Debug)]
pub struct ChangeAssignment {
    pub id: Id,
    pub revision: i64,
    pub from: Date,
    pub to: Option<Date>,
    pub appointed_by: String,
    pub decision: String,
    pub reason: String,
}

/// Changes an assignment.
///
/// # Errors
/// As [`crate::assign_role`]; rejected for an assignment that has been withdrawn.
pub fn change_assignment(tx: &mut Tx, ask: &ChangeAssignment) -> Result<RoleAssignment> {
    let held = appointed(tx, ask.id, ask.revision)?;
    let wanted = RoleAssignment {
        from: ask.from,
        to: ask.to,
        appointed_by: ask.appointed_by.clone(),
        decision: ask.decision.clone(),
        ..held.before.clone()
    };
    let because = Because { reason: ask.reason.clone(), decision: ask.decision.clone() };
    let decided = held.decide(tx, &wanted, &ask.decision, decide_appointment)?;
    held.keep(tx, decided, "role_assignment.changed", &because)
}

/// An assignment that the actor may change, with what decides about it.
pub(crate) struct Appointed {
    pub before: RoleAssignment,
    pack: Arc<Pack>,
    facts: SubjectFacts,
}

/// Loads an assignment for a change by the actor.
pub(crate) fn appointed(tx: &Tx, id: Id, revision: i64) -> Result<Appointed> {
    let before = store::assignment(tx, id)?;
    let pack = findings::pack_in_force(tx)?;
    let facts = visible_subject(tx, &before.subject())?;
    let appointer = Appointer::of(tx, &pack, &facts, before.subject_id)?;
    authorise_appointment(&appointer, &pack, &facts, &before.role)?;
    check_revision(before.revision, revision)?;
    if before.is_withdrawn {
        return Err(Error::rejected("", "objection-assignment-withdrawn"));
    }
    Ok(Appointed { before, pack, facts })
}

impl Appointed {
    /// Decides about the assignment as it shall stand, by a decision that may be another than the assignment's.
    pub fn decide(
        &self,
        tx: &Tx,
        wanted: &RoleAssignment,
        decision: &str,
        decide: Decide,
    ) -> Result<RoleAssignment> {
        let around = Around::of(tx, &[wanted])?;
        let mut appointers = Appointers::of(tx, &[wanted.subject_id], around.staff.homes())?;
        let appointer = appointers.on(tx, &self.pack, &self.facts, wanted.subject_id)?;
        let reaching = appointers.reaching(tx, &self.pack, &self.facts)?;
        let (pack, facts) = (&*self.pack, &self.facts);
        let giving = Giving { pack, facts, appointer: &appointer, staff: &around.staff, reaching };
        let change = Wanted { before: Some(&self.before), after: wanted, decision };
        refuse_beyond(tx, &giving, &mut appointers.beyond, &change)?;
        decide(&around.case(&self.pack, &self.facts, wanted)).map_err(Error::Rejected)
    }

    /// Saves what has been decided.
    pub fn keep(
        self,
        tx: &mut Tx,
        decided: RoleAssignment,
        action: &'static str,
        because: &Because,
    ) -> Result<RoleAssignment> {
        let saved = RoleAssignment { revision: self.before.revision + 1, ..decided };
        store::change_assignment(tx, &saved)?;
        settle_assignments(tx, &self.pack, std::slice::from_ref(&saved))?;
        let subject = saved.subject();
        let done = Done { action, subject, before: Some(&self.before), after: &saved, because };
        audit_twice(tx, done, Subject::new(ROLE_ASSIGNMENT, saved.id))?;
        Ok(saved)
    }
}

/// An assignment on a subject on which the actor may see who holds the roles.
///
/// # Errors
/// [`Error::NotFound`] also when they may not see it.
pub fn visible_assignment(read: &Read, id: Id) -> Result<RoleAssignment> {
    let assignment = store::assignment(read, id)?;
    let actor = read.actor().person;
    let is_own = actor.is_some() && (assignment.person == actor || assignment.deputy == actor);
    let may_see = is_own
        || access::may(read, crate::READ_HOLDERS, assignment.subject_id)?
        || access::may(read, crate::ASSIGN, assignment.subject_id)?;
    if may_see { Ok(assignment) } else { Err(Error::NotFound) }
}
