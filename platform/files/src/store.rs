//! Reads and writes files, their editions and their content.

use crate::examine::Examined;
use crate::file::{Edition, KeptFile, Withdrawal};
use kernel::{Choice as _, Date, Id, Result, Subject};
use storage::{FromRow, Read, Row, Tx, statements, values};

macro_rules! edition_columns {
    () => {
        "e.file_id, e.number, e.name, e.kind, e.size_bytes, e.sha256, e.content_id, e.is_scanned, e.added_at, e.added_by, \
         e.added_by_person, c.disposed_on"
    };
}
macro_rules! file_rows {
    ($what:literal) => {
        concat!(
            "SELECT f.id, f.revision, f.subject_kind, f.subject_id, f.withdrawn_on, f.withdrawn_because, ",
            edition_columns!(),
            " FROM @file AS f JOIN @file_edition AS e ON e.file_id = f.id AND e.number = f.edition \
             JOIN @@file_content AS c ON c.id = e.content_id ",
            $what
        )
    };
}
macro_rules! edition_rows {
    ($what:literal) => {
        concat!(
            "SELECT ",
            edition_columns!(),
            " FROM @file_edition AS e JOIN @@file_content AS c ON c.id = e.content_id ",
            $what
        )
    };
}
/// Columns of an edition that stand before those of a file.
const COLUMNS_OF_FILE: usize = 6;

statements! {
    FILE_BY_ID = file_rows!("WHERE f.id = ?2");
    FILES_BY_ID = file_rows!("WHERE f.id IN ({ids})");
    FILES_OF_SUBJECTS = file_rows!("WHERE f.subject_id IN ({ids}) ORDER BY f.sort_key, f.id");
    EDITIONS_OF_FILE = edition_rows!("WHERE e.file_id = ?2 ORDER BY e.number DESC");
    EDITIONS_OF_FILES = edition_rows!("WHERE e.file_id IN ({ids}) ORDER BY e.file_id, e.number DESC");
    EDITION = edition_rows!("WHERE e.file_id = ?2 AND e.number = ?3");
    EDITIONS_OF_CONTENT = edition_rows!("WHERE e.content_id = ?2 ORDER BY e.file_id, e.number");
    CONTENT_PIECE = "SELECT bytes FROM @@file_chunk AS k WHERE content_id = ?2 AND place = ?3";
    TEXTS_OF_SUBJECTS = "SELECT f.subject_id, e.name, coalesce(t.text, '') FROM @file AS f \
        JOIN @file_edition AS e ON e.file_id = f.id AND e.number = f.edition \
        LEFT JOIN @@file_text AS t ON t.content_id = e.content_id \
        WHERE f.withdrawn_on IS NULL AND f.subject_id IN ({ids}) ORDER BY f.sort_key, f.id";
    BEGINNINGS_OF_SUBJECTS = "SELECT f.subject_id, e.name, \
        substr(coalesce(t.text, ''), 1, CAST(CAST(?2 AS BIGINT) AS INTEGER)) FROM @file AS f \
        JOIN @file_edition AS e ON e.file_id = f.id AND e.number = f.edition \
        LEFT JOIN @@file_text AS t ON t.content_id = e.content_id \
        WHERE f.withdrawn_on IS NULL AND f.subject_id IN ({ids}) ORDER BY f.sort_key, f.id";
    CONTENTS_OF_SUBJECTS = "SELECT f.subject_id, e.name, t.content_id FROM @file AS f \
        JOIN @file_edition AS e ON e.file_id = f.id AND e.number = f.edition \
        LEFT JOIN @@file_text AS t ON t.content_id = e.content_id \
        WHERE f.withdrawn_on IS NULL AND f.subject_id IN ({ids}) ORDER BY f.sort_key, f.id";
    USED_BYTES = "SELECT CAST(coalesce(sum(size_bytes), 0) AS BIGINT) FROM @@file_content AS c WHERE disposed_on IS NULL";
    CONTENT_BY_HASH = "SELECT id FROM @@file_content AS c WHERE sha256 = ?2 AND disposed_on IS NULL";
    ADD_CONTENT = "INSERT INTO file_content (tenant_id, id, sha256, size_bytes) VALUES (?1, ?2, ?3, ?4)";
    ADD_PIECE = "INSERT INTO file_chunk (tenant_id, content_id, place, bytes) VALUES (?1, ?2, ?3, ?4)";
    ADD_TEXT = "INSERT INTO file_text (tenant_id, content_id, text) VALUES (?1, ?2, ?3)";
    ADD_EDITION = "INSERT INTO file_edition (tenant_id, file_id, number, name, kind, size_bytes, sha256, content_id, \
        is_scanned, added_at, added_by, added_by_person) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    SAVE_FILE = "INSERT INTO file (tenant_id, id, revision, subject_kind, subject_id, sort_key, edition, withdrawn_on, \
        withdrawn_because) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (tenant_id, id) DO UPDATE SET \
        revision = excluded.revision, sort_key = excluded.sort_key, edition = excluded.edition, \
        withdrawn_on = excluded.withdrawn_on, withdrawn_because = excluded.withdrawn_because";
    REMOVE_PIECES = "DELETE FROM file_chunk WHERE tenant_id = ?1 AND content_id = ?2";
    REMOVE_TEXT = "DELETE FROM file_text WHERE tenant_id = ?1 AND content_id = ?2";
    DISPOSE_CONTENT = "UPDATE file_content SET disposed_on = ?3 WHERE tenant_id = ?1 AND id = ?2";
}

