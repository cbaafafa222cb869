//! The answer to a question: the records that hold its words, as far as the actor may see them, ready to be shown.

use crate::marked::{MOST_READ, Piece, excerpt, marked};
use crate::pick;
use crate::question::{Marks, Question};
use crate::source::{Depth, Entry, Passage, Source, Sources};
use crate::store::HitRow;
use crate::words::words;
use kernel::{Error, Id, Permission, Result, Subject};
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// Texts that are shown below a hit at the most.
const MOST_EXCERPTS: usize = 2;
/// Long texts that are read whole at once, to show where in them the words stand.
const WHOLE_AT_A_TIME: usize = 4;
/// Bytes of long texts that are looked through for one answer.
const MOST_BYTES: usize = 3_000_000;

/// A record that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub subject: Subject,
    pub name: Vec<Piece>,
    pub beside: String,
    /// The key of the word that says that it no longer holds.
    pub ended: Option<&'static str>,
    /// Numbers and other names with words that were asked for.
    pub names: Vec<Vec<Piece>>,
    pub excerpts: Vec<Excerpt>,
    /// Whether what was asked for stands further on in a long text than was looked.
    pub stands_further_on: bool,
    pub address: String,
}

/// Where the words stand in one of its texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The key of what the text is called.
    pub label: &'static str,
    pub pieces: Vec<Piece>,
}

/// The first hits of one kind of record, and how many there are in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfKind {
    pub kind: String,
    /// Of very many only some are counted.
    pub count: i64,
    /// Whether there are more than were counted.
    pub is_more: bool,
    pub hits: Vec<Hit>,
}

/// Some hits in order, and where the next begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitPage {
    pub hits: Vec<Hit>,
    pub next_cursor: Option<String>,
}

/// The best hits of each kind, the kinds in the order in which the rooms registered them.
///
/// # Errors
/// When the database fails.
pub fn overview(read: &Read, question: &Question, of_each: i64) -> Result<Vec<OfKind>> {
    by_kind(read, question, of_each, Some(Depth::Beginnings(MOST_READ)))
}

/// As [`overview`], with no more of each hit than its line: no text is read.
///
/// # Errors
/// When the database fails.
pub fn lines(read: &Read, question: &Question, of_each: i64) -> Result<Vec<OfKind>> {
    by_kind(read, question, of_each, Some(Depth::Line))
}

/// How many hits there are of each kind. No record is read.
///
/// # Errors
/// When the database fails.
pub fn counted(read: &Read, question: &Question) -> Result<Vec<OfKind>> {
    by_kind(read, question, 1, None)
}

fn by_kind(read: &Read, question: &Question, of_each: i64, depth: Option<Depth>) -> Result<Vec<OfKind>> {
    let mut found = pick::first_of_each(read, question, of_each)?;
    let rows: Vec<HitRow> = found.iter_mut().flat_map(|one| std::mem::take(&mut one.rows)).collect();
    let mut hits = match depth {
        Some(depth) => shown(read, question, &rows, depth)?,
        None => Vec::new(),
    };
    let sources = read.attached::<Sources>()?;
    found.sort_by_key(|one| sources.number_of(&one.kind));
    let of_kind = |pick::OfOneKind { kind, count, is_more, .. }| {
        let (own, others) =
            std::mem::take(&mut hits).into_iter().partition(|hit: &Hit| hit.subject.kind == kind);
        hits = others;
        OfKind { kind, count, is_more, hits: own }
    };
    Ok(found.into_iter().map(of_kind).collect())
}

/// Hits after a cursor, of one kind or of all: first those whose name begins with what was typed, then those with the words
/// in their name, those with them in another name, and the others, each in the order of the alphabet.
///
/// # Errors
/// When the cursor is not one of ours or the database fails.
pub fn page(
    read: &Read,
    question: &Question,
    kind: Option<&str>,
    cursor: Option<&str>,
    limit: i64,
) -> Result<HitPage> {
    let (place, id) = match cursor {
        None => ("", Id::from_bytes([0; 16])),
        Some(cursor) => read_cursor(cursor).ok_or_else(|| Error::rejected("cursor", "objection-cursor"))?,
    };
    let mut rows = pick::after(read, question, kind, (place, id), limit + 1)?;
    let has_more = rows.len() as i64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next_cursor =
        rows.last().filter(|_| has_more).map(|last| format!("{}.{}", last.subject.id, last.place));
    Ok(HitPage { hits: shown(read, question, &rows, Depth::Beginnings(MOST_READ))?, next_cursor })
}

fn read_cursor(cursor: &str) -> Option<(&str, Id)> {
    let (id, place) = cursor.split_once('.')?;
    (!place.contains('\0')).then_some(())?;
    Some((place, id.parse().ok()?))
}

