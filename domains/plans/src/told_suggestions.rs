//! Who is told of a suggestion: those who manage the system when it is made, and who made it when something comes of it.

use crate::store;
use crate::suggestion::{SUGGESTION, Suggestion};
use kernel::{Id, Message, Result, Subject};
use notify::Notice;
use organisation::RoleAssignment;
use policy::CoreFunction;
use register::{OBJECTS, ObjectRow};
use std::collections::BTreeSet;
use storage::{Query, Read, Tx, values};

/// A system lies in one or two objects, hardly ever in more.
const MOST_OBJECTS: i64 = 20;

/// Tells those who manage the system, or answer for how it runs, that somebody suggests something (S0-052).
pub(crate) fn tell_handlers(tx: &mut Tx, suggestion: &Suggestion, system: &str) -> Result<()> {
    let message = Message::new("suggestion-told-made")
        .with("who", suggestion.made_by_name.as_str())
        .with("system", system)
        .with("title", suggestion.said.title.as_str());
    let today = tx.today();
    for handler in handlers_of(tx, suggestion, |one| one.counts_on(today))? {
        tell(tx, suggestion, handler, (message.clone(), key_of(suggestion)))?;
    }
    Ok(())
}

/// What waited for them is seen to; also for whoever has left the role since they were told.
pub(crate) fn settle_handlers(tx: &mut Tx, suggestion: &Suggestion) -> Result<()> {
    for handler in handlers_of(tx, suggestion, |_| true)? {
        notify::settle(tx, handler, &key_of(suggestion))?;
    }
    Ok(())
}

/// Tells who made a suggestion and whoever made what is joined into it.
pub(crate) fn tell_makers(tx: &mut Tx, suggestion: &Suggestion, key: &'static str) -> Result<()> {
    let joined = store::joined_into(tx, suggestion.id)?;
    for one in std::iter::once(suggestion).chain(&joined) {
        tell_maker(tx, one, Message::new(key).with("title", one.said.title.as_str()))?;
    }
    Ok(())
}

/// Tells who made a suggestion what came of it, unless they did it themselves.
pub(crate) fn tell_maker(tx: &mut Tx, suggestion: &Suggestion, message: Message) -> Result<()> {
    let Some(maker) = suggestion.made_by.filter(|maker| Some(*maker) != tx.actor().person) else {
        return Ok(());
    };
    // Each thing that happens to it is told: an answer also where it is joined into what is answered.
    let key = format!("{}:{}:{}", key_of(suggestion), suggestion.revision, message.key);
    tell(tx, suggestion, maker, (message, key))
}

fn tell(tx: &mut Tx, suggestion: &Suggestion, person: Id, (message, key): (Message, String)) -> Result<()> {
    let notice = Notice {
        person,
        about: Subject::new(SUGGESTION, suggestion.id),
        address: format!("/forslag/{}", suggestion.id),
        message,
        key,
        is_at_once: false,
    };
    notify::tell(tx, &notice)
}

fn key_of(suggestion: &Suggestion) -> String {
    format!("suggestion:{}", suggestion.id)
}

/// A system and the objects that it lies in.
pub(crate) fn places_of(read: &Read, system: Id) -> Result<Vec<Id>> {
    let query = Query::first(MOST_OBJECTS).filter("system", values![system]);
    let objects = OBJECTS.page::<ObjectRow>(read, &query)?.items;
    Ok(std::iter::once(system).chain(objects.into_iter().map(|row| row.id)).collect())
}

/// Those who manage the system or its objects, and who answer for its operation; not who made the suggestion.
fn handlers_of(
    read: &Read,
    suggestion: &Suggestion,
    is_meant: impl Fn(&RoleAssignment) -> bool,
) -> Result<BTreeSet<Id>> {
    const TOLD: [CoreFunction; 3] =
        [CoreFunction::BusinessManager, CoreFunction::ObjectLeader, CoreFunction::Operations];
    let pack = findings::pack_in_force(read)?;
    let places = places_of(read, suggestion.system)?;
    let is_told = |one: &RoleAssignment| {
        pack.role(&one.role).is_some_and(|role| TOLD.contains(&role.core_function)) && is_meant(one)
    };
    let held = organisation::assignments_of_all(read, &places)?;
    let people = held.iter().filter(|one| is_told(one)).filter_map(|one| one.person);
    Ok(people.filter(|person| Some(*person) != suggestion.made_by).collect())
}
