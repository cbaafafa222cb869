//! The day on which a pack that has been decided begins to hold: told ahead to those who may decide of packs.

use findings::{ADOPT_PACK, AdoptedPack, POLICY_PACK, adopted_packs, adopted_rules};
use kernel::{Date, Id, Message, Result, Subject};
use notify::Deadline;
use std::collections::BTreeSet;
use storage::Read;

/// Packs that have been decided and begin until a day.
pub(crate) fn packs_to_come(read: &Read, asked: Option<&[Id]>, until: Date) -> Result<Vec<Deadline>> {
    let begins =
        |one: &AdoptedPack| one.adoption.valid_from.filter(|day| *day > read.today() && *day <= until);
    let coming: Vec<(AdoptedPack, Date)> =
        adopted_packs(read)?.into_iter().filter_map(|one| begins(&one).map(|day| (one, day))).collect();
    if coming.is_empty() {
        return Ok(Vec::new());
    }
    let holders = access::holders(read, ADOPT_PACK)?.into_iter().map(|(_, person)| person);
    let people: BTreeSet<Id> =
        holders.filter(|person| asked.is_none_or(|asked| asked.contains(person))).collect();
    let mut told = Vec::new();
    if people.is_empty() {
        return Ok(told);
    }
    for (one, due) in &coming {
        let name = adopted_rules(read, one)?.name.clone();
        told.extend(people.iter().map(|person| Deadline {
            person: *person,
            due: *due,
            about: Subject::new(POLICY_PACK, one.id),
            name: name.clone(),
            message: Message::new("deadline-pack-begins").with("version", one.version.clone()),
            address: "/administration/regelpaket".to_owned(),
        }));
    }
    Ok(told)
}
