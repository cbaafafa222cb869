//! Reads and writes sections, and what their writers have typed and not saved.

use crate::sections::{Draft, Section};
use kernel::{Id, Instant, Result};
use storage::{FromRow, Read, Row, Tx, statements, values};

statements! {
    SECTIONS_OF = "SELECT plan_id, section, revision, content, nothing_because, is_looked_at, changed_by_name, changed_at \
        FROM @plan_section AS s WHERE plan_id = ?2 ORDER BY section";
    SECTION = "SELECT plan_id, section, revision, content, nothing_because, is_looked_at, changed_by_name, changed_at \
        FROM @plan_section AS s WHERE plan_id = ?2 AND section = ?3";
    SAVE_SECTION = "INSERT INTO plan_section (tenant_id, plan_id, section, revision, content, nothing_because, \
        is_looked_at, changed_by_name, changed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) \
        ON CONFLICT (tenant_id, plan_id, section) DO UPDATE SET revision = excluded.revision, \
        content = excluded.content, nothing_because = excluded.nothing_because, is_looked_at = excluded.is_looked_at, \
        changed_by_name = excluded.changed_by_name, changed_at = excluded.changed_at";
    SECTIONS_OF_EACH = "SELECT plan_id, content FROM @plan_section AS s WHERE plan_id IN ({ids})";
    DRAFT_OF = "SELECT plan_id, section, content, base, base_revision, saved_at FROM @@section_draft AS d \
        WHERE plan_id = ?2 AND section = ?3 AND person_id = ?4";
    SAVE_DRAFT = "INSERT INTO section_draft (tenant_id, plan_id, section, person_id, content, base_revision, base, \
        saved_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) \
        ON CONFLICT (tenant_id, plan_id, section, person_id) DO UPDATE SET content = excluded.content, \
        base_revision = excluded.base_revision, base = excluded.base, saved_at = excluded.saved_at";
    DROP_DRAFT = "DELETE FROM section_draft WHERE tenant_id = ?1 AND plan_id = ?2 AND section = ?3 AND person_id = ?4";
    FORGET_DRAFTS = "DELETE FROM section_draft WHERE tenant_id = ?1 AND saved_at < ?2";
}

impl FromRow for Section {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            plan: row.get(0)?,
            section: row.get(1)?,
            revision: row.get(2)?,
            content: row.get(3)?,
            nothing: row.get(4)?,
            is_looked_at: row.get(5)?,
            changed_by: row.get(6)?,
            changed_at: row.get(7)?,
        })
    }
}

impl FromRow for Draft {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            plan: row.get(0)?,
            section: row.get(1)?,
            content: row.get(2)?,
            base: row.get(3)?,
            base_revision: row.get(4)?,
            saved_at: row.get(5)?,
        })
    }
}

pub(crate) fn sections_of(read: &Read, plan: Id) -> Result<Vec<Section>> {
    read.rows(&SECTIONS_OF, &values![plan])
}

pub(crate) fn section(read: &Read, plan: Id, section: &str) -> Result<Option<Section>> {
    read.one(&SECTION, &values![plan, section])
}

pub(crate) fn save_section(tx: &mut Tx, section: &Section) -> Result<()> {
    let values = values![
        section.plan,
        &section.section,
        section.revision,
        &section.content,
        section.nothing.clone(),
        section.is_looked_at,
        &section.changed_by,
        section.changed_at,
    ];
    tx.execute(&SAVE_SECTION, &values).map(|_| ())
}

/// The words of the sections of many plans, for the search.
pub(crate) fn texts_of_each(read: &Read, plans: &[Id]) -> Result<Vec<(Id, String)>> {
    read.rows_in(&SECTIONS_OF_EACH, &[], plans)
}

pub(crate) fn draft_of(read: &Read, person: Id, (plan, section): (Id, &str)) -> Result<Option<Draft>> {
    read.one(&DRAFT_OF, &values![plan, section, person])
}

pub(crate) fn save_draft(tx: &mut Tx, person: Id, draft: &Draft) -> Result<()> {
    let values = values![
        draft.plan,
        &draft.section,
        person,
        &draft.content,
        draft.base_revision,
        &draft.base,
        tx.instant(),
    ];
    tx.execute_unaudited(&SAVE_DRAFT, &values).map(|_| ())
}

pub(crate) fn drop_draft(tx: &mut Tx, person: Id, (plan, section): (Id, &str)) -> Result<()> {
    tx.execute_unaudited(&DROP_DRAFT, &values![plan, section, person]).map(|_| ())
}

/// Forgets what was typed before a moment and never saved.
pub(crate) fn forget_drafts(tx: &mut Tx, before: Instant) -> Result<u64> {
    tx.execute_unaudited(&FORGET_DRAFTS, &values![before])
}
