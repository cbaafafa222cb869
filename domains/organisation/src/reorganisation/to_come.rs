//! The day of a reorganisation that has been decided: told ahead to those who may change an organisation that it touches,
//! also where another organisation has planned it.

use crate::store::changing::changers;
use crate::store::reorganisations::{decided_until, read_within};
use crate::{EDIT, REORGANISATION};
use kernel::{Date, Id, Message, Result, Subject};
use notify::Deadline;
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// Decided reorganisations whose day comes until a day.
pub(crate) fn reorganisations_to_come(
    read: &Read,
    asked: Option<&[Id]>,
    until: Date,
) -> Result<Vec<Deadline>> {
    let coming = decided_until(read, until)?;
    if coming.is_empty() {
        return Ok(Vec::new());
    }
    let plans: Vec<Id> = coming.iter().map(|(id, ..)| *id).collect();
    let mut within: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    for (plan, organisation) in read_within(read, &plans)? {
        within.entry(plan).or_default().insert(organisation);
    }
    let changers = changers(read, EDIT, asked)?;
    let mut told = Vec::new();
    for (plan, name, due) in &coming {
        let within = within.remove(plan).unwrap_or_default();
        let concerned = changers.iter().filter(|one| one.reaches(&within)).map(|one| one.person);
        told.extend(concerned.collect::<BTreeSet<Id>>().into_iter().map(|person| Deadline {
            person,
            due: *due,
            about: Subject::new(REORGANISATION, *plan),
            name: Deadline::named(name.as_str()),
            message: Message::new("deadline-reorganisation"),
            address: format!("/organisation/omorganisation/{plan}"),
        }));
    }
    Ok(told)
}
