//! What follows from employments, assignments and the tree of organisations: on which days an assignment counts, who may
//! do what, and what lies within what. Every verb that changes one of them settles the rest in the same transaction.

use crate::around_assignments::distinct;
use crate::forum::settle_seats;
use crate::reaching::Reaching;
use crate::reorganisation::following;
use crate::staff::Staff;
use crate::store::assignments::{
    all_assignments_of, assignments_of_people, assignments_of_person, change_assignment, deputised_by_any,
    everyone_with_roles,
};
use crate::store::organisations::{self as organisations, legal_entities};
use crate::store::people::externals;
use crate::store::seated::everyone_seated;
use crate::told::settle_question_if_over;
use crate::{
    EMPLOYEE, Employment, ORGANISATION, Organisation, OrganisationKind, Person, PersonKind, RoleAssignment,
};
use access::Grant;
use kernel::{Error, Id, Result};
use policy::Pack;
use std::collections::{BTreeMap, BTreeSet};
use storage::Tx;

/// Settles everything that follows from a person, their employments and their assignments.
pub(crate) fn settle_person(tx: &mut Tx, id: Id) -> Result<()> {
    settle_people(tx, &[id])
}

/// The same for many people, asked for as a set.
pub(crate) fn settle_people(tx: &mut Tx, ids: &[Id]) -> Result<()> {
    let staff = Staff::of(tx, ids.iter().copied())?;
    settle_reach_of_people(tx, &staff, ids)?;
    let employments = ids.iter().flat_map(|id| staff.employments_of(*id));
    let grants: Vec<Grant> = employments.map(|one| grant_of_employment(&staff, one)).collect();
    access::give_all(tx, &grants)?;
    settle_seats(tx, &staff, ids)?;
    settle_roles(tx, &staff, ids)
}

fn settle_reach_of_people(tx: &mut Tx, staff: &Staff, ids: &[Id]) -> Result<()> {
    let people: Vec<&Person> =
        ids.iter().map(|id| staff.person(*id).ok_or(Error::NotFound)).collect::<Result<_>>()?;
    let places_of = |person: &Person| {
        let employers = staff.employments_of(person.id).iter().map(|one| one.organisation);
        distinct(employers.chain(person.organisation))
    };
    let mut above: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for (place, whole) in
        organisations::ancestors_of_all(tx, &distinct(people.iter().flat_map(|one| places_of(one))))?
    {
        above.entry(place).or_default().push(whole);
    }
    let is_external = |person: &Person| person.kind == PersonKind::External;
    let entities = if people.iter().any(|one| is_external(one)) { legal_entities(tx)? } else { Vec::new() };
    for person in people {
        let wholes = places_of(person).into_iter().filter_map(|place| above.get(&place)).flatten().copied();
        let mut within: BTreeSet<Id> = wholes.collect();
        if is_external(person) {
            within.extend(entities.iter().copied());
        }
        access::set_reach(tx, person.id, within)?;
    }
    Ok(())
}

fn settle_roles(tx: &mut Tx, staff: &Staff, people: &[Id]) -> Result<()> {
    let mut held = assignments_of_people(tx, people)?;
    let mut deputised = deputised_by_any(tx, people)?;
    if held.is_empty() && deputised.is_empty() {
        // People are entered before any pack has been adopted.
        return Ok(());
    }
    let pack = findings::pack_in_force(tx)?;
    for assignment in &mut held {
        let counts = staff.counts(assignment);
        if counts != assignment.counts {
            assignment.counts = counts;
            change_assignment(tx, assignment)?;
            settle_question_if_over(tx, assignment)?;
        }
    }
    // Holder and deputy may both be among these: what was just settled for the holder stands.
    let settled: BTreeSet<Id> = held.iter().map(|one| one.id).collect();
    deputised.retain(|one| !settled.contains(&one.id));
    held.extend(deputised);
    settle_assignments(tx, &pack, &held)
}

