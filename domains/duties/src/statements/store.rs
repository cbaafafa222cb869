//! All SQL by which single statements are read and written. Their list stands in `listing`.

use super::{DutyStatement, Said};
use kernel::{Date, Error, Id, Result, Subject};
use register::Withdrawal;
use storage::{FromRow, Read, Row, Tx, Value, statements, values};

macro_rules! statement_columns {
    () => {
        "s.id, s.revision, s.duty, s.role, s.subject_kind, s.subject_id, s.content, s.link, s.document_id, \
         s.review_date, s.made_by, s.made_by_name, s.made_on, s.is_on_behalf, s.copied_from, s.withdrawn_on, \
         s.withdrawn_because"
    };
}

statements! {
    STATEMENTS_BY_ID =
        concat!("SELECT ", statement_columns!(), " FROM @duty_statement AS s WHERE s.id IN ({ids})");
    STATEMENTS_OF = concat!("SELECT ", statement_columns!(), " FROM @duty_statement AS s \
        WHERE s.subject_id IN ({ids}) AND s.withdrawn_on IS NULL ORDER BY s.sort_key, s.id");
    STATEMENT_IN_FORCE = concat!("SELECT ", statement_columns!(), " FROM @duty_statement AS s \
        WHERE s.subject_id = ?2 AND s.duty = ?3 AND s.withdrawn_on IS NULL");
    // Reach holds the record itself, its objects and the organisations above it; what it is used by is another matter.
    STATEMENTS_COUNTING = "SELECT q.subject_id, s.id, s.subject_kind, s.subject_id, s.duty, s.role, s.made_on, \
        s.review_date, s.made_by_name, own.entity_id FROM @@reach AS q CROSS JOIN @duty_statement AS s \
        LEFT JOIN @@reach AS own ON own.subject_id = q.subject_id AND own.within_id = q.subject_id \
        WHERE q.subject_id IN ({ids}) AND q.by_use = 0 AND s.subject_id = q.within_id AND s.withdrawn_on IS NULL \
        ORDER BY q.subject_id, s.duty, s.id";
    STATEMENTS_AFTER = "SELECT s.id FROM @duty_statement AS s WHERE s.id > ?2 ORDER BY s.id LIMIT ?3";
    SAVE_STATEMENT = "INSERT INTO duty_statement (tenant_id, id, revision, updated_at, sort_key, duty, role, \
        subject_kind, subject_id, content, link, document_id, review_date, made_by, made_by_name, made_on, is_on_behalf, \
        copied_from) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18) \
        ON CONFLICT (tenant_id, id) DO UPDATE SET revision = excluded.revision, updated_at = excluded.updated_at, \
        sort_key = excluded.sort_key, role = excluded.role, content = excluded.content, link = excluded.link, \
        document_id = excluded.document_id, review_date = excluded.review_date, made_by = excluded.made_by, \
        made_by_name = excluded.made_by_name, made_on = excluded.made_on, is_on_behalf = excluded.is_on_behalf, \
        copied_from = excluded.copied_from";
    WITHDRAW_STATEMENT = "UPDATE duty_statement SET revision = ?3, updated_at = ?4, withdrawn_on = ?5, \
        withdrawn_because = ?6 WHERE tenant_id = ?1 AND id = ?2";
}

impl FromRow for DutyStatement {
    fn from_row(row: &Row) -> Result<Self> {
        let withdrawn_on: Option<Date> = row.get(15)?;
        let because: Option<String> = row.get(16)?;
        Ok(Self {
            id: row.get(0)?,
            revision: row.get(1)?,
            duty: row.get(2)?,
            role: row.get(3)?,
            subject: Subject { kind: row.get(4)?, id: row.get(5)? },
            said: Said {
                content: row.get(6)?,
                link: row.get(7)?,
                document: row.get(8)?,
                review_date: Some(row.get(9)?),
            },
            made_by: row.get(10)?,
            made_by_name: row.get(11)?,
            made_on: row.get(12)?,
            is_on_behalf: row.get(13)?,
            copied_from: row.get(14)?,
            withdrawn: withdrawn_on.map(|on| Withdrawal { on, because: because.unwrap_or_default() }),
        })
    }
}

