//! What steps do to organisations: units, people, sites and organisations within follow.

use super::step_checks::{Checked, is_same_name, wrong};
use super::{CloseOrganisation, MoveOrganisation, OpenOrganisation, Structure};
use crate::{Organisation, OrganisationKind};
use kernel::Id;

impl Structure {
    pub(super) fn open_organisation(&mut self, step: &OpenOrganisation) -> Checked<()> {
        let parent = self.named_organisation("parent", step.parent)?.id;
        if step.kind == OrganisationKind::Supplier {
            return wrong("kind", "objection-reorganisation-supplier");
        }
        if step.name.trim().is_empty() {
            return wrong("name", "objection-required");
        }
        self.free_organisation_name(&step.name, step.kind, parent)?;
        let opened = Organisation::new(step.name.trim(), step.kind);
        let opened = Organisation { id: step.opened, parent: Some(parent), from: Some(self.on), ..opened };
        self.organisations.insert(step.opened, opened);
        Ok(())
    }

    fn free_organisation_name(&self, name: &str, kind: OrganisationKind, parent: Id) -> Checked<()> {
        let beside = self.organisations_in(parent);
        let is_namesake = |one: &Organisation| one.kind == kind && is_same_name(&one.name, name);
        let is_taken = beside.iter().filter_map(|id| self.organisations.get(id)).any(is_namesake);
        if is_taken { wrong("name", "objection-organisation-exists") } else { Ok(()) }
    }

    pub(super) fn move_organisation(&mut self, step: &MoveOrganisation) -> Checked<()> {
        let moved = self.named_organisation("organisation", step.organisation)?;
        let parent = self.named_organisation("parent", step.parent)?.id;
        if self.organisations_below(moved.id).contains(&parent) {
            return wrong("parent", "objection-parent-below");
        }
        if moved.parent == Some(parent) {
            return wrong("parent", "objection-reorganisation-already-there");
        }
        if self.free_organisation_name(&moved.name, moved.kind, parent).is_err() {
            return wrong("parent", "objection-reorganisation-namesake");
        }
        if let Some(moved) = self.organisations.get_mut(&moved.id) {
            moved.parent = Some(parent);
        }
        Ok(())
    }

    pub(super) fn close_organisation(&mut self, step: &CloseOrganisation) -> Checked<()> {
        let closed = self.named_organisation("organisation", step.organisation)?;
        if closed.is_own {
            return wrong("organisation", "objection-reorganisation-own");
        }
        match step.successor {
            None if self.is_empty(closed.id) => {}
            None => return wrong("successor", "objection-reorganisation-organisation-in-use"),
            Some(successor) => self.hand_over_organisation(closed.id, successor)?,
        }
        let last_day = self.last_day();
        if let Some(closed) = self.organisations.get_mut(&closed.id) {
            closed.to = Some(last_day);
        }
        self.successors.insert(closed.id, step.successor.into_iter().collect());
        Ok(())
    }

    fn is_empty(&self, organisation: Id) -> bool {
        self.organisations_in(organisation).is_empty()
            && self.units_of(organisation).is_empty()
            && !self.sites.values().any(|site| site.organisation == organisation)
            && !self.employments.values().any(|one| one.organisation == organisation)
    }

    fn hand_over_organisation(&mut self, closed: Id, successor: Id) -> Checked<()> {
        let successor = self.named_organisation("successor", Some(successor))?.id;
        if self.organisations_below(closed).contains(&successor) {
            return wrong("successor", "objection-reorganisation-own-successor");
        }
        let (units, parts) = (self.units_of(closed), self.organisations_in(closed));
        self.fits(&units, (successor, None), "successor")?;
        for part in &parts {
            let Some(one) = self.organisations.get(part) else { continue };
            if self.free_organisation_name(&one.name, one.kind, successor).is_err() {
                return wrong("successor", "objection-reorganisation-namesake");
            }
        }
        for unit in units {
            self.place(unit, successor, None);
        }
        for part in parts {
            if let Some(one) = self.organisations.get_mut(&part) {
                one.parent = Some(successor);
            }
        }
        for site in self.sites.values_mut().filter(|site| site.organisation == closed) {
            site.organisation = successor;
        }
        for one in self.employments.values_mut().filter(|one| one.organisation == closed) {
            one.organisation = successor;
        }
        Ok(())
    }
}
