//! Which system a row is about: by its id, else by its local number, else by its name within its organisation. A row that
//! names no organisation also means the only system of that name that the actor may change.

use super::planner::{Planner, Reading};
use crate::system::System;
use crate::transfer::directory::Directory;
use crate::transfer::fields::Target;
use crate::transfer::known::Known;
use crate::transfer::mapping::folded;
use crate::transfer::state::State;
use kernel::{Custom, Id, Message};
use std::collections::BTreeMap;

/// Systems, organisations, people and objects by what rows call them; what the rows bring is added.
#[derive(Default)]
pub(super) struct Records {
    pub organisations: Directory,
    pub people: Directory,
    pub objects: Directory,
    /// By organisation and name.
    units: BTreeMap<(Id, String), Vec<Id>>,
    numbers: BTreeMap<String, Vec<(Id, Id)>>,
    names: BTreeMap<(Id, String), Vec<Id>>,
    /// By name alone: the systems that were there and that the actor may change.
    changeable: BTreeMap<String, Vec<Id>>,
    /// Who carries a local number once all rows so far have been saved.
    carriers: BTreeMap<(Id, String), Id>,
}

impl Records {
    pub fn of(known: &Known) -> Self {
        let mut records = Self {
            organisations: known.directory_of_organisations(),
            people: known.directory_of_people(),
            objects: known.directory_of_objects(),
            ..Self::default()
        };
        for unit in known.units.values() {
            records.units.entry((unit.organisation, folded(&unit.name))).or_default().push(unit.id);
        }
        for known in known.systems.values() {
            records.now_says(None, &known.system);
        }
        for id in &known.may_edit {
            let named = known.systems.get(id).map(|known| folded(&known.system.name));
            records.changeable.entry(named.unwrap_or_default()).or_default().push(*id);
        }
        records
    }

    /// Notes what a system says. New ones are found by later rows; those that are there are found as they were.
    pub fn now_says(&mut self, before: Option<&System>, system: &System) {
        let Some(owner) = system.organisation else { return };
        if let Some(before) = before {
            let place = before.organisation.map(|owner| (owner, before.local_number.clone()));
            if place.as_ref().and_then(|place| self.carriers.get(place)) == Some(&system.id) {
                place.and_then(|place| self.carriers.remove(&place));
            }
        } else {
            self.names.entry((owner, folded(&system.name))).or_default().push(system.id);
            if !system.local_number.is_empty() {
                self.numbers.entry(system.local_number.clone()).or_default().push((owner, system.id));
            }
        }
        if !system.local_number.is_empty() {
            self.carriers.insert((owner, system.local_number.clone()), system.id);
        }
    }

    /// Whether another system of the owner has the local number.
    pub fn is_number_taken(&self, system: &System) -> bool {
        let place = system.organisation.map(|owner| (owner, system.local_number.clone()));
        place.and_then(|place| self.carriers.get(&place)).is_some_and(|carrier| *carrier != system.id)
    }

    /// The units of an organisation that have a name.
    pub fn units_named(&self, organisation: Id, name: &str) -> &[Id] {
        self.units.get(&(organisation, folded(name))).map_or(&[], Vec::as_slice)
    }

    /// Systems with the name in an organisation; where none is given, those of the federation's own or else of any.
    fn named(&self, name: &str, given: Option<Id>, owner: Id) -> &[Id] {
        let name = folded(name);
        let elsewhere = || self.changeable.get(&name).filter(|_| given.is_none());
        let found = self.names.get(&(owner, name.clone())).or_else(elsewhere);
        found.map_or(&[], Vec::as_slice)
    }

    /// Systems with the number, within an organisation if one is given.
    fn numbered(&self, number: &str, within: Option<Id>) -> Vec<Id> {
        let all = self.numbers.get(number).map_or(&[][..], Vec::as_slice);
        all.iter()
            .filter(|(owner, _)| within.is_none_or(|within| within == *owner))
            .map(|(_, id)| *id)
            .collect()
    }
}

/// What a row is about.
pub(super) enum Found {
    There(Id),
    New { organisation: Id },
}

impl<'a> Planner<'a> {
    /// Finds the system, or says why it cannot be told.
    pub(super) fn find_record(&mut self, reading: &mut Reading<'a>) -> Option<Found> {
        match self.by_id(reading) {
            Ok(Some(id)) => return Some(Found::There(id)),
            Ok(None) => {}
            Err(message) => {
                reading.refusals.push(self.refusal(reading.row, &Target::Id, message));
                return None;
            }
        }
        let given = match self.cell(reading.row, &Target::Field("organisation")) {
            None => None,
            Some(name) => match self.organisation_named(name, false, None) {
                Ok(id) => Some(id),
                Err(message) => {
                    let target = Target::Field("organisation");
                    reading.refusals.push(self.refusal(reading.row, &target, message));
                    return None;
                }
            },
        };
        let Some(owner) = given.or(self.known.own) else {
            let target = Target::Field("organisation");
            reading.refusals.push(self.refusal(
                reading.row,
                &target,
                Message::new("transfer-no-own-organisation"),
            ));
            return None;
        };
        self.by_number_or_name(reading, given, owner)
    }

    fn by_id(&mut self, reading: &Reading<'a>) -> Result<Option<Id>, Message> {
        let Some(cell) = self.cell(reading.row, &Target::Id) else { return Ok(None) };
        let id: Id = cell.parse().map_err(|_| Message::new("transfer-not-an-id"))?;
        if self.known.systems.contains_key(&id) {
            return Ok(Some(id));
        }
        self.warn_once("transfer-warning-unknown-id", reading.row.number);
        Ok(None)
    }

    fn by_number_or_name(&self, reading: &mut Reading<'a>, given: Option<Id>, owner: Id) -> Option<Found> {
        let number = Target::Field("local_number");
        if let Some(cell) = self.cell(reading.row, &number) {
            match self.records.numbered(cell, given).as_slice() {
                [] => {}
                [one] => return Some(Found::There(*one)),
                _ => {
                    let message = Message::new("transfer-several-numbers");
                    reading.refusals.push(self.refusal(reading.row, &number, message));
                    return None;
                }
            }
        }
        let name = Target::Field("name");
        let Some(cell) = self.cell(reading.row, &name) else {
            reading.refusals.push(self.refusal(reading.row, &name, Message::new("objection-required")));
            return None;
        };
        match self.records.named(cell, given, owner) {
            [] => Some(Found::New { organisation: owner }),
            [one] => {
                reading.is_by_name = true;
                Some(Found::There(*one))
            }
            _ => {
                reading.refusals.push(self.refusal(
                    reading.row,
                    &name,
                    Message::new("transfer-several-names"),
                ));
                None
            }
        }
    }

    /// The system before this row, and the row that spoke of it first, if one did.
    pub(super) fn state_before(&self, found: &Found) -> (Option<i64>, State) {
        match found {
            Found::New { organisation } => {
                let system = System {
                    id: Id::new(),
                    organisation: Some(*organisation),
                    custom: Custom::of(self.known.custom.clone()),
                    ..System::default()
                };
                (None, State { system, ..State::default() })
            }
            Found::There(id) => match self.wanted.get(id) {
                Some((row, state)) => (Some(*row), state.clone()),
                None => {
                    let known = self.known.systems.get(id);
                    (None, known.map_or_else(State::default, |known| State::of(known, self.known.today)))
                }
            },
        }
    }
}