impl FromRow for KeptFile {
    fn from_row(row: &Row) -> Result<Self> {
        let kind: String = row.get(2)?;
        let because: Option<String> = row.get(5)?;
        let withdrawn: Option<Date> = row.get(4)?;
        Ok(Self {
            id: row.get(0)?,
            revision: row.get(1)?,
            subject: Subject { kind, id: row.get(3)? },
            withdrawn: withdrawn.map(|on| Withdrawal { on, because: because.unwrap_or_default() }),
            edition: edition_of(row, COLUMNS_OF_FILE)?,
        })
    }
}

impl FromRow for Edition {
    fn from_row(row: &Row) -> Result<Self> {
        edition_of(row, 0)
    }
}

fn edition_of(row: &Row, first: usize) -> Result<Edition> {
    Ok(Edition {
        file: row.get(first)?,
        number: row.get(first + 1)?,
        name: row.get(first + 2)?,
        kind: row.choice(first + 3)?,
        size_bytes: row.get(first + 4)?,
        sha256: row.get(first + 5)?,
        content: row.get(first + 6)?,
        is_scanned: row.get(first + 7)?,
        added_at: row.get(first + 8)?,
        added_by: row.get(first + 9)?,
        added_by_person: row.get(first + 10)?,
        disposed_on: row.get(first + 11)?,
    })
}

/// A file with the edition that holds. Whether the actor may know of it, the caller asks.
///
/// # Errors
/// Not found without one.
pub fn file(read: &Read, id: Id) -> Result<KeptFile> {
    read.found(&FILE_BY_ID, &values![id])
}

/// Those of these files that are there.
///
/// # Errors
/// When the database fails.
pub fn files_of_ids(read: &Read, ids: &[Id]) -> Result<Vec<KeptFile>> {
    read.rows_in(&FILES_BY_ID, &[], ids)
}

/// The files of some records, by name, also those that were withdrawn.
///
/// # Errors
/// When the database fails.
pub fn files_of_subjects(read: &Read, subjects: &[Id]) -> Result<Vec<KeptFile>> {
    read.rows_in(&FILES_OF_SUBJECTS, &[], subjects)
}

/// All editions of a file, the last one first.
///
/// # Errors
/// When the database fails.
pub fn editions_of(read: &Read, file: Id) -> Result<Vec<Edition>> {
    read.rows(&EDITIONS_OF_FILE, &values![file])
}

/// The editions of several files, of each the last one first.
///
/// # Errors
/// When the database fails.
pub fn editions_of_files(read: &Read, files: &[Id]) -> Result<Vec<Edition>> {
    read.rows_in(&EDITIONS_OF_FILES, &[], files)
}

/// One edition of a file.
///
/// # Errors
/// Not found without one.
pub fn edition(read: &Read, file: Id, number: i64) -> Result<Edition> {
    read.found(&EDITION, &values![file, number])
}

