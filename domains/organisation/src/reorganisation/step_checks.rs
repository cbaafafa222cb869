//! What every step is checked for: that what it names is there, that a name is free, that nothing lies within itself.

use super::Structure;
use crate::save_unit::MOST_LEVELS;
use crate::{Organisation, Unit};
use kernel::{Id, Objection};

pub(super) type Checked<T> = Result<T, Vec<Objection>>;

pub(super) fn wrong<T>(field: &str, key: &'static str) -> Checked<T> {
    Err(vec![Objection::new(field, key)])
}

impl Structure {
    /// The unit that a field names, if it is there on the day.
    pub(super) fn named_unit(&self, field: &str, id: Option<Id>) -> Checked<Unit> {
        let Some(id) = id else { return wrong(field, "objection-required") };
        match self.units.get(&id) {
            None => wrong(field, "objection-reorganisation-no-unit"),
            Some(_) if self.unit(id).is_none() => wrong(field, "objection-reorganisation-unit-closed"),
            Some(unit) => Ok(unit.clone()),
        }
    }

    /// The organisation that a field names, if it is there on the day.
    pub(super) fn named_organisation(&self, field: &str, id: Option<Id>) -> Checked<Organisation> {
        let Some(id) = id else { return wrong(field, "objection-required") };
        match self.organisations.get(&id) {
            None => wrong(field, "objection-reorganisation-no-organisation"),
            Some(_) if self.organisation(id).is_none() => {
                wrong(field, "objection-reorganisation-organisation-closed")
            }
            Some(found) => Ok(found.clone()),
        }
    }

    /// A name that no other unit beside it has; `leaving` are about to end.
    pub(super) fn free_name(&self, name: &str, place: (Id, Option<Id>), leaving: &[Id]) -> Checked<()> {
        if name.trim().is_empty() {
            return wrong("name", "objection-required");
        }
        let is_namesake = |other: &Unit| {
            !leaving.contains(&other.id)
                && (other.organisation, other.parent) == place
                && is_same_name(&other.name, name)
        };
        if self.open_units().any(is_namesake) { wrong("name", "objection-unit-exists") } else { Ok(()) }
    }

    /// Units whose parent is another after a step: their names are free there, and they do not lie too deep.
    pub(super) fn fits(&self, moved: &[Id], place: (Id, Option<Id>), field: &str) -> Checked<()> {
        let above = place.1.map_or(0, |parent| self.depth(parent));
        for id in moved {
            let Some(unit) = self.units.get(id) else { continue };
            if self.free_name(&unit.name, place, moved).is_err() {
                return wrong(field, "objection-reorganisation-namesake");
            }
            let deepest = self.below(*id).into_iter().map(|below| self.depth(below)).max().unwrap_or(0);
            if above + 1 + deepest.saturating_sub(self.depth(*id)) > MOST_LEVELS {
                return wrong(field, "objection-too-many-levels");
            }
        }
        Ok(())
    }
}

/// Names that differ only in capitals and spaces around them are the same.
pub(super) fn is_same_name(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}
