//! Enters an employment, changes it or ends it. Every role of the person follows.

use crate::around_assignments::distinct;
use crate::record_of_change::{Because, Done, audit_twice_for, check_revision, on_behalf_of_each};
use crate::save_person::may_change;
use crate::save_unit::found_or_none;
use crate::settle::settle_people;
use crate::store::{organisations, people as store};
use crate::{EDIT_PEOPLE, EMPLOYMENT, Employment, PERSON, Person, PersonKind, Unit};
use kernel::{Error, Id, Objection, Result, Subject};
use storage::{Read, Tx};

/// The employment as it shall stand.
#[derive(Clone, Debug)]
pub struct SaveEmployment {
    pub employment: Employment,
    /// The revision that was changed; None enters a new employment.
    pub revision: Option<i64>,
    pub because: Because,
}

/// What the employment names, as far as it exists.
struct Surroundings {
    person: Person,
    has_organisation: bool,
    unit: Option<Unit>,
    has_manager: bool,
    /// The person's other employments.
    others: Vec<Employment>,
}

/// Saves an employment.
///
/// # Errors
/// Not found for who may not see the person, refused for who may not change them, rejected for what is wrong.
pub fn save_employment(tx: &mut Tx, ask: &SaveEmployment) -> Result<Employment> {
    let before = match ask.revision {
        None => None,
        Some(revision) => {
            let stored = visible_employment(tx, ask.employment.id)?;
            access::authorise(tx, EDIT_PEOPLE, stored.person)?;
            check_revision(stored.revision, revision)?;
            Some(stored)
        }
    };
    let person = crate::visible_person(tx, ask.employment.person)?;
    if !may_change(tx, &person)? {
        return Err(access::refused(EDIT_PEOPLE));
    }
    let around = surroundings(tx, person, &ask.employment)?;
    let employer = ask.employment.organisation;
    // Whom an organisation employs reads there: nobody lets people in elsewhere than where they may change people.
    if around.has_organisation && before.as_ref().is_none_or(|old| old.organisation != employer) {
        access::authorise(tx, EDIT_PEOPLE, employer)?;
    }
    let saved = decide_employment(before.as_ref(), &ask.employment, &around).map_err(Error::Rejected)?;
    write_employments(tx, &[(before, saved.clone())], &ask.because)?;
    Ok(saved)
}

/// Writes what has been decided about employments, each with how it stood before, and settles the people once.
pub(crate) fn write_employments(
    tx: &mut Tx,
    changed: &[(Option<Employment>, Employment)],
    because: &Because,
) -> Result<()> {
    store::save_employments(tx, changed.iter().map(|(_, after)| after))?;
    let people = distinct(changed.iter().map(|(_, after)| after.person));
    let stood_in_for = on_behalf_of_each(tx, &people)?;
    for (before, after) in changed {
        let action = if before.is_none() { "employment.created" } else { "employment.changed" };
        // The person's own history tells it too, and the person is whom one stands in for somebody at.
        let subject = Subject::new(PERSON, after.person);
        let done = Done { action, subject, before: before.as_ref(), after, because };
        let on_behalf_of = stood_in_for.get(&after.person).cloned();
        audit_twice_for(tx, done, Subject::new(EMPLOYMENT, after.id), on_behalf_of)?;
    }
    settle_people(tx, &people)?;
    let employers = |(before, after): &(Option<Employment>, Employment)| {
        [before.as_ref().map(|old| old.organisation), Some(after.organisation)]
    };
    touch_employers(tx, &distinct(changed.iter().flat_map(employers).flatten()))?;
    let people: Vec<Subject> = people.into_iter().map(|person| Subject::new(PERSON, person)).collect();
    findings::settle_above(tx, &people)
}

/// An employment of a person whom the actor may see.
///
/// # Errors
/// [`Error::NotFound`] also when they may not see them.
pub fn visible_employment(read: &Read, id: Id) -> Result<Employment> {
    let employment = store::employment(read, id)?;
    crate::visible_person(read, employment.person)?;
    Ok(employment)
}

/// How many an organisation employs is a fact about it and about all that it lies within.
fn touch_employers(tx: &mut Tx, employers: &[Id]) -> Result<()> {
    for (_, organisation) in organisations::ancestors_of_all(tx, employers)? {
        tx.touch(Subject::new(crate::ORGANISATION, organisation));
    }
    Ok(())
}

