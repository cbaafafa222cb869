//! Which fields of a record are read together, and what opens each group: the groups are what an organisation shares with
//! others, and whoever lacks one sees the record without it.

use crate::managed_object::OBJECT;
use crate::system::{SYSTEM, System};
use crate::{READ_ALL, READ_BASE, READ_CLASSIFICATION, READ_COSTS, READ_DOCUMENTS, READ_ROLES};
use access::{Allowed, FieldGroup};
use custom_fields::{WordsByGroup, custom_of_each, fields_of};
use kernel::{Choice as _, Custom, CustomField, CustomGroup, Id, Permission, Record, Result, SubjectKind};
use search::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use storage::{AuditEvent, Query, Read};

/// How a system is classified.
pub(crate) const CLASSIFICATION: [&str; 3] = ["importance", "personal_data", "sensitive_data"];

/// The filters of lists of systems that ask about a group other than the base fields, and what opens it.
const ASKING: [(&str, Permission); 3] =
    [("importance", READ_CLASSIFICATION), ("personal_data", READ_CLASSIFICATION), ("person", READ_ROLES)];

/// The groups that an added field of a system may be read with.
pub const GROUPS_OF_SYSTEMS: &[CustomGroup] = &[
    CustomGroup::Base,
    CustomGroup::Roles,
    CustomGroup::Classification,
    CustomGroup::Documents,
    CustomGroup::Costs,
];
/// The same of an object, which nobody classifies.
pub const GROUPS_OF_OBJECTS: &[CustomGroup] =
    &[CustomGroup::Base, CustomGroup::Roles, CustomGroup::Documents, CustomGroup::Costs];
/// The same of a document, which is itself read with the documents of what it is about.
pub const GROUPS_OF_DOCUMENTS: &[CustomGroup] = &[CustomGroup::Base, CustomGroup::Costs];

/// What opens the fields of a group.
const fn opening(group: CustomGroup) -> Permission {
    match group {
        CustomGroup::Base => READ_BASE,
        CustomGroup::Roles => READ_ROLES,
        CustomGroup::Classification => READ_CLASSIFICATION,
        CustomGroup::Documents => READ_DOCUMENTS,
        CustomGroup::Costs => READ_COSTS,
    }
}

/// The groups of fields that an organisation may share of its systems and objects. Findings, notes and history are for
/// those who answer for a record and are not among them.
#[must_use]
pub fn field_groups() -> Vec<FieldGroup> {
    let of = |kind: SubjectKind, groups: &[CustomGroup]| -> Vec<FieldGroup> {
        groups.iter().map(|one| FieldGroup { kind, name: one.name(), permission: opening(*one) }).collect()
    };
    [of(SYSTEM, GROUPS_OF_SYSTEMS), of(OBJECT, GROUPS_OF_OBJECTS)].concat()
}

/// Whether somebody does not see an added field. Who sees the record sees its base fields.
fn is_hidden(allowed: &Allowed, field: &CustomField) -> bool {
    field.group != CustomGroup::Base && !allowed.may(opening(field.group))
}

/// The system as somebody sees it who may not see all of it.
pub(crate) fn seen_by(allowed: &Allowed, mut system: System) -> System {
    if !allowed.may(READ_CLASSIFICATION) {
        (system.importance, system.personal_data, system.sensitive_data) = (None, None, None);
    }
    if !allowed.may(READ_ALL) {
        system.notes = String::new();
    }
    system.custom.hide(|field| is_hidden(allowed, field));
    system
}

/// The fields of a system that are hidden from somebody, of those that it has by itself.
pub(crate) fn hidden_fields(allowed: &Allowed) -> Vec<&'static str> {
    let classification = CLASSIFICATION.into_iter().filter(|_| !allowed.may(READ_CLASSIFICATION));
    classification.chain((!allowed.may(READ_ALL)).then_some("notes")).collect()
}

/// The same with the added ones.
pub(crate) fn all_hidden_fields(allowed: &Allowed, added: &[CustomField]) -> Vec<String> {
    let own = hidden_fields(allowed).into_iter().map(str::to_owned);
    own.chain(added.iter().filter(|field| is_hidden(allowed, field)).map(|field| field.name.clone()))
        .collect()
}

/// The events of a record without what they tell of hidden fields.
pub(crate) fn leave_out_of_history(events: &mut [AuditEvent], hidden: &[String]) {
    for event in events {
        let changes = event.content.as_mut().and_then(|content| content.get_mut("changes")?.as_object_mut());
        if let Some(changes) = changes {
            changes.retain(|name, _| !hidden.contains(name));
        }
    }
}

/// Which groups the actor sees of each of some records.
pub(crate) fn seen_of_each(read: &Read, ids: &[Id]) -> Result<BTreeMap<Id, Allowed>> {
    access::allowed_each(read, [READ_CLASSIFICATION, READ_ROLES, READ_DOCUMENTS, READ_COSTS, READ_ALL], ids)
}

