//! Reads and writes documents and the counters of their numbers.

use crate::confirmation::Given;
use crate::document::{DOCUMENT, Document, Withdrawal};
use kernel::{Date, Id, Instant, Result, Subject};
use organisation::{with_custom, with_custom_of_each};
use storage::{FromRow, Read, Row, Tx, Value, columns, statements, values};

macro_rules! document_fields {
    () => {
        "document_type, name, owner, date, version, review_date, year, decided_on, decision, link, number, available_to_it"
    };
}
macro_rules! document_columns {
    () => {
        concat!(
            "id, revision, subject_kind, subject_id, withdrawn_on, withdrawn_because, content_fingerprint, ",
            document_fields!()
        )
    };
}

statements! {
    DOCUMENT_BY_ID = concat!("SELECT ", document_columns!(), " FROM @document AS d WHERE id = ?2");
    DOCUMENTS_BY_ID =
        concat!("SELECT ", document_columns!(), " FROM @document AS d WHERE id IN ({ids})");
    DOCUMENTS_OF_SUBJECTS = concat!("SELECT ", document_columns!(), " FROM @document AS d \
        WHERE subject_id IN ({ids}) ORDER BY id");
    SAVED_DOCUMENTS_OF = concat!("SELECT ", document_columns!(), ", updated_at, k.confirmed_on, k.broken_on \
        FROM @document AS d LEFT JOIN @document_confirmation AS k ON k.document_id = d.id \
        WHERE subject_id IN ({ids}) ORDER BY id");
    INSERT_DOCUMENT = concat!("INSERT INTO document (tenant_id, id, revision, subject_kind, subject_id, withdrawn_on, \
        withdrawn_because, content_fingerprint, updated_at, sort_key, ", document_fields!(),
        ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22) \
        ON CONFLICT (tenant_id, id) DO UPDATE SET revision = excluded.revision, withdrawn_on = excluded.withdrawn_on, \
        withdrawn_because = excluded.withdrawn_because, \
        content_fingerprint = excluded.content_fingerprint, updated_at = excluded.updated_at, \
        sort_key = excluded.sort_key, document_type = excluded.document_type, name = excluded.name, \
        owner = excluded.owner, date = excluded.date, version = excluded.version, \
        review_date = excluded.review_date, year = excluded.year, decided_on = excluded.decided_on, \
        decision = excluded.decision, link = excluded.link, number = excluded.number, \
        available_to_it = excluded.available_to_it");
    SAVE_CONTENT = "UPDATE document SET content_fingerprint = ?3 WHERE tenant_id = ?1 AND id = ?2";
    SUBJECTS_OF_OWNER = "SELECT DISTINCT subject_kind, subject_id FROM @document AS d \
        WHERE owner = ?2 AND withdrawn_on IS NULL ORDER BY subject_id";
    DOCUMENTS_OF_OWNER = "SELECT id, name FROM @document AS d WHERE owner = ?2 AND withdrawn_on IS NULL \
        ORDER BY sort_key, id";
    NUMBER_IS_TAKEN = "SELECT count(*) FROM @document AS d WHERE document_type = ?2 AND number = ?3 AND id <> ?4";
    LAST_NUMBER = "SELECT last_number FROM @@document_counter AS n WHERE document_type = ?2 AND year = ?3";
    SAVE_NUMBER = "INSERT INTO document_counter (tenant_id, document_type, year, last_number) VALUES (?1, ?2, ?3, ?4) \
        ON CONFLICT (tenant_id, document_type, year) DO UPDATE SET last_number = excluded.last_number";
}

impl FromRow for Document {
    fn from_row(row: &Row) -> Result<Self> {
        let kind: String = row.get(2)?;
        let mut document = Self::new(Subject { kind, id: row.get(3)? }, "");
        document.id = row.get(0)?;
        document.revision = row.get(1)?;
        if let Some(on) = row.get(4)? {
            let because: Option<String> = row.get(5)?;
            document.withdrawn = Some(Withdrawal { on, because: because.unwrap_or_default() });
        }
        document.written = row.get(6)?;
        columns::fill(&mut document, row, 7)?;
        Ok(document)
    }
}

pub(crate) fn find_document(read: &Read, id: Id) -> Result<Option<Document>> {
    let found = read.one(&DOCUMENT_BY_ID, &values![id])?;
    found.map(|found| with_custom(read, DOCUMENT, id, found)).transpose()
}