fn surroundings(tx: &Tx, person: Person, ask: &Employment) -> Result<Surroundings> {
    let unit = match ask.unit {
        None => None,
        Some(id) => found_or_none(organisations::unit(tx, id))?,
    };
    let has_manager = match ask.manager {
        None => true,
        Some(id) => found_or_none(store::person(tx, id))?.is_some(),
    };
    let mut others = store::employments_of(tx, person.id)?;
    others.retain(|other| other.id != ask.id);
    let has_organisation = found_or_none(organisations::organisation(tx, ask.organisation))?.is_some();
    Ok(Surroundings { person, has_organisation, unit, has_manager, others })
}

fn decide_employment(
    before: Option<&Employment>,
    ask: &Employment,
    around: &Surroundings,
) -> Result<Employment, Vec<Objection>> {
    let mut objections = check_people(before, ask, around);
    objections.extend(check_place(ask, around));
    if ask.period().is_empty() {
        objections.push(Objection::new("to", "objection-period-backwards"));
    }
    let is_same = |other: &Employment| {
        other.organisation == ask.organisation
            && other.unit == ask.unit
            && other.period().overlaps(&ask.period())
    };
    if around.others.iter().any(is_same) {
        objections.push(Objection::new("from", "objection-employment-overlaps"));
    }
    if !objections.is_empty() {
        return Err(objections);
    }
    Ok(Employment { revision: before.map_or(1, |old| old.revision + 1), ..ask.clone() })
}

/// Who is employed stays the same person, is one who can be, and is led by somebody else.
fn check_people(before: Option<&Employment>, ask: &Employment, around: &Surroundings) -> Vec<Objection> {
    let mut objections = Vec::new();
    if before.is_some_and(|old| old.person != ask.person) {
        objections.push(Objection::new("person", "objection-employment-of-other-person"));
    }
    if around.person.kind == PersonKind::External {
        objections.push(Objection::new("person", "objection-external-employed"));
    }
    if !around.has_manager {
        objections.push(Objection::new("manager", "objection-no-such-person"));
    }
    if ask.manager == Some(ask.person) {
        objections.push(Objection::new("manager", "objection-own-manager"));
    }
    objections
}

/// The employment is at an organisation and at most at a unit of it.
fn check_place(ask: &Employment, around: &Surroundings) -> Option<Objection> {
    if !around.has_organisation {
        return Some(Objection::new("organisation", "objection-no-such-organisation"));
    }
    match (ask.unit, &around.unit) {
        (Some(_), None) => Some(Objection::new("unit", "objection-no-such-unit")),
        (Some(_), Some(unit)) if unit.organisation != ask.organisation => {
            Some(Objection::new("unit", "objection-unit-of-other-organisation"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn employed() -> (Employment, Surroundings) {
        let person = Person::new("Systemförvaltare Skola", PersonKind::Employed);
        let employment = Employment::new(person.id, Id::new(), "2026-01-01".parse().unwrap());
        let around =
            Surroundings { person, has_organisation: true, unit: None, has_manager: true, others: vec![] };
        (employment, around)
    }

    fn fields(ask: &Employment, around: &Surroundings) -> Vec<String> {
        let decided = decide_employment(None, ask, around);
        decided.err().unwrap_or_default().into_iter().map(|objection| objection.field).collect()
    }

    #[test]
    fn an_employment_runs_forwards_at_one_organisation_and_one_of_its_units() {
        let (employment, around) = employed();
        assert!(fields(&employment, &around).is_empty());
        let backwards = Employment { to: "2025-12-31".parse().ok(), ..employment.clone() };
        assert_eq!(fields(&backwards, &around), ["to"]);
        let unit = Unit::new("Grundskola", Id::new());
        let elsewhere = Employment { unit: Some(unit.id), ..employment.clone() };
        assert_eq!(fields(&elsewhere, &around), ["unit"]);
        assert_eq!(fields(&elsewhere, &Surroundings { unit: Some(unit), ..around }), ["unit"]);
    }

    #[test]
    fn nobody_is_their_own_manager_and_people_from_outside_are_not_employed() {
        let (employment, around) = employed();
        let own = Employment { manager: Some(employment.person), ..employment.clone() };
        assert_eq!(fields(&own, &around), ["manager"]);
        let external = Person { kind: PersonKind::External, ..around.person.clone() };
        assert_eq!(fields(&employment, &Surroundings { person: external, ..around }), ["person"]);
    }

    #[test]
    fn the_same_employment_is_not_entered_twice_for_the_same_days() {
        let (employment, around) = employed();
        let others = vec![Employment { id: Id::new(), to: "2026-06-30".parse().ok(), ..employment.clone() }];
        let around = Surroundings { others, ..around };
        assert_eq!(fields(&employment, &around), ["from"]);
        let later = Employment { from: "2026-07-01".parse().unwrap(), ..employment };
        assert!(fields(&later, &around).is_empty());
    }
}