/// The rows with what they say now, read kind by kind.
fn shown(read: &Read, question: &Question, rows: &[HitRow], depth: Depth) -> Result<Vec<Hit>> {
    let sources = read.attached::<Sources>()?;
    let mut marks = Marks::of(question);
    let mut found: BTreeMap<Id, Hit> = BTreeMap::new();
    for source in sources.all() {
        let own = rows.iter().filter(|row| row.subject.is(source.kind));
        let ids: Vec<Id> = own.map(|row| row.subject.id).collect();
        if ids.is_empty() {
            continue;
        }
        let mut entries = (source.load)(read, &ids, depth)?;
        if depth == Depth::Line {
            entries.iter_mut().for_each(|entry| entry.passages.clear());
        }
        let readable = Readable::of(read, source, &entries)?;
        found.extend(entries.iter().map(|entry| (entry.id, hit(source, &mut marks, entry, &readable))));
        let further_on: Vec<Id> =
            ids.into_iter().filter(|id| found.get(id).is_some_and(|hit| hit.stands_further_on)).collect();
        look_further_on(read, source, &mut marks, (&further_on, &mut found))?;
    }
    Ok(rows.iter().filter_map(|row| found.remove(&row.subject.id)).collect())
}

/// Shows where in long texts the words stand that were not found in their beginnings, until enough has been looked through.
fn look_further_on(
    read: &Read,
    source: &Source,
    marks: &mut Marks<'_>,
    (ids, found): (&[Id], &mut BTreeMap<Id, Hit>),
) -> Result<()> {
    let mut bytes = 0;
    for some in ids.chunks(WHOLE_AT_A_TIME) {
        if bytes > MOST_BYTES {
            break;
        }
        let entries = (source.load)(read, some, Depth::Whole)?;
        let readable = Readable::of(read, source, &entries)?;
        for entry in &entries {
            bytes += entry.passages.iter().map(|passage| passage.text.len()).sum::<usize>();
            if let Some(hit) = found.get_mut(&entry.id) {
                hit.excerpts = excerpts(marks, entry, &readable);
                hit.stands_further_on = false;
            }
        }
    }
    Ok(())
}

fn hit(source: &Source, marks: &mut Marks<'_>, entry: &Entry, readable: &Readable) -> Hit {
    let subject = Subject::new(source.kind, entry.id);
    let names: Vec<Vec<Piece>> = entry.names.iter().map(|name| marked(marks, name)).collect();
    let excerpts = excerpts(marks, entry, readable);
    Hit {
        address: (source.address)(&subject),
        name: marked(marks, &entry.name),
        beside: entry.beside.clone(),
        ended: entry.ended,
        names: names.into_iter().filter(|pieces| pieces.iter().any(|piece| piece.is_marked)).collect(),
        stands_further_on: excerpts.is_empty() && has_more(marks, entry, readable),
        excerpts,
        subject,
    }
}

fn excerpts(marks: &mut Marks<'_>, entry: &Entry, readable: &Readable) -> Vec<Excerpt> {
    let texts = entry.passages.iter().filter(|passage| readable.may_read(entry, passage));
    let mut excerpts: Vec<(usize, Excerpt)> = texts
        .filter_map(|passage| {
            let (count, pieces) = excerpt(marks, &passage.text)?;
            Some((count, Excerpt { label: passage.label, pieces }))
        })
        .collect();
    excerpts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    excerpts.into_iter().take(MOST_EXCERPTS).map(|(_, excerpt)| excerpt).collect()
}

/// Whether a text of which only the beginning was read may hold what the names do not.
fn has_more(marks: &Marks<'_>, entry: &Entry, readable: &Readable) -> bool {
    let is_cut =
        |passage: &Passage| usize::try_from(MOST_READ).is_ok_and(|most| passage.text.chars().count() >= most);
    let mut texts = entry.passages.iter().filter(|passage| readable.may_read(entry, passage));
    let names = std::iter::once(&entry.name).chain(&entry.names);
    texts.any(is_cut) && !marks.question.stands_in(&names.flat_map(|name| words(name)).collect::<Vec<_>>())
}

/// Which texts of the hits the actor may read: a word that is found elsewhere tells nothing of them.
struct Readable {
    base: Permission,
    further: BTreeSet<(Permission, Id)>,
}

impl Readable {
    fn of(read: &Read, source: &Source, entries: &[Entry]) -> Result<Self> {
        let base = source.permission;
        let mut places: BTreeMap<Permission, BTreeSet<Id>> = BTreeMap::new();
        for entry in entries {
            for passage in entry.passages.iter().filter(|passage| passage.permission != base) {
                places.entry(passage.permission).or_default().insert(entry.seen_at);
            }
        }
        let mut further = BTreeSet::new();
        for (permission, places) in places {
            let places: Vec<Id> = places.into_iter().collect();
            let permitted = access::permitted(read, permission, &places)?;
            further.extend(permitted.into_iter().map(|place| (permission, place)));
        }
        Ok(Self { base, further })
    }

    fn may_read(&self, entry: &Entry, passage: &Passage) -> bool {
        passage.permission == self.base || self.further.contains(&(passage.permission, entry.seen_at))
    }
}
