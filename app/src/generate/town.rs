//! One municipality while it is generated: its departments, people and systems as they stand at the time.

use super::chance::Chance;
use super::setting::Setting;
use kernel::{Id, Result};
use organisation::{
    Because, Employment, Organisation, OrganisationKind, SaveOrganisation, SaveSite, SaveUnit, Site, Unit,
    save_organisation, save_site, save_unit,
};
use register::{Document, System};
use std::sync::Arc;
use storage::Tx;

/// Swedish: kommun.
pub struct Town {
    pub setting: Arc<Setting>,
    pub chance: Chance,
    /// Its number among all, with zeros before it.
    pub number: String,
    pub organisation: Id,
    pub departments: Vec<Department>,
    pub systems: Vec<Kept>,
    /// Roles given so far.
    pub assignments: usize,
}

/// Swedish: förvaltning.
pub struct Department {
    pub id: Id,
    pub name: String,
    /// Its place among the words.
    pub place: usize,
    pub units: Vec<Id>,
    /// The first is its head. Who leaves is followed by somebody in the same seat.
    pub seats: Vec<Seat>,
}

/// Somebody's place in a department.
pub struct Seat {
    pub employment: Employment,
    /// Whether who sits there holds roles.
    pub holds_roles: bool,
}

/// A system as it is registered, and where the people sit who look after it.
pub struct Kept {
    pub system: System,
    pub department: usize,
    /// The seat of who owns its documents.
    pub seat: usize,
    pub documents: Vec<Document>,
}

impl Town {
    pub fn new(setting: Arc<Setting>, chance: Chance, number: usize, organisation: Id) -> Self {
        Self {
            setting,
            chance,
            number: format!("{number:03}"),
            organisation,
            departments: Vec::new(),
            systems: Vec::new(),
            assignments: 0,
        }
    }

    /// Its departments with their units and people, its offices, and the first of its systems.
    ///
    /// # Errors
    /// What a verb says.
    pub fn found(&mut self, tx: &mut Tx) -> Result<()> {
        let setting = self.setting.clone();
        for place in 0..setting.words.departments.len() {
            self.add_department(tx, place)?;
        }
        let name = format!("{} {}", setting.words.office, self.number);
        let site = Site { id: self.chance.id(tx.instant()), ..Site::new(name, self.organisation) };
        save_site(tx, &SaveSite { site, revision: None, because: Because::default() })?;
        self.employ_everybody(tx)?;
        self.grow(tx, setting.systems * 64 / 100)?;
        self.add_objects(tx)
    }

    fn add_department(&mut self, tx: &mut Tx, place: usize) -> Result<()> {
        let setting = self.setting.clone();
        let words = &setting.words.departments[place];
        let name = format!("{} {}", words.name, self.number);
        let organisation = Organisation {
            id: self.chance.id(tx.instant()),
            parent: Some(self.organisation),
            ..Organisation::new(&name, OrganisationKind::Department)
        };
        let id = organisation.id;
        save_organisation(
            tx,
            &SaveOrganisation { organisation, revision: None, because: Because::default() },
        )?;
        let mut units = Vec::new();
        for unit in &words.units {
            let unit = Unit { id: self.chance.id(tx.instant()), ..Unit::new(unit, id) };
            units.push(unit.id);
            save_unit(tx, &SaveUnit { unit, revision: None, because: Because::default() })?;
        }
        self.departments.push(Department { id, name, place, units, seats: Vec::new() });
        Ok(())
    }

    /// What has happened in half a year: people were followed by others, systems changed and were added or retired,
    /// documents were seen over.
    ///
    /// # Errors
    /// What a verb says.
    pub fn live_on(&mut self, tx: &mut Tx, share: usize) -> Result<()> {
        self.replace_people(tx)?;
        self.change_systems(tx)?;
        self.retire_systems(tx)?;
        self.see_over_documents(tx)?;
        self.grow(tx, self.setting.systems * share / 100)
    }

    pub fn documents(&self) -> usize {
        self.systems.iter().map(|kept| kept.documents.len()).sum()
    }
}
