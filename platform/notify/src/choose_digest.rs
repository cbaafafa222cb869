//! Somebody chooses how often they want a digest. What they must answer comes all the same.

use crate::PERSON;
use crate::mail::DigestChoice;
use crate::store::notices;
use kernel::{Choice as _, Id, Result, Subject};
use serde_json::json;
use storage::{AuditEntry, Read, Tx, values};

/// What a person has chosen; a digest a day for who has not.
///
/// # Errors
/// When the database fails.
pub fn choice_of(read: &Read, person: Id) -> Result<DigestChoice> {
    let chosen: Option<(String,)> = read.one(&notices::CHOICE, &values![person])?;
    Ok(chosen.and_then(|(name,)| DigestChoice::from_name(&name)).unwrap_or(DigestChoice::Daily))
}

/// Keeps what somebody has chosen for themselves.
///
/// # Errors
/// [`kernel::Error::NotFound`] for anybody else.
pub fn choose_digest(tx: &mut Tx, person: Id, choice: DigestChoice) -> Result<()> {
    if tx.actor().person != Some(person) {
        return Err(kernel::Error::NotFound);
    }
    let before = choice_of(tx, person)?;
    if before == choice {
        return Ok(());
    }
    tx.execute(&notices::CHOOSE, &values![person, choice.name()])?;
    tx.audit(&AuditEntry {
        action: "mail_choice.changed",
        subject: Some(Subject::new(PERSON, person)),
        changes: storage::changes(&json!({ "digest": before.name() }), &json!({ "digest": choice.name() })),
        ..AuditEntry::default()
    })
}
