//! Indexing outside the transactions that change records: long texts that wait, federations that had records before there
//! was an index or this way of indexing, and rebuilds. Each step reads and cuts first, which takes long and holds nobody
//! up, and then writes in one short transaction what nobody has changed meanwhile. How far it has come is kept, so that
//! whoever comes next goes on there.

use crate::cut::{CutEntry, cut_entry};
use crate::index::{AT_A_TIME, Standing, index_anew, version};
use crate::shelf::Shelves;
use crate::source::{Depth, Entry, Source, Sources};
use crate::store::{self, KeptRow, Progress};
use kernel::{Actor, Id, Result};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use storage::{Db, Read, Tx, View};

/// Records whose long texts are held in memory at once.
const WHOLE_AT_A_TIME: usize = 4;
/// Bytes of text after which a step ends, so that nobody waits long to write.
const MOST_BYTES: usize = 500_000;
/// Stands for the kind of record when all are indexed.
const DONE: &str = "";
/// Stands for the kind of record when only rows are left that are about nothing.
const LEFT_OVER: &str = "-";

/// What a rebuild has done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Rebuilt {
    pub records: i64,
    /// Rows of the index that were not right, or about nothing.
    pub differed: i64,
}

/// What one step has read and cut.
struct Prepared {
    source: Source,
    /// Those that were looked at, in order.
    looked_at: Vec<Id>,
    cut: BTreeMap<Id, CutEntry>,
}

/// Indexes some of the long texts that wait. Says whether it did anything.
///
/// # Errors
/// When the database fails.
pub fn index_waiting(db: &Db, actor: &Actor) -> Result<bool> {
    let prepared = db.read(actor, View::Now, |read| {
        let sources = read.attached::<Sources>()?;
        let waiting = store::waiting(read, WHOLE_AT_A_TIME as i64)?;
        let Some((kind, _)) = waiting.first() else { return Ok(None) };
        let ids: Vec<Id> = waiting.iter().filter(|(one, _)| one == kind).map(|(_, id)| *id).collect();
        match sources.of(kind) {
            Some(source) => prepare(read, source, &ids, 0).map(Some),
            None => Ok(None),
        }
    })?;
    let Some(prepared) = prepared else { return Ok(false) };
    db.write(actor, move |tx| {
        // Those that were changed meanwhile wait on.
        let Written { indexed, .. } = write(tx, prepared, 0)?;
        Ok(store::waited(tx, indexed)? > 0)
    })
}

/// Indexes some more: what waits, then records of a federation that had them before it had an index, or whose index is made
/// anew. Says whether more may be left.
///
/// # Errors
/// When the database fails.
pub fn index_more(db: &Db, actor: &Actor) -> Result<bool> {
    if index_waiting(db, actor)? {
        return Ok(true);
    }
    let (progress, prepared) = db.read(actor, View::Now, |read| {
        let sources = read.attached::<Sources>()?;
        let progress = progress_of(read, &sources)?;
        let prepared = match sources.of(&progress.kind) {
            Some(source) => {
                let ids = (source.after)(read, progress.after, AT_A_TIME as i64)?;
                Some(prepare(read, source, &ids, progress.rebuild_to_reach())?)
            }
            None => None,
        };
        Ok((progress, prepared))
    })?;
    if progress.kind == DONE {
        return Ok(false);
    }
    db.write(actor, move |tx| take_step(tx, &progress, prepared).map(|()| true))
}

/// Whether all records of the federation are indexed.
///
/// # Errors
/// When the database fails.
pub fn is_whole(read: &Read) -> Result<bool> {
    let sources = read.attached::<Sources>()?;
    let wanted = version(&sources);
    let standing = store::standing(read)?;
    Ok(standing.is_some_and(|(version, kind, waits)| version == wanted && kind == DONE && !waits))
}

