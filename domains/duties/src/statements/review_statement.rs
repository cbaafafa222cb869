//! Says that a statement still holds: it counts as said today, by who says so.

use super::check_statement::compute_review;
use super::state_duty::sort_text;
use super::trail::{audit, touch_where_it_counts};
use super::visible::{asked_of, may_speak, visible_statement};
use super::{DutyStatement, Said, store};
use findings::Speaker;
use kernel::{Error, Id, Result};
use storage::Tx;

/// Says that a statement still holds.
///
/// # Errors
/// Not found where the actor may not see it, where it is withdrawn, and where the guideline asks no more of the duty; refused
/// for who neither has the duty nor keeps the register for who has it; stale.
pub fn review_statement(tx: &mut Tx, statement: Id, revision: Option<i64>) -> Result<DutyStatement> {
    let before = visible_statement(tx, statement)?;
    if before.withdrawn.is_some() {
        return Err(Error::NotFound);
    }
    let asked = asked_of(tx, &before.subject, &before.duty)?;
    let speaker = may_speak(tx, before.subject.id, &asked)?;
    if revision.is_some_and(|revision| revision != before.revision) {
        return Err(Error::stale());
    }
    let review_date = Some(compute_review(tx.today(), asked.months));
    let after = DutyStatement {
        revision: before.revision + 1,
        role: asked.who.id().to_owned(),
        said: Said { review_date, ..before.said.clone() },
        made_by: tx.actor().person,
        made_by_name: organisation::acting_name(tx)?,
        made_on: tx.today(),
        is_on_behalf: speaker == Speaker::OnBehalf,
        ..before.clone()
    };
    store::save_statement(tx, &after, sort_text(&asked, &after.duty))?;
    audit(tx, "duty_statement.reviewed", (Some(&before), &after), None)?;
    touch_where_it_counts(tx, &after.subject)?;
    Ok(after)
}
