//! Assignments that are decided on together: what is asked for once instead of for each of them, and the decision itself.

use crate::RoleAssignment;
use crate::appointer::Appointers;
use crate::appointment::Appointment;
use crate::around_assignments::{Around, distinct};
use crate::record_of_change::{Because, Done, audit_twice_for};
use crate::who_may_appoint::{Giving, Wanted, authorise_appointment, refuse_beyond, visible_subjects};
use crate::{ROLE_ASSIGNMENT, store::assignments as store};
use kernel::{Error, Id, Objection, Result, Subject};
use policy::{Pack, SubjectFacts};
use std::collections::BTreeMap;
use storage::{Read, Tx};

/// A decision about an assignment.
pub(crate) type Decide = fn(&Appointment<'_>) -> Result<RoleAssignment, Vec<Objection>>;

/// What decides about some assignments on subjects of one kind, asked for once.
pub(crate) struct Together<'a> {
    pack: &'a Pack,
    /// Of the subjects that the actor may know of.
    facts: BTreeMap<Id, SubjectFacts>,
    pub around: Around,
    appointers: Appointers,
}

impl<'a> Together<'a> {
    pub fn of(read: &Read, pack: &'a Pack, wanted: &[&RoleAssignment]) -> Result<Self> {
        let subjects = distinct(wanted.iter().map(|one| one.subject_id));
        let kind = wanted.first().map_or("", |one| one.subject_kind.as_str());
        let facts = visible_subjects(read, kind, &subjects)?;
        let around = Around::of(read, wanted)?;
        let appointers = Appointers::of(read, &subjects, around.staff.homes())?;
        Ok(Self { pack, facts, around, appointers })
    }

    /// The assignment as it is to stand, or what stands against it.
    pub fn decide(&mut self, read: &Read, wanted: &Wanted<'_>, decide: Decide) -> Result<RoleAssignment> {
        let (pack, assignment) = (self.pack, wanted.after);
        let subject = assignment.subject_id;
        let facts = self.facts.get(&subject).ok_or(Error::NotFound)?;
        let appointer = self.appointers.on(read, pack, facts, subject)?;
        authorise_appointment(&appointer, pack, facts, &assignment.role)?;
        let reaching = self.appointers.reaching(read, pack, facts)?;
        let giving = Giving { pack, facts, appointer: &appointer, staff: &self.around.staff, reaching };
        refuse_beyond(read, &giving, &mut self.appointers.beyond, wanted)?;
        decide(&self.around.case(pack, facts, assignment)).map_err(Error::Rejected)
    }

    /// Writes what was done to one of them into its history and that of its subject.
    pub fn tell(&self, tx: &mut Tx, told: &Told<'_>) -> Result<()> {
        let subject = told.after.subject();
        let done = Done {
            action: told.action,
            subject,
            before: told.before,
            after: told.after,
            because: told.because,
        };
        let on_behalf_of = self.appointers.on_behalf_of(tx, told.after.subject_id);
        audit_twice_for(tx, done, Subject::new(ROLE_ASSIGNMENT, told.after.id), on_behalf_of)
    }

    /// Saves assignments that are there already, each as it stood and as it stands, and tells of them.
    pub fn keep_changed(
        &self,
        tx: &mut Tx,
        changed: &[(RoleAssignment, RoleAssignment)],
        (action, because): (&'static str, &Because),
    ) -> Result<()> {
        for (before, after) in changed {
            store::change_assignment(tx, after)?;
            self.tell(tx, &Told { action, before: Some(before), after, because })?;
        }
        Ok(())
    }
}

/// What was done to one assignment.
pub(crate) struct Told<'a> {
    pub action: &'static str,
    /// None for a new one.
    pub before: Option<&'a RoleAssignment>,
    pub after: &'a RoleAssignment,
    pub because: &'a Because,
}
