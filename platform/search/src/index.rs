//! Keeping the index in step with the records, in the transaction that changed them. The words of long texts are cut after
//! it, so that nobody waits for them to write.

use crate::cut::{CutEntry, cut_entry, hash_of};
use crate::in_steps;
use crate::shelf::Shelves;
use crate::source::{Depth, Entry, Source, Sources};
use crate::store::{self, KeptRow};
use kernel::{Actor, Id, Result};
use std::collections::BTreeMap;
use storage::{Db, Read, Tx};

/// Counts up whenever words are cut or stemmed in another way, or other permissions open them: the index is then made anew
/// by itself, as it is when other kinds of record are searched.
const VERSION_OF_WORDS: i64 = 5;
/// Records that are compared at once.
pub(crate) const AT_A_TIME: usize = 200;
/// In the place of a hash: the long texts of the record are not in the index yet.
const WAITS: &str = "";

/// The version of the index that the program makes.
pub(crate) fn version(sources: &Sources) -> i64 {
    sources.version(VERSION_OF_WORDS)
}

/// Indexes what the transaction touched, as sets, before it commits. Long texts are left to [`after_commit`].
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
        in_steps::look_again(tx)?;
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

/// Indexes the long texts that a transaction left. Where that fails, or the program stops before, the next round does it.
pub fn after_commit(db: &Db, actor: &Actor) {
    let mut is_left = true;
    while is_left {
        is_left = in_steps::index_waiting(db, actor).unwrap_or_else(|error| {
            tracing::warn!(%error, "long texts wait to be indexed");
            false
        });
    }
}

/// Brings the rows of some records up to what they say, but for long texts that are new.
fn index(tx: &mut Tx, source: &Source, ids: &[Id]) -> Result<()> {
    let standing = Standing::of(tx, source, ids)?;
    let changed = standing.changed();
    store::forget(tx, standing.wrong())?;
    let (mut cut, mut waiting): (Vec<CutEntry>, Vec<Id>) = (Vec::new(), Vec::new());
    let shelves = Shelves::of_kind(tx, source.kind)?;
    for (entry, hash) in changed {
        if entry.has_signs() {
            waiting.push(entry.id);
            cut.push(cut_entry(&shelves, source, &entry.without_signs(), WAITS.to_owned()));
        } else {
            cut.push(cut_entry(&shelves, source, entry, hash.to_owned()));
        }
    }
    store::keep(tx, source, cut)?;
    if !waiting.is_empty() {
        store::wait(tx, source.kind, &waiting)?;
        tx.leave_work();
    }
    Ok(())
}

/// The same of records whose rows may be older than the rebuild that is on its way.
pub(crate) fn index_anew(tx: &mut Tx, source: &Source, ids: &[Id]) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let standing = Standing::of(tx, source, ids)?;
    store::forget(tx, standing.kept.values().flatten())?;
    index(tx, source, ids)
}

/// What some records say, with its hash, and the rows that are kept of them.
pub(crate) struct Standing {
    /// In the order of their ids.
    pub entries: BTreeMap<Id, (Entry, String)>,
    pub kept: BTreeMap<Id, Vec<KeptRow>>,
}

impl Standing {
    pub(crate) fn of(read: &Read, source: &Source, ids: &[Id]) -> Result<Self> {
        let loaded = (source.load)(read, ids, Depth::Signs)?;
        let sources = read.attached::<Sources>()?;
        let version = version(&sources);
        let with_hash = |entry: Entry| {
            let hash = hash_of(&entry, version);
            (entry.id, (entry, hash))
        };
        let mut kept: BTreeMap<Id, Vec<KeptRow>> = BTreeMap::new();
        for row in store::kept(read, ids)? {
            let rows = kept.entry(row.subject).or_default();
            // Ids are asked for in rounded numbers, so that one may come twice.
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        Ok(Self { entries: loaded.into_iter().map(with_hash).collect(), kept })
    }

    /// Whether the rows of a record say what it says, and were made in this rebuild or later.
    pub(crate) fn is_right(&self, id: Id, rebuild: i64) -> bool {
        let (Some((_, hash)), Some(rows)) = (self.entries.get(&id), self.kept.get(&id)) else { return false };
        rows.iter().all(|row| row.hash == *hash && row.rebuild >= rebuild)
    }

    /// Records whose rows are not right.
    fn changed(&self) -> Vec<(&Entry, &str)> {
        let wrong = self.entries.iter().filter(|(id, _)| !self.is_right(**id, 0));
        wrong.map(|(_, (entry, hash))| (entry, hash.as_str())).collect()
    }

    /// Rows of records that say something else, or are not there any more.
    fn wrong(&self) -> Vec<&KeptRow> {
        let wrong = self.kept.iter().filter(|(id, _)| !self.is_right(**id, 0));
        wrong.flat_map(|(_, rows)| rows).collect()
    }
}
