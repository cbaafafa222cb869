//! Two ways in which a change notice ends without being taken over: the keeper sends it back, or its sender withdraws it.

use crate::change_notice::{ChangeNotice, NoticeState};
use crate::reason::check_reason;
use crate::send_change_notice::{own_unsettled, tell};
use crate::take_over_change_notice::check_open;
use crate::told_notices::tell_settled;
use crate::visible_notice::visible_notice;
use crate::{EDIT, store};
use kernel::{Error, Id, Result};
use organisation::acting_name;
use storage::{AuditEntry, Tx};

/// Which notice is sent back, and why.
#[derive(Clone, Debug)]
pub struct SendBackChangeNotice {
    pub notice: Id,
    /// The revision that the keeper saw; none where nobody looked.
    pub revision: Option<i64>,
    pub reason: String,
}

/// Sends a notice back to its sender, who may change it and send it anew.
///
/// # Errors
/// Refused for who may not write there; rejected without a reason or when it is settled already; stale.
pub fn send_back_change_notice(tx: &mut Tx, ask: &SendBackChangeNotice) -> Result<()> {
    let notice = visible_notice(tx, ask.notice)?;
    access::authorise(tx, EDIT, notice.place)?;
    check_open(&notice, ask.revision)?;
    if ask.reason.trim().is_empty() {
        return Err(Error::rejected("reason", "objection-required"));
    }
    if let Some(objection) = check_reason("reason", &ask.reason) {
        return Err(Error::Rejected(vec![objection]));
    }
    settle(tx, notice, NoticeState::SentBack, ask.reason.trim())
}

/// Withdraws a notice: nobody needs to see to it any longer.
///
/// # Errors
/// Refused for others than its sender; rejected when it is settled already; stale.
pub fn withdraw_change_notice(tx: &mut Tx, notice: Id, revision: i64) -> Result<()> {
    let notice = own_unsettled(tx, (notice, revision))?;
    settle(tx, notice, NoticeState::Withdrawn, "")
}

fn settle(tx: &mut Tx, before: ChangeNotice, state: NoticeState, answer: &str) -> Result<()> {
    let settled = ChangeNotice {
        revision: before.revision + 1,
        state,
        answer: answer.to_owned(),
        settled_by_name: acting_name(tx)?,
        settled_at: Some(tx.instant()),
        ..before.clone()
    };
    store::save_notice(tx, &settled)?;
    let came_of = (state == NoticeState::SentBack).then_some("notice-told-sent-back");
    tell_settled(tx, &before, &settled, came_of)?;
    let action = match state {
        NoticeState::Withdrawn => "change_notice.withdrawn",
        NoticeState::Open | NoticeState::TakenOver | NoticeState::SentBack => "change_notice.sent_back",
    };
    tell(tx, &settled, AuditEntry { action, reason: Some(answer.to_owned()), ..AuditEntry::default() })
}