/// Makes the whole index of a federation anew, in many short transactions, and tells what it has done after each. One that
/// was broken off goes on where it was. Who searches meanwhile finds by what is there.
///
/// # Errors
/// When the database fails.
pub fn rebuild(db: &Db, actor: &Actor, mut tell: impl FnMut(Rebuilt)) -> Result<Rebuilt> {
    db.write(actor, |tx| {
        let sources = tx.attached::<Sources>()?;
        let progress = progress_of(tx, &sources)?;
        if progress.is_rebuild && progress.kind != DONE {
            return Ok(());
        }
        let rebuild = progress.rebuild + 1;
        let begun = Progress { rebuild, is_rebuild: true, differed: 0, ..beginning(&sources, progress) };
        store::save_progress(tx, &begun)
    })?;
    loop {
        let is_left = index_more(db, actor)?;
        let done = db.read(actor, View::Now, store::progress)?;
        let rebuilt = done
            .map_or_else(Rebuilt::default, |done| Rebuilt { records: done.records, differed: done.differed });
        if !is_left {
            return Ok(rebuilt);
        }
        tell(rebuilt);
    }
}

/// Lets all records be looked at again, by and by: what many of them say may have become another.
///
/// # Errors
/// When the database fails.
pub fn look_again(tx: &mut Tx) -> Result<()> {
    let sources = tx.attached::<Sources>()?;
    let progress = progress_of(tx, &sources)?;
    store::save_progress(tx, &beginning(&sources, progress))
}

fn beginning(sources: &Sources, progress: Progress) -> Progress {
    let first = sources.all().first().map_or(LEFT_OVER, |first| first.kind.name());
    Progress { kind: first.to_owned(), after: None, records: 0, ..progress }
}

/// How far the index has come. One of another version begins again, with all rows to be made anew.
fn progress_of(read: &Read, sources: &Sources) -> Result<Progress> {
    let version = version(sources);
    let begun = Progress {
        version,
        kind: String::new(),
        after: None,
        rebuild: 0,
        is_rebuild: false,
        records: 0,
        differed: 0,
    };
    Ok(match store::progress(read)? {
        None => beginning(sources, begun),
        Some(kept) if kept.version == version => kept,
        Some(kept) => Progress { rebuild: kept.rebuild + 1, is_rebuild: true, ..beginning(sources, begun) },
    })
}

impl Progress {
    /// The rebuild in which a row must have been made at the earliest.
    fn rebuild_to_reach(&self) -> i64 {
        if self.is_rebuild { self.rebuild } else { 0 }
    }
}

/// Reads and cuts what is to be indexed of some records, in order, until it is enough for one step.
fn prepare(read: &Read, source: &Source, ids: &[Id], rebuild: i64) -> Result<Prepared> {
    let standing = Standing::of(read, source, ids)?;
    let mut prepared = Prepared { source: *source, looked_at: Vec::new(), cut: BTreeMap::new() };
    let shelves = Shelves::of_kind(read, source.kind)?;
    let mut bytes = 0;
    for some in ids.chunks(WHOLE_AT_A_TIME) {
        let changed = some.iter().filter(|id| !standing.is_right(**id, rebuild));
        let changed: Vec<&(Entry, String)> = changed.filter_map(|id| standing.entries.get(id)).collect();
        let long: Vec<Id> =
            changed.iter().filter(|(entry, _)| entry.has_signs()).map(|(entry, _)| entry.id).collect();
        let whole = if long.is_empty() { Vec::new() } else { (source.load)(read, &long, Depth::Whole)? };
        let whole: BTreeMap<Id, Entry> = whole.into_iter().map(|entry| (entry.id, entry)).collect();
        for (entry, hash) in changed {
            let entry = whole.get(&entry.id).unwrap_or(entry);
            let cut = cut_entry(&shelves, source, entry, hash.clone());
            bytes += cut.bytes;
            prepared.cut.insert(cut.id, cut);
        }
        prepared.looked_at.extend(some);
        if bytes > MOST_BYTES {
            break;
        }
    }
    Ok(prepared)
}

