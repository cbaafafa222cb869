//! What each step does to the units: checked against the structure as it stands after the steps before it.

use super::step_checks::{Checked, is_same_name, wrong};
use super::{CloseUnit, MergeUnits, MoveUnit, OpenUnit, Part, SplitUnit, Step, Structure};
use crate::Unit;
use kernel::{Id, Message, Objection};

/// Something wrong with a step, by its number from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WrongStep {
    pub step: usize,
    pub objection: Objection,
}

impl Structure {
    /// The structure after all steps, and what is wrong. A step that is wrong is left out, and those after it are judged
    /// without it.
    pub fn after(mut self, steps: &[Step]) -> (Self, Vec<WrongStep>) {
        let mut wrong = Vec::new();
        for (number, step) in steps.iter().enumerate() {
            let objections = self.take(step).err().unwrap_or_default();
            wrong.extend(objections.into_iter().map(|objection| WrongStep { step: number, objection }));
        }
        (self, wrong)
    }

    /// Takes one step. Nothing is changed where something is wrong.
    pub fn take(&mut self, step: &Step) -> Checked<()> {
        match step {
            Step::OpenUnit(step) => self.open_unit(step),
            Step::CloseUnit(step) => self.close_unit(step),
            Step::MergeUnits(step) => self.merge_units(step),
            Step::SplitUnit(step) => self.split_unit(step),
            Step::MoveUnit(step) => self.move_unit(step),
            Step::OpenOrganisation(step) => self.open_organisation(step),
            Step::CloseOrganisation(step) => self.close_organisation(step),
            Step::MoveOrganisation(step) => self.move_organisation(step),
        }
    }

    fn open_unit(&mut self, step: &OpenUnit) -> Checked<()> {
        let organisation = self.named_organisation("organisation", step.organisation)?.id;
        if let Some(parent) = step.parent {
            let parent = self.named_unit("parent", Some(parent))?;
            if parent.organisation != organisation {
                return wrong("parent", "objection-unit-of-other-organisation");
            }
            if self.depth(parent.id) >= crate::save_unit::MOST_LEVELS {
                return wrong("parent", "objection-too-many-levels");
            }
        }
        self.free_name(&step.name, (organisation, step.parent), &[])?;
        self.begin_unit(step.opened, &step.name, (organisation, step.parent));
        Ok(())
    }

    fn begin_unit(&mut self, id: Id, name: &str, (organisation, parent): (Id, Option<Id>)) {
        let from = Some(self.on);
        let unit = Unit { id, parent, from, ..Unit::new(name.trim(), organisation) };
        self.units.insert(id, unit);
    }

    fn close_unit(&mut self, step: &CloseUnit) -> Checked<()> {
        let unit = self.named_unit("unit", step.unit)?;
        let (within, employed) = (self.units_in(unit.id), self.employments_at(unit.id));
        let Some(successor) = step.successor else {
            if within.is_empty() && employed.is_empty() {
                self.end_unit(unit.id, Vec::new());
                return Ok(());
            }
            let left = Message::new("objection-reorganisation-left-behind")
                .with("units", counted(within.len()))
                .with("people", counted(employed.len()));
            return Err(vec![Objection::new("successor", left)]);
        };
        self.hand_over(&[unit.id], successor, "successor")
    }

    /// Everything in some units goes to another, and they end.
    fn hand_over(&mut self, units: &[Id], to: Id, field: &str) -> Checked<()> {
        let successor = self.named_unit(field, Some(to))?;
        if units.contains(&to) {
            return wrong(field, "objection-reorganisation-own-successor");
        }
        if units.iter().any(|unit| self.below(*unit).contains(&to)) {
            return wrong(field, "objection-reorganisation-successor-within");
        }
        let place = (successor.organisation, Some(to));
        let children: Vec<Id> = units.iter().flat_map(|unit| self.units_in(*unit)).collect();
        let coming: Vec<Id> = children.into_iter().filter(|child| !units.contains(child)).collect();
        self.check_names_of(&coming, field)?;
        self.fits(&coming, place, field)?;
        for child in coming {
            self.place(child, successor.organisation, Some(to));
        }
        for unit in units {
            for employment in self.employments_at(*unit) {
                self.send(employment, to);
            }
            self.end_unit(*unit, vec![to]);
        }
        Ok(())
    }

    /// Units that come to lie beside each other have different names.
    fn check_names_of(&self, units: &[Id], field: &str) -> Checked<()> {
        let names: Vec<&str> =
            units.iter().filter_map(|id| Some(self.units.get(id)?.name.as_str())).collect();
        let is_twice = |(at, name): (usize, &&str)| names[..at].iter().any(|other| is_same_name(other, name));
        if names.iter().enumerate().any(is_twice) {
            wrong(field, "objection-reorganisation-namesake")
        } else {
            Ok(())
        }
    }

