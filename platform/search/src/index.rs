//! Keeping the index in step with the records: in the transaction that changed them, and for records that were there
//! before the index was.

use crate::cut::parts_of;
use crate::source::{Source, Sources};
use crate::store::{self, KeptRow};
use kernel::{Id, Result};
use serde::Serialize;
use std::collections::BTreeMap;
use storage::{Read, Tx};

/// Counts up whenever words are cut or stemmed in another way: the index is then made anew by itself.
const VERSION: i64 = 1;
/// Records whose words are held in memory at once.
const AT_A_TIME: usize = 200;
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
    for (kind, ids) in by_kind {
        if let Some(source) = sources.of(&kind) {
            for some in ids.chunks(AT_A_TIME) {
                index(tx, source, some)?;
            }
        }
    }
    Ok(())
}

/// Indexes some records of a federation that had records before it had an index. Says whether more may be left.
///
/// # Errors
/// When the database fails.
pub fn index_more(tx: &mut Tx) -> Result<bool> {
    let sources = tx.attached::<Sources>()?;
    let (kind, after) = match store::progress(tx, VERSION)? {
        Some((kind, _)) if kind == DONE => return Ok(false),
        Some((kind, after)) => (kind, after),
        None => (sources.all().first().map_or(DONE, |first| first.kind.name()).to_owned(), None),
    };
    let Some(at) = sources.all().iter().position(|source| source.kind.name() == kind) else {
        store::get_on(tx, VERSION, DONE, None)?;
        return Ok(false);
    };
    let source = &sources.all()[at];
    let ids = (source.after)(tx, after, AT_A_TIME as i64)?;
    index(tx, source, &ids)?;
    match ids.last() {
        Some(last) => store::get_on(tx, VERSION, &kind, Some(*last))?,
        None => {
            let next = sources.all().get(at + 1).map_or(DONE, |next| next.kind.name());
            store::get_on(tx, VERSION, next, None)?;
        }
    }
    Ok(true)
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
            for (row, hash) in index(tx, source, &ids)? {
                rebuilt.differed += usize::from(old.remove(&row) != Some(hash));
            }
        }
    }
    rebuilt.differed += old.len();
    store::get_on(tx, VERSION, DONE, None)?;
    Ok(rebuilt)
}

/// Brings the rows of some records up to what they say. Tells the rows that were written: whose, for which permission, and
/// their hash.
fn index(tx: &mut Tx, source: &Source, ids: &[Id]) -> Result<Vec<((Id, String), String)>> {
    let entries = (source.load)(tx, ids)?;
    let mut kept: BTreeMap<(Id, String), KeptRow> = BTreeMap::new();
    for row in store::kept(tx, ids)? {
        kept.insert((row.subject, row.permission.clone()), row);
    }
    let (mut wrong, mut right, mut written) = (Vec::new(), Vec::new(), Vec::new());
    for entry in &entries {
        for part in parts_of(tx.actor().tenant, source, entry) {
            let row = (entry.id, part.permission.name().to_owned());
            let before = kept.remove(&row);
            if before.as_ref().is_some_and(|before| before.hash == part.hash) {
                continue;
            }
            wrong.extend(before.map(|before| before.number));
            written.push((row, part.hash.clone()));
            right.push((entry, part));
        }
    }
    wrong.extend(kept.into_values().map(|row| row.number));
    store::forget(tx, &wrong)?;
    store::keep(tx, source, right)?;
    Ok(written)
}