/// Hides what the actor does not see of the added fields of some records, each judged where it lies.
pub(crate) fn hide_unseen<N: Record>(read: &Read, records: &mut [N], place: impl Fn(&N) -> Id) -> Result<()> {
    let customs = records.iter_mut().filter_map(|record| {
        let place = place(record);
        record.custom_mut().map(|custom| (place, custom))
    });
    hide_each(read, customs.collect())
}

/// The same of one record.
pub(crate) fn without_unseen<N: Record>(read: &Read, place: Id, mut record: N) -> Result<N> {
    hide_unseen(read, std::slice::from_mut(&mut record), |_| place)?;
    Ok(record)
}

/// What the actor sees of the added fields of some records, each with the place where it is judged.
pub(crate) fn seen_custom(
    read: &Read,
    kind: SubjectKind,
    records: &BTreeMap<Id, Id>,
) -> Result<BTreeMap<Id, Custom>> {
    let ids: Vec<Id> = records.keys().copied().collect();
    let mut each = custom_of_each(read, kind.name(), &ids)?;
    let customs = each.iter_mut().filter_map(|(id, custom)| Some((*records.get(id)?, custom)));
    hide_each(read, customs.collect())?;
    Ok(each)
}

/// Asks once for each group that there are fields of, and nothing where all are base fields.
fn hide_each(read: &Read, mut customs: Vec<(Id, &mut Custom)>) -> Result<()> {
    let fields = customs.iter().flat_map(|(_, custom)| custom.fields().iter());
    let groups: BTreeSet<CustomGroup> = fields.map(|field| field.group).collect();
    let places: BTreeSet<Id> = customs.iter().map(|(place, _)| *place).collect();
    let places = Vec::from_iter(places);
    for group in groups.into_iter().filter(|group| *group != CustomGroup::Base) {
        let seen: BTreeSet<Id> = access::permitted(read, opening(group), &places)?.into_iter().collect();
        for (_, custom) in customs.iter_mut().filter(|(place, _)| !seen.contains(place)) {
            custom.hide(|field| field.group == group);
        }
    }
    Ok(())
}

/// The added fields of a kind of record that somebody sees of any record at all: of the others there is neither column nor
/// filter.
pub(crate) fn fields_seen(
    read: &Read,
    kind: SubjectKind,
    may: impl Fn(Permission) -> bool,
) -> Result<Arc<[CustomField]>> {
    let all = fields_of(read, kind.name())?;
    let is_seen = |field: &CustomField| field.group == CustomGroup::Base || may(opening(field.group));
    if all.iter().all(is_seen) {
        return Ok(all);
    }
    Ok(all.iter().filter(|field| is_seen(field)).cloned().collect())
}

/// The same for who reads a file or brings one.
pub(crate) fn fields_to_read(read: &Read, kind: SubjectKind) -> Result<Arc<[CustomField]>> {
    let all = fields_of(read, kind.name())?;
    let groups: BTreeSet<CustomGroup> = all.iter().map(|field| field.group).collect();
    let mut open = BTreeSet::new();
    for permission in groups.into_iter().filter(|group| *group != CustomGroup::Base).map(opening) {
        if access::may_anywhere(read, permission)? {
            open.insert(permission);
        }
    }
    fields_seen(read, kind, |permission| open.contains(&permission))
}

/// Leaves out the rows of which the reader may not see what the question asks about: a filter would tell it.
pub(crate) fn narrowed(read: &Read, query: Query, is_asked: impl Fn(&str) -> bool) -> Query {
    let asked = ASKING.into_iter().filter(|(name, _)| is_asked(name));
    seen_with(read, query, asked.map(|(_, permission)| permission))
}

/// The same of a question that asks about added fields, by a filter or by its order.
pub(crate) fn narrowed_by_added<'f>(
    read: &Read,
    query: Query,
    asked: impl Iterator<Item = &'f CustomField>,
) -> Query {
    let groups = asked.map(|field| field.group).filter(|group| *group != CustomGroup::Base);
    seen_with(read, query, groups.map(opening))
}

fn seen_with(read: &Read, query: Query, permissions: impl Iterator<Item = Permission>) -> Query {
    let permissions: BTreeSet<Permission> = permissions.collect();
    permissions.into_iter().fold(query, |query, one| access::visible_to(read.actor(), one, query))
}

/// An entry of the search with the words of the added fields, each group for those who see it. Who finds the record sees
/// its base fields.
pub(crate) fn with_words(entry: Entry, words: Option<WordsByGroup>, base: Permission) -> Entry {
    words.into_iter().flatten().fold(entry, |entry, (group, words)| {
        let permission = if group == CustomGroup::Base { base } else { opening(group) };
        entry.with("search-custom-fields", words.join("\n"), permission)
    })
}
