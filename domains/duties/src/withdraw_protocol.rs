//! Withdraws a test protocol that was wrong: it counts no more, and stays to be read.

use crate::check_protocol::check_open;
use crate::test_protocol::TestProtocol;
use crate::told::settle_all;
use crate::trail::{audit, of_protocol};
use crate::visible::visible_protocol;
use crate::{WRITE_TESTS, store};
use kernel::{Error, Id, Result};
use register::Withdrawal;
use storage::{AuditEntry, Tx};

/// Which protocol is withdrawn, and why.
#[derive(Clone, Debug)]
pub struct WithdrawProtocol {
    pub protocol: Id,
    /// The revision that was seen; none where nobody looked.
    pub revision: Option<i64>,
    pub reason: String,
}

/// Withdraws a protocol; nobody needs to say any longer that they have read it.
///
/// # Errors
/// Not found where the actor may not see it; refused without permission; stale; rejected without a reason, where it is
/// withdrawn already, and where an approval for operation builds on it.
pub fn withdraw_protocol(tx: &mut Tx, ask: &WithdrawProtocol) -> Result<()> {
    let before = visible_protocol(tx, ask.protocol)?;
    access::authorise(tx, WRITE_TESTS, before.system)?;
    if ask.revision.is_some_and(|revision| revision != before.revision) {
        return Err(Error::stale());
    }
    let mut objections = Vec::from_iter(check_open(&before, store::approval_of_protocol(tx, before.id)?));
    let because = ask.reason.trim().to_owned();
    objections.extend(crate::trail::check_reason(&because));
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    let withdrawn = Some(Withdrawal { on: tx.today(), because: because.clone() });
    let after = TestProtocol { revision: before.revision + 1, withdrawn, ..before };
    store::save_protocol(tx, &after)?;
    let receivers = store::receivers_of(tx, after.id)?;
    settle_all(tx, after.id, &receivers)?;
    let entry = AuditEntry {
        action: "test_protocol.withdrawn",
        subject: of_protocol(after.id),
        reason: Some(because),
        ..AuditEntry::default()
    };
    audit(tx, after.system, entry)
}