    fn merge_units(&mut self, step: &MergeUnits) -> Checked<()> {
        let mut parts = step.units.clone();
        parts.dedup();
        let units = parts.iter().map(|id| self.named_unit("units", Some(*id)));
        let units = units.collect::<Checked<Vec<Unit>>>()?;
        match (step.into, units.first()) {
            (_, None) => wrong("units", "objection-required"),
            (Some(_), _) if !step.name.trim().is_empty() => {
                wrong("name", "objection-reorganisation-name-or-unit")
            }
            (Some(into), _) if parts.contains(&into) => {
                wrong("into", "objection-reorganisation-merged-into-part")
            }
            (Some(into), _) => self.hand_over(&parts, into, "into"),
            (None, _) if parts.len() < 2 => wrong("units", "objection-reorganisation-one-part"),
            (None, Some(first)) => self.merge_into_new(step, &parts, first),
        }
    }

    /// The new unit lies where the first of them lay.
    fn merge_into_new(&mut self, step: &MergeUnits, parts: &[Id], first: &Unit) -> Checked<()> {
        let parent = std::iter::successors(first.parent, |id| self.units.get(id)?.parent)
            .take(self.units.len())
            .find(|above| !parts.contains(above));
        let place = (first.organisation, parent);
        self.free_name(&step.name, place, parts)?;
        let before = self.clone();
        self.begin_unit(step.opened, &step.name, place);
        let handed_over = self.hand_over(parts, step.opened, "units");
        if handed_over.is_err() {
            *self = before;
        }
        handed_over
    }

    fn split_unit(&mut self, step: &SplitUnit) -> Checked<()> {
        let unit = self.named_unit("unit", step.unit)?;
        let place = (unit.organisation, unit.parent);
        self.check_parts(step, &unit)?;
        let part_of = |employment: &Id| step.goes.get(employment).copied().or(step.rest);
        let is_part = |id: Id| step.parts.iter().any(|part| part.opened == id);
        let employed = self.employments_at(unit.id);
        let left = employed.iter().filter(|one| part_of(one).is_none_or(|part| !is_part(part))).count();
        if left > 0 {
            let left = Message::new("objection-reorganisation-left-over").with("people", counted(left));
            return Err(vec![Objection::new("employments", left)]);
        }
        let within = self.units_in(unit.id);
        let rest = step.rest.filter(|rest| is_part(*rest));
        if rest.is_none() && !within.is_empty() {
            return wrong("rest", "objection-reorganisation-units-left-over");
        }
        for Part { opened, name } in &step.parts {
            self.begin_unit(*opened, name, place);
        }
        for (child, rest) in within.into_iter().zip(std::iter::repeat(rest)) {
            self.place(child, unit.organisation, rest);
        }
        for employment in employed {
            if let Some(part) = part_of(&employment) {
                self.send(employment, part);
            }
        }
        self.end_unit(unit.id, step.parts.iter().map(|part| part.opened).collect());
        Ok(())
    }

    fn check_parts(&self, step: &SplitUnit, unit: &Unit) -> Checked<()> {
        if step.parts.len() < 2 {
            return wrong("names", "objection-reorganisation-one-part");
        }
        let place = (unit.organisation, unit.parent);
        for (at, part) in step.parts.iter().enumerate() {
            let is_twice = step.parts[..at].iter().any(|other| is_same_name(&other.name, &part.name));
            if is_twice || self.free_name(&part.name, place, &[unit.id]).is_err() {
                return wrong("names", "objection-unit-exists");
            }
        }
        Ok(())
    }

    fn move_unit(&mut self, step: &MoveUnit) -> Checked<()> {
        let unit = self.named_unit("unit", step.unit)?;
        let organisation = match step.parent {
            Some(parent) => self.named_unit("parent", Some(parent))?.organisation,
            None => self.named_organisation("organisation", step.organisation)?.id,
        };
        if step.organisation.is_some_and(|named| named != organisation) {
            return wrong("parent", "objection-unit-of-other-organisation");
        }
        if step.parent.is_some_and(|parent| self.below(unit.id).contains(&parent)) {
            return wrong("parent", "objection-parent-below");
        }
        let place = (organisation, step.parent);
        if (unit.organisation, unit.parent) == place {
            return wrong("parent", "objection-reorganisation-already-there");
        }
        self.fits(&[unit.id], place, "parent")?;
        self.place(unit.id, organisation, step.parent);
        Ok(())
    }
}

pub(super) fn counted(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