/// A piece of a content, counted from 0; none after the last one.
///
/// # Errors
/// When the database fails.
pub fn content_piece(read: &Read, content: Id, place: i64) -> Result<Option<Vec<u8>>> {
    Ok(read.one::<(Vec<u8>,)>(&CONTENT_PIECE, &values![content, place])?.map(|(bytes,)| bytes))
}

/// For the search: the records among these that have files, each with the name of a file and its words. What was
/// withdrawn is left out.
///
/// # Errors
/// When the database fails.
pub fn text_of(read: &Read, subjects: &[Id]) -> Result<Vec<(Id, String, String)>> {
    read.rows_in(&TEXTS_OF_SUBJECTS, &[], subjects)
}

/// As [`text_of`], with so many letters of each text at the most: for what is shown of them.
///
/// # Errors
/// When the database fails.
pub fn beginnings_of(read: &Read, subjects: &[Id], most_letters: i64) -> Result<Vec<(Id, String, String)>> {
    read.rows_in(&BEGINNINGS_OF_SUBJECTS, &values![most_letters], subjects)
}

/// As [`text_of`], with what tells whether a text is still the same in its place; nothing if the file has no words.
///
/// # Errors
/// When the database fails.
pub fn contents_of(read: &Read, subjects: &[Id]) -> Result<Vec<(Id, String, Option<Id>)>> {
    read.rows_in(&CONTENTS_OF_SUBJECTS, &[], subjects)
}

/// What the files of the federation take together, in bytes. The same content counts once.
///
/// # Errors
/// When the database fails.
pub fn used_bytes(read: &Read) -> Result<i64> {
    read.count(&USED_BYTES, &[])
}

/// Wherever a content stands.
pub(crate) fn editions_of_content(read: &Read, content: Id) -> Result<Vec<Edition>> {
    read.rows(&EDITIONS_OF_CONTENT, &values![content])
}

pub(crate) fn content_by_hash(read: &Read, sha256: &str) -> Result<Option<Id>> {
    Ok(read.one::<(Id,)>(&CONTENT_BY_HASH, &values![sha256])?.map(|(id,)| id))
}

pub(crate) fn add_content(tx: &mut Tx, id: Id, file: &Examined) -> Result<()> {
    tx.execute(&ADD_CONTENT, &values![id, &file.sha256, file.size_bytes])?;
    match &file.text {
        Some(text) => tx.execute(&ADD_TEXT, &values![id, text]).map(|_| ()),
        None => Ok(()),
    }
}

pub(crate) fn add_piece(tx: &mut Tx, content: Id, place: i64, bytes: Vec<u8>) -> Result<()> {
    tx.execute(&ADD_PIECE, &values![content, place, bytes]).map(|_| ())
}

pub(crate) fn add_edition_row(tx: &mut Tx, edition: &Edition) -> Result<()> {
    let values = values![
        edition.file,
        edition.number,
        &edition.name,
        edition.kind.name(),
        edition.size_bytes,
        &edition.sha256,
        edition.content,
        edition.is_scanned,
        edition.added_at,
        &edition.added_by,
        edition.added_by_person,
    ];
    tx.execute(&ADD_EDITION, &values).map(|_| ())
}

pub(crate) fn save_file(tx: &mut Tx, file: &KeptFile) -> Result<()> {
    let withdrawn = file.withdrawn.as_ref();
    let values = values![
        file.id,
        file.revision,
        &file.subject.kind,
        file.subject.id,
        texts::sort_key(&file.edition.name),
        file.edition.number,
        withdrawn.map(|withdrawal| withdrawal.on),
        withdrawn.map(|withdrawal| withdrawal.because.as_str()),
    ];
    tx.execute(&SAVE_FILE, &values).map(|_| ())
}

pub(crate) fn remove_content(tx: &mut Tx, content: Id, on: Date) -> Result<()> {
    tx.execute(&REMOVE_PIECES, &values![content])?;
    tx.execute(&REMOVE_TEXT, &values![content])?;
    tx.execute(&DISPOSE_CONTENT, &values![content, on]).map(|_| ())
}
