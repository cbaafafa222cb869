//! Withdraws a statement that does not hold: it counts no more, and stays to be read.

use super::trail::{audit, touch_where_it_counts};
use super::visible::visible_statement;
use super::{DutyStatement, store};
use crate::trail::check_reason;
use findings::{STATE_FOR_OTHERS, Speakers};
use kernel::{Error, Id, Result};
use register::Withdrawal;
use storage::{Read, Tx};

/// Which statement is withdrawn, and why.
#[derive(Clone, Debug)]
pub struct WithdrawStatement {
    pub statement: Id,
    /// The revision that was seen; none where nobody looked.
    pub revision: Option<i64>,
    pub reason: String,
}

/// Withdraws a statement.
///
/// # Errors
/// Not found where the actor may not see it; refused for who neither has the duty nor keeps the register for who has it;
/// stale; rejected without a reason, and where it is withdrawn already.
pub fn withdraw_statement(tx: &mut Tx, ask: &WithdrawStatement) -> Result<()> {
    let before = visible_statement(tx, ask.statement)?;
    authorise(tx, &before)?;
    if ask.revision.is_some_and(|revision| revision != before.revision) {
        return Err(Error::stale());
    }
    if before.withdrawn.is_some() {
        return Err(Error::rejected("", "statement-objection-withdrawn"));
    }
    let because = ask.reason.trim().to_owned();
    if let Some(objection) = check_reason(&because) {
        return Err(Error::Rejected(vec![objection]));
    }
    let withdrawn = Some(Withdrawal { on: tx.today(), because: because.clone() });
    let after = DutyStatement { revision: before.revision + 1, withdrawn, ..before.clone() };
    store::withdraw(tx, &after)?;
    audit(tx, "duty_statement.withdrawn", (Some(&before), &after), Some(because))?;
    touch_where_it_counts(tx, &after.subject)
}

/// A duty that the guideline no longer has is nobody's: whoever keeps the register withdraws what was said of it.
fn authorise(read: &Read, statement: &DutyStatement) -> Result<()> {
    let subject = statement.subject.id;
    let pack = findings::pack_in_force(read)?;
    let Some((who, _)) = pack.stated_duty(&statement.duty) else {
        return access::authorise(read, STATE_FOR_OTHERS, subject);
    };
    let facts = findings::facts_of(read, &statement.subject)?;
    let speaker = Speakers::of(read, &[subject])?.speaker(&pack, (subject, &facts), &who);
    speaker.map(|_| ()).ok_or_else(|| access::refused(STATE_FOR_OTHERS))
}
