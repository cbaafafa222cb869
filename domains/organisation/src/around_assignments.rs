//! What decides about assignments besides the guideline and the subject itself, asked for as a set: the other assignments
//! on the same subjects, and those who are to hold the roles.

use crate::appointment::{Appointment, Candidate};
use crate::staff::Staff;
use crate::store::assignments::{all_assignments_of, roles_on_organisations};
use crate::store::organisations::organisations;
use crate::{PersonKind, RoleAssignment};
use kernel::{Date, Id, Result};
use policy::{HolderKind, Pack, SubjectFacts};
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// What lies around some assignments.
pub(crate) struct Around {
    today: Date,
    pub staff: Staff,
    /// All assignments on each subject but those that are decided about.
    others: BTreeMap<Id, Vec<RoleAssignment>>,
    /// Which roles people hold on organisations today.
    organisation_roles: BTreeMap<Id, Vec<String>>,
    /// Organisations that are to hold a role, and are there.
    organisations: BTreeSet<Id>,
}

impl Around {
    pub fn of(read: &Read, decided: &[&RoleAssignment]) -> Result<Self> {
        let staff = Staff::of_assignments(read, decided.iter().copied())?;
        let own: BTreeSet<Id> = decided.iter().map(|one| one.id).collect();
        let mut others: BTreeMap<Id, Vec<RoleAssignment>> = BTreeMap::new();
        let subjects = distinct(decided.iter().map(|one| one.subject_id));
        for other in all_assignments_of(read, &subjects)?.into_iter().filter(|one| !own.contains(&one.id)) {
            others.entry(other.subject_id).or_default().push(other);
        }
        let people = distinct(decided.iter().flat_map(|one| one.person.into_iter().chain(one.deputy)));
        let mut organisation_roles: BTreeMap<Id, Vec<String>> = BTreeMap::new();
        for (person, role) in roles_on_organisations(read, &people)? {
            organisation_roles.entry(person).or_default().push(role);
        }
        let holders = distinct(decided.iter().filter_map(|one| one.organisation));
        let organisations = organisations(read, &holders)?.into_iter().map(|one| one.id).collect();
        Ok(Self { today: read.today(), staff, others, organisation_roles, organisations })
    }

    /// The case of one of the assignments.
    pub fn case<'a>(
        &'a self,
        pack: &'a Pack,
        facts: &'a SubjectFacts,
        assignment: &'a RoleAssignment,
    ) -> Appointment<'a> {
        Appointment {
            pack,
            facts,
            assignment,
            holder: self.holder(pack, assignment),
            deputy: assignment.deputy.and_then(|id| self.candidate(id, assignment.from)),
            others: self.others.get(&assignment.subject_id).map_or(&[], Vec::as_slice),
            today: self.today,
        }
    }

    /// What has been decided counts for the next decision, instead of what the same assignment was before.
    pub fn note(&mut self, decided: RoleAssignment) {
        let others = self.others.entry(decided.subject_id).or_default();
        others.retain(|other| other.id != decided.id);
        others.push(decided);
    }

    /// Somebody comes to hold a role on an organisation by the same decision.
    pub fn note_on_organisation(&mut self, person: Id, role: &str) {
        self.organisation_roles.entry(person).or_default().push(role.to_owned());
    }

    fn holder(&self, pack: &Pack, assignment: &RoleAssignment) -> Option<Candidate> {
        let body = || Candidate { kind: HolderKind::Body, ..Candidate::default() };
        match (assignment.person, assignment.organisation) {
            (Some(person), _) => self.candidate(person, assignment.from),
            (None, Some(organisation)) => self.organisations.contains(&organisation).then(body),
            (None, None) => pack.bodies.iter().any(|one| one.id == assignment.body).then(body),
        }
    }

    fn candidate(&self, id: Id, from: Date) -> Option<Candidate> {
        let is_external = self.staff.person(id)?.kind == PersonKind::External;
        Some(Candidate {
            kind: if is_external { HolderKind::ExternalPerson } else { HolderKind::Person },
            employments: self.staff.employed(id, from),
            organisation_roles: self.organisation_roles.get(&id).cloned().unwrap_or_default(),
        })
    }
}

pub(crate) fn distinct(ids: impl Iterator<Item = Id>) -> Vec<Id> {
    ids.collect::<BTreeSet<Id>>().into_iter().collect()
}
