//! Licences in the API: entered, changed, and counted.

use super::licence::{Licence, LicenceKind, LicenceUse, compute_use};
use super::listing::{LICENCES, LicenceRow};
use super::save_licence::save_licence;
use super::store;
use super::visible_licence::{SeenLicence, seen_licence, seen_licences};
use crate::api::{of_field, reference, seen_of};
use kernel::{Choice as _, FieldKind, Id, Result};
use std::collections::BTreeMap;
use storage::{Read, Tx};
use web::{FilterKind, Input, Item, ListAnswer, ListAsk, ListFilter, Resource};

const FILTERS: &[ListFilter] = &[
    ListFilter { name: "q", kind: FilterKind::Search },
    of_field("kind", FieldKind::Choice(LicenceKind::NAMES)),
    of_field("user_group", FieldKind::Text { max_chars: 60 }),
    reference("supplier", "organisation"),
    reference("organisation", "organisation"),
    reference("system", "system"),
    reference("agreement", "agreement"),
    // Those that hold on a day, or later.
    of_field("current", FieldKind::Date),
];

/// The kind of record.
pub(crate) fn licences() -> Resource {
    Resource::of::<Licence>("licences", "licence")
        .tells("over_use", FieldKind::Number { min: 0, max: i64::MAX })
        .tells("unused", FieldKind::Number { min: 0, max: i64::MAX })
        .tells("hidden", FieldKind::Words { max_words: 100 })
        .lists(&LICENCES, FILTERS, list)
        .gets(get)
        .creates(create)
        .changes(change)
}

fn list(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    let id = |name: &str| ask.value(name).and_then(|text| text.parse().ok());
    let query = seen_of(read, ask.query(&LICENCES, read.today())?, (id("system"), id("agreement")))?;
    let page = LICENCES.page::<LicenceRow>(read, &query)?;
    let ids: Vec<Id> = page.items.iter().map(|row| row.id).collect();
    let seen = seen_licences(read, store::licences_by_id(read, &ids)?)?;
    let mut seen: BTreeMap<Id, SeenLicence> = seen.into_iter().map(|one| (one.licence.id, one)).collect();
    let items = ids.iter().filter_map(|id| seen.remove(id)).map(|one| told(&one));
    Ok(ListAnswer { items: items.collect(), next_cursor: page.next_cursor })
}

fn get(read: &Read, id: Id) -> Result<Item> {
    Ok(told(&seen_licence(read, id)?))
}

fn told(seen: &SeenLicence) -> Item {
    let licence = &seen.licence;
    let (over, free) = match compute_use(licence.kind, licence.bought, licence.in_use) {
        LicenceUse::NotCounted => (None, None),
        LicenceUse::Over(count) => (Some(count), Some(0)),
        LicenceUse::Free(count) => (Some(0), Some(count)),
    };
    let hidden: Vec<String> = seen.hidden.iter().map(|name| (*name).to_owned()).collect();
    Item::of(licence.id, licence.revision, licence)
        .with("over_use", &over)
        .with("unused", &free)
        .with("hidden", &hidden)
}

fn create(tx: &mut Tx, input: &Input) -> Result<Item> {
    let mut licence = Licence::default();
    input.read_into(&mut licence)?;
    let id = licence.id;
    save_licence(tx, licence)?;
    get(tx, id)
}

fn change(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut licence = seen_licence(tx, id)?.licence;
    licence.revision = input.revision()?;
    input.read_into(&mut licence)?;
    save_licence(tx, licence)?;
    get(tx, id)
}
