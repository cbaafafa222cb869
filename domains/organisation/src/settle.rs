//! What follows from employments, assignments and the tree of organisations: on which days an assignment counts, who may
//! do what, and what lies within what. Every verb that changes one of them settles the rest in the same transaction.

use crate::store::assignments::{assignments_of_person, deputised_by, everyone_with_roles, save_assignment};
use crate::store::organisations::{self as organisations, legal_entities, legal_entity};
use crate::store::people::{employments_of, externals, person};
use crate::{
    EMPLOYEE, Employment, ORGANISATION, Organisation, OrganisationKind, PersonKind, RoleAssignment,
    compute_counts,
};
use access::Grant;
use kernel::{Choice, Date, Id, Period, Result};
use policy::Pack;
use std::collections::{BTreeMap, BTreeSet};
use storage::{Read, Tx};

/// Settles everything that follows from a person, their employments and their assignments.
pub(crate) fn settle_person(tx: &mut Tx, id: Id) -> Result<()> {
    let person = person(tx, id)?;
    let employments = employments_of(tx, id)?;
    let mut within = BTreeSet::new();
    for organisation in employments.iter().map(|one| one.organisation).chain(person.organisation) {
        within.extend(organisations::ancestors_or_self(tx, organisation)?);
    }
    if person.kind == PersonKind::External {
        within.extend(legal_entities(tx)?);
    }
    access::set_reach(tx, id, within)?;
    for employment in &employments {
        access::give(tx, &grant_of_employment(tx, employment)?)?;
    }
    settle_roles(tx, id)
}

fn settle_roles(tx: &mut Tx, person: Id) -> Result<()> {
    let mut held = assignments_of_person(tx, person)?;
    let deputised = deputised_by(tx, person)?;
    if held.is_empty() && deputised.is_empty() {
        // People are entered before any pack has been adopted.
        return Ok(());
    }
    let pack = findings::pack_in_force(tx)?;
    for assignment in &mut held {
        let counts = counts_of(tx, assignment)?;
        if counts != assignment.counts {
            assignment.counts = counts;
            save_assignment(tx, assignment, false)?;
        }
    }
    for assignment in held.iter().chain(&deputised) {
        settle_assignment(tx, &pack, assignment)?;
    }
    Ok(())
}

fn grant_of_employment(read: &Read, employment: &Employment) -> Result<Grant> {
    let home = legal_entity(read, employment.organisation)?.unwrap_or(employment.organisation);
    Ok(Grant {
        source: employment.id,
        person: employment.person,
        core_function: EMPLOYEE.to_owned(),
        subject: employment.organisation,
        home: Some(home),
        valid: employment.period(),
    })
}

/// The days on which an assignment counts, by its holder's employments.
pub(crate) fn counts_of(read: &Read, assignment: &RoleAssignment) -> Result<Option<Period>> {
    let employed = match assignment.person {
        Some(id) if person(read, id)?.kind == PersonKind::Employed => Some(employments_of(read, id)?),
        _ => None,
    };
    let periods: Option<Vec<Period>> = employed.map(|all| all.iter().map(Employment::period).collect());
    Ok(compute_counts(assignment, periods.as_deref()))
}

/// Gives what an assignment gives its holder and its deputy, and has the findings of its subject made anew.
pub(crate) fn settle_assignment(tx: &mut Tx, pack: &Pack, assignment: &RoleAssignment) -> Result<()> {
    access::take_back(tx, assignment.id)?;
    tx.touch(assignment.subject());
    findings::touch_all_within(tx, assignment.subject_id)?;
    if let Some(holder) = assignment.person.filter(|_| assignment.subject_kind == ORGANISATION.name()) {
        // A guideline may ask of a holder elsewhere that they have this role too.
        for other in assignments_of_person(tx, holder)? {
            tx.touch(other.subject());
        }
    }
    let Some(role) = pack.role(&assignment.role) else { return Ok(()) };
    let standing_in = assignment.deputy.zip(assignment.deputy_period());
    let holders = assignment.person.zip(assignment.counts).into_iter().chain(standing_in);
    for (person, period) in holders.collect::<Vec<_>>() {
        let Some((home, valid)) = standing(tx, person, assignment.subject_id, period)? else { continue };
        let grant = Grant {
            source: assignment.id,
            person,
            core_function: role.core_function.name().to_owned(),
            subject: assignment.subject_id,
            home: Some(home),
            valid,
        };
        access::give(tx, &grant)?;
    }
    Ok(())
}

/// Where somebody who holds a role at a subject during a period is at home; at the subject who is not employed then.
pub(crate) fn home_of(read: &Read, id: Id, subject: Id, period: Period) -> Result<Id> {
    let Some(person) = crate::save_unit::found_or_none(person(read, id))? else { return Ok(subject) };
    Ok(standing(read, person.id, subject, period)?.map_or(subject, |(home, _)| home))
}

/// Where somebody is at home during a period, and the part of it in which they are employed.
///
/// Somebody from outside is at home nowhere in the federation: their own subject is as far as they reach.
fn standing(read: &Read, id: Id, subject: Id, period: Period) -> Result<Option<(Id, Period)>> {
    if person(read, id)?.kind == PersonKind::External {
        return Ok(Some((subject, period)));
    }
    let employments = employments_of(read, id)?;
    let periods: Vec<Period> = employments.iter().map(Employment::period).collect();
    let from = period.from.unwrap_or(Date::MIN);
    let Some(spell) = crate::compute_spell(&periods, from) else { return Ok(None) };
    let valid = period.cut_to(&spell);
    // With several employers in turn it is the present one, else the first to come, else the last one.
    let present = employments.iter().find(|one| one.period().contains(read.today()));
    let coming = employments.iter().rev().find(|one| one.period().overlaps(&valid));
    let Some(employer) = present.or(coming).map(|one| one.organisation) else { return Ok(None) };
    let home = legal_entity(read, employer)?.unwrap_or(employer);
    Ok((!valid.is_empty()).then_some((home, valid)))
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
    let is_entity = |one: &Organisation| one.kind.is_legal_entity();
    if (is_moved || is_other_kind) && (is_entity(after) || before.is_some_and(is_entity)) {
        // What is everybody's lies within every legal entity.
        for supplier in organisations::suppliers(tx)? {
            settle_reach(tx, &organisations::organisation(tx, supplier)?)?;
        }
        for external in externals(tx)? {
            settle_person(tx, external)?;
        }
    }
    Ok(())
}

fn settle_people_within(tx: &mut Tx, organisation: Id) -> Result<()> {
    let employed = crate::store::people::employed_within(tx, organisation)?;
    let external = crate::store::people::externals_of(tx, organisation)?;
    for person in employed.into_iter().chain(external) {
        settle_person(tx, person)?;
    }
    Ok(())
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

/// Settles everyone who holds a role: after a pack was adopted that calls the roles or their core functions otherwise.
///
/// # Errors
/// When the database fails.
pub fn settle_everyone_with_roles(tx: &mut Tx) -> Result<()> {
    for person in everyone_with_roles(tx)? {
        settle_person(tx, person)?;
    }
    Ok(())
}
