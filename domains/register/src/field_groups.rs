//! Which fields of a record are read together, and what opens each group: the groups are what an organisation shares with
//! others, and whoever lacks one sees the record without it.

use crate::managed_object::OBJECT;
use crate::system::{SYSTEM, System};
use crate::{READ_ALL, READ_BASE, READ_CLASSIFICATION, READ_DOCUMENTS, READ_ROLES};
use access::{Allowed, FieldGroup};
use kernel::{Id, Permission, Result};
use std::collections::{BTreeMap, BTreeSet};
use storage::{Query, Read};

/// How a system is classified.
pub(crate) const CLASSIFICATION: [&str; 3] = ["importance", "personal_data", "sensitive_data"];

/// The filters of lists of systems that ask about a group other than the base fields, and what opens it.
const ASKING: [(&str, Permission); 3] =
    [("importance", READ_CLASSIFICATION), ("personal_data", READ_CLASSIFICATION), ("person", READ_ROLES)];

/// The groups of fields that an organisation may share of its systems and objects. Findings, notes and history are for
/// those who answer for a record and are not among them.
#[must_use]
pub fn field_groups() -> Vec<FieldGroup> {
    let group = |kind, name, permission| FieldGroup { kind, name, permission };
    vec![
        group(SYSTEM, FieldGroup::BASE, READ_BASE),
        group(SYSTEM, "roles", READ_ROLES),
        group(SYSTEM, "classification", READ_CLASSIFICATION),
        group(SYSTEM, "documents", READ_DOCUMENTS),
        group(OBJECT, FieldGroup::BASE, READ_BASE),
        group(OBJECT, "roles", READ_ROLES),
        group(OBJECT, "documents", READ_DOCUMENTS),
    ]
}

/// The system as somebody sees it who may not see all of it.
pub(crate) fn seen_by(allowed: &Allowed, mut system: System) -> System {
    if !allowed.may(READ_CLASSIFICATION) {
        (system.importance, system.personal_data, system.sensitive_data) = (None, None, None);
    }
    if !allowed.may(READ_ALL) {
        system.notes = String::new();
    }
    system
}

/// The fields of a system that are hidden from somebody.
pub(crate) fn hidden_fields(allowed: &Allowed) -> Vec<&'static str> {
    let classification = CLASSIFICATION.into_iter().filter(|_| !allowed.may(READ_CLASSIFICATION));
    classification.chain((!allowed.may(READ_ALL)).then_some("notes")).collect()
}

/// Which groups the actor sees of each of some records.
pub(crate) fn seen_of_each(read: &Read, ids: &[Id]) -> Result<BTreeMap<Id, Allowed>> {
    access::allowed_each(read, [READ_CLASSIFICATION, READ_ROLES, READ_DOCUMENTS, READ_ALL], ids)
}

/// Leaves out the rows of which the reader may not see what the question asks about: a filter would tell it.
pub(crate) fn narrowed(read: &Read, query: Query, is_asked: impl Fn(&str) -> bool) -> Query {
    let asked = ASKING.into_iter().filter(|(name, _)| is_asked(name));
    let permissions: BTreeSet<Permission> = asked.map(|(_, permission)| permission).collect();
    permissions.into_iter().fold(query, |query, one| access::visible_to(read.actor(), one, query))
}
