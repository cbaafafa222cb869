//! How far the index of a federation has come.

use kernel::{Id, Result};
use storage::{FromRow, Read, Row, Tx, statements, values};

statements! {
    PROGRESS = "SELECT p.version, p.subject_kind, p.after_id, p.rebuild, p.is_rebuild, p.records, p.differed \
        FROM @@search_progress AS p";
    SAVE = "INSERT INTO search_progress (tenant_id, version, subject_kind, after_id, rebuild, is_rebuild, records, \
        differed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (tenant_id) DO UPDATE SET \
        version = excluded.version, subject_kind = excluded.subject_kind, after_id = excluded.after_id, \
        rebuild = excluded.rebuild, is_rebuild = excluded.is_rebuild, records = excluded.records, \
        differed = excluded.differed";
    WHOLE = "SELECT p.version, p.subject_kind, \
        CASE WHEN EXISTS (SELECT 1 FROM @@search_waiting AS w) THEN 1 ELSE 0 END FROM @@search_progress AS p";
}

/// Where the indexing of all records stands: before the first record of a kind, or after one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Progress {
    pub version: i64,
    pub kind: String,
    pub after: Option<Id>,
    /// Counts up with each rebuild. Rows carry it, so that those can be told that were made before.
    pub rebuild: i64,
    /// Whether rows are made anew although they say what they should.
    pub is_rebuild: bool,
    pub records: i64,
    pub differed: i64,
}

impl FromRow for Progress {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            version: row.get(0)?,
            kind: row.get(1)?,
            after: row.get(2)?,
            rebuild: row.get(3)?,
            is_rebuild: row.get(4)?,
            records: row.get(5)?,
            differed: row.get(6)?,
        })
    }
}

/// None in a federation that has never been indexed.
pub(crate) fn progress(read: &Read) -> Result<Option<Progress>> {
    read.one(&PROGRESS, &[])
}

pub(crate) fn save_progress(tx: &mut Tx, progress: &Progress) -> Result<()> {
    let Progress { version, kind, after, rebuild, is_rebuild, records, differed } = progress;
    let values = values![*version, kind, *after, *rebuild, *is_rebuild, *records, *differed];
    tx.execute_unaudited(&SAVE, &values).map(|_| ())
}

/// The version of the index, the kind that is being indexed, and whether long texts wait.
pub(crate) fn standing(read: &Read) -> Result<Option<(i64, String, bool)>> {
    read.one(&WHOLE, &[])
}
