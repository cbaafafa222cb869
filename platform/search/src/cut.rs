//! A record as the index keeps it: one row of words for all who may see it, and one more for each permission that opens
//! further texts. The further row holds the common words too, so that a question may mix them. Of a long text the row
//! knows every word, and in which order they stand the stretches do that follow it.

use crate::question::MOST_WORDS;
use crate::shelf::{Shelf, Shelves};
use crate::source::{Entry, Source};
use crate::words::{stems_of, words};
use kernel::{Id, Permission};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;
use std::ops::Range;
use storage::IndexedWords;

/// Words of a stretch of text.
const MOST_IN_STRETCH: usize = 2_000;
/// Words that a stretch begins before the last one ended, so that whatever a question asks for next to each other stands
/// whole in one of them.
const SHARED: usize = MOST_WORDS - 1;
/// Stretches of a row: of what comes after them it is only known that it stands there. More than a thousand pages.
const MOST_STRETCHES: usize = 250;
/// Words of its other names, and of its name.
const MOST_IN_NAMES: usize = 1_000;
/// Bytes of all words of a row. PostgreSQL takes 1,048,575.
const MOST_BYTES: usize = 800_000;
/// Bytes that PostgreSQL needs for a word besides its letters.
const BYTES_BESIDE: usize = 5;
/// Times that a word stands in order in a row. PostgreSQL keeps 255 places of a word: a stretch ends before that.
const MOST_PLACES: usize = 250;

/// One row of the index, and the stretches of text that follow it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub permission: Permission,
    pub words: IndexedWords,
    pub stretches: Vec<Vec<String>>,
}

/// What the index shall hold of a record.
#[derive(Clone, Debug)]
pub(crate) struct CutEntry {
    pub id: Id,
    pub seen_at: Id,
    pub sort_key: String,
    /// Of what the record says (see [`hash_of`]); empty while its long texts wait.
    pub hash: String,
    pub parts: Vec<Part>,
    /// Bytes of the texts that were cut.
    pub bytes: usize,
}

/// Cuts all that a record says.
pub(crate) fn cut_entry(shelves: &Shelves, source: &Source, entry: &Entry, hash: String) -> CutEntry {
    CutEntry {
        id: entry.id,
        seen_at: entry.seen_at,
        sort_key: texts::sort_key(&entry.name),
        parts: parts_of(shelves, source, entry),
        bytes: entry.passages.iter().map(|passage| passage.text.len()).sum(),
        hash,
    }
}

fn parts_of(shelves: &Shelves, source: &Source, entry: &Entry) -> Vec<Part> {
    let mut permissions = vec![source.permission];
    for passage in &entry.passages {
        if !permissions.contains(&passage.permission) {
            permissions.push(passage.permission);
        }
    }
    let mut cutter = Cutter { shelves, stems: BTreeMap::new() };
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
struct Cutter<'s> {
    shelves: &'s Shelves,
    stems: BTreeMap<String, Vec<String>>,
}

/// What is left of a row's room.
struct Room {
    bytes: usize,
    /// Takes no room: PostgreSQL keeps it once, however often it stands between words.
    gap: String,
}

/// Folded words in order; nothing where one text ends.
type Folded = [Option<String>];

impl Cutter<'_> {
    fn part(&mut self, source: &Source, entry: &Entry, permission: Permission) -> Part {
        let shelves = self.shelves;
        let is_open = |open: Permission| open == source.permission || open == permission;
        let texts = entry.passages.iter().filter(|passage| is_open(passage.permission));
        let texts: Vec<&str> = texts.map(|passage| passage.text.as_str()).collect();
        let name = fold_names(&[&entry.name]);
        let others = fold_names(&entry.names.iter().map(String::as_str).collect::<Vec<_>>());
        let names = one_after_another(&name, &others);
        let folded = fold_all(&texts);
        let ranges = stretches(&folded, &names);
        let (first, further) =
            ranges.split_first().map_or((0..0, &[][..]), |(one, rest)| (one.clone(), rest));
        let begun = one_after_another(&names, &folded[first.clone()]);
        let mut room = Room { bytes: MOST_BYTES, gap: shelves.gap.clone() };
        let words = IndexedWords {
            name: self.column(&mut room, &shelves.name, &name),
            names: self.column(&mut room, &shelves.names, &names),
            body: written(&mut room, &shelves.all, &begun),
            unordered: room.fitting(self.unordered(&begun, &folded[first.end..])),
        };
        let stretch = |range: &Range<usize>| in_order(shelves, &folded[range.clone()]);
        Part { permission, words, stretches: further.iter().map(stretch).collect() }
    }

    /// Names: all words in order, then the stems that differ from them.
    fn column(&mut self, room: &mut Room, shelf: &Shelf, folded: &Folded) -> Vec<String> {
        let mut column = written(room, shelf, folded);
        let further = self.further_stems(shelf, folded.iter().flatten());
        column.extend(room.fitting(further));
        column
    }

    /// What else of a record stands in its row: the stems of its words, and the words after its first stretch.
    fn unordered(&mut self, begun: &Folded, rest: &Folded) -> Vec<String> {
        let shelves = self.shelves;
        let shelf = &shelves.all;
        let mut unordered = self.further_stems(shelf, begun.iter().flatten());
        let rest: BTreeSet<&String> = rest.iter().flatten().collect();
        for word in &rest {
            // Something else before each, which does not stand next to the one before.
            unordered.push(shelves.gap.clone());
            unordered.push(shelf.written(word));
        }
        unordered.extend(self.further_stems(shelf, rest.into_iter()));
        unordered
    }

    /// The stems that stand for words, those left out that are the word itself.
    fn further_stems<'w>(&mut self, shelf: &Shelf, folded: impl Iterator<Item = &'w String>) -> Vec<String> {
        let mut further = BTreeSet::new();
        for word in folded {
            let stems = self.stems.entry(word.clone()).or_insert_with(|| stems_of(word));
            further.extend(stems.iter().filter(|stem| *stem != word).map(|stem| shelf.stem(stem)));
        }
        further.into_iter().collect()
    }
}

