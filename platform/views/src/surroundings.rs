//! What the program tells this crate of the rest of the house: which lists there are, and who the people are.

use kernel::{Error, Result};
use notify::PeopleSource;
use std::sync::Arc;
use storage::Read;
use web::{ListPlace, Names};

/// Attached to the database when the program is put together.
pub struct Surroundings {
    pub lists: Vec<ListPlace>,
    pub people: PeopleSource,
    /// How a receiver is picked by name.
    pub people_by_name: &'static Names,
}

impl Surroundings {
    pub(crate) fn of(read: &Read) -> Result<Arc<Self>> {
        read.attached()
    }

    /// # Errors
    /// Rejected where no list has the path.
    pub(crate) fn list(&self, path: &str) -> Result<ListPlace> {
        let found = self.lists.iter().find(|list| list.path == path);
        found.copied().ok_or_else(|| Error::rejected("list", "objection-no-such-list"))
    }

    /// The key of what a list is called, if it is still there.
    pub(crate) fn title(&self, path: &str) -> Option<&'static str> {
        self.lists.iter().find(|list| list.path == path).map(|list| list.title)
    }
}
