//! Whoever is named to stand in is told: once for an absence, on however many roles, or once for the role that it is about.

use crate::store::people::people;
use crate::told::{address_of, plain_title};
use crate::{Absence, ROLE_ASSIGNMENT, RoleAssignment, subject_names, with_names};
use kernel::{Date, Id, LocalText, Message, Result, Subject};
use notify::Notice;
use policy::Pack;
use storage::{Read, Tx};

/// Tells who stands in for somebody that is away, and on how much. Whoever enters it for themselves knows.
pub(crate) fn tell_stand_in(tx: &mut Tx, absence: &Absence, held: &[RoleAssignment]) -> Result<()> {
    let deputy = absence.deputy.filter(|deputy| tx.actor().person != Some(*deputy));
    let (Some(deputy), Some(first)) = (deputy, held.first()) else { return Ok(()) };
    let message = Message::new("notice-stands-in")
        .with("person", name_of(tx, absence.person)?)
        .with("count", i64::try_from(held.len()).unwrap_or(i64::MAX))
        .with("from", absence.from.to_string())
        .with("to", absence.to.to_string());
    let notice = notice(first, deputy, message, absence_key(absence));
    notify::tell(tx, &notice)
}

/// What was told of an absence holds no longer: it ends earlier, or nobody was away after all.
pub(crate) fn settle_stand_in(tx: &mut Tx, absence: &Absence) -> Result<()> {
    absence.deputy.map_or(Ok(()), |deputy| notify::settle(tx, deputy, &absence_key(absence)))
}

/// Tells who stands in on a role that has just been given.
pub(crate) fn tell_first_deputy(tx: &mut Tx, given: &RoleAssignment) -> Result<()> {
    if given.deputy.is_none() {
        return Ok(());
    }
    let alone = RoleAssignment { deputy: None, deputy_from: None, deputy_to: None, ..given.clone() };
    let pack = findings::pack_in_force(tx)?;
    tell_deputy(tx, &pack, &alone, given)
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
    settle_deputy(tx, before)?;
    let today = tx.today();
    let is_to_come = after.deputy_period().is_some_and(|days| days.to.is_none_or(|to| to >= today));
    let deputy = after.deputy.filter(|deputy| is_to_come && tx.actor().person != Some(*deputy));
    let Some(deputy) = deputy else { return Ok(()) };
    let names = subject_names(tx, &[after.subject()])?;
    let subject = names.get(&after.subject()).map(|(name, _)| name.clone()).unwrap_or_default();
    let message = Message::new("notice-deputy")
        .with("person", name_of_holder(tx, after)?)
        .with("role", plain_title(pack, &after.role))
        .with("subject", subject)
        .with("from", written(after.deputy_from))
        .with("to", written(after.deputy_to));
    notify::tell(tx, &notice(after, deputy, message, key_of(after)))
}

/// What a deputy was told of a role waits for them no longer.
fn settle_deputy(tx: &mut Tx, before: &RoleAssignment) -> Result<()> {
    let Some(gone) = before.deputy else { return Ok(()) };
    let own = keys_of(before);
    for told in notify::open_notices(tx, gone)? {
        if told.key.starts_with(&own) {
            notify::settle(tx, gone, &told.key)?;
        }
    }
    Ok(())
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

/// Another last day is another piece of news.
fn absence_key(absence: &Absence) -> String {
    format!("stand-in:{}:{}", absence.id, absence.to)
}

/// Each time that somebody is named is a piece of news, also where they have been named before.
fn key_of(assignment: &RoleAssignment) -> String {
    format!("{}{}", keys_of(assignment), assignment.revision)
}

fn keys_of(assignment: &RoleAssignment) -> String {
    format!("deputy:{}:", assignment.id)
}

fn written(day: Option<Date>) -> String {
    day.map_or_else(|| "none".to_owned(), |day| day.to_string())
}

fn name_of(read: &Read, person: Id) -> Result<String> {
    Ok(people(read, &[person])?.into_iter().next().map(|person| person.name).unwrap_or_default())
}

/// Who is stood in for: a person, or a body or a supplier that holds the role.
fn name_of_holder(read: &Read, assignment: &RoleAssignment) -> Result<LocalText> {
    let named = with_names(read, vec![assignment.clone()])?.pop();
    Ok(named.map(|holder| holder.name).unwrap_or_default())
}