/// Words in order; a gap where a text ends and in the place of a word that stood there too often.
fn written(room: &mut Room, shelf: &Shelf, folded: &Folded) -> Vec<String> {
    let mut places = HashMap::new();
    let mut written = Vec::new();
    for word in folded {
        let word = word.as_ref().filter(|word| takes_place(&mut places, word.as_str()));
        written.push(word.map_or_else(|| room.gap.clone(), |word| shelf.written(word)));
    }
    room.fitting(written)
}

fn in_order(shelves: &Shelves, folded: &Folded) -> Vec<String> {
    let word = |word: &Option<String>| {
        word.as_ref().map_or_else(|| shelves.gap.clone(), |word| shelves.stretch.written(word))
    };
    folded.iter().map(word).collect()
}

impl Room {
    /// The first words, as many as there is room for.
    fn fitting(&mut self, words: impl IntoIterator<Item = String>) -> Vec<String> {
        let has_room = |word: &String| {
            if *word == self.gap {
                return true;
            }
            let rest = self.bytes.checked_sub(word.len() + BYTES_BESIDE);
            self.bytes = rest.unwrap_or(0);
            rest.is_some()
        };
        words.into_iter().take_while(has_room).collect()
    }
}

/// Whether a word has had fewer places than both databases keep.
fn takes_place<W: Eq + Hash>(places: &mut HashMap<W, usize>, word: W) -> bool {
    let places = places.entry(word).or_default();
    *places += 1;
    *places <= MOST_PLACES
}

fn fold_names(names: &[&str]) -> Vec<Option<String>> {
    let mut folded = fold_all(names);
    folded.truncate(MOST_IN_NAMES);
    folded
}

fn one_after_another(some: &Folded, others: &Folded) -> Vec<Option<String>> {
    let between: &Folded = if some.is_empty() || others.is_empty() { &[] } else { &[None] };
    [some, between, others].concat()
}

fn fold_all(texts: &[&str]) -> Vec<Option<String>> {
    let mut folded = Vec::new();
    for text in texts {
        if !folded.is_empty() {
            folded.push(None);
        }
        folded.extend(words(text).map(|word| Some(word.folded)));
    }
    folded
}

/// How a text is divided. The first stretch stands in the row itself, after names that have taken their places.
fn stretches(folded: &Folded, names: &Folded) -> Vec<Range<usize>> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    for word in names.iter().flatten() {
        takes_place(&mut places, word.as_str());
    }
    let mut stretches: Vec<Range<usize>> = Vec::new();
    let mut begin = 0;
    while stretches.len() <= MOST_STRETCHES {
        let end = end_of_stretch(folded, begin, &mut places);
        stretches.push(begin..end);
        if end == folded.len() {
            break;
        }
        begin = end.saturating_sub(SHARED);
        places.clear();
    }
    stretches
}

