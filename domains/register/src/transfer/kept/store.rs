//! Reads and writes kept imports.

use super::{DAYS_KEPT, ImportState, KeptImport, KeptReport, LastTold, Stage};
use crate::transfer::importing::Reached;
use kernel::{Choice, Error, Id, Instant, Message, Result, Subject, SubjectKind};
use storage::{AuditEntry, Filter, FromRow, Listing, Read, Row, Sort, SortKey, Tx, statements, values};

macro_rules! told_columns {
    () => {
        "s.id, s.created_at, s.file_name, s.is_partial, s.state, s.started_at, s.report, s.told_at, s.told_step, s.told_done, \
            s.told_total"
    };
}

/// The imports of the API. Each sees but their own.
pub const IMPORTS: Listing = Listing {
    name: "imports",
    columns: told_columns!(),
    tables: "@@spreadsheet_import AS s",
    beside: &[],
    id: "s.id",
    id_is_number: false,
    filters: &[Filter { name: "own", sql: "s.created_by = ?" }, Filter { name: "state", sql: "s.state = ?" }],
    sorts: &[Sort { name: "created_at", sql: "s.created_at", key: SortKey::Number }],
};

statements! {
    IMPORT_BY_ID = "SELECT id, created_at, file_name, content, mapping, is_partial, state, started_at, report, \
        told_at, told_step, told_done, told_total FROM @@spreadsheet_import AS s WHERE id = ?2 AND created_by = ?3";
    RECENT_IMPORTS = "SELECT id, created_at, file_name, state, started_at, told_at, told_step, told_done, told_total FROM @@spreadsheet_import AS s WHERE created_by = ?2 \
        ORDER BY created_at DESC, id LIMIT 20";
    TOLD_IMPORT = concat!("SELECT ", told_columns!(), " FROM @@spreadsheet_import AS s WHERE s.id = ?2 AND s.created_by = ?3");
    ADD_IMPORT = "INSERT INTO spreadsheet_import (tenant_id, id, created_at, created_by, file_name, content, mapping, \
        is_partial, state, started_at, report) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    SAVE_STEP = "UPDATE spreadsheet_import SET mapping = ?3, is_partial = ?4, state = ?5, started_at = ?6, report = ?7, \
        told_at = NULL WHERE tenant_id = ?1 AND id = ?2";
    NOTE_REACHED = "UPDATE spreadsheet_import SET told_at = ?3, told_step = ?4, told_done = ?5, told_total = ?6 \
        WHERE tenant_id = ?1 AND id = ?2 AND state = 'running'";
    FORGET_OLD = "DELETE FROM spreadsheet_import WHERE tenant_id = ?1 AND created_at < ?2";
}

const IMPORT: SubjectKind = SubjectKind("import");

impl FromRow for KeptImport {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            created_at: row.get(1)?,
            file_name: row.get(2)?,
            table: from_json(&row.get::<String>(3)?)?,
            mapping: from_json(&row.get::<String>(4)?)?,
            is_partial: row.get(5)?,
            state: row.choice(6)?,
            started_at: row.get(7)?,
            report: from_json(&row.get::<String>(8)?)?,
            last_told: last_told(row, 9)?,
        })
    }
}

/// An import without its table.
#[derive(Clone, Debug)]
pub struct Told {
    pub id: Id,
    pub created_at: Instant,
    pub file_name: String,
    pub is_partial: bool,
    pub state: ImportState,
    pub started_at: Option<Instant>,
    pub last_told: Option<LastTold>,
    pub report: KeptReport,
}

impl FromRow for Told {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            created_at: row.get(1)?,
            file_name: row.get(2)?,
            is_partial: row.get(3)?,
            state: row.choice(4)?,
            started_at: row.get(5)?,
            report: from_json(&row.get::<String>(6)?)?,
            last_told: last_told(row, 7)?,
        })
    }
}

/// One of the latest imports.
#[derive(Clone, Debug)]
pub struct Recent {
    pub created_at: Instant,
    pub file_name: String,
    pub stage: Stage,
}

impl FromRow for Recent {
    fn from_row(row: &Row) -> Result<Self> {
        let (state, started_at, last_told) = (row.choice(3)?, row.get(4)?, last_told(row, 5)?);
        let stage = Stage { id: row.get(0)?, state, started_at, last_told };
        Ok(Self { created_at: row.get(1)?, file_name: row.get(2)?, stage })
    }
}

