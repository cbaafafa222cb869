//! What steps do to a small organisation: table by table, and as properties over many plans.

use super::outcome::compute_outcome;
use super::*;
use crate::{Employment, Organisation, OrganisationKind, Unit};
use kernel::{Date, Id};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Two departments of a municipality; in the first two schools under an area, a teacher at each, and a kitchen.
struct School {
    structure: Structure,
    departments: [Id; 2],
    area: Id,
    schools: [Id; 2],
    kitchen: Id,
    teachers: [Id; 2],
}

fn school() -> School {
    let mut structure = Structure::on(day("2027-01-01"));
    let municipality = Organisation::new("Provkommunen", OrganisationKind::Municipality);
    let department = |name: &str| Organisation {
        parent: Some(municipality.id),
        ..Organisation::new(name, OrganisationKind::Department)
    };
    let departments = [department("Skolförvaltningen"), department("Serviceförvaltningen")];
    let [first, second] = [departments[0].id, departments[1].id];
    let area = Unit::new("Norra området", first);
    let unit = |name: &str| Unit { parent: Some(area.id), ..Unit::new(name, first) };
    let schools = [unit("Alskolan"), unit("Björkskolan")];
    let kitchen = Unit { parent: Some(schools[0].id), ..Unit::new("Köket", first) };
    let employed = |unit: &Unit| Employment {
        unit: Some(unit.id),
        ..Employment::new(Id::new(), first, day("2020-01-01"))
    };
    let teachers = [employed(&schools[0]), employed(&schools[1])];
    let ids = ([area.id, kitchen.id], [schools[0].id, schools[1].id], [teachers[0].id, teachers[1].id]);
    structure.organisations.extend(departments.into_iter().chain([municipality]).map(|one| (one.id, one)));
    structure.units.extend(schools.into_iter().chain([area, kitchen]).map(|one| (one.id, one)));
    structure.employments.extend(teachers.into_iter().map(|one| (one.id, one)));
    let ([area, kitchen], schools, teachers) = ids;
    School { structure, departments: [first, second], area, schools, kitchen, teachers }
}

fn close(unit: Id, successor: Option<Id>) -> Step {
    Step::CloseUnit(CloseUnit { unit: Some(unit), successor })
}

fn merge(units: &[Id], name: &str, into: Option<Id>) -> MergeUnits {
    MergeUnits { units: units.to_vec(), name: name.into(), into, ..MergeUnits::default() }
}

fn moved(unit: Id, parent: Option<Id>, organisation: Option<Id>) -> Step {
    Step::MoveUnit(MoveUnit { unit: Some(unit), parent, organisation })
}

fn split(unit: Id, names: &str) -> SplitUnit {
    SplitUnit { unit: Some(unit), names: names.into(), ..SplitUnit::default() }.with_parts()
}

/// What is wrong with each step: its number, field and text.
fn faults(structure: &Structure, steps: &[Step]) -> Vec<(usize, String, &'static str)> {
    let (_, wrong) = structure.clone().after(steps);
    wrong.into_iter().map(|one| (one.step, one.objection.field, one.objection.message.key)).collect()
}

/// Steps, and what is wrong with them: which step, its field, the objection.
type Case = (Vec<Step>, Vec<(usize, &'static str, &'static str)>);

