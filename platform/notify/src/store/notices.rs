//! Notices and the lines that digests have told, as they are kept.

use crate::compose::Waiting;
use crate::notice::Told;
use kernel::{Instant, LocalText, Result};
use storage::{FromRow, Row, statements};

/// The notices that a person was told since an instant and has not seen to: also for a statement of another room that
/// counts them.
#[macro_export]
macro_rules! open_notices {
    ($columns:literal, $person:literal, $since:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM @@notice AS n WHERE n.person_id = ",
            $person,
            " AND n.state <> 'settled' AND n.noted_at >= ",
            $since
        )
    };
}

statements! {
    ADD = "INSERT INTO notice (tenant_id, id, person_id, key, subject_kind, subject_id, address, text_sv, text_en, \
        is_at_once, noted_at, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'waiting') \
        ON CONFLICT (tenant_id, person_id, key) DO NOTHING";
    SETTLE = "UPDATE notice SET state = 'settled' WHERE tenant_id = ?1 AND person_id = ?2 AND key = ?3";
    HOLD = "UPDATE notice SET state = 'mailed' WHERE tenant_id = ?1 AND state = 'waiting'";
    MAILED = "UPDATE notice SET state = 'mailed' WHERE tenant_id = ?1 AND id = ?2 AND state = 'waiting'";
    OPEN_OF_PERSON = concat!(
        open_notices!("n.key, n.address, n.text_sv, n.text_en, n.noted_at", "?2", "?3"),
        " ORDER BY n.id DESC LIMIT ?4"
    );
    AT_ONCE = "SELECT n.id, n.person_id, n.key, n.address, n.text_sv, n.text_en FROM @@notice AS n \
        WHERE n.state = 'waiting' AND n.is_at_once = 1 AND n.noted_at >= ?3 ORDER BY n.person_id, n.id LIMIT ?2";
    FOR_DIGEST = "SELECT n.id, n.person_id, n.key, n.address, n.text_sv, n.text_en FROM @@notice AS n \
        WHERE n.state = 'waiting' AND n.is_at_once = 0 AND n.noted_at >= ?2 AND n.person_id IN ({ids}) ORDER BY n.person_id, n.id";
    FORGET_OLD = "DELETE FROM notice WHERE tenant_id = ?1 AND noted_at < ?2";
    TOLD = "SELECT t.person_id, t.key FROM @@told_line AS t WHERE t.person_id IN ({ids})";
    TELL = "INSERT INTO told_line (tenant_id, person_id, key, told_at) VALUES (?1, ?2, ?3, ?4) \
        ON CONFLICT (tenant_id, person_id, key) DO NOTHING";
    UNTELL = "DELETE FROM told_line WHERE tenant_id = ?1 AND person_id = ?2 AND key = ?3";
    FORGET_TOLD = "DELETE FROM told_line WHERE tenant_id = ?1 AND told_at < ?2";
    CHOICES = "SELECT c.person_id, c.digest FROM @@mail_choice AS c WHERE c.person_id IN ({ids})";
    CHOICE = "SELECT c.digest FROM @@mail_choice AS c WHERE c.person_id = ?2";
    CHOOSE = "INSERT INTO mail_choice (tenant_id, person_id, digest) VALUES (?1, ?2, ?3) \
        ON CONFLICT (tenant_id, person_id) DO UPDATE SET digest = excluded.digest";
}

/// The key of the mail that tells of a notice.
pub(crate) fn mail_key(notice: &str) -> String {
    format!("notice:{notice}")
}

impl FromRow for Told {
    fn from_row(row: &Row) -> Result<Self> {
        let at: Instant = row.get(4)?;
        Ok(Self {
            key: row.get(0)?,
            address: row.get(1)?,
            text: LocalText::new(row.get::<String>(2)?, row.get::<String>(3)?),
            on: at.date(),
        })
    }
}

impl FromRow for Waiting {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            person: row.get(1)?,
            key: row.get(2)?,
            address: row.get(3)?,
            text: LocalText::new(row.get::<String>(4)?, row.get::<String>(5)?),
        })
    }
}
