//! Enters a unit or changes it.

use crate::custom::{keeping_custom, refuse_wrong_custom, save_custom, with_custom};
use crate::record_of_change::{Because, Done, audit, check_revision};
use crate::store::organisations as store;
use crate::{EDIT, READ, UNIT, Unit, check_no_personal_identity_numbers};
use kernel::{Error, Id, Objection, Result, Subject};
use storage::{Read, Tx};

/// The unit as it shall stand.
#[derive(Clone, Debug)]
pub struct SaveUnit {
    pub unit: Unit,
    /// The revision that was changed; None enters a new unit.
    pub revision: Option<i64>,
    pub because: Because,
}

/// How many units may lie within each other.
pub(crate) const MOST_LEVELS: usize = 20;

/// The units above the new parent, itself first, and whether a unit of the same name stands beside it; and what would be
/// left behind if it were moved to another organisation.
#[derive(Default)]
struct Surroundings {
    line: Vec<Unit>,
    has_namesake: bool,
    /// Units lie within it, or people work there.
    has_parts: bool,
}

/// Saves a unit.
///
/// # Errors
/// Not found for who may not see it, refused for who may not change its organisation, rejected for what is wrong.
pub fn save_unit(tx: &mut Tx, ask: &SaveUnit) -> Result<Unit> {
    let before = match ask.revision {
        None => None,
        Some(revision) => {
            let stored = visible_unit(tx, ask.unit.id)?;
            access::authorise(tx, EDIT, stored.id)?;
            check_revision(stored.revision, revision)?;
            Some(stored)
        }
    };
    let unit = keeping_custom(before.as_ref(), ask.unit.clone());
    super::save_site::authorise_owner(tx, unit.organisation)?;
    let around = surroundings(tx, before.as_ref(), &unit)?;
    let saved = decide_unit(before.as_ref(), &unit, &around).map_err(Error::Rejected)?;
    refuse_wrong_custom(tx, before.as_ref(), &saved)?;
    write_unit(tx, before.as_ref(), &saved, &ask.because)?;
    if before.is_some_and(|old| old.organisation != saved.organisation) {
        findings::settle_above(tx, &[Subject::new(UNIT, saved.id)])?;
    }
    Ok(saved)
}

/// Writes what has been decided about a unit. What rooms above keep at a unit that comes to another organisation is
/// settled by the caller.
pub(crate) fn write_unit(tx: &mut Tx, before: Option<&Unit>, after: &Unit, because: &Because) -> Result<()> {
    store::save_unit(tx, after, before.is_none())?;
    save_custom(tx, after.id, before, after)?;
    let within = store::ancestors_or_self(tx, after.organisation)?;
    access::set_reach(tx, after.id, within)?;
    let action = if before.is_none() { "unit.created" } else { "unit.changed" };
    audit(tx, &Done { action, subject: Subject::new(UNIT, after.id), before, after, because })
}

/// A unit that the actor may see.
///
/// # Errors
/// [`Error::NotFound`] also when they may not see it.
pub fn visible_unit(read: &Read, id: Id) -> Result<Unit> {
    let unit = store::unit(read, id)?;
    if access::may(read, READ, id)? { with_custom(read, UNIT, id, unit) } else { Err(Error::NotFound) }
}

fn surroundings(tx: &Tx, before: Option<&Unit>, unit: &Unit) -> Result<Surroundings> {
    let mut line: Vec<Unit> = Vec::new();
    let mut above = unit.parent;
    while let Some(parent) = above.filter(|_| line.len() <= MOST_LEVELS) {
        let Some(found) = found_or_none(store::unit(tx, parent))? else { break };
        above = found.parent;
        line.push(found);
    }
    let namesakes = store::units_named(tx, unit.organisation, &unit.name)?;
    let is_beside = |other: &Unit| other.id != unit.id && other.parent == unit.parent;
    let has_namesake =
        namesakes.iter().any(|other| is_beside(other) && other.period().overlaps(&unit.period()));
    let is_moved = |old: &&Unit| old.organisation != unit.organisation;
    let has_parts = match before.filter(is_moved) {
        Some(old) => store::has_unit_parts(tx, old)?,
        None => false,
    };
    Ok(Surroundings { line, has_namesake, has_parts })
}