#[test]
fn what_does_not_fit_is_told_at_the_field_of_its_step() {
    let at = school();
    let [al, björk] = at.schools;
    let open = |name: &str, organisation, parent| {
        Step::OpenUnit(OpenUnit {
            name: name.into(),
            organisation: Some(organisation),
            parent,
            ..OpenUnit::default()
        })
    };
    let empty = Id::new();
    let cases: Vec<Case> = vec![
        (vec![close(al, None)], vec![(0, "successor", "objection-reorganisation-left-behind")]),
        (vec![close(al, Some(al))], vec![(0, "successor", "objection-reorganisation-own-successor")]),
        (
            vec![close(al, Some(at.kitchen))],
            vec![(0, "successor", "objection-reorganisation-successor-within")],
        ),
        (vec![close(at.kitchen, None)], vec![]),
        (vec![close(empty, None)], vec![(0, "unit", "objection-reorganisation-no-unit")]),
        (
            vec![close(al, Some(björk)), close(al, Some(björk))],
            vec![(1, "unit", "objection-reorganisation-unit-closed")],
        ),
        (
            vec![close(al, Some(björk)), moved(at.kitchen, Some(al), None)],
            vec![(1, "parent", "objection-reorganisation-unit-closed")],
        ),
        (vec![moved(al, Some(al), None)], vec![(0, "parent", "objection-parent-below")]),
        (vec![moved(al, Some(at.kitchen), None)], vec![(0, "parent", "objection-parent-below")]),
        (vec![moved(al, Some(at.area), None)], vec![(0, "parent", "objection-reorganisation-already-there")]),
        (vec![moved(al, None, None)], vec![(0, "organisation", "objection-required")]),
        (
            vec![open("ALSKOLAN ", at.departments[0], Some(at.area))],
            vec![(0, "name", "objection-unit-exists")],
        ),
        (vec![open("", at.departments[0], None)], vec![(0, "name", "objection-required")]),
        (
            vec![open("Ny", at.departments[1], Some(at.area))],
            vec![(0, "parent", "objection-unit-of-other-organisation")],
        ),
        (
            vec![Step::MergeUnits(merge(&[al, björk], "", Some(al)))],
            vec![(0, "into", "objection-reorganisation-merged-into-part")],
        ),
        (
            vec![Step::MergeUnits(merge(&[al], "Ny", None))],
            vec![(0, "units", "objection-reorganisation-one-part")],
        ),
        (vec![Step::MergeUnits(merge(&[], "Ny", None))], vec![(0, "units", "objection-required")]),
        (vec![Step::MergeUnits(merge(&[al, björk], "Norra området", None))], vec![]),
        (
            vec![Step::SplitUnit(split(al, "Öst\nVäst"))],
            vec![(0, "employments", "objection-reorganisation-left-over")],
        ),
        (vec![Step::SplitUnit(split(al, "Öst\nöst"))], vec![(0, "names", "objection-unit-exists")]),
        (vec![Step::SplitUnit(split(al, "Öst"))], vec![(0, "names", "objection-reorganisation-one-part")]),
    ];
    for (steps, expected) in cases {
        let expected: Vec<(usize, String, &str)> =
            expected.into_iter().map(|(step, field, key)| (step, field.to_owned(), key)).collect();
        assert_eq!(faults(&at.structure, &steps), expected, "{steps:?}");
    }
}

#[test]
fn a_split_with_somebody_left_over_or_a_unit_left_over_says_so() {
    let at = school();
    let mut step = split(at.schools[0], "Öst\nVäst");
    step.goes.insert(at.teachers[0], step.parts[0].opened);
    assert_eq!(
        faults(&at.structure, &[Step::SplitUnit(step.clone())]),
        [(0, "rest".to_owned(), "objection-reorganisation-units-left-over")]
    );
    step.rest = Some(step.parts[1].opened);
    let (after, wrong) = at.structure.clone().after(&[Step::SplitUnit(step.clone())]);
    assert!(wrong.is_empty());
    assert_eq!(after.employments[&at.teachers[0]].unit, Some(step.parts[0].opened));
    assert_eq!(after.units[&at.kitchen].parent, Some(step.parts[1].opened));
}

#[test]
fn a_unit_takes_its_units_and_people_along_to_another_organisation() {
    let at = school();
    let [_, service] = at.departments;
    let (after, wrong) = at.structure.clone().after(&[moved(at.schools[0], None, Some(service))]);
    assert!(wrong.is_empty(), "{wrong:?}");
    assert_eq!(
        (after.units[&at.kitchen].organisation, after.units[&at.kitchen].parent),
        (service, Some(at.schools[0]))
    );
    let outcome = compute_outcome(&at.structure, &after);
    let [ended, begun] = outcome.employments.as_slice() else { panic!("{:?}", outcome.employments) };
    assert_eq!((ended.after.id, ended.after.to), (at.teachers[0], Some(day("2026-12-31"))));
    assert_eq!((begun.after.organisation, begun.after.unit), (service, Some(at.schools[0])));
    assert_eq!((begun.after.from, begun.after.to), (day("2027-01-01"), None));
    let itself = |id: Id| Succession { from: id, to: vec![id] };
    let mut expected = [itself(at.schools[0]), itself(at.kitchen)];
    expected.sort_by_key(|one| one.from);
    assert_eq!(outcome.successions, expected);
}

