//! The organisation in memory on the day of a reorganisation: what steps are taken on, one after the other.

use crate::{Employment, Organisation, Site, Unit};
use kernel::{Date, Id};
use std::collections::{BTreeMap, BTreeSet};

/// Organisations, units, sites and the employments that last on a day or begin later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Structure {
    /// The first day of the new order.
    pub on: Date,
    pub organisations: BTreeMap<Id, Organisation>,
    pub units: BTreeMap<Id, Unit>,
    pub sites: BTreeMap<Id, Site>,
    pub employments: BTreeMap<Id, Employment>,
    /// What takes over from a unit or organisation: nothing, several, or itself at another place.
    pub successors: BTreeMap<Id, Vec<Id>>,
}

impl Structure {
    pub fn on(day: Date) -> Self {
        Self {
            on: day,
            organisations: BTreeMap::new(),
            units: BTreeMap::new(),
            sites: BTreeMap::new(),
            employments: BTreeMap::new(),
            successors: BTreeMap::new(),
        }
    }

    /// The last day of what ends.
    pub fn last_day(&self) -> Date {
        self.on.yesterday().unwrap_or(Date::MIN)
    }

    /// A unit that is there on the day.
    pub fn unit(&self, id: Id) -> Option<&Unit> {
        self.units.get(&id).filter(|unit| unit.to.is_none_or(|to| to >= self.on))
    }

    /// An organisation that is there on the day.
    pub fn organisation(&self, id: Id) -> Option<&Organisation> {
        self.organisations.get(&id).filter(|one| one.to.is_none_or(|to| to >= self.on))
    }

    /// The units directly within a unit.
    pub fn units_in(&self, parent: Id) -> Vec<Id> {
        self.open_units().filter(|unit| unit.parent == Some(parent)).map(|unit| unit.id).collect()
    }

    /// The units directly within an organisation.
    pub fn units_of(&self, organisation: Id) -> Vec<Id> {
        let is_top = |unit: &&Unit| unit.organisation == organisation && unit.parent.is_none();
        self.open_units().filter(is_top).map(|unit| unit.id).collect()
    }

    pub fn open_units(&self) -> impl Iterator<Item = &Unit> {
        self.units.values().filter(|unit| self.unit(unit.id).is_some())
    }

    /// The organisations directly within one.
    pub fn organisations_in(&self, parent: Id) -> Vec<Id> {
        let open = self.organisations.values().filter(|one| self.organisation(one.id).is_some());
        open.filter(|one| one.parent == Some(parent)).map(|one| one.id).collect()
    }

    pub fn employments_at(&self, unit: Id) -> Vec<Id> {
        self.employments.values().filter(|one| one.unit == Some(unit)).map(|one| one.id).collect()
    }

    /// A unit and all that lies within it.
    pub fn below(&self, unit: Id) -> BTreeSet<Id> {
        let mut below = BTreeSet::from([unit]);
        let mut next = vec![unit];
        while let Some(parent) = next.pop() {
            next.extend(self.units_in(parent).into_iter().filter(|child| below.insert(*child)));
        }
        below
    }

    /// An organisation and all that lies within it.
    pub fn organisations_below(&self, organisation: Id) -> BTreeSet<Id> {
        let mut below = BTreeSet::from([organisation]);
        let mut next = vec![organisation];
        while let Some(parent) = next.pop() {
            next.extend(self.organisations_in(parent).into_iter().filter(|child| below.insert(*child)));
        }
        below
    }

    /// How many units lie above one, itself included.
    pub fn depth(&self, unit: Id) -> usize {
        let above = std::iter::successors(Some(unit), |id| self.units.get(id)?.parent);
        above.take(self.units.len() + 1).count()
    }

    /// A unit and all that lies within it comes to lie under another unit or directly in an organisation; who works there
    /// follows.
    pub fn place(&mut self, unit: Id, organisation: Id, parent: Option<Id>) {
        let moved = self.below(unit);
        if let Some(unit) = self.units.get_mut(&unit) {
            unit.parent = parent;
        }
        for id in moved {
            let Some(unit) = self.units.get_mut(&id).filter(|unit| unit.organisation != organisation) else {
                continue;
            };
            unit.organisation = organisation;
            self.successors.entry(id).or_insert_with(|| vec![id]);
            for one in self.employments.values_mut().filter(|one| one.unit == Some(id)) {
                one.organisation = organisation;
            }
        }
    }

    /// Who works at a unit goes to another.
    pub fn send(&mut self, employment: Id, to: Id) {
        let Some(organisation) = self.units.get(&to).map(|unit| unit.organisation) else { return };
        if let Some(one) = self.employments.get_mut(&employment) {
            (one.unit, one.organisation) = (Some(to), organisation);
        }
    }

    /// A unit ends with the day before.
    pub fn end_unit(&mut self, unit: Id, successors: Vec<Id>) {
        let last_day = self.last_day();
        if let Some(unit) = self.units.get_mut(&unit) {
            unit.to = Some(last_day);
        }
        self.successors.insert(unit, successors);
    }

    /// What takes over from a unit or organisation when all steps are taken.
    pub fn final_successors(&self, id: Id) -> Vec<Id> {
        let (mut found, mut seen, mut next) = (Vec::new(), BTreeSet::new(), vec![id]);
        while let Some(one) = next.pop() {
            let successors = self.successors.get(&one).filter(|found| !found.contains(&one));
            match successors {
                Some(successors) => {
                    next.extend(successors.iter().rev().filter(|successor| seen.insert(**successor)));
                }
                None => found.push(one),
            }
        }
        found
    }
}
