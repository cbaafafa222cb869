//! What somebody has typed and not saved: kept for them alone while they write, so that nothing is lost when the session
//! ends or the machine does. It is nobody else's business, leaves no event, and is forgotten when it is saved.

use super::save_section::demand_section;
use crate::visible_plan::as_draft;
use crate::{WRITE, store};
use kernel::{Error, Id, Instant, Result};
use storage::{Read, Tx};
use writing::MOST_LETTERS;

/// So long what nobody has saved waits for whoever typed it.
const KEPT_SECONDS: i64 = 90 * 86_400;

/// An unsaved text of one person. Swedish: utkast (till ett avsnitt).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub plan: Id,
    pub section: String,
    pub content: String,
    /// What they began from, and its revision.
    pub base: String,
    pub base_revision: i64,
    pub saved_at: Instant,
}

/// Keeps what the actor has typed. Nothing is checked but its length: it is not saved yet. What says no more than what is
/// saved is no draft.
///
/// # Errors
/// Not found for a plan that the actor does not see; refused for who may not write there and for who is no person; rejected
/// for a text that no section takes, and once the plan is proposed.
pub fn save_draft(tx: &mut Tx, draft: &Draft) -> Result<()> {
    let plan = as_draft(tx, draft.plan)?;
    let person = tx.actor().person.ok_or_else(|| access::refused(WRITE))?;
    demand_section(tx, &plan, &draft.section)?;
    let letters = draft.content.chars().count().max(draft.base.chars().count());
    if letters > MOST_LETTERS {
        return Err(Error::rejected("text", "plan-objection-draft-too-long"));
    }
    let stored = store::section(tx, plan.id, &draft.section)?.map(|section| section.content);
    if stored.unwrap_or_default() == draft.content {
        return drop_draft(tx, plan.id, &draft.section);
    }
    store::save_draft(tx, person, draft)
}

/// The actor's unsaved text of a section.
///
/// # Errors
/// When the database fails.
pub fn draft_of(read: &Read, plan: Id, section: &str) -> Result<Option<Draft>> {
    match read.actor().person {
        // Drafts have no versions: of a past day there is none.
        Some(person) if read.as_of().is_none() => store::draft_of(read, person, (plan, section)),
        _ => Ok(None),
    }
}

/// Forgets the actor's unsaved text of a section.
///
/// # Errors
/// When the database fails.
pub fn drop_draft(tx: &mut Tx, plan: Id, section: &str) -> Result<()> {
    match tx.actor().person {
        Some(person) => store::drop_draft(tx, person, (plan, section)),
        None => Ok(()),
    }
}

/// Forgets what was typed more than 90 days ago and never saved, also by those who have left.
///
/// # Errors
/// When the database fails.
pub fn forget_old_drafts(tx: &mut Tx) -> Result<u64> {
    let before = tx.actor().now.plus_seconds(-KEPT_SECONDS);
    store::forget_drafts(tx, before)
}