#[test]
fn an_organisation_that_closes_leaves_everything_to_its_successor() {
    let at = school();
    let [first, second] = at.departments;
    let close =
        |successor| Step::CloseOrganisation(CloseOrganisation { organisation: Some(first), successor });
    assert_eq!(
        faults(&at.structure, &[close(None)]),
        [(0, "successor".to_owned(), "objection-reorganisation-organisation-in-use")]
    );
    let (after, wrong) = at.structure.clone().after(&[close(Some(second))]);
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(after.organisation(first).is_none());
    assert!(after.open_units().all(|unit| unit.organisation == second));
    assert!(after.employments.values().all(|one| one.organisation == second));
}

#[test]
fn an_organisation_lies_within_itself_by_no_step() {
    let at = school();
    let municipality = at.structure.organisations[&at.departments[0]].parent;
    let under = |organisation, parent| {
        Step::MoveOrganisation(MoveOrganisation { organisation: Some(organisation), parent: Some(parent) })
    };
    let own = municipality.unwrap();
    for (step, key) in [
        (under(own, at.departments[0]), "objection-parent-below"),
        (under(at.departments[0], at.departments[0]), "objection-parent-below"),
        (under(at.departments[0], own), "objection-reorganisation-already-there"),
    ] {
        assert_eq!(faults(&at.structure, &[step]), [(0, "parent".to_owned(), key)]);
    }
}

#[test]
fn two_employments_of_one_person_that_come_to_the_same_unit_become_one() {
    let mut at = school();
    let person = at.structure.employments[&at.teachers[0]].person;
    if let Some(other) = at.structure.employments.get_mut(&at.teachers[1]) {
        (other.person, other.to) = (person, Some(day("2028-06-30")));
    }
    let (after, _) = at.structure.clone().after(&[Step::MergeUnits(merge(&at.schools, "Skogsskolan", None))]);
    let outcome = compute_outcome(&at.structure, &after);
    let begun: Vec<_> = outcome.employments.iter().filter(|one| one.before.is_none()).collect();
    assert_eq!(begun.len(), 1, "{begun:?}");
    assert_eq!(begun[0].after.to, None);
}

/// The structure without ids: who works with whom in a unit of which name, under which names.
fn picture(structure: &Structure) -> BTreeSet<(Vec<String>, BTreeSet<Id>)> {
    let path = |unit: &Unit| {
        let above = std::iter::successors(Some(unit.id), |id| structure.units.get(id)?.parent);
        above.map(|id| structure.name_of(id)).collect()
    };
    let people = |unit: &Unit| structure.employments_at(unit.id).into_iter().collect();
    structure.open_units().map(|unit| (path(unit), people(unit))).collect()
}

#[test]
fn a_merger_and_the_split_that_undoes_it_give_the_same_structure() {
    let mut at = school();
    let merged = merge(&at.schools, "Skogsskolan", None);
    let undone = {
        let mut step = split(merged.opened, "Alskolan\nBjörkskolan");
        let [al, björk] = [step.parts[0].opened, step.parts[1].opened];
        step.goes = BTreeMap::from([(at.teachers[0], al), (at.teachers[1], björk)]);
        SplitUnit { rest: Some(al), ..step }
    };
    let before = picture(&at.structure);
    let (after, wrong) = at.structure.clone().after(&[Step::MergeUnits(merged)]);
    assert!(wrong.is_empty() && picture(&after) != before);
    at.structure = after;
    let (again, wrong) = at.structure.clone().after(&[Step::SplitUnit(undone)]);
    assert!(wrong.is_empty(), "{wrong:?}");
    assert_eq!(picture(&again), before);
}

