//! What an organisation shows and soon will not any more: told to those who decide it.

use super::Sharing;
use super::surroundings::entities;
use crate::around_assignments::distinct;
use crate::facts::in_both_languages;
use crate::store::organisations::legal_entities_of;
use crate::store::sharings::{sharings_ending, sharings_of_owners};
use crate::{DECIDE_SHARING, SHARING};
use kernel::{Date, Id, LocalText, Message, Result, Subject};
use notify::Deadline;
use std::collections::BTreeMap;
use storage::Read;

/// Days ahead on which it is told.
const NOTICE_DAYS: i64 = 60;

/// The last days of what is shown and not decided anew, for those who decide it.
pub(crate) fn endings_of_sharing(read: &Read, asked: Option<&[Id]>, until: Date) -> Result<Vec<Deadline>> {
    let until = until.min(read.today().saturating_add(jiff::Span::new().days(NOTICE_DAYS)));
    let mut ending = sharings_ending(read, read.today(), until)?;
    if ending.is_empty() {
        return Ok(Vec::new());
    }
    let decided = sharings_of_owners(read, &distinct(ending.iter().map(|one| one.owner)))?;
    ending.retain(|one| !decided.iter().any(|other| goes_on(one, other)));
    let deciders = deciders(read)?;
    let names: BTreeMap<Id, String> = entities(read)?.into_iter().map(|one| (one.id, one.name)).collect();
    let is_asked = |person: &&Id| asked.is_none_or(|asked| asked.contains(person));
    let told = ending.iter().flat_map(|one| {
        let people = deciders.get(&one.owner).into_iter().flatten().filter(is_asked);
        people.filter_map(|person| deadline(one, *person, &names))
    });
    Ok(told.collect())
}

/// Whether another decision shows the same from the day after.
fn goes_on(ending: &Sharing, other: &Sharing) -> bool {
    let next = ending.to.and_then(|to| to.tomorrow().ok());
    other.id != ending.id
        && (&other.record_kind, &other.field_group) == (&ending.record_kind, &ending.field_group)
        && (other.receiver.is_none() || other.receiver == ending.receiver)
        && next.is_some_and(|day| other.period().contains(day))
}

/// The people who decide for each legal entity.
fn deciders(read: &Read) -> Result<BTreeMap<Id, Vec<Id>>> {
    let holders = access::holders(read, DECIDE_SHARING)?;
    let entities = legal_entities_of(read, &distinct(holders.iter().map(|(place, _)| *place)))?;
    let mut deciders: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for (place, person) in holders {
        if let Some(entity) = entities.get(&place) {
            let people = deciders.entry(*entity).or_default();
            if !people.contains(&person) {
                people.push(person);
            }
        }
    }
    Ok(deciders)
}

fn deadline(one: &Sharing, person: Id, names: &BTreeMap<Id, String>) -> Option<Deadline> {
    let name = |id: &Id| names.get(id).cloned().unwrap_or_default();
    let receiver = match &one.receiver {
        Some(receiver) => LocalText::new(name(receiver), name(receiver)),
        None => in_both_languages("sharing-to-all-others"),
    };
    let message = Message::new("deadline-sharing-ends")
        .with("kind", in_both_languages(&format!("sharing-kind-{}", one.record_kind)))
        .with("group", in_both_languages(&format!("sharing-group-{}", one.field_group)))
        .with("receiver", receiver);
    Some(Deadline {
        person,
        due: one.to?,
        about: Subject::new(SHARING, one.id),
        name: Deadline::named(name(&one.owner)),
        message,
        address: format!("/administration/delning/{}", one.id),
    })
}
