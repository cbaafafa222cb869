//! Rows of the index: which record each is about, and the stretches of text that follow it.

use crate::cut::CutEntry;
use crate::source::Source;
use kernel::{Id, Result, SubjectKind, TenantId};
use std::ops::RangeInclusive;
use storage::{FromRow, IndexedWords, Read, Row, Tx, Value, statements, values};

/// Rows of one tenant stand together in the index, and each tenant has so many (`crowds.rs` has the number in its SQL).
pub(super) const ROWS_OF_A_TENANT: i64 = 1 << 40;
/// Rows whose words are handed over at once.
const WORDS_AT_A_TIME: usize = 16;

statements! {
    KEPT = "SELECT e.subject_id, e.number, e.stretches, e.permission, e.words_hash, e.rebuild FROM @@search_entry AS e \
        WHERE e.subject_id IN ({ids})";
    OLDER = "SELECT e.subject_id, e.number, e.stretches, e.permission, e.words_hash, e.rebuild FROM @@search_entry AS e \
        WHERE e.rebuild < ?2 ORDER BY e.number LIMIT ?3";
    LAST = "SELECT (SELECT e.number FROM @@search_entry AS e ORDER BY e.number DESC LIMIT 1), \
        (SELECT t.number FROM @@search_stretch AS t ORDER BY t.number DESC LIMIT 1), \
        (SELECT p.rebuild FROM @@search_progress AS p)";
    FORGET = "DELETE FROM search_entry WHERE tenant_id = ?1 AND number = ?2";
    FORGET_STRETCHES = "DELETE FROM search_stretch WHERE tenant_id = ?1 AND number BETWEEN ?2 AND ?3";
    KEEP = "INSERT INTO search_entry (tenant_id, number, subject_kind, subject_id, seen_id, base_permission, \
        permission, sort_key, words_hash, stretches, rebuild) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    KEEP_STRETCH = "INSERT INTO search_stretch (tenant_id, number, entry_number) VALUES (?1, ?2, ?3)";
    WAIT = "INSERT INTO search_waiting (tenant_id, subject_id, subject_kind) VALUES (?1, ?2, ?3) \
        ON CONFLICT (tenant_id, subject_id) DO NOTHING";
    WAITING = "SELECT w.subject_kind, w.subject_id FROM @@search_waiting AS w ORDER BY w.subject_id LIMIT ?2";
    WAITED = "DELETE FROM search_waiting WHERE tenant_id = ?1 AND subject_id = ?2";
}

/// A row of the index as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeptRow {
    pub subject: Id,
    pub number: i64,
    pub stretches: i64,
    pub permission: String,
    pub hash: String,
    /// The rebuild in which it was made.
    pub rebuild: i64,
}

impl FromRow for KeptRow {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            subject: row.get(0)?,
            number: row.get(1)?,
            stretches: row.get(2)?,
            permission: row.get(3)?,
            hash: row.get(4)?,
            rebuild: row.get(5)?,
        })
    }
}

impl KeptRow {
    fn rows(&self) -> RangeInclusive<i64> {
        self.number..=self.number + self.stretches
    }
}

pub(crate) fn kept(read: &Read, subjects: &[Id]) -> Result<Vec<KeptRow>> {
    read.rows_in(&KEPT, &[], subjects)
}

/// Rows that were made before a rebuild.
pub(crate) fn older(read: &Read, rebuild: i64, most: i64) -> Result<Vec<KeptRow>> {
    read.rows(&OLDER, &values![rebuild, most])
}

pub(crate) fn forget<'r>(tx: &mut Tx, rows: impl IntoIterator<Item = &'r KeptRow>) -> Result<()> {
    for row in rows {
        tx.remove_words(&row.rows().collect::<Vec<_>>())?;
        tx.execute_unaudited(&FORGET, &values![row.number])?;
        if row.stretches > 0 {
            tx.execute_unaudited(&FORGET_STRETCHES, &values![row.number, row.number + row.stretches])?;
        }
    }
    Ok(())
}

/// Keeps what was cut of records of which no row is kept.
pub(crate) fn keep(tx: &mut Tx, source: &Source, cut: Vec<CutEntry>) -> Result<()> {
    if cut.is_empty() {
        return Ok(());
    }
    let last: Option<(Option<i64>, Option<i64>, Option<i64>)> = tx.one(&LAST, &[])?;
    let (entry, stretch, rebuild) = last.unwrap_or_default();
    let TenantId(tenant) = tx.actor().tenant;
    let mut number = entry.max(stretch).unwrap_or(tenant * ROWS_OF_A_TENANT);
    let (mut entries, mut stretches, mut words) = (Vec::new(), Vec::new(), Vec::new());
    for entry in cut {
        for part in entry.parts {
            number = next_entry(number, part.permission == source.permission);
            let of_entry = number;
            words.push((number, part.words));
            let count = i64::try_from(part.stretches.len()).unwrap_or(i64::MAX);
            let permissions = (source.permission.name(), part.permission.name());
            let values: [Value; 10] = values![
                number,
                source.kind.name(),
                entry.id,
                entry.seen_at,
                permissions.0,
                permissions.1,
                &entry.sort_key,
                &entry.hash,
                count,
                rebuild.unwrap_or_default(),
            ];
            entries.push(values.to_vec());
            for stretch in part.stretches {
                number += 1;
                stretches.push(values![number, of_entry].to_vec());
                words.push((number, IndexedWords { body: stretch, ..IndexedWords::default() }));
            }
        }
    }
    tx.execute_rows_unaudited(&KEEP, entries)?;
    tx.execute_rows_unaudited(&KEEP_STRETCH, stretches)?;
    words.chunks(WORDS_AT_A_TIME).try_for_each(|some| tx.add_words(some))
}

/// The number of an entry. That of what everybody may read who sees the record is even, so that the records of which a word
/// is known to all these can be counted in the index of words alone.
const fn next_entry(last: i64, is_for_all: bool) -> i64 {
    let next = last + 1;
    if (next % 2 == 0) == is_for_all { next } else { next + 1 }
}

/// Says that the long texts of some records are not indexed yet.
pub(crate) fn wait(tx: &mut Tx, kind: SubjectKind, subjects: &[Id]) -> Result<()> {
    let row = |id: &Id| values![*id, kind.name()].to_vec();
    tx.execute_rows_unaudited(&WAIT, subjects.iter().map(row).collect()).map(|_| ())
}

/// The kind and id of some records that wait.
pub(crate) fn waiting(read: &Read, most: i64) -> Result<Vec<(String, Id)>> {
    read.rows(&WAITING, &values![most])
}

pub(crate) fn waited(tx: &mut Tx, subjects: impl IntoIterator<Item = Id>) -> Result<u64> {
    let mut count = 0;
    for id in subjects {
        count += tx.execute_unaudited(&WAITED, &values![id])?;
    }
    Ok(count)
}