/// A statement that counts for a record: its own, or one of what it lies within.
#[derive(Clone, Debug)]
pub(crate) struct Counting {
    pub subject: Id,
    pub statement: Id,
    pub stated_of_kind: String,
    pub stated_of: Id,
    pub duty: String,
    pub role: String,
    pub made_on: Date,
    pub review_date: Date,
    pub made_by_name: String,
    /// The legal entity that owns the record; an organisation says it otherwise.
    pub owner: Option<Id>,
}

impl FromRow for Counting {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            subject: row.get(0)?,
            statement: row.get(1)?,
            stated_of_kind: row.get(2)?,
            stated_of: row.get(3)?,
            duty: row.get(4)?,
            role: row.get(5)?,
            made_on: row.get(6)?,
            review_date: row.get(7)?,
            made_by_name: row.get(8)?,
            owner: row.get(9)?,
        })
    }
}

pub(crate) fn find_statement(read: &Read, id: Id) -> Result<Option<DutyStatement>> {
    Ok(statements_by_id(read, &[id])?.into_iter().next())
}

/// Statements in no order.
pub(crate) fn statements_by_id(read: &Read, ids: &[Id]) -> Result<Vec<DutyStatement>> {
    read.rows_in(&STATEMENTS_BY_ID, &[], ids)
}

/// Those of some records that are not withdrawn.
pub(crate) fn statements_of(read: &Read, subjects: &[Id]) -> Result<Vec<DutyStatement>> {
    read.rows_in(&STATEMENTS_OF, &[], subjects)
}

/// What is said of a duty of a record itself.
pub(crate) fn statement_in_force(read: &Read, subject: Id, duty: &str) -> Result<Option<DutyStatement>> {
    read.one(&STATEMENT_IN_FORCE, &values![subject, duty])
}

/// What counts for some records.
pub(crate) fn statements_counting(read: &Read, subjects: &[Id]) -> Result<Vec<Counting>> {
    read.rows_in(&STATEMENTS_COUNTING, &[], subjects)
}

/// Ids of statements after one, in order.
pub(crate) fn statements_after(read: &Read, after: Option<Id>, most: i64) -> Result<Vec<Id>> {
    let after = after.unwrap_or(Id::from_bytes([0; 16]));
    Ok(read.rows::<(Id,)>(&STATEMENTS_AFTER, &values![after, most])?.into_iter().map(|(id,)| id).collect())
}

/// Writes a statement that nothing stands against; `duty` is the words of the duty, by which lists are sorted.
pub(crate) fn save_statement(tx: &mut Tx, statement: &DutyStatement, duty: &str) -> Result<()> {
    save_statements(tx, &[(statement, duty)])
}

/// The same for many.
pub(crate) fn save_statements(tx: &mut Tx, statements: &[(&DutyStatement, &str)]) -> Result<()> {
    let rows: Result<Vec<Vec<Value>>> = statements.iter().map(|(one, duty)| row_of(tx, one, duty)).collect();
    tx.execute_rows(&SAVE_STATEMENT, rows?).map(|_| ())
}

fn row_of(tx: &Tx, statement: &DutyStatement, duty: &str) -> Result<Vec<Value>> {
    let review = statement.said.review_date.ok_or_else(|| Error::failed("a statement without its review"))?;
    let row = values![
        statement.id,
        statement.revision,
        tx.instant(),
        texts::sort_key(duty),
        &statement.duty,
        &statement.role,
        &statement.subject.kind,
        statement.subject.id,
        &statement.said.content,
        &statement.said.link,
        statement.said.document,
        review,
        statement.made_by,
        &statement.made_by_name,
        statement.made_on,
        statement.is_on_behalf,
        statement.copied_from,
    ];
    Ok(row.to_vec())
}

/// Writes that a statement counts no more.
pub(crate) fn withdraw(tx: &mut Tx, statement: &DutyStatement) -> Result<()> {
    let withdrawn = statement.withdrawn.as_ref();
    let values = values![
        statement.id,
        statement.revision,
        tx.instant(),
        withdrawn.map(|one| one.on),
        withdrawn.map(|one| one.because.as_str()),
    ];
    tx.execute(&WITHDRAW_STATEMENT, &values).map(|_| ())
}
