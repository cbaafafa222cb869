//! What the demo's files call things: every record has its id before it is written, so that lines may name each other.

use kernel::{Id, Subject};
use organisation::ORGANISATION;
use register::{OBJECT, SYSTEM};
use std::collections::BTreeMap;

/// Ids by kind and name.
#[derive(Clone, Debug, Default)]
pub struct Names {
    ids: BTreeMap<&'static str, BTreeMap<String, Id>>,
}

impl Names {
    /// Gives a name an id; false where it has one already.
    pub fn add(&mut self, kind: &'static str, name: &str, id: Id) -> bool {
        self.ids.entry(kind).or_default().insert(name.to_owned(), id).is_none()
    }

    /// The id of a record of a kind.
    pub fn find(&self, kind: &str, name: &str) -> Option<Id> {
        self.ids.get(kind)?.get(name).copied()
    }

    /// What roles and documents are about: a system, an object or an organisation.
    pub fn subject(&self, name: &str) -> Option<Subject> {
        [SYSTEM, OBJECT, ORGANISATION]
            .into_iter()
            .find_map(|kind| Some(Subject::new(kind, self.find(kind.name(), name)?)))
    }
}
