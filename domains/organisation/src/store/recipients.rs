//! Names and addresses of people, and the roles by which something waits for them.

use kernel::{Id, Result};
use notify::Recipient;
use storage::{FromRow, Row, statements};

statements! {
    OF = "SELECT p.id, p.name, p.email FROM @person AS p WHERE p.id IN ({ids})";
    AFTER = "SELECT p.id, p.name, p.email FROM @person AS p WHERE p.id > ?2 ORDER BY p.id LIMIT ?3";
    ROLES_OF = "SELECT r.person_id, r.subject_id, r.role FROM @role_assignment AS r WHERE r.person_id IN ({ids}) \
        AND r.counts_from <= ?2 AND (r.counts_to IS NULL OR r.counts_to >= ?2)";
    PEOPLE_WITH_ROLES = "SELECT DISTINCT r.person_id FROM @role_assignment AS r WHERE r.person_id IS NOT NULL \
        ORDER BY r.person_id LIMIT 1000000";
}

impl FromRow for RoleHeld {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self { person: row.get(0)?, subject: row.get(1)?, role: row.get(2)? })
    }
}

/// A role that somebody holds on a subject today.
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