/// INVARIANT: a word takes more places than stretches share words, so that each stretch ends later than the one before.
fn end_of_stretch<'w>(folded: &'w Folded, begin: usize, places: &mut HashMap<&'w str, usize>) -> usize {
    let latest = folded.len().min(begin + MOST_IN_STRETCH);
    let is_full =
        |word: &'w Option<String>| word.as_ref().is_some_and(|word| !takes_place(places, word.as_str()));
    folded[begin..latest].iter().position(is_full).map_or(latest, |at| begin + at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{SubjectKind, TenantId};

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
        parts_of(&Shelves::of(TenantId(1), 2), &SOURCE, entry)
    }

    #[test]
    fn a_record_has_one_row_for_all_and_one_for_each_permission_that_opens_more() {
        let entry = Entry::new(Id::new(), "Avtalet").also("A-1").with("label", "Öppen", SEE);
        assert_eq!(parts(&entry).len(), 1);
        let whole = parts(&entry.with("notes", "Hemlig", READ));
        assert_eq!(whole.len(), 2);
        assert_eq!(whole[0].words.name, ["1a2xavtalet", "1a2yavtal"]);
        assert_eq!(whole[0].words.names, ["1b2xavtalet", "1z", "1b2xa", "1b2x1", "1b2yavtal"]);
        let open = ["1c2xavtalet", "1z", "1c2xa", "1c2x1", "1z", "1c2xöppen"];
        assert_eq!(whole[0].words.body, open);
        assert!(whole[0].words.unordered.iter().any(|word| word == "1c2yavtal"));
        assert_eq!(whole[1].words.body, [&open[..], &["1z", "1c2xhemlig"]].concat());
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

    fn numbered(count: usize) -> String {
        (0..count).map(|number| format!("ord{number} ")).collect()
    }

    #[test]
    fn of_a_long_text_every_word_is_known_and_in_which_order_they_stand() {
        let text = format!("{}2026/123 sist", numbered(40_000));
        let entry = Entry::new(Id::new(), "Long").with("file", text, SEE);
        let Part { words, stretches, .. } = parts(&entry).remove(0);
        let begun = ["1c2xlong", "1z"].len();
        assert_eq!((words.body.len(), stretches.len()), (begun + MOST_IN_STRETCH, 20));
        assert!(stretches.iter().all(|stretch| stretch.len() <= MOST_IN_STRETCH));
        for word in ["1c2xsist", "1c2xord39999", "1c2x123"] {
            assert!(words.unordered.iter().any(|one| one == word), "{word}");
        }
        let of_stretch = |word: &String| word.replacen("1c", "1d", 1);
        let first: Vec<String> = words.body.iter().map(of_stretch).collect();
        let all: Vec<&Vec<String>> = std::iter::once(&first).chain(&stretches).collect();
        for pair in all.windows(2) {
            assert_eq!(pair[0][pair[0].len() - SHARED..], pair[1][..SHARED]);
        }
        assert_eq!(all.last().and_then(|stretch| stretch.last()).map(String::as_str), Some("1d2xsist"));
    }

    #[test]
    fn of_a_text_without_end_some_stretches_are_kept() {
        let entry = Entry::new(Id::new(), "Endless").with("file", numbered(600_000), SEE);
        let part = parts(&entry).remove(0);
        assert_eq!(part.stretches.len(), MOST_STRETCHES);
    }

    #[test]
    fn all_words_of_a_row_share_one_room() {
        let long = |from: usize| -> String {
            (from..from + 10_000).map(|number| format!("{}{number} ", "ö".repeat(54))).collect()
        };
        let entry = Entry::new(Id::new(), long(10_000)).also(long(20_000)).with("file", long(30_000), SEE);
        let words = parts(&entry)[0].words.clone();
        let all = [words.name, words.names, words.body, words.unordered];
        assert!(all.iter().take(3).all(|column| column.len() >= MOST_IN_NAMES.min(MOST_IN_STRETCH)));
        let bytes: usize =
            all.iter().flatten().filter(|word| *word != "1z").map(|word| word.len() + BYTES_BESIDE).sum();
        assert!((MOST_BYTES - 200..=MOST_BYTES).contains(&bytes), "{bytes}");
    }

    #[test]
    fn a_stretch_ends_before_a_word_stands_in_it_more_often_than_both_databases_keep() {
        let entry = Entry::new(Id::new(), "ord ".repeat(300)).with("file", "ord ".repeat(1_000), SEE);
        let Part { words, stretches, .. } = parts(&entry).remove(0);
        for (column, word) in [(&words.name, "1a2xord"), (&words.body, "1c2xord")] {
            assert_eq!(column.iter().filter(|one| *one == word).count(), MOST_PLACES);
        }
        assert_eq!(words.body.len(), 300, "the name has taken all places");
        assert!(stretches.iter().all(|stretch| stretch.len() <= MOST_PLACES));
        let kept: usize = stretches.iter().map(Vec::len).sum();
        assert_eq!(kept, 1_000 + (stretches.len() - 1) * SHARED);
    }
}
