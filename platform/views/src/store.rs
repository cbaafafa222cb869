//! Reads and writes saved views, and which of them people begin with.

pub(crate) mod mailings;

use crate::listing::open_to;
use crate::saved_view::SavedView;
use kernel::{Choice as _, Date, Id, Result};
use storage::{FromRow, Read, Row, Tx, statements, values};
use web::OfferedView;

statements! {
    SAVE = "INSERT INTO saved_view (tenant_id, id, revision, list, name, sort_key, query, owner_id, owner_name, \
        shared_with, organisation_id, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) \
        ON CONFLICT (tenant_id, id) DO UPDATE SET revision = excluded.revision, name = excluded.name, \
        sort_key = excluded.sort_key, query = excluded.query, shared_with = excluded.shared_with, \
        organisation_id = excluded.organisation_id, updated_at = excluded.updated_at";
    REMOVE = "DELETE FROM saved_view WHERE tenant_id = ?1 AND id = ?2";
    FORGET_AS_START = "DELETE FROM start_view WHERE tenant_id = ?1 AND view_id = ?2";
    OPEN_TO = concat!("SELECT s.id, s.revision, s.name, s.list, s.query, s.owner_id, s.owner_name, s.shared_with, \
        s.organisation_id FROM @saved_view AS s WHERE s.id = ?2 AND ", open_to!("?3", "?4", "?4"));
    BY_ID = "SELECT s.id, s.revision, s.name, s.list, s.query, s.owner_id, s.owner_name, s.shared_with, \
        s.organisation_id FROM @saved_view AS s WHERE s.id = ?2";
    OWN = "SELECT s.id, s.list, s.name FROM @@saved_view AS s WHERE s.owner_id = ?2 ORDER BY s.id LIMIT ?3";
    OFFERED = concat!("SELECT s.id, s.name, s.query, CASE WHEN s.owner_id = ?3 THEN 1 ELSE 0 END FROM @@saved_view AS s \
        WHERE s.list = ?2 AND ", open_to!("?3", "?4", "?4"),
        " ORDER BY CASE WHEN s.id = ?5 THEN 0 WHEN s.owner_id = ?3 THEN 1 ELSE 2 END, s.sort_key, s.id LIMIT ?6");
    EMPLOYERS = "SELECT DISTINCT g.home_id FROM @@permission_grant AS g WHERE g.person_id = ?2 \
        AND g.core_function = 'employee' AND g.home_id IS NOT NULL AND g.valid_from <= ?3 AND g.valid_to >= ?3 \
        ORDER BY g.home_id LIMIT 10";
    START = "SELECT t.view_id FROM @@start_view AS t WHERE t.person_id = ?2";
    BEGIN_WITH = "INSERT INTO start_view (tenant_id, person_id, view_id) VALUES (?1, ?2, ?3) \
        ON CONFLICT (tenant_id, person_id) DO UPDATE SET view_id = excluded.view_id";
    BEGIN_WITH_NONE = "DELETE FROM start_view WHERE tenant_id = ?1 AND person_id = ?2";
}

impl FromRow for SavedView {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            revision: row.get(1)?,
            name: row.get(2)?,
            list: row.get(3)?,
            query: row.get(4)?,
            owner: row.get(5)?,
            owner_name: row.get(6)?,
            shared_with: Some(row.choice(7)?),
            organisation: row.get(8)?,
        })
    }
}

struct OfferedRow(OfferedView);

impl FromRow for OfferedRow {
    fn from_row(row: &Row) -> Result<Self> {
        let view =
            OfferedView { id: row.get(0)?, name: row.get(1)?, query: row.get(2)?, is_own: row.get(3)? };
        Ok(Self(view))
    }
}

/// Some of the views of a list that a person may open: the one that is asked for first, then their own.
pub(crate) fn offered(
    read: &Read,
    list: &str,
    (person, first): (Id, Option<Id>),
    most: i64,
) -> Result<Vec<OfferedView>> {
    let first = first.unwrap_or_default();
    let values = values![list, person, read.actor().today(), first, most];
    let rows: Vec<OfferedRow> = read.rows(&OFFERED, &values)?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// The view, if this person may open it on a day.
pub(crate) fn open_to(read: &Read, view: Id, (person, day): (Id, Date)) -> Result<Option<SavedView>> {
    read.one(&OPEN_TO, &values![view, person, day])
}

/// The view, whoever may open it.
pub(crate) fn view(read: &Read, id: Id) -> Result<Option<SavedView>> {
    read.one(&BY_ID, &values![id])
}

/// Id, list and name of each view of a person.
pub(crate) fn own(read: &Read, person: Id, most: i64) -> Result<Vec<(Id, String, String)>> {
    read.rows(&OWN, &values![person, most])
}

/// The organisations where a person is employed today.
pub(crate) fn employers(read: &Read, person: Id) -> Result<Vec<Id>> {
    let rows: Vec<(Id,)> = read.rows(&EMPLOYERS, &values![person, read.actor().today()])?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

pub(crate) fn save(tx: &mut Tx, view: &SavedView) -> Result<()> {
    let shared_with = view.shared_with.unwrap_or(crate::SharedWith::Nobody);
    let at = tx.instant();
    let values = values![
        view.id,
        view.revision,
        &view.list,
        &view.name,
        texts::sort_key(&view.name),
        &view.query,
        view.owner,
        &view.owner_name,
        shared_with.name(),
        view.organisation,
        at,
    ];
    tx.execute(&SAVE, &values).map(|_| ())
}

/// Removes a view, and everything that was to be done with it.
pub(crate) fn remove(tx: &mut Tx, view: Id) -> Result<()> {
    tx.execute(&mailings::REMOVE_OF_VIEW, &values![view])?;
    tx.execute(&FORGET_AS_START, &values![view])?;
    tx.execute(&REMOVE, &values![view]).map(|_| ())
}

/// The view that a person begins with.
pub(crate) fn start(read: &Read, person: Id) -> Result<Option<Id>> {
    let found: Option<(Id,)> = read.one(&START, &values![person])?;
    Ok(found.map(|(id,)| id))
}

pub(crate) fn set_start(tx: &mut Tx, person: Id, view: Option<Id>) -> Result<()> {
    match view {
        Some(view) => tx.execute(&BEGIN_WITH, &values![person, view]),
        None => tx.execute(&BEGIN_WITH_NONE, &values![person]),
    }
    .map(|_| ())
}
