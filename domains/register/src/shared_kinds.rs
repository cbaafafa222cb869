//! What somebody sees of the systems and objects that a legal entity owns, in numbers and names: for whoever decides what
//! others are shown of them.

use crate::READ_BASE;
use crate::field_groups::CLASSIFICATION;
use crate::listing::{OBJECTS_WITHOUT_FINDINGS, ObjectRow, SYSTEMS_WITHOUT_FINDINGS, SystemRow};
use crate::managed_object::OBJECT;
use crate::system::SYSTEM;
use kernel::{Actor, Choice as _, CustomGroup, Id, Language, LocalText, Result, SubjectKind};
use organisation::{SeenRecords, SharedKind};
use storage::{FromRow, Listing, Query, Read, values};

/// So many are told by name.
const FIRST: i64 = 5;

/// The kinds of record of the register that an organisation shows others.
#[must_use]
pub fn shared_kinds() -> Vec<SharedKind> {
    vec![
        SharedKind { kind: SYSTEM, seen: systems_seen, fields: fields_of_systems },
        SharedKind { kind: OBJECT, seen: objects_seen, fields: fields_of_objects },
    ]
}

fn systems_seen(read: &Read, owner: Id, by: Option<&Actor>) -> Result<SeenRecords> {
    let name = |row: SystemRow| row.name;
    seen(read, (&SYSTEMS_WITHOUT_FINDINGS, &asked(owner, by)), name)
}

fn objects_seen(read: &Read, owner: Id, by: Option<&Actor>) -> Result<SeenRecords> {
    let name = |row: ObjectRow| row.name;
    seen(read, (&OBJECTS_WITHOUT_FINDINGS, &asked(owner, by)), name)
}

/// As the lists ask that are looked at *as seen by* somebody.
fn asked(owner: Id, by: Option<&Actor>) -> Query {
    let owned = Query::first(FIRST).filter("entity", values![owner]);
    match by {
        Some(actor) => access::visible_to(actor, READ_BASE, owned),
        None => owned,
    }
}

fn seen<R: FromRow>(
    read: &Read,
    (listing, asked): (&Listing, &Query),
    name: fn(R) -> String,
) -> Result<SeenRecords> {
    let first = listing.page::<R>(read, asked)?.items.into_iter().map(name).collect();
    Ok(SeenRecords { count: listing.count(read, asked)?, first })
}

fn fields_of_systems(read: &Read, group: &str) -> Result<Vec<LocalText>> {
    let is_classified = group == CustomGroup::Classification.name();
    let own = CLASSIFICATION.iter().filter(|_| is_classified).map(|name| {
        let key = format!("system-{}", name.replace('_', "-"));
        LocalText::new(texts::text(Language::Swedish, &key), texts::text(Language::English, &key))
    });
    Ok(own.chain(added(read, SYSTEM, group)?).collect())
}

fn fields_of_objects(read: &Read, group: &str) -> Result<Vec<LocalText>> {
    added(read, OBJECT, group)
}

/// The fields that the federation has added and that are read with a group.
fn added(read: &Read, kind: SubjectKind, group: &str) -> Result<Vec<LocalText>> {
    let fields = custom_fields::fields_of(read, kind.name())?;
    let of_group = fields.iter().filter(|field| !field.is_retired && field.group.name() == group);
    Ok(of_group.map(|field| field.label.clone()).collect())
}
