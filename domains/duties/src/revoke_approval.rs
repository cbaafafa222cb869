//! Revokes an approval for operation: what it built on no longer holds.

use crate::operation_approval::OperationApproval;
use crate::trail::{audit, check_reason, of_approval};
use crate::visible::visible_approval;
use crate::{APPROVE_OPERATION, store};
use kernel::{Error, Id, Objection, Result};
use register::Withdrawal;
use storage::{AuditEntry, Tx};

/// Which approval is revoked, and why.
#[derive(Clone, Debug)]
pub struct RevokeApproval {
    pub approval: Id,
    /// The revision that was seen; none where nobody looked.
    pub revision: Option<i64>,
    pub reason: String,
}

/// Revokes an approval.
///
/// # Errors
/// Not found where the actor may not see it; refused without permission; stale; rejected without a reason, and where it is
/// revoked already.
pub fn revoke_approval(tx: &mut Tx, ask: &RevokeApproval) -> Result<()> {
    let before = visible_approval(tx, ask.approval)?;
    access::authorise(tx, APPROVE_OPERATION, before.system)?;
    if ask.revision.is_some_and(|revision| revision != before.revision) {
        return Err(Error::stale());
    }
    let because = ask.reason.trim().to_owned();
    let mut objections = Vec::from_iter(check_reason(&because));
    if before.revoked.is_some() {
        objections.push(Objection::new("", "approval-objection-revoked-already"));
    }
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    let revoked = Some(Withdrawal { on: tx.today(), because: because.clone() });
    let after = OperationApproval { revision: before.revision + 1, revoked, ..before };
    store::save_approval(tx, &after)?;
    let entry = AuditEntry {
        action: "operation_approval.revoked",
        subject: of_approval(after.id),
        reason: Some(because),
        ..AuditEntry::default()
    };
    audit(tx, after.system, entry)
}