impl Told {
    #[must_use]
    pub fn stage(&self) -> Stage {
        let Self { id, state, started_at, last_told, .. } = *self;
        Stage { id, state, started_at, last_told }
    }
}

/// In the four columns that begin at a place.
fn last_told(row: &Row, first: usize) -> Result<Option<LastTold>> {
    let Some(at) = row.get::<Option<Instant>>(first)? else { return Ok(None) };
    let numbers = [row.get(first + 1)?, row.get(first + 2)?, row.get(first + 3)?];
    Ok(Some(LastTold { at, reached: Reached::of_numbers(numbers) }))
}

impl KeptImport {
    #[must_use]
    pub fn stage(&self) -> Stage {
        let Self { id, state, started_at, last_told, .. } = *self;
        Stage { id, state, started_at, last_told }
    }

    /// What scripts are told of it.
    #[must_use]
    pub fn told(&self) -> Told {
        Told {
            id: self.id,
            created_at: self.created_at,
            file_name: self.file_name.clone(),
            is_partial: self.is_partial,
            state: self.state,
            started_at: self.started_at,
            last_told: self.last_told,
            report: self.report.clone(),
        }
    }
}

/// The same of an import of the actor's own.
///
/// # Errors
/// [`Error::NotFound`] for others.
pub fn find_told(read: &Read, id: Id) -> Result<Told> {
    read.found(&TOLD_IMPORT, &values![id, &read.actor().name])
}

fn from_json<T: for<'t> serde::Deserialize<'t>>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(Error::failed)
}

fn to_json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(Error::failed)
}

/// An import of the actor's own.
///
/// # Errors
/// [`Error::NotFound`] for others.
pub fn find(read: &Read, id: Id) -> Result<KeptImport> {
    read.found(&IMPORT_BY_ID, &values![id, &read.actor().name])
}

/// The actor's latest imports.
///
/// # Errors
/// When the database fails.
pub fn recent(read: &Read) -> Result<Vec<Recent>> {
    read.rows(&RECENT_IMPORTS, &values![&read.actor().name])
}

/// The name under which a file is kept.
///
/// # Errors
/// For one with a personal identity number: those are never stored.
pub fn name_to_keep(name: &str) -> Result<String, Message> {
    if kernel::has_personal_identity_number(name) {
        return Err(Message::new("objection-personal-identity-number"));
    }
    Ok(name.chars().take(200).collect())
}

/// Keeps a new import and tells that a file was brought.
///
/// # Errors
/// When the database fails.
pub fn save_new(tx: &mut Tx, import: &KeptImport) -> Result<()> {
    let values = values![
        import.id,
        import.created_at,
        &tx.actor().name.clone(),
        &import.file_name,
        to_json(&import.table)?,
        to_json(&import.mapping)?,
        import.is_partial,
        import.state.name(),
        import.started_at,
        to_json(&import.report)?,
    ];
    tx.execute(&ADD_IMPORT, &values)?;
    tx.audit(&AuditEntry {
        action: "import.begun",
        subject: Some(Subject::new(IMPORT, import.id)),
        ..AuditEntry::default()
    })
}

/// Keeps how far an import has come. What it does to systems has events of its own.
///
/// # Errors
/// When the database fails.
pub fn save_step(tx: &mut Tx, import: &KeptImport) -> Result<()> {
    let values = values![
        import.id,
        to_json(&import.mapping)?,
        import.is_partial,
        import.state.name(),
        import.started_at,
        to_json(&import.report)?,
    ];
    tx.execute_unaudited(&SAVE_STEP, &values).map(|_| ())
}

/// Keeps how far an import that is under way is, for the other programs on the database.
///
/// # Errors
/// When the database fails.
pub fn note_reached(tx: &mut Tx, id: Id, reached: Reached) -> Result<()> {
    let [step, done, total] = reached.as_numbers();
    tx.execute_unaudited(&NOTE_REACHED, &values![id, tx.actor().now, step, done, total]).map(|_| ())
}

/// Forgets what has been kept long enough.
///
/// # Errors
/// When the database fails.
pub fn forget_old(tx: &mut Tx) -> Result<()> {
    const DAY_SECONDS: i64 = 24 * 60 * 60;
    let oldest = tx.actor().now.plus_seconds(-DAYS_KEPT * DAY_SECONDS);
    tx.execute_unaudited(&FORGET_OLD, &values![oldest]).map(|_| ())
}