/// What was written in a step.
struct Written {
    /// Records of which the index now knows all.
    indexed: Vec<Id>,
    /// Records that say something else than what was cut.
    changed: Vec<Id>,
    differed: i64,
}

/// Writes what was prepared of those records that still say the same.
fn write(tx: &mut Tx, prepared: Prepared, rebuild: i64) -> Result<Written> {
    let Prepared { source, looked_at, mut cut } = prepared;
    let standing = Standing::of(tx, &source, &looked_at)?;
    let (mut keep, mut indexed, mut changed, mut differed) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for id in looked_at {
        let kept = standing.kept.get(&id).map_or(&[][..], Vec::as_slice);
        let now = standing.entries.get(&id).map(|(_, hash)| hash);
        let wanted = cut.remove(&id).filter(|cut| Some(&cut.hash) == now);
        if standing.is_right(id, rebuild) {
            indexed.push(id);
        } else if wanted.is_some() || now.is_none() {
            differed += difference(kept, wanted.as_ref());
            store::forget(tx, kept)?;
            keep.extend(wanted);
            indexed.push(id);
        } else {
            changed.push(id);
        }
    }
    store::keep(tx, &source, keep)?;
    Ok(Written { indexed, changed, differed })
}

/// Rows that are kept and should not be, and those that should be and are not.
fn difference(kept: &[KeptRow], wanted: Option<&CutEntry>) -> i64 {
    let kept: BTreeSet<(&str, &str)> =
        kept.iter().map(|row| (row.permission.as_str(), row.hash.as_str())).collect();
    let parts = wanted
        .into_iter()
        .flat_map(|cut| cut.parts.iter().map(|part| (part.permission.name(), cut.hash.as_str())));
    let wanted: BTreeSet<(&str, &str)> = parts.collect();
    let changed: BTreeSet<&str> =
        kept.symmetric_difference(&wanted).map(|(permission, _)| *permission).collect();
    i64::try_from(changed.len()).unwrap_or(i64::MAX)
}

/// Writes one step and how far the index has come by it, unless somebody else has taken the step meanwhile.
fn take_step(tx: &mut Tx, from: &Progress, prepared: Option<Prepared>) -> Result<()> {
    let sources = tx.attached::<Sources>()?;
    if progress_of(tx, &sources)? != *from {
        return Ok(());
    }
    let mut next = from.clone();
    match prepared {
        Some(prepared) => match prepared.looked_at.last().copied() {
            Some(last) => {
                next.records += i64::try_from(prepared.looked_at.len()).unwrap_or_default();
                next.after = Some(last);
                // Rows carry the rebuild that is said here.
                store::save_progress(tx, &next)?;
                let source = prepared.source;
                let Written { changed, differed, .. } = write(tx, prepared, from.rebuild_to_reach())?;
                next.differed += differed;
                // Whoever changed them had not read of this rebuild, or changed something else that their words follow from.
                index_anew(tx, &source, &changed)?;
            }
            None => (next.kind, next.after) = (kind_after(&sources, &prepared.source), None),
        },
        None if from.kind == LEFT_OVER => {
            let rows = store::older(tx, from.rebuild_to_reach(), AT_A_TIME as i64)?;
            store::forget(tx, &rows)?;
            next.differed += i64::try_from(rows.len()).unwrap_or_default();
            if rows.is_empty() {
                (next.kind, next.is_rebuild) = (DONE.to_owned(), false);
            }
        }
        None => next.kind = LEFT_OVER.to_owned(),
    }
    store::save_progress(tx, &next)
}

fn kind_after(sources: &Sources, source: &Source) -> String {
    let at = sources.all().iter().position(|one| one.kind.name() == source.kind.name());
    let next = at.and_then(|at| sources.all().get(at + 1));
    next.map_or(LEFT_OVER, |next| next.kind.name()).to_owned()
}
