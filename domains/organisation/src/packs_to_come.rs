//! The day on which a pack that has been decided begins to hold: told ahead to those who may decide of packs.

use findings::{ADOPT_PACK, AdoptedPack, POLICY_PACK, Rulebook, adopted_packs};
use kernel::{Date, Id, Language, Message, Result, Subject};
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
    let rulebook = read.attached::<Rulebook>()?;
    let deadline = |person: Id, (one, due): &(AdoptedPack, Date)| Deadline {
        person,
        due: *due,
        about: Subject::new(POLICY_PACK, one.id),
        name: name_of(&rulebook, one, read.actor().language),
        message: Message::new("deadline-pack-begins").with("version", one.version.clone()),
        address: "/administration/regelpaket".to_owned(),
    };
    Ok(people.iter().flat_map(|person| coming.iter().map(|one| deadline(*person, one))).collect())
}

/// What the pack is called, or its id where it no longer comes with the program.
fn name_of(rulebook: &Rulebook, adopted: &AdoptedPack, language: Language) -> String {
    let id = &adopted.adoption.pack;
    let shipped = rulebook.shipped().iter().find(|shipped| shipped.source.id == *id);
    let pack = shipped.and_then(|one| one.report.pack.as_ref());
    pack.map_or_else(|| id.clone(), |pack| pack.name.in_language(language).to_owned())
}
