//! Whoever is named to stand in is told: once for an absence, on however many roles, or once for the role that it is about.

use crate::store::people::people;
use crate::told::{address_of, plain_title};
use crate::{Absence, ROLE_ASSIGNMENT, RoleAssignment, subject_names};
use kernel::{Date, Id, Message, Result, Subject};
use notify::Notice;
use policy::Pack;
use storage::{Read, Tx};

/// Tells who stands in for somebody that is away, and on how much. Whoever enters it for themselves knows.
pub(crate) fn tell_stand_in(tx: &mut Tx, absence: &Absence, held: &[RoleAssignment]) -> Result<()> {
    let deputy = absence.deputy.filter(|deputy| tx.actor().person != Some(*deputy));
    let (Some(deputy), Some(first)) = (deputy, held.first()) else { return Ok(()) };
    let message = Message::new("notice-stands-in")
        .with("person", name_of(tx, Some(absence.person))?)
        .with("count", i64::try_from(held.len()).unwrap_or(i64::MAX))
        .with("from", absence.from.to_string())
        .with("to", absence.to.to_string());
    let notice = notice(first, deputy, message, absence_key(absence));
    notify::tell(tx, &notice)
}

/// Nobody was away after all.
pub(crate) fn settle_stand_in(tx: &mut Tx, absence: &Absence) -> Result<()> {
    absence.deputy.map_or(Ok(()), |deputy| notify::settle(tx, deputy, &absence_key(absence)))
}

/// Tells who stands in on a role from now on, and whom it no longer waits for.
pub(crate) fn tell_deputy(
    tx: &mut Tx,
    pack: &Pack,
    before: &RoleAssignment,
    after: &RoleAssignment,
) -> Result<()> {
    let days = |one: &RoleAssignment| (one.deputy, one.deputy_from, one.deputy_to);
    if days(before) == days(after) {
        return Ok(());
    }
    if let Some(gone) = before.deputy {
        notify::settle(tx, gone, &key_of(before))?;
    }
    let today = tx.today();
    let is_to_come = after.deputy_period().is_some_and(|days| days.to.is_none_or(|to| to >= today));
    let deputy = after.deputy.filter(|deputy| is_to_come && tx.actor().person != Some(*deputy));
    let Some(deputy) = deputy else { return Ok(()) };
    let names = subject_names(tx, &[after.subject()])?;
    let subject = names.get(&after.subject()).map(|(name, _)| name.clone()).unwrap_or_default();
    let message = Message::new("notice-deputy")
        .with("person", name_of(tx, after.person)?)
        .with("role", plain_title(pack, &after.role))
        .with("subject", subject)
        .with("from", written(after.deputy_from))
        .with("to", written(after.deputy_to));
    notify::tell(tx, &notice(after, deputy, message, key_of(after)))
}

fn notice(about: &RoleAssignment, deputy: Id, message: Message, key: String) -> Notice {
    Notice {
        person: deputy,
        about: Subject::new(ROLE_ASSIGNMENT, about.id),
        address: address_of(about.id),
        message,
        key,
        is_at_once: true,
    }
}

fn absence_key(absence: &Absence) -> String {
    format!("stand-in:{}", absence.id)
}

/// Other days are another piece of news.
fn key_of(assignment: &RoleAssignment) -> String {
    let (from, to) = (written(assignment.deputy_from), written(assignment.deputy_to));
    format!("deputy:{}:{from}:{to}", assignment.id)
}

fn written(day: Option<Date>) -> String {
    day.map_or_else(|| "none".to_owned(), |day| day.to_string())
}

/// Who is stood in for; a role may be held by a body or a supplier, which the page of the assignment names.
fn name_of(read: &Read, person: Option<Id>) -> Result<String> {
    let Some(person) = person else { return Ok(String::new()) };
    Ok(people(read, &[person])?.into_iter().next().map(|person| person.name).unwrap_or_default())
}