fn grant_of_employment(staff: &Staff, employment: &Employment) -> Grant {
    Grant {
        source: employment.id,
        person: employment.person,
        core_function: EMPLOYEE.to_owned(),
        subject: employment.organisation,
        home: Some(staff.entity_of(employment.organisation)),
        valid: employment.period(),
    }
}

/// Gives what assignments give their holders and deputies instead of what they gave before, and has the findings of
/// their subjects made anew.
pub(crate) fn settle_assignments(tx: &mut Tx, pack: &Pack, assignments: &[RoleAssignment]) -> Result<()> {
    for assignment in assignments {
        access::take_back(tx, assignment.id)?;
    }
    let staff = Staff::of_assignments(tx, assignments)?;
    settle_new_assignments(tx, pack, &staff, assignments)
}

/// The same for assignments that have given nothing yet.
pub(crate) fn settle_new_assignments(
    tx: &mut Tx,
    pack: &Pack,
    staff: &Staff,
    assignments: &[RoleAssignment],
) -> Result<()> {
    for assignment in assignments {
        tx.touch(assignment.subject());
    }
    findings::touch_all_within(tx, &distinct(assignments.iter().map(|one| one.subject_id)))?;
    let on_organisations = assignments.iter().filter(|one| one.subject_kind == ORGANISATION.name());
    for holder in distinct(on_organisations.filter_map(|one| one.person)) {
        // A guideline may ask of a holder elsewhere that they have this role too.
        for other in assignments_of_person(tx, holder)? {
            tx.touch(other.subject());
        }
    }
    let held = assignments.iter().map(|one| (one.role.as_str(), one.subject_kind.as_str(), one.subject_id));
    let reaching = Reaching::of(tx, pack, held)?;
    let grants: Vec<Grant> =
        assignments.iter().flat_map(|one| grants_of(pack, staff, &reaching, one)).collect();
    access::give_all(tx, &grants)
}

/// What an assignment gives its holder while it counts, and its deputy while standing in.
fn grants_of(pack: &Pack, staff: &Staff, reaching: &Reaching, assignment: &RoleAssignment) -> Vec<Grant> {
    let Some(role) = pack.role(&assignment.role) else { return Vec::new() };
    let standing_in = assignment.deputy.zip(assignment.deputy_period());
    let holders = assignment.person.zip(assignment.counts).into_iter().chain(standing_in);
    let grant = |(person, period)| {
        let (home, valid) = staff.standing(person, assignment.subject_id, period)?;
        Some(Grant {
            source: assignment.id,
            person,
            core_function: reaching.function(role, assignment.subject_id),
            subject: assignment.subject_id,
            home: Some(home),
            valid,
        })
    };
    holders.filter_map(grant).collect()
}

/// Settles what follows from the place of an organisation in the tree. `before` is the organisation as it stood.
pub(crate) fn settle_organisation(
    tx: &mut Tx,
    before: Option<&Organisation>,
    after: &Organisation,
) -> Result<()> {
    let is_moved = before.is_none_or(|old| old.parent != after.parent);
    let is_other_kind = before.is_none_or(|old| old.kind != after.kind);
    if is_moved {
        move_in_tree(tx, after)?;
    }
    if is_moved || is_other_kind {
        settle_reach(tx, after)?;
        settle_people_within(tx, after.id)?;
    }
    if (is_moved || is_other_kind) && before.is_some() {
        let places = organisations::descendants_or_self(tx, after.id)?;
        for room in following(tx)?.iter() {
            (room.settle_reach)(tx, &places)?;
        }
    }
    if before.is_some_and(|old| reaches_by(old) != reaches_by(after)) {
        settle_roles_within(tx, after.id)?;
    }
    let is_entity = |one: &Organisation| one.kind.is_legal_entity();
    if (is_moved || is_other_kind) && (is_entity(after) || before.is_some_and(is_entity)) {
        // What is everybody's lies within every legal entity.
        for supplier in organisations::suppliers(tx)? {
            settle_reach(tx, &organisations::organisation(tx, supplier)?)?;
        }
        settle_people(tx, &externals(tx)?)?;
    }
    Ok(())
}

