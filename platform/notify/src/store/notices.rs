//! Notices, as they are kept.

use crate::notice::Told;
use kernel::{Instant, LocalText, Result};
use storage::{FromRow, Row, statements};

statements! {
    ADD = "INSERT INTO notice (tenant_id, id, person_id, key, subject_kind, subject_id, address, text_sv, text_en, \
        is_at_once, noted_at, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'waiting') \
        ON CONFLICT (tenant_id, person_id, key) DO NOTHING";
    SETTLE = "UPDATE notice SET state = 'settled' WHERE tenant_id = ?1 AND person_id = ?2 AND key = ?3";
    OPEN_OF_PERSON = "SELECT n.key, n.address, n.text_sv, n.text_en, n.noted_at FROM @@notice AS n \
        WHERE n.person_id = ?2 AND n.state <> 'settled' ORDER BY n.id DESC LIMIT 20";
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
