//! Rows of the index: which record each is about, and how far the index has come.

use crate::cut::Part;
use crate::source::{Entry, Source};
use kernel::{Id, Result, TenantId};
use storage::{Read, Tx, Value, statements, values};

/// Rows of one tenant stand together in the index, and each tenant has so many.
const ROWS_OF_A_TENANT: i64 = 1 << 40;

statements! {
    KEPT = "SELECT e.subject_id, e.number, e.permission, e.words_hash FROM @@search_entry AS e \
        WHERE e.subject_id IN ({ids})";
    SOME = "SELECT e.subject_id, e.number, e.permission, e.words_hash FROM @@search_entry AS e \
        ORDER BY e.number LIMIT ?2";
    LAST = "SELECT e.number FROM @@search_entry AS e ORDER BY e.number DESC LIMIT 1";
    FORGET = "DELETE FROM search_entry WHERE tenant_id = ?1 AND number = ?2";
    KEEP = "INSERT INTO search_entry (tenant_id, number, subject_kind, subject_id, seen_id, base_permission, \
        permission, sort_key, words_hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    PROGRESS = "SELECT p.subject_kind, p.after_id FROM @@search_progress AS p WHERE p.version = ?2";
    GET_ON = "INSERT INTO search_progress (tenant_id, version, subject_kind, after_id) VALUES (?1, ?2, ?3, ?4) \
        ON CONFLICT (tenant_id) DO UPDATE SET version = excluded.version, subject_kind = excluded.subject_kind, \
        after_id = excluded.after_id";
}

/// A row of the index as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeptRow {
    pub subject: Id,
    pub number: i64,
    pub permission: String,
    pub hash: String,
}

impl storage::FromRow for KeptRow {
    fn from_row(row: &storage::Row) -> Result<Self> {
        Ok(Self { subject: row.get(0)?, number: row.get(1)?, permission: row.get(2)?, hash: row.get(3)? })
    }
}

pub(crate) fn kept(read: &Read, subjects: &[Id]) -> Result<Vec<KeptRow>> {
    read.rows_in(&KEPT, &[], subjects)
}

pub(crate) fn some_rows(read: &Read, most: i64) -> Result<Vec<KeptRow>> {
    read.rows(&SOME, &values![most])
}

pub(crate) fn forget(tx: &mut Tx, rows: &[i64]) -> Result<()> {
    tx.remove_words(rows)?;
    for number in rows {
        tx.execute_unaudited(&FORGET, &values![*number])?;
    }
    Ok(())
}

/// Rows to be kept, each with the record that it is about and the hash of what that says.
pub(crate) fn keep(tx: &mut Tx, source: &Source, rows: Vec<(&Entry, &str, Part)>) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let last: Option<(i64,)> = tx.one(&LAST, &[])?;
    let TenantId(tenant) = tx.actor().tenant;
    let first = last.map_or(tenant * ROWS_OF_A_TENANT, |(last,)| last) + 1;
    let (mut entries, mut words) = (Vec::new(), Vec::new());
    for (number, (entry, hash, part)) in (first..).zip(rows) {
        entries.push(row_of(number, source, (entry, hash), &part).into());
        words.push((number, part.words));
    }
    tx.execute_rows_unaudited(&KEEP, entries)?;
    tx.add_words(&words)
}

fn row_of(number: i64, source: &Source, (entry, hash): (&Entry, &str), part: &Part) -> [Value; 8] {
    values![
        number,
        source.kind.name(),
        entry.id,
        entry.seen_at,
        source.permission.name(),
        part.permission.name(),
        texts::sort_key(&entry.name),
        hash,
    ]
}

/// The kind that is being indexed and the last record that was, of this version of the index; none before the first.
pub(crate) fn progress(read: &Read, version: i64) -> Result<Option<(String, Option<Id>)>> {
    read.one(&PROGRESS, &values![version])
}

pub(crate) fn get_on(tx: &mut Tx, version: i64, kind: &str, after: Option<Id>) -> Result<()> {
    tx.execute_unaudited(&GET_ON, &values![version, kind, after]).map(|_| ())
}
