//! The days on which licences end, told to who sees to them, else to who answers for their system.

use super::licence::LICENCE;
use super::store::{self, Ending};
use crate::due::answering_at;
use kernel::{Date, Id, Message, Result, Subject};
use notify::Deadline;
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// The licences that end by a day, of these people or of all.
pub(crate) fn licences_due(read: &Read, people: Option<&[Id]>, until: Date) -> Result<Vec<Deadline>> {
    let ending = store::licences_ending(read, people, until)?;
    let unwatched: Vec<(Id, Vec<Id>)> = ending
        .iter()
        .filter(|one| one.responsible.is_none())
        .map(|one| (one.id, Vec::from_iter(one.system)))
        .collect();
    let answering: BTreeMap<Id, BTreeSet<Id>> = answering_at(read, unwatched.into_iter().collect())?;
    let mut deadlines = Vec::new();
    for one in &ending {
        let others = answering.get(&one.id).into_iter().flatten().copied();
        let told = one.responsible.into_iter().chain(others);
        let asked = told.filter(|person| people.is_none_or(|people| people.contains(person)));
        deadlines.extend(asked.map(|person| deadline(one, person)));
    }
    Ok(deadlines)
}

fn deadline(ending: &Ending, person: Id) -> Deadline {
    Deadline {
        person,
        due: ending.on,
        about: Subject::new(LICENCE, ending.id),
        name: Deadline::named(ending.name.clone()),
        message: Message::new("deadline-licence-ends"),
        address: format!("/licenser/{}", ending.id),
    }
}
