//! Keeping the index in step with the records: in the transaction that changed them, and for records that were there
//! before the index was.

use crate::cut::{hash_of, parts_of};
use crate::source::{Depth, Entry, Source, Sources};
use crate::store::{self, KeptRow};
use kernel::{Id, Result};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use storage::{Read, Tx};

/// Counts up whenever words are cut or stemmed in another way, or other permissions open them: the index is then made anew
/// by itself.
const VERSION: i64 = 3;
/// Records that are compared at once.
const AT_A_TIME: usize = 200;
/// Records whose long texts are held in memory at once.
const WHOLE_AT_A_TIME: usize = 8;
/// Bytes of text after which a round of indexing ends, so that nobody waits long to write.
const MOST_BYTES: usize = 2_000_000;
/// Stands for the kind of record when all are indexed.
const DONE: &str = "";

/// What a rebuild did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Rebuilt {
    pub records: usize,
    /// Rows of the index that were not right, or about nothing.
    pub differed: usize,
}

/// Indexes what the transaction touched, as sets, before it commits.
///
/// # Errors
/// When the database fails.
pub fn before_commit(tx: &mut Tx) -> Result<()> {
    let mut by_kind: BTreeMap<String, Vec<Id>> = BTreeMap::new();
    for subject in tx.take_unindexed() {
        by_kind.entry(subject.kind).or_default().push(subject.id);
    }
    if by_kind.is_empty() {
        return Ok(());
    }
    let sources = tx.attached::<Sources>()?;
    if by_kind.keys().any(|kind| sources.is_anew_after(kind)) {
        store::get_on(tx, VERSION, first_of(&sources), None)?;
    }
    for (kind, ids) in by_kind {
        if let Some(source) = sources.of(&kind) {
            for some in ids.chunks(AT_A_TIME) {
                index(tx, source, some)?;
            }
        }
    }
    Ok(())
}

/// Indexes some records of a federation that had records before it had an index, or whose index is made anew. Says
/// whether more may be left.
///
/// # Errors
/// When the database fails.
pub fn index_more(tx: &mut Tx) -> Result<bool> {
    let sources = tx.attached::<Sources>()?;
    let (kind, after) = match store::progress(tx, VERSION)? {
        Some((kind, _)) if kind == DONE => return Ok(false),
        Some((kind, after)) => (kind, after),
        None => (first_of(&sources).to_owned(), None),
    };
    let Some(at) = sources.all().iter().position(|source| source.kind.name() == kind) else {
        store::get_on(tx, VERSION, DONE, None)?;
        return Ok(false);
    };
    let source = &sources.all()[at];
    let ids = (source.after)(tx, after, AT_A_TIME as i64)?;
    let (mut last, mut bytes) = (None, 0);
    for some in ids.chunks(WHOLE_AT_A_TIME) {
        bytes += index(tx, source, some)?.bytes;
        last = some.last();
        if bytes > MOST_BYTES {
            break;
        }
    }
    match last {
        Some(last) => store::get_on(tx, VERSION, &kind, Some(*last))?,
        None => {
            let next = sources.all().get(at + 1).map_or(DONE, |next| next.kind.name());
            store::get_on(tx, VERSION, next, None)?;
        }
    }
    Ok(true)
}

fn first_of(sources: &Sources) -> &'static str {
    sources.all().first().map_or(DONE, |first| first.kind.name())
}

/// Whether all records of the federation are indexed.
///
/// # Errors
/// When the database fails.
pub fn is_whole(read: &Read) -> Result<bool> {
    Ok(store::progress(read, VERSION)?.is_some_and(|(kind, _)| kind == DONE))
}

/// Makes the whole index of a federation anew. Who searches meanwhile still finds by the old one.
///
/// # Errors
/// When the database fails.
pub fn rebuild(tx: &mut Tx) -> Result<Rebuilt> {
    let sources = tx.attached::<Sources>()?;
    let mut rebuilt = Rebuilt::default();
    let mut old = BTreeMap::new();
    loop {
        let rows = store::some_rows(tx, AT_A_TIME as i64)?;
        if rows.is_empty() {
            break;
        }
        store::forget(tx, &rows.iter().map(|row| row.number).collect::<Vec<_>>())?;
        old.extend(rows.into_iter().map(|row| ((row.subject, row.permission), row.hash)));
    }
    for source in sources.all() {
        let mut after = None;
        loop {
            let ids = (source.after)(tx, after, AT_A_TIME as i64)?;
            let Some(last) = ids.last() else { break };
            after = Some(*last);
            rebuilt.records += ids.len();
            for (row, hash) in index(tx, source, &ids)?.rows {
                rebuilt.differed += usize::from(old.remove(&row) != Some(hash));
            }
        }
    }
    rebuilt.differed += old.len();
    store::get_on(tx, VERSION, DONE, None)?;
    Ok(rebuilt)
}

/// What was written of some records.
#[derive(Default)]
struct Written {
    /// Whose row, for which permission, and the hash of what the record says.
    rows: Vec<((Id, String), String)>,
    /// Bytes of the texts that were cut.
    bytes: usize,
}

/// Brings the rows of some records up to what they say. Words are cut only of records that say something else than before.
fn index(tx: &mut Tx, source: &Source, ids: &[Id]) -> Result<Written> {
    let entries = (source.load)(tx, ids, Depth::Signs)?;
    let mut kept: BTreeMap<Id, Vec<KeptRow>> = BTreeMap::new();
    for row in store::kept(tx, ids)? {
        kept.entry(row.subject).or_default().push(row);
    }
    let mut changed: Vec<(Entry, String)> = Vec::new();
    for entry in entries {
        let hash = hash_of(&entry, VERSION);
        let is_right = |rows: &Vec<KeptRow>| rows.iter().all(|row| row.hash == hash);
        if kept.get(&entry.id).is_some_and(is_right) {
            kept.remove(&entry.id);
        } else {
            changed.push((entry, hash));
        }
    }
    let wrong: Vec<i64> = kept.into_values().flatten().map(|row| row.number).collect();
    store::forget(tx, &wrong)?;
    let mut written = Written::default();
    for some in changed.chunks(WHOLE_AT_A_TIME) {
        write(tx, source, some, &mut written)?;
    }
    Ok(written)
}

/// Cuts and keeps the words of records of which no row is kept.
fn write(tx: &mut Tx, source: &Source, changed: &[(Entry, String)], written: &mut Written) -> Result<()> {
    let signed: BTreeSet<Id> =
        changed.iter().filter(|(entry, _)| entry.has_signs()).map(|(entry, _)| entry.id).collect();
    let mut whole: BTreeMap<Id, Entry> = BTreeMap::new();
    if !signed.is_empty() {
        let loaded = (source.load)(tx, &signed.into_iter().collect::<Vec<_>>(), Depth::Whole)?;
        whole.extend(loaded.into_iter().map(|entry| (entry.id, entry)));
    }
    let mut rows = Vec::new();
    for (entry, hash) in changed {
        let entry = whole.get(&entry.id).unwrap_or(entry);
        written.bytes += entry.passages.iter().map(|passage| passage.text.len()).sum::<usize>();
        for part in parts_of(tx.actor().tenant, source, entry) {
            written.rows.push(((entry.id, part.permission.name().to_owned()), hash.clone()));
            rows.push((entry, hash.as_str(), part));
        }
    }
    store::keep(tx, source, rows)
}
