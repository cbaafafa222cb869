//! A record as the index keeps it: one row of words for all who may see it, and one more for each permission that opens
//! further texts. The further row holds the common words too, so that a question may mix them.

use crate::question::{as_stem, as_written, gap};
use crate::source::{Entry, Source};
use crate::words::{stems_of, words};
use kernel::{Permission, TenantId};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use storage::IndexedWords;

/// Words of a record whose order is kept; of what comes after them it is known that they stand there.
const MOST_IN_ORDER: usize = 4_000;
/// Bytes of words whose order is not kept. PostgreSQL takes a million for a row.
const MOST_UNORDERED: usize = 500_000;

/// One row of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub permission: Permission,
    pub words: IndexedWords,
    /// Tells whether the row is still right.
    pub hash: String,
}

/// The rows of a record.
pub(crate) fn parts_of(tenant: TenantId, source: &Source, entry: &Entry) -> Vec<Part> {
    let mut permissions = vec![source.permission];
    for passage in &entry.passages {
        if !permissions.contains(&passage.permission) {
            permissions.push(passage.permission);
        }
    }
    let mut cutter = Cutter { tenant, stems: BTreeMap::new() };
    permissions.into_iter().map(|permission| cutter.part(source, entry, permission)).collect()
}

/// Cuts the texts of one record, and stems each word once.
struct Cutter {
    tenant: TenantId,
    stems: BTreeMap<String, Vec<String>>,
}

impl Cutter {
    fn part(&mut self, source: &Source, entry: &Entry, permission: Permission) -> Part {
        let is_open = |open: Permission| open == source.permission || open == permission;
        let texts = entry.passages.iter().filter(|passage| is_open(passage.permission));
        let texts: Vec<&str> = texts.map(|passage| passage.text.as_str()).collect();
        let names: Vec<&str> = entry.names.iter().map(String::as_str).collect();
        let (body, unordered) = self.body(&texts);
        let words =
            IndexedWords { name: self.column(&[&entry.name]), names: self.column(&names), body, unordered };
        let hash = hash(entry, &words);
        Part { permission, words, hash }
    }

    /// Names: all words in order, then the stems that differ from them.
    fn column(&mut self, texts: &[&str]) -> Vec<String> {
        let folded = self.in_order(texts);
        let stems = self.further_stems(folded.iter().flatten());
        let mut column = self.written(&folded);
        column.extend(stems);
        column
    }

    fn body(&mut self, texts: &[&str]) -> (Vec<String>, Vec<String>) {
        let mut folded = self.in_order(texts);
        let rest: BTreeSet<String> =
            folded.split_off(folded.len().min(MOST_IN_ORDER)).into_iter().flatten().collect();
        let mut unordered = self.further_stems(folded.iter().flatten());
        for word in &rest {
            unordered.push(as_written(self.tenant, word));
            // Something else between any two, which do not stand next to each other.
            unordered.push(gap(self.tenant));
        }
        unordered.extend(self.further_stems(rest.iter()));
        let mut bytes = 0;
        let fitting = unordered.iter().take_while(|word| {
            bytes += word.len();
            bytes <= MOST_UNORDERED
        });
        let count = fitting.count();
        unordered.truncate(count);
        (self.written(&folded), unordered)
    }

    /// The folded words of texts; nothing where one text ends.
    fn in_order(&self, texts: &[&str]) -> Vec<Option<String>> {
        let mut folded = Vec::new();
        for text in texts {
            if !folded.is_empty() {
                folded.push(None);
            }
            folded.extend(words(text).into_iter().map(|word| Some(word.folded)));
        }
        folded
    }

    fn written(&self, folded: &[Option<String>]) -> Vec<String> {
        let word = |word: &Option<String>| {
            word.as_ref().map_or_else(|| gap(self.tenant), |word| as_written(self.tenant, word))
        };
        folded.iter().map(word).collect()
    }

    /// The stems that stand for words, those left out that are the word itself.
    fn further_stems<'w>(&mut self, folded: impl Iterator<Item = &'w String>) -> Vec<String> {
        let mut further = BTreeSet::new();
        for word in folded {
            let stems = self.stems.entry(word.clone()).or_insert_with(|| stems_of(word));
            further.extend(stems.iter().filter(|stem| *stem != word).map(|stem| as_stem(self.tenant, stem)));
        }
        further.into_iter().collect()
    }
}

fn hash(entry: &Entry, words: &IndexedWords) -> String {
    let mut hasher = Sha256::new();
    hasher.update(entry.seen_at.as_bytes());
    hasher.update(entry.name.as_bytes());
    for column in [&words.name, &words.names, &words.body, &words.unordered] {
        hasher.update([0]);
        for word in column {
            hasher.update(word.as_bytes());
            hasher.update([1]);
        }
    }
    hasher.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{Id, SubjectKind};

    const SEE: Permission = Permission("thing.see");
    const READ: Permission = Permission("thing.read");
    const SOURCE: Source = Source {
        kind: SubjectKind("thing"),
        permission: SEE,
        load: |_, _| Ok(Vec::new()),
        after: |_, _, _| Ok(Vec::new()),
        address: |_| String::new(),
    };

    fn parts(entry: &Entry) -> Vec<Part> {
        parts_of(TenantId(1), &SOURCE, entry)
    }

    #[test]
    fn a_record_has_one_row_for_all_and_one_for_each_permission_that_opens_more() {
        let entry = Entry::new(Id::new(), "Avtalet").also("A-1").with("label", "Öppen", SEE);
        assert_eq!(parts(&entry).len(), 1);
        let whole = parts(&entry.with("notes", "Hemlig", READ));
        assert_eq!(whole.len(), 2);
        assert_eq!(whole[0].words.name, ["1xavtalet", "1yavtal"]);
        assert_eq!(whole[0].words.names, ["1xa", "1x1"]);
        assert_eq!(whole[0].words.body, ["1xöppen"]);
        assert_eq!(whole[1].words.body, ["1xöppen", "1z", "1xhemlig"]);
    }

    #[test]
    fn a_row_that_says_the_same_has_the_same_hash() {
        let entry = Entry::new(Id::new(), "Name").with("label", "text", SEE);
        assert_eq!(parts(&entry)[0].hash, parts(&entry.clone())[0].hash);
        assert_ne!(parts(&entry)[0].hash, parts(&entry.clone().with("more", "x", SEE))[0].hash);
        let renamed = Entry { name: "Other".to_owned(), ..entry.clone() };
        assert_ne!(parts(&entry)[0].hash, parts(&renamed)[0].hash);
    }

    #[test]
    fn of_a_long_text_the_last_word_is_known_too() {
        let long: String = (0..20_000).map(|number| format!("ord{number} ")).collect();
        let words =
            parts(&Entry::new(Id::new(), "Long").with("file", format!("{long} sist"), SEE))[0].words.clone();
        assert_eq!(words.body.len(), MOST_IN_ORDER);
        assert!(words.unordered.contains(&"1xsist".to_owned()));
    }
}
