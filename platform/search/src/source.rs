//! What the rooms register so that their records are found: how the words of many records are read as a set.

use kernel::{Id, Permission, Result, Subject, SubjectKind};
use storage::Read;

/// How a room tells the words of one kind of record.
#[derive(Clone, Copy)]
pub struct Source {
    pub kind: SubjectKind,
    /// What one must be permitted to see that there is such a record, where it is judged ([`Entry::seen_at`]).
    pub permission: Permission,
    /// The words of many records, asked for as a set; records that are not there are left out.
    pub load: fn(&Read, &[Id], Depth) -> Result<Vec<Entry>>,
    /// Ids after one, in order: for making the index anew.
    pub after: fn(&Read, Option<Id>, i64) -> Result<Vec<Id>>,
    /// The page of a record.
    pub address: fn(&Subject) -> String,
}

/// How much of the records is read: their texts may be long, and are seldom all needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// What is shown on the line of a hit. Other names and texts may be left out.
    Line,
    /// All, but of each long text so many letters only.
    Beginnings(i64),
    /// All, but in the place of a long text a sign that tells whether it is still the same ([`Entry::with_sign`]).
    Signs,
    Whole,
}

/// One record as it is searched and shown among hits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub id: Id,
    /// The record by which permissions are judged: itself, or what it is about.
    pub seen_at: Id,
    pub name: String,
    /// What stands beside the name among hits, such as the organisation. It is not searched: a record is found by its own
    /// words only, so that renaming another changes nothing here.
    pub beside: String,
    /// The key of the word that says that it no longer holds, if it does not.
    pub ended: Option<&'static str>,
    /// Other names that it goes by: numbers, addresses. They weigh less than the name and more than texts.
    pub names: Vec<String>,
    pub passages: Vec<Passage>,
}

/// A text of a record, for those who are permitted to read it where the record is judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The key of what the text is called.
    pub label: &'static str,
    pub text: String,
    pub permission: Permission,
    /// Whether the text is only the sign of a longer one.
    pub is_sign: bool,
}

impl Entry {
    /// A record that is judged by itself and has no words but its name.
    #[must_use]
    pub fn new(id: Id, name: impl Into<String>) -> Self {
        let name = name.into();
        let (names, passages) = (Vec::new(), Vec::new());
        Self { id, seen_at: id, name, beside: String::new(), ended: None, names, passages }
    }

    /// Adds another name, unless it is empty.
    #[must_use]
    pub fn also(mut self, name: impl Into<String>) -> Self {
        let name = name.into();
        if !name.is_empty() {
            self.names.push(name);
        }
        self
    }

    /// Adds a text, unless it is empty.
    #[must_use]
    pub fn with(mut self, label: &'static str, text: impl Into<String>, permission: Permission) -> Self {
        let text = text.into();
        if !text.trim().is_empty() {
            self.passages.push(Passage { label, text, permission, is_sign: false });
        }
        self
    }

    /// Adds what stands for a long text: another sign for another text.
    #[must_use]
    pub fn with_sign(mut self, label: &'static str, sign: impl Into<String>, permission: Permission) -> Self {
        self.passages.push(Passage { label, text: sign.into(), permission, is_sign: true });
        self
    }

    pub(crate) fn has_signs(&self) -> bool {
        self.passages.iter().any(|passage| passage.is_sign)
    }

    /// What it says without the long texts of which only signs are known.
    pub(crate) fn without_signs(&self) -> Self {
        let mut short = self.clone();
        short.passages.retain(|passage| !passage.is_sign);
        short
    }
}

/// Rows of the index that are looked at whole, unless a test wants fewer.
const MOST_ROWS: i64 = 200;
/// Hits of one kind that are counted, unless a test wants fewer.
const MOST_COUNTED: i64 = 1_000;

/// Every source of the program, attached to the database.
pub struct Sources {
    all: Vec<Source>,
    anew_after: &'static [SubjectKind],
    most_rows: i64,
    most_counted: i64,
}

impl Sources {
    #[must_use]
    pub const fn new(all: Vec<Source>) -> Self {
        Self { all, anew_after: &[], most_rows: MOST_ROWS, most_counted: MOST_COUNTED }
    }

    /// Kinds of which a change may change the words of any record: the index is then made anew by and by.
    #[must_use]
    pub const fn anew_after(mut self, kinds: &'static [SubjectKind]) -> Self {
        self.anew_after = kinds;
        self
    }

    /// Looks whole at so many rows of the index. Of a kind with more rows so many hits are counted, and of more it is only said
    /// that there are more.
    #[must_use]
    pub const fn looking_at(mut self, most_rows: i64, most_counted: i64) -> Self {
        (self.most_rows, self.most_counted) = (most_rows, most_counted);
        self
    }

    pub(crate) const fn most_rows(&self) -> i64 {
        self.most_rows
    }

    pub(crate) const fn most_counted(&self) -> i64 {
        self.most_counted
    }

    pub(crate) fn is_anew_after(&self, kind: &str) -> bool {
        self.anew_after.iter().any(|one| one.name() == kind)
    }

    #[must_use]
    pub fn all(&self) -> &[Source] {
        &self.all
    }

    /// The source of a kind of record; none for kinds that are not searched.
    #[must_use]
    pub fn of(&self, kind: &str) -> Option<&Source> {
        self.all.iter().find(|source| source.kind.name() == kind)
    }

    /// The number by which the index knows a kind: its place among all.
    pub(crate) fn number_of(&self, kind: &str) -> Option<usize> {
        self.all.iter().position(|source| source.kind.name() == kind)
    }

    /// Another version of the index for every other list of kinds, since the index knows them by their places.
    pub(crate) fn version(&self, of_words: i64) -> i64 {
        const PRIME: i64 = 1_000_000_007;
        let letters = self.all.iter().flat_map(|source| source.kind.name().bytes().chain([b' ']));
        letters.fold(of_words, |sum, letter| (sum * 31 + i64::from(letter)) % PRIME)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(kinds: &[&'static str]) -> Sources {
        let source = |kind: &&'static str| Source {
            kind: SubjectKind(kind),
            permission: Permission("thing.see"),
            load: |_, _, _| Ok(Vec::new()),
            after: |_, _, _| Ok(Vec::new()),
            address: |_| String::new(),
        };
        Sources::new(kinds.iter().map(source).collect())
    }

    #[test]
    fn the_index_is_another_when_the_kinds_are_others_or_in_another_order() {
        let version = |kinds: &[&'static str]| sources(kinds).version(5);
        assert_eq!(version(&["system", "unit"]), version(&["system", "unit"]));
        for other in [&["unit", "system"][..], &["system"], &["system", "unit", "site"], &["systemunit"]] {
            assert_ne!(version(&["system", "unit"]), version(other), "{other:?}");
        }
        assert_ne!(sources(&["system"]).version(5), sources(&["system"]).version(6));
    }
}
