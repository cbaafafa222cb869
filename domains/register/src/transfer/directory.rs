//! Records by the names that people write in cells.

use super::mapping::folded;
use kernel::Id;
use std::collections::BTreeMap;

/// Ids by name, whatever its capitals and spaces.
#[derive(Debug, Default)]
pub(crate) struct Directory(BTreeMap<String, Vec<Id>>);

impl Directory {
    pub fn add(&mut self, id: Id, name: &str) {
        let ids = self.0.entry(key(name)).or_default();
        if !name.trim().is_empty() && !ids.contains(&id) {
            ids.push(id);
        }
    }

    /// Everything of that name.
    pub fn find(&self, name: &str) -> &[Id] {
        self.0.get(&key(name)).map_or(&[], Vec::as_slice)
    }
}

/// An e-mail address is kept as it is but for its capitals.
fn key(name: &str) -> String {
    if name.contains('@') { name.trim().to_lowercase() } else { folded(name) }
}

impl<'n> FromIterator<(Id, &'n str)> for Directory {
    fn from_iter<I: IntoIterator<Item = (Id, &'n str)>>(names: I) -> Self {
        let mut directory = Self::default();
        for (id, name) in names {
            directory.add(id, name);
        }
        directory
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_whatever_their_capitals_and_spaces() {
        let (one, other) = (Id::new(), Id::new());
        let directory: Directory =
            [(one, "Barn- och  utbildning"), (other, "a@example.test"), (other, "")].into_iter().collect();
        assert_eq!(directory.find(" BARN och utbildning"), [one]);
        assert_eq!(directory.find("A@Example.test"), [other]);
        assert!(directory.find("").is_empty() && directory.find("utbildning").is_empty());
    }
}
