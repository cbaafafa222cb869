//! A record as the index keeps it: one row of words for all who may see it, and one more for each permission that opens
//! further texts. The further row holds the common words too, so that a question may mix them.

use crate::question::{as_sign, as_stem, as_written, gap};
use crate::source::{Entry, Source};
use crate::words::{Word, signs, stems_of, words};
use kernel::{Permission, TenantId};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use storage::IndexedWords;

/// Words of a record's texts whose order is kept; of what comes after them it is known that they stand there.
const MOST_IN_ORDER: usize = 4_000;
/// Words of its other names, and of its name.
const MOST_IN_NAMES: usize = 1_000;
/// Bytes of all words of a row. PostgreSQL takes 1,048,575.
const MOST_BYTES: usize = 800_000;
/// Bytes that PostgreSQL needs for a word besides its letters.
const BYTES_BESIDE: usize = 5;
/// Times that a word stands in order. PostgreSQL keeps 255 places of a word, and SQLite shall know no more.
const MOST_PLACES: usize = 250;

/// One row of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub permission: Permission,
    pub words: IndexedWords,
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

/// Tells whether the rows of a record are still right, without cutting anything: of what the record says, of the signs of
/// its long texts, and of how words are cut.
pub(crate) fn hash_of(entry: &Entry, version: i64) -> String {
    let mut hasher = Sha256::new();
    let mut add = |text: &str| {
        hasher.update(text.len().to_be_bytes());
        hasher.update(text);
    };
    add(&version.to_string());
    add(&entry.seen_at.to_string());
    add(&entry.name);
    add(&entry.names.len().to_string());
    entry.names.iter().for_each(|name| add(name));
    for passage in &entry.passages {
        add(passage.permission.name());
        add(&passage.text);
    }
    hasher.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// Cuts the texts of one record, and stems each word once.
struct Cutter {
    tenant: TenantId,
    stems: BTreeMap<String, Vec<String>>,
}

/// What is left of a row's room.
struct Room {
    bytes: usize,
    places: BTreeMap<String, usize>,
}

/// The words of a column: in order, nothing where one text ends, and the signs among them.
#[derive(Default)]
struct Cut {
    folded: Vec<Option<String>>,
    signs: BTreeSet<String>,
}

impl Cutter {
    fn part(&mut self, source: &Source, entry: &Entry, permission: Permission) -> Part {
        let is_open = |open: Permission| open == source.permission || open == permission;
        let texts = entry.passages.iter().filter(|passage| is_open(passage.permission));
        let texts: Vec<&str> = texts.map(|passage| passage.text.as_str()).collect();
        let names: Vec<&str> = entry.names.iter().map(String::as_str).collect();
        let mut room = Room { bytes: MOST_BYTES, places: BTreeMap::new() };
        let name = self.column(&mut room, &[&entry.name]);
        let names = self.column(&mut room, &names);
        let (body, unordered) = self.body(&mut room, &texts);
        Part { permission, words: IndexedWords { name, names, body, unordered } }
    }

    /// Names: all words in order, then the stems that differ from them, and signs.
    fn column(&mut self, room: &mut Room, texts: &[&str]) -> Vec<String> {
        let Cut { mut folded, signs } = cut(texts);
        folded.truncate(MOST_IN_NAMES);
        let mut column = self.written(room, &folded);
        let further = self.further_stems(folded.iter().flatten());
        let signs = signs.iter().take(MOST_IN_NAMES).map(|sign| as_sign(self.tenant, sign));
        column.extend(room.fitting(further.into_iter().chain(signs)));
        column
    }

    fn body(&mut self, room: &mut Room, texts: &[&str]) -> (Vec<String>, Vec<String>) {
        let Cut { mut folded, signs } = cut(texts);
        let rest: BTreeSet<String> =
            folded.split_off(folded.len().min(MOST_IN_ORDER)).into_iter().flatten().collect();
        let body = self.written(room, &folded);
        let mut unordered = self.further_stems(folded.iter().flatten());
        for word in &rest {
            unordered.push(as_written(self.tenant, word));
            // Something else between any two, which do not stand next to each other.
            unordered.push(gap(self.tenant));
        }
        unordered.extend(signs.iter().map(|sign| as_sign(self.tenant, sign)));
        unordered.extend(self.further_stems(rest.iter()));
        (body, room.fitting(unordered))
    }

    /// Words in order; a gap where a text ends and in the place of a word that stood there too often.
    fn written(&self, room: &mut Room, folded: &[Option<String>]) -> Vec<String> {
        let mut written = Vec::new();
        for word in folded {
            let has_place = word.as_ref().is_some_and(|word| room.has_place(word));
            let word = word.as_ref().filter(|_| has_place);
            written.push(word.map_or_else(|| gap(self.tenant), |word| as_written(self.tenant, word)));
        }
        room.fitting(written)
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

impl Room {
    /// The first words, as many as there is room for.
    fn fitting(&mut self, words: impl IntoIterator<Item = String>) -> Vec<String> {
        let has_room = |word: &String| {
            let rest = self.bytes.checked_sub(word.len() + BYTES_BESIDE);
            self.bytes = rest.unwrap_or(0);
            rest.is_some()
        };
        words.into_iter().take_while(has_room).collect()
    }

    fn has_place(&mut self, word: &str) -> bool {
        let places = self.places.entry(word.to_owned()).or_default();
        *places += 1;
        *places <= MOST_PLACES
    }
}

fn cut(texts: &[&str]) -> Cut {
    let mut cut = Cut::default();
    for text in texts {
        if !cut.folded.is_empty() {
            cut.folded.push(None);
        }
        let all: Vec<Word> = words(text).collect();
        cut.signs.extend(signs(text, &all));
        cut.folded.extend(all.into_iter().map(|word| Some(word.folded)));
    }
    cut
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
        load: |_, _, _| Ok(Vec::new()),
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
        assert_eq!(whole[0].words.names, ["1xa", "1x1", "1wa·1"]);
        assert_eq!(whole[0].words.body, ["1xöppen"]);
        assert_eq!(whole[1].words.body, ["1xöppen", "1z", "1xhemlig"]);
    }

    #[test]
    fn a_record_that_says_the_same_has_the_same_hash() {
        let entry = Entry::new(Id::new(), "Name").with("label", "text", SEE);
        let hash = |entry: &Entry| hash_of(entry, 1);
        assert_eq!(hash(&entry), hash(&entry.clone()));
        assert_ne!(hash(&entry), hash_of(&entry, 2), "words are cut in another way");
        let others = [
            entry.clone().with("more", "x", SEE),
            entry.clone().also("text"),
            Entry { name: "Other".to_owned(), ..entry.clone() },
            Entry { seen_at: Id::new(), ..entry.clone() },
            Entry::new(entry.id, "Name").with("label", "text", READ),
            entry.clone().with_sign("file", "1", SEE),
        ];
        for other in &others {
            assert_ne!(hash(&entry), hash(other), "{other:?}");
        }
    }

    #[test]
    fn of_a_long_text_the_last_word_is_known_too() {
        let long: String = (0..20_000).map(|number| format!("ord{number} ")).collect();
        let entry = Entry::new(Id::new(), "Long").with("file", format!("{long} 2026/123 sist"), SEE);
        let words = parts(&entry)[0].words.clone();
        assert_eq!(words.body.len(), MOST_IN_ORDER);
        for word in ["1xsist", "1w2026·123"] {
            assert!(words.unordered.contains(&word.to_owned()), "{word}");
        }
    }

    #[test]
    fn all_words_of_a_row_share_one_room() {
        let long = |from: usize| -> String {
            (from..from + 10_000).map(|number| format!("{}{number} ", "ö".repeat(54))).collect()
        };
        let entry = Entry::new(Id::new(), long(10_000)).also(long(20_000)).with("file", long(30_000), SEE);
        let words = parts(&entry)[0].words.clone();
        let all = [words.name, words.names, words.body, words.unordered];
        assert!(all.iter().take(3).all(|column| column.len() >= MOST_IN_NAMES));
        let bytes: usize = all.iter().flatten().map(|word| word.len() + BYTES_BESIDE).sum();
        assert!((MOST_BYTES - 200..=MOST_BYTES).contains(&bytes), "{bytes}");
    }

    #[test]
    fn a_word_stands_in_order_as_often_as_both_databases_keep() {
        let entry = Entry::new(Id::new(), "ord").with("file", "ord ".repeat(1_000), SEE);
        let words = parts(&entry)[0].words.clone();
        assert_eq!(words.body.iter().filter(|word| *word == "1xord").count(), MOST_PLACES - 1);
        assert_eq!(words.body.len(), 1_000);
    }
}