/// A step between any of the units, right or wrong.
fn any_step(units: usize) -> impl Strategy<Value = (u8, usize, usize, bool)> {
    (0..5_u8, 0..units, 0..units, any::<bool>())
}

/// Twelve units in two organisations, each with somebody, at places that are drawn.
fn drawn(places: &[usize]) -> (Structure, Vec<Id>, [Id; 2]) {
    let mut at = school().structure;
    let departments: Vec<Id> =
        at.organisations.values().filter(|one| one.parent.is_some()).map(|one| one.id).collect();
    at.units.clear();
    at.employments.clear();
    let mut ids: Vec<Id> = Vec::new();
    for (number, place) in places.iter().enumerate() {
        let parent = ids.get(*place).copied();
        let organisation = parent.map_or(departments[number % 2], |parent| at.units[&parent].organisation);
        let unit = Unit { parent, ..Unit::new(format!("Enhet {number}"), organisation) };
        let one =
            Employment { unit: Some(unit.id), ..Employment::new(Id::new(), organisation, day("2020-01-01")) };
        ids.push(unit.id);
        at.units.insert(unit.id, unit);
        at.employments.insert(one.id, one);
    }
    (at, ids, [departments[0], departments[1]])
}

fn step_of((kind, one, other, flag): (u8, usize, usize, bool), ids: &[Id], departments: [Id; 2]) -> Step {
    let (one, other) = (ids[one], ids[other]);
    match kind {
        0 => close(one, flag.then_some(other)),
        1 => Step::MergeUnits(merge(&[one, other], if flag { "Sammanslagen" } else { "Enhet 1" }, None)),
        2 => moved(
            one,
            flag.then_some(other),
            (!flag).then_some(departments[other.as_bytes()[15] as usize % 2]),
        ),
        3 => {
            let mut step = split(one, "Öst\nVäst");
            step.rest = flag.then(|| step.parts[0].opened);
            Step::SplitUnit(step)
        }
        _ => Step::MergeUnits(merge(&[one], "", Some(other))),
    }
}

proptest! {
    #[test]
    fn nobody_is_lost_and_the_tree_stays_a_tree(
        places in prop::collection::vec(0..20_usize, 12),
        drawn_steps in prop::collection::vec(any_step(12), 1..12),
    ) {
        let (before, ids, departments) = drawn(&places);
        let steps: Vec<Step> = drawn_steps.into_iter().map(|one| step_of(one, &ids, departments)).collect();
        let (after, _) = before.clone().after(&steps);
        prop_assert_eq!(before.employments.len(), after.employments.len());
        for one in after.employments.values() {
            let unit = one.unit.and_then(|unit| after.unit(unit));
            prop_assert!(unit.is_some_and(|unit| unit.organisation == one.organisation), "{:?}", one);
        }
        for unit in after.open_units() {
            prop_assert!(after.depth(unit.id) <= after.units.len(), "a ring above {:?}", unit);
            if let Some(parent) = unit.parent {
                let parent = after.unit(parent);
                prop_assert!(parent.is_some_and(|parent| parent.organisation == unit.organisation), "{:?}", unit);
            }
        }
        for succession in compute_outcome(&before, &after).successions {
            prop_assert!(succession.to.iter().all(|id| after.unit(*id).is_some()));
        }
    }

    #[test]
    fn a_move_and_the_way_back_give_the_same_structure(
        places in prop::collection::vec(0..20_usize, 12),
        one in 0..12_usize, other in 0..12_usize,
    ) {
        let (before, ids, _) = drawn(&places);
        let unit = before.units[&ids[one]].clone();
        let there = moved(unit.id, Some(ids[other]), None);
        let (after, wrong) = before.clone().after(&[there]);
        prop_assume!(wrong.is_empty());
        let back = moved(unit.id, unit.parent, unit.parent.is_none().then_some(unit.organisation));
        let (again, wrong) = after.after(&[back]);
        prop_assert!(wrong.is_empty(), "{:?}", wrong);
        prop_assert_eq!(again.units, before.units);
        prop_assert_eq!(again.employments, before.employments);
    }
}
