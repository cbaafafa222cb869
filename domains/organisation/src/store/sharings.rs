//! Decisions on sharing.

use crate::Sharing;
use kernel::{Date, Id, Result};
use storage::{FromRow, Read, Row, Tx, statements, values};

macro_rules! columns {
    () => {
        "SELECT h.id, h.owner_id, h.receiver_id, h.record_kind, h.field_group, h.valid_from, h.valid_to, h.decision, \
         h.revision FROM @sharing AS h "
    };
}

statements! {
    SHARING = concat!(columns!(), "WHERE h.id = ?2");
    SHARINGS_OF_OWNER = concat!(columns!(), "WHERE h.owner_id = ?2 ORDER BY h.valid_from, h.id");
    SHARINGS_OF_OWNERS = concat!(columns!(), "WHERE h.owner_id IN ({ids}) ORDER BY h.valid_from, h.id");
    SHARINGS_WITH = concat!(columns!(), "WHERE h.owner_id <> ?2 AND (h.receiver_id = ?2 OR h.receiver_id IS NULL) \
        AND h.valid_from <= ?3 AND (h.valid_to IS NULL OR h.valid_to >= ?3) ORDER BY h.owner_id, h.valid_from, h.id LIMIT 2000");
    SHARINGS_ENDING = concat!(columns!(), "WHERE h.valid_to >= ?2 AND h.valid_to <= ?3 AND h.valid_from <= h.valid_to \
        ORDER BY h.valid_to, h.id");
    OWNERS = "SELECT DISTINCT h.owner_id FROM @sharing AS h ORDER BY h.owner_id";
    ADD_SHARING = "INSERT INTO sharing (tenant_id, id, owner_id, receiver_id, record_kind, field_group, valid_from, \
        valid_to, decision, revision) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    CHANGE_SHARING = "UPDATE sharing SET owner_id = ?3, receiver_id = ?4, record_kind = ?5, field_group = ?6, \
        valid_from = ?7, valid_to = ?8, decision = ?9, revision = ?10 WHERE tenant_id = ?1 AND id = ?2";
}

impl FromRow for Sharing {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            owner: row.get(1)?,
            receiver: row.get(2)?,
            record_kind: row.get(3)?,
            field_group: row.get(4)?,
            from: row.get(5)?,
            to: row.get(6)?,
            decision: row.get(7)?,
            revision: row.get(8)?,
        })
    }
}

pub(crate) fn sharing(read: &Read, id: Id) -> Result<Sharing> {
    read.found(&SHARING, &values![id])
}

/// Everything that a legal entity has decided to show, over or not, in the order of the days on which it begins.
pub(crate) fn sharings_of_owner(read: &Read, owner: Id) -> Result<Vec<Sharing>> {
    read.rows(&SHARINGS_OF_OWNER, &values![owner])
}

/// The same of many.
pub(crate) fn sharings_of_owners(read: &Read, owners: &[Id]) -> Result<Vec<Sharing>> {
    read.rows_in(&SHARINGS_OF_OWNERS, &[], owners)
}

/// What the others show a legal entity on a day.
pub(crate) fn sharings_with(read: &Read, receiver: Id, day: Date) -> Result<Vec<Sharing>> {
    read.rows(&SHARINGS_WITH, &values![receiver, day])
}

/// What ends between two days.
pub(crate) fn sharings_ending(read: &Read, since: Date, until: Date) -> Result<Vec<Sharing>> {
    read.rows(&SHARINGS_ENDING, &values![since, until])
}

/// Those who have decided anything.
pub(crate) fn owners(read: &Read) -> Result<Vec<Id>> {
    Ok(read.rows::<(Id,)>(&OWNERS, &[])?.into_iter().map(|(id,)| id).collect())
}

pub(crate) fn save_sharing(tx: &mut Tx, sharing: &Sharing) -> Result<()> {
    let values = values![
        sharing.id,
        sharing.owner,
        sharing.receiver,
        &sharing.record_kind,
        &sharing.field_group,
        sharing.from,
        sharing.to,
        &sharing.decision,
        sharing.revision,
    ];
    let statement = if sharing.revision == 1 { &ADD_SHARING } else { &CHANGE_SHARING };
    tx.execute(statement, &values).map(|_| ())
}
