//! Groups in the API, each with those who sit in it today.

use super::{OPEN, SEARCH, field_filter, query, reference};
use crate::forum::{By, Members, Seats, members_of};
use crate::listing::{FORUMS, visible_forums};
use crate::store::people::people;
use crate::{Because, CloseForum, Forum, SaveForum, close_forum, save_forum, visible_forum};
use kernel::{Date, Error, FieldKind, Id, Result, Subject, record_fields};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use storage::{Read, Tx};
use web::{Input, Item, ListAnswer, ListAsk, ListFilter, Resource};

pub(crate) const FORUM_FILTERS: &[ListFilter] = &[
    SEARCH,
    field_filter("body", FieldKind::Word),
    reference("organisation", "organisation"),
    reference("person", "person"),
    field_filter("subject_kind", FieldKind::Text { max_chars: 50 }),
    reference("subject_id", "subject"),
    OPEN,
];

/// The last day of a group that is closed.
#[derive(Clone, Debug, Default)]
struct LastDay {
    last_day: Option<Date>,
    decision: String,
    reason: String,
}

record_fields! { LastDay {
    last_day: FieldKind::Date, required;
    decision: FieldKind::Text { max_chars: 200 };
    reason: FieldKind::LongText { max_chars: 1_000 };
} }

pub(super) fn forums() -> Resource {
    Resource::of::<Forum>("forums", "forum")
        .tells_list("members")
        .tells("vacant_roles", FieldKind::Words { max_words: 50 })
        .lists(&FORUMS, FORUM_FILTERS, list)
        .gets(|read, id| told(read, visible_forum(read, id)?))
        .creates(create)
        .changes(change)
        .taking::<Because>()
        .acts::<LastDay>("close", close)
}

fn list(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    let page = visible_forums(read, query(read, ask, &FORUMS)?)?;
    Ok(ListAnswer { items: told_each(read, page.items)?, next_cursor: page.next_cursor })
}

fn told(read: &Read, forum: Forum) -> Result<Item> {
    told_each(read, vec![forum])?.pop().ok_or(Error::NotFound)
}

fn told_each(read: &Read, forums: Vec<Forum>) -> Result<Vec<Item>> {
    let mut members = members_of(read, &forums)?;
    let sitting: Vec<Id> = members.values().flat_map(|one| one.people.keys().copied()).collect();
    let names: BTreeMap<Id, String> =
        people(read, &sitting)?.into_iter().map(|person| (person.id, person.name)).collect();
    let item = |forum: &Forum| {
        let Members { people, vacant_roles, .. } = members.remove(&forum.id).unwrap_or_default();
        let told: Vec<Json> = people.iter().map(|(id, seats)| member(*id, seats, &names)).collect();
        Item::of(forum.id, forum.revision, forum)
            .with_json("members", Json::Array(told))
            .with("vacant_roles", &vacant_roles)
    };
    Ok(forums.iter().map(item).collect())
}

fn member(id: Id, seats: &Seats, names: &BTreeMap<Id, String>) -> Json {
    let role = |by: &By| match by {
        By::Name => None,
        By::Role { role, .. } => Some(role.clone()),
    };
    let in_place_of = |by: &By| match by {
        By::Role { in_place_of, .. } => *in_place_of,
        By::Name => None,
    };
    json!({
        "person": id,
        "name": names.get(&id),
        "roles": seats.by.iter().filter_map(role).collect::<Vec<_>>(),
        "by_name": seats.by.contains(&By::Name),
        "in_place_of": seats.by.iter().find_map(in_place_of),
        "is_chair": seats.is_chair,
        "is_convener": seats.is_convener,
    })
}

fn create(tx: &mut Tx, input: &Input) -> Result<Item> {
    let nothing = Subject { kind: String::new(), id: Id::new() };
    let (mut forum, mut because) = (Forum::new("", &nothing, tx.today()), Because::default());
    input.read_new(&mut forum, &mut because)?;
    let saved = save_forum(tx, &SaveForum { forum, revision: None, because })?;
    told(tx, saved)
}

fn change(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let (mut forum, mut because) = (visible_forum(tx, id)?, Because::default());
    input.read_with(&mut forum, &mut because)?;
    let saved = save_forum(tx, &SaveForum { forum, revision: Some(input.revision()?), because })?;
    told(tx, saved)
}

fn close(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let present = visible_forum(tx, id)?.revision;
    let mut wanted = LastDay::default();
    input.read_into(&mut wanted)?;
    let ask = CloseForum {
        id,
        revision: input.revision_if_told().unwrap_or(present),
        last_day: wanted.last_day.ok_or_else(|| Error::rejected("last_day", "objection-required"))?,
        because: Because { reason: wanted.reason, decision: wanted.decision },
    };
    let closed = close_forum(tx, &ask)?;
    told(tx, closed)
}
