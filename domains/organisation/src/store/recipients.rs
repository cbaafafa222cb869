//! Names and addresses of people, and the roles by which something waits for them.

use crate::store::assignments::stands_in;
use kernel::{Id, Result};
use notify::Recipient;
use storage::{FromRow, Row, statements};

/// Who was employed and has had their last day is written to no more.
macro_rules! is_written_to {
    ($today:literal) => {
        concat!(
            "(p.kind <> 'employed' OR NOT EXISTS (SELECT 1 FROM @employment AS e WHERE e.person_id = p.id) \
             OR EXISTS (SELECT 1 FROM @employment AS e WHERE e.person_id = p.id AND (e.valid_to IS NULL OR e.valid_to >= ",
            $today,
            ")))"
        )
    };
}

statements! {
    OF = concat!("SELECT p.id, p.name, p.email FROM @person AS p WHERE p.id IN ({ids}) AND ", is_written_to!("?2"));
    AFTER = concat!("SELECT p.id, p.name, p.email FROM @person AS p WHERE p.id > ?2 AND ", is_written_to!("?4"),
        " ORDER BY p.id LIMIT ?3");
    // What waits for somebody waits for whoever stands in for them too.
    ROLES_OF = concat!(
        "SELECT h.person_id, h.subject_id, h.role FROM (SELECT r.person_id, r.subject_id, r.role FROM @role_assignment AS r \
         WHERE r.counts_from <= ?2 AND (r.counts_to IS NULL OR r.counts_to >= ?2) UNION ALL \
         SELECT r.deputy_id AS person_id, r.subject_id, r.role FROM @role_assignment AS r WHERE r.counts_from <= ?2 \
         AND (r.counts_to IS NULL OR r.counts_to >= ?2) AND ",
        stands_in!("?2"),
        ") AS h WHERE h.person_id IN ({ids})"
    );
    PEOPLE_WITH_ROLES = "SELECT r.person_id FROM @role_assignment AS r WHERE r.person_id IS NOT NULL UNION \
        SELECT r.deputy_id FROM @role_assignment AS r WHERE r.deputy_id IS NOT NULL ORDER BY 1 LIMIT 1000000";
}

impl FromRow for RoleHeld {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self { person: row.get(0)?, subject: row.get(1)?, role: row.get(2)? })
    }
}

/// A role that somebody holds on a subject today, or in which they stand in for its holder.
pub(crate) struct RoleHeld {
    pub person: Id,
    pub subject: Id,
    pub role: String,
}

impl FromRow for RecipientRow {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self(Recipient { person: row.get(0)?, name: row.get(1)?, mail_address: row.get(2)? }))
    }
}

/// A recipient, as the database has it.
pub(crate) struct RecipientRow(pub Recipient);
