//! Whether the register takes a system as a row wants it: the same checks as for one that somebody types in.

use super::planner::{Planner, Reading};
use crate::check_system::{check_changed_system, check_new_system};
use crate::lifecycle::{Step, decide_step};
use crate::system::{System, SystemKind};
use crate::transfer::fields::Target;
use crate::transfer::state::State;
use crate::{CREATE, EDIT};
use kernel::{Choice, Objection};
use organisation::OrganisationKind;

impl<'a> Planner<'a> {
    pub(super) fn check_record(
        &mut self,
        reading: &mut Reading<'a>,
        before: Option<&State>,
        after: &mut State,
    ) {
        if before == Some(&*after) {
            return;
        }
        let objections = match before {
            None => {
                self.assume_kind(reading, &mut after.system);
                check_new_system(&self.known.pack, &after.system)
            }
            Some(before) => self.check_change(&before.system, &after.system),
        };
        let mut all: Vec<Objection> = objections;
        all.extend(self.check_place(before, after));
        for objection in all {
            let target = self.target_of(&objection.field);
            reading.refusals.push(self.refusal(reading.row, &target, objection.message));
        }
    }

    /// Spreadsheets seldom say of what kind a system is; most are IT systems. It is told, and can be changed.
    fn assume_kind(&mut self, reading: &Reading<'a>, system: &mut System) {
        let kinds = &self.known.pack.system_kinds;
        let usual = SystemKind::ItSystem;
        if system.kind.is_none() && (kinds.is_empty() || kinds.iter().any(|kind| kind.id == usual.name())) {
            system.kind = Some(usual);
            self.warn_once("transfer-warning-kind-assumed", reading.row.number);
        }
    }

    /// A change of state is a step, judged as one.
    fn check_change(&self, before: &System, after: &System) -> Vec<Objection> {
        let fields_only = System { lifecycle_state: before.lifecycle_state, ..after.clone() };
        let mut objections = check_changed_system(&self.known.pack, before, &fields_only);
        if before.lifecycle_state != after.lifecycle_state {
            let step = step_of(after, self.known.language);
            let decided = decide_step(&fields_only, &step, &self.known.pack, self.known.today);
            let wrong = decided.err().unwrap_or_default().into_iter();
            objections.extend(wrong.map(|one| Objection { field: "lifecycle_state".into(), ..one }));
        }
        objections
    }

    fn check_place(&self, before: Option<&State>, after: &State) -> Vec<Objection> {
        let mut objections = Vec::new();
        let was = before.and_then(|before| before.system.organisation);
        if before.is_some() && !self.known.may_edit.contains(&after.system.id) {
            objections.push(Objection::new("name", access::refusal(EDIT)));
        }
        if let Some(owner) = after.system.organisation.filter(|owner| Some(*owner) != was) {
            let is_supplier = self
                .known
                .organisations
                .get(&owner)
                .is_some_and(|one| one.kind == OrganisationKind::Supplier);
            if is_supplier {
                objections.push(Objection::new("organisation", "register-objection-supplier-as-owner"));
            }
            let parent = self.plan.new.parent_of(owner);
            if !self.known.may_create.contains(&parent.unwrap_or(owner)) {
                objections.push(Objection::new("organisation", access::refusal(CREATE)));
            }
        }
        if self.records.is_number_taken(&after.system) {
            objections.push(Objection::new("local_number", "register-objection-local-number-taken"));
        }
        objections
    }

    fn target_of(&self, field: &str) -> Target {
        let known = self.fields.iter().find(|one| one.target.name() == field);
        known.map_or(Target::Field("name"), |one| one.target.clone())
    }
}

/// The step into the state that a row gives, on the day that it gives.
pub(crate) fn step_of(after: &System, language: kernel::Language) -> Step {
    Step {
        to: after.lifecycle_state,
        on: after.state_from(after.lifecycle_state),
        reason: texts::text(language, "transfer-reason"),
    }
}