pub(crate) fn documents_by_id(read: &Read, ids: &[Id]) -> Result<Vec<Document>> {
    let found = read.rows_in(&DOCUMENTS_BY_ID, &[], ids)?;
    with_custom_of_each(read, DOCUMENT, found, |one: &Document| one.id)
}

/// The documents of some records, also those that were withdrawn.
pub(crate) fn documents_of_subjects(read: &Read, subjects: &[Id]) -> Result<Vec<Document>> {
    read.rows_in(&DOCUMENTS_OF_SUBJECTS, &[], subjects)
}

/// The same, with when each was saved last and whether its owner has said that it holds.
pub(crate) fn saved_documents_of(read: &Read, subjects: &[Id]) -> Result<Vec<SavedDocument>> {
    read.rows_in(&SAVED_DOCUMENTS_OF, &[], subjects)
}

pub(crate) struct SavedDocument {
    pub document: Document,
    pub saved_on: Date,
    pub given: Option<Given>,
}

impl FromRow for SavedDocument {
    /// The columns of a document come first.
    fn from_row(row: &Row) -> Result<Self> {
        let after = 7 + document_fields!().split(", ").count();
        let saved_on = row.get::<Instant>(after)?.date();
        Ok(Self { document: Document::from_row(row)?, saved_on, given: given_in(row, after + 1)? })
    }
}

/// The day of a confirmation and that on which it was broken, in two columns.
pub(super) fn given_in(row: &Row, first: usize) -> Result<Option<Given>> {
    let (on, changed_on): (Option<Date>, Option<Date>) = (row.get(first)?, row.get(first + 1)?);
    Ok(on.map(|on| Given { on, is_changed: changed_on.is_some(), changed_on }))
}

/// Kind and id of the records whose documents, but for those that were withdrawn, somebody owns.
pub(crate) fn subjects_of_documents_owned_by(read: &Read, person: Id) -> Result<Vec<(String, Id)>> {
    read.rows(&SUBJECTS_OF_OWNER, &values![person])
}

/// Id and name of the documents, but for those that were withdrawn, that somebody owns.
pub(crate) fn documents_owned_by(read: &Read, person: Id) -> Result<Vec<(Id, String)>> {
    read.rows(&DOCUMENTS_OF_OWNER, &values![person])
}

pub(crate) fn save_document(tx: &mut Tx, document: &Document) -> Result<()> {
    save_documents(tx, std::slice::from_ref(document))
}

/// Writes many documents, each of them once.
pub(crate) fn save_documents(tx: &mut Tx, documents: &[Document]) -> Result<()> {
    let instant = tx.instant();
    let row = |document: &Document| {
        let withdrawn = document.withdrawn.as_ref();
        let mut values: Vec<Value> = values![
            document.id,
            document.revision,
            &document.subject.kind,
            document.subject.id,
            withdrawn.map(|withdrawal| withdrawal.on),
            withdrawn.map(|withdrawal| withdrawal.because.as_str()),
            document.written.as_deref(),
            instant,
            texts::sort_key(&document.name),
        ]
        .into();
        values.extend(columns::values_of(document));
        values
    };
    tx.execute_rows(&INSERT_DOCUMENT, documents.iter().map(row).collect()).map(|_| ())
}

/// Keeps the fingerprint of what is written of a document; what the register says of it stays as it was.
pub(crate) fn save_content(tx: &mut Tx, document: Id, fingerprint: &str) -> Result<()> {
    tx.execute(&SAVE_CONTENT, &values![document, fingerprint]).map(|_| ())
}

/// Whether another document of the type carries the number.
pub(crate) fn is_number_taken(read: &Read, document: &Document, number: &str) -> Result<bool> {
    Ok(read.count(&NUMBER_IS_TAKEN, &values![&document.document_type, number, document.id])? > 0)
}

/// The last number given to a type in a year, 0 before the first.
pub(crate) fn last_number(read: &Read, document_type: &str, year: i64) -> Result<i64> {
    Ok(read.one::<(i64,)>(&LAST_NUMBER, &values![document_type, year])?.map_or(0, |(last,)| last))
}

pub(crate) fn save_last_number(tx: &mut Tx, document_type: &str, year: i64, last: i64) -> Result<()> {
    tx.execute(&SAVE_NUMBER, &values![document_type, year, last]).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_a_document_has_its_column_in_order() {
        assert_eq!(columns::names_of::<Document>(), document_fields!());
    }
}