/// Nothing instead of an error where a record is not there.
pub(crate) fn found_or_none<T>(found: Result<T>) -> Result<Option<T>> {
    match found {
        Ok(record) => Ok(Some(record)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

fn decide_unit(before: Option<&Unit>, ask: &Unit, around: &Surroundings) -> Result<Unit, Vec<Objection>> {
    let mut objections = check_no_personal_identity_numbers(ask);
    let mut object = |field: &str, key: &'static str| objections.push(Objection::new(field, key));
    if ask.name.trim().is_empty() {
        object("name", "objection-required");
    }
    match around.line.first() {
        None if ask.parent.is_some() => object("parent", "objection-no-such-unit"),
        Some(parent) if parent.organisation != ask.organisation => {
            object("parent", "objection-unit-of-other-organisation");
        }
        Some(_) if around.line.iter().any(|unit| unit.id == ask.id) => {
            object("parent", "objection-parent-below")
        }
        Some(_) if around.line.len() > MOST_LEVELS => object("parent", "objection-too-many-levels"),
        _ => {}
    }
    if around.has_namesake {
        object("name", "objection-unit-exists");
    }
    if around.has_parts && before.is_some_and(|old| old.organisation != ask.organisation) {
        object("organisation", "objection-unit-has-parts");
    }
    if ask.period().is_empty() {
        object("to", "objection-period-backwards");
    }
    if !objections.is_empty() {
        return Err(objections);
    }
    Ok(Unit { revision: before.map_or(1, |old| old.revision + 1), ..ask.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_lies_within_units_of_its_own_organisation_and_never_within_itself() {
        let organisation = Id::new();
        let above = Unit::new("Grundskola", organisation);
        let unit = Unit { parent: Some(above.id), ..Unit::new("Södra skolan", organisation) };
        let elsewhere = Unit { organisation: Id::new(), ..above.clone() };
        let cases = [
            (Unit { parent: None, ..unit.clone() }, vec![], vec![]),
            (unit.clone(), vec![above.clone()], vec![]),
            (unit.clone(), vec![], vec!["parent"]),
            (unit.clone(), vec![elsewhere], vec!["parent"]),
            (unit.clone(), vec![above.clone(), unit.clone()], vec!["parent"]),
            (unit.clone(), vec![above; MOST_LEVELS + 1], vec!["parent"]),
            (Unit { name: String::new(), parent: None, ..unit }, vec![], vec!["name"]),
        ];
        for (ask, line, expected) in cases {
            let found = decide_unit(None, &ask, &Surroundings { line, ..Surroundings::default() });
            let fields: Vec<String> =
                found.err().unwrap_or_default().into_iter().map(|one| one.field).collect();
            assert_eq!(fields, expected, "{ask:?}");
        }
    }

    #[test]
    fn two_units_beside_each_other_have_different_names() {
        let unit = Unit::new("Södra skolan", Id::new());
        let around = Surroundings { has_namesake: true, ..Surroundings::default() };
        assert_eq!(decide_unit(None, &unit, &around).unwrap_err()[0].field, "name");
    }

    #[test]
    fn a_unit_with_parts_stays_with_its_organisation() {
        let unit = Unit::new("Grundskola", Id::new());
        let moved = Unit { organisation: Id::new(), ..unit.clone() };
        let renamed = Unit { name: "Grundskolor".into(), ..unit.clone() };
        let around = Surroundings { has_parts: true, ..Surroundings::default() };
        assert_eq!(decide_unit(Some(&unit), &moved, &around).unwrap_err()[0].field, "organisation");
        assert!(decide_unit(Some(&unit), &renamed, &around).is_ok());
        assert!(decide_unit(Some(&unit), &moved, &Surroundings::default()).is_ok());
    }
}
