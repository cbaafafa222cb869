//! Reads and writes change notices.

use crate::change_notice::ChangeNotice;
use kernel::{Choice, Error, Id, Result};
use std::collections::BTreeMap;
use storage::{FromRow, Read, Row, Tx, statements, values};

/// Notices of one system that its page shows; hardly any has more that wait.
const MOST_OF_SYSTEM: i64 = 20;
const BETWEEN_FIELDS: &str = ",";

macro_rules! notice_columns {
    () => {
        "id, revision, system_id, name, is_new, place, state, sent_by, sent_by_name, sent_at, changes, reason, \
         answer, taken, settled_by_name, settled_at"
    };
}

statements! {
    NOTICE_BY_ID = concat!("SELECT ", notice_columns!(), " FROM @change_notice AS n WHERE id = ?2");
    NOTICES_BY_ID = concat!("SELECT ", notice_columns!(), " FROM @change_notice AS n WHERE id IN ({ids})");
    OPEN_NOTICES_OF_SYSTEM = concat!("SELECT ", notice_columns!(), " FROM @change_notice AS n \
        WHERE system_id = ?2 AND state IN ('open', 'sent_back') ORDER BY sent_at, id LIMIT ?3");
    SAVE_NOTICE = "INSERT INTO change_notice (tenant_id, id, revision, updated_at, sort_key, system_id, name, is_new, \
        place, state, sent_by, sent_by_name, sent_at, changes, reason, answer, taken, settled_by_name, settled_at) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19) \
        ON CONFLICT (tenant_id, id) DO UPDATE SET revision = excluded.revision, updated_at = excluded.updated_at, \
        sort_key = excluded.sort_key, name = excluded.name, place = excluded.place, state = excluded.state, \
        sent_at = excluded.sent_at, changes = excluded.changes, reason = excluded.reason, answer = excluded.answer, \
        taken = excluded.taken, settled_by_name = excluded.settled_by_name, settled_at = excluded.settled_at";
}

impl FromRow for ChangeNotice {
    fn from_row(row: &Row) -> Result<Self> {
        let (changes, taken): (String, Option<String>) = (row.get(10)?, row.get(13)?);
        let text = |at: usize| row.get::<Option<String>>(at).map(Option::unwrap_or_default);
        Ok(Self {
            id: row.get(0)?,
            revision: row.get(1)?,
            system: row.get(2)?,
            name: row.get(3)?,
            is_new: row.get(4)?,
            place: row.get(5)?,
            state: row.choice(6)?,
            sent_by: row.get(7)?,
            sent_by_name: row.get(8)?,
            sent_at: row.get(9)?,
            changes: serde_json::from_str(&changes).map_err(Error::failed)?,
            reason: text(11)?,
            answer: text(12)?,
            taken: taken.iter().flat_map(|names| names.split(BETWEEN_FIELDS)).map(str::to_owned).collect(),
            settled_by_name: text(14)?,
            settled_at: row.get(15)?,
        })
    }
}

pub(crate) fn find_notice(read: &Read, id: Id) -> Result<Option<ChangeNotice>> {
    read.one(&NOTICE_BY_ID, &values![id])
}

pub(crate) fn notices_by_id(read: &Read, ids: &[Id]) -> Result<BTreeMap<Id, ChangeNotice>> {
    let found: Vec<ChangeNotice> = read.rows_in(&NOTICES_BY_ID, &[], ids)?;
    Ok(found.into_iter().map(|notice| (notice.id, notice)).collect())
}

/// Those of a system that somebody still has to see to, the oldest first.
pub(crate) fn unsettled_notices_of(read: &Read, system: Id) -> Result<Vec<ChangeNotice>> {
    read.rows(&OPEN_NOTICES_OF_SYSTEM, &values![system, MOST_OF_SYSTEM])
}

pub(crate) fn save_notice(tx: &mut Tx, notice: &ChangeNotice) -> Result<()> {
    let changes = serde_json::to_string(&notice.changes).map_err(Error::failed)?;
    let taken = (!notice.taken.is_empty()).then(|| notice.taken.join(BETWEEN_FIELDS));
    let values = values![
        notice.id,
        notice.revision,
        tx.instant(),
        texts::sort_key(&notice.name),
        notice.system,
        &notice.name,
        notice.is_new,
        notice.place,
        notice.state.name(),
        notice.sent_by,
        &notice.sent_by_name,
        notice.sent_at,
        changes,
        &notice.reason,
        &notice.answer,
        taken,
        &notice.settled_by_name,
        notice.settled_at,
    ];
    tx.execute(&SAVE_NOTICE, &values).map(|_| ())
}