/// By what a role on an organisation, or on one that belongs to it, reaches the whole federation or does not.
fn reaches_by(one: &Organisation) -> (bool, Option<bool>, bool, Option<Id>) {
    (one.is_own, one.runs_it, one.kind.is_legal_entity(), one.parent)
}

/// Gives anew what roles give that are held on an organisation or on what lies within it.
fn settle_roles_within(tx: &mut Tx, organisation: Id) -> Result<()> {
    let places = organisations::descendants_or_self(tx, organisation)?;
    let held = all_assignments_of(tx, &places)?;
    if held.is_empty() {
        return Ok(());
    }
    let pack = findings::pack_in_force(tx)?;
    settle_assignments(tx, &pack, &held)
}

fn settle_people_within(tx: &mut Tx, organisation: Id) -> Result<()> {
    let employed = crate::store::people::employed_within(tx, organisation)?;
    let external = crate::store::people::externals_of(tx, organisation)?;
    settle_people(tx, &distinct(employed.into_iter().chain(external)))
}

fn settle_reach(tx: &mut Tx, organisation: &Organisation) -> Result<()> {
    let mut within: BTreeSet<Id> =
        organisations::ancestors_or_self(tx, organisation.id)?.into_iter().collect();
    if organisation.kind == OrganisationKind::Supplier {
        within.extend(legal_entities(tx)?);
    }
    access::set_reach(tx, organisation.id, within)
}

/// Rewrites the lines of ancestors of an organisation and of all below it, and what other records lie within by them.
fn move_in_tree(tx: &mut Tx, moved: &Organisation) -> Result<()> {
    let old_line = organisations::ancestors_or_self(tx, moved.id)?;
    let mut new_line = vec![moved.id];
    if let Some(parent) = moved.parent {
        new_line.extend(organisations::ancestors_or_self(tx, parent)?);
    }
    let mut below = organisations::descendants_or_self(tx, moved.id)?;
    if below.is_empty() {
        below.push(moved.id);
    }
    for id in &below {
        let mut line = organisations::ancestors_or_self(tx, *id)?;
        let length = line.iter().position(|ancestor| *ancestor == moved.id).map_or(0, |place| place + 1);
        line.truncate(length);
        if line.is_empty() {
            line.push(*id);
        }
        line.extend_from_slice(&new_line[1..]);
        organisations::replace_ancestors(tx, *id, &line)?;
    }
    let left: BTreeSet<Id> = old_line.into_iter().filter(|id| !new_line.contains(id)).collect();
    move_reach(tx, &below, &left, &new_line)
}

/// Records that lie within what was moved leave the organisations above its old place, unless they lie within another
/// part of them too, and come to lie within those above its new place.
fn move_reach(tx: &mut Tx, below: &[Id], left: &BTreeSet<Id>, new_line: &[Id]) -> Result<()> {
    let Some(moved) = new_line.first() else { return Ok(()) };
    let mut wholes: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    for (subject, whole) in organisations::reached_from(tx, *moved)? {
        wholes.entry(subject).or_default().insert(whole);
    }
    for (subject, mut within) in wholes {
        let is_other = |id: &&Id| !below.contains(id) && !left.contains(id);
        let others: Vec<Id> = within.iter().filter(is_other).copied().collect();
        let lines = organisations::ancestors_of_all(tx, &others)?;
        let kept: BTreeSet<Id> = lines.into_iter().map(|(_, ancestor)| ancestor).collect();
        within.retain(|id| !left.contains(id) || kept.contains(id));
        within.extend(new_line.iter().copied());
        access::set_reach(tx, subject, within)?;
    }
    Ok(())
}

/// Settles everyone who holds a role or has a seat in a group: after a pack was adopted that calls the roles or their core
/// functions otherwise.
///
/// # Errors
/// When the database fails.
pub fn settle_everyone_with_roles(tx: &mut Tx) -> Result<()> {
    let everyone = everyone_with_roles(tx)?.into_iter().chain(everyone_seated(tx)?);
    settle_people(tx, &distinct(everyone))
}
